//! How a walk is looked at: in which order, and how finely.

/// The order in which a layer's cells are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// All maps at one place, then the window slides on.
    #[default]
    Window,
    /// One filter slides over everything, then the next.
    Filter,
}

impl Order {
    /// All orders, with the names that scenarios and the command line use.
    pub const ALL: [(&str, Self); 2] = [("window", Self::Window), ("filter", Self::Filter)];
}

/// How far one step goes, from finest to coarsest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// One product.
    Tap,
    /// One channel's sum.
    #[default]
    Channel,
    /// One output cell.
    Cell,
    /// One row of one map.
    Row,
    /// One map.
    Map,
    /// One layer.
    Layer,
}

impl Grain {
    /// All grains from finest to coarsest, with the names that scenarios and the command line use.
    pub const ALL: [(&str, Self); 6] = [
        ("tap", Self::Tap),
        ("channel", Self::Channel),
        ("cell", Self::Cell),
        ("row", Self::Row),
        ("map", Self::Map),
        ("layer", Self::Layer),
    ];
}

impl Grain {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The next coarser one, or the coarsest.
    #[must_use]
    pub fn coarser(self) -> Self {
        Self::ALL
            .get(self as usize + 1)
            .map_or(self, |&(_, grain)| grain)
    }

    /// The next finer one, or the finest.
    #[must_use]
    pub fn finer(self) -> Self {
        (self as usize)
            .checked_sub(1)
            .map_or(self, |index| Self::ALL[index].1)
    }
}

impl Order {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// The order that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Window => Self::Filter,
            Self::Filter => Self::Window,
        }
    }
}
