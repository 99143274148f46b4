//! From a file and the environment to what is in force.

use toml::Spanned;
use toml::de::DeTable;

use super::keys::keys;
use super::themes::themes;
use super::{Config, Set, SetBy};
use crate::app::{Glyphs, Speed, Theme, Zoom};
use crate::document::{Faults, Fields, Node, Sink, SourceText, syntax_faults};
use crate::text::{Language, phrase};
use crate::walk::{Grain, Order};

/// What the environment can set, too: `CONVSTEP_THEME` and the like.
pub(super) const NAMES: [&str; 9] = [
    "theme", "language", "speed", "grain", "order", "zoom", "reveal", "motion", "glyphs",
];

/// More faults than these are not told.
const MOST_FAULTS: usize = 50;

/// The variable that sets a key.
pub(super) fn variable(key: &str) -> String {
    format!("CONVSTEP_{}", key.to_uppercase())
}

/// What is in force with a file and an environment.
pub(super) fn read(
    file: Option<&SourceText>,
    environment: impl Fn(&str) -> Option<String>,
) -> Config {
    let nothing = SourceText::new("", "");

    let mut sink = Sink::default();
    let file = file.unwrap_or(&nothing);
    let text = file.lean();
    let table = table(file, text.as_deref(), &mut sink);

    let variables: Vec<(&str, SourceText)> = NAMES
        .into_iter()
        .filter_map(|key| Some((key, assigned(key, &environment(&variable(key))?)?)))
        .collect();

    let tables: Vec<_> = variables
        .iter()
        .map(|(_, source)| DeTable::parse_recoverable(&source.text).0)
        .collect();

    let mut fields = Fields::new(file, 0..0, &table);

    for ((key, source), table) in variables.iter().zip(&tables) {
        replace(&mut fields, key, source, table.get_ref());
    }

    let mut reader = Reader { file, fields, sink };
    let mut config = reader.config();
    config.language = reader.language(environment);
    reader
        .fields
        .close("the configuration", false, &mut reader.sink);
    config.faults = reader.sink.faults;
    config.faults.truncate(MOST_FAULTS);

    config
}

/// What the file says; nothing where it is no TOML.
fn table<'t>(file: &SourceText, text: Result<&'t str, &Faults>, sink: &mut Sink) -> DeTable<'t> {
    let (table, faults) = match text {
        Ok(text) => {
            let (table, errors) = DeTable::parse_recoverable(text);
            (table, syntax_faults(file, &errors, MOST_FAULTS))
        }
        Err(faults) => (Spanned::new(0..0, DeTable::new()), faults.faults().to_vec()),
    };

    let is_good = faults.is_empty();
    sink.faults = faults;

    if is_good {
        table.into_inner()
    } else {
        DeTable::new()
    }
}

/// Puts a variable's value in the place of the file's.
fn replace<'a>(
    fields: &mut Fields<'a>,
    key: &'a str,
    source: &'a SourceText,
    table: &'a DeTable<'a>,
) {
    if let Some(value) = table.get(key) {
        let span = value.span();
        let value = value.get_ref();
        fields.replace(
            key,
            Node {
                source,
                span,
                value,
            },
        );
    }
}

/// A variable's value as a line of TOML: words need no quotes there. An empty one says nothing.
fn assigned(key: &str, value: &str) -> Option<SourceText> {
    let is_bare = value.parse::<f64>().is_ok() || matches!(value, "true" | "false");
    let value = match value {
        "" => return None,
        value if is_bare => value.to_owned(),
        value => toml::Value::from(value).to_string(),
    };

    Some(SourceText::new(variable(key), format!("{key} = {value}")))
}

struct Reader<'a> {
    file: &'a SourceText,
    fields: Fields<'a>,
    sink: Sink,
}

impl<'a> Reader<'a> {
    fn config(&mut self) -> Config {
        let own = self.fields.get("themes");
        let themes = own.map_or_else(Vec::new, |node| themes(&node, &mut self.sink));
        let bound = self.fields.get("keys");

        Config {
            path: None,
            theme: self.theme(&themes),
            language: Set::default(),
            speed: self.set("speed", speed),
            grain: self.named("grain", &Grain::ALL.map(some)),
            order: self.named("order", &Order::ALL.map(some)),
            zoom: self.named("zoom", &Zoom::ALL),
            reveal: self.set("reveal", |node, sink| {
                node.boolean("reveal", sink).map(Some)
            }),
            motion: Set {
                value: true,
                ..Set::default()
            }
            .or(self.read("motion", |node, sink| node.boolean("motion", sink))),
            glyphs: self.named("glyphs", &Glyphs::ALL),
            keys: keys(bound.as_ref(), &mut self.sink),
            themes,
            faults: Vec::new(),
        }
    }

    fn theme(&mut self, own: &[Theme]) -> Set<Option<Theme>> {
        let ours = Theme::ALL.into_iter().map(some);
        let own = own.iter().map(|theme| (theme.name(), Some(*theme)));
        let names: Vec<_> = [("auto", None)]
            .into_iter()
            .chain(ours)
            .chain(own)
            .collect();

        self.named("theme", &names)
    }

    /// The file's, unless the environment says something; a locale, too. What is said by default is `LANG`.
    fn language(&mut self, environment: impl Fn(&str) -> Option<String>) -> Set<Language> {
        let written = self.read("language", |node, sink| {
            node.one_of("language", &Language::ALL, sink)
        });

        let locale = |names: &[&str]| {
            let said = names.iter().filter_map(|name| environment(name));
            let first = said.into_iter().find(|locale| !locale.is_empty());
            first.and_then(|locale| Language::of_locale(&locale))
        };

        let is_from_file = written.is_none_or(|set| set.origin == SetBy::File);

        match locale(&["LC_ALL", "LC_MESSAGES"]).filter(|_| is_from_file) {
            Some(value) => Set {
                value,
                origin: SetBy::Environment,
            },
            None => Set {
                value: locale(&["LC_ALL", "LC_MESSAGES", "LANG"]).unwrap_or_default(),
                origin: SetBy::Default,
            }
            .or(written),
        }
    }

    /// One of some names.
    fn named<T: Copy + Default>(&mut self, key: &'static str, names: &[(&str, T)]) -> Set<T> {
        self.set(key, |node, sink| node.one_of(key, names, sink))
    }

    fn set<T: Default>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node<'a>, &mut Sink) -> Option<T>,
    ) -> Set<T> {
        Set::default().or(self.read(key, read))
    }

    /// A key's value, where it is there and good.
    fn read<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node<'a>, &mut Sink) -> Option<T>,
    ) -> Option<Set<T>> {
        let node = self.fields.get(key)?;
        let value = read(&node, &mut self.sink)?;
        let origin = if std::ptr::eq(node.source, self.file) {
            SetBy::File
        } else {
            SetBy::Environment
        };

        Some(Set { value, origin })
    }
}

impl<T> Set<T> {
    fn or(self, other: Option<Self>) -> Self {
        other.unwrap_or(self)
    }
}

fn some<T>((name, value): (&'static str, T)) -> (&'static str, Option<T>) {
    (name, Some(value))
}

fn speed(node: &Node, sink: &mut Sink) -> Option<Speed> {
    let steps = node.number("speed", sink)?;
    let [least, most] = Speed::ENDS;

    Speed::new(steps).or_else(|| {
        let message = phrase!(
            "`speed` must be from {} to {} steps per second",
            least,
            most
        );
        sink.fault(node, message, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Paint};
    use crate::text::Language;

    fn of(text: &str, environment: &[(&str, &str)]) -> Config {
        let source = SourceText::new("config.toml", text);

        read(Some(&source), |name| {
            let value = environment.iter().find(|(has, _)| *has == name);
            value.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_stands_over_the_file_and_that_over_the_default() {
        let file = "theme = 'light'\nspeed = 4\nmotion = false\nlanguage = 'zh'\ngrain = 'tap'\n";
        let config = of(file, &[("CONVSTEP_THEME", "dark"), ("LANG", "en_US.UTF-8")]);
        assert_eq!(config.theme.value, Some(Theme::Dark));
        assert_eq!(config.theme.origin, SetBy::Environment);
        assert_eq!(
            (config.speed.value.steps(), config.motion.value),
            (4.0, false)
        );
        assert_eq!(config.language.value, Language::Chinese);
        assert_eq!(
            (config.grain.value, config.order.value),
            (Some(Grain::Tap), None)
        );
        assert!(config.faults.is_empty());

        let english = of(file, &[("LC_ALL", "en_US.UTF-8")]).language.value;
        assert_eq!(english, Language::English);
        assert_eq!(
            of(file, &[("LC_ALL", "C")]).language.value,
            Language::Chinese
        );
        assert_eq!(
            of("", &[("LANG", "zh_CN")]).language.value,
            Language::Chinese
        );
        let own = of(file, &[("CONVSTEP_LANGUAGE", "en"), ("LC_ALL", "zh_CN")]);
        assert_eq!(own.language.value, Language::English);
        assert_eq!(of("", &[]).theme.value, None);
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_the_rest_holds() {
        let text = "theme = 'drak'\nspeed = 0\nzom = 'fit'\nzoom = 'wide'\n\
            [keys]\nnext = 'y'\nback = 'y'\nplay = 'q'\nundo = 'hyper-x'\nnxt = 'm'\n\
            [themes.mine]\nlike = 'drak'\ninput = 'blue'\n";
        let config = of(text, &[("CONVSTEP_GLYPHS", "acsii")]);
        let faults: Vec<_> = config
            .faults
            .iter()
            .map(|fault| {
                format!(
                    "{}: {}",
                    fault,
                    fault.help(Language::English).unwrap_or_default()
                )
            })
            .collect();

        insta::assert_snapshot!(faults.join("\n"));
        assert_eq!(config.zoom.value, Zoom::Wide);
        let key = |letter| {
            use ratatui::crossterm::event::{KeyCode, KeyEvent};
            config.keys.action(KeyEvent::from(KeyCode::Char(letter)))
        };

        assert_eq!(
            [key('y'), key('l'), key('q'), key('u')],
            [
                Some(Action::Next),
                None,
                Some(Action::Quit),
                Some(Action::Undo)
            ]
        );
    }

    #[test]
    fn what_is_told_says_the_same_when_it_is_read() {
        let text = "theme = 'chalk'\nlanguage = 'en'\nspeed = 2.5\norder = 'filter'\nreveal = true\n\
            [keys]\nnext = ['y', 'Right']\n'stride +1' = 'Ctrl-s'\nrecord = []\n\
            [themes.chalk]\nlike = 'light'\nground = '#123'\non_window = '#fffefd'\n";
        let config = of(text, &[]);
        assert_eq!(config.faults, []);
        let again = of(&config.to_toml(), &[]);
        assert_eq!(again.faults, []);
        assert_eq!(again.to_toml(), config.to_toml());
        let Some(Theme::Own(own)) = again.theme.value else {
            panic!("an own theme")
        };

        assert_eq!((own.name.as_str(), own.like), ("chalk", Theme::Light));
        assert!(own.colours.contains(&(Paint::Ground, [0x11, 0x22, 0x33])));
        assert_eq!(again.keys, config.keys);
        insta::assert_snapshot!(config.to_toml());
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_and_nothing_of_it_holds() {
        let config = of("zoom = 'wide'\nspeed = \n", &[]);
        assert_eq!(config.zoom.value, Zoom::Fit);
        assert_eq!((config.faults.len(), config.faults[0].line), (1, 2));
    }
}
