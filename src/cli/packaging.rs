//! `completions` and `man`: for packagers.

use std::io::{self, Write};

use clap::{CommandFactory, ValueEnum};
use clap_complete::env::{CompleteEnv, Shells};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{Command, Stop, help};
use crate::app::{BINDINGS, Keys};
use crate::text::Language;

/// What tells the program that a shell asks how a word could go on.
const ASKS: &str = "COMPLETE";

/// The shells whose completions are known.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

/// Prints what a shell runs once: from then on it asks the program itself, so that it knows scenarios, layers and files.
pub(super) fn completions(shell: Shell, out: &mut impl Write) -> Result<(), Stop> {
    let shells = Shells::builtins();
    let name = shell.to_possible_value();
    let known = name.and_then(|name| shells.completer(name.get_name()));

    match known {
        Some(shell) => Ok(shell.write_registration(ASKS, "convstep", "convstep", "convstep", out)?),
        None => Err(io::Error::from(io::ErrorKind::Unsupported).into()),
    }
}

/// Answers a shell that asks how a word could go on; false where none does.
pub(super) fn answer(language: Language) -> bool {
    let command = || help::in_language(Command::command(), language);

    CompleteEnv::with_factory(command)
        .var(ASKS)
        .try_complete(std::env::args_os(), None)
        .unwrap_or(false)
}

/// The manual page, in a language.
pub(super) fn man(language: Language, out: &mut impl Write) -> Result<(), Stop> {
    let command = help::in_language(Command::command(), language);
    let commands: Vec<(String, String)> = command
        .get_subcommands()
        .map(|below| {
            let about = below.get_about().map(ToString::to_string);
            (
                format!("convstep {}", below.get_name()),
                about.unwrap_or_default(),
            )
        })
        .collect();

    let man = Man::new(command);
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;

    let mut roff = Roff::new();
    section(&mut roff, language.man_commands(), commands);
    roff.text([roman(language.man_help())]);
    section(&mut roff, language.man_keys(), keys(language));
    section(&mut roff, language.man_files(), owned(language.files()));
    section(
        &mut roff,
        language.man_environment(),
        owned(language.variables()),
    );
    section(
        &mut roff,
        language.man_statuses(),
        owned(language.statuses()),
    );
    roff.to_writer(&mut page)?;

    Ok(out.write_all(headed(&String::from_utf8_lossy(&page), language).as_bytes())?)
}

fn section(roff: &mut Roff, heading: &str, entries: Vec<(String, String)>) {
    roff.control("SH", [heading]);

    for (name, says) in entries {
        roff.control("TP", []);
        roff.text([bold(name)]);
        roff.text([roman(says)]);
    }
}

fn keys(language: Language) -> Vec<(String, String)> {
    let keys = Keys::default();
    let rows = BINDINGS.iter().enumerate();

    rows.map(|(row, binding)| {
        let says = (binding.says)(language);
        (keys.label(row, language), says.to_owned())
    })
    .collect()
}

fn owned(entries: &[(&str, &str)]) -> Vec<(String, String)> {
    let entries = entries.iter();
    entries
        .map(|(name, says)| ((*name).to_owned(), (*says).to_owned()))
        .collect()
}

/// The page with the headings that its maker knows in English alone in a language.
fn headed(page: &str, language: Language) -> String {
    let lines = page.lines().map(|line| match line {
        ".SH NAME" => format!(".SH {}", language.man_name()),
        ".SH SYNOPSIS" => format!(".SH {}", language.man_synopsis()),
        ".SH OPTIONS" => format!(".SH {}", language.man_options()),
        line => line.to_owned(),
    });

    lines.map(|line| line + "\n").collect()
}
