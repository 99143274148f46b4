//! What the counts are compared with.

use super::counts::Counts;
use crate::nn::{Layer, Op, Pad, Padding};

/// The same layer without its padding, or, where it has none, with as much as keeps the size or makes it one larger. `None` where
/// that is the same.
pub(super) fn other(layer: &Layer) -> Option<Counts> {
    let mut op = layer.op.clone();

    if matches!(&op, Op::Conv(conv) if conv.transposed.is_some()) {
        return None;
    }

    let window = op.window_mut()?;
    let axes = [&layer.rows, &layer.columns];
    let is_padded = axes.iter().any(|axis| axis.extent > axis.input);
    let sides = axes.map(|axis| {
        let even = if is_padded {
            0
        } else {
            (axis.dilation * (axis.kernel - 1)).div_ceil(2)
        };

        Pad {
            before: even,
            after: even,
        }
    });

    if !is_padded && sides == [Pad::default(); 2] {
        return None;
    }

    window.padding = Padding::Sides(sides);
    let changed = Layer::new(layer.name.clone(), op, &layer.sources).ok()?;

    Some(Counts::new(&changed, false))
}
