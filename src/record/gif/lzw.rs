//! LZW as GIF has it, for dots that may have either of two entries: what does not change is as good transparent as painted again.
//!
//! Of the phrases that the dictionary has, the longest that fits any choice is taken, and long stretches of transparent dots cost
//! one step a phrase, not one a dot. Both are why this is not left to a library.

/// A code that no entry has: every code for a phrase of two dots or more is larger.
const NONE: u16 = 0;

/// Codes that there can be.
const CODES: usize = 1 << 12;

/// Ways to write a phrase that are followed at once.
const WAYS: usize = 8;

/// A box of dots: each has an entry of the colour table, and another that does as well, or the same. What is 0 in both is
/// transparent.
#[derive(Debug, Default)]
pub(super) struct Dots {
    /// The entries: 0 where nothing changes.
    pub first: Vec<u8>,
    /// What may stand there too.
    pub other: Vec<u8>,
}

/// Compresses dots, whose entries are at most `most`: the number of bits that an entry has, then the codes.
pub(super) fn encode(dots: &Dots, most: u8) -> Vec<u8> {
    let bits = (usize::from(most) + 1)
        .max(4)
        .next_power_of_two()
        .trailing_zeros();

    let mut phrases = Phrases::new(bits);
    let mut out = Bits {
        bytes: vec![bits as u8],
        held: 0,
        count: 0,
    };

    out.put(phrases.clear, bits + 1);
    let mut at = 0;
    let mut before = None;

    while at < dots.first.len() {
        let (code, length) = phrases.next(before, dots, at);
        out.put(code, phrases.width);
        at += length;
        before = Some(code);

        if phrases.count == CODES {
            out.put(phrases.clear, phrases.width);
            phrases.forget();
            before = None;
        }
    }

    // Who reads has by now made room for one code more than who writes.
    let width = if phrases.count == 1 << phrases.width {
        phrases.width + 1
    } else {
        phrases.width
    };

    out.put(phrases.clear + 1, width);

    out.finish()
}

/// The dictionary: a tree of entries.
struct Phrases {
    /// Entries of the colour table.
    symbols: usize,
    /// The code after which everything is forgotten; the one after it ends the dots.
    clear: u16,
    /// The code of each phrase and one more entry.
    children: Vec<u16>,
    /// Codes that there are.
    count: usize,
    /// Bits of a code.
    width: u32,
    /// The codes of one transparent dot, of two, and so on.
    transparent: Vec<u16>,
}

impl Phrases {
    fn new(bits: u32) -> Self {
        let symbols = 1 << bits;
        Self {
            symbols,
            clear: symbols as u16,
            children: vec![NONE; CODES * symbols],
            count: symbols + 2,
            width: bits + 1,
            transparent: vec![0],
        }
    }

    fn forget(&mut self) {
        self.children.fill(NONE);
        self.count = self.symbols + 2;
        self.width = self.symbols.trailing_zeros() + 1;
        self.transparent = vec![0];
    }

    /// The longest phrase that dots begin with, and its length. The phrase before it and its first entry become a new one.
    fn next(&mut self, before: Option<u16>, dots: &Dots, at: usize) -> (u16, usize) {
        let first = dots.first[at];
        let other = dots.other[at];
        let Some(before) = before else {
            return self.longest(dots, at, first);
        };

        self.learn(before, first);
        let found = self.longest(dots, at, first);

        if first == other {
            return found;
        }

        self.unlearn(before, first);
        self.learn(before, other);
        let found_other = self.longest(dots, at, other);

        if found_other.1 > found.1 {
            return found_other;
        }

        self.unlearn(before, other);
        self.learn(before, first);

        found
    }

    fn learn(&mut self, phrase: u16, symbol: u8) {
        if self.count == 1 << self.width {
            self.width += 1;
        }

        self.children[usize::from(phrase) * self.symbols + usize::from(symbol)] = self.count as u16;

        if symbol == 0 && self.transparent.last() == Some(&phrase) {
            self.transparent.push(self.count as u16);
        }

        self.count += 1;
    }

    fn unlearn(&mut self, phrase: u16, symbol: u8) {
        self.count -= 1;
        if self.transparent.last() == Some(&(self.count as u16)) {
            self.transparent.pop();
        }

        self.children[usize::from(phrase) * self.symbols + usize::from(symbol)] = NONE;

        if self.count == 1 << (self.width - 1) {
            self.width -= 1;
        }
    }

    /// The longest phrase that dots begin with if the first of them has this entry.
    fn longest(&self, dots: &Dots, at: usize, symbol: u8) -> (u16, usize) {
        let mut code = u16::from(symbol);
        let mut length = 1;
        if dots.other[at] == 0 {
            length = stretch(&dots.other[at..], self.transparent.len());
            code = self.transparent[length - 1];

            if length == self.transparent.len() && dots.other.get(at + length) == Some(&0) {
                return (code, length);
            }
        }
        let mut ways = Ways::one(code);
        while let (Some(&first), Some(&other)) =
            (dots.first.get(at + length), dots.other.get(at + length))
        {
            let longer = self.longer(&ways, first, other);
            let Some(&best) = longer.codes().first() else {
                break;
            };

            code = best;
            length += 1;
            ways = longer;
        }
        (code, length)
    }

    /// The phrases that are these with one of two entries more.
    fn longer(&self, ways: &Ways, first: u8, other: u8) -> Ways {
        let mut longer = Ways::default();
        for &phrase in ways.codes() {
            let children = &self.children[usize::from(phrase) * self.symbols..][..self.symbols];
            longer.push(children[usize::from(first)]);

            if first != other {
                longer.push(children[usize::from(other)]);
            }
        }

        longer
    }
}

/// A few codes.
#[derive(Default)]
struct Ways {
    codes: [u16; WAYS],
    count: usize,
}

impl Ways {
    fn one(code: u16) -> Self {
        let mut codes = [NONE; WAYS];
        codes[0] = code;
        Self { codes, count: 1 }
    }

    /// Adds a code, if it is one and there is room.
    fn push(&mut self, code: u16) {
        if let Some(place) = self.codes.get_mut(self.count).filter(|_| code != NONE) {
            *place = code;
            self.count += 1;
        }
    }

    fn codes(&self) -> &[u16] {
        &self.codes[..self.count]
    }
}

/// How many zeros dots begin with, up to `most`.
fn stretch(dots: &[u8], most: usize) -> usize {
    const AT_ONCE: usize = 32;
    let dots = &dots[..dots.len().min(most)];
    let is_zero = |dots: &&[u8]| dots.iter().fold(0, |any, dot| any | dot) == 0;
    let whole = dots.chunks_exact(AT_ONCE).take_while(is_zero).count() * AT_ONCE;

    whole + dots[whole..].iter().take_while(|&&dot| dot == 0).count()
}

/// Codes, the lowest bit first.
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, code: u16, width: u32) {
        self.held |= u32::from(code) << self.count;
        self.count += width;

        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.held as u8);
        }

        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of GIFs makes of them.
    fn decoded(codes: Vec<u8>, width: u16, height: u16) -> Vec<u8> {
        let palette: Vec<u8> = (0..=255).flat_map(|index| [index; 3]).collect();
        let mut file = ::gif::Encoder::new(Vec::new(), width, height, &palette).unwrap();
        let picture = ::gif::Frame {
            width,
            height,
            buffer: codes.into(),
            ..::gif::Frame::default()
        };

        file.write_lzw_pre_encoded_frame(&picture).unwrap();
        let file = file.into_inner().unwrap();
        let mut options = ::gif::DecodeOptions::new();
        options.set_color_output(::gif::ColorOutput::Indexed);
        options.check_lzw_end_code(true);
        let mut reader = options.read_info(file.as_slice()).unwrap();

        reader.read_next_frame().unwrap().unwrap().buffer.to_vec()
    }

    fn check(dots: &Dots, most: u8, width: u16) {
        let height = (dots.first.len() / usize::from(width)) as u16;
        let read = decoded(encode(dots, most), width, height);
        assert_eq!(read.len(), dots.first.len());
        let choices = dots.first.iter().zip(&dots.other);
        assert!(
            read.iter()
                .zip(choices)
                .all(|(dot, (first, other))| dot == first || dot == other)
        );
    }

    #[test]
    fn dictionaries_that_are_full_are_begun_anew() {
        // Noise, so that every phrase is new.
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };

        let other: Vec<u8> = (0..200 * 200).map(|_| noise()).collect();
        let first: Vec<u8> = other
            .iter()
            .map(|&dot| if noise() > 128 { dot } else { 0 })
            .collect();

        check(
            &Dots {
                first: other.clone(),
                other: other.clone(),
            },
            255,
            200,
        );

        check(&Dots { first, other }, 255, 200);
    }

    #[test]
    fn what_stays_costs_little() {
        let nothing = vec![0; 1000 * 700];
        let dots = Dots {
            first: nothing.clone(),
            other: nothing,
        };

        check(&dots, 0, 1000);
        assert!(encode(&dots, 0).len() < 1700, "{}", encode(&dots, 0).len());
    }

    proptest! {
        #[test]
        fn every_dot_has_one_of_its_entries(
            rows in proptest::collection::vec(proptest::collection::vec((0u8..4, 0u8..3, 1usize..40), 1..60), 1..20),
        ) {
            let mut dots = Dots::default();
            for (entry, kind, times) in rows.into_iter().flatten() {
                dots.first.extend(vec![if kind == 0 { 0 } else { entry }; times]);
                dots.other.extend(vec![entry; times]);
            }

            check(&dots, 3, 1);
        }
    }
}
