//! H1 to H12, in the definition's order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{BrokenDetail as Detail, BrokenRule, LockField, Names, Party, Rule};
use crate::plan::{Place, Plan, PlannedMeeting};
use crate::problem::{PlaceKind, Topic, Window, day_of};

/// One stay of a party in a meeting.
struct Stay {
    start: i32,
    end: i32,
    meeting: u32,
    site: Option<u32>,
}

struct Findings(Vec<BrokenRule>);

impl Findings {
    fn add(&mut self, rule: Rule, meetings: &[u32], detail: Detail) {
        self.0.push(BrokenRule { rule, meetings: meetings.to_vec(), detail });
    }
}

fn inside(windows: &[Window], start: i32, end: i32) -> bool {
    windows.iter().any(|w| w.holds(start, end))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn broken(names: &Names<'_>, plan: &Plan) -> Vec<BrokenRule> {
    let mut found = Findings(Vec::new());
    needs_once(names, plan, &mut found);
    let fixed_starts = locks(names, plan, &mut found);
    let mut stays: BTreeMap<Party, Vec<Stay>> = BTreeMap::new();
    for (position, meeting) in plan.meetings.iter().enumerate() {
        let at = count(position);
        let Some(topic) = names.topics.get(meeting.topic.as_str()) else {
            found.add(Rule::H1, &[at], Detail::UnknownTopic { topic: meeting.topic.clone() });
            continue;
        };
        one_meeting(names, topic, at, meeting, &mut stays, &mut found);
        if meeting.start % names.problem.grid.max(1) != 0 && !fixed_starts.contains(&at) {
            let (start, grid) = (meeting.start, names.problem.grid);
            found.add(Rule::H12, &[at], Detail::OffGrid { start, grid });
        }
    }
    for (party, mut stays) in stays {
        stays.sort_by_key(|s| (s.start, s.end, s.meeting));
        over_time(names, &party, &stays, &mut found);
    }
    found.0
}

fn needs_once(names: &Names<'_>, plan: &Plan, found: &mut Findings) {
    let mut times: HashMap<&str, u32> = HashMap::new();
    let met = plan.meetings.iter().flat_map(|m| m.needs.iter());
    for need in met.chain(plan.unscheduled.iter()) {
        *times.entry(need.as_str()).or_default() += 1;
    }
    for need in &names.problem.needs {
        let id = need.id.clone();
        match times.get(need.id.as_str()).copied().unwrap_or(0) {
            0 => found.add(Rule::H1, &[], Detail::NeedMissing { need: id }),
            1 => {}
            times => found.add(Rule::H1, &[], Detail::NeedRepeated { need: id, times }),
        }
    }
    let unknown: BTreeSet<&str> = times.keys().copied().filter(|id| !names.needs.contains_key(id)).collect();
    for id in unknown {
        found.add(Rule::H1, &[], Detail::UnknownNeed { need: id.to_owned() });
    }
}

/// Checks H11; returns the meetings whose start a locked entry gives, which H12 spares.
fn locks(names: &Names<'_>, plan: &Plan, found: &mut Findings) -> HashSet<u32> {
    fn set(ids: &[String]) -> BTreeSet<&str> {
        ids.iter().map(String::as_str).collect()
    }
    let by_needs: HashMap<(&str, BTreeSet<&str>), u32> =
        plan.meetings.iter().enumerate().map(|(i, m)| ((m.topic.as_str(), set(&m.needs)), count(i))).collect();
    let mut fixed = HashSet::new();
    for (i, entry) in names.problem.locked.iter().enumerate() {
        let lock = count(i);
        let Some(&at) = by_needs.get(&(entry.topic.as_str(), set(&entry.needs))) else {
            found.add(Rule::H11, &[], Detail::LockMissing { lock, needs: entry.needs.clone() });
            continue;
        };
        let meeting = &plan.meetings[at as usize];
        let mut changed = |field| {
            found.add(Rule::H11, &[at], Detail::LockChanged { lock, field });
        };
        if entry.providers.as_ref().is_some_and(|p| set(p) != set(&meeting.providers)) {
            changed(LockField::Providers);
        }
        if entry.place.as_ref().is_some_and(|p| *p != meeting.place) {
            changed(LockField::Place);
        }
        match entry.start {
            Some(start) if start == meeting.start => {
                fixed.insert(at);
            }
            Some(_) => changed(LockField::Start),
            None => {}
        }
    }
    fixed
}

/// The rules that concern one meeting by itself: H1 (its own part), H2, H3, H4, H7, H8, H9.
fn one_meeting(
    names: &Names<'_>,
    topic: &Topic,
    at: u32,
    meeting: &PlannedMeeting,
    stays: &mut BTreeMap<Party, Vec<Stay>>,
    found: &mut Findings,
) {
    let (start, end) = (meeting.start, meeting.start + topic.duration);
    let needs: Vec<_> = meeting.needs.iter().filter_map(|id| names.needs.get(id.as_str())).collect();
    for need in &needs {
        if need.topic != meeting.topic {
            let (need, topic) = (need.id.clone(), meeting.topic.clone());
            found.add(Rule::H1, &[at], Detail::WrongTopic { need, topic });
        }
        let window = Window(need.from, need.until);
        if !window.holds(start, end) {
            found.add(Rule::H7, &[at], Detail::OutsideWindow { need: need.id.clone(), window });
        }
    }
    let clients: Vec<&str> = needs.iter().map(|n| n.client.as_str()).collect();
    let distinct: BTreeSet<&str> = clients.iter().copied().collect();
    if distinct.len() < clients.len() {
        for &client in &distinct {
            if clients.iter().filter(|&&c| c == client).count() > 1 {
                found.add(Rule::H1, &[at], Detail::ClientRepeated { client: client.to_owned() });
            }
        }
    }
    if !topic.clients.allow(clients.len()) {
        let (have, allowed) = (count(clients.len()), topic.clients);
        found.add(Rule::H2, &[at], Detail::ClientCount { have, allowed });
    }
    let site = place(names, topic, at, meeting, &clients, found);
    let mut parties: Vec<(Party, Option<&[Window]>)> = Vec::new();
    for &id in &clients {
        let client = names.clients.get(id);
        parties.push((Party::Client(id.to_owned()), client.map(|c| c.available.as_slice())));
    }
    for id in &meeting.providers {
        let provider = names.providers.get(id.as_str());
        parties.push((Party::Provider(id.clone()), provider.map(|p| p.available.as_slice())));
    }
    if let Place::Room(id) = &meeting.place {
        let room = names.rooms.get(id.as_str());
        parties.push((Party::Room(id.clone()), room.map(|r| r.available.as_slice())));
    }
    for (party, windows) in parties {
        if windows.is_some_and(|w| !inside(w, start, end)) {
            let detail = Detail::Unavailable { party: party.clone(), start, end };
            found.add(Rule::H4, &[at], detail);
        }
        stays.entry(party).or_default().push(Stay { start, end, meeting: at, site });
    }
    team(names, topic, at, meeting, found);
    for (i, a) in distinct.iter().enumerate() {
        for b in distinct.iter().skip(i + 1) {
            let names_other =
                |x: &str, y: &str| names.clients.get(x).is_some_and(|c| c.conflicts.iter().any(|id| id == y));
            if names_other(a, b) || names_other(b, a) {
                let clients = [(*a).to_owned(), (*b).to_owned()];
                found.add(Rule::H8, &[at], Detail::Rivals { clients });
            }
        }
    }
}

/// H3.
fn team(names: &Names<'_>, topic: &Topic, at: u32, meeting: &PlannedMeeting, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let mut held: HashSet<&str> = HashSet::new();
    for id in &meeting.providers {
        if !seen.insert(id.as_str()) {
            found.add(Rule::H3, &[at], Detail::ProviderRepeated { provider: id.clone() });
        }
        match names.providers.get(id.as_str()) {
            Some(provider) => held.extend(provider.skills.iter().map(String::as_str)),
            None => found.add(Rule::H3, &[at], Detail::UnknownProvider { provider: id.clone() }),
        }
    }
    if !topic.providers.allow(meeting.providers.len()) {
        let (have, allowed) = (count(meeting.providers.len()), topic.providers);
        found.add(Rule::H3, &[at], Detail::ProviderCount { have, allowed });
    }
    let missing: BTreeSet<&String> = topic.skills.iter().filter(|s| !held.contains(s.as_str())).collect();
    if !missing.is_empty() {
        let skills = missing.into_iter().cloned().collect();
        found.add(Rule::H3, &[at], Detail::SkillsMissing { skills });
    }
}

/// H9; returns the meeting's site, none for a remote one.
fn place(
    names: &Names<'_>,
    topic: &Topic,
    at: u32,
    meeting: &PlannedMeeting,
    clients: &[&str],
    found: &mut Findings,
) -> Option<u32> {
    let (kind, site) = match &meeting.place {
        Place::Remote => (PlaceKind::Remote, None),
        Place::Room(id) => {
            let room = names.rooms.get(id.as_str());
            match room {
                None => found.add(Rule::H9, &[at], Detail::UnknownRoom { room: id.clone() }),
                Some(room) => {
                    let people = count(clients.len() + meeting.providers.len());
                    if people > room.seats {
                        let (room, seats) = (id.clone(), room.seats);
                        found.add(Rule::H9, &[at], Detail::Seats { room, seats, people });
                    }
                }
            }
            (PlaceKind::Room, room.map(|r| r.site))
        }
        Place::Client(id) => {
            if clients != [id.as_str()] {
                let client = id.clone();
                found.add(Rule::H9, &[at], Detail::NotTheOnlyClient { client });
            }
            (PlaceKind::Client, names.clients.get(id.as_str()).map(|c| c.site))
        }
    };
    if !topic.places.contains(&kind) {
        found.add(Rule::H9, &[at], Detail::PlaceKind { place: kind });
    }
    site
}

/// The rules over one party's meetings, given in order of time: H5, H6, H10.
fn over_time(names: &Names<'_>, party: &Party, stays: &[Stay], found: &mut Findings) {
    for (i, earlier) in stays.iter().enumerate() {
        // A long meeting may reach over more than the next one.
        for later in stays[i + 1..].iter().take_while(|s| s.start < earlier.end) {
            let (start, end) = (later.start, later.end.min(earlier.end));
            let detail = Detail::Overlap { party: party.clone(), start, end };
            found.add(Rule::H5, &[earlier.meeting, later.meeting], detail);
        }
    }
    let max = match party {
        Party::Room(_) => return,
        Party::Client(id) => names.clients.get(id.as_str()).map(|c| c.max_per_day),
        Party::Provider(id) => names.providers.get(id.as_str()).map(|p| p.max_per_day),
    };
    let Some(max) = max else { return };
    for day in stays.chunk_by(|a, b| day_of(a.start) == day_of(b.start)) {
        if day.len() > max as usize {
            let meetings: Vec<u32> = day.iter().map(|s| s.meeting).collect();
            let (day, have) = (day_of(day[0].start), count(day.len()));
            let detail = Detail::DailyLimit { party: party.clone(), day, have, max };
            found.add(Rule::H10, &meetings, detail);
        }
        let Party::Provider(provider) = party else { continue };
        let on_site: Vec<(&Stay, u32)> = day.iter().filter_map(|s| s.site.map(|site| (s, site))).collect();
        for pair in on_site.windows(2) {
            let [(before, from), (after, to)] = pair else { continue };
            let (gap, travel) = (after.start - before.end, names.travel(*from, *to));
            if from != to && gap < travel {
                let provider = provider.clone();
                let detail = Detail::TravelGap { provider, gap, travel };
                found.add(Rule::H6, &[before.meeting, after.meeting], detail);
            }
        }
    }
}
