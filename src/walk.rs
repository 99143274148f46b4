//! The walk: every tap of every group of every cell of every layer, in order; and what stands at each place. Pure.

mod lens;

pub use lens::{Grain, Order};
