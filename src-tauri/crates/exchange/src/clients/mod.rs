//! Clients from a table.
//!
//! [`inspect`] finds out how a file is written and which column holds what; [`read_clients`] reads the rows by that.
//! Between the two the user sees the guesses and corrects them, by passing [`Choices`] to [`inspect`] again.

mod country;
mod field;
mod guess;
mod number;
mod places;
mod read;
mod titles;
mod word;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::ZoneName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::table::{Delimiter, Encoding, TableFault, count, decode, detect, records};

pub use crate::table::delimit::Row;
pub use country::zone_of_place;
pub use field::ClientField;
pub use read::read_clients;

/// What the user has decided about a file; what is left open is found out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Choices {
    /// How its characters are written.
    pub encoding: Option<Encoding>,
    /// What stands between its cells.
    pub delimiter: Option<Delimiter>,
    /// Whether its first row holds the columns' titles.
    pub header: Option<bool>,
    /// What each column holds, as many as the file has.
    pub mapping: Option<Vec<ClientField>>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Column {
    /// Its title; empty where the file has none.
    pub title: String,
    /// What it holds.
    pub field: ClientField,
    /// Its first different values, three at most, cut at 80 characters.
    pub samples: Vec<String>,
}

/// A file as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How its characters are written.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub delimiter: Delimiter,
    /// Whether its first row holds the columns' titles.
    pub header: bool,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows without the header, each with as many cells as it has in the file.
    pub rows: Vec<Row>,
    /// Whether the last row runs to the end of the file because a quotation mark is never closed.
    pub unclosed: bool,
}

impl Sheet {
    /// What each column holds: what [`Choices::mapping`] takes.
    pub fn mapping(&self) -> Vec<ClientField> {
        self.columns.iter().map(|column| column.field.clone()).collect()
    }

    /// Whether some column holds the clients' names, without which no row can be read.
    pub fn has_name(&self) -> bool {
        self.columns.iter().any(|column| column.field == ClientField::Name)
    }
}

/// A person of a client, as the file names them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonRecord {
    /// Full name; the client's where the file gives an address but no name.
    pub name: String,
    /// Position; may be empty.
    pub title: String,
    /// Mail address; may be empty.
    pub email: String,
    /// Telephone; may be empty.
    pub phone: String,
}

/// A client as a row of the file tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientRecord {
    /// Line of the file on which the row begins, from 1.
    pub line: u32,
    /// Its code in the user's other systems; may be empty.
    pub code: String,
    /// The organisation's name.
    pub name: String,
    /// Its people: one, or none.
    pub people: Vec<PersonRecord>,
    /// Street and number; may be empty.
    pub address: String,
    /// City; may be empty.
    pub city: String,
    /// State, province or region; may be empty.
    pub region: String,
    /// Postal code; may be empty.
    pub postal_code: String,
    /// Country, as written; may be empty.
    pub country: String,
    /// Zone, as the file says or as its place implies.
    pub zone: Option<ZoneName>,
    /// Sales of the last period, in the workspace's currency.
    pub sales: Option<f64>,
    /// Value to us, 1 to 100.
    pub value: Option<u32>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Named facts.
    pub attributes: BTreeMap<String, String>,
    /// What the file notes; may be empty.
    pub notes: String,
}

/// What is wrong with a cell or a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Fault {
    /// The client has no name.
    EmptyName,
    /// Not a number.
    NotANumber {
        /// What stands there.
        found: String,
    },
    /// A number that can be read in two ways, in a column that writes decimals both ways.
    AmbiguousNumber {
        /// What stands there.
        found: String,
    },
    /// A number outside its range.
    OutOfRange {
        /// What stands there.
        found: String,
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// Not a mail address.
    BadEmail {
        /// What stands there.
        found: String,
    },
    /// Not a zone of the zone data.
    UnknownZone {
        /// What stands there.
        found: String,
    },
    /// The row has another number of cells than the table.
    RaggedRow {
        /// Columns of the table.
        expected: u32,
        /// Cells of the row.
        found: u32,
    },
    /// A quotation mark is opened in this row and never closed.
    UnclosedQuote,
    /// The same client stands in an earlier row: the same code, or the same name where there is no code.
    DuplicateInFile {
        /// Line of the earlier row.
        first_line: u32,
    },
}

/// Why a row cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RowFault {
    /// Line of the file on which the row begins, from 1.
    pub line: u32,
    /// Title of the column at fault; none where the whole row is, or the column has no title.
    pub column: Option<String>,
    /// What that column holds; none where the whole row is at fault.
    pub field: Option<ClientField>,
    /// What is wrong.
    pub fault: Fault,
}

/// A row read, or why it could not be.
pub type RowResult = Result<ClientRecord, RowFault>;

/// Finds out how a file is written and what its columns hold, following the choices made.
///
/// # Errors
/// [`TableFault`] where the file is no table that can be read, or the mapping does not fit it.
pub fn inspect(bytes: &[u8], choices: &Choices) -> Result<Sheet, TableFault> {
    let (text, encoding) = decode(bytes, choices.encoding)?;
    let delimiter = choices.delimiter.unwrap_or_else(|| detect(&text));
    let found = records(&text, delimiter)?;
    let mut rows = found.rows;
    let header = choices.header.unwrap_or_else(|| guess::has_header(&rows));
    let titles = if header { rows.remove(0).cells } else { Vec::new() };
    let width = width(&titles, &rows);
    if let Some(mapping) = &choices.mapping
        && mapping.len() != width
    {
        return Err(TableFault::MappingLength { expected: count(width), found: count(mapping.len()) });
    }
    let titles = (0..width).map(|at| titles.get(at).cloned().unwrap_or_default()).collect::<Vec<_>>();
    let fields = choices.mapping.clone().unwrap_or_else(|| guess::mapping(&titles, &rows));
    let columns = titles
        .into_iter()
        .zip(fields)
        .enumerate()
        .map(|(at, (title, field))| Column { title, field, samples: samples(&rows, at) })
        .collect();
    Ok(Sheet { encoding, delimiter, header, columns, rows, unclosed: found.unclosed })
}

/// As many columns as have titles; without titles, as many cells as most rows have.
fn width(titles: &[String], rows: &[Row]) -> usize {
    if !titles.is_empty() {
        return titles.len();
    }
    let mut by_width = BTreeMap::<usize, usize>::new();
    for row in rows {
        *by_width.entry(row.cells.len()).or_default() += 1;
    }
    by_width.into_iter().max_by_key(|&(width, rows)| (rows, width)).map_or(0, |(width, _)| width)
}

fn samples(rows: &[Row], at: usize) -> Vec<String> {
    let mut samples = Vec::<String>::new();
    for row in rows.iter().take(1000) {
        let Some(cell) = row.cells.get(at).filter(|cell| !cell.is_empty()) else { continue };
        let short = cell.chars().take(80).collect::<String>();
        if !samples.contains(&short) {
            samples.push(short);
            if samples.len() == 3 {
                break;
            }
        }
    }
    samples
}
