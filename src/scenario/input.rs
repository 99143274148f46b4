//! `--input`: a file whose numbers replace the input. Arrays are taken as they are, pictures are made to fit what the network
//! reads, as `[input] accepts` says where it does.

use std::path::Path;

use super::budget::Budget;
use super::files::{ColourMode, DataFolder, Ink, Models, Picture, Refusal, Table, Wanted};
use super::tensor::{MODES, Role, normalised, size};
use crate::document::{Fault, Fields, Localized, Node, Sink};
use crate::nn::{MOST_NUMBERS, Numbers, Tensor};
use crate::text::{Phrase, phrase};

/// What a network reads, where nothing is given.
pub(super) struct Own {
    /// The lengths of its levels.
    pub shape: Vec<usize>,
    /// The numbers that black and white become.
    pub ends: [f32; 2],
}

impl Own {
    /// The shape of a tensor, and its range; a range of one number is no range.
    pub(super) fn of(tensor: &Tensor) -> Self {
        let numbers = || (0..tensor.count()).map(|at| tensor.at(at));
        let least = numbers().fold(f32::INFINITY, f32::min);
        let most = numbers().fold(f32::NEG_INFINITY, f32::max);

        Self {
            shape: tensor.shape().to_vec(),
            ends: if least < most {
                [least, most]
            } else {
                Picture::PLAIN.ends
            },
        }
    }

    /// How a picture becomes what a network of this shape reads.
    pub(super) fn picture(&self) -> Result<Picture, Refusal> {
        let (mode, size) = match *self.shape {
            [1, height, width] => (ColourMode::Gray, Some([height, width])),
            [3, height, width] => (ColourMode::Rgb, Some([height, width])),
            [_] => (ColourMode::Gray, None),
            ref shape => {
                let message = phrase!(
                    "the network reads numbers of the shape {}, but a picture has one channel or three",
                    format!("{:?}", shape)
                );
                return Err(Refusal::with_help(
                    message,
                    "give an array: .npy, .npz or .csv",
                ));
            }
        };

        Ok(Picture {
            mode: Some(mode),
            size,
            ends: self.ends,
            ink: None,
        })
    }
}

/// What `accepts` says of pictures that are given.
pub(super) struct Accepts<'a> {
    mode: Option<ColourMode>,
    size: Option<[usize; 2]>,
    ends: Option<[f32; 2]>,
    ink: Option<Ink>,
    /// `mean` and `std` are read from here.
    fields: Fields<'a>,
}

impl<'a> Accepts<'a> {
    /// What an `[input]` says, where it does.
    pub(super) fn of(input: &mut Fields<'a>, channels: usize, sink: &mut Sink) -> Option<Self> {
        let node = input.get("accepts")?;
        let mut fields = Fields::of(&node, "`accepts`", sink)?;
        let inks = [("light", Ink::Light), ("dark", Ink::Dark)];
        let mode = fields
            .get("mode")
            .map(|node| node.one_of("mode", &MODES, sink));
        let size = fields.get("size").map(|node| size(&node, sink));
        let ends = fields.get("scale").map(|node| range(&node, sink));
        let ink = fields
            .get("ink")
            .map(|node| node.one_of("ink", &inks, sink));

        let mut accepts = Self {
            mode: mode.flatten(),
            size: size.flatten(),
            ends: ends.flatten(),
            ink: ink.flatten(),
            fields,
        };

        let channels = match accepts.mode {
            Some(ColourMode::Gray) => 1,
            Some(ColourMode::Rgb) => 3,
            None => channels,
        };

        // Whether `mean` and `std` suit is told now, not when a picture is given.
        accepts.normalised(Tensor::fill(vec![channels, 1, 1], 0.0), sink);
        accepts.fields.close("`accepts`", false, sink);

        Some(accepts)
    }

    fn normalised(&mut self, tensor: Tensor, sink: &mut Sink) -> Option<Tensor> {
        normalised(tensor, &mut self.fields, Role::Data, sink)
    }

    fn refine(&self, picture: Picture) -> Picture {
        Picture {
            mode: self.mode.or(picture.mode),
            size: self.size.or(picture.size),
            ends: self.ends.unwrap_or(picture.ends),
            ink: self.ink,
        }
    }
}

/// `0..16`: the numbers of black and white.
fn range(node: &Node, sink: &mut Sink) -> Option<[f32; 2]> {
    let text = node.string("scale", sink)?;
    let number = |text: &str| text.trim().parse::<f32>().ok().filter(|n| n.is_finite());
    let ends = text
        .split_once("..")
        .filter(|(_, high)| !high.starts_with('.'))
        .and_then(|(low, high)| Some([number(low)?, number(high)?]));

    match ends {
        Some([low, high]) if low != high => ends,
        _ => {
            let help = "write it as \"0..16\": the number of black, two dots, that of white";
            let message = phrase!("`scale` cannot be `{}`", text);
            sink.fault(node, message, Phrase::from(help))
        }
    }
}

/// The input that a file gives, and what was done to it that one has to know.
pub(super) type Given = (Tensor, Option<Localized>);

/// The numbers of a file; its ending says how it is read. `own` is what the network reads, where that is known.
pub(super) fn given(
    file: &Path,
    own: Option<&Own>,
    accepts: Option<Accepts>,
    budget: &mut Budget,
    sink: &mut Sink,
) -> Option<Given> {
    let name = file.display().to_string();

    // The user named this file himself, so that it may lie anywhere; the course's own digits are always at hand.
    let is_ours = !file.exists() && super::builtin::data(&name).is_some();
    let place = if is_ours {
        DataFolder::BuiltIn
    } else {
        DataFolder::Folder(".".into(), true)
    };

    let found = match wanted(file) {
        Ok(Some(wanted)) => array(&place, &name, &wanted).map(|tensor| (tensor, None)),
        Ok(None) => picture(&place, &name, own, accepts),
        Err(refusal) => Err(match place.foreign(&name) {
            Some((what, help)) => {
                let message = phrase!("{}: it is {}", refusal.message, Phrase::from(what));
                let known = refusal.help.unwrap_or_else(|| Phrase::from(""));
                Refusal::with_help(message, phrase!("{}; {}", Phrase::from(help), known))
            }
            None => refusal,
        }),
    };

    match found {
        Ok((tensor, assumed)) => {
            budget.count(tensor.count() as u64, false);
            Some((tensor, assumed))
        }
        Err(Refusal { message, help }) => {
            sink.faults.push(Fault::of_file(&name, message, help));
            None
        }
    }
}

/// The array that a file's name promises; none where that is a picture.
fn wanted(file: &Path) -> Result<Option<Wanted>, Refusal> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let table = Table {
        row: None,
        skip: 0,
        shape: None,
    };

    match ending.to_lowercase().as_str() {
        "npy" => Ok(Some(Wanted::Npy)),
        "npz" => Ok(Some(Wanted::Npz(None))),
        "csv" | "tsv" | "txt" => Ok(Some(Wanted::Csv(table))),
        "png" | "jpg" | "jpeg" | "bmp" | "gif" | "webp" => Ok(None),
        _ => Err(Refusal::with_help(
            "--input cannot tell what kind of file this is",
            "give a file that ends in .npy, .npz, .csv, .png, .jpg, .jpeg, .bmp, .gif or .webp",
        )),
    }
}

fn array(place: &DataFolder, name: &str, wanted: &Wanted) -> Result<Tensor, Refusal> {
    place.read(name, wanted, MOST_NUMBERS, &mut Models::new())
}

fn picture(
    place: &DataFolder,
    name: &str,
    own: Option<&Own>,
    accepts: Option<Accepts>,
) -> Result<Given, Refusal> {
    let plain = match own.map(Own::picture) {
        Some(Err(refusal)) if accepts.is_none() => return Err(refusal),
        Some(Ok(picture)) => picture,
        _ => Picture::PLAIN,
    };

    let picture = accepts
        .as_ref()
        .map_or(plain, |accepts| accepts.refine(plain));
    let is_vector = own.is_some_and(|own| own.shape.len() == 1);

    if is_vector && picture.size.is_none() {
        return Err(Refusal::with_help(
            "the network reads a vector: it is not known how large a picture that is",
            "say in the scenario's [input]: accepts = { size = [28, 28] }",
        ));
    }

    let ((shape, values), is_turned) = place.picture(name, &picture, MOST_NUMBERS)?;
    let tensor = Tensor::new(shape, Numbers::Values(values));
    let tensor = match accepts {
        // Whether they suit has been told.
        Some(mut accepts) => accepts
            .normalised(tensor, &mut Sink::default())
            .ok_or_else(|| Refusal::new("`mean` and `std` of `accepts` do not suit the picture"))?,
        None => tensor,
    };

    let count = tensor.count();
    let tensor = if is_vector {
        tensor.reshaped(vec![count])
    } else {
        tensor
    };

    Ok((tensor, picture.ink.filter(|_| is_turned).map(turned)))
}

/// What is said of a picture that was turned round to suit the ink.
fn turned(ink: Ink) -> Localized {
    match ink {
        Ink::Light => Localized::with_chinese(
            "The picture was inverted: it is dark on light paper, and the network reads light on dark.",
            "图像已经反相：它是浅底深色，而网络读的是深底浅色。",
        ),
        Ink::Dark => Localized::with_chinese(
            "The picture was inverted: it is light on dark paper, and the network reads dark on light.",
            "图像已经反相：它是深底浅色，而网络读的是浅底深色。",
        ),
    }
}
