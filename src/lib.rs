//! Walks through the arithmetic of a convolutional network, one step at a time.

pub mod app;
pub mod nn;
pub mod scenario;
pub mod text;
pub mod walk;
