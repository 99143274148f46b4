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
        "view/layout/pictures.rs:photo",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/overview.rs:overview",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/pictures.rs:columns",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/single.rs:single",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/tiles.rs:across",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/tiles.rs:stacked",
        "one arrangement, from left to right",
    ),
    (
        "view/layout/tiles.rs:beside_with",
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
    ("view/flow/sums.rs:list", "not yet taken apart"),
    ("view/flow/curve.rs:curve", "not yet taken apart"),
    ("view/sizes/sharing.rs:new", "not yet taken apart"),
    ("view/sizes/table.rs:of", "not yet taken apart"),
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
