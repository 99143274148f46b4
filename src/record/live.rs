//! What a session shows while it is used, with the times at which it was shown: a `.cast`.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cast::Cast;
use super::{RecordingSettings, changes};
use crate::app::App;
use crate::file::Draft;
use crate::view::{self, Midway};

/// A recording that goes on.
#[derive(Debug)]
pub(crate) struct LiveCast {
    about: RecordingSettings,
    cast: Cast,
    shown: Option<Buffer>,
    draft: Draft,
    path: PathBuf,
}

impl LiveCast {
    /// Begins one beside where the program was started, under the scenario's name and the next free number.
    pub(crate) fn begin(app: &App, area: Rect) -> io::Result<Self> {
        let name = |number: u32| PathBuf::from(format!("{}-{number}.cast", app.scenario().name));
        let path = (1..=9999)
            .map(name)
            .find(|path| path.symlink_metadata().is_err())
            .unwrap_or_else(|| name(0));

        let draft = Draft::begin(&path, false)?;

        let about = RecordingSettings::new(app, (area.width, area.height));

        Ok(Self {
            cast: Cast::new(&about),
            about,
            shown: None,
            draft,
            path,
        })
    }

    /// The file that it will be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What is shown from a moment on, counted from the start. It is drawn in full colour, for any terminal.
    pub(crate) fn show(
        &mut self,
        at: Duration,
        app: &App,
        midway: Option<Midway>,
        area: Rect,
    ) -> io::Result<()> {
        let screen = view::frame(app, midway, app.theme(), area);
        let before = self.shown.take().filter(|shown| shown.area == screen.area);
        let runs = changes(before.as_ref(), &screen, self.about.ground);
        self.cast.show(at, &screen, &runs, &mut self.draft)?;
        self.shown = Some(screen);

        Ok(())
    }

    /// Ends it, and gives the file its name.
    pub(crate) fn finish(mut self, at: Duration) -> io::Result<()> {
        self.cast.stop(at, &mut self.draft)?;
        self.draft.finish()
    }
}
