//! Actions as scripts write them: a name, and for some an argument. `next 3`, `stride 1`, `view coverage`, `type "3"`.

use super::{Action, BINDINGS, Brush, Change, Hyperparameter, Taste, Theme, Zoom};
use crate::text::Language;
use crate::walk::Grain;

/// Times that one command may be repeated.
const MOST_TIMES: u32 = 100_000;

/// What is said of a command.
type Says = fn(Language) -> &'static str;

/// Actions that keys ask for only while something is open, and what they do.
const OTHERS: &[(&str, Action, Says)] = &[
    ("enter", Action::Submit, |language| language.script_enter()),
    ("erase", Action::Erase, |language| language.script_erase()),
    ("panel", Action::Panel, |language| language.script_panel()),
    ("clear", Action::Clear, |language| language.script_clear()),
];

/// Commands that must have an argument, what it is, and what they do.
const FORMS: &[(&str, &str, Says)] = &[
    ("type", "\"TEXT\"", |language| language.script_type()),
    ("step", "N", |language| language.script_step()),
    ("grain", "NAME", |language| language.script_grain()),
    ("theme", "NAME", |language| language.script_theme()),
    ("zoom", "NAME", |language| language.script_zoom()),
    ("language", "TAG", |language| language.script_language()),
    ("cell", "F,R,C", |language| language.script_cell()),
    ("go-to", "PLACE", |language| language.script_go_to()),
    ("find", "TEXT", |language| language.script_find()),
    ("stride", "N", |language| language.script_stride()),
    ("draw", "R,C R,C …", |language| language.script_draw()),
    ("erase", "R,C R,C …", |language| {
        language.script_erase_stroke()
    }),
];

/// What is wrong with a command: with its name, or with its argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// There is no such command; these are all.
    Name(Vec<&'static str>),
    /// What it takes instead, in a few words.
    Argument(&'static str),
    /// The words of which it takes one.
    Word(Vec<&'static str>),
}

/// The actions of a command: its name, and what stands after it.
///
/// ```text
/// next 3             three steps               type "3"      its characters, one by one
/// stride 1           set to 1                  cell 0,1,1    to an output cell
/// stride +1          turned up by one          step 40       to a step
/// go-to conv2        what is asked for there, answered: a step, a cell or a layer; likewise find
/// draw 1,2 5,2       a stroke through cells    erase 1,2     the same, rubbed out
/// ```
///
/// # Errors
/// Which part of it is no command.
pub fn command(name: &str, argument: &str) -> Result<Vec<Action>, Misread> {
    let whole = format!("{name} {argument}");
    if let Some(action) = named(whole.trim_end()) {
        return Ok(vec![action]);
    }

    if let Some((_, knob)) = Hyperparameter::ALL
        .into_iter()
        .find(|(key, _)| *key == name)
    {
        return Ok(vec![Action::Change(knob, turn(argument)?)]);
    }

    if let Some(taste) = taste(name, argument) {
        return taste.map(|taste| vec![Action::Take(taste)]);
    }

    match name {
        "type" => Ok(argument.chars().map(Action::Type).collect()),
        "step" => match argument.parse() {
            Ok(step) => Ok(vec![Action::Step(step)]),
            Err(_) => Err(Misread::Argument("a step's number")),
        },
        "go-to" | "find" => Ok(answered(
            named(name).ok_or_else(|| missing(name))?,
            argument,
        )),
        "draw" => stroke(argument, Brush::Ink),
        "erase" if argument.contains(',') => stroke(argument, Brush::Eraser),
        "cell" => match cell(argument) {
            Some(cell) => Ok(vec![Action::Cell(cell)]),
            None => Err(Misread::Argument("filter,row,column")),
        },
        _ => repeated(named(name).ok_or_else(|| missing(name))?, argument),
    }
}

/// An action so many times.
fn repeated(action: Action, times: &str) -> Result<Vec<Action>, Misread> {
    match times.parse::<u32>() {
        Ok(times @ 1..=MOST_TIMES) => Ok(vec![action; times as usize]),
        _ => Err(Misread::Argument("an optional count")),
    }
}

/// An action that asks for a text, and the text.
fn answered(asks: Action, text: &str) -> Vec<Action> {
    let typed = text.chars().map(Action::Type);
    [asks]
        .into_iter()
        .chain(typed)
        .chain([Action::Submit])
        .collect()
}

/// `+1` and `-1` are by how much, `1` is to what.
fn turn(argument: &str) -> Result<Change, Misread> {
    let by = argument
        .starts_with(['+', '-'])
        .then(|| argument.parse().ok().map(Change::By));

    by.unwrap_or_else(|| argument.parse().ok().map(Change::To))
        .ok_or(Misread::Argument("a number, or +1 / -1 to change it"))
}

/// Every command as it is written, and what it does, in a language.
pub fn commands(language: Language) -> impl Iterator<Item = (String, &'static str)> {
    let bound = BINDINGS
        .iter()
        .map(move |binding| (binding.name.to_owned(), (binding.says)(language)));

    let others = OTHERS
        .iter()
        .map(move |(name, _, says)| ((*name).to_owned(), says(language)));

    let forms = FORMS
        .iter()
        .map(move |(name, takes, says)| (format!("{name} {takes}"), says(language)));

    bound.chain(others).chain(forms)
}

/// What a command chooses by its name; nothing where it chooses nothing so.
fn taste(name: &str, argument: &str) -> Option<Result<Taste, Misread>> {
    fn of<T: Copy>(
        names: &[(&'static str, T)],
        argument: &str,
        taste: impl Fn(T) -> Taste,
    ) -> Result<Taste, Misread> {
        let found = names.iter().find(|(has, _)| *has == argument);
        let words = || names.iter().map(|(name, _)| *name).collect();
        found
            .map(|(_, value)| taste(*value))
            .ok_or_else(|| Misread::Word(words()))
    }

    match name {
        "theme" | "zoom" | "language" if argument.parse::<u32>().is_ok() => None,
        "theme" => Some(of(&Theme::ALL, argument, Taste::Theme)),
        "zoom" => Some(of(&Zoom::ALL, argument, Taste::Zoom)),
        "language" => Some(of(&Language::ALL, argument, Taste::Language)),
        "grain" => Some(of(&Grain::ALL, argument, Taste::Grain)),
        _ => None,
    }
}

fn named(name: &str) -> Option<Action> {
    let bound = BINDINGS
        .iter()
        .map(|binding| (binding.name, binding.action));

    bound
        .chain(OTHERS.iter().map(|&(name, action, _)| (name, action)))
        .find(|(has, _)| *has == name)
        .map(|(_, action)| action)
}

fn cell<const N: usize>(argument: &str) -> Option<[usize; N]> {
    let numbers: Vec<usize> = argument
        .split(',')
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .ok()?;
    numbers.try_into().ok()
}

/// A stroke through cells of the input's picture.
fn stroke(argument: &str, brush: Brush) -> Result<Vec<Action>, Misread> {
    let cells: Option<Vec<[usize; 2]>> = argument.split_whitespace().map(cell).collect();
    let cells = cells
        .filter(|cells| !cells.is_empty())
        .ok_or(Misread::Argument(
            "row,column, and more of them for a stroke",
        ))?;

    Ok(cells
        .into_iter()
        .map(|cell| Action::Paint(cell, brush))
        .chain([Action::Lift])
        .collect())
}

/// What is missing: a word after the name where commands begin with it, else the command.
fn missing(name: &str) -> Misread {
    let parts = BINDINGS
        .iter()
        .filter_map(|binding| binding.name.split_once(' '));

    let words: Vec<&str> = parts
        .filter(|(first, _)| *first == name)
        .map(|(_, word)| word)
        .collect();

    if !words.is_empty() {
        return Misread::Word(words);
    }

    let bound = BINDINGS
        .iter()
        .map(|binding| binding.name.split(' ').next().unwrap_or(binding.name));

    let others = OTHERS
        .iter()
        .map(|(name, ..)| *name)
        .chain(FORMS.iter().map(|(name, ..)| *name));

    let mut known: Vec<&str> = bound.chain(others).collect();
    known.sort_unstable();
    known.dedup();

    Misread::Name(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::View;

    #[test]
    fn every_binding_can_be_said_by_its_name() {
        for binding in BINDINGS {
            let (name, argument) = binding.name.split_once(' ').unwrap_or((binding.name, ""));
            assert_eq!(
                command(name, argument),
                Ok(vec![binding.action]),
                "{}",
                binding.name
            );
        }
    }

    #[test]
    fn commands_take_what_they_say() {
        assert_eq!(command("next", "3"), Ok(vec![Action::Next; 3]));
        assert_eq!(
            command("stride", "1"),
            Ok(vec![Action::Change(Hyperparameter::Stride, Change::To(1))])
        );

        assert_eq!(
            command("padding", "-2"),
            Ok(vec![Action::Change(
                Hyperparameter::Padding,
                Change::By(-2)
            )])
        );

        assert_eq!(
            command("view", "coverage"),
            Ok(vec![Action::View(View::Coverage)])
        );

        assert_eq!(
            command("type", "-1"),
            Ok(vec![Action::Type('-'), Action::Type('1')])
        );

        assert_eq!(command("cell", "0, 1,1"), Ok(vec![Action::Cell([0, 1, 1])]));
        let typed = [Action::Type('4'), Action::Type('0'), Action::Submit];
        assert_eq!(
            command("go-to", "40"),
            Ok([&[Action::GoTo], &typed[..]].concat())
        );
        let paint = |cell| Action::Paint(cell, Brush::Ink);
        assert_eq!(
            command("draw", "1,2 5,2"),
            Ok(vec![paint([1, 2]), paint([5, 2]), Action::Lift])
        );

        assert!(
            command("erase", "1,2")
                .is_ok_and(|actions| actions[0] == Action::Paint([1, 2], Brush::Eraser))
        );

        assert_eq!(
            (command("erase", ""), command("erase", "2")),
            (Ok(vec![Action::Erase]), Ok(vec![Action::Erase; 2]))
        );

        for (name, argument) in [
            ("draw", ""),
            ("draw", "1"),
            ("erase", "1,x"),
            ("next", "x"),
            ("next", "0"),
            ("stride", "x"),
            ("stride", ""),
            ("cell", "1,1"),
        ] {
            assert!(
                matches!(command(name, argument), Err(Misread::Argument(_))),
                "{name} {argument}"
            );
        }

        assert_eq!(
            command("view", "all"),
            Err(Misread::Word(vec![
                "walk", "network", "coverage", "sizes", "features"
            ]))
        );

        assert!(matches!(command("nxt", ""), Err(Misread::Name(names)) if names.contains(&"next")));
    }
}
