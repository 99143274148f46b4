//! The viewer: where it opens, and as what.

use std::ffi::{OsStr, OsString};

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use super::record::mark::Mark;
use super::viewing::Viewing;
use super::{Options, Stop, parser};
use crate::app::{Action, App, View};
use crate::config::Config;
use crate::walk::{Grain, Order};

/// How the viewer opens, where it is not as the scenario says.
#[derive(Debug, Args)]
pub(super) struct Viewer {
    /// The scenario to open: a file, an ONNX model, or the name of a built-in one [default: cs231n]
    #[arg(add = ArgValueCompleter::new(super::complete::scenarios))]
    pub scenario: Option<OsString>,
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
    #[command(flatten)]
    pub screen: Viewing,
}

impl Viewer {
    /// As it is configured.
    pub(super) fn new(scenario: Option<OsString>, config: &Config) -> Self {
        Self {
            scenario,
            at: None,
            view: None,
            grain: config.grain.value,
            order: config.order.value,
            screen: Viewing::new(config),
        }
    }

    /// A session with a scenario, opened so.
    pub(super) fn session(
        &self,
        scenario: &OsStr,
        options: &Options,
        config: &Config,
    ) -> Result<App, Stop> {
        let mut scenario = options.open(scenario)?;
        let opening = &mut scenario.opening;
        opening.grain = self.grain.unwrap_or(opening.grain);
        opening.order = self.order.unwrap_or(opening.order);
        opening.view = self.view.or(opening.view);
        opening.reveals = config.reveal.value.unwrap_or(opening.reveals);

        let language = options.language();
        let mut app = self
            .screen
            .session(scenario, &options.theme, language, config);

        if let Some(mark) = &self.at {
            let step = mark.step(&app, true)?;
            app.apply(Action::Step(step));
        }

        Ok(app)
    }
}
