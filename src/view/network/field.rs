//! The receptive field: what the current cell is made from, traced back through every layer to the input.

use std::ops::Range;

use crate::app::App;
use crate::nn::{Op, Shape};

/// What a cell is to the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Mark {
    /// It lies in its receptive field.
    Field,
    /// It is the current one.
    Current,
}

/// The rows and columns of each stage that the current cell is made from.
pub(super) struct Field {
    /// The stage that the current cell lies in.
    stage: usize,
    cell: [usize; 3],
    /// Of the stages before it.
    reads: Vec<[Range<usize>; 2]>,
}

impl Field {
    pub fn new(app: &App) -> Self {
        let place = app.place();
        let [_, row, column] = place.cell;
        let (mut rows, mut columns) = (row..row + 1, column..column + 1);
        let mut reads = Vec::new();
        for layer in app.network().layers[..=place.layer].iter().rev() {
            (rows, columns) = layer.reads(&rows, &columns);
            reads.push([rows.clone(), columns.clone()]);
        }
        reads.reverse();
        Self { stage: place.layer + 1, cell: place.cell, reads }
    }

    /// What a cell of a stage is to the current one.
    pub fn mark(&self, stage: usize, cell: [usize; 3]) -> Option<Mark> {
        if stage == self.stage {
            return (cell == self.cell).then_some(Mark::Current);
        }
        let [rows, columns] = self.reads.get(stage)?;
        (rows.contains(&cell[1]) && columns.contains(&cell[2])).then_some(Mark::Field)
    }

    /// What the current cell sees, in words; and what the network says, where it ends in shares.
    pub fn sentence(&self, app: &App) -> String {
        let [map, row, column] = self.cell;
        let name = &app.layer().name;
        let cell = match app.layer().output {
            Shape::Vector(_) => format!("o[{map}]"),
            Shape::Maps { .. } => format!("o[{map}] {row},{column}"),
        };
        let [rows, columns] = &self.reads[0];
        let (tall, wide) = (rows.len(), columns.len());
        let field = app.language().pick(
            format!("{cell} of {name} is made from {tall}×{wide} places of the input."),
            format!("{name} 的 {cell} 来自输入的 {tall}×{wide} 个位置。"),
        );
        match verdict(app).filter(|_| app.asked().is_none()) {
            Some((class, share)) => app.language().pick(
                format!("{field} The network says {class}, with a share of {share:.3}."),
                format!("{field}网络的答案是 {class}，份额 {share:.3}。"),
            ),
            None => field,
        }
    }
}

/// The class with the largest share, where the network ends in a softmax over a vector and has been computed.
fn verdict(app: &App) -> Option<(usize, f32)> {
    let layers = &app.network().layers;
    let last = layers.last().filter(|layer| matches!((&layer.op, layer.output), (Op::Softmax, Shape::Vector(_))))?;
    let cells = app.values().cells(layers.len(), 0..1, 0..1)?;
    let shares = (0..last.output.dims()[0]).map(|class| (class, cells.at([class, 0, 0])));
    shares.max_by(|a, b| a.1.total_cmp(&b.1))
}
