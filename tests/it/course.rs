//! The built-in scenarios: all of them load, meet what their sources say, and speak two languages; the trained network is
//! as good as it is said to be.

use std::sync::Arc;

use convstep::nn::{Layer, Network, Numbers, Progress, Tensor, Values};
use convstep::scenario::{Request, Scenario, built_in, load, networks};

use crate::root;

fn open(name: &str) -> Scenario {
    load(name, &Request::default()).unwrap_or_else(|faults| panic!("{name}: {faults}"))
}

#[test]
fn every_lesson_loads_and_teaches_in_two_languages() {
    for built in built_in() {
        let scenario = open(built.name);
        assert!(scenario.notes.len() >= 3, "{} has few notes", built.name);
        let words = [&scenario.title, &scenario.summary]
            .into_iter()
            .chain(scenario.notes.iter().map(|note| &note.text));

        for words in words {
            assert!(
                words.tags().any(|tag| tag == "zh"),
                "{}: {:?} has no Chinese",
                built.name,
                words.in_language("en")
            );

            assert!(
                words.in_language("en").chars().count() <= 200,
                "{}: {:?} is long",
                built.name,
                words.in_language("en")
            );
        }
    }
}

#[test]
fn the_same_lessons_open_from_their_files() {
    for built in built_in() {
        let file = root().join(format!("scenarios/{}.toml", built.name));
        let from_file =
            load(&file, &Request::default()).unwrap_or_else(|faults| panic!("{faults}"));

        assert_eq!(from_file, open(built.name));
    }
}

/// The numbers of an npy file of bytes.
fn bytes_of(name: &str) -> Vec<f32> {
    let file = std::fs::read(root().join("scenarios/data").join(name)).expect("the file");
    let header = usize::from(u16::from_le_bytes([file[8], file[9]]));
    file[10 + header..]
        .iter()
        .map(|&byte| f32::from(byte))
        .collect()
}

/// What the network's last layer makes of a digit.
fn answer(network: &Network, digit: &[f32]) -> Vec<f32> {
    let mut network = network.clone();
    network.input = Arc::new(Tensor::new(vec![1, 8, 8], Numbers::Values(digit.to_vec())));
    let last = network.last();
    let count = network.output().dims()[0];
    let values = Values::new(Arc::new(network));
    let cells = values
        .whole(last, &Progress::default())
        .expect("nobody stops it");

    (0..count).map(|index| cells.at([index, 0, 0])).collect()
}

fn best(shares: &[f32]) -> usize {
    (0..shares.len())
        .max_by(|&a, &b| shares[a].total_cmp(&shares[b]))
        .expect("some shares")
}

#[test]
fn the_digits_are_told_as_well_as_the_lesson_says() {
    let scenario = open("digits");
    let pictures = bytes_of("digits_test.npy");
    let labels = bytes_of("digits_test_labels.npy");
    let right = pictures
        .chunks(64)
        .zip(&labels)
        .filter(|(digit, label)| best(&answer(&scenario.network, digit)) as f32 == **label);

    let right = right.count();
    assert_eq!((labels.len(), right), (360, 351));
    assert!(
        scenario
            .summary
            .in_language("en")
            .contains("on 360 digits it had never seen, 351 (97.50 %)")
    );

    for digit in 0..10 {
        assert_eq!(
            best(&answer(
                &scenario.network,
                &bytes_of(&format!("digit_{digit}.npy"))
            )),
            digit
        );
    }

    let wrong = answer(&open("digits-wrong").network, &bytes_of("digit_wrong.npy"));
    assert_eq!((best(&wrong), (wrong[4] * 100.0).round()), (4, 99.0));
}

/// mu11 / mu02: how far the columns lean from one row to the next.
fn slant(digit: &[f32]) -> f32 {
    let sum = |of: &dyn Fn(f32, f32) -> f32| -> f32 {
        digit
            .iter()
            .enumerate()
            .map(|(at, ink)| ink * of((at / 8) as f32, (at % 8) as f32))
            .sum()
    };

    let mass = sum(&|_, _| 1.0);
    let row = sum(&|row, _| row) / mass;
    let column = sum(&|_, column| column) / mass;

    sum(&|r, c| (r - row) * (c - column)) / sum(&|r, _| (r - row).powi(2))
}

#[test]
fn the_slant_is_estimated_as_well_as_the_lesson_says() {
    let scenario = open("slant");
    let pictures = bytes_of("digits_test.npy");
    let error: f32 = pictures
        .chunks(64)
        .map(|digit| (answer(&scenario.network, digit)[0] - slant(digit)).abs())
        .sum();

    let mean = error / 360.0;
    assert!((mean - 0.0127).abs() < 1e-4, "{mean}");
    assert!(scenario.summary.in_language("en").contains("0.013"));
}

/// Parameters and multiplications, as the papers and PyTorch's models have them.
const AS_IN_PAPERS: [(&str, u64, u64); 6] = [
    ("lenet5", 61_706, 416_520),
    ("alexnet", 60_965_224, 724_406_816),
    ("vgg16", 138_357_544, 15_470_264_320),
    ("inception", 163_696, 128_049_152),
    ("resnet18", 11_689_512, 1_814_073_344),
    ("mobilenetv2", 3_504_872, 300_774_272),
];

#[test]
fn the_famous_networks_are_as_large_as_their_papers_say() {
    let names: Vec<&str> = networks().iter().map(|built| built.name).collect();
    assert_eq!(names, AS_IN_PAPERS.map(|(name, ..)| name));

    for (name, parameters, multiplications) in AS_IN_PAPERS {
        let layers = &open(name).network.layers;
        let own: usize = layers.iter().map(Layer::parameters).sum();
        let all: u64 = layers.iter().map(Layer::multiplications).sum();
        assert_eq!((own as u64, all), (parameters, multiplications), "{name}");
    }
}
