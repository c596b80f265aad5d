//! Times at which everybody and the place are free.
//!
//! The hours, absences, meetings and times taken elsewhere of all who come are laid over each other first; what is left is
//! held against every rule that a meeting is held against, so that a time given here has no conflict.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;
use contract::views::{FreeTime, FreeTimesRequest};
use contract::{FieldFault, Problem, Thing};
use domain::calendar::available;
use domain::conflict::Conflict;
use domain::time::{civil, instant};
use domain::{Absence, BusyOwner, Meeting, MeetingStatus, Place, WeeklyHours, ZoneName};

use super::{Cast, conflicts};
use crate::calendars::KeptHolidays;
use crate::problems;
use crate::state::App;

/// How far is looked where nothing is said.
const USUAL: TimeDelta = TimeDelta::weeks(8);
/// How far is looked at most.
const MOST_DAYS: i64 = 366;
/// How many times are given at most.
const MOST: usize = 100;
/// Candidates that are held against all rules, at most: work must end.
const TRIED: usize = 4000;
/// How far apart two times of one day are at least, so that they are a choice.
const APART: TimeDelta = TimeDelta::hours(2);

type Span = (DateTime<Utc>, DateTime<Utc>);

/// Times at which everybody and the place are free, as asked for.
pub(crate) async fn free_times(app: &App, request: &FreeTimesRequest) -> Result<Vec<FreeTime>, Problem> {
    let mut read = app.read().await?;
    let meeting = store::meetings::get(&mut read, &request.meeting).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: request.meeting.0.clone() })?;
    let from = request.from.unwrap_or_else(|| app.clock.today());
    let to = request.to.unwrap_or(from + USUAL).min(from + TimeDelta::days(MOST_DAYS));
    if to < from {
        return Err(Problem::Invalid { faults: vec![FieldFault::Order { field: "to".into() }] });
    }
    let mut search = Search::load(app, &mut read, from, to).await?;
    let clients = meeting.clients.iter().map(|attendance| attendance.client.clone()).collect();
    search.cast.add_clients(&mut read, clients).await?;
    drop(read);
    let (most, nearest) = (request.most as usize, request.nearest);
    let found = tokio::task::spawn_blocking(move || search.of(&meeting, most, nearest));
    found.await.map_err(problems::unexpected)
}

/// What a search for free times works on, loaded once for any number of meetings.
pub(crate) struct Search {
    pub cast: Cast,
    pub holidays: KeptHolidays,
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
    grid: u32,
    now: DateTime<Utc>,
}

impl Search {
    /// Loads a stretch of days, both inclusive. The clients of meetings outside it must be added to the cast.
    pub(crate) async fn load(
        app: &App,
        read: &mut store::Read,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Self, Problem> {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        // Two days more on each side: another zone's day, and the neighbours of the first and the last meeting.
        let cast = Cast::load(read, midnight(from) - TimeDelta::days(2), midnight(to) + TimeDelta::days(3)).await?;
        let grid = crate::workspace::settings(read).await?.grid.max(1);
        Ok(Self { cast, holidays: KeptHolidays::load(read).await?, from, to, grid, now: app.clock.now() })
    }

    /// The free times of a meeting: nearest to where it lies, or spread over the days.
    pub(crate) fn of(&self, meeting: &Meeting, most: usize, nearest: bool) -> Vec<FreeTime> {
        let rules = meeting.zone.rules_or_utc();
        let among = self.cast.around(meeting);
        let starts = self.starts(&among, meeting, rules);
        let mut tried = 0;
        let mut is_free = |at: &DateTime<Utc>| {
            tried += 1;
            tried <= TRIED && {
                let there = Meeting { start: civil(*at, rules), status: MeetingStatus::Planned, ..meeting.clone() };
                conflicts(&among, &there).iter().all(|found| is_of_any_time(&found.conflict))
            }
        };
        let most = most.min(MOST);
        let mut chosen = if nearest {
            let own = meeting.span().0;
            let mut starts: Vec<_> = starts.into_iter().filter(|at| *at != own).collect();
            starts.sort_by_key(|at| ((*at - own).abs(), *at));
            starts.into_iter().filter(|at| is_free(at)).take(most).collect()
        } else {
            self.spread(meeting, starts, most, rules, is_free)
        };
        if !nearest {
            chosen.sort_unstable();
        }
        let view = |at: DateTime<Utc>| {
            let there = Meeting { start: civil(at, rules), ..meeting.clone() };
            let holiday = self.holidays.of_meeting(&self.cast, &there).into_iter().next();
            FreeTime { start: there.start, zone: meeting.zone.0.clone(), holiday }
        };
        chosen.into_iter().map(view).collect()
    }

    /// Beginnings on the grid, in order, at which the hours of all who come are open and nothing is planned: those that
    /// remain to be held against the rules.
    fn starts(&self, among: &Cast, meeting: &Meeting, rules: Tz) -> Vec<DateTime<Utc>> {
        let open = self.open(among, meeting);
        let (length, grid) = (meeting.minutes.delta(), TimeDelta::minutes(i64::from(self.grid)));
        let mut starts = Vec::new();
        for (from, to) in open {
            let from = from.max(self.now);
            let begins = civil(from, rules);
            let past = TimeDelta::seconds(i64::from(begins.num_seconds_from_midnight()) % grid.num_seconds());
            let mut at = if past.is_zero() { begins } else { begins - past + grid };
            while instant(at, rules) + length <= to {
                // Of an hour that is skipped or comes twice nothing is offered.
                let start = instant(at, rules);
                if civil(start, rules) == at && start >= from {
                    starts.push(start);
                }
                at += grid;
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// The stretches of time in which all who come and the place are free.
    fn open(&self, cast: &Cast, meeting: &Meeting) -> Vec<Span> {
        let rules = meeting.zone.rules_or_utc();
        let first = instant(self.from.and_time(NaiveTime::MIN), rules);
        let last = instant((self.to + TimeDelta::days(1)).and_time(NaiveTime::MIN), rules);
        let mut open = vec![(first, last)];
        for service in &meeting.providers {
            if let Some(provider) = cast.providers.get(&service.provider) {
                open = both(&open, &self.hours(&provider.hours, &provider.absences, &provider.zone));
                open = self.without_taken(open, &BusyOwner::Provider(provider.id.clone()), (first, last));
            }
        }
        for attendance in &meeting.clients {
            if let Some(client) = cast.clients.get(&attendance.client) {
                open = both(&open, &self.hours(&client.hours, &[], &client.zone));
                open = self.without_taken(open, &BusyOwner::Client(client.id.clone()), (first, last));
            }
        }
        if let Place::Room(id) = &meeting.place
            && let Some(room) = cast.rooms.get(id)
            && let Some(site) = cast.sites.get(&room.site)
        {
            open = both(&open, &self.hours(&room.hours, &[], &site.zone));
            open = self.without_taken(open, &BusyOwner::Room(id.clone()), (first, last));
        }
        for other in &cast.meetings {
            open = less(open, other.span());
        }
        open
    }

    /// Weekly hours less absences, as instants.
    fn hours(&self, hours: &WeeklyHours, absences: &[Absence], zone: &ZoneName) -> Vec<Span> {
        let rules = zone.rules_or_utc();
        let days = (self.from - TimeDelta::days(2), self.to + TimeDelta::days(3));
        let open = available(hours, absences, days.0, days.1);
        let spans = open.into_iter().map(|(from, to)| (instant(from, rules), instant(to, rules)));
        spans.filter(|(from, to)| from < to).collect()
    }

    fn without_taken(&self, mut open: Vec<Span>, owner: &BusyOwner, range: Span) -> Vec<Span> {
        for taken in self.cast.taken_between(owner, range.0, range.1) {
            open = less(open, (taken.time.from, taken.time.to));
        }
        open
    }

    /// At most two times a day, at hours that differ from day to day; working days first, holidays only where there are
    /// not enough of those.
    fn spread(
        &self,
        meeting: &Meeting,
        starts: Vec<DateTime<Utc>>,
        most: usize,
        rules: Tz,
        mut is_free: impl FnMut(&DateTime<Utc>) -> bool,
    ) -> Vec<DateTime<Utc>> {
        let mut days: Vec<(bool, Vec<DateTime<Utc>>)> = Vec::new();
        for day in starts.chunk_by(|a, b| civil(*a, rules).date() == civil(*b, rules).date()) {
            let Some(first) = day.first() else { continue };
            let there = Meeting { start: civil(*first, rules), ..meeting.clone() };
            days.push((!self.holidays.of_meeting(&self.cast, &there).is_empty(), day.to_vec()));
        }
        let mut chosen: Vec<DateTime<Utc>> = Vec::new();
        let mut hours = [0u32; 24];
        let hour = |at: &DateTime<Utc>| civil(*at, rules).hour() as usize % 24;
        for (holiday, round) in [(false, 0), (false, 1), (true, 0), (true, 1)] {
            for (_, day) in days.iter_mut().filter(|(is_holiday, _)| *is_holiday == holiday) {
                if chosen.len() >= most {
                    return chosen;
                }
                let date = |at: &DateTime<Utc>| civil(*at, rules).date();
                let Some(today) = day.first().map(date) else { continue };
                let own: Vec<_> = chosen.iter().filter(|at| date(at) == today).copied().collect();
                if own.len() > round {
                    continue;
                }
                let mut candidates: Vec<_> =
                    day.iter().filter(|at| own.iter().all(|own| (**at - *own).abs() >= APART)).copied().collect();
                // The hour taken least so far; a full hour before a quarter past.
                candidates.sort_by_key(|at| (hours[hour(at)], civil(*at, rules).minute(), *at));
                if let Some(found) = candidates.into_iter().find(|at| is_free(at)) {
                    hours[hour(&found)] += 1;
                    chosen.push(found);
                } else if round == 0 {
                    day.clear();
                }
            }
        }
        chosen
    }
}

/// Whether a conflict would be there at any other time too, so that looking for one is no use.
fn is_of_any_time(conflict: &Conflict) -> bool {
    matches!(
        conflict,
        Conflict::Rivals { .. }
            | Conflict::Seats { .. }
            | Conflict::SkillMissing { .. }
            | Conflict::NotTheOnlyClient { .. }
            | Conflict::Format { .. }
    )
}

/// What lies in both of two lists, each in order and without overlaps.
fn both(a: &[Span], b: &[Span]) -> Vec<Span> {
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let (from, to) = (x.0.max(y.0), x.1.min(y.1));
        if from < to {
            found.push((from, to));
        }
        if x.1 < y.1 { i += 1 } else { j += 1 }
    }
    found
}

fn less(open: Vec<Span>, (from, to): Span) -> Vec<Span> {
    let mut left = Vec::with_capacity(open.len() + 1);
    for (start, end) in open {
        if to <= start || end <= from {
            left.push((start, end));
            continue;
        }
        if start < from {
            left.push((start, from));
        }
        if to < end {
            left.push((to, end));
        }
    }
    left
}
