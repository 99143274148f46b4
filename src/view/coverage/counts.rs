//! How often each cell is read with a padding, and how that is drawn.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::bars;
use super::super::board::{Board, Look, Tile};
use super::super::canvas::Canvas;
use super::super::grid::around;
use super::super::theme::{Role, Styles};
use crate::app::App;
use crate::nn::{Axis, Layer, Op, Pad, Padding};

/// Lines of a picture's heading, a blank one included.
const HEAD: u16 = 3;

/// The most lines of a tile.
const LARGEST: u16 = 6;

/// The most values that a legend shows.
const MOST_VALUES: usize = 16;

/// How often each cell is read.
pub(super) struct Counts {
    layer: Layer,
    rows: Vec<u64>,
    columns: Vec<u64>,
    /// The largest of all counts.
    pub most: u64,
    /// Whether it is as the layer is.
    is_now: bool,
}

/// How the pictures are drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    look: Look,
    is_picture: bool,
    /// Whether only a part is seen.
    is_part: bool,
}

impl Drawn {
    /// As much as fits around the window, as small as numbers can be.
    pub(super) const PART: Self = Self {
        look: Look { wide: 4, halves: 2 },
        is_picture: false,
        is_part: true,
    };
}

/// The same layer without its padding, or, where it has none, with as much as keeps the size. `None` where that is the same.
pub(super) fn other(layer: &Layer) -> Option<Counts> {
    let mut op = layer.op.clone();

    if matches!(&op, Op::Conv(conv) if conv.transposed.is_some()) {
        return None;
    }

    let window = op.window_mut()?;
    let axes = [&layer.rows, &layer.columns];
    let is_padded = axes.iter().any(|axis| axis.extent > axis.input);
    let sides = axes.map(|axis| {
        let even = if is_padded {
            0
        } else {
            axis.dilation * (axis.kernel - 1) / 2
        };

        Pad {
            before: even,
            after: even,
        }
    });

    if !is_padded && sides == [Pad::default(); 2] {
        return None;
    }

    window.padding = Padding::Sides(sides);
    let changed = Layer::new(layer.name.clone(), op, &layer.sources).ok()?;

    Some(Counts::new(&changed, false))
}

impl Counts {
    pub(super) fn new(layer: &Layer, is_now: bool) -> Self {
        let rows = layer.rows.coverage();
        let columns = layer.columns.coverage();
        let most = rows.iter().max().unwrap_or(&1) * columns.iter().max().unwrap_or(&1);

        Self {
            layer: layer.clone(),
            rows,
            columns,
            most,
            is_now,
        }
    }

    /// Cells that the padding adds, for the order of two pictures.
    pub(super) fn padding(&self) -> usize {
        let axes = [&self.layer.rows, &self.layer.columns];
        axes.iter()
            .map(|axis| axis.extent.saturating_sub(axis.input))
            .sum()
    }

    /// The places along both axes, padding included.
    fn extent(&self) -> [usize; 2] {
        [&self.layer.rows, &self.layer.columns].map(|axis| {
            if axis.spread > 1 {
                axis.input
            } else {
                axis.extent.max(axis.input)
            }
        })
    }

    /// How many places of padding stand before the first cell.
    fn before(&self) -> [usize; 2] {
        [&self.layer.rows, &self.layer.columns].map(|axis| {
            if axis.spread > 1 {
                0
            } else {
                usize::try_from(axis.before).unwrap_or(0)
            }
        })
    }

    /// How often the cell at a place is read; `None` in padding.
    fn at(&self, place: [usize; 2]) -> Option<u64> {
        let before = self.before();
        let row = self.rows.get(place[0].checked_sub(before[0])?)?;
        let column = self.columns.get(place[1].checked_sub(before[1])?)?;

        Some(row * column)
    }

    /// Draws heading and counts; returns the columns that they take.
    pub(super) fn draw(&self, app: &App, area: Rect, drawn: Drawn, canvas: &mut Canvas) -> u16 {
        let window = self.window(app);
        let board = self.board(&window, area, drawn);
        let width = self.head(app, area, &board, canvas);
        let styles = canvas.styles;

        if self.is_now && !drawn.is_picture {
            Self::lattice(&board, &window, canvas);
        }

        board.draw(canvas, |place| {
            self.tile(app, styles, place, (&window, drawn))
        });

        if self.is_now && drawn.is_picture {
            Self::lattice(&board, &window, canvas);
        }

        board.width().max(width).min(area.width)
    }

    /// What stands at a place. In rows without gaps the window is one ground; elsewhere it is seen in the gaps.
    fn tile(
        &self,
        app: &App,
        styles: Styles,
        place: [usize; 2],
        (window, drawn): (&[Range<usize>; 2], Drawn),
    ) -> Tile {
        let is_compact = !drawn.is_picture && !drawn.look.is_tall();
        let is_in_window = self.is_now && (0..2).all(|way| window[way].contains(&place[way]));

        if app.hides_size() {
            return Tile {
                text: "?".to_owned(),
                style: styles.of(Role::Pending),
                ground: styles.blank(),
            };
        }

        match self.at(place) {
            Some(count) if is_compact && is_in_window => Tile {
                style: styles.in_window(),
                ground: None,
                ..tile(styles, count, self.most)
            },
            Some(count) if drawn.is_picture => Tile {
                text: String::new(),
                ..tile(styles, count, self.most)
            },
            Some(count) => tile(styles, count, self.most),
            None => Tile {
                text: if drawn.is_picture { "" } else { "·" }.to_owned(),
                style: styles.of(Role::Padding),
                ground: None,
            },
        }
    }

    /// Columns of the whole picture.
    pub(in super::super) fn wide(&self, drawn: Drawn) -> u16 {
        Board::wide(self.extent()[1], drawn.look)
    }

    fn lattice(board: &Board, window: &[Range<usize>; 2], canvas: &mut Canvas) {
        let [rows, columns] = window;

        if let Some(block) = board.around(rows, columns) {
            let styles = canvas.styles;
            let colour = Some(styles.lattice(true)).filter(|_| styles.has_colours());

            if board.is_picture {
                canvas.frame(block, colour);
            } else if board.look.is_tall() {
                canvas.fill(block, colour);
            } else {
                canvas.fill(block, styles.window_ground(true));
            }

            canvas.brackets(block);
        }
    }

    /// The places that the current window covers.
    fn window(&self, app: &App) -> [Range<usize>; 2] {
        let [_, row, column] = app.place().cell;
        let span = |axis: &Axis, window: usize| {
            if axis.spread > 1 {
                return axis.reads(&(window..window + 1));
            }

            axis.places(&(window..window + 1))
        };

        [
            span(&self.layer.rows, row.min(self.layer.rows.output - 1)),
            span(
                &self.layer.columns,
                column.min(self.layer.columns.output - 1),
            ),
        ]
    }

    fn board(&self, window: &[Range<usize>; 2], area: Rect, drawn: Drawn) -> Board {
        let [height, width] = self.extent();
        let lines = usize::from(area.height.saturating_sub(HEAD));
        let part = |window: &Range<usize>, all: usize, most: usize| {
            let start = window.start.min(all.saturating_sub(1));
            around(
                start..window.end.clamp(start + 1, all.max(1)),
                all,
                most.max(1),
            )
        };

        let most = [
            2 * lines / usize::from(drawn.look.halves),
            usize::from(area.width.saturating_sub(1)) / usize::from(drawn.look.wide),
        ];

        let [rows, columns] = if drawn.is_part {
            [
                part(&window[0], height, most[0]),
                part(&window[1], width, most[1]),
            ]
        } else {
            [0..height, 0..width]
        };

        Board {
            x: area.x,
            y: area.y + HEAD,
            rows,
            columns,
            look: drawn.look,
            step: 1,
            is_picture: drawn.is_picture,
        }
    }

    /// What is read how often, and what comes out; where only a part is seen, which.
    fn facts(&self, app: &App, board: &Board) -> String {
        let language = app.language();
        let [height, width] = self.extent();
        let is_whole = board.rows.len() == height && board.columns.len() == width;
        if app.hides_size() {
            String::new()
        } else if is_whole {
            let middle = [self.rows.len() / 2, self.columns.len() / 2];
            let corner = self.rows[0] * self.columns[0];
            let middle = self.rows[middle[0]] * self.columns[middle[1]];
            let output = [self.layer.rows.output, self.layer.columns.output];
            language.coverage_facts(corner, middle, output)
        } else {
            let part = |seen: &Range<usize>, n: usize| {
                format!("{}–{}/{n}", seen.start, seen.end.max(1) - 1)
            };
            format!(
                "{} · {}",
                part(&board.rows, height),
                part(&board.columns, width)
            )
        }
    }

    /// `padding 1  ◀ now` and `corner 4 · middle 9 · output 5×5`. Returns the columns that they take.
    fn head(&self, app: &App, area: Rect, board: &Board, canvas: &mut Canvas) -> u16 {
        let language = app.language();
        let styles = canvas.styles;
        let window = self.layer.op.window();
        let sides = window.map_or(String::new(), |window| bars::sides(&window.padding));
        let name = if window.is_some() {
            format!("{} {sides}", language.padding())
        } else {
            language.windows_that_read_in_short().to_owned()
        };

        let mut end = canvas.text(area.x, area.y, &name, styles.of(Role::Title));

        if self.is_now {
            end = canvas.text(
                end + 2,
                area.y,
                language.now_sign(),
                styles.of(Role::Message),
            );
        }

        let facts = self.facts(app, board);
        let label = styles.of(Role::Label);
        let mut shorter = vec![facts.clone()];

        while let Some((first, _)) = shorter.last().and_then(|facts| facts.rsplit_once(" · ")) {
            shorter.push(first.to_owned());
        }

        canvas.fitting([area.x, area.y + 1], area.width, &shorter, label);

        end.saturating_sub(area.x).max(facts.width() as u16)
    }
}

/// A tile with a count: none looks like the ground, and what is never read is marked.
pub(super) fn tile(styles: Styles, count: u64, most: u64) -> Tile {
    let share = count as f64 / most.max(1) as f64;

    if count == 0 {
        return Tile {
            text: "×".to_owned(),
            style: styles.of(Role::Message),
            ground: styles.blank(),
        };
    }

    Tile {
        text: format!("{count}{}", styles.shade_of(share)),
        style: styles.on_tile(Role::Input),
        ground: styles.tile(Role::Input, share),
    }
}

/// The counts that occur, from small to large: as many as a legend has room for.
pub(super) fn distinct(all: &[&Counts]) -> Vec<u64> {
    let mut values: Vec<u64> = Vec::new();

    for counts in all {
        let mut rows = counts.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        let mut columns = counts.columns.clone();
        columns.sort_unstable();
        columns.dedup();

        for row in rows {
            values.extend(columns.iter().map(|column| row * column));
        }
    }

    values.sort_unstable();
    values.dedup();

    if values.len() <= MOST_VALUES {
        return values;
    }

    (0..MOST_VALUES)
        .map(|at| values[at * (values.len() - 1) / (MOST_VALUES - 1)])
        .collect()
}

/// The largest look in which all pictures fit side by side, as tiles with numbers, else as pictures.
pub(super) fn look(all: &[&Counts], area: Rect, gap: u16) -> Option<Drawn> {
    let digits = all
        .iter()
        .map(|counts| counts.most.to_string().len())
        .max()
        .unwrap_or(1)
        .max(2);

    let tall = all.iter().map(|counts| counts.extent()[0]).max()?;
    let wide: usize = all.iter().map(|counts| counts.extent()[1]).sum();
    let lines = usize::from(area.height.saturating_sub(HEAD));
    let columns = usize::from(area.width).checked_sub(usize::from(gap) * (all.len() - 1))?;
    let fits = |look: Look, edge: usize| {
        let height = (tall * usize::from(look.halves)).div_ceil(2);
        let width = wide * usize::from(look.wide) + edge * all.len();
        height <= lines && width <= columns
    };

    let tiles = (1..=LARGEST)
        .rev()
        .map(|lines| Look::tiles(lines, digits + 1))
        .find(|look| fits(*look, 1));

    if let Some(look) = tiles {
        return Some(Drawn {
            look,
            is_picture: false,
            is_part: false,
        });
    }

    let dots = (1..=3).rev().map(Look::dots).find(|look| fits(*look, 0))?;

    Some(Drawn {
        look: dots,
        is_picture: true,
        is_part: false,
    })
}
