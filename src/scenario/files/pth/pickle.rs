//! Pickles, as far as checkpoints need them: a machine that builds tensors' descriptions, numbers, words, lists and
//! dictionaries, and that knows no other function or class. <https://github.com/python/cpython/blob/main/Lib/pickletools.py>

mod global;
mod reader;

use std::collections::BTreeMap;

use self::global::Global;
use self::reader::Reader;
use crate::scenario::files::{Refusal, Stored};
use crate::text::phrase;

/// Values that a pickle may make.
const MOST_VALUES: usize = 1 << 20;

/// Where a value lies among the others. Values hold places, not values, so that one that holds itself, or one that is doubled
/// sixty times, takes no room.
type Place = usize;

/// What a pickle makes.
#[derive(Clone, Debug)]
enum Value {
    /// Nothing, a number with a fraction, bytes: what no tensor depends on.
    Other,
    Integer(i64),
    Text(String),
    Tuple(Vec<Place>),
    List(Vec<Place>),
    Dictionary(Vec<(Place, Place)>),
    Global(Global),
    Storage(Storage),
    Tensor(View),
}

/// Where numbers lie.
#[derive(Clone, Debug)]
struct Storage {
    /// The name of its member.
    name: String,
    /// How a number is stored; not known of untyped storages.
    stored: Option<Stored>,
    /// How many numbers, or bytes where their type is not known.
    length: u64,
}

/// A tensor: what it sees of a storage.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub storage: String,
    pub stored: Stored,
    /// Numbers in the storage.
    pub length: u64,
    pub offset: u64,
    pub shape: Vec<usize>,
    strides: Vec<u64>,
}

impl View {
    /// The place after the last number that it sees.
    pub(super) fn end(&self) -> Option<u64> {
        let reach = |at: u64, (&n, &stride): (&usize, &u64)| {
            at.checked_add((n as u64).saturating_sub(1).checked_mul(stride)?)
        };

        let last = self
            .shape
            .iter()
            .zip(&self.strides)
            .try_fold(self.offset, reach)?;

        last.checked_add(1)
    }

    /// Where a number lies, from the first that is seen.
    pub(super) fn place(&self, index: usize) -> usize {
        let mut left = index;
        let mut place = 0;

        for (&n, &stride) in self.shape.iter().zip(&self.strides).rev() {
            place += left % n * stride as usize;
            left /= n;
        }

        place
    }
}

/// All that a pickle made.
pub(super) struct Pickled {
    values: Vec<Value>,
    top: Place,
}

impl Pickled {
    /// Runs a pickle.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut machine = Machine {
            bytes: Reader(bytes),
            values: Vec::new(),
            stack: Vec::new(),
            marks: Vec::new(),
            memo: BTreeMap::new(),
        };

        while machine.step()? {}
        let top = machine.pop()?;

        Ok(Self {
            values: machine.values,
            top,
        })
    }

    /// The tensor of a name: at the top, or in a dictionary one level down.
    pub(super) fn tensor(&self, name: &str) -> Result<&View, Refusal> {
        let Value::Dictionary(top) = &self.values[self.top] else {
            return Err(Refusal::with_help(
                "the checkpoint is not a dictionary of tensors",
                "save one in Python: torch.save(model.state_dict(), \"model.pth\")",
            ));
        };

        let below = top.iter().filter_map(|&(_, at)| match &self.values[at] {
            Value::Dictionary(entries) => Some(entries),
            _ => None,
        });

        let levels: Vec<&Vec<(Place, Place)>> = std::iter::once(top).chain(below).collect();
        let of = |entries: &&Vec<(Place, Place)>| {
            let named = |&&(key, _): &&(Place, Place)| self.text(key) == Some(name);
            entries.iter().rev().find(named).map(|&(_, at)| at)
        };

        match levels.iter().find_map(of).map(|at| &self.values[at]) {
            Some(Value::Tensor(view)) => Ok(view),
            Some(_) => Err(Refusal::with_help(
                phrase!("`{}` of the checkpoint is not a tensor", name),
                super::has(&self.names(&levels)),
            )),
            None => Err(Refusal::with_help(
                phrase!("the checkpoint has no tensor `{}`", name),
                super::has(&self.names(&levels)),
            )),
        }
    }

    fn text(&self, at: Place) -> Option<&str> {
        match &self.values[at] {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The tensors' names.
    fn names(&self, levels: &[&Vec<(Place, Place)>]) -> Vec<String> {
        let is_tensor = |at: Place| matches!(self.values[at], Value::Tensor(_));
        let entries = levels.iter().flat_map(|entries| entries.iter());

        entries
            .filter(|(_, at)| is_tensor(*at))
            .filter_map(|(key, _)| self.text(*key).map(str::to_owned))
            .collect()
    }
}

/// A pickle that is being run: a stack of values, marks in it, and a memory.
struct Machine<'b> {
    bytes: Reader<'b>,
    values: Vec<Value>,
    stack: Vec<Place>,
    marks: Vec<usize>,
    memo: BTreeMap<u64, Place>,
}

fn broken() -> Refusal {
    Refusal::new("the checkpoint's pickle is damaged")
}

impl Machine<'_> {
    /// Does what the next byte says; whether there is more.
    fn step(&mut self) -> Result<bool, Refusal> {
        let code = self.bytes.byte()?;

        match code {
            b'.' => return Ok(false),
            0x80 => drop(self.bytes.take(1)?),
            0x95 => drop(self.bytes.take(8)?),
            b'(' => self.marks.push(self.stack.len()),
            // Also what is set on a value beside what it holds: `_metadata` of a state_dict.
            b'0' | b'b' => drop(self.pop()?),
            b'1' => drop(self.marked()?),
            b'2' => {
                let top = *self.stack.last().ok_or_else(broken)?;
                self.stack.push(top);
            }
            b'g' | b'h' | b'j' => self.recall(code)?,
            b'p' | b'q' | b'r' | 0x94 => self.remember(code)?,
            b'c' | 0x93 => self.global(code)?,
            b'R' | 0x81 => self.call()?,
            b'Q' => self.storage()?,
            b')' | b't' | 0x85..=0x87 | b']' | b'l' | b'}' | b'd' => self.gather(code)?,
            b'a' | b'e' | b's' | b'u' => self.fill(code)?,
            _ => {
                let value = self.bytes.value(code)?;
                self.push(value)?;
            }
        }

        Ok(true)
    }

    fn push(&mut self, value: Value) -> Result<(), Refusal> {
        if self.values.len() >= MOST_VALUES {
            return Err(Refusal::new(
                "the checkpoint's pickle makes too many values",
            ));
        }

        self.stack.push(self.values.len());
        self.values.push(value);

        Ok(())
    }

    fn pop(&mut self) -> Result<Place, Refusal> {
        let floor = self.marks.last().copied().unwrap_or(0);

        match self.stack.pop() {
            Some(top) if self.stack.len() >= floor => Ok(top),
            _ => Err(broken()),
        }
    }

    /// What lies above the last mark.
    fn marked(&mut self) -> Result<Vec<Place>, Refusal> {
        let mark = self.marks.pop().ok_or_else(broken)?;
        Ok(self.stack.split_off(mark))
    }

    fn recall(&mut self, code: u8) -> Result<(), Refusal> {
        let key = self.bytes.index(code)?;
        let place = *self.memo.get(&key).ok_or_else(broken)?;
        self.stack.push(place);

        Ok(())
    }

    fn remember(&mut self, code: u8) -> Result<(), Refusal> {
        let top = *self.stack.last().ok_or_else(broken)?;
        let key = match code {
            0x94 => self.memo.len() as u64,
            _ => self.bytes.index(code)?,
        };

        self.memo.insert(key, top);

        Ok(())
    }
}
