//! Which lines of the list of lessons are seen.

use std::ops::Range;

use super::super::grid::around;
use crate::app::Study;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing, around a part whose lessons are seen.
    Gap,
    /// The heading of the part that begins with a lesson, and the part's number.
    Part(usize, usize),
    /// The same of a part whose lessons are not listed.
    Folded(usize, usize),
    Lesson(usize),
    /// So many lessons have no room, above or below.
    Above(usize),
    Below(usize),
}

/// A part of the course: its number, where it has a heading, and its lessons.
struct Part {
    number: Option<usize>,
    lessons: Range<usize>,
    is_folded: bool,
}

fn parts(study: &Study) -> Vec<Part> {
    let lessons = &study.course.lessons;
    let begins = |at: &usize| *at == 0 || lessons[*at].part.is_some();
    let starts: Vec<usize> = (0..lessons.len()).filter(begins).collect();
    let ends = starts[1..].iter().copied().chain([lessons.len()]);
    let mut headings = 0;

    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| {
            let is_headed = lessons[start].part.is_some();
            headings += usize::from(is_headed);

            Part {
                number: is_headed.then_some(headings),
                lessons: start..end,
                is_folded: false,
            }
        })
        .collect()
}

/// The lines of a list around a lesson that have room.
pub(super) fn listed(study: &Study, at: usize, room: usize) -> Vec<Line> {
    let parts = folded(study, at, room);
    let mut lines = lines(&parts);

    if lines.len() > room {
        lines.retain(|line| *line != Line::Gap);
    }

    let chosen = lines.iter().position(|line| *line == Line::Lesson(at));
    let chosen = chosen.unwrap_or(0);
    let seen = around(chosen..chosen + 1, lines.len(), room);
    let mut left = lines[seen.clone()].to_vec();
    let [first, last] = [seen.start, seen.end.saturating_sub(1)];

    if first > 0 && chosen > first {
        left[0] = Line::Above(count(&parts, &lines[..=first]));
    }

    if seen.end < lines.len() && chosen < last {
        left[last - first] = Line::Below(count(&parts, &lines[last..]));
    }

    left
}

/// The parts, as many of them folded as need be, the farthest from a lesson first.
fn folded(study: &Study, at: usize, room: usize) -> Vec<Part> {
    let mut parts = parts(study);
    let here = parts.iter().position(|part| part.lessons.contains(&at));
    let mut others: Vec<usize> = (0..parts.len())
        .filter(|index| Some(*index) != here && parts[*index].number.is_some())
        .collect();

    others.sort_unstable_by_key(|&index| (index.abs_diff(here.unwrap_or(0)), index));

    while lines(&parts).len() > room
        && let Some(other) = others.pop()
    {
        parts[other].is_folded = true;
    }

    parts
}

/// How many lessons these lines stand for.
fn count(parts: &[Part], lines: &[Line]) -> usize {
    let lessons = |line: &Line| match *line {
        Line::Lesson(_) => 1,
        Line::Folded(_, first) => {
            let part = parts.iter().find(|part| part.lessons.start == first);
            part.map_or(0, |part| part.lessons.len())
        }
        _ => 0,
    };

    lines.iter().map(lessons).sum()
}

fn lines(parts: &[Part]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut was_folded = true;

    for part in parts {
        let is_apart = !was_folded || !part.is_folded;

        if is_apart && !lines.is_empty() {
            lines.push(Line::Gap);
        }

        was_folded = part.is_folded;
        let first = part.lessons.start;

        match part.number {
            Some(number) if part.is_folded => lines.push(Line::Folded(number, first)),
            Some(number) => lines.push(Line::Part(number, first)),
            None => {}
        }

        if !part.is_folded {
            lines.extend(part.lessons.clone().map(Line::Lesson));
        }
    }

    lines
}
