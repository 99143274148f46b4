//! What an author's source prints as a layer's output, right or wrong.

use std::sync::Arc;

use toml::de::DeValue;

use super::budget::Budget;
use super::files::{DataFolder, Picture, pasted};
use super::tensor::{Role, Tensors};
use crate::document::{Node, Sink};
use crate::nn::{Shape, Tensor};

/// An output as it is printed: as many numbers as the layer puts out.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    numbers: Arc<Tensor>,
    /// With how many decimals each number is written, where they are written out.
    decimals: Vec<Option<usize>>,
    /// Maps, rows and columns.
    dims: [usize; 3],
}

impl Published {
    /// The numbers at a key of a layer.
    pub(super) fn read(
        node: &Node,
        key: &str,
        place: &DataFolder,
        budget: &mut Budget,
        sink: &mut Sink,
    ) -> Option<Self> {
        let numbers = Tensors {
            place,
            budget,
            channels: 0,
            role: Role::Data,
            fit: Picture::PLAIN,
        }
        .read(node, key, sink)?;

        let mut decimals = Vec::new();
        collect(node, &mut decimals);

        Some(Self {
            dims: [1, 1, numbers.count()],
            numbers: Arc::new(numbers),
            decimals,
        })
    }

    /// As the output of a layer; `None` where that has another shape.
    pub(super) fn fitted(mut self, output: Shape) -> Option<Self> {
        let fits = match (output.levels(), self.shape()) {
            ([1, map @ ..], own) if map.len() == 2 && own.len() == 2 => map == own,
            (levels, [1, own @ ..]) if levels.len() == own.len() => levels == own,
            (levels, own) => levels == own,
        };

        self.dims = output.dims();
        fits.then_some(self)
    }

    /// How many numbers there are on each level.
    pub(super) fn shape(&self) -> &[usize] {
        self.numbers.shape()
    }

    /// Where a number of the list stands in the output.
    pub(super) fn cell(&self, index: usize) -> [usize; 3] {
        let [_, height, width] = self.dims;

        [
            index / (height * width),
            index / width % height,
            index % width,
        ]
    }

    fn index(&self, [map, row, column]: [usize; 3]) -> usize {
        let [_, height, width] = self.dims;
        (map * height + row) * width + column
    }

    /// What is printed for a cell.
    #[must_use]
    pub fn at(&self, cell: [usize; 3]) -> f32 {
        self.numbers.at(self.index(cell))
    }

    /// Whether what is printed for a cell is what it comes to: within 1e-4 of the larger of 1 and itself, or once that is
    /// rounded to as many decimals as are written.
    #[must_use]
    pub fn agrees(&self, cell: [usize; 3], found: f32) -> bool {
        let printed = self.at(cell);
        let apart = f64::from(printed - found).abs();
        let near = apart <= 1e-4 * f64::from(printed.abs()).max(1.0);
        let decimals = self.decimals.get(self.index(cell)).copied().flatten();
        let rounds = decimals.is_some_and(|count| {
            let half = 0.5 * 0.1f64.powi(i32::try_from(count).unwrap_or(i32::MAX));
            apart <= half * (1.0 + 1e-6)
        });

        near || rounds || printed == found
    }

    /// The cells of all numbers, in the order in which they are written.
    pub(super) fn cells(&self) -> impl Iterator<Item = [usize; 3]> + use<'_> {
        (0..self.numbers.count()).map(|index| self.cell(index))
    }

    /// The numbers, for those who ask how wide they are.
    pub fn numbers(&self) -> impl Iterator<Item = f32> + use<'_> {
        self.cells().map(|cell| self.at(cell))
    }

    /// The place of one number, where numbers are written out.
    pub(super) fn place<'a>(&self, node: &Node<'a>, cell: [usize; 3]) -> Node<'a> {
        let mut at = node.clone();
        let mut rest = self.index(cell);
        let shape = self.shape();

        for level in 0..shape.len() {
            let below: usize = shape[level + 1..].iter().product();
            match at
                .elements()
                .and_then(|mut elements| elements.nth(rest / below))
            {
                Some(element) => at = element,
                None => return node.clone(),
            }
            rest %= below;
        }

        at
    }
}

/// With how many decimals the numbers below a node are written.
fn collect(node: &Node, decimals: &mut Vec<Option<usize>>) {
    match node.value {
        DeValue::Array(_) => {
            for element in node.elements().into_iter().flatten() {
                collect(&element, decimals);
            }
        }
        DeValue::Table(table) => {
            let text = table.get("text").and_then(|text| text.get_ref().as_str());
            decimals.extend(pasted::decimals(text.unwrap_or_default()));
        }
        DeValue::Float(_) => decimals.extend(pasted::decimals(&node.digits())),
        _ => decimals.push(None),
    }
}
