//! The viewer: where it opens, and as what.

use std::sync::Arc;

use clap::Args;

use super::record::mark::Mark;
use super::{Options, Stop, parser};
use crate::app::{Action, App, Habits, Speed, View, Zoom};
use crate::walk::{Grain, Order};

/// How the viewer opens, where it is not as the scenario says.
#[derive(Debug, Args)]
pub(super) struct Viewer {
    /// Where the walk opens: a step's number, or a cell as filter,row,column of the first layer or layer:filter,row,column
    #[arg(long, value_name = "STEP")]
    at: Option<Mark>,
    /// What is looked at [default: as the scenario opens]
    #[arg(long, value_parser = parser(&View::ALL))]
    view: Option<View>,
    /// How far one step goes [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Grain::ALL))]
    grain: Option<Grain>,
    /// Window by window, or filter by filter [default: as the scenario opens]
    #[arg(long, value_parser = parser(&Order::ALL))]
    order: Option<Order>,
    /// How wide cells are drawn: as fits, wide around the window, or with all their digits
    #[arg(long, value_parser = parser(&Zoom::ALL), default_value = "fit")]
    zoom: Zoom,
    /// Steps per second while it plays
    #[arg(long, value_name = "N", default_value = "1")]
    speed: Speed,
    /// Nothing moves but from step to step
    #[arg(long)]
    reduced_motion: bool,
}

impl Viewer {
    /// A session with a scenario, opened so.
    pub fn session(&self, scenario: &str, options: &Options) -> Result<App, Stop> {
        let mut scenario = options.open(scenario)?;
        let opening = &mut scenario.opening;
        opening.grain = self.grain.unwrap_or(opening.grain);
        opening.order = self.order.unwrap_or(opening.order);
        opening.view = self.view.or(opening.view);

        let mut app = App::new(Arc::new(scenario), options.theme, options.language());
        app.take_up(Habits {
            speed: self.speed,
            zoom: self.zoom,
            moves: !self.reduced_motion,
        });

        if let Some(mark) = &self.at {
            let step = mark.step(&app, true)?;
            app.apply(Action::Step(step));
        }

        Ok(app)
    }
}
