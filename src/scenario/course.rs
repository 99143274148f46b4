//! A course: lessons in their order, as a folder's `course.toml` has them.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::builtin::{COURSE, built};
use super::known::Known;
use super::opening::{self, View};
use super::{Request, Scenario, Setting, Start, files, is_path, load};
use crate::document::{
    Fault, Faults, Fields, Localized, Node, Sink, SourceText, lift, suggest, syntax_faults,
};
use crate::text::{Phrase, phrase};
use crate::walk::{Grain, Walk};

/// What a course's file is called in its folder.
const FILE: &str = "course.toml";

/// Faults of its own file that are told.
const MOST_FAULTS: usize = 100;

/// Lessons in their order.
#[derive(Clone, Debug)]
pub struct Course {
    /// The folder; none for the course that is part of the program.
    pub folder: Option<PathBuf>,
    /// What it is called.
    pub title: Localized,
    /// What it teaches, in a line.
    pub summary: Localized,
    /// The lessons; at least one.
    pub lessons: Vec<Lesson>,
}

/// A scenario as a course opens it.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What it is called in the course, whatever its place there: its scenario's name, with a number where it comes again.
    pub key: String,
    /// The scenario: a file, or a built-in name.
    pub what: OsString,
    /// Its title; the scenario's where there is none.
    pub title: Option<Localized>,
    /// The heading of the part that begins with it.
    pub part: Option<Localized>,
    set: Vec<Setting>,
    at: Option<Start>,
    view: Option<View>,
    grain: Option<Grain>,
}

impl Course {
    /// The course that is part of the program.
    ///
    /// # Errors
    /// None that its tests have not found.
    pub fn built_in() -> Result<Self, Faults> {
        let source = SourceText::new(FILE, COURSE);

        Reader::new(&source, None).read()
    }

    /// The course of a folder.
    ///
    /// # Errors
    /// Everything that is wrong with its file or its lessons.
    pub fn in_folder(folder: &Path) -> Result<Self, Faults> {
        let file = folder.join(FILE);

        if folder.is_dir() && !file.exists() {
            let message = phrase!("there is no `{}` in this folder", FILE);
            let help = phrase!(
                "a course is a folder with a {} that names its lessons",
                FILE
            );
            return Err(Fault::of_file(&folder.to_string_lossy(), message, Some(help)).into());
        }

        Reader::new(&SourceText::read(&file)?, Some(folder)).read()
    }

    /// The lesson that is this built-in scenario or this file.
    #[must_use]
    pub fn lesson(&self, what: &OsStr) -> Option<usize> {
        self.lessons.iter().position(|lesson| lesson.what == what)
    }

    /// The number of a lesson: `2.3`, the third of the second part, or `7` where there are no parts.
    #[must_use]
    pub fn number(&self, lesson: usize) -> String {
        let before = &self.lessons[..=lesson];
        let part = before.iter().filter(|lesson| lesson.part.is_some()).count();
        let first = before.iter().rposition(|lesson| lesson.part.is_some());

        match first {
            Some(first) => format!("{part}.{}", lesson - first + 1),
            None => (lesson + 1).to_string(),
        }
    }
}

impl Lesson {
    /// Its scenario, with what the course sets, opened where the course says.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn scenario(&self) -> Result<Scenario, Faults> {
        let request = Request {
            set: self.set.clone(),
            ..Request::default()
        };

        let mut scenario = load(&self.what, &request)?;
        let opening = &mut scenario.opening;
        opening.at = self.at.or(opening.at);
        opening.view = self.view.or(opening.view);
        opening.grain = self.grain.unwrap_or(opening.grain);

        Ok(scenario)
    }
}

/// Reads a course's file and everything that it names.
struct Reader<'r> {
    source: &'r SourceText,
    folder: Option<&'r Path>,
    sink: Sink,
}

impl<'r> Reader<'r> {
    fn new(source: &'r SourceText, folder: Option<&'r Path>) -> Self {
        Self {
            source,
            folder,
            sink: Sink::default(),
        }
    }

    fn read(mut self) -> Result<Course, Faults> {
        let text = self.source.lean()?;
        let (table, errors) = DeTable::parse_recoverable(&text);

        if !errors.is_empty() {
            return Err(Faults::new(syntax_faults(
                self.source,
                &errors,
                MOST_FAULTS,
            )));
        }

        let course = self.course(Fields::new(self.source, 0..0, table.get_ref()));
        let mut faults = self.sink.faults;

        match course {
            Some(course) if faults.is_empty() => Ok(course),
            _ => {
                faults.truncate(MOST_FAULTS);
                Err(Faults::new(faults))
            }
        }
    }

    fn course(&mut self, mut fields: Fields) -> Option<Course> {
        let sink = &mut self.sink;
        let title = fields.need("title", "a course", sink);
        let title = title.and_then(|node| node.text("title", sink));
        let summary = fields
            .get("summary")
            .and_then(|node| node.text("summary", sink));

        let mut nodes: Vec<Node> = Vec::new();
        if let Some(node) = fields.get("lesson") {
            let Some(elements) = node.elements() else {
                let help = phrase!("write [[lesson]], with two brackets, above each");
                return sink.fault(&node, "`lesson` must be an array of tables", help);
            };

            nodes.extend(elements);
        }

        let mut title = Localized::new(title.unwrap_or_default());
        let mut summary = Localized::new(summary.unwrap_or_default());
        translate(
            &mut fields,
            [("title", &mut title), ("summary", &mut summary)],
            sink,
        );
        fields.close("a course", true, sink);

        if nodes.is_empty() {
            return fields.fault("a course needs one [[lesson]] at least", None, sink);
        }

        let mut lessons: Vec<Lesson> = Vec::new();
        for node in &nodes {
            let lesson = self.lesson(node);
            lessons.extend(lesson.map(|lesson| numbered(lesson, &lessons)));
        }

        Some(Course {
            folder: self.folder.map(Path::to_owned),
            title,
            summary,
            lessons,
        })
    }

    fn lesson(&mut self, node: &Node) -> Option<Lesson> {
        let sink = &mut self.sink;
        let mut fields = Fields::of(node, "a lesson", sink)?;
        let name = fields.need("scenario", "a lesson", sink);
        let at = fields.get("at");
        let set = fields.get("set");
        let [title, part] = headings(&mut fields, sink);
        let view = fields
            .get("view")
            .map(|node| node.one_of("view", &View::ALL, sink));
        let grain = fields
            .get("grain")
            .map(|node| node.one_of("grain", &Grain::ALL, sink));

        fields.close("a lesson", true, sink);

        let (key, what) = self.what(&name?)?;
        let mut lesson = Lesson {
            key,
            what,
            title,
            part,
            set: Vec::new(),
            at: None,
            view: lift(view)?,
            grain: lift(grain)?,
        };

        let scenario = self.set(set, &mut lesson)?;
        let start = at.map(|node| self.start(&node, &lesson, &scenario));
        lesson.at = lift(start)?;

        Some(lesson)
    }

    /// The scenario that a lesson names: its name there, and what it is opened as.
    fn what(&mut self, node: &Node) -> Option<(String, OsString)> {
        let name = node.string("scenario", &mut self.sink)?;

        match self.folder {
            Some(folder) if is_path(name.as_ref()) => match files::find(folder, name, false) {
                Ok(_) => Some((name.to_owned(), folder.join(name).into())),
                Err(refusal) => self.sink.fault(node, refusal.message, refusal.help),
            },
            _ if built(name).is_some() => Some((name.to_owned(), name.into())),
            _ => {
                let message = phrase!("there is no built-in scenario `{}`", name);
                let known = super::built_in().iter().chain(super::networks());
                let help = suggest(name, known.map(|built| built.name));
                let help = help.filter(|help| help.to_string().starts_with("did")).unwrap_or_else(|| {
                    phrase!("a file of the course's folder ends in .toml; `convstep list` names the built-in scenarios")
                });

                self.sink.fault(node, message, help)
            }
        }
    }

    /// The scenario as it is written.
    fn plain(&mut self, lesson: &Lesson) -> Option<Scenario> {
        let faults = match load(&lesson.what, &Request::default()) {
            Ok(scenario) => return Some(scenario),
            Err(faults) => faults,
        };

        // A scenario that is opened twice has its faults once.
        for fault in faults.faults() {
            if !self.sink.faults.contains(fault) {
                self.sink.faults.push(fault.clone());
            }
        }

        None
    }

    /// The scenario with what the lesson sets.
    fn set(&mut self, node: Option<Node>, lesson: &mut Lesson) -> Option<Scenario> {
        let plain = self.plain(lesson)?;
        let Some(node) = node else {
            return Some(plain);
        };

        let Some(elements) = node.elements() else {
            let help = phrase!("write a list, such as [\"conv1.stride=1\"]");
            return self
                .sink
                .fault(&node, "`set` must be an array of strings", help);
        };

        let mut places = Vec::new();
        for element in elements {
            let text = element.string("set", &mut self.sink)?;
            match text.parse::<Setting>() {
                Ok(setting) => {
                    places.push((setting.source().name, element));
                    lesson.set.push(setting);
                }
                Err(why) => return self.sink.fault(&element, Phrase::Quoted(why), None),
            }
        }

        let faults = match lesson.scenario() {
            Ok(scenario) => return Some(scenario),
            Err(faults) => faults,
        };

        // Without the settings all is well: they are what is wrong, wherever it is found.
        for fault in faults.faults() {
            let own = places.iter().find(|(name, _)| *name == fault.file);
            let place = own.map_or(&node, |(_, element)| element);
            self.sink
                .fault::<()>(place, fault.what(), fault.mending().cloned());
        }

        None
    }

    fn start(&mut self, node: &Node, lesson: &Lesson, scenario: &Scenario) -> Option<Start> {
        let network = &scenario.network;
        let known = Known::all(network);
        let start = opening::start(node, &known, scenario.notes.len(), &mut self.sink)?;

        let grain = lesson.grain.unwrap_or(scenario.opening.grain);
        let steps = Walk::new(network, scenario.opening.order).steps(grain, None);

        match start {
            Start::Step(step) if step > steps => {
                let message = phrase!("there is no step {}: the lesson has {}", step, steps);
                self.sink.fault(node, message, None)
            }
            start => Some(start),
        }
    }
}

/// A lesson's title, and the heading of the part that begins with it, where it has them.
fn headings(fields: &mut Fields, sink: &mut Sink) -> [Option<Localized>; 2] {
    let mut words = ["title", "part"].map(|key| {
        let text = fields.get(key).and_then(|node| node.text(key, sink));
        (key, text.map(Localized::new))
    });

    let said = words
        .iter_mut()
        .filter_map(|(key, words)| Some((*key, words.as_mut()?)));

    translate(fields, said, sink);

    words.map(|(_, words)| words)
}

/// The lesson with a key that those before it do not have.
fn numbered(mut lesson: Lesson, before: &[Lesson]) -> Lesson {
    let again = before.iter().filter(|has| has.what == lesson.what).count();
    if again > 0 {
        lesson.key = format!("{} {}", lesson.key, again + 1);
    }

    lesson
}

/// Translations of texts, by the keys that they have.
fn translate<'w>(
    fields: &mut Fields,
    words: impl IntoIterator<Item = (&'static str, &'w mut Localized)>,
    sink: &mut Sink,
) {
    let mut words: Vec<(&'static str, &mut Localized)> = words.into_iter().collect();

    for (tag, node) in fields.tags() {
        let DeValue::Table(_) = node.value else {
            let message = phrase!("`{}` must be a table such as {{ title = \"…\" }}", tag);
            sink.fault::<()>(&node, message, None);
            continue;
        };

        let Some(mut fields) = Fields::of(&node, "a translation", sink) else {
            continue;
        };

        for (key, words) in &mut words {
            let said = fields.get(key).and_then(|node| node.text(key, sink));
            if let Some(said) = said {
                words.translate(tag.to_owned(), said);
            }
        }

        fields.close("a translation", false, sink);
    }
}
