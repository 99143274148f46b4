//! `[features]`: the images that are looked through for what excites each filter.

use std::sync::Arc;

use super::budget::Budget;
use super::files::{DataFolder, Picture};
use super::tensor::{Role, Tensors};
use crate::document::{Fields, Node, Sink};
use crate::nn::{Images, Shape, Tensor};
use crate::text::{Phrase, phrase};

/// Images, each of the input's shape, and the class of each: none, or as many as there are images.
pub(super) type Features = (Arc<Images>, Vec<usize>);

/// Reads `[features]`, for an input of this shape and a network that ends in so many numbers.
pub(super) fn features(
    node: &Node,
    place: &DataFolder,
    (input, classes): (Shape, u64),
    budget: &mut Budget,
    sink: &mut Sink,
) -> Option<Features> {
    let mut fields = Fields::of(node, "`features`", sink)?;
    let images = fields.need("images", "`features`", sink);
    let labels = fields.get("labels");
    fields.close("`features`", false, sink);

    let mut tensor = |node: &Node, key, role, sink: &mut Sink| {
        let mut tensors = Tensors {
            place,
            budget: &mut *budget,
            channels: 0,
            role,
            fit: Picture::PLAIN,
        };

        tensors.read(node, key, sink)
    };

    let found = images
        .as_ref()
        .and_then(|node| tensor(node, "images", Role::Data, sink));
    let named = labels
        .as_ref()
        .and_then(|node| tensor(node, "labels", Role::Vector, sink));

    let images = of_shape(&images?, found?, input, sink)?;
    let labels = match labels {
        Some(node) => classes_of(&node, &named?, (images.count(), classes), sink)?,
        None => Vec::new(),
    };

    Some((Arc::new(images), labels))
}

/// The images of a tensor, if each has the input's shape.
fn of_shape(node: &Node, tensor: Tensor, input: Shape, sink: &mut Sink) -> Option<Images> {
    let message = phrase!(
        "the images have the shape {}, where images of {} are needed",
        format!("{:?}", tensor.shape()),
        input
    );

    let images = Images::new(tensor, input);

    match images {
        Some(images) if images.count() > 0 => Some(images),
        _ => {
            let help = "the first level counts the images; each has the shape of the input";
            sink.fault(node, message, Phrase::from(help))
        }
    }
}

/// The labels of so many images, each the number of one of so many classes.
fn classes_of(
    node: &Node,
    labels: &Tensor,
    (images, classes): (usize, u64),
    sink: &mut Sink,
) -> Option<Vec<usize>> {
    if labels.shape() != [images] {
        let message = phrase!(
            "there are {} images, but the labels have the shape {}",
            images,
            format!("{:?}", labels.shape())
        );

        return sink.fault(node, message, phrase!("give each image one number"));
    }

    let label = |at: usize| {
        let label = labels.at(at);
        let is_class = label.fract() == 0.0 && label >= 0.0 && f64::from(label) < classes as f64;
        is_class.then_some(label as usize)
    };

    if let Some(at) = (0..images).find(|&at| label(at).is_none()) {
        let message = phrase!(
            "the label of image {} is {}, but the network ends in {} numbers, counted from 0",
            at,
            labels.at(at),
            classes
        );

        return sink.fault(node, message, None);
    }

    (0..images).map(label).collect()
}
