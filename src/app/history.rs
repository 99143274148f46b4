//! Undo and redo: the networks that there were. They share their tensors, so that one costs little.

use std::sync::Arc;

use crate::nn::Network;

/// The networks of a session; the one at `now` is current.
#[derive(Clone, Debug)]
pub struct History {
    networks: Vec<Arc<Network>>,
    now: usize,
}

impl History {
    /// Begins with a network.
    #[must_use]
    pub fn new(network: Arc<Network>) -> Self {
        Self { networks: vec![network], now: 0 }
    }

    /// The current one.
    #[must_use]
    pub fn current(&self) -> &Arc<Network> {
        &self.networks[self.now]
    }

    /// The first one.
    #[must_use]
    pub fn first(&self) -> &Arc<Network> {
        &self.networks[0]
    }

    /// Adds one after the current; what had been undone is forgotten.
    pub fn push(&mut self, network: Arc<Network>) {
        self.networks.truncate(self.now + 1);
        self.networks.push(network);
        self.now += 1;
    }

    /// Puts another in the place of the current one; what had been undone is forgotten.
    pub fn replace(&mut self, network: Arc<Network>) {
        self.networks.truncate(self.now);
        self.networks.push(network);
    }

    /// One back; false at the first.
    pub fn undo(&mut self) -> bool {
        let can = self.now > 0;
        self.now -= usize::from(can);
        can
    }

    /// One forward again; false at the last.
    pub fn redo(&mut self) -> bool {
        let can = self.now + 1 < self.networks.len();
        self.now += usize::from(can);
        can
    }
}
