//! What is wrong with a problem before any search: each fault names its place and its remedy.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::{DAY, PROBLEM_FORMAT, Problem, Window};

/// The furthest minute anything may name: two years. A plan beyond it is a mistake in the data.
pub const HORIZON: i32 = 731 * DAY;

/// A fault in a problem document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct ProblemFault {
    /// Where, as a path into the document: `clients[3].site`.
    pub at: String,
    /// What is wrong there.
    pub fault: FaultKind,
}

/// What is wrong; each kind has its remedy in [`FaultKind::remedy`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
#[allow(missing_docs)] // the variants' fields are what was found, named as in the problem
pub enum FaultKind {
    /// Not `cuadrante-problem/1`.
    Version { found: String },
    /// The grid is not a positive number of minutes.
    Grid { found: i32 },
    /// A row of the travel matrix is not as long as the matrix has rows.
    TravelNotSquare { rows: u32, length: u32 },
    /// A negative way, or one from a site to itself that takes time.
    TravelTime { found: i32 },
    /// An id used before in the same list.
    DuplicateId { id: String },
    /// A name that the list it points into does not have.
    UnknownId { id: String },
    /// A site outside the travel matrix.
    UnknownSite { site: u32, sites: u32 },
    /// A window that ends before or as it begins.
    EmptyWindow { from: i32, until: i32 },
    /// A minute outside the horizon this crate plans.
    OutsideHorizon { minute: i32, most: i32 },
    /// A number outside its bounds, both included.
    OutOfRange { found: u32, min: u32, max: u32 },
    /// The least is more than the greatest, or a meeting could do without anyone.
    Limits { min: u32, max: u32 },
    /// A meeting that takes no time, or more than a day.
    Duration { found: i32 },
    /// No kind of place is allowed.
    NoPlaces,
    /// A locked meeting without needs.
    NoNeeds,
}

impl FaultKind {
    /// What to do about it, in one English sentence.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Version { found } => format!("is `{found}`: write `{PROBLEM_FORMAT}`"),
            Self::Grid { found } => format!("is {found}: give 1 to {DAY} minutes, such as 15"),
            Self::TravelNotSquare { rows, length } => {
                format!("has {length} entries: give {rows}, one for each site")
            }
            Self::TravelTime { found } => {
                format!("is {found}: give 0 to {DAY} minutes, and 0 from a site to itself")
            }
            Self::DuplicateId { id } => format!("`{id}` is used twice: give each its own id"),
            Self::UnknownId { id } => format!("`{id}` does not exist: add it or remove the name"),
            Self::UnknownSite { site, sites } => {
                format!("is {site}: the travel matrix has {sites} sites, counted from 0")
            }
            Self::EmptyWindow { from, until } => {
                format!("is [{from}, {until}): let it end after it begins, or remove it")
            }
            Self::OutsideHorizon { minute, most } => {
                format!("is {minute}: keep it between 0 and {most} minutes")
            }
            Self::OutOfRange { found, min, max } => format!("is {found}: give {min} to {max}"),
            Self::Limits { min, max } => {
                format!("is [{min}, {max}]: give at least 1, the lesser number first")
            }
            Self::Duration { found } => format!("is {found}: give 1 to {DAY} minutes"),
            Self::NoPlaces => "is empty: name `room`, `client` or `remote`".to_owned(),
            Self::NoNeeds => "is empty: name the meeting's needs, or remove the entry".to_owned(),
        }
    }
}

impl fmt::Display for ProblemFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at, self.fault.remedy())
    }
}

impl Problem {
    /// Checks that the document makes sense by itself.
    ///
    /// # Errors
    /// Every fault found, in the document's order.
    pub fn validate(&self) -> Result<(), Vec<ProblemFault>> {
        let mut faults = Faults(Vec::new());
        self.check_frame(&mut faults);
        let clients = faults.ids("clients", self.clients.iter().map(|c| &c.id));
        let providers = faults.ids("providers", self.providers.iter().map(|p| &p.id));
        let rooms = faults.ids("rooms", self.rooms.iter().map(|r| &r.id));
        let topics = faults.ids("topics", self.topics.iter().map(|t| &t.id));
        let needs = faults.ids("needs", self.needs.iter().map(|n| &n.id));
        self.check_parties(&clients, &providers, &mut faults);
        self.check_topics(&mut faults);
        self.check_needs(&clients, &topics, &mut faults);
        for (i, entry) in self.locked.iter().enumerate() {
            let at = format!("locked[{i}]");
            faults.known(&format!("{at}.topic"), &entry.topic, &topics);
            if entry.needs.is_empty() {
                faults.add(format!("{at}.needs"), FaultKind::NoNeeds);
            }
            for id in &entry.needs {
                faults.known(&format!("{at}.needs"), id, &needs);
            }
            for id in entry.providers.iter().flatten() {
                faults.known(&format!("{at}.providers"), id, &providers);
            }
            if let Some(start) = entry.start {
                faults.minute(&format!("{at}.start"), start);
            }
            match &entry.place {
                Some(crate::plan::Place::Room(id)) => {
                    faults.known(&format!("{at}.place"), id, &rooms);
                }
                Some(crate::plan::Place::Client(id)) => {
                    faults.known(&format!("{at}.place"), id, &clients);
                }
                Some(crate::plan::Place::Remote) | None => {}
            }
        }
        if faults.0.is_empty() { Ok(()) } else { Err(faults.0) }
    }

    fn check_frame(&self, faults: &mut Faults) {
        if self.format != PROBLEM_FORMAT {
            faults.add("format".into(), FaultKind::Version { found: self.format.clone() });
        }
        if !(1..=DAY).contains(&self.grid) {
            faults.add("grid".into(), FaultKind::Grid { found: self.grid });
        }
        let rows = self.travel.len();
        for (i, row) in self.travel.iter().enumerate() {
            if row.len() != rows {
                let (rows, length) = (number(rows), number(row.len()));
                faults.add(format!("travel[{i}]"), FaultKind::TravelNotSquare { rows, length });
            }
            for (j, &found) in row.iter().enumerate() {
                if !(0..=DAY).contains(&found) || (i == j && found != 0) {
                    faults.add(format!("travel[{i}][{j}]"), FaultKind::TravelTime { found });
                }
            }
        }
    }

    fn check_parties(&self, clients: &HashSet<&str>, providers: &HashSet<&str>, faults: &mut Faults) {
        let sites = number(self.travel.len());
        for (i, client) in self.clients.iter().enumerate() {
            let at = format!("clients[{i}]");
            faults.site(&at, client.site, sites);
            faults.range(format!("{at}.value"), client.value, 1, 100);
            faults.windows(&format!("{at}.available"), &client.available);
            faults.windows(&format!("{at}.preferred"), &client.preferred);
            for id in &client.conflicts {
                faults.known(&format!("{at}.conflicts"), id, clients);
            }
            for (id, &strength) in &client.continuity {
                faults.known(&format!("{at}.continuity"), id, providers);
                faults.range(format!("{at}.continuity.{id}"), strength, 1, 10);
            }
        }
        for (i, provider) in self.providers.iter().enumerate() {
            let at = format!("providers[{i}]");
            faults.site(&at, provider.site, sites);
            faults.windows(&format!("{at}.available"), &provider.available);
        }
        for (i, room) in self.rooms.iter().enumerate() {
            let at = format!("rooms[{i}]");
            faults.site(&at, room.site, sites);
            faults.windows(&format!("{at}.available"), &room.available);
        }
    }

    fn check_topics(&self, faults: &mut Faults) {
        for (i, topic) in self.topics.iter().enumerate() {
            let at = format!("topics[{i}]");
            if !(1..=DAY).contains(&topic.duration) {
                let found = topic.duration;
                faults.add(format!("{at}.duration"), FaultKind::Duration { found });
            }
            for (name, limits) in [("clients", topic.clients), ("providers", topic.providers)] {
                let (min, max) = (limits.min(), limits.max());
                if min == 0 || min > max {
                    faults.add(format!("{at}.{name}"), FaultKind::Limits { min, max });
                }
            }
            if topic.places.is_empty() {
                faults.add(format!("{at}.places"), FaultKind::NoPlaces);
            }
        }
    }

    fn check_needs(&self, clients: &HashSet<&str>, topics: &HashSet<&str>, faults: &mut Faults) {
        for (i, need) in self.needs.iter().enumerate() {
            let at = format!("needs[{i}]");
            faults.known(&format!("{at}.client"), &need.client, clients);
            faults.known(&format!("{at}.topic"), &need.topic, topics);
            faults.range(format!("{at}.priority"), need.priority, 1, 5);
            faults.window(&at, Window(need.from, need.until));
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

struct Faults(Vec<ProblemFault>);

impl Faults {
    fn add(&mut self, at: String, fault: FaultKind) {
        self.0.push(ProblemFault { at, fault });
    }

    fn ids<'a>(&mut self, list: &str, ids: impl Iterator<Item = &'a String>) -> HashSet<&'a str> {
        let mut seen = HashSet::new();
        for (i, id) in ids.enumerate() {
            if !seen.insert(id.as_str()) {
                self.add(format!("{list}[{i}].id"), FaultKind::DuplicateId { id: id.clone() });
            }
        }
        seen
    }

    fn known(&mut self, at: &str, id: &str, known: &HashSet<&str>) {
        if !known.contains(id) {
            self.add(at.to_owned(), FaultKind::UnknownId { id: id.to_owned() });
        }
    }

    fn site(&mut self, at: &str, site: u32, sites: u32) {
        if site >= sites {
            self.add(format!("{at}.site"), FaultKind::UnknownSite { site, sites });
        }
    }

    fn range(&mut self, at: String, found: u32, min: u32, max: u32) {
        if !(min..=max).contains(&found) {
            self.add(at, FaultKind::OutOfRange { found, min, max });
        }
    }

    fn minute(&mut self, at: &str, minute: i32) {
        if !(0..=HORIZON).contains(&minute) {
            self.add(at.to_owned(), FaultKind::OutsideHorizon { minute, most: HORIZON });
        }
    }

    fn window(&mut self, at: &str, window: Window) {
        let (from, until) = (window.from(), window.until());
        if from >= until {
            self.add(at.to_owned(), FaultKind::EmptyWindow { from, until });
        }
        for minute in [from, until] {
            self.minute(at, minute);
        }
    }

    fn windows(&mut self, at: &str, windows: &[Window]) {
        for (i, &window) in windows.iter().enumerate() {
            self.window(&format!("{at}[{i}]"), window);
        }
    }
}
