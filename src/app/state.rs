//! What there is to see of a session.

use std::sync::Arc;
use std::time::Duration;

use super::{App, EditTarget, Hyperparameter, Open, Theme, View, Zoom};
use crate::nn::{Awaited, Layer, Network, Stage, Values};
use crate::scenario::Scenario;
use crate::text::Language;
use crate::walk::{Explanation, Grain, Order, Place};

impl App {
    /// The scenario that the network comes from, as it was read.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.history.scenario()
    }

    /// The network as it is now.
    #[must_use]
    pub fn network(&self) -> &Network {
        self.walker.network()
    }

    /// What its layers put out.
    #[must_use]
    pub fn values(&self) -> &Arc<Values> {
        self.walker.values()
    }

    /// Whether the network is another than the one of the file.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let now = self.history.current();
        let file = &self.file().network;
        !Arc::ptr_eq(now, file) && now != file
    }

    /// Whether a key of the current layer's window is not what the file says.
    #[must_use]
    pub fn is_turned(&self, knob: Hyperparameter) -> bool {
        let file = self.file().network.layers.get(self.place().layer);
        let windows = self
            .layer()
            .op
            .window()
            .zip(file.and_then(|layer| layer.op.window()));

        windows.is_some_and(|(now, file)| !knob.is_alike(now, file))
    }

    /// The class with the largest probability, where the network ends in a softmax over a vector and has been computed.
    #[must_use]
    pub fn verdict(&self) -> Option<(usize, f32)> {
        let layers = &self.network().layers;
        let last = layers.last().filter(|layer| layer.is_classifier())?;

        let cells = self.walker.values().all(self.network().last())?;
        let probabilities =
            (0..last.output.dims()[0]).map(|class| (class, cells.at([class, 0, 0])));

        probabilities.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Where the walk stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.walker.place()
    }

    /// The layer it stands in.
    #[must_use]
    pub fn layer(&self) -> &Layer {
        self.walker.layer()
    }

    /// Whether a cell of the current layer has been written, or is shown before it is.
    #[must_use]
    pub fn is_made(&self, cell: [usize; 3]) -> bool {
        self.look.reveals || self.walker.has_made(cell)
    }

    /// Whether all is shown, whatever the walk has reached: because that was asked for, or while the input is drawn.
    #[must_use]
    pub fn shows_all(&self) -> bool {
        self.look.reveals || matches!(self.open, Open::Edit(EditTarget::Input(_), _))
    }

    /// Whether a number of the input or of the current layer is not what the file says.
    #[must_use]
    pub fn differs(&self, spot: EditTarget) -> bool {
        let file = &self.file().network;
        let place = self.place();
        !Arc::ptr_eq(file, self.history.current())
            && spot.number(self.network(), &place) != spot.number(file, &place)
    }

    /// What happens at the place; `None` while what it reads is still being computed.
    #[must_use]
    pub fn explanation(&self) -> Option<Explanation> {
        self.walker.explain(self.place())
    }

    /// What the screen waits for, if it does.
    #[must_use]
    pub fn waits_for(&self) -> Option<Awaited> {
        let last = self.network().last();
        let shown = if self.shows_all() {
            last
        } else {
            Stage::after(self.place().layer)
        };

        if self.look.view == View::Network && !self.walker.values().is_known(shown) {
            return Some(Awaited::Stage(shown));
        }

        let Place { layer, cell, .. } = self.place();
        let has_images = self.look.view == View::Features && self.network().images.is_some();

        if has_images && self.walker.values().strongest(layer).is_none() {
            return Some(Awaited::Strongest(layer));
        }

        let own = self.walker.values().awaited(layer, cell);

        own.or_else(|| self.awaited_class())
    }

    /// How much of what the place waits for is computed, in percent.
    #[must_use]
    pub fn computed(&self) -> u8 {
        self.news.computed
    }

    /// The current step, counted from 1; 0 before anything is computed.
    #[must_use]
    pub fn step(&self) -> u64 {
        self.walker.step()
    }

    /// The step that a place belongs to, counted from 1.
    #[must_use]
    pub fn step_at(&self, place: &Place) -> u64 {
        self.walker.step_of(self.walker.walk().position(place))
    }

    /// How many steps there are.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.walker.steps()
    }

    /// How far one step goes.
    #[must_use]
    pub fn grain(&self) -> Grain {
        self.walker.grain()
    }

    /// In which order the cells are made.
    #[must_use]
    pub fn order(&self) -> Order {
        self.walker.order()
    }

    /// The colours.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.look.theme
    }

    /// How wide cells are drawn.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        self.look.zoom
    }

    /// What is looked at.
    #[must_use]
    pub fn view(&self) -> View {
        self.look.view
    }

    /// What is spoken.
    #[must_use]
    pub fn language(&self) -> Language {
        self.look.language
    }

    /// What lies over the walk.
    #[must_use]
    pub fn open(&self) -> &Open {
        &self.open
    }

    /// The output cell under the mouse.
    #[must_use]
    pub fn hover(&self) -> Option<[usize; 3]> {
        self.look.hover
    }

    /// What there is to say about the last action.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.news.message.as_deref()
    }

    /// The time between two steps, while it plays. It waits while something lies over the walk, or is asked.
    #[must_use]
    pub fn interval(&self) -> Option<Duration> {
        let waits = self.open != Open::Nothing || self.is_asking();
        self.player.interval().filter(|_| !waits)
    }

    /// How fast it plays, in words.
    #[must_use]
    pub fn pace(&self) -> String {
        self.language().speed(self.player.speed.steps())
    }

    /// The names of the current layer's input channels, where they have any.
    #[must_use]
    pub fn channels(&self) -> Vec<String> {
        if self.layer().reads_input(0) {
            self.scenario().channel_names(self.language().tag())
        } else {
            Vec::new()
        }
    }
}
