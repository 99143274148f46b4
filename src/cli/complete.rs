//! How a word of the command line can go on: the names of scenarios and of their layers.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::StyledStr;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};

use crate::scenario::{Request, built, built_in, load, networks};

/// Scenarios whose names begin so, then files.
pub(super) fn scenarios(begun: &OsStr) -> Vec<CompletionCandidate> {
    let begun_text = begun.to_string_lossy();
    let names = built_in().iter().chain(networks());
    let names = names.filter(|built| built.name.starts_with(&*begun_text));
    let files = PathCompleter::any().filter(|path| path.is_dir() || is_scenario(path));

    names
        .map(|built| CompletionCandidate::new(built.name))
        .chain(files.complete(begun))
        .collect()
}

/// Whether a file's name is that of a scenario or a model.
fn is_scenario(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    ending == "toml" || ending == "onnx"
}

/// Layers whose names begin so, of the scenario that stands on the command line.
pub(super) fn layers(begun: &OsStr) -> Vec<CompletionCandidate> {
    let begun = begun.to_string_lossy();
    let words = std::env::args_os().skip(1);
    let is_built = |word: &OsStr| word.to_str().and_then(built).is_some();
    let scenario = words
        .filter(|word| is_built(word) || is_scenario(Path::new(word)))
        .find_map(|word| load(&word, &Request::default()).ok());

    let layers = scenario
        .iter()
        .flat_map(|scenario| &scenario.network.layers);
    let named = layers.filter(|layer| layer.name.starts_with(&*begun));

    named
        .map(|layer| {
            let kind = StyledStr::from(layer.op.kind());
            CompletionCandidate::new(&layer.name).help(Some(kind))
        })
        .collect()
}
