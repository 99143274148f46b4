//! Where one weight is used, in words.

use super::Language;
use crate::nn::{Finish, Layer, Sharing, Take};

/// What a weight of a filter meets and helps make, against a dense layer's weights: `w0[1] row 0, column 2 meets 9 cells of
/// x[1] and helps make all 9 cells of o[0]: the same number 9 times; a dense layer would have 9 of its own.`
#[must_use]
pub fn sharing(layer: &Layer, map: usize, group: usize, tap: usize, language: Language) -> String {
    let Some(Sharing { met, made }) = layer.sharing(tap) else {
        return weightless(layer, language);
    };

    let weight = weight(layer, map, group, tap, language);

    if layer.is_dense() {
        let x = group * layer.taps() + tap;
        return language.pick(
            format!("{weight} meets one cell, x[{x}], and helps make one, o[{map}]: a dense layer shares no weight."),
            format!("{weight} 只遇到一格 x[{x}]，只参与一格 o[{map}]：全连接层不共享权重。"),
        );
    }

    let channel = layer.channel(map, group);
    let [_, rows, columns] = layer.output.dims();
    let all = rows * columns;

    if made == 0 {
        return language.pick(
            format!("{weight} meets no cell of x[{channel}]: wherever the window goes, it reads padding."),
            format!("{weight} 遇不到 x[{channel}] 的任何一格：窗口在哪里它都只读到填充。"),
        );
    }

    let (makes, zh) = if all == 1 {
        ("the one cell".to_owned(), "的唯一一格".to_owned())
    } else if made == all {
        (format!("all {}", cells(all)), format!("的全部 {all} 格"))
    } else {
        (
            format!("{made} of the {}", cells(all)),
            format!("{all} 格中的 {made} 格"),
        )
    };

    let (used, zh_used) = if made == 1 {
        (
            "used once, as a dense layer's would be".to_owned(),
            "只用一次，和全连接层一样".to_owned(),
        )
    } else {
        (
            format!("the same number {made} times; a dense layer would have {made} of its own"),
            format!("同一个数用 {made} 次；全连接层要用 {made} 个不同的数"),
        )
    };

    let cells_met = cells(met);

    language.pick(
        format!(
            "{weight} meets {cells_met} of x[{channel}] and helps make {makes} of o[{map}]: {used}."
        ),
        format!("{weight} 遇到 x[{channel}] 的 {met} 格，参与 o[{map}] {zh}：{zh_used}。"),
    )
}

/// Why a layer has no weight to choose.
#[must_use]
pub fn weightless(layer: &Layer, language: Language) -> String {
    let name = &layer.name;
    let form = layer.op.form();

    match form.finish {
        _ if !form.is_elementwise() && form.take == Take::Cell => language.pick(
            format!(
                "{name} has no weights: what it makes of a window is the same everywhere, and nothing in it is trained."
            ),
            format!("{name} 没有权重：每个窗口都同样处理，没有需要训练的数。"),
        ),
        Finish::Function if layer.parameters() > 0 => language.pick(
            format!("{name} has no window: a scale and a shift for each channel, the same at every cell of it."),
            format!("{name} 没有窗口：每个通道一个缩放和一个偏移，对每一格都相同。"),
        ),
        Finish::Plain => language.pick(
            format!(
                "{name} has no window and no weights: the numbers move, channel by channel, and stay what they are."
            ),
            format!("{name} 没有窗口也没有权重：数按通道依次移动，值不变。"),
        ),
        _ => language.pick(
            format!("{name} has no window and no weights: its output is as large as its input."),
            format!("{name} 没有窗口也没有权重：输出和输入一样大。"),
        ),
    }
}

/// What a weight is called, as the filter stands on the window: `w0[1] row 0, column 2`; of a dense layer, `w0[17]`.
#[must_use]
pub fn weight(layer: &Layer, map: usize, group: usize, tap: usize, language: Language) -> String {
    if layer.is_dense() {
        return format!("w{map}[{}]", group * layer.taps() + tap);
    }

    let [row, column] = layer.on_kernel(tap);
    language.pick(
        format!("w{map}[{group}] row {row}, column {column}"),
        format!("w{map}[{group}] 第{row}行第{column}列"),
    )
}

fn cells(n: usize) -> String {
    format!("{n} cell{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Conv, Linear, Op, Padding, PaddingMode, Shape, Tensor, Window};

    fn conv(size: usize, padding: usize) -> Layer {
        let window = Window {
            kernel: [3; 2],
            stride: [2; 2],
            padding: Padding::even(padding),
            dilation: [1; 2],
        };

        let weight = Arc::new(Tensor::fill(vec![2, 3, 3, 3], 1.0));
        let bias = Arc::new(Tensor::fill(vec![2], 0.0));
        let op = Op::Conv(Conv {
            weight,
            bias,
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed: None,
        });

        Layer::new("conv1".to_owned(), op, Shape::maps([3, size, size])).unwrap()
    }

    #[test]
    fn one_weight_is_many_of_a_dense_layer() {
        let check = |size, padding, [map, group, tap]: [usize; 3], wanted: &str| {
            assert_eq!(
                sharing(&conv(size, padding), map, group, tap, Language::English),
                wanted
            );
        };

        check(
            5,
            1,
            [0, 1, 4],
            "w0[1] row 1, column 1 meets 9 cells of x[1] and helps make all 9 cells of o[0]: \
            the same number 9 times; a dense layer would have 9 of its own.",
        );

        check(
            5,
            1,
            [1, 0, 2],
            "w1[0] row 0, column 2 meets 4 cells of x[0] and helps make 4 of the 9 cells of o[1]: \
            the same number 4 times; a dense layer would have 4 of its own.",
        );

        check(
            3,
            0,
            [0, 0, 0],
            "w0[0] row 0, column 0 meets 1 cell of x[0] and helps make the one cell of o[0]: \
            used once, as a dense layer's would be.",
        );

        check(
            1,
            1,
            [0, 2, 0],
            "w0[2] row 0, column 0 meets no cell of x[2]: wherever the window goes, it reads padding.",
        );
    }

    #[test]
    fn a_dense_layer_shares_nothing() {
        let weight = Arc::new(Tensor::fill(vec![2, 12], 1.0));
        let bias = Arc::new(Tensor::fill(vec![2], 0.0));
        let layer = Layer::new(
            "linear1".to_owned(),
            Op::Linear(Linear { weight, bias }),
            Shape::Vector(12),
        )
        .unwrap();

        assert_eq!(
            sharing(&layer, 1, 0, 7, Language::English),
            "w1[7] meets one cell, x[7], and helps make one, o[1]: a dense layer shares no weight."
        );
    }
}
