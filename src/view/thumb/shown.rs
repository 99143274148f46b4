//! What the colours of a picture stand for.

use super::super::field::{Dot, Mark};
use super::super::theme::Role;

/// What a picture shows that its colours stand for, in the order in which that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super::super) enum Shown {
    /// The current cell, and what it is made from: cells of maps, or numbers of a list.
    Current,
    Read,
    ReadNumber,
    /// The current cell is made from all of a stage's maps, which have no edge.
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
    /// The stage that the current cell is made from has no room.
    Elsewhere(usize),
}

/// What a dot shows, of a photograph or not.
pub(super) fn told((value, mark): Dot, role: Role, is_light: bool) -> impl Iterator<Item = Shown> {
    let own = match value {
        None => Some(Shown::Pending),
        Some(_) if is_light => Some(Shown::Light),
        Some(value) if value < 0.0 => Some(Shown::Below),
        Some(value) if value > 0.0 && role == Role::Input => Some(Shown::Input),
        Some(value) if value > 0.0 => Some(Shown::Above),
        Some(_) => None,
    };

    let own = own.filter(|_| mark != Some(Mark::Current));
    let marked = match mark {
        Some(Mark::Current) => Some(Shown::Current),
        Some(Mark::Field) => Some(Shown::Read),
        Some(Mark::Other) | None => None,
    };

    own.into_iter().chain(marked)
}
