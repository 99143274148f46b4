use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::nn::{Conv, Op, Padding, PaddingMode, Shape, Stage, Tensor, Window};

/// A chain of convolutions with these filters, on 2 maps of 5 x 4.
fn network(filters: &[usize], kernel: usize) -> Network {
    let mut network = Network::new(
        Arc::new(Tensor::fill(vec![2, 5, 4], 1.0)),
        Shape::maps([2, 5, 4]),
    );

    for &filters in filters {
        let depth = network.output().dims()[0];
        let conv = Conv {
            weight: Arc::new(Tensor::fill(vec![filters, depth, kernel, kernel], 1.0)),
            bias: Some(Arc::new(Tensor::fill(vec![filters], 0.0))),
            window: Window {
                kernel: [kernel; 2],
                stride: [1; 2],
                padding: Padding::even(1),
                dilation: [1; 2],
                is_line: false,
            },
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed: None,
        };

        network
            .push(
                format!("conv{}", network.layers.len() + 1),
                Op::Conv(conv),
                &[network.last()],
            )
            .expect("fits");
    }

    network
}

fn walks() -> impl Strategy<Value = Walk> {
    (
        prop::collection::vec(1usize..4, 1..4),
        1usize..4,
        prop::sample::select(&Order::ALL[..]),
    )
        .prop_map(|(filters, kernel, (_, order))| Walk::new(&network(&filters, kernel), order))
}

proptest! {
    #[test]
    fn every_position_is_a_place_and_back(walk in walks()) {
        for position in 0..=walk.end() {
            prop_assert_eq!(walk.position(&walk.place(position)), position);
        }
    }

    #[test]
    fn steps_are_counted_as_they_are_met(walk in walks(), (_, grain) in prop::sample::select(&Grain::ALL[..])) {
        let mut met = 0;
        for position in 0..=walk.end() {
            let ends = position > 0 && walk.select(met + 1, grain) == position;
            met += u64::from(ends && met < walk.steps(grain, None));
            prop_assert_eq!(walk.rank(position, grain), met);
        }

        prop_assert_eq!(met, walk.steps(grain, None));
    }

    #[test]
    fn back_undoes_forward(walk in walks(), (_, grain) in prop::sample::select(&Grain::ALL[..]), at in any::<u64>()) {
        let steps = walk.steps(grain, None);
        let position = walk.select(at % steps + 1, grain);

        prop_assert_eq!(walk.go(walk.select(1, grain), grain, -1), 0);

        if at % steps + 1 < steps {
            let next = walk.go(position, grain, 1);
            prop_assert!(next > position);
            prop_assert_eq!(walk.go(next, grain, -1), position);
        }
    }

    #[test]
    fn a_coarse_step_ends_a_finer_one(walk in walks(), (_, grain) in prop::sample::select(&Grain::ALL[..])) {
        for step in 1..=walk.steps(grain, None) {
            let position = walk.select(step, grain);
            prop_assert_eq!(walk.select(walk.rank(position, grain.finer()), grain.finer()), position);
        }
    }
}

#[test]
fn the_worked_example_has_seventy_two_steps() {
    let mut network = Network::new(
        Arc::new(Tensor::fill(vec![3, 5, 5], 1.0)),
        Shape::maps([3, 5, 5]),
    );

    let conv = Conv {
        weight: Arc::new(Tensor::fill(vec![2, 3, 3, 3], 1.0)),
        bias: Some(Arc::new(Tensor::fill(vec![2], 0.0))),
        window: Window {
            kernel: [3; 2],
            stride: [2; 2],
            padding: Padding::even(1),
            dilation: [1; 2],
            is_line: false,
        },
        groups: 1,
        mode: PaddingMode::Zeros,
        transposed: None,
    };

    network
        .push("conv1".into(), Op::Conv(conv), &[Stage::INPUT])
        .expect("fits");
    let walk = Walk::new(&network, Order::Window);
    assert_eq!(walk.steps(Grain::Channel, None), 72);
    assert_eq!(walk.steps(Grain::Tap, None), 28 * 18);
    assert_eq!(
        walk.place(walk.select(4, Grain::Channel)),
        Place {
            layer: 0,
            cell: [0, 0, 0],
            moment: Moment::Finish
        }
    );

    assert_eq!(walk.place(walk.select(5, Grain::Channel)).cell, [1, 0, 0]);
}
