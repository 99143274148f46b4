//! A node as operators read it: its settings, by name.

use super::proto;
use super::refusal::{Refusal, Result, refuse, shown};
use crate::text::{Phrase, phrase};

/// No length is as large.
const MOST: usize = 1 << 31;

/// A node, and the version of the operators that it is written in.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub proto: proto::Node,
    pub version: i64,
}

impl Node {
    fn attribute(&self, name: &str) -> Option<&proto::Attribute> {
        self.proto.attribute.iter().find(|has| has.name == name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    pub(super) fn int(&self, name: &str, otherwise: i64) -> i64 {
        self.attribute(name).map_or(otherwise, |has| has.i)
    }

    pub(super) fn is_set(&self, name: &str) -> bool {
        self.int(name, 0) != 0
    }

    pub(super) fn float(&self, name: &str, otherwise: f64) -> f64 {
        // What is written as 0.01 is to be 0.01, not the double next to the single next to it.
        self.attribute(name).map_or(otherwise, |has| {
            has.f.to_string().parse().unwrap_or(f64::from(has.f))
        })
    }

    pub(super) fn ints(&self, name: &str) -> Option<&[i64]> {
        self.attribute(name).map(|has| has.ints.as_slice())
    }

    /// A list of axes of a tensor of so many.
    pub(super) fn axes(&self, name: &str, rank: usize) -> Result<Option<Vec<usize>>> {
        let list = self.ints(name);
        list.map(|list| list.iter().map(|&at| axis(at, rank)).collect())
            .transpose()
    }

    pub(super) fn floats(&self, name: &str) -> Option<&[f32]> {
        self.attribute(name).map(|has| has.floats.as_slice())
    }

    pub(super) fn word(&self, name: &str, otherwise: &str) -> String {
        self.attribute(name).map_or(otherwise.into(), |has| {
            String::from_utf8_lossy(&has.s).into_owned()
        })
    }

    pub(super) fn tensor(&self, name: &str) -> Option<&proto::Tensor> {
        self.attribute(name)?.t.as_ref()
    }

    /// A list of lengths, one for each of so many axes; all the same where it is not given.
    pub(super) fn lengths(
        &self,
        name: &str,
        axes: usize,
        otherwise: usize,
        least: usize,
    ) -> Result<Vec<usize>> {
        let Some(list) = self.ints(name).filter(|list| !list.is_empty()) else {
            return Ok(vec![otherwise; axes]);
        };

        if list.len() != axes {
            return refuse(phrase!(
                "`{}` has {} numbers, where {} are needed",
                name,
                list.len(),
                axes
            ));
        }

        let length = |&n: &i64| {
            usize::try_from(n)
                .ok()
                .filter(|n| (least..MOST).contains(n))
        };

        list.iter()
            .map(length)
            .collect::<Option<_>>()
            .ok_or_else(|| {
                Refusal::new(phrase!(
                    "`{}` is {}: its numbers are not possible",
                    name,
                    format!("{:?}", list)
                ))
            })
    }

    /// The name of the first of what it puts out.
    pub(super) fn first_output(&self) -> String {
        let mut outputs = self.proto.output.iter();
        outputs
            .find(|name| !name.is_empty())
            .cloned()
            .unwrap_or_default()
    }

    /// What messages call it.
    pub(super) fn place(&self) -> Phrase {
        let proto = &self.proto;
        let made: Vec<String> = proto
            .output
            .iter()
            .filter(|name| !name.is_empty())
            .take(3)
            .map(|name| shown(name))
            .collect();
        let operator = if is_standard(&proto.domain) {
            shown(&proto.op_type)
        } else {
            format!("{}.{}", shown(&proto.domain), shown(&proto.op_type))
        };

        if proto.name.is_empty() {
            phrase!("the node {} that makes `{}`", operator, made.join("`, `"))
        } else {
            phrase!(
                "the node `{}` ({}) that makes `{}`",
                shown(&proto.name),
                operator,
                made.join("`, `")
            )
        }
    }
}

/// Whether a domain is that of the operators that every program knows.
pub(super) fn is_standard(domain: &str) -> bool {
    matches!(domain, "" | "ai.onnx")
}

/// The place on an axis list of a number that may count from the end.
pub(super) fn axis(number: i64, axes: usize) -> Result<usize> {
    let from_start = if number < 0 {
        number.saturating_add(axes as i64)
    } else {
        number
    };

    usize::try_from(from_start)
        .ok()
        .filter(|&axis| axis < axes)
        .ok_or_else(|| Refusal::new(phrase!("there is no axis {} of {}", number, axes)))
}
