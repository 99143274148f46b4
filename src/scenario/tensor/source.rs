//! The tables that name a file, and the tensors that the files give.

use super::Tensors;
use crate::document::{Fields, Node, Sink};
use crate::nn::{MOST_NUMBERS, Tensor};
use crate::scenario::files::{ColourMode, Picture, Refusal, Table, Wanted};
use crate::text::phrase;

/// The tables that name a file, by the key that does.
pub(in crate::scenario) const FILES: [&str; 7] =
    ["csv", "npy", "npz", "safetensors", "pth", "onnx", "image"];

/// The scales of a picture, by the names that scenarios use.
const SCALES: [(&str, [f32; 2]); 3] = [
    ("0..255", Picture::PLAIN.ends),
    ("0..1", [0.0, 1.0]),
    ("-1..1", [-1.0, 1.0]),
];

/// The channels of a picture, by the names that scenarios use.
pub(in crate::scenario) const MODES: [(&str, ColourMode); 2] =
    [("rgb", ColourMode::Rgb), ("gray", ColourMode::Gray)];

impl Tensors<'_> {
    /// The tensor of a table that names a file. A picture is as `fit` says where its table does not.
    pub(super) fn file(
        &mut self,
        kind: &'static str,
        fields: &mut Fields,
        sink: &mut Sink,
    ) -> Option<Tensor> {
        let node = fields.get(kind)?;
        let file = node.string(kind, sink);
        let wanted = self.wanted(kind, fields, sink);
        let file = file?;
        let wanted = wanted?;
        let most = self.budget.left(self.is_weight());

        match self
            .place
            .read(file, &wanted, most, &mut self.budget.models)
        {
            Ok(tensor) => self.counted(&node, tensor, sink),
            Err(Refusal { message, help }) => sink.fault(&node, message, help),
        }
    }

    fn counted(&mut self, node: &Node, tensor: Tensor, sink: &mut Sink) -> Option<Tensor> {
        let axes = tensor.shape().len();

        if !(1..=4).contains(&axes) {
            let message = phrase!(
                "the array has {} axes (dimensions), where one to four are needed",
                axes
            );
            return sink.fault(node, message, None);
        }

        self.spend(node, tensor.shape(), sink)?;
        Some(tensor)
    }

    fn wanted(&mut self, kind: &str, fields: &mut Fields, sink: &mut Sink) -> Option<Wanted> {
        match kind {
            "csv" => self.rows(fields, sink).map(Wanted::Csv),
            "npy" => Some(Wanted::Npy),
            "npz" => match fields.get("name") {
                Some(node) => Some(Wanted::Npz(Some(node.string("name", sink)?.to_owned()))),
                None => Some(Wanted::Npz(None)),
            },
            "onnx" => {
                let node = fields.need("name", "an onnx table", sink)?;
                Some(Wanted::Onnx(node.string("name", sink)?.to_owned()))
            }
            "pth" => {
                let node = fields.need("name", "a pth table", sink)?;
                Some(Wanted::Pth(node.string("name", sink)?.to_owned()))
            }
            "safetensors" => {
                let node = fields.need("name", "a safetensors table", sink)?;
                Some(Wanted::Safetensors(node.string("name", sink)?.to_owned()))
            }
            _ => picture(fields, self.fit, sink).map(Wanted::Image),
        }
    }

    fn rows(&mut self, fields: &mut Fields, sink: &mut Sink) -> Option<Table> {
        let mut count = |key, sink: &mut Sink| match fields.get(key) {
            Some(node) => node.count(key, 0, sink).map(Some),
            None => Some(None),
        };

        let row = count("row", sink);
        let skip = count("skip", sink);
        let shape = match fields.get("shape") {
            Some(node) => self.shape(&node, "shape", sink).map(Some),
            None => Some(None),
        };

        Some(Table {
            row: row?,
            skip: skip?.unwrap_or(0),
            shape: shape?,
        })
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

    (kind == "image").then(|| scale.unwrap_or(Picture::PLAIN.ends))
}

fn picture(fields: &mut Fields, fit: Picture, sink: &mut Sink) -> Option<Picture> {
    let mode = match fields.get("mode") {
        Some(node) => node.one_of("mode", &MODES, sink).map(Some),
        None => Some(fit.mode),
    };

    let ends = match fields.get("scale") {
        Some(node) => node.one_of("scale", &SCALES, sink),
        None => Some(Picture::PLAIN.ends),
    };

    let size = match fields.get("size") {
        Some(node) => size(&node, sink).map(Some),
        None => Some(fit.size),
    };

    Some(Picture {
        mode: mode?,
        size: size?,
        ends: ends?,
        ink: None,
    })
}

/// `[height, width]`, within the limit of all numbers.
pub(in crate::scenario) fn size(node: &Node, sink: &mut Sink) -> Option<[usize; 2]> {
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
        let message = phrase!(
            "`size` is too large: 2^27 ({}) numbers are the most in a scenario",
            MOST_NUMBERS
        );
        return sink.fault(node, message, None);
    }

    Some([height, width])
}
