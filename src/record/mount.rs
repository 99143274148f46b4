//! What stands around what the viewer draws: a window's bar, a caption, and the keys as they are pressed.
//!
//! ```text
//!  ● ● ●          Convolution by hand
//!  (the screen)                    ┌───┐
//!                                  │ → │
//!      Each channel adds its sum.
//! ```

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use unicode_width::UnicodeWidthStr;

/// What closes, shrinks and grows a window.
const BUTTONS: [Color; 3] = [
    Color::Rgb(0xff, 0x5f, 0x57),
    Color::Rgb(0xfe, 0xbc, 0x2e),
    Color::Rgb(0x28, 0xc8, 0x40),
];

/// What is around the screen in every frame.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mount {
    /// The title in a window's bar.
    pub bar: Option<String>,
    /// What is said below.
    pub caption: String,
    /// Lines that are kept for captions.
    pub caption_lines: u16,
    /// Whether keys are shown as they are pressed.
    pub shows_keys: bool,
}

impl Mount {
    /// Lines above and below the screen.
    pub(crate) fn lines(&self) -> u16 {
        self.above() + self.below()
    }

    /// Keeps so many lines for a caption as it takes.
    pub(crate) fn keep_room(&mut self, caption: &str, width: u16) {
        let lines = wrapped(caption, width).len() as u16;
        self.caption_lines = self.caption_lines.max(lines);
    }

    fn above(&self) -> u16 {
        u16::from(self.bar.is_some())
    }

    /// A blank line stands above the caption.
    fn below(&self) -> u16 {
        match self.caption_lines {
            0 => 0,
            lines => lines + 1,
        }
    }

    /// The screen with all that, as the ground and its letters look, after a key was pressed.
    pub(crate) fn around(&self, screen: Buffer, ground: Style, key: Option<&str>) -> Buffer {
        let Rect { width, height, .. } = screen.area;
        let mut whole = screen;

        if self.lines() > 0 {
            let mut blank = Cell::EMPTY;
            blank.set_style(ground);
            let cells = usize::from(width) * usize::from(self.above());
            let above = std::iter::repeat_n(blank.clone(), cells);
            whole.content.splice(..0, above);
            whole.area = Rect::new(0, 0, width, height + self.lines());
            whole.content.resize(whole.area.area() as usize, blank);
        }

        if let Some(title) = &self.bar {
            bar(title, ground, &mut whole);
        }

        let first = height + self.above() + 1;

        for (y, line) in (first..).zip(wrapped(&self.caption, width)) {
            let x = width.saturating_sub(line.width() as u16) / 2;
            whole.set_stringn(x, y, &line, width.into(), ground);
        }

        if let Some(key) = key.filter(|_| self.shows_keys) {
            pressed(key, ground, self.above() + height, &mut whole);
        }

        whole
    }
}

fn wrapped(text: &str, width: u16) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }

    let room = usize::from(width).saturating_sub(4).max(1);
    textwrap::wrap(text, room)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

fn bar(title: &str, ground: Style, whole: &mut Buffer) {
    let width = whole.area.width;
    let raised = ground.bg(between(ground));
    whole.set_style(Rect::new(0, 0, width, 1), raised);

    for (x, colour) in (2..).step_by(2).zip(BUTTONS) {
        if x < width {
            whole.set_string(x, 0, "●", raised.fg(colour));
        }
    }

    let room = usize::from(width.saturating_sub(20));
    let x = (width.saturating_sub(title.width().min(room) as u16)) / 2;
    whole.set_stringn(x, 0, title, room, raised);
}

/// The key in a corner of what lies above a line.
fn pressed(key: &str, ground: Style, line: u16, whole: &mut Buffer) {
    let text = format!(" {key} ");
    let width = text.width() as u16;

    if width + 2 <= whole.area.width && line >= 2 {
        let x = whole.area.width - width - 2;
        let style = Style::new()
            .fg(ground.bg.unwrap_or(Color::Black))
            .bg(ground.fg.unwrap_or(Color::White))
            .bold();

        whole.set_string(x, line - 2, &text, style);
    }
}

/// A little of the letters' colour in the ground's.
fn between(ground: Style) -> Color {
    match (ground.bg, ground.fg) {
        (Some(Color::Rgb(r, g, b)), Some(Color::Rgb(x, y, z))) => {
            let part = |a: u8, b: u8| ((u16::from(a) * 6 + u16::from(b)) / 7) as u8;
            Color::Rgb(part(r, x), part(g, y), part(b, z))
        }
        (bg, _) => bg.unwrap_or(Color::Reset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_has_its_bar_its_key_and_its_caption_around_it() {
        let mut mount = Mount {
            bar: Some("T".to_owned()),
            caption: "one two three".to_owned(),
            shows_keys: true,
            ..Mount::default()
        };

        mount.keep_room("one two three", 12);
        let screen = Buffer::with_lines(["abcdefghijkl", "            "]);
        let whole = mount.around(screen, Style::new(), Some("→"));
        let lines: Vec<String> = whole
            .content
            .chunks(12)
            .map(|line| line.iter().map(ratatui::buffer::Cell::symbol).collect())
            .collect();

        assert_eq!(
            lines,
            [
                "  ● ● ●     ",
                "abcdefg → kl",
                "            ",
                "            ",
                "  one two   ",
                "   three    ",
            ]
        );
    }
}
