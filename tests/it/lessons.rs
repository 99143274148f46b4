//! The course: its lessons, the way through them, and how far one is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use convstep::app::{Action, App, Open, Theme, View};
use convstep::scenario::{Course, Request, built_in, exam, load, networks};
use convstep::text::Language;
use convstep::view::Depth;
use convstep::walk::Grain;
use convstep::workspace::{self, Workspace};

use crate::keys::press_and;
use crate::screens::{check, lines, screen, session};
use crate::{convstep, root, said};

/// A folder, a desk that keeps its state there, and a session.
struct Room {
    _folder: tempfile::TempDir,
    workspace: Workspace,
    app: App,
}

impl Room {
    /// With what is open when nothing is asked for.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path().to_owned(), Some(folder.path()));

        Self {
            _folder: folder,
            workspace,
            app: session("cs231n", &[]),
        }
    }

    /// The same state, later, with the list of the built-in course.
    fn again(&mut self, is_fresh: bool) {
        self.workspace.keep(&self.app);
        let course = Course::built_in().expect("the course");
        let study = self.workspace.study(course, is_fresh);
        let first = study.course.lessons[study.next()]
            .scenario()
            .expect("a lesson");
        self.app = App::new(Arc::new(first), Theme::Dark, Language::English);
        self.app.attend(study, false);
        self.app.list_lessons(workspace::lessons(&self.app), true);
    }

    fn press(&mut self, keys: &str) {
        let workspace = &self.workspace;
        press_and(&mut self.app, keys, |app, effect| {
            workspace.perform(app, effect);
        });
    }

    fn name(&self) -> &str {
        &self.app.scenario().name
    }
}

fn seen(app: &App) -> String {
    lines(&screen(app, 100, 30, Depth::True)).join("\n")
}

/// Writes a course's files.
fn course(folder: &Path, text: &str) {
    let one = "title = 'One'\n[input]\ndata = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]\n[[layer]]\nkind = 'conv2d'\nweight = [[[[1, 0], [0, 1]]]]\n[[note]]\ncell = [0, 1, 1]\ntext = 'last'\n[[note]]\ncell = [0, 0, 1]\ntext = 'second'\n";
    fs::write(folder.join("one.toml"), one).expect("a file");
    fs::write(folder.join("course.toml"), text).expect("a file");
}

#[test]
fn the_course_has_every_lesson_once_and_speaks_two_languages() {
    let course = Course::built_in().expect("the course");
    let all = built_in().iter().chain(networks());

    for built in all {
        let count = course
            .lessons
            .iter()
            .filter(|lesson| lesson.what == built.name)
            .count();
        assert_eq!(count, 1, "{}", built.name);
    }

    let parts = course
        .lessons
        .iter()
        .filter_map(|lesson| lesson.part.as_ref());
    let titles = course
        .lessons
        .iter()
        .filter_map(|lesson| lesson.title.as_ref());
    let words = [&course.title, &course.summary]
        .into_iter()
        .chain(parts)
        .chain(titles);

    for words in words {
        assert!(words.tags().any(|tag| tag == "zh"), "{words:?}");
    }

    let output = convstep(root().as_path(), &["check", "scenarios"]);
    assert_eq!(said(&output), ("ok scenarios\n".to_owned(), String::new()));
}

#[test]
fn brackets_lead_from_lesson_to_lesson() {
    let mut room = Room::new();
    room.press("]");
    assert_eq!((room.name(), room.app.lesson()), ("channels", Some(1)));
    room.press("][[");
    assert_eq!((room.name(), room.app.lesson()), ("cs231n", Some(0)));
    room.press("[");
    assert_eq!(
        room.app.message(),
        Some("this is the first lesson · c shows all of them")
    );

    // At the end of a lesson, the key that goes on says what comes next.
    room.press("<End><Right>");
    assert_eq!(
        room.app.message(),
        Some("End of the lesson. ] opens the next one: channels")
    );
}

#[test]
fn how_far_one_is_is_kept_until_it_is_to_be_forgotten() {
    let mut room = Room::new();
    room.press("]nnn56<Enter><End>]<Right><Right><Up>");
    let step = room.app.step();
    room.again(false);

    let study = room.app.study().expect("a course");
    assert_eq!((study.at, study.next(), study.done()), (Some(2), 2, 1));
    assert_eq!(
        (study.mark(0), study.mark(1), study.mark(2)),
        ('▶', '✓', '▶')
    );
    let text = seen(&room.app);
    assert!(
        text.contains("course · 1 of 33 done") && text.contains("You were at step"),
        "{text}"
    );

    room.press("<Enter>");
    assert_eq!(
        (room.name(), room.app.step(), room.app.grain()),
        ("arithmetic", step, Grain::Row)
    );
    room.press("cb");
    assert_eq!(
        (room.name(), room.app.open()),
        ("arithmetic", &Open::Nothing)
    );
    assert!(room.app.step() < step && room.app.grain() == Grain::Cell);

    room.again(true);
    let study = room.app.study().expect("a course");
    assert_eq!((study.at, study.done(), study.mark(2)), (None, 0, '·'));
}

#[test]
fn a_lesson_is_done_at_its_last_note_with_every_question_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    course(
        folder.path(),
        "title = 'Mine'\n[[lesson]]\nscenario = 'one.toml'\n",
    );
    let one = folder.path().join("one.toml");
    let asks = "[[note]]\ncell = [0, 1, 0]\nask = 'How much?'\nanswer = 12\ntext = '4 + 8'\n";
    let text = fs::read_to_string(&one).expect("a file") + asks;
    fs::write(&one, text).expect("a file");

    let mut room = Room::new();
    let mine = Course::in_folder(folder.path()).expect("a course");
    let study = room.workspace.study(mine, false);
    room.app.attend(study, false);
    room.app.list_lessons(workspace::lessons(&room.app), true);
    room.press("<Enter>nnn");
    assert_eq!(room.app.note().as_deref(), Some("last"));
    let is_done = |room: &Room| room.app.study().expect("a course").progress[0].is_done;
    assert!(!is_done(&room));
    room.press("N12<Enter>n");
    assert!(is_done(&room));
}

#[test]
fn n_goes_from_note_to_note() {
    let mut room = Room::new();
    room.app = session("stride", &[]);
    let mut heard = Vec::new();

    for _ in 0..7 {
        heard.extend(room.app.note());
        room.press("n");
    }

    assert_eq!(room.app.message(), Some("no note after this one"));
    assert_eq!(room.app.place().cell, [0, 2, 2]);
    heard.dedup();
    assert_eq!(heard.len(), 5, "{heard:?}");

    // What is said of a cell is reached from any grain.
    room.press("<Up><Up><Up><Up>N");
    assert_eq!(
        (room.app.place().cell, room.app.grain()),
        ([0, 1, 2], Grain::Row)
    );
    let text = seen(&room.app);
    assert!(
        text.lines()
            .any(|line| line.contains('•') && line.contains("step")),
        "{text}"
    );
}

#[test]
fn a_lesson_opens_as_its_course_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let lesson = |more: &str| {
        course(
            folder.path(),
            &format!("title = 'Mine'\n[[lesson]]\nscenario = 'one.toml'\n{more}\n"),
        );
        let course = Course::in_folder(folder.path()).unwrap_or_else(|faults| panic!("{faults}"));
        let scenario = course.lessons[0].scenario().expect("a lesson");
        App::new(Arc::new(scenario), Theme::Dark, Language::English)
    };

    let app = lesson("at = [0, 1, 0]\nview = 'coverage'\ngrain = 'cell'");
    assert_eq!(
        (app.place().cell, app.view(), app.grain()),
        ([0, 1, 0], View::Coverage, Grain::Cell)
    );
    let app = lesson("set = ['conv1.stride=2']");
    assert_eq!(app.layer().output.dims(), [1, 1, 1]);
    let app = lesson("at = 'note 2'");
    assert_eq!(app.note().as_deref(), Some("second"));
}

#[test]
fn what_is_wrong_with_a_course_is_told_at_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let lesson = "title = 'Mine'\n[[lesson]]\nscenario = 'one.toml'\n";
    let cases = [
        (
            "titel = 'Mine'\n[[lesson]]\nscenario = 'one.toml'",
            "did you mean `title`?",
        ),
        ("title = 'Mine'", "a course needs one [[lesson]] at least"),
        (
            "title = 'Mine'\nlesson = 3",
            "`lesson` must be an array of tables",
        ),
        (
            "title = 'Mine'\n[[lesson]]\ntitle = 'x'",
            "a lesson needs `scenario`",
        ),
        (
            "title = 'Mine'\n[[lesson]]\nscenario = 'two.toml'",
            "course.toml:3:12",
        ),
        (
            "title = 'Mine'\n[[lesson]]\nscenario = '../one.toml'",
            "lies outside",
        ),
        (
            "title = 'Mine'\n[[lesson]]\nscenario = 'strid'",
            "did you mean `stride`?",
        ),
        (&format!("{lesson}at = [0, 2, 0]"), "course.toml:4:6"),
        (
            &format!("{lesson}at = 100"),
            "there is no step 100: the lesson has 8",
        ),
        (&format!("{lesson}at = 'note 3'"), "course.toml:4:6"),
        (&format!("{lesson}view = 'wlk'"), "did you mean `walk`?"),
        (
            &format!("{lesson}set = ['stride']"),
            "write it as LAYER.KEY=VALUE",
        ),
        (
            &format!("{lesson}set = ['conv1.weight=[[[[1, 2, 3, 4]]]]']"),
            "course.toml:4",
        ),
    ];

    for (text, told) in cases {
        course(folder.path(), text);
        let faults = Course::in_folder(folder.path())
            .expect_err(text)
            .to_string();
        assert!(faults.contains(told), "{text}\n{faults}");
    }

    let empty = tempfile::tempdir().expect("a folder");
    let output = convstep(empty.path(), &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output)
            .1
            .contains("there is no `course.toml` in this folder")
    );
}

#[test]
fn without_a_terminal_the_lessons_are_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    course(
        folder.path(),
        "title = 'Mine'\nsummary = 'What it is.'\n[[lesson]]\npart = 'First'\nscenario = 'one.toml'\n[[lesson]]\nscenario = 'one.toml'\ntitle = 'Again'\n",
    );
    let output = convstep(folder.path(), &["course", "."]);
    let text = "Mine  course · 0 of 2 done\nWhat it is.\n\nFirst\n·  1.1  One\n·  1.2  Again\n";
    assert_eq!(said(&output), (text.to_owned(), String::new()));
}

#[test]
fn the_screen_with_the_lessons() {
    let mut room = Room::new();
    room.press("]nnn56<Enter><End>]<Right><Right>");
    room.again(false);
    check("lessons", &room.app, Depth::True);
}

#[test]
fn every_lesson_of_the_course_opens_where_something_is_said() {
    let course = Course::built_in().expect("the course");
    let is_network = |what: &std::ffi::OsStr| networks().iter().any(|built| built.name == what);

    for lesson in course
        .lessons
        .iter()
        .filter(|lesson| !is_network(&lesson.what))
    {
        let scenario = lesson
            .scenario()
            .unwrap_or_else(|faults| panic!("{faults}"));
        let plain = load(&lesson.what, &Request::default()).expect("a scenario");
        assert_eq!(scenario.title, plain.title);
        let app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
        assert!(app.note().is_some() || app.is_asking(), "{}", lesson.key);
    }
}

#[test]
fn an_exam_has_ten_questions_whatever_its_seed_and_ends_with_a_score() {
    for seed in (0..40).chain([i64::MAX as u64]) {
        let scenario = exam(seed).unwrap_or_else(|faults| panic!("{seed}: {faults}"));
        let asked = scenario.notes.iter().filter(|note| note.question.is_some());
        assert_eq!(asked.count(), 10, "{seed}");
        assert!(
            scenario.origin.file().is_none(),
            "no file is watched for it"
        );

        let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
        app.examine();
        let mut answered = 0;

        // The first two are answered wrong, twice each; one is given up.
        for _ in 0..40 {
            while app.wants().is_some() {
                let note = app.asking().expect("the note that asks");
                let keys = app.right_keys(note).expect("a number");

                match answered {
                    0 | 1 => drop(press_and(&mut app, "99999<Enter>99999<Enter>", |_, _| {})),
                    2 => drop(press_and(&mut app, "<Tab><Tab><Right>", |_, _| {})),
                    _ => keys.into_iter().for_each(|key| drop(app.apply(key))),
                }

                answered += 1;
            }

            if answered < 10 {
                app.apply(Action::NextNote);
            }
        }

        assert_eq!(answered, 10, "{seed}");
        let text = seen(&app);
        assert!(
            text.contains("7 of 10 right · longest streak 7 · 1 hint"),
            "{seed}\n{text}"
        );
        assert!(
            text.contains("Not 99999: it is") && text.contains(" + "),
            "what was wrong is told with its reason: {text}"
        );
    }
}

/// Answers the question that is open as it should be.
fn answer_rightly(app: &mut App) {
    let note = app.asking().expect("a question");
    let keys = app.right_keys(note).expect("an answer");

    for key in keys {
        app.apply(key);
    }
}

#[test]
fn an_exam_without_mistakes_ends_with_every_question_and_its_answer() {
    let mut app = App::new(
        Arc::new(exam(21).expect("an exam")),
        Theme::Dark,
        Language::English,
    );
    app.examine();

    for _ in 0..10 {
        while !app.is_asking() {
            app.apply(Action::NextNote);
        }

        // Nothing typed is no answer.
        app.apply(Action::Submit);
        assert_eq!(app.message(), Some("type an answer first; → tells it"));
        answer_rightly(&mut app);
    }

    let text = seen(&app);
    assert!(text.contains("10 of 10 right"), "{text}");
    assert!(text.contains("Questions and answers:"), "{text}");
    assert!(
        text.matches("Right: it is").count() > 3,
        "with reasons: {text}"
    );
}

#[test]
fn a_question_that_is_passed_by_in_an_exam_is_told_of() {
    let mut app = App::new(
        Arc::new(exam(21).expect("an exam")),
        Theme::Dark,
        Language::English,
    );
    app.examine();
    press_and(&mut app, "nn", |_, _| {});
    assert_eq!(
        app.message(),
        Some("2 questions not answered yet: N goes back")
    );

    press_and(&mut app, "N", |_, _| {});
    answer_rightly(&mut app);
    press_and(&mut app, "<End>", |_, _| {});
    assert_eq!(
        app.message(),
        Some("9 questions not answered yet: N goes back, → ends the exam")
    );
}

#[test]
fn an_exam_that_is_walked_to_its_end_counts_what_was_not_answered() {
    let mut app = App::new(
        Arc::new(exam(7).expect("an exam")),
        Theme::Dark,
        Language::English,
    );
    app.examine();
    let first = app.asking().expect("the first question");
    let keys = app.right_keys(first).expect("a number");

    for key in keys {
        app.apply(key);
    }

    press_and(&mut app, "<End><Right>", |_, _| {});
    let text = seen(&app);
    assert!(
        text.contains("1 of 10 right") && text.contains("Not answered: it is"),
        "{text}"
    );

    // A question that is longer than a line is told whole.
    let parameters = "How many parameters does conv1 have, biases included?";
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(parameters), "{text}");
}

#[test]
fn nothing_is_predicted_while_an_exam_asks() {
    let scenario = exam(22).unwrap_or_else(|faults| panic!("{faults}"));
    let mut app = App::new(Arc::new(scenario), Theme::Dark, Language::English);
    app.examine();
    press_and(&mut app, "<Right>x", |_, _| {});
    assert!(app.quiz().is_none(), "the answers would be told");
    assert_eq!(
        app.message(),
        Some("the exam asks; predicting is off until its end")
    );
}

#[test]
fn an_exam_has_one_best_class() {
    for seed in 0..120 {
        let scenario = exam(seed).unwrap_or_else(|faults| panic!("{seed}: {faults}"));
        let walker = convstep::walk::Walker::new(
            Arc::clone(&scenario.network),
            convstep::walk::Order::Window,
            Grain::Cell,
        );
        let value = |layer: usize, cell: [usize; 3]| {
            let place = convstep::walk::Place {
                layer,
                cell,
                moment: convstep::walk::Moment::Finish,
            };
            walker.explain_now(place).value
        };

        let scores: Vec<f32> = (0..3).map(|class| value(4, [class, 0, 0])).collect();
        let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        assert_eq!(
            scores.iter().filter(|score| **score >= best).count(),
            1,
            "{seed}: {scores:?}"
        );
    }
}

#[test]
fn what_a_layer_of_several_inputs_reads_is_named_and_copied_numbers_are_exact() {
    let at = |scenario: &str, layer: usize, cell: [usize; 3]| {
        let mut app = session(scenario, &[]);
        app.apply(Action::Visit(layer, cell));
        app
    };

    let text = seen(&at("residual", 3, [0, 1, 0]));
    assert!(
        text.contains("x0[0]  conv2") && text.contains("x1[0]  input"),
        "{text}"
    );

    // What is put one after the other is not added, and what is copied is what it was.
    let mut skip = at("unet", 4, [2, 0, 1]);
    assert_eq!(skip.network().layers[4].name, "skip");
    let text = seen(&skip);
    assert!(
        text.contains("x1[0]  up") && !text.contains("─ + ─"),
        "{text}"
    );
    assert!(
        text.contains("Copied unchanged: x1[0] row 0, column 1 = 6,"),
        "{text}"
    );

    skip.apply(Action::Language);
    assert!(seen(&skip).contains("原样复制：x1[0] 第 0 行第 1 列 = 6，"));
}

#[test]
fn sums_without_a_bias_are_said_to_be_added() {
    let channels = "[[1, 2]], [[3, 4]]";
    let input = format!("title = 't'\n[input]\ndata = [{channels}]\n[[layer]]\nkind = 'conv2d'\n");
    let few = format!("{input}bias = false\nweight = [[[[1]], [[2]]]]\n[view]\ngrain = 'cell'\n");
    let mut app = crate::screens::session_of(&few);
    assert!(
        seen(&app).contains("Add the two channel sums: 1 + 6 = 7, written to o[0]"),
        "{}",
        seen(&app)
    );

    app.apply(Action::Language);
    assert!(seen(&app).contains("把 2 个通道的和相加：1 + 6 = 7，写入 o[0]"));

    // Of very many, what they come to alone: never a number that equals itself.
    let many = "title = 't'\n[input]\ndata = { fill = 1, shape = [20, 1, 1] }\n[[layer]]\nkind = 'conv2d'\nbias = false\nweight = { fill = 2, shape = [1, 20, 1, 1] }\n[view]\ngrain = 'cell'\n";
    let text = seen(&crate::screens::session_of(many));
    assert!(
        text.contains("Add the 20 channel sums: 40, written to"),
        "{text}"
    );
}

/// What stands in a text, without its spaces and lines.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn what_a_lesson_says_is_whole_in_a_small_terminal() {
    for lesson in built_in().iter().chain(networks()) {
        for language in [Language::English, Language::Chinese] {
            let scenario = load(lesson.name, &Request::default()).expect("a lesson");
            let mut app = App::new(Arc::new(scenario), Theme::Dark, language);
            let mut before = None;

            while before != Some(app.step()) {
                before = Some(app.step());

                // What is asked is on the screen before it is answered, what is said after.
                for said in [app.question(), app.note()].into_iter().flatten() {
                    let seen = squeezed(&lines(&screen(&app, 80, 24, Depth::True)).join(""));
                    let what = format!("{} {language:?}: {said}", lesson.name);
                    assert!(seen.contains(&squeezed(&said)), "{what}");
                }

                if app.is_asking() {
                    app.apply(Action::Next);
                    before = None;
                } else {
                    app.apply(Action::NextNote);
                }
            }
        }
    }
}

#[test]
fn parts_that_have_no_room_are_a_line_each() {
    let mut room = Room::new();
    room.again(true);
    let study = room.app.study().expect("a course");
    let lessons = study.course.lessons.clone();
    let parts: Vec<&str> = lessons
        .iter()
        .filter_map(|lesson| Some(lesson.part.as_ref()?.in_language("en")))
        .collect();

    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        room.press("<Home>");

        for lesson in 0..lessons.len() {
            let seen = lines(&screen(&room.app, width, height, Depth::True)).join("\n");
            let title = room.app.lesson_title(lesson).expect("a title");
            let number = study_number(&room.app, lesson);
            let is_chosen = |line: &str| {
                line.contains(&format!("▶ {number}"))
                    && line.contains(&title[..title.len().min(12)])
            };

            assert!(seen.lines().any(is_chosen), "{number} {title} in {seen}");
            assert!(parts.iter().all(|part| seen.contains(part)), "{seen}");
            room.press("<Down>");
        }
    }
}

fn study_number(app: &App, lesson: usize) -> String {
    app.study().expect("a course").course.number(lesson)
}

#[test]
fn lessons_for_which_a_list_has_no_room_are_counted() {
    let mut room = Room::new();
    room.again(true);
    let count = |app: &App| {
        let seen = lines(&screen(app, 60, 12, Depth::True));
        let more = |sign: char| {
            let line = seen.iter().find(|line| line.contains(sign));
            let count = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
            count.unwrap_or(0)
        };
        let lessons = seen
            .iter()
            .filter(|line| {
                let mut words = line.split_whitespace();
                words.any(|word| word.len() == 3 && word.as_bytes()[1] == b'.')
            })
            .count();
        (more('▲') + lessons + more('▼'), seen.join("\n"))
    };

    for _ in 0..33 {
        let (all, seen) = count(&room.app);
        assert!(all <= 33, "{seen}");
        assert!(seen.contains("more ▲") || seen.contains("more ▼"), "{seen}");
        room.press("<Down>");
    }
}

#[test]
fn the_chosen_lesson_is_not_marked_as_a_current_cell() {
    let mut room = Room::new();
    room.again(true);
    let seen = screen(&room.app, 100, 30, Depth::True);
    let mark = ratatui::style::Color::Rgb(0xff, 0xd8, 0x66);

    assert!(seen.content.iter().all(|cell| cell.bg != mark));
    assert!(
        seen.content
            .iter()
            .any(|cell| cell.symbol() == "▶" && cell.fg == mark)
    );
}
