//! How an axis is stretched, and where on it each place that is made stands.

use super::arrange::Places;
use super::refusal::{Result, refuse, shown};
use crate::text::phrase;

/// The coordinate mode that takes a part of each axis.
pub(super) const CROPPED: &str = "tf_crop_and_resize";

/// All of an axis.
pub(super) const WHOLE: [f32; 2] = [0.0, 1.0];

/// What is asked for along one axis: a factor and how long it becomes.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub input: usize,
    pub output: usize,
    pub scale: f32,
    /// The part of the axis that is taken, from 0 to 1.
    pub crop: [f32; 2],
}

impl Stretch {
    /// An axis that stays as it is.
    pub(super) fn none(n: usize) -> Self {
        Self {
            input: n,
            output: n,
            scale: 1.0,
            crop: WHOLE,
        }
    }

    /// An axis that becomes so long.
    pub(super) fn to(input: usize, output: usize) -> Self {
        let scale = output as f32 / input as f32;
        Self {
            input,
            output,
            scale,
            crop: WHOLE,
        }
    }

    /// An axis that becomes so many times as long, to the nearest.
    pub(super) fn kept(input: usize, scale: f32) -> Self {
        let output = ((input as f32 * scale).round() as usize).max(1);
        Self {
            input,
            output,
            scale,
            crop: WHOLE,
        }
    }

    pub(super) fn is_none(self) -> bool {
        self.scale == 1.0 && self.output == self.input && self.crop == WHOLE
    }

    /// Whether the scale makes exactly as much as it says.
    pub(super) fn is_even(self) -> bool {
        self.input as f32 * self.scale == self.output as f32
    }

    /// Where a place of the output stands on the input.
    pub(super) fn origin(self, place: usize, coordinates: &str) -> Result<f32> {
        let x = place as f32;
        let half = (x + 0.5) / self.scale - 0.5;

        Ok(match coordinates {
            "half_pixel" => half,
            "half_pixel_symmetric" => {
                let input = self.input as f32;
                let adjustment = self.output as f32 / (input * self.scale);
                input / 2.0 * (1.0 - adjustment) + half
            }
            "pytorch_half_pixel" if self.output > 1 => half,
            "align_corners" if self.output > 1 => {
                x * (self.input as f32 - 1.0) / (self.output as f32 - 1.0)
            }
            "pytorch_half_pixel" | "align_corners" => 0.0,
            "asymmetric" => x / self.scale,
            "tf_half_pixel_for_nn" => (x + 0.5) / self.scale,
            CROPPED => {
                let [from, to] = self.crop;
                let last = self.input as f32 - 1.0;

                if self.output > 1 {
                    from * last + x * (to - from) * last / (self.output as f32 - 1.0)
                } else {
                    0.5 * (from + to) * last
                }
            }
            _ => {
                return refuse(phrase!(
                    "its coordinate mode `{}` is not shown",
                    shown(coordinates)
                ));
            }
        })
    }

    /// The places of the output, but those that stand beyond the input.
    pub(super) fn inside(self, coordinates: &str) -> Result<Places> {
        let inside = 0.0..=self.input as f32 - 1.0;
        let place = |place| {
            let origin = self.origin(place, coordinates)?;
            Ok(Some(place).filter(|_| inside.contains(&origin)))
        };

        (0..self.output).map(place).collect()
    }

    pub(super) fn nearest(self, [coordinates, rounding]: [&str; 2]) -> Result<Places> {
        let mut places = Vec::new();

        for place in 0..self.output {
            let x = self.origin(place, coordinates)?;
            let x = if self.is_none() { place as f32 } else { x };
            let rounded = match rounding {
                "floor" => x.floor(),
                "ceil" => x.ceil(),
                "round_prefer_ceil" => (x + 0.5).floor(),
                "round_prefer_floor" => (x - 0.5).ceil(),
                _ => {
                    return refuse(phrase!(
                        "its `nearest_mode` `{}` is not known",
                        shown(rounding)
                    ));
                }
            };

            places.push(Some((rounded.max(0.0) as usize).min(self.input - 1)));
        }

        if coordinates == CROPPED {
            let inside = self.inside(coordinates)?;
            return Ok(places
                .into_iter()
                .zip(inside)
                .map(|(place, is)| place.filter(|_| is.is_some()))
                .collect());
        }

        Ok(places)
    }

    /// An axis of which a part is made so many times as long, rounded down.
    pub(super) fn times(input: usize, [from, to]: [f32; 2], scale: f32) -> Result<Self> {
        let output = (input as f32 * (to - from) * scale).floor();

        if !(1.0..=f32::from(u16::MAX) * 32768.0).contains(&output) {
            return refuse(phrase!(
                "its scale {} makes nothing, or too much, of {}",
                scale,
                input
            ));
        }

        Ok(Self {
            input,
            output: output as usize,
            scale,
            crop: [from, to],
        })
    }
}
