//! Pictures: PNG and JPEG, as gray or as red, green and blue.

use std::io::BufReader;

use image::{DynamicImage, ImageError, ImageReader, Limits};

use super::{Bytes, Numbers, Refusal};

/// The channels of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Mode {
    Rgb,
    Gray,
}

/// The numbers that black and white become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Scale {
    To255,
    ToOne,
    MinusOneToOne,
}

impl Scale {
    /// The numbers of black and white.
    pub(in super::super) fn ends(self) -> [f32; 2] {
        match self {
            Self::To255 => [0.0, 255.0],
            Self::ToOne => [0.0, 1.0],
            Self::MinusOneToOne => [-1.0, 1.0],
        }
    }
}

/// How a picture is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Picture {
    /// `None`: as it is.
    pub mode: Option<Mode>,
    /// Height and width; `None`: as they are.
    pub size: Option<[usize; 2]>,
    pub scale: Scale,
}

impl Picture {
    /// The picture's numbers, channels x height x width. What is transparent shows its own colour.
    pub(super) fn read(&self, file: Box<dyn Bytes>, most: u64) -> Result<Numbers, Refusal> {
        let refuse = |error: ImageError| Refusal::new(format!("the image cannot be read: {error}"));
        let mut reader = ImageReader::new(BufReader::new(file)).with_guessed_format()?;

        if !matches!(
            reader.format(),
            Some(image::ImageFormat::Png | image::ImageFormat::Jpeg)
        ) {
            return Err(Refusal::new("this is no image: only PNG and JPEG are read"));
        }

        let mut limits = Limits::default();
        limits.max_alloc = Some(most.saturating_mul(8));
        reader.limits(limits);
        let decoded = reader.decode().map_err(|error| match error {
            ImageError::Limits(_) => {
                Refusal::new("the image is too large: 2^27 numbers are the most in a scenario")
            }
            other => refuse(other),
        })?;

        let mode = self.mode.unwrap_or(if decoded.color().has_color() {
            Mode::Rgb
        } else {
            Mode::Gray
        });

        let channels = if mode == Mode::Rgb { 3 } else { 1 };
        let [height, width] = self
            .size
            .unwrap_or([decoded.height() as usize, decoded.width() as usize]);

        super::count(&[channels, height, width], most)?;
        let resized = match (u32::try_from(width), u32::try_from(height)) {
            (Ok(w), Ok(h)) if [w, h] != [decoded.width(), decoded.height()] => {
                decoded.resize_exact(w, h, image::imageops::FilterType::Triangle)
            }
            _ => decoded,
        };

        Ok((vec![channels, height, width], self.numbers(&resized, mode)))
    }

    fn numbers(&self, picture: &DynamicImage, mode: Mode) -> Vec<f32> {
        // Sixteen bits keep what eight do, 257 to one.
        let (raw, channels) = match mode {
            Mode::Rgb => (picture.to_rgb16().into_raw(), 3),
            Mode::Gray => (picture.to_luma16().into_raw(), 1),
        };

        let scale = |value: u16| {
            let value = f64::from(value);
            match self.scale {
                Scale::To255 => (value / 257.0) as f32,
                Scale::ToOne => (value / 65535.0) as f32,
                Scale::MinusOneToOne => (value / 65535.0 * 2.0 - 1.0) as f32,
            }
        };

        (0..channels)
            .flat_map(|channel| raw.iter().skip(channel).step_by(channels))
            .map(|&value| scale(value))
            .collect()
    }
}
