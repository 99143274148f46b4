//! Runs as the bytes that paint them on a terminal, and no more of these than the terminal's state calls for.

use std::fmt::Write;

use super::{CellStyle, Run};

/// What the terminal was told last.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnsiWriter {
    /// The ink that is set; nothing is known of it at first.
    ink: Option<CellStyle>,
    /// The column and line that the next sign goes to.
    at: Option<(u16, u16)>,
}

impl AnsiWriter {
    /// A pen that stands at the start of a line already.
    pub(super) fn of_line(line: u16) -> Self {
        Self {
            ink: None,
            at: Some((0, line)),
        }
    }

    /// The bytes that paint some runs.
    pub(super) fn paint(&mut self, runs: &[Run]) -> String {
        let mut bytes = String::new();
        for run in runs {
            self.go(run.x, run.y, &mut bytes);
            self.dip(run, &mut bytes);
            bytes.push_str(&run.text);
            self.at = Some((run.x + run.width, run.y));
        }

        bytes
    }

    fn go(&self, x: u16, y: u16, bytes: &mut String) {
        // Writing into a string cannot fail.
        let _ = match self.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, line)) if line == y && from < x => write!(bytes, "\x1b[{}C", x - from),
            _ => write!(bytes, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    /// Sets a run's ink, as far as it can be seen in what is written.
    fn dip(&mut self, run: &Run, bytes: &mut String) {
        let had = self.ink;
        let wanted = run.ink;
        let codes = match had {
            Some(had) if run.is_blank() && !had.underlined => {
                self.ink = Some(CellStyle {
                    back: wanted.back,
                    ..had
                });
                colours(&[(48, had.back, wanted.back)])
            }
            Some(had) => {
                self.ink = Some(wanted);
                let flags = [
                    flag(had.bold, wanted.bold, ["1", "22"]),
                    flag(had.italic, wanted.italic, ["3", "23"]),
                    flag(had.underlined, wanted.underlined, ["4", "24"]),
                ];

                let colours = colours(&[(38, had.fore, wanted.fore), (48, had.back, wanted.back)]);
                flags.into_iter().flatten().chain(colours).collect()
            }
            None => {
                self.ink = Some(wanted);
                whole(wanted)
            }
        };

        if !codes.is_empty() {
            let _ = write!(bytes, "\x1b[{}m", codes.join(";"));
        }
    }
}

/// The codes that set an ink, whatever was set before.
fn whole(ink: CellStyle) -> Vec<String> {
    let flags = [(ink.bold, "1"), (ink.italic, "3"), (ink.underlined, "4")];
    let set = flags
        .into_iter()
        .filter(|(is_set, _)| *is_set)
        .map(|(_, code)| code.to_owned());

    std::iter::once("0".to_owned())
        .chain(set)
        .chain([colour(38, ink.fore), colour(48, ink.back)])
        .collect()
}

fn colour(which: u8, [r, g, b]: [u8; 3]) -> String {
    format!("{which};2;{r};{g};{b}")
}

/// The codes of those colours that are not what they were.
fn colours(pairs: &[(u8, [u8; 3], [u8; 3])]) -> Vec<String> {
    pairs
        .iter()
        .filter(|(_, had, wanted)| had != wanted)
        .map(|&(which, _, wanted)| colour(which, wanted))
        .collect()
}

fn flag(had: bool, wanted: bool, [on, off]: [&str; 2]) -> Option<String> {
    (had != wanted).then(|| if wanted { on } else { off }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let plain = CellStyle {
            fore: [1; 3],
            back: [0; 3],
            bold: false,
            italic: false,
            underlined: false,
        };

        let run = |x, y, text: &str, ink| Run {
            x,
            y,
            width: text.len() as u16,
            text: text.to_owned(),
            ink,
        };

        let mut pen = AnsiWriter::default();
        let bold = CellStyle {
            bold: true,
            ..plain
        };

        let runs = [
            run(0, 0, "ab", plain),
            run(2, 0, "c", bold),
            run(
                5,
                0,
                "  ",
                CellStyle {
                    fore: [9; 3],
                    ..plain
                },
            ),
            run(0, 2, "d", plain),
        ];

        let bytes = "\x1b[1;1H\x1b[0;38;2;1;1;1;48;2;0;0;0mab\x1b[1mc\x1b[2C  \x1b[3;1H\x1b[22md";
        assert_eq!(pen.paint(&runs), bytes);
    }
}
