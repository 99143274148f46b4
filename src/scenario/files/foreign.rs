//! Files that are something else than what was asked for: told by how they begin.

use super::{Refusal, Wanted};
use crate::text::{Phrase, phrase};

/// The bytes that are looked at.
pub(super) const START: usize = 512;

/// A kind of file that is not what was asked for.
struct Foreign {
    /// Where its mark stands, and the mark.
    mark: (usize, &'static [u8]),
    what: &'static str,
    help: &'static str,
}

const fn foreign(mark: &'static [u8], what: &'static str, help: &'static str) -> Foreign {
    Foreign {
        mark: (0, mark),
        what,
        help,
    }
}

const PICKLE: &str = "a Python pickle, which is code to be executed";
const RESAVE: &str = "save its numbers in Python: np.savez(\"x.npz\", **arrays), or torch.save(model.state_dict(), \"model.pth\")";
const WEIGHTS: &str = "save the weights in Python: np.savez(\"x.npz\", *model.get_weights()), and give their `layout`";

const KINDS: [Foreign; 15] = [
    foreign(
        b"version https://git-lfs",
        "a pointer of Git LFS, not the file itself",
        "fetch the file with `git lfs pull`",
    ),
    foreign(
        b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.",
        "a PyTorch checkpoint of the old format, before version 1.6",
        "save it anew in Python: torch.save(torch.load(\"old.pth\"), \"new.pth\"); or with safetensors.torch.save_file",
    ),
    foreign(b"\x80\x02", PICKLE, RESAVE),
    foreign(b"\x80\x03", PICKLE, RESAVE),
    foreign(b"\x80\x04", PICKLE, RESAVE),
    foreign(b"\x80\x05", PICKLE, RESAVE),
    foreign(b"\x89HDF\r\n", "an HDF5 file, as Keras writes it", WEIGHTS),
    Foreign {
        mark: (4, b"TFL3"),
        what: "a TensorFlow Lite model (.tflite)",
        help: "convert it to ONNX with tf2onnx: { onnx = \"net.onnx\", name = \"…\" }",
    },
    foreign(
        b"PK\x03\x04",
        "a zip archive, as PyTorch and NumPy write it",
        "a PyTorch checkpoint is { pth = \"x.pth\", name = \"…\" }, a NumPy archive { npz = \"x.npz\", name = \"…\" }; or save it with safetensors.torch.save_file",
    ),
    foreign(
        b"\x93NUMPY",
        "a NumPy array",
        "give it as { npy = \"x.npy\" }",
    ),
    foreign(
        b"\x89PNG\r\n",
        "a PNG picture",
        "give it as { image = \"x.png\" }",
    ),
    foreign(
        b"\xff\xd8\xff",
        "a JPEG picture",
        "give it as { image = \"x.jpg\" }",
    ),
    foreign(
        b"MATLAB 5.0 MAT-file",
        "a MATLAB file",
        "save its numbers with writematrix(x, \"x.csv\")",
    ),
    foreign(b"\x1f\x8b", "a gzip archive", "unpack it first"),
    foreign(b"%PDF", "a PDF document", "give the numbers as text or csv"),
];

impl Wanted {
    /// How a file that is asked for may begin.
    fn marks(&self) -> &'static [&'static [u8]] {
        match self {
            Self::Npy => &[b"\x93NUMPY"],
            Self::Npz(_) | Self::Pth(_) => &[b"PK\x03\x04"],
            Self::Image(_) => &[b"\x89PNG\r\n", b"\xff\xd8\xff"],
            Self::Csv(_) | Self::Safetensors(_) | Self::Onnx(_) => &[],
        }
    }

    /// What the file is called that is asked for.
    fn called(&self) -> &'static str {
        match self {
            Self::Csv(_) => "CSV file",
            Self::Npy => "npy file",
            Self::Npz(_) => "npz archive",
            Self::Pth(_) => "PyTorch checkpoint",
            Self::Safetensors(_) => "safetensors file",
            Self::Onnx(_) => "ONNX model",
            Self::Image(_) => "image",
        }
    }
}

/// Why a file that begins so is not what was asked for.
pub(super) fn recognized(start: &[u8], wanted: &Wanted) -> Option<Refusal> {
    let (what, help) = known(start, wanted.marks())?;
    Some(Refusal::with_help(
        phrase!(
            "this is {}, not the {} that was asked for",
            Phrase::from(what),
            Phrase::from(wanted.called())
        ),
        help,
    ))
}

/// What a file is that begins so, and what to do with it.
pub(super) fn known(start: &[u8], but: &[&[u8]]) -> Option<(&'static str, &'static str)> {
    let is_marked = |kind: &&Foreign| {
        let (at, mark) = kind.mark;
        !but.contains(&mark) && start.get(at..).is_some_and(|rest| rest.starts_with(mark))
    };

    let found = KINDS.iter().find(is_marked);
    let is_page = || {
        let text = String::from_utf8_lossy(start).trim_start().to_lowercase();
        text.starts_with("<!doctype") || text.starts_with("<html")
    };

    match found {
        Some(kind) => Some((kind.what, kind.help)),
        None if is_page() => Some((
            "a web page",
            "download the file itself (on GitHub, with the button \"Download raw file\")",
        )),
        None => None,
    }
}
