//! From the workspace to the planner's problem.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::TimeDelta;
use contract::Problem;
use contract::views::{NeedRow, NotPlannedReason};
use domain::{ClientId, Format, Meeting, MeetingStatus, Place, Provider, SiteId};
use serde::{Deserialize, Serialize};

use super::horizon::Horizon;
use super::wanted::{planner_format, planner_place};
use crate::meetings::{Cast, conflicts};
use crate::placement::Deciding;
use crate::state::App;
use crate::{network, problems};

/// Years of past meetings from which continuity is counted.
const CONTINUITY_YEARS: i64 = 2;

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
pub(super) struct Material {
    pub(super) horizon: Horizon,
    /// First minute that has not gone by yet.
    pub(super) earliest: i32,
    pub(super) deciding: Deciding,
    pub(super) cast: Cast,
    pub(super) sites: Vec<SiteId>,
    /// Meetings held before, by client and provider.
    pub(super) served: HashMap<ClientId, BTreeMap<String, u32>>,
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
