//! What an event or a free-busy record says.

use calcard::icalendar::{
    ICalendarEntry, ICalendarFreeBusyType, ICalendarParameterName, ICalendarParameterValue, ICalendarProperty as P,
    ICalendarStatus, ICalendarTransparency, ICalendarValue,
};
use chrono::TimeDelta;

use super::component::{Part, first_text, is_named};
use super::remark::{BusyDoubt, Remarks, cut};
use super::rule::Rule;
use super::series::Spans;
use super::when::{Dates, Length, When, length};
use super::zone::Zones;
use super::{BusyFault, BusySpan};

/// How an event takes its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Busy,
    Tentative,
    Free,
    Cancelled,
}

/// An event, of which a series may have several: itself and its exceptions.
#[derive(Debug)]
pub(super) struct Item {
    pub uid: Box<str>,
    pub summary: Box<str>,
    pub line: u32,
    pub sequence: i64,
    pub start: When,
    pub length: Length,
    pub taken: Taken,
    /// None where it happens once.
    pub repeat: Option<Box<Repeat>>,
    /// For an exception: the instance in the place of which it stands.
    pub replaces: Option<Replaces>,
}

/// When a series happens again.
#[derive(Debug, Default)]
pub(super) struct Repeat {
    pub rules: Vec<Rule>,
    pub but: Vec<Rule>,
    pub more: Vec<(When, Option<Length>)>,
    pub except: Vec<When>,
}

/// What an exception stands in the place of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replaces {
    pub instance: When,
    /// Whether of all later ones too.
    pub future: bool,
}

/// The event of a VEVENT; none where it does not say when it begins.
pub(super) fn event(part: &Part, line: u32, zones: &mut Zones, remarks: &mut Remarks) -> Option<Item> {
    let uid = text_of(part, &P::Uid);
    let mut dates = Dates { uid: &uid, line, zones, remarks };
    let mut repeat = Repeat::default();
    let (mut start, mut end, mut lasts, mut replaces) = (None, None, None, None);
    let (mut has_start, mut sequence) = (false, 0);
    let (mut status, mut transparent, mut shown) = (None, false, None);
    let mut except = Vec::new();
    for entry in part.entries() {
        match &entry.name {
            P::Dtstart if !has_start => {
                has_start = true;
                start = dates.one(entry);
            }
            P::Dtend => end = dates.one(entry),
            P::Duration => match entry.values.first() {
                Some(ICalendarValue::Duration(duration)) => lasts = Some(length(duration)),
                _ => {
                    let doubt =
                        BusyDoubt::UnreadableTime { property: "DURATION".into(), value: cut(&first_text(entry)) };
                    dates.remarks.add(&uid, line, doubt);
                }
            },
            P::Rdate => dates.all(entry, &mut repeat.more),
            P::Exdate => dates.all(entry, &mut except),
            P::RecurrenceId => {
                let future = entry.params.iter().any(|param| {
                    param.name == ICalendarParameterName::Range && param.value == ICalendarParameterValue::Bool(true)
                });
                replaces = dates.one(entry).map(|instance| Replaces { instance, future });
            }
            P::Sequence => {
                if let Some(ICalendarValue::Integer(number)) = entry.values.first() {
                    sequence = *number;
                }
            }
            P::Status => status = entry.values.first(),
            P::Transp => {
                transparent = match entry.values.first() {
                    Some(ICalendarValue::Transparency(value)) => *value == ICalendarTransparency::Transparent,
                    _ => first_text(entry).eq_ignore_ascii_case("TRANSPARENT"),
                }
            }
            _ if is_named(entry, "X-MICROSOFT-CDO-BUSYSTATUS") => {
                shown = Some(first_text(entry).trim().to_ascii_uppercase());
            }
            _ => {}
        }
    }
    repeat.except = except.into_iter().map(|(when, _)| when).collect();
    let Some(start) = start else {
        remarks.add(&uid, line, BusyDoubt::NoStart);
        return None;
    };
    let length = lasting(&start, end, lasts, zones).unwrap_or_else(|| {
        remarks.add(&uid, line, BusyDoubt::EndsBeforeStart);
        if start.day { Length::Days(1) } else { Length::Exact(TimeDelta::zero()) }
    });
    for text in &part.rules {
        match Rule::read(&text.text) {
            Some(rule) if text.except => repeat.but.push(rule),
            Some(rule) => repeat.rules.push(rule),
            None => remarks.add(&uid, line, BusyDoubt::UnreadableRule { rule: cut(&text.text) }),
        }
    }
    let repeats = !repeat.rules.is_empty() || !repeat.more.is_empty() || !repeat.except.is_empty();
    let summary = first_line(&text_of(part, &P::Summary));
    let taken = taken(status, transparent, shown.as_deref());
    Some(Item {
        uid: uid.into(),
        summary: summary.into(),
        line,
        sequence,
        start,
        length,
        taken,
        repeat: repeats.then(|| Box::new(repeat)),
        replaces,
    })
}

/// How long an event lasts; none where it ends before it begins.
fn lasting(start: &When, end: Option<When>, lasts: Option<Length>, zones: &Zones) -> Option<Length> {
    match (end, lasts) {
        // Days: the end is the day after the last. Some programs write the last day itself, or nothing.
        (Some(end), _) if start.day => {
            let days = (end.civil - start.civil).num_days();
            let days = if end.civil.time() == chrono::NaiveTime::MIN { days } else { days + 1 };
            if days < 0 { None } else { Some(Length::Days(days.max(1))) }
        }
        (Some(end), _) => {
            let time = end.instant(zones) - start.instant(zones);
            if time < TimeDelta::zero() { None } else { Some(Length::Exact(time)) }
        }
        (None, Some(Length::Nominal { days, time })) if start.day => {
            Some(Length::Days((days + i64::from(time > TimeDelta::zero())).max(1)))
        }
        (None, Some(length)) => Some(length),
        (None, None) if start.day => Some(Length::Days(1)),
        // RFC 5545, 3.6.1: it ends when it begins.
        (None, None) => Some(Length::Exact(TimeDelta::zero())),
    }
}

/// What Outlook shows goes beyond what iCalendar can say; where both speak, whatever leaves the time free holds.
fn taken(status: Option<&ICalendarValue>, transparent: bool, shown: Option<&str>) -> Taken {
    let status_is = |wanted: ICalendarStatus, word: &str| match status {
        Some(ICalendarValue::Status(status)) => *status == wanted,
        Some(ICalendarValue::Text(text)) => text.trim().eq_ignore_ascii_case(word),
        _ => false,
    };
    if status_is(ICalendarStatus::Cancelled, "CANCELLED") {
        Taken::Cancelled
    } else if transparent || matches!(shown, Some("FREE" | "WORKINGELSEWHERE")) {
        Taken::Free
    } else if status_is(ICalendarStatus::Tentative, "TENTATIVE") || shown == Some("TENTATIVE") {
        Taken::Tentative
    } else {
        Taken::Busy
    }
}

fn text_of(part: &Part, name: &P) -> String {
    part.entries().iter().find(|entry| entry.name == *name).map(first_text).unwrap_or_default()
}

/// A title on one line, of a length that can be shown.
fn first_line(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(400) {
        line.truncate(end);
    }
    line
}

/// The busy periods of a VFREEBUSY.
pub(super) fn free_busy(
    part: &Part,
    line: u32,
    zones: &mut Zones,
    remarks: &mut Remarks,
    spans: &mut Spans,
) -> Result<(), BusyFault> {
    let uid = text_of(part, &P::Uid);
    let summary = first_line(&text_of(part, &P::Summary));
    for entry in part.entries().iter().filter(|entry| entry.name == P::Freebusy) {
        let tentative = match kind(entry) {
            Some(ICalendarFreeBusyType::Free) => continue,
            Some(ICalendarFreeBusyType::BusyTentative) => true,
            _ => false,
        };
        let mut periods = Vec::new();
        Dates { uid: &uid, line, zones, remarks }.all(entry, &mut periods);
        for (when, length) in periods {
            let from = when.instant(zones);
            let to = length.map_or(from, |length| length.end(from, when.civil, when.zone, zones));
            let (uid, summary) = (uid.clone(), summary.clone());
            spans.add(BusySpan { from, to, all_day: false, tentative, uid, summary })?;
        }
    }
    Ok(())
}

/// What a FREEBUSY is; what nobody knows counts as busy (RFC 5545, 3.2.9).
fn kind(entry: &ICalendarEntry) -> Option<ICalendarFreeBusyType> {
    entry.params.iter().find_map(|param| match &param.value {
        ICalendarParameterValue::Fbtype(kind) => Some(kind.clone()),
        _ => None,
    })
}
