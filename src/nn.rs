//! The arithmetic: shapes, windows, recipes and forward. Pure, and readable beside a textbook.
//!
//! A [`Network`] is an input and [`Layer`]s, each on [`Stage`]s that stand before it. Each layer can tell how one of its output cells is made (a
//! [`Recipe`]: groups of taps) and can compute its whole output at once ([`Values::whole`]). Both give the same
//! numbers; the recipes are the definition, forward is the fast way.

mod activation;
mod arrange;
mod axis;
mod combine;
mod dim;
mod exact;
mod field;
mod form;
mod forward;
mod function;
mod images;
#[cfg(test)]
mod laws;
mod layer;
mod network;
mod op;
mod receptive;
mod recipe;
mod reduce;
mod resize;
mod shape;
mod shape_error;
mod sharing;
mod stage;
mod sums;
mod taps;
mod tensor;
mod values;

pub use activation::Activation;
pub use arrange::{Arrange, AxisParts, Rearrangement};
pub use axis::{Axis, Pad, PaddingMode};
pub use combine::Combine;
pub use dim::Dim;
pub use field::Field;
pub use form::{Finish, Fold, Form, Reach, Take};
pub use forward::Progress;
pub use function::Function;
pub use images::Images;
pub use layer::Layer;
pub use network::{MOST_NUMBERS, MOST_WEIGHTS, Network};
pub use op::{BatchNorm, Border, Conv, Linear, Lrn, Norm, Op, Padding, Pool, Window};
pub use receptive::Block;
pub use recipe::{Recipe, Tap};
pub use reduce::{Reduce, Reduction};
pub use resize::{By, Pick, Resize, To};
pub use shape::{MOST_DIMENSIONS, Shape};
pub use shape_error::{ShapeError, SourcesMisfit};
pub use sharing::Sharing;
pub use stage::{Cell, Part, Source, Stage};
pub use sums::Sums;
pub use tensor::{Numbers, Store, Tensor};
pub use values::{Awaited, Cells, Inputs, Patch, Response, Values};
