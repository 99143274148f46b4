//! One frame as a PNG: with a palette where its colours fit into one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::raster::{Canvas, Colour};
use super::{Encoder, Frame, RecordingSettings, changes};

/// Writes every frame as a picture of its own.
pub(crate) struct Png {
    about: RecordingSettings,
    canvas: Canvas,
}

impl Png {
    /// For pictures of a recording's size.
    ///
    /// # Errors
    /// If they would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        Ok(Self {
            about: about.clone(),
            canvas: Canvas::new(about)?,
        })
    }
}

impl Encoder for Png {
    fn frame(&mut self, frame: &Frame, out: &mut dyn Write) -> io::Result<()> {
        for run in changes(None, &frame.screen, self.about.ground) {
            self.canvas.paint(&run, &frame.screen, |_, _, _| {});
        }

        write(&self.canvas, out)
    }

    fn missing(&self) -> BTreeSet<char> {
        self.canvas.missing()
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn write(canvas: &Canvas, out: &mut dyn Write) -> io::Result<()> {
    let mut encoder = png::Encoder::new(out, canvas.width as u32, canvas.height as u32);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);

    if let Some((palette, dots)) = palette(canvas) {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.as_flattened());
        encoder.set_filter(png::Filter::NoFilter);
        return save(encoder, &dots);
    }

    encoder.set_color(png::ColorType::Rgb);

    save(encoder, canvas.dots.as_flattened())
}

fn save(encoder: png::Encoder<&mut dyn Write>, data: &[u8]) -> io::Result<()> {
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    Ok(writer.finish()?)
}

/// The colours of a picture, and the number of each dot's; nothing if there are more than 256.
fn palette(canvas: &Canvas) -> Option<(Vec<Colour>, Vec<u8>)> {
    let mut colours = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut last = None;
    let mut dots = Vec::with_capacity(canvas.dots.len());

    for colour in &canvas.dots {
        let number = match last {
            Some((same, number)) if same == colour => number,
            _ => *numbers.entry(*colour).or_insert_with(|| {
                colours.push(*colour);
                colours.len() - 1
            }),
        };

        last = Some((colour, number));
        dots.push(u8::try_from(number).ok()?);
    }

    Some((colours, dots))
}
