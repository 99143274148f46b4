//! Random bytes, and random changes of good ones: bits, runs, numbers at their limits, words of the format, and pieces of
//! other good ones.

/// Random numbers, the same for the same seed: SplitMix64.
pub(crate) struct Noise(u64);

/// Numbers at which programs err.
const EDGES: [&str; 14] = [
    "0",
    "-1",
    "1",
    "255",
    "65536",
    "2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "18446744073709551615",
    "1e308",
    "nan",
    "-inf",
    "0.1",
];

/// Words of scenarios.
const WORDS: [&str; 40] = [
    "[[layer]]\n",
    "[[note]]\n",
    "[input]\n",
    "[view]\n",
    "kind = ",
    "weight = ",
    "data = ",
    "random = ",
    "shape = ",
    "seed = ",
    "fill = ",
    "text = ",
    "stride = ",
    "padding = ",
    "dilation = ",
    "kernel = ",
    "groups = ",
    "from = ",
    "expect = ",
    "name = ",
    "\"conv2d\"",
    "\"max_pool2d\"",
    "\"softmax\"",
    "\"linear\"",
    "\"flatten\"",
    "\"conv_transpose2d\"",
    "\"same\"",
    "\"full\"",
    "\"reflect\"",
    "\"\"\"",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    "=",
    "\n",
    "# ",
    "\u{301}",
    "\u{202e}",
];

impl Noise {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Never: random numbers have no end.
    #[expect(clippy::unused_self, reason = "bytes that coverage leads have one")]
    pub(crate) fn is_over(&self) -> bool {
        false
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);

        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    pub(crate) fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// Some bytes with a few changes.
    pub(crate) fn change(&mut self, bytes: &[u8], others: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();

        for _ in 0..=self.below(4) {
            self.change_once(&mut bytes, others);
        }

        bytes
    }

    fn change_once(&mut self, bytes: &mut Vec<u8>, others: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        let end = bytes.len().min(at + 1 + self.below(16));

        match self.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
            1 if at < bytes.len() => bytes[at] = self.number() as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let run = bytes[at..end].to_vec();
                bytes.splice(at..at, run);
            }
            4 => drop(bytes.splice(at..end, self.one(&EDGES).bytes())),
            5 => drop(bytes.splice(at..at, self.one(&WORDS).bytes())),
            6 => bytes.truncate(at),
            7 => {
                let edge = (*self.one(&[0u64, 1, 0x7fff_ffff, u64::MAX, 1 << 33])).to_le_bytes();
                let length = edge.len().min(bytes.len() - at);
                bytes[at..at + length].copy_from_slice(&edge[..length]);
            }
            _ => {
                let other = self.one(others);
                let from = self.below(other.len() + 1);
                let to = other.len().min(from + self.below(200));
                bytes.splice(at..at, other[from..to].iter().copied());
            }
        }
    }
}
