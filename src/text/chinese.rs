//! What is said in Chinese, from top to bottom in the order of a lesson.

use std::io;

use super::tongue::Tongue;
use crate::walk::{Grain, Order};

/// The phrases in Chinese, simplified.
pub(super) struct Chinese;

impl Tongue for Chinese {
    // Words and terms.

    fn stride(&self) -> &'static str {
        "步长"
    }

    fn padding(&self) -> &'static str {
        "填充"
    }

    fn dilation(&self) -> &'static str {
        "膨胀率"
    }

    fn groups(&self) -> &'static str {
        "分组"
    }

    fn input(&self) -> &'static str {
        "输入"
    }

    fn padded(&self) -> &'static str {
        "填充后"
    }

    fn products(&self) -> &'static str {
        "乘积"
    }

    fn sum(&self) -> &'static str {
        "和"
    }

    fn largest(&self) -> &'static str {
        "最大"
    }

    fn rows(&self) -> &'static str {
        "行"
    }

    fn columns(&self) -> &'static str {
        "列"
    }

    // Between words and sentences.

    fn colon(&self) -> &'static str {
        "："
    }

    fn semicolon(&self) -> &'static str {
        "；"
    }

    fn space(&self) -> &'static str {
        ""
    }

    // Around the picture.

    fn changed(&self) -> &'static str {
        "（已改动）"
    }

    fn step_of(&self, step: &str, steps: &str, grain: Grain) -> String {
        let grain = grained(grain);
        format!("第 {step} / {steps} 步 · {grain}")
    }

    fn computing(&self, percent: u8) -> String {
        format!("正在计算各层：{percent} % ……")
    }

    fn map_of(&self, map: usize, maps: usize) -> String {
        format!("o[{map}] / {maps}")
    }

    fn sums_of(&self, groups: usize) -> String {
        format!("{groups} 个和：")
    }

    fn parameters_in_short(&self, count: usize) -> String {
        format!("{count} 参数")
    }

    // How often cells are read.

    fn seen_of_input(&self) -> &'static str {
        "感受野"
    }

    fn windows_that_read(&self) -> &'static str {
        "读取输入每一格的窗口数"
    }

    fn windows_that_read_in_short(&self) -> &'static str {
        "读取每格的窗口数"
    }

    // Sizes and parameters.

    fn leaves_cells_over(&self) -> &'static str {
        "* 有格子剩下"
    }

    fn does_not_fit(&self) -> &'static str {
        "– 放不下"
    }

    fn padding_sign(&self) -> &'static str {
        "□ 填充"
    }

    fn parameters_of(&self, layer: &str) -> String {
        format!("{layer} 的参数")
    }

    fn no_parameters(&self, layer: &str) -> String {
        format!("{layer} 没有参数")
    }

    fn this_layer(&self) -> &'static str {
        "本层  "
    }

    fn dense_layer(&self) -> &'static str {
        "全连接"
    }

    fn parameter_count(&self, count: usize) -> String {
        format!("{count} 个参数")
    }

    // Predicting.

    fn answer_prompt(&self) -> &'static str {
        "你的答案："
    }

    fn answer_keys(&self, right: u32, answers: u32) -> String {
        format!("回车作答或揭晓  → 跳过  x 结束 · 答 {answers} 题，对 {right} 题")
    }

    fn right_answer(&self, reason: &str) -> String {
        format!("正确：{reason}")
    }

    fn wrong_answer(&self, typed: &str, reason: &str) -> String {
        format!("不是 {typed}：{reason}")
    }

    fn score(&self, right: u32, answers: u32, streak: u32) -> String {
        format!("答 {answers} 题，对 {right} 题，连对 {streak} 题")
    }

    // What the keys do.

    fn next_step(&self) -> &'static str {
        "下一步"
    }

    fn step_back(&self) -> &'static str {
        "上一步"
    }

    fn larger_steps(&self) -> &'static str {
        "粒度变粗"
    }

    fn smaller_steps(&self) -> &'static str {
        "粒度变细"
    }

    fn first_step(&self) -> &'static str {
        "第一步"
    }

    fn last_step(&self) -> &'static str {
        "最后一步"
    }

    fn go_to_help(&self) -> &'static str {
        "跳到某一步，或某一格：滤波器,行,列"
    }

    fn next_layer(&self) -> &'static str {
        "下一层"
    }

    fn previous_layer(&self) -> &'static str {
        "上一层"
    }

    fn play_or_pause(&self) -> &'static str {
        "播放、暂停"
    }

    fn play_faster(&self) -> &'static str {
        "播放加快"
    }

    fn play_slower(&self) -> &'static str {
        "播放放慢"
    }

    fn longer_stride(&self) -> &'static str {
        "步长增大"
    }

    fn shorter_stride(&self) -> &'static str {
        "步长减小"
    }

    fn more_padding(&self) -> &'static str {
        "填充增加"
    }

    fn less_padding(&self) -> &'static str {
        "填充减少"
    }

    fn wider_dilation(&self) -> &'static str {
        "膨胀率增大"
    }

    fn narrower_dilation(&self) -> &'static str {
        "膨胀率减小"
    }

    fn order_help(&self) -> &'static str {
        "顺序：逐窗口，或逐滤波器"
    }

    fn edit_help(&self) -> &'static str {
        "修改：方向键移动，回车确定；鼠标画图，Del 清空"
    }

    fn predict_help(&self) -> &'static str {
        "预测：输入下一个值，回车作答或揭晓"
    }

    fn undo(&self) -> &'static str {
        "撤销"
    }

    fn redo(&self) -> &'static str {
        "重做"
    }

    fn reset_help(&self) -> &'static str {
        "恢复到文件的内容"
    }

    fn write_help(&self) -> &'static str {
        "把改动后的场景写入文件"
    }

    fn open_help(&self) -> &'static str {
        "打开别的场景：课程、最近的文件"
    }

    fn walk_view(&self) -> &'static str {
        "计算过程"
    }

    fn network_view(&self) -> &'static str {
        "整个网络"
    }

    fn coverage_view(&self) -> &'static str {
        "覆盖：每格被读几次"
    }

    fn sizes_view(&self) -> &'static str {
        "大小：输出大小、参数、一个权重用在哪里"
    }

    fn record_help(&self) -> &'static str {
        "把画面录进 .cast 文件；再按停止"
    }

    fn theme(&self) -> &'static str {
        "配色"
    }

    fn zoom_help(&self) -> &'static str {
        "缩放：自动、宽、全部数位"
    }

    fn language_help(&self) -> &'static str {
        "语言：English"
    }

    fn this_help(&self) -> &'static str {
        "本帮助"
    }

    fn close_help(&self) -> &'static str {
        "关闭当前窗口，或退出"
    }

    fn quit(&self) -> &'static str {
        "退出"
    }

    fn suspend_help(&self) -> &'static str {
        "挂起；fg 返回"
    }

    // The help and the last line.

    fn help_title(&self) -> &'static str {
        "convstep · 按键"
    }

    fn help_scrolls(&self) -> &'static str {
        "↑↓ 滚动 · Esc 关闭"
    }

    fn help_closes(&self) -> &'static str {
        "Esc 关闭 · 鼠标：点输出格、拖时间轴、滚轮步进"
    }

    fn hints(&self) -> &'static [&'static str] {
        &[
            "←→ 步进",
            "↑↓ 粒度",
            "空格 播放",
            "e 修改",
            "x 预测",
            "s 步长",
            "p 填充",
            "d 膨胀",
            "1-4 视图",
            "o 顺序",
            "g 跳转",
            "z 缩放",
            "t 配色",
            "u 撤销",
            "w 写入",
            "O 打开",
            "R 录制",
        ]
    }

    fn last_hints(&self) -> &'static str {
        "? 帮助  q 退出"
    }

    fn go_to_prompt(&self) -> &'static str {
        "跳到（步数，或 滤波器,行,列）："
    }

    fn edit_prompt(&self, name: &str) -> String {
        format!("修改 {name} = ")
    }

    fn edit_keys(&self) -> &'static str {
        "方向键移动  Tab 下一块  回车确定  u 撤销  Esc 完成"
    }

    fn draw_keys(&self) -> &'static str {
        "鼠标画图，右键擦除  Del 清空  u 撤销  Esc 完成"
    }

    // What came of a key.

    fn speed(&self, rate: f64) -> String {
        format!("每秒 {rate} 步")
    }

    fn nothing_to_undo(&self) -> &'static str {
        "没有可撤销的改动"
    }

    fn nothing_to_redo(&self) -> &'static str {
        "没有可重做的改动"
    }

    fn walks_by(&self, order: Order) -> &'static str {
        match order {
            Order::Window => "每个窗口先算完所有滤波器",
            Order::Filter => "一个滤波器滑完再换下一个",
        }
    }

    fn has_none(&self, layer: &str, setting: &str) -> String {
        format!("{layer} 没有{setting}")
    }

    fn at_least(&self, setting: &str, least: usize) -> String {
        format!("{setting}不能小于 {least}")
    }

    fn nothing_to_edit(&self) -> &'static str {
        "这一层没有可以修改的数"
    }

    fn not_a_number(&self, typed: &str) -> String {
        format!("“{typed}”不是数")
    }

    fn too_large_to_edit(&self) -> &'static str {
        "这个张量太大，不能逐个修改"
    }

    fn only_one_channel(&self) -> &'static str {
        "只有单通道的输入才能画"
    }

    fn steps_range(&self, steps: u64) -> String {
        format!("步数从 1 到 {steps}")
    }

    fn cells_range(&self, [map, row, column]: [usize; 3]) -> String {
        format!("格子从 0,0,0 到 {map},{row},{column}")
    }

    fn type_a_place(&self) -> &'static str {
        "请输入步数，或 滤波器,行,列"
    }

    // Opening.

    fn open_prompt(&self) -> &'static str {
        "打开  "
    }

    fn count_of(&self, count: usize, all: usize) -> String {
        format!("{count} / {all}")
    }

    fn course(&self) -> &'static str {
        "课程"
    }

    fn recent_files(&self) -> &'static str {
        "最近的文件"
    }

    fn scenario_size(&self, layers: usize, steps: u64, width: usize) -> String {
        format!("{layers} 层 {steps:>width$} 步")
    }

    fn open_keys(&self) -> &'static str {
        "回车打开  ↑↓ 选择  输入文字查找  Esc 关闭"
    }

    fn all_errors_key(&self) -> &'static str {
        "回车：全部错误"
    }

    fn errors_keys(&self) -> &'static str {
        "↑↓ 滚动  其他键：返回列表"
    }

    // The file, changed while it is shown.

    fn reloaded(&self, changed: bool) -> &'static str {
        if changed {
            "文件已更改并重新读取；按 u 找回你的改动"
        } else {
            "文件已更改并重新读取"
        }
    }

    fn file_cannot_be_read(&self) -> &'static str {
        "文件无法读取"
    }

    fn file_has_errors(&self, errors: usize) -> String {
        format!("文件有 {errors} 处错误")
    }

    fn last_valid_version(&self) -> &'static str {
        "；显示的是最后一个有效版本"
    }

    // Writing.

    fn write_prompt(&self) -> &'static str {
        "写入："
    }

    fn write_keys(&self) -> &'static str {
        "回车写入  Esc 放弃"
    }

    fn overwrite_prompt(&self) -> &'static str {
        " 已存在：覆盖吗？y/n"
    }

    fn wrote(&self, name: &str, beside: usize, expects: &[String], notes: usize) -> String {
        let beside = match beside {
            0 => String::new(),
            n => format!("，以及 {n} 个附带文件"),
        };

        let mut gone = Vec::new();

        if !expects.is_empty() {
            gone.push(format!("{} 的 expect", expects.join(", ")));
        }

        if notes > 0 {
            gone.push(format!("{notes} 条注释"));
        }

        if gone.is_empty() {
            return format!("已写入 {name}{beside}");
        }

        format!("已写入 {name}{beside}；略去已不成立的：{}", gone.join("、"))
    }

    fn not_written(&self, name: &str, why: &str) -> String {
        format!("没有写入 {name}：{why}")
    }

    fn no_such_folder(&self) -> &'static str {
        "没有这个文件夹"
    }

    fn permission_denied(&self) -> &'static str {
        "没有权限"
    }

    fn is_a_folder(&self) -> &'static str {
        "这是文件夹"
    }

    fn is_there_already(&self) -> &'static str {
        "文件已存在"
    }

    // Recording.

    fn recording_into(&self, name: &str) -> String {
        format!("正在录制 {name}；按 R 停止")
    }

    fn recorded_into(&self, name: &str) -> String {
        format!("已录进 {name}")
    }

    fn recording_lost(&self, why: &io::Error) -> String {
        format!("录制无法写入：{why}")
    }

    fn page_play(&self) -> &'static str {
        "播放"
    }

    fn page_pause(&self) -> &'static str {
        "暂停"
    }

    fn page_step(&self) -> &'static str {
        "步"
    }

    fn page_speed(&self) -> &'static str {
        "速度"
    }

    fn page_without_script(&self) -> &'static str {
        "本页需要 JavaScript 才能步进，而它已被关闭。"
    }
}

/// What a step of a grain is called.
fn grained(grain: Grain) -> &'static str {
    match grain {
        Grain::Tap => "乘积",
        Grain::Channel => "通道",
        Grain::Cell => "格",
        Grain::Row => "行",
        Grain::Map => "特征图",
        Grain::Layer => "层",
    }
}
