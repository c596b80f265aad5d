//! A reader of iCalendar's lines as strict as RFC 5545, 3.1: it forgives nothing, unlike programs.

use std::collections::BTreeMap;

/// A content line taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub name: String,
    pub params: BTreeMap<String, String>,
    pub value: String,
}

impl Line {
    /// The value as text, escapes undone; panics where one is unknown.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(c @ ('\\' | ';' | ',')) => text.push(c),
                    other => panic!("escape {other:?} in {:?}", self.value),
                },
                ';' | ',' => panic!("{c} not escaped in {:?}", self.value),
                c => text.push(c),
            }
        }
        text
    }
}

/// The lines of a calendar, unfolded, with every rule of form checked.
pub(crate) fn strict(text: &str) -> Vec<Line> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"), "something stands before the calendar");
    assert!(text.ends_with("END:VCALENDAR\r\n"), "something stands behind the calendar");
    let mut unfolded = Vec::<String>::new();
    for line in text.strip_suffix("\r\n").unwrap_or(text).split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty(), "an empty line");
        assert!(line.chars().all(|c| c == '\t' || !c.is_control()), "a control character: {line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => unfolded.last_mut().expect("the first line is folded").push_str(rest),
            None => unfolded.push(line.to_owned()),
        }
    }
    let lines = unfolded.iter().map(|line| content(line)).collect::<Vec<_>>();
    let mut open = Vec::new();
    for line in &lines {
        match line.name.as_str() {
            "BEGIN" => open.push(line.value.clone()),
            "END" => assert_eq!(open.pop().as_ref(), Some(&line.value), "components cross"),
            _ => assert!(!open.is_empty(), "a property outside a component"),
        }
    }
    assert!(open.is_empty(), "{open:?} never ends");
    lines
}

fn content(line: &str) -> Line {
    let mut quoted = false;
    let mut parts = vec![String::new()];
    let mut value = None;
    for (at, c) in line.char_indices() {
        match c {
            '"' => {
                quoted = !quoted;
                parts.last_mut().unwrap().push(c);
            }
            ':' if !quoted => {
                value = Some(line[at + 1..].to_owned());
                break;
            }
            ';' if !quoted => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    let value = value.unwrap_or_else(|| panic!("no value: {line:?}"));
    let name = parts.remove(0);
    let is_name = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    assert!(is_name(&name), "not a name: {name:?} in {line:?}");
    let mut params = BTreeMap::new();
    for part in parts {
        let (key, text) = part.split_once('=').unwrap_or_else(|| panic!("not a parameter: {part:?}"));
        let bare = match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inner) => inner,
            None => {
                assert!(!text.contains([',', ':', ';']), "not quoted: {part:?}");
                text
            }
        };
        assert!(is_name(key) && !bare.contains(['"', '\\', '^']), "{part:?}");
        assert_eq!(params.insert(key.to_owned(), bare.to_owned()), None, "{key} twice");
    }
    Line { name, params, value }
}
