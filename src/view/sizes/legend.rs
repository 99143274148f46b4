//! What is marked beside a weight, what is grey, and what colours mean there.

use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::super::canvas::Canvas;
use super::super::theme::{Role, Styles};
use super::sharing::Sharing;

impl Sharing<'_> {
    /// Writes the legend after a heading; where it has no room there, below that.
    pub(super) fn tell(&self, area: Rect, [after, y]: [u16; 2], canvas: &mut Canvas) {
        let between = self.app.language().semicolon();
        let label = canvas.styles.of(Role::Label);
        let legend = self.legend(canvas.styles);
        let wide = |(samples, words): &(Vec<Color>, &str)| {
            let blank = usize::from(!samples.is_empty());
            samples.len() + blank + words.width() + between.width()
        };

        let wide: usize = legend.iter().map(wide).sum();
        let room = usize::from(area.right().saturating_sub(after));
        let [mut x, y] = if wide <= room + between.width() {
            [after, y]
        } else {
            [area.x, y + 1]
        };

        for (at, (samples, words)) in legend.iter().enumerate() {
            let before = if at > 0 { between } else { "" };
            x = canvas.text(x, y, before, label);

            for colour in samples {
                x = canvas.text(x, y, "■", Style::new().fg(*colour));
            }

            x += u16::from(!samples.is_empty());
            canvas.clipped(x, y, area.right().saturating_sub(x), words, label);
            x += words.width() as u16;
        }
    }

    /// What is marked, what is grey, and what stands for numbers below zero, with samples of its colours: where there are no numbers
    /// that say so.
    fn legend(&self, styles: Styles) -> Vec<(Vec<Color>, &'static str)> {
        if self.drawn.has_numbers() {
            return Vec::new();
        }

        let language = self.app.language();
        let is_weight = self.followed.subject.weight().is_some();
        let below = [
            (self.has_negative_weights(), Role::Filter),
            (self.has_negative_inputs(), Role::Input),
        ];

        let below = below
            .into_iter()
            .filter(|(is_there, _)| *is_there && styles.is_fine());
        let below: Vec<Color> = below.map(|(_, role)| styles.dot(role, -1.0)).collect();

        [
            (is_weight, Vec::new(), language.marked_cells()),
            (self.is_pending(), Vec::new(), language.grey_cells()),
            (!below.is_empty(), below, language.below_zero()),
        ]
        .into_iter()
        .filter(|(is_there, ..)| *is_there)
        .map(|(_, samples, words)| (samples, words))
        .collect()
    }

    /// Whether some of the map is yet to come.
    fn is_pending(&self) -> bool {
        let map = self.app.place().cell[0];
        let [rows, columns] = self.followed.output.size;
        let last = (0..columns).rev().find_map(|column| {
            let at = [rows - 1, column];
            self.followed.output.cell(map, at)
        });

        last.is_some_and(|last| !self.app.is_made(last))
    }

    /// Whether the kernel is a picture in which a weight is below zero.
    fn has_negative_weights(&self) -> bool {
        let is_picture = !self.kernel_drawn.has_numbers();
        let chosen = self.weights.as_ref().filter(|_| is_picture);

        chosen.is_some_and(|(chosen, _)| {
            (0..self.app.layer().taps()).any(|tap| self.number(*chosen, tap) < 0.0)
        })
    }

    /// Whether a number of a plane that is no photograph is below zero.
    fn has_negative_inputs(&self) -> bool {
        let mut planes = self.met.iter();

        planes.any(|(read, board)| {
            let input = self.input(board).filter(|_| self.photo_of(*read).is_none());
            let rows = board.rows.clone().step_by(board.step);
            let columns = board.columns.clone().step_by(board.step);
            let mut places = rows.flat_map(|row| columns.clone().map(move |column| [row, column]));

            input.is_some_and(|input| {
                places.any(|at| {
                    let number = self.input_number(*read, at, Some(&input));
                    number.is_some_and(|number| number < 0.0)
                })
            })
        })
    }
}
