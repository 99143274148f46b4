//! Editing: a cursor on input, filter and bias cells, and the network with another number there.

use std::sync::Arc;

use super::{Action, App, Open, View};
use crate::nn::{Layer, Network, Tensor};
use crate::walk::{Moment, Place};

/// Larger tensors are not written out for the sake of one number.
pub(super) const LARGEST: usize = 1 << 22;

/// A number that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditTarget {
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

/// What the cursor can reach from where one looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach<'a> {
    /// The layer whose weights and bias are seen.
    layer: Option<&'a Layer>,
    /// The input's `[channels, height, width]`, where it is seen.
    input: Option<[usize; 3]>,
}

impl EditTarget {
    /// Where editing begins: the first weight of a group, else the input.
    fn first(reach: Reach, group: usize) -> Option<Self> {
        match reach.layer {
            Some(layer) => {
                let tap = layer.turned(0);
                Some(Self::Weight { group, tap })
            }
            None => reach.input.map(|_| Self::Input([0; 3])),
        }
    }

    /// So many rows down and columns to the right, as far as there are any; a vector's numbers lie in one row.
    fn moved(self, reach: Reach, [down, right]: [isize; 2]) -> Self {
        let step = |at: usize, by: isize, n: usize| at.saturating_add_signed(by).min(n - 1);
        match (self, reach) {
            (
                Self::Input([index, ..]),
                Reach {
                    input: Some([count, 1, 1]),
                    ..
                },
            ) => Self::Input([step(index, down + right, count), 0, 0]),
            (
                Self::Input([channel, row, column]),
                Reach {
                    input: Some([_, height, width]),
                    ..
                },
            ) => Self::Input([channel, step(row, down, height), step(column, right, width)]),
            (
                Self::Weight { group, tap },
                Reach {
                    layer: Some(layer), ..
                },
            ) => {
                let [rows, columns] = layer.kernel();
                let at = layer.turned(tap);
                let row = step(at / columns, down, rows);
                let column = step(at % columns, right, columns);
                let to = (row * columns + column).min(layer.taps() - 1);
                let tap = layer.turned(to);

                Self::Weight { group, tap }
            }
            _ => self,
        }
    }

    /// The next panel: the input's channels, the filter's, the bias, and round again.
    fn next(self, reach: Reach) -> Self {
        let weights = reach.layer.map(|layer| Self::Weight {
            group: 0,
            tap: layer.turned(0),
        });
        let input = reach.input.map(|_| Self::Input([0; 3]));
        let next = match (self, reach) {
            (
                Self::Input([channel, row, column]),
                Reach {
                    input: Some([channels, height, width]),
                    ..
                },
            ) if channel + 1 < channels && height * width > 1 => {
                Some(Self::Input([channel + 1, row, column]))
            }
            (
                Self::Weight { group, tap },
                Reach {
                    layer: Some(layer), ..
                },
            ) if group + 1 < layer.groups() => Some(Self::Weight {
                group: group + 1,
                tap,
            }),
            (Self::Weight { .. }, _) => Some(Self::Bias),
            (Self::Input(_), _) => weights.or(input),
            (Self::Bias, _) => input.or(weights),
        };

        next.unwrap_or(self)
    }

    /// Whether it can be reached.
    fn exists(self, reach: Reach) -> bool {
        match self {
            Self::Input(at) => reach
                .input
                .is_some_and(|dims| at.iter().zip(dims).all(|(&at, n)| at < n)),
            Self::Weight { group, tap } => reach
                .layer
                .is_some_and(|layer| group < layer.groups() && tap < layer.taps()),
            Self::Bias => reach.layer.is_some(),
        }
    }

    /// What it is called: `x[0] 1,2`, `w1[0] 2,2`, `b1`.
    #[must_use]
    pub fn name(self, layer: &Layer, filter: usize) -> String {
        match self {
            Self::Input([channel, row, column]) => format!("x[{channel}] {row},{column}"),
            Self::Weight { group, tap } => {
                let [_, columns] = layer.kernel();
                let at = layer.turned(tap);
                let [row, column] = [at / columns, at % columns];
                format!("w{filter}[{group}] {row},{column}")
            }
            Self::Bias => format!("b{filter}"),
        }
    }

    /// The number that stands there in a network; `None` where there is no such number.
    #[must_use]
    pub fn number(self, network: &Network, place: &Place) -> Option<f32> {
        let at = |tensor: &Tensor, index: usize| (index < tensor.count()).then(|| tensor.at(index));
        let filter = place.cell[0];

        if let Self::Input([channel, row, column]) = self {
            let dims @ [_, height, width] = network.shape.dims();
            let is_there = [channel, row, column]
                .iter()
                .zip(dims)
                .all(|(&at, n)| at < n);

            return is_there
                .then(|| at(&network.input, (channel * height + row) * width + column))?;
        }

        let layer = network.layers.get(place.layer)?;

        match self {
            Self::Input(_) => None,
            Self::Bias => at(layer.op.bias()?, filter),
            Self::Weight { group, tap } => {
                let is_there =
                    group < layer.groups() && tap < layer.taps() && filter < layer.output.dims()[0];
                is_there.then(|| layer.weight(place.cell, group, tap))?
            }
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
            return Some(Network {
                input,
                ..network.clone()
            });
        }

        let mut op = layer.op.clone();

        if let Some((weight, bias)) = op.weight_and_bias_mut() {
            if let Self::Weight { group, tap } = self {
                *weight = with(weight, layer.weight_index(filter, group, tap)?)?;
            } else {
                let bias = bias?;
                *bias = with(bias, filter)?;
            }
        }

        network.with_op(place.layer, &op).ok()
    }
}

impl App {
    /// What can be changed from the view: the walk shows a layer's own numbers, and the input at the first layer; the sizes
    /// show a layer's own numbers; the network shows the input.
    fn reach(&self) -> Reach<'_> {
        let is_walk = self.look.view == View::Walk;
        let weighted = self.layer().op.weight().is_some();
        let sees_input = self.look.view == View::Network || is_walk && self.layer().reads_input(0);

        Reach {
            layer: Some(self.layer())
                .filter(|_| weighted && (is_walk || self.look.view == View::Sizes)),
            input: sees_input.then(|| self.network().shape.dims()),
        }
    }

    /// Where editing would begin: the first weight of the group that is at hand, else the input, where they are seen.
    #[must_use]
    pub fn first_target(&self) -> Option<EditTarget> {
        let group = match self.place().moment {
            Moment::Tap { group, .. } => group,
            Moment::Start | Moment::Finish => 0,
        };
        EditTarget::first(self.reach(), group)
    }

    pub(super) fn begin_edit(&mut self) {
        if self.look.view == View::Coverage
            || self.look.view == View::Sizes && self.first_target().is_none()
        {
            self.look.view = View::Walk;
        }

        match self.first_target() {
            Some(spot) => self.open = Open::Edit(spot, String::new()),
            None => {
                self.news.message = Some(self.look.language.nothing_to_edit().to_owned());
            }
        }
    }

    /// Takes the cursor to where there are numbers, if there are none any more where it was.
    pub(super) fn keep_cursor(&mut self) {
        if matches!(&self.open, Open::Edit(spot, _) if !spot.exists(self.reach())) {
            self.open = self
                .first_target()
                .map_or(Open::Nothing, |spot| Open::Edit(spot, String::new()));
        }
    }

    /// An action while the cursor is there; false if it is done as always.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let Open::Edit(spot, _) = self.open else {
            return false;
        };

        let to = match action {
            Action::Next => spot.moved(self.reach(), [0, 1]),
            Action::Back => spot.moved(self.reach(), [0, -1]),
            Action::Coarser => spot.moved(self.reach(), [-1, 0]),
            Action::Finer => spot.moved(self.reach(), [1, 0]),
            Action::Panel => spot.next(self.reach()),
            _ => {
                let Open::Edit(_, typed) = &mut self.open else {
                    return false;
                };

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

    fn set_number(&mut self, spot: EditTarget, typed: &str) {
        let place = self.place();
        let Some(value) = typed.parse::<f32>().ok().filter(|value| value.is_finite()) else {
            self.news.message = Some(self.look.language.not_a_number(typed));
            return;
        };

        if spot.number(self.network(), &place) == Some(value) {
            return;
        }

        match spot.set(self.network(), &place, value) {
            Some(network) => self.change(Arc::new(network)),
            None => {
                self.news.message = Some(self.look.language.too_large_to_edit().to_owned());
            }
        }
    }
}
