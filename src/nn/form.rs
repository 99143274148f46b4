//! How each kind of layer makes a cell, in four words. This is the one place that says it; whoever tells, asks or draws
//! what a layer does reads these words.

use super::{Op, Pool};

/// How a cell is made: its taps are *taken*, those of a group are *folded* to a term, the terms are folded to a total,
/// and the total is *finished*.
///
/// | kinds | take | taps | terms | finish |
/// |---|---|---|---|---|
/// | convolutions, linear | product | sum | sum | bias |
/// | max pooling | cell | max | sum | plain |
/// | mean pooling | cell | sum | sum | mean |
/// | activations, batch norm | cell | sum | sum | function |
/// | flatten | cell | sum | sum | plain |
/// | softmax | exponential | sum | sum | probability |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// What is taken from each input cell.
    pub take: Take,
    /// How a group's taps become its term.
    pub taps: Fold,
    /// How the terms become the total.
    pub terms: Fold,
    /// What is done to the total at the end.
    pub finish: Finish,
}

/// What is taken from an input cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// The cell itself.
    Cell,
    /// The cell times a weight.
    Product,
    /// e^(cell − the largest one).
    Exponential,
}

/// How several numbers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// They are added.
    Sum,
    /// The largest is kept.
    Max,
}

/// What is done to the total at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Nothing.
    Plain,
    /// A bias is added.
    Bias,
    /// It is divided by the number of cells.
    Mean,
    /// A function is applied.
    Function,
    /// The cell's own exponential is divided by it.
    Probability,
}

/// Which input cells a cell is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those under a window that slides; for a function of each cell, a window of one.
    Window,
    /// All of a vector, or all channels at one place.
    All,
    /// One, that lies elsewhere.
    Moved,
}

impl Form {
    /// Whether a cell is made of one input cell alone, as it is or through a function.
    #[must_use]
    pub fn is_elementwise(self) -> bool {
        self.take == Take::Cell
            && self.taps == Fold::Sum
            && matches!(self.finish, Finish::Plain | Finish::Function)
    }
}

impl Op {
    /// Which input cells it makes a cell of.
    #[must_use]
    pub fn reach(&self) -> Reach {
        match self {
            Self::Linear(_) | Self::Softmax => Reach::All,
            Self::Flatten => Reach::Moved,
            _ => Reach::Window,
        }
    }

    /// How it makes a cell.
    #[must_use]
    pub fn form(&self) -> Form {
        let (take, taps, finish) = match self {
            Self::Conv(_) | Self::Linear(_) => (Take::Product, Fold::Sum, Finish::Bias),
            Self::Pool(Pool {
                fold: Fold::Max, ..
            }) => (Take::Cell, Fold::Max, Finish::Plain),
            Self::Pool(_) => (Take::Cell, Fold::Sum, Finish::Mean),
            Self::Activation(_) | Self::BatchNorm(_) => (Take::Cell, Fold::Sum, Finish::Function),
            Self::Flatten => (Take::Cell, Fold::Sum, Finish::Plain),
            Self::Softmax => (Take::Exponential, Fold::Sum, Finish::Probability),
        };

        Form {
            take,
            taps,
            terms: Fold::Sum,
            finish,
        }
    }
}
