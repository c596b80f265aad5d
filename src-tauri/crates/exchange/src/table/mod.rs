//! The text of a delimited file, whatever its encoding and delimiter.

mod decode;
pub(crate) mod delimit;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use decode::decode;
pub(crate) use delimit::{detect, records};

/// Bytes of a file at most.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Rows of a file at most.
pub const MAX_ROWS: usize = 200_000;
/// Columns of a file at most.
pub const MAX_COLUMNS: usize = 400;

/// How a file's characters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
}

impl Encoding {
    /// All that can be read.
    pub const ALL: [Encoding; 4] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252];
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// The tabulator.
    Tab,
}

impl Delimiter {
    /// All that can be read, in the order in which a tie between them is settled.
    pub const ALL: [Delimiter; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The character itself.
    pub fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

/// Why a file cannot be read as a table at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum TableFault {
    /// It holds no rows.
    #[error("the file holds no rows")]
    Empty,
    /// It is larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes, at most {limit} can be read")]
    TooLarge {
        /// Its size.
        bytes: u32,
        /// The most that can be read.
        limit: u32,
    },
    /// It has more than [`MAX_ROWS`] rows.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// The most that can be read.
        limit: u32,
    },
    /// A row has more than [`MAX_COLUMNS`] cells.
    #[error("line {line} has more than {limit} columns")]
    TooManyColumns {
        /// The line, from 1.
        line: u32,
        /// The most that can be read.
        limit: u32,
    },
    /// It is a spreadsheet's own file, to be saved as CSV first.
    #[error("this is a spreadsheet or an archive, not a text file")]
    Spreadsheet,
    /// It holds bytes that no text holds.
    #[error("this is not a text file")]
    NotText,
    /// It is text in an encoding that is not among [`Encoding::ALL`].
    #[error("the text seems to be written in {guess}")]
    UnknownEncoding {
        /// Its name in the WHATWG's list.
        guess: String,
    },
    /// It is not written in the encoding that was chosen.
    #[error("the text is not written in {encoding:?}")]
    WrongEncoding {
        /// The encoding chosen.
        encoding: Encoding,
    },
    /// The mapping passed in has another number of columns than the file.
    #[error("the mapping names {found} columns, the file has {expected}")]
    MappingLength {
        /// Columns of the file.
        expected: u32,
        /// Columns of the mapping.
        found: u32,
    },
}

/// A count as it crosses to the interface.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
