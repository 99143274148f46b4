//! What is said above a picture of counts: what it is, and what is to be seen.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::board::Board;
use super::super::canvas::Canvas;
use super::super::plane;
use super::super::theme::Role;
use super::counts::Counts;
use super::drawn::Drawn;
use crate::app::App;
use crate::text;

/// Between what a picture is and whether it is so now, and between two facts.
const BLANK: &str = "  ";
pub(super) const DOT: &str = " · ";

/// The same in little room.
pub(super) const COMMA: &str = ", ";

/// `4`, or `0–1` where cells of one kind are not all read equally often.
fn counted([least, most]: [u64; 2]) -> String {
    if least == most {
        most.to_string()
    } else {
        format!("{least}–{most}")
    }
}

impl Counts {
    /// Columns of its heading, with so much between two facts.
    pub(super) fn heading(&self, app: &App, drawn: Drawn, between: &str) -> u16 {
        let facts = self.facts(app, &self.whole(drawn)).join(between);

        self.called(app).max(facts.width() as u16)
    }

    /// Columns of what it is called.
    pub(super) fn called(&self, app: &App) -> u16 {
        self.name(app).join(BLANK).trim_end().width() as u16
    }

    /// What is read how often, and what comes out; where only a part is seen, which.
    fn facts(&self, app: &App, board: &Board) -> Vec<String> {
        let language = app.language();
        let [height, width] = self.extent();
        let is_whole = board.rows.len() == height && board.columns.len() == width;

        if app.hidden().size() {
            Vec::new()
        } else if is_whole {
            self.whole_facts(app)
        } else {
            let [rows, columns] =
                [0, 1].map(|dim| self.cells(dim, [&board.rows, &board.columns][dim]));
            let mut facts = Vec::from(
                language.part_seen([&rows, &columns], [self.rows.len(), self.columns.len()]),
            );

            facts.extend(self.whole_facts(app));
            facts
        }
    }

    /// `0–11 × 42–47 / 48×48`: the rows and the columns that are seen, where these are not all, in little room.
    fn part(&self, board: &Board) -> Option<String> {
        let [height, width] = self.extent();
        let is_whole = board.rows.len() == height && board.columns.len() == width;
        let range = |dim, places| {
            let cells = self.cells(dim, places);
            format!("{}–{}", cells.start, cells.end - 1)
        };

        (!is_whole).then(|| {
            let [rows, columns] = [range(0, &board.rows), range(1, &board.columns)];
            format!(
                "{rows} × {columns} / {}×{}",
                self.rows.len(),
                self.columns.len()
            )
        })
    }

    /// The cells at some places along an axis, padding left out.
    fn cells(&self, dim: usize, places: &Range<usize>) -> Range<usize> {
        let before = self.before()[dim];
        let length = [self.rows.len(), self.columns.len()][dim];
        let first = places.start.saturating_sub(before).min(length - 1);
        let end = places.end.saturating_sub(before).min(length);

        first..end.max(first + 1)
    }

    /// How often corners and middle are read, and what comes out; of one of several inputs its shape, of a vector nothing: their
    /// cells are all alike.
    fn whole_facts(&self, app: &App) -> Vec<String> {
        if let Some(from) = self.source {
            return vec![self.layer.sources[from.source].shape.to_string()];
        }

        if self.numbers.is_some() {
            return Vec::new();
        }

        let [corner, middle] = [text::corners_read, text::middle_read]
            .map(|read| counted(read(&self.rows, &self.columns)));
        let is_line = self.layer.reads_a_line();

        app.language()
            .coverage_facts([&corner, &middle], is_line, &self.output())
            .into()
    }

    /// Rows and columns of what comes out, or its numbers.
    fn output(&self) -> String {
        let output = self.layer.output;
        let [_, rows, columns] = output.dims();

        if output.is_vector() {
            output.to_string()
        } else {
            format!("{rows}×{columns}")
        }
    }

    /// What it is, `padding 1`, and whether the layer is so; of one of several inputs, what puts it out: `x0[2]  conv1`.
    fn name(&self, app: &App) -> [String; 2] {
        if let Some(from) = self.source {
            let [_, title] = plane::cell_names(app, from);
            return [title, String::new()];
        }

        let language = app.language();
        let window = self.layer.op.window().filter(|_| self.layer.slides());
        let name = match window {
            Some(window) => format!(
                "{} {}",
                language.padding(),
                bars::sides(&window.padding, language)
            ),
            None => language.outputs_that_read_in_short().to_owned(),
        };

        let now = if self.is_now && window.is_some() {
            language.now_sign()
        } else {
            ""
        };

        [name, now.to_owned()]
    }

    /// `padding 1  ◀ now` and `corner 4 · middle 9 · output 5×5`, or as many of these facts as there is room for.
    pub(super) fn head(&self, app: &App, area: Rect, board: &Board, canvas: &mut Canvas) {
        let styles = canvas.styles;
        let [name, now] = self.name(app);
        let end = canvas.text(area.x, area.y, &name, styles.of(Role::Title));
        let next = end + BLANK.len() as u16;
        canvas.text(next, area.y, &now, styles.of(Role::Message));

        let facts = self.facts(app, board);
        let mut shorter: Vec<String> = (0..facts.len())
            .rev()
            .map(|last| facts[..=last].join(DOT))
            .collect();

        // Of a part, rows are not told without columns.
        match (self.part(board), shorter.last_mut()) {
            (Some(part), Some(rows)) => *rows = part,
            _ => shorter.insert(shorter.len().min(1), facts.join(COMMA)),
        }

        let label = styles.of(Role::Label);
        canvas.fitting([area.x, area.y + 1], area.width, &shorter, label);
    }
}
