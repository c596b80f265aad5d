//! What is doubtful about a calendar.

use std::collections::HashSet;

use domain::ZoneName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Remarks told one by one; those beyond are counted.
const TOLD: usize = 200;
/// Characters of a file's own text in a remark.
const QUOTED: usize = 120;

/// Something in a calendar that was passed over or is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusyRemark {
    /// Of which event; empty where it is about the whole file, or the event has no name.
    pub uid: String,
    /// The line on which the event begins, from 1.
    pub line: Option<u32>,
    /// What.
    pub doubt: BusyDoubt,
}

/// What is doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum BusyDoubt {
    /// The file is not written in UTF-8; letters beyond ASCII may be wrong.
    Encoding,
    /// Times without a zone were taken in this one.
    Floating {
        /// Which.
        taken: ZoneName,
    },
    /// A zone that nobody knows and the file does not describe.
    UnknownZone {
        /// What the file calls it.
        zone: String,
        /// Which zone was taken.
        taken: ZoneName,
    },
    /// An event without a beginning that can be read, passed over.
    NoStart,
    /// A date that cannot be read, passed over.
    UnreadableTime {
        /// Of which property.
        property: String,
        /// What stands there.
        value: String,
    },
    /// A rule that cannot be read: the event was taken without it.
    UnreadableRule {
        /// What stands there.
        rule: String,
    },
    /// A rule that would take too long to follow to its end: instances may be missing.
    Truncated {
        /// Which.
        rule: String,
    },
    /// It ends before it begins, and was passed over (a day of it, where whole days are meant, was taken).
    EndsBeforeStart,
    /// It is not closed before the next begins, or before the file ends.
    Unfinished,
    /// Several events under one name and of one version: all were taken.
    SameUid,
    /// More remarks.
    More {
        /// How many.
        count: u32,
    },
}

/// Remarks as they are collected.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    list: Vec<BusyRemark>,
    once: HashSet<BusyDoubt>,
    more: u32,
}

impl Remarks {
    pub(super) fn add(&mut self, uid: &str, line: u32, doubt: BusyDoubt) {
        if self.list.len() < TOLD {
            self.list.push(BusyRemark { uid: cut(uid), line: Some(line), doubt });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// What is said once of a file, however many events it is about.
    pub(super) fn add_once(&mut self, line: Option<u32>, doubt: BusyDoubt) {
        if self.once.contains(&doubt) {
            return;
        }
        if self.list.len() < TOLD {
            self.once.insert(doubt.clone());
            self.list.push(BusyRemark { uid: String::new(), line, doubt });
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    pub(super) fn into_list(mut self) -> Vec<BusyRemark> {
        if self.more > 0 {
            self.list.push(BusyRemark { uid: String::new(), line: None, doubt: BusyDoubt::More { count: self.more } });
        }
        self.list
    }
}

/// A file's own text, short enough to be shown.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
