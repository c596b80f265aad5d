//! From the workspace to the planner's problem.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveTime, TimeDelta};
use contract::Problem;
use contract::views::{NeedRow, NotPlannedReason};
use domain::calendar::{available, subtract};
use domain::format::PlaceKind;
use domain::time::civil;
use domain::{Client, ClientId, Format, Meeting, MeetingStatus, Place, Provider, Site, SiteId, WeeklyHours, travel};
use serde::{Deserialize, Serialize};

use super::horizon::Horizon;
use crate::meetings::{Cast, conflicts};
use crate::placement::Deciding;
use crate::state::App;
use crate::{network, problems};

/// Minutes of travel beyond which nobody is sent to a client for one visit: it is met remotely, or comes to us.
const FARTHEST_VISIT: u32 = 180;
/// Years of past meetings from which continuity is counted.
const CONTINUITY_YEARS: i64 = 2;
/// Largest continuity of the planning problem.
const MOST_CONTINUITY: u32 = 10;

/// What a topic of the problem stands for in the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TopicMeaning {
    pub topic: Option<domain::TopicId>,
    pub format: Format,
    pub variant: domain::GroupVariant,
    /// The meeting that already exists, for a topic made just to hold it.
    pub existing: Option<domain::MeetingId>,
}

/// A problem, what its topics stand for, and the needs it leaves aside.
pub(crate) struct Built {
    pub problem: planner::Problem,
    pub meanings: BTreeMap<String, TopicMeaning>,
    pub not_planned: Vec<(NeedRow, NotPlannedReason)>,
    pub zone: domain::ZoneName,
}

/// Everything loaded that the problem is built from.
struct Material {
    horizon: Horizon,
    /// First minute that has not gone by yet.
    earliest: i32,
    deciding: Deciding,
    cast: Cast,
    sites: Vec<SiteId>,
    /// Meetings held before, by client and provider.
    served: HashMap<ClientId, BTreeMap<String, u32>>,
}

/// Builds the problem of the open needs in a stretch of days. Meetings in `loose` are not held: they only make their
/// people busy.
pub(crate) async fn build(
    app: &App,
    horizon_of: impl FnOnce(&[Provider]) -> (Horizon, domain::ZoneName),
    loose: &HashSet<domain::MeetingId>,
) -> Result<Built, Problem> {
    let rows = network::needs(app, &contract::views::NeedQuery { open: true, ..Default::default() }).await?;
    let deciding = Deciding::load(app).await?;
    let mut read = app.read().await?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let (horizon, zone) = horizon_of(&providers);
    let mut cast = Cast::load(&mut read, horizon.at(0), horizon.at(horizon.length())).await?;
    cast.add_clients(&mut read, rows.iter().map(|row| row.need.client.clone()).collect()).await?;
    let since = horizon.at(0) - TimeDelta::days(365 * CONTINUITY_YEARS);
    let past = store::meetings::between(&mut read, since, horizon.at(0)).await.map_err(problems::store)?;
    drop(read);
    let mut served: HashMap<ClientId, BTreeMap<String, u32>> = HashMap::new();
    for meeting in past.iter().filter(|meeting| meeting.status == MeetingStatus::Held) {
        for attendance in &meeting.clients {
            for service in &meeting.providers {
                *served.entry(attendance.client.clone()).or_default().entry(service.provider.0.clone()).or_default() +=
                    1;
            }
        }
    }
    let sites = sites(&cast);
    let grid = deciding.settings.grid.max(1) as i32;
    let earliest = horizon.minute_of(app.clock.now()).max(0);
    let earliest = (earliest + grid - 1) / grid * grid;
    let material = Material { horizon, earliest, deciding, cast, sites, served };
    Ok(material.assemble(rows, zone, loose))
}

/// Sites that anybody or anything of the problem is at.
fn sites(cast: &Cast) -> Vec<SiteId> {
    let mut found: Vec<SiteId> = cast
        .rooms
        .values()
        .map(|room| room.site.clone())
        .chain(cast.providers.values().filter_map(|provider| provider.site.clone()))
        .chain(cast.clients.values().filter_map(|client| client.site.clone()))
        .collect::<HashSet<_>>()
        .into_iter()
        .collect();
    found.sort();
    found
}

impl Material {
    fn assemble(&self, rows: Vec<NeedRow>, zone: domain::ZoneName, loose: &HashSet<domain::MeetingId>) -> Built {
        let mut meanings = BTreeMap::new();
        let mut topics: BTreeMap<String, planner::Topic> = BTreeMap::new();
        let mut needs = Vec::new();
        let mut not_planned = Vec::new();
        let abroad = self.topics_across_countries(&rows);
        for row in rows {
            match self.need(&row, &abroad) {
                Ok((need, topic, meaning)) => {
                    meanings.insert(topic.id.clone(), meaning);
                    topics.insert(topic.id.clone(), topic);
                    needs.push(need);
                }
                Err(reason) => not_planned.push((row, reason)),
            }
        }
        let mut locked = Vec::new();
        // What stands in a meeting's way already is known and kept: such a meeting only makes its people busy.
        let (held, busy): (Vec<&Meeting>, Vec<&Meeting>) = self
            .cast
            .meetings
            .iter()
            .filter(|meeting| meeting.status == MeetingStatus::Planned)
            .partition(|meeting| !loose.contains(&meeting.id) && self.can_be_held(meeting));
        for meeting in &held {
            let (topic, own, entry) = self.existing(meeting);
            meanings.insert(
                topic.id.clone(),
                TopicMeaning {
                    topic: meeting.topic.clone(),
                    format: meeting.format,
                    variant: meeting.variant,
                    existing: Some(meeting.id.clone()),
                },
            );
            topics.insert(topic.id.clone(), topic);
            needs.extend(own);
            locked.push(entry);
        }
        let problem = planner::Problem {
            format: planner::PROBLEM_FORMAT.to_owned(),
            grid: self.deciding.settings.grid as i32,
            travel: self.travel(),
            clients: self.clients(&needs, &busy),
            providers: self.providers(&busy),
            rooms: self.rooms(&busy),
            topics: topics.into_values().collect(),
            needs,
            locked,
            published: Vec::new(),
            weights: self.deciding.settings.weights,
        };
        Built { problem, meanings, not_planned, zone }
    }

    /// Topics whose open needs come from clients of several countries: their groups may meet remotely.
    fn topics_across_countries(&self, rows: &[NeedRow]) -> HashSet<domain::TopicId> {
        let mut countries: HashMap<domain::TopicId, HashSet<String>> = HashMap::new();
        for row in rows.iter().filter(|row| row.format.is_some_and(Format::is_group)) {
            let country = self.site_of(&row.need.client).map(|site| site.country.clone()).unwrap_or_default();
            countries.entry(row.need.topic.clone()).or_default().insert(country);
        }
        countries.into_iter().filter(|(_, found)| found.len() > 1).map(|(topic, _)| topic).collect()
    }

    fn site_of(&self, client: &ClientId) -> Option<&Site> {
        self.cast.clients.get(client)?.site.as_ref().and_then(|site| self.cast.sites.get(site))
    }

    /// Place of a site in the travel matrix. The last row and column stand for "nobody knows where": no way from or to
    /// it takes any time, as the calendar knows none either.
    fn site_index(&self, site: Option<&SiteId>) -> u32 {
        site.and_then(|site| self.sites.iter().position(|known| known == site)).unwrap_or(self.sites.len()) as u32
    }

    /// One need with the topic it is planned under, or why it cannot be planned.
    fn need(
        &self,
        row: &NeedRow,
        abroad: &HashSet<domain::TopicId>,
    ) -> Result<(planner::Need, planner::Topic, TopicMeaning), NotPlannedReason> {
        if row.do_not_meet {
            return Err(NotPlannedReason::DoNotMeet);
        }
        let (Some(format), Some(topic)) = (row.format, self.deciding.topic(&row.need.topic)) else {
            return Err(NotPlannedReason::Undetermined);
        };
        let from = self.horizon.minute(row.need.from.and_time(NaiveTime::MIN)).max(self.earliest);
        let last = row.need.until + TimeDelta::days(1);
        let until = self.horizon.minute(last.and_time(NaiveTime::MIN)).min(self.horizon.length());
        if until <= from {
            return Err(NotPlannedReason::OutsideHorizon);
        }
        let template = topic.template(format);
        let places = self.places(row, format, abroad.contains(&topic.id))?;
        let (least, most) = template.planned_providers();
        let places_word: Vec<&str> = places.iter().map(|kind| place_word(*kind)).collect();
        let id = format!("{}|{}|{}", topic.id, format.word(), places_word.join("+"));
        let planned = planner::Topic {
            id: id.clone(),
            format: planner_format(format),
            duration: template.minutes.0 as i32,
            skills: topic.skills.clone(),
            clients: planner::Limits(template.clients.min, template.clients.max),
            providers: planner::Limits(least, most),
            places: places.iter().map(|kind| planner_place(*kind)).collect(),
            mix: topic.mix.as_ref().filter(|_| format.is_group()).map(|mix| planner::Mix {
                attribute: mix.attribute.clone(),
                prefer: match mix.prefer {
                    domain::topic::MixPreference::Same => planner::Preference::Same,
                    domain::topic::MixPreference::Varied => planner::Preference::Varied,
                },
            }),
        };
        let need = planner::Need {
            id: row.need.id.0.clone(),
            client: row.need.client.0.clone(),
            topic: id,
            priority: row.need.priority,
            from,
            until,
        };
        let meaning = TopicMeaning { topic: Some(topic.id.clone()), format, variant: template.variant, existing: None };
        Ok((need, planned, meaning))
    }

    /// Where a need may be met: as it asks; otherwise as its format usually is.
    ///
    /// A visit goes to the client, unless it is too far for one. A group meets in a room, or remotely where its
    /// clients live in several countries.
    fn places(
        &self,
        row: &NeedRow,
        format: Format,
        several_countries: bool,
    ) -> Result<Vec<PlaceKind>, NotPlannedReason> {
        let premises = self.site_of(&row.need.client);
        match row.need.place.kind() {
            Some(PlaceKind::Client) if !format.is_group() => {
                return if premises.is_some() { Ok(vec![PlaceKind::Client]) } else { Err(NotPlannedReason::NoSite) };
            }
            // A group cannot sit at one client's: it meets where groups do.
            Some(PlaceKind::Client) | None => {}
            Some(kind) => return Ok(vec![kind]),
        }
        let has_rooms = !self.cast.rooms.is_empty();
        let near = || premises.is_some_and(|site| self.nearest_base(site) <= FARTHEST_VISIT);
        let usual = match format {
            Format::Visit if near() => vec![PlaceKind::Client],
            Format::Visit => vec![PlaceKind::Room, PlaceKind::Remote],
            Format::Panel if near() => vec![PlaceKind::Room, PlaceKind::Client],
            Format::Panel => vec![PlaceKind::Room, PlaceKind::Remote],
            Format::WorkTable | Format::FocusGroup if has_rooms && !several_countries => vec![PlaceKind::Room],
            Format::WorkTable | Format::FocusGroup => vec![PlaceKind::Room, PlaceKind::Remote],
        };
        // The topic's own places narrow them; where none is left, the topic's count, as far as they can be had.
        let own = self.deciding.topic(&row.need.topic).map(|topic| topic.places.as_slice()).unwrap_or_default();
        let both: Vec<_> = usual.iter().copied().filter(|kind| own.is_empty() || own.contains(kind)).collect();
        if !both.is_empty() {
            return Ok(both);
        }
        let possible: Vec<_> = own
            .iter()
            .copied()
            .filter(|kind| *kind != PlaceKind::Client || (!format.is_group() && premises.is_some()))
            .collect();
        if possible.is_empty() { Err(NotPlannedReason::NoSite) } else { Ok(possible) }
    }

    /// Minutes from the base of the provider who has the shortest way.
    fn nearest_base(&self, site: &Site) -> u32 {
        self.cast
            .providers
            .values()
            .filter_map(|provider| self.cast.sites.get(provider.site.as_ref()?))
            .map(|base| travel::minutes_between(base, site))
            .min()
            .unwrap_or(u32::MAX)
    }

    fn travel(&self) -> Vec<Vec<i32>> {
        let known: Vec<Option<&Site>> =
            self.sites.iter().map(|id| self.cast.sites.get(id)).chain(std::iter::once(None)).collect();
        let minutes = |from: &Option<&Site>, to: &Option<&Site>| match (from, to) {
            // A mistyped coordinate must not make the whole problem impossible to read.
            (Some(from), Some(to)) => (travel::minutes_between(from, to) as i32).min(planner::DAY),
            _ => 0,
        };
        known.iter().map(|from| known.iter().map(|to| minutes(from, to)).collect()).collect()
    }

    /// Windows of weekly hours with absences and busy meetings taken out.
    fn windows(
        &self,
        hours: &WeeklyHours,
        absences: &[domain::Absence],
        zone: &domain::ZoneName,
        busy: impl Iterator<Item = (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>)>,
    ) -> Vec<planner::Window> {
        let rules = zone.rules_or_utc();
        // Two days more on each side: another zone's Monday may begin on our Sunday.
        let days = (self.horizon.from - TimeDelta::days(2), self.horizon.to + TimeDelta::days(2));
        let mut open = available(hours, absences, days.0, days.1);
        for (from, to) in busy {
            open = subtract(open, civil(from, rules), civil(to, rules));
        }
        self.horizon.windows(&open, rules)
    }

    fn clients(&self, needs: &[planner::Need], busy: &[&Meeting]) -> Vec<planner::Client> {
        let wanted: HashSet<&str> = needs.iter().map(|need| need.client.as_str()).collect();
        let mut clients: Vec<&Client> =
            self.cast.clients.values().filter(|client| wanted.contains(client.id.as_str())).collect();
        clients.sort_by(|a, b| a.id.cmp(&b.id));
        let known: HashSet<&str> = self.cast.providers.keys().map(|id| id.as_str()).collect();
        clients
            .into_iter()
            .map(|client| {
                let taken = busy
                    .iter()
                    .filter(|meeting| meeting.clients.iter().any(|a| a.client == client.id))
                    .map(|meeting| meeting.span());
                planner::Client {
                    id: client.id.0.clone(),
                    site: self.site_index(client.site.as_ref()),
                    value: client.value,
                    available: self.windows(&client.hours, &[], &client.zone, taken),
                    preferred: self.windows(&client.preferred, &[], &client.zone, std::iter::empty()),
                    conflicts: self
                        .deciding
                        .rivals_of(&client.id)
                        .into_iter()
                        .map(|rival| rival.0)
                        .filter(|rival| wanted.contains(rival.as_str()))
                        .collect(),
                    attributes: client.attributes.clone(),
                    max_per_day: client.max_per_day,
                    continuity: self
                        .served
                        .get(&client.id)
                        .into_iter()
                        .flatten()
                        .filter(|(provider, _)| known.contains(provider.as_str()))
                        .map(|(provider, times)| (provider.clone(), (*times).min(MOST_CONTINUITY)))
                        .collect(),
                }
            })
            .collect()
    }

    fn providers(&self, busy: &[&Meeting]) -> Vec<planner::Provider> {
        let mut providers: Vec<&Provider> = self.cast.providers.values().collect();
        providers.sort_by(|a, b| a.id.cmp(&b.id));
        providers
            .into_iter()
            .map(|provider| {
                let taken = busy
                    .iter()
                    .filter(|meeting| meeting.providers.iter().any(|s| s.provider == provider.id))
                    .map(|meeting| meeting.span());
                planner::Provider {
                    id: provider.id.0.clone(),
                    site: self.site_index(provider.site.as_ref()),
                    skills: provider.skills.clone(),
                    available: self.windows(&provider.hours, &provider.absences, &provider.zone, taken),
                    max_per_day: provider.max_per_day,
                }
            })
            .collect()
    }

    fn rooms(&self, busy: &[&Meeting]) -> Vec<planner::Room> {
        let mut rooms: Vec<_> = self.cast.rooms.values().collect();
        rooms.sort_by(|a, b| a.id.cmp(&b.id));
        rooms
            .into_iter()
            .filter_map(|room| {
                let site = self.cast.sites.get(&room.site)?;
                let place = Place::Room(room.id.clone());
                let taken = busy.iter().filter(|meeting| meeting.place == place).map(|meeting| meeting.span());
                Some(planner::Room {
                    id: room.id.0.clone(),
                    site: self.site_index(Some(&room.site)),
                    seats: room.seats,
                    available: self.windows(&room.hours, &[], &site.zone, taken),
                })
            })
            .collect()
    }

    /// Whether an existing meeting can be given to the planner as it is.
    fn can_be_held(&self, meeting: &Meeting) -> bool {
        let (from, to) = meeting.span();
        let inside = self.horizon.minute_of(from) >= 0 && self.horizon.minute_of(to) <= self.horizon.length();
        inside
            && !meeting.clients.is_empty()
            && !meeting.providers.is_empty()
            && conflicts(&self.cast, meeting).is_empty()
    }

    /// An existing meeting as a topic, needs and a lock of its own, so that days, ways and loads count it.
    fn existing(&self, meeting: &Meeting) -> (planner::Topic, Vec<planner::Need>, planner::LockedMeeting) {
        let id = format!("meeting|{}", meeting.id);
        let (from, to) = meeting.span();
        let start = self.horizon.minute_of(from);
        let duration = meeting.minutes.0 as i32;
        debug_assert_eq!(self.horizon.minute_of(to) - start, duration);
        let (clients, providers) = (meeting.clients.len() as u32, meeting.providers.len() as u32);
        let topic = planner::Topic {
            id: id.clone(),
            format: planner_format(meeting.format),
            duration,
            skills: Vec::new(),
            clients: planner::Limits(clients, clients),
            providers: planner::Limits(providers, providers),
            places: vec![planner_place(meeting.place.kind())],
            mix: None,
        };
        let needs: Vec<planner::Need> = meeting
            .clients
            .iter()
            .enumerate()
            .map(|(number, attendance)| planner::Need {
                id: format!("{id}|{number}"),
                client: attendance.client.0.clone(),
                topic: id.clone(),
                priority: 5,
                from: start - start % planner::DAY,
                until: start + duration,
            })
            .collect();
        let entry = planner::LockedMeeting {
            topic: id,
            needs: needs.iter().map(|need| need.id.clone()).collect(),
            providers: Some(meeting.providers.iter().map(|service| service.provider.0.clone()).collect()),
            start: Some(start),
            place: Some(match &meeting.place {
                Place::Room(room) => planner::Place::Room(room.0.clone()),
                Place::Client(client) => planner::Place::Client(client.0.clone()),
                Place::Remote => planner::Place::Remote,
            }),
        };
        (topic, needs, entry)
    }
}

fn planner_format(format: Format) -> planner::Format {
    match format {
        Format::WorkTable => planner::Format::WorkTable,
        Format::Panel => planner::Format::Panel,
        Format::FocusGroup => planner::Format::FocusGroup,
        Format::Visit => planner::Format::Visit,
    }
}

fn planner_place(kind: PlaceKind) -> planner::PlaceKind {
    match kind {
        PlaceKind::Room => planner::PlaceKind::Room,
        PlaceKind::Client => planner::PlaceKind::Client,
        PlaceKind::Remote => planner::PlaceKind::Remote,
    }
}

fn place_word(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Room => "room",
        PlaceKind::Client => "client",
        PlaceKind::Remote => "remote",
    }
}
