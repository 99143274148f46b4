//! Cells in another order: what transposes, slices, tiles, gathers and spreads has one tap a cell, "taken from".

use super::Shape;

/// No cell: what stands in padding.
const OUTSIDE: u32 = u32::MAX;

/// Cells of an input in another order. The output's cells are counted along axes, the last fastest; each place on an axis
/// adds its part to the index of the input's cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrange {
    axes: Vec<AxisParts>,
    /// The shape that goes in.
    pub input: Shape,
    /// The shape that comes out.
    pub output: Shape,
    /// What stands where no cell is read.
    pub outside: f32,
    /// Whether it moves whole maps: asked for each cell, and found once.
    moves_maps: bool,
}

/// What the places of an axis add to the index of the input's cell.
#[derive(Clone, Debug, PartialEq)]
pub enum AxisParts {
    /// Place `p` adds `p` steps.
    Even {
        /// How many places there are.
        length: usize,
        /// How far one is from the next.
        step: usize,
    },
    /// Each its own; what none can add reads no cell.
    Listed(Vec<u32>),
}

impl AxisParts {
    /// What each place adds; `None` reads no cell. There is none where a part is larger than any index.
    #[must_use]
    pub fn of(parts: &[Option<usize>]) -> Option<Self> {
        let length = parts.len();
        let step = parts.get(1).copied().flatten().unwrap_or(0);
        let is_even = (0..).zip(parts).all(|(p, part)| *part == Some(p * step));

        if is_even {
            return Some(Self::Even { length, step });
        }

        let part = |part: &Option<usize>| match part {
            Some(part) => u32::try_from(*part).ok().filter(|&part| part != OUTSIDE),
            None => Some(OUTSIDE),
        };

        parts
            .iter()
            .map(part)
            .collect::<Option<_>>()
            .map(Self::Listed)
    }

    /// How many places there are.
    #[must_use]
    pub fn length(&self) -> usize {
        match self {
            Self::Even { length, .. } => *length,
            Self::Listed(parts) => parts.len(),
        }
    }

    /// What a place adds; `None` where no cell is read.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<usize> {
        match self {
            Self::Even { step, .. } => Some(place * step),
            Self::Listed(parts) => {
                let part = *parts.get(place)?;
                (part != OUTSIDE).then_some(part as usize)
            }
        }
    }

    fn reads_outside(&self) -> bool {
        matches!(self, Self::Listed(parts) if parts.contains(&OUTSIDE))
    }

    /// Whether every place that reads a cell adds whole maps of so many cells.
    fn moves_maps(&self, cells: usize) -> bool {
        match self {
            Self::Even { length, step } => *length < 2 || step.is_multiple_of(cells),
            Self::Listed(parts) => parts
                .iter()
                .all(|&part| part == OUTSIDE || (part as usize).is_multiple_of(cells)),
        }
    }

    /// The most that a place adds.
    fn greatest(&self) -> u64 {
        match self {
            Self::Even { length, step } => {
                (*step as u64).saturating_mul(length.saturating_sub(1) as u64)
            }
            Self::Listed(parts) => {
                let read = parts.iter().filter(|&&part| part != OUTSIDE);
                read.max().map_or(0, |&part| part.into())
            }
        }
    }
}

/// What an order of cells does that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rearrangement {
    /// The same order, in another shape.
    Reshape,
    /// The levels in another order: which of the input's each of the output's is.
    Transpose(Vec<usize>),
}

impl Arrange {
    /// The order in which place `p` of axis `a` adds `axes[a][p]` to the index of the input's cell; `None` reads no cell.
    /// There is none if the output has another count, or if a cell is read that the input has not.
    #[must_use]
    pub fn new(
        axes: &[Vec<Option<usize>>],
        [input, output]: [Shape; 2],
        outside: f32,
    ) -> Option<Self> {
        let axes = axes.iter().map(|parts| AxisParts::of(parts));
        Self::along(axes.collect::<Option<_>>()?, [input, output], outside)
    }

    /// The same, of axes as they are kept.
    #[must_use]
    pub fn along(axes: Vec<AxisParts>, [input, output]: [Shape; 2], outside: f32) -> Option<Self> {
        Self {
            axes,
            input,
            output,
            outside,
            moves_maps: false,
        }
        .checked()
    }

    /// What the places of each axis add.
    #[must_use]
    pub fn axes(&self) -> &[AxisParts] {
        &self.axes
    }

    /// The same cells in the same order, in another shape; none if that has another count.
    #[must_use]
    pub fn reshaped(input: Shape, output: Shape) -> Option<Self> {
        let steps = steps(output.levels());
        let axes = output.levels().iter().zip(steps);

        Self {
            axes: axes
                .map(|(&length, step)| AxisParts::Even { length, step })
                .collect(),
            input,
            output,
            outside: 0.0,
            moves_maps: false,
        }
        .checked()
        .filter(|made| made.input.count() == made.output.count())
    }

    /// The levels in another order: level `a` of the output is level `order[a]` of the input. None if `order` does not name
    /// each level once.
    #[must_use]
    pub fn transposed(input: Shape, order: &[usize]) -> Option<Self> {
        let mut named = order.to_vec();
        named.sort_unstable();

        if !named.into_iter().eq(0..input.levels().len()) {
            return None;
        }

        let steps = steps(input.levels());
        let lengths: Vec<usize> = order.iter().map(|&level| input.levels()[level]).collect();
        let axes = order.iter().map(|&level| AxisParts::Even {
            length: input.levels()[level],
            step: steps[level],
        });

        Self {
            axes: axes.collect(),
            input,
            output: Shape::of(&lengths)?,
            outside: 0.0,
            moves_maps: false,
        }
        .checked()
    }

    /// Itself, where it writes every cell of its output and reads none that is not there.
    fn checked(self) -> Option<Self> {
        let count = self
            .axes
            .iter()
            .try_fold(1u64, |count, axis| count.checked_mul(axis.length() as u64));

        let fits = count == Some(self.output.count()) && self.greatest() < self.input.count();

        fits.then(|| Self {
            moves_maps: self.keeps_places(),
            ..self
        })
    }

    /// What it does, where that has a name.
    #[must_use]
    pub fn name(&self) -> Option<Rearrangement> {
        let even = |axis: &AxisParts| match *axis {
            AxisParts::Even { length, step } => Some((length, step)),
            AxisParts::Listed(_) => None,
        };

        let axes: Option<Vec<(usize, usize)>> = self.axes.iter().map(even).collect();
        let mut axes = axes?;
        axes.retain(|&(length, _)| length > 1);

        let lengths: Vec<usize> = axes.iter().map(|&(length, _)| length).collect();
        let is_whole = self.input.count() == self.output.count();

        if is_whole && axes.iter().map(|&(_, step)| step).eq(steps(&lengths)) {
            return Some(Rearrangement::Reshape);
        }

        self.order(&axes).map(Rearrangement::Transpose)
    }

    /// The name of its kind of layer.
    pub(super) fn kind(&self) -> &'static str {
        match self.name() {
            Some(Rearrangement::Reshape) => "reshape",
            Some(Rearrangement::Transpose(_)) => "transpose",
            None => "rearrange",
        }
    }

    /// The order of the input's levels that these axes, of a length and a step each, go along.
    fn order(&self, axes: &[(usize, usize)]) -> Option<Vec<usize>> {
        let levels = self.input.levels();
        let known: Vec<(usize, usize)> = levels.iter().copied().zip(steps(levels)).collect();
        let mut ones = (0..levels.len()).filter(|&level| levels[level] == 1);
        let mut axes = axes.iter();

        let order: Option<Vec<usize>> = self
            .output
            .levels()
            .iter()
            .map(|&length| match length {
                1 => ones.next(),
                _ => axes
                    .next()
                    .and_then(|axis| known.iter().position(|level| level == axis)),
            })
            .collect();

        order.filter(|order| {
            Self::transposed(self.input, order).is_some_and(|made| made.output == self.output)
        })
    }

    /// Whether it moves whole maps, so that each cell stays at its row and column.
    #[must_use]
    pub fn moves_maps(&self) -> bool {
        self.moves_maps
    }

    fn keeps_places(&self) -> bool {
        let [_, height, width] = self.output.dims();
        let cells = height * width;
        let mut step = 1;

        // The last axes go along a map as it lies there.
        let within = self.axes.iter().rev().take_while(|axis| match axis {
            _ if step >= cells => false,
            AxisParts::Even { length, step: own } => {
                let goes_on = *length < 2 || *own == step;
                step *= if goes_on { *length } else { 1 };
                goes_on
            }
            AxisParts::Listed(_) => false,
        });

        let within = within.count();
        let [_, rows, columns] = self.input.dims();
        let mut before = self.axes.iter().rev().skip(within);

        [rows, columns] == [height, width]
            && step == cells
            && before.all(|axis| axis.moves_maps(cells))
    }

    /// Whether some cells read none of the input's.
    #[must_use]
    pub fn reads_outside(&self) -> bool {
        self.axes.iter().any(AxisParts::reads_outside)
    }

    /// The index of the input's cell that the output's cell of this index is; `None` where it is none of them.
    #[must_use]
    pub fn source(&self, index: usize) -> Option<usize> {
        let mut left = index;
        let mut source = 0;

        for axis in self.axes.iter().rev() {
            let length = axis.length().max(1);
            source += axis.at(left % length)?;
            left /= length;
        }

        Some(source)
    }

    /// The greatest index of an input's cell that is read.
    fn greatest(&self) -> u64 {
        self.axes
            .iter()
            .fold(0, |sum: u64, axis| sum.saturating_add(axis.greatest()))
    }
}

/// How many numbers lie between two neighbours along each level.
fn steps(levels: &[usize]) -> Vec<usize> {
    let mut step = 1usize;
    let mut steps: Vec<usize> = levels
        .iter()
        .rev()
        .map(|&length| {
            let own = step;
            step = step.saturating_mul(length);
            own
        })
        .collect();

    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(levels: &[usize]) -> Shape {
        Shape::of(levels).unwrap()
    }

    #[test]
    fn a_reshape_keeps_the_order_and_a_transpose_turns_it() {
        let same = Arrange::reshaped(shape(&[6, 2]), shape(&[2, 3, 2])).unwrap();
        assert!((0..12).all(|index| same.source(index) == Some(index)));
        assert_eq!(same.name(), Some(Rearrangement::Reshape));
        assert_eq!(Arrange::reshaped(shape(&[6]), shape(&[5])), None);

        let turned = Arrange::transposed(shape(&[2, 3]), &[1, 0]).unwrap();
        let read: Vec<_> = (0..6).map(|index| turned.source(index).unwrap()).collect();
        assert_eq!(turned.output, shape(&[3, 2]));
        assert_eq!(read, [0, 3, 1, 4, 2, 5]);
        assert_eq!(turned.name(), Some(Rearrangement::Transpose(vec![1, 0])));
        assert_eq!(Arrange::transposed(shape(&[2, 3]), &[0, 0]), None);
        assert_eq!(Arrange::transposed(shape(&[2, 3]), &[0]), None);
    }

    #[test]
    fn what_is_told_makes_the_same_again() {
        let input = shape(&[2, 1, 3, 4]);

        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 1, 3], [1, 0, 3, 2]] {
            let made = Arrange::transposed(input, &order).unwrap();
            let again = match made.name() {
                Some(Rearrangement::Transpose(order)) => Arrange::transposed(input, &order),
                Some(Rearrangement::Reshape) => Arrange::reshaped(input, made.output),
                None => None,
            };
            let again = again.unwrap();

            assert_eq!(again.output, made.output, "{order:?}");
            assert!((0..24).all(|index| again.source(index) == made.source(index)));
        }
    }

    #[test]
    fn maps_are_moved_whole_or_not() {
        let maps = shape(&[4, 3, 5]);
        let moves = |made: Option<Arrange>| made.map(|made| made.moves_maps());
        let split = shape(&[2, 2, 3, 5]);

        assert_eq!(moves(Arrange::reshaped(maps, split)), Some(true));
        assert_eq!(moves(Arrange::transposed(split, &[1, 0, 2, 3])), Some(true));
        assert_eq!(moves(Arrange::transposed(maps, &[0, 2, 1])), Some(false));
        assert_eq!(moves(Arrange::transposed(maps, &[2, 0, 1])), Some(false));
        assert_eq!(
            moves(Arrange::reshaped(maps, shape(&[4, 15, 1]))),
            Some(false)
        );

        let ends = [maps, shape(&[2, 3, 5])];
        let whole = |from: usize| vec![Some(from * 15), None];
        let axes = [whole(3), (0..15).map(Some).collect()];
        assert_eq!(moves(Arrange::new(&axes, ends, 0.0)), Some(true));
        let axes = [vec![Some(1), Some(16)], (0..15).map(Some).collect()];
        assert_eq!(moves(Arrange::new(&axes, ends, 0.0)), Some(false));
    }

    #[test]
    fn a_part_and_a_number_beside_have_no_such_name() {
        let ends = [shape(&[4]), shape(&[2])];
        let part = Arrange::new(&[vec![Some(1), Some(2)]], ends, 0.0).unwrap();
        assert_eq!(part.name(), None);
        let first = Arrange::new(&[vec![Some(0), Some(1)]], ends, 0.0).unwrap();
        assert_eq!(first.name(), None);
        let padded = Arrange::new(&[vec![None, Some(0)]], ends, 7.0).unwrap();
        assert!(padded.reads_outside() && padded.source(0).is_none());
    }
}
