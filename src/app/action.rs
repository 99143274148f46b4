//! What can be asked of the program, and the keys that ask for it: one table, from which the help is made too.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Brush, Knob, Spot, Turn, View};

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
    /// What the help says of it, in English and Chinese.
    pub says: [&'static str; 2],
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
    ($($name:literal $action:expr => [$($key:expr),+] $label:literal $en:literal $zh:literal;)+) => {
        &[$(Binding { action: $action, name: $name, keys: &[$($key),+], label: $label, says: [$en, $zh] }),+]
    };
}

/// Every key. No key stands in it twice.
pub const BINDINGS: &[Binding] = bindings! {
    "next" Action::Next => [plain(KeyCode::Right), key('l'), plain(KeyCode::Enter)] "→ l Enter" "next step" "下一步";
    "back" Action::Back => [plain(KeyCode::Left), key('h')] "← h" "step back" "上一步";
    "coarser" Action::Coarser => [plain(KeyCode::Up), key('k')] "↑ k" "larger steps" "步子加大";
    "finer" Action::Finer => [plain(KeyCode::Down), key('j')] "↓ j" "smaller steps" "步子减小";
    "first" Action::First => [plain(KeyCode::Home)] "Home" "first step" "第一步";
    "last" Action::Last => [plain(KeyCode::End)] "End" "last step" "最后一步";
    "go-to" Action::GoTo => [key('g')] "g" "go to a step, or to a cell: filter,row,column" "跳到某一步，或某一格：滤波器,行,列";
    "next-layer" Action::NextLayer => [plain(KeyCode::PageDown)] "PgDn" "next layer" "下一层";
    "previous-layer" Action::PreviousLayer => [plain(KeyCode::PageUp)] "PgUp" "previous layer" "上一层";
    "play" Action::Play => [key(' ')] "space" "play, pause" "播放、暂停";
    "faster" Action::Faster => [key('+'), key('=')] "+" "play faster" "播放加快";
    "slower" Action::Slower => [key('-')] "-" "play slower" "播放放慢";
    "stride +1" Action::Turn(Knob::Stride, Turn::By(1)) => [key('s')] "s" "longer stride" "步幅加大";
    "stride -1" Action::Turn(Knob::Stride, Turn::By(-1)) => [key('S')] "S" "shorter stride" "步幅减小";
    "padding +1" Action::Turn(Knob::Padding, Turn::By(1)) => [key('p')] "p" "more padding" "填充增加";
    "padding -1" Action::Turn(Knob::Padding, Turn::By(-1)) => [key('P')] "P" "less padding" "填充减少";
    "dilation +1" Action::Turn(Knob::Dilation, Turn::By(1)) => [key('d')] "d" "wider dilation" "膨胀增大";
    "dilation -1" Action::Turn(Knob::Dilation, Turn::By(-1)) => [key('D')] "D" "narrower dilation" "膨胀减小";
    "order" Action::Order => [key('o')] "o" "order: window by window, or filter by filter" "顺序：逐窗口，或逐滤波器";
    "edit" Action::Edit => [key('e')] "e" "edit: arrows move, Enter sets; the mouse draws, Del clears" "修改：方向键移动，回车确定；鼠标画图，Del 清空";
    "predict" Action::Predict => [key('x')] "x" "predict: type the next value, Enter answers or reveals" "预测：输入下一个值，回车作答或揭晓";
    "undo" Action::Undo => [key('u')] "u" "undo" "撤销";
    "redo" Action::Redo => [control('r')] "Ctrl-r" "redo" "重做";
    "reset" Action::Reset => [key('r')] "r" "back to what the file says" "恢复到文件的内容";
    "write" Action::Write => [key('w')] "w" "write the changed scenario to a file" "把改动后的场景写入文件";
    "open" Action::Open => [key('O')] "O" "open another scenario: the course, recent files" "打开别的场景：课程、最近的文件";
    "view walk" Action::View(View::Walk) => [key('1')] "1" "the walk" "计算过程";
    "view network" Action::View(View::Network) => [key('2')] "2" "the whole network" "整个网络";
    "view coverage" Action::View(View::Coverage) => [key('3')] "3" "coverage: how often each cell is read" "覆盖：每格被读几次";
    "view sizes" Action::View(View::Sizes) => [key('4')] "4" "sizes: output sizes, parameters, where one weight is used" "大小：输出大小、参数、一个权重用在哪里";
    "record" Action::Record => [key('R')] "R" "record what is shown into a .cast; again to stop" "把画面录进 .cast 文件；再按停止";
    "theme" Action::Theme => [key('t')] "t" "theme" "配色";
    "zoom" Action::Zoom => [key('z')] "z" "zoom: as wide as fits, wide, all digits" "缩放：自动、宽、全部数位";
    "language" Action::Language => [key('i')] "i" "language: 中文" "语言：English";
    "help" Action::Help => [key('?'), plain(KeyCode::F(1))] "?" "this help" "本帮助";
    "close" Action::Close => [plain(KeyCode::Esc)] "Esc" "close what is open, or quit" "关闭当前窗口，或退出";
    "quit" Action::Quit => [key('q'), control('c')] "q Ctrl-C" "quit" "退出";
    "suspend" Action::Suspend => [control('z')] "Ctrl-Z" "suspend; fg comes back" "挂起；fg 返回";
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
