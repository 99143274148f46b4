//! A recording as an animated WebP, without loss: of each frame only the box around what changes. Chunks as in the container's
//! specification, <https://developers.google.com/speed/webp/docs/riff_container>.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::time::Duration;

use image_webp::{ColorType, WebPEncoder};

use super::raster::{Area, Painting};
use super::{Encoder, RecordingSettings, Transition};

/// The longest that a picture can be seen, in thousandths of a second.
const LONGEST: u128 = (1 << 24) - 1;

/// Writes an animated WebP. What it holds is compressed; its size stands at its head, so that it is written at the end.
pub(crate) struct Webp {
    about: RecordingSettings,
    screen: Painting,
    chunks: Vec<u8>,
    /// The last picture, until it is known how long it is seen.
    held: Option<(Area, Vec<u8>, Duration)>,
}

impl Webp {
    /// For a recording of this size.
    ///
    /// # Errors
    /// If its pictures would be too large.
    pub(super) fn new(about: &RecordingSettings) -> io::Result<Self> {
        let screen = Painting::new(about)?;

        if screen.canvas.width.max(screen.canvas.height) > 1 << 14 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "a WebP is at most 16384 dots wide and high",
            ));
        }

        Ok(Self {
            about: about.clone(),
            screen,
            chunks: Vec::new(),
            held: None,
        })
    }

    /// The chunk of an area's dots.
    fn picture(&self, area: Area) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let dots = self.screen.canvas.rgb(area);
        WebPEncoder::new(&mut file)
            .encode(
                dots.as_flattened(),
                area.width as u32,
                area.height as u32,
                ColorType::Rgb8,
            )
            .map_err(io::Error::other)?;

        // After `RIFF`, its size and `WEBP`.
        Ok(file.split_off(12))
    }

    fn let_go(&mut self) {
        if let Some((area, picture, time)) = self.held.take() {
            let mut data = Vec::with_capacity(picture.len() + 16);
            for number in [area.left / 2, area.top / 2, area.width - 1, area.height - 1] {
                data.extend(&(number as u32).to_le_bytes()[..3]);
            }

            data.extend(&(time.as_millis().min(LONGEST) as u32).to_le_bytes()[..3]);
            // It lies over what was there, which stays.
            data.push(0b10);
            data.extend(picture);
            chunk(*b"ANMF", &data, &mut self.chunks);
        }
    }

    fn head(&self) -> Vec<u8> {
        let mut head = Vec::new();
        let mut size = vec![0b10, 0, 0, 0];
        for side in [self.screen.canvas.width, self.screen.canvas.height] {
            size.extend(&((side - 1) as u32).to_le_bytes()[..3]);
        }

        chunk(*b"VP8X", &size, &mut head);
        let [r, g, b] = self.about.ground.back;
        let plays = self.about.plays.to_le_bytes();
        chunk(*b"ANIM", &[&[b, g, r, 255][..], &plays].concat(), &mut head);

        head
    }
}

/// A chunk: what it is, how long, and what it holds, filled up to an even length.
fn chunk(name: [u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend(name);
    out.extend((data.len() as u32).to_le_bytes());
    out.extend(data);
    out.extend(&[0][..data.len() % 2]);
}

impl Encoder for Webp {
    fn add(&mut self, next: &Transition, _: &mut dyn Write) -> io::Result<()> {
        if let Some(area) = self.screen.paint(next).map(Area::even) {
            self.let_go();
            self.held = Some((area, self.picture(area)?, next.frame.hold));
        } else if let Some((.., time)) = &mut self.held {
            *time += next.frame.hold;
        }

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.screen.canvas.missing()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.let_go();
        let head = self.head();
        let length = (4 + head.len() + self.chunks.len()) as u32;
        out.write_all(b"RIFF")?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(b"WEBP")?;
        out.write_all(&head)?;
        out.write_all(&self.chunks)
    }
}
