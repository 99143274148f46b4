//! The scenarios that are part of the program: a course, in teaching order.

/// A scenario that is part of the program.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// What it is called.
    pub name: &'static str,
    /// The text of its scenario.
    pub toml: &'static str,
}

macro_rules! course {
    ($($name:literal),+ $(,)?) => {
        &[$(BuiltIn { name: $name, toml: include_str!(concat!("../../scenarios/", $name, ".toml")) }),+]
    };
}

const LESSONS: &[BuiltIn] = course![
    "cs231n",
    "channels",
    "filter-size",
    "stride",
    "overlap",
    "padding",
    "output-size",
    "kernels",
    "depth",
    "receptive-field",
    "relu",
    "max-pool",
    "mean-pool",
    "dilation",
    "groups",
    "depthwise",
    "transposed",
    "signal",
    "probability",
    "residual",
    "unet",
    "arithmetic",
    "flipped",
    "digits",
    "digits-wrong",
    "slant",
    "features",
];

/// The course: the lessons in their order, with the famous networks after them.
pub(super) const COURSE: &str = include_str!("../../scenarios/course.toml");

/// The famous networks in their true sizes, in the order of their years.
const NETWORKS: &[BuiltIn] = course![
    "lenet5",
    "alexnet",
    "vgg16",
    "inception",
    "resnet18",
    "mobilenetv2",
];

/// What a lesson shows to be refused: each is wrong, on purpose.
const BROKEN: &[BuiltIn] = course!["filter-size-broken"];

/// The scenarios that are wrong on purpose, for the lessons that speak of them.
#[must_use]
pub fn broken() -> &'static [BuiltIn] {
    BROKEN
}

/// The famous networks, which stand beside the course.
#[must_use]
pub fn networks() -> &'static [BuiltIn] {
    NETWORKS
}

/// The built-in scenario of this name: of the course, or a famous network.
pub(crate) fn built(name: &str) -> Option<&'static BuiltIn> {
    LESSONS
        .iter()
        .chain(NETWORKS)
        .chain(BROKEN)
        .find(|built| built.name == name)
}

/// The scenarios of the course, in teaching order.
#[must_use]
pub fn built_in() -> &'static [BuiltIn] {
    LESSONS
}

macro_rules! data {
    ($($name:literal),+ $(,)?) => {
        &[$((concat!("data/", $name), include_bytes!(concat!("../../scenarios/data/", $name)))),+]
    };
}

/// The files that the built-in scenarios read, and test digits to put in their place.
const DATA: &[(&str, &[u8])] = data![
    "camera.png",
    "cat.webp",
    "seven.png",
    "digits.safetensors",
    "slant.safetensors",
    "digit_0.npy",
    "digit_1.npy",
    "digit_2.npy",
    "digit_3.npy",
    "digit_4.npy",
    "digit_5.npy",
    "digit_6.npy",
    "digit_7.npy",
    "digit_8.npy",
    "digit_9.npy",
    "digit_wrong.npy",
    "mnist.safetensors",
    "mnist_test.npz",
];

/// A file that is part of the program: by its name, with or without its folder.
pub(super) fn data(name: &str) -> Option<&'static [u8]> {
    let is_it = |has: &str| has == name || has.strip_prefix("data/") == Some(name);
    DATA.iter()
        .find(|(has, _)| is_it(has))
        .map(|(_, bytes)| *bytes)
}
