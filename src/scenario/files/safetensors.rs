//! Safetensors: eight bytes of length, a JSON header, the numbers. <https://huggingface.co/docs/safetensors>

use std::io::{Read, SeekFrom};

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{Bytes, Kind, Numbers, Refusal, Stored, count, npz, numbers};
use crate::text::{Phrase, phrase};

/// The longest header that is read, as the format's own library has it.
const LONGEST_HEADER: u64 = 100_000_000;

#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [u64; 2],
}

/// The header: its tensors in the order they are written; a name that stands twice is a fault.
struct Header(Vec<(String, Entry)>);

/// What else is said, texts by their names: checked, and not kept.
struct Notes;

impl<'de> Deserialize<'de> for Notes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = Notes;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a table of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Notes, A::Error> {
                while map.next_entry::<IgnoredAny, Text>()?.is_some() {}
                Ok(Notes)
            }
        }

        deserializer.deserialize_map(Texts)
    }
}

/// A text that is not kept.
struct Text;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Text;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E>(self, _: &str) -> Result<Text, E> {
                Ok(Text)
            }
        }

        deserializer.deserialize_str(Any)
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Header;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a table of tensors")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut entries = Vec::new();
                let mut names = std::collections::HashSet::new();

                while let Some(name) = map.next_key::<String>()? {
                    if !names.insert(name.clone()) {
                        return Err(serde::de::Error::custom("a name stands in it twice"));
                    }

                    if name == "__metadata__" {
                        map.next_value::<Notes>()?;
                    } else {
                        entries.push((name, map.next_value()?));
                    }
                }

                Ok(Header(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// Reads a tensor.
pub(super) fn read(
    file: &mut Box<dyn Bytes>,
    length: u64,
    name: &str,
    most: u64,
) -> Result<Numbers, Refusal> {
    let mut size = [0; 8];
    file.read_exact(&mut size)
        .map_err(|_| Refusal::new("this is not a safetensors file: it is too short"))?;

    let size = u64::from_le_bytes(size);

    if size > length.saturating_sub(8) || size > LONGEST_HEADER {
        return Err(Refusal::new(
            "this is not a safetensors file, or it is cut off within its header",
        ));
    }

    let mut text = Vec::new();
    file.as_mut().take(size).read_to_end(&mut text)?;
    let header: Header = serde_json::from_slice(&text).map_err(|error| {
        Refusal::new(phrase!(
            "the safetensors file's header cannot be read: {}",
            error.to_string()
        ))
    })?;

    check(&header, length - 8 - size)?;
    let Some((_, entry)) = header.0.iter().find(|(has, _)| has == name) else {
        let names: Vec<String> = header.0.into_iter().map(|(name, _)| name).collect();
        return Err(Refusal::with_help(
            phrase!("the safetensors file has no tensor `{}`", name),
            npz::has(&names),
        ));
    };

    let stored = stored(&entry.dtype).ok_or_else(|| {
        let message = phrase!(
            "the tensor's numbers are of the type (dtype) {}, which is not read",
            &entry.dtype
        );
        Refusal::with_help(message, "save it as F32")
    })?;

    let count = count(&entry.shape, most)?;
    file.seek(SeekFrom::Start(8 + size + entry.data_offsets[0]))?;

    Ok((entry.shape.clone(), numbers(file, count, stored)?))
}

/// Whether the header agrees with itself and with the file: every tensor as long as its shape says, one after the other,
/// and all of them as long as the file.
fn check(header: &Header, data: u64) -> Result<(), Refusal> {
    let lies =
        |what: Phrase| Refusal::new(phrase!("the safetensors file contradicts itself: {}", what));

    let mut parts: Vec<[u64; 2]> = Vec::new();

    for (name, entry) in &header.0 {
        let [start, end] = entry.data_offsets;
        let bytes = width(&entry.dtype).and_then(|bytes| {
            entry
                .shape
                .iter()
                .try_fold(bytes, |total, &n| total.checked_mul(u64::try_from(n).ok()?))
        });

        if start > end || end > data {
            return Err(lies(phrase!(
                "the offsets of `{}` lie outside the file",
                name
            )));
        }

        if width(&entry.dtype).is_some() && bytes != Some(end - start) {
            return Err(lies(phrase!("`{}` is not as long as its shape says", name)));
        }

        parts.push([start, end]);
    }

    parts.sort_unstable();
    let mut end = 0;

    for [start, next] in parts {
        if start != end {
            return Err(lies(phrase!("its tensors overlap, or leave gaps")));
        }

        end = next;
    }

    if end == data {
        Ok(())
    } else {
        Err(lies(phrase!("it is longer or shorter than its tensors")))
    }
}

/// Bytes of a number of a type; also of those that are not read.
fn width(dtype: &str) -> Option<u64> {
    match dtype {
        "F8_E5M2" | "F8_E4M3" => Some(1),
        _ => stored(dtype).map(|stored| stored.bytes as u64),
    }
}

fn stored(dtype: &str) -> Option<Stored> {
    let (kind, bytes) = match dtype {
        "F16" => (Kind::Float, 2),
        "BF16" => (Kind::Brain, 2),
        "F32" => (Kind::Float, 4),
        "F64" => (Kind::Float, 8),
        "I8" => (Kind::Signed, 1),
        "I16" => (Kind::Signed, 2),
        "I32" => (Kind::Signed, 4),
        "I64" => (Kind::Signed, 8),
        "U8" => (Kind::Unsigned, 1),
        "U16" => (Kind::Unsigned, 2),
        "U32" => (Kind::Unsigned, 4),
        "U64" => (Kind::Unsigned, 8),
        "BOOL" => (Kind::Bool, 1),
        _ => return None,
    };

    Some(Stored {
        kind,
        bytes,
        big_endian: false,
    })
}
