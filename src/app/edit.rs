//! Editing: a cursor on input, filter and bias cells, and the network with another number there.

use std::sync::Arc;

use super::{Action, App, Open};
use crate::nn::{Conv, Layer, Linear, Network, Op, Tensor};
use crate::walk::{Moment, Place};

/// Larger tensors are not written out for the sake of one number.
const LARGEST: usize = 1 << 22;

/// A number that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// An input cell `[channel, row, column]`; of the first layer only.
    Input([usize; 3]),
    /// A weight of the current filter.
    Weight {
        /// Which of its channels.
        group: usize,
        /// Which tap.
        tap: usize,
    },
    /// The current filter's bias.
    Bias,
}

impl Spot {
    /// Where editing begins at a place: the first weight of the group that is at hand, else the input.
    #[must_use]
    pub fn first(place: &Place, layer: &Layer) -> Option<Self> {
        let group = match place.moment {
            Moment::Tap { group, .. } => group,
            Moment::Finish => 0,
        };
        match layer.op {
            Op::Conv(_) | Op::Linear(_) => Some(Self::Weight { group, tap: 0 }),
            _ if place.layer == 0 => Some(Self::Input([0, 0, 0])),
            _ => None,
        }
    }

    /// So many rows down and columns to the right, as far as there are any.
    #[must_use]
    pub fn moved(self, layer: &Layer, [down, right]: [isize; 2]) -> Self {
        let step = |at: usize, by: isize, n: usize| at.saturating_add_signed(by).min(n - 1);
        match self {
            Self::Input([channel, row, column]) => {
                let [_, height, width] = layer.input.dims();
                Self::Input([channel, step(row, down, height), step(column, right, width)])
            }
            Self::Weight { group, tap } => {
                let [rows, columns] = layer.kernel();
                let (row, column) = (step(tap / columns, down, rows), step(tap % columns, right, columns));
                Self::Weight { group, tap: (row * columns + column).min(layer.taps() - 1) }
            }
            Self::Bias => self,
        }
    }

    /// The next panel: the input's channels, the filter's, the bias, and round again.
    #[must_use]
    pub fn next(self, layer: &Layer, is_first_layer: bool) -> Self {
        let weighted = matches!(layer.op, Op::Conv(_) | Op::Linear(_));
        let channels = layer.input.dims()[0];
        let first = if is_first_layer { Self::Input([0, 0, 0]) } else { Self::Weight { group: 0, tap: 0 } };
        match self {
            Self::Input([channel, row, column]) if channel + 1 < channels => Self::Input([channel + 1, row, column]),
            Self::Input(_) if weighted => Self::Weight { group: 0, tap: 0 },
            Self::Weight { group, tap } if group + 1 < layer.groups() => Self::Weight { group: group + 1, tap },
            Self::Weight { .. } => Self::Bias,
            _ => first,
        }
    }

    /// Whether a layer has such a number.
    #[must_use]
    pub fn exists(self, layer: &Layer, is_first_layer: bool) -> bool {
        let weighted = matches!(layer.op, Op::Conv(_) | Op::Linear(_));
        match self {
            Self::Input(at) => is_first_layer && at.iter().zip(layer.input.dims()).all(|(&at, n)| at < n),
            Self::Weight { group, tap } => weighted && group < layer.groups() && tap < layer.taps(),
            Self::Bias => weighted,
        }
    }

    /// What it is called: `x[0] 1,2`, `w1[0] 2,2`, `b1`.
    #[must_use]
    pub fn name(self, filter: usize, columns: usize) -> String {
        match self {
            Self::Input([channel, row, column]) => format!("x[{channel}] {row},{column}"),
            Self::Weight { group, tap } => format!("w{filter}[{group}] {},{}", tap / columns, tap % columns),
            Self::Bias => format!("b{filter}"),
        }
    }

    /// The number that stands there in a network.
    #[must_use]
    pub fn number(self, network: &Network, place: &Place) -> Option<f32> {
        let layer = &network.layers[place.layer];
        let filter = place.cell[0];
        match (self, &layer.op) {
            (Self::Input([channel, row, column]), _) => {
                let [_, height, width] = network.shape.dims();
                Some(network.input.at((channel * height + row) * width + column))
            }
            (Self::Weight { group, tap }, Op::Conv(Conv { weight, .. }) | Op::Linear(Linear { weight, .. })) => {
                Some(weight.at(layer.weight_index(filter, group, tap)?))
            }
            (Self::Bias, Op::Conv(Conv { bias, .. }) | Op::Linear(Linear { bias, .. })) => Some(bias.at(filter)),
            _ => None,
        }
    }

    /// The network with another number there; `None` where its tensor is too large to be written out.
    #[must_use]
    pub fn set(self, network: &Network, place: &Place, value: f32) -> Option<Network> {
        let layer = &network.layers[place.layer];
        let filter = place.cell[0];
        let with = |tensor: &Arc<Tensor>, index: usize| {
            (tensor.count() <= LARGEST).then(|| Arc::new(tensor.with(index, value)))
        };
        if let Self::Input([channel, row, column]) = self {
            let [_, height, width] = network.shape.dims();
            let input = with(&network.input, (channel * height + row) * width + column)?;
            return Some(Network { input, ..network.clone() });
        }
        let mut op = layer.op.clone();
        if let Op::Conv(Conv { weight, bias, .. }) | Op::Linear(Linear { weight, bias }) = &mut op {
            match self {
                Self::Weight { group, tap } => *weight = with(weight, layer.weight_index(filter, group, tap)?)?,
                _ => *bias = with(bias, filter)?,
            }
        }
        network.with_op(place.layer, &op).ok()
    }
}

impl App {
    pub(super) fn begin_edit(&mut self) {
        match Spot::first(&self.place(), self.layer()) {
            Some(spot) => self.open = Open::Edit(spot, String::new()),
            None => {
                self.message = Some(self.say(
                    "this layer has no numbers of its own to change".to_owned(),
                    "这一层没有可以修改的数".to_owned(),
                ));
            }
        }
    }

    /// An action while the cursor is there; false if it is done as always.
    pub(super) fn edit(&mut self, spot: Spot, action: Action) -> bool {
        let to = match action {
            Action::Next => spot.moved(self.layer(), [0, 1]),
            Action::Back => spot.moved(self.layer(), [0, -1]),
            Action::Coarser => spot.moved(self.layer(), [-1, 0]),
            Action::Finer => spot.moved(self.layer(), [1, 0]),
            Action::Panel => spot.next(self.layer(), self.place().layer == 0),
            _ => {
                let Open::Edit(_, typed) = &mut self.open else { return false };
                match action {
                    Action::Type(c) if typed.len() < 24 => typed.push(c),
                    Action::Type(_) => {}
                    Action::Erase => drop(typed.pop()),
                    Action::Submit => {
                        let typed = std::mem::take(typed);
                        self.set_number(spot, &typed);
                    }
                    _ => return false,
                }
                return true;
            }
        };
        self.open = Open::Edit(to, String::new());
        true
    }

    fn set_number(&mut self, spot: Spot, typed: &str) {
        let place = self.place();
        let Some(value) = typed.parse::<f32>().ok().filter(|value| value.is_finite()) else {
            self.message = Some(self.say(format!("`{typed}` is not a number"), format!("“{typed}”不是数")));
            return;
        };
        match spot.set(self.network(), &place, value) {
            Some(network) => {
                self.history.push(Arc::new(network));
                self.adopt(&place);
            }
            None => {
                self.message = Some(self.say(
                    "this tensor is too large to change a number of it".to_owned(),
                    "这个张量太大，不能逐个修改".to_owned(),
                ));
            }
        }
    }
}
