//! Parameters and what is computed with them, written out.

use super::Language;
use crate::nn::{Finish, Fold, Layer, Op, Take};

/// How a layer's parameters come about: `2 × (3·3·3 + 1) = 56`, filters by kernel rows, columns and depth, and one bias
/// each. `None` where it has none.
#[must_use]
pub fn parameters(layer: &Layer) -> Option<String> {
    let total = layer.parameters();
    let outputs = layer.output.dims()[0];

    match &layer.op {
        Op::BatchNorm(_) => Some(format!("{outputs} × 2 = {total}")),
        _ if layer.is_dense() => Some(format!(
            "{outputs} × ({} + 1) = {total}",
            layer.input.count()
        )),
        op if op.weight().is_some() => {
            let [rows, columns] = layer.kernel();
            let depth = layer.groups();
            Some(format!(
                "{outputs} × ({rows}·{columns}·{depth} + 1) = {total}"
            ))
        }
        _ => None,
    }
}

/// The parameters of a dense layer that would make the same output: `75 × 18 + 18 = 1368`.
#[must_use]
pub fn dense_parameters(layer: &Layer) -> String {
    let inputs = layer.input.count();
    let outputs = layer.output.count();
    format!(
        "{inputs} × {outputs} + {outputs} = {}",
        layer.dense_parameters()
    )
}

/// What a layer computes, counted.
#[must_use]
pub fn operations(layer: &Layer, language: Language) -> String {
    let cells = layer.output.count();
    let taps = (layer.groups() * layer.taps()) as u64;
    let (of_cells, zh_of_cells) = match cells {
        1 => ("1 cell".to_owned(), "1 格".to_owned()),
        n => (format!("{n} cells"), format!("{n} 格")),
    };

    let product = |each: u64| {
        let total = each.saturating_mul(cells);
        language.pick(
            format!("{each} × {of_cells} = {total}"),
            format!("{each} × {zh_of_cells} = {total}"),
        )
    };

    let form = layer.op.form();

    match (form.take, form.taps, form.finish) {
        // One addition fewer than products, and one for the bias.
        (Take::Product, ..) => {
            let product = product(taps);
            language.pick(
                format!("{product} multiplications, and as many additions"),
                format!("{product} 次乘法，加法也一样多"),
            )
        }
        (_, Fold::Max, _) => {
            let product = product(taps - 1);
            language.pick(
                format!("{product} comparisons"),
                format!("{product} 次比较"),
            )
        }
        (.., Finish::Mean) => {
            let product = product(taps - 1);
            language.pick(
                format!("{product} additions, and a division for each"),
                format!("{product} 次加法，每格一次除法"),
            )
        }
        (.., Finish::Function) if layer.parameters() > 0 => language.pick(
            format!("for each of {of_cells}: two additions, a multiplication and a division"),
            format!("{zh_of_cells}，每格两次加减法、一次乘法、一次除法"),
        ),
        (.., Finish::Function) => language.pick(
            format!("a function of each of {of_cells}"),
            format!("{zh_of_cells}，每格算一次函数"),
        ),
        (Take::Exponential, ..) => language.pick(
            format!("an exponential and a division for each of {of_cells}"),
            format!("{zh_of_cells}，每格一次指数和一次除法"),
        ),
        (Take::Cell, ..) => language.pick("nothing is computed".to_owned(), "不做计算".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::nn::{Conv, Padding, PaddingMode, Shape, Tensor, Window};

    /// A convolution of `filters` on maps of 5 x 5.
    fn conv(
        filters: usize,
        channels: usize,
        groups: usize,
        kernel: [usize; 2],
        transposed: bool,
    ) -> Layer {
        let filled = |shape: Vec<usize>| Arc::new(Tensor::fill(shape, 1.0));
        let window = Window {
            kernel,
            stride: [2; 2],
            padding: Padding::even(1),
            dilation: [1; 2],
        };

        let [first, second] = if transposed {
            [channels, filters / groups]
        } else {
            [filters, channels / groups]
        };

        let weight = filled(vec![first, second, kernel[0], kernel[1]]);
        let bias = filled(vec![filters]);
        let transposed = transposed.then_some([0, 0]);
        let op = Op::Conv(Conv {
            weight,
            bias,
            window,
            groups,
            mode: PaddingMode::Zeros,
            transposed,
        });

        Layer::new("conv1".to_owned(), op, Shape::maps([channels, 5, 5])).unwrap()
    }

    #[test]
    fn the_worked_example_has_fifty_six_parameters() {
        let layer = conv(2, 3, 1, [3, 3], false);
        assert_eq!(parameters(&layer).as_deref(), Some("2 × (3·3·3 + 1) = 56"));
        assert_eq!(dense_parameters(&layer), "75 × 18 + 18 = 1368");
        assert_eq!(
            operations(&layer, Language::English),
            "27 × 18 cells = 486 multiplications, and as many additions"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_it_comes_to(
            [filters, channels, groups] in [1usize..4, 1usize..4, 1usize..3], kernel in [1usize..4, 1usize..4], transposed: bool,
        ) {
            let layer = conv(filters * groups, channels * groups, groups, kernel, transposed);
            let said = parameters(&layer).unwrap();
            let numbers: Vec<usize> = said.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
            let &[filters, rows, columns, depth, one, total] = &numbers[..] else { panic!("{said}") };
            prop_assert_eq!(filters * (rows * columns * depth + one), total);
            prop_assert_eq!(total, layer.op.tensors().iter().map(|(_, tensor)| tensor.count()).sum::<usize>());
        }
    }
}
