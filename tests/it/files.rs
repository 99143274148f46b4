//! Writing, opening, and files that change.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use convstep::app::{Action, App, Change, Hyperparameter, Open, Theme, View};
use convstep::nn::{Network, Tensor};
use convstep::scenario::{
    Opening, Request, Scenario, Start, broken, built_in, load, networks, reload,
};
use convstep::text::Language;
use convstep::view::{self, Depth, Gesture};
use convstep::walk::Grain;
use convstep::workspace::Workspace;
use proptest::prelude::*;
use ratatui::layout::Rect;

use crate::keys::press_and;
use crate::screens::{check, lines, screen, session};
use crate::{convstep, names_in, root, said};

/// A session whose files are in a folder of its own.
struct Room {
    folder: tempfile::TempDir,
    workspace: Workspace,
    app: App,
}

impl Room {
    fn of(app: App) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(folder.path().to_owned(), Some(&folder.path().join("state")));

        Self {
            folder,
            workspace,
            app,
        }
    }

    /// With a built-in scenario.
    fn new(scenario: &str) -> Self {
        Self::of(session(scenario, &[]))
    }

    /// With a file of this text.
    fn with(text: &str, request: &Request) -> Self {
        let mut room = Self::of(session("cs231n", &[]));
        fs::write(room.path("my.toml"), text).expect("a file");
        room.app = App::new(
            Arc::new(room.load("my.toml", request)),
            Theme::Dark,
            Language::English,
        );

        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn load(&self, name: &str, request: &Request) -> Scenario {
        let read = load(&self.path(name), request);
        read.unwrap_or_else(|faults| panic!("{faults}"))
    }

    fn press(&mut self, keys: &str) {
        let workspace = &self.workspace;
        press_and(&mut self.app, keys, |app, effect| {
            workspace.perform(app, effect);
        });
    }

    fn act(&mut self, action: Action) {
        let effect = self.app.apply(action);
        self.workspace.perform(&mut self.app, effect);
    }

    fn shows(&self, text: &str) {
        let seen = lines(&screen(&self.app, 80, 24, Depth::True)).join("\n");
        assert!(seen.contains(text), "{text:?} is not shown: {seen}");
    }

    fn names(&self, folder: &str) -> Vec<String> {
        names_in(&self.path(folder))
    }
}

fn builtin(name: &str) -> String {
    fs::read_to_string(root().join(format!("scenarios/{name}.toml"))).expect("a scenario")
}

/// The lines of a text that another has not.
fn lost<'t>(before: &'t str, after: &str) -> Vec<&'t str> {
    before
        .lines()
        .filter(|line| !line.is_empty() && !after.lines().any(|has| has == *line))
        .collect()
}

#[test]
fn only_what_differs_is_changed() {
    let mut room = Room::new("cs231n");
    room.press("SPe<Tab><Tab><Tab>0.5<Enter><Esc>w<Enter>");
    room.shows("wrote cs231n.toml; left out, no longer true: conv1.expect");
    let before = builtin("cs231n");
    let after = room.text("cs231n.toml");
    assert_eq!(
        lost(&after, &before),
        ["stride  = 1", "padding = 0", "bias    = [0.5, 0]"]
    );

    let gone = lost(&before, &after);
    assert_eq!(&gone[3][..6], "expect", "{gone:?}");
    assert!(!room.app.is_changed());
    room.press("s");
    assert!(room.app.is_changed());
    room.press("r");
    assert_eq!(
        room.app.network(),
        &*room.load("cs231n.toml", &Request::default()).network
    );
}

#[test]
fn what_is_printed_is_written_while_it_is_about_the_layer() {
    let mut room = Room::new("arithmetic");
    room.press("se<Tab>9<Enter><Esc>w<Enter>");
    room.shows("left out, no longer true: conv1.expect, conv1.published");
    assert!(!room.text("arithmetic.toml").contains("published"));

    // A layer below it is its own.
    let two = format!(
        "{}\n[[layer]]\nkind = \"max_pool2d\"\nkernel = 3\npublished = [[9]]\n",
        builtin("arithmetic")
            .split("[[note]]")
            .next()
            .expect("layers")
    );
    let mut room = Room::with(&two, &Request::default());
    room.press("<End>sw<Enter>y");
    room.shows("left out, no longer true: pool1.published");
    let text = room.text("my.toml");
    assert!(text.contains("published = [[1, 6, 5]"), "{text}");
    room.load("my.toml", &Request::default());
}

#[test]
fn what_is_not_changed_is_written_byte_for_byte() {
    for name in [
        "cs231n",
        "digits",
        "features",
        "kernels",
        "depthwise",
        "transposed",
    ] {
        let mut room = Room::new(name);
        room.press("w<Enter>");
        assert_eq!(room.text(&format!("{name}.toml")), builtin(name));
    }

    for text in layouts() {
        let mut room = Room::with(&text, &Request::default());
        room.press("wcopy<Enter>");
        assert_eq!(room.text("copy.toml"), text);
    }
}

#[test]
fn a_name_is_proposed_that_no_file_has() {
    let mut room = Room::new("cs231n");
    room.press("w");
    room.shows("write to: cs231n.toml");
    room.press("<Enter>w");
    room.shows("cs231n-2.toml");
    room.press("<Enter>w");
    room.shows("cs231n-3.toml");
    room.press("<Backspace><Backspace><Backspace><Backspace><Backspace><Esc>");
    assert_eq!(
        (room.app.open(), room.names(".")),
        (
            &Open::Nothing,
            vec!["cs231n-2.toml".into(), "cs231n.toml".into()]
        )
    );
}

#[test]
fn nothing_is_overwritten_without_a_yes() {
    let mut room = Room::new("cs231n");
    fs::write(room.path("mine.toml"), "precious").expect("a file");
    room.press("wmine<Enter>");
    room.shows("mine.toml already exists: overwrite? y/n");
    room.press("x<Enter><Esc>");
    assert_eq!(room.text("mine.toml"), "precious");
    room.press("wmine<Enter>n");
    assert!(matches!(room.app.open(), Open::Write(answer) if answer.text == "mine.toml"));
    room.press("<Enter>y");
    room.shows("wrote mine.toml");
    assert_eq!(room.text("mine.toml"), builtin("cs231n"));
    assert_eq!(room.names("."), ["mine.toml"]);
    room.press("wnone/such.toml<Enter>");
    room.shows("none/such.toml could not be written: there is no such folder");
    assert_eq!(room.names("."), ["mine.toml"]);
}

#[test]
fn a_folder_is_no_name_of_a_file() {
    let mut room = Room::new("cs231n");
    fs::create_dir(room.path("new"))
        .and_then(|()| fs::create_dir(room.path("old.toml")))
        .expect("folders");

    for name in ["new/", ".", "..", "new/..", "old.toml"] {
        room.press(&format!("w{name}<Enter>"));
        room.shows(&format!("{name} could not be written: it is a folder"));
    }

    room.press("wnone/<Enter>");
    room.shows("none/ could not be written: there is no such folder");
    assert_eq!(room.names("."), ["new", "old.toml"]);
    room.press("wnew<Enter>");
    room.shows("wrote new.toml");
}

#[test]
fn data_go_along_and_are_not_overwritten_either() {
    let mut room = Room::new("digits");
    room.press("w<Enter>");
    room.shows("wrote digits.toml and 2 files beside it");
    assert_eq!(room.names("data"), ["digit_0.npy", "digits.safetensors"]);
    room.press("sw<Enter>");
    room.shows("digits-2.toml");
    assert_eq!(
        room.names("data").len(),
        2,
        "what is there already is referred to"
    );

    fs::write(room.path("data/digit_0.npy"), "something else").expect("a file");
    let mut other = Room::new("digits");
    other.workspace = Workspace::at(room.folder.path().to_owned(), None);
    other.press("wthird<Enter>");
    other.shows("digit_0.npy already exists: overwrite? y/n");
    other.press("n<Esc>");
    assert_eq!(room.text("data/digit_0.npy"), "something else");
}

#[test]
fn files_are_copied_to_another_folder_and_never_out_of_it() {
    let request = Request {
        allow_outside: true,
        ..Request::default()
    };
    let mut room = Room::new("cs231n");
    let text = "title = 'x'\n[input]\ndata = { npy = '../three.npy' } # outside\n[[layer]]\nkind = 'conv2d'\n\
        weight.npy = \"in/../weights/w.npy\"\n";
    for folder in ["here", "here/in", "here/weights", "there"] {
        fs::create_dir(room.path(folder)).expect("a folder");
    }
    fs::write(room.path("here/my.toml"), text).expect("a file");
    fs::write(room.path("three.npy"), npy("3, 3", 9)).expect("a file");
    fs::write(room.path("here/weights/w.npy"), npy("1, 1, 2, 2", 4)).expect("a file");
    room.app = App::new(
        Arc::new(room.load("here/my.toml", &request)),
        Theme::Dark,
        Language::English,
    );
    room.press("wthere/my<Enter>");
    room.shows("2 files beside it");
    assert_eq!(room.names("there"), ["my.toml", "three.npy", "w.npy"]);
    assert!(
        room.text("there/my.toml")
            .contains("data = { npy = \"three.npy\" } # outside")
    );
    assert_eq!(
        room.load("there/my.toml", &Request::default()).network,
        room.load("here/my.toml", &request).network
    );
}

/// A NumPy file of so many ones.
fn npy(shape: &str, count: usize) -> Vec<u8> {
    let header = format!("{{'descr': '|i1', 'fortran_order': False, 'shape': ({shape}), }}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend(u16::try_from(header.len()).expect("short").to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(vec![1; count]);

    bytes
}

#[test]
fn small_tensors_are_written_out_and_large_ones_beside() {
    let mut room = Room::new("digits");
    room.press("e<Tab>9<Enter><Esc>");
    room.act(Action::NextLayer);
    room.act(Action::NextLayer);
    room.press("e7<Enter><Esc>w<Enter>");
    room.shows("wrote digits.toml and 3 files beside it");
    assert_eq!(
        room.names("."),
        ["data", "digits-conv2-weight.npy", "digits.toml"]
    );

    assert_eq!(room.names("data"), ["digit_0.npy", "digits.safetensors"]);
    insta::assert_snapshot!(
        "digits_written",
        lost(&room.text("digits.toml"), &builtin("digits")).join("\n")
    );
}

#[test]
fn what_the_command_line_said_is_written_too() {
    let set = |text: &str| text.parse().expect("a setting");
    let request = Request {
        set: vec![
            set("conv1.padding='same'"),
            set("conv1.dilation=2"),
            set("leaky_relu1.slope=0.2"),
            set("pool1.kernel=[1, 2]"),
        ],
        input: Some("digit_7.npy".into()),
        ..Request::default()
    };
    let text = "title = 'x'\n[input]\ndata = [[1, 2], [3, 4]]\nchannels = ['a']\n[[layer]]\nkind='conv2d'\nweight=[[[[1, 2]]]]\n\
        bias=[1] # kept\nexpect=[[6], [12]]\n[[layer]]\nkind = 'leaky_relu'\n[[layer]]\nkind = 'max_pool2d'\nkernel = 1\n\
        [[note]]\ntext = 'a'\n[[note]]\ntext = 'b'\ncell = [0, 1, 0]\n";
    let mut room = Room::with(text, &request);
    let network = room.app.network().clone();
    room.press("w<Enter>");
    insta::assert_snapshot!("overrides_written", room.text("my-2.toml"));
    same(
        &network,
        &room.load("my-2.toml", &Request::default()).network,
    );
}

#[test]
fn places_that_are_gone_take_their_notes_with_them() {
    let mut room = Room::new("cs231n");
    room.press("sw<Enter>");
    room.shows("left out, no longer true: conv1.expect, 11 notes");
    let scenario = room.load("cs231n.toml", &Request::default());
    assert_eq!(scenario.notes.len(), room.app.scenario().notes.len());
    assert!(
        !room.text("cs231n.toml").contains("\n\n\n") && room.text("cs231n.toml").ends_with('\n')
    );
}

/// Whether two networks do the same, however their numbers are stored.
fn same(a: &Network, b: &Network) {
    let numbers = |tensor: &Tensor| {
        (0..tensor.count())
            .map(|index| tensor.at(index))
            .collect::<Vec<_>>()
    };

    assert_eq!((a.shape, numbers(&a.input)), (b.shape, numbers(&b.input)));
    assert_eq!(a.layers.len(), b.layers.len());

    for (a, b) in a.layers.iter().zip(&b.layers) {
        assert_eq!(
            (&a.name, a.op.kind(), a.op.window(), a.output),
            (&b.name, b.op.kind(), b.op.window(), b.output)
        );

        for ((key, a), (_, b)) in a.op.tensors().iter().zip(b.op.tensors()) {
            assert_eq!((key, a.shape(), numbers(a)), (key, b.shape(), numbers(b)));
        }
    }
}

/// Scenarios as people may lay them out.
fn layouts() -> Vec<String> {
    let lines = "# first\ntitle = 't' # title\n\n[view] # how\norder = 'filter'\ngrain = 'tap'\n\n[input]\n# about\nchannels=['a','b']\n\
        data = [ # two\n  [[1, 2,  3], [4, 5, 6], # row\n   [7, 8, 9]],\n  [[0x10, 1_0, 1e1], [-0.5, 0, 0], [0, 0, 1]]\n  # end\n]\n\n\
        [[layer]] # one\n\tkind = 'conv2d' # kind\n\tpadding.top = 1 # above\n\tweight = { random = [2, 2, 2, 2], seed = 3 }\n\
        \tpadding.left = 1\n\t# nothing is expected\n\n[[layer]]\nkind = 'relu'\n\n\
        # a note\n[[note]]\nlayer = 'relu1'\ncell = [1, 2, 2]\ntext = 'last' # n\n# end of it";
    let inline = "title = 't'\ninput = { data = [[1, 2, 3, 4], [5, 6, 7, 8], [1, 0, 1, 0]] } # in\n\
        layer = [ # layers\n  { kind = 'conv2d', weight = [[[[1, -1]]], [[[2, 0]]]], stride = [1, 1] }, # conv\n  # then\n\
        \x20 { kind = 'max_pool2d', kernel = 1,\n    expect = [[[-1, -1, -1], [-1, -1, -1], [1, -1, 1]], [[2, 4, 6], [10, 12, 14], [2, 0, 2]]] }\n]\nnote = [{ text = 'a', cell = [1, 2, 2] }, # a\n\
        \x20 { text = 'b', layer = 'pool1' },\n  { text = 'c', cell = [0, 2, 1] } ]\n";
    let dotted = "title = 't'\ninput.data.random = [1, 5, 5]\ninput.channels = ['g']\ninput.data.seed = 4\ninput.data.integer = true\n\
        [[layer]]\nkind = 'conv2d'\npadding = 'same'\n[layer.weight]\nfill = 0.5 # half\nshape = [1, 1, 3, 3]\n\n\
        [[layer]]\nkind = 'flatten'\n[[layer]]\nkind = 'linear'\nweight.random = [2, 25]\nweight.high = 0.25\nbias = [\n  1,\n  2, # two\n]\n";
    let header = "title = 't'\n[input.data]\nfill = 1\nshape = [4, 4]\n# between\n[[layer]]\nkind = 'conv2d'\nweight = [[[[1]]]]\n\
        # what comes out\n[layer.expect] # ones\nfill = 1\nshape = [4, 4]\n[[layer]]\nkind = 'conv2d'\n# still\n\
        expect.fill = 2\nweight = { fill = 2, shape = [1, 1, 1, 1] }\nexpect.shape = [1, 4, 4] # twos\n";
    [lines, inline, dotted, header]
        .into_iter()
        .flat_map(|text| {
            [
                text.to_owned(),
                format!("\u{feff}{text}"),
                text.replace('\n', "\r\n"),
            ]
        })
        .collect()
}

/// Something that a user does to the numbers.
#[derive(Clone, Debug)]
enum Step {
    Change(usize, i8),
    Layer(bool),
    Cell(u8),
    Number {
        panels: u8,
        down: u8,
        right: u8,
        typed: i16,
        tenth: bool,
    },
    Undo,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3usize, prop::sample::select(vec![-1, 1])).prop_map(|(knob, by)| Step::Change(knob, by)),
        3 => any::<bool>().prop_map(Step::Layer),
        2 => any::<u8>().prop_map(Step::Cell),
        5 => (0..5u8, 0..4u8, 0..4u8, -300..300i16, any::<bool>())
            .prop_map(|(panels, down, right, typed, tenth)| Step::Number { panels, down, right, typed, tenth }),
        1 => Just(Step::Undo),
    ]
}

impl Step {
    fn take(&self, room: &mut Room) {
        match *self {
            Self::Change(knob, by) => {
                room.act(Action::Change(Hyperparameter::ALL[knob].1, Change::By(by)));
            }
            Self::Layer(next) => room.act(if next {
                Action::NextLayer
            } else {
                Action::PreviousLayer
            }),
            Self::Cell(n) => {
                let dims = room.app.layer().output.dims();
                room.act(Action::Cell(dims.map(|length| n as usize % length)));
            }
            Self::Number {
                panels,
                down,
                right,
                typed,
                tenth,
            } => {
                room.act(Action::Edit);
                (0..panels).for_each(|_| room.act(Action::Panel));
                (0..down).for_each(|_| room.act(Action::Finer));
                (0..right).for_each(|_| room.act(Action::Next));
                let number = if tenth {
                    format!("{}", f32::from(typed) / 10.0)
                } else {
                    typed.to_string()
                };

                number.chars().for_each(|c| room.act(Action::Type(c)));
                room.act(Action::Submit);

                if *room.app.open() != Open::Nothing {
                    room.act(Action::Close);
                }
            }
            Self::Undo => room.act(Action::Undo),
        }
    }
}

/// What is written reads back as the same scenario, but for the notes that have lost their place.
fn reads_back(mut room: Room, name: &str) {
    let network = room.app.network().clone();
    let before = room.app.scenario().clone();
    room.press(&format!("w{name}<Enter>"));
    let said = room.app.message().expect("an answer").to_owned();
    assert!(said.starts_with("wrote"), "{said}");
    let file = if name.is_empty() { "my-2.toml" } else { name };
    let after = room.load(file, &Request::default());
    same(&network, &after.network);
    same(room.app.network(), &after.network);
    assert!(!room.app.is_changed());
    assert_eq!(
        (&before.title, &before.summary, &before.channels),
        (&after.title, &after.summary, &after.channels)
    );

    let fits = |cell: Option<[usize; 3]>, layer: usize| {
        cell.is_none_or(|cell| {
            cell.iter()
                .zip(network.layers[layer].output.dims())
                .all(|(&at, n)| at < n)
        })
    };

    let kept: Vec<_> = before
        .notes
        .iter()
        .filter(|note| fits(note.cell, note.layer))
        .filter(|note| !note.when.is_empty() || note.holds(&network, &before))
        .collect();

    assert_eq!(kept, after.notes.iter().collect::<Vec<_>>());

    // Where the walk opens stays, too, unless that place is no longer there.
    let is_there = |start: &Start| match *start {
        Start::Cell(layer, cell) => fits(Some(cell), layer),
        Start::Note(_) => kept.len() == before.notes.len(),
        Start::Step(_) => true,
    };

    let opening = Opening {
        at: before.opening.at.filter(is_there),
        ..before.opening
    };

    assert_eq!(opening, after.opening);

    // Comments stay, but for those in what is left out.
    let old = before.origin.text();
    let new = room.text(file);
    let comments = |text: &str| {
        text.lines()
            .filter(|line| {
                line.trim_start_matches(['\u{feff}', ' ', '\t'])
                    .starts_with('#')
            })
            .count()
    };

    assert!(comments(&new) >= comments(old), "{old}\n{new}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn built_in_scenarios_are_written_and_read_back(
        name in prop::sample::select(vec!["cs231n", "digits", "transposed", "kernels", "padding", "slant", "depthwise"]),
        steps in prop::collection::vec(any_step(), 0..24),
    ) {
        let mut room = Room::new(name);
        prop_assert!(fs::create_dir(room.path("new")).is_ok());

        for step in &steps {
            step.take(&mut room);
        }

        reads_back(room, "new/again.toml");
    }

    #[test]
    fn every_layout_is_written_and_read_back(
        text in prop::sample::select(layouts()),
        steps in prop::collection::vec(any_step(), 0..24),
    ) {
        let mut room = Room::with(&text, &Request::default());
        for step in &steps {
            step.take(&mut room);
        }

        let lines = text.contains("\r\n");
        let mark = text.starts_with('\u{feff}');
        let folder = room.folder.path().to_owned();
        let kept = fs::copy(folder.join("my.toml"), folder.join("kept.toml"));
        prop_assert!(kept.is_ok());
        room.press("wagain.toml<Enter>");
        let written = room.text("again.toml");
        prop_assert_eq!(written.starts_with('\u{feff}'), mark);
        prop_assert!(!lines || !written.replace("\r\n", "").contains('\n'), "{}", written);
        reads_back(room, "last.toml");
    }
}

/// A good file, a faulty one and one that has gone are the recent ones.
fn with_recent_files() -> Room {
    let room = Room::new("cs231n");
    let faulty = builtin("stride").replace("stride =", "strid  =");

    for (name, text) in [
        ("gone.toml", ""),
        ("mine.toml", &builtin("max-pool")),
        ("faulty.toml", &faulty),
    ] {
        fs::write(room.path(name), text).expect("a file");
        room.workspace.remember(&room.path(name));
    }

    fs::remove_file(room.path("gone.toml")).expect("the file");

    room
}

/// How many there are to choose from, where two files are among them.
pub(crate) fn choices() -> usize {
    built_in().len() + broken().len() + networks().len() + 2
}

#[test]
fn what_can_be_opened_is_listed() {
    let mut room = with_recent_files();
    room.press("O");
    check("open", &room.app, Depth::True);
    room.press("<Down><Down><Down><Down>");
    check("open_kernels", &room.app, Depth::True);
    room.press("ui<Backspace><Backspace><End><Up><Up>");
    room.shows("mine.toml");
    check("open_without_colour", &room.app, Depth::None);
}

#[test]
fn a_choice_is_found_by_letters_and_opened() {
    let mut room = with_recent_files();
    room.press("ti2Odig");
    room.shows(&format!("3 / {}", choices()));
    assert_eq!(room.app.scenario().name, "cs231n");
    room.press("<Down><Up><Enter>");
    assert_eq!(room.app.scenario().name, "digits");
    assert_eq!(
        (room.app.theme(), room.app.language()),
        (Theme::Light, Language::Chinese)
    );

    assert_eq!(room.app.view(), View::Network);
    assert_eq!((room.app.step(), room.app.grain()), (0, Grain::Cell));
    room.press("iOzzz<Enter><Backspace><Backspace><Backspace>");
    room.shows(&format!("{0} of {0}", choices()));
    room.press("<Esc>");
    assert_eq!(room.app.open(), &Open::Nothing);
}

#[test]
fn opening_is_taken_back_like_any_change() {
    let mut room = Room::new("cs231n");
    room.press("s<End>Odepth<Enter>dO<Esc>");
    assert!(room.app.is_changed());
    room.press("uu");
    assert_eq!(
        (&*room.app.scenario().name, room.app.is_changed()),
        ("cs231n", true)
    );

    room.press("u");
    assert!(!room.app.is_changed());
    room.press("<C-r><C-r>");
    assert_eq!(room.app.scenario().name, "depth");
    room.press("<PgDn><PgDn><End>uu");
    assert_eq!(room.app.scenario().name, "cs231n");
}

#[test]
fn a_file_with_faults_is_not_opened() {
    let mut room = with_recent_files();
    room.press("Ofaulty");
    room.shows("has no key `strid`");
    room.press("<Enter>");
    room.shows("did you mean `stride`?");
    room.press("<Down><Up><Esc>");
    room.shows(&format!("1 of {}", choices()));
    assert_eq!(room.app.scenario().name, "cs231n");
    fs::write(room.path("faulty.toml"), "no").expect("a file");
    room.press("<Esc>O<Enter>");
    assert_eq!(room.app.scenario().name, "cs231n");
}

#[test]
fn what_is_wrong_with_a_choice_is_told_in_the_language() {
    let mut room = Room::new("cs231n");
    room.press("iOfilter-size-b");
    let seen = |room: &Room| lines(&screen(&room.app, 120, 40, Depth::True)).join("\n");
    let listed = seen(&room);
    assert!(listed.contains("长短不齐"), "{listed}");
    assert!(!listed.contains("ragged"), "{listed}");
    room.press("<Enter>");
    let all = seen(&room);
    assert!(all.contains("错误") && all.contains("提示"), "{all}");
}

#[test]
fn the_mouse_chooses_and_opens() {
    let mut room = Room::new("cs231n");
    room.press("O");
    let area = Rect::new(0, 0, 80, 24);
    let hit = |app: &App, y, gesture| view::hit(app, area, 10, y, gesture);
    assert_eq!(hit(&room.app, 4, Gesture::Hover), Some(Action::Pick(2)));
    room.act(Action::Pick(2));
    assert_eq!(hit(&room.app, 4, Gesture::Hover), None);
    assert_eq!(
        (
            hit(&room.app, 0, Gesture::Press),
            hit(&room.app, 20, Gesture::Press)
        ),
        (None, None)
    );

    let action = hit(&room.app, 4, Gesture::Press).expect("an action");
    room.act(action);
    assert_eq!(room.app.scenario().name, built_in()[2].name);
}

#[test]
fn a_file_that_changes_is_read_anew_where_the_walk_is() {
    let mut room = Room::with(&builtin("cs231n"), &Request::default());
    room.press("g1,2,2<Enter>e<Tab><Tab><Tab>7<Enter><Esc>");
    let write = |room: &Room, text: &str| fs::write(room.path("my.toml"), text).expect("a file");
    let reread = |room: &mut Room| {
        let read = reload(&room.app.file().origin).map(Arc::new);
        room.app.reread(read);
    };

    write(
        &room,
        &builtin("cs231n").replace("stride  = 2", "stride  = 0"),
    );

    reread(&mut room);
    room.shows("my.toml:17:11: `stride` must be at least 1, not 0");
    room.shows("17 │ stride  = 0");
    room.shows("b1 7 =  9");
    let without = builtin("cs231n")
        .lines()
        .filter(|line| !line.starts_with("expect"))
        .collect::<Vec<_>>()
        .join("\n");

    write(&room, &without.replace("stride  = 2", "stride  = 1"));
    reread(&mut room);
    room.shows("reloaded; press u to get your changes back");
    assert_eq!(
        (room.app.place().cell, room.app.faults()),
        ([1, 4, 4], None)
    );

    assert!(!room.app.is_changed());
    room.press("u");
    assert!(room.app.is_changed());
    room.shows("stride 2");
    room.shows("b1 7");
    room.press("r");
    room.shows("stride 1");
    let one_layer = "title = 'other'\n[input]\ndata = [1, 2]\n[[layer]]\nkind = 'softmax'\n";
    write(&room, one_layer);
    room.press("e");
    reread(&mut room);
    room.shows("other");

    for _ in 0..6 {
        room.press("u");
        room.shows("step");
    }

    fs::remove_file(room.path("my.toml")).expect("the file");
    reread(&mut room);
    room.shows("there is no such file");
}

#[test]
fn a_file_that_is_written_over_is_the_file_of_all_that_came_from_it() {
    let mut room = Room::with(&builtin("cs231n"), &Request::default());
    let name = room.path("my.toml").to_string_lossy().into_owned();
    room.press(&format!("Sw{name}<Enter>y"));
    assert!(!room.app.is_changed());
    room.press("u");
    assert!(room.app.is_changed(), "the file has stride 1 now");
    room.press("r");
    room.shows("stride 1");
}

#[test]
fn faults_are_those_of_the_file_that_is_seen() {
    let mut room = Room::with(&builtin("cs231n"), &Request::default());
    fs::write(room.path("my.toml"), "").expect("a file");
    let read = reload(&room.app.file().origin).map(Arc::new);
    room.app.reread(read);
    assert!(room.app.faults().is_some());
    room.press("Odigits<Enter>");
    assert!(room.app.faults().is_none());
    room.press("u");
    room.shows("Convolution by hand");
}

#[test]
fn overrides_hold_when_a_file_is_read_anew() {
    let request = Request {
        set: vec!["conv1.stride=1".parse().expect("a setting")],
        ..Request::default()
    };

    let mut room = Room::with(&builtin("cs231n"), &request);
    fs::write(
        room.path("my.toml"),
        builtin("cs231n").replace("padding = 1", "padding = 0"),
    )
    .expect("a file");

    let read = reload(&room.app.file().origin).map(Arc::new);
    room.app.reread(read);
    room.shows("stride 1 · padding 0");
    room.press("wlast<Enter>");
    let after = room.load("last.toml", &Request::default());
    same(room.app.network(), &after.network);
}

#[test]
fn faults_are_shown_beside_what_there_was() {
    let mut app = session("cs231n", &[]);
    for name in ["key_strid", "many_mixed"] {
        let faults =
            load(&format!("tests/bad/{name}.toml"), &Request::default()).expect_err("faults");

        app.reread(Err(faults));
        check(&format!("faults_{name}"), &app, Depth::True);
    }
}

#[test]
fn scripts_write_and_open_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "stride 1\nwrite\ntype \"one\"\nenter\nopen\ntype \"relu\"\nenter\nnext\n";
    fs::write(folder.path().join("script"), script).expect("a file");
    let output = convstep(
        folder.path(),
        &["record", "cs231n", "-o", "x.txt", "--keys", "script"],
    );

    assert!(output.status.success(), "{}", said(&output).1);
    let one = fs::read_to_string(folder.path().join("one.toml")).expect("a file");
    assert!(one.contains("stride  = 1\n"));
    let seen = fs::read_to_string(folder.path().join("x.txt")).expect("a file");
    assert!(
        seen.contains("wrote one.toml") && seen.contains("ReLU: what is negative becomes zero"),
        "{seen}"
    );
}

#[test]
fn lists_questions_and_faults_are_drawn_at_any_size() {
    let mut room = with_recent_files();
    let draw = |room: &Room| {
        for (width, height) in
            (0..50).flat_map(|n| [(n, 50 - n), (n, n), (3 * n, n), (n, 1), (1, n), (200, n)])
        {
            screen(&room.app, width, height, Depth::Indexed);
            let area = Rect::new(0, 0, width, height);
            let _ = view::hit(&room.app, area, width / 2, height / 2, Gesture::Press);
        }
    };

    for keys in [
        "O",
        "kern",
        "<Esc>Ofaulty",
        "<Enter>",
        "<Esc><Esc>w",
        "很长的名字",
        "<Esc>",
    ] {
        room.press(keys);
        draw(&room);
    }

    room.press("wmine<Enter>");
    draw(&room);
    room.press("<Esc>");
    let faults = load("tests/bad/many_mixed.toml", &Request::default()).expect_err("faults");
    room.app.reread(Err(faults));

    for keys in ["2", "3", "1", "w"] {
        room.press(keys);
        draw(&room);
    }
}
