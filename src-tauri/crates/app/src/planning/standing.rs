//! How the meetings that exist already stand in a problem: held as they are, free to move, or only keeping their people
//! busy.

use std::collections::HashSet;

use chrono::{NaiveTime, TimeDelta};
use contract::views::Moving;
use contract::{Problem, Task};
use domain::format::template;
use domain::{Meeting, MeetingId, MeetingStatus, Place};
use planner::{Adjustment, Limits, LockedMeeting, Options, Plan, PlannedMeeting, Rule, Undisturbed};

use super::build::{Built, Material};
use super::wanted::{planner_format, planner_place};
use crate::meetings::conflicts;

/// Weight of a client of a meeting that people have been told of: nothing new comes before it.
const PROMISED: u32 = 5;

/// What has been found out about the existing meetings.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub moving: Moving,
    /// Those that the planner's rules do not let stand: they only keep their people busy.
    pub loose: HashSet<MeetingId>,
    /// Those that something changed for this plan makes impossible where they are.
    pub broken: HashSet<MeetingId>,
}

impl Standing {
    /// Of several meetings that cannot be held together the last gives way; where one of them has given way already the
    /// others may stand.
    fn loosen(&mut self, broken: &[Vec<MeetingId>]) {
        let mut now: HashSet<&MeetingId> = HashSet::new();
        for together in broken {
            if let Some(last) = together.last().filter(|_| !together.iter().any(|id| now.contains(id))) {
                now.insert(last);
            }
        }
        self.loose.extend(now.into_iter().cloned());
    }
}

/// The planned meetings by how they stand.
pub(super) struct Sorted<'a> {
    pub held: Vec<&'a Meeting>,
    pub movable: Vec<&'a Meeting>,
    pub busy: Vec<&'a Meeting>,
}

/// An existing meeting as a topic and needs of its own, so that days, ways and loads count it.
pub(super) struct Entry {
    pub topic: planner::Topic,
    pub needs: Vec<planner::Need>,
    pub locked: Option<LockedMeeting>,
    pub published: Option<PlannedMeeting>,
}

/// A place as the planner names it.
pub(super) fn place_of(place: &Place) -> planner::Place {
    match place {
        Place::Room(room) => planner::Place::Room(room.0.clone()),
        Place::Client(client) => planner::Place::Client(client.0.clone()),
        Place::Remote => planner::Place::Remote,
    }
}

/// The id of the topic that stands for a meeting.
fn topic_id(meeting: &Meeting) -> String {
    format!("meeting|{}", meeting.id)
}

impl Material {
    /// Sorts the planned meetings. What stands in a meeting's way and is kept knowingly stays: such a meeting only keeps
    /// its people busy.
    pub(super) fn sorted(&self, standing: &Standing) -> Sorted<'_> {
        let mut sorted = Sorted { held: Vec::new(), movable: Vec::new(), busy: Vec::new() };
        for meeting in self.cast.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned) {
            let list = if standing.loose.contains(&meeting.id) || !self.inside(meeting) || meeting.clients.is_empty() {
                &mut sorted.busy
            } else {
                let stands = !meeting.providers.is_empty() && self.is_clear(meeting);
                let may_move = self.start(meeting) >= self.earliest && (stands || !meeting.conflict_kept);
                // A start that is not on the grid could not be had again: where it can stand, it stays.
                let on_grid = self.start(meeting) % self.grid() == 0;
                match standing.moving {
                    Moving::Free if may_move && (on_grid || !stands) => &mut sorted.movable,
                    Moving::Broken if may_move && (!stands || standing.broken.contains(&meeting.id)) => {
                        &mut sorted.movable
                    }
                    _ if stands => &mut sorted.held,
                    _ => &mut sorted.busy,
                }
            };
            list.push(meeting);
        }
        sorted
    }

    /// Whether nothing stands in a planned meeting's way.
    fn is_clear(&self, meeting: &Meeting) -> bool {
        let clear = self.clear.get_or_init(|| {
            let planned = self.cast.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
            let clear = planned.filter(|meeting| conflicts(&self.cast, meeting).is_empty());
            clear.map(|meeting| meeting.id.clone()).collect()
        });
        clear.contains(&meeting.id)
    }

    fn grid(&self) -> i32 {
        self.deciding.settings.grid.max(1) as i32
    }

    fn start(&self, meeting: &Meeting) -> i32 {
        self.horizon.minute_of(meeting.span().0)
    }

    fn inside(&self, meeting: &Meeting) -> bool {
        let (from, to) = meeting.span();
        self.horizon.minute_of(from) >= 0 && self.horizon.minute_of(to) <= self.horizon.length()
    }

    /// A meeting that stays as it is.
    pub(super) fn held(&self, meeting: &Meeting) -> Entry {
        let (start, duration) = (self.start(meeting), meeting.minutes.0 as i32);
        let (clients, providers) = (meeting.clients.len() as u32, meeting.providers.len() as u32);
        let topic = planner::Topic {
            id: topic_id(meeting),
            format: planner_format(meeting.format),
            duration,
            skills: Vec::new(),
            clients: Limits(clients, clients),
            providers: Limits(providers, providers),
            places: vec![planner_place(meeting.place.kind())],
            mix: None,
        };
        let needs = needs_of(meeting, &topic.id, |_| (start - start % planner::DAY, start + duration));
        let locked = self.lock(meeting, &needs, domain::Lock::ALL);
        Entry { topic, needs, locked: Some(locked), published: None }
    }

    /// A meeting that may move as far as its lock lets it: its clients stay together; providers, hours and places are
    /// those its format and topic allow, and those it has.
    pub(super) fn movable(&self, meeting: &Meeting, weights: &planner::Weights) -> Entry {
        let topic = meeting.topic.as_ref().and_then(|id| self.deciding.topic(id));
        let template =
            topic.map_or_else(|| template(meeting.format, meeting.variant), |topic| topic.template(meeting.format));
        let (clients, providers) = (meeting.clients.len() as u32, meeting.providers.len() as u32);
        let (least, most) = template.planned_providers();
        let mut places: Vec<_> = template.places.iter().map(|kind| planner_place(*kind)).collect();
        let own = planner_place(meeting.place.kind());
        if !places.contains(&own) {
            places.push(own);
        }
        let alone = meeting.clients.first().filter(|_| clients == 1);
        let at_home = alone.is_some_and(|alone| self.site_of(&alone.client).is_some());
        places.retain(|kind| *kind != planner::PlaceKind::Client || at_home || *kind == own);
        let planned = planner::Topic {
            id: topic_id(meeting),
            format: planner_format(meeting.format),
            duration: meeting.minutes.0 as i32,
            skills: topic.map(|topic| topic.skills.clone()).unwrap_or_default(),
            clients: Limits(clients, clients),
            providers: Limits(least.min(providers.max(1)), most.max(providers)),
            places,
            mix: None,
        };
        let needs = needs_of(meeting, &planned.id, |attendance| self.room_to_move(meeting, attendance, weights));
        let locked = meeting.lock.any().then(|| self.lock(meeting, &needs, meeting.lock));
        let published = PlannedMeeting {
            topic: planned.id.clone(),
            needs: needs.iter().map(|need| need.id.clone()).collect(),
            providers: meeting.providers.iter().map(|service| service.provider.0.clone()).collect(),
            start: self.start(meeting),
            place: place_of(&meeting.place),
        };
        Entry { topic: planned, needs, locked, published: Some(published) }
    }

    /// Within which minutes a client's meeting may move: its need's days, and where it is now.
    ///
    /// Waiting costs by the day. A window that began long before would pay a meeting to come earlier than people were
    /// told, so it begins no earlier than waiting costs less than one broken promise.
    fn room_to_move(
        &self,
        meeting: &Meeting,
        attendance: &domain::Attendance,
        weights: &planner::Weights,
    ) -> (i32, i32) {
        let (start, end) = (self.start(meeting), self.start(meeting) + meeting.minutes.0 as i32);
        let day = start - start % planner::DAY;
        let (mut from, mut until) = (self.earliest, self.horizon.length());
        if let Some((first, last)) = attendance.need.as_ref().and_then(|need| self.windows.get(need)) {
            from = from.max(self.horizon.minute(first.and_time(NaiveTime::MIN)));
            until = until.min(self.horizon.minute((*last + TimeDelta::days(1)).and_time(NaiveTime::MIN)));
        }
        let a_day = weights.delay.saturating_mul(PROMISED);
        if let Some(days) = weights.disruption.saturating_sub(1).checked_div(a_day) {
            from = from.max(day.saturating_sub((days as i32).saturating_mul(planner::DAY)));
        }
        (from.min(start), until.max(end))
    }

    fn lock(&self, meeting: &Meeting, needs: &[planner::Need], lock: domain::Lock) -> LockedMeeting {
        LockedMeeting {
            topic: topic_id(meeting),
            needs: needs.iter().map(|need| need.id.clone()).collect(),
            providers: lock.providers.then(|| meeting.providers.iter().map(|s| s.provider.0.clone()).collect()),
            start: lock.start.then(|| self.start(meeting)),
            place: lock.place.then(|| place_of(&meeting.place)),
        }
    }

    /// The problem after some changes, with every existing meeting so that it can stand: what the planner's rules do not
    /// let stand is set free to move, or only keeps its people busy.
    ///
    /// # Errors
    /// [`Problem::WrongLock`] where what somebody locked is what cannot stay; [`Problem::Cancelled`]; those of `adjust`.
    pub(super) fn settled(
        &self,
        standing: &mut Standing,
        weights: planner::Weights,
        adjust: impl Fn(&Built) -> Result<Vec<Adjustment>, Problem>,
        task: &Task,
    ) -> Result<Built, Problem> {
        loop {
            goes_on(task)?;
            let mut built = self.assemble(standing, weights);
            let changes = adjust(&built)?;
            if standing.loose.is_empty() && standing.broken.is_empty() {
                self.check_locks(&changes, task)?;
            }
            let before = unfit(&built);
            if !before.is_empty() {
                standing.loosen(&before);
                continue;
            }
            built.problem = built.problem.adjusted(&changes).map_err(crate::problems::unexpected)?;
            let after = unfit(&built);
            if after.is_empty() {
                return Ok(built);
            }
            if standing.moving == Moving::Broken {
                let known = standing.broken.len();
                standing.broken.extend(after.iter().flatten().filter(|id| self.may_move(id)).cloned());
                if standing.broken.len() > known {
                    continue;
                }
            }
            standing.loosen(&after);
        }
    }

    fn may_move(&self, id: &MeetingId) -> bool {
        self.cast.meetings.iter().any(|meeting| meeting.id == *id && self.start(meeting) >= self.earliest)
    }

    /// Names the first meeting that cannot stay as somebody locked it.
    fn check_locks(&self, changes: &[Adjustment], task: &Task) -> Result<(), Problem> {
        let planned = self.cast.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
        for meeting in planned.filter(|meeting| meeting.lock.any() && !meeting.conflict_kept) {
            let asked = self.inside(meeting) && self.start(meeting) >= self.earliest;
            let doubtful = !changes.is_empty() || !self.is_clear(meeting);
            if asked && doubtful && !meeting.clients.is_empty() {
                goes_on(task)?;
                self.check_lock(meeting, changes)?;
            }
        }
        Ok(())
    }

    /// Whether a meeting could be held as it is locked if it were the only one.
    fn check_lock(&self, meeting: &Meeting, changes: &[Adjustment]) -> Result<(), Problem> {
        let entry = self.movable(meeting, &self.deciding.settings.weights);
        let mut alone = planner::Problem {
            format: planner::PROBLEM_FORMAT.to_owned(),
            grid: self.grid(),
            travel: self.ways(),
            clients: self.clients(&entry.needs, &[]),
            providers: self.providers(&[]),
            rooms: self.rooms(&[]),
            topics: vec![entry.topic],
            needs: entry.needs,
            locked: entry.locked.into_iter().collect(),
            ..planner::Problem::default()
        };
        for change in changes {
            // Others' needs and topics are not in it.
            if let Ok(changed) = alone.adjusted(std::slice::from_ref(change)) {
                alone = changed;
            }
        }
        let options = Options { steps: Some(0), ..Options::default() };
        match planner::solve(&alone, &options, &Undisturbed) {
            Err(planner::SolveError::WrongLock { why, .. }) => Err(self.wrong_lock(meeting, &why)),
            _ => Ok(()),
        }
    }

    /// A lock that cannot be kept, by the meeting's name and those of whoever stands in its way.
    pub(super) fn wrong_lock(&self, meeting: &Meeting, why: &planner::LockFault) -> Problem {
        let mut parts: Vec<String> = Vec::new();
        let mut known = |rule: Option<String>, value: serde_json::Value| {
            let mut ids = Vec::new();
            super::names::texts(&value, &mut ids);
            let names: Vec<String> = ids.iter().filter_map(|id| self.cast.any_name(id)).collect();
            let part = [rule.unwrap_or_default(), names.join(", ")];
            let part = part.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(": ");
            if !part.is_empty() && !parts.contains(&part) {
                parts.push(part);
            }
        };
        match why {
            planner::LockFault::Breaks { broken } => {
                for broken in broken {
                    known(Some(format!("{:?}", broken.rule)), serde_json::to_value(&broken.detail).unwrap_or_default());
                }
            }
            planner::LockFault::NoPlacing { reasons } => {
                for reason in reasons {
                    known(None, serde_json::to_value(reason).unwrap_or_default());
                }
            }
            planner::LockFault::SharedNeed { .. } | planner::LockFault::Disagrees { .. } => {}
        }
        Problem::WrongLock { meeting: self.cast.title(meeting), detail: parts.join("; ") }
    }
}

fn goes_on(task: &Task) -> Result<(), Problem> {
    if task.is_cancelled() { Err(Problem::Cancelled) } else { Ok(()) }
}

/// A need for each client of a meeting, by the window that each may have.
fn needs_of(meeting: &Meeting, topic: &str, window: impl Fn(&domain::Attendance) -> (i32, i32)) -> Vec<planner::Need> {
    let need = |(number, attendance): (usize, &domain::Attendance)| {
        let (from, until) = window(attendance);
        planner::Need {
            id: format!("{topic}|{number}"),
            client: attendance.client.0.clone(),
            topic: topic.to_owned(),
            priority: PROMISED,
            from,
            until,
        }
    };
    meeting.clients.iter().enumerate().map(need).collect()
}

/// The meetings held in full that break a rule of the planner's where they are, together with those they break it with.
fn unfit(built: &Built) -> Vec<Vec<MeetingId>> {
    let problem = &built.problem;
    let meetings: Vec<PlannedMeeting> = problem
        .locked
        .iter()
        .filter_map(|entry| {
            let (providers, start, place) = (entry.providers.clone()?, entry.start?, entry.place.clone()?);
            Some(PlannedMeeting { topic: entry.topic.clone(), needs: entry.needs.clone(), providers, start, place })
        })
        // What may move and is locked in every field is judged by the search, which names it.
        .filter(|meeting| !problem.published.iter().any(|published| published.topic == meeting.topic))
        .collect();
    let plan = Plan { meetings, ..Plan::default() };
    let id = |at: &u32| built.meanings.get(&plan.meetings.get(*at as usize)?.topic)?.existing.clone();
    // Needs not met and locks not kept are those of the rest of the problem; a start off the grid may be locked.
    let broken = planner::evaluate(problem, &plan).broken;
    broken
        .iter()
        .filter(|broken| !matches!(broken.rule, Rule::H11 | Rule::H12))
        .map(|broken| broken.meetings.iter().filter_map(id).collect::<Vec<_>>())
        .filter(|together| !together.is_empty())
        .collect()
}
