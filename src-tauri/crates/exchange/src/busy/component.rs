//! A component's properties, of those that matter here.

use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue, ICalendarProperty,
    ICalendarValue,
};
use calcard::{Entry, Parser};

use super::lines::{Chunk, Kind, Line, Lines};
use super::{BusyFault, Limits};
use crate::table::count;

/// What an event or a free-busy record is read from.
const OF_EVENTS: [&str; 12] = [
    "UID",
    "SUMMARY",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "SEQUENCE",
    "STATUS",
    "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
];
const OF_FREE_BUSY: [&str; 3] = ["UID", "SUMMARY", "FREEBUSY"];
const OF_ZONES: [&str; 5] = ["TZID", "DTSTART", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"];

/// A rule as it stands in the file: its reading is stricter than the parser's, which passes over what it cannot read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleText {
    /// Which of the components inside it is of; 0 for the component itself.
    pub part: usize,
    /// Whether it takes instances away (EXRULE, of RFC 2445).
    pub except: bool,
    pub text: String,
}

/// A component taken apart.
pub(super) struct Part {
    /// The component itself, then those inside it.
    pub components: Vec<ICalendarComponent>,
    pub rules: Vec<RuleText>,
}

impl Part {
    pub(super) fn entries(&self) -> &[ICalendarEntry] {
        self.components.first().map_or(&[], |component| component.entries.as_slice())
    }
}

/// The properties of a component; none where the parser makes nothing of it.
///
/// `buffer` is what is handed to the parser, passed in so that it is allocated once.
pub(super) fn of(text: &str, chunk: &Chunk, limits: &Limits, buffer: &mut String) -> Result<Option<Part>, BusyFault> {
    let (wanted, head): (&[&str], _) = match chunk.kind {
        Kind::Event => (&OF_EVENTS, "VEVENT"),
        Kind::FreeBusy => (&OF_FREE_BUSY, "VFREEBUSY"),
        Kind::Zone => (&OF_ZONES, "VTIMEZONE"),
    };
    let inner = chunk.kind == Kind::Zone;
    buffer.clear();
    push(buffer, &["BEGIN:", head]);
    let mut rules = Vec::new();
    let (mut depth, mut part, mut bytes) = (0_u32, 0, 0);
    for line in Lines::between(text, chunk.start, chunk.end, chunk.line) {
        let name = line.name();
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if is("BEGIN") {
            depth = depth.saturating_add(1);
            if depth == 2 && inner {
                part += 1;
                push(buffer, &["BEGIN:", &line.value()]);
            }
            continue;
        }
        if is("END") {
            if depth == 2 && inner {
                push(buffer, &["END:", &line.value()]);
            }
            depth = depth.saturating_sub(1);
            continue;
        }
        if depth != 1 && !(inner && depth == 2) {
            continue;
        }
        let except = is("EXRULE");
        if except || is("RRULE") {
            let text = line.value();
            bytes += text.len();
            rules.push(RuleText { part: if depth == 1 { 0 } else { part }, except, text });
        } else if wanted.iter().any(|wanted| is(wanted)) {
            bytes += line.raw.len();
            content(buffer, &line);
        }
        if bytes > limits.event_bytes {
            return Err(BusyFault::EventTooLarge { line: chunk.line, limit: count(limits.event_bytes) });
        }
    }
    push(buffer, &["END:", head]);
    Ok(match Parser::new(buffer).entry() {
        Entry::ICalendar(calendar) if !calendar.components.is_empty() => {
            Some(Part { components: calendar.components, rules })
        }
        _ => None,
    })
}

fn push(buffer: &mut String, parts: &[&str]) {
    for part in parts {
        buffer.push_str(part);
    }
    buffer.push_str("\r\n");
}

/// A line for the parser. Exchange writes display names with a colon as zones, without the quotation marks they need
/// (`TZID=(UTC-05:00) Eastern Time`); no date holds a colon, so that the last one is where the value begins.
fn content(buffer: &mut String, line: &Line<'_>) {
    let dated = matches!(line.raw.as_bytes().first(), Some(b'D' | b'd' | b'E' | b'e' | b'R' | b'r'));
    let repaired = if dated { quoted_zone(&line.whole()) } else { None };
    push(buffer, &[repaired.as_deref().unwrap_or(line.raw)]);
}

fn quoted_zone(line: &str) -> Option<String> {
    let (head, value) = line.rsplit_once(':')?;
    if !head.contains(':') || head.contains('"') {
        return None;
    }
    let at = head.to_ascii_uppercase().find(";TZID=")? + ";TZID=".len();
    let zone = &head[at..];
    let end = zone.find(';').unwrap_or(zone.len());
    Some(format!("{}\"{}\"{}:{value}", &head[..at], &zone[..end], &zone[end..]))
}

/// A parameter's text.
pub(super) fn parameter<'a>(entry: &'a ICalendarEntry, name: &ICalendarParameterName) -> Option<&'a str> {
    entry.params.iter().find(|param| param.name == *name).and_then(|param| match &param.value {
        ICalendarParameterValue::Text(text) => Some(text.as_str()),
        _ => None,
    })
}

/// A property's first value as text.
pub(super) fn first_text(entry: &ICalendarEntry) -> String {
    match entry.values.first() {
        Some(ICalendarValue::Text(text)) => text.clone(),
        Some(value) => shown(value),
        None => String::new(),
    }
}

/// A value as a remark quotes it.
pub(super) fn shown(value: &ICalendarValue) -> String {
    match value {
        ICalendarValue::Text(text) => text.clone(),
        ICalendarValue::Integer(number) => number.to_string(),
        ICalendarValue::PartialDateTime(date) => {
            let two = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
            let year = date.year.map(|year| format!("{year:04}")).unwrap_or_default();
            format!(
                "{year}{}{}T{}{}{}",
                two(date.month),
                two(date.day),
                two(date.hour),
                two(date.minute),
                two(date.second)
            )
        }
        _ => String::new(),
    }
}

/// A property by the name that the parser has none of its own for.
pub(super) fn is_named(entry: &ICalendarEntry, name: &str) -> bool {
    matches!(&entry.name, ICalendarProperty::Other(other) if other.eq_ignore_ascii_case(name))
}
