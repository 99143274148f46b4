//! Where in the file the numbers of a layer stand.

use super::{Made, Model, proto, weight};
use crate::nn::Tensor;

/// A weight of the model that holds the numbers of a layer's tensor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pointer {
    pub name: String,
    /// Whether its rows are the tensor's columns.
    pub is_turned: bool,
}

impl Model {
    /// The weight with a tensor's numbers, among those whose shape fits: one that the node reads, else any. A matrix may
    /// lie turned in the file.
    #[must_use]
    pub(crate) fn pointer(
        &self,
        node: &Made,
        tensor: &Tensor,
        fits: &dyn Fn(&[usize]) -> bool,
    ) -> Option<Pointer> {
        let is_own = |weight: &&proto::Tensor| node.reads.contains(&weight.name);
        let all = || self.graph.initializer.iter();
        let mut ordered = all()
            .filter(is_own)
            .chain(all().filter(|weight| !is_own(weight)));

        ordered.find_map(|weight| self.points_to(weight, tensor, fits))
    }

    fn points_to(
        &self,
        weight: &proto::Tensor,
        tensor: &Tensor,
        fits: &dyn Fn(&[usize]) -> bool,
    ) -> Option<Pointer> {
        let dims: Option<Vec<usize>> = weight
            .dims
            .iter()
            .map(|&n| usize::try_from(n).ok())
            .collect();
        let dims = dims?;
        let is_plain = fits(&dims);
        let turned = match *tensor.shape() {
            [rows, columns] if dims == [columns, rows] => Some([rows, columns]),
            _ => None,
        };

        if !is_plain && turned.is_none() {
            return None;
        }

        let numbers = weight::read(weight, &self.folder).ok()?;
        let holds = |place: &dyn Fn(usize) -> usize| {
            (0..tensor.count()).all(|at| numbers.at(place(at)).float() == tensor.at(at))
        };

        let is_turned = if is_plain && holds(&|at| at) {
            false
        } else {
            let [rows, columns] = turned?;
            holds(&|at| at % columns * rows + at / columns).then_some(true)?
        };

        Some(Pointer {
            name: weight.name.clone(),
            is_turned,
        })
    }
}
