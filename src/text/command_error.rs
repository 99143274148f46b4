//! Why the command line does not do what it is asked for. Each language has the words.

use std::io;

/// What is wrong with a command, with the names and numbers that its sentence has to say. Names come as they may be shown.
#[derive(Debug)]
pub enum CommandError {
    /// A command's name stands behind options, where a scenario is expected.
    CommandFirst(String),
    /// There is no home folder, so that no configuration has a place.
    NoHome,
    /// The viewer is started where there is no terminal.
    NeedsTerminal,
    /// The viewer is started where the cursor cannot be moved.
    DumbTerminal,
    /// The viewer is asked to read its scenario from the keyboard.
    NeedsKeyboard,
    /// No built-in scenario has this name.
    NotBuiltIn(String),
    /// No layer has this name, but these.
    NoLayer {
        /// In what.
        scenario: String,
        /// What was asked for.
        name: String,
        /// What there is.
        layers: String,
    },
    /// A file is there already, and is not replaced unless that is asked for.
    IsThere(String),
    /// A file is there already, and is never replaced.
    NameIsTaken(String),
    /// A file cannot be written, for what the system says.
    NotWritten {
        /// The file.
        file: String,
        /// What the system says.
        why: io::Error,
    },
    /// Two outputs are one file.
    WrittenTwice(String),
    /// A file's ending is that of no form.
    UnknownEnding {
        /// The file.
        file: String,
        /// What it could end in.
        endings: String,
    },
    /// The first step stands after the last.
    FromAfterTo(u64, u64),
    /// A step is asked for, of so many, that there is not; with `--from`.
    FromPastTheEnd(u64, u64),
    /// A step is asked for, of so many, that there is not.
    NoSuchStep(u64, u64),
    /// A cell is asked for behind the last, which is this.
    NoSuchCell([usize; 3]),
    /// A cell is asked for by other than three numbers, or than one a dimension, of which its layer has so many.
    NotACell(usize),
    /// A recording would have so many frames, and whether a script makes them.
    TooManyFrames(u64, bool),
    /// A picture in one file would have so many frames, where so many are the most.
    TooManyForSvg(u64, u64),
    /// There is no note of this number, but so many.
    NoSuchNote(usize, usize),
    /// A recording is to be printed, and nobody says in which form.
    NeedsFormat,
    /// A film is asked for where nothing makes one.
    NoFfmpeg,
}
