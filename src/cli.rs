//! The command line: what can be asked for, one file per subcommand.

mod check;
mod complete;
mod config;
mod course;
mod exam;
mod help;
mod import;
mod json;
mod list;
mod new;
mod notes;
mod packaging;
mod quiz;
mod record;
mod run;
mod sizes;
mod step;
mod steps;
mod stop;
mod usage;
mod viewer;
mod viewing;

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use clap_complete::engine::ArgValueCompleter;

use crate::config::Config;
use crate::document::escape;
use crate::scenario::{Request, Scenario, Setting, built, load};
use crate::text::{CommandError, Language};
use config::{Colours, colours};
use stop::Stop;

/// Walk through the arithmetic of a convolutional network, one step at a time.
#[derive(Debug, Parser)]
#[command(
    name = "convstep",
    version,
    about,
    args_conflicts_with_subcommands = true
)]
struct Command {
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    viewer: viewer::Viewer,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// List the built-in scenarios
    List {
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        #[command(flatten)]
        spoken: Spoken,
    },
    /// Print a built-in scenario's TOML
    Show {
        /// Its name
        #[arg(add = ArgValueCompleter::new(complete::scenarios))]
        name: String,
    },
    /// Go through the built-in course, or a folder's own: the lessons in order, with progress
    Course(course::Lessons),
    /// Ten questions over a network that nobody has seen, and a score
    Exam(exam::Exam),
    /// Write a commented scenario to start from
    New(new::New),
    /// Write an ONNX model as a scenario whose layers take their weights from it
    Import(import::Import),
    /// Check scenario files and course folders: ok for each good one, else every fault
    Check {
        /// The files, folders with a course.toml, names of built-in scenarios, or - for standard input
        #[arg(required = true, add = ArgValueCompleter::new(complete::scenarios))]
        files: Vec<OsString>,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        #[command(flatten)]
        options: Options,
    },
    /// Compute the layers and print what they put out
    Run {
        /// A file, the name of a built-in scenario, or - for standard input
        #[arg(add = ArgValueCompleter::new(complete::scenarios))]
        scenario: OsString,
        /// Only this layer
        #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(complete::layers))]
        layer: Option<String>,
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        #[command(flatten)]
        options: Options,
    },
    /// Print every layer's shape, parameters, multiplications and receptive field
    Sizes {
        /// A file, the name of a built-in scenario, or - for standard input
        #[arg(add = ArgValueCompleter::new(complete::scenarios))]
        scenario: OsString,
        #[arg(long, value_enum, default_value_t)]
        format: sizes::Form,
        #[command(flatten)]
        options: Options,
    },
    /// Print the walk in words, one step per line
    Steps(steps::Steps),
    /// Record the walk, or a script, as moving pictures, a page, a film, a PDF or text
    Record(Box<record::Record>),
    /// Print the configuration in force, as a commented file
    Config {
        /// Print where the file is
        #[arg(long)]
        path: bool,
    },
    /// Print a completion script for a shell
    Completions { shell: packaging::Shell },
    /// Print the manual page
    Man {
        #[command(flatten)]
        spoken: Spoken,
    },
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// What every command takes that takes a scenario.
#[derive(Debug, Default, Args)]
struct Options {
    /// Give a key of a layer another value, as TOML writes it; may be repeated
    #[arg(long, value_name = "LAYER.KEY=VALUE")]
    set: Vec<Setting>,
    /// Stride of the first layer that has one
    #[arg(long, value_name = "N")]
    stride: Option<String>,
    /// Padding of the first layer that has one: a number, same or valid
    #[arg(long, value_name = "N|same|valid")]
    padding: Option<String>,
    /// Dilation of the first layer that has one
    #[arg(long, value_name = "N")]
    dilation: Option<String>,
    /// Take the input from this file instead: npy, npz, csv, or a picture, which is made to fit
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
    /// Name the numbers that the network ends in: a text file, one name per line
    #[arg(long, value_name = "FILE")]
    classes: Option<PathBuf>,
    /// Let the scenario read files outside its own folder
    #[arg(long)]
    allow_outside: bool,
    #[command(flatten)]
    spoken: Spoken,
    /// Colours
    #[arg(long, value_name = "NAME", value_parser = colours(&[]), default_value = "auto")]
    theme: Colours,
}

/// The language that is spoken.
#[derive(Clone, Copy, Debug, Default, Args)]
struct Spoken {
    /// Language; without it, that of the configuration, or of `LC_ALL`, `LC_MESSAGES` or `LANG`
    #[arg(long, value_name = "LANGUAGE", value_parser = parser(&Language::ALL), default_value = "en")]
    lang: Language,
}

impl Spoken {
    fn language(self) -> Language {
        self.lang
    }
}

/// The language that is asked for, else the configured one: known before anything is wrong with the arguments.
fn language_of(arguments: &[OsString], configured: Language) -> Language {
    let texts: Vec<_> = arguments
        .iter()
        .map(|text| text.to_string_lossy())
        .collect();
    let after = texts.windows(2).find(|pair| pair[0] == "--lang");
    let tag = after
        .map(|pair| &pair[1][..])
        .or_else(|| texts.iter().find_map(|text| text.strip_prefix("--lang=")));

    tag.map_or(Some(configured), Language::of_locale)
        .unwrap_or_default()
}

/// Reads one of the names of a table.
fn parser<T: Copy + Send + Sync + 'static>(
    table: &'static [(&'static str, T)],
) -> impl clap::builder::TypedValueParser<Value = T> {
    use clap::builder::{PossibleValuesParser, TypedValueParser};
    PossibleValuesParser::new(table.iter().map(|(name, _)| *name)).map(move |name| {
        table
            .iter()
            .find(|(has, _)| *has == name)
            .map_or(table[0].1, |(_, value)| *value)
    })
}

impl Options {
    fn request(&self) -> Request {
        let short = |key: &str, value: &Option<String>| {
            let value = value.as_deref()?;
            let word = value.bytes().all(|byte| byte.is_ascii_alphabetic()) && !value.is_empty();
            let value = if word {
                format!("\"{value}\"")
            } else {
                value.to_owned()
            };

            Some(Setting {
                layer: None,
                key: key.to_owned(),
                value,
            })
        };

        let shorts = [
            short("stride", &self.stride),
            short("padding", &self.padding),
            short("dilation", &self.dilation),
        ];

        Request {
            set: self
                .set
                .iter()
                .cloned()
                .chain(shorts.into_iter().flatten())
                .collect(),
            input: self.input.clone(),
            classes: self.classes.clone(),
            allow_outside: self.allow_outside,
        }
    }

    fn language(&self) -> Language {
        self.spoken.language()
    }

    fn open(&self, scenario: &OsStr) -> Result<Scenario, Stop> {
        Ok(load(scenario, &self.request())?)
    }
}

/// Runs the command line.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let config = Config::here();
    let language = language_of(&arguments, config.language.value);
    if packaging::answer(language) {
        return ExitCode::SUCCESS;
    }

    let command = match parsed(&arguments, &config, language) {
        Ok(command) => command,
        Err(error) => {
            let known = known(&config, language);

            if let Some(wrong) = usage::wrong(&error, &arguments, &known, language) {
                return ExitCode::from(Stop::Misused(Box::new(wrong)).end(language));
            }

            // Nothing can be done if even that cannot be printed.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };

    if !matches!(command.task, None | Some(Task::Config { .. })) {
        config::warn(&config, language);
    }

    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = perform(command, &config, &mut out).and_then(|()| Ok(out.flush()?));

    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has had enough.
        Err(Stop::Outside(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(stop) => ExitCode::from(stop.end(language)),
    }
}

/// What is asked for.
fn parsed(
    arguments: &[OsString],
    config: &Config,
    language: Language,
) -> Result<Command, clap::Error> {
    if let Some(command) = lone(arguments, config) {
        return Ok(command);
    }

    let matches = known(config, language).try_get_matches_from(arguments)?;
    Command::from_arg_matches(&matches)
}

/// All that can be asked for, with what is configured and in the language that is spoken.
fn known(config: &Config, language: Language) -> clap::Command {
    help::in_language(config::in_force(Command::command(), config), language)
}

/// What is asked for by no more than the name of a built-in scenario, or by nothing: the parser takes half the time to the
/// first frame.
fn lone(arguments: &[OsString], config: &Config) -> Option<Command> {
    let scenario = match arguments {
        [_] => None,
        [_, name] => Some(built(name.to_str()?)?.name.into()),
        _ => return None,
    };

    Some(Command {
        task: None,
        viewer: viewer::Viewer::new(scenario, config),
        options: Options {
            spoken: Spoken {
                lang: config.language.value,
            },
            theme: config.theme.value.map_or(Colours::Auto, Colours::Of),
            ..Options::default()
        },
    })
}

fn colour(to: &impl IsTerminal) -> bool {
    to.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn perform(command: Command, config: &Config, out: &mut impl Write) -> Result<(), Stop> {
    match command.task {
        None => view(&command.viewer, &command.options, config),
        Some(Task::List { format, spoken }) => list::list(format, spoken.language(), out),
        Some(Task::Show { name }) => show(&name, out),
        Some(Task::Course(lessons)) => lessons.open(config, out),
        Some(Task::Exam(exam)) => exam.open(config),
        Some(Task::New(new)) => new.write(config.language.value, out),
        Some(Task::Import(import)) => import.write(out),
        Some(Task::Check {
            files,
            format,
            options,
        }) => check::check(&files, format, &options, out),
        Some(Task::Run {
            scenario,
            layer,
            format,
            options,
        }) => run::run(
            &options.open(&scenario)?,
            layer.as_deref(),
            format,
            options.language(),
            out,
        ),
        Some(Task::Sizes {
            scenario,
            format,
            options,
        }) => sizes::sizes(&options.open(&scenario)?, format, options.language(), out),
        Some(Task::Steps(steps)) => steps.tell(out),
        Some(Task::Record(record)) => record.write(),
        Some(Task::Config { path }) => config::print(config, path, out),
        Some(Task::Completions { shell }) => packaging::completions(shell, out),
        Some(Task::Man { spoken }) => packaging::man(spoken.language(), out),
    }
}

/// Opens the viewer; where no scenario is named, with the worked example and how to go on from it.
fn view(viewer: &viewer::Viewer, options: &Options, config: &Config) -> Result<(), Stop> {
    let worked = OsStr::new("cs231n");
    let scenario = viewer.scenario.as_deref().unwrap_or(worked);
    let name = &*scenario.to_string_lossy();
    let is_command = || Command::command().find_subcommand(name).is_some();
    if built(name).is_none() && is_command() && !Path::new(scenario).exists() {
        return Err(CommandError::CommandFirst(name.to_owned()).into());
    }

    if scenario == "-" {
        return Err(CommandError::NeedsKeyboard.into());
    }

    let mut session = viewer.session(scenario, options, config)?;

    if viewer.scenario.is_none() {
        let language = session.language();
        session.tell(language.how_to_go_on().to_owned());
    }

    viewer.screen.show(session)
}

/// Whether somebody sits at a terminal.
fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

fn show(name: &str, out: &mut impl Write) -> Result<(), Stop> {
    match built(name) {
        Some(built) => Ok(out.write_all(built.toml.as_bytes())?),
        None => Err(load(name, &Request::default()).err().map_or_else(
            || CommandError::NotBuiltIn(name.to_owned()).into(),
            Stop::Wrong,
        )),
    }
}

/// More layers than these are not named.
const MOST_NAMED: usize = 30;

/// The layer of this name.
fn layer_named(scenario: &Scenario, name: &str) -> Result<usize, Stop> {
    scenario.layer(name).ok_or_else(|| {
        let layers = scenario.network.layers.iter();
        let mut names: Vec<&str> = layers.map(|layer| layer.name.as_str()).collect();

        if names.len() > MOST_NAMED {
            names.truncate(MOST_NAMED);
            names.push("…");
        }

        CommandError::NoLayer {
            scenario: escape(&scenario.origin.what().to_string_lossy()),
            name: escape(name),
            layers: names.join(", "),
        }
        .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Glyphs, Theme, Zoom};
    use crate::scenario::built_in;
    use crate::walk::{Grain, Order};

    #[test]
    fn a_lone_name_asks_for_what_the_parser_makes_of_it() {
        let mut set = Config::here();
        set.zoom.value = Zoom::Digits;
        set.glyphs.value = Glyphs::Ascii;
        set.grain.value = Some(Grain::Row);
        set.order.value = Some(Order::ALL[1].1);
        set.theme.value = Some(Theme::ALL[1].1);
        set.language.value = Language::Chinese;

        let names = built_in().iter().map(|built| built.name);
        let names: Vec<Option<&str>> = names.map(Some).chain([None]).collect();

        for config in [Config::here(), set] {
            for name in &names {
                let arguments: Vec<OsString> =
                    ["convstep"].iter().chain(name).map(Into::into).collect();

                let matches = known(&config, config.language.value)
                    .try_get_matches_from(&arguments)
                    .expect("a command");

                let parsed = Command::from_arg_matches(&matches).expect("a command");
                let lone = lone(&arguments, &config).expect("a lone name");
                assert_eq!(format!("{lone:?}"), format!("{parsed:?}"));
            }
        }

        assert!(lone(&["convstep".into(), "list".into()], &Config::here()).is_none());
    }
}
