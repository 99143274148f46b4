//! What is said in Chinese, from top to bottom in the order of a lesson.

use std::io;
use std::ops::Range;

use super::command_error::CommandError;
use super::hint::Hint;
use super::size::Term;
use super::tongue::Tongue;
use super::unit::Unit;
use super::usage_error::{UsageError, WrongUsage};
use crate::nn::{Dim, MOST_NUMBERS, Shape, ShapeError, SourcesMisfit};
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

    fn flipped(&self) -> &'static str {
        "翻转"
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

    fn shown_in_advance(&self) -> &'static str {
        "还没有开始计算：输出提前显示在这里。"
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
        format!("{input}乘以 {weight}：{product}{}。", sum_so_far(so_far))
    }

    fn unstamped_step(&self, weight: &str, product: &str, so_far: Option<&str>) -> String {
        let so_far = sum_so_far(so_far);
        let weight = spaced(weight);
        format!("没有输入格把 {weight}盖到这里：{product}{so_far}。")
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
        let channel = of_channel(channel);

        if products == 1 {
            return format!("{channel}的唯一一个乘积是 {sum}。");
        }

        format!("{channel}的 {products} 个乘积之和：{sum}。")
    }

    fn all_products_sum(&self, products: usize, sum: &str) -> String {
        match products {
            1 => format!("唯一一个乘积是 {sum}。"),
            _ => format!("{products} 个乘积之和：{sum}。"),
        }
    }

    fn stamps_sum(&self, channel: &str, stamps: usize, sum: &str) -> String {
        let channel = of_channel(channel);

        match stamps {
            0 => format!("{channel}没有印章盖到这一格，加上 {sum}。"),
            1 => format!("{channel}盖到这一格的唯一一个印章加上 {sum}。"),
            _ => format!("{channel}盖到这一格的 {stamps} 个印章之和：{sum}。"),
        }
    }

    fn window_sum(&self, cells: usize, sum: &str) -> String {
        format!("窗口内 {cells} 个数之和：{sum}。")
    }

    fn cells_sum(&self, channel: &str, cells: usize, sum: &str) -> String {
        format!("{}的 {cells} 个数之和：{sum}。", of_channel(channel))
    }

    fn exponentials_sum(&self, exponentials: usize, sum: &str) -> String {
        format!("{exponentials} 个指数之和：{sum}。")
    }

    fn squares_sum(&self, squares: usize, sum: &str) -> String {
        format!("{squares} 个平方之和：{sum}。")
    }

    fn maximum_of(&self, cells: &[String], maximum: &str) -> String {
        format!("{} 的最大值是 {maximum}", cells.join("、"))
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

    fn mean(&self) -> &'static str {
        "平均"
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

    fn normalise_by(&self, cells: usize, mean: &str, variance: &str) -> String {
        format!("归一化，{cells} 个数的均值 {mean}，方差 {variance}：")
    }

    fn normal_share(&self) -> &'static str {
        "Φ(x) 是标准正态分布中小于 x 的部分："
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
        let size = if shape.is_vector() {
            format!("{} 个数", shape.dims()[0])
        } else {
            shape.to_string()
        };

        format!("{layer} 完成：{size}。{last}")
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

    fn each_sees_numbers(&self, count: usize) -> String {
        format!("各看到 {count} 个数")
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

    fn no_weights(&self, layer: &str, near: Option<&str>) -> String {
        match near {
            Some(near) => {
                format!("{layer} 没有自己的权重；离它最近的有权重的层是 {near}。")
            }
            None => format!("{layer} 没有自己的权重，其他层也没有。"),
        }
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

    fn one_weight_of_a_dense_layer(&self) -> &'static str {
        "一个权重，只用一次"
    }

    fn one_output_cell(&self) -> &'static str {
        "一个输出单元，和它读取的单元"
    }

    fn columns_of_layers(&self) -> [&'static str; 4] {
        ["层", "种类", "输出", "参数"]
    }

    fn size_term(&self, term: Term) -> &'static str {
        match term {
            Term::Input => "输入",
            Term::Padding => "填充",
            Term::Dilation => "膨胀率",
            Term::Kernel => "卷积核",
            Term::Stride => "步长",
            Term::First => "第一个",
            Term::Size => "输出",
            Term::Rows => "行",
            Term::Columns => "列",
            Term::Maps => "特征图",
            Term::Cells => "单元",
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

    fn some_of(&self, part: &str, count: usize, are_maps: bool) -> String {
        let what = if are_maps { "图" } else { "通道" };
        format!("{count} 个{what}中的 {part}")
    }

    fn more_terms(&self, count: usize) -> String {
        format!("… 另 {count} 项 ")
    }

    fn reads_elsewhere(&self, stage: &str) -> [String; 2] {
        [
            format!("它读取 {stage}，这里放不下"),
            format!("读取 {stage}，不在这里"),
        ]
    }

    fn this_cell(&self) -> &'static str {
        "这一格"
    }

    fn this_cell_in_short(&self) -> &'static str {
        "这格"
    }

    fn read_by_cell(&self) -> &'static str {
        "标出：这一格读到的格"
    }

    fn read_by_this(&self, cell: &str) -> String {
        format!("标出：{cell} 读到的格")
    }

    fn read_as_a_whole(&self) -> &'static str {
        "整张读到的图不标出"
    }

    fn above_zero(&self) -> &'static str {
        "大于 0"
    }

    fn of_weights(&self) -> &'static str {
        "权重："
    }

    fn below_zero(&self) -> &'static str {
        "小于 0"
    }

    fn light_is_large(&self) -> &'static str {
        "照片：越大越亮"
    }

    fn not_computed(&self) -> &'static str {
        "还没算到"
    }

    fn read_by_cell_in_short(&self) -> &'static str {
        "标出"
    }

    fn read_as_a_whole_in_short(&self) -> &'static str {
        "不标：整张读到"
    }

    fn light_is_large_in_short(&self) -> &'static str {
        "照片"
    }

    fn not_computed_in_short(&self) -> &'static str {
        "没算到"
    }

    fn view_network(&self) -> &'static str {
        "网络"
    }

    fn view_coverage(&self) -> &'static str {
        "覆盖"
    }

    fn view_sizes(&self) -> &'static str {
        "大小"
    }

    fn layer_count(&self, count: usize) -> String {
        format!("{count} 层")
    }

    fn multiplication_count(&self, count: u64) -> String {
        format!("{count} 次权重乘法")
    }

    fn more_above(&self, count: usize) -> String {
        format!("上面还有 {count} 个 ▲")
    }

    fn more_below(&self, count: usize) -> String {
        format!("还有 {count} 个 ▼")
    }

    fn parameters_in_short(&self, count: usize) -> String {
        format!("{count} 参数")
    }

    // How often cells are read.

    fn seen_of_input(&self) -> &'static str {
        "感受野"
    }

    fn windows_that_read_it(&self) -> &'static str {
        "读取它的窗口数："
    }

    fn outputs_that_read_it(&self) -> &'static str {
        "读取它的输出数："
    }

    fn now_sign(&self) -> &'static str {
        "◀ 现在"
    }

    fn part_seen(&self, [rows, columns]: [&Range<usize>; 2], all: [usize; 2]) -> [String; 2] {
        [
            format!("第 {} 行，共 {} 行", span(rows), all[0]),
            format!("第 {} 列，共 {} 列", span(columns), all[1]),
        ]
    }

    fn coverage_facts(
        &self,
        [corner, middle]: [&str; 2],
        is_line: bool,
        output: &str,
    ) -> [String; 3] {
        let at = if is_line { "端" } else { "角" };

        [
            format!("{at} {corner}"),
            format!("中间 {middle}"),
            format!("输出 {output}"),
        ]
    }

    fn outputs_that_read_in_short(&self) -> &'static str {
        "读取每个数的输出数"
    }

    fn reads_all_alike(&self, layer: &str) -> String {
        format!("{layer} 没有滑动的窗口：每格被读的次数相同。")
    }

    fn reads_outer_channels_less(&self, layer: &str) -> String {
        format!("{layer} 没有滑动的窗口：同一通道的每格被读的次数相同，首尾的通道被读得少些。")
    }

    fn reads_no_cell(&self, layer: &str) -> String {
        format!("{layer} 不读任何一格：它的数是模型中的常数。")
    }

    fn no_cell_is_read(&self) -> &'static str {
        "没有一格被读"
    }

    fn every_cell_is_read(&self, count: u64) -> String {
        format!("每格都被读 {count} 次")
    }

    fn corners_are_read_most(&self, count: u64, is_line: bool) -> String {
        let cells = corner_cells(is_line);
        format!("{cells}被读 {count} 次，和读得最多的一样")
    }

    fn corners_and_others(
        &self,
        [low, high]: [u64; 2],
        is_line: bool,
        most: u64,
        is_middle: bool,
    ) -> String {
        let cells = corner_cells(is_line);
        let corners = match [low, high] {
            [0, 1] => "最多 1 ".to_owned(),
            [low, high] if low == high => format!(" {low} "),
            _ => format!(" {low} 到 {high} "),
        };

        let others = if is_middle { "中间" } else { "其余最多" };
        format!("{cells}被读{corners}次，{others} {most} 次")
    }

    fn padding_changes_corners(
        &self,
        padding: Option<usize>,
        (are_alike, is_line): (bool, bool),
        before: u64,
        now: u64,
    ) -> String {
        let padding = padding.map_or(String::new(), |n| format!(" {n} "));
        let corners = match (are_alike, is_line) {
            (true, true) => "两端",
            (true, false) => "角",
            (false, true) => "第一端",
            (false, false) => "第一个角",
        };

        let does = if now > before { "升到" } else { "降到" };
        format!("；填充{padding}让{corners}被读的次数从 {before} {does} {now}")
    }

    fn cells_unread(&self, unread: usize, all: usize, by_windows: bool) -> String {
        let by = if by_windows { "窗口" } else { "输出" };
        format!("{all} 格中有 {unread} 格没有被任何{by}读到。")
    }

    // The receptive field of a cell of a layer, on the network's input.

    fn sees(
        &self,
        cell: &str,
        layer: &str,
        [rows, columns]: &[Range<usize>; 2],
        read: Option<usize>,
    ) -> String {
        let of = read.map_or(String::new(), |read| format!("中的 {read} 格"));
        let size = format!("{}×{} 格{of}", rows.len(), columns.len());
        let rows = span(rows);
        let columns = span(columns);
        format!("{layer} 的 {cell}：感受野是输入的 {size}，第 {rows} 行，第 {columns} 列。")
    }

    fn sees_all(&self, cell: &str, layer: &str, [rows, columns]: [usize; 2]) -> String {
        format!("{layer} 的 {cell}：感受野是输入的全部 {rows}×{columns} 格。")
    }

    fn sees_numbers(&self, cell: &str, layer: &str, numbers: &Range<usize>) -> String {
        let count = numbers.len();
        let which = span(numbers);
        format!("{layer} 的 {cell}：感受野是输入的 {count} 个数，第 {which} 个。")
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

    fn slopes_without_window(&self, layer: &str, slopes: usize) -> String {
        let slopes = match slopes {
            1 => "所有通道共用一个斜率",
            _ => "每个通道一个斜率",
        };

        format!("{layer} 没有窗口：{slopes}，对每一格都相同。")
    }

    fn flatten_has_no_weights(&self, layer: &str) -> String {
        format!("{layer} 没有窗口也没有权重：数按通道依次移动，值不变。")
    }

    fn concat_has_no_weights(&self, layer: &str, sum: &str) -> String {
        format!("{layer} 没有窗口，也没有权重：各输入的通道依次排在一起，{sum}。")
    }

    fn resize_has_no_weights(&self, layer: &str, input: Shape, output: Shape) -> String {
        format!("{layer} 没有要训练的权重：它把 {input} 变成 {output}。")
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

    fn marked_cells(&self) -> &'static str {
        "标出：它乘到或参与算出的格"
    }

    fn grey_cells(&self) -> &'static str {
        "灰色：还没算到"
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
        format!("{each} × {cells} 格 = {total} 次权重乘法")
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

    fn mixtures(&self, each: u64, cells: u64) -> String {
        format!("{cells} 格，每格是至多 {each} 格的平均，越近的占得越多")
    }

    fn normalisations(&self, cells: u64, is_scaled: bool) -> String {
        let then = if is_scaled {
            "，再缩放和平移"
        } else {
            ""
        };
        format!("{cells} 格，每格减去均值、除以标准差{then}")
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

    fn answer_keys(&self, has_hint: bool) -> String {
        let hint = if has_hint { "  Tab 提示" } else { "" };
        format!("回车作答或揭晓{hint}  x 结束")
    }

    fn right_of(&self, right: u32, answers: u32) -> String {
        format!("答 {answers} 题，对 {right} 题")
    }

    fn question_of(&self, number: usize, of: Option<usize>) -> String {
        match of {
            Some(all) => format!("第 {number} 题，共 {all} 题"),
            None => format!("第 {number} 题"),
        }
    }

    fn hints_taken(&self, hints: u32) -> String {
        format!("用了 {hints} 次提示")
    }

    fn right_answer(&self, reason: &str) -> String {
        format!("正确：{reason}")
    }

    fn wrong_answer(&self, typed: &str, reason: &str) -> String {
        format!("{}不对，{reason}", spaced(typed))
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
        format!("{}不对，再试一次。", spaced(typed))
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
            Hint::EndRound => "结束预测",
            Hint::Hide => "隐藏多少",
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

    fn go_to_again(&self) -> &'static str {
        "跳到："
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
        "方向键移动  回车确定  Tab 下一块  u 撤销  Esc 完成"
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

    fn no_layer_called(&self, name: &str, near: Option<&str>) -> String {
        match near {
            Some(near) => format!("没有名叫 {name} 的层：是不是 {near}？"),
            None => format!("没有名叫 {name} 的层 · {}", self.type_a_place()),
        }
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
                dim,
                span,
                extent,
                dilation,
            } => {
                let line = line(dim);
                let spread = spread(dilation);

                format!("卷积核覆盖 {span} {line}{spread}，而填充后的输入只有 {extent} {line}")
            }
            ShapeError::PoolPadding { padding, kernel } => {
                format!("填充 {padding} 超过池化窗口 {kernel} 的一半：窗口里可能只有填充")
            }
            ShapeError::PoolGap { dim, input } => {
                let line = line(dim);
                format!("膨胀率太大，窗口跨过全部 {input} {line}，只读到填充")
            }
            ShapeError::Reflect {
                dim,
                padding,
                input,
            } => {
                let line = line(dim);
                format!("填充 {padding} 无法镜像：输入只有 {input} {line}")
            }
            ShapeError::Circular {
                dim,
                padding,
                input,
            } => {
                let line = line(dim);
                format!("填充 {padding} 绕回不止一圈：输入只有 {input} {line}")
            }
            ShapeError::OutputPadding {
                output_padding,
                stride,
                dilation,
            } => {
                format!("output_padding {output_padding} 必须小于步长 {stride} 或膨胀率 {dilation}")
            }
            ShapeError::NothingLeft { dim } => format!("填充把输出的{}全部裁掉了", line(dim)),
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
                dim,
                from,
                to,
                length,
            } => no_such_part(dim, [from, to], length),
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
                dim, span, extent, ..
            } => format!(
                "至少再填充 {} {}，或用更小的卷积核或膨胀率",
                span - extent,
                line(*dim)
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

    fn no_thread(&self, why: &io::Error) -> String {
        format!("线程已到上限，无法开始新线程：{why}")
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
                format!("{file} 无法写入：{}", self.file_error(why))
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
            CommandError::NotACell(dimensions) => not_a_cell(*dimensions),
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
        said(FAULTS, of)
    }

    fn help(&self, of: &str) -> Option<&'static str> {
        said(HELP, of)
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

/// The cells at the corners, or at the ends of a line.
fn corner_cells(is_line: bool) -> &'static str {
    if is_line {
        "两端的格"
    } else {
        "角上的格"
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

/// The sum so far, after a product.
fn sum_so_far(sum: Option<&str>) -> String {
    sum.map_or(String::new(), |sum| format!("；累计为 {sum}"))
}

/// A channel, before what it has: by its number or by its name.
fn of_channel(channel: &str) -> String {
    if channel.ends_with(|last: char| last.is_ascii_digit()) {
        format!("{channel} ")
    } else {
        format!("{}通道", spaced(channel))
    }
}

/// What is counted in a dimension.
fn line(dim: Dim) -> &'static str {
    ["行", "列"][dim]
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

fn no_such_part(dim: Option<Dim>, [from, to]: [usize; 2], length: usize) -> String {
    let what = dim.map_or("个通道", line);
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

/// How a cell of a layer of so many dimensions is asked for.
fn not_a_cell(dimensions: usize) -> String {
    let written = "这一层的格写作 滤波器,行,列";

    match dimensions {
        3 => written.to_owned(),
        _ => format!("{written}，或写 {dimensions} 个数"),
    }
}

/// What a table says of something.
fn said(table: &[(&str, &'static str)], of: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(name, _)| *name == of)
        .map(|(_, says)| *says)
}

/// What is wrong: each sentence after the English one, which stands beside what finds the fault. First what is wrong with a model.
#[rustfmt::skip]
const FAULTS: &[(&str, &str)] = &[
    ("the shape {} cannot be spread to {}", "形状 {} 不能扩展成 {}"),
    ("the shape {} cannot become {}", "形状 {} 不能变成 {}"),
    ("the shape {} holds no numbers", "形状 {} 里没有数"),
    ("the shape {} of {} numbers cannot become {}", "形状 {}（{} 个数）不能变成 {}"),
    ("these sizes are too large", "这些大小太大了"),
    ("its input `{}` depends on the network's input, where fixed numbers are needed", "它的输入 `{}` 随网络的输入而变，而这里要固定的数"),
    ("its input {} is missing", "缺少它的第 {} 个输入"),
    ("the shape {} has too many dimensions: five and the batch are the most", "形状 {} 的维数太多：除批次外最多五维"),
    ("there is no layer yet", "还没有层"),
    ("with its output of the shape {} there are more than 2^27 numbers", "加上它形状为 {} 的输出，超过了 2^27 个数"),
    ("with its weights there are more than 2^28 numbers", "加上它的权重，超过了 2^28 个数"),
    ("`{}` has the shape {}, which does not go with {}", "`{}` 的形状是 {}，与 {} 不相配"),
    ("it depends on the network's input, and there is no layer for that yet", "它随网络的输入而变，而这还没有对应的层"),
    ("it reads nothing", "它没有输入"),
    ("it reads nothing that is known", "它的输入都不认识"),
    ("the function `{}` is not known", "不认识函数 `{}`"),
    ("there is no layer for it yet where it depends on the network's input", "随网络的输入而变时，它还没有对应的层"),
    ("a length of {} is not possible", "长度不能是 {}"),
    ("a list of {} numbers is too long", "{} 个数的列表太长了"),
    ("a weight holds nan or inf", "有权重是 nan 或 inf"),
    ("a weight of the shape {} stands where one of {} is needed", "权重的形状是 {}，而这里要 {}"),
    ("export the model again, or train it anew", "请重新导出，或重新训练"),
    ("the shape {} asks for too many numbers", "形状 {} 要的数太多了"),
    ("its input has the shape {}, but its weight reads rows of {}", "它的输入形状是 {}，而权重按每行 {} 个数读取"),
    ("its third operand is not fixed", "它的第三个操作数不是固定的数"),
    ("its weight has the shape {}, where a matrix is needed", "它的权重形状是 {}，而这里要一个矩阵"),
    ("its weight is not fixed", "它的权重不是固定的数"),
    ("one of its operands is not a matrix", "它有一个操作数不是矩阵"),
    ("its whole numbers overflow, or are divided by 0", "整数运算溢出，或除以 0"),
    ("this is text, not an ONNX model", "这不是 ONNX 网络，而是文本"),
    ("this is {}, not an ONNX model", "这不是 ONNX 网络，而是{}"),
    ("this is not an ONNX model: it holds nothing but zero bytes", "这不是 ONNX 网络：里面全是 0"),
    ("a node of the graph cannot be read: the file is damaged", "图里有节点读不出来：文件已损坏"),
    ("export the model again with an operator set (opset) of 7 to 22, such as 17", "请用 7 到 22 的算子集（opset），例如 17，重新导出"),
    ("the function `{}` uses itself, or functions too deep", "函数 `{}` 用到了它自己，或套得太深"),
    ("the graph has no nodes: there is no layer to show", "图里没有节点：没有层可以显示"),
    ("the model has more than {} nodes", "网络的节点超过 {} 个"),
    ("the model names no operator set (opset)", "网络没有写明算子集（opset）"),
    ("the operator set (opset) {} is not known: 7 to 22 are", "不认识算子集（opset）{}：可以用 7 到 22"),
    ("{}: it needs what it makes itself, in a circle", "{}：它要用自己的输出，成了一个圈"),
    ("{}: there is already a tensor of the name `{}`", "{}：已经有名为 `{}` 的张量"),
    ("it joins nothing", "它没有要连接的东西"),
    ("the shapes {} and {} cannot be joined along axis {}", "形状 {} 和 {} 不能沿第 {} 轴连接"),
    ("`perm` is {}, which does not name each of {} axes once", "`perm` 是 {}，没有把 {} 个轴各写一次"),
    ("`{}` names an entry that axis {} of the shape {} does not have", "`{}` 指向了形状 {2} 的第 {1} 轴上没有的位置"),
    ("it has no `{}`", "它没有 `{}`"),
    ("it has no possible `blocksize` for maps of the shape {}", "对形状 {} 的图，没有可用的 `blocksize`"),
    ("it has not one number for each axis", "它没有给每个轴一个数"),
    ("its lists of starts, ends, axes and steps are not equally long", "它的起点、终点、轴和步长的列表长短不一"),
    ("its parts {} do not make up a length of {} in {} outputs", "它的各段 {0} 凑不成 {2} 个输出的长度 {1}"),
    ("its step is 0", "它的步长是 0"),
    ("maps of {}x{} cannot be cut into blocks of {}x{}", "{}x{} 的图不能分成 {}x{} 的块"),
    ("the shapes {} and {} do not go together", "形状 {} 和 {} 不相配"),
    ("{} channels cannot be dealt out to blocks of {}x{}", "{} 个通道不能分给 {}x{} 的块"),
    ("`{}` has {} numbers, where {} are needed", "`{}` 有 {} 个数，而这里要 {} 个"),
    ("`{}` is {}: its numbers are not possible", "`{}` 是 {}：这些数不可能"),
    ("the node `{}` ({}) that makes `{}`", "产生 `{2}` 的节点 `{0}`（{1}）"),
    ("the node {} that makes `{}`", "产生 `{1}` 的节点 {0}"),
    ("there is no axis {} of {}", "没有第 {} 轴，一共 {} 轴"),
    ("`{}` has {} numbers for {} channels", "`{0}` 有 {1} 个数，而通道有 {2} 个"),
    ("export the model in inference mode: model.eval() before torch.onnx.export", "请以推理方式导出：先 model.eval()，再 torch.onnx.export"),
    ("it is in training mode", "它处于训练方式"),
    ("its `num_groups` {} does not divide {} channels", "它的 `num_groups` {} 不能整除 {} 个通道"),
    ("its `p` is {}; 1 and 2 are shown", "它的 `p` 是 {}；能显示的是 1 和 2"),
    ("its `size` is {}", "它的 `size` 是 {}"),
    ("control flow is not shown: export the model for a fixed input shape, or simplify it with onnxsim", "不显示控制流：请按固定的输入大小导出，或用 onnxsim 化简"),
    ("cut the model off before this node, or export it without it", "请在这个节点之前截断网络，或不带它导出"),
    ("cut the model off before this node: its outputs can be chosen when it is exported", "请在这个节点之前截断网络：导出时可以选择输出"),
    ("export the model with standard operators alone", "请只用标准算子导出"),
    ("give the model from before it was quantised", "请给出量化之前的网络"),
    ("give the model from before onnxruntime optimised or quantised it", "请给出 onnxruntime 优化或量化之前的网络"),
    ("quantised networks are not read", "不读取量化的网络"),
    ("quantised networks are not read: give the model from before it was quantised", "不读取量化的网络：请给出量化之前的网络"),
    ("recurrent networks are not shown", "不显示循环网络"),
    ("the operator `{}` cannot be shown", "算子 `{}` 不能显示"),
    ("the operator `{}` is of the domain `{}`, which is not known", "算子 `{}` 属于不认识的域 `{}`"),
    ("it has no `pads`", "它没有 `pads`"),
    ("its `pads` are {} numbers for {} axes", "它的 `pads` 有 {} 个数，而轴有 {} 个"),
    ("its `pads` {} and {} leave nothing of a length of {}, or are too large", "它的 `pads` {0} 和 {1} 使长度 {2} 一格不剩，或太大"),
    ("the mode `{}` is not known", "不认识模式 `{}`"),
    ("it is not computed on fixed numbers", "固定的数上不计算它"),
    ("it multiplies {} numbers; 2 to {} are shown", "它把 {} 个数相乘；能显示的是 2 到 {} 个"),
    ("its sizes are too large", "它的大小太大了"),
    ("it makes too long an axis of too long an axis", "它从太长的轴得到太长的轴"),
    ("it makes nothing of something", "它把有的变成了没有"),
    ("its `keep_aspect_ratio_policy` is not known", "不认识它的 `keep_aspect_ratio_policy`"),
    ("its `nearest_mode` `{}` is not known", "不认识它的 `nearest_mode` `{}`"),
    ("its coordinate mode `{}` is not shown", "它的坐标模式 `{}` 不能显示"),
    ("its mode `{}` is not known", "不认识它的模式 `{}`"),
    ("its scale {} makes nothing, or too much, of {}", "它的比例 {0} 使 {1} 变成 0，或变得太大"),
    ("its scales are too many", "它的比例太多了"),
    ("its scales make {}, not {}", "它的比例得到 {}，而不是 {}"),
    ("its part of each axis is {} numbers for {} axes", "它在各轴上的范围有 {} 个数，而轴有 {} 个"),
    ("its scales or sizes are {} numbers for {} axes", "它的比例或大小有 {} 个数，而轴有 {} 个"),
    ("axis {} of the shape {} is not 1 long", "形状 {1} 的第 {0} 轴长度不是 1"),
    ("it has no numbers that are read here: strings and sparse tensors are not", "它没有这里能读取的数：字符串和稀疏张量不读取"),
    ("it has no shape", "它没有形状"),
    ("it makes too many numbers", "它产生的数太多了"),
    ("it makes {}, which are not read", "它产生{}，这里不读取"),
    ("the shape {} has a negative length", "形状 {} 有负的长度"),
    ("4-bit numbers", "4 位的数"),
    ("8-bit floats", "8 位浮点数"),
    ("an unknown type", "不认识的类型"),
    ("complex numbers", "复数"),
    ("strings", "字符串"),
    ("no type", "没有类型"),
    ("it has {} dimensions; {} are the most", "它有 {} 维；最多 {} 维"),
    ("it names no file", "它没有写文件"),
    ("its `{}` is not a number", "它的 `{}` 不是数"),
    ("its numbers are {}, which are not read", "它的数是{}，这里不读取"),
    ("its shape asks for {} bytes, but its `length` is {}", "它的形状要 {} 个字节，而 `length` 是 {}"),
    ("its shape {} asks for {} bytes of numbers, but {} are there", "它的形状 {} 要 {} 个字节的数，而这里有 {} 个"),
    ("its shape {} asks for {} numbers, but {} are there", "它的形状 {} 要 {} 个数，而这里有 {} 个"),
    ("its shape {} has a negative length", "它的形状 {} 有负的长度"),
    ("numbers outside the model's folder are not read", "不读取网络所在文件夹以外的数"),
    ("put the file beside the model, and its name without a path into the model", "请把文件放在网络旁边，网络里只写文件名"),
    ("put the file with the weights into the model's folder", "请把权重文件放进网络所在的文件夹"),
    ("a tensor", "一个张量"),
    ("the tensor `{}`", "张量 `{}`"),
    ("there is no such file beside the model", "网络旁边没有这个文件"),
    ("this file cannot be read: {}", "无法读取这个文件：{}"),
    ("this is not a regular file", "这不是普通文件"),
    ("{} bytes are asked for from byte {} on, but the file has {}", "要从第 {1} 个字节起读 {0} 个字节，而文件只有 {2} 个"),
    ("it has no `kernel_shape`", "它没有 `kernel_shape`"),
    ("it slides along three axes; two are the most that is shown", "它沿三个轴滑动；最多能显示两个"),
    ("its `auto_pad` is `{}`, which is not known", "它的 `auto_pad` 是 `{}`，不认识"),
    ("its `group` is {}", "它的 `group` 是 {}"),
    ("its `kernel_shape` is {}, but its weight has the shape {}", "它的 `kernel_shape` 是 {}，而权重的形状是 {}"),
    ("its bias `{}`", "它的偏置 `{}`"),
    ("its input has the shape {}, where a batch of one, channels and rows and columns are needed", "它的输入形状是 {}，而这里要：批次 1、通道、行、列"),
    ("its kernel has {} lengths, where {} are needed", "它的卷积核有 {} 个长度，而这里要 {} 个"),
    ("its second output, where the largest stood, is used; that is not shown", "用到了它的第二个输出（最大值的位置），这不能显示"),
    ("its weight has the shape {}, which holds nothing", "它的权重形状是 {}，里面没有数"),
    ("a number, or +1 / -1 to change it", "一个数，或用 +1 / -1 增减"),
    ("an optional count", "次数，也可以不写"),
    ("a step's number", "步数"),
    ("filter,row,column", "滤波器,行,列"),
    ("row,column, and more of them for a stroke", "行,列；一笔可以写多个"),
    ("`{}` needs {}", "`{}` 需要{}"),
    ("`{}` takes {}", "`{}` 后面要写{}"),
    ("a script does at most {} things", "一个脚本最多做 {} 件事"),
    ("make more than one recording of it, or go far with step and cell", "请分成几段录，或用 step 和 cell 走远"),
    ("a time, such as 2s or 500ms", "时间，例如 2s 或 500ms"),
    ("an hour at most", "最多一小时"),
    ("one of {}", "其中之一：{}"),
    ("text that ends with the quote it begins with", "首尾引号相配的文字"),
    ("note", "note"),
    ("a file that ends in .png", "以 .png 结尾的文件"),
    ("one of title, words, timeline, hints", "title、words、timeline、hints 之一"),
    ("there is no command `{}`", "没有命令 `{}`"),
    ("`{{{}}}` is not a place: write {{o[0,0,1]}}, {{sum[0,0,0;1]}} or {{stride}}, and {{{{ for a brace", "`{{{}}}` 不是位置：请写 {{o[0,0,1]}}、{{sum[0,0,0;1]}} 或 {{stride}}；要大括号请写 {{{{"),
    ("a `{` has no `}`: write `{{` for a brace", "有 `{` 没有 `}`：要大括号请写 `{{`"),
    ("a place begins with o, x, w, b or sum", "位置以 o、x、w、b 或 sum 开头"),
    ("a sum is written {sum[0,0,0;1]}: its cell; its channel", "和写作 {sum[0,0,0;1]}：格子；通道"),
    ("a word stands for stride, rows or columns", "单词只能是 stride、rows 或 columns"),
    ("its place has {} numbers", "它的位置有 {} 个数"),
    ("sums are counted from 0 to {}", "和从 0 数到 {}"),
    ("the layer `{}` ({}) has no stride", "层 `{}`（{}）没有步长"),
    ("the layer `{}` ({}) has no {}", "层 `{}`（{}）没有 {}"),
    ("there is no layer `{}`", "没有层 `{}`"),
    ("there is no such place: the last is {}", "没有这个位置：最后一个是 {}"),
    ("there is no such {}: the last is {}", "没有这个 {}：最后一个是 {}"),
    ("`classes` has both `names` and `file`", "`classes` 既有 `names` 又有 `file`"),
    ("`classes` needs `names` or `file`", "`classes` 需要 `names` 或 `file`"),
    ("`names` must be a list of names, not {}", "`names` 必须是名字的列表，而不是{}"),
    ("keep one of the two", "请只留一个"),
    ("save the file as UTF-8", "请把文件存为 UTF-8"),
    ("there are {} classes, but the network ends in {} numbers", "有 {} 个类别，而网络最后有 {} 个数"),
    ("the images have the shape {}, where images of {} are needed", "图像的形状是 {}，而需要的是形状为 {} 的图像"),
    ("the first level counts the images; each has the shape of the input", "第一层数图像，每幅图像的形状与输入相同"),
    ("there are {} images, but the labels have the shape {}", "有 {} 幅图像，而标签的形状是 {}"),
    ("give each image one number", "请给每幅图像一个数"),
    ("the label of image {} is {}, but the network ends in {} numbers, counted from 0", "图像 {} 的标签是 {}，而网络最后有 {} 个数，从 0 数起"),
    ("this is not UTF-8 text", "这不是 UTF-8 文本"),
    ("write names = [\"cat\", \"dog\"], or file = \"labels.txt\", one per line", "请写 names = [\"cat\", \"dog\"]，或 file = \"labels.txt\"，每行一个"),
    ("`{}` has the shape {}, but {} puts out {}", "`{}` 的形状是 {}，而 {} 的输出是 {}"),
    ("`expect` says {} for the cell {} of {}, but it is {}", "`expect` 说 {2} 的格子 {1} 是 {0}，实际是 {3}"),
    ("leave `expect` out here", "这里请不要写 `expect`"),
    ("the output of {} takes too many multiplications to be checked while it opens", "{} 的输出要算的乘法太多，打开时不能核对"),
    ("`{}` is a folder, not a file", "`{}` 是文件夹，不是文件"),
    ("`{}` is not a regular file", "`{}` 不是普通文件"),
    ("`{}` is not part of the program", "程序里没有 `{}`"),
    ("`{}` lies outside the scenario's folder", "`{}` 在场景所在文件夹之外"),
    ("copy the file beside the scenario, or give --allow-outside", "请把文件复制到场景旁边，或加上 --allow-outside"),
    ("inf, or too large for 32 bits", "inf，或超出 32 位的范围"),
    ("make it smaller", "请改小一些"),
    ("number {} of the array is {}", "数组的第 {} 个数是 {}"),
    ("the array is empty: it holds no numbers", "数组是空的：里面没有数"),
    ("the array of the shape {} holds too many numbers: 2^27 are the most in a scenario", "形状 {} 的数组里数太多：一个场景最多 2^27 个"),
    ("the file ends too early: it is cut off", "文件不完整，提前结束了"),
    ("this file is too long", "这个文件太长了"),
    ("this is not a file name", "这不是文件名"),
    ("`shape` {} is for {} numbers, but there are {}", "`shape` {} 要 {} 个数，而这里有 {} 个"),
    ("`skip` leaves nothing: {} of {} columns", "`skip` 之后什么也不剩：{1} 列中去掉了 {0} 列"),
    ("line {} has an empty cell", "第 {} 行有空格子"),
    ("line {} has {} cells, where those above have {}", "第 {} 行有 {} 格，而上面各行有 {} 格"),
    ("line {} is not UTF-8 text", "第 {} 行不是 UTF-8 文本"),
    ("line {}: {}", "第 {} 行：{}"),
    ("rows are counted from 0, without the header", "行从 0 数起，不算表头"),
    ("save it as UTF-8", "请存为 UTF-8"),
    ("the table is empty: there is no number in it", "表是空的：里面没有数"),
    ("there is no row {}: the table has {} rows", "没有第 {} 行：表有 {} 行"),
    ("this is UTF-16 text", "这是 UTF-16 文本"),
    ("CSV file", "CSV 文件"),
    ("ONNX model", "ONNX 网络"),
    ("PyTorch checkpoint", "PyTorch 检查点"),
    ("image", "图像"),
    ("npy file", "npy 文件"),
    ("npz archive", "npz 文件"),
    ("safetensors file", "safetensors 文件"),
    ("this is {}, not the {} that was asked for", "这不是{1}，而是{0}"),
    ("a Python pickle, which is code to be executed", "Python 的 pickle，那是要执行的代码"),
    ("a TensorFlow Lite model (.tflite)", "TensorFlow Lite 网络（.tflite）"),
    ("a gzip archive", "gzip 压缩文件"),
    ("a web page", "网页"),
    ("a zip archive, as PyTorch and NumPy write it", "zip 文件，PyTorch 和 NumPy 会写这种文件"),
    ("an HDF5 file, as Keras writes it", "HDF5 文件，Keras 会写这种文件"),
    ("convert it to ONNX with tf2onnx: { onnx = \"net.onnx\", name = \"…\" }", "请用 tf2onnx 转成 ONNX：{ onnx = \"net.onnx\", name = \"…\" }"),
    ("download the file itself (on GitHub, with the button \"Download raw file\")", "请下载文件本身（在 GitHub 上按 \"Download raw file\"）"),
    ("give it as { image = \"x.jpg\" }", "请写成 { image = \"x.jpg\" }"),
    ("give it as { image = \"x.png\" }", "请写成 { image = \"x.png\" }"),
    ("give it as { npy = \"x.npy\" }", "请写成 { npy = \"x.npy\" }"),
    ("give the numbers as text or csv", "请以 text 或 csv 给出这些数"),
    ("save its numbers in Python: np.savez(\"x.npz\", **arrays), or torch.save(model.state_dict(), \"model.pth\")", "请在 Python 里保存其中的数：np.savez(\"x.npz\", **arrays)，或 torch.save(model.state_dict(), \"model.pth\")"),
    ("save its numbers with writematrix(x, \"x.csv\")", "请用 writematrix(x, \"x.csv\") 保存其中的数"),
    ("save the weights in Python: np.savez(\"x.npz\", *model.get_weights()), and give their `layout`", "请在 Python 里保存权重：np.savez(\"x.npz\", *model.get_weights())，并写明 `layout`"),
    ("unpack it first", "请先解压"),
    ("save it as PNG, JPEG, BMP, GIF or WebP", "请存为 PNG、JPEG、BMP、GIF 或 WebP"),
    ("the image cannot be read: {}", "无法读取图像：{}"),
    ("the image is too large: 2^27 numbers are the most in a scenario", "图像太大：一个场景最多 2^27 个数"),
    ("this is not an image that can be read", "这不是能读取的图像"),
    ("Python objects (dtype '|O'), pickled, which is code to be executed", "用 pickle 存的 Python 对象（dtype '|O'），那是要执行的代码"),
    ("of a type (dtype) that is not read", "不能读取的类型（dtype）"),
    ("of the type (dtype) '{}', which is not read", "不能读取的类型（dtype）'{}'"),
    ("records of several fields (dtype), which are not read", "多个字段的记录（dtype），不能读取"),
    ("the npy file is cut off: it holds fewer numbers than it says", "npy 文件不完整：里面的数比它说的少"),
    ("the npy file's header cannot be read", "无法读取 npy 文件的头部"),
    ("the npy file's numbers are {}", "npy 文件里的数是{}"),
    ("this is not an npy file: it begins with something else", "这不是 npy 文件：开头不对"),
    ("this is not an npy file: it ends within its header", "这不是 npy 文件：头部还没完就结束了"),
    ("this npy file has a header that no array of numbers has", "这个 npy 文件的头部不像任何数的数组"),
    ("it has {}", "里面有 {}"),
    ("it has {}, and {} more", "里面有 {}，还有 {} 个"),
    ("it is empty", "里面是空的"),
    ("the npz archive cannot be read: {}", "无法读取 npz 文件：{}"),
    ("the npz archive has no `{}`", "npz 文件里没有 `{}`"),
    ("the npz archive holds more than it says", "npz 文件里的内容比它说的多"),
    ("the npz archive is damaged: {}", "npz 文件已损坏：{}"),
    ("the npz archive needs a `name`: it does not hold one array", "npz 文件需要 `name`：里面不是只有一个数组"),
    ("`{}` of the checkpoint is longer than 16 MiB: that is more than names and shapes", "检查点的 `{}` 超过 16 MiB：名字和形状不会这么长"),
    ("save its tensors in Python: torch.save(model.state_dict(), \"model.pth\")", "请在 Python 里保存其中的张量：torch.save(model.state_dict(), \"model.pth\")"),
    ("save the tensors in Python: torch.save(model.state_dict(), \"model.pth\")", "请在 Python 里保存张量：torch.save(model.state_dict(), \"model.pth\")"),
    ("the PyTorch checkpoint cannot be read: {}", "无法读取 PyTorch 检查点：{}"),
    ("the PyTorch checkpoint is damaged: {}", "PyTorch 检查点已损坏：{}"),
    ("the checkpoint contradicts itself: a tensor reaches beyond its storage", "检查点自相矛盾：有张量超出了它的存储"),
    ("the checkpoint lacks the storage `{}`", "检查点缺少存储 `{}`"),
    ("the checkpoint's byte order is neither little nor big", "检查点的字节序既不是小端也不是大端"),
    ("the tensor's storage is too large to be read", "张量的存储太大，无法读取"),
    ("this is a TorchScript model, not a checkpoint", "这是 TorchScript 网络，不是检查点"),
    ("this zip archive is not a PyTorch checkpoint: it has no data.pkl", "这个 zip 文件不是 PyTorch 检查点：里面没有 data.pkl"),
    ("`{}` of the checkpoint is not a tensor", "检查点的 `{}` 不是张量"),
    ("save one in Python: torch.save(model.state_dict(), \"model.pth\")", "请在 Python 里保存：torch.save(model.state_dict(), \"model.pth\")"),
    ("the checkpoint has no tensor `{}`", "检查点里没有张量 `{}`"),
    ("the checkpoint is not a dictionary of tensors", "检查点不是张量的字典"),
    ("the checkpoint's pickle is damaged", "检查点的 pickle 已损坏"),
    ("the checkpoint's pickle makes too many values", "检查点的 pickle 产生的值太多"),
    ("nothing in such a file is executed; save the tensors alone, in Python: torch.save(model.state_dict(), \"model.pth\")", "这类文件里的代码一概不执行；请在 Python 里只保存张量：torch.save(model.state_dict(), \"model.pth\")"),
    ("the checkpoint is refused: it names the function or class `{}.{}`, which is not a tensor", "拒绝这个检查点：它提到了函数或类 `{}.{}`，那不是张量"),
    ("the checkpoint's pickle ends too early: it is cut off", "检查点的 pickle 不完整，提前结束了"),
    ("`{}` is not as long as its shape says", "`{}` 的长度与形状不符"),
    ("a name stands in it twice", "有名字出现了两次"),
    ("it is longer or shorter than its tensors", "它比其中的张量长或短"),
    ("its tensors overlap, or leave gaps", "其中的张量有重叠，或有空隙"),
    ("save it as F32", "请存为 F32"),
    ("the offsets of `{}` lie outside the file", "`{}` 的偏移超出了文件"),
    ("the safetensors file contradicts itself: {}", "safetensors 文件自相矛盾：{}"),
    ("the safetensors file has no tensor `{}`", "safetensors 文件里没有张量 `{}`"),
    ("the safetensors file's header cannot be read: {}", "无法读取 safetensors 文件的头部：{}"),
    ("the tensor's numbers are of the type (dtype) {}, which is not read", "张量的数是不能读取的类型（dtype）{}"),
    ("this is not a safetensors file, or it is cut off within its header", "这不是 safetensors 文件，或头部不完整"),
    ("this is not a safetensors file: it is too short", "这不是 safetensors 文件：太短了"),
    ("`from` names nothing", "`from` 什么也没写"),
    ("`input` is both the network's input and a layer", "`input` 既是网络的输入，又是一层"),
    ("`{}` stands below: a layer reads what is above it", "`{}` 在下面：一层只读它上面的"),
    ("give that layer another name", "请给那一层换个名字"),
    ("leave `from` out to read the layer before", "要读前一层就不写 `from`"),
    ("name an earlier layer", "请写前面的层"),
    ("put it above this layer", "请把它放到这一层上面"),
    ("the layer `{}` cannot read itself", "层 `{}` 不能读它自己"),
    ("a layer would do something else", "对应的层做的是另一回事"),
    ("give the model another name", "请给网络换个文件名"),
    ("open the model itself", "请直接打开网络"),
    ("open the model itself: all that it does can be walked through", "请直接打开网络：它的每一步都可以走"),
    ("the model reads numbers of the shape {}, a scenario at most channels x height x width", "网络读取形状 {} 的数，而场景最多是 通道 x 高 x 宽"),
    ("the model would lie outside the scenario's folder", "网络会在场景所在文件夹之外"),
    ("there is no kind of layer that does it", "没有哪一种层这样做"),
    ("this name is not UTF-8 text", "这个名字不是 UTF-8 文本"),
    ("write the scenario beside the model, or give --allow-outside", "请把场景写在网络旁边，或加上 --allow-outside"),
    ("{} cannot be said in layers: {}", "{}不能用层写出来：{}"),
    ("the network was changed, and its model is no file from which layers can be written", "网络已经改动，而它的模型不是可以写成层的文件"),
    ("--input cannot tell what kind of file this is", "--input 认不出这是哪种文件"),
    ("`mean` and `std` of `accepts` do not suit the picture", "`accepts` 的 `mean` 和 `std` 与图像不相配"),
    ("`scale` cannot be `{}`", "`scale` 不能是 `{}`"),
    ("give a file that ends in .npy, .npz, .csv, .png, .jpg, .jpeg, .bmp, .gif or .webp", "请给出以 .npy、.npz、.csv、.png、.jpg、.jpeg、.bmp、.gif 或 .webp 结尾的文件"),
    ("give an array: .npy, .npz or .csv", "请给出数组：.npy、.npz 或 .csv"),
    ("say in the scenario's [input]: accepts = { size = [28, 28] }", "请在场景的 [input] 里写：accepts = { size = [28, 28] }"),
    ("the network reads a vector: it is not known how large a picture that is", "网络读取的是向量：不知道那是多大的图像"),
    ("the network reads numbers of the shape {}, but a picture has one channel or three", "网络读取形状 {} 的数，而图像有一个或三个通道"),
    ("write it as \"0..16\": the number of black, two dots, that of white", "请写成 \"0..16\"：黑色的数，两个点，白色的数"),
    ("{}: it is {}", "{}：这是{}"),
    ("{}; {}", "{}；{}"),
    ("`bias` is a list of numbers, or `false` for none; `true` does not say which", "`bias` 是数的列表，没有就写 `false`；`true` 没有说是哪些"),
    ("`weight` is {}-dimensional, but must be 2-dimensional: [outputs, inputs]", "`weight` 是 {} 维的，而这里要 2 维：[输出, 输入]"),
    ("`{}` is {}-dimensional, but must be a plain list of numbers", "`{}` 是 {} 维的；它应当是一列数"),
    ("`{}` has {} numbers, but {} are needed", "`{}` 有 {} 个数，而这里要 {} 个"),
    ("give `{}` one number per {}: {} of them", "请给 `{}` 每个{}一个数，共 {} 个"),
    ("filter", "滤波器"),
    ("`channels` has {} names here, but {} in the scenario's own language", "`channels` 在这里有 {} 个名字，而场景原文有 {} 个"),
    ("output", "输出"),
    ("channel", "通道"),
    ("write a step's number, a cell as filter,row,column or layer:filter,row,column, a layer's name, or note:N", "请写步数，一格 滤波器,行,列 或 层:滤波器,行,列，层的名字，或 note:N"),
    ("all filters of a layer have the same size", "同一层的滤波器大小必须相同"),
    ("write it as COLSxROWS, for example 100x30; at most 500x200", "请写成 列数x行数，例如 100x30；最大 500x200"),
    ("write a time such as 800ms or 2s, up to a minute, or 0", "请写时间，例如 800ms 或 2s，最长一分钟，或写 0"),
    ("write it as LAYER.KEY=VALUE, for example conv1.stride=2", "请写成 层.键=值，例如 conv1.stride=2"),
    ("write it as HEIGHTxWIDTHxCHANNELS, for example 28x28x1", "请写成 高x宽x通道数，例如 28x28x1"),
    ("there is no kind of layer `{}`", "没有 `{}` 这种层"),
    ("`align_corners` is for mode = \"bilinear\" alone", "`align_corners` 只用于 mode = \"bilinear\""),
    ("`clip` needs `low` or `high`", "`clip` 需要 `low` 或 `high`"),
    ("`eps` must be positive: it keeps the root from being zero", "`eps` 必须大于 0：它使根号不为 0"),
    ("`p` is a probability, from 0 to 1", "`p` 是概率，从 0 到 1"),
    ("`pad` needs `padding`", "`pad` 需要 `padding`"),
    ("`scale` must be a number, or two: [height, width]", "`scale` 必须是一个数，或两个：[高, 宽]"),
    ("`scale` must be positive", "`scale` 必须大于 0"),
    ("`slice` needs `channels`, `rows` or `columns`", "`slice` 需要 `channels`、`rows` 或 `columns`"),
    ("{} numbers come in, which the shape {} does not hold", "输入有 {} 个数，形状 {} 放不下"),
    ("a shape has one to {} dimensions; multiplied they give that count", "形状有 1 到 {} 维，相乘得到这个个数"),
    ("an axis", "轴"),
    ("`axes` must be one to {} lists or tables", "`axes` 必须是 1 到 {} 个列表或表"),
    ("an axis is a list, such as [0, 9, 18], or { length = 3, step = 9 }", "一个轴是列表，例如 [0, 9, 18]，或 { length = 3, step = 9 }"),
    ("the lengths of the axes multiplied are not those of the shape {}", "各轴长度的乘积与形状 {} 不符"),
    ("`dims` names some of the {} dimensions of what comes in, each once, counted from 0", "`dims` 要写出输入的 {} 个维中的几个，各一次，从 0 数起"),
    ("{} numbers come out, which the shape {} does not hold", "输出有 {} 个数，与形状 {} 不符"),
    ("a cell is taken that is not there: {} come in, counted from 0", "取了一个不存在的格：输入有 {} 个，从 0 数起"),
    ("a cell is taken that is not there", "取了一个不存在的格"),
    ("`order` names each of the {} dimensions of what comes in once, counted from 0", "`order` 把输入的 {} 维各写一次，从 0 数起"),
    ("[1, 0, 2] exchanges the first two of three", "[1, 0, 2] 交换三层中的前两层"),
    ("`weight` has {} numbers, which the shape {} does not hold", "`weight` 有 {} 个数，形状 {} 放不下"),
    ("`{}` must be one to {} integers, such as [1, 2, 3]", "`{}` 必须是 1 到 {} 个整数，例如 [1, 2, 3]"),
    ("`upsample` has `scale` and `size`: one of them says it", "`upsample` 既有 `scale` 又有 `size`：写一个就够"),
    ("`upsample` needs `scale` or `size`", "`upsample` 需要 `scale` 或 `size`"),
    ("`var` is negative for channel {}: a variance is a mean of squares", "通道 {} 的 `var` 是负数：方差是平方的平均"),
    ("`{}` must be two integers: [from, to], without the last", "`{}` 必须是两个整数：[起, 止]，不含最后一个"),
    ("write channels = [from, to], rows = […] or columns = […]", "请写 channels = [起, 止]、rows = […] 或 columns = […]"),
    ("write low = …, high = …, or both", "请写 low = …、high = …，或都写"),
    ("write padding = 1, [rows, columns] or a table of sides", "请写 padding = 1、[行, 列] 或各边的表"),
    ("write scale = 2, or size = [height, width]", "请写 scale = 2，或 size = [高, 宽]"),
    ("write size = 1, or size = [height, width]", "请写 size = 1，或 size = [高, 宽]"),
    ("{} needs `size`", "{}需要 `size`"),
    ("`padding` must be an integer, [height, width] or a table of sides, not {}", "`padding` 必须是整数、[高, 宽] 或各边的表，而不是{}"),
    ("`padding` must be an integer, [height, width], a table of sides, \"same\" or \"valid\", not {}", "`padding` 必须是整数、[高, 宽]、各边的表、\"same\" 或 \"valid\"，而不是{}"),
    ("`weight` is {}-dimensional, but must be {}-dimensional: [{}]", "`weight` 是 {} 维的，而这里要 {} 维：[{}]"),
    ("`weight` is one kernel, but a filter has one for each of the {} channels", "`weight` 只是一个卷积核，而滤波器要给 {} 个通道各一个"),
    ("`{}` must be an integer, or two: [height, width]", "`{}` 必须是一个整数，或两个：[高, 宽]"),
    ("`{}` must be an integer or [height, width], not {}", "`{}` 必须是整数或 [高, 宽]，而不是{}"),
    ("channels, filters/groups, kernel height, kernel width", "通道, 滤波器/组, 核高, 核宽"),
    ("filters, channels/groups, kernel height, kernel width", "滤波器, 通道/组, 核高, 核宽"),
    ("channels, filters/groups, kernel", "通道, 滤波器/组, 核长"),
    ("filters, channels/groups, kernel", "滤波器, 通道/组, 核长"),
    ("write a list of {} kernels: {}…", "请写 {} 个卷积核的列表：{}…"),
    ("a built-in scenario has no models", "内置场景里没有网络文件"),
    ("stride, padding and dilation of a model's layers can be set", "网络文件的层可以设置 stride、padding 和 dilation"),
    ("the input", "输入"),
    ("there is no such layer", "没有这一层"),
    ("this file is larger than 2 GiB, which no ONNX model is", "这个文件超过 2 GiB，ONNX 网络不会这么大"),
    ("this is a folder, not a file", "这是文件夹，不是文件"),
    ("this key of a model's layer cannot be set", "网络文件的层不能设置这个键"),
    ("this layer has no window that slides", "这一层没有滑动的窗口"),
    ("{} no longer fits: {}", "{} 不再相配：{}"),
    ("`{}` cannot be `{}`", "`{}` 不能是 `{}`"),
    ("`{}` is inf: only finite numbers can be computed with", "`{}` 是 inf：只能计算有限的数"),
    ("`{}` is larger than 64 bits can hold", "`{}` 超出 64 位的范围"),
    ("`{}` is nan, which is not a number", "`{}` 是 nan，不是数"),
    ("`{}` is too large a number: numbers are stored in 32 bits", "`{}` 太大：数按 32 位存放"),
    ("`{}` must be a number, not {}", "`{}` 必须是数，而不是{}"),
    ("every entry of `{}` must be a number; this one is {}", "`{}` 里的每一项都必须是数；这一项是{}"),
    ("`{}` must be a string, not {}", "`{}` 必须是字符串，而不是{}"),
    ("`{}` must be an integer, not {}", "`{}` 必须是整数，而不是{}"),
    ("`{}` must be at least {}, not {}", "`{}` 至少是 {}，而不是 {}"),
    ("`{}` must be true or false, a boolean, not {}", "`{}` 必须是 true 或 false，而不是{}"),
    ("a string", "字符串"),
    ("an integer", "整数"),
    ("a number with a fraction", "小数"),
    ("a boolean", "布尔值"),
    ("a date", "日期"),
    ("an array", "数组"),
    ("a table", "表"),
    ("did you mean `{}`?", "是不是 `{}`？"),
    ("it can be {}", "可以是 {}"),
    ("{} has no key `{}`", "{}没有键 `{}`"),
    ("{} must be a table, not {}", "{}必须是表，而不是{}"),
    ("{} needs `{}`", "{}需要 `{}`"),
    ("{} or {}", "{} 或 {}"),
    ("a scenario", "场景"),
    ("a layer", "层"),
    ("`answer` `{}` is none of the choices", "`answer` `{}` 不是选项之一"),
    ("`choices` must be an array of strings, not {}", "`choices` 必须是字符串的数组，而不是{}"),
    ("`group` {} does not exist: a cell of this layer sums {} input channels", "没有 `group` {}：这一层的一格把 {} 个输入通道相加"),
    ("`when` is for keys that are numbers or words, and `{}` is a tensor", "`when` 只用于数或单词的键，而 `{}` 是张量"),
    ("`when` must be a table such as {{ stride = 3 }}, not {}", "`when` 必须是 {{ stride = 3 }} 这样的表，而不是{}"),
    ("`when`: {} has no key `{}`", "`when`：{} 没有键 `{}`"),
    ("`{}` is a place that does not exist in this layer's output", "`{}` 这个位置不在这一层的输出里"),
    ("`{}` must be [filter, row, column], not {}", "`{}` 必须是 [滤波器, 行, 列]，而不是{}"),
    ("`{}` must be [index] on a vector", "向量上的 `{}` 必须是 [序号]"),
    ("`{}` must have three numbers: [filter, row, column]", "`{}` 必须有三个数：[滤波器, 行, 列]"),
    ("`{}` must have two numbers: [channel, column]", "`{}` 必须有两个数：[通道, 列]"),
    ("`{}` must have {} numbers, one per level", "`{}` 必须有 {} 个数，每层一个"),
    ("`{}` needs `ask`: there is no question", "`{}` 需要 `ask`：没有问题"),
    ("`{}` translates nothing: the note asks no question", "`{}` 没有可翻译的：注释没有提问"),
    ("an answer in words needs `choices`; without `answer`, the text is revealed", "用词回答要有 `choices`；不写 `answer` 时直接显示 text"),
    ("groups are counted from 0 to {}", "通道组从 0 数到 {}"),
    ("the last cell is {}", "最后一格是 {}"),
    ("there are {} choices, and {} translations", "选项有 {} 个，译文有 {} 个"),
    ("there is no `hint` to translate", "没有要翻译的 `hint`"),
    ("a text is at most 24 MiB long", "文本最长 24 MiB"),
    ("there are {} times [[{}]]; {} are the most", "[[{1}]] 有 {0} 个；最多 {2} 个"),
    ("this text is too large to be read: from here on it is not only arrays of plain numbers", "文本太大，无法读取：从这里起不再只是普通数的数组"),
    ("put its numbers into a file of their own: { npy = \"x.npy\" }", "请把其中的数放进单独的文件：{ npy = \"x.npy\" }"),
    ("save it as UTF-8; in PowerShell: convstep show NAME | Out-File -Encoding utf8 my.toml", "请存为 UTF-8；在 PowerShell 里：convstep show NAME | Out-File -Encoding utf8 my.toml"),
    ("there is no scenario of this name, and no file", "没有这个名字的场景，也没有这个文件"),
    ("there is no such file", "没有这个文件"),
    ("this byte is not UTF-8 text", "这个字节不是 UTF-8 文本"),
    ("this file is UTF-16 text", "这个文件是 UTF-16 文本"),
    ("this file may not be read: permission denied", "没有权限读取这个文件"),
    ("`at` cannot be `{}`", "`at` 不能是 `{}`"),
    ("`at` must be a number, a cell or a text, not {}", "`at` 必须是数、格子或文字，而不是{}"),
    ("`channels` has {} names, but the input has {} channels", "`channels` 有 {} 个名字，而输入有 {} 个通道"),
    ("`channels` must be a list of names, not {}", "`channels` 必须是名字的列表，而不是{}"),
    ("`name` is empty", "`name` 是空的"),
    ("`{}` must be an array of tables, not {}", "`{}` 必须是表的数组，而不是{}"),
    ("a batch holds several inputs: `index = 0` in its table takes the first of them", "一个批次里有几个输入：在表里写 `index = 0` 就取第一个"),
    ("a scenario needs one [[layer]] at least", "场景至少要有一个 [[layer]]"),
    ("give each a name of its own", "请给每一层起不同的名字"),
    ("give it one to three dimensions", "请给它一到三维"),
    ("no layer has `{}`", "没有哪一层有 `{}`"),
    ("the data has the shape {}, where channels x height x width is needed", "数据的形状是 {}，而这里要 通道 x 高 x 宽"),
    ("the layer `{}` ({})", "层 `{}`（{}）"),
    ("the layers come from the model: [[layer]] must be absent", "层来自网络文件：不能再写 [[layer]]"),
    ("there are two layers of the name `{}`", "有两层都叫 `{}`"),
    ("too many numbers: with this layer's output of {}, the scenario has more than 2^27 ({})", "数太多：加上这一层的输出 {}，场景超过 2^27（{}）个"),
    ("write [[{}]], with two brackets, above each", "请在每个上面写 [[{}]]，两层方括号"),
    ("this is not one value", "这不是一个值"),
    ("write the value as TOML does: 2, [1, 2], \"same\"", "请按 TOML 的写法：2、[1, 2]、\"same\""),
    ("`size` is too large: 2^27 ({}) numbers are the most in a scenario", "`size` 太大：一个场景最多 2^27（{}）个数"),
    ("`size` must be [height, width]", "`size` 必须是 [高, 宽]"),
    ("a pth table", "pth 的表"),
    ("a safetensors table", "safetensors 的表"),
    ("an onnx table", "onnx 的表"),
    ("the array has {} axes (dimensions), where one to four are needed", "数组有 {} 个轴（维），而这里要一到四个"),
    ("a byte-order mark (U+FEFF), which cannot be seen: delete it", "看不见的字节序标记（U+FEFF）：请删掉"),
    ("a curly quotation mark: write '", "弯引号：请写 '"),
    ("a curly quotation mark: write \"", "弯引号：请写 \""),
    ("a figure space (U+2007): write a plain space", "数字空格（U+2007）：请写普通空格"),
    ("a full-width comma: write ,", "全角逗号：请写 ,"),
    ("a full-width equals sign: write =", "全角等号：请写 ="),
    ("a full-width space (U+3000): write a plain space", "全角空格（U+3000）：请写普通空格"),
    ("a minus sign (U+2212): write the hyphen -", "减号（U+2212）：请写连字符 -"),
    ("a narrow no-break space (U+202F): write a plain space", "窄的不换行空格（U+202F）：请写普通空格"),
    ("a no-break space (U+00A0): write a plain space", "不换行空格（U+00A0）：请写普通空格"),
    ("a thin space (U+2009): write a plain space", "窄空格（U+2009）：请写普通空格"),
    ("a zero-width space (U+200B), which cannot be seen: delete it", "看不见的零宽空格（U+200B）：请删掉"),
    ("numbers as NumPy or MATLAB print them go into `text`: data = { text = \"\"\"…\"\"\" }", "NumPy 或 MATLAB 打印的数请放进 `text`：data = { text = \"\"\"…\"\"\" }"),
    ("this is not TOML: here stands {}", "这不是 TOML：这里是{}"),
    ("this is not TOML: numbers in an array need commas between them, and rows brackets: [[1, 2], [3, 4]]", "这不是 TOML：数组里的数之间要逗号，各行要方括号：[[1, 2], [3, 4]]"),
    ("this is not TOML: {}", "这不是 TOML：{}"),
    ("`flat` has {} numbers, but the shape {} is for {}", "`flat` 有 {} 个数，而形状 {} 要 {} 个"),
    ("`flat` is one list of numbers, without brackets in it", "`flat` 是一列数，里面没有方括号"),
    ("`kernel` names no kernel", "`kernel` 没有写卷积核"),
    ("`{}` has {} levels of arrays; four are the most", "`{}` 有 {} 层数组；最多四层"),
    ("`{}` is ragged: {} {} here, where the first of its level has {}", "`{}` 长短不齐：这里有 {} 个{}，而同层的第一个有 {} 个"),
    ("`{}` must be a shape such as [3, 5, 5], not {}", "`{}` 必须是 [3, 5, 5] 这样的形状，而不是{}"),
    ("`{}` must be an array of numbers, not {}", "`{}` 必须是数的数组，而不是{}"),
    ("`{}` must have one to four lengths, not {}", "`{}` 必须有一到四个长度，而不是 {} 个"),
    ("an empty array in `{}`: it needs one number at least", "`{}` 里有空数组：至少要一个数"),
    ("an empty row in `{}`: the first of its level has {} {}", "`{}` 里有空行：同层的第一个有 {} 个{}"),
    ("give the larger ones a layer of their own", "请给大的单独一层"),
    ("it has one of text, csv, flat, npy, npz, safetensors, pth, onnx, image, random, fill or kernel", "它要有 text、csv、flat、npy、npz、safetensors、pth、onnx、image、random、fill 或 kernel 之一"),
    ("rows or channels", "行或通道"),
    ("numbers", "数"),
    ("the fill of `{}`", "`{}` 的 fill"),
    ("the flat list of `{}`", "`{}` 的 flat"),
    ("the kernels differ in size: {}x{}, and {} has {}x{}", "卷积核大小不一：{}x{}，而 {} 是 {}x{}"),
    ("the table of `{}`", "`{}` 的表"),
    ("there is no kernel `{}`", "没有卷积核 `{}`"),
    ("there is no number between {} and {} for `{}`", "`{2}`：{0} 和 {1} 之间没有数"),
    ("too many numbers: with these {}, the scenario has more than 2^27 ({})", "数太多：加上这 {} 个，场景超过 2^27（{}）个"),
    ("too many numbers: with these {}, the weights have more than 2^28 ({})", "数太多：加上这 {} 个，权重超过 2^28（{}）个"),
    ("write nested arrays as [[1, 2], [3, 4]], or a table such as { random = [2, 2] }", "请写嵌套数组 [[1, 2], [3, 4]]，或 { random = [2, 2] } 这样的表"),
    ("{} does not say where the numbers come from", "{}没有说数从哪里来"),
    ("{} in `{}`, where an array of {} is needed", "`{1}` 里是{0}，而这里要 {2} 个的数组"),
    ("{} says twice where the numbers come from", "{}说了两次数从哪里来"),
    ("`{}` is not a number", "`{}` 不是数"),
    ("a bracket is closed that was not opened: `]`", "多了一个右括号：`]`"),
    ("a bracket is not closed: `(`", "括号没有关：`(`"),
    ("a bracket is not closed: `[`", "括号没有关：`[`"),
    ("end each with `]`", "每个都要以 `]` 结束"),
    ("end it with `)`", "要以 `)` 结束"),
    ("print all of it: np.set_printoptions(threshold=np.inf), torch.set_printoptions(profile=\"full\")", "请全部打印：np.set_printoptions(threshold=np.inf)，torch.set_printoptions(profile=\"full\")"),
    ("the number {} stands between brackets, where the others stand within {}", "数 {} 在括号之间，而其他的在 {} 层括号里"),
    ("the print is in parts: `Columns`", "打印的内容分成了几段：`Columns`"),
    ("print all of it in one line: disp(mat2str(A, 8))", "请在一行里全部打印：disp(mat2str(A, 8))"),
    ("`{}` may be one number or two", "`{}` 可能是一个数，也可能是两个"),
    ("write a point in each number, or a space after each comma", "请用点作小数点，或在每个逗号后加空格"),
    ("`skip` leaves out so many columns before them, such as a label", "`skip` 略去前面的几列，例如标签"),
    ("the print left numbers out: `...`", "打印时略去了一些数：`...`"),
    ("the text has brackets side by side: one pair holds all numbers", "文本里有并列的括号：一对括号要包住所有的数"),
    ("the text has {} levels of brackets; four are the most", "文本有 {} 层括号；最多四层"),
    ("the text is empty: there is no number in it", "文本是空的：里面没有数"),
    ("the text is ragged: a {} of {} {}, where the first has {}", "文本长短不齐：有一个{}有 {} 个{}，而第一个有 {} 个"),
    ("{} is too large for a number of 32 bits", "{} 超出 32 位数的范围"),
    ("`std` must not be 0", "`std` 不能是 0"),
    ("`{}` has no layout `{}`", "`{}` 没有布局 `{}`"),
    ("`{}` has {} numbers, but there are {} channels", "`{}` 有 {} 个数，而通道有 {} 个"),
    ("a weight of Keras or TensorFlow has its kernel first: give its table layout = \"HWIO\", and that of data with the channels last layout = \"HWC\"", "Keras 或 TensorFlow 的权重把卷积核放在前面：请在它的表里写 layout = \"HWIO\"；通道在最后的数据写 layout = \"HWC\""),
    ("entries are counted from 0", "从 0 数起"),
    ("it is one of {}", "它是其中之一：{}"),
    ("it is the deviation of the numbers, which are divided by it", "它是这些数的标准差，要用它去除"),
    ("leave `layout` out: it is a plain list of numbers", "请不写 `layout`：它就是一列数"),
    ("the layout {} is for {} dimensions, but the array has the shape {}", "布局 {} 用于 {} 维，而数组的形状是 {}"),
    ("there is no entry {}: the array has the shape {}", "没有第 {} 个：数组的形状是 {}"),
    ("write one, or one per channel", "请写一个，或每个通道一个"),
    ("the model has changed since it was opened", "网络文件在打开以后改变了"),
    ("{} is not TOML: {}", "{} 不是 TOML：{}"),
    ("`{}` would lie outside the scenario's folder", "`{}` 会在场景所在文件夹之外"),
    ("two different files would have the name `{}`", "会有两个不同的文件都叫 `{}`"),
    ("row", "行"),
    ("matrix", "矩阵"),
    ("write a letter, or Right, Left, Up, Down, Enter, Space, Home, End, PageUp, PageDown, Esc, Tab, Backspace, Delete, Insert or F1 to F12; Ctrl- or Alt- may stand before it", "请写一个字母，或 Right、Left、Up、Down、Enter、Space、Home、End、PageUp、PageDown、Esc、Tab、Backspace、Delete、Insert 或 F1 到 F12；前面可以加 Ctrl- 或 Alt-"),
    ("a pointer of Git LFS, not the model itself", "Git LFS 的指针，不是网络文件本身"),
    ("fetch the model with `git lfs pull`", "请用 `git lfs pull` 取回网络文件"),
    ("a Python pickle (an old PyTorch file?)", "Python 的 pickle（旧的 PyTorch 文件？）"),
    ("a zip archive (a PyTorch or Keras file?)", "zip 文件（PyTorch 或 Keras 文件？）"),
    ("convert it to ONNX with tf2onnx", "请用 tf2onnx 转成 ONNX"),
    ("a TensorFlow Lite model", "TensorFlow Lite 网络"),
    ("a PNG picture", "PNG 图像"),
    ("a JPEG picture", "JPEG 图像"),
    ("a NumPy array", "NumPy 数组"),
    ("give it with --input, and a model in its place", "请用 --input 给出它，这里写网络文件"),
    ("a model in onnxruntime's own format", "onnxruntime 自己格式的网络"),
    ("give the .onnx file that it was made from", "请给出它的来源 .onnx 文件"),
    ("export the model with torch.onnx.export", "请用 torch.onnx.export 导出网络"),
    ("this file is empty: it holds no model", "这个文件是空的：里面没有网络"),
    ("this is a web page or other markup, not an ONNX model", "这不是 ONNX 网络，而是网页之类"),
    ("a pointer of Git LFS, not the file itself", "Git LFS 的指针，不是文件本身"),
    ("fetch the file with `git lfs pull`", "请用 `git lfs pull` 取回文件"),
    ("a PyTorch checkpoint of the old format, before version 1.6", "1.6 版以前旧格式的 PyTorch 检查点"),
    ("save it anew in Python: torch.save(torch.load(\"old.pth\"), \"new.pth\"); or with safetensors.torch.save_file", "请在 Python 里重新保存：torch.save(torch.load(\"old.pth\"), \"new.pth\")；或用 safetensors.torch.save_file"),
    ("a PyTorch checkpoint is { pth = \"x.pth\", name = \"…\" }, a NumPy archive { npz = \"x.npz\", name = \"…\" }; or save it with safetensors.torch.save_file", "PyTorch 检查点写成 { pth = \"x.pth\", name = \"…\" }，NumPy 文件写成 { npz = \"x.npz\", name = \"…\" }；或用 safetensors.torch.save_file 保存"),
    ("a MATLAB file", "MATLAB 文件"),
    ("a PDF document", "PDF 文件"),
    ("map", "图"),
    ("rows", "行"),
    ("the model does not say which shape its input `{}` has", "网络没有写明输入 `{}` 的形状"),
    ("the input `{}`", "输入 `{}`"),
    ("the weight `{}` is sparse, which is not read", "权重 `{}` 是稀疏的，不能读取"),
    ("there are two weights of the name `{}`", "有两个权重都叫 `{}`"),
    ("the model reads [{}], but the input has the shape {}", "网络读取 [{}]，而输入的形状是 {}"),
    ("no node makes the output `{}`", "没有节点产生输出 `{}`"),
    ("the graph has {} inputs ({}); networks of one are shown", "图有 {} 个输入（{}）；只能显示一个输入的网络"),
    ("it is of {}, which are not read", "它是{}，不能读取"),
    ("it has {} dimensions; one to {} are shown", "它有 {} 维；能显示一到 {} 维"),
    ("nothing makes its input `{}`", "没有节点产生它的输入 `{}`"),
    ("its output {} is used, and is not shown", "用到了它的第 {} 个输出，而这不能显示"),
    ("the model has no weight `{}`", "网络里没有权重 `{}`"),
    ("this file holds no graph: it is not an ONNX model", "这个文件里没有图：它不是 ONNX 网络"),
    ("export it again", "请重新导出"),
    ("give an array with --input", "请用 --input 给出数组"),
    ("give an array of that shape, or with a batch of one in front", "请给出这种形状的数组，或前面加上批次 1"),
    ("the graph has no outputs", "图没有输出"),
    ("no node depends on the input: there is no layer to show", "没有节点用到输入：没有层可以显示"),
    ("this is not an ONNX model, or it is damaged or cut off", "这不是 ONNX 网络，或已损坏、不完整"),
    ("download or export it again", "请重新下载或导出"),
    ("the graph has no input", "图没有输入"),
    ("export a part of it that has one input", "请导出其中只有一个输入的部分"),
    ("it is not a tensor", "它不是张量"),
    ("its scales or sizes", "它的比例或大小"),
    ("save it as float32: np.save(name, x.astype('float32'))", "请存为 float32：np.save(name, x.astype('float32'))"),
    ("no key is left that quits", "没有留下退出的键"),
    ("give `quit` or `leave` a key", "请给 `quit` 或 `leave` 一个键"),
    ("`{}` is bound twice: it does `{}` already", "`{}` 绑了两次：它已经是 `{}`"),
    ("choose another key, or give `{}` other keys as well", "请换一个键，或给 `{}` 另外的键"),
    ("no key is called `{}`", "没有叫 `{}` 的键"),
    ("`speed` must be from {} to {} steps per second", "`speed` 必须在每秒 {} 到 {} 步之间"),
    ("`themes` must be a table, not {}", "`themes` 必须是表，而不是{}"),
    ("write [themes.NAME]", "请写 [themes.NAME]"),
    ("a theme of one's own cannot be called `{}`", "自己的配色不能叫 `{}`"),
    ("write red, green and blue in hexadecimal: \"#7ab8ff\"", "请用十六进制写红、绿、蓝：\"#7ab8ff\""),
    ("a key has {} parts or more, with dots between them", "键有 {} 段以上，用点隔开"),
    ("there is no `{}` in this folder", "这个文件夹里没有 `{}`"),
    ("a course is a folder with a {} that names its lessons", "课程是一个文件夹，其中的 {} 列出各课"),
    ("write [[lesson]], with two brackets, above each", "请在每课上面写 [[lesson]]，两层方括号"),
    ("`lesson` must be an array of tables", "`lesson` 必须是表的数组"),
    ("there is no built-in scenario `{}`", "没有内置场景 `{}`"),
    ("a file of the course's folder ends in .toml; `convstep list` names the built-in scenarios", "课程文件夹里的文件以 .toml 结尾；`convstep list` 列出内置场景"),
    ("write a list, such as [\"conv1.stride=1\"]", "请写列表，例如 [\"conv1.stride=1\"]"),
    ("`set` must be an array of strings", "`set` 必须是字符串的数组"),
    ("there is no step {}: the lesson has {}", "没有第 {} 步：这一课有 {} 步"),
    ("`{}` must be a table such as {{ title = \"…\" }}", "`{}` 必须是 {{ title = \"…\" }} 这样的表"),
    ("write it as LAYER.KEY=VALUE, for example conv1.stride=2", "请写成 LAYER.KEY=VALUE，例如 conv1.stride=2"),
    ("write a step's number, a cell such as [0, 1, 2], \"conv1:0,1,2\", or \"note 2\"", "请写步数、[0, 1, 2] 这样的格子、\"conv1:0,1,2\" 或 \"note 2\""),
    ("a course needs one [[lesson]] at least", "课程至少要有一个 [[lesson]]"),
    ("{}, expected {}", "{}，这里应当是{}"),
    ("string values must be quoted", "字符串要加引号"),
    ("extra comma in array", "数组里多了逗号"),
    ("unclosed array table", "表数组的标题没有关"),
    ("unclosed table", "表的标题没有关"),
    ("unclosed array", "数组没有关"),
    ("unclosed inline table", "行内表没有关"),
    ("unexpected leading zero", "数前面多了 0"),
    ("invalid comment character", "注释里有不允许的字符"),
    ("invalid basic string", "字符串写得不对"),
    ("invalid literal string", "字符串写得不对"),
    ("duplicate key", "键重复了"),
    ("`_` may only go between digits", "`_` 只能在数字之间"),
    ("missing value for key", "键没有值"),
    ("missing assignment between key-value pairs", "键和值之间缺少 ="),
    ("key with no value", "键没有值"),
    ("missing value", "缺少值"),
    ("invalid value", "值写得不对"),
    ("invalid unquoted key", "没有引号的键写得不对"),
    ("unquoted keys cannot be empty", "没有引号的键不能为空"),
    ("invalid key-value pair", "键和值写得不对"),
    ("extra `=`", "多了 ="),
    ("extra assignment between key-value pairs", "键和值之间多了 ="),
    ("extra comma in inline table", "行内表里多了逗号"),
    ("missing comma between array elements", "数组的元素之间缺少逗号"),
    ("missing comma between key-value pairs", "键和键之间缺少逗号"),
    ("missing opening quote", "缺少前引号"),
    ("unexpected `=` in array", "数组里不能有 ="),
    ("unexpected content", "这里有多余的内容"),
    ("unexpected key or value", "这里有多余的键或值"),
    ("unexpected sign", "这里多了符号"),
    ("redundant numeric sign", "数前面多了符号"),
    ("radix must be lowercase", "进制的字母要小写"),
    ("keys cannot be multi-line basic strings", "键不能是多行字符串"),
    ("keys cannot be multi-line literal strings", "键不能是多行字符串"),
    ("too few unicode value digits", "Unicode 编号的位数太少"),
    ("literal string", "带引号的字符串"),
    ("value", "值"),
    ("nothing", "空的"),
    ("key", "键"),
    ("letters, numbers, `-`, `_`", "字母、数字、`-`、`_`"),
    ("printable characters", "可见的字符"),
    ("non-double-quote visible characters, `\\`", "双引号以外的可见字符"),
];

/// What `--help` says: of a command by its name, of an argument by its own, after the command's where other commands have another
/// of that name.
const HELP: &[(&str, &str)] = &[
    // The commands.
    ("convstep", "在终端里，一步一步走完卷积网络的每个计算"),
    ("list", "列出内置场景"),
    ("show", "打印内置场景的 TOML"),
    ("new", "写一个带注释的场景，作为起点"),
    (
        "import",
        "把 ONNX 网络写成由层组成的场景，权重仍取自网络文件",
    ),
    (
        "course",
        "学习内置课程，或文件夹里自己的课程：各课按顺序，记住进度",
    ),
    ("course folder", "有 course.toml 的文件夹；不写时是内置课程"),
    ("fresh", "忘掉以前的进度"),
    ("exam", "考试：一个谁也没见过的网络，十个问题，最后计分"),
    (
        "exam seed",
        "这个编号的考试：同样的网络，同样的问题；不写时每次都不同",
    ),
    ("questions", "遇到提问时：略过、留时间思考，或给出正确答案"),
    (
        "check",
        "检查场景文件和课程文件夹：正确的显示 ok，否则列出全部错误",
    ),
    ("run", "计算各层，并打印各层的输出"),
    ("sizes", "打印每一层的大小、参数、乘法次数和感受野"),
    ("steps", "用文字打印计算过程，每步一行"),
    (
        "record",
        "把计算过程或脚本录成文件：动画、网页、视频、PDF 或文字",
    ),
    ("config", "打印现在的设置，写成带注释的文件"),
    ("completions", "打印命令行的补全脚本"),
    ("man", "打印手册页"),
    // The scenario, and how it is changed.
    (
        "convstep scenario",
        "要打开的场景：文件、ONNX 网络，或内置场景的名字；不写时是 cs231n",
    ),
    ("scenario", "文件、内置场景的名字，或 -（标准输入）"),
    ("set", "给某一层的键换一个值，写法同 TOML；可以重复"),
    ("stride", "第一个有步长的层的步长"),
    ("padding", "第一个有填充的层的填充：数、same 或 valid"),
    ("dilation", "第一个有膨胀率的层的膨胀率"),
    (
        "input",
        "改从这个文件读取输入：npy、npz、csv，或图像（自动改成网络的大小）",
    ),
    ("classes", "网络最后各个数的名字：文本文件，每行一个"),
    ("allow_outside", "允许场景读取自己文件夹以外的文件"),
    (
        "lang",
        "语言；不写时由配置，或 LC_ALL、LC_MESSAGES、LANG 决定",
    ),
    ("theme", "配色"),
    ("format", "输出的格式"),
    ("help", "打印帮助"),
    ("version", "打印版本"),
    // Of single commands.
    ("show name", "它的名字"),
    ("check files", "文件、内置场景的名字，或 -（标准输入）"),
    ("completions shell", "哪一种命令行"),
    ("new file", "要写的文件，不能已经存在"),
    ("new input", "输入的大小"),
    ("import model", "ONNX 网络的文件"),
    ("import output", "要写的场景文件"),
    ("import force", "覆盖已有的文件"),
    ("new filters", "几个滤波器在上面滑动"),
    ("new kernel", "每个滤波器的行数和列数"),
    ("run layer", "只要这一层"),
    // The walk.
    ("steps layer", "只要这一层的步，从它的第一步数起"),
    ("grain", "一步走多远；不写时按场景"),
    ("order", "逐窗口，或逐滤波器；不写时按场景"),
    ("steps from", "第一步，从 1 数起"),
    ("count", "走几步；不写时走到最后"),
    ("steps format", "每行一个句子，或一个对象"),
    (
        "quiz",
        "不说出每步的结果，而是提问：每行一题，编号就是步数，给出需要的数，留出空白",
    ),
    (
        "answers",
        "把答案写入这个文件：步数、答案，以及说出它的句子",
    ),
    ("steps output", "写入这个文件；.pdf 是可以打印的页"),
    ("steps force", "覆盖已有的文件"),
    // Recordings.
    (
        "output",
        "要写的文件，扩展名决定格式：.cast .gif .svg .html .txt .md .pdf .png .apng .webp .mp4 .webm；可以重复。.png 只有最后一步，frame-%04d.png 则每步一个文件；- 按 --format 打印出来",
    ),
    (
        "record from",
        "第一步：步数，第一层的一格 滤波器,行,列，或 层:滤波器,行,列，层的名字，或 note:N（第 N 条讲解）",
    ),
    ("to", "最后一步，写法相同"),
    ("record at", "只要这一步"),
    (
        "at",
        "从这一步打开：步数，或第一层的一格 滤波器,行,列，或 层:滤波器,行,列",
    ),
    ("view", "看哪个视图；不写时按场景"),
    (
        "zoom",
        "每格画多宽：放得下就好、窗口附近放宽，或写出全部数字",
    ),
    ("speed", "播放时每秒几步"),
    (
        "glyphs",
        "线条和记号用的字符；终端把它们画成两列宽时，auto 改用 ASCII",
    ),
    (
        "present",
        "用于投影：只留画面和算式；按 f 全部显示，按 V 显示文字说明",
    ),
    (
        "plain",
        "逐行文字的查看器，用于读屏软件和没有光标的终端：输入命令或按键，再按回车",
    ),
    ("path", "只打印文件的位置"),
    ("reduced_motion", "只逐步变化，没有动画"),
    ("size", "列数和行数；不写时按场景的需要"),
    ("step_time", "一步显示多久"),
    ("fps", "每秒最多几帧；更短的画面并入下一帧"),
    (
        "keys",
        "按这个脚本录制：每行一个命令，例如 next 3、stride 1、view coverage、pause 2s、type \"3\"；convstep help record 列出全部命令",
    ),
    (
        "record motion",
        "窗口滑动，乘积逐个出现，结果移到它的格子里",
    ),
    ("record format", "用 -o - 打印时的格式"),
    ("note_time", "有新讲解时多停多久；0 表示不停；不写时按长短"),
    (
        "hold",
        "一张图完成时和结尾多停多久；0 表示不停；不写时为两步",
    ),
    ("all", "不管有多少步，全部录下"),
    ("chrome", "像查看器一样保留时间轴和按键"),
    ("title", "换一个标题"),
    ("caption", "画面下方的文字"),
    ("window", "上方加窗口栏和标题"),
    ("show_keys", "显示按下的键"),
    ("margin", "图像四周留几列空白"),
    ("font_size", ".svg 和 .pdf：字有多高，以点为单位"),
    ("scale", "点阵图：一格的大小是 8x16 点的几倍"),
    ("plays", "动画：播放几次；0 表示一直播放"),
    ("cast_version", ".cast：格式的版本"),
    ("ansi", ".txt：保留颜色"),
    ("record force", "覆盖已有的文件"),
];
