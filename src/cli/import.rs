//! `import`: a model as a scenario with layers.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::new::argument;
use super::{Spoken, Stop};
use crate::document::escape;
use crate::file;
use crate::scenario;
use crate::text::CommandError;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The ONNX model
    model: PathBuf,
    /// The scenario to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Replace files that already exist
    #[arg(long)]
    force: bool,
    /// Let the scenario read a model outside its own folder
    #[arg(long)]
    allow_outside: bool,
    #[command(flatten)]
    spoken: Spoken,
}

impl Import {
    /// Writes the scenario and what goes with it, and says what to do with it.
    pub(super) fn write(&self, out: &mut impl Write) -> Result<(), Stop> {
        let import = scenario::import(&self.model, &self.output, self.allow_outside)?;
        let mut files: Vec<file::Whole> = Vec::new();

        for beside in &import.sidecars {
            files.push((&beside.path, beside.content.reader()?));
        }

        files.push((&self.output, Box::new(import.text.as_bytes())));

        let mut there = files
            .iter()
            .filter(|(path, _)| path.symlink_metadata().is_ok());

        if let (false, Some((path, _))) = (self.force, there.next()) {
            return Err(CommandError::IsThere(escape(&path.display().to_string())).into());
        }

        file::write_all(files, self.force)
            .map_err(|error| Stop::unwritten(&self.output, error, true))?;

        let shown = escape(&self.output.display().to_string());
        let argument = argument(&shown);

        Ok(writeln!(
            out,
            "{}",
            self.spoken.language().wrote_to_open(&shown, &argument)
        )?)
    }
}
