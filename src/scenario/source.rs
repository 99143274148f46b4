//! The tables that name a file, and the tensors that the files give.

use std::path::Path;

use super::fault::Fault;
use super::files::{Mode, Picture, Place, Refusal, Scale, Table, Wanted};
use super::node::{Fields, Node, Sink};
use crate::nn::{MOST_NUMBERS, Numbers, Tensor};

/// The tables that name a file, by the key that does.
pub(super) const FILES: [&str; 6] = ["csv", "npy", "npz", "safetensors", "onnx", "image"];

/// The scales of a picture, by the names that scenarios use.
const SCALES: [(&str, Scale); 3] = [
    ("0..255", Scale::To255),
    ("0..1", Scale::ToOne),
    ("-1..1", Scale::MinusOneToOne),
];

/// The tensor of a table of this kind.
pub(super) fn read(
    kind: &'static str,
    fields: &mut Fields,
    place: &Place,
    sink: &mut Sink,
) -> Option<Tensor> {
    let node = fields.get(kind)?;
    let file = node.string(kind, sink);
    let wanted = wanted(kind, fields, sink);
    let file = file?;
    let wanted = wanted?;
    let found = place.read(file, &wanted, MOST_NUMBERS.saturating_sub(sink.numbers));

    match found {
        Ok((shape, values)) => tensor(&node, shape, values, sink),
        Err(Refusal { message, help }) => sink.fault(&node, &message, help),
    }
}

fn tensor(node: &Node, shape: Vec<usize>, values: Vec<f32>, sink: &mut Sink) -> Option<Tensor> {
    if !(1..=4).contains(&shape.len()) {
        let message = format!(
            "the array has {} axes (dimensions), where one to four are needed",
            shape.len()
        );
        return sink.fault(node, &message, None);
    }

    super::tensor::spend(node, &shape, sink)?;
    Some(Tensor::new(shape, Numbers::Values(values)))
}

fn wanted(kind: &str, fields: &mut Fields, sink: &mut Sink) -> Option<Wanted> {
    match kind {
        "csv" => table(fields, sink).map(Wanted::Csv),
        "npy" => Some(Wanted::Npy),
        "npz" => match fields.get("name") {
            Some(node) => Some(Wanted::Npz(Some(node.string("name", sink)?.to_owned()))),
            None => Some(Wanted::Npz(None)),
        },
        "onnx" => {
            let node = fields.need("name", "an onnx table", sink)?;
            Some(Wanted::Onnx(node.string("name", sink)?.to_owned()))
        }
        "safetensors" => {
            let node = fields.need("name", "a safetensors table", sink)?;
            Some(Wanted::Safetensors(node.string("name", sink)?.to_owned()))
        }
        _ => picture(fields, sink).map(Wanted::Image),
    }
}

/// The numbers of black and white in a picture's table.
pub(super) fn ends(fields: &mut Fields, kind: &str) -> Option<[f32; 2]> {
    let scale = fields
        .has("scale")
        .then(|| fields.get("scale"))
        .flatten()
        .filter(|_| kind == "image");

    let scale = scale.and_then(|node| node.one_of("scale", &SCALES, &mut Sink::default()));

    (kind == "image").then(|| scale.unwrap_or(Scale::To255).ends())
}

fn table(fields: &mut Fields, sink: &mut Sink) -> Option<Table> {
    let mut count = |key, sink: &mut Sink| match fields.get(key) {
        Some(node) => node.count(key, 0, sink).map(Some),
        None => Some(None),
    };

    let row = count("row", sink);
    let skip = count("skip", sink);
    let shape = match fields.get("shape") {
        Some(node) => super::tensor::shape(&node, "shape", sink).map(Some),
        None => Some(None),
    };

    Some(Table {
        row: row?,
        skip: skip?.unwrap_or(0),
        shape: shape?,
    })
}

fn picture(fields: &mut Fields, sink: &mut Sink) -> Option<Picture> {
    let modes = [("rgb", Some(Mode::Rgb)), ("gray", Some(Mode::Gray))];

    let mode = fields
        .get("mode")
        .map_or(Some(None), |node| node.one_of("mode", &modes, sink));

    let scale = fields.get("scale").map_or(Some(Scale::To255), |node| {
        node.one_of("scale", &SCALES, sink)
    });

    let size = match fields.get("size") {
        Some(node) => size(&node, sink).map(Some),
        None => Some(None),
    };

    Some(Picture {
        mode: mode?,
        size: size?,
        scale: scale?,
    })
}

/// `[height, width]`, within the limit of all numbers.
fn size(node: &Node, sink: &mut Sink) -> Option<[usize; 2]> {
    let lengths: Vec<Node> = node
        .elements()
        .map(|elements| elements.take(3).collect())
        .unwrap_or_default();

    let [height, width] = &lengths[..] else {
        return sink.fault(node, "`size` must be [height, width]", None);
    };

    let height = height.count("size", 1, sink)?;
    let width = width.count("size", 1, sink)?;

    if (height as u64).saturating_mul(width as u64) > MOST_NUMBERS {
        let message = format!(
            "`size` is too large: 2^27 ({MOST_NUMBERS}) numbers are the most in a scenario"
        );
        return sink.fault(node, &message, None);
    }

    Some([height, width])
}

/// The tensor of a file that replaces the input; its ending says how it is read.
pub(super) fn input(file: &Path, sink: &mut Sink) -> Option<Tensor> {
    let name = file.display().to_string();
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();

    let wanted = match ending.as_str() {
        "npy" => Wanted::Npy,
        "png" | "jpg" | "jpeg" => Wanted::Image(Picture {
            mode: None,
            size: None,
            scale: Scale::To255,
        }),
        _ => {
            let help = Some("give a file that ends in .npy, .png, .jpg or .jpeg".to_owned());
            sink.faults.push(Fault::of_file(
                &name,
                "--input cannot tell what kind of file this is",
                help,
            ));

            return None;
        }
    };

    taken(file, &wanted, sink)
}

/// The picture that replaces the input of a model, made to fit.
pub(super) fn fitted(file: &Path, picture: Picture, sink: &mut Sink) -> Option<Tensor> {
    taken(file, &Wanted::Image(picture), sink)
}

/// The numbers of a file that the user names.
fn taken(file: &Path, wanted: &Wanted, sink: &mut Sink) -> Option<Tensor> {
    let name = file.display().to_string();

    // The user named this file himself, so that it may lie anywhere; the course's own digits are always at hand.
    let is_ours = !file.exists() && super::builtin::data(&name).is_some();
    let place = if is_ours {
        Place::BuiltIn
    } else {
        Place::Folder(".".into(), true)
    };

    let refuse = |message: &str, help: Option<String>| Fault::of_file(&name, message, help);

    match place.read(&name, wanted, MOST_NUMBERS) {
        Ok((shape, values)) => {
            sink.numbers += values.len() as u64;
            Some(Tensor::new(shape, Numbers::Values(values)))
        }
        Err(Refusal { message, help }) => {
            sink.faults.push(refuse(&message, help));
            None
        }
    }
}
