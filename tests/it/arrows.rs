//! Who may use whom: the arrows between rooms, and those between the files of a room.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::UseTree;
use syn::visit::{self, Visit};

use crate::tidy::code;

/// Each room, and what of the crate it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("nn", &["nn"]),
    ("walk", &["walk", "nn"]),
    ("text", &["text", "walk", "nn"]),
    ("document", &["document", "text"]),
    ("onnx", &["onnx", "text", "nn"]),
    (
        "scenario",
        &["scenario", "document", "onnx", "text", "walk", "nn"],
    ),
    (
        "app",
        &["app", "document", "scenario", "text", "walk", "nn"],
    ),
    (
        "view",
        &["view", "document", "app", "scenario", "text", "walk", "nn"],
    ),
    ("file", &["file"]),
    (
        "workspace",
        &[
            "workspace",
            "document",
            "app",
            "scenario",
            "text",
            "walk",
            "file",
            "nn",
        ],
    ),
    (
        "tui",
        &[
            "tui",
            "document",
            "record",
            "view",
            "workspace",
            "app",
            "scenario",
            "nn",
        ],
    ),
    (
        "record",
        &[
            "record",
            "document",
            "view",
            "workspace",
            "app",
            "scenario",
            "text",
            "walk",
            "nn",
            "file",
        ],
    ),
    (
        "config",
        &["config", "document", "app", "scenario", "text", "walk"],
    ),
    (
        "cli",
        &[
            "cli",
            "document",
            "config",
            "tui",
            "record",
            "view",
            "workspace",
            "app",
            "scenario",
            "text",
            "walk",
            "nn",
            "file",
        ],
    ),
];

/// Rooms whose files use each other in circles, and why.
const CIRCLES: &[(&str, &str)] = &[
    (
        "app",
        "an action names what it is about, and what is open handles actions",
    ),
    ("nn", "a form names kinds, and their parts name forms"),
    ("onnx", "the table of operators names what asks it"),
];

#[test]
fn the_arrows_between_rooms_run_one_way() {
    let mut seen = 0;
    for (name, text) in code() {
        let module = name.split(['/', '.']).next().unwrap_or_default();
        let Some((_, may)) = ARROWS.iter().find(|(has, _)| *has == module) else {
            assert!(
                ["main", "lib"].contains(&module),
                "{name}: a room that ARROWS does not know"
            );
            continue;
        };

        for used in text.split("crate::").skip(1) {
            let used: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();

            seen += 1;
            assert!(
                used.is_empty() || may.contains(&used.as_str()),
                "{name} uses {used}"
            );
        }
    }

    assert!(seen > 50, "only {seen} arrows were seen");
}

/// A module's place in the tree, from the top.
type Module = Vec<String>;

/// What a file names of other files.
#[derive(Default)]
struct Named {
    /// Paths, as they are written.
    paths: Vec<Module>,
    /// What it hands on: a name, and the path that it stands for.
    exports: BTreeMap<String, Module>,
}

impl<'ast> Visit<'ast> for Named {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut leaves = Vec::new();
        flatten(&item.tree, &Vec::new(), &mut leaves);

        for (name, path) in leaves {
            if matches!(item.vis, syn::Visibility::Inherited) {
                self.paths.push(path);
            } else {
                self.exports.insert(name, path);
            }
        }
    }

    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !matches!(item, syn::Item::Use(_)) {
            paths(quote::ToTokens::to_token_stream(item), &mut self.paths);
        }

        visit::visit_item(self, item);
    }
}

/// Each name that a `use` brings in, and its path.
fn flatten(tree: &UseTree, before: &Module, leaves: &mut Vec<(String, Module)>) {
    let with = |name: &syn::Ident| [&before[..], &[name.to_string()]].concat();

    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(&path.ident), leaves),
        UseTree::Name(name) if name.ident == "self" => {
            leaves.push((before.last().cloned().unwrap_or_default(), before.clone()));
        }
        UseTree::Name(name) => leaves.push((name.ident.to_string(), with(&name.ident))),
        UseTree::Rename(name) => leaves.push((name.rename.to_string(), with(&name.ident))),
        UseTree::Glob(_) => leaves.push((String::new(), before.clone())),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, leaves);
            }
        }
    }
}

/// The paths among some tokens, those of macros too.
fn paths(tokens: TokenStream, found: &mut Vec<Module>) {
    let mut path: Module = Vec::new();
    let mut colons = 0;

    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if colons != 2 {
                    found.push(std::mem::take(&mut path));
                }

                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            other => {
                found.push(std::mem::take(&mut path));
                colons = 0;

                if let TokenTree::Group(group) = other {
                    paths(group.stream(), found);
                }
            }
        }
    }

    found.push(path);
}

/// The files of the sources, by their places.
struct Tree(BTreeMap<Module, Named>);

impl Tree {
    fn read() -> Self {
        let file = |(name, text): (String, String)| {
            let module = name.trim_end_matches(".rs").split('/').map(str::to_owned);
            let mut named = Named::default();
            named.visit_file(&syn::parse_file(&text).expect("a source"));

            (module.collect(), named)
        };

        Self(code().into_iter().map(file).collect())
    }

    /// The file in which what a path of a file names stands.
    fn file_of(&self, from: &Module, path: &Module) -> Option<Module> {
        let mut at = from.clone();
        let mut rest = &path[..];

        match path.first()?.as_str() {
            "crate" => (at, rest) = (Vec::new(), &path[1..]),
            "self" => rest = &path[1..],
            "super" => {
                while rest.first().is_some_and(|part| part == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            first
                if !self
                    .0
                    .contains_key(&[&from[..], &[first.to_owned()]].concat()) =>
            {
                return None;
            }
            _ => {}
        }

        while let Some((name, more)) = rest.split_first() {
            let below = [&at[..], std::slice::from_ref(name)].concat();

            if !self.0.contains_key(&below) {
                let exported = self.0.get(&at).and_then(|named| named.exports.get(name));
                return exported.map_or(Some(at.clone()), |path| self.file_of(&at, path));
            }

            (at, rest) = (below, more);
        }

        Some(at)
    }

    /// For each room the arrows between what is in it: a file and all below it is one thing.
    fn arrows(&self) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
        let mut arrows: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();

        for (from, named) in &self.0 {
            for path in &named.paths {
                let Some(to) = self.file_of(from, path) else {
                    continue;
                };

                let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();

                if let (Some(a), Some(b)) = (from.get(same), to.get(same)) {
                    let room = arrows.entry(from[..same].join("/")).or_default();
                    room.entry(a.clone()).or_default().insert(b.clone());
                }
            }
        }

        arrows
    }
}

/// What is left when all that uses nothing left is taken away, again and again: the circles, and what uses them.
fn circles(room: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&str> {
    let mut left: BTreeSet<&str> = room.keys().map(String::as_str).collect();

    loop {
        let uses = |name: &&str| room[*name].iter().any(|used| left.contains(used.as_str()));
        let next: BTreeSet<&str> = left.iter().copied().filter(|name| uses(name)).collect();

        if next == left {
            return left;
        }

        left = next;
    }
}

#[test]
fn the_files_of_a_room_use_each_other_one_way() {
    let arrows = Tree::read().arrows();
    let count: usize = arrows
        .values()
        .flat_map(BTreeMap::values)
        .map(BTreeSet::len)
        .sum();
    assert!(count > 300, "only {count} arrows were seen");

    for (name, room) in &arrows {
        let circles = circles(room);
        let may = CIRCLES.iter().any(|(known, _)| known == name);
        assert!(
            may || circles.is_empty(),
            "{name}: circles among {circles:?}"
        );
        assert!(
            !may || !circles.is_empty(),
            "{name} has no circles any more"
        );
    }
}
