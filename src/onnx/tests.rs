//! Models that are written here: what becomes of them, and that nothing makes the reader panic.

use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use prost::Message;

use super::proto::{
    Attribute, Dimension, Dimensions, Function, Graph, Node, OperatorSet, Tensor, TensorType, Type,
    ValueInfo,
};
use super::{Layers, Model, Refusal, proto, seeded};
use crate::nn::{Op, Progress, Stage, Values};

fn named(name: &str, ints: &[i64]) -> Attribute {
    Attribute {
        name: name.into(),
        ints: ints.to_vec(),
        ..Attribute::default()
    }
}

fn node(op: &str, input: &[&str], output: &str, attribute: Vec<Attribute>) -> Node {
    Node {
        input: input.iter().map(ToString::to_string).collect(),
        output: vec![output.into()],
        name: format!("the_{output}"),
        op_type: op.into(),
        attribute,
        domain: String::new(),
    }
}

fn floats(name: &str, dims: &[i64], numbers: &[f32]) -> Tensor {
    Tensor {
        name: name.into(),
        dims: dims.to_vec(),
        data_type: 1,
        float_data: numbers.to_vec(),
        ..Tensor::default()
    }
}

fn whole(name: &str, numbers: &[i64]) -> Tensor {
    Tensor {
        name: name.into(),
        dims: vec![numbers.len() as i64],
        data_type: 7,
        int64_data: numbers.to_vec(),
        ..Tensor::default()
    }
}

fn value(name: &str, dims: &[i64]) -> ValueInfo {
    let dim = dims
        .iter()
        .map(|&n| Dimension { dim_value: Some(n) })
        .collect();
    let tensor_type = Some(TensorType {
        elem_type: 1,
        shape: Some(Dimensions { dim }),
    });
    ValueInfo {
        name: name.into(),
        r#type: Some(Type { tensor_type }),
    }
}

/// A model that reads `x` and puts out what the last node makes.
fn model(dims: &[i64], nodes: &[Node], initializer: Vec<Tensor>) -> proto::Model {
    let output = nodes
        .last()
        .map_or_else(Vec::new, |node| vec![value(&node.output[0], &[])]);
    proto::Model {
        graph: Some(Graph {
            node: nodes
                .iter()
                .map(|node| node.encode_to_vec().into())
                .collect(),
            initializer,
            input: vec![value("x", dims)],
            output,
            sparse_initializer: Vec::new(),
        }),
        opset_import: vec![OperatorSet {
            domain: String::new(),
            version: 13,
        }],
        functions: Vec::new(),
    }
}

fn layers(bytes: Vec<u8>) -> Result<Layers, Refusal> {
    let model = Model::read(bytes, Path::new("."))?;
    let shape = model.usual_shape()?;
    model.layers(seeded(&shape))
}

fn kinds(layers: &Layers) -> Vec<&'static str> {
    layers
        .network
        .layers
        .iter()
        .map(|layer| layer.op.kind())
        .collect()
}

/// A convolution, a view by sizes that are read in the graph, and a dense layer.
fn classifier() -> proto::Model {
    let nodes = [
        node("Conv", &["x", "w"], "c", vec![named("pads", &[1, 1, 1, 1])]),
        node("Relu", &["c"], "r", Vec::new()),
        node("Shape", &["r"], "s", Vec::new()),
        node("Gather", &["s", "zero"], "batch", Vec::new()),
        node(
            "Concat",
            &["batch", "rest"],
            "shape",
            vec![Attribute {
                name: "axis".into(),
                ..Attribute::default()
            }],
        ),
        node("Reshape", &["r", "shape"], "flat", Vec::new()),
        node("MatMul", &["flat", "dense"], "scores", Vec::new()),
    ];

    let weights = vec![
        floats("w", &[2, 1, 3, 3], &[1.0; 18]),
        whole("zero", &[0]),
        whole("rest", &[-1]),
        floats("dense", &[8, 3], &[0.5; 24]),
    ];

    model(&[1, 1, 2, 2], &nodes, weights)
}

#[test]
fn what_does_not_depend_on_the_input_is_no_layer() {
    let layers = layers(classifier().encode_to_vec()).expect("layers");

    assert_eq!(kinds(&layers), ["conv2d", "relu", "flatten", "linear"]);
    assert_eq!(layers.network.layers[0].name, "the_c");
    assert_eq!([layers.names["c"], layers.names["the_scores"]], [0, 3]);
    assert!(!layers.names.contains_key("shape"));
}

#[test]
fn a_batch_that_was_fixed_is_one() {
    let nodes = [node("Reshape", &["x", "shape"], "y", Vec::new())];
    let model =
        |list: &[i64]| model(&[2, 4, 3], &nodes, vec![whole("shape", list)]).encode_to_vec();

    for list in [[2, -1], [2, 12], [-1, 12], [0, -1]] {
        let layers = layers(model(&list)).expect("layers");
        assert_eq!(layers.network.output().levels(), [12], "{list:?}");
    }
}

#[test]
fn a_slice_that_goes_backwards_turns_a_map_round() {
    let nodes = [node(
        "Slice",
        &["x", "from", "to", "axis", "step"],
        "y",
        Vec::new(),
    )];
    let lists = vec![
        whole("from", &[-1]),
        whole("to", &[i64::MIN]),
        whole("axis", &[3]),
        whole("step", &[-1]),
    ];
    let layers = layers(model(&[1, 1, 1, 4], &nodes, lists).encode_to_vec()).expect("layers");
    let values = Values::new(Arc::new(layers.network));
    let cells = values
        .whole(Stage::after(0), &Progress::default())
        .expect("cells");
    let input = &values.network().input;

    for column in 0..4 {
        assert_eq!(cells.at([0, 0, column]), input.at(3 - column));
    }
}

/// What a model of one node makes of the numbers 0, 1, 2, …
fn made(dims: &[i64], node: Node, weights: Vec<Tensor>) -> (Vec<usize>, Vec<f32>) {
    let model = Model::read(
        model(dims, &[node], weights).encode_to_vec(),
        Path::new("."),
    );
    let model = model.expect("a model");
    let shape = model.usual_shape().expect("a shape");
    let count = shape.iter().product();
    let numbers = (0..count).map(|n| n as f32).collect();
    let input = crate::nn::Tensor::new(shape.clone(), crate::nn::Numbers::Values(numbers));
    let layers = model.layers(input).expect("layers");
    let last = layers.network.last();
    let output = layers.network.output();
    let values = Values::new(Arc::new(layers.network));
    let cells = values.whole(last, &Progress::default()).expect("cells");
    let [maps, rows, columns] = output.dims();
    let places = (0..maps * rows * columns).map(|index| {
        [
            index / columns / rows,
            index / columns % rows,
            index % columns,
        ]
    });

    (
        output.levels().to_vec(),
        places.map(|place| cells.at(place)).collect(),
    )
}

fn word(name: &str, word: &str) -> Attribute {
    Attribute {
        name: name.into(),
        s: word.to_owned().into(),
        ..Attribute::default()
    }
}

#[test]
fn channels_become_blocks_of_rows_and_columns() {
    let block = || Attribute {
        name: "blocksize".into(),
        i: 2,
        ..Attribute::default()
    };
    let dims = [1, 8, 2, 3];

    // Channel c of 2x3 cells holds 6c, 6c + 1, …; the numbers are those of the operator's definition: DCR takes channels 0, 2, 4
    // and 6 for the first map, CRD the first four.
    let rows = [
        [0, 12, 1, 13, 2, 14],
        [24, 36, 25, 37, 26, 38],
        [3, 15, 4, 16, 5, 17],
        [27, 39, 28, 40, 29, 41],
        [6, 18, 7, 19, 8, 20],
        [30, 42, 31, 43, 32, 44],
        [9, 21, 10, 22, 11, 23],
        [33, 45, 34, 46, 35, 47],
    ];
    let columns = [
        [0, 6, 1, 7, 2, 8],
        [12, 18, 13, 19, 14, 20],
        [3, 9, 4, 10, 5, 11],
        [15, 21, 16, 22, 17, 23],
        [24, 30, 25, 31, 26, 32],
        [36, 42, 37, 43, 38, 44],
        [27, 33, 28, 34, 29, 35],
        [39, 45, 40, 46, 41, 47],
    ];
    let modes = [
        (vec![block()], rows),
        (vec![block(), word("mode", "DCR")], rows),
        (vec![block(), word("mode", "CRD")], columns),
    ];

    for (mode, wanted) in modes {
        let wanted: Vec<f32> = wanted.concat().into_iter().map(|n: u8| n.into()).collect();
        let node = node("DepthToSpace", &["x"], "y", mode);
        assert_eq!(made(&dims, node, Vec::new()), (vec![2, 4, 6], wanted));
    }

    // The way back, of one map: each block of 2x2 becomes four channels.
    let back = made(
        &[1, 1, 2, 4],
        node("SpaceToDepth", &["x"], "y", vec![block()]),
        Vec::new(),
    );
    assert_eq!(
        back,
        (vec![4, 1, 2], vec![0.0, 2.0, 1.0, 3.0, 4.0, 6.0, 5.0, 7.0])
    );
}

#[test]
fn a_part_of_an_axis_is_resized_and_what_lies_beyond_is_filled() {
    let settings = |mode: &str| {
        let beyond = Attribute {
            name: "extrapolation_value".into(),
            f: 9.0,
            ..Attribute::default()
        };
        vec![
            word("mode", mode),
            word("coordinate_transformation_mode", "tf_crop_and_resize"),
            beyond,
        ]
    };

    // Rows from half on, columns from half to twice their length: 1.5, 3, 4.5 and 6 of 0 to 3, of the rows 1 and 2 of 0 to 2.
    let resized = |mode| {
        let weights = vec![
            floats("part", &[8], &[0.0, 0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 2.0]),
            whole("sizes", &[1, 1, 2, 4]),
        ];
        let inputs = ["x", "part", "", "sizes"];
        made(
            &[1, 1, 3, 4],
            node("Resize", &inputs, "y", settings(mode)),
            weights,
        )
    };

    let linear = vec![5.5, 7.0, 9.0, 9.0, 9.5, 11.0, 9.0, 9.0];
    assert_eq!(resized("linear"), (vec![1, 2, 4], linear));
    let nearest = vec![5.0, 7.0, 9.0, 9.0, 9.0, 11.0, 9.0, 9.0];
    assert_eq!(resized("nearest"), (vec![1, 2, 4], nearest));
}

#[test]
fn powers_are_spread_like_sums() {
    let node = |inputs: &[&str]| node("Pow", inputs, "y", Vec::new());
    let powers = || vec![floats("p", &[3], &[0.0, 1.0, 3.0])];
    let expected = vec![1.0, 1.0, 8.0, 1.0, 4.0, 125.0];
    assert_eq!(
        made(&[1, 2, 3], node(&["x", "p"]), powers()),
        (vec![2, 3], expected)
    );

    let base = vec![floats("b", &[1], &[2.0])];
    assert_eq!(
        made(&[1, 4], node(&["b", "x"]), base),
        (vec![4], vec![1.0, 2.0, 4.0, 8.0])
    );
}

/// A tensor whose four singles lie in a file.
fn outside(location: &str, offset: &str) -> Tensor {
    let entry = |key: &str, value: &str| proto::Entry {
        key: key.into(),
        value: value.into(),
    };

    Tensor {
        name: "w".into(),
        dims: vec![4],
        data_type: 1,
        data_location: 1,
        external_data: vec![entry("location", location), entry("offset", offset)],
        ..Tensor::default()
    }
}

#[test]
fn weights_beside_the_model_are_read_and_none_outside_its_folder() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("model");
    std::fs::create_dir_all(folder.join("deep")).expect("made");
    let numbers = [9.0f32, 1.5, -2.0, 0.25, 4.0]
        .map(f32::to_le_bytes)
        .concat();

    for place in ["model/w.bin", "model/deep/w.bin", "w.bin"] {
        std::fs::write(room.path().join(place), &numbers).expect("written");
    }

    let read =
        |location: &str, offset: &str| super::weight::read(&outside(location, offset), &folder);

    for location in ["w.bin", "deep/w.bin", "./w.bin"] {
        let constant = read(location, "4").expect("numbers");
        let found: Vec<f32> = (0..4).map(|at| constant.at(at).float()).collect();
        assert_eq!(found, [1.5, -2.0, 0.25, 4.0], "{location}");
    }

    let refuses = |location: &str, offset: &str, why: &str| {
        let Err(refusal) = read(location, offset) else {
            panic!("{location} is read");
        };
        let message = refusal.message.to_string();
        assert!(
            message.contains(why) && message.contains("`w`"),
            "{message}"
        );
    };

    let absolute = room.path().join("w.bin").display().to_string();
    for location in ["../w.bin", "deep/../../w.bin", &absolute] {
        refuses(location, "0", "outside the model's folder");
    }

    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../w.bin", folder.join("link.bin")).expect("a link");
        refuses("link.bin", "0", "outside the model's folder");
    }

    refuses("none.bin", "0", "no such file beside the model");
    refuses("deep", "0", "not a regular file");
    refuses(
        "w.bin",
        "8",
        "16 bytes are asked for from byte 8 on, but the file has 20",
    );
    refuses("w.bin", "four", "`offset` is not a number");
}

#[test]
fn a_function_of_the_file_is_put_in_place() {
    let inner = node(
        "LeakyRelu",
        &["a"],
        "b",
        vec![Attribute {
            name: "alpha".into(),
            ref_attr_name: "slope".into(),
            ..Attribute::default()
        }],
    );

    let mut outer = node(
        "Bend",
        &["x"],
        "y",
        vec![Attribute {
            name: "slope".into(),
            f: 0.25,
            ..Attribute::default()
        }],
    );
    outer.domain = "my".into();
    let mut model = model(&[1, 4], &[outer], Vec::new());
    model.functions.push(Function {
        name: "Bend".into(),
        domain: "my".into(),
        input: vec!["a".into()],
        output: vec!["b".into()],
        node: vec![inner.encode_to_vec().into()],
        ..Function::default()
    });

    let layers = layers(model.encode_to_vec()).expect("layers");
    let op = &layers.network.layers[0].op;
    assert!(
        matches!(
            op,
            Op::Activation(crate::nn::Activation::LeakyRelu { slope: 0.25 })
        ),
        "{op:?}"
    );
    assert_eq!(layers.names["y"], 0);
}

#[test]
fn every_type_of_numbers_is_read() {
    let half = half::f16::from_f32(1.5).to_bits();
    let brain = half::bf16::from_f32(1.5).to_bits();
    let raw = [
        (1, 1.5f32.to_le_bytes().to_vec()),
        (10, half.to_le_bytes().to_vec()),
        (16, brain.to_le_bytes().to_vec()),
        (11, 1.5f64.to_le_bytes().to_vec()),
        (3, vec![0xfe]),
        (2, vec![0xfe]),
        (5, (-2i16).to_le_bytes().to_vec()),
        (7, (-2i64).to_le_bytes().to_vec()),
        (9, vec![1]),
    ];

    let found: Vec<f32> = raw
        .into_iter()
        .map(|(data_type, raw)| {
            let tensor = Tensor {
                dims: vec![1],
                data_type,
                raw_data: raw.into(),
                ..Tensor::default()
            };
            super::weight::read(&tensor, Path::new("."))
                .expect("numbers")
                .at(0)
                .float()
        })
        .collect();

    assert_eq!(found, [1.5, 1.5, 1.5, 1.5, -2.0, 254.0, -2.0, -2.0, 1.0]);
}

#[test]
fn what_is_no_model_is_told_what_it_is() {
    let refused = |bytes: &[u8]| {
        layers(bytes.to_vec())
            .expect_err("no model")
            .message
            .to_string()
    };

    for (bytes, what) in [
        (&b"\x80\x02}q"[..], "pickle"),
        (b"\x89PNG\r\n", "PNG"),
        (b"<!DOCTYPE html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"\x1c\0\0\0TFL3", "TensorFlow Lite"),
        (b"PK\x03\x04", "zip"),
        (b"", "empty"),
    ] {
        assert!(refused(bytes).contains(what), "{}", refused(bytes));
    }
}

#[test]
fn an_operator_that_is_not_known_is_named_with_its_node() {
    let nodes = [node("LSTM", &["x"], "y", Vec::new())];
    let refusal =
        layers(model(&[1, 4], &nodes, Vec::new()).encode_to_vec()).expect_err("no layers");

    assert!(
        refusal.message.to_string().contains("the_y")
            && refusal.message.to_string().contains("LSTM"),
        "{}",
        refusal.message.to_string()
    );
    assert_eq!(
        refusal.help.as_ref().map(ToString::to_string).as_deref(),
        Some("recurrent networks are not shown")
    );
}

/// A node of any operator that is known, on tensors that are there, with settings of small and of wild numbers.
fn any_node() -> impl Strategy<Value = Node> {
    let operators: Vec<&str> = super::operators::names().collect();
    let number = prop_oneof![Just(0), Just(1), Just(2), -3i64..4, any::<i64>()];
    let names = prop::sample::select(vec![
        "axis",
        "axes",
        "pads",
        "strides",
        "kernel_shape",
        "perm",
        "group",
        "to",
        "split",
        "num_groups",
        "blocksize",
        "keepdims",
        "dilations",
        "size",
    ]);
    let setting =
        (names, prop::collection::vec(number.clone(), 0..6), number).prop_map(|(name, ints, i)| {
            Attribute {
                name: name.into(),
                ints,
                i,
                ..Attribute::default()
            }
        });
    let source = prop::sample::select(vec!["x", "x", "w", "list", "one", ""]);

    (
        prop::sample::select(operators),
        prop::collection::vec(source, 0..5),
        prop::collection::vec(setting, 0..4),
    )
        .prop_map(|(op, inputs, settings)| node(op, &inputs, "y", settings))
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = layers(bytes);
    }

    #[test]
    fn no_changed_bytes_make_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = classifier().encode_to_vec();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }

        let _ = layers(bytes);
    }

    #[test]
    fn no_node_makes_it_panic(node in any_node(), dims in prop::collection::vec(1i64..5, 0..4), wild in any::<i64>()) {
        let lists = vec![
            floats("w", &[2, 2, 1, 1], &[1.0, -1.0, 0.5, 2.0]),
            whole("list", &[1, 2, wild]),
            floats("one", &[1], &[2.0]),
        ];

        let dims: Vec<i64> = std::iter::once(1).chain(dims).collect();
        let made = layers(model(&dims, &[node], lists).encode_to_vec());

        if let Ok(layers) = made {
            let last = layers.network.last();
            let values = Values::new(Arc::new(layers.network));
            prop_assert!(values.whole(last, &Progress::default()).is_some());
        }
    }
}
