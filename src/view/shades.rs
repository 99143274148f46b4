//! Pictures where there are few colours: a cell of the screen is a shade as strong as what its two halves show.
//!
//! While such a screen is drawn, a dot has a level instead of a colour.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::halves;
use super::theme::{Role, Styles, share, sign};

/// Makes shades of the levels that are drawn. An edge that lies on half of a cell stays, and so does what is written.
pub(super) fn translate(styles: Styles, area: Rect, buffer: &mut Buffer) {
    let ground = styles.ground();

    for place in area.positions() {
        let cell = &mut buffer[place];
        let seen: Vec<f64> = [cell.fg, cell.bg].into_iter().filter_map(share).collect();

        if seen.is_empty() {
            continue;
        }

        let is_picture = matches!(cell.symbol(), " " | "▀" | "▄" | "█");
        let halves = halves(cell, ground);
        let edge = halves.iter().flatten().find(|&&half| share(half).is_none());

        if is_picture && edge.is_none() {
            let mean = seen.iter().sum::<f64>() / seen.len() as f64;
            let role = if mean < 0.0 { Role::Filter } else { Role::Text };
            cell.reset();
            cell.set_symbol(sign(mean));
            cell.set_style(ground.patch(styles.of(role)));
            continue;
        }

        // The half that is an edge is drawn in front.
        if let Some(&edge) = edge.filter(|_| is_picture) {
            let symbol = if halves[0] == Some(edge) {
                "▀"
            } else {
                "▄"
            };
            cell.set_symbol(symbol).set_fg(edge);
        }

        cell.bg = ground.bg.unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::app::Theme;
    use crate::view::Depth;
    use crate::view::canvas::{Block, Canvas};
    use crate::view::theme::level;

    #[test]
    fn dots_become_shades_and_edges_stay() {
        let area = Rect::new(0, 0, 4, 1);
        let mut buffer = Buffer::empty(area);
        let styles = Styles::new(Theme::Dark, Depth::None);
        let mut canvas = Canvas {
            area,
            styles,
            buffer: &mut buffer,
        };

        let dot = |x, top, height| Block {
            x,
            top,
            width: 1,
            height,
        };

        canvas.fill(dot(0, 0, 2), Some(level(1.0)));
        canvas.fill(dot(1, 0, 2), Some(level(-0.9)));
        canvas.fill(dot(2, 0, 1), Some(level(0.0)));
        canvas.fill(dot(2, 1, 1), Some(level(1.0)));
        canvas.fill(dot(3, 0, 1), Some(level(1.0)));
        canvas.fill(dot(3, 1, 1), Some(Color::Reset));
        translate(styles, area, &mut buffer);

        let row: String = (0..4).map(|x| buffer[(x, 0)].symbol()).collect();
        assert_eq!(row, "█≡▒▄");
        assert!(buffer.content().iter().all(|cell| share(cell.fg).is_none()));
    }
}
