//! Which planes there is room for, how large they are, and what they are called.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::super::board::Board;
use super::super::formats::Formats;
use super::super::photo::Photo;
use super::super::plane::{self, Plane};
use super::chosen::{Read, Subject};
use super::followed::moved;
use super::laid::Laid;
use super::looks::{Looks, Pictures};
use super::places;
use super::row::Row;
use crate::app::App;
use crate::text::map_name;

/// The most planes that stand beside each other, and the most inputs of which one each is seen however small.
const MOST: usize = 6;
const INPUTS: usize = 4;

/// The planes that are drawn, each on a board around the place that the cell reads.
pub(super) fn met(
    app: &App,
    subject: Subject,
    (plane, planes): (&Plane, usize),
    mut board: impl FnMut([usize; 2], [usize; 2]) -> Board,
) -> Vec<(Read, Board)> {
    let layer = app.layer();
    let place = places::read(layer, plane, subject, app.place().cell);
    let size = places::plane_size(layer, plane, subject);
    let planes = subject.planes(app, planes).into_iter();

    planes.map(|read| (read, board(place, size))).collect()
}

/// How large the pictures beside each other are, and how many planes there are among them: as many as have room for their numbers, or
/// for all of their cells, but one of each input.
pub(super) fn looks(
    app: &App,
    formats: &Formats,
    subject: Subject,
    area: Rect,
) -> Option<(Looks, usize)> {
    let layer = app.layer();
    let plane = Plane::new(layer);
    let output = Laid::output(layer);
    let weight = subject.weight();
    let all = subject.count(app);
    let some = |planes: usize| {
        // A line under them tells how many more there are.
        let lines = area.height.checked_sub(1 + u16::from(planes < all))?;
        let pictures = Pictures {
            kernel: weight.map(|_| (plane.kernel(), formats.weight.width)),
            planes,
            plane: (
                places::plane_size(layer, &plane, subject),
                formats.input.width,
            ),
            map: (output.size, formats.output.width),
            is_photo: Photo::read(app).is_some(),
        };

        Looks::new([area.width, lines], pictures).map(|looks| (looks, planes))
    };

    let inputs = layer.sources.len().min(all).min(INPUTS);
    let each = || (inputs..=all.min(MOST)).rev().filter_map(some);
    let numbered = each().find(|(looks, _)| looks.drawn.has_numbers());
    let whole = || each().find(|(looks, _)| looks.steps == [1, 1]);
    let fewest = || (1..=inputs).rev().find_map(some);

    // Of a vector without weights, only its numbers tell anything.
    if weight.is_none() && layer.input().is_vector() {
        return numbered;
    }

    numbered.or_else(whole).or_else(fewest)
}

/// Columns between two pictures, of so many planes in so many columns.
pub(super) fn gap(
    app: &App,
    subject: Subject,
    (looks, planes): (&Looks, usize),
    width: u16,
) -> u16 {
    let read = subject.planes(app, planes);
    let names = read
        .iter()
        .map(|read| input_name(app, subject, *read).width());
    let longest = names.max().filter(|_| read.len() > 1).unwrap_or(0);
    let size = places::plane_size(app.layer(), &Plane::new(app.layer()), subject);

    Row::gap((size, looks), [longest, planes, width.into()])
}

/// `x[0]`, with the channel's name where it has one; of several sources, with what puts it out: `x0[0]  conv1`.
pub(super) fn input_name(app: &App, subject: Subject, Read { map, group }: Read) -> String {
    let layer = app.layer();

    if subject == Subject::Block {
        return block_name(app, map);
    }

    if layer.sources.len() > 1 {
        let names = plane::source_names(app, moved(app.place().cell, map), group);
        return names.map_or_else(String::new, |[_, title]| title);
    }

    let name = plane::name(app, group);

    if app.channels().is_empty() {
        name
    } else {
        format!("x[{}] {name}", layer.channel(map, group))
    }
}

/// The same of a map, or the vector, of which a block is read.
fn block_name(app: &App, map: usize) -> String {
    let input = app.layer().input();

    match app.channels().get(map) {
        _ if input.is_vector() => "x".to_owned(),
        Some(name) => format!("x[{map}] {name}"),
        None => map_name("x", input, map),
    }
}
