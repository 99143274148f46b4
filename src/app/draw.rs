//! Drawing: strokes on an input that is a picture of one channel.

use std::sync::Arc;

use super::edit::LARGEST;
use super::{App, View};
use crate::nn::{Network, Numbers, Tensor};

/// What a stroke leaves on a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brush {
    /// The largest number of the file's picture; half as much on the four cells beside it, as pens leave it.
    Ink,
    /// The smallest number, on one cell.
    Eraser,
}

/// A stroke that is being drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    /// The cell that it has come to.
    last: [usize; 2],
    /// Whether it has changed anything, and so is what undo takes back.
    has_changed: bool,
    /// What it draws with: the smallest and the largest number. Looked for once, for a picture may be large.
    inks: [f32; 2],
}

impl App {
    /// Rows and columns of the input, if it is a picture that can be drawn on.
    #[must_use]
    pub fn canvas(&self) -> Option<[usize; 2]> {
        match *self.network().shape.levels() {
            [1, height, width] if height * width <= LARGEST => Some([height, width]),
            _ => None,
        }
    }

    /// Whether a stroke is being drawn.
    #[must_use]
    pub fn is_drawing(&self) -> bool {
        self.stroke.is_some()
    }

    /// Goes on with the stroke as far as a cell, or begins one there. All of a stroke is one change.
    pub(super) fn paint(&mut self, cell: [usize; 2], brush: Brush) {
        let Some(size) = self.canvas() else {
            return self.refuse_to_draw();
        };

        // Whoever draws wants to see what the network makes of it.
        self.look.reveals = true;

        if cell.iter().zip(size).any(|(&at, n)| at >= n) {
            return;
        }

        let begin = || Stroke {
            last: cell,
            has_changed: false,
            inks: self.inks(),
        };

        let stroke = self.stroke.unwrap_or_else(begin);
        let before = self.picture();
        let mut picture = before.clone();

        for at in line(stroke.last, cell) {
            brush.press(&mut picture, size, at, stroke.inks);
        }

        let has_changed = picture != before;

        if has_changed {
            self.show(picture, stroke.has_changed);
        }

        self.stroke = Some(Stroke {
            last: cell,
            has_changed: stroke.has_changed || has_changed,
            ..stroke
        });

        self.tell_verdict();
    }

    /// Takes everything off the picture.
    pub(super) fn clear(&mut self) {
        let Some([height, width]) = self.canvas() else {
            return self.refuse_to_draw();
        };

        let [least, _] = self.inks();
        let picture = vec![least; height * width];

        if picture != self.picture() {
            self.show(picture, false);
        }

        self.tell_verdict();
    }

    fn refuse_to_draw(&mut self) {
        self.news.message = Some(self.look.language.only_one_channel().to_owned());
    }

    fn picture(&self) -> Vec<f32> {
        let input = &self.network().input;
        (0..input.count()).map(|index| input.at(index)).collect()
    }

    /// Another picture in the place of the input, as one more change or in the place of the last.
    fn show(&mut self, picture: Vec<f32>, in_place: bool) {
        let input = Tensor::new(
            self.network().input.shape().to_vec(),
            Numbers::Values(picture),
        );

        let network = Arc::new(Network {
            input: Arc::new(input),
            ..self.network().clone()
        });

        if in_place {
            self.history.replace(network);
            self.go_on();
        } else {
            self.change(network);
        }
    }

    /// Tells what the network says to the picture, where it is not seen anyway.
    fn tell_verdict(&mut self) {
        let verdict = self
            .verdict()
            .filter(|_| self.look.view == View::Walk && !self.hidden().verdict());
        self.news.message = verdict.map(|(class, probability)| {
            let class = self.scenario().class(class);
            self.look.language.verdict(&class, probability)
        });
    }

    /// The smallest and the largest number of the picture that the file has; of an even one, its number and one more.
    fn inks(&self) -> [f32; 2] {
        let input = &self.file().network.input;
        let numbers = || (0..input.count()).map(|index| input.at(index));
        let least = numbers().fold(f32::INFINITY, f32::min);
        let most = numbers().fold(f32::NEG_INFINITY, f32::max);

        [least, if most > least { most } else { least + 1.0 }]
    }
}

impl Brush {
    fn press(
        self,
        picture: &mut [f32],
        [height, width]: [usize; 2],
        [row, column]: [usize; 2],
        [least, most]: [f32; 2],
    ) {
        let mut leave = |row: usize, column: usize, ink: f32| {
            if row < height && column < width {
                let cell = &mut picture[row * width + column];
                *cell = cell.max(ink);
            }
        };

        match self {
            Self::Eraser => picture[row * width + column] = least,
            Self::Ink => {
                // Whole numbers stay whole.
                let half = f32::midpoint(least, most);
                let half = if least.fract() == 0.0 && most.fract() == 0.0 {
                    half.ceil()
                } else {
                    half
                };

                leave(row, column, most);

                // What lies before the first is past every last.
                let above = row.wrapping_sub(1);
                let before = column.wrapping_sub(1);

                for [row, column] in [
                    [above, column],
                    [row, before],
                    [row, column + 1],
                    [row + 1, column],
                ] {
                    leave(row, column, half);
                }
            }
        }
    }
}

/// The cells of a straight stroke, both ends included: the mouse leaves some out when it is fast.
fn line(from: [usize; 2], to: [usize; 2]) -> impl Iterator<Item = [usize; 2]> {
    let far = from[0].abs_diff(to[0]).max(from[1].abs_diff(to[1]));
    let between = move |dim: usize, step: usize| {
        let a = from[dim] as i64;
        let b = to[dim] as i64;
        let far = far.max(1) as i64;
        let step = step as i64;

        // Rounded to the nearest cell.
        (a + ((b - a) * step * 2 + far).div_euclid(2 * far)) as usize
    };

    (0..=far).map(move |step| [between(0, step), between(1, step)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_no_cell_out() {
        let cells = |from, to| line(from, to).collect::<Vec<_>>();
        assert_eq!(cells([1, 1], [1, 1]), [[1, 1]]);
        assert_eq!(cells([0, 2], [3, 1]), [[0, 2], [1, 2], [2, 1], [3, 1]]);
        assert_eq!(cells([2, 0], [2, 3]), [[2, 0], [2, 1], [2, 2], [2, 3]]);
    }

    #[test]
    fn ink_is_soft_and_never_takes_any_away() {
        let mut picture = vec![0.0; 9];
        Brush::Ink.press(&mut picture, [3, 3], [0, 1], [0.0, 16.0]);
        assert_eq!(picture, [8.0, 16.0, 8.0, 0.0, 8.0, 0.0, 0.0, 0.0, 0.0]);
        Brush::Ink.press(&mut picture, [3, 3], [1, 1], [0.0, 16.0]);
        assert_eq!(picture, [8.0, 16.0, 8.0, 8.0, 16.0, 8.0, 0.0, 8.0, 0.0]);
        Brush::Eraser.press(&mut picture, [3, 3], [0, 1], [0.0, 16.0]);
        assert_eq!(picture[..3], [8.0, 0.0, 8.0]);
    }
}
