//! A pickle's bytes: what its codes stand for where they take nothing from the stack.

use super::{Value, broken};
use crate::scenario::files::Refusal;

/// The bytes that are not yet read.
pub(super) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'b [u8], Refusal> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or_else(|| Refusal::new("the checkpoint's pickle ends too early: it is cut off"))?;

        self.0 = rest;

        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refusal> {
        self.take(1).map(|taken| taken[0])
    }

    /// A whole number of so many bytes, the least first.
    fn number(&mut self, bytes: usize) -> Result<u64, Refusal> {
        let taken = self.take(bytes)?;
        Ok(taken
            .iter()
            .rev()
            .fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
    }

    /// The bytes up to the end of the line.
    pub(super) fn line(&mut self) -> Result<String, Refusal> {
        let length = self
            .0
            .iter()
            .position(|&byte| byte == b'\n')
            .ok_or_else(broken)?;
        let line = self.take(length + 1)?;

        Ok(String::from_utf8_lossy(&line[..length]).into_owned())
    }

    /// So many bytes as text, after their count.
    fn text(&mut self, width: usize) -> Result<String, Refusal> {
        let count = self.number(width)?;
        let bytes = self.take(usize::try_from(count).map_err(|_| broken())?)?;

        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    /// A place in the memory.
    pub(super) fn index(&mut self, code: u8) -> Result<u64, Refusal> {
        match code {
            b'g' | b'p' => self.line()?.trim().parse().map_err(|_| broken()),
            b'h' | b'q' => self.number(1),
            _ => self.number(4),
        }
    }

    /// The value that a code stands for.
    pub(super) fn value(&mut self, code: u8) -> Result<Value, Refusal> {
        Ok(match code {
            b'N' | 0x88 | 0x89 => Value::Other,
            b'J' => Value::Integer(i64::from(self.number(4)? as u32 as i32)),
            b'K' => Value::Integer(self.number(1)? as i64),
            b'M' => Value::Integer(self.number(2)? as i64),
            b'I' | b'L' => written(&self.line()?),
            0x8a => self.long(1)?,
            0x8b => self.long(4)?,
            b'F' => {
                self.line()?;
                Value::Other
            }
            b'G' => {
                self.take(8)?;
                Value::Other
            }
            b'S' | b'V' => {
                let line = self.line()?;
                Value::Text(line.trim_matches(['\'', '"']).to_owned())
            }
            b'U' | 0x8c => Value::Text(self.text(1)?),
            b'T' | b'X' => Value::Text(self.text(4)?),
            0x8d => Value::Text(self.text(8)?),
            b'C' => self.skipped(1)?,
            b'B' => self.skipped(4)?,
            0x8e | 0x96 => self.skipped(8)?,
            _ => {
                return Err(Refusal::with_help(
                    "the checkpoint's pickle holds more than tensors, numbers, words, lists and dictionaries: it is not read",
                    super::global::HELP,
                ));
            }
        })
    }

    /// A whole number of as many bytes as are said; one that is too large for 64 bits is nothing.
    fn long(&mut self, width: usize) -> Result<Value, Refusal> {
        let count = self.number(width)?;
        let bytes = self.take(usize::try_from(count).map_err(|_| broken())?)?;

        if bytes.len() > 8 {
            return Ok(Value::Other);
        }

        let is_negative = bytes.last().is_some_and(|&byte| byte >= 0x80);
        let fill = if is_negative { 0xff } else { 0 };
        let mut word = [fill; 8];
        word[..bytes.len()].copy_from_slice(bytes);

        Ok(Value::Integer(i64::from_le_bytes(word)))
    }

    /// Bytes, which no tensor depends on.
    fn skipped(&mut self, width: usize) -> Result<Value, Refusal> {
        let count = self.number(width)?;
        self.take(usize::try_from(count).map_err(|_| broken())?)?;

        Ok(Value::Other)
    }
}

/// A number in digits; `01` and `00` are true and false.
fn written(line: &str) -> Value {
    let digits = line.trim().trim_end_matches('L');
    digits.parse().map_or(Value::Other, Value::Integer)
}
