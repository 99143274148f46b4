//! Files that are something else than a model: told by how they begin.

use super::refusal::Refusal;
use crate::text::{Phrase, phrase};

/// How a kind of file begins (from this byte on), what it is, and what to do.
const KINDS: [(usize, &[u8], &str, &str); 14] = [
    (
        0,
        b"version https://git-lfs",
        "a pointer of Git LFS, not the model itself",
        "fetch the model with `git lfs pull`",
    ),
    (
        0,
        b"\x80\x02",
        "a Python pickle (an old PyTorch file?)",
        TORCH,
    ),
    (
        0,
        b"\x80\x03",
        "a Python pickle (an old PyTorch file?)",
        TORCH,
    ),
    (
        0,
        b"\x80\x04",
        "a Python pickle (an old PyTorch file?)",
        TORCH,
    ),
    (
        0,
        b"\x80\x05",
        "a Python pickle (an old PyTorch file?)",
        TORCH,
    ),
    (
        0,
        b"PK\x03\x04",
        "a zip archive (a PyTorch or Keras file?)",
        TORCH,
    ),
    (
        0,
        b"\x89HDF",
        "an HDF5 file, as Keras writes it",
        "convert it to ONNX with tf2onnx",
    ),
    (
        4,
        b"TFL3",
        "a TensorFlow Lite model",
        "convert it to ONNX with tf2onnx",
    ),
    (
        0,
        b"\x89PNG",
        "a PNG picture",
        "give it with --input, and a model in its place",
    ),
    (
        0,
        b"\xff\xd8\xff",
        "a JPEG picture",
        "give it with --input, and a model in its place",
    ),
    (0, b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (
        0,
        b"\x93NUMPY",
        "a NumPy array",
        "give it with --input, and a model in its place",
    ),
    (
        0,
        b"ORTM",
        "a model in onnxruntime's own format",
        "give the .onnx file that it was made from",
    ),
    (
        4,
        b"ORTM",
        "a model in onnxruntime's own format",
        "give the .onnx file that it was made from",
    ),
];

const TORCH: &str = "export the model with torch.onnx.export";

/// What a file is that no model begins like.
pub(super) fn recognized(bytes: &[u8]) -> Option<Refusal> {
    let found = KINDS.iter().find(|(from, start, ..)| {
        bytes
            .get(*from..)
            .is_some_and(|rest| rest.starts_with(start))
    });

    if let Some((_, _, what, help)) = found {
        return Some(Refusal::with_help(
            phrase!("this is {}, not an ONNX model", Phrase::from(*what)),
            *help,
        ));
    }

    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());

    match first {
        None => Some(Refusal::new("this file is empty: it holds no model")),
        Some(b'<') => Some(Refusal::with_help(
            "this is a web page or other markup, not an ONNX model",
            "download the file itself (on GitHub, with the button \"Download raw file\")",
        )),
        Some(b'{' | b'[') => Some(Refusal::new("this is text, not an ONNX model")),
        Some(_) if bytes.iter().take(4096).all(|&byte| byte == 0) => Some(Refusal::new(
            "this is not an ONNX model: it holds nothing but zero bytes",
        )),
        Some(_) => None,
    }
}
