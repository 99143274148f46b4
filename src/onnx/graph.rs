//! The nodes in an order in which they can be computed: functions that the file defines put in place, and what no output
//! needs left out.

use std::collections::{BTreeSet, HashMap, HashSet};

use prost::Message;
use prost::bytes::Bytes;

use super::node::{Node, is_standard};
use super::proto;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::text::phrase;

/// The most nodes that a model may have, its functions put in place.
const MOST_NODES: usize = 1 << 16;

/// How deep functions may use functions.
const DEEPEST: usize = 16;

/// The versions of the standard operators that are known.
const VERSIONS: std::ops::RangeInclusive<i64> = 7..=22;

/// The functions of a file, by domain and name.
type Functions<'a> = HashMap<(&'a str, &'a str), &'a proto::Function>;

/// The nodes that the outputs need, each after those that it needs.
pub(super) fn ordered(
    model: &proto::Model,
    graph: &proto::Graph,
    known: &HashSet<&str>,
) -> Result<Vec<Node>> {
    let functions: Functions = model
        .functions
        .iter()
        .map(|function| ((function.domain.as_str(), function.name.as_str()), function))
        .collect();

    let mut nodes = Vec::new();
    let version = version(&model.opset_import)?;

    for bytes in &graph.node {
        let node = decoded(bytes, version)?;
        place(node, &functions, 0, &mut nodes)?;
    }

    if nodes.is_empty() {
        return refuse("the graph has no nodes: there is no layer to show");
    }

    sorted(nodes, graph, known)
}

/// The version of the standard operators that is imported.
fn version(imports: &[proto::OperatorSet]) -> Result<i64> {
    let found = imports
        .iter()
        .find(|set| is_standard(&set.domain))
        .map(|set| set.version);
    let help = "export the model again with an operator set (opset) of 7 to 22, such as 17";

    match found {
        Some(version) if VERSIONS.contains(&version) => Ok(version),
        Some(version) => Err(Refusal::with_help(
            phrase!(
                "the operator set (opset) {} is not known: 7 to 22 are",
                version
            ),
            help,
        )),
        None => Err(Refusal::with_help(
            "the model names no operator set (opset)",
            help,
        )),
    }
}

fn decoded(bytes: &Bytes, version: i64) -> Result<Node> {
    let proto = proto::Node::decode(bytes.clone())
        .map_err(|_| Refusal::new("a node of the graph cannot be read: the file is damaged"))?;

    Ok(Node { proto, version })
}

/// Puts a node into the list, or the nodes of the function that it is.
fn place(node: Node, functions: &Functions, depth: usize, nodes: &mut Vec<Node>) -> Result<()> {
    if nodes.len() >= MOST_NODES {
        return refuse(phrase!("the model has more than {} nodes", MOST_NODES));
    }

    let key = (node.proto.domain.as_str(), node.proto.op_type.as_str());
    let Some(function) = functions.get(&key) else {
        nodes.push(node);
        return Ok(());
    };

    if depth == DEEPEST {
        return refuse(phrase!(
            "the function `{}` uses itself, or functions too deep",
            shown(&function.name)
        ));
    }

    let version = version(&function.opset_import).unwrap_or(node.version);
    let stem = if node.proto.name.is_empty() {
        nodes.len().to_string()
    } else {
        node.proto.name.clone()
    };
    // An input that is not given is blank inside, too; an output that nobody wants keeps its own name.
    let outputs =
        paired(&function.output, &node.proto.output).filter(|(_, given)| !given.is_empty());
    let outside: HashMap<&str, &str> = paired(&function.input, &node.proto.input)
        .chain(outputs)
        .collect();

    for bytes in &function.node {
        let mut inner = decoded(bytes, version)?;
        rename(&mut inner.proto, &stem, &outside);
        settle(
            &mut inner.proto.attribute,
            &node.proto.attribute,
            &function.attribute_proto,
        );

        place(inner, functions, depth + 1, nodes)?;
    }

    Ok(())
}

/// Gives what a function's node names the names that they have outside, or names of their own.
fn rename(inner: &mut proto::Node, stem: &str, outside: &HashMap<&str, &str>) {
    let renamed = |name: &String| match outside.get(name.as_str()) {
        _ if name.is_empty() => String::new(),
        Some(outside) => (*outside).to_owned(),
        None => format!("{stem}/{name}"),
    };

    inner.input = inner.input.iter().map(renamed).collect();
    inner.output = inner.output.iter().map(renamed).collect();

    if !inner.name.is_empty() {
        inner.name = format!("{stem}/{}", inner.name);
    }
}

/// A function's own names with the names outside. Where the outside gives none, it is blank.
fn paired<'a>(own: &'a [String], given: &'a [String]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let given = given
        .iter()
        .map(String::as_str)
        .chain(std::iter::repeat(""));
    own.iter().map(String::as_str).zip(given)
}

/// Puts what is given to a function in the place of settings that refer to it.
fn settle(
    own: &mut Vec<proto::Attribute>,
    given: &[proto::Attribute],
    defaults: &[proto::Attribute],
) {
    let value = |name: &str| given.iter().chain(defaults).find(|has| has.name == name);

    *own = own
        .drain(..)
        .filter_map(|attribute| {
            if attribute.ref_attr_name.is_empty() {
                return Some(attribute);
            }

            let mut found = value(&attribute.ref_attr_name)?.clone();
            found.name = attribute.name;
            Some(found)
        })
        .collect();
}

/// Which node makes each tensor.
fn makers<'a>(nodes: &'a [Node], known: &HashSet<&str>) -> Result<HashMap<&'a str, usize>> {
    let mut makers = HashMap::new();

    for (index, node) in nodes.iter().enumerate() {
        for name in node.proto.output.iter().filter(|name| !name.is_empty()) {
            if known.contains(name.as_str()) || makers.insert(name.as_str(), index).is_some() {
                return refuse(phrase!(
                    "{}: there is already a tensor of the name `{}`",
                    node.place(),
                    shown(name)
                ));
            }
        }
    }

    Ok(makers)
}

/// The nodes that the outputs need, in an order in which they can be computed: that of the file where it is one.
fn sorted(nodes: Vec<Node>, graph: &proto::Graph, known: &HashSet<&str>) -> Result<Vec<Node>> {
    let makers = makers(&nodes, known)?;
    let maker = |name: &String| makers.get(name.as_str()).copied();
    let needs: Vec<HashSet<usize>> = nodes
        .iter()
        .map(|node| node.proto.input.iter().filter_map(maker).collect())
        .collect();

    let ends = graph.output.iter().filter_map(|output| maker(&output.name));
    let needed = needed(ends.collect(), &needs);
    let order = order(&needed, &needs);

    let placed: HashSet<usize> = order.iter().copied().collect();

    if let Some(stuck) = needed.iter().find(|index| !placed.contains(index)) {
        return refuse(phrase!(
            "{}: it needs what it makes itself, in a circle",
            nodes[*stuck].place()
        ));
    }

    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();

    Ok(order
        .into_iter()
        .filter_map(|index| nodes[index].take())
        .collect())
}

/// These, and all that they need.
fn needed(mut open: Vec<usize>, needs: &[HashSet<usize>]) -> BTreeSet<usize> {
    let mut needed = BTreeSet::new();

    while let Some(index) = open.pop() {
        if needed.insert(index) {
            open.extend(&needs[index]);
        }
    }

    needed
}

/// Each after all that it needs; of those that are ready, the first of the file. Those in a circle are never ready.
fn order(needed: &BTreeSet<usize>, needs: &[HashSet<usize>]) -> Vec<usize> {
    let mut users: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut waiting: HashMap<usize, usize> = HashMap::new();

    for &index in needed {
        waiting.insert(index, needs[index].len());

        for &maker in &needs[index] {
            users.entry(maker).or_default().push(index);
        }
    }

    let is_ready = |index: &&usize| needs[**index].is_empty();
    let mut ready: BTreeSet<usize> = needed.iter().filter(is_ready).copied().collect();
    let mut order = Vec::new();

    while let Some(index) = ready.pop_first() {
        order.push(index);

        for user in users.get(&index).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(user) {
                *count -= 1;

                if *count == 0 {
                    ready.insert(*user);
                }
            }
        }
    }

    order
}
