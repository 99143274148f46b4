//! `new`: a commented scenario to start from.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::Stop;
use crate::file;
use crate::scenario::{from_text, is_path};
use crate::text::Language;

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The file to write; it must not exist yet
    file: PathBuf,
    /// The input's size
    #[arg(long, value_name = "HEIGHTxWIDTHxCHANNELS", default_value = "5x5x1")]
    input: Size,
    /// How many filters slide over it
    #[arg(long, value_name = "N", default_value_t = 2)]
    filters: u32,
    /// Rows and columns of each filter
    #[arg(long, value_name = "N", default_value_t = 3)]
    kernel: u32,
}

/// Height, width and channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size([u32; 3]);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lengths: Option<Vec<u32>> = text
            .split(['x', '×'])
            .map(|length| length.parse().ok())
            .collect();

        match lengths.as_deref() {
            Some(&[height, width]) => Ok(Self([height, width, 1])),
            Some(&[height, width, channels]) => Ok(Self([height, width, channels])),
            _ => Err("write it as HEIGHTxWIDTHxCHANNELS, for example 28x28x1".to_owned()),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [height, width, channels] = self.0;
        write!(f, "{height}x{width}x{channels}")
    }
}

impl New {
    /// Writes the file, and says what to do with it.
    pub(super) fn write(&self, language: Language, out: &mut impl Write) -> Result<(), Stop> {
        let text = self.text();
        let shown = crate::document::escape(&self.file.display().to_string());
        from_text(&shown, &text)?;
        file::write(&self.file, text.as_bytes(), false)
            .map_err(|error| Stop::unwritten(&self.file, error, false))?;

        Ok(writeln!(
            out,
            "{}",
            language.wrote_to_open(&shown, &argument(&shown))
        )?)
    }

    fn text(&self) -> String {
        let [height, width, channels] = self.input.0;
        let filters = self.filters;
        let kernel = self.kernel;

        format!(
            r#"# A scenario for convstep. `convstep check` tells what is wrong with it; `convstep` opens it.
title   = "My convolution"
summary = "{filters} filters of {kernel}x{kernel}x{channels} slide over {height}x{width}x{channels}."
# zh    = {{ title = "我的卷积", summary = "……" }}          # the same in another language

[input]
# Random numbers to begin with; your own go into nested arrays: channels x height x width. A matrix is one channel.
# data = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
# data = {{ image = "photo.png", mode = "gray", size = [{height}, {width}] }}
data = {{ random = [{channels}, {height}, {width}], seed = 1, low = 0, high = 9, integer = true }}

[[layer]]
kind    = "conv2d"
# filters x channels x kernel height x kernel width
weight  = {{ random = [{filters}, {channels}, {kernel}, {kernel}], seed = 2, low = -1, high = 1, integer = true }}
# bias  = [0, …]                                  # one a filter; zeros where it is left out
stride  = 1
padding = 0                                       # a number, [height, width], "same", or {{ top = 1, left = 1 }}
# expect = [[[…]]]                                # what should come out: a difference is told when it opens

[[layer]]
kind = "relu"

[[note]]                                          # what you say, shown when the walk reaches the place
text = "Every output cell is a window times a filter, added up."
# layer = "conv1"
# cell  = [0, 0, 0]                               # filter, row, column
# group = 0                                       # the input channel that is being summed
# zh    = "……"

[view]
order = "window"                                  # or "filter": one filter over everything, then the next
grain = "channel"                                 # tap, channel, cell, row, map, layer
"#
        )
    }
}

/// A file's name as a shell takes it, for a command that could take it for an option or a built-in scenario.
pub(super) fn argument(file: &str) -> String {
    let path = if is_path(file.as_ref()) && !file.starts_with('-') {
        file.to_owned()
    } else {
        format!("./{file}")
    };

    let is_plain = path
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));

    if is_plain {
        path
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn what_is_said_can_be_typed() {
        let check = |file, wanted| assert_eq!(argument(file), wanted);
        check("my.toml", "my.toml");
        check("lesson", "./lesson");
        check("-1.toml", "./-1.toml");
        check("a/卷积", "a/卷积");
        check("it's a.toml", r"'it'\''s a.toml'");
    }
}
