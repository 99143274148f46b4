//! Values of `record`'s options, as they are written.

use std::str::FromStr;
use std::time::Duration;

use crate::record;

/// Columns and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size(pub u16, pub u16);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sides = text
            .split_once(['x', '×'])
            .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));

        match sides {
            Some((width @ 1..=500, height @ 1..=200)) => Ok(Self(width, height)),
            _ => Err("write it as COLSxROWS, for example 100x30; at most 500x200".to_owned()),
        }
    }
}

pub(super) fn pause(text: &str) -> Result<Duration, String> {
    match text {
        "0" => Ok(Duration::ZERO),
        text => record::duration(text)
            .filter(|time| *time <= Duration::from_secs(60))
            .ok_or_else(|| "write a time such as 800ms or 2s, up to a minute, or 0".to_owned()),
    }
}

pub(super) fn letters(text: &str) -> Result<f32, String> {
    let size = text
        .parse()
        .ok()
        .filter(|size| (4.0..=100.0).contains(size));
    size.ok_or_else(|| "write a number from 4 to 100".to_owned())
}

pub(super) fn time(text: &str) -> Result<Duration, String> {
    let steps = Duration::from_millis(1)..=Duration::from_secs(60);
    let time = record::duration(text).filter(|time| steps.contains(time));
    time.ok_or_else(|| "write a time such as 600ms or 1.5s, from 1ms to a minute".to_owned())
}
