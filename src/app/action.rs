//! What can be asked of the program, and the keys that ask for it: one table, from which the help is made too.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};

use super::{Brush, Change, EditTarget, Hyperparameter, Theme, View, Zoom};
use crate::text::Language;
use crate::walk::Grain;

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
    /// To the next note.
    NextNote,
    /// To the note before.
    PreviousNote,
    /// Show the lessons of the course.
    Course,
    /// To a lesson so far from this one.
    Lesson(i8),
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
    Change(Hyperparameter, Change),
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
    /// Show all that is said at the step, or the picture again.
    Read,
    /// Show all outputs, or only what the walk has reached.
    Reveal,
    /// Only the picture and the equation, or everything again.
    Present,
    /// Show or hide what is said.
    Words,
    /// Show or hide the help.
    Help,
    /// Close what is open.
    Close,
    /// Leave; where there are changes that are not written, at the second time.
    Quit,
    /// Leave at once.
    Leave,
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
    /// Hide more in predictions.
    Hide,
    /// Show a little of what is hidden.
    Hint,
    /// Record what is shown, or no longer.
    Record,
    /// Change numbers: a cursor that arrows move.
    Edit,
    /// The cursor goes to the next panel.
    Panel,
    /// The cursor goes to a number, wherever it is.
    Point(EditTarget),
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
    /// Pick a map of the current layer, and which of the images that excite it most.
    Feature(usize, usize),
    /// Show this view.
    View(View),
    /// Look or go so from now on.
    Take(Taste),
    /// The mouse lies on an output cell of the current layer, or on none.
    Hover(Option<[usize; 3]>),
    /// The clock of the player has struck.
    Tick,
    /// So many percent of what the place waits for are computed.
    Computing(u8),
}

impl Action {
    /// Whether it is none of the user's doing, and ends nothing.
    pub(super) fn is_passive(self) -> bool {
        matches!(self, Self::Hover(_) | Self::Computing(_))
    }
}

/// What can be chosen by its name, where keys go from one to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Colours.
    Theme(Theme),
    /// How wide cells are drawn.
    Zoom(Zoom),
    /// What is spoken from now on.
    Language(Language),
    /// How far one step goes.
    Grain(Grain),
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
    ($($name:literal $action:expr => [$($key:expr),+] $says:ident;)+) => {
        &[$(Binding { action: $action, name: $name, keys: &[$($key),+], says: |it| it.$says() }),+]
    };
}

/// Every key. No key stands in it twice.
pub const BINDINGS: &[Binding] = bindings! {
    "next" Action::Next => [plain(KeyCode::Right), key('l'), plain(KeyCode::Enter)] next_step;
    "back" Action::Back => [plain(KeyCode::Left), key('h')] step_back;
    "coarser" Action::Coarser => [plain(KeyCode::Up), key('k')] larger_steps;
    "finer" Action::Finer => [plain(KeyCode::Down), key('j')] smaller_steps;
    "first" Action::First => [plain(KeyCode::Home)] first_step;
    "last" Action::Last => [plain(KeyCode::End)] last_step;
    "go-to" Action::GoTo => [key('g')] go_to_help;
    "find" Action::Find => [key('/')] find_help;
    "next-layer" Action::NextLayer => [plain(KeyCode::PageDown)] next_layer;
    "previous-layer" Action::PreviousLayer => [plain(KeyCode::PageUp)] previous_layer;
    "next-note" Action::NextNote => [key('n')] next_note;
    "previous-note" Action::PreviousNote => [key('N')] previous_note;
    "course" Action::Course => [key('c')] course_help;
    "next-lesson" Action::Lesson(1) => [key(']')] next_lesson;
    "previous-lesson" Action::Lesson(-1) => [key('[')] previous_lesson;
    "play" Action::Play => [key(' ')] play_or_pause;
    "faster" Action::Faster => [key('+'), key('=')] play_faster;
    "slower" Action::Slower => [key('-')] play_slower;
    "stride +1" Action::Change(Hyperparameter::Stride, Change::By(1)) => [key('s')] longer_stride;
    "stride -1" Action::Change(Hyperparameter::Stride, Change::By(-1)) => [key('S')] shorter_stride;
    "padding +1" Action::Change(Hyperparameter::Padding, Change::By(1)) => [key('p')] more_padding;
    "padding -1" Action::Change(Hyperparameter::Padding, Change::By(-1)) => [key('P')] less_padding;
    "dilation +1" Action::Change(Hyperparameter::Dilation, Change::By(1)) => [key('d')] wider_dilation;
    "dilation -1" Action::Change(Hyperparameter::Dilation, Change::By(-1)) => [key('D')] narrower_dilation;
    "order" Action::Order => [key('o')] order_help;
    "edit" Action::Edit => [key('e')] edit_help;
    "predict" Action::Predict => [key('x')] predict_help;
    "hide" Action::Hide => [key('X')] hide_help;
    "hint" Action::Hint => [plain(KeyCode::Tab)] hint_help;
    "undo" Action::Undo => [key('u')] undo;
    "redo" Action::Redo => [control('r')] redo;
    "reset" Action::Reset => [key('r')] reset_help;
    "write" Action::Write => [key('w')] write_help;
    "open" Action::Open => [key('O')] open_help;
    "view walk" Action::View(View::Walk) => [key('1')] walk_view;
    "view network" Action::View(View::Network) => [key('2')] network_view;
    "view coverage" Action::View(View::Coverage) => [key('3')] coverage_view;
    "view sizes" Action::View(View::Sizes) => [key('4')] sizes_view;
    "view features" Action::View(View::Features) => [key('5')] features_view;
    "reveal" Action::Reveal => [key('v')] reveal_help;
    "record" Action::Record => [key('R')] record_help;
    "theme" Action::Theme => [key('t')] theme;
    "zoom" Action::Zoom => [key('z')] zoom_help;
    "language" Action::Language => [key('i')] language_help;
    "read" Action::Read => [key('m')] read_help;
    "present" Action::Present => [key('f')] present_help;
    "words" Action::Words => [key('V')] words_help;
    "help" Action::Help => [key('?'), plain(KeyCode::F(1))] this_help;
    "close" Action::Close => [plain(KeyCode::Esc)] close_help;
    "quit" Action::Quit => [key('q')] quit;
    "leave" Action::Leave => [control('c')] leave_help;
    "suspend" Action::Suspend => [control('z')] suspend_help;
};

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
}
