//! A model as a scenario with layers: what the nodes do is written out, the weights stay in the model.
//!
//! ```text
//! model ─> layers ─> a [[layer]] each, whose tensors point into the model
//!                    └> the same with empty weights, read back: what is not the same cannot be said in layers
//! ```

use std::path::Path;

use super::files::{self, DataFolder, folder_of};
use super::keys::{Value, keys, same, shape_of};
use super::layer::KINDS;
use super::layout::{MOST_WRITTEN, array, short};
use super::model::{Photograph, at_hand, bytes, photograph};
use super::origin::Origin;
use super::read::read;
use super::sidecar::{Files, Sidecar};
use super::{Request, builtin};
use crate::document::{Fault, Faults, SourceText, quoted, reason};
use crate::nn::{Layer, Network, Op, Source as Reads, Stage, Tensor};
use crate::onnx::{Layers, Model, Refusal};
use crate::text::{Phrase, phrase};

/// Most levels of a tensor in a file.
const MOST_LEVELS: usize = 4;

/// A model as a scenario.
#[derive(Debug)]
pub struct Import {
    /// The scenario.
    pub text: String,
    /// The files that go with it, as far as they are not there already.
    pub sidecars: Vec<Sidecar>,
}

/// The model in a file as a scenario that is going to another.
///
/// # Errors
/// Why the model is none, or what of it cannot be said in layers, with the node.
pub fn import(model: &Path, file: &Path, allow_outside: bool) -> Result<Import, Faults> {
    let fault = |Refusal { message, help }: Refusal| {
        Fault::of_file(&model.display().to_string(), message, help)
    };

    let import = || {
        let name = name_from(model, folder_of(file), allow_outside)?;
        let place = DataFolder::Folder(folder_of(file).to_owned(), true);
        let mut files = Files::new(&place, file);
        let text = Importer::new(model, name, None)?.text(&mut files)?;

        Ok(Import {
            text,
            sidecars: files.sidecars,
        })
    };

    Ok(import().map_err(fault)?)
}

fn refusal(message: impl Into<Phrase>, help: impl Into<Phrase>) -> Refusal {
    Refusal {
        message: message.into(),
        help: Some(help.into()),
    }
}

/// What writes a model as a scenario.
pub(super) struct Importer {
    /// What the scenario is called.
    title: String,
    /// The model, as the scenario names it.
    name: String,
    model: Model,
    layers: Layers,
}

impl Importer {
    /// Of a model in a file, by the name that the scenario has for it; with a `changed` network in the place of its own.
    pub(super) fn new(
        path: &Path,
        name: String,
        changed: Option<&Network>,
    ) -> Result<Self, Refusal> {
        let model = Model::read(bytes(path)?, folder_of(path))?;
        let (input, _) = at_hand(&model.usual_shape()?);
        let mut layers = model.layers(input)?;
        let stem = path.file_stem().unwrap_or_default();

        if let Some(network) = changed {
            if network.layers.len() != layers.nodes.len() {
                return Err(plain("the model has changed since it was opened"));
            }

            layers.network = network.clone();
        }

        Ok(Self {
            title: stem.to_string_lossy().into_owned(),
            name,
            model,
            layers,
        })
    }

    /// The whole scenario.
    pub(super) fn text(&self, files: &mut Files) -> Result<String, Refusal> {
        let layers = self.tables(files)?;

        Ok(format!(
            "# The layers of {}. Their weights stay there.\ntitle = {}\n\n{}{layers}",
            self.name.escape_debug(),
            quoted(&self.title),
            self.input(files)?,
        ))
    }

    /// The layers alone.
    pub(super) fn tables(&self, files: &mut Files) -> Result<String, Refusal> {
        self.check()?;
        let mut text = String::new();

        for (index, layer) in self.network().layers.iter().enumerate() {
            let mut tensor =
                |key: &'static str, tensor: &Tensor| self.tensor(index, layer, key, tensor, files);
            text += &self.layer(index, &mut tensor)?;
        }

        Ok(text)
    }

    fn network(&self) -> &Network {
        &self.layers.network
    }

    /// Holds the layers against what a scenario makes of them.
    fn check(&self) -> Result<(), Refusal> {
        let shape = self.network().shape;

        if shape.levels().len() > 3 {
            return Err(refusal(
                phrase!(
                    "the model reads numbers of the shape {}, a scenario at most channels x height x width",
                    format!("{shape:?}")
                ),
                "open the model itself",
            ));
        }

        let (text, ends) = self.skeleton()?;
        let origin = Origin {
            what: self.title.clone().into(),
            name: self.title.clone(),
            source: SourceText::new(&*self.title, text),
            place: DataFolder::BuiltIn,
            request: Request::default(),
        };

        let said = match read(origin) {
            Ok(scenario) => scenario.network,
            Err(faults) => {
                let fault = &faults.faults()[0];
                let layer = ends.iter().position(|&end| fault.line <= end);
                return Err(self.unsayable(layer.unwrap_or(0), fault.what()));
            }
        };

        let layers = self.network().layers.iter().zip(&said.layers);
        let other = layers.clone().position(|(own, said)| !is_same(own, said));

        match other {
            Some(index) => Err(self.unsayable(index, "a layer would do something else")),
            None => Ok(()),
        }
    }

    /// The scenario with empty weights, and the line in which each layer ends.
    fn skeleton(&self) -> Result<(String, Vec<usize>), Refusal> {
        let mut text = format!(
            "title = \"\"\n[input]\ndata = {{ fill = 0, shape = {:?} }}\n",
            self.lengths()
        );
        let mut ends = Vec::new();

        for index in 0..self.network().layers.len() {
            let op = &self.network().layers[index].op;
            let mut empty = |_, tensor: &Tensor| {
                let shape = shape_of(op, tensor);
                Ok(format!("{{ fill = 0, shape = {shape:?} }}"))
            };

            text += &self.layer(index, &mut empty)?;
            ends.push(text.matches('\n').count());
        }

        Ok((text, ends))
    }

    /// That a layer of the model is none of the kinds of scenarios.
    fn unsayable(&self, layer: usize, why: impl Into<Phrase>) -> Refusal {
        let place = &self.layers.nodes[layer].place;
        refusal(
            phrase!("{} cannot be said in layers: {}", place, why.into()),
            "open the model itself: all that it does can be walked through",
        )
    }

    /// The input's shape as a scenario has it.
    fn lengths(&self) -> Vec<usize> {
        let shape = self.network().shape;

        if shape.is_vector() {
            shape.levels().to_vec()
        } else {
            shape.dims().to_vec()
        }
    }

    /// `[input]`: what is at hand for the model, else the numbers that go in now.
    pub(super) fn input(&self, files: &mut Files) -> Result<String, Refusal> {
        let shape = self.network().shape;
        let (usual, _) = at_hand(&self.model.usual_shape()?);
        let now = &self.network().input;

        if !same(&usual, now) {
            let now = Tensor::clone(now).reshaped(self.lengths());
            let data = numbers("input", &now, files)?;
            return Ok(format!("[input]\ndata = {data}\n"));
        }

        if let Some(Photograph { file, mode }) = photograph(shape.levels()) {
            let [_, height, width] = shape.dims();
            let bytes = builtin::data(file).unwrap_or_default();
            let name = files.part(file, bytes).map_err(plain)?;

            return Ok(format!(
                "[input]\nimage = {}\nmode = \"{mode}\"\nsize = [{height}, {width}]\nscale = \"0..1\"\naccepts = {{ scale = \"0..1\" }}\n",
                quoted(&name)
            ));
        }

        let lengths = self.lengths();

        Ok(format!(
            "[input]\ndata = {{ random = {lengths:?}, seed = 0, low = 0, high = 1 }}\n"
        ))
    }

    /// A layer's table; `tensor` writes the value of a key that is one.
    fn layer(
        &self,
        index: usize,
        tensor: &mut dyn FnMut(&'static str, &Tensor) -> Result<String, Refusal>,
    ) -> Result<String, Refusal> {
        let layer = &self.network().layers[index];
        let kind = layer.op.kind();

        let has_dims = match &layer.op {
            Op::Reduce(reduce) => reduce.dims().is_some(),
            _ => true,
        };

        if !KINDS.iter().any(|has| has.name == kind) || !has_dims {
            return Err(self.unsayable(index, "there is no kind of layer that does it"));
        }

        let name = quoted(&layer.name);
        let mut lines = vec![format!("\n[[layer]]\nkind = \"{kind}\"\nname = {name}")];

        if !layer.op.reads_nothing() {
            lines.extend(
                self.from(index, &layer.sources)
                    .map(|from| format!("from = {from}")),
            );
        }

        for (key, value) in keys(&layer.op) {
            match value {
                Value::Tensor(numbers) => lines.push(format!("{key} = {}", tensor(key, numbers)?)),
                Value::Word(word) if is_usual(&layer.op, key, &word) => {}
                Value::Word(word) => lines.push(format!("{key} = {word}")),
            }
        }

        if matches!(layer.op, Op::Conv(_) | Op::Linear(_)) && layer.op.bias().is_none() {
            lines.push("bias = false".to_owned());
        }

        Ok(lines.join("\n") + "\n")
    }

    /// What a layer reads, where it is not the layer before.
    fn from(&self, index: usize, sources: &[Reads]) -> Option<String> {
        if let [source] = sources
            && source.stage == Stage::at(index)
        {
            return None;
        }

        let name = |source: &Reads| match source.stage.layer() {
            Some(layer) => quoted(&self.network().layers[layer].name),
            None => quoted("input"),
        };

        let names: Vec<String> = sources.iter().map(name).collect();

        Some(match &names[..] {
            [name] => name.clone(),
            names => format!("[{}]", names.join(", ")),
        })
    }

    /// The value of a key that holds numbers: a place in the model, where they stand there.
    fn tensor(
        &self,
        index: usize,
        layer: &Layer,
        key: &str,
        tensor: &Tensor,
        files: &mut Files,
    ) -> Result<String, Refusal> {
        let tensor = &tensor.clone().reshaped(shape_of(&layer.op, tensor));

        if short(tensor).is_some() {
            return numbers(key, tensor, files);
        }

        let node = &self.layers.nodes[index];

        if let Some(pointer) = self
            .model
            .pointer(node, tensor, &|dims| fits(layer, tensor, dims))
        {
            let layout = if pointer.is_turned {
                ", layout = \"IO\""
            } else {
                ""
            };

            return Ok(format!(
                "{{ onnx = {}, name = {}{layout} }}",
                quoted(&self.name),
                quoted(&pointer.name)
            ));
        }

        numbers(&format!("{}-{key}", layer.name), tensor, files)
    }
}

/// Numbers as a scenario has them: written out where they are few, else in a file that is called `what`.
fn numbers(what: &str, tensor: &Tensor, files: &mut Files) -> Result<String, Refusal> {
    if let Some(table) = short(tensor) {
        return Ok(table);
    }

    if tensor.count() <= MOST_WRITTEN {
        return Ok(array(tensor, ""));
    }

    let numbers = (0..tensor.count()).map(|index| tensor.at(index));
    let bytes = files::npy_bytes(tensor.shape(), numbers);
    let name = files.own(what, bytes).map_err(plain)?;

    Ok(format!("{{ npy = {} }}", quoted(&name)))
}

fn plain(message: impl Into<Phrase>) -> Refusal {
    Refusal {
        message: message.into(),
        help: None,
    }
}

/// Whether a scenario may have a layer's tensor in a shape. A list may lie in one row or column; a constant's own shape is said
/// beside it.
fn fits(layer: &Layer, tensor: &Tensor, dims: &[usize]) -> bool {
    let own = tensor.shape();

    match (&layer.op, own) {
        (Op::Constant(_), _) => {
            (1..=MOST_LEVELS).contains(&dims.len()) && longer(dims).eq(longer(own))
        }
        (_, &[n]) => dims == own || dims == [1, n] || dims == [n, 1],
        _ => dims == own,
    }
}

/// The lengths of more than one.
fn longer(dims: &[usize]) -> impl Iterator<Item = &usize> {
    dims.iter().filter(|length| **length > 1)
}

/// Whether a key stands as it does where it is left out.
fn is_usual(op: &Op, key: &str, word: &str) -> bool {
    match (op, key) {
        (Op::Pool(pool), "stride") => pool
            .window
            .is_some_and(|window| window.kernel == window.stride),
        (Op::Pad(_), "padding") | (Op::Norm(_), "groups") | (Op::Shuffle(_), _) => false,
        (_, "stride" | "dilation" | "groups") => word == "1",
        (_, "padding" | "output_padding" | "value") => word == "0",
        (_, "ceil_mode" | "align_corners") => word == "false",
        (_, "count_include_pad") => word == "true",
        (_, "padding_mode" | "mode") => word == "\"zeros\"",
        (_, "approximate") => word == "\"none\"",
        _ => false,
    }
}

/// Whether two layers do the same on the same stages, but for their weights' numbers.
fn is_same(a: &Layer, b: &Layer) -> bool {
    let words = |layer: &Layer| -> Vec<(&'static str, String)> {
        keys(&layer.op)
            .into_iter()
            .filter_map(|(key, value)| match value {
                Value::Word(word) => Some((key, word)),
                Value::Tensor(_) => None,
            })
            .collect()
    };

    let stages =
        |layer: &Layer| -> Vec<Stage> { layer.sources.iter().map(|source| source.stage).collect() };

    a.op.kind() == b.op.kind()
        && a.output.dims() == b.output.dims()
        && stages(a) == stages(b)
        && words(a) == words(b)
}

/// The name by which a scenario in a folder reads a model.
fn name_from(model: &Path, folder: &Path, allow_outside: bool) -> Result<String, Refusal> {
    let real = |path: &Path| path.canonicalize().map_err(|error| plain(reason(&error)));

    let model = real(model)?;
    let home = real(folder)?;
    let path = match model.strip_prefix(&home) {
        Ok(inside) => inside,
        Err(_) if allow_outside => &model,
        Err(_) => {
            return Err(refusal(
                "the model would lie outside the scenario's folder",
                "write the scenario beside the model, or give --allow-outside",
            ));
        }
    };

    let name = path
        .to_str()
        .ok_or_else(|| refusal("this name is not UTF-8 text", "give the model another name"))?;

    Ok(name.replace(std::path::MAIN_SEPARATOR, "/"))
}
