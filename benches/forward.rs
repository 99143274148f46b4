//! What DESIGN promises of forward, and the plain loops it is compared with: `cargo bench --bench forward`.

use std::sync::Arc;

use convstep::nn::{
    Activation, Cell, Combine, Conv, Fold, Linear, Network, Numbers, Op, Padding, PaddingMode,
    Pool, Progress, Shape, Stage, Tensor, Values, Window,
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn random(shape: Vec<usize>) -> Arc<Tensor> {
    let tensor = Tensor::new(
        shape,
        Numbers::Random {
            seed: 1,
            low: -1.0,
            high: 1.0,
            integer: false,
        },
    );

    let values = tensor.part(0..tensor.count()).into_owned();
    Arc::new(Tensor::new(
        tensor.shape().to_vec(),
        Numbers::Values(values),
    ))
}

fn window(kernel: usize, stride: usize, padding: usize) -> Window {
    Window {
        kernel: [kernel; 2],
        stride: [stride; 2],
        padding: Padding::even(padding),
        dilation: [1; 2],
        is_line: false,
    }
}

fn conv(filters: usize, channels: usize, kernel: usize, stride: usize) -> Op {
    Op::Conv(Conv {
        weight: random(vec![filters, channels, kernel, kernel]),
        bias: Some(random(vec![filters])),
        window: window(kernel, stride, kernel / 2),
        groups: 1,
        mode: PaddingMode::Zeros,
        transposed: None,
    })
}

/// One layer on random maps.
fn on_maps(dims: [usize; 3], op: Op) -> Arc<Network> {
    let mut network = Network::new(random(dims.to_vec()), Shape::maps(dims));
    network
        .push("layer".into(), op, &[Stage::INPUT])
        .expect("the layer fits");
    Arc::new(network)
}

/// Measures the first layer's whole output.
fn forward(bencher: Bencher, network: &Arc<Network>) {
    bencher
        .with_inputs(|| Values::new(Arc::clone(network)))
        .bench_refs(|values| {
            black_box(
                values
                    .whole(Stage::after(0), &Progress::default())
                    .is_some(),
            )
        });
}

/// Measures the same, cell by cell from the recipes' definition.
fn plain(bencher: Bencher, network: &Arc<Network>) {
    let layer = &network.layers[0];
    let [channels, height, width] = layer.output.dims();
    let [_, rows, columns] = network.shape.dims();
    let read = |Cell { at: [c, y, x], .. }: Cell| network.input.at((c * rows + y) * columns + x);
    bencher.bench(|| {
        let mut sum = 0.0;
        for index in 0..channels * height * width {
            let cell = [
                index / (height * width),
                index / width % height,
                index % width,
            ];
            sum += layer.recipe(cell, read).value();
        }

        sum
    });
}

/// 3x224x224 -> 64, 7x7 with stride 2: at most 4.3 ms on two threads.
fn stem() -> Arc<Network> {
    on_maps([3, 224, 224], conv(64, 3, 7, 2))
}

/// 64x56x56 -> 64, 3x3: at most 1.7 ms on two threads.
fn block() -> Arc<Network> {
    on_maps([64, 56, 56], conv(64, 64, 3, 1))
}

fn dense() -> Arc<Network> {
    let mut network = Network::new(random(vec![4096]), Shape::vector(4096));
    let linear = Linear {
        weight: random(vec![4096, 4096]),
        bias: Some(random(vec![4096])),
    };

    network
        .push("layer".into(), Op::Linear(linear), &[Stage::INPUT])
        .expect("the layer fits");

    Arc::new(network)
}

#[divan::bench]
fn conv_7x7(bencher: Bencher) {
    forward(bencher, &stem());
}

#[divan::bench]
fn conv_3x3(bencher: Bencher) {
    forward(bencher, &block());
}

#[divan::bench]
fn linear(bencher: Bencher) {
    forward(bencher, &dense());
}

/// 256x56x56 -> 64, as between ResNet's blocks.
#[divan::bench]
fn conv_1x1(bencher: Bencher) {
    forward(bencher, &on_maps([256, 56, 56], conv(64, 256, 1, 1)));
}

/// 128x56x56 -> 128 in 32 groups.
#[divan::bench]
fn grouped_3x3(bencher: Bencher) {
    let Op::Conv(conv) = conv(128, 4, 3, 1) else {
        return;
    };

    forward(
        bencher,
        &on_maps([128, 56, 56], Op::Conv(Conv { groups: 32, ..conv })),
    );
}

#[divan::bench]
fn add(bencher: Bencher) {
    let mut network = Network::new(random(vec![64, 112, 112]), Shape::maps([64, 112, 112]));
    network
        .push(
            "layer".into(),
            Op::Combine(Combine::Add),
            &[Stage::INPUT, Stage::INPUT],
        )
        .expect("the layer fits");

    forward(bencher, &Arc::new(network));
}

#[divan::bench]
fn global_avg_pool(bencher: Bencher) {
    let pool = Pool {
        fold: Fold::Sum,
        window: None,
        ceil: false,
        count_include_pad: true,
    };
    forward(bencher, &on_maps([64, 112, 112], Op::Pool(pool)));
}

#[divan::bench]
fn max_pool_3x3(bencher: Bencher) {
    let pool = Pool {
        fold: Fold::Max,
        window: Some(window(3, 2, 1)),
        ceil: false,
        count_include_pad: true,
    };
    forward(bencher, &on_maps([64, 112, 112], Op::Pool(pool)));
}

#[divan::bench]
fn avg_pool_3x3(bencher: Bencher) {
    let pool = Pool {
        fold: Fold::Sum,
        window: Some(window(3, 2, 1)),
        ceil: false,
        count_include_pad: true,
    };
    forward(bencher, &on_maps([64, 112, 112], Op::Pool(pool)));
}

#[divan::bench]
fn depthwise_3x3(bencher: Bencher) {
    let Op::Conv(conv) = conv(64, 1, 3, 1) else {
        return;
    };

    forward(
        bencher,
        &on_maps([64, 112, 112], Op::Conv(Conv { groups: 64, ..conv })),
    );
}

#[divan::bench]
fn relu(bencher: Bencher) {
    forward(
        bencher,
        &on_maps([64, 112, 112], Op::Activation(Activation::Relu)),
    );
}

#[divan::bench]
fn gelu(bencher: Bencher) {
    forward(
        bencher,
        &on_maps([64, 112, 112], Op::Activation(Activation::Gelu)),
    );
}

#[divan::bench]
fn softmax(bencher: Bencher) {
    forward(bencher, &on_maps([64, 112, 112], Op::Softmax));
}

#[divan::bench(sample_count = 1)]
fn plain_conv_7x7(bencher: Bencher) {
    plain(bencher, &stem());
}

#[divan::bench(sample_count = 1)]
fn plain_conv_3x3(bencher: Bencher) {
    plain(bencher, &block());
}

#[divan::bench(sample_count = 1)]
fn plain_linear(bencher: Bencher) {
    plain(bencher, &dense());
}
