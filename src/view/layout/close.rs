//! The channel that is spoken of in numbers, beside its picture: the window, the kernel and the products.

use super::super::board::Look;
use super::needs::{Needs, short};
use super::picture::{Close, numbers};

/// The channel that is spoken of in numbers, and the room that it takes.
pub(super) struct Numbers {
    pub close: Close,
    pub width: u16,
    /// The line after them.
    pub bottom: u16,
}

impl Numbers {
    /// The first of the window's numbers, the kernel's and the products, one below the other, with an edge around the window, or
    /// without one, which takes less room: as many rows and columns of the kernel as there is room for.
    pub(super) fn stacked(
        needs: &Needs,
        [x, y]: [u16; 2],
        [width, height]: [u16; 2],
        (kinds, is_framed): (u16, bool),
    ) -> Option<Self> {
        let kinds = if needs.is_weighted { kinds } else { 1 };
        let edge = u16::from(is_framed);
        let spare = height.checked_sub(kinds + 2 * edge)?;
        let widest = if needs.is_weighted {
            needs.input.max(needs.weight).max(needs.product)
        } else {
            needs.input
        };

        let is_roomy = spare / kinds > 2 * short(needs.kernel[0]);
        let look = Look::tiles(if is_roomy { 2 } else { 1 }, widest);
        let rows = usize::from(spare / kinds / look.lines()).clamp(1, needs.kernel[0]);
        let columns = usize::from((width.saturating_sub(2)) / look.wide).clamp(1, needs.kernel[1]);
        let part = needs.kernel_part([rows, columns]);
        let window = numbers([x, y + 1 + edge], &part, look);
        let mut bottom = window.bottom() + edge;
        let mut next = || {
            let board = numbers([x, bottom + 1], &part, look);
            bottom = board.bottom();
            board
        };

        let kernel = (kinds > 1).then(&mut next);
        let products = (kinds > 2).then(&mut next);

        Some(Self {
            width: window.width() + 1,
            bottom,
            close: Close {
                group: needs.group,
                title: [x + 1, y],
                window,
                is_framed,
                kernel,
                products,
            },
        })
    }

    /// With as many rows of the products as there is room for, where the kernel alone has room for all of its rows.
    pub(super) fn with_some_products(mut self, needs: &Needs, height: u16) -> Self {
        let close = &mut self.close;
        let Some(kernel) = close.kernel.as_ref().filter(|_| close.products.is_none()) else {
            return self;
        };

        let rows = height.saturating_sub(self.bottom + 1) / kernel.look.lines();

        if rows > 0 {
            let columns = kernel.columns.clone();
            let [rows, _] = needs.kernel_part([usize::from(rows), columns.len()]);
            let part = [rows, columns];
            let products = numbers([kernel.x, self.bottom + 1], &part, kernel.look);

            self.bottom = products.bottom();
            close.products = Some(products);
        }

        self
    }

    /// Whether all of the kernel is seen.
    pub(super) fn is_whole(&self, needs: &Needs) -> bool {
        let window = &self.close.window;
        [window.rows.len(), window.columns.len()] == needs.kernel
    }

    /// Under its last numbers.
    pub(super) fn sum(&self) -> [u16; 2] {
        let last = self.close.products.as_ref().unwrap_or(&self.close.window);
        [last.middle(), last.bottom() + 1]
    }
}
