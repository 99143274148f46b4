//! Pictures: PNG, JPEG, BMP, GIF and WebP, upright, on white, as gray or as red, green and blue.

use std::io::BufReader;

use image::{
    DynamicImage, GrayImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
};

use super::{Bytes, Numbers, Refusal};
use crate::text::phrase;

/// The channels of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum ColourMode {
    Rgb,
    Gray,
}

/// What is drawn with, so that what is drawn on is the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Ink {
    Light,
    Dark,
}

/// How a picture is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Picture {
    /// `None`: as it is.
    pub mode: Option<ColourMode>,
    /// Height and width; `None`: as they are.
    pub size: Option<[usize; 2]>,
    /// The numbers of black and white.
    pub ends: [f32; 2],
    /// `None`: as it is.
    pub ink: Option<Ink>,
}

impl Picture {
    /// A picture as it is, from 0 to 255.
    pub(crate) const PLAIN: Self = Self {
        mode: None,
        size: None,
        ends: [0.0, 255.0],
        ink: None,
    };

    /// The picture's numbers, channels x height x width.
    pub(super) fn read(&self, file: Box<dyn Bytes>, most: u64) -> Result<Numbers, Refusal> {
        self.turned(file, most).map(|(numbers, _)| numbers)
    }

    /// The picture's numbers, and whether its paper was turned round to suit the ink.
    pub(super) fn turned(
        &self,
        file: Box<dyn Bytes>,
        most: u64,
    ) -> Result<(Numbers, bool), Refusal> {
        let picture = decoded(file, most)?;
        let mut picture = match self.mode {
            Some(ColourMode::Gray) => gray(picture),
            _ => picture,
        };

        let is_turned = self.ink.is_some_and(|ink| ink == paper(&picture));

        if is_turned {
            picture.invert();
        }

        let is_colour = self.mode.unwrap_or(mode_of(&picture)) == ColourMode::Rgb;
        let channels = if is_colour { 3 } else { 1 };
        let own = [picture.height(), picture.width()].map(|n| n as usize);
        let [height, width] = self.size.unwrap_or(own);
        let shape = vec![channels, height, width];
        super::count(&shape, most)?;
        let picture = resized(picture, [height, width]);

        Ok(((shape, self.numbers(&picture, channels)), is_turned))
    }

    fn numbers(&self, picture: &DynamicImage, channels: usize) -> Vec<f32> {
        // Sixteen bits keep what eight do, 257 to one.
        let raw = match channels {
            3 => picture.to_rgb16().into_raw(),
            _ => picture.to_luma16().into_raw(),
        };

        let [black, white] = self.ends.map(f64::from);
        let scale = |value: u16| (black + f64::from(value) * (white - black) / 65535.0) as f32;

        (0..channels)
            .flat_map(|channel| raw.iter().skip(channel).step_by(channels))
            .map(|&value| scale(value))
            .collect()
    }
}

/// The picture as it is stored, held as its camera was, on white.
fn decoded(file: Box<dyn Bytes>, most: u64) -> Result<DynamicImage, Refusal> {
    let large = || Refusal::new("the image is too large: 2^27 numbers are the most in a scenario");
    let refuse = |error: ImageError| match error {
        ImageError::Limits(_) => large(),
        other => Refusal::new(phrase!("the image cannot be read: {}", other.to_string())),
    };

    let mut reader = ImageReader::new(BufReader::new(file)).with_guessed_format()?;

    let Some(format) = reader.format().filter(ImageFormat::reading_enabled) else {
        return Err(Refusal::with_help(
            "this is not an image that can be read",
            "save it as PNG, JPEG, BMP, GIF or WebP",
        ));
    };

    let room = most.saturating_mul(8);
    let mut limits = Limits::default();
    limits.max_alloc = Some(room);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refuse)?;

    if decoder.total_bytes() > room {
        return Err(large());
    }

    let (width, height) = decoder.dimensions();
    super::count(&[height as usize, width as usize], most)?;

    let orientation = decoder.orientation().map_err(refuse)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refuse)?;
    picture.apply_orientation(orientation);

    let picture = on_white(picture);

    Ok(match format {
        ImageFormat::Bmp | ImageFormat::Gif | ImageFormat::WebP => gray_if_all_is(picture),
        _ => picture,
    })
}

/// A BMP, a GIF or a WebP does not tell that it is gray: it is where every pixel is.
fn gray_if_all_is(picture: DynamicImage) -> DynamicImage {
    let is_gray = |pixels: &RgbImage| {
        pixels
            .pixels()
            .all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2])
    };

    if picture.as_rgb8().is_some_and(is_gray) {
        picture.to_luma8().into()
    } else {
        picture
    }
}

fn mode_of(picture: &DynamicImage) -> ColourMode {
    if picture.color().has_color() {
        ColourMode::Rgb
    } else {
        ColourMode::Gray
    }
}

/// Lays what is transparent on white; the channels stay. Numbers of 0 to 255 are whole then.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }

    let of = |value: u16, alpha: u16| {
        let laid = u64::from(value) * u64::from(alpha) + 65535 * u64::from(65535 - alpha);
        ((laid + 65535 * 257 / 2) / (65535 * 257)) as u8
    };

    let source = picture.to_rgba16();
    let [width, height] = [source.width(), source.height()];
    let laid = |x: u32, y: u32, channel: usize| {
        let pixel = source.get_pixel(x, y).0;
        of(pixel[channel], pixel[3])
    };

    match mode_of(&picture) {
        ColourMode::Rgb => RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([0, 1, 2].map(|channel| laid(x, y, channel)))
        })
        .into(),
        ColourMode::Gray => {
            GrayImage::from_fn(width, height, |x, y| image::Luma([laid(x, y, 0)])).into()
        }
    }
}

/// The gray of a picture in whole numbers: 0.299 R + 0.587 G + 0.114 B, as PIL, torchvision and OpenCV have it.
fn gray(picture: DynamicImage) -> DynamicImage {
    if mode_of(&picture) == ColourMode::Gray {
        return picture;
    }

    let source = picture.to_rgb16();
    let weigh = |x, y| {
        let [red, green, blue] = source.get_pixel(x, y).0.map(u64::from);
        let sum = 299 * red + 587 * green + 114 * blue;
        image::Luma([((sum + 257_000 / 2) / 257_000) as u8])
    };

    GrayImage::from_fn(source.width(), source.height(), weigh).into()
}

/// The ink that most of the picture's border would be, if it were drawn: that of its paper.
fn paper(picture: &DynamicImage) -> Ink {
    let gray = gray(picture.clone()).to_luma16();
    let [last_x, last_y] = [gray.width() - 1, gray.height() - 1];
    let is_border = |x: u32, y: u32| x == 0 || y == 0 || x == last_x || y == last_y;
    let border = gray
        .enumerate_pixels()
        .filter(|(x, y, _)| is_border(*x, *y));
    let lights: Vec<bool> = border
        .map(|(_, _, pixel)| pixel.0[0] > u16::MAX / 2)
        .collect();
    let light = lights.iter().filter(|is_light| **is_light).count();

    if 2 * light > lights.len() {
        Ink::Light
    } else {
        Ink::Dark
    }
}

fn resized(picture: DynamicImage, [height, width]: [usize; 2]) -> DynamicImage {
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(w), Ok(h)) if [w, h] != [picture.width(), picture.height()] => {
            picture.resize_exact(w, h, image::imageops::FilterType::Triangle)
        }
        _ => picture,
    }
}
