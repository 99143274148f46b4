//! The help in the language that is spoken. In English it stands beside each argument; another language has it by the names
//! of commands and arguments.

use clap::{Arg, ArgAction, Command};

use super::record::script_help;
use crate::text::Language;

/// The command line with its help in a language.
pub(super) fn in_language(command: Command, language: Language) -> Command {
    let command = command
        .after_help(language.examples())
        .mut_subcommand("record", |record| {
            record.after_long_help(script_help(language))
        });

    if language.help("convstep").is_some() {
        let mut command =
            translated(command, language).arg(flag("version", 'V', ArgAction::Version, language));

        // Only now the command that prints the help of others is there.
        command.build();
        let command = command.mut_subcommand("help", |help| help.about(language.help("help")));

        used(command, language)
    } else {
        command
    }
}

/// A command and those below it, with their usages in a language.
fn used(mut command: Command, language: Language) -> Command {
    let usage = command.render_usage().to_string();
    let [options, below] = language.usage_words();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", options)
        .replace("<COMMAND>", below)
        .replace("[COMMAND]", below);

    command
        .override_usage(usage)
        .mut_subcommands(|below| used(below, language))
}

/// A command and those below it, with all that is said of them.
fn translated(command: Command, language: Language) -> Command {
    let name = command.get_name().to_owned();
    let usage = language.usage_heading();

    command
        .about(language.help(&name))
        .long_about(None)
        .help_template(format!(
            "{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n"
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(language.commands_heading())
        .mut_args(|arg| argument(&name, arg, language))
        .mut_subcommands(|below| translated(below, language))
        .arg(flag("help", 'h', ArgAction::Help, language))
}

/// What is said of an argument of a command, with its default and the words that it takes.
fn argument(command: &str, arg: Arg, language: Language) -> Arg {
    let says = of_argument(command, &arg, language).unwrap_or_default();
    let heading = if arg.is_positional() {
        language.arguments_heading()
    } else {
        language.options_heading()
    };

    let arg = arg.help(says).long_help(None).help_heading(heading);

    if !arg.get_action().takes_values() {
        return arg;
    }

    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();

    let default: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();

    let mut text = says.to_owned();

    if !default.is_empty() {
        text += &language.default_is(&default.join(" "));
    }

    if !values.is_empty() {
        text += &language.one_of(&values.join(" "));
    }

    arg.help(text)
        .hide_default_value(true)
        .hide_possible_values(true)
}

fn of_argument(command: &str, arg: &Arg, language: Language) -> Option<&'static str> {
    let name = arg.get_id().as_str();

    language
        .help(&format!("{command} {name}"))
        .or_else(|| language.help(name))
}

fn flag(name: &'static str, short: char, action: ArgAction, language: Language) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(language.help(name))
        .help_heading(language.options_heading())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn unsaid(command: &Command, language: Language) -> Vec<String> {
        let name = command.get_name();
        let of_command = language.help(name).is_none().then(|| name.to_owned());

        let of_arguments = command
            .get_arguments()
            .filter(|arg| of_argument(name, arg, language).is_none())
            .map(|arg| format!("{name} {}", arg.get_id()));

        let below = command
            .get_subcommands()
            .flat_map(|below| unsaid(below, language));

        of_command
            .into_iter()
            .chain(of_arguments)
            .chain(below)
            .collect()
    }

    #[test]
    fn every_argument_is_explained_in_every_language() {
        for (tag, language) in Language::ALL {
            if language.help("convstep").is_some() {
                let command = super::super::Command::command();
                assert_eq!(unsaid(&command, language), Vec::<String>::new(), "{tag}");
                in_language(command, language).debug_assert();
            }
        }
    }
}
