//! The walk itself, drawn from one scene: the window on each channel, the weights and the products, the sums and the output.

mod between;
mod curve;
mod equation;
mod joined;
mod large;
mod listed;
mod maps;
mod more;
mod names;
mod planes;
mod press;
pub(super) mod route;
mod slide;
mod spotlight;
mod stamps;
mod sums;
mod table;
mod taps;
#[cfg(test)]
mod tests;
mod way;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

pub(super) use press::press;

use super::board::Tile;
use super::canvas::Canvas;
use super::layout::Layout;
use super::motion::Midway;
use super::photo::{Light, Photo};
use super::scene::{Scene, Seen};
use super::theme::{Role, Styles};
use crate::app::{App, EditTarget, Open};
use crate::text::Format;

/// What draws: a scene, where it stands, and its colours.
struct Flow<'a> {
    scene: Scene<'a>,
    styles: Styles,
    layout: &'a Layout,
    /// What the layer reads, where that is a photograph.
    photo: Option<Photo>,
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
    let flow = Flow {
        scene,
        styles,
        layout,
        photo: Photo::read(app),
    };

    let mut canvas = Canvas {
        area: layout.area,
        styles,
        buffer,
    };

    if let Some(y) = layout.route {
        route::draw(app, &mut canvas, y);
    }

    flow.read(&mut canvas);
    flow.joined(&mut canvas);
    flow.maps(&mut canvas);
    let sums = flow.sums(&mut canvas);
    flow.more_planes(&mut canvas);
    flow.more(sums, &mut canvas);
    flow.between(&mut canvas);
    flow.spotlight(&mut canvas);
    flow.large(&mut canvas);
}

impl Flow<'_> {
    /// What is read: planes with their windows, kernels and products, or what a kind has in their place.
    fn read(&self, canvas: &mut Canvas) {
        let picture = &self.layout.picture;

        match (&picture.table, &picture.panels[..], &picture.maps[..]) {
            (Some(table), [panel], [map]) => self.table(*table, panel, map, canvas),
            _ if picture.is_stamped() => self.stamps(canvas),
            (_, panels, _) => {
                for panel in panels {
                    self.plane(panel, canvas);
                    self.taps(panel, canvas);
                }
            }
        }

        if let Some(close) = &picture.close {
            self.close(close, canvas);
        }

        if let ([panel, ..], Some(board)) = (&picture.panels[..], &picture.locator) {
            self.locator(panel, board, canvas);
        }
    }

    fn style(&self, role: Role) -> Style {
        self.styles.of(role)
    }

    /// A number as equations have it.
    fn shown(&self, value: f64) -> String {
        self.scene.app.zoom().digits().show(value).text
    }

    /// A number without its tile: its role is told by its colour alone.
    fn bare(&self, tile: Tile, role: Role) -> Tile {
        let is_plain = tile.style.fg == self.styles.on_tile(role).fg;
        let fg = if is_plain {
            self.styles.bare(role).fg
        } else {
            tile.style.fg
        };

        Tile {
            style: Style { fg, ..tile.style },
            ground: None,
            ..tile
        }
    }

    /// What lies behind a number of a role: the stronger, the larger it is; in the table of a softmax, the more its power of e counts.
    fn shade(&self, role: Role, value: f64, largest: f64) -> Option<Color> {
        let peak = self.scene.explanation.as_ref().map_or(0.0, |it| it.peak);
        let above = match role {
            _ if self.layout.picture.table.is_none() => None,
            Role::Input => Some(peak),
            Role::Filter => Some(0.0),
            _ => None,
        };

        match above {
            Some(above) => self.styles.tile(Role::Input, (value - above).exp()),
            None => self.styles.tile(role.signed(value), value / largest),
        }
    }

    /// A number on a tile of its role.
    fn tile(&self, seen: Seen, format: Format, role: Role, largest: f64) -> Tile {
        let mut text = seen.text(|value| format.show(value));

        if format.decimals == 0 {
            text.drain(..text.len() - text.trim_start().len());
        }

        match seen {
            Seen::Shown(value) => Tile {
                text,
                style: match role {
                    // What adds to the sum stands out.
                    Role::Product if value != 0.0 && self.layout.picture.table.is_none() => {
                        self.styles.on_tile(role).bold()
                    }
                    _ => self.styles.on_tile(role),
                },
                ground: self.shade(role, value, largest),
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
    fn dot(&self, seen: Seen, role: Role, largest: f64, light: Option<Light>) -> Option<Color> {
        let Seen::Shown(value) = seen else {
            return match seen {
                Seen::Asked => self.styles.mark(),
                _ => self.styles.blank(),
            };
        };

        Some(match light {
            Some(light) => light.dot(self.styles, value),
            None => self.styles.dot(role, value / largest),
        })
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
