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
