//! Rules about the sources themselves.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::root;

pub(crate) fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Every source under `src`: its path from there, and its text without tests.
pub(crate) fn code() -> Vec<(String, String)> {
    let folder = root().join("src");
    let mut found = Vec::new();
    sources(&folder, &mut found);
    let read = |path: &PathBuf| {
        let name = path
            .strip_prefix(&folder)
            .expect("under src")
            .to_string_lossy()
            .into_owned();

        let text = fs::read_to_string(path).expect("a source");
        let is_test = name.ends_with("tests.rs") || name.ends_with("laws.rs");
        let text = if is_test {
            String::new()
        } else {
            text.split("\n#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default()
                .to_owned()
        };

        (name, text)
    };

    found.iter().map(read).collect()
}

#[test]
fn what_is_pure_stays_pure() {
    let pure = ["nn", "walk", "text", "app", "view"];
    let impure = [
        "std::fs",
        "std::env",
        "std::time::Instant",
        "SystemTime",
        "std::net",
        "std::process",
        "terminal::",
        "execute!",
    ];

    for (name, text) in code() {
        if pure
            .iter()
            .any(|module| name.split(['/', '.']).next() == Some(module))
        {
            assert!(
                !impure.iter().any(|word| text.contains(word)),
                "{name} is not pure"
            );
        }
    }
}

/// The names of a file's methods, in their order.
fn methods(text: &str) -> Vec<&str> {
    text.split("    fn ")
        .skip(1)
        .filter_map(|text| text.split_once('(').map(|(name, _)| name))
        .collect()
}

/// Whether a file is a language's own.
fn is_book(text: &str) -> bool {
    text.contains("\nimpl Tongue for ")
}

#[test]
fn every_language_says_it_in_the_same_order() {
    let code = code();
    let (_, contents) = code
        .iter()
        .find(|(name, _)| name == "text/tongue.rs")
        .expect("the trait");
    let books = code.iter().filter(|(_, text)| is_book(text));

    for (book, text) in books {
        assert_eq!(methods(text), methods(contents), "{book}");
    }
}

#[test]
fn every_text_is_said_somewhere() {
    let code = code();
    let (_, book) = code
        .iter()
        .find(|(name, _)| name == "text/tongue.rs")
        .expect("the trait");
    let said: String = code
        .iter()
        .filter(|(name, text)| !is_book(text) && name != "text/tongue.rs")
        .flat_map(|(_, text)| text.split_whitespace())
        .collect();

    let names = methods(book);

    let is_said = |name: &str| {
        [
            format!("language.{name}("),
            format!("language().{name}("),
            // A row of the key map.
            format!("]{name};"),
        ]
        .iter()
        .any(|call| said.contains(call))
    };

    assert!(names.len() > 100, "only {} texts", names.len());
    let unsaid: Vec<_> = names.into_iter().filter(|name| !is_said(name)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}

#[test]
fn nothing_is_left_half_done() {
    for (name, text) in code() {
        for word in [
            ".unwrap()",
            ".expect(",
            "todo!",
            "dbg!",
            "unimplemented!",
            "println!",
            "panic!(",
        ] {
            assert!(!text.contains(word), "{name} holds {word}");
        }
    }
}

#[test]
fn a_type_that_is_known_everywhere_has_a_name_of_its_own() {
    let mut names: HashMap<String, String> = HashMap::new();

    // What a model's file is made of has the names that its format gives.
    for (file, text) in code()
        .into_iter()
        .filter(|(name, _)| name != "onnx/proto.rs")
    {
        for item in syn::parse_file(&text).expect("a source").items {
            let (seen, name) = match item {
                syn::Item::Struct(item) => (item.vis, item.ident),
                syn::Item::Enum(item) => (item.vis, item.ident),
                syn::Item::Trait(item) => (item.vis, item.ident),
                _ => continue,
            };

            let is_known = match seen {
                syn::Visibility::Public(_) => true,
                syn::Visibility::Restricted(seen) => seen.path.is_ident("crate"),
                syn::Visibility::Inherited => false,
            };

            if is_known && let Some(other) = names.insert(name.to_string(), file.clone()) {
                panic!("{name} is a type of {other}, and another of {file}");
            }
        }
    }

    assert!(names.len() > 150, "only {} types", names.len());
}

/// The texts in quotes, as they are written, after each place where a word stands.
fn quoted_after(text: &str, word: &str) -> Vec<String> {
    let mut found = Vec::new();

    for (at, _) in text.match_indices(word) {
        let rest = text[at + word.len()..].trim_start();
        let Some(rest) = rest.strip_prefix('"') else {
            continue;
        };

        let mut escaped = false;
        let end = rest.find(|c: char| {
            let is_end = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            is_end
        });

        found.push(rest[..end.expect("a quote ends")].to_owned());
    }

    found
}

#[test]
fn every_fault_is_told_in_every_language() {
    let sources = code();
    let others = sources
        .iter()
        .filter(|(name, text)| is_book(text) && name != "text/english.rs");

    for (book, text) in others {
        let (_, table) = text.split_once("const FAULTS:").expect("its faults");
        let (table, _) = table.split_once("\n];").expect("their end");
        let known = quoted_after(table, "\n    (");
        let missing = untold(&sources, &known);
        assert!(missing.is_empty(), "{book}: {missing:#?}");

        // What is in the table is said somewhere; what the reader of TOML says stands at its end.
        let own = known
            .iter()
            .take_while(|sentence| *sentence != "{}, expected {}");

        for sentence in own {
            let quoted = format!("\"{sentence}\"");
            let is_said = sources
                .iter()
                .any(|(_, text)| !is_book(text) && text.contains(&quoted));

            assert!(is_said, "{book}: nobody says {sentence}");
        }
    }
}

/// The sentences about faults that are not among these.
fn untold(sources: &[(String, String)], known: &[String]) -> Vec<String> {
    let mut missing = Vec::new();

    for (name, text) in sources {
        let text = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();

        for sentence in quoted_after(text, "phrase!(") {
            let has_words = sentence.contains(|c: char| c.is_ascii_alphabetic());

            if has_words && !name.starts_with("text/") && !known.contains(&sentence) {
                missing.push(format!("{name}: {sentence}"));
            }
        }
    }

    missing
}
