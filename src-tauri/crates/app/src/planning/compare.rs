//! Where two drafts differ: by meeting, by need, by rule.

use std::collections::{HashMap, HashSet};

use contract::Problem;
use contract::views::{CompareRequest, MeetingDifference, Named, PlanComparison, RuleComparison};
use planner::{Measure, PlannedMeeting};

use super::names::Names;
use super::opened::{Opened, cast_of, load, read, same};
use super::steering::{rule_word, whole};
use crate::meetings::Cast;
use crate::state::App;

/// Compares two drafts.
pub(crate) async fn compare(app: &App, request: CompareRequest) -> Result<PlanComparison, Problem> {
    let one = read(&load(app, &request.one).await?)?;
    let other = read(&load(app, &request.other).await?)?;
    let (cast_one, cast_other) = (cast_of(app, &one).await?, cast_of(app, &other).await?);
    Ok(compared(&one, &cast_one, &other, &cast_other))
}

/// A need as both drafts know it: on record, or the client of a meeting that names no need.
fn key(opened: &Opened, need: &str) -> String {
    opened.on_record(need).map_or_else(|| need.to_owned(), |id| id.0)
}

/// In which meeting each need is met.
fn met(opened: &Opened) -> HashMap<String, usize> {
    let meetings = opened.plan.meetings.iter().enumerate();
    meetings.flat_map(|(at, meeting)| meeting.needs.iter().map(move |need| (key(opened, need), at))).collect()
}

/// The meeting that shares most needs with one of the other draft; of several the first.
fn partner(opened: &Opened, meeting: &PlannedMeeting, there: &HashMap<String, usize>) -> Option<usize> {
    let mut shared: HashMap<usize, u32> = HashMap::new();
    for need in &meeting.needs {
        if let Some(at) = there.get(&key(opened, need)) {
            *shared.entry(*at).or_default() += 1;
        }
    }
    shared.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at))).map(|(at, _)| at)
}

fn compared(one: &Opened, cast_one: &Cast, other: &Opened, cast_other: &Cast) -> PlanComparison {
    let (met_one, met_other) = (met(one), met(other));
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (at, meeting) in one.plan.meetings.iter().enumerate() {
        pairs.push((Some(at), partner(one, meeting, &met_other)));
    }
    let chosen: HashSet<usize> = pairs.iter().filter_map(|(_, there)| *there).collect();
    for (at, meeting) in other.plan.meetings.iter().enumerate().filter(|(at, _)| !chosen.contains(at)) {
        pairs.push((partner(other, meeting, &met_one), Some(at)));
    }
    let mut same = 0;
    let mut different = Vec::new();
    for (at_one, at_other) in pairs {
        let here = at_one.and_then(|at| one.plan.meetings.get(at));
        let there = at_other.and_then(|at| other.plan.meetings.get(at));
        let found = match (here, there) {
            (Some(here), Some(there)) => difference(one, here, other, there),
            _ => [true; 4],
        };
        if found == [false; 4] {
            same += 1;
            continue;
        }
        let start = here.map(|meeting| one.horizon.at(meeting.start));
        let start = start.or_else(|| there.map(|meeting| other.horizon.at(meeting.start)));
        let [hour, place, providers, clients] = found;
        let index = |at: Option<usize>| at.map(|at| at as u32);
        different.push((
            start,
            MeetingDifference { one: index(at_one), other: index(at_other), start: hour, place, providers, clients },
        ));
    }
    different.sort_by_key(|(start, _)| *start);
    PlanComparison {
        same,
        different: different.into_iter().map(|(_, difference)| difference).collect(),
        only_one: only(&Names { opened: one, cast: cast_one }, &met_other),
        only_other: only(&Names { opened: other, cast: cast_other }, &met_one),
        rules: rules(one, other),
    }
}

/// Whether hour, place, providers and clients differ.
fn difference(one: &Opened, here: &PlannedMeeting, other: &Opened, there: &PlannedMeeting) -> [bool; 4] {
    let clients = |opened: &Opened, meeting: &PlannedMeeting| -> Vec<String> {
        opened.clients_of(meeting).into_iter().map(|client| client.0).collect()
    };
    [
        one.horizon.at(here.start) != other.horizon.at(there.start),
        here.place != there.place,
        !same(&here.providers, &there.providers),
        !same(&clients(one, here), &clients(other, there)),
    ]
}

/// The needs that one draft meets and the other does not, by their clients' names.
fn only(names: &Names<'_>, there: &HashMap<String, usize>) -> Vec<Named> {
    let needs = names.opened.plan.meetings.iter().flat_map(|meeting| &meeting.needs);
    let mut found: Vec<Named> = needs
        .map(|need| Named { id: key(names.opened, need), name: names.need(need).name })
        .filter(|named| !there.contains_key(&named.id))
        .collect();
    found.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    found
}

fn rules(one: &Opened, other: &Opened) -> Vec<RuleComparison> {
    let measured = |opened: &Opened, measure: Measure| {
        let found = opened.note.by_rule.iter().find(|cost| cost.measure == measure);
        found.map_or(0, |cost| whole(cost.raw))
    };
    let rule = |measure: Measure| RuleComparison {
        rule: rule_word(measure),
        one: measured(one, measure),
        other: measured(other, measure),
    };
    Measure::ALL.into_iter().map(rule).collect()
}
