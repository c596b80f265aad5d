//! Busy times out of other people's calendars (RFC 5545).
//!
//! [`read`] takes the bytes of an iCalendar file and gives the stretches of time inside a window that are taken: every
//! instance of every series, resolved to instants. What is doubtful is told as a [`BusyRemark`]; what would cost more
//! than the [`Limits`] ends with a [`BusyFault`]. Work is bounded by counts, since nothing here reads a clock.
//!
//! The text is cut into components, and of each only the properties that matter here reach the parser, so that memory
//! stays near the size of the file whatever it carries (attachments, guests, alarms).

mod component;
mod encoding;
mod event;
mod lines;
mod remark;
mod rule;
mod series;
mod when;
mod zone;

use chrono::{DateTime, Utc};
use domain::ZoneName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::table::count;
use event::Item;
use lines::{Kind, Outline};
use rule::Budget;
use zone::Zones;

pub use remark::{BusyDoubt, BusyRemark};

/// A calendar's busy times inside a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusyCalendar {
    /// What the calendar calls itself; may be empty.
    pub name: String,
    /// The zone it says it is kept in, where it says so.
    pub zone: Option<ZoneName>,
    /// One span for each instance that takes time, ordered by beginning. They may overlap: see [`union`].
    pub busy: Vec<BusySpan>,
    /// Events and free-busy records in the file.
    pub events: u32,
    /// False where something that began does not end, a calendar or what is in it: the file is cut short, and what it
    /// does not say may yet take time.
    pub whole: bool,
    /// What was passed over or is doubtful.
    pub remarks: Vec<BusyRemark>,
}

/// A stretch of time that is taken, from its beginning up to and without its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusySpan {
    /// Beginning.
    pub from: DateTime<Utc>,
    /// End; always after the beginning.
    pub to: DateTime<Utc>,
    /// Whether whole days are meant, in the calendar's zone.
    pub all_day: bool,
    /// Whether it may yet come to nothing.
    pub tentative: bool,
    /// The event's name for life; may be empty in careless files.
    pub uid: String,
    /// What it is called; may be empty.
    pub summary: String,
}

/// Why no busy times come out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum BusyFault {
    /// It holds no calendar.
    #[error("this is not a calendar")]
    NotCalendar,
    /// It is a web page: what a server shows to those who must sign in first.
    #[error("this is a web page, not a calendar")]
    WebPage,
    /// It is compressed, to be unpacked first.
    #[error("this is an archive, not a calendar")]
    Archive,
    /// It has more bytes than [`Limits::bytes`].
    #[error("the file has {bytes} bytes, at most {limit} can be read")]
    TooLarge {
        /// Its size.
        bytes: u32,
        /// The most that can be read.
        limit: u32,
    },
    /// It has more events than [`Limits::events`].
    #[error("the file has more than {limit} events")]
    TooManyEvents {
        /// The most that can be read.
        limit: u32,
    },
    /// Its dates and rules alone make one event larger than [`Limits::event_bytes`].
    #[error("line {line}: an event of more than {limit} bytes")]
    EventTooLarge {
        /// The line on which the event begins, from 1.
        line: u32,
        /// The most that can be read.
        limit: u32,
    },
    /// Its events come to more instances inside the window than [`Limits::instances`].
    #[error("more than {limit} instances; {uid} is the event at which counting ended")]
    TooManyInstances {
        /// The event at which counting ended.
        uid: String,
        /// The most that are given.
        limit: u32,
    },
    /// Working its rules out takes more steps than [`Limits::steps`].
    #[error("working out the rules takes too long; {uid} is the event at which it ended")]
    TooMuchWork {
        /// The event at which it ended.
        uid: String,
    },
    /// It ends in the middle: what is missing cannot be told from what is not there. Given by whoever reads a whole
    /// calendar by it ([`BusyCalendar::whole`]).
    #[error("the calendar ends in the middle")]
    CutShort,
}

/// How much may be spent on one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Events and free-busy records, and zones described in the file.
    pub events: u32,
    /// Bytes that one event's dates, rules and titles may take.
    pub event_bytes: usize,
    /// Instances inside the window, in all.
    pub instances: u32,
    /// Steps of working out rules, in all. A step is a day or an instant looked at, some tens of nanoseconds.
    pub steps: u64,
    /// Steps for one rule. A rule that needs more is followed no further, and a remark says so.
    pub steps_per_rule: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            events: 200_000,
            event_bytes: 4 * 1024 * 1024,
            instances: 500_000,
            steps: 200_000_000,
            steps_per_rule: 4_000_000,
        }
    }
}

/// The busy times of a calendar file between two instants.
///
/// Free and cancelled instances give no span, nor do those without length. Times without a zone are taken in the zone
/// that the calendar names, else in `home`, the user's.
///
/// # Errors
/// [`BusyFault`] where the bytes are no calendar, or working them out would go beyond the limits.
pub fn read(
    bytes: &[u8],
    window: (DateTime<Utc>, DateTime<Utc>),
    home: &ZoneName,
    limits: &Limits,
) -> Result<BusyCalendar, BusyFault> {
    if bytes.len() > limits.bytes {
        return Err(BusyFault::TooLarge { bytes: count(bytes.len()), limit: count(limits.bytes) });
    }
    let mut remarks = remark::Remarks::default();
    let text = encoding::text(bytes, &mut remarks)?;
    let outline = Outline::of(&text, limits, &mut remarks)?;
    let mut budget = Budget::new(limits);
    let mut zones = Zones::of(&text, &outline, home, window, limits, &mut budget, &mut remarks)?;

    let mut items = Vec::<Item>::new();
    let mut spans = series::Spans::new(window, limits.instances);
    let mut buffer = String::new();
    for chunk in &outline.chunks {
        let part = component::of(&text, chunk, limits, &mut buffer)?;
        match (chunk.kind, part) {
            (Kind::Event, Some(part)) => items.extend(event::event(&part, chunk.line, &mut zones, &mut remarks)),
            (Kind::FreeBusy, Some(part)) => event::free_busy(&part, chunk.line, &mut zones, &mut remarks, &mut spans)?,
            (Kind::Zone, _) | (_, None) => {}
        }
    }
    series::expand(items, &zones, &mut budget, &mut remarks, &mut spans)?;
    Ok(BusyCalendar {
        name: outline.name,
        zone: zones.said(),
        busy: spans.into_sorted(),
        events: outline.events,
        whole: outline.whole,
        remarks: remarks.into_list(),
    })
}

/// The time that some spans take together: ordered, and neither overlapping nor touching each other.
pub fn union<'a>(spans: impl IntoIterator<Item = &'a BusySpan>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut parts =
        spans.into_iter().map(|span| (span.from, span.to)).filter(|(from, to)| from < to).collect::<Vec<_>>();
    parts.sort_unstable();
    let mut taken = Vec::<(DateTime<Utc>, DateTime<Utc>)>::new();
    for (from, to) in parts {
        match taken.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => taken.push((from, to)),
        }
    }
    taken
}
