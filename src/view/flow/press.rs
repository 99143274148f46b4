//! What a press on the walk does, but on the output: a layer of the way is gone to, a weight gets the cursor, and an input cell leads
//! to the cells that read it, one after the other.

use super::super::layout::Layout;
use super::super::plane::Plane;
use super::route;
use crate::app::{Action, App, EditTarget, Open};
use crate::nn::{Axis, Reach};

pub(in super::super) fn press(app: &App, layout: &Layout, x: u16, y: u16) -> Option<Action> {
    if layout.route == Some(y) {
        let layer = route::layer_at(app, layout.area, x)?;
        return Some(Action::Visit(layer, [0, 0, 0]));
    }

    weight(app, layout, x, y).or_else(|| reader(app, layout, x, y))
}

/// The weight at a place of the screen.
fn weight(app: &App, layout: &Layout, x: u16, y: u16) -> Option<Action> {
    app.layer().op.weight()?;
    let panels = layout.picture.panels.iter();
    let kernels = panels.map(|panel| (panel.group, &panel.kernel));
    let close = layout.picture.close.iter();
    let close = close.map(|close| (close.group, &close.kernel));

    kernels.chain(close).find_map(|(group, kernel)| {
        let at = kernel.as_ref()?.hit(x, y)?;
        let tap = kernel_tap(app, layout, at)?;
        Some(Action::Point(EditTarget::Weight { group, tap }))
    })
}

/// The tap whose weight is seen at a place of a kernel: where cells stamp, and while numbers are changed, it is seen as it is written.
pub(super) fn kernel_tap(app: &App, layout: &Layout, at: [usize; 2]) -> Option<usize> {
    let plane = Plane::new(app.layer());
    let is_edited = app.layer().op.is_transposed() && matches!(app.open(), Open::Edit(..));

    if layout.picture.is_stamped() || is_edited {
        Some(plane.turned(at))
    } else {
        plane.on_kernel(at)
    }
}

/// The next cell of the map that reads the input cell at a place of the screen; after the last, the first.
fn reader(app: &App, layout: &Layout, x: u16, y: u16) -> Option<Action> {
    let layer = app.layer();
    let plane = Plane::new(layer);
    let slides = layer.op.reach() == Reach::Window;
    let panels = layout.picture.panels.iter().filter(|_| slides);
    let place = |at| {
        if layout.picture.is_stamped() {
            plane.place_of(at)
        } else {
            Some(at)
        }
    };
    let at = panels
        .filter_map(|panel| place(panel.plane.hit(x, y)?))
        .find(|at| !plane.is_padding(*at))?;

    let [map, row, column] = app.place().cell;
    let rows = windows(&layer.rows, at[0]);
    let columns = windows(&layer.columns, at[1]);
    let mut cells = rows
        .iter()
        .flat_map(|row| columns.iter().map(|column| [*row, *column]));

    let first = cells.clone().next()?;
    let [row, column] = cells.find(|cell| *cell > [row, column]).unwrap_or(first);

    Some(Action::Cell([map, row, column]))
}

/// The windows that read a place of a padded axis, from the first.
fn windows(axis: &Axis, place: usize) -> Vec<usize> {
    let taps = (0..axis.kernel).rev();
    taps.filter_map(|tap| axis.window(place, tap)).collect()
}
