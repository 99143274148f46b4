//! `[model]`: layers from an ONNX model, on an input of the scenario, of the command line, or else one that is at hand.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::budget::Budget;
use super::files::{self, DataFolder, Models, Picture, Wanted, folder_of};
use super::input::{self, Accepts, Own};
use super::tensor::{Role, Tensors};
use super::{Localized, Request, Setting};
use crate::document::{Fault, Fields, Node, Sink, quoted, reason};
use crate::nn::{MOST_NUMBERS, Network, Op, Pad, Padding, ShapeError, Tensor};
use crate::onnx::{Model, Refusal, seeded};
use crate::text::{Phrase, phrase};

/// The largest model that is read, in bytes: that of the format itself.
const LARGEST: u64 = 1 << 31;

/// A photograph that is part of the program: its file's name, and the mode in which it is read.
pub(super) struct Photograph {
    pub file: &'static str,
    pub mode: &'static str,
}

/// The layers of a model, and what they stand on.
pub(super) struct Modelled {
    pub network: Network,
    /// The layers by the names of the model's tensors and nodes.
    pub names: HashMap<String, usize>,
    /// Which input it is, where nobody said.
    pub assumed: Option<Localized>,
}

impl Modelled {
    /// Gives a layer another stride, padding or dilation: those of the first that has them where none is named.
    pub(super) fn set(&mut self, setting: &Setting, node: &Node, sink: &mut Sink) -> Option<()> {
        let layers = &self.network.layers;
        let found = match &setting.layer {
            Some(name) => {
                let own = || layers.iter().position(|layer| layer.name == *name);
                self.names.get(name).copied().or_else(own)
            }
            None => layers.iter().position(|layer| layer.op.window().is_some()),
        };

        let Some(index) = found else {
            return sink.fault(node, "there is no such layer", None);
        };

        let mut op = layers[index].op.clone();
        let Some(window) = op.window_mut() else {
            return sink.fault(node, "this layer has no window that slides", None);
        };

        match setting.key.as_str() {
            "stride" => window.stride = pair(node, "stride", 1, window.is_line, sink)?,
            "dilation" => window.dilation = pair(node, "dilation", 1, window.is_line, sink)?,
            "padding" => {
                let sides = pair(node, "padding", 0, window.is_line, sink)?;
                window.padding = Padding::Sides(sides.map(|n| Pad {
                    before: n,
                    after: n,
                }));
            }
            _ => {
                let help = phrase!("stride, padding and dilation of a model's layers can be set");
                return sink.fault(node, "this key of a model's layer cannot be set", help);
            }
        }

        self.network = self.with_op(index, &op, node, sink)?;

        Some(())
    }

    /// The network with another operation at a layer.
    fn with_op(&self, index: usize, op: &Op, node: &Node, sink: &mut Sink) -> Option<Network> {
        let refuse = |(at, shape_error): (usize, ShapeError)| {
            let name = &self.network.layers[at].name;
            let message = phrase!(
                "{} no longer fits: {}",
                name,
                Phrase::ShapeError(Box::new(shape_error.clone()))
            );
            sink.fault::<()>(node, message, Phrase::Mending(Box::new(shape_error)));
        };

        self.network.with_op(index, op).map_err(refuse).ok()
    }
}

/// A number for rows and columns, or `[rows, columns]`; of a signal, for columns alone.
fn pair(node: &Node, key: &str, least: i64, is_line: bool, sink: &mut Sink) -> Option<[usize; 2]> {
    let numbers: Vec<Node> = node.elements().map(Iterator::collect).unwrap_or_default();
    let [rows, columns] = match &numbers[..] {
        [rows, columns] => [
            rows.count(key, least, sink)?,
            columns.count(key, least, sink)?,
        ],
        _ => [node.count(key, least, sink)?; 2],
    };

    Some([if is_line { least as usize } else { rows }, columns])
}

/// The scenario that a model's file stands for.
pub(super) fn scenario_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let title = path.file_stem().unwrap_or_default().to_string_lossy();

    format!(
        "title = {}\n\n[model]\nonnx = {}\n",
        quoted(&title),
        quoted(&name)
    )
}

/// What a model is read with.
pub(super) struct Reading<'r> {
    pub place: &'r DataFolder,
    pub request: &'r Request,
    /// The model's file, where the scenario is made of nothing else.
    pub bare: Option<&'r Path>,
}

impl Reading<'_> {
    /// The model that a `[model]` names, on an `[input]` where there is one.
    pub(super) fn read(
        &self,
        node: &Node,
        input: Option<&Node>,
        budget: &mut Budget,
        sink: &mut Sink,
    ) -> Option<Modelled> {
        let mut fields = Fields::of(node, "`model`", sink)?;
        let file = fields.need("onnx", "`model`", sink)?;
        let name = file.string("onnx", sink)?;
        fields.close("`model`", false, sink);

        let path = self
            .path(name)
            .or_else(|refusal| self.fault(&file, refusal, sink).ok_or(()))
            .ok()?;
        let read = |path: &Path| Model::read(bytes(path)?, folder_of(path));
        let model = read(&path)
            .or_else(|refusal| self.fault(&file, refusal, sink).ok_or(()))
            .ok()?;
        let (tensor, assumed) = self.input(&model, &file, input, budget, sink)?;

        match model.layers(tensor) {
            Ok(layers) => Some(Modelled {
                network: layers.network,
                names: layers.names,
                assumed,
            }),
            Err(refusal) => self.fault(&file, refusal, sink),
        }
    }

    fn path(&self, name: &str) -> Result<PathBuf, Refusal> {
        match (self.bare, self.place) {
            (Some(path), _) => Ok(path.to_owned()),
            (None, DataFolder::Folder(folder, outside)) => files::find(folder, name, *outside)
                .map_err(|files::Refusal { message, help }| Refusal { message, help }),
            (None, DataFolder::BuiltIn) => Err(refusal("a built-in scenario has no models")),
        }
    }

    fn fault<T>(
        &self,
        node: &Node,
        Refusal { message, help }: Refusal,
        sink: &mut Sink,
    ) -> Option<T> {
        match self.bare {
            Some(path) => {
                sink.faults
                    .push(Fault::of_file(&path.display().to_string(), message, help));
                None
            }
            None => sink.fault(node, message, help),
        }
    }

    /// The numbers that go in; and which they are, where nobody said.
    fn input(
        &self,
        model: &Model,
        file: &Node,
        input: Option<&Node>,
        budget: &mut Budget,
        sink: &mut Sink,
    ) -> Option<(Tensor, Option<Localized>)> {
        let own = model.usual_shape().ok().map(own);
        let channels = own.as_ref().map_or(1, |own| own.shape[0]);
        let mut fields = match input {
            Some(node) => Some(Fields::of(node, "`input`", sink)?),
            None => None,
        };

        let accepts = fields
            .as_mut()
            .and_then(|fields| Accepts::of(fields, channels, sink));

        if let Some(given) = &self.request.input {
            return input::given(given, own.as_ref(), accepts, budget, sink);
        }

        if let (Some(node), Some(mut fields)) = (input, fields) {
            let fit = own.and_then(|own| own.picture().ok());
            let mut tensors = Tensors {
                place: self.place,
                budget,
                channels: 0,
                role: Role::Data,
                fit: fit.unwrap_or(Picture::PLAIN),
            };

            let is_written = super::tensor::is_written(&fields);
            let tensor = is_written.then(|| tensors.input(&mut fields, node, sink));
            fields.close("the input", false, sink);

            if let Some(tensor) = tensor {
                return tensor.map(|tensor| (tensor, None));
            }
        }

        match model.usual_shape() {
            Ok(shape) => Some(at_hand(&shape)),
            Err(refusal) => self.fault(file, refusal, sink),
        }
    }
}

fn refusal(message: impl Into<Phrase>) -> Refusal {
    Refusal {
        message: message.into(),
        help: None,
    }
}

/// What a model of this shape reads: pictures from 0 to 1.
fn own(shape: Vec<usize>) -> Own {
    Own {
        shape,
        ends: [0.0, 1.0],
    }
}

/// The photograph that goes in, where a model of this shape reads one.
pub(super) fn photograph(shape: &[usize]) -> Option<Photograph> {
    let [file, mode] = match shape {
        [1, _, _] => ["camera.png", "gray"],
        [3, _, _] => ["cat.webp", "rgb"],
        _ => return None,
    };

    Some(Photograph { file, mode })
}

/// A photograph where the model reads one, else numbers that are the same every time.
pub(super) fn at_hand(shape: &[usize]) -> (Tensor, Option<Localized>) {
    let picture = photograph(shape).and_then(|photograph| {
        let wanted = Wanted::Image(own(shape.to_vec()).picture().ok()?);
        DataFolder::BuiltIn
            .read(photograph.file, &wanted, MOST_NUMBERS, &mut Models::new())
            .ok()
    });

    if let Some(picture) = picture {
        let words = Localized::with_chinese(
            "The input is a built-in photograph, from 0 to 1; --input gives another.",
            "输入是内置的照片，数值从 0 到 1；可用 --input 另给。",
        );

        return (picture, Some(words));
    }

    let words = Localized::with_chinese(
        "The input is random numbers from 0 to 1, the same every time; --input gives others.",
        "没有给出输入：用 0 到 1 之间的数，每次相同；可用 --input 另给。",
    );

    (seeded(shape), Some(words))
}

/// All bytes of a regular file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Refusal> {
    let refused = |error: std::io::Error| refusal(reason(&error));
    let about = std::fs::metadata(path).map_err(refused)?;

    if about.is_dir() {
        return Err(refusal("this is a folder, not a file"));
    }

    if !about.is_file() {
        return Err(refusal("this is not a regular file"));
    }

    if about.len() > LARGEST {
        return Err(refusal(
            "this file is larger than 2 GiB, which no ONNX model is",
        ));
    }

    let mut bytes = Vec::with_capacity(about.len() as usize);
    let file = File::open(path).map_err(refused)?;
    file.take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(refused)?;

    Ok(bytes)
}
