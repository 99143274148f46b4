//! Tensors from files: csv, npy, npz, safetensors and pictures. Every length that a file tells is checked before it is
//! believed, and nothing is allocated for more numbers than were asked for.

mod csv;
mod foreign;
mod image;
mod npy;
mod npz;
pub(super) mod pasted;
mod pth;
mod safetensors;

pub(super) use csv::Table;
pub(super) use image::{ColourMode, Ink, Picture};
pub(super) use npy::bytes as npy_bytes;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Component, Path, PathBuf};

use crate::document::reason;
use crate::nn::{self, Tensor};
use crate::onnx::Weights;
use crate::text::{Phrase, phrase};

/// Why a file gives no tensor: what is wrong, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub message: Phrase,
    pub help: Option<Phrase>,
}

impl Refusal {
    pub(super) fn new(message: impl Into<Phrase>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn with_help(message: impl Into<Phrase>, help: impl Into<Phrase>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
        }
    }
}

impl From<crate::onnx::Refusal> for Refusal {
    fn from(crate::onnx::Refusal { message, help }: crate::onnx::Refusal) -> Self {
        Self { message, help }
    }
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => {
                Self::new("the file ends too early: it is cut off")
            }
            _ => Self::new(reason(&error)),
        }
    }
}

/// Whether a file is a model by its name.
pub(super) fn is_model(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("onnx"))
}

/// The folder in which a file lies.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A shape, and its numbers, the last axis fastest.
pub(super) type Numbers = (Vec<usize>, Vec<f32>);

/// The weights of models by the files' names.
pub(super) type Models = HashMap<String, Weights>;

/// What a tensor's table asks for.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Csv(Table),
    Npy,
    Npz(Option<String>),
    Pth(String),
    Safetensors(String),
    Onnx(String),
    Image(Picture),
}

/// A file's bytes.
pub(super) trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// Where files are looked up.
#[derive(Clone, Debug)]
pub(super) enum DataFolder {
    /// A scenario's folder, and whether files outside it may be read.
    Folder(PathBuf, bool),
    /// The data that are part of the program.
    BuiltIn,
}

impl DataFolder {
    /// Reads a tensor of at most so many numbers. Of a model that was read before, `models` has the weights.
    pub(super) fn read(
        &self,
        name: &str,
        wanted: &Wanted,
        most: u64,
        models: &mut Models,
    ) -> Result<Tensor, Refusal> {
        let (mut file, length) = self.open(name)?;
        let start = start(&mut file)?;

        if let Some(refusal) = foreign::recognized(&start, wanted) {
            return Err(refusal);
        }

        let (shape, values) = match wanted {
            Wanted::Csv(table) => csv::read(file, table, most),
            Wanted::Npy => npy::read(&mut file, Some(length), most),
            Wanted::Npz(member) => npz::read(file, member.as_deref(), most),
            Wanted::Pth(tensor) => pth::read(file, tensor, most),
            Wanted::Safetensors(tensor) => safetensors::read(&mut file, length, tensor, most),
            Wanted::Image(picture) => picture.read(file, most),
            Wanted::Onnx(weight) => {
                let tensor = self.weights(name, file, models)?.get(weight)?;
                count(tensor.shape(), most)?;
                return Ok(tensor);
            }
        }?;

        Ok(Tensor::new(shape, nn::Numbers::Values(values)))
    }

    /// All bytes of a file that is no longer than so many.
    pub(super) fn bytes(&self, name: &str, longest: u64) -> Result<Vec<u8>, Refusal> {
        let (mut file, length) = self.open(name)?;

        if length > longest {
            return Err(Refusal::new("this file is too long"));
        }

        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;

        Ok(bytes)
    }

    /// Reads a picture of at most so many numbers; and whether its paper was turned round.
    pub(super) fn picture(
        &self,
        name: &str,
        picture: &Picture,
        most: u64,
    ) -> Result<(Numbers, bool), Refusal> {
        let (mut file, _) = self.open(name)?;
        let start = start(&mut file)?;

        match foreign::recognized(&start, &Wanted::Image(*picture)) {
            Some(refusal) => Err(refusal),
            None => picture.turned(file, most),
        }
    }

    /// What a file is that nobody knows by its name, where that can be told.
    pub(super) fn foreign(&self, name: &str) -> Option<(&'static str, &'static str)> {
        let (mut file, _) = self.open(name).ok()?;
        foreign::known(&start(&mut file).ok()?, &[])
    }

    /// The weights of a model, whose numbers may lie in files beside it.
    fn weights<'m>(
        &self,
        name: &str,
        mut file: Box<dyn Bytes>,
        models: &'m mut Models,
    ) -> Result<&'m Weights, Refusal> {
        let place = match models.entry(name.to_owned()) {
            Entry::Occupied(known) => return Ok(known.into_mut()),
            Entry::Vacant(place) => place,
        };

        let folder = match self {
            Self::Folder(folder, outside) => find(folder, name, *outside)?,
            Self::BuiltIn => PathBuf::new(),
        };

        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;

        let weights = Weights::read(bytes, folder_of(&folder))?;

        Ok(place.insert(weights))
    }

    fn open(&self, name: &str) -> Result<(Box<dyn Bytes>, u64), Refusal> {
        match self {
            Self::Folder(folder, allow_outside) => {
                let path = find(folder, name, *allow_outside)?;
                let file = File::open(&path)?;
                let length = file.metadata()?.len();
                Ok((Box::new(BufReader::new(file)), length))
            }
            Self::BuiltIn => match super::builtin::data(name) {
                Some(bytes) => Ok((Box::new(Cursor::new(bytes)), bytes.len() as u64)),
                None => Err(Refusal::new(phrase!(
                    "`{}` is not part of the program",
                    name
                ))),
            },
        }
    }
}

/// How a file begins. It is read from there again.
fn start(file: &mut Box<dyn Bytes>) -> Result<Vec<u8>, Refusal> {
    let mut start = Vec::new();
    file.as_mut()
        .take(foreign::START as u64)
        .read_to_end(&mut start)?;
    file.rewind()?;

    Ok(start)
}

/// Whether a name leads out of the folder that it is looked up in.
pub(super) fn wanders(name: &str) -> bool {
    Path::new(name)
        .components()
        .any(|part| !matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The file of this name, if it is a regular one and lies where it may.
pub(super) fn find(folder: &Path, name: &str, allow_outside: bool) -> Result<PathBuf, Refusal> {
    if name.is_empty() || name.contains('\0') {
        return Err(Refusal::new("this is not a file name"));
    }

    let outside = || {
        let help = "copy the file beside the scenario, or give --allow-outside";
        Refusal::with_help(
            phrase!("`{}` lies outside the scenario's folder", name),
            help,
        )
    };

    let path = folder.join(name);
    let missing = |error: &std::io::Error| Refusal::new(phrase!("`{}`: {}", name, reason(error)));

    let real = match path.canonicalize() {
        Ok(real) => real,
        // Nothing is told of what lies outside, not even whether it is there.
        Err(_) if wanders(name) && !allow_outside => return Err(outside()),
        Err(error) => return Err(missing(&error)),
    };

    let home = folder.canonicalize().map_err(|error| missing(&error))?;

    if !allow_outside && !real.starts_with(&home) {
        return Err(outside());
    }

    let about = std::fs::metadata(&real).map_err(|error| missing(&error))?;

    match about.is_file() {
        true => Ok(real),
        false if about.is_dir() => Err(Refusal::new(phrase!("`{}` is a folder, not a file", name))),
        false => Err(Refusal::new(phrase!("`{}` is not a regular file", name))),
    }
}

/// How the numbers of a file are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub kind: Kind,
    /// Bytes of a number.
    pub bytes: usize,
    pub big_endian: bool,
}

/// What a stored number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Float,
    Brain,
    Signed,
    Unsigned,
    Bool,
}

/// The product of a shape's lengths, if it is no more than `most`.
pub(super) fn count(shape: &[usize], most: u64) -> Result<usize, Refusal> {
    let count = shape
        .iter()
        .try_fold(1u64, |count, &n| count.checked_mul(n as u64));

    match count {
        Some(0) => Err(Refusal::new("the array is empty: it holds no numbers")),
        Some(count) if count <= most => Ok(count as usize),
        _ => Err(Refusal::with_help(
            phrase!(
                "the array of the shape {} holds too many numbers: 2^27 are the most in a scenario",
                format!("{:?}", shape)
            ),
            "make it smaller",
        )),
    }
}

/// Reads so many numbers. They are asked for in pieces, so that a lie about their count costs nothing.
pub(super) fn numbers(
    from: &mut dyn Read,
    count: usize,
    stored: Stored,
) -> Result<Vec<f32>, Refusal> {
    const PIECE: usize = 1 << 16;
    let mut values = Vec::new();
    let mut piece = vec![0; PIECE * stored.bytes];

    while values.len() < count {
        let now = PIECE.min(count - values.len()) * stored.bytes;
        let first = values.len();
        from.read_exact(&mut piece[..now])?;
        stored.take(&piece[..now], &mut values);
        finite(&values[first..], first)?;
    }

    Ok(values)
}

/// Refuses what is no number to compute with; the first of these is the array's number `first`.
fn finite(values: &[f32], first: usize) -> Result<(), Refusal> {
    // All are looked at together, which is quicker than one by one.
    if values
        .iter()
        .fold(true, |all, value| all & value.is_finite())
    {
        return Ok(());
    }

    let odd = values.iter().position(|value| !value.is_finite());
    let at = odd.unwrap_or(0);
    let what = if values[at].is_nan() {
        "nan"
    } else {
        "inf, or too large for 32 bits"
    };

    Err(Refusal::new(phrase!(
        "number {} of the array is {}",
        first + at,
        Phrase::from(what)
    )))
}

impl Stored {
    /// Adds the numbers that some bytes hold.
    fn take(self, bytes: &[u8], values: &mut Vec<f32>) {
        if (self.kind, self.bytes, self.big_endian) == (Kind::Float, 4, false) {
            // As most files have them: said by itself, it is a copy.
            let (words, _) = bytes.as_chunks();
            values.extend(words.iter().map(|word| f32::from_le_bytes(*word)));
        } else {
            let numbers = bytes.chunks_exact(self.bytes);
            values.extend(numbers.map(|bytes| self.number(bytes)));
        }
    }

    fn number(self, bytes: &[u8]) -> f32 {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);

        if self.big_endian {
            word[..bytes.len()].reverse();
        }

        let unsigned = u64::from_le_bytes(word);
        let unused = 64 - 8 * bytes.len() as u32;

        match (self.kind, self.bytes) {
            (Kind::Float, 2) => half::f16::from_bits(unsigned as u16).to_f32(),
            (Kind::Float, 4) => f32::from_bits(unsigned as u32),
            (Kind::Float, _) => f64::from_bits(unsigned) as f32,
            (Kind::Brain, _) => half::bf16::from_bits(unsigned as u16).to_f32(),
            (Kind::Signed, _) => (((unsigned << unused) as i64) >> unused) as f32,
            (Kind::Unsigned, _) => unsigned as f32,
            (Kind::Bool, _) => f32::from(u8::from(unsigned != 0)),
        }
    }
}

#[cfg(test)]
mod tests;
