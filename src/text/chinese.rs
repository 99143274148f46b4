//! What is said in Chinese, from top to bottom in the order of a lesson.

mod faults;
mod help;

use std::io;
use std::ops::Range;

use super::command_error::CommandError;
use super::hint::Hint;
use super::size::Term;
use super::tongue::Tongue;
use super::unit::Unit;
use super::usage_error::{UsageError, WrongUsage};
use crate::nn::{MOST_NUMBERS, Shape, ShapeError, SourcesMisfit};
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

    fn padding_word(&self, word: &'static str) -> &'static str {
        match word {
            "causal" => "因果",
            "reflect" => "镜像",
            "replicate" => "复制边缘",
            "circular" => "循环",
            _ => word,
        }
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

    fn products(&self) -> &'static str {
        "乘积"
    }

    fn sum(&self) -> &'static str {
        "和"
    }

    fn probability(&self) -> &'static str {
        "概率"
    }

    fn rows(&self) -> &'static str {
        "行"
    }

    fn columns(&self) -> &'static str {
        "列"
    }

    // Between words and sentences.

    fn comma(&self) -> &'static str {
        "，"
    }

    fn stop(&self) -> &'static str {
        "。"
    }

    fn colon(&self) -> &'static str {
        "："
    }

    fn semicolon(&self) -> &'static str {
        "；"
    }

    fn space(&self) -> &'static str {
        ""
    }

    // Where a number stands; rows, columns, maps and channels are counted from 0.

    fn row_and_column(&self, row: usize, column: usize) -> String {
        format!("第 {row} 行第 {column} 列")
    }

    fn channel(&self, channel: usize) -> String {
        format!("通道 {channel}")
    }

    fn map(&self, map: usize) -> String {
        format!("特征图 {map}")
    }

    fn not_begun(&self, has_weights: bool) -> &'static str {
        if has_weights {
            "还没有开始计算：输入和权重已经给定，输出是空的。"
        } else {
            "还没有开始计算：输入已经给定，输出是空的。"
        }
    }

    // The steps. `input` is where a number comes from, nothing where it is padding; equations and numbers come as they are shown.

    fn product_step(
        &self,
        input: Option<&str>,
        weight: &str,
        product: &str,
        so_far: Option<&str>,
    ) -> String {
        let input = spaced(input.unwrap_or("填充 0"));
        let so_far = so_far.map_or(String::new(), |sum| format!("；累计为 {sum}"));

        format!("{input}乘以 {weight}：{product}{so_far}。")
    }

    fn exponential_step(&self, input: Option<&str>, power: &str, so_far: &str) -> String {
        let input = input.unwrap_or("填充");
        format!("{input}：{power}；累计为 {so_far}。")
    }

    fn largest_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String {
        let input = spaced(input.unwrap_or("填充"));
        format!("{input}是 {x}；目前最大的是 {so_far}。")
    }

    fn sum_step(&self, input: Option<&str>, x: &str, so_far: &str) -> String {
        let input = spaced(input.unwrap_or("填充"));
        format!("{input}是 {x}；累计为 {so_far}。")
    }

    fn number_step(&self, input: Option<&str>, x: &str) -> String {
        let input = spaced(input.unwrap_or("填充"));
        format!("{input}是 {x}。")
    }

    fn products_sum(&self, channel: &str, products: usize, sum: &str) -> String {
        let channel = spaced(channel);

        if products == 1 {
            return format!("{channel}的唯一一个乘积是 {sum}。");
        }

        format!("{channel}的 {products} 个乘积之和：{sum}。")
    }

    fn window_sum(&self, cells: usize, sum: &str) -> String {
        format!("窗口内 {cells} 个数之和：{sum}。")
    }

    fn exponentials_sum(&self, exponentials: usize, sum: &str) -> String {
        format!("{exponentials} 个指数之和：{sum}。")
    }

    fn squares_sum(&self, squares: usize, sum: &str) -> String {
        format!("{squares} 个平方之和：{sum}。")
    }

    fn maximum_of(&self, cells: &str, maximum: &str) -> String {
        format!("{cells} 的最大值是 {maximum}")
    }

    fn maximum_of_many(&self, cells: usize, maximum: &str) -> String {
        format!("{cells} 个数的最大值是 {maximum}")
    }

    fn bias_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String {
        let sums = match (sums, is_dense) {
            (1, _) => "乘积之和".to_owned(),
            (n, true) => format!(" {n} 张特征图的和"),
            (n, false) => format!(" {n} 个通道的和"),
        };

        format!("把{sums}与偏置相加：{sum}，写入 {output}。")
    }

    fn sums_added(&self, sums: usize, is_dense: bool, sum: &str, output: &str) -> String {
        let sums = if is_dense {
            format!("{sums} 张特征图的和")
        } else {
            format!("{sums} 个通道的和")
        };

        format!("把 {sums}相加：{sum}，写入 {output}。")
    }

    fn written(&self, made: &str, output: &str) -> String {
        format!("{made}，写入 {output}。")
    }

    fn printed(&self, other: Option<&str>) -> String {
        match other {
            Some(number) => format!("原图误印为 {number}。"),
            None => "原图印得对。".to_owned(),
        }
    }

    fn published(&self) -> &'static str {
        "原图"
    }

    fn mean_is(&self) -> &'static str {
        "平均值："
    }

    fn mean_of_some_is(&self, some: usize, all: usize) -> String {
        format!("{all} 格中只有 {some} 格计入，平均值：")
    }

    fn constant_is(&self) -> &'static str {
        "模型里的常数："
    }

    fn number_moves(&self) -> &'static str {
        "原样复制："
    }

    fn normalise(&self) -> &'static str {
        "归一化："
    }

    fn its_probability(&self) -> &'static str {
        "概率："
    }

    fn its_log_probability(&self) -> &'static str {
        "概率的对数："
    }

    fn row_finished(&self, map: usize, row: usize, last: &str) -> String {
        format!("o[{map}] 的第 {row} 行完成。{last}")
    }

    fn map_finished(&self, map: usize, last: &str) -> String {
        format!("o[{map}] 完成。{last}")
    }

    fn layer_finished(&self, layer: &str, shape: Shape, last: &str) -> String {
        format!("{layer} 完成：{shape}。{last}")
    }

    fn verdict(&self, class: &str, probability: f32) -> String {
        format!("网络的答案是 {class}，概率 {probability:.3}。")
    }

    // Features: what excites the maps of a layer most.

    fn view_features(&self) -> &'static str {
        "特征"
    }

    fn unit_count(&self, of: Unit, count: usize) -> String {
        match of {
            Unit::Map => format!("{count} 张{}", unit(of)),
            _ => format!("{count} 个{}", unit(of)),
        }
    }

    fn unit(&self, of: Unit, number: &str) -> String {
        format!("{} {number}", unit(of))
    }

    fn each_sees(&self, [rows, columns]: [usize; 2]) -> String {
        format!("各看到 {rows}×{columns}")
    }

    fn up_to(&self, value: &str) -> String {
        format!("最大 {value}")
    }

    fn answers(
        &self,
        (of, number, layer): (Unit, &str, &str),
        rank: usize,
        value: &str,
        (image, class): (usize, Option<&str>),
        [rows, columns]: &[Range<usize>; 2],
    ) -> String {
        let class = class.map_or(String::new(), |class| format!("（{class}）"));
        let [rows, columns] = [span(rows), span(columns)];
        let how = match rank {
            0 => "响应最强".to_owned(),
            rank => format!("响应第 {} 强", rank + 1),
        };

        format!(
            "{layer} 的{} {number} 对图像 {image}{class}{how}：{value}，第 {rows} 行，第 {columns} 列。",
            unit(of)
        )
    }

    fn features_legend(&self, has_weights: bool, kept: usize, images: usize) -> String {
        let weights = if has_weights {
            "先是权重，再是"
        } else {
            ""
        };
        format!("每组{weights} {images} 幅图像中响应最强的 {kept} 幅，只留它看到的部分。")
    }

    fn first_channels(&self, seen: usize, all: usize) -> String {
        format!("权重只画出 {all} 个通道中的前 {seen} 个。")
    }

    fn no_images(&self) -> &'static str {
        "没有图像可看。场景里这样写：[features] images = { npy = \"images.npy\" }。"
    }

    fn image_is_input(&self, image: usize) -> String {
        format!("现在的输入是图像 {image}。")
    }

    // The output size: its formula comes as it is written.

    fn output_size(&self, size: &str) -> String {
        format!("输出大小 {size}")
    }

    fn output_sizes(&self, down: &str, along: &str) -> String {
        format!("输出大小：高 {down}，宽 {along}")
    }

    fn left_over(&self, [rows, columns]: [usize; 2], is_padded: bool) -> String {
        let padded = if is_padded { "填充后的" } else { "" };
        let last = |n: usize, what: &str| match n {
            0 => None,
            1 => Some(format!("最后一{what}")),
            n => Some(format!("最后 {n} {what}")),
        };

        let lines: Vec<String> = [last(rows, "行"), last(columns, "列")]
            .into_iter()
            .flatten()
            .collect();

        format!("{padded}{}没有被任何窗口读到", lines.join("和"))
    }

    fn padded_cells_unread(&self, unread: usize, all: usize, is_padded: bool) -> String {
        let padded = if is_padded { "填充后的 " } else { "" };
        format!("{padded}{all} 格中有 {unread} 格没有被任何窗口读到")
    }

    fn windows_in_a_row(&self) -> &'static str {
        "一行能放下几个窗口"
    }

    fn cells_in_a_row(&self, cells: usize, padding: usize) -> String {
        match padding {
            0 => format!("{cells} 格"),
            padding => format!("{cells} 格，其中 {padding} 格是填充"),
        }
    }

    fn windows_of_a_row(&self, windows: usize, kernel: usize, stride: usize) -> String {
        match windows {
            1 => format!("1 个窗口，宽 {kernel} 格"),
            n => format!("{n} 个窗口，各宽 {kernel} 格，每次移动 {stride} 格"),
        }
    }

    fn cells_in_no_window(&self, cells: usize) -> String {
        match cells {
            0 => "每格都在窗口里".to_owned(),
            cells => format!("{cells} 格不在任何窗口里"),
        }
    }

    fn other_settings(&self) -> &'static str {
        "其他设置"
    }

    fn one_weight(&self) -> &'static str {
        "一个权重，处处使用"
    }

    fn columns_of_layers(&self) -> [&'static str; 4] {
        ["层", "种类", "输出", "参数"]
    }

    fn size_term(&self, term: Term) -> &'static str {
        match term {
            Term::Input => "输入",
            Term::Padding => "填充",
            Term::Kernel => "卷积核",
            Term::Stride => "步长",
            Term::First => "第一个",
            Term::Size => "输出",
        }
    }

    fn what_the_input_is(&self) -> &'static str {
        "输入"
    }

    fn what_even_padding_is(&self) -> &'static str {
        "两侧的填充"
    }

    fn what_padding_is(&self) -> &'static str {
        "前后的填充"
    }

    fn what_the_kernel_is(&self) -> &'static str {
        "第一个窗口处的卷积核"
    }

    fn what_the_dilated_kernel_is(&self, kernel: usize, dilation: usize) -> String {
        format!("第一个窗口处的卷积核，{kernel} 个数间隔 {dilation}")
    }

    fn what_a_stride_of_one_is(&self) -> &'static str {
        "每走一格多一个窗口"
    }

    fn what_a_stride_is(&self, is_rounded_up: bool) -> &'static str {
        if is_rounded_up {
            "每走一个步长多一个窗口，向上取整"
        } else {
            "每走一个步长多一个窗口，向下取整"
        }
    }

    fn what_a_stride_with_its_last_window_dropped_is(&self) -> &'static str {
        "每走一个步长多一个窗口，向上取整；起点超出输入的窗口略去"
    }

    fn what_the_first_window_is(&self) -> &'static str {
        "第一个窗口"
    }

    fn what_the_spread_is(&self) -> &'static str {
        "从第一个输入格到最后一个，相邻两格隔一个步长"
    }

    fn what_the_reach_is(&self) -> &'static str {
        "卷积核越过第一个数的长度"
    }

    fn what_the_first_cell_is(&self) -> &'static str {
        "第一格"
    }

    fn what_output_padding_is(&self) -> &'static str {
        "output_padding 补上的，减去填充裁掉的"
    }

    fn what_the_cut_is(&self) -> &'static str {
        "填充从输出裁掉的，减去 output_padding 补上的"
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

    fn more_of(&self, count: usize) -> String {
        format!("… 另有 {count} 个")
    }

    fn more_terms(&self, count: usize) -> String {
        format!("… 另 {count} 项 ")
    }

    fn network_legend(&self, has_signs: bool, has_photos: bool) -> String {
        let signs = has_signs.then_some("绿色大于 0 · 红色小于 0");
        let photos = has_photos.then_some("照片：越大越亮");

        let parts = [
            Some("带色调：这一格读到的格"),
            signs,
            photos,
            Some("暗淡：还没走到"),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn view_network(&self) -> &'static str {
        "网络"
    }

    fn layer_count(&self, count: usize) -> String {
        format!("{count} 层")
    }

    fn multiplication_count(&self, count: u64) -> String {
        format!("{count} 次乘法")
    }

    fn more_above(&self, count: usize) -> String {
        format!("上面还有 {count} 个 ▲")
    }

    fn more_below(&self, count: usize) -> String {
        format!("还有 {count} 个 ▼")
    }

    fn folded_blocks(&self, times: usize, block: usize) -> String {
        format!("每组 {block} 层，重复 {times} 次")
    }

    fn parameters_in_short(&self, count: usize) -> String {
        format!("{count} 参数")
    }

    // How often cells are read.

    fn seen_of_input(&self) -> &'static str {
        "感受野"
    }

    fn read_by_windows(&self) -> [&'static str; 2] {
        ["被", "个窗口读到"]
    }

    fn now_sign(&self) -> &'static str {
        "◀ 现在"
    }

    fn coverage_facts(&self, corner: u64, middle: u64, [rows, columns]: [usize; 2]) -> [String; 3] {
        [
            format!("角 {corner}"),
            format!("中间 {middle}"),
            format!("输出 {rows}×{columns}"),
        ]
    }

    fn windows_that_read_in_short(&self) -> &'static str {
        "读取每格的窗口数"
    }

    fn reads_all_alike(&self, layer: &str) -> String {
        format!("{layer} 没有滑动的窗口：每格被读的次数相同。")
    }

    fn no_cell_is_read(&self) -> &'static str {
        "没有一格被读"
    }

    fn every_cell_is_read(&self, count: u64) -> String {
        format!("每格都被读 {count} 次")
    }

    fn corners_are_read_most(&self, count: u64) -> String {
        format!("角上的格被读 {count} 次，和读得最多的一样")
    }

    fn corners_and_others(&self, [low, high]: [u64; 2], most: u64, is_middle: bool) -> String {
        let corners = match [low, high] {
            [0, 1] => "最多 1 ".to_owned(),
            [low, high] if low == high => format!(" {low} "),
            _ => format!(" {low} 到 {high} "),
        };

        let others = if is_middle { "中间" } else { "其余最多" };
        format!("角上的格被读{corners}次，{others} {most} 次")
    }

    fn padding_changes_corners(
        &self,
        padding: Option<usize>,
        are_alike: bool,
        before: u64,
        now: u64,
    ) -> String {
        let padding = padding.map_or(String::new(), |n| format!(" {n} "));
        let corners = if are_alike { "角" } else { "第一个角" };
        let does = if now > before { "升到" } else { "降到" };
        format!("；填充{padding}让{corners}被读的次数从 {before} {does} {now}")
    }

    fn cells_unread(&self, unread: usize, all: usize) -> String {
        format!("{all} 格中有 {unread} 格没有被任何窗口读到。")
    }

    // The receptive field of a cell of a layer, on the network's input.

    fn sees(&self, cell: &str, layer: &str, [rows, columns]: &[Range<usize>; 2]) -> String {
        let size = format!("{}×{}", rows.len(), columns.len());
        let rows = span(rows);
        let columns = span(columns);
        format!("{layer} 的 {cell}：感受野是输入的 {size} 格，第 {rows} 行，第 {columns} 列。")
    }

    fn sees_nothing(&self, cell: &str, layer: &str) -> String {
        format!("{layer} 的 {cell} 看不到输入的任何一格。")
    }

    // Sharing: where one weight is used.

    fn weight_shared(
        &self,
        weight: &str,
        channel: usize,
        multiplied: usize,
        map: usize,
        [made, all]: [usize; 2],
    ) -> String {
        let contributes = match made {
            _ if all == 1 => "的唯一一格".to_owned(),
            n if n == all => format!("的全部 {all} 格"),
            n => format!(" {all} 格中的 {n} 格"),
        };

        let weight = spaced(weight);
        let shared = match made {
            1 => "只用一次，和全连接层一样".to_owned(),
            n => format!("权值共享，一个权重抵得上全连接层的 {n} 个"),
        };

        format!(
            "{weight}与 x[{channel}] 的 {multiplied} 格相乘，参与计算 o[{map}]{contributes}：{shared}。"
        )
    }

    fn weight_of_dense_layer(&self, weight: &str, input: usize, output: usize) -> String {
        let weight = spaced(weight);
        format!(
            "{weight}只与一格 x[{input}] 相乘，只参与计算一格 o[{output}]：全连接层没有权值共享。"
        )
    }

    fn weight_on_padding(&self, weight: &str, channel: usize) -> String {
        let weight = spaced(weight);
        format!("{weight}不与 x[{channel}] 的任何一格相乘：窗口在哪里它都落在填充上。")
    }

    fn pool_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} 没有权重：每个窗口都同样处理，没有需要训练的数。")
    }

    fn norm_has_no_window(&self, layer: &str) -> String {
        format!("{layer} 没有窗口：每个通道一个缩放和一个偏移，对每一格都相同。")
    }

    fn flatten_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} 没有窗口也没有权重：数按通道依次移动，值不变。")
    }

    fn function_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} 没有窗口也没有权重：输出和输入一样大。")
    }

    // Sizes and parameters.

    fn leaves_cells_over(&self) -> &'static str {
        "* 有些格不在任何窗口里"
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

    fn sizes_head(&self) -> [&'static str; 10] {
        [
            "层",
            "种类",
            "输出",
            "卷积核",
            "步长",
            "参数",
            "乘法",
            "内存",
            "感受野",
            "累计步长",
        ]
    }

    fn total(&self) -> &'static str {
        "总数"
    }

    fn parameter_count(&self, count: usize) -> String {
        format!("{count} 个参数")
    }

    fn multiplications(&self, each: u64, cells: u64, total: u64) -> String {
        format!("{each} × {cells} 格 = {total} 次乘法，加法也一样多")
    }

    fn comparisons(&self, each: u64, cells: u64, total: u64) -> String {
        format!("{each} × {cells} 格 = {total} 次比较")
    }

    fn additions_of_means(&self, each: u64, cells: u64, total: u64) -> String {
        format!("{each} × {cells} 格 = {total} 次加法，每格一次除法")
    }

    fn element_wise(&self, sources: usize, cells: u64) -> String {
        format!("{cells} 格，每格由 {sources} 个输入同一位置的数合成")
    }

    fn normalisations(&self, cells: u64) -> String {
        format!("{cells} 格，每格两次加减法、一次乘法、一次除法")
    }

    fn functions(&self, cells: u64) -> String {
        format!("{cells} 格，每格算一次函数")
    }

    fn exponentials(&self, cells: u64) -> String {
        format!("{cells} 格，每格一次指数和一次除法")
    }

    fn nothing_computed(&self) -> &'static str {
        "不做计算"
    }

    // Predicting.

    fn which_class(&self, last: usize, names: &str) -> String {
        let names = match names {
            "" => String::new(),
            names => format!("（{names}）"),
        };

        format!("0 到 {last}{names}中哪一类的概率最大？")
    }

    fn which_exponential(&self, asked: &str) -> String {
        format!("指数是多少？{asked}")
    }

    fn which_product(&self, asked: &str) -> String {
        format!("乘积是多少？{asked}")
    }

    fn which_probability(&self, asked: &str) -> String {
        format!("它的概率是多少？{asked}")
    }

    fn which_output(&self, asked: &str) -> String {
        format!("输出是多少？{asked}")
    }

    fn how_many_rows(&self, asked: &str) -> String {
        format!("输出有多少行？{asked}")
    }

    fn how_many_columns(&self, asked: &str) -> String {
        format!("输出有多少列？{asked}")
    }

    fn how_many_rows_and_columns(&self, asked: &str) -> String {
        format!("输出有多少行（列数相同）？{asked}")
    }

    fn size_given(&self, numbers: [usize; 3], padding: &str, dilation: Option<usize>) -> String {
        let [input, kernel, stride] = numbers;
        let dilation = dilation.map_or(String::new(), |n| format!("，膨胀率 {n}"));
        format!("输入 {input}，卷积核 {kernel}，步长 {stride}，填充 {padding}{dilation}")
    }

    fn what_will_stand(&self, output: &str) -> String {
        format!("{}会是多少？", spaced(output))
    }

    fn which_largest_so_far(&self) -> &'static str {
        "到目前为止最大的是多少？"
    }

    fn which_largest(&self) -> &'static str {
        "窗口里最大的是多少？"
    }

    fn which_number_moves(&self) -> &'static str {
        "复制到这里的是哪个数？"
    }

    fn which_sum_so_far(&self) -> &'static str {
        "到目前为止的和是多少？"
    }

    fn which_sum_of_exponentials(&self) -> &'static str {
        "指数之和是多少？"
    }

    fn which_sum_of_squares(&self) -> &'static str {
        "平方之和是多少？"
    }

    fn which_sum_of_window(&self) -> &'static str {
        "窗口里的数之和是多少？"
    }

    fn which_sum_of_products(&self) -> &'static str {
        "乘积之和是多少？"
    }

    fn it_is(&self, answer: &str) -> String {
        format!("是 {answer}")
    }

    fn class_has(&self, class: usize, name: &str, probability: &str) -> String {
        let name = match name {
            "" => String::new(),
            name => format!("（{name}）"),
        };

        format!("第 {class} 类{name}的概率是 {probability}")
    }

    fn add_sums_and_bias(&self, sums: usize, bias: &str) -> String {
        let sums = sums_above(sums);
        format!("把{sums}与偏置 {bias} 相加。输出是多少？")
    }

    fn divide_sums(&self, sums: usize, by: usize) -> String {
        let sums = sums_above(sums);
        format!("把{sums}除以 {by}。输出是多少？")
    }

    fn given_scores(&self, scores: &str) -> String {
        format!("得分 {scores}")
    }

    fn given_exponentials(&self, exponentials: &str) -> String {
        format!("指数 {exponentials}")
    }

    fn given_window(&self, window: &str, weights: &str) -> String {
        format!("窗口 {window}，权重 {weights}")
    }

    fn given_cells(&self, cells: &str) -> String {
        format!("格子 {cells}")
    }

    fn answer_prompt(&self) -> &'static str {
        "你的答案："
    }

    fn answer_keys(&self, right: u32, answers: u32) -> String {
        format!("回车作答或揭晓  Tab 提示  x 结束 · 答 {answers} 题，对 {right} 题")
    }

    fn right_answer(&self, reason: &str) -> String {
        format!("正确：{reason}")
    }

    fn wrong_answer(&self, typed: &str, reason: &str) -> String {
        format!("{typed} 不对，{reason}")
    }

    fn score(&self, right: u32, answers: u32, streak: u32) -> String {
        format!("答 {answers} 题，对 {right} 题，连对 {streak} 题")
    }

    fn predicting_begins(&self) -> &'static str {
        "开始预测：每一步先问结果；按 X 选择隐藏多少"
    }

    fn hides_cell(&self) -> &'static str {
        "预测时只隐藏输出格的值；按 X 隐藏更多"
    }

    fn hides_sums(&self) -> &'static str {
        "预测时也隐藏各通道的和；按 X 隐藏更多"
    }

    fn hides_products(&self) -> &'static str {
        "预测时也隐藏乘积；按 X 隐藏更多"
    }

    fn hides_all(&self) -> &'static str {
        "预测时只显示输入和滤波器；按 X 少隐藏一些"
    }

    fn exam_begins(&self) -> &'static str {
        "十个问题，每个都会停下来等你。→ 前进，n 到下一题。"
    }

    fn exam_open(&self, count: usize, is_end: bool) -> String {
        let then = if is_end { "，→ 交卷" } else { "" };

        format!("还有 {count} 题没有作答：N 回到前一题{then}")
    }

    fn nothing_typed(&self) -> &'static str {
        "请先输入答案；→ 看答案"
    }

    fn exam_asks(&self) -> &'static str {
        "考试已经在提问，考完以前不能预测"
    }

    fn unanswered(&self, reason: &str) -> String {
        format!("没有作答，{reason}")
    }

    fn round_is_over(&self) -> &'static str {
        "结果"
    }

    fn round_score(&self, right: u32, answers: u32, best: u32, hints: u32) -> String {
        format!("答 {answers} 题，对 {right} 题 · 最多连对 {best} 题 · 提示 {hints} 次")
    }

    fn round_told(&self) -> &'static str {
        "题目与答案："
    }

    fn round_missed(&self) -> &'static str {
        "答错或没有作答的："
    }

    fn nothing_missed(&self) -> &'static str {
        "全部答对。"
    }

    fn score_keys(&self) -> &'static str {
        "↑↓ 滚动  Esc 关闭"
    }

    fn try_again(&self, typed: &str) -> String {
        format!("{typed} 不对，再试一次。")
    }

    fn number_keys(&self, has_hint: bool) -> String {
        format!("回车作答  {}", self.reveals_answer(has_hint))
    }

    fn choice_keys(&self, letters: &str, has_hint: bool) -> String {
        format!("按 {letters} 作答  {}", self.reveals_answer(has_hint))
    }

    fn reveals_answer(&self, has_hint: bool) -> String {
        let hint = if has_hint { "Tab 提示  " } else { "" };
        format!("{hint}→ 看答案")
    }

    // What the keys do.

    fn keys(&self, label: &str) -> String {
        label.replace("space", "空格").replace("Enter", "回车")
    }

    fn next_step(&self) -> &'static str {
        "下一步"
    }

    fn step_back(&self) -> &'static str {
        "上一步"
    }

    fn larger_steps(&self) -> &'static str {
        "粒度变粗：乘积、通道、格、行、特征图、层"
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
        "跳到某一步，某一格（滤波器,行,列，从 0 数起），或某一层"
    }

    fn find_help(&self) -> &'static str {
        "按名字或种类查找层"
    }

    fn next_layer(&self) -> &'static str {
        "下一层"
    }

    fn previous_layer(&self) -> &'static str {
        "上一层"
    }

    fn next_note(&self) -> &'static str {
        "下一条讲解"
    }

    fn previous_note(&self) -> &'static str {
        "上一条讲解"
    }

    fn course_help(&self) -> &'static str {
        "课程：各课及进度"
    }

    fn next_lesson(&self) -> &'static str {
        "下一课"
    }

    fn previous_lesson(&self) -> &'static str {
        "上一课"
    }

    fn no_more_notes(&self, forward: bool) -> &'static str {
        if forward {
            "后面没有讲解了"
        } else {
            "前面没有讲解了"
        }
    }

    fn no_more_lessons(&self, forward: bool) -> &'static str {
        if forward {
            "这是最后一课 · 按 c 看所有的课"
        } else {
            "这是第一课 · 按 c 看所有的课"
        }
    }

    fn next_lesson_is(&self, title: &str) -> String {
        format!("本课结束。按 ] 进入下一课：{title}")
    }

    fn course_is_over(&self) -> &'static str {
        "课程结束。convstep exam 会出十道题；按 c 看所有的课。"
    }

    fn how_to_go_on(&self) -> &'static str {
        "按 → 开始。] 是下一课，c 是整个课程，? 是所有按键。"
    }

    fn lessons_done(&self, done: usize, all: usize) -> String {
        format!("课程 · 已完成 {done} / {all}")
    }

    fn step_count(&self, steps: u64) -> String {
        format!("{steps} 步")
    }

    fn question_count(&self, questions: usize) -> String {
        format!("{questions} 个问题")
    }

    fn stopped_at(&self, step: u64, steps: u64) -> String {
        format!("上次停在第 {step} / {steps} 步。")
    }

    fn questions_answered(&self, answered: usize, all: usize) -> String {
        format!("{all} 个问题答了 {answered} 个。")
    }

    fn lesson_keys(&self, is_begun: bool) -> &'static str {
        if is_begun {
            "回车继续   b 从头开始"
        } else {
            "回车打开"
        }
    }

    fn lessons_keys(&self) -> &'static str {
        "↑↓ 选择  回车打开  ] [ 下一课、上一课  i 语言  t 配色  q 退出"
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

    fn hide_help(&self) -> &'static str {
        "预测时隐藏多少"
    }

    fn hint_help(&self) -> &'static str {
        "提问时看提示"
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

    fn features_view(&self) -> &'static str {
        "特征：场景的图像中，每个滤波器对什么响应最强"
    }

    fn reveal_help(&self) -> &'static str {
        "显示全部输出，或只显示走到的"
    }

    fn record_help(&self) -> &'static str {
        "把画面录进 .cast 文件；再按一次停止"
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

    fn read_help(&self) -> &'static str {
        "读这一步的全部文字"
    }

    fn present_help(&self) -> &'static str {
        "演示：只留画面和算式，正在说的部分更亮"
    }

    fn words_help(&self) -> &'static str {
        "显示或隐藏文字说明"
    }

    fn this_help(&self) -> &'static str {
        "本帮助"
    }

    fn close_help(&self) -> &'static str {
        "关闭当前窗口"
    }

    fn quit(&self) -> &'static str {
        "退出"
    }

    fn leave_help(&self) -> &'static str {
        "立即退出，不管有没有未写入的修改"
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

    fn read_closes(&self) -> &'static str {
        "Esc 关闭"
    }

    fn hint(&self, of: Hint) -> &'static str {
        match of {
            Hint::Step => "步进",
            Hint::Grain => "粒度",
            Hint::Play => "播放",
            Hint::Pause => "暂停",
            Hint::Faster => "更快",
            Hint::Slower => "更慢",
            Hint::Course => "课程",
            Hint::Edit => "修改",
            Hint::Predict => "预测",
            Hint::Stride => "步长",
            Hint::Padding => "填充",
            Hint::Dilation => "膨胀",
            Hint::Filter => "滤波器",
            Hint::Image => "图像",
            Hint::Layer => "层",
            Hint::WalkThere => "走到那里",
            Hint::Views => "视图",
            Hint::Order => "顺序",
            Hint::GoTo => "跳转",
            Hint::Zoom => "缩放",
            Hint::Theme => "配色",
            Hint::Undo => "撤销",
            Hint::Write => "写入",
            Hint::Open => "打开",
            Hint::Record => "录制",
            Hint::Help => "帮助",
            Hint::Quit => "退出",
        }
    }

    fn go_to_prompt(&self) -> &'static str {
        "跳到（步数，一格 滤波器,行,列，或一层）："
    }

    fn find_prompt(&self) -> &'static str {
        "查找层："
    }

    fn found_layer(&self, name: &str, index: usize, of: usize) -> String {
        format!("{name} · 第 {index} 个，共 {of} 个 · 回车跳到这里")
    }

    fn no_such_layer(&self) -> &'static str {
        "没有这个名字或种类的层"
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
        format!("步数从 0 到 {steps}")
    }

    fn cells_range(&self, [map, row, column]: [usize; 3]) -> String {
        format!("格子从 0,0,0 到 {map},{row},{column}")
    }

    fn type_a_place(&self) -> &'static str {
        "请输入步数，一格 滤波器,行,列 或 层:滤波器,行,列，或层的名字"
    }

    // What does not fit together.

    fn shape_error(&self, shape_error: &ShapeError) -> String {
        match *shape_error {
            ShapeError::Depth {
                depth,
                channels,
                groups,
            } => {
                let groups = per_group(channels, groups);
                format!("每个滤波器有 {depth} 个通道，而输入有 {channels} 个{groups}")
            }
            ShapeError::TransposedDepth { weight, channels } => {
                format!("权重对应 {weight} 个输入通道，而输入有 {channels} 个")
            }
            ShapeError::GroupsOfChannels { groups, channels } => {
                format!("{channels} 个通道不能平均分成 {groups} 组")
            }
            ShapeError::GroupsOfFilters { groups, filters } => {
                format!("{filters} 个滤波器不能平均分成 {groups} 组")
            }
            ShapeError::Length { key, found, wanted } => {
                format!("`{key}` 有 {found} 个数，而需要 {wanted} 个")
            }
            ShapeError::NoWindow {
                way,
                span,
                extent,
                dilation,
            } => {
                let line = line(way);
                let spread = spread(dilation);

                format!("卷积核覆盖 {span} {line}{spread}，而填充后的输入只有 {extent} {line}")
            }
            ShapeError::PoolPadding { padding, kernel } => {
                format!("填充 {padding} 超过池化窗口 {kernel} 的一半：窗口里可能只有填充")
            }
            ShapeError::PoolGap { way, input } => {
                let line = line(way);
                format!("膨胀率太大，窗口跨过全部 {input} {line}，只读到填充")
            }
            ShapeError::Reflect {
                way,
                padding,
                input,
            } => {
                let line = line(way);
                format!("填充 {padding} 无法镜像：输入只有 {input} {line}")
            }
            ShapeError::Circular {
                way,
                padding,
                input,
            } => {
                let line = line(way);
                format!("填充 {padding} 绕回不止一圈：输入只有 {input} {line}")
            }
            ShapeError::OutputPadding {
                output_padding,
                stride,
                dilation,
            } => {
                format!("output_padding {output_padding} 必须小于步长 {stride} 或膨胀率 {dilation}")
            }
            ShapeError::NothingLeft { way } => format!("填充把输出的{}全部裁掉了", line(way)),
            ShapeError::NeedsMaps { n } => {
                format!("这一层在特征图上滑动，而输入是 {n} 个数的向量")
            }
            ShapeError::NeedsVector { shape } => {
                format!("全连接层读取向量，而输入是 {shape}（高×宽×通道）")
            }
            ShapeError::Inputs { inputs, n } => {
                format!("权重每行有 {inputs} 个数，而输入有 {n} 个")
            }
            ShapeError::NotOneRow { rows } => format!("一维信号只有一行，而输入有 {rows} 行"),
            ShapeError::NoSuchPart {
                way,
                from,
                to,
                length,
            } => no_such_part(way, [from, to], length),
            ShapeError::Sources(ref sources) => sources_misfit(sources),
            ShapeError::Padded {
                dims: [channels, height, width],
            } => format!(
                "数太多：加上填充后输入为 {height}×{width}×{channels}（高×宽×通道），超过 2^27（{MOST_NUMBERS}）"
            ),
            ShapeError::TooLarge => "大小超出任何计算机的容量".to_owned(),
        }
    }

    fn mending(&self, shape_error: &ShapeError) -> String {
        match shape_error {
            ShapeError::Depth {
                channels, groups, ..
            } => format!("让每个滤波器有 {} 个通道", channels / groups),
            ShapeError::TransposedDepth { channels, .. } => {
                format!("`weight` 第一维的长度必须是 {channels}")
            }
            ShapeError::GroupsOfChannels { .. } | ShapeError::GroupsOfFilters { .. } => {
                "选一个能同时整除通道数和滤波器数的数".to_owned()
            }
            ShapeError::Length { wanted, .. } => format!("写 {wanted} 个数"),
            ShapeError::NoWindow {
                way, span, extent, ..
            } => format!(
                "至少再填充 {} {}，或用更小的卷积核或膨胀率",
                span - extent,
                line(*way)
            ),
            ShapeError::PoolPadding { kernel, .. } => format!("最多用 {}", kernel / 2),
            ShapeError::Reflect { input, .. } => format!("最多用 {}", input - 1),
            ShapeError::Circular { input, .. } | ShapeError::PoolGap { input, .. } => {
                format!("最多用 {input}")
            }
            ShapeError::OutputPadding {
                stride, dilation, ..
            } => format!("最多用 {}", stride.max(dilation) - 1),
            ShapeError::NothingLeft { .. } => "减少填充：这里它从输出裁掉".to_owned(),
            ShapeError::NeedsMaps { .. } => "把这一层放在 `flatten` 之前".to_owned(),
            ShapeError::NeedsVector { .. } => "在它前面放一个 \"flatten\" 层".to_owned(),
            ShapeError::Inputs { n, .. } => format!("`weight` 必须是 输出数 x {n}"),
            ShapeError::NotOneRow { .. } => "改用 2d 的层，或先切出一行".to_owned(),
            ShapeError::NoSuchPart { length, .. } => {
                format!("起点从 0 数起且小于终点，终点最多 {length}")
            }
            ShapeError::Sources(sources) => sources_mending(sources),
            ShapeError::Padded { .. } | ShapeError::TooLarge => "用更小的数".to_owned(),
        }
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

    fn famous_networks(&self) -> &'static str {
        "著名的网络"
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

    fn configuration_has_errors(&self, errors: usize) -> String {
        match errors {
            1 => "配置有一处错误".to_owned(),
            n => format!("配置有 {n} 处错误，convstep config 列出全部"),
        }
    }

    fn configuration_closes(&self) -> &'static str {
        "；按 Esc 关闭"
    }

    // The configuration, as a file.

    fn configuration_heading(&self, path: &str) -> String {
        format!(
            "现在的设置。存为 {path} 后按需要修改；没有写的保持原样。\
             环境变量（CONVSTEP_THEME 等）优先于文件，命令行优先于两者。"
        )
    }

    fn set_by(&self, variable: &str) -> String {
        format!("由 {variable} 设定")
    }

    fn setting(&self, name: &str) -> &'static str {
        match name {
            "theme" => "配色；auto 按终端的底色选深色或浅色",
            "language" => "语言；不写时按 LANG",
            "speed" => "播放时每秒几步，从 0.25 到 64",
            "grain" => "一步走多远；不写时按场景",
            "order" => "逐窗口，或逐滤波器；不写时按场景",
            "zoom" => "每格画多宽：放得下就好、窗口附近放宽，或写出全部数字",
            "reveal" => "是否在算出之前就显示输出；不写时按场景",
            "motion" => "变化时是否可以有动画",
            "glyphs" => "线条和记号用的字符；终端把它们画成两列宽时，auto 改用 ASCII",
            _ => "",
        }
    }

    fn configuration_keys(&self) -> &'static str {
        "每个操作的按键：一个字符，或 Right、PageDown、Space、F2 这样的名字，前面可以加 Ctrl- 或 Alt-；[] 表示不用按键"
    }

    fn configuration_themes(&self, paints: &str) -> String {
        format!("自己的配色：没有写的颜色同 like 所指的配色。颜色：{paints}")
    }

    // The viewer as lines of text.

    fn plain_heading(&self) -> &'static str {
        "按回车走一步；也可以输入命令（如 back、stride 1、view network）或按键，再按回车；help 列出全部，quit 退出。"
    }

    fn plain_unknown(&self, typed: &str) -> String {
        format!("{typed} 既不是命令也不是按键；help 列出全部")
    }

    // Leaving.

    fn leaving(&self, quit: &str, write: &str) -> String {
        format!("有修改还没有写入：再按 {quit} 退出 · 按 {write} 写入")
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

    fn wrote(&self, name: &str, beside: usize, keys: &[String], notes: usize) -> String {
        let beside = match beside {
            0 => String::new(),
            n => format!("，以及 {n} 个附带文件"),
        };

        let mut gone = Vec::new();

        if !keys.is_empty() {
            gone.push(keys.join("、"));
        }

        if notes > 0 {
            gone.push(format!("{notes} 条讲解"));
        }

        if gone.is_empty() {
            return format!("已写入 {name}{beside}");
        }

        format!("已写入 {name}{beside}；略去已不成立的：{}", gone.join("、"))
    }

    fn not_written(&self, name: &str, why: &str) -> String {
        format!("没有写入 {name}：{why}")
    }

    fn file_error(&self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::NotFound => "没有这个文件夹".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::IsADirectory => "这是文件夹".to_owned(),
            io::ErrorKind::AlreadyExists => "文件已存在".to_owned(),
            _ => error.to_string(),
        }
    }

    // Recording.

    fn recording_into(&self, name: &str) -> String {
        format!("正在录制 {name}；按 R 停止")
    }

    fn recorded_into(&self, name: &str) -> String {
        format!("已录进 {name}")
    }

    fn recording_lost(&self, why: &io::Error) -> String {
        let why = self.file_error(why);
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

    // On the command line.

    fn error(&self) -> &'static str {
        "错误："
    }

    fn command_error(&self, error: &CommandError) -> String {
        match error {
            CommandError::CommandFirst(command) => {
                format!("“{command}”是命令，要写在选项前面：convstep {command} …")
            }
            CommandError::NoHome => {
                "没有放配置文件的地方：XDG_CONFIG_HOME 和 HOME 都没有设置".to_owned()
            }
            CommandError::NeedsTerminal => {
                "查看器需要终端作为标准输入和输出；加上 --plain 就从任何地方读取命令，convstep steps 逐行打印同样的过程".to_owned()
            }
            CommandError::DumbTerminal => {
                "这个终端（TERM=dumb）显示不了查看器；加上 --plain 就显示成逐行文字，convstep steps 打印整个过程".to_owned()
            }
            CommandError::NeedsKeyboard => "查看器需要键盘，不能从标准输入读取场景".to_owned(),
            CommandError::NotBuiltIn(name) => {
                format!("没有叫 {name} 的内置场景；convstep list 列出它们")
            }
            CommandError::NoLayer {
                scenario,
                name,
                layers,
            } => {
                format!("{scenario} 中没有层 {name}；有 {layers}")
            }
            CommandError::IsThere(file) => format!("{file} 已存在；--force 可以覆盖"),
            CommandError::NameIsTaken(file) => format!("{file} 已存在；请换一个名字"),
            CommandError::NotWritten { file, why } => {
                let why = self.file_error(why);
                format!("{file} 无法写入：{why}")
            }
            CommandError::WrittenTwice(file) => format!("{file} 会被写入两次"),
            CommandError::UnknownEnding { file, endings } => {
                format!("{file}：扩展名决定格式，可用的有 {endings}")
            }
            CommandError::FromAfterTo(from, to) => {
                format!("--from 是第 {from} 步，在 --to（第 {to} 步）之后")
            }
            CommandError::FromPastTheEnd(from, steps) => {
                format!("--from {from} 超出末尾：一共 {steps} 步")
            }
            CommandError::NoSuchStep(step, steps) => {
                format!("没有第 {step} 步：一共 {steps} 步")
            }
            CommandError::NoSuchCell([map, row, column]) => {
                format!("没有这一格：最后一格是 {map},{row},{column}")
            }
            CommandError::TooManyFrames(frames, false) => format!(
                "这会有 {frames} 帧：用 --from 和 --to 录一部分，用 --at 录一步，用 --grain 走大步，或用 --all 全部录下"
            ),
            CommandError::TooManyFrames(frames, true) => {
                format!("这个脚本会有 {frames} 帧：用 step 和 cell 直接跳过去，或用 --all 全部录下")
            }
            CommandError::TooManyForSvg(frames, most) => format!(
                "{frames} 帧的 .svg 浏览器显示不了（最多 {most} 帧）：用 --from 和 --to 录一部分，或改录 .html、.webp、.mp4"
            ),
            CommandError::NoSuchNote(number, notes) => {
                format!("没有第 {number} 条讲解：这个场景有 {notes} 条")
            }
            CommandError::NeedsFormat => "-o - 需要 --format，例如 --format svg".to_owned(),
            CommandError::NoFfmpeg => {
                "视频由 ffmpeg 制作，这里没有安装：请安装它，或改录 .webp 或 .gif".to_owned()
            }
        }
    }

    fn usage_error(&self, error: &UsageError) -> String {
        let meant = |nearest: &Option<String>| match nearest {
            Some(nearest) => format!("；是不是 `{nearest}`？"),
            None => String::new(),
        };

        let wrong = match &error.wrong {
            WrongUsage::NoSuchOption(option, nearest) => {
                format!("这里没有选项 `{option}`{}", meant(nearest))
            }
            WrongUsage::NoSuchCommand(name, nearest) => {
                format!("没有命令 `{name}`{}", meant(nearest))
            }
            WrongUsage::CommandFirst(command) => {
                self.command_error(&CommandError::CommandFirst(command.clone()))
            }
            WrongUsage::OneTooMany(word) => format!("多了一个词 `{word}`：一次只能打开一个场景"),
            WrongUsage::Twice(option) => format!("`{option}` 只能写一次"),
            WrongUsage::NotTogether(one, other) => format!("`{one}` 和 `{other}` 不能一起用"),
            WrongUsage::NeedsValue(option) => format!("`{option}` 后面要写一个值"),
            WrongUsage::Missing(what) => format!("还缺少 {what}"),
            WrongUsage::NotTaken {
                option,
                value,
                values,
                nearest,
                reason,
            } => {
                let values = values
                    .as_ref()
                    .map_or(String::new(), |values| format!("；可以是 {values}"));
                let reason = reason
                    .as_ref()
                    .map_or(String::new(), |reason| format!("：{reason}"));
                format!(
                    "`{option}` 不能是 `{value}`{reason}{}{values}",
                    meant(nearest)
                )
            }
        };

        format!("{wrong}\n`{}` 列出可以写的全部内容", error.help)
    }

    fn wrote_to_open(&self, file: &str, argument: &str) -> String {
        format!("已写入 {file}；打开它：convstep {argument}")
    }

    fn recorded(&self, frames: u64, seconds: &str, size: &str) -> String {
        format!("{frames} 帧，{seconds} 秒，{size}")
    }

    fn no_font_has(&self, characters: &str) -> String {
        format!("这里没有字体有这些字符，图中画成了方框：{characters}")
    }

    fn frames_recorded(&self, frames: u64, count: u64, percent: u64) -> String {
        format!("正在录制：第 {frames} / {count} 帧，{percent} %")
    }

    fn note_mark(&self) -> &'static str {
        "讲解："
    }

    // The manual page.

    fn man_name(&self) -> &'static str {
        "名称"
    }

    fn man_synopsis(&self) -> &'static str {
        "概要"
    }

    fn man_options(&self) -> &'static str {
        "选项"
    }

    fn man_commands(&self) -> &'static str {
        "命令"
    }

    fn man_help(&self) -> &'static str {
        "convstep 命令 --help 说明每个命令的用法。"
    }

    fn man_keys(&self) -> &'static str {
        "按键"
    }

    fn man_files(&self) -> &'static str {
        "文件"
    }

    fn man_environment(&self) -> &'static str {
        "环境变量"
    }

    fn man_statuses(&self) -> &'static str {
        "退出状态"
    }

    fn files(&self) -> &'static [(&'static str, &'static str)] {
        &[
            (
                "$XDG_CONFIG_HOME/convstep/config.toml",
                "自己的设置；convstep config 打印现在的设置。",
            ),
            ("$XDG_STATE_HOME/convstep", "最近的文件，以及课程的进度。"),
        ]
    }

    fn variables(&self) -> &'static [(&'static str, &'static str)] {
        &[
            (
                "CONVSTEP_THEME, CONVSTEP_LANGUAGE, CONVSTEP_SPEED …",
                "各是一项设置，名字同配置文件；优先于文件。",
            ),
            (
                "LC_ALL, LC_MESSAGES, LANG",
                "没有别的设置时，由它们决定语言。",
            ),
            ("NO_COLOR", "不为空时不用颜色。"),
            ("TERM, COLORTERM", "终端有多少种颜色。"),
        ]
    }

    fn statuses(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("0", "完成。"),
            ("1", "程序以外的东西出错：磁盘已满，终端已消失。"),
            ("2", "给的东西不对：命令，或场景。"),
        ]
    }

    // The help of the command line.

    fn error_word(&self) -> &'static str {
        "错误"
    }

    fn help_word(&self) -> &'static str {
        "提示"
    }

    fn sentence(&self, of: &str) -> Option<&'static str> {
        faults::sentence(of)
    }

    fn help(&self, of: &str) -> Option<&'static str> {
        help::help(of)
    }

    fn usage_words(&self) -> [&'static str; 2] {
        ["[选项]", "<命令>"]
    }

    fn usage_heading(&self) -> &'static str {
        "用法："
    }

    fn commands_heading(&self) -> &'static str {
        "命令"
    }

    fn arguments_heading(&self) -> &'static str {
        "参数"
    }

    fn options_heading(&self) -> &'static str {
        "选项"
    }

    fn default_is(&self, default: &str) -> String {
        format!("［默认 {default}］")
    }

    fn one_of(&self, values: &str) -> String {
        format!("［可选 {values}］")
    }

    fn examples(&self) -> &'static str {
        "例子：
  convstep                                打开手算的例子
  convstep my.toml --stride 1             换一个步长，打开自己的场景
  convstep steps cs231n --count 4         用文字说出第一个输出格
  convstep show cs231n > my.toml          从内置场景开始写自己的场景"
    }

    fn script_heading(&self) -> &'static str {
        "脚本的命令，每行一个；简单的命令后面可以写重复的次数，# 后面是注释："
    }

    fn script_enter(&self) -> &'static str {
        "回答提问"
    }

    fn script_erase(&self) -> &'static str {
        "删掉最后一个字符"
    }

    fn script_panel(&self) -> &'static str {
        "修改时，到下一块"
    }

    fn script_clear(&self) -> &'static str {
        "清空图像"
    }

    fn script_type(&self) -> &'static str {
        "逐个输入这些字符"
    }

    fn script_grain(&self) -> &'static str {
        "改用这种粒度：tap、channel、cell、row、map、layer"
    }

    fn script_theme(&self) -> &'static str {
        "换成这种配色：dark、light、high-contrast、colour-blind"
    }

    fn script_zoom(&self) -> &'static str {
        "换成这种缩放：fit、wide、digits"
    }

    fn script_language(&self) -> &'static str {
        "换成这种语言：en、zh"
    }

    fn script_caption(&self) -> &'static str {
        "画面下方的一行文字；空的就去掉"
    }

    fn script_hide(&self) -> &'static str {
        "不显示这一部分：title、words、timeline 或 hints"
    }

    fn script_show(&self) -> &'static str {
        "重新显示"
    }

    fn script_screenshot(&self) -> &'static str {
        "把现在的画面存成 .png"
    }

    fn script_wait(&self) -> &'static str {
        "一直走到下一条讲解"
    }

    fn script_step(&self) -> &'static str {
        "到某一步"
    }

    fn script_cell(&self) -> &'static str {
        "到某个输出格：滤波器、行、列"
    }

    fn script_go_to(&self) -> &'static str {
        "跳到这一步、这一格（滤波器,行,列）或这一层"
    }

    fn script_find(&self) -> &'static str {
        "跳到名称或种类是这个的层"
    }

    fn script_stride(&self) -> &'static str {
        "设为这个值；padding 和 dilation 同样"
    }

    fn script_draw(&self) -> &'static str {
        "在输入图像上画一笔，经过这些格"
    }

    fn script_erase_stroke(&self) -> &'static str {
        "同样，但是擦除"
    }

    fn script_pause(&self) -> &'static str {
        "画面停留，例如 2s 或 500ms；正在播放的继续播放"
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

/// `1–5`, or `1` alone.
fn span(range: &Range<usize>) -> String {
    match range.len() {
        1 => range.start.to_string(),
        _ => format!("{}–{}", range.start, range.end - 1),
    }
}

/// What makes a map.
fn unit(of: Unit) -> &'static str {
    match of {
        Unit::Filter => "滤波器",
        Unit::Neuron => "神经元",
        Unit::Map => "特征图",
        Unit::Number => "数",
    }
}

/// The sums that were asked for before.
fn sums_above(sums: usize) -> String {
    match sums {
        1 => "上面的和".to_owned(),
        n => format!("上面的 {n} 个和"),
    }
}

/// With a space where words follow, unless it ends in a Chinese character.
fn spaced(name: &str) -> String {
    if name.ends_with(|last: char| last.is_ascii()) {
        format!("{name} ")
    } else {
        name.to_owned()
    }
}

/// What is counted along an axis: 0 goes down, 1 along.
fn line(way: usize) -> &'static str {
    ["行", "列"][way]
}

/// Channels that each of several groups reads.
fn per_group(channels: usize, groups: usize) -> String {
    match groups {
        1 => String::new(),
        n => format!("，每组 {} 个", channels / n),
    }
}

/// Why a kernel covers more than its own cells.
fn spread(dilation: usize) -> String {
    match dilation {
        1 => String::new(),
        n => format!("（膨胀率 {n}）"),
    }
}

fn no_such_part(way: usize, [from, to]: [usize; 2], length: usize) -> String {
    let what = ["行", "列", "个通道"][way];
    format!("输入有 {length} {what}，没有 [{from}, {to}] 这一段")
}

/// Why a layer cannot read what it is given.
fn sources_misfit(shape_error: &SourcesMisfit) -> String {
    match shape_error {
        SourcesMisfit::One { found } => format!("这一层只读一个输入，却给了 {found} 个"),
        SourcesMisfit::Several { found } => format!("这一层读两个或更多输入，却给了 {found} 个"),
        SourcesMisfit::Shape {
            index,
            shape,
            largest,
        } => format!("形状不相配：输入 {index} 是 {shape}，最大的是 {largest}（高×宽×通道）"),
        SourcesMisfit::Other { wanted, found } => {
            format!("这一层只适用于 {wanted} 的输入，而得到的是 {found}")
        }
        SourcesMisfit::Size {
            index,
            shape,
            first,
        } => format!(
            "并在一起的特征图大小必须相同：输入 {index} 是 {shape}，第一个是 {first}（高×宽×通道）"
        ),
    }
}

/// How to mend it.
fn sources_mending(shape_error: &SourcesMisfit) -> String {
    match shape_error {
        SourcesMisfit::One { .. } => "在 `from` 中只写一层".to_owned(),
        SourcesMisfit::Several { .. } => "在 `from` 中写出它们：from = [\"a\", \"b\"]".to_owned(),
        SourcesMisfit::Shape { .. } => "输入的形状相同，或每个通道一个数，或只有一个数".to_owned(),
        SourcesMisfit::Other { .. } => "改前面的层，使其输出不变".to_owned(),
        SourcesMisfit::Size { .. } => "只有通道数可以不同".to_owned(),
    }
}
