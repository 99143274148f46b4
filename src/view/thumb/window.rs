//! Where the cells stand that the current cell reads: an edge around them, in which they keep their colours.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::canvas::{Block, Canvas};
use super::super::plane::is_large;
use super::super::theme::Styles;
use super::{Sheet, TILED};

impl Sheet {
    /// The part of the screen that pictures and the edges around them take.
    fn with_edges(&self) -> Rect {
        let area = self.area;

        Rect {
            x: area.x.saturating_sub(1),
            y: area.y.saturating_sub(1),
            width: area.width.saturating_add(2),
            height: area.height.saturating_add(2),
        }
    }

    /// Draws the edges on a picture; `is_read` tells of which of its dots.
    pub(super) fn edges(
        &self,
        at: usize,
        is_read: &dyn Fn(usize, usize) -> bool,
        styles: Styles,
        buffer: &mut Buffer,
    ) {
        let mut canvas = Canvas {
            area: self.with_edges().intersection(buffer.area),
            styles,
            buffer,
        };

        let [tall, wide] = self.dots;
        let dots = (0..tall * wide).map(|dot| [dot / wide, dot % wide]);
        let read = dots.filter(|&[row, column]| is_read(row, column));
        let colour = Some(styles.read());

        if self.times >= TILED {
            let corners = read.filter(|dot| dot.iter().all(|dot| dot % self.times == 0));

            for corner in corners {
                let tile = self.block(at, corner, [self.times - 1; 2]);
                canvas.frame(tile.grown(), colour);
            }
        } else if let Some((first, last)) = extent(read) {
            let size = [0, 1].map(|dim| last[dim] + 1 - first[dim]);
            let edge = self.block(at, first, size).grown();
            let all = self.block(at, [0, 0], self.dots);

            // A line of the ground, so that the edge is told from all colours: where it rubs no cell out.
            if is_large(self.dots) && self.by > self.times {
                for around in edge.grown().edges() {
                    canvas.fill(around.within(all), None);
                }
            }

            canvas.frame(edge, colour);
        }
    }

    /// So many rows and columns of a picture's dots, from one on.
    fn block(&self, at: usize, [row, column]: [usize; 2], [tall, wide]: [usize; 2]) -> Block {
        let (left, top) = self.corner(at);

        Block {
            x: i32::from(left) + column as i32,
            top: 2 * i32::from(top) + row as i32,
            width: wide as i32,
            height: tall as i32,
        }
    }
}

/// The first and the last row and column of some dots.
fn extent(dots: impl Iterator<Item = [usize; 2]>) -> Option<([usize; 2], [usize; 2])> {
    let both = dots.map(|dot| (dot, dot));

    both.reduce(|(first, last), (dot, _)| {
        let all = |take: fn(usize, usize) -> usize, some: [usize; 2]| {
            [take(some[0], dot[0]), take(some[1], dot[1])]
        };

        (all(usize::min, first), all(usize::max, last))
    })
}
