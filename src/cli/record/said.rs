//! What a recording has come to, in words; and what scripts can say.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::app::commands;
use crate::document::escape;
use crate::record::{Recorded, RecordingSettings};
use crate::text::Language;

/// Says what was made, and what is missing in it, where nobody reads the recording itself.
pub(super) fn tell(
    made: &Recorded,
    about: &RecordingSettings,
    output: &[PathBuf],
    language: Language,
) {
    let sizes = output.iter().filter_map(|path| {
        let bytes = std::fs::metadata(path).ok()?.len();
        Some(format!(
            "{} {}",
            escape(&path.display().to_string()),
            size_of(bytes)
        ))
    });

    let files: Vec<String> = sizes.collect();
    let seconds = format!("{:.1}", made.time.as_secs_f64());
    let size = format!("{}×{}", about.width, about.height);
    let mut said = language.recorded(made.frames, &seconds, &size);

    if !files.is_empty() {
        said = format!("{said}{}{}", language.colon(), files.join(language.comma()));
    }

    if !made.missing.is_empty() {
        let missing: Vec<String> = made.missing.iter().map(char::to_string).collect();
        said = format!("{said}\n{}", language.no_font_has(&missing.join(" ")));
    }

    // The files are there, whether anybody is told or not.
    let _ = writeln!(io::stderr(), "{said}");
}

/// Bytes as people say them.
fn size_of(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// What scripts can say.
pub(in crate::cli) fn script_help(language: Language) -> String {
    let own = [
        ("pause TIME", language.script_pause()),
        ("wait note", language.script_wait()),
        ("caption \"TEXT\"", language.script_caption()),
        ("hide PART", language.script_hide()),
        ("show PART", language.script_show()),
        ("screenshot FILE", language.script_screenshot()),
    ];

    // A recording is one already, and has no shell to go back to.
    let said =
        commands(language).filter(|(name, _)| !["record", "suspend"].contains(&name.as_str()));
    let rows: Vec<String> = said
        .chain(own.map(|(name, says)| (name.to_owned(), says)))
        .map(|(name, says)| format!("  {name:<18} {says}"))
        .collect();

    format!("{}\n{}", language.script_heading(), rows.join("\n"))
}
