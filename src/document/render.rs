//! A fault as it is printed: what is wrong, the line with the place underlined, and how to mend it.
//!
//! ```text
//! error: the input has no key `strid`
//!  --> a.toml:4:1
//!   |
//! 4 | strid = 2
//!   | ^^^^^
//!   |
//!   = help: did you mean `stride`?
//! ```

use unicode_width::UnicodeWidthStr;

use super::{Fault, Faults};
use crate::text::Language;

/// Begin bold text, in bright red and in bright blue; and back to plain text.
const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[1m\x1b[91m";
const BLUE: &str = "\x1b[1m\x1b[94m";
const PLAIN: &str = "\x1b[0m";

impl Faults {
    /// One block each, with the line and the place underlined; in a language, in colour if asked for.
    #[must_use]
    pub fn render(&self, language: Language, colour: bool) -> String {
        let faults = self.faults().iter();
        let blocks: Vec<String> = faults.map(|fault| block(fault, language, colour)).collect();

        blocks.join("\n\n")
    }
}

fn block(fault: &Fault, language: Language, colour: bool) -> String {
    let paint = |style: &str, text: &str| {
        if colour {
            format!("{style}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    };

    let message = format!("{}{}", language.colon(), fault.message(language));
    let mut lines = vec![paint(RED, language.error_word()) + &paint(BOLD, &message)];
    let number = fault.line.to_string();
    let arrow = paint(BLUE, "--> ");
    let bar = paint(BLUE, "|");
    let mut margin = String::new();

    if let Some((line, span)) = fault.excerpt() {
        margin = " ".repeat(number.len());
        let before = " ".repeat(line[..span.start].width());
        let marks = "^".repeat(line[span].width().max(1));

        lines.extend([
            format!("{margin}{arrow}{}:{number}:{}", fault.file, fault.column),
            format!("{margin} {bar}"),
            format!("{} {bar} {line}", paint(BLUE, &number)),
            format!("{margin} {bar} {before}{}", paint(RED, &marks)),
        ]);
    } else {
        lines.push(format!("{arrow}{}", fault.file));
    }

    if let Some(help) = fault.help(language) {
        if fault.excerpt().is_some() {
            lines.push(format!("{margin} {bar}"));
        }

        let sign = paint(BLUE, "= ") + &paint(BOLD, language.help_word());
        lines.push(format!("{margin} {sign}{}{help}", language.colon()));
    }

    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceText;

    #[test]
    fn wide_signs_and_the_end_of_a_text_are_underlined() {
        let source = SourceText::new("a.toml", "data = [\"四\", 五五]");
        let at = |word: &str| source.text.find(word).unwrap_or(source.text.len());
        let marks = |start: usize, end: usize| {
            let fault = Fault::at(&source, &(start..end), "here", None);
            let text = Faults::from(fault).render(Language::default(), false);

            text.lines().last().map(str::to_owned)
        };

        assert_eq!(
            marks(at("五"), at("]")).as_deref(),
            Some("  |               ^^^^")
        );
        assert_eq!(
            marks(source.text.len(), source.text.len()).as_deref(),
            Some("  |                    ^")
        );
    }
}
