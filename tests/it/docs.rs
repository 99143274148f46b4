//! What README and the pages of `docs` say is true: every command in them runs, and every file in them is read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{convstep, root, said};

/// README in both languages, and every page of `docs`.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("README.zh.md")];
    let entries = fs::read_dir(root().join("docs")).expect("docs");
    pages.extend(entries.map(|entry| entry.expect("an entry").path()));
    pages.sort();

    pages
}

/// What stands in a page beside its prose.
enum Piece {
    /// A file, from a block that begins with `# NAME`.
    File { name: String, text: String },
    /// A command line of ours, after `$ `, without its comment.
    Line(String),
}

fn pieces(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();

    for block in page.split("```").skip(1).step_by(2) {
        let (_, text) = block.split_once('\n').expect("a block of lines");
        let first = text.lines().next().unwrap_or_default();
        let name = first.strip_prefix("# ").filter(|name| is_file(name));

        if let Some(name) = name {
            let name = name.to_owned();
            let text = text.to_owned();
            pieces.push(Piece::File { name, text });
            continue;
        }

        let lines = text.lines().filter_map(|line| line.strip_prefix("$ "));
        let ours = lines.filter(|line| line.contains("convstep ") || line.ends_with("convstep"));
        let commands = ours.filter(|line| !line.starts_with("cargo "));
        let bare = commands.map(|line| line.split(" #").next().unwrap_or_default().trim_end());
        pieces.extend(bare.map(|line| Piece::Line(line.to_owned())));
    }

    pieces
}

/// `my.toml`, `course.toml`, `lesson.keys`.
fn is_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    !name.contains(' ') && (ending == "toml" || ending == "keys")
}

fn commands(page: &str) -> Vec<String> {
    let pieces = pieces(page).into_iter();

    pieces
        .filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::File { .. } => None,
        })
        .collect()
}

/// The commands that need no terminal; the others open the viewer.
fn plain_commands() -> Vec<String> {
    let help = said(&convstep(Path::new("/"), &["--help"])).0;
    let (_, after) = help.split_once("Commands:\n").expect("commands");
    let (commands, _) = after.split_once("\n\n").expect("an end");
    let names = commands.lines().filter_map(|line| {
        let name = line.strip_prefix("  ")?.split(' ').next()?;
        (!name.is_empty() && name != "exam").then(|| name.to_owned())
    });

    names.collect()
}

/// Runs a line in a shell, in a folder that is also home. What opens the viewer does so as lines of text, and sees no keys.
#[cfg(unix)]
fn run(folder: &Path, line: &str, plain: &[String]) {
    let mut words = line.split(' ').skip_while(|word| *word != "convstep");
    let second = words.nth(1).unwrap_or_default();
    let opens_viewer = !second.starts_with("--version") && !plain.iter().any(|name| name == second);
    let viewer = if opens_viewer { " --plain" } else { "" };
    let program = Path::new(env!("CARGO_BIN_EXE_convstep"));
    let mut path = vec![program.parent().expect("a folder").to_owned()];
    path.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));

    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("{line}{viewer}"))
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).expect("a path"))
        .env("LC_ALL", "C")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .stdin(Stdio::null())
        .output()
        .expect("a shell");

    assert!(output.status.success(), "{line}: {}", said(&output).1);
}

/// Files that a reader is said to have.
#[cfg(unix)]
fn put_files_of_the_reader(folder: &Path) {
    let data = root().join("scenarios/data");
    let corpus = root().join("tests/corpus");
    let files = [
        (data.join("camera.png"), "cat.png"),
        (data.join("digit_7.npy"), "x.npy"),
        (corpus.join("slice_o9.onnx"), "net.onnx"),
        (corpus.join("pth_model_key.pth"), "model.pth"),
    ];

    for (from, name) in files {
        fs::copy(from, folder.join(name)).expect("a copy");
    }

    std::os::unix::fs::symlink(root().join("assets"), folder.join("assets")).expect("a link");
}

#[cfg(unix)]
#[test]
fn every_command_and_file_of_every_page_is_right() {
    let plain = plain_commands();
    let mut ran = 0;

    // That both languages of README have the same commands is a test of its own.
    for page in pages()
        .iter()
        .filter(|page| !page.ends_with("README.zh.md"))
    {
        let text = fs::read_to_string(page).expect("a page");
        let folder = tempfile::tempdir().expect("a folder");
        put_files_of_the_reader(folder.path());

        for piece in pieces(&text) {
            match piece {
                Piece::Line(line) => {
                    run(folder.path(), &line, &plain);
                    ran += 1;
                }
                Piece::File { name, text } if name == "config.toml" => {
                    is_a_configuration(&text);
                }
                Piece::File { name, text } => {
                    fs::write(folder.path().join(name), text).expect("a file");
                }
            }
        }
    }

    assert!(ran >= 50, "only {ran} commands");
}

/// Of what is wrong with it, the program would speak on standard error.
#[cfg(unix)]
fn is_a_configuration(text: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let place = home.path().join("convstep");
    fs::create_dir(&place).expect("a folder");
    fs::write(place.join("config.toml"), text).expect("a file");

    let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .arg("list")
        .env("XDG_CONFIG_HOME", home.path())
        .output()
        .expect("the program runs");

    assert_eq!(said(&output).1, "");
}

#[test]
fn both_readmes_name_the_same_commands_files_and_pictures() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect("a page");
    let [english, chinese] = [read("README.md"), read("README.zh.md")];
    let pictures = |text: &str| -> Vec<String> {
        let after = text.split("](assets/").skip(1);
        let names = after.filter_map(|rest| rest.split_once(')'));
        names.map(|(name, _)| name.to_owned()).collect()
    };

    assert_eq!(commands(&english), commands(&chinese));
    assert_eq!(pictures(&english), pictures(&chinese));
    assert!(english.contains("(README.zh.md)") && chinese.contains("(README.md)"));

    let headings = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
    assert_eq!(headings(&english), headings(&chinese));
}

#[test]
fn every_page_is_found_from_the_readmes_and_every_link_leads_somewhere() {
    for readme in ["README.md", "README.zh.md"] {
        let text = fs::read_to_string(root().join(readme)).expect("a page");

        for page in pages()
            .iter()
            .filter(|page| page.starts_with(root().join("docs")))
        {
            let name = page.file_name().expect("a name").to_string_lossy();
            assert!(text.contains(&format!("(docs/{name})")), "{readme}: {name}");
        }
    }

    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));

        for (link, _) in links.filter(|(link, _)| !link.starts_with("http")) {
            let file = link.split('#').next().unwrap_or_default();
            let folder = page.parent().expect("a folder");
            assert!(folder.join(file).exists(), "{}: {link}", page.display());
        }
    }
}

#[cfg(unix)]
#[test]
fn completions_and_manual_pages_are_those_of_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let status = Command::new(root().join("assets/packaging.sh"))
        .arg(folder.path())
        .env("CONVSTEP", env!("CARGO_BIN_EXE_convstep"))
        .env("XDG_CONFIG_HOME", "/nowhere")
        .status()
        .expect("sh");

    assert!(status.success());

    for name in [
        "convstep.1",
        "convstep.zh.1",
        "completions/convstep.bash",
        "completions/_convstep",
        "completions/convstep.fish",
    ] {
        let made = fs::read(folder.path().join(name)).expect("a file");
        let kept = fs::read(root().join("assets").join(name)).expect("a file");
        assert!(
            made == kept,
            "assets/{name} is old: run assets/packaging.sh"
        );
    }
}

/// How a word could go on, as bash asks for it: the words so far, the last of them begun.
fn completed(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .current_dir(root().join("scenarios"))
        .args(["--", "convstep"])
        .args(words)
        .env("COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "true")
        .env("_CLAP_IFS", "\n")
        .output()
        .expect("the program runs");

    said(&output).0
}

#[test]
fn completions_know_scenarios_files_layers_and_words() {
    assert!(completed(&["run", "digits-"]).contains("digits-wrong"));
    assert!(completed(&["strid"]).contains("stride"));
    assert!(completed(&["check", "cours"]).contains("course.toml"));
    assert!(completed(&["run", "digits", "--layer", "soft"]).contains("softmax1"));
    assert!(completed(&["steps", "relu.toml", "--layer", "re"]).contains("relu1"));
    assert!(completed(&["record", "cs231n", "--view", "cov"]).contains("coverage"));
}

#[test]
fn the_list_of_others_names_every_crate_of_a_build() {
    let list = fs::read_to_string(root().join("THIRD_PARTY.md")).expect("the list");
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "tree",
            "--locked",
            "--offline",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .output()
        .expect("cargo");

    assert!(output.status.success(), "{}", said(&output).1);

    for line in said(&output)
        .0
        .lines()
        .filter(|line| !line.starts_with("convstep "))
    {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().unwrap_or_default().trim_start_matches('v');
        let row = format!("| {name} | {version} |");
        assert!(
            name.is_empty() || list.contains(&row),
            "{row}: run assets/third_party.py"
        );
    }
}
