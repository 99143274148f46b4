//! How often the cells of an input are read, in words.

use super::Language;
use crate::nn::{Axis, Layer, Pad};

/// What a layer's windows make of its input: how often corners and middle are read, what padding does to the corners, and
/// how many cells are read by no window.
#[must_use]
pub fn coverage(layer: &Layer, language: Language) -> String {
    if layer.op.window().is_none() {
        let name = &layer.name;
        return language.pick(
            format!("{name} has no window that slides: it reads every cell equally often."),
            format!("{name} 没有滑动的窗口：每格被读的次数相同。"),
        );
    }
    let (rows, columns) = (layer.rows.coverage(), layer.columns.coverage());
    let most = |counts: &[u64]| counts.iter().copied().max().unwrap_or(0);
    let (corner, middle) = (rows[0] * columns[0], most(&rows) * most(&columns));
    let mut said = if corner == middle {
        language.pick(
            format!("The corner is read as often as the middle: {}.", times(middle)),
            format!("角和中间被读的次数一样：{middle} 次。"),
        )
    } else {
        language.pick(
            format!("The first corner is read {}, the middle {}.", times(corner), times(middle)),
            format!("第一个角被读 {corner} 次，中间 {middle} 次。"),
        )
    };
    if let Some(bare) = without_padding(layer).filter(|&bare| bare != corner) {
        said += &language.pick(
            format!(" Padding lifts the corner to {corner} from {bare}."),
            format!("填充让角从 {bare} 次变成 {corner} 次。"),
        );
    }
    let read = |counts: &[u64]| counts.iter().filter(|&&count| count > 0).count();
    let total = rows.len() * columns.len();
    match total - read(&rows) * read(&columns) {
        0 => said,
        unread => {
            let verb = if unread == 1 { "is" } else { "are" };
            said + &language.pick(
                format!(" {unread} of {total} cells {verb} read by no window."),
                format!("{total} 格中有 {unread} 格没有窗口读取。"),
            )
        }
    }
}

/// How often the first corner would be read without padding; `None` where there is none, or where no window would fit.
fn without_padding(layer: &Layer) -> Option<u64> {
    let bare = |axis: &Axis| Axis::sliding(axis.input, axis.kernel, axis.stride, axis.dilation, Pad::default(), false);
    if layer.rows.spread > 1 || [&layer.rows, &layer.columns].map(Axis::pads) == [Pad::default(); 2] {
        return None;
    }
    Some(bare(&layer.rows)?.coverage()[0] * bare(&layer.columns)?.coverage()[0])
}

fn times(count: u64) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}
