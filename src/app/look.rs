//! How it is shown, as far as the user chooses it.

pub use crate::scenario::View;

/// A theme, by its name. The colours are the view's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// For a dark room.
    #[default]
    Dark,
    /// For a projector in a bright room.
    Light,
    /// Black, white and two strong colours.
    HighContrast,
    /// Colours that the common kinds of colour blindness keep apart.
    ColourBlind,
}

impl Theme {
    /// All of them, with the names that `--theme` takes.
    pub const ALL: [(&str, Self); 4] = [
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("colour-blind", Self::ColourBlind),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()].1
    }

    /// The one for the other light, bright or dim; itself where it serves for both.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
            Self::HighContrast | Self::ColourBlind => self,
        }
    }
}

/// How wide a cell is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// As wide as lets the most be seen.
    #[default]
    Fit,
    /// Wide cells, and what is around the window only.
    Wide,
    /// As wide as all digits need.
    Digits,
}

impl Zoom {
    /// All of them, with the names that `--zoom` takes.
    pub const ALL: [(&str, Self); 3] = [
        ("fit", Self::Fit),
        ("wide", Self::Wide),
        ("digits", Self::Digits),
    ];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()].1
    }
}
