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
