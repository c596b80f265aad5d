//! The text of a calendar cut into content lines and components (RFC 5545, 3.1).

use std::borrow::Cow;

use super::remark::{BusyDoubt, Remarks};
use super::{BusyFault, Limits};

/// A content line as it stands in the file, folds included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Without the break at its end.
    pub raw: &'a str,
    /// Whether it is folded.
    pub folded: bool,
    /// Number of its first line in the file, from 1.
    pub number: u32,
    /// Where it begins, in bytes from the beginning of the text.
    pub start: usize,
    /// Where the next begins.
    pub end: usize,
}

impl<'a> Line<'a> {
    /// The line without its folds.
    pub(super) fn whole(&self) -> Cow<'a, str> {
        if !self.folded {
            return Cow::Borrowed(self.raw);
        }
        let mut whole = String::with_capacity(self.raw.len());
        for (at, part) in self.raw.split('\n').enumerate() {
            let part = part.strip_suffix('\r').unwrap_or(part);
            whole.push_str(if at == 0 { part } else { part.get(1..).unwrap_or_default() });
        }
        Cow::Owned(whole)
    }

    /// The name of its property; the fold of a line that is folded inside its name is undone first.
    pub(super) fn name(&self) -> Cow<'a, str> {
        let end = self.raw.find([':', ';', '\n']).unwrap_or(self.raw.len());
        if self.raw[end..].starts_with('\n') {
            let whole = self.whole();
            let end = whole.find([':', ';']).unwrap_or(whole.len());
            return Cow::Owned(whole[..end].to_owned());
        }
        Cow::Borrowed(self.raw[..end].trim_ascii())
    }

    /// What stands behind the first colon outside quotation marks, folds undone.
    pub(super) fn value(&self) -> String {
        let whole = self.whole();
        let mut quoted = false;
        for (at, byte) in whole.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                b':' if !quoted => return whole[at + 1..].trim_ascii().to_owned(),
                _ => {}
            }
        }
        String::new()
    }
}

/// Content lines one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    number: u32,
}

impl<'a> Lines<'a> {
    /// The lines between two places in the text, the first of which has a number.
    pub(super) fn between(text: &'a str, start: usize, end: usize, number: u32) -> Self {
        Self { text, at: start, end, number }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.at >= self.end {
            return None;
        }
        let text = &self.text[..self.end];
        let (start, number) = (self.at, self.number);
        let mut folded = false;
        let mut from = start;
        let (stop, next) = loop {
            let Some(found) = text[from..].find('\n') else { break (self.end, self.end) };
            let stop = from + found;
            self.number = self.number.saturating_add(1);
            match text.as_bytes().get(stop + 1) {
                Some(b' ' | b'\t') => {
                    folded = true;
                    from = stop + 1;
                }
                _ => break (stop, stop + 1),
            }
        };
        self.at = next;
        let raw = &text[start..stop];
        Some(Line { raw: raw.strip_suffix('\r').unwrap_or(raw), folded, number, start, end: next })
    }
}

/// The components that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Event,
    FreeBusy,
    Zone,
}

/// Where a component stands in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk {
    pub kind: Kind,
    /// Bytes from the beginning of the text.
    pub start: usize,
    /// The first byte behind it.
    pub end: usize,
    /// The line on which it begins, from 1.
    pub line: u32,
}

/// What a file holds, and where.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// What the calendar is called.
    pub name: String,
    /// The zone it says it is kept in.
    pub zone: Option<String>,
    pub chunks: Vec<Chunk>,
    pub events: u32,
    /// Whether all that began, calendars and what is in them, ends too.
    pub whole: bool,
}

impl Outline {
    pub(super) fn of(text: &str, limits: &Limits, remarks: &mut Remarks) -> Result<Self, BusyFault> {
        let mut outline = Self { whole: true, ..Self::default() };
        let mut open: Option<(Chunk, u32)> = None;
        let mut depth = 0_u32;
        let mut in_calendar = false;
        for line in Lines::between(text, 0, text.len(), 1) {
            // The first line may be indented; any other that is belongs to the one before.
            if !matches!(
                line.raw.trim_ascii_start().as_bytes().first(),
                Some(b'B' | b'b' | b'E' | b'e' | b'N' | b'n' | b'X' | b'x')
            ) {
                continue;
            }
            let name = line.name();
            if name.eq_ignore_ascii_case("BEGIN") {
                let component = line.value();
                let kind = kind(&component);
                // One of these never stands inside another: the one before was not closed.
                if kind.is_some() || is_toplevel(&component) {
                    outline.close_early(&mut open, line.start, remarks);
                }
                if component.eq_ignore_ascii_case("VCALENDAR") {
                    outline.whole &= !in_calendar;
                    in_calendar = true;
                }
                match (kind, &mut open) {
                    (Some(kind), _) => {
                        outline.count(kind, limits)?;
                        open = Some((Chunk { kind, start: line.start, end: line.end, line: line.number }, 0));
                    }
                    (None, Some((_, inside))) => *inside = inside.saturating_add(1),
                    (None, None) => depth = depth.saturating_add(1),
                }
            } else if name.eq_ignore_ascii_case("END") {
                if line.value().eq_ignore_ascii_case("VCALENDAR") {
                    in_calendar = false;
                    outline.close_early(&mut open, line.start, remarks);
                }
                match &mut open {
                    Some((chunk, 0)) => {
                        chunk.end = line.end;
                        outline.chunks.push(*chunk);
                        open = None;
                    }
                    Some((_, inside)) => *inside -= 1,
                    None => depth = depth.saturating_sub(1),
                }
            } else if open.is_none() && depth == 1 {
                outline.property(&name, &line);
            }
        }
        outline.close_early(&mut open, text.len(), remarks);
        outline.whole &= !in_calendar;
        Ok(outline)
    }

    fn close_early(&mut self, open: &mut Option<(Chunk, u32)>, end: usize, remarks: &mut Remarks) {
        if let Some((mut chunk, _)) = open.take() {
            chunk.end = end;
            self.whole = false;
            remarks.add("", chunk.line, BusyDoubt::Unfinished);
            self.chunks.push(chunk);
        }
    }

    fn count(&mut self, kind: Kind, limits: &Limits) -> Result<(), BusyFault> {
        let zones = self.chunks.len() - self.events as usize;
        if kind != Kind::Zone {
            self.events += 1;
        }
        if self.events > limits.events || zones > limits.events as usize {
            return Err(BusyFault::TooManyEvents { limit: limits.events });
        }
        Ok(())
    }

    fn property(&mut self, name: &str, line: &Line<'_>) {
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        if (is("X-WR-CALNAME") || is("NAME")) && self.name.is_empty() {
            self.name = title(&line.value());
        } else if is("X-WR-TIMEZONE") && self.zone.is_none() {
            self.zone = Some(line.value()).filter(|zone| !zone.is_empty());
        }
    }
}

/// A text's escapes undone, on one line.
fn title(value: &str) -> String {
    let mut text = String::with_capacity(value.len().min(400));
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') | None => text.push(' '),
                Some(c) => text.push(c),
            },
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
        if text.len() >= 400 {
            break;
        }
    }
    text.trim().to_owned()
}

fn kind(component: &str) -> Option<Kind> {
    let is = |wanted: &str| component.eq_ignore_ascii_case(wanted);
    if is("VEVENT") {
        Some(Kind::Event)
    } else if is("VFREEBUSY") {
        Some(Kind::FreeBusy)
    } else if is("VTIMEZONE") {
        Some(Kind::Zone)
    } else {
        None
    }
}

fn is_toplevel(component: &str) -> bool {
    ["VCALENDAR", "VTODO", "VJOURNAL", "VAVAILABILITY"].iter().any(|name| component.eq_ignore_ascii_case(name))
}
