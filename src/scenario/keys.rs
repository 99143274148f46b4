//! A layer's keys, as scenarios write them.

use crate::document::quoted;
use crate::nn::{
    Activation, Arrange, AxisParts, Border, By, Conv, Fold, Norm, Op, Pad, Padding, PaddingMode,
    Pool, Rearrangement, Reduce, Reduction, Resize, Tensor, To, Window,
};

/// What stands at a key.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// A value that is written in a word.
    Word(String),
    /// Numbers.
    Tensor(&'a Tensor),
}

impl Value<'_> {
    /// Whether both say the same.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Word(a), Self::Word(b)) => a == b,
            (Self::Tensor(a), Self::Tensor(b)) => same(a, b),
            _ => false,
        }
    }
}

/// Whether a layer's key stands so, as the format writes it.
pub(super) fn says(op: &Op, key: &str, value: &str) -> bool {
    let value = Value::Word(value.to_owned());
    keys(op)
        .iter()
        .any(|(has, stands)| *has == key && stands.is(&value))
}

/// Whether two tensors hold the same numbers in the same shape; a batch or channel of one may be left out.
pub(super) fn same(a: &Tensor, b: &Tensor) -> bool {
    a == b || (is_shaped(a, b) && (0..a.count()).all(|index| a.at(index) == b.at(index)))
}

/// Whether two tensors have the same shape but for batches and channels of one.
pub(super) fn is_shaped(a: &Tensor, b: &Tensor) -> bool {
    let trimmed = |tensor: &Tensor| {
        tensor
            .shape()
            .iter()
            .copied()
            .skip_while(|&n| n == 1)
            .collect::<Vec<_>>()
    };
    trimmed(a) == trimmed(b)
}

/// The shape in which a scenario has a layer's tensor.
pub(super) fn shape_of(op: &Op, tensor: &Tensor) -> Vec<usize> {
    match *tensor.shape() {
        [filters, channels, 1, taps] if op.window().is_some_and(|window| window.is_line) => {
            vec![filters, channels, taps]
        }
        ref own => own.to_vec(),
    }
}

/// Every key that a layer of this kind may have, and what it is.
pub(super) fn keys(op: &Op) -> Vec<(&'static str, Value<'_>)> {
    let tensors = op
        .tensors()
        .into_iter()
        .map(|(key, tensor)| (key, Value::Tensor(tensor)));

    let words: Vec<(&'static str, String)> = match op {
        Op::Conv(conv) => self::conv(conv),
        Op::Pool(pool) => self::pool(pool),
        Op::Activation(Activation::Gelu) => vec![("approximate", quoted("none"))],
        Op::Activation(Activation::GeluTanh) => vec![("approximate", quoted("tanh"))],
        Op::Activation(function) => numbers(*function),
        Op::BatchNorm(norm) => vec![("eps", norm.eps.to_string())],
        Op::Norm(norm) => self::norm(norm),
        Op::Lrn(lrn) => vec![
            ("size", lrn.size.to_string()),
            ("alpha", lrn.alpha.to_string()),
            ("beta", lrn.beta.to_string()),
            ("k", lrn.k.to_string()),
        ],
        Op::Slice(parts) => part_keys(parts),
        Op::Pad(border) => self::border(border),
        Op::Resize(resize) => self::resize(resize),
        Op::Shuffle(groups) => vec![("groups", groups.to_string())],
        Op::Identity(Some(p)) => vec![("p", p.to_string())],
        Op::Constant(tensor) => vec![("shape", format!("{:?}", tensor.shape()))],
        Op::Arrange(arrange) => match arrange.name() {
            Some(Rearrangement::Reshape) => {
                vec![("shape", format!("{:?}", arrange.output.levels()))]
            }
            Some(Rearrangement::Transpose(order)) => vec![("order", format!("{order:?}"))],
            None => order(arrange),
        },
        Op::PRelu(_)
        | Op::Identity(None)
        | Op::Combine(_)
        | Op::Concat
        | Op::Flatten
        | Op::Linear(_)
        | Op::Softmax
        | Op::LogSoftmax => Vec::new(),
        Op::Reduce(reduce) => reduction(reduce),
    };

    tensors
        .chain(
            words
                .into_iter()
                .map(|(key, word)| (key, Value::Word(word))),
        )
        .collect()
}

/// Dimensions along which one number is made, and the shape that is left.
fn reduction(reduce: &Reduce) -> Vec<(&'static str, String)> {
    let dims = reduce.dims().unwrap_or_default();
    let mut keys = vec![
        ("dims", format!("{dims:?}")),
        ("shape", format!("{:?}", reduce.output.levels())),
    ];

    if reduce.reduction == (Reduction::Place { last: true }) {
        keys.push(("last", "true".to_owned()));
    }

    keys
}

/// Cells in an order that has no name.
fn order(arrange: &Arrange) -> Vec<(&'static str, String)> {
    let axis = |axis: &AxisParts| match axis {
        AxisParts::Even { length, step } => format!("{{ length = {length}, step = {step} }}"),
        AxisParts::Listed(_) => {
            let parts = (0..axis.length()).map(|place| match axis.at(place) {
                Some(part) => part.to_string(),
                None => "-1".to_owned(),
            });
            let parts: Vec<String> = parts.collect();
            format!("[{}]", parts.join(", "))
        }
    };

    let axes: Vec<String> = arrange.axes().iter().map(axis).collect();
    let mut keys = vec![
        ("shape", format!("{:?}", arrange.output.levels())),
        ("axes", format!("[{}]", axes.join(", "))),
    ];

    if arrange.reads_outside() {
        keys.push(("value", arrange.outside.to_string()));
    }

    keys
}

fn numbers(mut function: Activation) -> Vec<(&'static str, String)> {
    let written = |(key, number): (_, &mut f64)| (key, number.to_string());

    let own = function.numbers().into_iter();
    own.filter(|(_, number)| number.is_finite())
        .map(written)
        .collect()
}

fn norm(norm: &Norm) -> Vec<(&'static str, String)> {
    let groups = norm.groups.map(|groups| ("groups", groups.to_string()));

    groups
        .into_iter()
        .chain([("eps", norm.eps.to_string())])
        .collect()
}

fn part_keys(parts: &[Option<[usize; 2]>; 3]) -> Vec<(&'static str, String)> {
    let written = |(key, part): (&'static str, &Option<[usize; 2]>)| {
        part.map(|[from, to]| (key, format!("[{from}, {to}]")))
    };

    ["channels", "rows", "columns"]
        .into_iter()
        .zip(parts)
        .filter_map(written)
        .collect()
}

fn border(border: &Border) -> Vec<(&'static str, String)> {
    let mode = PaddingMode::ALL
        .iter()
        .find(|(_, mode)| *mode == border.mode);
    let mode = mode.map(|(name, _)| ("mode", quoted(name)));
    let own = [
        ("padding", padding(&Padding::Sides(border.sides), false)),
        ("value", border.value.to_string()),
    ];

    own.into_iter().chain(mode).collect()
}

fn resize(resize: &Resize) -> Vec<(&'static str, String)> {
    let to = match resize.to {
        To::Size(size) => ("size", pair(size)),
        To::Scale([rows, columns]) => ("scale", format!("[{rows}, {columns}]")),
    };

    let by = match resize.by {
        By::Nearest => vec![("mode", quoted("nearest"))],
        By::Linear { corners } => vec![
            ("mode", quoted("bilinear")),
            ("align_corners", corners.to_string()),
        ],
        By::LinearFromEdge | By::Share(_) => Vec::new(),
    };

    [to].into_iter().chain(by).collect()
}

fn conv(conv: &Conv) -> Vec<(&'static str, String)> {
    let window = &conv.window;
    let mut keys = vec![
        ("stride", lengths(window, window.stride)),
        ("padding", padding(&window.padding, window.is_line)),
        ("dilation", lengths(window, window.dilation)),
        ("groups", conv.groups.to_string()),
    ];

    if let Some(more) = conv.transposed {
        keys.push(("output_padding", lengths(window, more)));
    } else {
        let name = PaddingMode::ALL
            .iter()
            .find(|(_, mode)| *mode == conv.mode)
            .map(|(name, _)| quoted(name));
        keys.extend(name.map(|name| ("padding_mode", name)));
    }

    keys
}

fn pool(pool: &Pool) -> Vec<(&'static str, String)> {
    let Some(window) = &pool.window else {
        return Vec::new();
    };

    let mut keys = vec![
        ("kernel", lengths(window, window.kernel)),
        ("stride", lengths(window, window.stride)),
        ("padding", padding(&window.padding, window.is_line)),
        ("ceil_mode", pool.ceil.to_string()),
    ];

    match pool.fold {
        Fold::Max => keys.push(("dilation", lengths(window, window.dilation))),
        _ => keys.push(("count_include_pad", pool.count_include_pad.to_string())),
    }

    keys
}

/// Down and along; of a window that slides along one row, along.
fn lengths(window: &Window, both: [usize; 2]) -> String {
    if window.is_line {
        both[1].to_string()
    } else {
        pair(both)
    }
}

fn pair([a, b]: [usize; 2]) -> String {
    if a == b {
        a.to_string()
    } else {
        format!("[{a}, {b}]")
    }
}

fn padding(padding: &Padding, is_line: bool) -> String {
    let [rows, columns] = match padding {
        Padding::Sides(sides) => sides,
        Padding::Same => return quoted("same"),
        Padding::Full => return quoted("full"),
        Padding::Causal => return quoted("causal"),
    };

    let even = |pad: &Pad| pad.before == pad.after;

    if is_line && even(columns) {
        return columns.before.to_string();
    }

    if even(rows) && even(columns) {
        return pair([rows.before, columns.before]);
    }

    let sides = [
        ("top", rows.before),
        ("bottom", rows.after),
        ("left", columns.before),
        ("right", columns.after),
    ];

    let sides: Vec<String> = sides
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(side, n)| format!("{side} = {n}"))
        .collect();

    format!("{{ {} }}", sides.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn along_one_row_a_length_is_one_number() {
        let mut window = Window {
            kernel: [1, 3],
            stride: [1, 2],
            padding: Padding::even(0),
            dilation: [1, 1],
            is_line: true,
        };

        assert_eq!(lengths(&window, window.stride), "2");
        let sides = [0, 1].map(|n| Pad {
            before: n,
            after: n,
        });
        assert_eq!(padding(&Padding::Sides(sides), true), "1");

        window.is_line = false;
        assert_eq!(lengths(&window, window.stride), "[1, 2]");
    }
}
