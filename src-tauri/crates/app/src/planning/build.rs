//! From the workspace to the planner's problem.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use chrono::{Months, TimeDelta};
use contract::Problem;
use contract::views::{NeedRow, NotPlannedReason};
use domain::{ClientId, Format, Meeting, MeetingId, MeetingStatus, NeedId, Provider, SiteId, ZoneName};
use serde::{Deserialize, Serialize};

use super::horizon::Horizon;
use super::shares::attended;
use super::standing::{Sorted, Standing};
use crate::meetings::Cast;
use crate::placement::Deciding;
use crate::state::App;
use crate::{network, problems};

/// Years of past meetings from which continuity is counted.
const CONTINUITY_YEARS: i64 = 2;
/// Months of past meetings by which the load is shared fairly.
const FAIRNESS_MONTHS: u32 = 12;

/// What a topic of the problem stands for in the workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TopicMeaning {
    pub topic: Option<domain::TopicId>,
    pub format: Format,
    pub variant: domain::GroupVariant,
    /// The meeting that already exists, for a topic made just to hold it.
    pub existing: Option<MeetingId>,
}

/// A problem, what its topics stand for, and the needs it leaves aside.
pub(crate) struct Built {
    pub problem: planner::Problem,
    pub meanings: BTreeMap<String, TopicMeaning>,
    pub not_planned: Vec<(NeedRow, NotPlannedReason)>,
    /// The needs on record behind the needs that stand for the clients of existing meetings.
    pub own_needs: BTreeMap<String, NeedId>,
    /// Whether there is anything that a plan could decide.
    pub anything_open: bool,
}

/// Everything loaded that the problem is built from.
pub(super) struct Material {
    pub(super) horizon: Horizon,
    pub(super) zone: ZoneName,
    /// First minute that has not gone by yet.
    pub(super) earliest: i32,
    pub(super) deciding: Deciding,
    pub(super) cast: Cast,
    pub(super) sites: Vec<SiteId>,
    /// Meetings held before, by client and provider.
    pub(super) served: HashMap<ClientId, BTreeMap<String, u32>>,
    /// Meetings of each provider in the months before the first day, held or planned.
    pub(super) attended: BTreeMap<String, u32>,
    /// The open needs.
    rows: Vec<NeedRow>,
    /// Every need's dates, by id, to know how far an existing meeting may move.
    pub(super) windows: HashMap<NeedId, (chrono::NaiveDate, chrono::NaiveDate)>,
    /// Planned meetings that nothing stands in the way of: found once, asked in every round of settling.
    pub(super) clear: OnceLock<HashSet<MeetingId>>,
    /// Minutes between the sites, likewise.
    ways: OnceLock<Vec<Vec<i32>>>,
}

impl Material {
    /// Loads what a plan of a stretch of days depends on.
    pub(super) async fn load(
        app: &App,
        horizon_of: impl FnOnce(&[Provider]) -> (Horizon, ZoneName),
    ) -> Result<Self, Problem> {
        let rows = network::needs(app, &contract::views::NeedQuery { open: true, ..Default::default() }).await?;
        let deciding = Deciding::load(app).await?;
        let mut read = app.read().await?;
        let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
        let (horizon, zone) = horizon_of(&providers);
        let mut cast = Cast::load(&mut read, horizon.at(0), horizon.at(horizon.length())).await?;
        cast.add_clients(&mut read, rows.iter().map(|row| row.need.client.clone()).collect()).await?;
        let first = horizon.at(0);
        let since = first - TimeDelta::days(365 * CONTINUITY_YEARS);
        let past = store::meetings::between(&mut read, since, first).await.map_err(problems::store)?;
        let needs = store::needs::all(&mut read).await.map_err(problems::store)?;
        drop(read);
        let lately = first.checked_sub_months(Months::new(FAIRNESS_MONTHS)).unwrap_or(since);
        let grid = deciding.settings.grid.max(1) as i32;
        let earliest = horizon.minute_of(app.clock.now()).max(0);
        Ok(Self {
            served: served(&past),
            attended: attended(&past, lately, first),
            sites: sites(&cast),
            earliest: (earliest + grid - 1) / grid * grid,
            windows: needs.into_iter().map(|need| (need.id, (need.from, need.until))).collect(),
            clear: OnceLock::new(),
            ways: OnceLock::new(),
            horizon,
            zone,
            deciding,
            cast,
            rows,
        })
    }

    pub(super) fn ways(&self) -> Vec<Vec<i32>> {
        self.ways.get_or_init(|| self.travel()).clone()
    }

    /// The problem, each existing meeting in it as it stands.
    pub(super) fn assemble(&self, standing: &Standing, weights: planner::Weights) -> Built {
        let mut meanings = BTreeMap::new();
        let mut topics: BTreeMap<String, planner::Topic> = BTreeMap::new();
        let mut needs = Vec::new();
        let mut not_planned = Vec::new();
        let wishes = self.group_wishes(&self.rows);
        for row in &self.rows {
            match self.need(row, &wishes) {
                Ok((need, topic, meaning)) => {
                    meanings.insert(topic.id.clone(), meaning);
                    topics.insert(topic.id.clone(), topic);
                    needs.push(need);
                }
                Err(reason) => not_planned.push((row.clone(), reason)),
            }
        }
        let Sorted { held, movable, busy } = self.sorted(standing);
        let anything_open = !needs.is_empty() || !movable.is_empty();
        let (mut locked, mut published, mut own_needs) = (Vec::new(), Vec::new(), BTreeMap::new());
        let held = held.into_iter().map(|meeting| (meeting, self.held(meeting)));
        let movable = movable.into_iter().map(|meeting| (meeting, self.movable(meeting, &weights)));
        for (meeting, entry) in held.chain(movable) {
            let id = entry.topic.id.clone();
            let meaning = TopicMeaning {
                topic: meeting.topic.clone(),
                format: meeting.format,
                variant: meeting.variant,
                existing: Some(meeting.id.clone()),
            };
            meanings.insert(id.clone(), meaning);
            topics.insert(id, entry.topic);
            for (need, attendance) in entry.needs.iter().zip(&meeting.clients) {
                own_needs.extend(attendance.need.clone().map(|own| (need.id.clone(), own)));
            }
            needs.extend(entry.needs);
            locked.extend(entry.locked);
            published.extend(entry.published);
        }
        let problem = planner::Problem {
            format: planner::PROBLEM_FORMAT.to_owned(),
            grid: self.deciding.settings.grid as i32,
            travel: self.ways(),
            clients: self.clients(&needs, &busy),
            providers: self.providers(&busy),
            rooms: self.rooms(&busy),
            topics: topics.into_values().collect(),
            needs,
            locked,
            published,
            weights: self.deciding.settings.weights,
        };
        Built { problem, meanings, not_planned, own_needs, anything_open }
    }
}

/// Meetings held, by client and provider.
fn served(past: &[Meeting]) -> HashMap<ClientId, BTreeMap<String, u32>> {
    let mut served: HashMap<ClientId, BTreeMap<String, u32>> = HashMap::new();
    for meeting in past.iter().filter(|meeting| meeting.status == MeetingStatus::Held) {
        for attendance in &meeting.clients {
            let own = served.entry(attendance.client.clone()).or_default();
            for service in &meeting.providers {
                *own.entry(service.provider.0.clone()).or_default() += 1;
            }
        }
    }
    served
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
