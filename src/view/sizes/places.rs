//! Where things stand in the pictures beside a weight: a transposed convolution's input is drawn as it is, not spread apart, and
//! its kernel as it is written.

use super::super::board::Board;
use super::super::plane::Plane;
use super::chosen::{Chosen, Subject};
use super::laid::Laid;
use super::row::Part;
use crate::nn::{Axis, Layer};

/// Rows and columns of a plane as it is drawn.
pub(super) fn plane_size(layer: &Layer, plane: &Plane, subject: Subject) -> [usize; 2] {
    if subject == Subject::Block {
        Laid::input(layer).size
    } else if layer.op.is_transposed() {
        [layer.rows.input, layer.columns.input]
    } else {
        plane.size
    }
}

/// Which part of a plane is seen, counted as the numbers on it are: padding before them lies below zero.
pub(super) fn part(layer: &Layer, plane: &Plane, subject: Subject, board: &Board) -> Part {
    let part = Part::of(board, plane_size(layer, plane, subject));

    if layer.op.is_transposed() || subject == Subject::Block {
        return part;
    }

    Part {
        seen: plane.counted(&[board.rows.clone(), board.columns.clone()]),
        all: plane.inner(),
        ..part
    }
}

/// The place on the plane that is drawn at a row and column; one that is not there where the output has been cut.
pub(super) fn on_plane(layer: &Layer, at: [usize; 2]) -> [usize; 2] {
    if !layer.op.is_transposed() {
        return at;
    }

    let spread = |axis: &Axis, at: usize| {
        let place = axis.before + (at * axis.spread) as i64;
        usize::try_from(place).unwrap_or(usize::MAX)
    };

    [spread(&layer.rows, at[0]), spread(&layer.columns, at[1])]
}

/// Where it is drawn what a cell reads, with the weight that is followed.
pub(super) fn read(layer: &Layer, plane: &Plane, subject: Subject, cell: [usize; 3]) -> [usize; 2] {
    if subject == Subject::Block {
        let block = layer.block_of(cell).unwrap_or_default();
        let first = block.map(|range| range.start);
        let own = if layer.input() == layer.output {
            cell
        } else {
            first
        };

        return Laid::input(layer).place(own);
    }

    let tap = subject.weight().map_or(0, |chosen| chosen.tap);

    match layer.source(cell, 0, tap) {
        Some(from) if layer.op.is_transposed() => [from.at[1], from.at[2]],
        _ if layer.op.is_transposed() => [0, 0],
        _ => plane.place(cell, tap),
    }
}

/// The tap that meets the weight at a row and column of the kernel.
pub(super) fn tap(layer: &Layer, plane: &Plane, at: [usize; 2]) -> Option<usize> {
    let tap = plane.on_kernel(at)?;

    Some(if layer.op.is_transposed() {
        layer.taps() - 1 - tap
    } else {
        tap
    })
}

/// What the kernel is called: `w0[1]`; of a dense layer, which of its weights are seen.
pub(super) fn kernel_name(layer: &Layer, Chosen { map, group, .. }: Chosen) -> String {
    let first = group * layer.taps();
    let last = first + layer.taps() - 1;
    let all = layer.groups() * layer.taps();

    match (layer.is_dense(), layer.groups()) {
        (true, 1) => format!("w{map}"),
        (true, _) => format!("w{map}  {first}–{last}/{all}"),
        (false, _) => format!("w{map}[{group}]"),
    }
}
