//! One frame as a PNG: with a palette where its colours fit into one.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::raster::{Canvas, Colour};
use super::{Encoder, RecordingSettings, Transition};

/// Writes every frame as a picture of its own.
pub(crate) struct Png {
    canvas: Canvas,
}

impl Png {
    /// For pictures of a recording's size.
    ///
    /// # Errors
    /// If they would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        Ok(Self {
            canvas: Canvas::new(about)?,
        })
    }
}

impl Encoder for Png {
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        self.canvas.surround(next.frame.ground);

        for run in next.runs() {
            self.canvas.paint(run, &next.frame.screen);
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

    save(encoder, canvas.rgb(canvas.whole()).as_flattened())
}

fn save(encoder: png::Encoder<&mut dyn Write>, data: &[u8]) -> io::Result<()> {
    let mut writer = encoder.write_header()?;
    writer.write_image_data(data)?;
    Ok(writer.finish()?)
}

/// The colours of a picture in the order in which they come, and the place of each dot's among them; nothing if there are more
/// than 256.
fn palette(canvas: &Canvas) -> Option<(Vec<Colour>, Vec<u8>)> {
    let mut colours = Vec::new();
    let mut places: Vec<Option<u8>> = vec![None; canvas.colours.len()];
    let mut dots = Vec::with_capacity(canvas.dots.len());

    for &number in &canvas.dots {
        let place = &mut places[number as usize];

        if place.is_none() {
            *place = Some(u8::try_from(colours.len()).ok()?);
            colours.push(canvas.colours[number as usize]);
        }

        dots.extend(*place);
    }

    Some((colours, dots))
}
