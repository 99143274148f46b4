//! `exam`: ten questions over a network that nobody has seen.

use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::config::{Colours, colours};
use super::viewing::Viewing;
use super::{Spoken, Stop};
use crate::config::Config;
use crate::scenario::exam;

/// Seeds of exams that nobody chose are smaller than this, so that they can be told to others.
const SHORT: u64 = 1_000_000;

/// Arguments of `exam`.
#[derive(Debug, Args)]
pub(super) struct Exam {
    /// The exam with this number: the same network, the same questions [default: a new one each time]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    #[command(flatten)]
    screen: Viewing,
    #[command(flatten)]
    spoken: Spoken,
    /// Colours
    #[arg(long, value_name = "NAME", value_parser = colours(&[]), default_value = "auto")]
    theme: Colours,
}

impl Exam {
    pub(super) fn open(&self, config: &Config) -> Result<(), Stop> {
        let scenario = exam(self.seed.unwrap_or_else(any))?;
        let language = self.spoken.language();
        let mut app = self.screen.session(scenario, &self.theme, language, config);
        app.examine();

        self.screen.show(app)
    }
}

/// A number that is another each time.
fn any() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| u64::from(now.subsec_nanos())) % SHORT
}
