//! The themes' colours, as many as a terminal has.

use ratatui::style::Color;

use super::{Depth, Role};
use crate::app::{OwnTheme, Paint, Theme};

impl Role {
    /// What is negative in a map has the filters' colour.
    pub(in crate::view) fn signed(self, value: f64) -> Self {
        match self {
            Self::Input | Self::Output if value < 0.0 => Self::Filter,
            role => role,
        }
    }
}

/// A theme's colours, one a role; the window is told by what lies behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    pub ground: Color,
    pub text: Color,
    pub label: Color,
    pub title: Color,
    pub input: Color,
    pub padding: Color,
    pub filter: Color,
    pub product: Color,
    pub bias: Color,
    pub output: Color,
    pub pending: Color,
    pub window: Color,
    pub on_window: Color,
    pub lattice: Color,
    /// What is negative, where that is not what the filters' own colour says.
    pub complement: Color,
    pub mark: Color,
    pub on_mark: Color,
    pub tiles: Tiles,
}

/// What lies behind the numbers of a role, where that is deeper than what they are written in: mixed with the ground, it keeps its hue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tiles {
    pub input: Color,
    pub filter: Color,
    pub product: Color,
    pub output: Color,
}

impl Palette {
    /// A theme's colours on a terminal of so many.
    pub(super) fn of(theme: Theme, depth: Depth) -> Self {
        match (depth, theme) {
            (Depth::None, _) => NONE,
            (Depth::Sixteen, Theme::Dark) => SIXTEEN_DARK,
            (Depth::Sixteen, Theme::Light) => SIXTEEN_LIGHT,
            (Depth::Sixteen, Theme::HighContrast) => SIXTEEN_CONTRAST,
            (Depth::Sixteen, Theme::ColourBlind) => SIXTEEN_BLIND,
            (Depth::Sixteen, Theme::Own(own)) => Self::of(own.like, depth),
            (_, Theme::Dark) => DARK,
            (_, Theme::Light) => LIGHT,
            (_, Theme::HighContrast) => HIGH_CONTRAST,
            (_, Theme::ColourBlind) => COLOUR_BLIND,
            (_, Theme::Own(own)) => Self::own(own, depth),
        }
    }

    fn own(own: &OwnTheme, depth: Depth) -> Self {
        let mut palette = Self::of(own.like, depth);

        for (paint, [red, green, blue]) in &own.colours {
            let colour = Color::Rgb(*red, *green, *blue);
            *palette.slot(*paint) = colour;

            match paint {
                Paint::Input => palette.tiles.input = colour,
                Paint::Filter => palette.tiles.filter = colour,
                Paint::Product => palette.tiles.product = colour,
                Paint::Output => palette.tiles.output = colour,
                _ => {}
            }
        }

        palette
    }

    fn slot(&mut self, paint: Paint) -> &mut Color {
        match paint {
            Paint::Ground => &mut self.ground,
            Paint::Text => &mut self.text,
            Paint::Label => &mut self.label,
            Paint::Title => &mut self.title,
            Paint::Input => &mut self.input,
            Paint::Padding => &mut self.padding,
            Paint::Filter => &mut self.filter,
            Paint::Product => &mut self.product,
            Paint::Bias => &mut self.bias,
            Paint::Output => &mut self.output,
            Paint::Pending => &mut self.pending,
            Paint::Window => &mut self.window,
            Paint::OnWindow => &mut self.on_window,
            Paint::Lattice => &mut self.lattice,
            Paint::Complement => &mut self.complement,
            Paint::Mark => &mut self.mark,
            Paint::OnMark => &mut self.on_mark,
        }
    }
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Input blue, filters red, output green, bias yellow, padding grey: as the CS231n picture has them.
const DARK: Palette = Palette {
    ground: rgb(0x12_14_1a),
    text: rgb(0xe4_e6_eb),
    label: rgb(0x8b_93_a3),
    title: rgb(0xff_ff_ff),
    input: rgb(0x7a_b8_ff),
    padding: rgb(0x6f_77_86),
    filter: rgb(0xff_8f_87),
    product: rgb(0xd8_b4_fe),
    bias: rgb(0xff_d8_66),
    output: rgb(0x7f_e0_9a),
    pending: rgb(0x5c_64_73),
    window: rgb(0x3b_63_a9),
    on_window: rgb(0xff_ff_ff),
    lattice: rgb(0x6a_98_e4),
    complement: rgb(0x3f_c4_b0),
    mark: rgb(0xff_d8_66),
    on_mark: rgb(0x12_14_1a),
    tiles: Tiles {
        input: rgb(0x4f_9d_ff),
        filter: rgb(0xf8_66_66),
        product: rgb(0xb4_78_fa),
        output: rgb(0x3f_d6_7a),
    },
};

const LIGHT: Palette = Palette {
    ground: rgb(0xff_ff_ff),
    text: rgb(0x1b_1f_27),
    label: rgb(0x5a_62_70),
    title: rgb(0x00_00_00),
    input: rgb(0x0b_4f_b3),
    padding: rgb(0x76_7d_8a),
    filter: rgb(0xb3_1d_28),
    product: rgb(0x6f_2d_a8),
    bias: rgb(0x8a_5a_00),
    output: rgb(0x0a_6b_2d),
    pending: rgb(0x90_97_a3),
    window: rgb(0x16_53_b8),
    on_window: rgb(0xff_ff_ff),
    lattice: rgb(0x16_53_b8),
    complement: rgb(0x00_7a_6c),
    mark: rgb(0xd4_81_00),
    on_mark: rgb(0x00_00_00),
    tiles: Tiles {
        input: rgb(0x0b_4f_b3),
        filter: rgb(0xb3_1d_28),
        product: rgb(0x6f_2d_a8),
        output: rgb(0x0a_6b_2d),
    },
};

const HIGH_CONTRAST: Palette = Palette {
    ground: rgb(0x00_00_00),
    text: rgb(0xff_ff_ff),
    label: rgb(0xd0_d0_d0),
    title: rgb(0xff_ff_ff),
    input: rgb(0xb8_dc_ff),
    padding: rgb(0xb0_b0_b0),
    filter: rgb(0xff_a8_98),
    product: rgb(0xf0_c8_ff),
    bias: rgb(0xff_ff_00),
    output: rgb(0x98_ff_98),
    pending: rgb(0xa0_a0_a0),
    window: rgb(0x1f_5f_d8),
    on_window: rgb(0xff_ff_ff),
    lattice: rgb(0x6f_a8_ff),
    complement: rgb(0xff_8c_ff),
    mark: rgb(0xff_ff_00),
    on_mark: rgb(0x00_00_00),
    tiles: Tiles {
        input: rgb(0x3f_8c_ff),
        filter: rgb(0xff_5c_47),
        product: rgb(0xc0_60_ff),
        output: rgb(0x30_d0_30),
    },
};

/// The colours of Okabe and Ito, which the common kinds of colour blindness keep apart.
const COLOUR_BLIND: Palette = Palette {
    input: rgb(0x56_b4_e9),
    filter: rgb(0xe6_9f_00),
    product: rgb(0xcc_79_a7),
    bias: rgb(0xf0_e4_42),
    output: rgb(0x2f_d0_a5),
    mark: rgb(0xf0_e4_42),
    tiles: Tiles {
        input: rgb(0x56_b4_e9),
        filter: rgb(0xe6_9f_00),
        product: rgb(0xcc_79_a7),
        output: rgb(0x2f_d0_a5),
    },
    ..DARK
};

/// On a ground of its own, so that it is read whatever the terminal's ground is.
const SIXTEEN_DARK: Palette = Palette {
    ground: Color::Black,
    text: Color::White,
    label: Color::Gray,
    title: Color::White,
    input: Color::LightBlue,
    padding: Color::DarkGray,
    filter: Color::LightRed,
    product: Color::LightMagenta,
    bias: Color::LightYellow,
    output: Color::LightGreen,
    pending: Color::DarkGray,
    window: Color::Blue,
    on_window: Color::White,
    lattice: Color::LightBlue,
    complement: Color::LightCyan,
    mark: Color::LightYellow,
    on_mark: Color::Black,
    tiles: Tiles {
        input: Color::LightBlue,
        filter: Color::LightRed,
        product: Color::LightMagenta,
        output: Color::LightGreen,
    },
};

const SIXTEEN_LIGHT: Palette = Palette {
    ground: Color::White,
    text: Color::Black,
    label: Color::DarkGray,
    title: Color::Black,
    input: Color::Blue,
    padding: Color::DarkGray,
    filter: Color::Red,
    product: Color::Magenta,
    bias: Color::Black,
    output: Color::Black,
    pending: Color::DarkGray,
    window: Color::Blue,
    on_window: Color::White,
    lattice: Color::Blue,
    complement: Color::Cyan,
    mark: Color::Yellow,
    on_mark: Color::Black,
    tiles: Tiles {
        input: Color::Blue,
        filter: Color::Red,
        product: Color::Magenta,
        output: Color::Black,
    },
};

const SIXTEEN_CONTRAST: Palette = Palette {
    ground: Color::Black,
    text: Color::White,
    label: Color::White,
    input: Color::LightCyan,
    padding: Color::Gray,
    filter: Color::LightRed,
    pending: Color::Gray,
    ..SIXTEEN_DARK
};

const SIXTEEN_BLIND: Palette = Palette {
    input: Color::LightCyan,
    filter: Color::Yellow,
    output: Color::White,
    ..SIXTEEN_DARK
};

const NONE: Palette = Palette {
    ground: Color::Reset,
    text: Color::Reset,
    label: Color::Reset,
    title: Color::Reset,
    input: Color::Reset,
    padding: Color::Reset,
    filter: Color::Reset,
    product: Color::Reset,
    bias: Color::Reset,
    output: Color::Reset,
    pending: Color::Reset,
    window: Color::Reset,
    on_window: Color::Reset,
    lattice: Color::Reset,
    complement: Color::Reset,
    mark: Color::Reset,
    on_mark: Color::Reset,
    tiles: Tiles {
        input: Color::Reset,
        filter: Color::Reset,
        product: Color::Reset,
        output: Color::Reset,
    },
};
