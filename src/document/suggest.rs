//! What a misspelt name may mean.

use crate::text::{Phrase, phrase};

/// The names that a misspelt one is held against, at most.
const MOST_NAMES: usize = 1000;

/// `did you mean …?` where one of the names is near; else what they are.
pub(crate) fn suggest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<Phrase> {
    let names: Vec<&str> = names.take(MOST_NAMES).collect();

    match nearest(name, names.iter().copied()) {
        Some(near) => Some(phrase!("did you mean `{}`?", near)),
        None if (1..=40).contains(&names.len()) => Some(phrase!("it can be {}", list(&names))),
        None => None,
    }
}

/// The name that a misspelt one may mean: one of the first thousand, where it differs in few letters.
pub(crate) fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name: String = name.to_lowercase().chars().take(64).collect();
    let distance = |has: &str| strsim::damerau_levenshtein(&name, &has.to_lowercase());
    let distances = names.take(MOST_NAMES).map(|has| (distance(has), has));
    let (distance, near) = distances.min_by_key(|(distance, _)| *distance)?;

    (distance <= 1 + near.len() / 4).then_some(near)
}

/// `a`, `b` or `c`.
fn list(names: &[&str]) -> Phrase {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => phrase!("{} or {}", rest.join(", "), last),
        _ => phrase!("{}", quoted.concat()),
    }
}
