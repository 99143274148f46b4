//! Somebody on the walk through a network: where, in which order, by how large steps, and what is computed so far.

use std::sync::Arc;

use super::nearest::nearest;
use super::{Explanation, Grain, Moment, Order, Place, Walk};
use crate::nn::{Layer, Network, Values};

/// A walk, and where it stands.
#[derive(Clone, Debug)]
pub struct Walker {
    values: Arc<Values>,
    walk: Walk,
    position: u64,
    order: Order,
    grain: Grain,
}

impl Walker {
    /// Before the first step through a network.
    #[must_use]
    pub fn new(network: Arc<Network>, order: Order, grain: Grain) -> Self {
        Self {
            walk: Walk::new(&network, order),
            values: Arc::new(Values::new(network)),
            position: 0,
            order,
            grain,
        }
    }

    /// What it walks through.
    #[must_use]
    pub fn network(&self) -> &Arc<Network> {
        self.values.network()
    }

    /// What its layers put out.
    #[must_use]
    pub fn values(&self) -> &Arc<Values> {
        &self.values
    }

    /// All of the walk.
    #[must_use]
    pub fn walk(&self) -> &Walk {
        &self.walk
    }

    /// Where it stands, as a number.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// In which order the cells are made.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// How far one step goes.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.walk.place(self.position)
    }

    /// The layer it stands in.
    #[must_use]
    pub fn layer(&self) -> &Layer {
        &self.network().layers[self.walk.layer_of(self.position)]
    }

    /// The current step, counted from 1; 0 before anything is computed.
    #[must_use]
    pub fn step(&self) -> u64 {
        self.walk.step(self.position, self.grain)
    }

    /// The step that a position belongs to, counted from 1.
    #[must_use]
    pub fn step_of(&self, position: u64) -> u64 {
        self.walk.step(position, self.grain)
    }

    /// How many steps there are.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.walk.steps(self.grain, None)
    }

    /// The position that ends a step.
    #[must_use]
    pub fn end_of(&self, step: u64) -> u64 {
        self.walk.select(step, self.grain)
    }

    /// Whether everything is computed.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.position == self.walk.end()
    }

    /// Whether it has come past a cell of the current layer.
    #[must_use]
    pub fn has_made(&self, cell: [usize; 3]) -> bool {
        let layer = self.walk.layer_of(self.position);
        self.walk.is_made(self.position, layer, cell)
    }

    /// What happens at a place; `None` while what it reads is still being computed.
    #[must_use]
    pub fn explain(&self, place: Place) -> Option<Explanation> {
        let layer = &self.network().layers[place.layer];
        let input = self.values.under(place.layer, place.cell)?;
        let sums = self.values.sums(place.layer, place.cell)?;

        Some(Explanation::new(layer, place, &input, &sums))
    }

    /// Likewise, however long it takes to compute what it reads.
    #[must_use]
    pub fn explain_now(&self, place: Place) -> Explanation {
        let layer = &self.network().layers[place.layer];
        let input = self.values.under_now(place.layer, place.cell);
        let sums = self.values.sums_now(place.layer, place.cell, &input);

        Explanation::new(layer, place, &input, &sums)
    }

    /// So many steps of a grain on, or back.
    pub fn go(&mut self, by: i64, grain: Grain) {
        self.position = self.walk.go(self.position, grain, by);
    }

    /// Before the first step.
    pub fn go_to_start(&mut self) {
        self.position = 0;
    }

    /// To where everything is computed.
    pub fn go_to_end(&mut self) {
        self.position = self.walk.end();
    }

    /// To the end of a step, counted from 1.
    pub fn go_to_step(&mut self, step: u64) {
        self.position = self.end_of(step);
    }

    /// To a place, though no step may end there.
    pub fn go_to(&mut self, place: &Place) {
        self.position = self.walk.position(place);
    }

    /// To the step in which a cell of a layer is written.
    pub fn go_to_cell(&mut self, layer: usize, cell: [usize; 3]) {
        let moment = Moment::Finish;
        self.go_to(&Place {
            layer,
            cell,
            moment,
        });

        self.settle();
    }

    /// To a layer's first step, where there is such a layer; to the first, before it.
    pub fn go_to_layer(&mut self, layer: usize) {
        if layer == 0 {
            self.go_to_start();
        } else if layer < self.network().layers.len() {
            self.go_to_step(self.walk.first_step(layer, self.grain));
        }
    }

    /// To the first step of the current layer, or from there to that of the layer before.
    pub fn go_back_a_layer(&mut self) {
        let layer = self.place().layer;
        let is_further = self.step() > self.walk.first_step(layer, self.grain);
        let back = usize::from(!is_further);

        self.go_to_layer(layer.saturating_sub(back));
    }

    /// To a position, by steps as small as that takes.
    pub fn go_to_position(&mut self, position: u64) {
        self.position = position;

        while self.grain > Grain::Tap && self.end_of(self.step()) != position {
            self.grain = self.grain.finer();
        }
    }

    /// Other steps; it stays in the one that it is in.
    pub fn set_grain(&mut self, grain: Grain) {
        self.grain = grain;
        self.settle();
    }

    /// The other order; it stays at its place.
    pub fn turn_order(&mut self) {
        let place = self.place();
        self.order = self.order.other();
        self.walk = Walk::new(self.network(), self.order);
        self.go_to(&place);
        self.settle();
    }

    /// Another network in the place of this one: it goes on where it is nearest to here.
    pub fn go_on_in(&mut self, network: Arc<Network>) {
        let place = nearest(&self.place(), self.network(), &network);
        self.return_to(network, &place);
    }

    /// Another network in the place of this one, at a place of it. What is computed and is the same there is kept.
    pub fn return_to(&mut self, network: Arc<Network>, place: &Place) {
        self.walk = Walk::new(&network, self.order);
        self.values = Arc::new(Values::after(&self.values, network));
        self.go_to(place);
        self.settle();
    }

    /// Moves to the end of the step that the position lies in.
    fn settle(&mut self) {
        self.position = self.end_of(self.step());
    }
}
