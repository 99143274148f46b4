//! Scripts: what is done in a recording, a command a line, with pauses.
//!
//! ```text
//! next 3                    # three steps
//! pause 2s                  # what is seen stays for two seconds more
//! stride 1
//! view coverage
//! type "3"
//! caption "Each channel adds its sum"
//! screenshot sum.png
//! ```

use std::path::Path;
use std::time::Duration;

use super::{Cue, ScreenPart};
use crate::app::{Action, Misread, command};
use crate::document::{Fault, Faults, SourceText, suggest};
use crate::text::{Phrase, phrase};

/// The longest pause.
const LONGEST: Duration = Duration::from_secs(3600);

/// More actions than these are taken for a mistake.
const MOST: usize = 100_000;

/// Faults that are told of a file that is no script at all.
const MOST_FAULTS: usize = 20;

/// What a script says.
///
/// # Errors
/// Every line that is no command, up to some.
pub(crate) fn cues(source: &SourceText) -> Result<Vec<Cue>, Faults> {
    let mut cues = Vec::new();
    let mut faults = Vec::new();
    let mut start = 0;

    for line in source.text.split_inclusive('\n') {
        let wrong = match cues_of(line) {
            Ok(more) if cues.len() + more.len() > MOST => Some(too_many(line)),
            Ok(more) => {
                cues.extend(more);
                None
            }
            Err(wrong) => Some(wrong),
        };

        if let Some(wrong) = wrong {
            let at = start + wrong.at;
            faults.push(Fault::at(
                source,
                &(at..at + wrong.length),
                wrong.message,
                wrong.help,
            ));
        }

        if faults.len() == MOST_FAULTS {
            break;
        }

        start += line.len();
    }

    if faults.is_empty() {
        Ok(cues)
    } else {
        Err(Faults::new(faults))
    }
}

/// What is wrong with a line, and where in it.
struct Wrong {
    at: usize,
    length: usize,
    message: Phrase,
    help: Option<Phrase>,
}

fn too_many(line: &str) -> Wrong {
    let message = phrase!("a script does at most {} things", MOST);
    let help = "make more than one recording of it, or go far with step and cell";
    Wrong {
        at: 0,
        length: line.trim_end().len(),
        message,
        help: Some(help.into()),
    }
}

/// A line's command, and where its parts stand.
struct Written<'l> {
    name: &'l str,
    argument: &'l str,
    /// Where the name begins, and where the line ends, but for a comment.
    span: [usize; 2],
}

impl<'l> Written<'l> {
    fn new(line: &'l str) -> Self {
        let said = without_comment(line).trim_end();
        let words = said.trim_start();
        let (name, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));

        Self {
            name,
            argument: rest.trim(),
            span: [said.len() - words.len(), said.len()],
        }
    }

    /// The name is wrong, or something is missing after it.
    fn refuse_name(&self, message: Phrase, help: Option<Phrase>) -> Wrong {
        Wrong {
            at: self.span[0],
            length: self.name.len().max(1),
            message,
            help,
        }
    }

    /// The argument is wrong: the command takes something else.
    fn refuse_argument(&self, takes: Phrase) -> Wrong {
        if self.argument.is_empty() {
            return self.refuse_name(phrase!("`{}` needs {}", self.name, takes), None);
        }

        Wrong {
            at: self.span[1] - self.argument.len(),
            length: self.argument.len(),
            message: phrase!("`{}` takes {}", self.name, takes),
            help: None,
        }
    }

    fn refuse(&self, misread: Misread) -> Wrong {
        match misread {
            Misread::Argument(takes) => self.refuse_argument(takes.into()),
            Misread::Word(words) => self.refuse_argument(phrase!("one of {}", words.join(", "))),
            Misread::Name(known) => {
                let help = suggest(self.name, known.into_iter().chain(OWN));
                self.refuse_name(phrase!("there is no command `{}`", self.name), help)
            }
        }
    }
}

fn cues_of(line: &str) -> Result<Vec<Cue>, Wrong> {
    let written = Written::new(line);

    match written.name {
        "" => Ok(Vec::new()),
        // Without a part, it is the key's: how much predicting hides.
        "hide" if written.argument.is_empty() => Ok(vec![Cue::Act(Action::Hide)]),
        name if OWN.contains(&name) => {
            own(name, written.argument).map_err(|takes| written.refuse_argument(takes))
        }
        name => {
            let argument =
                text(written.argument).map_err(|takes| written.refuse_argument(takes))?;
            let actions = command(name, &argument).map_err(|misread| written.refuse(misread))?;

            Ok(actions.into_iter().map(Cue::Act).collect())
        }
    }
}

/// Commands of recordings alone.
const OWN: [&str; 6] = ["pause", "caption", "hide", "show", "screenshot", "wait"];

/// What a command of recordings alone says; where it says nothing, what it takes.
fn own(name: &str, argument: &str) -> Result<Vec<Cue>, Phrase> {
    if name == "pause" {
        return match duration(argument) {
            Some(time) if time <= LONGEST => Ok(vec![Cue::Pause(time)]),
            Some(_) => Err(phrase!("an hour at most")),
            None => Err(phrase!("a time, such as 2s or 500ms")),
        };
    }

    let text = text(argument)?;

    let cue = match name {
        "caption" => Cue::Caption(text),
        "wait" if text == "note" => Cue::WaitNote,
        "wait" => return Err(phrase!("note")),
        "screenshot" if Path::new(&text).extension().is_some_and(|end| end == "png") => {
            Cue::Screenshot(text.into())
        }
        "screenshot" => return Err(phrase!("a file that ends in .png")),
        _ => {
            let part = ScreenPart::ALL.iter().find(|(has, _)| *has == text);
            let (_, part) = part.ok_or_else(|| phrase!("one of title, words, timeline, hints"))?;
            Cue::Show(*part, name == "show")
        }
    };

    Ok(vec![cue])
}

/// A line up to its `#`, where that does not stand in quotes.
fn without_comment(line: &str) -> &str {
    let mut in_quotes = false;
    let end = line.char_indices().find(|&(_, c)| {
        in_quotes ^= c == '"';
        c == '#' && !in_quotes
    });

    end.map_or(line, |(at, _)| &line[..at])
}

/// What stands in quotes, or the argument where there are none.
fn text(argument: &str) -> Result<String, Phrase> {
    let found = match argument.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"'),
        None => (!argument.contains('"')).then_some(argument),
    };

    found
        .map(str::to_owned)
        .ok_or_else(|| phrase!("text that ends with the quote it begins with"))
}

/// `2s`, `1.5s`, `500ms`.
pub(crate) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, 1e-3),
        None => (text.strip_suffix('s')?, 1.0),
    };

    let seconds = number
        .parse::<f64>()
        .ok()
        .filter(|_| number.starts_with(|c: char| c.is_ascii_digit()))?
        * unit;

    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Change, Hyperparameter, View};

    fn read(text: &str) -> Result<Vec<Cue>, Faults> {
        cues(&SourceText::new("a.keys", text))
    }

    #[test]
    fn a_script_is_a_command_a_line() {
        let text =
            "# a lesson\nnext 2\n\n  pause 1.5s # wait\nstride 1\nview coverage\ntype \"3#\"\n";

        let cues = read(text).unwrap();
        let actions = [
            Cue::Act(Action::Next),
            Cue::Act(Action::Next),
            Cue::Pause(Duration::from_millis(1500)),
            Cue::Act(Action::Change(Hyperparameter::Stride, Change::To(1))),
            Cue::Act(Action::View(View::Coverage)),
            Cue::Act(Action::Type('3')),
            Cue::Act(Action::Type('#')),
        ];

        assert_eq!(cues, actions);
    }

    #[test]
    fn every_line_that_is_no_command_is_told_with_its_place() {
        let text = "next three\nnxt\n  pause 2\ntype \"3\nview\npause 9999s\n";
        let faults = read(text).unwrap_err();
        let lines: Vec<_> = faults
            .faults()
            .iter()
            .map(|fault| {
                (
                    fault.line,
                    fault.column,
                    fault.message(crate::text::Language::English),
                )
            })
            .collect();

        assert_eq!(
            lines,
            [
                (1, 6, "`next` takes an optional count".to_owned()),
                (2, 1, "there is no command `nxt`".to_owned()),
                (3, 9, "`pause` takes a time, such as 2s or 500ms".to_owned()),
                (
                    4,
                    6,
                    "`type` takes text that ends with the quote it begins with".to_owned()
                ),
                (
                    5,
                    1,
                    "`view` needs one of walk, network, coverage, sizes, features".to_owned()
                ),
                (6, 7, "`pause` takes an hour at most".to_owned()),
            ]
        );

        assert!(
            faults.to_string().contains("did you mean `next`?"),
            "{faults}"
        );
    }

    #[test]
    fn a_script_arranges_what_is_around_the_walk() {
        let text = "caption \"Sums # here\"\nhide words\nshow hints\nscreenshot a.png\nwait note\ngrain tap\n";
        let cues = read(text).unwrap();
        let arranged = [
            Cue::Caption("Sums # here".to_owned()),
            Cue::Show(ScreenPart::Words, false),
            Cue::Show(ScreenPart::Hints, true),
            Cue::Screenshot("a.png".into()),
            Cue::WaitNote,
            Cue::Act(Action::Take(crate::app::Taste::Grain(
                crate::walk::Grain::Tap,
            ))),
        ];

        assert_eq!(cues, arranged);
        let text = "hide all\nwait\nscreenshot a.gif\ntheme drak\nzoom far\ncaption \"open\n";
        let faults = read(text).unwrap_err();
        let lines: Vec<_> = faults
            .faults()
            .iter()
            .map(|fault| fault.message(crate::text::Language::English))
            .collect();
        assert_eq!(
            lines,
            [
                "`hide` takes one of title, words, timeline, hints",
                "`wait` needs note",
                "`screenshot` takes a file that ends in .png",
                "`theme` takes one of dark, light, high-contrast, colour-blind",
                "`zoom` takes one of fit, wide, digits",
                "`caption` takes text that ends with the quote it begins with",
            ]
        );
    }

    #[test]
    fn a_script_has_an_end() {
        assert_eq!(
            read("next 99999\nback\n").map(|cues| cues.len()).ok(),
            Some(MOST)
        );

        let faults = read(&"next 99999\n".repeat(1000)).unwrap_err();
        assert_eq!(
            (faults.faults().len(), faults.faults()[0].line),
            (MOST_FAULTS, 2)
        );
    }

    #[test]
    fn times_have_a_unit() {
        let of = |text| duration(text).map(|time| time.as_millis());
        assert_eq!(
            [of("2s"), of("1.5s"), of("500ms"), of("0s")],
            [Some(2000), Some(1500), Some(500), Some(0)]
        );

        assert_eq!(
            [of("2"), of("-1s"), of("s"), of("infs"), of("1e99s")],
            [None; 5]
        );
    }

    #[test]
    fn hide_without_a_part_hides_more_of_what_is_predicted() {
        let hint = Cue::Show(ScreenPart::Hints, false);

        assert_eq!(
            read("hide\nhide hints\n"),
            Ok(vec![Cue::Act(Action::Hide), hint])
        );
        assert!(read("show\n").is_err());
    }
}
