//! Polls for a date by mail: the question to one guest, and the answer that comes back.
//!
//! A question holds what its guest may see of the meeting, the times, and a token that stands for poll and guest and
//! says nothing to anybody else. It is answered in the mail itself or in the text file that goes with it.

mod answer;
mod question;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use answer::{MAX_BYTES, PollAnswer, read_answer};
pub use question::{Asking, file_name, question};

/// Whether text can be a token: 8 to 64 letters of the English alphabet, digits and hyphens.
pub fn is_token(text: &str) -> bool {
    (8..=LONGEST_TOKEN).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

const LONGEST_TOKEN: usize = 64;

/// What stands around a token, so that it is found in whatever a mail program makes of a text.
const BEFORE_TOKEN: &str = "[cuadrante:";

/// Why no answer to a poll can be read. Lines are counted from 1 in the text that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum PollFault {
    /// The file is larger than an answer can be.
    #[error("{bytes} bytes, {limit} at most")]
    TooLarge {
        /// Its size.
        bytes: u32,
        /// The bound.
        limit: u32,
    },
    /// There is no text in the file.
    #[error("no text")]
    NoText,
    /// The text does not say which poll it answers.
    #[error("no token")]
    NoToken,
    /// The text names two polls, or two guests.
    #[error("line {line}: a second token")]
    SecondToken {
        /// Where the second one stands.
        line: u32,
    },
    /// No time is marked.
    #[error("nothing is marked")]
    NothingMarked,
    /// A mark that means neither yes, no, nor if needed.
    #[error("line {line}: {mark} is no answer")]
    UnknownMark {
        /// Where.
        line: u32,
        /// What stands there.
        mark: String,
    },
    /// One time is marked in two ways.
    #[error("line {line}: time {slot} is answered twice")]
    Contradiction {
        /// Where it is marked the second time.
        line: u32,
        /// Which time, from 1.
        slot: u32,
    },
}

impl PollFault {
    /// The line at fault, from 1, where one is.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::SecondToken { line } | Self::UnknownMark { line, .. } | Self::Contradiction { line, .. } => {
                Some(*line)
            }
            Self::TooLarge { .. } | Self::NoText | Self::NoToken | Self::NothingMarked => None,
        }
    }
}
