//! How long things are. Tokens are counted, not lines: a line can be filled, a token cannot be hidden.
//! `cargo test measures -- --nocapture` prints the table.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::tidy::code;

/// Tokens that a function may have.
const MOST_IN_A_FUNCTION: usize = 400;

/// Tokens that a file may have, tests left aside.
const MOST_IN_A_FILE: usize = 3500;

/// What is longer, and why that reads better.
const LONGER: &[(&str, &str)] = &[
    ("app.rs:act", "one arm per action"),
    ("cli.rs:perform", "one arm per command"),
    ("nn/form.rs:form", "one arm per kind"),
    ("nn/forward.rs:forward", "one arm per kind"),
    ("nn/layer.rs:output_of", "one arm per kind"),
    (
        "scenario/exam.rs:of_convolution",
        "five questions, one after the other",
    ),
    (
        "scenario/exam.rs:of_the_rest",
        "five questions, one after the other",
    ),
    ("scenario/layer.rs:op", "one arm per kind"),
    ("scenario/keys.rs:keys", "one arm per kind"),
    ("text/chinese.rs:shape_error", "one arm per fault"),
    ("text/english.rs:mending", "one arm per fault"),
    ("text/english.rs:shape_error", "one arm per fault"),
    (
        "view/layout/tiles.rs:across",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/output.rs:column",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/needs.rs:new",
        "one arrangement, from left to right",
    ),
];

/// Files that are longer.
const LONGER_FILES: &[(&str, &str)] = &[
    (
        "text/chinese.rs",
        "a book of phrases, read from top to bottom",
    ),
    (
        "text/english.rs",
        "a book of phrases, read from top to bottom",
    ),
    ("text/tongue.rs", "the contents of those books"),
];

/// A function of the sources.
struct Function {
    name: String,
    tokens: usize,
    lines: usize,
    blank: usize,
}

/// Finds the functions and methods of a file.
struct Finder<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Function>,
}

impl Finder<'_> {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block, item: &impl ToTokens) {
        let span = item.span();
        let lines = self.text.lines().take(span.end().line);
        let body: Vec<&str> = lines.skip(span.start().line - 1).collect();

        self.found.push(Function {
            name: format!("{}:{}", self.file, signature.ident),
            tokens: count(signature.to_token_stream()) + count(block.to_token_stream()),
            lines: body.len(),
            blank: body.iter().filter(|line| line.trim().is_empty()).count(),
        });
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block, item);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block, item);
        visit::visit_impl_item_fn(self, item);
    }
}

/// How many tokens there are; a pair of brackets is two.
fn count(stream: TokenStream) -> usize {
    stream
        .into_iter()
        .map(|tree| match tree {
            TokenTree::Group(group) => 2 + count(group.stream()),
            _ => 1,
        })
        .sum()
}

/// Every function, the longest first.
fn functions() -> Vec<Function> {
    let mut found = Vec::new();

    for (file, text) in code() {
        let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut finder = Finder {
            file: &file,
            text: &text,
            found: Vec::new(),
        };
        finder.visit_file(&tree);
        found.append(&mut finder.found);
    }

    found.sort_by_key(|function| std::cmp::Reverse(function.tokens));
    found
}

#[test]
fn no_function_is_long() {
    let functions = functions();
    let sum = |of: fn(&Function) -> usize| functions.iter().map(of).sum::<usize>();
    let code = sum(|function| function.lines - function.blank);

    println!("functions: {}", functions.len());
    println!(
        "tokens a line: {:.1}",
        sum(|function| function.tokens) as f64 / code as f64
    );
    println!(
        "blank lines: {:.1} %",
        100.0 * sum(|function| function.blank) as f64 / code as f64
    );

    for function in functions.iter().take(15) {
        println!(
            "{:5} tokens, {:3} lines: {}",
            function.tokens, function.lines, function.name
        );
    }

    let long: Vec<_> = functions
        .iter()
        .filter(|function| function.tokens > MOST_IN_A_FUNCTION)
        .filter(|function| !LONGER.iter().any(|(name, _)| *name == function.name))
        .map(|function| (&function.name, function.tokens))
        .collect();

    assert!(
        long.is_empty(),
        "longer than {MOST_IN_A_FUNCTION} tokens: {long:#?}"
    );

    let gone = |name: &str| {
        !functions
            .iter()
            .any(|function| function.name == name && function.tokens > MOST_IN_A_FUNCTION)
    };
    let stale: Vec<_> = LONGER.iter().filter(|(name, _)| gone(name)).collect();
    assert!(stale.is_empty(), "no longer long: {stale:?}");
}

#[test]
fn no_file_is_long() {
    for (file, text) in code() {
        let tokens = count(text.parse().expect("tokens"));
        let may = LONGER_FILES.iter().any(|(name, _)| *name == file);
        assert!(may || tokens <= MOST_IN_A_FILE, "{file}: {tokens} tokens");
    }
}

/// The methods of a type, in all files.
fn methods(of: &str) -> usize {
    let mut count = 0;

    for (file, text) in code() {
        let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));

        for item in tree.items {
            if let syn::Item::Impl(item) = item
                && item.trait_.is_none()
                && item.self_ty.to_token_stream().to_string() == of
            {
                count += item.items.len();
            }
        }
    }

    count
}

/// The fields of a struct of a file.
fn fields(file: &str, of: &str) -> usize {
    let (_, text) = code()
        .into_iter()
        .find(|(name, _)| name == file)
        .expect(file);
    let items = syn::parse_file(&text).expect("a source").items;

    items
        .iter()
        .find_map(|item| match item {
            syn::Item::Struct(item) if item.ident == of => Some(item.fields.len()),
            _ => None,
        })
        .expect(of)
}

/// The files outside of a room that say one of some words, with how often they do.
fn saying(word: &str, not_in: &[&str]) -> Vec<(String, usize)> {
    let is_outside = |name: &str| !not_in.iter().any(|room| name.starts_with(room));

    code()
        .into_iter()
        .filter(|(name, _)| is_outside(name))
        .map(|(name, text)| (name, text.matches(word).count()))
        .filter(|(_, count)| *count > 0)
        .collect()
}

#[test]
fn the_session_stays_small_and_kinds_are_asked_for_in_few_places() {
    let fields = fields("app.rs", "App");
    let methods = methods("App");
    let kinds = saying("Op::", &["nn/", "onnx/", "nn.rs", "onnx.rs"]);
    let reading = kinds
        .iter()
        .filter(|(name, _)| name.starts_with("scenario/"));
    let reading: usize = reading.map(|(_, count)| count).sum();
    let all: usize = kinds.iter().map(|(_, count)| count).sum();
    let public: usize = saying("pub ", &[]).iter().map(|(_, count)| count).sum();
    let own: usize = saying("pub(", &[]).iter().map(|(_, count)| count).sum();

    println!("the session: {fields} fields, {methods} methods");
    println!(
        "kinds by their names: {reading} times where they are read and written, {} elsewhere",
        all - reading
    );
    println!("public: {public}; known to the crate, or a part of it: {own}");

    assert!(fields <= 14, "{fields} fields: {}", "app.rs");
    assert!(methods <= 164, "{methods} methods");
    assert!(all - reading <= 25, "{kinds:?}");
}

#[test]
fn a_function_of_one_cell_is_two_rows() {
    let files: Vec<String> = ["Relu6", "relu6"]
        .iter()
        .flat_map(|word| saying(word, &["onnx/"]))
        .map(|(name, _)| name)
        .collect();

    assert_eq!(
        files,
        ["nn/activation.rs", "nn/activation.rs", "scenario/layer.rs"]
    );
}
