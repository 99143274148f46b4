//! How often the cells of an input are read, in words.

use super::Language;
use crate::nn::{Axis, Layer, Padding};

/// What a layer's windows make of its input: how often corners and middle are read, what padding does to the corners, and
/// how many cells are read by no window.
#[must_use]
pub fn coverage(layer: &Layer, language: Language) -> String {
    if layer.op.window().is_none() {
        let name = &layer.name;
        return language.pick(
            format!("{name} has no window that slides: it reads every cell equally often."),
            format!("{name} 没有滑动的窗口：每格被读的次数相同。"),
        );
    }

    let counts = Counts::new(layer);
    let stop = language.pick(".", "。");

    [
        counts.corners(language),
        lifted(layer, &counts, language),
        stop.to_owned(),
        counts.unread(language),
    ]
    .concat()
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

    /// How often the corners are read: the least, and the most.
    fn of_corners(&self) -> [u64; 2] {
        let ends = |counts: &[u64]| [counts[0], counts[counts.len() - 1]];
        let corners = ends(&self.rows)
            .into_iter()
            .flat_map(|row| ends(&self.columns).map(|column| row * column));

        [
            corners.clone().min().unwrap_or(0),
            corners.max().unwrap_or(0),
        ]
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

    fn corners(&self, language: Language) -> String {
        let [least, most] = self.range();
        let [low, high] = self.of_corners();

        if most == 0 {
            return language.pick("No cell is read", "没有一格被读").to_owned();
        }

        if least == most {
            return language.pick(
                format!("Every cell is read {}", times(most)),
                format!("每格都被读 {most} 次"),
            );
        }

        if low == most {
            return language.pick(
                format!("Corner cells are read {}, as often as any", times(low)),
                format!("角上的格被读 {low} 次，与最多的一样"),
            );
        }

        let middle = self.rows[self.rows.len() / 2] * self.columns[self.columns.len() / 2];
        let (others, zh) = if middle == most {
            ("the middle", "中间")
        } else {
            ("others up to", "其余最多")
        };

        let (corners, zh_corners) = if low == high {
            (times(low), low.to_string())
        } else {
            (format!("{low} to {high} times"), format!("{low} 到 {high}"))
        };

        language.pick(
            format!("Corner cells are read {corners}, {others} {}", times(most)),
            format!("角上的格被读 {zh_corners} 次，{zh} {most} 次"),
        )
    }

    fn unread(&self, language: Language) -> String {
        let read = |counts: &[u64]| counts.iter().filter(|&&count| count > 0).count();
        let total = self.rows.len() * self.columns.len();

        match total - read(&self.rows) * read(&self.columns) {
            0 => String::new(),
            unread => {
                let verb = if unread == 1 { "is" } else { "are" };
                language.pick(
                    format!(" {unread} of {total} cells {verb} read by no window."),
                    format!("{total} 格中有 {unread} 格没有窗口读取。"),
                )
            }
        }
    }
}

/// What padding does to the corner where the first window begins: `; padding 1 lifts the corners to 4 from 1`. Nothing
/// where there is none, where it changes nothing, and where no window would fit without it.
fn lifted(layer: &Layer, counts: &Counts, language: Language) -> String {
    let Some(bare) = without_padding(layer) else {
        return String::new();
    };

    let now = counts.first();
    let before = bare.first();

    if now == before {
        return String::new();
    }

    let padding = padding(layer);
    let (does, zh) = if now > before {
        ("lifts", "升到")
    } else {
        ("lowers", "降到")
    };

    let [low, high] = counts.of_corners();
    let (which, zh_which) = if low == high {
        ("the corners", "角")
    } else {
        ("the first corner", "第一个角")
    };

    let space = if padding.is_empty() { "" } else { " " };

    language.pick(
        format!("; padding{padding} {does} {which} to {now} from {before}"),
        format!("；填充{padding}{space}让{zh_which}从 {before} 次{zh} {now} 次"),
    )
}

/// How often cells would be read without padding; `None` where there is none, or where no window would fit.
fn without_padding(layer: &Layer) -> Option<Counts> {
    let mut op = layer.op.clone();
    op.window_mut()?.padding = Padding::even(0);
    let bare = Layer::new(layer.name.clone(), op, layer.input).ok()?;

    (bare.rows != layer.rows || bare.columns != layer.columns).then(|| Counts::new(&bare))
}

/// ` 1`, where all sides have the same.
fn padding(layer: &Layer) -> String {
    let sides = match layer.op.window().map(|window| window.padding) {
        Some(Padding::Sides(sides)) => sides,
        _ => [&layer.rows, &layer.columns].map(Axis::pads),
    };

    let n = sides[0].before;
    let even = sides.iter().all(|side| [side.before, side.after] == [n, n]);

    if even { format!(" {n}") } else { String::new() }
}

fn times(count: u64) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::nn::{Conv, Op, PaddingMode, Shape, Tensor, Window};

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
        };

        let weight = Arc::new(Tensor::fill(vec![1, 1, 3, 3], 1.0));
        let bias = Arc::new(Tensor::fill(vec![1], 0.0));
        let op = Op::Conv(Conv {
            weight,
            bias,
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed,
        });

        let layer = Layer::new("conv1".to_owned(), op, Shape::maps([1, size, size])).unwrap();

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
            "Corner cells are read 4 times, the middle 9 times; padding 1 lifts the corners to 4 from 1.",
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
            "Corner cells are read 0 to 1 times, the middle once. 16 of 25 cells are read by no window.",
        );

        check(
            said(3, 1, 1, 1, Some([0, 0])),
            "Corner cells are read 4 times, the middle 9 times; padding 1 lowers the corners to 4 from 9.",
        );
    }
}
