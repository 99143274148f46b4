//! A recording as an animated PNG: of each frame only the box around what changes. Chunks as in the third edition of the
//! specification, <https://www.w3.org/TR/png-3/#apng-frame-based-animation>.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::time::Duration;

use super::raster::{Area, Painting};
use super::{Encoder, RecordingSettings, Transition};

/// Writes an animated PNG. What it holds is compressed; how many pictures it has stands at its head, so that it is written at
/// the end.
pub(crate) struct Apng {
    about: RecordingSettings,
    screen: Painting,
    pictures: Vec<Picture>,
}

/// Compressed dots, where they lie, and how long they are seen.
struct Picture {
    area: Area,
    data: Vec<u8>,
    time: Duration,
}

impl Apng {
    /// For a recording of this size.
    ///
    /// # Errors
    /// If its pictures would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        Ok(Self {
            about: about.clone(),
            screen: Painting::new(about)?,
            pictures: Vec::new(),
        })
    }

    /// An area's dots, compressed as a PNG of their own has them.
    fn compressed(&self, area: Area) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, area.width as u32, area.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(self.screen.canvas.rgb(area).as_flattened())?;
        writer.finish()?;

        Ok(chunks(&file)
            .filter(|(name, _)| *name == b"IDAT")
            .flat_map(|(_, data)| data.iter().copied())
            .collect())
    }
}

/// The chunks of a PNG: what each is, and what it holds.
fn chunks(file: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = file.get(8..).unwrap_or_default();

    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let (name, after) = after.split_at_checked(4)?;
        let (data, after) = after.split_at_checked(length)?;
        rest = after.get(4..).unwrap_or_default();

        Some((name, data))
    })
}

/// Writes a chunk, with the sum by which readers check it.
fn chunk(name: [u8; 4], data: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&name);
    sum.update(data);
    out.write_all(&(data.len() as u32).to_be_bytes())?;
    out.write_all(&name)?;
    out.write_all(data)?;
    out.write_all(&sum.finalize().to_be_bytes())
}

impl Picture {
    /// What stands before its dots: its place in the order, its area, its time in thousandths of a second.
    fn control(&self, number: u32) -> Vec<u8> {
        let Area {
            left,
            top,
            width,
            height,
        } = self.area;

        let mut control = number.to_be_bytes().to_vec();
        for side in [width, height, left, top] {
            control.extend((side as u32).to_be_bytes());
        }

        let thousandths = self.time.as_millis();
        let (time, of) = if thousandths > u128::from(u16::MAX) {
            ((thousandths / 1000).min(u16::MAX.into()), 1_u16)
        } else {
            (thousandths, 1000)
        };

        control.extend((time as u16).to_be_bytes());
        control.extend(of.to_be_bytes());
        // It stays, and takes the place of what was there.
        control.extend([0, 0]);

        control
    }
}

impl Encoder for Apng {
    fn add(&mut self, next: &Transition, _: &mut dyn Write) -> io::Result<()> {
        let time = next.frame.hold;

        match (
            self.screen.paint(next).map(Area::even),
            self.pictures.last_mut(),
        ) {
            (None, Some(last)) => last.time += time,
            (Some(area), _) => {
                let data = self.compressed(area)?;
                self.pictures.push(Picture { area, data, time });
            }
            (None, None) => {}
        }

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.screen.canvas.missing()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let canvas = &self.screen.canvas;
        let mut head = Vec::new();
        for side in [canvas.width, canvas.height] {
            head.extend((side as u32).to_be_bytes());
        }

        // Eight bits of red, green and blue, not interlaced.
        head.extend([8, 2, 0, 0, 0]);
        out.write_all(b"\x89PNG\r\n\x1a\n")?;
        chunk(*b"IHDR", &head, out)?;
        let count = (self.pictures.len() as u32).to_be_bytes();
        let plays = u32::from(self.about.plays).to_be_bytes();
        chunk(*b"acTL", &[count, plays].concat(), out)?;
        let mut number = 0;

        for (index, picture) in self.pictures.iter().enumerate() {
            chunk(*b"fcTL", &picture.control(number), out)?;
            number += 1;

            if index == 0 {
                chunk(*b"IDAT", &picture.data, out)?;
            } else {
                let numbered = [&number.to_be_bytes()[..], &picture.data].concat();
                chunk(*b"fdAT", &numbered, out)?;
                number += 1;
            }
        }

        chunk(*b"IEND", &[], out)
    }
}
