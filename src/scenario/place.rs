//! Where a scenario lies, and how its tensors' files are found from there.

use std::path::PathBuf;

use super::node::{Fields, Node, Sink};
use crate::nn::Tensor;

/// Where the files of a scenario are looked up.
#[derive(Debug)]
#[expect(dead_code, reason = "until files are read")]
pub(super) enum Place {
    /// A folder; whether files outside it may be read.
    Folder(PathBuf, bool),
    /// The program itself; whether `--input` may name a file anywhere makes no difference to it.
    BuiltIn(bool),
}

impl Place {
    /// The tensor that a table of this kind names.
    pub fn read(&self, kind: &str, fields: &mut Fields, node: &Node, sink: &mut Sink) -> Option<Tensor> {
        let _ = (self, fields);
        sink.fault(node, &format!("`{kind}` files are not read yet"), None)
    }

    /// The tensor of a file that replaces the input.
    pub fn input(&self, file: &std::path::Path, sink: &mut Sink) -> Option<Tensor> {
        let _ = self;
        let name = file.display().to_string();
        sink.faults.push(super::Fault::of_file(&name, "input files are not read yet", None));
        None
    }
}
