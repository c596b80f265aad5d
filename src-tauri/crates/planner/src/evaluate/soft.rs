//! The soft measures, before their weights.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Measure, Names};
use crate::plan::{Place, Plan, PlannedMeeting};
use crate::problem::{Need, Preference, Topic, day_of};

/// A provider's stop: start, end, position of the meeting, site (none where it is remote).
type Stop = (i32, i32, usize, Option<u32>);

pub(super) fn measures(names: &Names<'_>, plan: &Plan) -> HashMap<Measure, i64> {
    let mut raw: HashMap<Measure, i64> = HashMap::new();
    let mut add = |measure, units| *raw.entry(measure).or_default() += units;
    let mut tours: BTreeMap<&str, Vec<Stop>> = BTreeMap::new();
    let mut client_days: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for (position, meeting) in plan.meetings.iter().enumerate() {
        let Some(topic) = names.topics.get(meeting.topic.as_str()) else { continue };
        let end = meeting.start + topic.duration;
        let needs: Vec<&Need> = meeting.needs.iter().filter_map(|id| names.needs.get(id.as_str()).copied()).collect();
        for need in &needs {
            add(Measure::Continuity, continuity(names, need, meeting));
            add(Measure::Preferred, preferred(names, need, meeting.start, end));
            let waited = day_of(meeting.start) - day_of(need.from);
            add(Measure::Delay, i64::from(waited) * i64::from(need.priority));
            client_days.entry(&need.client).or_default().insert(day_of(meeting.start));
        }
        add(Measure::Mix, mix(names, topic, &needs));
        let minutes = meeting.providers.len() as i64 * i64::from(topic.duration);
        add(Measure::Effort, minutes / 15);
        let site = match &meeting.place {
            Place::Remote => None,
            Place::Room(id) => names.rooms.get(id.as_str()).map(|r| r.site),
            Place::Client(id) => names.clients.get(id.as_str()).map(|c| c.site),
        };
        for id in &meeting.providers {
            tours.entry(id).or_default().push((meeting.start, end, position, site));
        }
    }
    for (id, mut stays) in tours {
        add(Measure::Load, (stays.len() * stays.len()) as i64);
        let Some(provider) = names.providers.get(id) else { continue };
        stays.sort_unstable();
        for day in stays.chunk_by(|a, b| day_of(a.0) == day_of(b.0)) {
            let sites: Vec<u32> = day.iter().filter_map(|s| s.3).collect();
            let mut at = provider.site;
            for &site in &sites {
                add(Measure::Travel, i64::from(names.travel(at, site)));
                at = site;
            }
            add(Measure::Travel, i64::from(names.travel(at, provider.site)));
        }
    }
    for days in client_days.values() {
        add(Measure::Days, days.len() as i64 - 1);
    }
    add(Measure::Disruption, disruption(names, plan));
    raw
}

fn continuity(names: &Names<'_>, need: &Need, meeting: &PlannedMeeting) -> i64 {
    let Some(client) = names.clients.get(need.client.as_str()) else { return 0 };
    let best = client.continuity.values().max().copied().unwrap_or(0);
    let kept = meeting.providers.iter().filter_map(|id| client.continuity.get(id)).max().copied().unwrap_or(0);
    i64::from(best) - i64::from(kept)
}

fn preferred(names: &Names<'_>, need: &Need, start: i32, end: i32) -> i64 {
    let Some(client) = names.clients.get(need.client.as_str()) else { return 0 };
    let wanted = client.preferred.is_empty() || client.preferred.iter().any(|w| w.holds(start, end));
    i64::from(!wanted)
}

fn mix(names: &Names<'_>, topic: &Topic, needs: &[&Need]) -> i64 {
    let Some(mix) = &topic.mix else { return 0 };
    let distinct: BTreeSet<&str> = needs
        .iter()
        .map(|need| {
            names
                .clients
                .get(need.client.as_str())
                .and_then(|c| c.attributes.get(&mix.attribute))
                .map_or("", String::as_str)
        })
        .collect();
    match mix.prefer {
        Preference::Same => distinct.len() as i64 - 1,
        Preference::Varied => needs.len() as i64 - distinct.len() as i64,
    }
}

fn disruption(names: &Names<'_>, plan: &Plan) -> i64 {
    let now: HashMap<&str, &PlannedMeeting> =
        plan.meetings.iter().flat_map(|m| m.needs.iter().map(move |need| (need.as_str(), m))).collect();
    let mut units = 0;
    for old in &names.problem.published {
        let told: BTreeSet<&String> = old.providers.iter().collect();
        for need in &old.needs {
            units += match now.get(need.as_str()) {
                None => 3,
                Some(m) => {
                    let gone = told.iter().filter(|id| !m.providers.contains(id)).count();
                    i64::from(m.start != old.start) + i64::from(m.place != old.place) + gone as i64
                }
            };
        }
    }
    units
}
