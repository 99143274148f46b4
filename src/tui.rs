//! The only owner of a terminal, a clock and threads: events in, frames out, and the terminal given back, whatever happens.

mod guard;
mod hear;
mod plain;
mod watch;
mod worker;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Rect;

use crate::app::{About, Action, App, Effect, Glyphs};
use crate::desk::{self, Desk};
use crate::record::Tape;
use crate::scenario::Origin;
use crate::view::{self, Before, Depth, Gesture, Motion};
use guard::{Ending, Guard};
use watch::{Reread, Watcher};
use worker::Worker;

pub use plain::run as plain;

/// How often the progress of a computation is shown.
const PROGRESS: Duration = Duration::from_millis(100);

/// What wakes the program.
#[derive(Debug)]
enum Wake {
    /// A key.
    Key(KeyEvent),
    /// The mouse.
    Mouse(MouseEvent),
    /// A text is pasted.
    Pasted(String),
    /// The terminal's ground is this red, green and blue.
    Ground([u8; 3]),
    /// A sign such as `·` takes so many columns.
    Width(u16),
    /// A signal.
    Signal(i32),
    /// The terminal has vanished.
    Lost(io::Error),
    /// A computation is done.
    Computed,
    /// The file of the session has changed.
    Reread(Reread),
    /// What is known of a file that can be opened.
    Learned(String, About),
}

/// Shows a session until the user leaves.
///
/// # Errors
/// If the terminal cannot be had or vanishes.
pub fn run(app: App) -> io::Result<()> {
    let variable = |name: &str| std::env::var(name).ok();
    let depth = Depth::of(
        variable("NO_COLOR").as_deref(),
        variable("COLORTERM").as_deref(),
        variable("TERM").as_deref(),
    );

    let (sender, wakes) = mpsc::channel();
    let guard = Guard::enter(&sender)?;

    if app.glyphs() == Glyphs::Auto {
        hear::ask_width()?;
    }

    let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut session = Session {
        app,
        depth,
        terminal,
        worker: Worker::new(sender.clone()),
        watcher: Watcher::new(sender.clone()),
        desk: Desk::here(),
        remembered: None,
        remembering: None,
        wakes: sender.clone(),
        struck: Instant::now(),
        motion: None,
        tape: None,
    };

    session.draw()?;

    if session.app.follows_ground() {
        hear::ask_ground()?;
    }

    hear::listen(sender);
    session.follow();
    let ending = session.attend(&wakes);
    let is_recording = session.tape.is_some();
    session.stop_recording();
    drop(guard);

    if let (true, Some(said)) = (is_recording, session.app.message()) {
        // Whether somebody is left to be told or not, it is recorded.
        let _ = writeln!(io::stderr(), "{said}");
    }

    drop(session);

    match ending? {
        Ending::Left => {}
        Ending::Killed(signal) => guard::die(signal),
    }

    Ok(())
}

struct Session {
    app: App,
    depth: Depth,
    terminal: Terminal<CrosstermBackend<io::Stdout>>,
    worker: Worker,
    watcher: Watcher,
    desk: Desk,
    /// The last scenario whose file was put among the recent ones, and who does that.
    remembered: Option<Arc<Origin>>,
    remembering: Option<thread::JoinHandle<()>>,
    wakes: Sender<Wake>,
    /// When the player's clock struck last.
    struck: Instant,
    /// The step that is seen moving, and since when.
    motion: Option<(Motion, Instant)>,
    /// What is being recorded, and since when.
    tape: Option<(Tape, Instant)>,
}

impl Session {
    fn attend(&mut self, wakes: &Receiver<Wake>) -> io::Result<Ending> {
        loop {
            let first = match self.patience() {
                Some(patience) => wakes.recv_timeout(patience),
                None => wakes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };

            // Whatever else has come meanwhile is done before anything is drawn.
            let mut next = match first {
                Ok(wake) => Some(wake),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(Ending::Left),
            };

            self.tick();

            while let Some(wake) = next {
                if let Some(ending) = self.answer(wake)? {
                    return Ok(ending);
                }

                next = wakes.try_recv().ok();
            }

            if let Some(percent) = self.worker.attend(&self.app) {
                self.app.apply(Action::Computing(percent));
            }

            self.draw()?;
            self.follow();
        }
    }

    /// Watches and remembers the file that the session is about.
    fn follow(&mut self) {
        self.watcher.attend(&self.app);
        let origin = &self.app.file().origin;
        let is_known = self
            .remembered
            .as_ref()
            .is_some_and(|known| known.what() == origin.what());

        if let (Some(file), false) = (origin.file().map(std::path::Path::to_owned), is_known) {
            self.remembered = Some(Arc::clone(origin));
            self.finish_remembering();
            let desk = self.desk.clone();
            self.remembering = Some(thread::spawn(move || desk.remember(&file)));
        }
    }

    fn finish_remembering(&mut self) {
        if let Some(thread) = self.remembering.take() {
            // A list that could not be kept is none.
            let _ = thread.join();
        }
    }

    /// Does what the session asks of files. Files that are listed may be large: they are read by a thread of their own.
    fn perform(&mut self, effect: Effect) {
        if effect != Effect::List {
            return self.desk.perform(&mut self.app, effect);
        }

        self.finish_remembering();
        let files = self.desk.list(&mut self.app);
        let wakes = self.wakes.clone();
        thread::spawn(move || {
            files.into_iter().try_for_each(|what| {
                let about = desk::read(&what);
                wakes.send(Wake::Learned(what, about))
            })
        });
    }

    fn draw(&mut self) -> io::Result<()> {
        let app = &self.app;
        let depth = self.depth;

        // The first frame of a motion is what is seen when a frame's time has passed.
        let midway = self
            .motion
            .and_then(|(motion, since)| motion.at(since.elapsed() + view::FRAME));

        let drawn = self.terminal.draw(|frame| {
            view::draw_midway(app, midway, depth, frame.area(), frame.buffer_mut());
        })?;
        let area = drawn.area;

        if midway.is_none() {
            self.motion = None;
        }

        if let Some((tape, since)) = &mut self.tape
            && let Err(error) = tape.show(since.elapsed(), &self.app, midway, area)
        {
            self.tape = None;
            self.lost(&error);
        }
        Ok(())
    }

    /// Begins to record what is shown, or ends it.
    fn record(&mut self) -> io::Result<()> {
        if self.tape.is_some() {
            self.draw()?;
            self.stop_recording();
            return Ok(());
        }

        let size = self.terminal.size()?;

        match Tape::begin(&self.app, Rect::new(0, 0, size.width, size.height)) {
            Ok(tape) => {
                let name = tape.path().display().to_string();
                self.app.tell(self.app.language().recording_into(&name));

                self.tape = Some((tape, Instant::now()));
            }
            Err(error) => self.lost(&error),
        }

        Ok(())
    }

    fn stop_recording(&mut self) {
        let Some((tape, since)) = self.tape.take() else {
            return;
        };

        let name = tape.path().display().to_string();

        match tape.finish(since.elapsed()) {
            Ok(()) => self.app.tell(self.app.language().recorded_into(&name)),
            Err(error) => self.lost(&error),
        }
    }

    fn lost(&mut self, error: &io::Error) {
        self.app.tell(self.app.language().recording_lost(error));
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    fn redraw(&mut self) -> io::Result<()> {
        self.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }

    /// How long to wait for the next event.
    fn patience(&self) -> Option<Duration> {
        let step = self
            .app
            .interval()
            .map(|interval| interval.saturating_sub(self.struck.elapsed()));

        let progress = self.worker.is_busy().then_some(PROGRESS);
        let frame = self.motion.is_some().then_some(view::FRAME);
        [step, progress, frame].into_iter().flatten().min()
    }

    fn tick(&mut self) {
        match self.app.interval() {
            Some(interval) if self.struck.elapsed() >= interval => {
                self.struck = Instant::now();
                let before = Before::new(&self.app);
                self.app.apply(Action::Tick);
                self.set_off(before, Action::Tick);
            }
            _ => {}
        }
    }

    /// Begins the motion of a step, where there is one and time for it. Whatever else is done ends it.
    fn set_off(&mut self, before: Before, action: Action) {
        let has_time = |motion: &Motion| {
            self.app
                .interval()
                .is_none_or(|interval| interval >= motion.time() + view::FRAME)
        };

        self.motion = before
            .motion(&self.app, action)
            .filter(|motion| self.app.moves() && has_time(motion))
            .map(|motion| (motion, Instant::now()));
    }

    fn answer(&mut self, wake: Wake) -> io::Result<Option<Ending>> {
        let action = match wake {
            Wake::Lost(error) => return Err(error),
            Wake::Signal(signal) if guard::stops(signal) => Some(Action::Suspend),
            Wake::Signal(signal) if guard::continues(signal) => {
                guard::take()?;
                self.redraw()?;
                None
            }
            Wake::Signal(signal) if guard::resizes(signal) => None,
            Wake::Signal(signal) => return Ok(Some(Ending::Killed(signal))),
            Wake::Key(key) => self.app.action_for(key),
            Wake::Mouse(mouse) => self.mouse(mouse)?,
            Wake::Pasted(text) => {
                self.app.paste(&text);
                None
            }
            Wake::Ground(ground) => {
                self.app.see_ground(ground);
                None
            }
            Wake::Width(columns) => {
                self.app.see_width(columns);
                None
            }
            Wake::Reread(reread) => {
                if self.watcher.is_of(&reread) {
                    self.app.reread(reread.read);
                }

                None
            }
            Wake::Learned(what, about) => {
                self.app.learn(&what, &about);
                None
            }
            Wake::Computed => None,
        };

        let Some(action) = action else {
            return Ok(None);
        };

        let was_playing = self.app.interval().is_some();
        let before = Before::new(&self.app);
        let effect = self.app.apply(action);
        self.set_off(before, action);

        match effect {
            Effect::Draw => {}
            Effect::Quit => return Ok(Some(Ending::Left)),
            Effect::Record => self.record()?,
            Effect::Suspend => {
                guard::suspend()?;
                self.redraw()?;
            }
            effect => self.perform(effect),
        }

        if !was_playing {
            self.struck = Instant::now();
        }

        Ok(None)
    }

    fn mouse(&mut self, mouse: MouseEvent) -> io::Result<Option<Action>> {
        let size = self.terminal.size()?;
        let area = Rect::new(0, 0, size.width, size.height);
        let hit = |gesture| view::hit(&self.app, area, mouse.column, mouse.row, gesture);

        Ok(match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) | MouseEventKind::Drag(MouseButton::Left) => {
                hit(Gesture::Press)
            }
            MouseEventKind::Down(MouseButton::Right) | MouseEventKind::Drag(MouseButton::Right) => {
                hit(Gesture::Rub)
            }
            MouseEventKind::Up(_) => hit(Gesture::Release),
            MouseEventKind::Moved => hit(Gesture::Hover),
            MouseEventKind::ScrollDown => Some(Action::Next),
            MouseEventKind::ScrollUp => Some(Action::Back),
            _ => None,
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.worker.abandon();
        self.finish_remembering();
    }
}

/// Values that are computed, to tell one network's from another's.
type Shared = Arc<crate::nn::Values>;
