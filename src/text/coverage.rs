//! How often the cells of an input are read, in words.

use super::Language;
use crate::nn::{Axis, Layer, Padding};

/// What a layer's windows make of its input: how often corners and middle are read, what padding does to the corners, and
/// how many cells are read by no window.
#[must_use]
pub fn coverage(layer: &Layer, language: Language) -> String {
    if layer.op.reads_nothing() {
        return language.reads_no_cell(&layer.name);
    }

    let counts = Counts::new(layer);
    let [least, most] = counts.range();

    if layer.op.window().is_none() && least == most {
        return match layer.readers(0) {
            Some(first) if layer.readers(layer.input().dims()[0] / 2) != Some(first) => {
                language.reads_outer_channels_less(&layer.name)
            }
            _ => language.reads_all_alike(&layer.name),
        };
    }

    let read = format!(
        "{}{}{}",
        counts.corners(layer.reads_a_line(), language),
        changed(layer, &counts, language),
        language.stop()
    );

    match counts.unread() {
        [0, _] => read,
        [unread, all] => format!(
            "{read}{}{}",
            language.space(),
            language.cells_unread(unread, all, layer.slides())
        ),
    }
}

/// How often the corners are read, from how often cells along each axis are: the least, and the most.
#[must_use]
pub fn corners_read(rows: &[u64], columns: &[u64]) -> [u64; 2] {
    extremes([rows, columns].map(|counts| [counts[0], counts[counts.len() - 1]]))
}

/// The same of the cells in the middle: of an even number of rows or columns, both that are nearest to it.
#[must_use]
pub fn middle_read(rows: &[u64], columns: &[u64]) -> [u64; 2] {
    extremes(
        [rows, columns].map(|counts| [counts[(counts.len() - 1) / 2], counts[counts.len() / 2]]),
    )
}

/// The least and the most of the cells of two rows and two columns.
fn extremes([rows, columns]: [[u64; 2]; 2]) -> [u64; 2] {
    let least = |counts: [u64; 2]| counts[0].min(counts[1]);
    let most = |counts: [u64; 2]| counts[0].max(counts[1]);

    [least(rows) * least(columns), most(rows) * most(columns)]
}

/// How often the cells along each axis are read.
struct Counts {
    rows: Vec<u64>,
    columns: Vec<u64>,
}

impl Counts {
    fn new(layer: &Layer) -> Self {
        Self {
            rows: layer.rows.coverage(),
            columns: layer.columns.coverage(),
        }
    }

    /// The corner where the first window begins.
    fn first(&self) -> u64 {
        self.rows[0] * self.columns[0]
    }

    fn of_corners(&self) -> [u64; 2] {
        corners_read(&self.rows, &self.columns)
    }

    /// How often the cells that are read least and most are read.
    fn range(&self) -> [u64; 2] {
        let product =
            |row: Option<&u64>, column: Option<&u64>| row.unwrap_or(&0) * column.unwrap_or(&0);

        let rows = &self.rows;
        let columns = &self.columns;

        [
            product(rows.iter().min(), columns.iter().min()),
            product(rows.iter().max(), columns.iter().max()),
        ]
    }

    fn corners(&self, is_line: bool, language: Language) -> String {
        let [least, most] = self.range();
        let [low, high] = self.of_corners();

        if most == 0 {
            return language.no_cell_is_read().to_owned();
        }

        if least == most {
            return language.every_cell_is_read(most);
        }

        if low == most {
            return language.corners_are_read_most(low, is_line);
        }

        let middle = middle_read(&self.rows, &self.columns);

        language.corners_and_others([low, high], is_line, most, middle == [most; 2])
    }

    /// How many cells are read by no window, of how many.
    fn unread(&self) -> [usize; 2] {
        let read = |counts: &[u64]| counts.iter().filter(|&&count| count > 0).count();
        let all = self.rows.len() * self.columns.len();

        [all - read(&self.rows) * read(&self.columns), all]
    }
}

/// What padding does to the corner where the first window begins: `; padding 1 lifts the corners from 1 to 4`. Nothing
/// where there is none, where it changes nothing, and where no window would fit without it.
fn changed(layer: &Layer, counts: &Counts, language: Language) -> String {
    let Some(bare) = without_padding(layer) else {
        return String::new();
    };

    let now = counts.first();
    let before = bare.first();

    if now == before {
        return String::new();
    }

    let are_alike = |[low, high]: [u64; 2]| low == high;
    let all = are_alike(counts.of_corners()) && are_alike(bare.of_corners());
    let is_line = layer.reads_a_line();

    language.padding_changes_corners(padding(layer), (all, is_line), before, now)
}

/// How often cells would be read without padding; `None` where there is none, or where no window would fit.
fn without_padding(layer: &Layer) -> Option<Counts> {
    let mut op = layer.op.clone();
    op.window_mut()?.padding = Padding::even(0);
    let bare = Layer::new(layer.name.clone(), op, &layer.sources).ok()?;

    (bare.rows != layer.rows || bare.columns != layer.columns).then(|| Counts::new(&bare))
}

/// How much padding there is, where all sides have the same.
fn padding(layer: &Layer) -> Option<usize> {
    let sides = match layer.op.window().map(|window| window.padding) {
        Some(Padding::Sides(sides)) => sides,
        _ => [&layer.rows, &layer.columns].map(Axis::pads),
    };

    let n = sides[0].before;
    let even = sides.iter().all(|side| [side.before, side.after] == [n, n]);

    even.then_some(n)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Conv, Op, PaddingMode, Shape, Source, Tensor, Window};

    fn said(
        size: usize,
        stride: usize,
        padding: usize,
        dilation: usize,
        transposed: Option<[usize; 2]>,
    ) -> String {
        let window = Window {
            kernel: [3; 2],
            stride: [stride; 2],
            padding: Padding::even(padding),
            dilation: [dilation; 2],
            is_line: false,
        };

        let weight = Arc::new(Tensor::fill(vec![1, 1, 3, 3], 1.0));
        let bias = Arc::new(Tensor::fill(vec![1], 0.0));
        let op = Op::Conv(Conv {
            weight,
            bias: Some(bias),
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed,
        });

        let layer = Layer::new(
            "conv1".to_owned(),
            op,
            &[Source::input(Shape::maps([1, size, size]))],
        )
        .unwrap();

        coverage(&layer, Language::English)
    }

    #[test]
    fn corners_and_middle_are_told_and_what_padding_does_to_them() {
        let check = |said: String, wanted: &str| assert_eq!(said, wanted);
        check(
            said(5, 1, 0, 1, None),
            "Corner cells are read once, the middle 9 times.",
        );

        check(
            said(5, 1, 1, 1, None),
            "Corner cells are read 4 times, the middle 9 times; padding 1 lifts the corners from 1 to 4.",
        );

        check(
            said(7, 1, 0, 2, None),
            "Corner cells are read once, others up to 4 times.",
        );

        check(said(3, 3, 0, 1, None), "Every cell is read once.");
        check(
            said(5, 4, 1, 1, None),
            "Corner cells are read once, as often as any. 9 of 25 cells are read by no window.",
        );

        check(
            said(5, 3, 0, 1, None),
            "Corner cells are read at most once, the middle once. 16 of 25 cells are read by no window.",
        );

        // Of the four cells in the middle, one is read four times, two twice, and one once.
        check(
            said(6, 2, 1, 1, None),
            "Corner cells are read once, others up to 4 times.",
        );

        check(
            said(3, 1, 1, 1, Some([0, 0])),
            "Corner cells are read 4 times, the middle 9 times; padding 1 lowers the corners from 9 to 4.",
        );
    }
}
