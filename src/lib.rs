//! Walks through the arithmetic of a convolutional network, one step at a time.

pub mod nn;
pub mod text;
pub mod walk;
