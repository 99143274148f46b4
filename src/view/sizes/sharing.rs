//! One weight: the kernel that it belongs to, the input cells that it meets, and the output cells that it helps make.
//!
//! ```text
//! w0[1]          x[1]                   o[0]
//!  -1 -1 [ 1]     □  □ [ 0] 0 [ 2]       ·  [ 3 -5]      □ it reads padding, and meets nothing
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::formats::Formats;
use super::super::grid::Glyph;
use super::super::plane::{self, Plane};
use super::super::theme::{Role, Styles};
use super::picture::{NARROWEST, Picture, Scale, Use};
use crate::app::{Action, App, EditTarget, Open};
use crate::nn::{Cells, Inputs, Stage};
use crate::text::Format;
use crate::walk::{Grain, Moment};

/// Columns between two of the pictures: one for an edge of each, and one that is blank.
const GAP: usize = 3;

/// The weight that is looked at: of a filter, one of its channels, and a tap there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub map: usize,
    pub group: usize,
    pub tap: usize,
}

impl Chosen {
    /// The one under the cursor; else that of the walk's tap, where it goes tap by tap; else the one that the cursor would
    /// begin with. `None` where there are no weights.
    pub fn new(app: &App) -> Option<Self> {
        let layer = app.layer();
        let place = app.place();
        let is_weighted = layer.op.weight().is_some();
        let last = EditTarget::Weight {
            group: layer.groups() - 1,
            tap: layer.taps() - 1,
        };

        let walked = match (place.moment, app.grain()) {
            (Moment::Tap { group, tap }, Grain::Tap) => EditTarget::Weight { group, tap },
            (Moment::Finish, Grain::Tap) => last,
            _ => app.first_target()?,
        };

        let spot = match app.open() {
            Open::Edit(spot @ EditTarget::Weight { .. }, _) => *spot,
            _ => walked,
        };

        match spot {
            EditTarget::Weight { group, tap } if is_weighted => Some(Self {
                map: place.cell[0],
                group,
                tap,
            }),
            _ => None,
        }
    }
}

/// The output as it is drawn: a vector is one column.
struct Output {
    is_vector: bool,
    /// Rows and columns.
    size: [usize; 2],
}

impl Output {
    fn new(app: &App) -> Self {
        let output = app.layer().output;
        let [n, height, width] = output.dims();
        let is_vector = output.is_vector();

        Self {
            is_vector,
            size: if is_vector { [n, 1] } else { [height, width] },
        }
    }

    /// Where an output cell is drawn.
    fn place(&self, [map, row, column]: [usize; 3]) -> [usize; 2] {
        if self.is_vector {
            [map, 0]
        } else {
            [row, column]
        }
    }

    /// The output cell that is drawn at a place, for a filter.
    fn cell(&self, map: usize, [row, column]: [usize; 2]) -> [usize; 3] {
        if self.is_vector {
            [row, 0, 0]
        } else {
            [map, row, column]
        }
    }
}

/// Rows of the tallest picture; 0 where there are no weights, or where how many they are is asked for.
pub(super) fn rows(app: &App) -> u16 {
    let tallest = Plane::new(app.layer()).size[0].max(Output::new(app).size[0]);
    if Chosen::new(app).is_some() && !app.hides_size() {
        u16::try_from(tallest).unwrap_or(u16::MAX / 4)
    } else {
        0
    }
}

/// How plane and map are drawn in so many columns and lines, and how many of their columns are seen: as numbers where they
/// fit, two lines a row where that fits too; else as signs; else a part of them. `sizes` are rows and columns of the two.
fn scales(room: [usize; 2], sizes: [[usize; 2]; 2], widths: [usize; 2]) -> [(Scale, usize); 2] {
    let [wide, lines] = room;
    let [plane, map] = sizes;
    let numbers = |more, leading| {
        widths.map(|width| Scale::Numbers {
            width: width + more,
            leading,
        })
    };
    let tallest = plane[0].max(map[0]);
    let fits = |[a, b]: &[Scale; 2]| {
        a.wide(plane[1]) + b.wide(map[1]) <= wide && (a.leading() == 1 || 2 * tallest <= lines)
    };
    if let Some([a, b]) = [
        numbers(1, 2),
        numbers(0, 2),
        numbers(1, 1),
        numbers(0, 1),
        [Scale::Signs(2); 2],
        [Scale::Signs(1); 2],
    ]
    .into_iter()
    .find(fits)
    {
        return [(a, plane[1]), (b, map[1])];
    }
    let of_plane = plane[1].min((wide / 2).max(wide.saturating_sub(map[1].max(NARROWEST))));
    let of_map = map[1].min(wide - of_plane.max(NARROWEST));
    [(Scale::Signs(1), of_plane), (Scale::Signs(1), of_map)]
}

/// Where kernel, plane and map stand.
pub(super) struct Sharing<'a> {
    app: &'a App,
    chosen: Chosen,
    plane: Plane<'a>,
    output: Output,
    /// How input, weights and output are written.
    formats: [Format; 3],
    weights: Picture,
    met: Picture,
    made: Picture,
}

impl<'a> Sharing<'a> {
    /// What one weight does, on an area; `None` where there is none, or no room.
    pub fn new(app: &'a App, area: Rect) -> Option<Self> {
        let chosen = Chosen::new(app).filter(|_| area.height > 1 && !app.hides_size())?;
        let plane = Plane::new(app.layer());
        let output = Output::new(app);
        let Formats {
            input,
            weight,
            output: written,
            ..
        } = Formats::new(app);
        let formats = [input, weight, written];
        let [input, weight, written] = formats.map(|format| format.width);
        let kernel = plane.kernel();
        let columns = kernel[1].min((area.width as usize / 3 / (weight + 1)).max(1));
        let left = Scale::Numbers {
            width: weight,
            leading: 1,
        }
        .wide(columns)
            + GAP;

        let rest = (area.width as usize)
            .checked_sub(left + GAP)
            .filter(|&rest| rest >= 2 * NARROWEST)?;

        let room = [rest, area.height as usize - 1];
        let [of_plane, of_map] = scales(room, [plane.size, output.size], [input, written]);
        let of_kernel = (
            Scale::Numbers {
                width: weight,
                leading: of_plane.0.leading(),
            },
            columns,
        );

        let cell = app.place().cell;
        let on_kernel = [chosen.tap / kernel[1], chosen.tap % kernel[1]];
        let right = left + of_plane.0.wide(of_plane.1) + GAP;
        let weights = Picture::around(on_kernel, kernel, area, 0, of_kernel);
        let met = Picture::around(
            plane.place(cell, chosen.tap),
            plane.size,
            area,
            left,
            of_plane,
        );

        let made = Picture::around(output.place(cell), output.size, area, right, of_map);

        Some(Self {
            app,
            chosen,
            plane,
            output,
            formats,
            weights,
            met,
            made,
        })
    }

    /// Draws the kernel with the weight in it, the plane of its channel, and its map.
    pub fn draw(&self, styles: Styles, buffer: &mut Buffer) {
        let Chosen { map, group, .. } = self.chosen;
        let is_dense = self.app.layer().is_dense();
        let kernel = if is_dense {
            format!("w{map}")
        } else {
            format!("w{map}[{group}]")
        };

        self.weights
            .name(&kernel, "", self.plane.kernel(), styles, buffer);

        self.weights
            .grid()
            .draw(buffer.area, buffer, |row, column| {
                self.weight(styles, [row, column])
            });

        self.met.name(
            &self.input_name(),
            self.note(),
            self.plane.size,
            styles,
            buffer,
        );

        let input = plane::numbers(self.app, &self.met.rows, &self.met.columns);
        self.met
            .draw(styles, buffer, |at| self.input_cell(at, input.as_ref()));

        let output = if self.output.is_vector {
            "o".to_owned()
        } else {
            format!("o[{map}]")
        };

        self.made
            .name(&output, "", self.output.size, styles, buffer);

        let rows = self.made.rows.clone();
        let columns = self.made.columns.clone();
        let part = if self.output.is_vector {
            [0..1, 0..1]
        } else {
            [rows, columns]
        };

        let stage = Stage::after(self.app.place().layer);
        let cells = self.app.values().cells(stage, part);

        self.made
            .draw(styles, buffer, |at| self.output_cell(at, cells.as_ref()));
    }

    /// What the sign for padding means, where the weight reads any.
    fn note(&self) -> &'static str {
        let layer = self.app.layer();
        let cells = self.output.size.iter().product();
        let reads_padding = layer
            .sharing(self.chosen.tap)
            .is_some_and(|sharing| sharing.made < cells);

        if reads_padding && !self.output.is_vector {
            self.app.language().padding_sign()
        } else {
            ""
        }
    }

    /// `x[0]`, with the channel's name where it has one.
    fn input_name(&self) -> String {
        let name = plane::name(self.app, self.chosen.group);
        let channel = self.app.layer().channel(self.chosen.map, self.chosen.group);

        if self.app.channels().is_empty() {
            name
        } else {
            format!("x[{channel}] {name}")
        }
    }

    fn weight(&self, styles: Styles, at: [usize; 2]) -> Glyph {
        let Some(tap) = self.plane.on_kernel(at) else {
            return Glyph::default();
        };

        let spot = EditTarget::Weight {
            group: self.chosen.group,
            tap,
        };

        let number = spot.number(self.app.network(), &self.app.place());
        let text = number.map_or_else(String::new, |number| {
            self.formats[1].show(f64::from(number))
        });

        let is_chosen = tap == self.chosen.tap;
        let style = styles.of(if is_chosen {
            Role::Current
        } else {
            Role::Filter
        });

        let style = if self.app.differs(spot) {
            style.underlined()
        } else {
            style
        };

        Glyph {
            text,
            style,
            window: is_chosen.then(|| styles.of(Role::Current)),
        }
    }

    /// What the weight has to do with a place of the plane, and what stands there.
    fn input_cell(&self, at: [usize; 2], input: Option<&Inputs>) -> (Use, Option<String>) {
        let Chosen { map, group, tap } = self.chosen;
        if !self.plane.exists(at) {
            return (Use::Outside, Some(String::new()));
        }

        let source = self.plane.source([map, 0, 0], group, at);
        let number = match source.map(|from| input?.get(from)) {
            Some(Some(number)) => self.formats[0].show(f64::from(number)),
            Some(None) => "…".to_owned(),
            None => "0".to_owned(),
        };

        let is_here = self.plane.place(self.app.place().cell, tap) == at;
        let used = match (source, self.plane.is_met(tap, at)) {
            (Some(_), true) if is_here => Use::Now,
            (Some(_), true) if self.plane.is_padding(at) => Use::Repeated,
            (Some(_), true) => Use::Elsewhere,
            (None, true) => Use::Padding,
            (_, false) if self.plane.is_padding(at) => Use::Outside,
            (_, false) => Use::None,
        };

        (used, Some(number))
    }

    /// What the weight has to do with a place of the map, and what the walk has written there.
    fn output_cell(&self, at: [usize; 2], cells: Option<&Cells>) -> (Use, Option<String>) {
        let app = self.app;
        let Chosen { map, group, tap } = self.chosen;
        let cell = self.output.cell(map, at);
        let is_here = cell == app.place().cell;
        let number = match cells {
            _ if !app.is_made(cell) => "·".to_owned(),
            _ if is_here && app.hides_value() => "?".to_owned(),
            Some(cells) => self.formats[2].show(f64::from(cells.at(cell))),
            None => "…".to_owned(),
        };

        let helps = cell[0] == map && app.layer().source(cell, group, tap).is_some();
        let used = match helps {
            true if is_here => Use::Now,
            true => Use::Elsewhere,
            false => Use::None,
        };

        (used, Some(number))
    }

    /// What a press does: a weight gets the cursor, an output cell is gone to.
    pub fn hit(&self, x: u16, y: u16) -> Option<Action> {
        if let Some(tap) = self
            .weights
            .hit(x, y)
            .and_then(|at| self.plane.on_kernel(at))
        {
            return Some(Action::Point(EditTarget::Weight {
                group: self.chosen.group,
                tap,
            }));
        }
        self.made
            .hit(x, y)
            .map(|at| Action::Cell(self.output.cell(self.chosen.map, at)))
    }
}
