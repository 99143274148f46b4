//! Numbers made by others: each scenario in `tests/conformance` has beside it what its last layer puts out.

use serde_json::Value;

use crate::{convstep, root, said};

#[test]
fn every_case_agrees_with_what_others_computed() {
    let folder = root().join("tests/conformance");
    let mut cases = 0;

    for entry in std::fs::read_dir(&folder).expect("tests/conformance") {
        let name = entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("UTF-8");

        let Some(case) = name.strip_suffix(".toml") else {
            continue;
        };

        cases += 1;
        let output = convstep(&folder, &["run", &name, "--format", "json"]);
        let (out, err) = said(&output);
        assert!(output.status.success(), "{case}: {err}");
        let ours: Value =
            serde_json::from_str(&out).unwrap_or_else(|error| panic!("{case}: {error}"));

        let theirs =
            std::fs::read_to_string(folder.join(format!("{case}.json"))).expect("the numbers");

        let theirs: Value = serde_json::from_str(&theirs).expect("JSON");
        let last = ours["layers"]
            .as_array()
            .and_then(|layers| layers.last())
            .expect("a layer");

        assert_eq!(last["shape"], theirs["shape"], "{case}");
        let within = [&theirs["rtol"], &theirs["atol"]].map(|n| n.as_f64().expect("a tolerance"));
        agree(&last["output"], &theirs["output"], within, case);
    }

    assert!(cases >= 150, "only {cases} cases");
}

fn agree(ours: &Value, theirs: &Value, [relative, absolute]: [f64; 2], case: &str) {
    if let (Value::Array(a), Value::Array(b)) = (ours, theirs) {
        assert_eq!(a.len(), b.len(), "{case}");
        return a
            .iter()
            .zip(b)
            .for_each(|(a, b)| agree(a, b, [relative, absolute], case));
    }

    let near = ours.as_f64().zip(theirs.as_f64());
    let near = near.is_some_and(|(a, b)| (a - b).abs() <= absolute + relative * b.abs());
    assert!(near || ours == theirs, "{case}: {ours} is not {theirs}");
}
