//! A model whose layers are no longer its own, written as layers.

use std::path::Path;

use super::Writer;
use crate::document::{Node, Sink};
use crate::scenario::files::{DataFolder, find};
use crate::scenario::import::Importer;
use crate::text::{Phrase, phrase};

impl<'a> Writer<'_, 'a> {
    /// The scenario of a bare model, with the layers as they are now.
    pub(super) fn bare(&mut self) -> Result<Option<String>, Phrase> {
        let Some(path) = self.origin.bare_model() else {
            return Ok(None);
        };

        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let importer = self.importer(path, &name)?;
        let text = importer.text(&mut self.files).map_err(|no| no.message)?;

        Ok(Some(text))
    }

    /// What writes the layers of a model as they are now. The model is brought along.
    fn importer(&mut self, path: &Path, name: &str) -> Result<Importer, Phrase> {
        let renamed = self.files.carry(name)?;
        let name = renamed.unwrap_or_else(|| name.to_owned());

        Importer::new(path, name, Some(self.network)).map_err(|no| no.message)
    }

    /// Puts the layers in the place of the model where they are no longer its own.
    pub(super) fn model(&mut self, root: &Node<'a>, model: &Node<'a>) -> Result<(), Phrase> {
        let has_input = self.of(root, "input").is_some();

        if !self.is_changed && !self.origin.is_overridden() {
            return self.carry(root, "model");
        }

        let onnx = self.of(model, "onnx");

        // What cannot be told is not left out without a word.
        let (Some(onnx), DataFolder::Folder(folder, outside)) = (onnx, &self.origin.place) else {
            return Err(phrase!(
                "the network was changed, and its model is no file from which layers can be written"
            ));
        };

        let name = onnx
            .string("onnx", &mut Sink::default())
            .unwrap_or_default();

        let path = find(folder, name, *outside).map_err(|no| no.message)?;
        let importer = self.importer(&path, name)?;
        let input = if has_input {
            String::new()
        } else {
            let input = importer.input(&mut self.files).map_err(|no| no.message)?;
            format!("\n{input}")
        };

        let layers = importer.tables(&mut self.files).map_err(|no| no.message)?;
        let end = self.origin.text().len();
        self.splice.remove(root, "model");
        self.splice.replace(end..end, format!("{input}{layers}"));

        Ok(())
    }
}
