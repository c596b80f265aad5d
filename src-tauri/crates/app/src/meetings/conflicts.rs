//! What stands in a meeting's way where it lies.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use contract::views::ConflictView;
use domain::conflict::{Conflict, shared, within_hours};
use domain::time::{civil, instant};
use domain::{BusyOwner, BusySourceId, Meeting, MeetingStatus, Place, Provider, travel};

use super::Cast;

/// Every conflict of a meeting with the rest of the calendar, with people's hours, and with its format's rules.
pub(crate) fn conflicts(cast: &Cast, meeting: &Meeting) -> Vec<ConflictView> {
    if meeting.status != MeetingStatus::Planned {
        return Vec::new();
    }
    let mut found = Vec::new();
    let others =
        || cast.meetings.iter().filter(|other| other.id != meeting.id && other.status == MeetingStatus::Planned);
    for other in others() {
        found.extend(shared(meeting, other));
    }
    elsewhere(cast, meeting, &mut found);
    hours(cast, meeting, &mut found);
    company(cast, meeting, &mut found);
    for service in &meeting.providers {
        if let Some(provider) = cast.providers.get(&service.provider) {
            day_of_provider(cast, meeting, provider, &mut found);
        }
    }
    days_of_clients(cast, meeting, &mut found);
    found.into_iter().map(|conflict| ConflictView { names: names(cast, &conflict), conflict }).collect()
}

/// Times of another calendar that the meeting lies in: one conflict for each person or room and each calendar.
pub(crate) fn elsewhere(cast: &Cast, meeting: &Meeting, found: &mut Vec<Conflict>) {
    if cast.taken.is_empty() {
        return;
    }
    let (from, to) = meeting.span();
    let mut look = |owner: BusyOwner, conflict: &dyn Fn(BusySourceId) -> Conflict| {
        let mut sources: Vec<&BusySourceId> = Vec::new();
        for taken in cast.taken_between(&owner, from, to) {
            if !sources.contains(&&taken.source) {
                sources.push(&taken.source);
                found.push(conflict(taken.source.clone()));
            }
        }
    };
    for service in &meeting.providers {
        let provider = &service.provider;
        look(BusyOwner::Provider(provider.clone()), &|source| Conflict::ProviderTaken {
            provider: provider.clone(),
            source,
        });
    }
    for attendance in &meeting.clients {
        let client = &attendance.client;
        look(BusyOwner::Client(client.clone()), &|source| Conflict::ClientTaken { client: client.clone(), source });
    }
    if let Place::Room(room) = &meeting.place {
        look(BusyOwner::Room(room.clone()), &|source| Conflict::RoomTaken { room: room.clone(), source });
    }
}

fn hours(cast: &Cast, meeting: &Meeting, found: &mut Vec<Conflict>) {
    let span = meeting.span();
    for service in &meeting.providers {
        let Some(provider) = cast.providers.get(&service.provider) else { continue };
        let rules = provider.zone.rules_or_utc();
        let away = provider
            .absences
            .iter()
            .find(|absence| instant(absence.from, rules) < span.1 && span.0 < instant(absence.to, rules));
        if let Some(absence) = away {
            found.push(Conflict::ProviderAbsent { provider: provider.id.clone(), reason: absence.reason.clone() });
        } else if !within_hours(&provider.hours, &provider.zone, span) {
            found.push(Conflict::ProviderOff { provider: provider.id.clone() });
        }
    }
    for attendance in &meeting.clients {
        let Some(client) = cast.clients.get(&attendance.client) else { continue };
        if !within_hours(&client.hours, &client.zone, span) {
            found.push(Conflict::ClientOff { client: client.id.clone() });
        }
    }
    if let Place::Room(id) = &meeting.place
        && let Some(room) = cast.rooms.get(id)
        && let Some(site) = cast.sites.get(&room.site)
        && !within_hours(&room.hours, &site.zone, span)
    {
        found.push(Conflict::RoomOff { room: id.clone() });
    }
}

fn company(cast: &Cast, meeting: &Meeting, found: &mut Vec<Conflict>) {
    let clients: Vec<_> = meeting.clients.iter().filter_map(|a| cast.clients.get(&a.client)).collect();
    for (number, first) in clients.iter().enumerate() {
        for second in &clients[number + 1..] {
            if domain::client::are_rivals(first, second) {
                found.push(Conflict::Rivals { first: first.id.clone(), second: second.id.clone() });
            }
        }
    }
    let people = (meeting.clients.len() + meeting.providers.len()) as u32;
    if let Place::Room(id) = &meeting.place
        && let Some(room) = cast.rooms.get(id)
        && room.seats < people
    {
        found.push(Conflict::Seats { room: id.clone(), seats: room.seats, people });
    }
    if let Place::Client(host) = &meeting.place
        && meeting.clients.iter().any(|attendance| attendance.client != *host)
    {
        found.push(Conflict::NotTheOnlyClient { client: host.clone() });
    }
    let topic = meeting.topic.as_ref().and_then(|id| cast.topics.get(id));
    for skill in topic.into_iter().flat_map(|topic| &topic.skills) {
        let held = meeting
            .providers
            .iter()
            .filter_map(|service| cast.providers.get(&service.provider))
            .any(|provider| provider.skills.contains(skill));
        if !held {
            found.push(Conflict::SkillMissing { skill: skill.clone() });
        }
    }
    let template = domain::format::template(meeting.format, meeting.variant);
    let refusals = template.refusals(meeting.clients.len() as u32, meeting.providers.len() as u32);
    found.extend(refusals.into_iter().map(|refusal| Conflict::Format { refusal }));
}

/// Meetings of one provider on the meeting's day: how many, and whether there is time for the way between them.
fn day_of_provider(cast: &Cast, meeting: &Meeting, provider: &Provider, found: &mut Vec<Conflict>) {
    let rules = provider.zone.rules_or_utc();
    let day = civil(meeting.span().0, rules).date();
    let mut same_day: Vec<&Meeting> = cast
        .meetings
        .iter()
        .filter(|other| other.id != meeting.id && other.status == MeetingStatus::Planned)
        .filter(|other| other.providers.iter().any(|service| service.provider == provider.id))
        .filter(|other| civil(other.span().0, rules).date() == day)
        .collect();
    let meetings = same_day.len() as u32 + 1;
    if meetings > provider.max_per_day {
        found.push(Conflict::ProviderDay { provider: provider.id.clone(), meetings, max: provider.max_per_day });
    }
    let Some(site) = cast.site_of(&meeting.place) else { return };
    // Remote meetings have no site: the neighbours are those that have one.
    same_day.retain(|other| cast.site_of(&other.place).is_some());
    let (from, to) = meeting.span();
    let before = same_day.iter().filter(|other| other.span().1 <= from).max_by_key(|other| other.span().1);
    let after = same_day.iter().filter(|other| to <= other.span().0).min_by_key(|other| other.span().0);
    let gaps = [before.map(|other| (other, from - other.span().1)), after.map(|other| (other, other.span().0 - to))];
    for (other, gap) in gaps.into_iter().flatten() {
        let Some(there) = cast.site_of(&other.place) else { continue };
        let needed = travel::minutes_between(there, site);
        if gap < TimeDelta::minutes(i64::from(needed)) {
            found.push(Conflict::Travel {
                provider: provider.id.clone(),
                meeting: other.id.clone(),
                needed,
                have: gap.num_minutes().max(0) as u32,
            });
        }
    }
}

fn days_of_clients(cast: &Cast, meeting: &Meeting, found: &mut Vec<Conflict>) {
    for attendance in &meeting.clients {
        let Some(client) = cast.clients.get(&attendance.client) else { continue };
        let rules = client.zone.rules_or_utc();
        let day = civil(meeting.span().0, rules).date();
        let meetings = 1 + cast
            .meetings
            .iter()
            .filter(|other| other.id != meeting.id && other.status == MeetingStatus::Planned)
            .filter(|other| other.clients.iter().any(|a| a.client == client.id))
            .filter(|other| civil(other.span().0, rules).date() == day)
            .count() as u32;
        if meetings > client.max_per_day {
            found.push(Conflict::ClientDay { client: client.id.clone(), meetings, max: client.max_per_day });
        }
    }
}

/// Names of everything a conflict speaks of.
fn names(cast: &Cast, conflict: &Conflict) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut provider = |id: &domain::ProviderId| names.insert(id.0.clone(), cast.provider_name(id));
    match conflict {
        Conflict::ProviderBusy { provider: id, .. }
        | Conflict::ProviderOff { provider: id }
        | Conflict::ProviderAbsent { provider: id, .. }
        | Conflict::Travel { provider: id, .. }
        | Conflict::ProviderTaken { provider: id, .. }
        | Conflict::ProviderDay { provider: id, .. } => {
            provider(id);
        }
        _ => {}
    }
    match conflict {
        Conflict::ClientBusy { client, .. }
        | Conflict::ClientOff { client }
        | Conflict::ClientDay { client, .. }
        | Conflict::ClientTaken { client, .. }
        | Conflict::NotTheOnlyClient { client } => {
            names.insert(client.0.clone(), cast.client_name(client));
        }
        Conflict::Rivals { first, second } => {
            names.insert(first.0.clone(), cast.client_name(first));
            names.insert(second.0.clone(), cast.client_name(second));
        }
        Conflict::RoomBusy { room, .. }
        | Conflict::RoomTaken { room, .. }
        | Conflict::RoomOff { room }
        | Conflict::Seats { room, .. } => {
            names.insert(room.0.clone(), cast.rooms.get(room).map(|room| room.name.clone()).unwrap_or_default());
        }
        _ => {}
    }
    match conflict {
        Conflict::ProviderBusy { meeting, .. }
        | Conflict::ClientBusy { meeting, .. }
        | Conflict::RoomBusy { meeting, .. }
        | Conflict::Travel { meeting, .. } => {
            names.insert(meeting.0.clone(), cast.meeting_title(meeting));
        }
        Conflict::ProviderTaken { source, .. }
        | Conflict::ClientTaken { source, .. }
        | Conflict::RoomTaken { source, .. } => {
            names.insert(source.0.clone(), cast.source_name(source));
        }
        _ => {}
    }
    names
}
