//! The output size, with its numbers put into the formula.

mod formula;

use super::Language;
use crate::nn::{Axis, Dim, Layer};
pub use formula::{SizeFormula, SizePart, Term};

/// How a layer's output size comes about: `(5 + 2·1 − 3) / 2 + 1 = 3`, for each axis where the two differ. `None` for
/// layers that have no window.
#[must_use]
pub fn output_size(layer: &Layer, language: Language) -> Option<String> {
    said(layer, axis, language)
}

/// The same with the results asked for: `(5 + 2·1 − 3) / 2 + 1 = ?`.
#[must_use]
pub fn output_size_asked(layer: &Layer, language: Language) -> Option<String> {
    said(layer, asked, language)
}

fn said(layer: &Layer, formula: fn(&Layer, Dim) -> String, language: Language) -> Option<String> {
    layer.op.window()?;
    let down = formula(layer, Dim::Rows);
    let along = formula(layer, Dim::Columns);

    Some(if down == along {
        language.output_size(&down)
    } else {
        language.output_sizes(&down, &along)
    })
}

/// The formula of the output size, part by part; where the two axes differ, that of the rows, but of the columns where the
/// input is one row. `None` for layers that have no window.
#[must_use]
pub fn size_formula(layer: &Layer, language: Language) -> Option<SizeFormula> {
    layer.op.window()?;
    let dim = Dim::longest(layer.rows.input);

    Some(SizeFormula::new(layer, dim, language))
}

/// Whether one formula says the size both down and along.
#[must_use]
pub fn has_one_size(layer: &Layer) -> bool {
    layer.rows.input == 1 || axis(layer, Dim::Rows) == axis(layer, Dim::Columns)
}

/// What a stride that does not divide leaves over, if it does: the rows and columns that no window reads.
#[must_use]
pub fn left_over(layer: &Layer, language: Language) -> Option<String> {
    layer.op.window()?;
    let axes = [&layer.rows, &layer.columns];
    let [rows, columns] = axes.map(Axis::left_over);
    let is_padded = [&layer.rows, &layer.columns]
        .iter()
        .any(|axis| axis.extent > axis.input);

    // Where cells between windows are left out, too, it is said how many there are in all.
    if axes.map(Axis::unread) != [rows, columns] {
        let all: usize = axes.iter().map(|axis| axis.extent).product();
        let read: usize = axes
            .iter()
            .map(|axis| axis.extent - axis.unread())
            .product();
        return Some(language.padded_cells_unread(all - read, all, is_padded));
    }

    (rows + columns > 0).then(|| language.left_over([rows, columns], is_padded))
}

/// One axis, 0 down or 1 along: `(5 + 2·1 − 3) / 2 + 1 = 3`.
pub(super) fn axis(layer: &Layer, dim: Dim) -> String {
    SizeFormula::new(layer, dim, Language::default()).written()
}

/// The same without the result: `(5 + 2·1 − 3) / 2 + 1 = ?`.
pub(super) fn asked(layer: &Layer, dim: Dim) -> String {
    SizeFormula::new(layer, dim, Language::default()).asked()
}

/// What an axis's size comes from: `input 5, kernel 3, stride 2, padding 1`.
pub(super) fn given(layer: &Layer, dim: Dim, language: Language) -> String {
    let axis = [&layer.rows, &layer.columns][dim];
    let dilation = layer.op.window().map_or(1, |window| window.dilation[dim]);
    let pads = axis.pads();
    let padding = if pads.before == pads.after {
        pads.before.to_string()
    } else {
        format!("{} + {}", pads.before, pads.after)
    };

    let numbers = [layer.input().dims()[dim.level()], axis.kernel, axis.stride];
    language.size_given(
        numbers,
        &padding,
        Some(dilation).filter(|&dilation| dilation > 1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::{Conv, Op, Padding, PaddingMode, Shape, Source, Tensor, Window};
    use std::sync::Arc;

    fn conv(stride: usize, padding: usize, dilation: usize) -> Layer {
        let window = Window {
            kernel: [3; 2],
            stride: [stride; 2],
            padding: Padding::even(padding),
            dilation: [dilation; 2],
            is_line: false,
        };

        let op = Op::Conv(Conv {
            weight: Arc::new(Tensor::fill(vec![2, 3, 3, 3], 1.0)),
            bias: Some(Arc::new(Tensor::fill(vec![2], 0.0))),
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed: None,
        });

        Layer::new(
            "conv1".to_owned(),
            op,
            &[Source::input(Shape::maps([3, 5, 5]))],
        )
        .unwrap()
    }

    #[test]
    fn the_formula_has_its_numbers_in_it() {
        let check = |stride, padding, dilation, formula: &str| {
            let said = output_size(&conv(stride, padding, dilation), Language::English);
            assert_eq!(said.as_deref(), Some(formula));
        };

        check(2, 1, 1, "Output size (5 + 2·1 − 3) / 2 + 1 = 3");
        check(3, 1, 1, "Output size (5 + 2·1 − 3) / 3 + 1 ≈ 2.33 → 2");
        check(1, 0, 2, "Output size (5 − 2·(3 − 1) − 1) / 1 + 1 = 1");
    }

    #[test]
    fn every_part_of_the_formula_is_explained() {
        let check = |stride, padding, dilation, wanted: &str| {
            let formula = size_formula(&conv(stride, padding, dilation), Language::English);
            let said: Vec<String> = formula
                .expect("a window")
                .parts()
                .map(|part| format!("{}: {}", part.written().trim(), part.means))
                .collect();
            assert_eq!(said.join("; "), wanted);
        };

        check(
            2,
            1,
            1,
            "5: the input; + 2·1: padding on both sides; − 3: the kernel, at the first window; \
            / 2: one more window per stride, rounded down; + 1: the first window",
        );

        check(
            1,
            0,
            2,
            "5: the input; − 2·(3 − 1) − 1: the kernel, its 3 taps 2 apart, at the first window; \
            / 1: one more window per cell; + 1: the first window",
        );
    }

    #[test]
    fn cells_that_no_window_reads_are_told() {
        assert_eq!(left_over(&conv(2, 1, 1), Language::English), None);
        assert_eq!(
            left_over(&conv(4, 1, 1), Language::English).as_deref(),
            Some("no window reads 13 of 49 padded cells")
        );

        let said = left_over(&conv(3, 1, 1), Language::English);
        assert_eq!(
            said.as_deref(),
            Some("no window reads the last padded row and column")
        );
    }
}
