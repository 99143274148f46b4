//! Tables of numbers: CSV as programs and spreadsheets write it.

use std::io::{BufRead, BufReader, Read};

use super::pasted;
use super::{Numbers, Refusal};
use crate::text::phrase;

/// Longer lines than this are no table.
const LONGEST: u64 = 1 << 27;

/// What is asked of a table.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Table {
    /// One row, counted from 0 without the header; else all.
    pub row: Option<usize>,
    /// How many columns are left out at the beginning.
    pub skip: usize,
    /// The shape that the numbers have.
    pub shape: Option<Vec<usize>>,
}

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Semicolon,
    Tab,
    Comma,
    Space,
}

impl Separator {
    fn of(line: &str) -> Self {
        match line {
            _ if line.contains(';') => Self::Semicolon,
            _ if line.trim_end().contains('\t') => Self::Tab,
            _ if line.contains(',') => Self::Comma,
            _ => Self::Space,
        }
    }

    fn cells(self, line: &str) -> Vec<&str> {
        let cells: Vec<&str> = match self {
            Self::Semicolon => line.split(';').collect(),
            Self::Tab => line.split('\t').collect(),
            Self::Comma => line.split(',').collect(),
            Self::Space => line.split_whitespace().collect(),
        };

        cells.into_iter().map(unquoted).collect()
    }

    /// A cell's number. Where a comma separates nothing, it is the decimal one.
    fn number(self, cell: &str) -> Result<f32, Refusal> {
        if self == Self::Comma || !cell.contains(',') {
            pasted::number(cell)
        } else {
            pasted::number(&cell.replace(',', "."))
        }
    }
}

/// A cell without spaces and quotation marks around it.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    let inside = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));

    inside.unwrap_or(cell).trim()
}

/// Reads a table of at most so many numbers.
pub(super) fn read(file: impl Read, table: &Table, most: u64) -> Result<Numbers, Refusal> {
    let mut reader = Rows {
        lines: BufReader::new(file),
        number: 0,
    };

    let mut values = Vec::new();
    let mut rows = 0usize;
    let mut width = None;
    let mut separator = None;

    while let Some(line) = reader.next()? {
        if line.trim().is_empty() {
            continue;
        }

        let between = *separator.get_or_insert_with(|| Separator::of(&line));
        let cells = between.cells(&line);
        let is_first = width.is_none();
        let numbers: Result<Vec<f32>, Refusal> = cells
            .iter()
            .map(|cell| reader.cell(cell, between))
            .collect();

        // Only the first line may be a header; its separator may not be that of the numbers.
        if is_first && cells.iter().any(|cell| is_word(cell, between)) && reader.number == 1 {
            separator = None;
            continue;
        }

        let numbers = numbers?;

        if numbers.len() != *width.get_or_insert(numbers.len()) {
            return Err(Refusal::new(phrase!(
                "line {} has {} cells, where those above have {}",
                reader.number,
                numbers.len(),
                width.unwrap_or_default()
            )));
        }

        if table.row.is_none_or(|row| row == rows) {
            let kept = numbers.get(table.skip..).unwrap_or_default();
            values.extend_from_slice(kept);
        }

        rows += 1;
        super::count(&[values.len().max(1)], most)?;
    }

    shaped(values, rows, width.unwrap_or_default(), table)
}

/// Whether a cell is a word rather than a number or nothing.
fn is_word(cell: &str, between: Separator) -> bool {
    !cell.is_empty() && between.number(cell).is_err()
}

fn shaped(values: Vec<f32>, rows: usize, width: usize, table: &Table) -> Result<Numbers, Refusal> {
    if rows == 0 {
        return Err(Refusal::new("the table is empty: there is no number in it"));
    }

    if table.row.is_some_and(|row| row >= rows) {
        let row = table.row.unwrap_or_default();
        let help = "rows are counted from 0, without the header";
        return Err(Refusal::with_help(
            phrase!("there is no row {}: the table has {} rows", row, rows),
            help,
        ));
    }

    if table.skip >= width {
        let skip = table.skip;
        return Err(Refusal::new(phrase!(
            "`skip` leaves nothing: {} of {} columns",
            skip,
            width
        )));
    }

    let shape = match (&table.shape, table.row) {
        (Some(shape), _) => shape.clone(),
        (None, Some(_)) => vec![values.len()],
        (None, None) => vec![rows, width - table.skip],
    };

    let wanted: usize = shape.iter().product();

    if wanted != values.len() {
        let found = values.len();
        let message = phrase!(
            "`shape` {} is for {} numbers, but there are {}",
            format!("{:?}", shape),
            wanted,
            found
        );

        return Err(if found > wanted {
            Refusal::with_help(
                message,
                "`skip` leaves out so many columns before them, such as a label",
            )
        } else {
            Refusal::new(message)
        });
    }

    Ok((shape, values))
}

/// The lines of a file, counted from 1.
struct Rows<R> {
    lines: BufReader<R>,
    number: usize,
}

impl<R: Read> Rows<R> {
    fn next(&mut self) -> Result<Option<String>, Refusal> {
        let mut bytes = Vec::new();
        let read = (&mut self.lines)
            .take(LONGEST)
            .read_until(b'\n', &mut bytes)?;

        if read == 0 {
            return Ok(None);
        }

        self.number += 1;

        if self.number == 1
            && (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]))
        {
            return Err(Refusal::with_help(
                "this is UTF-16 text",
                "save it as UTF-8",
            ));
        }

        let line = String::from_utf8(bytes)
            .map_err(|_| Refusal::new(phrase!("line {} is not UTF-8 text", self.number)))?;

        Ok(Some(line.trim_start_matches('\u{feff}').to_owned()))
    }

    fn cell(&self, cell: &str, between: Separator) -> Result<f32, Refusal> {
        if cell.is_empty() {
            return Err(Refusal::new(phrase!(
                "line {} has an empty cell",
                self.number
            )));
        }

        between.number(cell).map_err(|refusal| Refusal {
            message: phrase!("line {}: {}", self.number, refusal.message),
            ..refusal
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str, table: &Table) -> Result<Numbers, Refusal> {
        read(text.as_bytes(), table, 100)
    }

    fn all(text: &str) -> Result<Numbers, Refusal> {
        table(text, &Table::default())
    }

    #[test]
    fn tables_of_every_program_are_read() {
        let matrix = (vec![2, 2], vec![1.5, 2.0, 3.0, 4.0]);

        for text in [
            "1.5,2\n3,4\n",
            "\u{feff}a;b\r\n1,5;2\r\n3;4\r\n",
            "1.5\t2\n3\t4",
            " 1.5  2 \n 3  4\n\n",
            "x,y\n\"1.5\",\"2\"\n3,4",
        ] {
            assert_eq!(all(text).unwrap(), matrix, "{text:?}");
        }
    }

    #[test]
    fn a_row_is_a_map() {
        let digits = Table {
            row: Some(1),
            skip: 1,
            shape: Some(vec![1, 1, 2]),
        };

        let read = table("label,a,b\n7,1,2\n8,3,4", &digits).unwrap();
        assert_eq!(read, (vec![1, 1, 2], vec![3.0, 4.0]));
    }

    #[test]
    fn what_is_wrong_names_its_line() {
        let message = |text| all(text).unwrap_err().message.to_string();

        assert!(message("1,2\n3,,4").contains("line 2"));
        assert!(message("1,2\n3").contains("line 2 has 1 cells"));
        assert!(message("1,2\nx,3").contains("`x`"));
        assert!(message("a,b\n").contains("empty"));
    }
}
