//! Undo and redo: the networks that there were, with the scenario that each comes from. They share their tensors, so that
//! one costs little; the oldest are forgotten where all together cost much.

use std::sync::Arc;

use crate::nn::Network;
use crate::scenario::Scenario;
use crate::walk::Place;

/// States that are kept, and the bytes that the tensors which are theirs alone may take.
const MOST_STATES: usize = 1000;
const MOST_BYTES: usize = 1 << 28;

/// A state of the session.
#[derive(Clone, Debug)]
struct State {
    network: Arc<Network>,
    /// What it was before the changes to its network.
    scenario: Arc<Scenario>,
    /// What its file says now; the scenario itself, if nobody has changed the file.
    file: Arc<Scenario>,
    /// Where the walk stood when it was left.
    left: Option<Place>,
}

/// The states of a session; the one at `now` is current.
#[derive(Clone, Debug)]
pub(super) struct History {
    states: Vec<State>,
    now: usize,
}

impl History {
    /// Begins with a scenario.
    #[must_use]
    pub(super) fn new(scenario: Arc<Scenario>) -> Self {
        Self {
            states: vec![State::of(scenario)],
            now: 0,
        }
    }

    /// The current network.
    #[must_use]
    pub(super) fn current(&self) -> &Arc<Network> {
        &self.states[self.now].network
    }

    /// The scenario that it comes from.
    #[must_use]
    pub(super) fn scenario(&self) -> &Arc<Scenario> {
        &self.states[self.now].scenario
    }

    /// What that scenario's file says now.
    #[must_use]
    pub(super) fn file(&self) -> &Arc<Scenario> {
        &self.states[self.now].file
    }

    /// The current state is left while the walk stands at a place; coming back to it is coming back there.
    pub(super) fn leave(&mut self, place: Place) {
        self.states[self.now].left = Some(place);
    }

    /// Where the walk stood when the current state was left.
    #[must_use]
    pub(super) fn place(&self) -> Option<Place> {
        self.states[self.now].left
    }

    /// Adds a network after the current; what had been undone is forgotten.
    pub(super) fn push(&mut self, network: Arc<Network>) {
        let now = &self.states[self.now];
        self.add(State {
            network,
            scenario: Arc::clone(&now.scenario),
            file: Arc::clone(&now.file),
            left: None,
        });
    }

    /// Adds a scenario as it was read.
    pub(super) fn push_scenario(&mut self, scenario: Arc<Scenario>) {
        self.renew(&scenario);
        self.add(State::of(scenario));
    }

    /// The current state has become a scenario with a file of its own.
    pub(super) fn settle(&mut self, scenario: Arc<Scenario>) {
        self.renew(&scenario);
        self.states[self.now] = State::of(scenario);
    }

    /// The file of all states that come from the same one has changed.
    fn renew(&mut self, scenario: &Arc<Scenario>) {
        for state in self
            .states
            .iter_mut()
            .filter(|state| state.file.origin.what() == scenario.origin.what())
        {
            state.file = Arc::clone(scenario);
        }
    }

    fn add(&mut self, state: State) {
        self.states.truncate(self.now + 1);
        self.states.push(state);
        self.now += 1;
        self.forget();
    }

    /// Forgets the oldest states where there are too many, or where they take too much memory.
    fn forget(&mut self) {
        let pairs = self.states.windows(2).rev();
        let own = pairs.map(|pair| own_bytes(&pair[1].network, &pair[0].network));
        let fits = own.scan(0usize, |bytes, own| {
            *bytes = bytes.saturating_add(own);
            Some(*bytes)
        });

        let kept = 1 + fits.take_while(|bytes| *bytes <= MOST_BYTES).count();
        let gone = self.states.len() - kept.clamp(2, MOST_STATES).min(self.states.len());
        self.states.drain(..gone);
        self.now -= gone;
    }

    /// Puts another in the place of the current one; what had been undone is forgotten.
    pub(super) fn replace(&mut self, network: Arc<Network>) {
        self.states.truncate(self.now + 1);
        self.states[self.now].network = network;
        self.forget();
    }

    /// One back; false at the first.
    pub(super) fn undo(&mut self) -> bool {
        let can = self.now > 0;
        self.now -= usize::from(can);
        can
    }

    /// One forward again; false at the last.
    pub(super) fn redo(&mut self) -> bool {
        let can = self.now + 1 < self.states.len();
        self.now += usize::from(can);
        can
    }
}

/// The bytes of a network's tensors that another does not have.
fn own_bytes(network: &Network, other: &Network) -> usize {
    let input = [(&network.input, &other.input)];
    let layers = network.layers.iter().zip(&other.layers);
    let weights = layers.flat_map(|(one, other)| {
        let tensors = one.op.tensors().into_iter().map(|(_, tensor)| tensor);
        tensors.zip(other.op.tensors().into_iter().map(|(_, tensor)| tensor))
    });

    input
        .into_iter()
        .chain(weights)
        .filter(|(one, other)| !Arc::ptr_eq(one, other))
        .map(|(one, _)| one.bytes())
        .sum()
}

impl State {
    fn of(scenario: Arc<Scenario>) -> Self {
        Self {
            network: Arc::clone(&scenario.network),
            file: Arc::clone(&scenario),
            scenario,
            left: None,
        }
    }
}
