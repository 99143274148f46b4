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

impl Dots {
    /// So many, all transparent.
    pub(super) fn new(count: usize) -> Self {
        Self {
            first: vec![0; count],
            other: vec![0; count],
        }
    }
}

/// The dictionary: a tree of entries.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The code after which everything is forgotten; the one after it ends the dots.
    clear: u16,
    /// The phrases that are each with one entry more, in a row a phrase.
    longer: Vec<u16>,
    /// Codes that there are.
    count: usize,
    /// Bits of a code.
    width: u32,
    /// The codes of one transparent dot, of two, and so on.
    transparent: Vec<u16>,
}

impl Phrases {
    /// Compresses dots: the number of bits that an entry has, then the codes.
    pub(super) fn encode(&mut self, dots: &Dots) -> Vec<u8> {
        let most = dots.other.iter().copied().max().unwrap_or(0);
        let bits = (usize::from(most) + 1)
            .max(4)
            .next_power_of_two()
            .trailing_zeros();

        let mut out = Bits {
            bytes: vec![bits as u8],
            held: 0,
            count: 0,
        };

        self.clear = 1 << bits;
        self.forget();
        out.put(self.clear, bits + 1);
        let mut at = 0;
        let mut before = None;

        while at < dots.first.len() {
            let (code, length) = self.next(before, dots, at);
            out.put(code, self.width);
            at += length;
            before = Some(code);

            if self.count == CODES {
                out.put(self.clear, self.width);
                self.forget();
                before = None;
            }
        }

        // Who reads has by now made room for one code more than who writes.
        let width = if self.count == 1 << self.width {
            self.width + 1
        } else {
            self.width
        };

        out.put(self.clear + 1, width);

        out.finish()
    }

    fn forget(&mut self) {
        self.count = usize::from(self.clear) + 2;
        self.width = self.bits() + 1;
        self.longer.clear();
        self.longer.resize(self.count << self.bits(), NONE);
        self.transparent = vec![0];
    }

    /// The phrase that is another with one entry more.
    fn after(&self, phrase: u16, symbol: u8) -> u16 {
        self.longer[self.place(phrase, symbol)]
    }

    fn place(&self, phrase: u16, symbol: u8) -> usize {
        usize::from(phrase) << self.bits() | usize::from(symbol)
    }

    /// Bits of an entry.
    fn bits(&self) -> u32 {
        self.clear.trailing_zeros()
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

        let place = self.place(phrase, symbol);
        self.longer[place] = self.count as u16;
        self.longer.resize((self.count + 1) << self.bits(), NONE);

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

        let place = self.place(phrase, symbol);
        self.longer[place] = NONE;
        self.longer.truncate(self.count << self.bits());

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

        // What may be the phrase so far, in turns: a copy of what was just written is slow to read.
        let mut ways = [[code; WAYS]; 2];
        let mut turn = 0;
        let mut count = 1;
        let bits = self.bits();

        for (&first, &other) in dots.first[at + length..]
            .iter()
            .zip(&dots.other[at + length..])
        {
            if count == 1 && first == other {
                let place = usize::from(ways[turn][0]) << bits | usize::from(first);
                let after = self.longer[place];

                if after == NONE {
                    break;
                }

                ways[turn][0] = after;
                code = after;
                length += 1;
                continue;
            }

            count = self.longer(&mut ways, turn, count, [first, other]);

            if count == 0 {
                break;
            }

            turn = 1 - turn;
            code = ways[turn][0];
            length += 1;
        }

        (code, length)
    }

    /// Puts the phrases that are these with one of two entries more in the place of the others; gives how many there are.
    fn longer(
        &self,
        ways: &mut [[u16; WAYS]; 2],
        turn: usize,
        count: usize,
        [first, other]: [u8; 2],
    ) -> usize {
        let symbols = [first, other];
        let symbols = &symbols[..if first == other { 1 } else { 2 }];
        let mut longer = 0;

        for way in 0..count {
            for &symbol in symbols {
                let after = self.after(ways[turn][way], symbol);

                if after != NONE && longer < WAYS {
                    ways[1 - turn][longer] = after;
                    longer += 1;
                }
            }
        }

        longer
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

    fn check(dots: &Dots, width: u16) {
        let height = (dots.first.len() / usize::from(width)) as u16;
        let read = decoded(Phrases::default().encode(dots), width, height);
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
            200,
        );

        check(&Dots { first, other }, 200);
    }

    #[test]
    fn what_stays_costs_little() {
        let nothing = vec![0; 1000 * 700];
        let dots = Dots {
            first: nothing.clone(),
            other: nothing,
        };

        check(&dots, 1000);
        let length = Phrases::default().encode(&dots).len();
        assert!(length < 1700, "{length}");
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

            check(&dots, 1);
        }
    }
}
