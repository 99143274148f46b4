//! `record`: the walk, or a script, as files to look at.

pub(super) mod mark;
mod progress;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, ValueEnum};
use ratatui::layout::Rect;

use super::{Options, Stop, parser};
use crate::app::{Action, App, Habits, View, Zoom, commands};
use crate::record::{self, About, Cue, Form, Outlet, Pace, Reel, Version};
use crate::scenario::{Faults, Scenario, escape, source};
use crate::text::{CommandError, Language};
use crate::view;
use crate::walk::{Grain, Order};
use mark::Mark;
use progress::{Interrupt, watched};

/// More frames than these are taken for a mistake.
const MOST_FRAMES: u64 = 100_000;

/// Arguments of `record`.
#[derive(Debug, Args)]
pub(super) struct Record {
    /// A file, the name of a built-in scenario, or - for standard input
    scenario: String,
    /// A file to write; its ending says the form: .cast .gif .svg .html .txt .png; may be repeated. A .png holds the last step
    /// of those that are recorded; frame-%04d.png is one file per step
    #[arg(short, long = "output", value_name = "OUT", required = true)]
    output: Vec<PathBuf>,
    /// How far one step goes [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Grain::ALL))]
    grain: Option<Grain>,
    /// Window by window, or filter by filter [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Order::ALL))]
    order: Option<Order>,
    /// The first step: its number, or a cell as filter,row,column of the first layer or layer:filter,row,column
    #[arg(long, value_name = "STEP")]
    from: Option<Mark>,
    /// The last step
    #[arg(long, value_name = "STEP")]
    to: Option<Mark>,
    /// This step alone
    #[arg(long, value_name = "STEP", conflicts_with_all = ["from", "to", "keys"])]
    at: Option<Mark>,
    /// What is looked at [default: as the scenario opens]
    #[arg(long, value_parser = parser(&View::ALL))]
    view: Option<View>,
    /// How wide cells are drawn: as fits, wide around the window, or with all their digits
    #[arg(long, value_parser = parser(&Zoom::ALL), default_value = "fit")]
    zoom: Zoom,
    /// Columns and lines [default: what the scenario needs]
    #[arg(long, value_name = "COLSxROWS")]
    size: Option<Size>,
    /// How long a step is seen
    #[arg(long, value_name = "TIME", value_parser = time, default_value = "600ms")]
    step_time: Duration,
    /// At most so many frames per second; what is seen for less is part of the next
    #[arg(long, value_name = "N", default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..=50))]
    fps: u32,
    /// Record what this script does: one command per line, such as next 3, stride 1, view coverage, pause 2s, type "3"; `convstep
    /// help record` names them all
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    keys: Option<PathBuf>,
    /// What is done where the teacher asks: the question is left out, asked with time to think, or asked and answered
    #[arg(long, value_enum, default_value_t)]
    questions: Questions,
    /// Windows slide, products come one by one, and values run to their cells
    #[arg(long)]
    motion: bool,
    /// .gif and .png: how many times larger than 8x16 dots a cell is
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=8))]
    scale: u16,
    /// .gif and .svg: how often it is played; 0 is for ever
    #[arg(long = "loop", value_name = "N", default_value_t = 0)]
    plays: u16,
    /// .cast: the version of the format
    #[arg(long, value_parser = parser(&Version::ALL), default_value = "2")]
    cast_version: Version,
    /// .txt: keep the colours
    #[arg(long)]
    ansi: bool,
    /// Take the place of files that are there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    options: Options,
}

/// What a recording does where the teacher asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Questions {
    /// What the note says is shown at once
    Skip,
    /// The question is seen for a while, then what the note says
    #[default]
    Ask,
    /// The question is seen for a while, then the right answer is given
    Answer,
}

/// Steps for which a question is seen before it is answered.
const THINKING: u32 = 4;

/// Columns and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size(u16, u16);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sides = text
            .split_once(['x', '×'])
            .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));

        match sides {
            Some((width @ 1..=500, height @ 1..=200)) => Ok(Self(width, height)),
            _ => Err("write it as COLSxROWS, for example 100x30; at most 500x200".to_owned()),
        }
    }
}

fn time(text: &str) -> Result<Duration, String> {
    let steps = Duration::from_millis(1)..=Duration::from_secs(60);
    let time = record::duration(text).filter(|time| steps.contains(time));
    time.ok_or_else(|| "write a time such as 600ms or 1.5s, from 1ms to a minute".to_owned())
}

impl Record {
    /// Writes the files; tells how far it is where somebody looks.
    pub fn write(&self) -> Result<(), Stop> {
        let cues = self.keys.as_deref().map(script).transpose()?;
        let mut app = self.session()?;
        let size = self
            .size
            .map_or_else(|| view::size(&app), |Size(width, height)| (width, height));

        let (from, to) = self.steps(&app)?;
        app.apply(Action::Step(from));
        let area = Rect::new(0, 0, size.0, size.1);

        // Before there is any file that it could leave.
        let interrupt = Interrupt::awaited()?;
        let outlets = self.outlets(&self.about(&app, size))?;
        let both = outlets.iter().any(Outlet::wants_other);
        let pace = Pace {
            step: self.step_time,
            least: Duration::from_secs(1) / self.fps,
            moves: self.motion,
        };

        let cues = cues.unwrap_or_else(|| walk(&app, from, to, self.questions, self.step_time));
        let count = cues.len() as u64 + 1;
        let stop = interrupt.has_come();

        watched(count, &interrupt, self.options.language(), |tell| {
            record::record(
                Reel::new(app, area, pace, both, cues.into_iter(), stop),
                outlets,
                tell,
            )
        })
    }

    fn session(&self) -> Result<App, Stop> {
        let mut scenario: Scenario = self.options.open(&self.scenario)?;
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
        let holds_one = |path: &PathBuf| Form::of(path).is_some_and(|form| form.is_single(path));

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

        if to - from < MOST_FRAMES || self.keys.is_some() {
            return Ok((from, to));
        }

        Err(CommandError::TooManyFrames(to - from + 1).into())
    }

    fn about(&self, app: &App, size: (u16, u16)) -> About {
        let scale = self.scale;
        let plays = self.plays;
        let version = self.cast_version;
        let ansi = self.ansi;

        About {
            scale,
            plays,
            version,
            ansi,
            ..About::new(app, size)
        }
    }

    fn outlets(&self, about: &About) -> Result<Vec<Outlet>, Stop> {
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

    fn outlet(&self, path: &Path, about: &About) -> Result<Outlet, Stop> {
        let Some(form) = Form::of(path) else {
            let file = escape(&path.display().to_string());
            let endings: Vec<String> = Form::ALL
                .iter()
                .map(|(ending, _)| format!(".{ending}"))
                .collect();

            let endings = endings.join(" ");
            return Err(CommandError::UnknownEnding { file, endings }.into());
        };

        Outlet::new(path, form, about, self.force)
            .map_err(|error| Stop::unwritten(path, error, true))
    }
}

/// What scripts can say.
pub(super) fn script_help(language: Language) -> String {
    let pause = ("pause TIME".to_owned(), language.script_pause());

    // A recording is one already, and has no shell to go back to.
    let said =
        commands(language).filter(|(name, _)| !["record", "suspend"].contains(&name.as_str()));
    let rows: Vec<String> = said
        .chain([pause])
        .map(|(name, says)| format!("  {name:<18} {says}"))
        .collect();

    format!("{}\n{}", language.script_heading(), rows.join("\n"))
}

/// The cues of a walk: one per step, and those that answer each question on the way.
fn walk(app: &App, from: u64, to: u64, questions: Questions, step_time: Duration) -> Vec<Cue> {
    let mut told = HashSet::new();
    let mut cues = Vec::new();

    for step in from..=to {
        if step > from {
            cues.push(Cue::Act(Action::Next));
        }

        let asked = app.questions_at(step).into_iter();
        let asked = asked.filter(|&note| questions != Questions::Skip && told.insert(note));

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
    record::cues(&source(&file.to_string_lossy())?)
}
