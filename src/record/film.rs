//! A recording as a film, `.mp4` or `.webm`: the dots of every picture are given to `ffmpeg`, where that is on the machine.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::raster::Painting;
use super::{Encoder, RecordingSettings, Transition};

/// What a film's letters are compressed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// H.264 in MP4.
    Mp4,
    /// VP9 in WebM.
    Webm,
}

impl Container {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Mp4 => &[
                "-c:v",
                "libx264",
                "-preset",
                "slow",
                "-crf",
                "18",
                "-movflags",
                "+faststart",
                "-f",
                "mp4",
            ],
            Self::Webm => &[
                "-c:v",
                "libvpx-vp9",
                "-crf",
                "24",
                "-b:v",
                "0",
                "-f",
                "webm",
            ],
        }
    }
}

/// Whether films can be made here.
pub(crate) fn has_ffmpeg() -> bool {
    Command::new("ffmpeg")
        .arg("-version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Writes a film.
pub(crate) struct Film {
    about: RecordingSettings,
    screen: Painting,
    container: Container,
    /// Who makes it, and the folder that its file is in until it is done.
    maker: Option<(Child, tempfile::TempDir)>,
    /// How long it is so far, and how many pictures were given.
    time: Duration,
    given: u128,
}

impl Film {
    /// For a recording of this size.
    ///
    /// # Errors
    /// If its pictures would be too large.
    pub(super) fn new(about: &RecordingSettings, container: Container) -> io::Result<Self> {
        Ok(Self {
            about: about.clone(),
            screen: Painting::new(about)?,
            container,
            maker: None,
            time: Duration::ZERO,
            given: 0,
        })
    }

    /// Begins to make it. Compressors want an even number of dots on both sides.
    fn begin(&self) -> io::Result<(Child, tempfile::TempDir)> {
        let folder = tempfile::tempdir()?;
        let canvas = &self.screen.canvas;
        let child = Command::new("ffmpeg")
            .args([
                "-loglevel",
                "error",
                "-f",
                "rawvideo",
                "-pixel_format",
                "rgb24",
            ])
            .args([
                "-video_size",
                &format!("{}x{}", canvas.width, canvas.height),
            ])
            .args(["-framerate", &self.about.fps.to_string(), "-i", "-", "-an"])
            .args([
                "-vf",
                "pad=ceil(iw/2)*2:ceil(ih/2)*2",
                "-pix_fmt",
                "yuv420p",
            ])
            .args(self.container.arguments())
            .arg(folder.path().join("film"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;

        Ok((child, folder))
    }
}

impl Encoder for Film {
    fn add(&mut self, next: &Transition, _: &mut dyn Write) -> io::Result<()> {
        if self.maker.is_none() {
            self.maker = Some(self.begin()?);
        }

        self.screen.paint(next);
        self.time += next.frame.hold;
        let due = self.time.as_millis() * u128::from(self.about.fps) / 1000;

        if let Some(to) = self
            .maker
            .as_mut()
            .and_then(|(child, _)| child.stdin.as_mut())
        {
            let canvas = &self.screen.canvas;
            // What is seen for less than a picture's time has none.
            let dots = (self.given < due).then(|| canvas.rgb(canvas.whole()));
            let dots = dots.as_deref().unwrap_or_default();

            for _ in self.given..due {
                to.write_all(dots.as_flattened())?;
            }
        }

        self.given = self.given.max(due);

        Ok(())
    }

    fn missing(&self) -> BTreeSet<char> {
        self.screen.canvas.missing()
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let Some((mut child, folder)) = self.maker.take() else {
            return Ok(());
        };

        drop(child.stdin.take());
        let mut complaint = String::new();

        if let Some(mut said) = child.stderr.take() {
            said.read_to_string(&mut complaint)?;
        }

        if !child.wait()?.success() {
            let last = complaint.lines().last().unwrap_or_default();
            return Err(io::Error::other(format!("ffmpeg: {last}")));
        }

        let mut film = File::open(folder.path().join("film"))?;
        film.rewind()?;
        io::copy(&mut film, out)?;

        Ok(())
    }
}

impl Drop for Film {
    fn drop(&mut self) {
        // A recording that ends before its time leaves nobody at work.
        if let Some((mut child, _)) = self.maker.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
