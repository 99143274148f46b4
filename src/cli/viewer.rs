//! The viewer: where it opens, and as what.

use std::sync::Arc;

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::config::Colours;
use super::record::mark::Mark;
use super::{Options, Stop, parser};
use crate::app::{Action, App, Glyphs, Habits, Speed, View, Zoom};
use crate::config::Config;
use crate::document::Faults;
use crate::walk::{Grain, Order};

/// How the viewer opens, where it is not as the scenario says.
#[derive(Debug, Args)]
pub(super) struct Viewer {
    /// The scenario to open: a file, an ONNX model, or the name of a built-in one [default: cs231n]
    #[arg(add = ArgValueCompleter::new(super::complete::scenarios))]
    pub scenario: Option<String>,
    /// Where to start: a step's number, or a cell as filter,row,column of the first layer or layer:filter,row,column
    #[arg(long, value_name = "STEP")]
    at: Option<Mark>,
    /// Which view is shown [default: as the scenario opens]
    #[arg(long, value_parser = parser(&View::ALL))]
    view: Option<View>,
    /// How far one step goes [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Grain::ALL))]
    grain: Option<Grain>,
    /// Window by window, or filter by filter [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Order::ALL))]
    order: Option<Order>,
    /// How wide cells are drawn: as wide as fits, wide around the window, or with all digits
    #[arg(long, value_parser = parser(&Zoom::ALL), default_value = "fit")]
    zoom: Zoom,
    /// Steps per second while it plays
    #[arg(long, value_name = "N", default_value = "1")]
    speed: Speed,
    /// Characters for lines and marks: auto uses ASCII where the terminal draws the others two columns wide
    #[arg(long, value_parser = parser(&Glyphs::ALL), default_value = "auto")]
    glyphs: Glyphs,
    /// For a projector: only the picture and the equation; f shows everything again, V the sentences
    #[arg(long)]
    present: bool,
    /// The viewer as lines of text, for screen readers and terminals without a cursor: type a command or keys, then Enter
    #[arg(long)]
    plain: bool,
    /// No motion: each step appears at once
    #[arg(long)]
    reduced_motion: bool,
}

impl Viewer {
    /// Whether it is to be lines of text.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// A session with a scenario, opened so.
    pub(super) fn session(
        &self,
        scenario: &str,
        options: &Options,
        config: &Config,
    ) -> Result<App, Stop> {
        let mut scenario = options.open(scenario)?;
        let opening = &mut scenario.opening;
        opening.grain = self.grain.unwrap_or(opening.grain);
        opening.order = self.order.unwrap_or(opening.order);
        opening.view = self.view.or(opening.view);
        opening.reveals = config.reveal.value.unwrap_or(opening.reveals);

        let mut app = App::new(
            Arc::new(scenario),
            options.theme.theme(),
            options.language(),
        );
        app.take_up(Habits {
            speed: self.speed,
            zoom: self.zoom,
            moves: config.motion.value && !self.reduced_motion,
            glyphs: if self.glyphs == Glyphs::Auto && !is_utf8() {
                Glyphs::Ascii
            } else {
                self.glyphs
            },
            follows_ground: matches!(options.theme, Colours::Auto),
            ..config.habits()
        });

        if !config.faults.is_empty() {
            app.warn(Faults::new(config.faults.clone()));
        }

        if self.present {
            app.apply(Action::Present);
        }

        if let Some(mark) = &self.at {
            let step = mark.step(&app, true)?;
            app.apply(Action::Step(step));
        }

        Ok(app)
    }
}

/// Whether the locale's signs are those of Unicode, as far as it says what they are.
fn is_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|locale| !locale.is_empty());

    set.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
