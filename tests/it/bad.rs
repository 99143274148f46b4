//! One mistake a file in `tests/bad`: the whole message is kept beside it.

use crate::{convstep, root, said};

#[test]
fn every_mistake_is_told_with_its_place() {
    let folder = root().join("tests/bad");
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .expect("tests/bad")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();

    files.sort();
    assert!(files.len() >= 20, "only {} files", files.len());

    for file in files {
        let output = convstep(&folder, &["check", &file]);
        let (out, err) = said(&output);
        assert_eq!(
            (output.status.code(), out.as_str()),
            (Some(2), ""),
            "{file}: {err}"
        );
        assert!(
            !err.chars().any(|c| c.is_control() && c != '\n'),
            "{file}: {err:?}"
        );
        insta::with_settings!({ snapshot_path => "../bad", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(file.trim_end_matches(".toml"), err);
        });
    }
}
