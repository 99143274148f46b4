//! What can be asked of the program, and the keys that ask for it: one table, from which the help is made too.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Brush, Knob, Spot, Turn, View};
use crate::text::Language;

/// One thing to do. Keys, mouse and scripts all become actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// One step forward.
    Next,
    /// One step back.
    Back,
    /// Larger steps.
    Coarser,
    /// Smaller steps.
    Finer,
    /// To the first step.
    First,
    /// To the last step.
    Last,
    /// To the first step of the next layer.
    NextLayer,
    /// To the first step of this layer, or of the one before.
    PreviousLayer,
    /// Ask where to go.
    GoTo,
    /// Ask which layer to find.
    Find,
    /// Play, or pause.
    Play,
    /// Play faster.
    Faster,
    /// Play slower.
    Slower,
    /// Another stride, padding or dilation.
    Turn(Knob, Turn),
    /// The other order.
    Order,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Back to what the scenario's file says.
    Reset,
    /// The next theme.
    Theme,
    /// The next zoom: cells as wide as fits, wide, and with all their digits.
    Zoom,
    /// The next language.
    Language,
    /// Show or hide the help.
    Help,
    /// Close what is open; with nothing open, leave.
    Close,
    /// Leave.
    Quit,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// A character for the question that is open.
    Type(char),
    /// Take its last character back.
    Erase,
    /// Answer it.
    Submit,
    /// Hide what each step brings until it is predicted, or no longer.
    Predict,
    /// Record what is shown, or no longer.
    Record,
    /// Change numbers: a cursor that arrows move.
    Edit,
    /// The cursor goes to the next panel.
    Panel,
    /// The cursor goes to a number, wherever it is.
    Point(Spot),
    /// Draw on the input's picture, from where the stroke has come to, to a cell `[row, column]`.
    Paint([usize; 2], Brush),
    /// The stroke ends.
    Lift,
    /// Take everything off the input's picture.
    Clear,
    /// Ask for a name, and write the scenario as it is now.
    Write,
    /// Choose a scenario to open.
    Open,
    /// A scenario of those that are to be chosen from.
    Pick(usize),
    /// To a step, counted from 1.
    Step(u64),
    /// To an output cell of the current layer.
    Cell([usize; 3]),
    /// To an output cell of a layer, in the walk.
    Visit(usize, [usize; 3]),
    /// Show this view.
    View(View),
    /// The mouse lies on an output cell of the current layer, or on none.
    Hover(Option<[usize; 3]>),
    /// The clock of the player has struck.
    Tick,
    /// So many percent of what the place waits for are computed.
    Computing(u8),
}

/// A row of the key map.
#[derive(Debug)]
pub struct Binding {
    /// What is done.
    pub action: Action,
    /// What scripts call it.
    pub name: &'static str,
    /// The keys that do it.
    pub keys: &'static [(KeyCode, KeyModifiers)],
    /// The keys as the help shows them, once for all rows that share a line.
    pub label: &'static str,
    /// What the help says of it.
    pub says: fn(Language) -> &'static str,
}

const fn key(c: char) -> (KeyCode, KeyModifiers) {
    (KeyCode::Char(c), KeyModifiers::NONE)
}

const fn control(c: char) -> (KeyCode, KeyModifiers) {
    (KeyCode::Char(c), KeyModifiers::CONTROL)
}

const fn plain(code: KeyCode) -> (KeyCode, KeyModifiers) {
    (code, KeyModifiers::NONE)
}

macro_rules! bindings {
    ($($name:literal $action:expr => [$($key:expr),+] $label:literal $says:ident;)+) => {
        &[$(Binding { action: $action, name: $name, keys: &[$($key),+], label: $label, says: |it| it.$says() }),+]
    };
}

/// Every key. No key stands in it twice.
pub const BINDINGS: &[Binding] = bindings! {
    "next" Action::Next => [plain(KeyCode::Right), key('l'), plain(KeyCode::Enter)] "→ l Enter" next_step;
    "back" Action::Back => [plain(KeyCode::Left), key('h')] "← h" step_back;
    "coarser" Action::Coarser => [plain(KeyCode::Up), key('k')] "↑ k" larger_steps;
    "finer" Action::Finer => [plain(KeyCode::Down), key('j')] "↓ j" smaller_steps;
    "first" Action::First => [plain(KeyCode::Home)] "Home" first_step;
    "last" Action::Last => [plain(KeyCode::End)] "End" last_step;
    "go-to" Action::GoTo => [key('g')] "g" go_to_help;
    "find" Action::Find => [key('/')] "/" find_help;
    "next-layer" Action::NextLayer => [plain(KeyCode::PageDown)] "PgDn" next_layer;
    "previous-layer" Action::PreviousLayer => [plain(KeyCode::PageUp)] "PgUp" previous_layer;
    "play" Action::Play => [key(' ')] "space" play_or_pause;
    "faster" Action::Faster => [key('+'), key('=')] "+" play_faster;
    "slower" Action::Slower => [key('-')] "-" play_slower;
    "stride +1" Action::Turn(Knob::Stride, Turn::By(1)) => [key('s')] "s" longer_stride;
    "stride -1" Action::Turn(Knob::Stride, Turn::By(-1)) => [key('S')] "S" shorter_stride;
    "padding +1" Action::Turn(Knob::Padding, Turn::By(1)) => [key('p')] "p" more_padding;
    "padding -1" Action::Turn(Knob::Padding, Turn::By(-1)) => [key('P')] "P" less_padding;
    "dilation +1" Action::Turn(Knob::Dilation, Turn::By(1)) => [key('d')] "d" wider_dilation;
    "dilation -1" Action::Turn(Knob::Dilation, Turn::By(-1)) => [key('D')] "D" narrower_dilation;
    "order" Action::Order => [key('o')] "o" order_help;
    "edit" Action::Edit => [key('e')] "e" edit_help;
    "predict" Action::Predict => [key('x')] "x" predict_help;
    "undo" Action::Undo => [key('u')] "u" undo;
    "redo" Action::Redo => [control('r')] "Ctrl-r" redo;
    "reset" Action::Reset => [key('r')] "r" reset_help;
    "write" Action::Write => [key('w')] "w" write_help;
    "open" Action::Open => [key('O')] "O" open_help;
    "view walk" Action::View(View::Walk) => [key('1')] "1" walk_view;
    "view network" Action::View(View::Network) => [key('2')] "2" network_view;
    "view coverage" Action::View(View::Coverage) => [key('3')] "3" coverage_view;
    "view sizes" Action::View(View::Sizes) => [key('4')] "4" sizes_view;
    "record" Action::Record => [key('R')] "R" record_help;
    "theme" Action::Theme => [key('t')] "t" theme;
    "zoom" Action::Zoom => [key('z')] "z" zoom_help;
    "language" Action::Language => [key('i')] "i" language_help;
    "help" Action::Help => [key('?'), plain(KeyCode::F(1))] "?" this_help;
    "close" Action::Close => [plain(KeyCode::Esc)] "Esc" close_help;
    "quit" Action::Quit => [key('q'), control('c')] "q Ctrl-C" quit;
    "suspend" Action::Suspend => [control('z')] "Ctrl-Z" suspend_help;
};

impl Action {
    /// What a key asks for while nothing is being typed.
    #[must_use]
    pub fn of_key(event: KeyEvent) -> Option<Self> {
        // A capital letter is told by itself; terminals differ in whether they tell Shift as well.
        let pressed = (event.code, event.modifiers - KeyModifiers::SHIFT);
        BINDINGS
            .iter()
            .find(|binding| binding.keys.contains(&pressed))
            .map(|binding| binding.action)
    }

    /// What a key asks for while numbers are being changed.
    #[must_use]
    pub fn of_editing(event: KeyEvent) -> Option<Self> {
        match (event.code, event.modifiers - KeyModifiers::SHIFT) {
            (KeyCode::Char(c), KeyModifiers::NONE)
                if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') =>
            {
                Some(Self::Type(c))
            }
            (KeyCode::Tab, _) => Some(Self::Panel),
            (KeyCode::Delete, _) => Some(Self::Clear),
            (KeyCode::Backspace, _) => Some(Self::Erase),
            (KeyCode::Enter, _) => Some(Self::Submit),
            (KeyCode::Char('e'), KeyModifiers::NONE) => Some(Self::Close),
            _ => Self::of_key(event),
        }
    }

    /// What a key asks for while a value is hidden.
    #[must_use]
    pub fn of_guessing(event: KeyEvent) -> Option<Self> {
        match (event.code, event.modifiers - KeyModifiers::SHIFT) {
            (KeyCode::Char(c), KeyModifiers::NONE)
                if c.is_ascii_digit() || matches!(c, '-' | '.') =>
            {
                Some(Self::Type(c))
            }
            (KeyCode::Backspace, _) => Some(Self::Erase),
            (KeyCode::Enter, _) => Some(Self::Submit),
            _ => Self::of_key(event),
        }
    }

    /// What a key asks for while an answer is being typed.
    #[must_use]
    pub fn of_typing(event: KeyEvent) -> Option<Self> {
        match (event.code, event.modifiers - KeyModifiers::SHIFT) {
            (KeyCode::Char(c), KeyModifiers::NONE) => Some(Self::Type(c)),
            (KeyCode::Backspace, _) => Some(Self::Erase),
            (KeyCode::Enter, _) => Some(Self::Submit),
            (KeyCode::Esc, _) => Some(Self::Close),
            _ => Self::of_key(event).filter(|action| matches!(action, Self::Quit | Self::Suspend)),
        }
    }

    /// What a key asks for while a scenario is chosen: letters are looked for, the other keys move.
    #[must_use]
    pub fn of_choosing(event: KeyEvent) -> Option<Self> {
        match event.code {
            KeyCode::Up
            | KeyCode::Down
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Home
            | KeyCode::End => Self::of_key(event),
            _ => Self::of_typing(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let keys: Vec<_> = BINDINGS.iter().flat_map(|binding| binding.keys).collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?} is bound twice");
        }
    }

    #[test]
    fn shift_does_not_hide_a_capital() {
        let event = KeyEvent::new(KeyCode::Char('S'), KeyModifiers::SHIFT);
        assert_eq!(
            Action::of_key(event),
            Some(Action::Turn(Knob::Stride, Turn::By(-1)))
        );

        assert_eq!(Action::of_typing(event), Some(Action::Type('S')));
    }
}
