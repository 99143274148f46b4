//! The viewer as lines of text, for screen readers and terminals whose cursor cannot be moved: what is said once stays, and
//! nothing is drawn again. A line is a command, as scripts write it, or keys; an empty one is Enter.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;

use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use termina::Parser;

use super::Wake;
use super::hear::wake;
use crate::app::{
    Action, App, BINDINGS, Effect, Mode, Open, ScreenParts, View, command, key, stay,
};
use crate::nn::Progress;
use crate::view::{self, Depth};
use crate::workspace::Workspace;

/// Columns and lines of what is shown whole.
const SIZE: Rect = Rect::new(0, 0, 80, 24);

/// Shows a session until the user leaves, or nothing more is typed.
///
/// # Errors
/// If nothing can be printed, or no thread can be had.
pub(crate) fn run(app: App) -> io::Result<()> {
    let lines = typed()?;
    let mut out = io::stdout().lock();
    let mut reader = Reader {
        app,
        workspace: Workspace::here(),
        said: Vec::new(),
    };

    // Keys are told by `help`, and each line says how far the walk is.
    reader.app.set_parts(ScreenParts {
        timeline: false,
        hints: false,
        ..ScreenParts::default()
    });

    let heading = reader.app.language().plain_heading().to_owned();
    writeln!(out, "{}", view::spelled(&reader.app, heading))?;
    reader.say(&mut out)?;

    loop {
        match reader.next(&lines) {
            Ok(line) if reader.read(&line) == Effect::Quit => return Ok(()),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => {
                reader.app.apply(Action::Tick);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }

        reader.say(&mut out)?;
    }
}

/// The lines that are typed, until there are no more.
///
/// # Errors
/// If no thread can be had.
fn typed() -> io::Result<Receiver<String>> {
    let (sender, lines) = mpsc::channel();
    let body = move || {
        let lines = io::stdin().lock().lines().map_while(Result::ok);
        // Nobody listens any more where the session has ended.
        lines.into_iter().try_for_each(|line| sender.send(line))
    };

    thread::Builder::new().spawn(body)?;

    Ok(lines)
}

struct Reader {
    app: App,
    workspace: Workspace,
    /// What was said last.
    said: Vec<String>,
}

impl Reader {
    /// The next line, as long as nothing plays.
    fn next(&self, lines: &Receiver<String>) -> Result<String, RecvTimeoutError> {
        match stay(&self.app) {
            Some(stay) => lines.recv_timeout(stay),
            None => lines.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    /// Does what a line asks for.
    fn read(&mut self, line: &str) -> Effect {
        let words = line.trim();
        let (name, argument) = words.split_once(' ').unwrap_or((words, ""));
        let is_asked = self.is_typing();

        if words.len() > 1
            && let Ok(actions) = command(name, argument.trim().trim_matches('"'))
        {
            return self.all(actions);
        }

        if is_asked {
            return self.answer(words);
        }

        let events = keys(line);

        // What is neither a command nor keys is not taken for some of both.
        if events.is_empty() || !events.iter().all(|event| self.is_bound(*event)) {
            self.app.tell(self.app.language().plain_unknown(words));
            return Effect::Draw;
        }

        events
            .into_iter()
            .map(|event| self.press(event))
            .last()
            .unwrap_or(Effect::Draw)
    }

    fn is_bound(&self, event: KeyEvent) -> bool {
        self.app.action_for(event).is_some()
    }

    /// Whether what is typed may be an answer.
    fn is_typing(&self) -> bool {
        matches!(
            self.app.mode(),
            Mode::Answering | Mode::Seeking | Mode::Editing | Mode::Naming | Mode::Confirming
        )
    }

    /// Types an answer, and that it is one.
    fn answer(&mut self, words: &str) -> Effect {
        if let Some((code, modifiers)) = key(words).filter(|_| words.chars().count() > 1) {
            return self.press(KeyEvent::new(code, modifiers));
        }

        let mode = self.app.mode();

        for event in keys(words) {
            if self.press(event) == Effect::Quit {
                return Effect::Quit;
            }
        }

        // A key that leads elsewhere was no answer, and a letter that chooses is one by itself.
        let is_answered = mode == Mode::Answering && self.app.typed().is_empty();

        if is_answered || self.app.mode() != mode {
            return Effect::Draw;
        }

        self.press(KeyCode::Enter.into())
    }

    fn press(&mut self, event: KeyEvent) -> Effect {
        self.all(self.app.action_for(event).into_iter().collect())
    }

    fn all(&mut self, actions: Vec<Action>) -> Effect {
        for action in actions {
            match self.app.apply(action) {
                Effect::Quit => return Effect::Quit,
                // There is no shell to go to that is not there already, and what is printed can be kept.
                Effect::Suspend | Effect::Record => {}
                effect => self.workspace.perform(&mut self.app, effect),
            }
        }

        // What is printed cannot be mended.
        if let (Open::GoTo(_), Some(why)) = (self.app.open(), self.app.message()) {
            let why = why.to_owned();
            self.app.apply(Action::Close);
            self.app.tell(why);
        }

        Effect::Draw
    }

    /// Says where the walk is, and what has not been said already.
    fn say(&mut self, out: &mut impl Write) -> io::Result<()> {
        while let Some(stage) = self.app.waits_for() {
            if self
                .app
                .values()
                .fetch(stage, &Progress::default())
                .is_none()
            {
                break;
            }
        }

        let message = self.app.message().map(str::to_owned);
        let mut now = self.lines();
        now.extend(message.clone());

        for line in now.iter().filter(|line| !self.said.contains(line)) {
            writeln!(out, "{}", view::spelled(&self.app, line.clone()))?;
        }

        self.said = now;
        // A message is said whenever it comes.
        self.said.retain(|line| Some(line) != message.as_ref());

        out.flush()
    }

    fn lines(&self) -> Vec<String> {
        let language = self.app.language();

        match self.app.open() {
            Open::Help(_) => {
                return BINDINGS
                    .iter()
                    .enumerate()
                    .map(|(row, binding)| {
                        let keys = self.app.keys().label(row, language);
                        format!("{}  {keys}  {}", binding.name, (binding.says)(language))
                    })
                    .collect();
            }
            Open::Choose(_) | Open::Score(..) => return self.screen(),
            Open::Course { at, .. } => return view::lessons(&self.app, *at),
            Open::Nothing | Open::Read(_) if self.app.view() != View::Walk => return self.screen(),
            Open::Nothing | Open::Read(_) => {}
            _ => return self.screen().pop().into_iter().collect(),
        }

        let view::Said { label, paragraphs } = view::said(&self.app);
        let mut said = paragraphs.into_iter();
        let sentence = said.next().unwrap_or_default();
        let first = format!("{label}{}{sentence}", language.colon());

        std::iter::once(first).chain(said).collect()
    }

    /// The lines of the screen on which something stands.
    fn screen(&self) -> Vec<String> {
        let mut frame = Buffer::empty(SIZE);
        view::draw(&self.app, Depth::None, SIZE, &mut frame);
        let lines = frame.content.chunks(SIZE.width.into()).map(|line| {
            let line: String = line.iter().map(Cell::symbol).collect();
            line.trim_end().to_owned()
        });

        lines.filter(|line| !line.trim().is_empty()).collect()
    }
}

/// The keys of a line: a key's name, or letters and what a terminal sends for the other keys; Enter where there are none.
fn keys(line: &str) -> Vec<KeyEvent> {
    if line.is_empty() {
        return vec![KeyCode::Enter.into()];
    }

    if let Some((code, modifiers)) = key(line.trim()).filter(|_| line.trim().len() > 1) {
        return vec![KeyEvent::new(code, modifiers)];
    }

    let mut parser = Parser::default();
    parser.parse(line.as_bytes(), false);
    let pressed = std::iter::from_fn(|| parser.pop()).filter_map(wake);

    pressed
        .filter_map(|wake| match wake {
            Wake::Key(event) => Some(event),
            _ => None,
        })
        .collect()
}
