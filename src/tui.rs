//! The only owner of a terminal, a clock and threads: events in, frames out, and the terminal given back, whatever happens.

mod files;
mod guard;
mod hand;
mod hear;
mod plain;
mod screen;
mod signal;
mod watch;
mod worker;

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{KeyEvent, MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Action, App, Effect, Glyphs, Preview, stay};
use crate::record::LiveCast;
use crate::scenario::Origin;
use crate::view::{self, Before, Depth, Gesture, Motion};
use crate::workspace::{Outcome, Workspace};
use guard::{Ear, Ending, Guard};
use hand::Hand;
use screen::Screen;
use watch::{Reread, Watcher};
use worker::Worker;

pub(crate) use plain::run as plain;

/// How often the progress of a computation is shown.
const PROGRESS: Duration = Duration::from_millis(100);

/// What wakes the program.
#[derive(Debug)]
enum Wake {
    Key(KeyEvent),
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
    Learned(String, Preview),
    /// A file has been opened or written, or not.
    Done(Outcome),
}

impl Wake {
    /// Whether it may end the program, so that somebody sees to it that it is heard.
    fn is_urgent(&self) -> bool {
        match self {
            Self::Key(key) => hear::leaves(*key),
            Self::Signal(signal) => signal::ends(*signal),
            _ => false,
        }
    }
}

/// Shows a session until the user leaves.
///
/// # Errors
/// If the terminal cannot be had or vanishes.
pub(crate) fn run(app: App) -> io::Result<()> {
    let (sender, wakes) = mpsc::channel();
    let ear = Ear::default();
    let guard = Guard::enter(&sender, &ear)?;

    let mut session = Session::new(app, &sender, &ear);
    session.screen.begin(&guard::modes());

    if session.app.glyphs() == Glyphs::Auto {
        session.screen.begin(hear::how_wide());
    }

    session.draw()?;

    if session.app.follows_ground() {
        hear::ask_ground()?;
    }

    hear::listen(sender, ear.clone())?;
    session.follow();
    let ending = session.attend(&wakes);
    drop(guard);
    ear.hear();

    if let Ok(Ending::Left) = ending {
        session.finish_errands(&wakes);
    }

    let is_recording = session.tape.is_some();
    session.stop_recording();
    session.workspace.keep(&session.app);

    if let (true, Some(said)) = (is_recording, session.app.message()) {
        // Whether somebody is left to be told or not, it is recorded.
        let _ = writeln!(io::stderr(), "{said}");
    }

    drop(session);

    match ending? {
        Ending::Left => {}
        Ending::Killed(signal) => signal::die(signal),
    }

    Ok(())
}

/// The colours that the terminal says it has.
fn depth() -> Depth {
    let variable = |name: &str| std::env::var(name).ok();

    Depth::of(
        variable("NO_COLOR").as_deref(),
        variable("COLORTERM").as_deref(),
        variable("TERM").as_deref(),
    )
}

struct Session {
    app: App,
    depth: Depth,
    screen: Screen,
    worker: Worker,
    /// Who opens, writes and lists files.
    clerk: Hand,
    /// How many of them are being opened or written.
    errands: usize,
    /// Set when the files that are listed need not be read any more.
    listing: Arc<AtomicBool>,
    watcher: Watcher,
    workspace: Workspace,
    /// The last scenario whose file was put among the recent ones, and who does that.
    remembered: Option<Arc<Origin>>,
    remembering: Option<thread::JoinHandle<()>>,
    wakes: Sender<Wake>,
    ear: Ear,
    /// When the player's clock struck last.
    struck: Instant,
    /// The step that is seen moving, and since when.
    motion: Option<(Motion, Instant)>,
    /// What is being recorded, and since when.
    tape: Option<(LiveCast, Instant)>,
}

impl Session {
    fn new(app: App, wakes: &Sender<Wake>, ear: &Ear) -> Self {
        Self {
            app,
            depth: depth(),
            screen: Screen::default(),
            worker: Worker::new(wakes.clone()),
            clerk: Hand::new("clerk"),
            errands: 0,
            listing: Arc::default(),
            watcher: Watcher::new(wakes.clone()),
            workspace: Workspace::here(),
            remembered: None,
            remembering: None,
            wakes: wakes.clone(),
            ear: ear.clone(),
            struck: Instant::now(),
            motion: None,
            tape: None,
        }
    }

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
                let is_urgent = wake.is_urgent();

                if let Some(ending) = self.answer(wake)? {
                    return Ok(ending);
                }

                if is_urgent {
                    self.ear.hear();
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

    fn draw(&mut self) -> io::Result<()> {
        // The first frame of a motion is what is seen when a frame's time has passed.
        let midway = self
            .motion
            .and_then(|(motion, since)| motion.at(since.elapsed() + view::FRAME));

        let area = Screen::area()?;
        self.screen
            .show(view::screen(&self.app, midway, self.depth, area))?;

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

        match LiveCast::begin(&self.app, Screen::area()?) {
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

    /// How long to wait for the next event.
    fn patience(&self) -> Option<Duration> {
        let step = stay(&self.app).map(|stay| stay.saturating_sub(self.struck.elapsed()));

        let progress = self.worker.is_busy().then_some(PROGRESS);
        let frame = self.motion.is_some().then_some(view::FRAME);
        [step, progress, frame].into_iter().flatten().min()
    }

    fn tick(&mut self) {
        match stay(&self.app) {
            Some(stay) if self.struck.elapsed() >= stay => {
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
        match wake {
            Wake::Lost(error) => return Err(error),
            Wake::Signal(signal) => return self.signal(signal),
            Wake::Key(key) => return self.act(self.app.action_for(key)),
            Wake::Mouse(mouse) => {
                let action = self.mouse(mouse)?;
                return self.act(action);
            }
            Wake::Pasted(text) => self.app.paste(&text),
            Wake::Ground(ground) => self.app.see_ground(ground),
            Wake::Width(columns) => self.app.see_width(columns),
            Wake::Reread(reread) if self.watcher.is_of(&reread) => self.app.reread(reread.read),
            Wake::Reread(_) | Wake::Computed => {}
            Wake::Learned(what, about) => self.app.learn(&what, &about),
            Wake::Done(outcome) => self.done(outcome),
        }

        Ok(None)
    }

    fn signal(&mut self, signal: i32) -> io::Result<Option<Ending>> {
        if signal::stops(signal) {
            return self.act(Some(Action::Suspend));
        }

        if signal::continues(signal) {
            guard::take()?;
            self.screen.forget();
        } else if !signal::resizes(signal) {
            return Ok(Some(Ending::Killed(signal)));
        }

        Ok(None)
    }

    /// Does what was asked for.
    fn act(&mut self, action: Option<Action>) -> io::Result<Option<Ending>> {
        let Some(action) = action else {
            return Ok(None);
        };

        let was_playing = self.app.interval().is_some();
        let step = self.app.step();
        let before = Before::new(&self.app);
        let effect = self.app.apply(action);
        self.set_off(before, action);

        match effect {
            Effect::Draw => {}
            Effect::Quit => return Ok(Some(Ending::Left)),
            Effect::Record => self.record()?,
            Effect::Suspend => {
                guard::suspend()?;
                self.screen.forget();
            }
            effect => self.perform(effect),
        }

        if !was_playing || self.app.step() != step {
            self.struck = Instant::now();
        }

        Ok(None)
    }

    fn mouse(&mut self, mouse: MouseEvent) -> io::Result<Option<Action>> {
        let area = Screen::area()?;
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
