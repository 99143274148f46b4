//! Where one weight is used, in words.

use super::Language;
use crate::nn::{Finish, Layer, Op, Reach, Sharing, Take};

/// What a weight of a filter multiplies and contributes to, against a dense layer's weights.
#[must_use]
pub fn sharing(layer: &Layer, map: usize, group: usize, tap: usize, language: Language) -> String {
    let Some(Sharing { met, made }) = layer.sharing(tap) else {
        return weightless(layer, language);
    };

    let weight = weight(layer, map, group, tap, language);

    if layer.is_dense() {
        return language.weight_of_dense_layer(&weight, group * layer.taps() + tap, map);
    }

    let channel = layer.channel(map, group);
    let [_, rows, columns] = layer.output.dims();

    if made == 0 {
        return language.weight_on_padding(&weight, channel);
    }

    language.weight_shared(&weight, channel, met, map, [made, rows * columns])
}

/// Why a layer has no weight to choose.
#[must_use]
pub fn weightless(layer: &Layer, language: Language) -> String {
    let name = &layer.name;
    let form = layer.op.form();

    match (form.finish, &layer.op) {
        _ if layer.op.reads_nothing() => language.reads_no_cell(name),
        (_, Op::Concat) => {
            let depths = layer.sources.iter().map(|source| source.shape.dims()[0]);
            let depths: Vec<String> = depths.map(|depth| depth.to_string()).collect();
            let total = layer.output.dims()[0];
            language.concat_has_no_weights(name, &format!("{} = {total}", depths.join(" + ")))
        }
        (_, Op::Resize(_)) => language.resize_has_no_weights(name, layer.input(), layer.output),
        (_, Op::PRelu(slopes)) => language.slopes_without_window(name, slopes.count()),
        (_, Op::Norm(norm)) if norm.weight.is_some() || norm.bias.is_some() => {
            language.norm_has_no_window(name)
        }
        (_, _) if !form.is_elementwise() && form.take == Take::Cell => {
            language.pool_has_no_weights(name)
        }
        (Finish::Function, _) if layer.op.activation(0).is_none() => {
            language.norm_has_no_window(name)
        }
        (Finish::Plain, _) if layer.op.reach() == Reach::Moved => {
            language.flatten_has_no_weights(name)
        }
        _ if layer.input() != layer.output => {
            language.resize_has_no_weights(name, layer.input(), layer.output)
        }
        _ => language.function_has_no_weights(name),
    }
}

/// What a weight is called, as the filter is written: `w0[1] row 0, column 2`; of a dense layer, `w0[17]`.
#[must_use]
pub(super) fn weight(
    layer: &Layer,
    map: usize,
    group: usize,
    tap: usize,
    language: Language,
) -> String {
    if layer.is_dense() {
        return format!("w{map}[{}]", group * layer.taps() + tap);
    }

    let [row, column] = layer.written(tap);
    format!("w{map}[{group}] {}", language.row_and_column(row, column))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Conv, Linear, Op, Padding, PaddingMode, Shape, Source, Tensor, Window};
    use crate::scenario::{Request, load};

    fn conv(size: usize, padding: usize) -> Layer {
        let window = Window {
            kernel: [3; 2],
            stride: [2; 2],
            padding: Padding::even(padding),
            dilation: [1; 2],
            is_line: false,
        };

        let weight = Arc::new(Tensor::fill(vec![2, 3, 3, 3], 1.0));
        let bias = Arc::new(Tensor::fill(vec![2], 0.0));
        let op = Op::Conv(Conv {
            weight,
            bias: Some(bias),
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed: None,
        });

        Layer::new(
            "conv1".to_owned(),
            op,
            &[Source::input(Shape::maps([3, size, size]))],
        )
        .unwrap()
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
            "w0[1] row 1, column 1 multiplies 9 cells of x[1] and contributes to all 9 cells of o[0]: \
            one shared weight where a dense layer needs 9.",
        );

        check(
            5,
            1,
            [1, 0, 2],
            "w1[0] row 0, column 2 multiplies 4 cells of x[0] and contributes to 4 of the 9 cells of o[1]: \
            one shared weight where a dense layer needs 4.",
        );

        check(
            3,
            0,
            [0, 0, 0],
            "w0[0] row 0, column 0 multiplies 1 cell of x[0] and contributes to the one cell of o[0]: \
            used once, as in a dense layer.",
        );

        check(
            1,
            1,
            [0, 2, 0],
            "w0[2] row 0, column 0 multiplies no cell of x[2]: it only ever lies on padding.",
        );
    }

    /// The weight that a tap is multiplied with stands in the file at the row and column that are told.
    #[test]
    fn weights_of_a_transposed_convolution_are_called_as_they_are_written() {
        let mut layer = conv(5, 1);
        let Op::Conv(conv) = &mut layer.op else {
            unreachable!("a convolution");
        };

        conv.transposed = Some([0, 0]);

        for tap in 0..layer.taps() {
            let index = layer.weight_index(0, 0, tap).unwrap();
            let place = Language::English.row_and_column(index / 3, index % 3);

            assert_eq!(
                weight(&layer, 0, 0, tap, Language::English),
                format!("w0[0] {place}")
            );
        }
    }

    #[test]
    fn a_layer_without_weights_says_what_it_makes() {
        let check = |scenario: &str, name: &str, wanted: &str| {
            let scenario = load(scenario, &Request::default()).expect("a scenario");
            let mut layers = scenario.network.layers.iter();
            let layer = layers.find(|layer| layer.name == name).expect("a layer");
            assert_eq!(weightless(layer, Language::English), wanted);
        };

        check(
            "unet",
            "skip",
            "skip has no window and no weights: the channels of its inputs stand one after the other, 2 + 1 = 3.",
        );
        check(
            "unet",
            "up",
            "up has no weights to train: it makes 4×4×1 of 2×2×1.",
        );
    }

    #[test]
    fn a_dense_layer_shares_nothing() {
        let weight = Arc::new(Tensor::fill(vec![2, 12], 1.0));
        let bias = Arc::new(Tensor::fill(vec![2], 0.0));
        let layer = Layer::new(
            "linear1".to_owned(),
            Op::Linear(Linear {
                weight,
                bias: Some(bias),
            }),
            &[Source::input(Shape::vector(12))],
        )
        .unwrap();

        assert_eq!(
            sharing(&layer, 1, 0, 7, Language::English),
            "w1[7] multiplies one cell, x[7], and contributes to one, o[1]: a dense layer shares no weights."
        );
    }
}
