//! How a layer's window goes over its input, down and along.

use crate::nn::{
    Axis, Border, Conv, Dim, MOST_NUMBERS, Op, Pad, Padding, Pool, ShapeError, Window,
};

/// How the operation's window goes over an input of `[channels, height, width]`: down, and along.
pub(super) fn axes(
    op: &Op,
    [channels, height, width]: [usize; 3],
) -> Result<[Axis; 2], ShapeError> {
    let is_line = op.window().is_some_and(|window| window.is_line);
    let [rows, columns] = match (is_line, height) {
        (true, 1) => [fixed(1, 1)?, axis(op, Dim::Columns, width)?],
        (true, rows) => return Err(ShapeError::NotOneRow { rows }),
        (false, _) => [axis(op, Dim::Rows, height)?, axis(op, Dim::Columns, width)?],
    };

    // Padding counts as numbers, and no window has more taps than there are places.
    let dims = [channels, rows.extent, columns.extent];
    let numbers = dims
        .iter()
        .try_fold(1u64, |numbers, &length| numbers.checked_mul(length as u64));

    if numbers.is_none_or(|numbers| numbers > MOST_NUMBERS) {
        return Err(ShapeError::Padded { dims });
    }

    let is_pool = matches!(op, Op::Pool(pool) if pool.window.is_some());

    for (dim, axis) in Dim::BOTH.into_iter().zip([&rows, &columns]) {
        ShapeError::check_mode(dim, axis)?;

        if is_pool {
            ShapeError::check_pool(dim, axis)?;
        }
    }

    Ok([rows, columns])
}

/// A window that goes over `n` cells one by one.
fn fixed(n: usize, kernel: usize) -> Result<Axis, ShapeError> {
    Axis::sliding(n, kernel, 1, 1, Pad::default(), false).ok_or(ShapeError::TooLarge)
}

/// Axis `dim` (0 down, 1 along) on `n` cells.
fn axis(op: &Op, dim: Dim, n: usize) -> Result<Axis, ShapeError> {
    match op {
        Op::Conv(conv) => convolution(conv, dim, n),
        Op::Pool(Pool { window: None, .. }) | Op::Norm(_) => fixed(n, n),
        Op::Pool(Pool {
            window: Some(window),
            ceil,
            ..
        }) => sliding(dim, n, window, *ceil),
        Op::Slice(parts) => {
            let part = parts[dim.level()].unwrap_or([0, n]);
            ShapeError::check_part(Some(dim), part, n)?;
            Axis::cut(n, part).ok_or(ShapeError::TooLarge)
        }
        Op::Pad(border) => padded(border, dim, n),
        Op::Resize(resize) => {
            let output = resize.output(dim, n)?;
            Axis::picked(n, output, resize.pick(dim, n, output)).ok_or(ShapeError::TooLarge)
        }
        _ => fixed(n, 1),
    }
}

fn convolution(conv: &Conv, dim: Dim, n: usize) -> Result<Axis, ShapeError> {
    if let Some(more) = conv.transposed {
        return transposed(dim, n, &conv.window, more[dim]);
    }

    Ok(Axis {
        mode: conv.mode,
        ..sliding(dim, n, &conv.window, false)?
    })
}

fn padded(border: &Border, dim: Dim, n: usize) -> Result<Axis, ShapeError> {
    let sliding = Axis::sliding(n, 1, 1, 1, border.sides[dim], false);

    Ok(Axis {
        mode: border.mode,
        ..sliding.ok_or(ShapeError::TooLarge)?
    })
}

/// Axis `dim` (0 down, 1 along) of a window on `n` cells.
fn sliding(dim: Dim, n: usize, window: &Window, ceil: bool) -> Result<Axis, ShapeError> {
    let kernel = window.kernel[dim];
    let stride = window.stride[dim];
    let dilation = window.dilation[dim];
    let span = dilation
        .checked_mul(kernel - 1)
        .and_then(|reach| reach.checked_add(1))
        .ok_or(ShapeError::TooLarge)?;

    let pad = match window.padding {
        Padding::Sides(sides) => sides[dim],
        Padding::Full => Pad {
            before: span - 1,
            after: span - 1,
        },
        Padding::Causal => Pad {
            before: span - 1,
            after: 0,
        },
        Padding::Same => {
            let reach = (n.div_ceil(stride) - 1)
                .checked_mul(stride)
                .and_then(|last| last.checked_add(span));

            let total = reach.ok_or(ShapeError::TooLarge)?.saturating_sub(n);
            Pad {
                before: total / 2,
                after: total - total / 2,
            }
        }
    };

    let extent = n
        .checked_add(pad.before)
        .and_then(|n| n.checked_add(pad.after))
        .ok_or(ShapeError::TooLarge)?;

    if span > extent {
        return Err(ShapeError::NoWindow {
            dim,
            span,
            extent,
            dilation,
        });
    }

    Axis::sliding(n, kernel, stride, dilation, pad, ceil).ok_or(ShapeError::TooLarge)
}

fn transposed(
    dim: Dim,
    n: usize,
    window: &Window,
    output_padding: usize,
) -> Result<Axis, ShapeError> {
    let Window {
        kernel,
        stride,
        padding,
        dilation,
        ..
    } = *window;

    let crop = match padding {
        Padding::Sides(sides) => sides[dim],
        Padding::Same | Padding::Full | Padding::Causal => Pad::default(),
    };

    if output_padding >= stride[dim].max(dilation[dim]) {
        return Err(ShapeError::OutputPadding {
            output_padding,
            stride: stride[dim],
            dilation: dilation[dim],
        });
    }

    Axis::transposed(
        n,
        kernel[dim],
        stride[dim],
        dilation[dim],
        crop,
        output_padding,
    )
    .ok_or(ShapeError::NothingLeft { dim })
}
