//! Answers to invitations, from a calendar file or a mail.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as FoundZone;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameterName,
    ICalendarProperty as P, ICalendarValue,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use domain::time::instant;
use domain::{Minutes, ProposedTime, ZoneName};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::busy::{self, BusyDoubt};
use crate::calendar::{PartStat, lines, one_line};
use crate::{mail, table};

/// Bounds within which a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file.
    pub bytes: usize,
    /// Calendars in it that are looked at.
    pub calendars: usize,
    /// Characters of a comment that are kept.
    pub comment: usize,
}

impl Default for Limits {
    /// 8 MiB: a mail with a picture in its signature, and nothing that takes long to read.
    fn default() -> Self {
        Self { bytes: 8 << 20, calendars: 8, comment: 4_000 }
    }
}

/// What an answer asks (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReplyMethod {
    /// It says whether the person comes.
    Reply,
    /// It asks for another time.
    Counter,
}

/// An answer as it stands in a file: nothing of it is checked against any meeting, see [`super::judge`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What it asks.
    pub method: ReplyMethod,
    /// The meeting's name in calendars: see [`crate::calendar::uid`].
    pub uid: String,
    /// The version that is answered.
    pub sequence: u32,
    /// When the answer was given, as it says itself.
    pub stamp: DateTime<Utc>,
    /// Who answers, in small letters; what stands there where it is no mail address.
    pub attendee_email: String,
    /// Who sent the answer for that person, as it says itself, in small letters (SENT-BY).
    pub sent_by: Option<String>,
    /// Name of who answers; may be empty.
    pub attendee_name: String,
    /// The answer.
    pub partstat: PartStat,
    /// What was written with it; may be empty.
    pub comment: String,
    /// The time that is asked for, in a [`ReplyMethod::Counter`].
    pub proposed: Option<ProposedTime>,
    /// The address a mail says it comes from, in small letters; `None` for a calendar file. Anybody can write any
    /// address there and into the answer: neither proves who answered.
    pub from_header: Option<String>,
}

/// Why no answer can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ReplyFault {
    /// The file is larger than an answer can be.
    #[error("{bytes} bytes, {limit} at most")]
    TooLarge {
        /// Its size.
        bytes: u32,
        /// The bound.
        limit: u32,
    },
    /// There is no calendar in the file.
    #[error("no calendar")]
    NoCalendar,
    /// What is marked as a calendar is none.
    #[error("not a calendar")]
    NotACalendar,
    /// The calendar is no answer.
    #[error("no answer, but {method}")]
    NoReply {
        /// What it is: a method of RFC 5546, or nothing.
        method: String,
    },
    /// It is about no meeting.
    #[error("no event")]
    NoEvent,
    /// It is about several meetings.
    #[error("{found} events")]
    SeveralEvents {
        /// How many.
        found: u32,
    },
    /// It does not say which meeting.
    #[error("no UID")]
    NoUid,
    /// It does not say when it was given.
    #[error("no DTSTAMP")]
    NoStamp,
    /// Nobody answers.
    #[error("nobody answers")]
    NoAttendee,
    /// Several answer at once, and the mail does not say who sent it.
    #[error("{found} answer at once")]
    SeveralAttendees {
        /// How many.
        found: u32,
    },
    /// The answer is none that a meeting knows (DELEGATED, say).
    #[error("an answer of another kind: {found}")]
    UnknownAnswer {
        /// What it is.
        found: String,
    },
    /// Another time is asked for, and it is not one: without an hour, without a zone, or without length.
    #[error("no time proposed")]
    NoProposal,
    /// Another time is asked for in a zone that nobody knows.
    #[error("unknown time zone {zone}")]
    UnknownZone {
        /// The zone.
        zone: String,
    },
}

/// Reads an answer from an `.ics` or an `.eml` file.
///
/// In a mail every calendar is looked at, wherever it is and however it is encoded, and the first answer taken.
///
/// # Errors
/// [`ReplyFault`] with what the file lacks; of several calendars without an answer, what the first lacks.
pub fn read_reply(bytes: &[u8], limits: &Limits) -> Result<Reply, ReplyFault> {
    if bytes.len() > limits.bytes {
        let (bytes, limit) = (table::count(bytes.len()), table::count(limits.bytes));
        return Err(ReplyFault::TooLarge { bytes, limit });
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_calendar = |text: &str| text.get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    let text = mail::text(bytes);
    if start.starts_with(b"BEGIN:") || is_calendar(text.trim_start_matches('\u{feff}').trim_start()) {
        return read(&text, None, limits);
    }
    let mail = mail::open(bytes).ok_or(ReplyFault::NoCalendar)?;
    let mut fault = ReplyFault::NoCalendar;
    for (at, calendar) in mail.calendars.iter().take(limits.calendars).enumerate() {
        match read(calendar, mail.from.as_deref(), limits) {
            Ok(reply) => return Ok(reply),
            Err(first) if at == 0 => fault = first,
            Err(_) => {}
        }
    }
    Err(fault)
}

fn read(text: &str, from: Option<&str>, limits: &Limits) -> Result<Reply, ReplyFault> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let calendar = ICalendar::parse(text).map_err(|_| ReplyFault::NotACalendar)?;
    let head = calendar.components.first().ok_or(ReplyFault::NotACalendar)?;
    if head.component_type != ICalendarComponentType::VCalendar {
        return Err(ReplyFault::NotACalendar);
    }
    let method = word(head, &P::Method).unwrap_or_default().to_ascii_uppercase();
    let method = match method.as_str() {
        "REPLY" => ReplyMethod::Reply,
        "COUNTER" => ReplyMethod::Counter,
        _ => return Err(ReplyFault::NoReply { method: one_line(&method) }),
    };
    let is_event = |one: &&ICalendarComponent| one.component_type == ICalendarComponentType::VEvent;
    let events = calendar.components.iter().filter(is_event).collect::<Vec<_>>();
    let event = match events.as_slice() {
        [] => return Err(ReplyFault::NoEvent),
        [event] => *event,
        several => return Err(ReplyFault::SeveralEvents { found: table::count(several.len()) }),
    };
    let uid = word(event, &P::Uid).map(one_line).filter(|uid| !uid.is_empty()).ok_or(ReplyFault::NoUid)?;
    let stamp = time(event, &P::Dtstamp).and_then(|(at, _)| at.to_timestamp());
    let stamp = stamp.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or(ReplyFault::NoStamp)?;
    let sequence = event.property(&P::Sequence).and_then(|entry| match entry.values.first()? {
        ICalendarValue::Integer(number) => u32::try_from(*number).ok(),
        other => other.as_text()?.trim().parse().ok(),
    });
    let who = attendee(event, from)?;
    let partstat = who.parameter(&ICalendarParameterName::Partstat).and_then(|word| word.as_text());
    let partstat = match partstat.unwrap_or("NEEDS-ACTION").to_ascii_uppercase().as_str() {
        "NEEDS-ACTION" => PartStat::NeedsAction,
        "ACCEPTED" => PartStat::Accepted,
        "DECLINED" => PartStat::Declined,
        "TENTATIVE" => PartStat::Tentative,
        other => return Err(ReplyFault::UnknownAnswer { found: one_line(other) }),
    };
    let sent_by = who.parameter(&ICalendarParameterName::SentBy).and_then(|sender| sender.as_text());
    let name = who.parameter(&ICalendarParameterName::Cn).and_then(|name| name.as_text());
    Ok(Reply {
        method,
        uid,
        sequence: sequence.unwrap_or(0),
        stamp,
        attendee_email: address(who),
        sent_by: sent_by.map(plain_address).filter(|email| !email.is_empty()),
        attendee_name: name.map(one_line).unwrap_or_default(),
        partstat,
        comment: comment(event, who).chars().take(limits.comment).collect(),
        proposed: match method {
            ReplyMethod::Reply => None,
            ReplyMethod::Counter => Some(match proposal(&calendar, event) {
                Err(ReplyFault::UnknownZone { zone }) => {
                    described(text, event).ok_or(ReplyFault::UnknownZone { zone })?
                }
                proposal => proposal?,
            }),
        },
        from_header: from.map(str::to_owned),
    })
}

pub(super) fn word<'a>(component: &'a ICalendarComponent, name: &P) -> Option<&'a str> {
    component.property(name)?.values.first()?.as_text()
}

/// A time as written, and the zone it names.
fn time<'a>(event: &'a ICalendarComponent, name: &P) -> Option<(&'a PartialDateTime, Option<&'a str>)> {
    let entry = event.property(name)?;
    Some((entry.values.first()?.as_partial_date_time()?, entry.tz_id()))
}

/// The one who answers. A counter-proposal may name others too (RFC 5546, 3.2.7): then it is who sent the mail.
fn attendee<'a>(event: &'a ICalendarComponent, from: Option<&str>) -> Result<&'a ICalendarEntry, ReplyFault> {
    let all = event.properties(&P::Attendee).collect::<Vec<_>>();
    let senders = || all.iter().filter(|entry| from.is_some_and(|from| address(entry) == from)).copied();
    match (all.as_slice(), senders().collect::<Vec<_>>().as_slice()) {
        ([], _) => Err(ReplyFault::NoAttendee),
        ([only], _) | (_, [only]) => Ok(only),
        (several, _) => Err(ReplyFault::SeveralAttendees { found: table::count(several.len()) }),
    }
}

fn address(attendee: &ICalendarEntry) -> String {
    plain_address(attendee.calendar_address().unwrap_or_default())
}

fn plain_address(written: &str) -> String {
    let written = written.trim();
    let scheme = written.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let written = scheme.map_or(written, |scheme| &written[scheme.len()..]);
    let plain = percent_decoded(written.split('?').next().unwrap_or_default());
    one_line(&plain).to_lowercase()
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let octet = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match octet.and_then(|octet| u8::from_str_radix(octet, 16).ok()) {
            Some(octet) => {
                plain.push(octet);
                at += 3;
            }
            None => {
                plain.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// What was written with the answer: in COMMENT, or where Google puts it.
fn comment(event: &ICalendarComponent, attendee: &ICalendarEntry) -> String {
    let written = event.properties(&P::Comment).filter_map(|entry| entry.values.first()?.as_text()).map(lines);
    let written = written.filter(|text| !text.is_empty()).collect::<Vec<_>>();
    if !written.is_empty() {
        return written.join("\n");
    }
    let google = |name: &ICalendarParameterName| name.as_str().eq_ignore_ascii_case("X-RESPONSE-COMMENT");
    let beside = attendee.params.iter().find(|param| google(&param.name)).and_then(|param| param.value.as_text());
    beside.map(lines).unwrap_or_default()
}

pub(super) fn proposal(calendar: &ICalendar, event: &ICalendarComponent) -> Result<ProposedTime, ReplyFault> {
    let (start, zone) = time(event, &P::Dtstart).ok_or(ReplyFault::NoProposal)?;
    let (from, start, zone) = placed(calendar, start, zone)?;
    let minutes = match time(event, &P::Dtend) {
        Some((end, zone)) => (placed(calendar, end, zone)?.0 - from).num_minutes(),
        None => match event.property(&P::Duration).and_then(|entry| entry.values.first()) {
            Some(ICalendarValue::Duration(length)) => length.as_seconds() / 60,
            _ => 0,
        },
    };
    let minutes = u32::try_from(minutes).ok().filter(|minutes| *minutes > 0).ok_or(ReplyFault::NoProposal)?;
    Ok(ProposedTime { start, zone, minutes: Minutes(minutes) })
}

/// A time in a zone whose rules the file itself gives, in UTC: the reader of busy times follows such rules.
fn described(text: &str, event: &ICalendarComponent) -> Option<ProposedTime> {
    let near = civil(time(event, &P::Dtstart)?.0)?.and_utc();
    let window = (near - TimeDelta::days(2), near + TimeDelta::days(2));
    let limits = busy::Limits { steps: 1_000_000, ..busy::Limits::default() };
    let read = busy::read(text.as_bytes(), window, &ZoneName::utc(), &limits).ok()?;
    if read.remarks.iter().any(|remark| matches!(remark.doubt, BusyDoubt::UnknownZone { .. })) {
        return None;
    }
    let [span] = read.busy.as_slice() else { return None };
    let minutes = u32::try_from((span.to - span.from).num_minutes()).ok().filter(|minutes| *minutes > 0)?;
    Some(ProposedTime { start: span.from.naive_utc(), zone: ZoneName::utc(), minutes: Minutes(minutes) })
}

/// A written time as an instant, and as the civil time of a zone that we know.
fn placed(
    calendar: &ICalendar,
    at: &PartialDateTime,
    zone: Option<&str>,
) -> Result<(DateTime<Utc>, NaiveDateTime, ZoneName), ReplyFault> {
    let civil = civil(at).ok_or(ReplyFault::NoProposal)?;
    if at.has_zone() {
        let seconds = at.to_timestamp().ok_or(ReplyFault::NoProposal)?;
        let at = DateTime::from_timestamp(seconds, 0).ok_or(ReplyFault::NoProposal)?;
        return Ok((at, at.naive_utc(), ZoneName::utc()));
    }
    let name = zone.ok_or(ReplyFault::NoProposal)?;
    match calendar.build_tz_resolver().resolve(name) {
        Some(FoundZone::Tz(zone)) => Ok((instant(civil, zone), civil, ZoneName(zone.name().to_owned()))),
        Some(FoundZone::Fixed(offset)) => {
            let ahead = offset.offset_from_utc_datetime(&civil).fix();
            let at = ahead.from_local_datetime(&civil).single().ok_or(ReplyFault::NoProposal)?.to_utc();
            Ok((at, at.naive_utc(), ZoneName::utc()))
        }
        Some(FoundZone::Floating) | None => Err(ReplyFault::UnknownZone { zone: one_line(name) }),
    }
}

fn civil(at: &PartialDateTime) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(i32::from(at.year?), u32::from(at.month?), u32::from(at.day?))?;
    date.and_hms_opt(u32::from(at.hour?), u32::from(at.minute?), u32::from(at.second.unwrap_or(0)))
}
