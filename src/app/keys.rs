//! The keys as they are bound: those of the key map, or a user's own.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Action, BINDINGS, Mode};
use crate::text::Language;

/// A key, with what is held down beside it.
pub type Key = (KeyCode, KeyModifiers);

/// Keys that are no letter: their names, and how the help shows them where that is shorter.
const NAMES: [(&str, KeyCode, &str); 16] = [
    ("Right", KeyCode::Right, "→"),
    ("Left", KeyCode::Left, "←"),
    ("Up", KeyCode::Up, "↑"),
    ("Down", KeyCode::Down, "↓"),
    ("Enter", KeyCode::Enter, "Enter"),
    ("Space", KeyCode::Char(' '), "space"),
    ("Home", KeyCode::Home, "Home"),
    ("End", KeyCode::End, "End"),
    ("PageUp", KeyCode::PageUp, "PgUp"),
    ("PageDown", KeyCode::PageDown, "PgDn"),
    ("Esc", KeyCode::Esc, "Esc"),
    ("Tab", KeyCode::Tab, "Tab"),
    ("BackTab", KeyCode::BackTab, "BackTab"),
    ("Backspace", KeyCode::Backspace, "Backspace"),
    ("Delete", KeyCode::Delete, "Del"),
    ("Insert", KeyCode::Insert, "Ins"),
];

/// What can be held down beside a key.
const HELD: [(&str, KeyModifiers); 2] = [
    ("Ctrl-", KeyModifiers::CONTROL),
    ("Alt-", KeyModifiers::ALT),
];

/// A key by its name: `x`, `Right`, `F2`, `Ctrl-r`, `Alt-Left`. The case of a name does not matter, that of a letter does.
#[must_use]
pub fn key(name: &str) -> Option<Key> {
    for (held, modifier) in HELD {
        let head = name.get(..held.len()).unwrap_or_default();
        let rest = &name[head.len()..];

        if head.replace('+', "-").eq_ignore_ascii_case(held) && !rest.is_empty() {
            let (code, modifiers) = key(rest)?;
            return Some((code, modifiers | modifier));
        }
    }

    let named = NAMES
        .iter()
        .find(|(has, ..)| has.eq_ignore_ascii_case(name))
        .map(|(_, code, _)| *code);

    let code = named.or_else(|| {
        let mut letters = name.chars();
        match (letters.next()?, letters.as_str()) {
            (letter, "") if !letter.is_control() => Some(KeyCode::Char(letter)),
            ('f' | 'F', number) => match number.parse() {
                Ok(number @ 1..=12) => Some(KeyCode::F(number)),
                _ => None,
            },
            _ => None,
        }
    });

    Some((code?, KeyModifiers::NONE))
}

/// A key's name, as configurations write it.
#[must_use]
pub fn name(key: Key) -> String {
    called(key, |(name, ..)| name)
}

/// A key's name, as the help shows it.
fn label(key: Key) -> String {
    called(key, |(_, _, label)| label)
}

fn called(
    (code, modifiers): Key,
    of: impl Fn((&'static str, KeyCode, &'static str)) -> &'static str,
) -> String {
    let held: String = HELD
        .iter()
        .filter(|(_, modifier)| modifiers.contains(*modifier))
        .map(|(held, _)| *held)
        .collect();

    let named = NAMES.into_iter().find(|(_, has, _)| *has == code).map(of);
    let own = match (named, code) {
        (Some(name), _) => name.to_owned(),
        (None, KeyCode::Char(letter)) => letter.to_string(),
        (None, KeyCode::F(number)) => format!("F{number}"),
        (None, code) => format!("{code:?}"),
    };

    format!("{held}{own}")
}

/// The keys of every row of the key map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys(Vec<Vec<Key>>);

impl Default for Keys {
    fn default() -> Self {
        Self(
            BINDINGS
                .iter()
                .map(|binding| binding.keys.to_vec())
                .collect(),
        )
    }
}

impl Keys {
    /// Gives the action in a row of the key map other keys. Nothing keeps a key from standing in two rows: the first has it.
    pub fn bind(&mut self, row: usize, keys: Vec<Key>) {
        self.0[row] = keys;
    }

    /// The keys in a row of the key map.
    #[must_use]
    pub fn of(&self, row: usize) -> &[Key] {
        &self.0[row]
    }

    /// The keys in a row as the help shows them: `→ l Enter`.
    #[must_use]
    pub fn label(&self, row: usize, language: Language) -> String {
        let labels: Vec<String> = self.0[row].iter().map(|key| label(*key)).collect();
        language.keys(&labels.join(" "))
    }

    /// The first key of an action as the hints show it; nothing where it has none.
    #[must_use]
    pub fn hint(&self, action: Action, language: Language) -> Option<String> {
        let row = BINDINGS
            .iter()
            .position(|binding| binding.action == action)?;
        self.0[row].first().map(|key| language.keys(&label(*key)))
    }

    /// What a key asks for while the user is doing something; `takes` tells whether the answer may go on with a character.
    #[must_use]
    pub fn in_mode(
        &self,
        mode: Mode,
        event: KeyEvent,
        takes: impl Fn(char) -> bool,
    ) -> Option<Action> {
        match mode {
            Mode::Walking | Mode::Reading | Mode::Reviewing => self.action(event),
            Mode::Leafing => self.leafing(event),
            Mode::Answering => self.answering(event, takes),
            Mode::Seeking | Mode::Naming | Mode::Confirming => self.typing(event),
            Mode::Editing => self.editing(event, takes),
            Mode::Choosing => self.choosing(event),
            Mode::Listing => self.listing(event),
        }
    }

    /// What a key asks for while nothing is being typed.
    #[must_use]
    pub fn action(&self, event: KeyEvent) -> Option<Action> {
        let pressed = pressed(event);
        let row = self.0.iter().position(|keys| keys.contains(&pressed))?;
        Some(BINDINGS[row].action)
    }

    /// What a key asks for while features are looked at.
    fn leafing(&self, event: KeyEvent) -> Option<Action> {
        match pressed(event) {
            (KeyCode::Enter, KeyModifiers::NONE) => Some(Action::Submit),
            (KeyCode::Tab, _) => Some(Action::NextLayer),
            (KeyCode::BackTab, _) => Some(Action::PreviousLayer),
            _ => self.action(event),
        }
    }

    /// What a key asks for while numbers are being changed.
    fn editing(&self, event: KeyEvent, takes: impl Fn(char) -> bool) -> Option<Action> {
        match pressed(event) {
            (KeyCode::Char(c), KeyModifiers::NONE) if takes(c) => Some(Action::Type(c)),
            (KeyCode::Tab, _) => Some(Action::Panel),
            (KeyCode::Delete, _) => Some(Action::Clear),
            (KeyCode::Backspace, _) => Some(Action::Erase),
            (KeyCode::Enter, _) => Some(Action::Submit),
            (KeyCode::Esc, _) => Some(Action::Close),
            _ => match self.action(event) {
                Some(Action::Edit) => Some(Action::Close),
                action => action,
            },
        }
    }

    /// What a key asks for while a question is open whose answer may have some characters.
    fn answering(&self, event: KeyEvent, takes: impl Fn(char) -> bool) -> Option<Action> {
        match pressed(event) {
            (KeyCode::Char(c), KeyModifiers::NONE) if takes(c) => Some(Action::Type(c)),
            (KeyCode::Backspace, _) => Some(Action::Erase),
            (KeyCode::Enter, _) => Some(Action::Submit),
            (KeyCode::Esc, _) => Some(Action::Close),
            _ => self.action(event),
        }
    }

    /// What a key asks for while a lesson is chosen.
    fn listing(&self, event: KeyEvent) -> Option<Action> {
        match pressed(event) {
            (KeyCode::Char('b'), KeyModifiers::NONE) => Some(Action::Type('b')),
            (KeyCode::Enter, _) => Some(Action::Submit),
            (KeyCode::Esc, _) => Some(Action::Close),
            _ => self.action(event),
        }
    }

    /// What a key asks for while an answer is being typed.
    fn typing(&self, event: KeyEvent) -> Option<Action> {
        match pressed(event) {
            (KeyCode::Char(c), KeyModifiers::NONE) => Some(Action::Type(c)),
            (KeyCode::Backspace, _) => Some(Action::Erase),
            (KeyCode::Enter, _) => Some(Action::Submit),
            (KeyCode::Esc, _) => Some(Action::Close),
            _ => self
                .action(event)
                .filter(|action| matches!(action, Action::Leave | Action::Suspend)),
        }
    }

    /// What a key asks for while a scenario is chosen: letters are looked for, the other keys move.
    fn choosing(&self, event: KeyEvent) -> Option<Action> {
        match event.code {
            KeyCode::Up => Some(Action::Coarser),
            KeyCode::Down => Some(Action::Finer),
            KeyCode::PageUp => Some(Action::PreviousLayer),
            KeyCode::PageDown => Some(Action::NextLayer),
            KeyCode::Home => Some(Action::First),
            KeyCode::End => Some(Action::Last),
            _ => self.typing(event),
        }
    }
}

/// A capital letter is told by itself; terminals differ in whether they tell Shift as well.
fn pressed(event: KeyEvent) -> Key {
    (event.code, event.modifiers - KeyModifiers::SHIFT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Change, Hyperparameter};

    #[test]
    fn shift_does_not_hide_a_capital() {
        let keys = Keys::default();
        let event = KeyEvent::new(KeyCode::Char('S'), KeyModifiers::SHIFT);
        assert_eq!(
            keys.action(event),
            Some(Action::Change(Hyperparameter::Stride, Change::By(-1)))
        );

        assert_eq!(keys.typing(event), Some(Action::Type('S')));
    }

    #[test]
    fn every_key_of_the_map_has_a_name_that_leads_back_to_it() {
        for bound in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert_eq!(key(&name(*bound)), Some(*bound));
        }

        for (written, read) in [
            ("ctrl+r", "Ctrl-r"),
            ("ALT-left", "Alt-Left"),
            ("f12", "F12"),
            ("space", "Space"),
            ("Ctrl-Alt-x", "Ctrl-Alt-x"),
            ("-", "-"),
            ("→", "→"),
        ] {
            assert_eq!(key(written).map(name).as_deref(), Some(read), "{written}");
        }

        assert_eq!(["", "F13", "Ctrl-", "no key", "\n"].map(key), [None; 5]);
    }

    #[test]
    fn keys_that_are_bound_anew_do_what_they_are_bound_to() {
        let mut keys = Keys::default();
        keys.bind(0, vec![(KeyCode::Char('n'), KeyModifiers::NONE)]);
        let event = |letter| KeyEvent::from(KeyCode::Char(letter));
        assert_eq!(keys.action(event('n')), Some(BINDINGS[0].action));
        assert_eq!(keys.action(event('l')), None);
        assert_eq!(keys.label(0, Language::English), "n");
    }
}
