//! The network of three convolutions.

use std::sync::Arc;

use convstep::nn::{Progress, Stage, Values};
use convstep::scenario::{Request, Scenario, load};

use crate::root;

/// The picture of a 7 from the test set.
fn seven() -> Request {
    Request {
        input: Some(root().join("assets/seven.png")),
        ..Request::default()
    }
}

fn open(what: &str, request: &Request) -> Scenario {
    load(what, request).unwrap_or_else(|faults| panic!("{what}: {faults}"))
}

#[test]
fn the_model_and_the_scenario_give_the_same_numbers() {
    let model = root().join("assets/mnist.onnx");
    let scenarios = [
        open("features", &Request::default()),
        open("features", &seven()),
        open(&model.to_string_lossy(), &seven()),
    ];

    let [own, given, model] = scenarios.map(|scenario| Values::new(Arc::clone(&scenario.network)));
    let count = own.network().layers.len();
    assert_eq!(count, model.network().layers.len());

    for layer in 0..count {
        let stage = Stage::after(layer);
        let shape = own.network().shape_of(stage);
        assert_eq!(shape, model.network().shape_of(stage));

        let [own, given, model] = [&own, &given, &model].map(|values| {
            values
                .whole(stage, &Progress::default())
                .expect("an output")
        });
        let [maps, rows, columns] = shape.dims();

        for at in 0..maps * rows * columns {
            let cell = [at / columns / rows, at / columns % rows, at % columns];
            let value = own.at(cell);
            assert_eq!(
                [given.at(cell), model.at(cell)],
                [value; 2],
                "{layer} {cell:?}"
            );
        }
    }
}
