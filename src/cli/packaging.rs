//! `completions` and `man`: for packagers.

use std::io::Write;

use clap::CommandFactory;

use super::{Command, Stop};

pub(super) fn completions(shell: clap_complete::Shell, out: &mut impl Write) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Command::command(), "convstep", &mut script);
    Ok(out.write_all(&script)?)
}

pub(super) fn man(out: &mut impl Write) -> Result<(), Stop> {
    Ok(clap_mangen::Man::new(Command::command()).render(out)?)
}
