//! What the colours of a picture stand for.

use std::cmp::Ordering;

use super::super::field::{Dot, Mark};
use super::super::theme::Role;

/// What a picture shows that its colours stand for, in the order in which that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super::super) enum Shown {
    /// The current cell is made from it: a number of an input or of a layer, by its sign; one of a list.
    Read(Role, Ordering),
    /// One of a photograph or on a tile: there is an edge around it.
    ReadEdge,
    ReadNumber,
    /// The current cell is made from all of a stage's maps, which have no tint.
    Whole,
    /// A number of the input above zero.
    Input,
    /// One of a layer.
    Above,
    Below,
    /// A photograph.
    Light,
    /// What is yet to come.
    Pending,
}

/// What a dot shows, of a photograph or not, where what is read has an edge or not.
pub(super) fn told(
    (value, mark): Dot,
    role: Role,
    (is_light, has_edges): (bool, bool),
) -> impl Iterator<Item = Shown> {
    let own = match value {
        None => Some(Shown::Pending),
        Some(_) if is_light => Some(Shown::Light),
        Some(value) if value < 0.0 => Some(Shown::Below),
        Some(value) if value > 0.0 && role == Role::Input => Some(Shown::Input),
        Some(value) if value > 0.0 => Some(Shown::Above),
        Some(_) => None,
    };

    let own = own.filter(|_| mark != Some(Mark::Current));
    let read = match value.map(|value| value.total_cmp(&0.0)) {
        _ if mark != Some(Mark::Field) => None,
        _ if has_edges => Some(Shown::ReadEdge),
        sign => sign.map(|sign| Shown::Read(role, sign)),
    };

    own.into_iter().chain(read)
}
