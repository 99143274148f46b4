//! The walk itself, drawn from one scene: the window on each channel, the weights and the products, the sums and the output.

mod curve;
mod equation;
mod maps;
mod names;
mod planes;
mod press;
pub(super) mod route;
mod stamps;
mod sums;
mod table;
mod taps;
#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

pub(super) use press::press;

use super::board::Tile;
use super::canvas::Canvas;
use super::layout::Layout;
use super::motion::Midway;
use super::scene::{Scene, Seen};
use super::theme::{Role, Styles};
use crate::app::{App, EditTarget, Open};
use crate::text::Format;

/// What draws: a scene, where it stands, and its colours.
struct Flow<'a> {
    scene: Scene<'a>,
    styles: Styles,
    layout: &'a Layout,
    grays: [Option<Grays>; 2],
}

/// The numbers that are black and white, where a stage is a photograph or made of one.
#[derive(Clone, Copy, Debug)]
struct Grays {
    black: f64,
    white: f64,
}

/// Draws everything between the title and the sentence, maybe in the middle of a step.
pub(super) fn draw(
    app: &App,
    styles: Styles,
    layout: &Layout,
    midway: Option<Midway>,
    buffer: &mut Buffer,
) {
    let scene = Scene::new(
        app,
        layout.formats,
        &layout.input(),
        layout.output(),
        midway,
    );
    let grays = grays(app, layout);
    let flow = Flow {
        scene,
        styles,
        layout,
        grays,
    };

    let mut canvas = Canvas {
        area: layout.area,
        styles,
        buffer,
    };

    if let Some(y) = layout.route {
        route::draw(app, &mut canvas, y);
    }

    match (
        &layout.picture.table,
        &layout.picture.panels[..],
        &layout.picture.maps[..],
    ) {
        (Some(table), [panel], [map]) => flow.table(*table, panel, map, &mut canvas),
        (_, [panel], _) if !layout.picture.stamps.is_empty() => {
            flow.stamps(panel, &layout.picture.stamps, &mut canvas);
        }
        (_, panels, _) => {
            for panel in panels {
                flow.plane(panel, &mut canvas);
                flow.taps(panel, &mut canvas);
            }
        }
    }

    if let Some(close) = &layout.picture.close {
        flow.close(close, &mut canvas);
    }

    flow.maps(&mut canvas);
    let sums = flow.sums(&mut canvas);
    flow.more(sums, &mut canvas);
    flow.between(&mut canvas);
    flow.large(&mut canvas);
}

/// Black and white of what is read and of what is written, where the network's input is a picture and the layer reads it.
fn grays(app: &App, layout: &Layout) -> [Option<Grays>; 2] {
    let formats = &layout.formats;
    let [channels, height, width] = app.network().shape.dims();
    let is_photo = matches!(channels, 1 | 3) && height.min(width) >= 20 && formats.least >= 0.0;

    if !is_photo || !app.layer().reads_input(0) {
        return [None; 2];
    }

    let white = formats.largest[0];
    let input = Grays { black: 0.0, white };

    // What an image kernel makes has its input's scale; where it goes below zero, zero is in the middle.
    let is_signed = app.layer().op.weight().is_some() && gain(app) < 0.5;
    let output = Grays {
        black: if is_signed { -white } else { 0.0 },
        white,
    };

    [Some(input), Some(output)]
}

/// What is negative in a map has the filters' colour.
fn signed(role: Role, value: f64) -> Role {
    match role {
        Role::Input | Role::Output if value < 0.0 => Role::Filter,
        role => role,
    }
}

/// What the current filter makes of a plane of ones: the sum of its weights.
fn gain(app: &App) -> f32 {
    let layer = app.layer();
    let cell = app.place().cell;
    let taps = (0..layer.groups()).flat_map(|group| (0..layer.taps()).map(move |tap| (group, tap)));

    taps.take(4096)
        .filter_map(|(group, tap)| layer.weight(cell, group, tap))
        .sum()
}

impl Flow<'_> {
    fn style(&self, role: Role) -> Style {
        self.styles.of(role)
    }

    /// A number on a tile of its role.
    fn tile(&self, seen: Seen, format: Format, role: Role, largest: f64) -> Tile {
        let text = seen.text(|value| format.show(value));
        let text = if format.decimals == 0 {
            text.trim_start().to_owned()
        } else {
            text
        };

        match seen {
            Seen::Shown(value) => Tile {
                text,
                style: self.styles.on_tile(role),
                ground: self.styles.tile(signed(role, value), value / largest),
            },
            Seen::Asked => Tile {
                text,
                style: self.style(Role::Current),
                ground: self.styles.mark(),
            },
            Seen::Pending | Seen::Computing => Tile {
                text,
                style: self.style(Role::Pending),
                ground: self.styles.blank(),
            },
        }
    }

    /// A tile that is the one to look at.
    fn lit(&self, tile: Tile) -> Tile {
        Tile {
            style: self.style(Role::Current),
            ground: self.styles.mark(),
            ..tile
        }
    }

    /// A cell of a picture.
    fn dot(&self, seen: Seen, role: Role, largest: f64, grays: Option<Grays>) -> Option<Color> {
        let Seen::Shown(value) = seen else {
            return match seen {
                Seen::Asked => self.styles.mark(),
                _ => self.styles.blank(),
            };
        };

        match grays {
            Some(Grays { black, white }) => self
                .styles
                .gray((value - black) / (white - black).max(f64::MIN_POSITIVE)),
            None => self.styles.dot(role, value / largest),
        }
    }

    /// A number with the cursor on it, or with a mark if it is not what the file says.
    fn edited(&self, spot: Option<EditTarget>, tile: Tile, width: usize) -> Tile {
        let Some(spot) = spot else {
            return tile;
        };

        match self.scene.app.open() {
            Open::Edit(at, typed) if *at == spot => {
                let text = if typed.is_empty() {
                    tile.text.clone()
                } else {
                    typed.chars().take(width).collect()
                };

                self.lit(Tile { text, ..tile })
            }
            _ if self.scene.app.differs(spot) => Tile {
                style: tile.style.underlined(),
                ..tile
            },
            _ => tile,
        }
    }
}
