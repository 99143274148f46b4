//! Laws that hold for every layer of every shape: forward is what the recipes say, a part is a part of the whole, and the
//! output has as many cells as windows fit.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;

/// Random numbers, few enough and small enough that sums of integers are exact.
fn tensor(shape: Vec<usize>, integer: bool) -> impl Strategy<Value = Arc<Tensor>> {
    any::<u64>().prop_map(move |seed| {
        Arc::new(Tensor::new(
            shape.clone(),
            Numbers::Random {
                seed,
                low: -4.0,
                high: 4.0,
                integer,
            },
        ))
    })
}

fn pair(range: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = [usize; 2]> {
    [range.clone(), range]
}

fn padding(most: usize) -> impl Strategy<Value = Padding> {
    let pad = || (0..=most, 0..=most).prop_map(|(before, after)| Pad { before, after });
    prop_oneof![1 => Just(Padding::Same), 4 => [pad(), pad()].prop_map(Padding::Sides)]
}

fn window(kernel: usize, padding_at_most: usize, dilation: usize) -> impl Strategy<Value = Window> {
    (
        pair(1..=kernel),
        pair(1..=3),
        padding(padding_at_most),
        pair(1..=dilation),
    )
        .prop_map(|(kernel, stride, padding, dilation)| Window {
            kernel,
            stride,
            padding,
            dilation,
            is_line: false,
        })
}

fn mode() -> impl Strategy<Value = PaddingMode> {
    proptest::sample::select(PaddingMode::ALL.map(|(_, mode)| mode).to_vec())
}

/// A convolution on `channels` maps, split into `groups`.
fn conv(channels: usize, groups: usize, integer: bool) -> impl Strategy<Value = Op> {
    (window(4, 3, 3), mode(), 1usize..=3).prop_flat_map(move |(window, mode, per_group)| {
        let [height, width] = window.kernel;
        let weight = tensor(
            vec![per_group * groups, channels / groups, height, width],
            integer,
        );

        (weight, tensor(vec![per_group * groups], integer)).prop_map(move |(weight, bias)| {
            Op::Conv(Conv {
                weight,
                bias: Some(bias),
                window,
                groups,
                mode,
                transposed: None,
            })
        })
    })
}

fn transposed(channels: usize, groups: usize, integer: bool) -> impl Strategy<Value = Op> {
    let parts = (window(4, 2, 3), pair(0..=2), 1usize..=3);
    parts.prop_flat_map(move |(window, more, per_group)| {
        let [height, width] = window.kernel;
        let weight = tensor(vec![channels, per_group, height, width], integer);
        (weight, tensor(vec![per_group * groups], integer)).prop_map(move |(weight, bias)| {
            let mode = PaddingMode::Zeros;
            Op::Conv(Conv {
                weight,
                bias: Some(bias),
                window,
                groups,
                mode,
                transposed: Some(more),
            })
        })
    })
}

fn pool() -> impl Strategy<Value = Op> {
    let largest = (window(4, 2, 3), any::<bool>()).prop_map(|(window, ceil)| {
        Op::Pool(Pool {
            fold: Fold::Max,
            window: Some(window),
            ceil,
            count_include_pad: true,
        })
    });

    let mean = (window(4, 2, 1), any::<bool>(), any::<bool>()).prop_map(
        |(window, ceil, count_include_pad)| {
            Op::Pool(Pool {
                fold: Fold::Sum,
                window: Some(window),
                ceil,
                count_include_pad,
            })
        },
    );

    prop_oneof![
        largest,
        mean,
        Just(Op::Pool(Pool::global(Fold::Max))),
        Just(Op::Pool(Pool::global(Fold::Sum)))
    ]
}

fn activation() -> impl Strategy<Value = Activation> {
    prop_oneof![
        proptest::sample::select(Activation::ALL.to_vec()),
        (0.0..1.0).prop_map(|slope| Activation::LeakyRelu { slope }),
        Just(Activation::Sigmoid),
        Just(Activation::Tanh),
        (0.1..2.0).prop_map(|alpha| Activation::Elu { alpha }),
        Just(Activation::Silu),
        Just(Activation::Gelu),
        Just(Activation::GeluTanh),
    ]
}

fn batch_norm(channels: usize) -> impl Strategy<Value = Op> {
    let numbers = || tensor(vec![channels], false);
    (numbers(), numbers(), numbers(), any::<u64>()).prop_map(move |(weight, bias, mean, seed)| {
        let spread = Numbers::Random {
            seed,
            low: 0.1,
            high: 2.0,
            integer: false,
        };

        let var = Arc::new(Tensor::new(vec![channels], spread));
        Op::BatchNorm(BatchNorm {
            weight,
            bias,
            mean,
            var,
            eps: 1e-5,
        })
    })
}

/// Any layer that reads maps and writes maps.
fn on_maps(channels: usize, groups: usize, integer: bool) -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => conv(channels, groups, integer).boxed(),
        3 => transposed(channels, groups, integer).boxed(),
        3 => pool().boxed(),
        1 => activation().prop_map(Op::Activation),
        1 => batch_norm(channels),
        1 => Just(Op::Softmax),
        1 => Just(Op::LogSoftmax),
        3 => moving(channels, groups).boxed(),
        2 => among_channels(channels, groups).boxed(),
    ]
}

/// What picks cells or moves them.
fn moving(channels: usize, groups: usize) -> impl Strategy<Value = Op> {
    let part = |most: usize| {
        proptest::option::of((0..most, 1..=most).prop_map(|(from, length)| [from, from + length]))
    };

    let border = ([0usize..3, 0..3, 0..3, 0..3], mode(), -2.0..2.0).prop_map(
        |([a, b, c, d], mode, value)| {
            let side = |before, after| Pad { before, after };
            let sides = [side(a, b), side(c, d)];
            Op::Pad(Border { sides, mode, value })
        },
    );

    let by = proptest::sample::select(vec![
        By::Nearest,
        By::Linear { corners: false },
        By::Linear { corners: true },
        By::Share(Fold::Sum),
        By::Share(Fold::Max),
    ]);

    let resized = (pair(1..=9), by).prop_map(|(size, by)| {
        let to = To::Size(size);
        Op::Resize(Resize { to, by })
    });

    let scaled = ([0.4..3.0, 0.4..3.0], any::<bool>()).prop_map(|(scale, corners)| {
        let to = To::Scale(scale);
        let by = By::Linear { corners };
        Op::Resize(Resize { to, by })
    });

    prop_oneof![
        (part(channels), part(3), part(3)).prop_map(|(a, b, c)| Op::Slice([a, b, c])),
        border,
        resized,
        scaled,
        Just(Op::Shuffle(groups)),
        Just(Op::Identity(None)),
    ]
}

/// What looks at several channels, or at whole maps.
fn among_channels(channels: usize, groups: usize) -> impl Strategy<Value = Op> {
    let norm = (tensor(vec![channels], false), any::<bool>()).prop_map(move |(weight, whole)| {
        Op::Norm(Norm {
            groups: (!whole).then_some(groups),
            weight: Some(Arc::clone(&weight)),
            bias: Some(weight),
            eps: 1e-2,
        })
    });

    let lrn = (1usize..5, 0.0..1.0).prop_map(|(size, alpha)| {
        Op::Lrn(Lrn {
            size,
            alpha,
            beta: 0.75,
            k: 1.0,
        })
    });

    let slopes = tensor(vec![channels], false).prop_map(Op::PRelu);

    prop_oneof![norm, lrn, slopes]
}

/// What reads two stages.
fn joint() -> impl Strategy<Value = Op> {
    let combine = Combine::ALL.map(|(_, combine)| Op::Combine(combine));
    proptest::sample::select([combine.as_slice(), &[Op::Concat]].concat())
}

/// An order of channels, rows and columns, now and then.
fn turned() -> impl Strategy<Value = Option<[usize; 3]>> {
    let orders = vec![[0, 2, 1], [1, 0, 2], [2, 1, 0], [0, 1, 2]];
    proptest::option::weighted(0.3, proptest::sample::select(orders))
}

/// An input, and one or two layers that fit on it.
fn network(integer: bool) -> impl Strategy<Value = Arc<Network>> {
    (1usize..=3, 1usize..=3, 1usize..=9, 1usize..=9)
        .prop_flat_map(move |(groups, depth, height, width)| {
            let channels = groups * depth;
            let input = tensor(vec![channels, height, width], integer);
            (
                input,
                on_maps(channels, groups, integer).boxed(),
                on_maps(channels, 1, integer).boxed(),
                joint(),
                any::<bool>(),
                turned(),
            )
        })
        .prop_filter_map(
            "does not fit",
            |(input, first, second, joint, two, turn)| {
                let &[channels, height, width] = input.shape() else {
                    return None;
                };

                let mut network = Network::new(input, Shape::maps([channels, height, width]));
                network.push("first".into(), first, &[Stage::INPUT]).ok()?;

                if let Some(made) =
                    turn.and_then(|order| Arrange::transposed(network.output(), &order))
                {
                    let op = Op::Arrange(Arc::new(made));
                    network.push("turned".into(), op, &[network.last()]).ok()?;
                }

                // The second is made for the input's channels: it fits where the first keeps them.
                if two {
                    let _ = network.push("second".into(), second, &[network.last()]);
                }

                // The last two go together where the second keeps the size.
                let last = network.last().order();
                let stages = [Stage::at(last), Stage::at(last - 1), Stage::at(last)];
                let _ = network.push("joint".into(), joint, &stages);

                Some(Arc::new(network))
            },
        )
}

/// Maps of at least a cell, flattened into a dense layer and softmax.
fn dense() -> impl Strategy<Value = Arc<Network>> {
    (pair(1..=4), 1usize..=4, 1usize..=6).prop_flat_map(|([height, width], channels, outputs)| {
        let inputs = channels * height * width;
        let numbers = (
            tensor(vec![channels, height, width], false),
            tensor(vec![outputs, inputs], false),
        );

        (numbers, tensor(vec![outputs], false)).prop_map(move |((input, weight), bias)| {
            let mut network = Network::new(input, Shape::maps([channels, height, width]));
            for op in [
                Op::Flatten,
                Op::Activation(Activation::Relu),
                Op::Linear(Linear {
                    weight,
                    bias: Some(bias),
                }),
                Op::Softmax,
            ] {
                network.push(String::new(), op, &[network.last()]).unwrap();
            }

            Arc::new(network)
        })
    })
}

fn cells_of(shape: Shape) -> impl Iterator<Item = [usize; 3]> {
    let [channels, height, width] = shape.dims();
    (0..channels)
        .flat_map(move |c| (0..height).flat_map(move |y| (0..width).map(move |x| [c, y, x])))
}

/// Holds every layer's forward to its recipes, both on the same input, bit for bit.
fn forward_is_the_recipes(network: &Arc<Network>) -> Result<(), TestCaseError> {
    let values = Values::new(Arc::clone(network));
    for (index, layer) in network.layers.iter().enumerate() {
        let all = |source: usize| network.whole(layer.sources[source].stage);
        let output = values
            .whole(Stage::after(index), &Progress::default())
            .unwrap();

        let inputs = values.inputs(index, all).unwrap();

        for cell in cells_of(layer.output) {
            let fast = output.at(cell);
            let plain = layer.recipe(cell, |from| inputs.at(from)).value();
            prop_assert!(
                same(fast, plain),
                "{cell:?} of {layer:?}: forward {fast}, recipe {plain}"
            );
        }
    }

    Ok(())
}

/// Whether two numbers have the same bits, or neither is a number.
fn same(a: f32, b: f32) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// A transposed convolution as textbooks define it: every input cell adds its multiple of the kernel to the output.
fn scatter(layer: &Layer, conv: &Conv, input: &Tensor) -> Vec<f64> {
    let [[channels, height, width], [filters, rows, columns]] =
        [layer.input().dims(), layer.output.dims()];

    let Padding::Sides(crop) = conv.window.padding else {
        return Vec::new();
    };

    let Window {
        kernel,
        stride,
        dilation,
        ..
    } = conv.window;

    let mut output: Vec<f64> = (0..filters * rows * columns)
        .map(|at| {
            conv.bias
                .as_ref()
                .map_or(0.0, |bias| f64::from(bias.at(at / (rows * columns))))
        })
        .collect();

    let per_group = filters / conv.groups;

    for [c, y, x] in cells_of(Shape::maps([channels, height, width])) {
        for [f, ky, kx] in cells_of(Shape::maps([per_group, kernel[0], kernel[1]])) {
            let row = (y * stride[0] + ky * dilation[0]).wrapping_sub(crop[0].before);
            let column = (x * stride[1] + kx * dilation[1]).wrapping_sub(crop[1].before);

            if row < rows && column < columns {
                let filter = c / (channels / conv.groups) * per_group + f;
                output[(filter * rows + row) * columns + column] +=
                    f64::from(input.at((c * height + y) * width + x))
                        * f64::from(conv.weight.at4([c, f, ky, kx]));
            }
        }
    }

    output
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn forward_has_the_bits_of_the_recipes(network in prop_oneof![network(true), network(false)]) {
        forward_is_the_recipes(&network)?;
    }

    #[test]
    fn dense_layers_are_what_the_recipes_say(network in dense()) {
        forward_is_the_recipes(&network)?;
        let last = Values::new(Arc::clone(&network));
        let probabilities = last.whole(Stage::after(3), &Progress::default()).unwrap();
        let sum: f32 = cells_of(network.output()).map(|cell| probabilities.at(cell)).sum();
        prop_assert!((sum - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_part_is_a_part_of_the_whole(network in network(false), from in [0.0..1.0, 0.0..1.0], to in [0.0..1.0, 0.0..1.0]) {
        let stage = network.last();
        let [_, height, width] = network.output().dims();
        let range = |n: usize, a: f64, b: f64| {
            let (a, b) = ((a.min(b) * n as f64) as usize, (a.max(b) * n as f64) as usize);
            a..b + 1
        };

        let rows = range(height, from[0], to[0]);
        let columns = range(width, from[1], to[1]);
        let values = Values::new(Arc::clone(&network));
        let part = values.compute(stage, [rows.clone(), columns.clone()], &Progress::default()).unwrap();
        let asked = Values::new(Arc::clone(&network));
        let cells = asked.cells(stage, [rows.clone(), columns.clone()]).unwrap();
        let whole = values.whole(stage, &Progress::default()).unwrap();

        for [c, y, x] in cells_of(network.output()).filter(|[_, y, x]| rows.contains(y) && columns.contains(x)) {
            let wanted = whole.at([c, y, x]);
            prop_assert!(same(part.at([c, y, x]), wanted) && same(cells.at([c, y, x]), wanted));
        }
    }

    #[test]
    fn a_source_of_one_cell_a_map_stands_at_every_place(
        input in tensor(vec![3, 4, 5], false),
        one in tensor(vec![1], false),
        combine in proptest::sample::select(Combine::ALL.map(|(_, combine)| combine).to_vec()),
        order in Just([Stage::INPUT, Stage::after(0), Stage::after(1), Stage::INPUT]).prop_shuffle(),
    ) {
        let mut network = Network::new(input, Shape::maps([3, 4, 5]));
        network.push("pool".into(), Op::Pool(Pool::global(Fold::Max)), &[Stage::INPUT]).unwrap();
        network.push("one".into(), Op::Constant(one), &[Stage::INPUT]).unwrap();
        network.push("joint".into(), Op::Combine(combine), &order).unwrap();

        let network = Arc::new(network);
        forward_is_the_recipes(&network)?;
        let values = Values::new(Arc::clone(&network));
        let part = values.compute(network.last(), [1..3, 2..5], &Progress::default()).unwrap();
        let whole = values.whole(network.last(), &Progress::default()).unwrap();
        prop_assert!(same(part.at([2, 2, 3]), whole.at([2, 2, 3])));
    }

    #[test]
    fn as_many_windows_as_fit(
        input in 1usize..20, kernel in 1usize..5, stride in 1usize..5, dilation in 1usize..4,
        before in 0usize..5, after in 0usize..5, ceil: bool,
    ) {
        // Only pools round up, and their padding is at most half the kernel.
        let [before, after] = [before, after].map(|pad| if ceil { pad.min(kernel / 2) } else { pad });
        let span = dilation * (kernel - 1) + 1;
        let extent = input + before + after;

        // Without ceil a window lies inside; with it, it may hang over by less than a stride, but starts before the padding.
        let fits = |start: usize| if ceil {
            start + span < extent + stride && start < input + before
        } else {
            start + span <= extent
        };

        let fitting = if span > extent { 0 } else { (0..extent).step_by(stride).filter(|&start| fits(start)).count() };
        let axis = Axis::sliding(input, kernel, stride, dilation, Pad { before, after }, ceil);
        prop_assert_eq!(axis.map_or(0, |axis| axis.output), fitting);
    }

    #[test]
    fn same_padding_keeps_one_window_a_stride(size in 1usize..20, op in conv(1, 1, true)) {
        let Op::Conv(mut conv) = op else { unreachable!() };
        (conv.window.padding, conv.mode) = (Padding::Same, PaddingMode::Zeros);
        let stride = conv.window.stride;
        let layer = Layer::new(String::new(), Op::Conv(conv), &[Source::input(Shape::maps([1, size, size + 1]))]).unwrap();
        prop_assert_eq!(&layer.output.dims()[1..], &[size.div_ceil(stride[0]), (size + 1).div_ceil(stride[1])]);
    }

    #[test]
    fn a_weight_is_shared_by_the_taps_that_use_it_and_read_no_padding(network in network(true)) {
        for layer in network.layers.iter().filter(|layer| matches!(layer.op, Op::Conv(_))) {
            let [_, height, width] = layer.output.dims();
            for (group, tap) in (0..layer.groups()).flat_map(|group| (0..layer.taps()).map(move |tap| (group, tap))) {
                let cells = cells_of(Shape::maps([1, height, width]));
                let mut met: Vec<_> = cells.filter_map(|cell| layer.source(cell, group, tap)).collect();
                let made = met.len();
                met.sort_unstable();
                met.dedup();
                prop_assert_eq!(layer.sharing(tap), Some(Sharing { met: met.len(), made }));
            }
        }
    }

    #[test]
    fn a_tap_finds_its_window_again(network in network(true)) {
        for axis in network.layers.iter().flat_map(|layer| [layer.rows, layer.columns]) {
            for (place, tap) in (0..axis.extent).flat_map(|place| (0..axis.kernel).map(move |tap| (place, tap))) {
                let window = (0..axis.output).find(|&window| axis.place(window, tap) == place);
                prop_assert_eq!(axis.window(place, tap), window);
            }
        }
    }

    #[test]
    fn a_transposed_convolution_spreads_every_cell(
        (input, op) in (1usize..=2, 1usize..=2, 1usize..=5, 1usize..=5).prop_flat_map(|(groups, depth, height, width)| {
            let channels = groups * depth;
            (tensor(vec![channels, height, width], true), transposed(channels, groups, true))
        })
    ) {
        let &[channels, height, width] = input.shape() else { unreachable!() };
        let shape = Shape::maps([channels, height, width]);
        let Op::Conv(mut conv) = op else { unreachable!() };

        if conv.window.padding == Padding::Same {
            conv.window.padding = Padding::even(0);
        }

        let Ok(layer) = Layer::new(String::new(), Op::Conv(conv.clone()), &[Source::input(shape)]) else { return Ok(()) };
        let mut network = Network::new(Arc::clone(&input), shape);
        network.layers.push(layer.clone());
        let values = Values::new(Arc::new(network));
        let output = values.whole(Stage::after(0), &Progress::default()).unwrap();
        let plain = scatter(&layer, &conv, &input);

        for (cell, wanted) in cells_of(layer.output).zip(plain) {
            prop_assert_eq!(f64::from(output.at(cell)), wanted, "{:?}", cell);
        }
    }
}

/// Cells that a transposed convolution leaves empty read nothing at all, and neither do the layers before it.
#[test]
fn a_window_may_read_nothing() {
    let ones = |shape: Vec<usize>| Arc::new(Tensor::fill(shape, 1.0));
    let conv = |transposed, stride| {
        let window = Window {
            kernel: [1, 1],
            stride: [stride; 2],
            padding: Padding::even(0),
            dilation: [1, 1],
            is_line: false,
        };

        let weight = ones(vec![1, 1, 1, 1]);
        let bias = ones(vec![1]);
        Op::Conv(Conv {
            weight,
            bias: Some(bias),
            window,
            groups: 1,
            mode: PaddingMode::Zeros,
            transposed,
        })
    };

    let mut network = Network::new(ones(vec![1, 3, 3]), Shape::maps([1, 3, 3]));

    for op in [
        conv(None, 1),
        Op::Pool(Pool::global(Fold::Sum)),
        conv(Some([2, 2]), 3),
    ] {
        network.push(String::new(), op, &[network.last()]).unwrap();
    }

    let last = network.last();
    let values = Values::new(Arc::new(network));
    let part = values
        .compute(last, [1..2, 1..2], &Progress::default())
        .unwrap();
    assert_eq!(part.at([0, 1, 1]), 1.0, "nothing but the bias");
    assert!(values.under(2, [0, 1, 1]).is_some());
}

/// A window whose taps straddle the input would have no largest number.
#[test]
fn no_pooling_window_reads_only_padding() {
    let pool = |dilation| {
        let window = Window {
            kernel: [2, 1],
            stride: [1, 1],
            padding: Padding::Same,
            dilation: [dilation, 1],
            is_line: false,
        };

        let op = Op::Pool(Pool {
            fold: Fold::Max,
            window: Some(window),
            ceil: false,
            count_include_pad: true,
        });

        Layer::new(String::new(), op, &[Source::input(Shape::maps([1, 1, 1]))])
    };

    assert!(pool(1).is_ok());
    assert_eq!(
        pool(2),
        Err(ShapeError::PoolGap {
            dim: Dim::Rows,
            input: 1
        })
    );
}

#[test]
fn a_change_keeps_what_comes_before_it() {
    let shape = Shape::maps([1, 6, 6]);
    let input = Arc::new(Tensor::fill(shape.levels().to_vec(), 2.0));
    let mut network = Network::new(input, shape);

    for _ in 0..3 {
        let op = Op::Activation(Activation::Relu);
        network.push(String::new(), op, &[network.last()]).unwrap();
    }

    let relu = Arc::new(network);
    let old = Values::new(Arc::clone(&relu));
    old.whole(relu.last(), &Progress::default()).unwrap();

    let negated = relu
        .with_op(1, &Op::Activation(Activation::Sigmoid))
        .unwrap();
    let new = Values::after(&old, Arc::new(negated));
    let known = |values: &Values| [0, 1, 2].map(|layer| values.is_known(Stage::after(layer)));
    assert_eq!(known(&new), [true, false, false]);

    let back = Values::after(&new, relu);
    assert_eq!(known(&back), [true, false, false]);

    let mut painted = Network::clone(old.network());
    painted.input = Arc::new(painted.input.with(0, 3.0));
    assert_eq!(known(&Values::after(&old, Arc::new(painted))), [false; 3]);
}

proptest! {
    #[test]
    fn what_is_kept_is_what_would_be_computed(network in network(false), seed in 0usize..1000) {
        let old = Values::new(Arc::clone(&network));
        old.whole(network.last(), &Progress::default()).unwrap();

        let index = seed % network.layers.len();
        let other = network.with_op(index, &Op::Identity(None));
        prop_assume!(other.is_ok());
        let other = Arc::new(other.unwrap());
        let new = Values::after(&old, Arc::clone(&other));
        let fresh = Values::new(Arc::clone(&other));

        for layer in 0..other.layers.len() {
            let stage = Stage::after(layer);
            let kept = new.whole(stage, &Progress::default()).unwrap();
            let computed = fresh.whole(stage, &Progress::default()).unwrap();

            for cell in cells_of(other.layers[layer].output) {
                prop_assert!(same(kept.at(cell), computed.at(cell)));
            }
        }
    }
}
