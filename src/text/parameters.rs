//! Parameters and what is computed with them, written out.

use super::Language;
use crate::nn::{Finish, Fold, Layer, Take};

/// How a layer's parameters come about: `2 × (3·3·3 + 1) = 56`, filters by kernel rows, columns and depth, and one bias
/// each where it has some; of a norm a scale and a shift for each channel, `64 × 2 = 128`. `None` where it has none.
#[must_use]
pub fn parameters(layer: &Layer) -> Option<String> {
    let total = layer.parameters();
    let outputs = layer.output.dims()[0];
    let [open, close] = if layer.has_biases() {
        ["(", " + 1)"]
    } else {
        [""; 2]
    };

    match &layer.op {
        _ if layer.is_dense() => Some(format!(
            "{outputs} × {open}{}{close} = {total}",
            layer.input().count()
        )),
        op if op.weight().is_some() => {
            let [rows, columns] = layer.kernel();
            let depth = layer.groups();
            Some(format!(
                "{outputs} × {open}{rows}·{columns}·{depth}{close} = {total}"
            ))
        }
        _ if total == 0 => None,
        op => Some(match op.trained().len() {
            1 => total.to_string(),
            each => format!("{} × {each} = {total}", total / each),
        }),
    }
}

/// The parameters of a dense layer that would make the same output: `75 × 18 + 18 = 1368`.
#[must_use]
pub fn dense_parameters(layer: &Layer) -> String {
    let inputs = layer.input().count();
    let outputs = layer.output.count();
    let total = layer.dense_parameters();
    let biases = if layer.has_biases() {
        format!(" + {outputs}")
    } else {
        String::new()
    };

    format!("{inputs} × {outputs}{biases} = {total}")
}

/// What a layer computes, counted: multiplications are those with weights, as the network's are.
#[must_use]
pub fn operations(layer: &Layer, language: Language) -> String {
    let cells = layer.output.count();
    let taps = (layer.groups() * layer.taps()) as u64;
    let in_all = |each: u64| each.saturating_mul(cells);
    let form = layer.op.form();
    let is_trained = !layer.op.trained().is_empty();

    match (form.take, form.taps, form.finish) {
        (Take::Product, ..) if layer.op.weight().is_some() => multiplications(layer, language),
        (Take::Product, ..) => language.mixtures(taps, cells),
        (_, Fold::Max, _) => language.comparisons(taps - 1, cells, in_all(taps - 1)),
        (Take::Source, ..) => language.element_wise(layer.sources.len(), cells),
        (.., Finish::Mean) => language.additions_of_means(taps - 1, cells, in_all(taps - 1)),
        (.., Finish::Function) if layer.op.activation(0).is_none() => {
            language.normalisations(cells, is_trained)
        }
        (.., Finish::Standard) => language.normalisations(cells, is_trained),
        (.., Finish::Function | Finish::Response) => language.functions(cells),
        (Take::Exponential, ..) => language.exponentials(cells),
        (Take::Cell | Take::Square, ..) => language.nothing_computed().to_owned(),
    }
}

/// Those with weights, of each cell and in all; with one addition fewer than products, and one for the bias.
fn multiplications(layer: &Layer, language: Language) -> String {
    let all = layer.multiplications();
    let cells = if layer.op.is_transposed() {
        layer.input().count()
    } else {
        layer.output.count()
    };

    language.multiplications(all / cells.max(1), cells, all)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::nn::{Conv, Op, Padding, PaddingMode, Shape, Source, Tensor, Window};

    /// A convolution of `filters` on maps of 5 x 5.
    fn conv(
        filters: usize,
        channels: usize,
        groups: usize,
        kernel: [usize; 2],
        transposed: bool,
        has_bias: bool,
    ) -> Layer {
        let filled = |shape: Vec<usize>| Arc::new(Tensor::fill(shape, 1.0));
        let window = Window {
            kernel,
            stride: [2; 2],
            padding: Padding::even(1),
            dilation: [1; 2],
            is_line: false,
        };

        let [first, second] = if transposed {
            [channels, filters / groups]
        } else {
            [filters, channels / groups]
        };

        let weight = filled(vec![first, second, kernel[0], kernel[1]]);
        let bias = has_bias.then(|| filled(vec![filters]));
        let transposed = transposed.then_some([0, 0]);
        let op = Op::Conv(Conv {
            weight,
            bias,
            window,
            groups,
            mode: PaddingMode::Zeros,
            transposed,
        });

        Layer::new(
            "conv1".to_owned(),
            op,
            &[Source::input(Shape::maps([channels, 5, 5]))],
        )
        .unwrap()
    }

    #[test]
    fn the_worked_example_has_fifty_six_parameters() {
        let layer = conv(2, 3, 1, [3, 3], false, true);
        assert_eq!(parameters(&layer).as_deref(), Some("2 × (3·3·3 + 1) = 56"));
        assert_eq!(dense_parameters(&layer), "75 × 18 + 18 = 1368");
        assert_eq!(
            operations(&layer, Language::English),
            "27 × 18 cells = 486 multiplications by weights"
        );
    }

    #[test]
    fn without_biases_none_are_counted() {
        let layer = conv(2, 3, 1, [3, 3], false, false);
        assert_eq!(parameters(&layer).as_deref(), Some("2 × 3·3·3 = 54"));
        assert_eq!(dense_parameters(&layer), "75 × 18 = 1350");
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_it_comes_to(
            [filters, channels, groups] in [1usize..4, 1usize..4, 1usize..3], kernel in [1usize..4, 1usize..4],
            transposed: bool, has_bias: bool,
        ) {
            let layer = conv(filters * groups, channels * groups, groups, kernel, transposed, has_bias);
            let said = parameters(&layer).unwrap();
            let numbers: Vec<usize> = said.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
            let (each, total) = match numbers[..] {
                [filters, rows, columns, depth, total] if !has_bias => (filters * rows * columns * depth, total),
                [filters, rows, columns, depth, one, total] => (filters * (rows * columns * depth + one), total),
                _ => panic!("{said}"),
            };
            prop_assert_eq!(each, total);
            prop_assert_eq!(total, layer.op.tensors().iter().map(|(_, tensor)| tensor.count()).sum::<usize>());
        }
    }
}
