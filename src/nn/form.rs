//! How each kind of layer makes a cell, in four words. This is the one place that says it; whoever tells, asks or draws
//! what a layer does reads these words.

use super::{By, Combine, Op, Pool, Resize, exact};

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
/// | log softmax | exponential | sum | sum | log probability |
/// | instance and group norm | cell | sum | sum | standard |
/// | local response norm | square | sum | sum | response |
/// | add, sub, mul, … | each source's cell | sum | theirs | plain, mean |
/// | concat, slice, pad, shuffle, nearest up-sampling | cell | sum | sum | plain |
/// | rearranged, constant | cell | sum | sum | plain |
/// | reductions | cell, square | sum, max | sum | plain, mean, function, place |
/// | bilinear up-sampling | product | sum | sum | plain |
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
    /// The cell times itself.
    Square,
    /// The cell at the same place of each source.
    Source,
}

impl Take {
    /// Whether something is done to the cell: it is multiplied, or raised.
    #[must_use]
    pub fn is_computed(self) -> bool {
        !matches!(self, Self::Cell | Self::Source)
    }
}

/// How several numbers become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// They are added.
    Sum,
    /// The largest is kept.
    Max,
    /// The smallest is kept.
    Min,
    /// They are multiplied.
    Product,
    /// The others are taken from the first.
    Difference,
    /// The first is divided by the others, one after the other.
    Quotient,
    /// The first is raised to the power of the others, one after the other.
    Power,
}

impl Fold {
    /// Two numbers made one.
    #[must_use]
    pub fn join(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Sum => a + b,
            Self::Max => exact::larger(a, b),
            Self::Min => exact::smaller(a, b),
            Self::Product => a * b,
            Self::Difference => a - b,
            Self::Quotient => a / b,
            Self::Power => exact::pow(a, b),
        }
    }
}

/// What is done to the total at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Nothing.
    Plain,
    /// Nothing: several cells are added.
    Total,
    /// A bias is added.
    Bias,
    /// It is divided by the number of cells.
    Mean,
    /// A function is applied.
    Function,
    /// The cell's own exponential is divided by it.
    Probability,
    /// The logarithm of that.
    LogProbability,
    /// The cell's own number is moved by the mean of all, divided by their deviation, scaled and shifted.
    Standard,
    /// The cell's own number is divided by a power of it.
    Response,
    /// Where it stands among the cells is written, counted from 0.
    Place,
}

/// Which input cells a cell is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those under a window that slides; for a function of each cell, a window of one.
    Window,
    /// All of a vector, all channels at one place, or all that are reduced to one.
    All,
    /// One, or some, that lie elsewhere.
    Moved,
}

impl Form {
    /// Whether a cell is what its groups sum up to, with or without a bias.
    #[must_use]
    pub fn is_summed(self) -> bool {
        self.taps == Fold::Sum && matches!(self.finish, Finish::Plain | Finish::Bias)
    }

    /// Whether a cell is made of one input cell alone, as it is or through a function.
    #[must_use]
    pub fn is_elementwise(self) -> bool {
        self.take == Take::Cell
            && self.taps == Fold::Sum
            && matches!(self.finish, Finish::Plain | Finish::Function)
    }
}

impl Resize {
    fn form(&self) -> (Take, Fold, Finish) {
        match self.by {
            By::Nearest => (Take::Cell, Fold::Sum, Finish::Plain),
            By::Linear { .. } | By::LinearFromEdge => (Take::Product, Fold::Sum, Finish::Plain),
            By::Share(Fold::Max) => (Take::Cell, Fold::Max, Finish::Plain),
            By::Share(_) => (Take::Cell, Fold::Sum, Finish::Mean),
        }
    }
}

impl Op {
    /// Which input cells it makes a cell of.
    #[must_use]
    pub fn reach(&self) -> Reach {
        match self {
            Self::Linear(_)
            | Self::Norm(_)
            | Self::Lrn(_)
            | Self::Softmax
            | Self::LogSoftmax
            | Self::Reduce(_) => Reach::All,
            Self::Flatten | Self::Arrange(_) | Self::Constant(_) => Reach::Moved,
            _ => Reach::Window,
        }
    }

    /// How it makes a cell.
    #[must_use]
    pub fn form(&self) -> Form {
        let (take, taps, finish) = match self {
            Self::Conv(_) | Self::Linear(_) if self.bias().is_none() => {
                (Take::Product, Fold::Sum, Finish::Plain)
            }
            Self::Conv(_) | Self::Linear(_) => (Take::Product, Fold::Sum, Finish::Bias),
            Self::Pool(Pool {
                fold: Fold::Max, ..
            }) => (Take::Cell, Fold::Max, Finish::Plain),
            Self::Pool(_) => (Take::Cell, Fold::Sum, Finish::Mean),
            Self::Activation(_) | Self::PRelu(_) | Self::BatchNorm(_) => {
                (Take::Cell, Fold::Sum, Finish::Function)
            }
            Self::Norm(_) => (Take::Cell, Fold::Sum, Finish::Standard),
            Self::Lrn(_) => (Take::Square, Fold::Sum, Finish::Response),
            Self::Combine(Combine::Mean) => (Take::Source, Fold::Sum, Finish::Mean),
            Self::Combine(_) => (Take::Source, Fold::Sum, Finish::Plain),
            Self::Resize(resize) => resize.form(),
            Self::Reduce(reduce) => reduce.reduction.form(),
            Self::Softmax => (Take::Exponential, Fold::Sum, Finish::Probability),
            Self::LogSoftmax => (Take::Exponential, Fold::Sum, Finish::LogProbability),
            Self::Identity(_)
            | Self::Concat
            | Self::Slice(_)
            | Self::Pad(_)
            | Self::Shuffle(_)
            | Self::Flatten
            | Self::Arrange(_)
            | Self::Constant(_) => (Take::Cell, Fold::Sum, Finish::Plain),
        };

        let terms = match self {
            Self::Combine(combine) => combine.fold(),
            _ => Fold::Sum,
        };

        Form {
            take,
            taps,
            terms,
            finish,
        }
    }
}
