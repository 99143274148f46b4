//! The command line, by its contract.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::tidy::code;
use crate::{convstep, root, said};

fn prints(arguments: &[&str]) -> String {
    let output = convstep(&root(), arguments);
    let (out, err) = said(&output);
    assert!(
        output.status.success() && err.is_empty(),
        "{arguments:?}: {err}"
    );

    out
}

fn refuses(arguments: &[&str]) -> String {
    let output = convstep(&root(), arguments);
    let (out, err) = said(&output);
    assert_eq!(
        (output.status.code(), out.as_str()),
        (Some(2), ""),
        "{arguments:?}"
    );

    assert!(!err.contains("panicked") && !err.is_empty(), "{err}");

    err
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&prints(arguments)).expect("JSON")
}

#[test]
fn run_prints_the_two_maps_of_the_worked_example() {
    let run = json(&["run", "cs231n", "--format", "json"]);
    assert_eq!(run["input"]["shape"], json!([3, 5, 5]));
    let layer = &run["layers"][0];
    assert_eq!(
        layer["output"],
        json!([
            [[3, -5, -4], [4, -1, 7], [0, 0, -1]],
            [[3, 2, 0], [7, 6, 2], [5, 5, 2]]
        ])
    );

    assert_eq!(
        (&layer["name"], &layer["kind"], &layer["parameters"]),
        (&json!("conv1"), &json!("conv2d"), &json!(56))
    );
}

#[test]
fn strides_change_the_numbers_as_the_example_says() {
    let run = json(&["run", "cs231n", "--stride", "1", "--format", "json"]);
    let first = json!([
        [3, -2, -5, -5, -4],
        [4, 5, -1, -4, 5],
        [4, -7, -1, 3, 7],
        [3, -1, -2, 4, 3],
        [0, 2, 0, 3, -1]
    ]);

    assert_eq!(run["layers"][0]["output"][0], first);
    let run = json(&[
        "run",
        "cs231n",
        "--set",
        "conv1.stride=3",
        "--format",
        "json",
    ]);

    assert_eq!(run["layers"][0]["shape"], json!([2, 2, 2]));
}

#[test]
fn steps_tell_the_first_cell_in_four_lines() {
    let steps = prints(&["steps", "cs231n", "--count", "4"]);
    assert_eq!(steps.lines().count(), 4);
    assert!(
        steps
            .lines()
            .last()
            .is_some_and(|line| line.contains("0 + 2 + 0 + 1 = 3")),
        "{steps}"
    );

    assert_eq!(prints(&["steps", "cs231n"]).lines().count(), 72);
    assert_eq!(
        prints(&["steps", "cs231n", "--grain", "tap"])
            .lines()
            .count(),
        18 * 28
    );

    assert!(refuses(&["steps", "cs231n", "--from", "73"]).contains("72"));
}

#[test]
fn steps_as_objects_have_the_keys_of_the_contract() {
    let lines = prints(&["steps", "cs231n", "--count", "4", "--format", "jsonl"]);
    let steps: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();

    assert_eq!(steps[0]["phase"], "group");
    assert_eq!(steps[1]["window"], json!([[0, 0, 0], [0, 0, 1], [0, 2, 2]]));
    assert_eq!(
        steps[1]["weight"],
        json!([[-1, -1, 1], [-1, 1, 0], [-1, 1, 0]])
    );

    assert_eq!(
        steps[1]["products"],
        json!([[0, 0, 0], [0, 0, 0], [0, 2, 0]])
    );

    let last = &steps[3];
    assert_eq!(
        (&last["step"], &last["layer"], &last["cell"]),
        (&json!(4), &json!("conv1"), &json!([0, 0, 0]))
    );

    assert_eq!(
        (
            &last["phase"],
            &last["terms"],
            &last["bias"],
            &last["value"]
        ),
        (&json!("finish"), &json!([0, 2, 0]), &json!(1), &json!(3))
    );

    assert!(
        last["text"]
            .as_str()
            .is_some_and(|text| text.contains("0 + 2 + 0 + 1 = 3"))
    );
}

#[test]
fn a_worksheet_asks_and_leaves_blanks() {
    let sheet = prints(&["steps", "cs231n", "--quiz", "--count", "4"]);
    let lines: Vec<&str> = sheet.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[1],
        " 2  conv1, o[0] row 0, column 0, green. Window 0 0 0 / 0 0 1 / 0 2 2, weights -1 -1 1 / -1 1 0 / -1 1 0. \
        What do the products add up to? ______"
    );

    // The sums that were asked for are not given away; those that were not, are told.
    assert_eq!(
        lines[3],
        " 4  conv1, o[0] row 0, column 0. Add the 3 sums and the bias 1. What is the output? ______"
    );

    let late = prints(&["steps", "cs231n", "--quiz", "--from", "3", "--count", "2"]);
    assert!(
        late.ends_with(
            " 4  conv1, o[0] row 0, column 0. What is the output? 0 + 2 + 0 + 1 = ______\n"
        ),
        "{late}"
    );

    // Numbered as the steps are: what brings nothing new is left out.
    let pool = prints(&[
        "steps", "max-pool", "--quiz", "--grain", "channel", "--from", "2", "--count", "3",
    ]);

    assert_eq!(
        pool,
        "3  pool1, o[0] row 0, column 1. Cells 2 4 7 8. What is the largest in the window? ______\n\
         4  The next window holds 2, 4, 7, 8. What stays? ______\n"
    );

    let class = prints(&[
        "steps", "digits", "--layer", "softmax1", "--quiz", "--count", "2",
    ]);

    assert_eq!(
        class
            .matches("Which class, 0 to 9, has the largest probability?")
            .count(),
        1
    );

    let chinese = prints(&[
        "steps", "cs231n", "--quiz", "--grain", "tap", "--count", "1", "--lang", "zh",
    ]);

    assert!(chinese.contains("乘积是多少？0 × 1 = ______"), "{chinese}");
    assert!(refuses(&["steps", "cs231n", "--answers", "a.txt"]).contains("--quiz"));
    assert!(refuses(&["steps", "cs231n", "--quiz", "--force"]).contains("--answers"));
}

#[test]
fn answers_go_to_a_file_of_their_own_whole_or_not_at_all() {
    let folder = std::env::temp_dir().join(format!("convstep-answers-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder");
    let quiz = |more: &[&str]| {
        convstep(
            &folder,
            &[&["steps", "cs231n", "--quiz", "--count", "4"], more].concat(),
        )
    };

    let answers = || std::fs::read_to_string(folder.join("answers")).expect("the answers");
    let output = quiz(&["--answers", "answers"]);
    assert_eq!(
        said(&output).0,
        prints(&["steps", "cs231n", "--quiz", "--count", "4"])
    );

    assert_eq!(answers().lines().count(), 4);
    assert!(answers().ends_with(
        " 4  3  Add the three channel sums and the bias: 0 + 2 + 0 + 1 = 3, written to o[0] row 0, column 0.\n"
    ));

    let before = answers();
    let again = quiz(&["--answers", "answers", "--format", "jsonl"]);
    assert_eq!(
        (again.status.code(), said(&again).0.as_str()),
        (Some(2), "")
    );

    assert!(
        said(&again)
            .1
            .contains("already exists; --force replaces it")
    );

    assert_eq!(answers(), before);
    let objects = |text: &str| -> Vec<Value> {
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect()
    };

    let output = quiz(&["--answers", "answers", "--force", "--format", "jsonl"]);
    let asked = objects(&said(&output).0);
    let told = objects(&answers());
    assert_eq!((asked.len(), told.len()), (4, 4));
    assert_eq!(
        asked[3],
        json!({"step": 4, "layer": "conv1", "cell": [0, 0, 0], "asks": "value",
            "question": "conv1, o[0] row 0, column 0. Add the 3 sums and the bias 1. What is the output?"})
    );

    assert_eq!(
        (&told[3]["step"], &told[3]["asks"], &told[3]["answer"]),
        (&json!(4), &json!("value"), &json!(3))
    );

    assert!(
        told[3]["text"]
            .as_str()
            .is_some_and(|text| text.contains("0 + 2 + 0 + 1 = 3"))
    );

    let past = quiz(&["--answers", "none", "--from", "99"]);
    assert_eq!(past.status.code(), Some(2));
    let left: Vec<_> = std::fs::read_dir(&folder).expect("the folder").collect();
    assert_eq!(left.len(), 1, "nothing half written is left");
    assert_eq!(
        quiz(&["--answers", "nowhere/answers"]).status.code(),
        Some(1)
    );

    std::fs::remove_dir_all(&folder).expect("the folder");
}

/// Every printed question is answered by what stands in it and in those before: by whoever can add, multiply and find the
/// largest.
#[test]
fn a_worksheet_is_solved_from_paper() {
    let folder = std::env::temp_dir().join(format!("convstep-paper-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder");
    let numbers = |text: &str| -> Vec<f64> {
        text.split_whitespace()
            .filter_map(|word| word.trim_end_matches(['.', ',']).parse().ok())
            .collect()
    };

    let mut solved = 0;

    for (scenario, grain) in [
        ("cs231n", "channel"),
        ("padding", "cell"),
        ("max-pool", "channel"),
        ("mean-pool", "channel"),
    ] {
        let file = folder.join(scenario);
        let file = file.to_string_lossy();
        let sheet = prints(&[
            "steps",
            scenario,
            "--grain",
            grain,
            "--quiz",
            "--answers",
            &file,
            "--format",
            "jsonl",
        ]);

        let answers = std::fs::read_to_string(&*file).expect("the answers");

        // The sums that were found since the last cell.
        let mut sums: Vec<f64> = Vec::new();

        for (question, answer) in sheet.lines().zip(answers.lines()) {
            let (asked, told): (Value, Value) = (
                serde_json::from_str(question).expect("JSON"),
                serde_json::from_str(answer).expect("JSON"),
            );

            // What the teacher asks takes more than sums.
            if asked["asks"] == "note" {
                continue;
            }

            let text = asked["question"].as_str().expect("a question");
            let after = |word: &str| {
                text.split_once(word)
                    .map(|(_, rest)| rest)
                    .unwrap_or_default()
            };

            let answer = told["answer"].as_f64().expect("a number");
            let own: f64 = if text.contains("Window ") {
                let (window, weights) = after("Window ").split_once(", weights ").expect("weights");
                numbers(window)
                    .iter()
                    .zip(numbers(weights))
                    .map(|(x, w)| x * w)
                    .sum()
            } else if text.contains("largest") {
                numbers(after("Cells "))
                    .into_iter()
                    .fold(f64::NEG_INFINITY, f64::max)
            } else if text.contains("Cells ") {
                numbers(after("Cells ")).iter().sum()
            } else if text.contains("Divide the sum by ") {
                sums.iter().sum::<f64>() / numbers(after("by "))[0]
            } else if text.contains(" and the bias ") {
                sums.iter().sum::<f64>() + numbers(after("bias "))[0]
            } else {
                numbers(&after("written? ").replace(['(', ')'], " "))
                    .iter()
                    .sum()
            };

            assert_eq!(own, answer, "{text}");

            if text.contains("What is the output?") {
                sums.clear();
            } else {
                sums.push(own);
            }

            solved += 1;
        }
    }

    assert!(solved > 90, "only {solved} were solved");
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn a_network_of_ten_to_the_eleven_taps_is_told_from_its_middle() {
    let toml = "title = 't'\n[input]\ndata = { random = [64, 1000, 1000] }\n[[layer]]\nkind = 'conv2d'\nweight = { random = [60, 64, 5, 5] }\npadding = 2\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args([
            "steps",
            "-",
            "--grain",
            "tap",
            "--from",
            "40000000000",
            "--count",
            "2",
            "--format",
            "jsonl",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");

    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(toml.as_bytes())
        .expect("it reads");

    let output = child.wait_with_output().expect("it ends");
    let (out, _) = said(&output);
    let steps: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();

    assert_eq!(
        steps
            .iter()
            .map(|step| step["step"].as_u64())
            .collect::<Vec<_>>(),
        [Some(40_000_000_000), Some(40_000_000_001)]
    );
}

#[test]
fn check_says_ok_or_every_fault() {
    assert_eq!(
        prints(&["check", "cs231n", "scenarios/cs231n.toml"]),
        "ok cs231n\nok scenarios/cs231n.toml\n"
    );

    let output = convstep(
        &root(),
        &[
            "check",
            "tests/bad/many_mixed.toml",
            "cs231n",
            "--format",
            "json",
        ],
    );

    let (out, _) = said(&output);
    let report: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        (&report[0]["ok"], &report[1]["ok"]),
        (&json!(false), &json!(true))
    );

    let lines: Vec<_> = report[0]["faults"]
        .as_array()
        .expect("faults")
        .iter()
        .map(|fault| fault["line"].as_u64())
        .collect();

    assert_eq!(lines, [Some(9), Some(10), Some(14)]);
}

#[test]
fn what_is_shown_is_the_scenario_and_what_is_listed_opens() {
    let toml = std::fs::read_to_string(root().join("scenarios/cs231n.toml")).expect("the file");
    assert_eq!(prints(&["show", "cs231n"]), toml);
    let list = json(&["list", "--format", "json"]);
    assert_eq!(
        (&list[0]["name"], &list[0]["steps"]),
        (&json!("cs231n"), &json!(72))
    );

    for row in list.as_array().expect("a list") {
        prints(&["check", row["name"].as_str().expect("a name")]);
    }
}

#[test]
fn mistakes_are_told_with_the_way_out() {
    assert!(refuses(&["run", "cs231m"]).contains("did you mean `cs231n`?"));
    assert!(refuses(&["run", "cs231n", "--layer", "conv9"]).contains("conv1"));
    assert!(refuses(&["run", "cs231n", "--stride", "0"]).contains("at least 1"));
    assert!(refuses(&["run", "cs231n", "--set", "conv1.strid=1"]).contains("stride"));
    assert!(refuses(&["run", "cs231n", "--set", "stride"]).contains("LAYER.KEY=VALUE"));
    assert!(refuses(&["steps", "cs231n", "--grain", "taps"]).contains("tap"));
    assert!(refuses(&["run", "cs231n", "--theme", "neon"]).contains("high-contrast"));
    assert!(refuses(&["check", "nowhere.toml"]).contains("no such file"));
    assert!(refuses(&["check", "src"]).contains("folder"));
    assert!(refuses(&["cs231n"]).contains("steps"), "no terminal");
}

#[test]
fn a_reader_that_has_had_enough_is_no_error_and_a_full_disk_is_one() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_convstep"))
        .args(["steps", "cs231n", "--grain", "tap"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");

    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), said(&output).1.as_str()),
        (Some(0), "")
    );

    if let Ok(full) = OpenOptions::new().write(true).open("/dev/full") {
        let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
            .args(["run", "cs231n"])
            .stdout(full)
            .output()
            .expect("it ends");

        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
    }
}

#[test]
fn packagers_get_completions_and_a_manual_page() {
    assert!(prints(&["completions", "bash"]).contains("convstep"));
    assert!(prints(&["man"]).contains(".TH convstep"));
}

#[test]
fn a_new_scenario_is_correct_and_never_overwrites() {
    let folder = std::env::temp_dir().join(format!("convstep-new-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder");
    let run = |arguments: &[&str]| convstep(&folder, arguments);
    let output = run(&[
        "new",
        "mine.toml",
        "--input",
        "28x28x3",
        "--filters",
        "6",
        "--kernel",
        "5",
    ]);

    assert!(output.status.success(), "{}", said(&output).1);
    let output = run(&["run", "mine.toml", "--layer", "conv1", "--format", "json"]);
    let run_json: Value = serde_json::from_str(&said(&output).0).expect("JSON");
    assert_eq!(run_json["layers"][0]["shape"], json!([6, 24, 24]));
    let before = std::fs::read(folder.join("mine.toml")).expect("the file");
    let again = run(&["new", "mine.toml"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).1.contains("already exists"));
    assert_eq!(
        std::fs::read(folder.join("mine.toml")).expect("the file"),
        before
    );

    let wrong = run(&["new", "other.toml", "--input", "3x3", "--kernel", "5"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        said(&wrong).1.contains("the kernel covers 5 rows"),
        "{}",
        said(&wrong).1
    );

    assert_eq!(run(&["new", "nowhere/other.toml"]).status.code(), Some(1));
    let left: Vec<_> = std::fs::read_dir(&folder).expect("the folder").collect();
    assert_eq!(left.len(), 1);
    std::fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn the_language_is_that_of_the_system_or_what_is_asked_for() {
    let first = |system: &[(&str, &str)], arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_convstep"))
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("LANG")
            .envs(system.iter().copied())
            .args(arguments)
            .output()
            .expect("the program runs");

        said(&output)
            .0
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };

    let steps = ["steps", "cs231n", "--count", "1"];
    let chinese = "9 个乘积之和：0 + 0 + 0 + 0 + (-1) + 0 + 0 + 1 + 0 = 0。";
    let english = "the nine products add up to";

    assert!(first(&[("LANG", "zh_CN.UTF-8")], &steps).contains(chinese));
    assert!(first(&[("LC_MESSAGES", "zh_CN"), ("LANG", "en_US.UTF-8")], &steps).contains(chinese));
    assert!(first(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], &steps).contains(english));
    assert!(first(&[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")], &steps).contains(chinese));
    assert!(first(&[], &steps).contains(english));

    let asked = ["steps", "cs231n", "--count", "1", "--lang", "en"];
    assert!(first(&[("LANG", "zh_CN.UTF-8")], &asked).contains(english));
    assert!(first(&[], &["list", "--lang", "zh"]).contains("手算卷积"));
}

#[test]
fn a_command_behind_options_is_told_its_place() {
    let complaint = said(&convstep(&root(), &["--lang", "zh", "list"])).1;
    assert_eq!(
        complaint,
        "错误：“list”是命令，要写在选项前面：convstep list …\n"
    );

    let complaint = said(&convstep(&root(), &["--lang", "en", "list", "more"])).1;
    assert!(
        complaint.starts_with("error: `list` is a command, and a command comes first"),
        "{complaint}"
    );
}

#[test]
fn the_help_speaks_the_language() {
    let help = |arguments: &[&str]| said(&convstep(&root(), arguments)).0;
    let shown = help(&["--lang", "zh", "--help"]);
    for wanted in [
        "用法：convstep",
        "命令:",
        "第一个有步长的层的步长",
        "［默认 auto］",
        "用文字说出第一个输出格",
    ] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }

    let script = help(&["record", "--lang=zh", "--help"]);
    assert!(
        script.contains("画面停留") && script.contains("粒度变细"),
        "{script}"
    );
    assert!(help(&["--help"]).contains("Stride of the first layer that has one"));
}

#[test]
fn no_help_is_there_for_nobody() {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let (_, book) = code()
        .into_iter()
        .find(|(name, _)| name == "text/chinese.rs")
        .expect("a book");
    let (_, table) = book.split_once("const HELP:").expect("its help");
    let (table, _) = table.split_once("\n];").expect("its end");
    // A quote within a text is none of its ends.
    let table = table.replace("\\\"", "\u{1}");
    let words: Vec<&str> = table.split('"').skip(1).step_by(2).collect();
    let commands = words.iter().step_by(2).filter(|name| !name.contains(' '));

    let shown: String = commands
        .chain([&"help"])
        .map(|name| convstep(&root(), &[name, "--help", "--lang", "zh"]))
        .chain([convstep(&root(), &["--help", "--lang", "zh"])])
        .filter(|output| output.status.success())
        .map(|output| bare(&said(&output).0))
        .collect();

    for row in words.chunks(2) {
        let says = bare(row[1]).replace('\u{1}', "\"");
        assert!(shown.contains(&says), "nobody says {row:?}");
    }
}

/// What is said on standard error where a command's words are wrong; its status is 2.
fn misuse(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = convstep(folder.path(), arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");

    said(&output).1
}

#[test]
fn wrong_words_are_told_in_the_language_that_is_asked_for_with_the_way_out() {
    let cases: [(&[&str], &str, &str); 10] = [
        (
            &["cs231n", "extra"],
            "`extra` is one word too many",
            "多了一个词 `extra`",
        ),
        (
            &["recrod", "cs231n"],
            "did you mean `record`?",
            "是不是 `record`？",
        ),
        (&["digts"], "did you mean `digits`?", "是不是 `digits`？"),
        (
            &["list", "--fromat", "json"],
            "did you mean `--format`?",
            "是不是 `--format`？",
        ),
        (
            &["list", "--format", "jsn"],
            "did you mean `json`?",
            "是不是 `json`？",
        ),
        (
            &["steps"],
            "something is missing: <SCENARIO>",
            "还缺少 <SCENARIO>",
        ),
        (
            &["cs231n", "--set", "stride=2"],
            "write it as LAYER.KEY=VALUE",
            "请写成 层.键=值",
        ),
        (
            &["record", "cs231n", "-o", "x.gif", "--size", "big"],
            "write it as COLSxROWS",
            "请写成 列数x行数",
        ),
        (
            &["steps", "cs231n", "--count", "1", "--count", "2"],
            "can be given only once",
            "只能写一次",
        ),
        (
            &["run", "cs231n", "--layer"],
            "needs a value",
            "后面要写一个值",
        ),
    ];

    for (arguments, english, chinese) in cases {
        let in_chinese = [arguments, &["--lang=zh"]].concat();
        assert!(misuse(arguments).contains(english), "{}", misuse(arguments));
        assert!(
            misuse(&in_chinese).contains(chinese),
            "{}",
            misuse(&in_chinese)
        );
    }

    assert!(misuse(&["--lang", "zh", "list"]).contains("convstep list"));
}

#[test]
fn channels_are_named_in_the_language_that_is_spoken() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = |language| {
        let arguments = ["steps", "cs231n", "--count", "1", "--lang", language];
        said(&convstep(folder.path(), &arguments)).0
    };

    assert!(
        first("en").contains("Red: the nine products"),
        "{}",
        first("en")
    );
    assert!(
        first("zh").contains("红通道的 9 个乘积之和：0"),
        "{}",
        first("zh")
    );
}
