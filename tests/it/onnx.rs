//! ONNX models on the command line. The model is written here, field by field.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{convstep, root, said};

/// A field of a message: its number, how long it is, and what stands in it.
fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).expect("a short field");
    assert!(length < 128, "a length of one byte");
    [&[number << 3 | 2, length], bytes].concat()
}

fn count(number: u8, value: u8) -> Vec<u8> {
    vec![number << 3, value]
}

fn node(operator: &str, inputs: &[&str], output: &str, name: &str) -> Vec<u8> {
    let inputs: Vec<u8> = inputs
        .iter()
        .flat_map(|input| field(1, input.as_bytes()))
        .collect();
    let rest = [
        field(2, output.as_bytes()),
        field(3, name.as_bytes()),
        field(4, operator.as_bytes()),
    ];
    field(1, &[inputs, rest.concat()].concat())
}

fn tensor(name: &str, lengths: &[u8], numbers: &[f32]) -> Vec<u8> {
    let dims = lengths.iter().flat_map(|&n| count(1, n)).collect();
    let raw: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
    field(
        5,
        &[dims, count(2, 1), field(8, name.as_bytes()), field(9, &raw)].concat(),
    )
}

fn value(number: u8, name: &str, lengths: &[u8]) -> Vec<u8> {
    let dims: Vec<u8> = lengths
        .iter()
        .flat_map(|&n| field(1, &count(1, n)))
        .collect();
    let kind = field(1, &[count(1, 1), field(2, &dims)].concat());
    field(
        number,
        &[field(1, name.as_bytes()), field(2, &kind)].concat(),
    )
}

/// One filter of 2x2 over one channel, and `last` on it.
fn write_model(folder: &Path, last: &str) {
    let graph = [
        node("Conv", &["x", "w", "b"], "c", "conv_one"),
        node(last, &["c"], "y", "end"),
        tensor("w", &[1, 1, 2, 2], &[1.0, 0.0, 0.0, -1.0]),
        tensor("b", &[1], &[10.0]),
        value(11, "x", &[1, 1, 3, 3]),
        value(12, "y", &[]),
    ]
    .concat();

    fs::write(folder.join("net.onnx"), model(&graph)).expect("written");
}

/// The bytes of a model with this graph.
fn model(graph: &[u8]) -> Vec<u8> {
    let length = graph.len();
    let head = [
        7 << 3 | 2,
        (length & 127) as u8 | 128,
        u8::try_from(length >> 7).expect("a short graph"),
    ];

    [&head[..], graph, &field(8, &count(2, 13))].concat()
}

const SCENARIO: &str = "title = \"Mine\"\n[input]\ndata = [[1, 2, 3], [4, 5, 6], [7, 8, 19]]\n[model]\nonnx = \"net.onnx\"\n";

fn folder(last: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write_model(folder.path(), last);
    fs::write(folder.path().join("mine.toml"), SCENARIO).expect("written");
    folder
}

fn prints(folder: &TempDir, arguments: &[&str]) -> String {
    let output = convstep(folder.path(), arguments);
    let (out, err) = said(&output);
    assert!(output.status.success(), "{arguments:?}: {err}");
    out
}

#[test]
fn a_model_is_a_scenario_with_the_names_of_its_nodes() {
    let folder = folder("Relu");
    let run: Value =
        serde_json::from_str(&prints(&folder, &["run", "mine.toml", "--format", "json"]))
            .expect("JSON");

    assert_eq!(run["title"], json!("Mine"));
    assert_eq!(run["layers"][0]["name"], json!("conv_one"));
    assert_eq!(run["layers"][1]["name"], json!("end"));
    assert_eq!(run["layers"][1]["output"], json!([[[6, 6], [6, 0]]]));

    // Without an input there is a photograph, and any tensor is a layer's name.
    let bare = prints(
        &folder,
        &["run", "net.onnx", "--layer", "c", "--format", "json"],
    );
    let bare: Value = serde_json::from_str(&bare).expect("JSON");
    assert_eq!(
        (&bare["title"], &bare["layers"][0]["shape"]),
        (&json!("net"), &json!([1, 2, 2]))
    );

    // The same photograph as a file: it is made to fit.
    let picture = root().join("scenarios/data/camera.png");
    let picture = picture.to_str().expect("a name");
    let arguments = ["run", "net.onnx", "--layer", "c", "--format", "json"];
    let given = [&arguments[..], &["--input", picture]].concat();
    let layers = |arguments: &[&str]| -> Value {
        let run: Value = serde_json::from_str(&prints(&folder, arguments)).expect("JSON");
        run["layers"].clone()
    };

    assert_eq!(layers(&given), layers(&arguments));

    let steps = prints(
        &folder,
        &["steps", "mine.toml", "--grain", "cell", "--count", "1"],
    );
    assert!(
        steps.contains("1 + 0 + 0 + (-5)") || steps.contains("-4 + 10 = 6"),
        "{steps}"
    );
    assert_eq!(
        prints(&folder, &["check", "net.onnx", "mine.toml"]),
        "ok net.onnx\nok mine.toml\n"
    );
}

#[test]
fn what_a_model_cannot_be_is_told_with_the_file_and_the_node() {
    let folder = folder("NonZero");
    fs::write(folder.path().join("page.onnx"), "<html>").expect("written");

    for (file, words) in [
        ("net.onnx", &["net.onnx", "end", "NonZero"][..]),
        ("mine.toml", &["mine.toml:5", "end", "NonZero"]),
        ("page.onnx", &["page.onnx", "web page", "Download raw file"]),
        ("none.onnx", &["none.onnx", "no such file"]),
    ] {
        let output = convstep(folder.path(), &["run", file]);
        let (out, err) = said(&output);
        assert_eq!((output.status.code(), out.as_str()), (Some(2), ""), "{err}");
        assert!(words.iter().all(|word| err.contains(word)), "{err}");
    }
}

#[test]
fn a_weight_of_a_model_is_a_tensor_of_a_scenario() {
    let folder = folder("Relu");
    let text = "title = \"t\"\n[input]\ndata = [[1, 2], [3, 4]]\n[[layer]]\nkind = \"conv2d\"\nweight = { onnx = \"net.onnx\", name = \"w\" }\n";
    fs::write(folder.path().join("one.toml"), text).expect("written");
    let run: Value =
        serde_json::from_str(&prints(&folder, &["run", "one.toml", "--format", "json"]))
            .expect("JSON");
    assert_eq!(run["layers"][0]["output"], json!([[[-3]]]));

    fs::write(
        folder.path().join("one.toml"),
        text.replace("\"w\"", "\"v\""),
    )
    .expect("written");
    let (_, err) = said(&convstep(folder.path(), &["check", "one.toml"]));
    assert!(
        err.contains("no weight `v`") && err.contains("it has `w`, `b`"),
        "{err}"
    );
}

#[test]
fn a_models_windows_can_be_set() {
    let folder = folder("Relu");
    let shape = |more: &[&str]| {
        let arguments = [
            &["run", "net.onnx", "--layer", "end", "--format", "json"],
            more,
        ]
        .concat();
        let run: Value = serde_json::from_str(&prints(&folder, &arguments)).expect("JSON");
        run["layers"][0]["shape"].clone()
    };

    assert_eq!(shape(&["--padding", "1"]), json!([1, 4, 4]));
    assert_eq!(
        shape(&["--set", "conv_one.stride=[2, 1]"]),
        json!([1, 1, 2])
    );

    let (_, err) = said(&convstep(
        folder.path(),
        &["run", "net.onnx", "--dilation", "5"],
    ));
    assert!(err.contains("conv_one no longer fits"), "{err}");
}

#[test]
fn an_imported_model_gives_the_models_numbers() {
    let folder = folder("Relu");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");

    assert!(
        text.contains("weight = { onnx = \"net.onnx\", name = \"w\" }"),
        "{text}"
    );

    // The photograph lies beside it, and any other input does as well as for the model.
    fs::write(folder.path().join("x.csv"), "1,2,3\n4,5,6\n7,8,9\n").expect("written");

    for more in [&[][..], &["--input", "x.csv"]] {
        let layers = |file| -> Value {
            let arguments = [&["run", file, "--format", "json"], more].concat();
            let run: Value = serde_json::from_str(&prints(&folder, &arguments)).expect("JSON");
            run["layers"].clone()
        };

        assert_eq!(layers("own.toml"), layers("net.onnx"));
    }

    let arguments = ["import", "net.onnx", "-o", "own.toml"];
    let output = convstep(folder.path(), &arguments);
    let (_, err) = said(&output);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("own.toml") && err.contains("--force"), "{err}");
    prints(&folder, &[&arguments[..], &["--force"]].concat());
}

/// A node with one attribute, a list of integers.
fn with_integers(node: &[u8], name: &str, integers: &[u8]) -> Vec<u8> {
    let integers: Vec<u8> = integers.iter().flat_map(|&n| count(8, n)).collect();
    let kind = [20 << 3 & 127 | 128, 1, 7];
    let attribute = [field(1, name.as_bytes()), integers, kind.to_vec()].concat();
    field(1, &[&node[2..], &field(5, &attribute)].concat())
}

/// The same, of one integer.
fn with_integer(node: &[u8], name: &str, integer: u8) -> Vec<u8> {
    let kind = [20 << 3 & 127 | 128, 1, 2];
    let attribute = [field(1, name.as_bytes()), count(3, integer), kind.to_vec()].concat();
    field(1, &[&node[2..], &field(5, &attribute)].concat())
}

/// The same, of one word.
fn with_word(node: &[u8], name: &str, word: &str) -> Vec<u8> {
    let kind = [20 << 3 & 127 | 128, 1, 3];
    let attribute = [
        field(1, name.as_bytes()),
        field(4, word.as_bytes()),
        kind.to_vec(),
    ]
    .concat();
    field(1, &[&node[2..], &field(5, &attribute)].concat())
}

#[test]
fn functions_and_powers_become_layers() {
    let folder = folder("Relu");
    let graph = [
        node("Erf", &["x"], "a", "erf"),
        node("Exp", &["a"], "b", "exp"),
        node("Sqrt", &["b"], "c", "sqrt"),
        node("Pow", &["c", "p"], "d", "cube"),
        node("Pow", &["d", "q"], "e", "power"),
        node("Mul", &["e", "r"], "m", "double"),
        node("HardSigmoid", &["m"], "f", "hard"),
        tensor("r", &[], &[2.0]),
        tensor("p", &[1], &[3.0]),
        tensor("q", &[2, 1, 1], &[2.0, -0.5]),
        value(11, "x", &[1, 2, 2, 2]),
        value(12, "f", &[]),
    ]
    .concat();

    fs::write(folder.path().join("net.onnx"), model(&graph)).expect("written");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");

    for line in [
        "kind = \"erf\"",
        "kind = \"pow\"\nname = \"cube\"\nexponent = 3",
        "kind = \"hardsigmoid\"\nname = \"hard\"\nslope = 0.2",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }

    let layers = |file| -> Value {
        let run = prints(&folder, &["run", file, "--format", "json"]);
        let run: Value = serde_json::from_str(&run).expect("JSON");
        run["layers"].clone()
    };

    let own = layers("own.toml");
    assert_eq!(own, layers("net.onnx"));
    let power = own
        .as_array()
        .expect("layers")
        .iter()
        .find(|layer| layer["name"] == "power");
    let cube = own
        .as_array()
        .expect("layers")
        .iter()
        .find(|layer| layer["name"] == "cube");
    let number = |layer: Option<&Value>| {
        layer.expect("there")["output"][0][0][0]
            .as_f64()
            .expect("a number")
    };
    assert!((number(power) - number(cube).powi(2)).abs() < 1e-4);

    let steps = prints(&folder, &["steps", "own.toml", "--layer", "power"]);
    assert!(steps.contains(" ^ 2"), "{steps}");
}

#[test]
fn a_signal_may_be_given_with_a_batch_of_one() {
    let folder = folder("Relu");
    let graph = [
        node("Conv", &["x", "w"], "y", "conv"),
        tensor("w", &[1, 2, 2], &[1.0, 2.0, 3.0, -4.0]),
        value(11, "x", &[1, 2, 3]),
        value(12, "y", &[]),
    ]
    .concat();

    fs::write(folder.path().join("net.onnx"), model(&graph)).expect("written");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2, 3), }";
    let head = [b"\x93NUMPY\x01\0", &[header.len() as u8, 0][..]].concat();
    let file = [&head, header.as_bytes(), &[1, 2, 3, 4, 5, 6]].concat();
    fs::write(folder.path().join("x.npy"), file).expect("written");

    let row = json!([-3, -1]);

    for (what, output) in [("net.onnx", json!([row])), ("own.toml", json!([[row]]))] {
        let run = prints(
            &folder,
            &["run", what, "--input", "x.npy", "--format", "json"],
        );
        let run: Value = serde_json::from_str(&run).expect("JSON");
        assert_eq!(run["layers"][0]["output"], output, "{what}");
    }
}

#[test]
fn constants_and_moved_numbers_become_layers() {
    let folder = folder("Relu");
    let transpose = node("Transpose", &["r"], "t", "turn");
    let lengths: Vec<u8> = [1i64, 2, 4].iter().flat_map(|n| n.to_le_bytes()).collect();
    let lengths = [count(1, 3), count(2, 7), field(8, b"s"), field(9, &lengths)].concat();
    let graph = [
        node("Mul", &["x", "g"], "m", "scale"),
        node("Reshape", &["m", "s"], "r", "row"),
        with_integers(&transpose, "perm", &[0, 2, 1]),
        tensor("g", &[2, 1, 1], &[2.0, 3.0]),
        field(5, &lengths),
        value(11, "x", &[1, 2, 2, 2]),
        value(12, "t", &[]),
    ]
    .concat();

    fs::write(folder.path().join("net.onnx"), model(&graph)).expect("written");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");

    for line in [
        "kind = \"constant\"",
        "shape = [2, 1, 1]",
        "kind = \"reshape\"\nname = \"row\"\nshape = [2, 4]",
        "kind = \"transpose\"\nname = \"turn\"\norder = [1, 0]",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }

    fs::write(folder.path().join("x.csv"), "1,2\n3,4\n").expect("written");
    let layers = |file| -> Value {
        let run = prints(&folder, &["run", file, "--format", "json"]);
        let run: Value = serde_json::from_str(&run).expect("JSON");
        run["layers"].clone()
    };

    assert_eq!(layers("own.toml"), layers("net.onnx"));
    let told = prints(
        &folder,
        &[
            "record", "own.toml", "--at", "turn:3,1", "-o", "-", "--format", "txt",
        ],
    );
    assert!(told.contains("step 60 of 60"), "{told}");
    let told = prints(&folder, &["steps", "own.toml", "--count", "1"]);
    assert!(
        told.contains("scale.1 is 2."),
        "names keep their letters: {told}"
    );
}

#[test]
fn an_order_of_cells_without_a_name_becomes_a_layer() {
    let folder = folder("Relu");
    let numbers = |name: &str, of: &[i64]| {
        let bytes: Vec<u8> = of.iter().flat_map(|n| n.to_le_bytes()).collect();
        let length = u8::try_from(of.len()).expect("few");
        let tensor = [
            count(1, length),
            count(2, 7),
            field(8, name.as_bytes()),
            field(9, &bytes),
        ];
        field(5, &tensor.concat())
    };

    let gather = node("Gather", &["s", "which"], "g", "pick");

    // Every second column from the last on; then the channels 3, 0, 0, 1.
    let graph = [
        node("Slice", &["x", "from", "to", "way", "by"], "s", "columns"),
        with_integer(&gather, "axis", 1),
        numbers("from", &[-1]),
        numbers("to", &[-9]),
        numbers("way", &[3]),
        numbers("by", &[-2]),
        numbers("which", &[3, 0, 0, 1]),
        value(11, "x", &[1, 4, 3, 5]),
        value(12, "g", &[]),
    ]
    .concat();

    fs::write(folder.path().join("net.onnx"), model(&graph)).expect("written");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");
    assert!(
        text.contains("kind = \"rearrange\"\nname = \"columns\""),
        "{text}"
    );

    let layers = |file| -> Value {
        let run = prints(&folder, &["run", file, "--format", "json"]);
        let run: Value = serde_json::from_str(&run).expect("JSON");
        run["layers"].clone()
    };

    assert_eq!(layers("own.toml"), layers("net.onnx"));

    let faults = [
        (
            "shape = [4, 3, 3]\n",
            "shape = [4, 3, 4]\n",
            "multiplied are not those of the shape [4, 3, 4]",
        ),
        ("axes = [", "axes = [[0, 99], ", "multiplied are not"),
        (
            "step = 15",
            "step = 99",
            "a cell is taken that is not there: 60 come in",
        ),
    ];

    for (good, bad, told) in faults {
        assert!(text.contains(good), "{good}: {text}");
        fs::write(folder.path().join("bad.toml"), text.replacen(good, bad, 1)).expect("written");
        let (_, err) = said(&convstep(folder.path(), &["check", "bad.toml"]));
        assert!(err.contains(told), "{told}: {err}");
    }
}

#[test]
fn reductions_over_axes_become_layers() {
    let folder = folder("Relu");
    let along = |operator, input, output, axes: &[u8], keeps| {
        let node = node(operator, &[input], output, output);
        with_integer(&with_integers(&node, "axes", axes), "keepdims", keeps)
    };

    let largest = with_integer(&node("ArgMax", &["c"], "d", "d"), "axis", 2);
    let graph = [
        along("ReduceMean", "x", "a", &[1], 1),
        along("ReduceSum", "x", "b", &[2], 1),
        node("Mul", &["a", "b"], "m", "m"),
        along("ReduceL2", "m", "c", &[1], 0),
        with_integer(&largest, "keepdims", 0),
        value(11, "x", &[1, 4, 3, 5]),
        value(12, "d", &[]),
    ]
    .concat();

    fs::write(folder.path().join("net.onnx"), model(&graph)).expect("written");
    prints(&folder, &["import", "net.onnx", "-o", "own.toml"]);
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");

    for line in [
        "kind = \"reduce_mean\"\nname = \"a\"\ndims = [0]\nshape = [1, 3, 5]",
        "kind = \"argmax\"",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }

    let layers = |file| -> Value {
        let run = prints(&folder, &["run", file, "--format", "json"]);
        let run: Value = serde_json::from_str(&run).expect("JSON");
        run["layers"].clone()
    };

    assert_eq!(layers("own.toml"), layers("net.onnx"));

    for (bad, told) in [
        ("dims = [3]", "`dims` names some of the 3 dimensions"),
        ("dims = [0, 0]", "`dims` names some of the 3 dimensions"),
        ("dims = [1]", "20 numbers come out"),
    ] {
        let text = text.replacen("dims = [0]", bad, 1);
        fs::write(folder.path().join("bad.toml"), text).expect("written");
        let (_, err) = said(&convstep(folder.path(), &["check", "bad.toml"]));
        assert!(err.contains(told), "{told}: {err}");
    }
}

/// Types lines to the viewer as lines of text.
fn types(folder: &TempDir, lines: &str, what: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args([what, "--plain"])
        .current_dir(folder.path())
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("XDG_STATE_HOME", folder.path().join("state"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");

    let mut keyboard = child.stdin.take().expect("a keyboard");
    keyboard.write_all(lines.as_bytes()).expect("the keyboard");
    drop(keyboard);
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("UTF-8")
}

#[test]
fn a_changed_model_is_written_as_layers() {
    let folder = folder("Relu");
    fs::create_dir(folder.path().join("in")).expect("made");
    let output = |file: &str| -> Value {
        let arguments = ["run", file, "--layer", "conv_one", "--format", "json"];
        let run: Value = serde_json::from_str(&prints(&folder, &arguments)).expect("JSON");
        run["layers"][0]["output"].clone()
    };

    // The first weight becomes 7; the scenario keeps its input, and the model is brought along.
    for (what, to) in [("mine.toml", "own.toml"), ("mine.toml", "in/own.toml")] {
        let told = types(&folder, &format!("right\ne\n7\nEsc\nw\n{to}\nquit\n"), what);
        assert!(told.contains(&format!("wrote {to}")), "{told}");
        assert_eq!(output(to), json!([[[12, 18], [30, 26]]]), "{told}");
    }

    assert!(folder.path().join("in/net.onnx").exists());
    let text = fs::read_to_string(folder.path().join("own.toml")).expect("written");
    assert!(
        !text.contains("[model]") && text.contains("name = \"b\""),
        "{text}"
    );

    // A bare model becomes a scenario; one that is not changed stays one.
    types(&folder, "stride 2\nw\nbare.toml\nquit\n", "net.onnx");
    let text = fs::read_to_string(folder.path().join("bare.toml")).expect("written");
    assert!(text.contains("stride = 2"), "{text}");
    types(&folder, "w\nsame.toml\nquit\n", "mine.toml");
    let text = fs::read_to_string(folder.path().join("same.toml")).expect("written");
    assert_eq!(text, SCENARIO);
}

#[test]
fn an_input_by_the_keys_of_a_table_is_said_once() {
    let folder = folder("Relu");
    fs::write(folder.path().join("x.csv"), "1,2,3\n4,5,6\n7,8,9\n").expect("written");
    let layer = "[[layer]]\nkind = \"conv2d\"\nweight = [[[[1, 0], [0, -1]]]]\n";
    let text = format!("title = \"t\"\n[input]\ncsv = \"x.csv\"\n{layer}");
    fs::write(folder.path().join("a.toml"), text).expect("written");

    types(&folder, "right\ne\n7\nEsc\nw\nb.toml\nquit\n", "a.toml");
    let text = fs::read_to_string(folder.path().join("b.toml")).expect("written");
    assert!(
        text.contains("csv = \"x.csv\"") && !text.contains("data ="),
        "{text}"
    );
    prints(&folder, &["check", "b.toml"]);

    types(
        &folder,
        "right\ne\nTab\nTab\n5\nEsc\nw\nc.toml\nquit\n",
        "a.toml",
    );
    let text = fs::read_to_string(folder.path().join("c.toml")).expect("written");
    assert!(text.contains("data =") != text.contains("csv ="), "{text}");
    prints(&folder, &["check", "c.toml"]);
}

#[test]
fn what_layers_cannot_say_is_not_imported() {
    let folder = folder("Relu");
    let resize = node("Resize", &["x", "", "s"], "y", "end");
    let resize = with_word(&resize, "mode", "linear");
    let graph = [
        with_word(&resize, "coordinate_transformation_mode", "asymmetric"),
        tensor("s", &[4], &[1.0, 1.0, 2.0, 2.0]),
        value(11, "x", &[1, 1, 3, 3]),
        value(12, "y", &[]),
    ];
    fs::write(folder.path().join("net.onnx"), model(&graph.concat())).expect("written");
    let output = convstep(folder.path(), &["import", "net.onnx", "-o", "own.toml"]);
    let (_, err) = said(&output);

    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(
        ["net.onnx", "`end`", "Resize"]
            .iter()
            .all(|word| err.contains(word)),
        "{err}"
    );
    assert!(!folder.path().join("own.toml").exists());

    // A scenario may not point out of its folder unless it is told to.
    write_model(folder.path(), "Relu");
    fs::create_dir(folder.path().join("in")).expect("made");
    let arguments = ["import", "net.onnx", "-o", "in/own.toml"];
    let (_, err) = said(&convstep(folder.path(), &arguments));
    assert!(err.contains("--allow-outside"), "{err}");
    prints(&folder, &[&arguments[..], &["--allow-outside"]].concat());
    prints(&folder, &["run", "in/own.toml", "--allow-outside"]);
}

#[test]
fn classes_are_named_where_they_have_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("pets.toml"),
        "title = \"t\"\n[input]\ndata = [1, 2]\n[classes]\nnames = [\"cat\", \"dog\"]\n[[layer]]\nkind = \"linear\"\nweight = [[1, 0], [0, 1]]\n[[layer]]\nkind = \"softmax\"\n",
    )
    .expect("written");

    let run: Value =
        serde_json::from_str(&prints(&folder, &["run", "pets.toml", "--format", "json"]))
            .expect("JSON");
    assert_eq!(run["classes"], json!(["cat", "dog"]));

    let sheet = prints(&folder, &["steps", "pets.toml", "--quiz"]);
    assert!(
        sheet.contains("Which class, 0 to 1 (0 cat, 1 dog)"),
        "{sheet}"
    );
}
