//! The part of the walk that one layer takes: a mixed-radix number, and how many steps of each grain lie before any of its
//! places. All of it in constant time.

use super::{Grain, Moment, Order};
use crate::nn::Layer;

/// A layer's part of the walk. Its cells follow each other in the order; each takes `groups · taps` places and one to
/// finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LayerWalk {
    pub order: Order,
    pub maps: u64,
    pub rows: u64,
    pub columns: u64,
    pub groups: u64,
    pub taps: u64,
}

impl LayerWalk {
    pub(super) fn new(layer: &Layer, order: Order) -> Self {
        let [maps, rows, columns] = layer.output.dims().map(|n| n as u64);
        Self {
            order,
            maps,
            rows,
            columns,
            groups: layer.groups() as u64,
            taps: layer.taps() as u64,
        }
    }

    /// Places that one cell takes.
    fn cell(&self) -> u64 {
        self.groups * self.taps + 1
    }

    /// Output cells.
    fn cells(&self) -> u64 {
        self.maps * self.rows * self.columns
    }

    /// Places of the whole layer.
    pub(super) fn len(&self) -> u64 {
        self.cells() * self.cell()
    }

    /// The cell and the moment at a place.
    pub(super) fn place(&self, at: u64) -> ([usize; 3], Moment) {
        let index = at / self.cell();
        let rest = at % self.cell();
        let maps = self.maps;
        let rows = self.rows;
        let columns = self.columns;
        let cell = match self.order {
            Order::Filter => [
                index / columns / rows,
                index / columns % rows,
                index % columns,
            ],
            Order::Window => [index % maps, index / maps / columns, index / maps % columns],
        };

        let moment = if rest == self.cell() - 1 {
            Moment::Finish
        } else {
            Moment::Tap {
                group: (rest / self.taps) as usize,
                tap: (rest % self.taps) as usize,
            }
        };

        (cell.map(|n| n as usize), moment)
    }

    /// How far into the order a cell is: how many are made before it.
    pub(super) fn index(&self, cell: [usize; 3]) -> u64 {
        let [map, row, column] = cell.map(|n| n as u64);
        match self.order {
            Order::Filter => (map * self.rows + row) * self.columns + column,
            Order::Window => (row * self.columns + column) * self.maps + map,
        }
    }

    /// The place of a tap of a cell; with [`Self::finish`] the inverse of [`Self::place`].
    pub(super) fn tap(&self, cell: [usize; 3], group: usize, tap: usize) -> u64 {
        self.index(cell) * self.cell() + group as u64 * self.taps + tap as u64
    }

    /// The place that finishes a cell.
    pub(super) fn finish(&self, cell: [usize; 3]) -> u64 {
        (self.index(cell) + 1) * self.cell() - 1
    }

    /// Steps of the whole layer.
    pub(super) fn steps(&self, grain: Grain) -> u64 {
        match grain {
            Grain::Tap => self.len(),
            Grain::Channel => self.cells() * (self.groups + 1),
            Grain::Cell => self.cells(),
            Grain::Row => self.maps * self.rows,
            Grain::Map => self.maps,
            Grain::Layer => 1,
        }
    }

    /// Steps that are done at a place, the one that it ends included.
    pub(super) fn rank(&self, at: u64, grain: Grain) -> u64 {
        let index = at / self.cell();
        let rest = at % self.cell();
        let finished = rest == self.cell() - 1;
        let made = index + u64::from(finished);
        let line = self.columns;
        let area = self.rows * self.columns;

        match (grain, self.order) {
            (Grain::Tap, _) => at + 1,
            (Grain::Channel, _) => {
                index * (self.groups + 1)
                    + if finished {
                        self.groups + 1
                    } else {
                        (rest + 1) / self.taps
                    }
            }
            (Grain::Cell, _) => made,
            (Grain::Row, Order::Filter) => made / line,
            (Grain::Row, Order::Window) => {
                let row = line * self.maps;
                made / row * self.maps + (made % row).saturating_sub((line - 1) * self.maps)
            }
            (Grain::Map, Order::Filter) => made / area,
            (Grain::Map, Order::Window) => made.saturating_sub((area - 1) * self.maps),
            (Grain::Layer, _) => made / self.cells(),
        }
    }

    /// The place that ends the layer's `step`-th step, counted from 0.
    pub(super) fn select(&self, step: u64, grain: Grain) -> u64 {
        let line = self.columns;
        let area = self.rows * self.columns;
        let index = match (grain, self.order) {
            (Grain::Tap, _) => return step,
            (Grain::Channel, _) => {
                let index = step / (self.groups + 1);
                let group = step % (self.groups + 1);
                let within = if group == self.groups {
                    self.cell()
                } else {
                    (group + 1) * self.taps
                };

                return index * self.cell() + within - 1;
            }
            (Grain::Cell, _) => step,
            (Grain::Row, Order::Filter) => (step + 1) * line - 1,
            (Grain::Row, Order::Window) => {
                (step / self.maps * line + line - 1) * self.maps + step % self.maps
            }
            (Grain::Map, Order::Filter) => (step + 1) * area - 1,
            (Grain::Map, Order::Window) => (area - 1) * self.maps + step,
            (Grain::Layer, _) => self.cells() - 1,
        };

        (index + 1) * self.cell() - 1
    }
}
