//! How the pictures of the counts are drawn.

use super::super::board::Look;

/// How the pictures are drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub look: Look,
    pub is_picture: bool,
    /// Whether only a part is seen.
    pub is_part: bool,
    /// Whether one stands below the other.
    pub is_stacked: bool,
}

impl Drawn {
    /// As much as fits around the window, as small as numbers can be.
    pub(super) const PART: Self = Self {
        look: Look { wide: 4, halves: 2 },
        is_picture: false,
        is_part: true,
        is_stacked: false,
    };

    /// Columns and lines of all of them together, so many columns or a line between two.
    pub(super) fn whole(self, sizes: &[[u16; 2]], gap: u16) -> [u16; 2] {
        let along = |way: usize, between: u16| {
            let sizes = sizes.iter().map(|size| size[way]);
            sizes.reduce(|all, size| all.saturating_add(between).saturating_add(size))
        };
        let across = |way: usize| sizes.iter().map(|size| size[way]).max();
        let whole = if self.is_stacked {
            [across(0), along(1, 1)]
        } else {
            [along(0, gap), across(1)]
        };

        whole.map(Option::unwrap_or_default)
    }
}
