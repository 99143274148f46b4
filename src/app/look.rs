//! How it is shown, as far as the user chooses it.

pub use crate::scenario::View;

use super::features::Picked;
use super::{Action, Habits, Taste};
use crate::text::{Digits, Language};

/// How the session is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// What is looked at.
    pub view: View,
    /// The colours.
    pub theme: Theme,
    /// What is spoken.
    pub language: Language,
    /// How wide cells are drawn.
    pub zoom: Zoom,
    /// What of the screen is there beside the picture.
    pub parts: ScreenParts,
    /// What was there before only picture and equation were left.
    before_present: Option<ScreenParts>,
    /// Whether cells are shown before they are made.
    pub reveals: bool,
    /// The output cell under the mouse.
    pub hover: Option<[usize; 3]>,
    /// What is picked in the features view.
    pub(super) picked: Option<Picked>,
}

impl Look {
    pub(super) fn new(theme: Theme, language: Language) -> Self {
        Self {
            view: View::default(),
            theme,
            language,
            zoom: Zoom::default(),
            parts: ScreenParts::default(),
            before_present: None,
            reveals: false,
            hover: None,
            picked: None,
        }
    }

    /// Looks another way, if an action asks for that. Whoever asks for a theme wants no other.
    pub(super) fn act(&mut self, action: Action, habits: &mut Habits) {
        if matches!(action, Action::Theme | Action::Take(Taste::Theme(_))) {
            habits.follows_ground = false;
        }

        match action {
            Action::View(view) => self.view = view,
            Action::Reveal => self.reveals = !self.reveals,
            Action::Theme => self.theme = self.theme.next(&habits.themes),
            Action::Take(Taste::Theme(theme)) => self.theme = theme,
            Action::Zoom => self.zoom = self.zoom.next(),
            Action::Take(Taste::Zoom(zoom)) => self.zoom = zoom,
            Action::Language => self.language = self.language.next(),
            Action::Take(Taste::Language(language)) => self.language = language,
            Action::Words => self.parts.words = !self.parts.words,
            Action::Present => self.present(),
            Action::Hover(cell) => self.hover = cell,
            _ => {}
        }
    }

    /// For a room: only the picture and the equation, what is said now lit; or everything again.
    fn present(&mut self) {
        if let Some(before) = self.before_present.take() {
            self.parts = before;
            return;
        }

        self.before_present = Some(self.parts);
        self.parts = ScreenParts {
            title: false,
            words: false,
            timeline: false,
            hints: false,
            spotlight: true,
        };
    }
}

/// A theme, by its name. The colours are the view's, but for those of a user's own.
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
    /// A user's own.
    Own(&'static OwnTheme),
}

/// A theme that a user has made: some colours that are other than those of one of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// What it is called.
    pub name: String,
    /// The theme whose colours the rest has.
    pub like: Theme,
    /// Red, green and blue of its own.
    pub colours: Vec<(Paint, [u8; 3])>,
}

impl Theme {
    /// Ours, with the names that `--theme` takes.
    pub const ALL: [(&str, Self); 4] = [
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("colour-blind", Self::ColourBlind),
    ];

    /// What `--theme` and configurations call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Own(own) => &own.name,
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::ColourBlind => "colour-blind",
        }
    }

    /// The next one, of ours and of a user's `own`.
    #[must_use]
    pub fn next(self, own: &[Self]) -> Self {
        let all: Vec<Self> = Self::ALL
            .into_iter()
            .map(|(_, theme)| theme)
            .chain(own.iter().copied())
            .collect();

        let now = all.iter().position(|theme| *theme == self).unwrap_or(0);

        all[(now + 1) % all.len()]
    }

    /// The one for the other light, bright or dim; itself where it serves for both.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Dark,
            Self::HighContrast | Self::ColourBlind | Self::Own(_) => self,
        }
    }

    /// The one for a ground of this red, green and blue: as bright as BT.601 weighs them.
    #[must_use]
    pub fn on([red, green, blue]: [u8; 3]) -> Self {
        let brightness = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);

        if brightness > 1000 * 127 {
            Self::Light
        } else {
            Self::Dark
        }
    }
}

macro_rules! paints {
    ($($name:literal $paint:ident $says:literal;)+) => {
        /// What a theme has a colour for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Paint {
            $(#[doc = $says] $paint,)+
        }

        impl Paint {
            /// All of them, with the names that configurations use.
            pub const ALL: &[(&str, Self)] = &[$(($name, Self::$paint)),+];
        }
    };
}

paints! {
    "ground" Ground "Behind everything.";
    "text" Text "Words.";
    "label" Label "Labels and lines.";
    "title" Title "Titles.";
    "input" Input "The input's numbers.";
    "padding" Padding "The padding's.";
    "filter" Filter "The weights, and what is negative.";
    "product" Product "Products and sums.";
    "bias" Bias "The bias, and messages.";
    "output" Output "The output's numbers, and what is positive.";
    "pending" Pending "What is yet to come.";
    "window" Window "Behind the numbers in the window.";
    "on_window" OnWindow "The numbers in the window.";
    "lattice" Lattice "The window's lines.";
    "complement" Complement "What is negative among weights.";
    "mark" Mark "Behind the one thing to look at.";
    "on_mark" OnMark "The one thing to look at.";
}

/// What of the screen is there beside the picture: in the viewer, all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is there or not, whatever the others are"
)]
pub struct ScreenParts {
    /// The line above: what it is, and the layer with its settings.
    pub title: bool,
    /// The sentence, the note and the output size.
    pub words: bool,
    /// How far the walk is.
    pub timeline: bool,
    /// The keys.
    pub hints: bool,
    /// That what is said now is lit, and the rest fades.
    pub spotlight: bool,
}

impl Default for ScreenParts {
    fn default() -> Self {
        Self {
            title: true,
            words: true,
            timeline: true,
            hints: true,
            spotlight: false,
        }
    }
}

/// With which signs lines and marks are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// As the terminal can: those of ASCII where it draws others two columns wide.
    #[default]
    Auto,
    /// Lines, blocks, arrows.
    Unicode,
    /// Those that every terminal has.
    Ascii,
}

impl Glyphs {
    /// All of them, with the names that `--glyphs` takes.
    pub const ALL: [(&str, Self); 3] = [
        ("auto", Self::Auto),
        ("unicode", Self::Unicode),
        ("ascii", Self::Ascii),
    ];
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

    /// The next wider one; after the widest, the first.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()].1
    }

    /// With how many digits sentences and equations tell numbers.
    #[must_use]
    pub fn digits(self) -> Digits {
        match self {
            Self::Digits => Digits::All,
            Self::Fit | Self::Wide => Digits::Few,
        }
    }
}
