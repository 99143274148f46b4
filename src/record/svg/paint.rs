//! What one frame paints over the one before: what lies behind, the shapes, the letters.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use ratatui::buffer::Buffer;

use super::piece::{Piece, Sign};
use super::{Inks, dots, plain};
use crate::record::diff::width;
use crate::record::markup::shapes;
use crate::record::{CellStyle, Run, Transition};

/// Left, top, width and height in dots.
type Rectangle = [u32; 4];

/// The same in columns and half lines, which take fewer bytes than dots.
type Area = [u16; 4];

/// Columns and half lines as the unit of a path.
const CELLS: &str = "transform=\"scale(10)\"";

/// A quarter of a cell in dots, and as the unit of a path.
const QUARTER: [u32; 2] = [5, 10];
const QUARTERS: &str = " transform=\"scale(5 10)\"";

/// Half lines of a line.
const LINE: u16 = 2;

/// Signs that are areas, and the halves of a cell that they fill.
const AREAS: [(&str, [bool; 2]); 3] = [
    ("▀", [true, false]),
    ("▄", [false, true]),
    ("█", [true, true]),
];

/// A colour, and the first column and the one after the last of half a line of it.
type Strip = ([u8; 3], u16, u16);

/// What a frame paints: areas by their colour, the widest first, so that others lie on them; lines by their
/// ink; letters. What lies behind letters is no part of their ink here.
#[derive(Debug, Default)]
pub(super) struct Paint {
    areas: Vec<([u8; 3], Vec<Area>)>,
    shapes: BTreeMap<CellStyle, Vec<Rectangle>>,
    pieces: Vec<Piece>,
}

impl Paint {
    /// What changes from one frame to the next; all of it where there is none before, but for the ground.
    pub(super) fn new(next: &Transition, ground: CellStyle) -> Self {
        let before = next.before.map(|frame| &frame.screen);
        let after = &next.frame.screen;
        let runs = next.runs();
        let mut paint = Self {
            areas: widest(runs, after, ground.back),
            ..Self::default()
        };

        for line in runs.chunk_by(|a, b| a.y == b.y) {
            for half in [0, 1] {
                let seen = |&(colour, x, end): &Strip| {
                    before.is_none_or(|before| {
                        (x..end).any(|x| bare(before, [x, line[0].y], half, ground) != Some(colour))
                    })
                };

                let bared = |x| bare(after, [x, line[0].y], half, ground);
                let strips = joined(halves(line, half, after).filter(seen), bared);
                paint.cover(&strips, [line[0].y, half as u16]);
            }

            for run in line {
                paint.run(run, after);
            }
        }

        if before.is_none() {
            paint.areas.retain(|(colour, _)| *colour != ground.back);
        }

        paint
    }

    /// Whether nothing changes.
    pub(super) fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// Paints the upper or the lower half of what changes in a line, behind its letters. What is painted later may interrupt a
    /// strip, what was painted before may not.
    fn cover(&mut self, strips: &[Strip], at: [u16; 2]) {
        let mut open: Vec<(usize, u16, u16)> = Vec::new();
        let mut last = 0;

        for &(colour, x, end) in strips {
            let rank = self.areas.iter().position(|(own, _)| *own == colour);
            let rank = rank.unwrap_or(0);
            let is_apart = x != last;
            last = end;

            while let Some((own, start, stop)) = open.pop_if(|strip| is_apart || strip.0 > rank) {
                self.area(own, [start, stop], at);
            }

            match open.last_mut() {
                Some(strip) if strip.0 == rank => strip.2 = end,
                _ => open.push((rank, x, end)),
            }
        }

        for (rank, start, stop) in open {
            self.area(rank, [start, stop], at);
        }
    }

    /// Adds half a line of a colour to what it lies under, where that is as wide.
    fn area(&mut self, rank: usize, [start, end]: [u16; 2], [y, half]: [u16; 2]) {
        let top = LINE * y + half;
        let width = end - start;
        let (_, areas) = &mut self.areas[rank];
        let above = areas
            .iter_mut()
            .rev()
            .find(|area| (area[0], area[1] + area[3], area[2]) == (start, top, width));

        match above {
            Some(area) => area[3] += 1,
            None => areas.push([start, top, width, 1]),
        }
    }

    /// Paints the signs of a run.
    fn run(&mut self, run: &Run, after: &Buffer) {
        for (x, width, symbol) in run.signs(after) {
            self.sign(
                Sign {
                    x,
                    y: run.y,
                    width,
                    symbol,
                    ink: CellStyle {
                        back: [0; 3],
                        ..run.ink
                    },
                },
                after,
            );
        }
    }

    /// Paints a rectangle of a sign.
    fn shape(&mut self, sign: Sign, [left, top, width, height]: Rectangle) {
        let shapes = self.shapes.entry(plain(sign.ink)).or_default();
        let x = dots(sign.x, 0) + left;
        let y = dots(sign.y, 1) + top;

        // What adjoins, to the left or above, is one shape with it.
        let joined = shapes
            .iter_mut()
            .rev()
            .find_map(|[at_x, at_y, wide, high]| {
                if [*at_x + *wide, *at_y, *high] == [x, y, height] {
                    *wide += width;
                } else if [*at_x, *at_y + *high, *wide] == [x, y, width] {
                    *high += height;
                } else {
                    return None;
                }

                Some(())
            });

        if joined.is_none() {
            shapes.push([x, y, width, height]);
        }
    }

    /// Paints a sign: some are drawn, others join what is written before them.
    fn sign(&mut self, sign: Sign, after: &Buffer) {
        if AREAS.iter().any(|(area, _)| *area == sign.symbol) {
            return;
        }

        if let Some(shapes) = shapes(sign.symbol) {
            for shape in shapes {
                self.shape(sign, *shape);
            }
        } else if sign.symbol != " " || sign.ink.underlined {
            match self
                .pieces
                .last_mut()
                .filter(|piece| piece.reaches(&sign, after))
            {
                Some(piece) => piece.join(&sign),
                None => self.pieces.push(Piece::new(&sign)),
            }
        }
    }

    /// Writes it as one group, with more attributes or none.
    pub(super) fn write(
        &self,
        attributes: &str,
        ground: CellStyle,
        inks: &mut Inks,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let common = self.common().unwrap_or(CellStyle {
            back: [0; 3],
            ..ground
        });

        write!(out, "\n<g class=\"{}\"{attributes}>", inks.class(common))?;

        if self.areas.iter().any(|(_, areas)| !areas.is_empty()) {
            write!(out, "<g {CELLS}>")?;

            for (colour, areas) in &self.areas {
                write_areas(areas, *colour, ground, inks, out)?;
            }

            out.write_all(b"</g>")?;
        }

        for (ink, shapes) in &self.shapes {
            let (quarters, others): (Vec<_>, Vec<_>) = shapes.iter().partition(|at| is_whole(at));
            let class = inks.class(*ink);

            for (shapes, [x, y], unit) in [(quarters, QUARTER, QUARTERS), (others, [1, 1], "")] {
                let shapes = shapes.into_iter();
                let path = rectangles(
                    shapes.map(|at: &Rectangle| [at[0] / x, at[1] / y, at[2] / x, at[3] / y]),
                );

                if !path.is_empty() {
                    write!(out, "<path class=\"{class} L\"{unit} d=\"{path}\"/>")?;
                }
            }
        }

        for row in self.pieces.chunk_by(Piece::joins) {
            Piece::write(row, common, inks, out)?;
        }

        out.write_all(b"</g>")
    }

    /// The ink of most pieces, which need not say it then. It is a plain one: within bold letters none could be otherwise.
    fn common(&self) -> Option<CellStyle> {
        let mut counts: BTreeMap<CellStyle, usize> = BTreeMap::new();
        for ink in self
            .pieces
            .iter()
            .map(Piece::ink)
            .filter(|ink| *ink == plain(*ink))
        {
            *counts.entry(ink).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(ink, _)| ink)
    }
}

/// The colour of half a cell on which no letter or line lies.
fn bare(frame: &Buffer, [x, y]: [u16; 2], half: usize, ground: CellStyle) -> Option<[u8; 3]> {
    let cell = &frame[(x, y)];
    let ink = CellStyle::of(cell, ground);

    if x > 0 && width(&frame[(x - 1, y)]) > 1 {
        return None;
    }

    match AREAS.iter().find(|(sign, _)| *sign == cell.symbol()) {
        Some((_, halves)) if halves[half] => Some(ink.fore),
        Some(_) => Some(ink.back),
        None => (cell.symbol() == " " && !ink.underlined).then_some(ink.back),
    }
}

/// The upper or the lower halves of what changes in a line.
fn halves(line: &[Run], half: usize, after: &Buffer) -> impl Iterator<Item = Strip> {
    line.iter().flat_map(move |run| {
        run.signs(after).map(move |(x, width, symbol)| {
            let colour = match AREAS.iter().find(|(sign, _)| *sign == symbol) {
                Some((_, halves)) if halves[half] => run.ink.fore,
                _ => run.ink.back,
            };

            (colour, x, x + width)
        })
    })
}

/// Strips of which those are one that have nothing but their colour between them: it is painted again, which nobody sees.
fn joined(
    strips: impl Iterator<Item = Strip>,
    bared: impl Fn(u16) -> Option<[u8; 3]>,
) -> Vec<Strip> {
    let mut joined: Vec<Strip> = Vec::new();

    for (colour, x, end) in strips {
        match joined.last_mut() {
            Some(last) if last.0 == colour && (last.2..x).all(|x| bared(x) == Some(colour)) => {
                last.2 = end;
            }
            _ => joined.push((colour, x, end)),
        }
    }

    joined
}

/// The colours of areas: the ground, then what takes most of the screen first.
fn widest(runs: &[Run], after: &Buffer, ground: [u8; 3]) -> Vec<([u8; 3], Vec<Area>)> {
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();

    for half in [0, 1] {
        for (colour, ..) in halves(runs, half, after) {
            *counts.entry(colour).or_default() += 1;
        }
    }

    let mut colours: Vec<[u8; 3]> = counts.keys().copied().collect();
    colours.sort_by_key(|colour| (*colour != ground, Reverse(counts[colour])));
    colours
        .into_iter()
        .map(|colour| (colour, Vec::new()))
        .collect()
}

/// Writes areas of one colour, those of one height together.
fn write_areas(
    areas: &[Area],
    colour: [u8; 3],
    ground: CellStyle,
    inks: &mut Inks,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heights: BTreeSet<u16> = areas.iter().map(|area| area[3]).collect();

    for height in heights {
        let path = lines(areas.iter().filter(|area| area[3] == height));

        if (colour, height) == (ground.back, LINE) {
            write!(out, "<path d=\"{path}\"/>")?;
        } else {
            let class = inks.stroke(colour, height);
            write!(out, "<path class=\"{class}\" d=\"{path}\"/>")?;
        }
    }

    Ok(())
}

/// Areas of one height as lines of that width, which take fewer bytes than rectangles; each from the end of the one before,
/// where that is shorter than from the corner.
fn lines<'a>(areas: impl Iterator<Item = &'a Area>) -> String {
    let mut path = String::new();
    let mut pen: Option<[u16; 2]> = None;

    for &[x, top, width, height] in areas {
        // A line's middle, in quarters of a line.
        let middle = 2 * top + height;
        let far = format!("M{x} {}", halved(middle.into()));
        let near = pen.map(|[end, line]| {
            let [right, down] =
                [(x, end), (middle, line)].map(|(a, b)| i32::from(a) - i32::from(b));
            let between = if down < 0 { "" } else { " " };
            format!("m{right}{between}{}", halved(down))
        });

        let start = near.filter(|near| near.len() < far.len()).unwrap_or(far);
        path.extend([start, format!("h{width}")]);
        pen = Some([x + width, middle]);
    }

    path
}

/// Half of a number.
fn halved(n: i32) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let whole = n.abs() / 2;

    match (n % 2 == 0, whole) {
        (true, _) => format!("{sign}{whole}"),
        (false, 0) => format!("{sign}.5"),
        (false, _) => format!("{sign}{whole}.5"),
    }
}

/// Whether a rectangle is made of whole quarters of cells.
fn is_whole(&[x, y, width, height]: &Rectangle) -> bool {
    let [column, half] = QUARTER;
    x % column == 0 && width % column == 0 && y % half == 0 && height % half == 0
}

/// Rectangles as one path, each from where the one before ends.
fn rectangles(shapes: impl Iterator<Item = Rectangle>) -> String {
    let mut path = String::new();
    let mut pen: Option<[u32; 2]> = None;

    for [x, y, width, height] in shapes {
        let start = match pen {
            Some(pen) => {
                let [right, down] =
                    [(x, pen[0]), (y, pen[1])].map(|(to, from)| i64::from(to) - i64::from(from));
                let between = if down < 0 { "" } else { " " };
                format!("m{right}{between}{down}")
            }
            None => format!("M{x} {y}"),
        };

        path.extend([start, format!("h{width}v{height}h-{width}")]);
        pen = Some([x, y + height]);
    }

    path
}
