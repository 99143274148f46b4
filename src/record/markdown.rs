//! `.md`: a heading and a block of text a step, for notebooks and wikis.

use std::io::{self, Write};

use super::{Encoder, RecordingSettings, Transition};

/// A recording as Markdown.
#[derive(Debug)]
pub(crate) struct Markdown {
    title: String,
    has_begun: bool,
}

impl Markdown {
    pub(super) fn new(about: &RecordingSettings) -> Self {
        Self {
            title: about.title.clone(),
            has_begun: false,
        }
    }
}

/// The longest run of backticks in a text: a fence around it has to be longer.
fn backticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A text in which nothing is a heading's own sign.
fn plain(text: &str) -> String {
    let mut plain = String::new();

    for c in text.chars() {
        if c.is_ascii_punctuation() && !".,:;!?()'\"/-=+%".contains(c) {
            plain.push('\\');
        }

        plain.push(c);
    }

    plain
}

impl Encoder for Markdown {
    fn add(&mut self, next: &Transition, out: &mut dyn Write) -> io::Result<()> {
        let frame = next.frame;

        if !self.has_begun {
            self.has_begun = true;
            writeln!(out, "# {}", plain(&self.title))?;
        }

        let width = usize::from(frame.screen.area.width).max(1);
        let lines = frame.screen.content.chunks(width).map(|line| {
            let mut hidden = 0;
            let mut text = String::new();

            for cell in line {
                if hidden > 0 {
                    hidden -= 1;
                } else {
                    hidden = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1) - 1;
                    text += cell.symbol();
                }
            }

            text.trim_end().to_owned()
        });

        let text = lines.collect::<Vec<_>>().join("\n");
        let fence = "`".repeat(backticks(&text).max(2) + 1);
        let text = text.trim_matches('\n');

        write!(
            out,
            "\n## {}\n\n{fence}text\n{text}\n{fence}\n",
            plain(&frame.label)
        )
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::{about, encoded, lines};

    #[test]
    fn a_step_is_a_heading_and_a_block_that_nothing_ends() {
        let markdown = encoded(
            Markdown::new(&about(12, 2)),
            [lines(&["a ``` 卷", ""])].into_iter(),
        );

        assert_eq!(
            markdown,
            "# A \\<walk\\>\n\n## step 1\n\n````text\na ``` 卷\n````\n"
        );
    }
}
