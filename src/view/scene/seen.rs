//! A number of a frame: shown, asked for, pending, or computing.

/// A number, as far as it may be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Seen {
    /// It is there to see.
    Shown(f64),
    /// It is what is asked for.
    Asked,
    /// The walk has not come to it.
    Pending,
    /// It is still being computed.
    Computing,
}

impl Seen {
    pub(in super::super) fn of(value: Option<f64>) -> Self {
        value.map_or(Self::Computing, Self::Shown)
    }

    /// How it is written.
    pub(in super::super) fn text(self, format: impl Fn(f64) -> String) -> String {
        match self {
            Self::Shown(value) => format(value),
            Self::Asked => "?".to_owned(),
            Self::Pending => "·".to_owned(),
            Self::Computing => "…".to_owned(),
        }
    }

    /// The number, where it is shown.
    pub(in super::super) fn value(self) -> Option<f64> {
        match self {
            Self::Shown(value) => Some(value),
            _ => None,
        }
    }
}
