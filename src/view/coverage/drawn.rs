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

    /// Columns and lines of all of them together.
    pub(super) fn whole(self, sizes: &[[u16; 2]], gap: u16) -> [u16; 2] {
        let between = sizes.len().saturating_sub(1) as u16;
        let along =
            |way: usize, between: u16| sizes.iter().map(|size| size[way]).sum::<u16>() + between;
        let across = |way: usize| sizes.iter().map(|size| size[way]).max().unwrap_or(0);

        if self.is_stacked {
            [across(0), along(1, between)]
        } else {
            [along(0, between * gap), across(1)]
        }
    }
}
