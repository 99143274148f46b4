//! What is in force, as a file that says it, with a comment on each part.

use std::fmt::Write;

use super::read::{NAMES, variable};
use super::{Config, SetBy};
use crate::app::{BINDINGS, Glyphs, Paint, Theme, Zoom, key_name};
use crate::text::Language;
use crate::walk::{Grain, Order};

pub(super) fn toml(config: &Config) -> String {
    let language = config.language.value;
    let mut file = String::new();
    let path = config.path.as_ref().map_or_else(
        || "config.toml".to_owned(),
        |path| path.display().to_string(),
    );

    comment(&mut file, &language.configuration_heading(&path));

    for name in NAMES {
        file.push('\n');
        comment(&mut file, &says(config, name, language));
        file += &line(config, name, language);
    }

    file.push('\n');
    comment(&mut file, language.configuration_keys());
    file += &keys(config, language);
    file.push('\n');
    let paints: Vec<&str> = Paint::ALL.iter().map(|(name, _)| *name).collect();
    comment(
        &mut file,
        &language.configuration_themes(&paints.join(", ")),
    );
    file += &themes(&config.themes);

    file
}

/// A key with its value; one that has none is a comment, with a value that it could have.
fn line(config: &Config, name: &str, language: Language) -> String {
    let (value, origin) = value(config, name);
    let line = match &value {
        Some(value) => format!("{name} = {value}"),
        None => format!("# {name} = {}", example(name)),
    };

    match origin {
        SetBy::Environment => format!("{line}  # {}\n", language.set_by(&source(config, name))),
        SetBy::File | SetBy::Default => line + "\n",
    }
}

fn keys(config: &Config, language: Language) -> String {
    let mut file = "[keys]\n".to_owned();

    for (row, binding) in BINDINGS.iter().enumerate() {
        let keys = config
            .keys
            .of(row)
            .iter()
            .map(|key| quoted(&key_name(*key)));
        let keys: Vec<String> = keys.collect();
        let name = if binding.name.contains(' ') {
            quoted(binding.name)
        } else {
            binding.name.to_owned()
        };

        let line = format!("{name} = [{}]", keys.join(", "));
        // Writing into a string cannot fail.
        let _ = writeln!(file, "{line:<40} # {}", (binding.says)(language));
    }

    file
}

fn themes(themes: &[Theme]) -> String {
    if themes.is_empty() {
        return "# [themes.mine]\n# like = \"dark\"\n# input = \"#7ab8ff\"\n".to_owned();
    }

    let mut file = String::new();

    for theme in themes {
        if let Theme::Own(own) = theme {
            let name = quoted(&own.name);
            let _ = writeln!(file, "[themes.{name}]\nlike = {}", quoted(own.like.name()));

            for (paint, [r, g, b]) in &own.colours {
                let name = Paint::ALL.iter().find(|(_, has)| has == paint);
                let name = name.map_or("", |(name, _)| *name);
                let _ = writeln!(file, "{name} = \"#{r:02x}{g:02x}{b:02x}\"");
            }
        }
    }

    file
}

fn comment(file: &mut String, text: &str) {
    for line in textwrap::wrap(text, 110) {
        let _ = writeln!(file, "# {line}");
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// What a key is for, and the words that it takes.
fn says(config: &Config, name: &str, language: Language) -> String {
    let own = config.themes.iter().map(|theme| theme.name());
    let words: Vec<&str> = match name {
        "theme" => ["auto"]
            .into_iter()
            .chain(Theme::ALL.iter().map(|(name, _)| *name))
            .chain(own)
            .collect(),
        "language" => Language::ALL.iter().map(|(name, _)| *name).collect(),
        "grain" => Grain::ALL.iter().map(|(name, _)| *name).collect(),
        "order" => Order::ALL.iter().map(|(name, _)| *name).collect(),
        "zoom" => Zoom::ALL.iter().map(|(name, _)| *name).collect(),
        "glyphs" => Glyphs::ALL.iter().map(|(name, _)| *name).collect(),
        "reveal" | "motion" => vec!["true", "false"],
        _ => Vec::new(),
    };

    let says = language.setting(name);

    if words.is_empty() {
        says.to_owned()
    } else {
        format!("{says}{}{}", language.colon(), words.join(", "))
    }
}

/// A key's value as TOML writes it, and where it comes from; nothing where a scenario decides.
fn value(config: &Config, name: &str) -> (Option<String>, SetBy) {
    fn word<T: Copy + PartialEq>(names: &[(&str, T)], value: T) -> Option<String> {
        names
            .iter()
            .find(|(_, has)| *has == value)
            .map(|(name, _)| quoted(name))
    }

    match name {
        "theme" => (
            Some(quoted(config.theme.value.map_or("auto", Theme::name))),
            config.theme.origin,
        ),
        "language" => (
            Some(quoted(config.language.value.tag())),
            config.language.origin,
        ),
        "speed" => (
            Some(config.speed.value.steps().to_string()),
            config.speed.origin,
        ),
        "grain" => (
            config
                .grain
                .value
                .and_then(|grain| word(&Grain::ALL, grain)),
            config.grain.origin,
        ),
        "order" => (
            config
                .order
                .value
                .and_then(|order| word(&Order::ALL, order)),
            config.order.origin,
        ),
        "zoom" => (word(&Zoom::ALL, config.zoom.value), config.zoom.origin),
        "reveal" => (
            config.reveal.value.map(|reveal| reveal.to_string()),
            config.reveal.origin,
        ),
        "motion" => (Some(config.motion.value.to_string()), config.motion.origin),
        _ => (
            word(&Glyphs::ALL, config.glyphs.value),
            config.glyphs.origin,
        ),
    }
}

/// A value that a key could have, where it has none.
fn example(name: &str) -> String {
    match name {
        "grain" => quoted(Grain::ALL[0].0),
        "order" => quoted(Order::ALL[0].0),
        _ => false.to_string(),
    }
}

/// What in the environment sets a key.
fn source(config: &Config, name: &str) -> String {
    match name {
        "language" if config.language.origin == SetBy::Environment => {
            format!("{}, LC_ALL, LC_MESSAGES", variable(name))
        }
        name => variable(name),
    }
}
