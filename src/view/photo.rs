//! Photographs: an input that is one is seen in grey or in its own colours, and so is what a layer makes of it.

use ratatui::style::Color;

use super::formats;
use super::theme::Styles;
use crate::app::{App, Measured, measure};
use crate::nn::{Finish, Layer, Stage, Take};
use crate::text::Measure;

/// The fewest rows and columns of a photograph.
const SMALLEST: usize = 20;

/// The most weights of a filter that are added up.
const MOST_WEIGHTS: usize = 4096;

/// A network's input that is a photograph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Photo {
    /// Its largest number.
    white: f64,
    has_colours: bool,
}

/// How the numbers of a map become light.
#[derive(Clone, Copy, Debug)]
pub(super) struct Light {
    /// The numbers that are dark, and as bright as can be.
    black: f64,
    white: f64,
    /// Whether red, green and blue shine.
    pub colours: [bool; 3],
}

impl Light {
    /// How bright a number is, from 0 to 1.
    pub(super) fn share(self, value: f64) -> f64 {
        let range = (self.white - self.black).max(f64::MIN_POSITIVE);
        ((value - self.black) / range).clamp(0.0, 1.0)
    }

    /// A number's dot.
    pub(super) fn dot(self, styles: Styles, value: f64) -> Color {
        let share = self.share(value);
        styles.light(self.colours.map(|shines| if shines { share } else { 0.0 }))
    }
}

/// A grey on which black letters are read as well as white ones, from 0 to 1.
const MIDDLE: f64 = 0.46;

/// The greys behind the numbers of a window: those of the picture, but that one colour of letters is read on all of them. What is
/// brighter than it may be under white letters, or darker under black ones, draws the others with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grays {
    pub is_dark: bool,
    /// How much is left of what lies between them.
    left: f64,
}

impl Grays {
    /// For these shares of white.
    pub(super) fn new(shares: &[f64]) -> Self {
        let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
        let is_dark = mean < MIDDLE;
        let (most, room) = if is_dark {
            (shares.iter().copied().fold(0.0, f64::max), MIDDLE)
        } else {
            let least = shares.iter().copied().fold(1.0, f64::min);
            (1.0 - least, 1.0 - MIDDLE)
        };

        Self {
            is_dark,
            left: room / most.max(room),
        }
    }

    /// How bright the tile of a share is.
    pub(super) fn share(self, share: f64) -> f64 {
        if self.is_dark {
            share * self.left
        } else {
            1.0 - (1.0 - share) * self.left
        }
    }
}

impl Photo {
    /// The network's input, where it is one.
    pub(super) fn new(app: &App) -> Option<Self> {
        Self::of(app.network().shape.dims(), || {
            let input = Measured::Stage(Stage::INPUT);
            measure(app, input, 0, || formats::stage(app, Stage::INPUT))
        })
    }

    /// What the current layer reads, where that is one.
    pub(super) fn read(app: &App) -> Option<Self> {
        app.layer().reads_input(0).then(|| Self::new(app))?
    }

    /// Numbers of this many channels, rows and columns, where there is one channel or three, neither rows nor columns are few, and
    /// no number is below zero.
    pub(super) fn of(
        [channels, height, width]: [usize; 3],
        numbers: impl FnOnce() -> Measure,
    ) -> Option<Self> {
        let is_picture = matches!(channels, 1 | 3) && height.min(width) >= SMALLEST;
        let numbers = is_picture.then(numbers)?;

        (numbers.least >= 0.0).then(|| Self {
            white: numbers.magnitude(),
            has_colours: channels == 3,
        })
    }

    /// Of a channel of the input: in its own colour, where there are three.
    pub(super) fn channel(self, channel: usize) -> Light {
        Light {
            black: 0.0,
            white: self.white,
            colours: if self.has_colours {
                [0, 1, 2].map(|colour| colour == channel)
            } else {
                [true; 3]
            },
        }
    }

    /// Of the plane that a group of a map's recipe reads, where that is of the input.
    pub(super) fn plane(self, layer: &Layer, map: usize, group: usize) -> Option<Light> {
        let from = layer.source([map, 0, 0], group, 0);
        let source = from.map_or(0, |from| from.source);

        layer
            .reads_input(source)
            .then(|| self.channel(layer.channel(map, group)))
    }

    /// Whether the channels together are a picture in colours.
    pub(super) fn has_colours(self) -> bool {
        self.has_colours
    }

    /// Of a map of a layer that reads the input: what an image kernel makes has its input's scale, or a larger one where its
    /// weights add up to more than one; where it goes below zero, zero is in the middle. None where numbers are moved to another
    /// scale.
    pub(super) fn map(self, layer: &Layer, map: usize) -> Option<Light> {
        if !self.keeps_scale(layer, map) {
            return None;
        }

        let gain = layer.op.weight().map_or(1.0, |_| gain(layer, map));
        let is_signed = gain < 0.5;

        Some(Light {
            black: if is_signed { -self.white } else { 0.0 },
            white: self.white * f64::from(gain).max(1.0),
            colours: [true; 3],
        })
    }

    /// Whether what a layer makes of a photograph may be laid beside it: a function must leave the brightest as it is.
    fn keeps_scale(self, layer: &Layer, map: usize) -> bool {
        let form = layer.op.form();
        let is_moved = matches!(form.finish, Finish::Standard | Finish::Response)
            || matches!(form.take, Take::Exponential | Take::Square);

        match form.finish {
            Finish::Function if form.is_elementwise() => {
                let white = layer.op.apply(map, self.white);
                (white - self.white).abs() <= self.white * 1e-6
            }
            _ => !is_moved,
        }
    }
}

/// What a filter makes of a plane of ones: the sum of its weights.
fn gain(layer: &Layer, map: usize) -> f32 {
    let taps = (0..layer.groups()).flat_map(|group| (0..layer.taps()).map(move |tap| (group, tap)));

    taps.take(MOST_WEIGHTS)
        .filter_map(|(group, tap)| layer.weight([map, 0, 0], group, tap))
        .sum()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::Theme;
    use crate::scenario::from_text;
    use crate::text::Language;

    /// How bright numbers are that a kernel of one weight makes of a photograph.
    fn shares(weight: &str, numbers: [f64; 3]) -> [f64; 3] {
        let text = format!(
            "title = \"A photograph\"\n[input]\ndata = {{ random = [1, 20, 20], seed = 1, low = 0, high = 1, integer = true }}\n\
             [[layer]]\nkind = \"conv2d\"\nweight = [[[[{weight}]]]]\n"
        );

        let scenario = from_text("photo.toml", &text).expect("a scenario");
        let app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
        let photo = Photo::new(&app).expect("a photograph");
        let light = photo.map(app.layer(), 0).expect("its scale");

        numbers.map(|number| light.share(number))
    }

    #[test]
    fn the_greys_of_a_window_are_the_pictures_where_one_colour_of_letters_is_read_on_them() {
        let check = |shares: [f64; 3], is_dark: bool, seen: [f64; 3]| {
            let grays = Grays::new(&shares);
            let own = shares.map(|share| grays.share(share));
            let is_near = own.iter().zip(seen).all(|(a, b)| (a - b).abs() < 1e-9);
            assert!(is_near && grays.is_dark == is_dark, "{shares:?}: {own:?}");
        };

        check([0.0, 0.2, 0.4], true, [0.0, 0.2, 0.4]);
        check([0.5, 0.9, 1.0], false, [0.5, 0.9, 1.0]);
        check([0.0, 0.46, 0.92], false, [0.46, 0.7084, 0.9568]);
        check([0.0, 0.0, 0.92], true, [0.0, 0.0, 0.46]);
    }

    #[test]
    fn a_function_keeps_the_scale_where_it_leaves_white_as_it_is() {
        let keeps = |layer: &str| {
            let text = format!(
                "title = \"A photograph\"\n[input]\ndata = {{ random = [1, 20, 20], seed = 1, low = 0, high = 9 }}\n\
                 [[layer]]\n{layer}\n"
            );

            let scenario = from_text("photo.toml", &text).expect("a scenario");
            let app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
            let photo = Photo::new(&app).expect("a photograph");

            photo.map(app.layer(), 0).is_some()
        };

        assert!(keeps("kind = \"relu\""));
        assert!(keeps("kind = \"max_pool2d\"\nkernel = 2"));
        assert!(!keeps("kind = \"sigmoid\""));
        assert!(!keeps("kind = \"batch_norm2d\"\nmean = [5]\nvar = [4]"));
        assert!(!keeps("kind = \"lrn\"\nsize = 1"));
    }

    #[test]
    fn what_a_kernel_makes_has_its_inputs_scale_or_a_larger_one() {
        assert_eq!(shares("1", [0.0, 0.5, 1.0]), [0.0, 0.5, 1.0]);
        assert_eq!(shares("3", [0.0, 1.5, 3.0]), [0.0, 0.5, 1.0]);
        assert_eq!(shares("-1", [-1.0, 0.0, 1.0]), [0.0, 0.5, 1.0]);
    }
}
