//! `steps --quiz`: questions on standard output, a blank after each; the answers in a file of their own. For worksheets.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::Stop;
use super::json::Number;
use super::notes::{Answer, Said};
use super::step::{Lines, Step, cell};
use crate::file::Draft;
use crate::text::{Language, Question, QuestionKind, Shown};
use crate::walk::Moment;

/// What asks, where it is a note.
const NOTE: &str = "note";

/// Where an answer is written by hand.
const BLANK: &str = "______";

/// Arguments of `steps` that make a worksheet of it.
#[derive(Debug, Args)]
pub(super) struct Asking {
    /// Ask for what each step brings instead of telling it
    ///
    /// One question per line, numbered as its step, with the numbers that it takes and a blank; steps that bring nothing worth a
    /// question are left out. Where a network ends in probabilities, the class is asked for before the first of them. As objects
    /// (--format jsonl): {"step", "layer", "cell", "asks", "question"}, and in the answers {"step", "asks", "answer", "text"};
    /// "asks" is product, term, value or class, or note where the teacher asks.
    #[arg(long)]
    quiz: bool,
    /// Write the answers to this file: number, answer, and the sentence that tells it
    #[arg(long, value_name = "FILE", requires = "quiz")]
    answers: Option<PathBuf>,
    /// Replace files that already exist
    #[arg(long, requires = "written")]
    force: bool,
}

impl Asking {
    /// Whether files are replaced that are there already.
    pub(super) fn replaces(&self) -> bool {
        self.force
    }

    /// A worksheet, if one is asked for, with the file of its answers begun.
    pub(super) fn worksheet(
        &self,
        format: Lines,
        language: Language,
    ) -> Result<Option<Worksheet>, Stop> {
        if !self.quiz {
            return Ok(None);
        }

        let begin = |path: &PathBuf| match Draft::begin(path, self.force) {
            Ok(draft) => Ok((path.clone(), draft)),
            Err(error) => Err(unwritten(path, error)),
        };

        let answers = self.answers.as_ref().map(begin).transpose()?;

        Ok(Some(Worksheet {
            answers,
            format,
            language,
            has_class: false,
            terms: (0, [0; 3], 0),
        }))
    }
}

fn unwritten(path: &Path, error: io::Error) -> Stop {
    Stop::unwritten(path, error, true)
}

/// Questions, and their answers.
pub(super) struct Worksheet {
    answers: Option<(PathBuf, Draft)>,
    format: Lines,
    language: Language,
    /// Whether the class has been asked for.
    has_class: bool,
    /// The cell whose terms were asked for last, and how many of them.
    terms: (usize, [usize; 3], usize),
}

#[derive(Serialize)]
struct Asked<'a> {
    step: u64,
    layer: &'a str,
    cell: Vec<usize>,
    asks: &'static str,
    question: String,
}

#[derive(Serialize)]
struct Answered {
    step: u64,
    asks: &'static str,
    answer: Number,
    text: String,
}

#[derive(Serialize)]
struct NoteAnswered<'a> {
    step: u64,
    asks: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a Answer>,
    text: &'a str,
}

impl Worksheet {
    /// Asks what there is to ask at a step: what it brings, and what the teacher asks.
    pub(super) fn step(&mut self, step: &Step, out: &mut impl Write) -> Result<(), Stop> {
        self.ask(step, out)?;

        for note in &step.notes {
            if let Some(question) = note.question() {
                self.question(step, NOTE, question, out)?;
                self.answer_note(step, note)?;
            }
        }

        Ok(())
    }

    fn ask(&mut self, step: &Step, out: &mut impl Write) -> Result<(), Stop> {
        let layer = step.layer();
        let place = &step.explanation.place;
        let class =
            QuestionKind::of_end(&step.scenario.network.layers, place).filter(|_| !self.has_class);
        self.has_class |= class.is_some();
        let channels = step.channels(self.language);

        for asks in class
            .into_iter()
            .chain(QuestionKind::of_step(layer, place, step.grain))
        {
            let question = Question::new(
                asks,
                layer,
                &channels,
                &step.explanation,
                step.grain,
                self.language,
            )
            .with_classes(&step.scenario.classes);

            if let Some(printed) = question.printed(self.has_terms(step)) {
                self.question(step, asks.name(), printed, out)?;
                self.answer(step, &question)?;
                self.count(step, asks);
            }
        }
        Ok(())
    }

    /// Whether all terms of a step's cell have been asked for.
    fn has_terms(&self, step: &Step) -> bool {
        let place = &step.explanation.place;
        self.terms == (place.layer, place.cell, step.layer().groups())
    }

    fn count(&mut self, step: &Step, asks: QuestionKind) {
        let place = &step.explanation.place;
        let (layer, cell, count) = self.terms;
        let before = if (layer, cell) == (place.layer, place.cell) {
            count
        } else {
            0
        };

        self.terms = (
            place.layer,
            place.cell,
            before + usize::from(asks == QuestionKind::Term),
        );
    }

    fn question(
        &self,
        step: &Step,
        asks: &'static str,
        printed: String,
        out: &mut impl Write,
    ) -> Result<(), Stop> {
        if self.format == Lines::Jsonl {
            let layer = step.layer();
            let cell = cell(step.layer(), &step.explanation);
            let asked = Asked {
                step: step.number,
                layer: &layer.name,
                cell,
                asks,
                question: printed,
            };

            serde_json::to_writer(&mut *out, &asked)?;
            return Ok(writeln!(out)?);
        }
        let line = match printed
            .strip_suffix('?')
            .filter(|left| left.ends_with("= "))
        {
            Some(left) => format!("{left}{BLANK}"),
            None => format!("{printed} {BLANK}"),
        };
        Ok(writeln!(
            out,
            "{:>width$}  {line}",
            step.number,
            width = step.digits
        )?)
    }

    fn answer(&mut self, step: &Step, question: &Question) -> Result<(), Stop> {
        let Some((_, file)) = &mut self.answers else {
            return Ok(());
        };

        // The sentence of a finished cell begins with the sum that a question asks for.
        let is_sum = question.asks() == QuestionKind::Term
            && step.explanation.place.moment == Moment::Finish;
        let because = question
            .because()
            .filter(|_| is_sum || question.asks() == QuestionKind::Class);

        let text = because.unwrap_or_else(|| step.sentence(self.language));
        let number = step.number;
        let answer = question.answer();

        if self.format == Lines::Jsonl {
            let answered = Answered {
                step: number,
                asks: question.asks().name(),
                answer: Number(answer),
                text,
            };

            serde_json::to_writer(&mut *file, &answered)?;
            return Ok(writeln!(file)?);
        }

        let answer = Shown::new(answer).text;

        Ok(writeln!(
            file,
            "{number:>width$}  {answer}  {text}",
            width = step.digits
        )?)
    }

    /// The answer to a note's question; its text is the answer where there is no other.
    fn answer_note(&mut self, step: &Step, note: &Said) -> Result<(), Stop> {
        let Some((_, file)) = &mut self.answers else {
            return Ok(());
        };

        if self.format == Lines::Jsonl {
            let answered = NoteAnswered {
                step: step.number,
                asks: NOTE,
                answer: note.answer.as_ref(),
                text: &note.text,
            };

            serde_json::to_writer(&mut *file, &answered)?;
            return Ok(writeln!(file)?);
        }

        let answer = match &note.answer {
            Some(Answer::Number(Number(value))) => format!("{}  ", Shown::new(*value).text),
            Some(Answer::Choice(choice)) => format!("{choice}  "),
            None => String::new(),
        };

        Ok(writeln!(
            file,
            "{:>width$}  {answer}{}",
            step.number,
            note.text,
            width = step.digits
        )?)
    }

    /// Gives the file of answers its name.
    pub(super) fn finish(self) -> Result<(), Stop> {
        self.answers.map_or(Ok(()), |(path, draft)| {
            draft.finish().map_err(|error| unwritten(&path, error))
        })
    }
}
