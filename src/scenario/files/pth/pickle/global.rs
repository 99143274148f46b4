//! The functions and classes that a checkpoint may name, and what becomes of their arguments. None of them is called.

use super::{Machine, Place, Storage, Value, View, broken};
use crate::scenario::files::{Kind, Refusal, Stored};
use crate::text::phrase;

/// What to do with a file that names others.
pub(super) const HELP: &str = "nothing in such a file is executed; save the tensors alone, in Python: torch.save(model.state_dict(), \"model.pth\")";

/// Arguments that anything known has at most.
const MOST_ARGUMENTS: usize = 8;

/// Axes that a tensor of PyTorch has at most.
const MOST_AXES: usize = 64;

/// The longest name of a function, a class or a storage, in bytes.
const LONGEST_NAME: usize = 256;

/// A function or class that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Global {
    /// `collections.OrderedDict`
    Dictionary,
    /// `torch.Size`
    Size,
    /// `torch._utils._rebuild_tensor` and its later versions.
    Tensor,
    /// `torch._utils._rebuild_parameter`, also with its state.
    Parameter,
    /// A class of storages, or a type of numbers.
    Numbers(Stored),
    /// A storage whose type its tensor says.
    Untyped,
}

impl Global {
    fn named(module: &str, name: &str) -> Option<Self> {
        Some(match (module, name) {
            ("collections", "OrderedDict") => Self::Dictionary,
            ("torch", "Size") => Self::Size,
            ("torch._utils", "_rebuild_tensor" | "_rebuild_tensor_v2" | "_rebuild_tensor_v3") => {
                Self::Tensor
            }
            ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state") => {
                Self::Parameter
            }
            ("torch" | "torch.storage", "UntypedStorage") => Self::Untyped,
            ("torch" | "torch.storage", name) => Self::Numbers(stored(name)?),
            _ => return None,
        })
    }
}

/// How the numbers of a storage's class, or of a type, are stored.
fn stored(name: &str) -> Option<Stored> {
    let (kind, bytes) = match name {
        "HalfStorage" | "float16" => (Kind::Float, 2),
        "BFloat16Storage" | "bfloat16" => (Kind::Brain, 2),
        "FloatStorage" | "float32" => (Kind::Float, 4),
        "DoubleStorage" | "float64" => (Kind::Float, 8),
        "CharStorage" | "int8" => (Kind::Signed, 1),
        "ShortStorage" | "int16" => (Kind::Signed, 2),
        "IntStorage" | "int32" => (Kind::Signed, 4),
        "LongStorage" | "int64" => (Kind::Signed, 8),
        "ByteStorage" | "uint8" => (Kind::Unsigned, 1),
        "uint16" => (Kind::Unsigned, 2),
        "uint32" => (Kind::Unsigned, 4),
        "uint64" => (Kind::Unsigned, 8),
        "BoolStorage" | "bool" => (Kind::Bool, 1),
        _ => return None,
    };

    Some(Stored {
        kind,
        bytes,
        big_endian: false,
    })
}

impl Machine<'_> {
    /// A function or class by its name, in two lines or from the stack.
    pub(super) fn global(&mut self, code: u8) -> Result<(), Refusal> {
        let (module, name) = if code == b'c' {
            (self.bytes.line()?, self.bytes.line()?)
        } else {
            let name = self.pop()?;
            let module = self.pop()?;
            (self.text(module)?.to_owned(), self.text(name)?.to_owned())
        };

        match Global::named(&module, &name) {
            Some(global) => self.push(Value::Global(global)),
            None => Err(Refusal::with_help(
                phrase!(
                    "the checkpoint is refused: it names the function or class `{}.{}`, which is not a tensor",
                    module,
                    name
                ),
                HELP,
            )),
        }
    }

    /// What would be called with some arguments becomes what it would make.
    pub(super) fn call(&mut self) -> Result<(), Refusal> {
        let arguments = self.pop()?;
        let global = self.pop()?;
        let arguments = self.arguments(arguments)?;
        let Value::Global(global) = self.values[global] else {
            return Err(broken());
        };

        let made = match (global, &arguments[..]) {
            (Global::Dictionary, []) => Value::Dictionary(Vec::new()),
            (Global::Size | Global::Parameter, &[first, ..]) => {
                self.stack.push(first);
                return Ok(());
            }
            (Global::Tensor, arguments) => Value::Tensor(self.view(arguments)?),
            _ => return Err(broken()),
        };

        self.push(made)
    }

    /// A tensor from storage, offset, size and stride; of version 3, the type is the seventh.
    fn view(&self, arguments: &[Place]) -> Result<View, Refusal> {
        let &[storage, offset, size, stride, ..] = arguments else {
            return Err(broken());
        };

        let Value::Storage(storage) = &self.values[storage] else {
            return Err(broken());
        };

        let said = arguments.get(6).and_then(|&at| match self.values[at] {
            Value::Global(Global::Numbers(stored)) => Some(stored),
            _ => None,
        });

        let stored = storage.stored.or(said).ok_or_else(broken)?;
        let length = match storage.stored {
            Some(_) => storage.length,
            None => storage.length / stored.bytes as u64,
        };

        let shape = self.counts(size)?;
        let strides = self.counts(stride)?;

        if shape.len() != strides.len() {
            return Err(broken());
        }

        Ok(View {
            storage: storage.name.clone(),
            stored,
            length,
            offset: self.count(offset)?,
            shape: shape.into_iter().map(|n| n as usize).collect(),
            strides,
        })
    }

    /// A storage: ("storage", its class, its name, a device, how many numbers).
    pub(super) fn storage(&mut self) -> Result<(), Refusal> {
        let id = self.pop()?;
        let id = self.arguments(id)?;
        let &[word, class, name, _, length, ..] = &id[..] else {
            return Err(broken());
        };

        let stored = match self.values[class] {
            Value::Global(Global::Numbers(stored)) => Some(stored),
            Value::Global(Global::Untyped) => None,
            _ => return Err(broken()),
        };

        if self.text(word)? != "storage" {
            return Err(broken());
        }

        let storage = Storage {
            name: self.text(name)?.to_owned(),
            stored,
            length: self.count(length)?,
        };

        self.push(Value::Storage(storage))
    }

    /// Tuples, lists and dictionaries, of what lies on the stack.
    pub(super) fn gather(&mut self, code: u8) -> Result<(), Refusal> {
        let value = match code {
            b')' => Value::Tuple(Vec::new()),
            b']' => Value::List(Vec::new()),
            b'}' => Value::Dictionary(Vec::new()),
            b't' => Value::Tuple(self.marked()?),
            b'l' => Value::List(self.marked()?),
            b'd' => Value::Dictionary(paired(&self.marked()?)),
            _ => {
                let count = usize::from(code - 0x84);
                let mut items: Vec<Place> =
                    (0..count).map(|_| self.pop()).collect::<Result<_, _>>()?;
                items.reverse();
                Value::Tuple(items)
            }
        };

        self.push(value)
    }

    /// Adds what lies on the stack to the list or dictionary below it.
    pub(super) fn fill(&mut self, code: u8) -> Result<(), Refusal> {
        let items = match code {
            b'e' | b'u' => self.marked()?,
            b'a' => vec![self.pop()?],
            _ => {
                let value = self.pop()?;
                vec![self.pop()?, value]
            }
        };

        let below = *self.stack.last().ok_or_else(broken)?;

        match (&mut self.values[below], code) {
            (Value::List(list), b'a' | b'e') => list.extend(items),
            (Value::Dictionary(entries), b's' | b'u') => entries.extend(paired(&items)),
            _ => return Err(broken()),
        }

        Ok(())
    }

    /// The arguments of what is known: few, so that asking for them often costs little.
    fn arguments(&self, at: Place) -> Result<Vec<Place>, Refusal> {
        match &self.values[at] {
            Value::Tuple(items) if items.len() <= MOST_ARGUMENTS => Ok(items.clone()),
            _ => Err(broken()),
        }
    }

    fn text(&self, at: Place) -> Result<&str, Refusal> {
        match &self.values[at] {
            Value::Text(text) if text.len() <= LONGEST_NAME => Ok(text),
            _ => Err(broken()),
        }
    }

    fn count(&self, at: Place) -> Result<u64, Refusal> {
        match self.values[at] {
            Value::Integer(n) => u64::try_from(n).map_err(|_| broken()),
            _ => Err(broken()),
        }
    }

    fn counts(&self, at: Place) -> Result<Vec<u64>, Refusal> {
        match &self.values[at] {
            Value::Tuple(items) | Value::List(items) if items.len() <= MOST_AXES => {
                items.iter().map(|&item| self.count(item)).collect()
            }
            _ => Err(broken()),
        }
    }
}

fn paired(items: &[Place]) -> Vec<(Place, Place)> {
    items
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1]))
        .collect()
}
