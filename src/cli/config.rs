//! `config`: what is in force; and the configuration as the defaults of the command line.

use std::io::{self, Write};

use clap::Command;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Stop;
use crate::app::{Glyphs, Theme, Zoom};
use crate::config::Config;
use crate::document::Faults;
use crate::text::{CommandError, Language};
use crate::walk::{Grain, Order};

/// Colours that are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Colours {
    /// Those for the terminal's ground; where there is no terminal, those for a dark room.
    #[default]
    Auto,
    /// A theme's.
    Of(Theme),
}

impl Colours {
    /// Those that are drawn as long as the terminal's ground is not known.
    pub(super) fn theme(self) -> Theme {
        match self {
            Self::Auto => Theme::default(),
            Self::Of(theme) => theme,
        }
    }
}

/// Reads a theme's name, of ours and of a user's `own`.
pub(super) fn colours(own: &[Theme]) -> impl TypedValueParser<Value = Colours> + use<> {
    let own = own.iter().map(|theme| (theme.name(), Colours::Of(*theme)));
    let ours = Theme::ALL.map(|(name, theme)| (name, Colours::Of(theme)));
    let all: Vec<_> = [("auto", Colours::Auto)]
        .into_iter()
        .chain(ours)
        .chain(own)
        .collect();

    PossibleValuesParser::new(all.iter().map(|(name, _)| *name)).map(move |name| {
        let found = all.iter().find(|(has, _)| *has == name);
        found.map_or(Colours::Auto, |(_, colours)| *colours)
    })
}

/// Prints the configuration as a file, or where its file is.
pub(super) fn print(config: &Config, path: bool, out: &mut impl Write) -> Result<(), Stop> {
    if !path {
        out.write_all(config.to_toml().as_bytes())?;
    } else if let Some(path) = &config.path {
        writeln!(out, "{}", path.display())?;
    } else {
        return Err(CommandError::NoHome.into());
    }

    if path || config.faults.is_empty() {
        return Ok(());
    }

    Err(Faults::new(config.faults.clone()).into())
}

/// Tells what is wrong with the configuration; what is asked for is done all the same.
pub(super) fn warn(config: &Config, language: Language) {
    if !config.faults.is_empty() {
        let faults = Faults::new(config.faults.clone());
        // Nothing can be done if even that cannot be printed.
        let _ = writeln!(
            io::stderr(),
            "{}\n",
            faults.render(language, super::colour(&io::stderr()))
        );
    }
}

/// The command line with what is configured where nothing is said.
pub(super) fn in_force(command: Command, config: &Config) -> Command {
    let grain = config
        .grain
        .value
        .and_then(|grain| named(&Grain::ALL, grain));
    let order = config
        .order
        .value
        .and_then(|order| named(&Order::ALL, order));
    let viewer = shown(everywhere(command, config), config)
        .mut_arg("grain", |arg| arg.default_values(grain))
        .mut_arg("order", |arg| arg.default_values(order));

    ["course", "exam"]
        .into_iter()
        .fold(viewer, |command, below| {
            command.mut_subcommand(below, |below| shown(below, config))
        })
}

/// How the viewer shows what it opens, of a command that opens it.
fn shown(command: Command, config: &Config) -> Command {
    command
        .mut_arg("zoom", |arg| {
            arg.default_values(named(&Zoom::ALL, config.zoom.value))
        })
        .mut_arg("glyphs", |arg| {
            arg.default_values(named(&Glyphs::ALL, config.glyphs.value))
        })
        .mut_arg("speed", |arg| {
            arg.default_value(config.speed.value.steps().to_string())
        })
}

/// Language and theme, of every command that has them.
fn everywhere(command: Command, config: &Config) -> Command {
    command
        .mut_args(|arg| match arg.get_id().as_str() {
            "lang" => arg.default_value(config.language.value.tag()),
            "theme" => arg
                .value_parser(colours(&config.themes))
                .default_value(config.theme.value.map_or("auto", Theme::name)),
            _ => arg,
        })
        .mut_subcommands(|below| everywhere(below, config))
}

fn named<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> Option<&'static str> {
    names
        .iter()
        .find(|(_, has)| *has == value)
        .map(|(name, _)| *name)
}
