//! `record`: the walk, or a script, as files to look at.

pub(super) mod mark;
mod progress;
mod said;
mod values;

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;
use ratatui::layout::Rect;

use super::{Options, Stop, parser};
use crate::app::{Action, App, Habits, ScreenParts, View, Zoom};
use crate::document::{Faults, Localized, SourceText, escape};
use crate::record::{
    self, Cue, FileFormat, FrameOptions, Frames, Mount, Output, Pace, RecordingSettings, Version,
};
use crate::scenario::Scenario;
use crate::text::CommandError;
use crate::view;
use crate::walk::{Grain, Order};
use mark::Mark;
use progress::{Interrupt, watched};
pub(super) use said::script_help;
use values::{Size, letters, pause, time};

/// More frames than these are only recorded where all of them are asked for.
const MOST_FRAMES: u64 = 2_000;

/// Arguments of `record`.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the command line")]
pub(super) struct Record {
    /// A file, the name of a built-in scenario, or - for standard input
    #[arg(add = ArgValueCompleter::new(super::complete::scenarios))]
    scenario: OsString,
    /// A file to write; its ending decides the format: .cast .gif .svg .html .txt .md .pdf .png .apng .webp .mp4 .webm; may be repeated.
    /// A .png shows the last step recorded; frame-%04d.png is one file per step; - prints to standard output, in the --format
    #[arg(short, long = "output", value_name = "OUT", required = true)]
    output: Vec<PathBuf>,
    /// Format to print with -o -
    #[arg(long, value_parser = parser(&FileFormat::ALL))]
    format: Option<FileFormat>,
    /// How far one step goes [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Grain::ALL))]
    grain: Option<Grain>,
    /// Window by window, or filter by filter [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Order::ALL))]
    order: Option<Order>,
    /// The first step: its number, a cell as filter,row,column of the first layer or layer:filter,row,column, a layer's name, or
    /// note:N for the Nth note
    #[arg(long, value_name = "STEP")]
    from: Option<Mark>,
    /// The last step, written the same way
    #[arg(long, value_name = "STEP")]
    to: Option<Mark>,
    /// Only this step
    #[arg(long, value_name = "STEP", conflicts_with_all = ["from", "to", "keys"])]
    at: Option<Mark>,
    /// Which view is shown [default: as the scenario opens]
    #[arg(long, value_parser = parser(&View::ALL))]
    view: Option<View>,
    /// How wide cells are drawn: as wide as fits, wide around the window, or with all digits
    #[arg(long, value_parser = parser(&Zoom::ALL), default_value = "fit")]
    zoom: Zoom,
    /// Columns and lines [default: what the scenario needs]
    #[arg(long, value_name = "COLSxROWS")]
    size: Option<Size>,
    /// How long a step is shown
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "600ms")]
    step_time: Duration,
    /// How much longer a step with a new note is shown; 0 for no longer [default: by its length]
    #[arg(long, value_name = "TIME", value_parser = pause)]
    note_time: Option<Duration>,
    /// How much longer a finished map and the end are shown; 0 for no longer [default: two steps]
    #[arg(long, value_name = "TIME", value_parser = pause)]
    hold: Option<Duration>,
    /// Record all steps, however many
    #[arg(long)]
    all: bool,
    /// Keep the timeline and the keys, as in the viewer
    #[arg(long)]
    chrome: bool,
    /// Another title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Text below the picture
    #[arg(long, value_name = "TEXT")]
    caption: Option<String>,
    /// A window's title bar above the picture
    #[arg(long)]
    window: bool,
    /// Show keys as they are pressed
    #[arg(long)]
    show_keys: bool,
    /// Pictures: empty columns on every side
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=20))]
    margin: u16,
    /// .svg and .pdf: font size, in pixels or points
    #[arg(long, value_name = "N", value_parser = letters)]
    font_size: Option<f32>,
    /// At most this many frames per second; shorter frames are merged into the next
    #[arg(long, value_name = "N", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=50))]
    fps: u32,
    /// Record what this script does: one command per line, such as next 3, stride 1, view coverage, pause 2s, type "3"; `convstep
    /// help record` names them all
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    keys: Option<PathBuf>,
    /// What to do with the teacher's questions: leave them out, ask and give time to think, or ask and answer
    #[arg(long, value_enum, default_value_t)]
    questions: Questions,
    /// Windows slide, products appear one by one, and values move to their cells
    #[arg(long)]
    motion: bool,
    /// Bitmap pictures: how many times larger than 8x16 pixels a cell is
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=8))]
    scale: u16,
    /// Moving pictures: how often to play them; 0 is for ever
    #[arg(long = "loop", value_name = "N", default_value_t = 0)]
    plays: u16,
    /// .cast: the version of the format
    #[arg(long, value_parser = parser(&Version::ALL), default_value = "2")]
    cast_version: Version,
    /// .txt: keep the colours
    #[arg(long)]
    ansi: bool,
    /// Replace files that already exist
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    options: Options,
}

/// What a recording does where the teacher asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Questions {
    /// The note's text is shown at once
    Skip,
    /// The question is shown for a while, then the note's text
    #[default]
    Ask,
    /// The question is shown for a while, then the right answer is typed
    Answer,
}

/// Steps for which a question is seen before it is answered.
const THINKING: u32 = 4;

impl Record {
    /// Writes the files; tells how far it is where somebody looks, and what has come of it.
    pub(super) fn write(&self) -> Result<(), Stop> {
        let cues = self.keys.as_deref().map(script).transpose()?;
        let mut app = self.session()?;
        let size = self
            .size
            .map_or_else(|| view::size(&app), |Size(width, height)| (width, height));

        let (from, to) = self.steps(&app)?;
        app.apply(Action::Step(from));
        let is_scripted = cues.is_some();
        let cues = cues.unwrap_or_else(|| walk(&app, from, to, self.questions, self.step_time));
        let count = 1 + cues.iter().filter(|cue| matches!(cue, Cue::Act(_))).count() as u64;
        self.check(count, is_scripted)?;
        let mount = self.mount(&app, size.0, &cues);
        let about = self.about(&app, (size.0, size.1 + mount.lines()));

        let take = FrameOptions {
            area: Rect::new(0, 0, size.0, size.1),
            pace: self.pace(),
            mount,
            screen: true,
            page: false,
        };

        self.take(app, take, &about, cues, count)
    }

    fn take(
        &self,
        app: App,
        take: FrameOptions,
        about: &RecordingSettings,
        cues: Vec<Cue>,
        count: u64,
    ) -> Result<(), Stop> {
        // Before there is any file that it could leave.
        let interrupt = Interrupt::awaited()?;
        let outlets = self.outlets(about)?;
        let page = outlets.iter().any(Output::wants_page);
        let is_shot = |cue: &Cue| matches!(cue, Cue::Screenshot(_));
        let screen = !outlets.iter().all(Output::wants_page) || cues.iter().any(is_shot);
        let take = FrameOptions {
            screen,
            page,
            ..take
        };

        let reel = Frames::new(app, take, cues.into_iter(), interrupt.has_come());
        let picture = |path: &Path| Output::new(path, FileFormat::Png, about, self.force);
        let language = self.options.language();
        let made = watched(count, &interrupt, language, |tell| {
            record::record(reel, about, outlets, picture, tell)
        })?;

        if let Some(made) = made {
            said::tell(&made, about, &self.output, language);
        }

        Ok(())
    }

    fn pace(&self) -> Pace {
        Pace {
            step: self.step_time,
            least: Duration::from_secs(1) / self.fps,
            moves: self.motion,
            note: self.note_time,
            hold: self.hold,
        }
    }

    /// What stands around the screen, with room for every caption that there will be.
    fn mount(&self, app: &App, width: u16, cues: &[Cue]) -> Mount {
        let title = app
            .scenario()
            .title
            .in_language(self.options.language().tag());
        let mut mount = Mount {
            bar: self.window.then(|| title.to_owned()),
            caption: self.caption.clone().unwrap_or_default(),
            caption_lines: 0,
            shows_keys: self.show_keys,
        };

        let later = cues.iter().filter_map(|cue| match cue {
            Cue::Caption(text) => Some(text.as_str()),
            _ => None,
        });

        for caption in later.chain(self.caption.as_deref()) {
            mount.keep_room(caption, width);
        }

        mount
    }

    /// Refuses what would be huge, with the way out.
    fn check(&self, frames: u64, is_scripted: bool) -> Result<(), Stop> {
        let forms = self.output.iter().filter_map(|path| self.form(path));
        let is_svg = |form: FileFormat| form == FileFormat::Svg;

        if frames <= MOST_FRAMES {
            return Ok(());
        }

        if !self.all {
            return Err(CommandError::TooManyFrames(frames, is_scripted).into());
        }

        if forms.into_iter().any(is_svg) {
            return Err(CommandError::TooManyForSvg(frames, MOST_FRAMES).into());
        }

        Ok(())
    }

    fn form(&self, path: &Path) -> Option<FileFormat> {
        FileFormat::of(path).or(self.format)
    }

    fn session(&self) -> Result<App, Stop> {
        let mut scenario: Scenario = self.options.open(&self.scenario)?;

        if let Some(title) = &self.title {
            scenario.title = Localized::new(escape(title));
        }

        scenario.opening.grain = self.grain.unwrap_or(scenario.opening.grain);
        scenario.opening.order = self.order.unwrap_or(scenario.opening.order);
        let mut app = App::new(
            Arc::new(scenario),
            self.options.theme.theme(),
            self.options.language(),
        );

        if self.questions == Questions::Skip {
            app.skip_questions();
        }

        app.set_parts(ScreenParts {
            timeline: self.chrome,
            hints: self.chrome,
            ..ScreenParts::default()
        });

        app.take_up(Habits {
            zoom: self.zoom,
            ..Habits::default()
        });

        if let Some(view) = self.view {
            app.apply(Action::View(view));
        }

        Ok(app)
    }

    /// The first and the last step.
    fn steps(&self, app: &App) -> Result<(u64, u64), Stop> {
        let step = |mark: &Option<Mark>, last, otherwise| {
            mark.as_ref()
                .map_or(Ok(otherwise), |mark| mark.step(app, last))
        };

        if self.at.is_some() {
            let step = step(&self.at, true, 1)?;
            return Ok((step, step));
        }

        let to = step(&self.to, true, app.steps())?;
        let holds_one = |path: &PathBuf| self.form(path).is_some_and(|form| form.is_single(path));

        // Where only the last step will be seen, those before it are left out.
        let first = if self.keys.is_none() && self.output.iter().all(holds_one) {
            to
        } else {
            1
        };

        let from = step(&self.from, false, first)?;

        if from > to {
            return Err(CommandError::FromAfterTo(from, to).into());
        }

        Ok((from, to))
    }

    fn about(&self, app: &App, size: (u16, u16)) -> RecordingSettings {
        let scale = self.scale;
        let plays = self.plays;
        let version = self.cast_version;
        let ansi = self.ansi;

        RecordingSettings {
            scale,
            plays,
            version,
            ansi,
            margin: self.margin,
            font_size: self.font_size,
            fps: self.fps,
            ..RecordingSettings::new(app, size)
        }
    }

    fn outlets(&self, about: &RecordingSettings) -> Result<Vec<Output>, Stop> {
        let mut seen = HashSet::new();
        if let Some(twice) = self
            .output
            .iter()
            .find(|path| !seen.insert(std::path::absolute(path).ok()))
        {
            let file = escape(&twice.display().to_string());
            return Err(CommandError::WrittenTwice(file).into());
        }
        self.output
            .iter()
            .map(|path| self.outlet(path, about))
            .collect()
    }

    fn outlet(&self, path: &Path, about: &RecordingSettings) -> Result<Output, Stop> {
        let is_printed = path.as_os_str() == "-";

        let Some(form) = self.form(path) else {
            if is_printed {
                return Err(CommandError::NeedsFormat.into());
            }

            let file = escape(&path.display().to_string());
            let endings: Vec<String> = FileFormat::ALL
                .iter()
                .map(|(ending, _)| format!(".{ending}"))
                .collect();

            let endings = endings.join(" ");
            return Err(CommandError::UnknownEnding { file, endings }.into());
        };

        if form.is_film() && !record::has_ffmpeg() {
            return Err(CommandError::NoFfmpeg.into());
        }

        Output::new(path, form, about, self.force)
            .map_err(|error| Stop::unwritten(path, error, true))
    }
}

/// The cues of a walk: one per step, and those that answer each question on the way.
fn walk(app: &App, from: u64, to: u64, questions: Questions, step_time: Duration) -> Vec<Cue> {
    let mut answered = HashSet::new();
    let mut cues = Vec::new();

    for step in from..=to {
        if step > from {
            cues.push(Cue::Act(Action::Next));
        }

        let asked = app.questions_at(step).into_iter();
        let asked = asked.filter(|&note| questions != Questions::Skip && answered.insert(note));

        for note in asked {
            let keys = app
                .right_keys(note)
                .filter(|_| questions == Questions::Answer);
            cues.push(Cue::Pause(step_time * THINKING));
            cues.extend(keys.unwrap_or(vec![Action::Next]).into_iter().map(Cue::Act));
        }
    }

    cues
}

fn script(file: &Path) -> Result<Vec<Cue>, Faults> {
    record::cues(&SourceText::read(file)?)
}
