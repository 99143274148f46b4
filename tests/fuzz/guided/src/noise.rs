//! Choices that the bytes make: two of them each, from the end, where what is tried begins at the start.

pub struct Noise<'b>(&'b [u8]);

impl<'b> Noise<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// Whether the bytes have said all they can.
    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub fn number(&mut self) -> u64 {
        let mut number = 0;

        for _ in 0..2 {
            if let [rest @ .., last] = self.0 {
                number = number << 8 | u64::from(*last);
                self.0 = rest;
            }
        }

        number
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end as u64) as usize
    }

    pub fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}
