//! The numbers of a tensor in the file, or beside it: of every type, from bytes or from typed fields.

use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Component, Path};
use std::sync::Arc;

use prost::bytes::Bytes;

use super::constant::{Constant, Data, MOST_WEIGHTS, count};
use super::proto;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::nn::Store;
use crate::text::{Phrase, phrase};

/// Where the numbers of a type lie that are not bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Floats,
    Doubles,
    Int32,
    Int64,
    Uint64,
}

/// A type of numbers: how many bytes one takes, and where those that are not bytes lie.
struct Kind {
    width: usize,
    field: Field,
    read: FromBytes,
}

enum Value {
    Float(f32),
    Integer(i64),
}

/// How the bytes of a number are read.
type FromBytes = fn([u8; 8]) -> Value;

/// Floats of the file, in its bytes.
struct Packed {
    bytes: Bytes,
    width: usize,
    read: FromBytes,
}

impl Store for Packed {
    fn at(&self, index: usize) -> f32 {
        let start = index * self.width;
        let Some(chunk) = self.bytes.get(start..start + self.width) else {
            return 0.0;
        };

        single(self.read, chunk)
    }

    fn is_finite(&self) -> bool {
        self.bytes
            .chunks_exact(self.width)
            .all(|chunk| single(self.read, chunk).is_finite())
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} bytes", self.bytes.len())
    }
}

/// The float in these bytes.
fn single(read: FromBytes, chunk: &[u8]) -> f32 {
    match number(read, chunk) {
        Value::Float(x) => x,
        Value::Integer(x) => x as f32,
    }
}

/// The number in these bytes.
fn number(read: FromBytes, chunk: &[u8]) -> Value {
    let mut bytes = [0; 8];
    bytes[..chunk.len()].copy_from_slice(chunk);
    read(bytes)
}

/// The type of this number in the format.
fn kind(data_type: i32) -> Option<Kind> {
    let (width, field) = match data_type {
        1 => (4, Field::Floats),
        2 | 3 | 9 => (1, Field::Int32),
        4 | 5 | 10 | 16 => (2, Field::Int32),
        6 => (4, Field::Int32),
        7 => (8, Field::Int64),
        11 => (8, Field::Doubles),
        12 => (4, Field::Uint64),
        13 => (8, Field::Uint64),
        _ => return None,
    };

    let read = float(data_type).unwrap_or(match data_type {
        3 => |b| Value::Integer(i64::from(word(b) as i8)),
        5 => |b| Value::Integer(i64::from(word(b) as i16)),
        6 => |b| Value::Integer(i64::from(word(b) as i32)),
        9 => |b| Value::Integer(i64::from(word(b) != 0)),
        _ => |b| Value::Integer(word(b) as i64),
    });

    Some(Kind { width, field, read })
}

/// How numbers of this type are read, where they are not whole.
fn float(data_type: i32) -> Option<FromBytes> {
    Some(match data_type {
        1 => |b| Value::Float(f32::from_bits(word(b) as u32)),
        10 => |b| Value::Float(half::f16::from_bits(word(b) as u16).to_f32()),
        11 => |b| Value::Float(f64::from_bits(word(b)) as f32),
        16 => |b| Value::Float(half::bf16::from_bits(word(b) as u16).to_f32()),
        _ => return None,
    })
}

fn word(bytes: [u8; 8]) -> u64 {
    u64::from_le_bytes(bytes)
}

/// What the type of this number is called, where its numbers are not read.
pub(super) fn type_name(data_type: i32) -> &'static str {
    match data_type {
        0 => "no type",
        8 => "strings",
        14 | 15 => "complex numbers",
        17..=20 | 24 => "8-bit floats",
        21..=23 => "4-bit numbers",
        _ => "an unknown type",
    }
}

/// Whether numbers of this type are read.
pub(super) fn is_read(data_type: i32) -> bool {
    kind(data_type).is_some()
}

/// Whether numbers of this type are whole.
pub(super) fn is_integer(data_type: i32) -> bool {
    kind(data_type).is_some_and(|kind| matches!((kind.read)([0; 8]), Value::Integer(_)))
}

/// The numbers of a tensor of a model in this folder.
pub(super) fn read(tensor: &proto::Tensor, folder: &Path) -> Result<Constant> {
    let name = if tensor.name.is_empty() {
        Phrase::from("a tensor")
    } else {
        phrase!("the tensor `{}`", shown(&tensor.name))
    };

    numbers(tensor, folder).map_err(|refusal| refusal.within(name))
}

fn numbers(tensor: &proto::Tensor, folder: &Path) -> Result<Constant> {
    const MOST_AXES: usize = 8;

    let Some(kind) = kind(tensor.data_type) else {
        return refuse(phrase!(
            "its numbers are {}, which are not read",
            Phrase::from(type_name(tensor.data_type))
        ));
    };

    if tensor.dims.len() > MOST_AXES {
        return refuse(phrase!(
            "it has {} dimensions; {} are the most",
            tensor.dims.len(),
            MOST_AXES
        ));
    }

    let shape: Vec<usize> = tensor
        .dims
        .iter()
        .map(|&n| usize::try_from(n))
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| Refusal::new(phrase!("its shape {} has a negative length", &tensor.dims)))?;

    let count = count(&shape, MOST_WEIGHTS)?;
    let bytes = count * kind.width;

    let raw = if tensor.data_location == 1 {
        external(&tensor.external_data, folder, bytes)?
    } else {
        tensor.raw_data.clone()
    };

    let data = if raw.is_empty() && count > 0 {
        typed(tensor, &kind, count)?
    } else if raw.len() == bytes && float(tensor.data_type).is_some() {
        Data::Stored(Arc::new(Packed {
            bytes: raw,
            width: kind.width,
            read: kind.read,
        }))
    } else if raw.len() == bytes {
        collect(
            raw.chunks_exact(kind.width)
                .map(|chunk| number(kind.read, chunk)),
            tensor.data_type,
            count,
        )
    } else {
        return refuse(phrase!(
            "its shape {} asks for {} bytes of numbers, but {} are there",
            format!("{:?}", shape),
            bytes,
            raw.len()
        ));
    };

    Ok(Constant { shape, data })
}

/// Numbers that lie in the field of their type.
fn typed(tensor: &proto::Tensor, kind: &Kind, wanted: usize) -> Result<Data> {
    let found = match kind.field {
        Field::Floats => tensor.float_data.len(),
        Field::Doubles => tensor.double_data.len(),
        Field::Int32 => tensor.int32_data.len(),
        Field::Int64 => tensor.int64_data.len(),
        Field::Uint64 => tensor.uint64_data.len(),
    };

    if found != wanted {
        return refuse(phrase!(
            "its shape {} asks for {} numbers, but {} are there",
            format!("{:?}", tensor.dims),
            wanted,
            found
        ));
    }

    let bits = |bits: u64| (kind.read)(bits.to_le_bytes());
    let data_type = tensor.data_type;

    Ok(match kind.field {
        Field::Floats => Data::Floats(tensor.float_data.clone()),
        Field::Doubles => Data::Floats(tensor.double_data.iter().map(|&x| x as f32).collect()),
        Field::Int32 => collect(
            tensor
                .int32_data
                .iter()
                .map(|&x| bits(i64::from(x) as u64 & mask(kind.width))),
            data_type,
            wanted,
        ),
        Field::Int64 => Data::Integers(tensor.int64_data.clone()),
        Field::Uint64 => Data::Integers(tensor.uint64_data.iter().map(|&x| x as i64).collect()),
    })
}

/// The bits of a number of so many bytes.
fn mask(width: usize) -> u64 {
    u64::MAX >> (64 - 8 * width)
}

fn collect(values: impl Iterator<Item = Value>, data_type: i32, count: usize) -> Data {
    if is_integer(data_type) {
        let mut numbers = Vec::with_capacity(count);
        numbers.extend(values.map(|value| match value {
            Value::Integer(x) => x,
            Value::Float(x) => x as i64,
        }));
        Data::Integers(numbers)
    } else {
        let mut numbers = Vec::with_capacity(count);
        numbers.extend(values.map(|value| match value {
            Value::Float(x) => x,
            Value::Integer(x) => x as f32,
        }));
        Data::Floats(numbers)
    }
}

/// Bytes of a file beside the model.
fn external(entries: &[proto::Entry], folder: &Path, wanted: usize) -> Result<Bytes> {
    let of = |key: &str| {
        entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| entry.value.as_str())
    };
    let number = |key: &str| {
        of(key).map_or(Ok(None), |text| {
            text.parse::<u64>()
                .map(Some)
                .map_err(|_| Refusal::new(phrase!("its `{}` is not a number", key)))
        })
    };

    let location = of("location").unwrap_or_default();
    let offset = number("offset")?.unwrap_or(0);

    if let Some(length) = number("length")?.filter(|&length| length != wanted as u64) {
        return refuse(phrase!(
            "its shape asks for {} bytes, but its `length` is {}",
            wanted,
            length
        ));
    }

    let within = |refusal: Refusal| refusal.within(phrase!("`{}`", shown(location)));

    bytes_beside(location, folder, offset, wanted).map_err(within)
}

fn bytes_beside(location: &str, folder: &Path, offset: u64, wanted: usize) -> Result<Bytes> {
    let file = beside(location, folder)?;
    let refused =
        |error: std::io::Error| Refusal::new(phrase!("this file cannot be read: {}", error));
    let length = file.metadata().map_err(refused)?.len();

    if offset
        .checked_add(wanted as u64)
        .is_none_or(|end| end > length)
    {
        return refuse(phrase!(
            "{} bytes are asked for from byte {} on, but the file has {}",
            wanted,
            offset,
            length
        ));
    }

    let mut file = file;
    let mut bytes = vec![0; wanted];
    file.seek(SeekFrom::Start(offset)).map_err(refused)?;
    file.read_exact(&mut bytes).map_err(refused)?;

    Ok(bytes.into())
}

/// A regular file in the model's folder or below it, links resolved.
fn beside(location: &str, folder: &Path) -> Result<File> {
    let outside = || {
        Refusal::with_help(
            "numbers outside the model's folder are not read",
            "put the file beside the model, and its name without a path into the model",
        )
    };

    let path = Path::new(location);
    let is_inside = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);

    if location.is_empty() || location.contains('\0') {
        return refuse("it names no file");
    }

    if !path.components().all(is_inside) {
        return Err(outside());
    }

    let refused = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Refusal::with_help(
            "there is no such file beside the model",
            "put the file with the weights into the model's folder",
        ),
        _ => Refusal::new(phrase!("this file cannot be read: {}", error)),
    };

    let real = folder.join(path).canonicalize().map_err(refused)?;
    let home = folder.canonicalize().map_err(refused)?;

    if !real.starts_with(home) {
        return Err(outside());
    }

    if !std::fs::metadata(&real).map_err(refused)?.is_file() {
        return refuse("this is not a regular file");
    }

    File::open(real).map_err(refused)
}
