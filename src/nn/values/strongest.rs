//! Where a layer's maps answer most strongly, among many inputs.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::{Cells, Progress, Stage, Values};

/// How many of the strongest are kept of each map.
const KEPT: usize = 9;

/// The strongest answer of a map to an image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Which of the images, counted from 0.
    pub image: usize,
    /// The cell of the layer's output.
    pub cell: [usize; 3],
    /// What the layer puts out there.
    pub value: f32,
}

impl Values {
    /// Of each map of a layer the nine images to which it answers most strongly, each at its strongest place; `None` where
    /// they are not found yet.
    #[must_use]
    pub fn strongest(&self, layer: usize) -> Option<&[Vec<Response>]> {
        Some(self.strongest[layer].get()?)
    }

    /// Looks through the images; `None` if `watch` says to stop.
    pub(super) fn look_through(&self, layer: usize, watch: &Progress) -> Option<()> {
        let images = self.network.images.as_ref()?;
        let stage = Stage::after(layer);
        let dims = self.network.shape_of(stage).dims();
        let mut found: Vec<Vec<Response>> = vec![Vec::new(); dims[0]];

        for image in 0..images.count() {
            let network = images.shown_to(&self.network, image);
            let values = Self::new(Arc::new(network));
            let one = Progress::following(watch);
            let cells = values.whole(stage, &one)?;

            for (map, answers) in found.iter_mut().enumerate() {
                keep(answers, strongest(&cells, map, dims, image));
            }

            watch
                .done
                .fetch_add(one.done.load(Ordering::Relaxed), Ordering::Relaxed);
        }

        self.strongest[layer].get_or_init(|| found);

        Some(())
    }

    /// Multiplications that it takes to look through the images.
    pub(super) fn work_of_images(&self, layer: usize) -> u64 {
        let images = self.network.images.as_ref();
        let images = images.map_or(0, |images| images.count());
        let one = Self::new(Arc::clone(&self.network)).work(Stage::after(layer));

        one.saturating_mul(images as u64)
    }
}

/// The first of the largest cells of a map.
fn strongest(cells: &Cells, map: usize, [_, rows, columns]: [usize; 3], image: usize) -> Response {
    let all = (0..rows * columns).map(|at| {
        let cell = [map, at / columns, at % columns];
        Response {
            image,
            cell,
            value: cells.at(cell),
        }
    });

    let none = Response {
        image,
        cell: [map, 0, 0],
        value: f32::NEG_INFINITY,
    };

    all.fold(none, |best, answer| {
        if answer.value > best.value {
            answer
        } else {
            best
        }
    })
}

/// Puts an answer in its place behind those that are as strong, and forgets the weakest.
fn keep(answers: &mut Vec<Response>, answer: Response) {
    let at = answers.partition_point(|has| has.value >= answer.value);
    answers.insert(at, answer);
    answers.truncate(KEPT);
}
