//! Text to rows.

use super::{Delimiter, MAX_COLUMNS, MAX_ROWS, TableFault, count};

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line on which it begins, from 1: what an editor shows.
    pub line: u32,
    /// Its cells, as many as the row has.
    pub cells: Vec<String>,
}

/// The rows of a text.
pub(crate) struct Records {
    /// The rows that hold anything.
    pub rows: Vec<Row>,
    /// Whether the last cell of the last row begins with a quotation mark that is never closed.
    pub unclosed: bool,
}

/// Characters looked at to find the delimiter.
const SAMPLE: usize = 64 * 1024;

/// Excel's own way of telling the delimiter: a first line `sep=;`.
fn told(text: &str) -> Option<(Delimiter, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let first = first.trim_end_matches('\r').trim_matches('"');
    let character = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="))?;
    let delimiter = Delimiter::ALL.into_iter().find(|delimiter| character.chars().eq([delimiter.character()]))?;
    Some((delimiter, rest))
}

/// The delimiter under which most rows have the same number of cells, and more than one.
pub(crate) fn detect(text: &str) -> Delimiter {
    if let Some((delimiter, _)) = told(text) {
        return delimiter;
    }
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let whole = end == text.len();
    let mut best = (Delimiter::Comma, 0.0);
    for delimiter in Delimiter::ALL {
        let mut counts = reader(&text[..end], delimiter)
            .into_records()
            .map_while(Result::ok)
            .map(|record| record.len())
            .collect::<Vec<_>>();
        if !whole && counts.len() > 1 {
            counts.pop();
        }
        let score = consistency(&counts);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// Between 0 (one cell a row) and 1 (every row has the same large number of cells).
fn consistency(counts: &[usize]) -> f64 {
    let mut by_width = std::collections::BTreeMap::<usize, usize>::new();
    for &width in counts {
        *by_width.entry(width).or_default() += 1;
    }
    let Some((&width, &rows)) = by_width.iter().max_by_key(|&(&width, &rows)| (rows, width)) else { return 0.0 };
    let share = rows as f64 / counts.len() as f64;
    let columns = 1.0 - 1.0 / width as f64;
    // A comma in each amount of a semicolon's file splits every row but the header.
    let header = if counts.first() == Some(&width) { 1.0 } else { 0.5 };
    share * share * columns * header
}

/// The rows of a text; those with nothing in any cell are left out.
///
/// # Errors
/// [`TableFault`] where there are none, or more rows or columns than can be read.
pub(crate) fn records(text: &str, delimiter: Delimiter) -> Result<Records, TableFault> {
    let (text, skipped) = match told(text) {
        Some((_, rest)) => (rest, 1),
        None => (text, 0),
    };
    let mut rows = Vec::new();
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 + skipped };
    // Reading text already decoded, in memory, into rows of any length has no way to fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let line = lines.of(record.position().map_or(0, |at| at.byte() as usize));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > MAX_COLUMNS {
            return Err(TableFault::TooManyColumns { line, limit: count(MAX_COLUMNS) });
        }
        if rows.len() == MAX_ROWS {
            return Err(TableFault::TooManyRows { limit: count(MAX_ROWS) });
        }
        rows.push(Row { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
    }
    if rows.is_empty() {
        return Err(TableFault::Empty);
    }
    let runs_on = rows.last().and_then(|row| row.cells.last()).is_some_and(|cell| cell.contains('\n'));
    let unclosed = runs_on && !text.trim_end().ends_with('"');
    Ok(Records { rows, unclosed })
}

/// Lines as an editor counts them: the reader's own count takes the LF of a CRLF for the next line's first character.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the first character at or behind a place that ends no line; places only go forward.
    fn of(&mut self, place: usize) -> u32 {
        while let Some(&byte) = self.text.get(self.at)
            && (self.at < place || byte == b'\r' || byte == b'\n')
        {
            let ends = byte == b'\n' || (byte == b'\r' && self.text.get(self.at + 1) != Some(&b'\n'));
            self.line += u32::from(ends);
            self.at += 1;
        }
        self.line
    }
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter.character() as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
