//! Calendars into a folder: files to import, a folder to watch, or feeds to subscribe to.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use contract::views::{CalendarScope, ExportRequest, ExportShape, Exported};
use contract::{FieldFault, Problem, Thing};
use domain::time::instant;
use domain::{Attends, Meeting, MeetingId, MeetingStatus, Minutes, Place, ProviderId, RoomId};
use exchange::calendar::{
    CalendarFile, CalendarOf, Event, Method, Names, Recipient, event, file_name, write as write_calendar,
};

use super::put::{Writing, folder, off_the_worker, put};
use super::watched;
use crate::invitations::outward::{self, Going};
use crate::invitations::{Round, alarms, is_outdated, names};
use crate::meetings::planning_zone;
use crate::problems;
use crate::state::App;

/// Years ahead that an export without an end reaches.
const AHEAD: i64 = 5;
/// Minutes after which a feed can be asked for again at the soonest, and at the latest: a week.
const REFRESH: std::ops::RangeInclusive<u32> = 5..=7 * 24 * 60;

/// Writes the calendars asked for.
pub(crate) async fn export(app: &App, request: ExportRequest) -> Result<Exported, Problem> {
    if let ExportShape::Feed { refresh } = request.shape
        && !REFRESH.contains(&refresh)
    {
        let (min, max) = (*REFRESH.start(), *REFRESH.end());
        return Err(Problem::Invalid { faults: vec![FieldFault::Range { field: "shape.refresh".into(), min, max }] });
    }
    let mut plan = Plan::load(app, &request).await?;
    let calendars = plan.calendars(&request)?;
    let folder = folder(&request.folder).await?;
    plan.settle(app, &calendars).await?;
    let names = names(&plan.round.cast, request.language);
    let mut files = Vec::new();
    let mut held: HashSet<usize> = HashSet::new();
    for calendar in &calendars {
        let path = folder.join(file_name(&calendar.of()));
        let watched = path.with_extension("");
        let there = if request.shape == ExportShape::Folder { &watched } else { &path };
        // One that an earlier export has written must be written again, were it only to be emptied.
        if calendar.meetings.is_empty() && calendar.only_with_meetings && !there.exists() {
            continue;
        }
        held.extend(calendar.meetings.iter().copied());
        let events = plan.events(calendar, &names);
        files.extend(match request.shape {
            ExportShape::Files => plan.file(calendar, path, events.collect(), None).await?,
            ExportShape::Feed { refresh } => {
                plan.file(calendar, path, events.collect(), Some(Minutes(refresh))).await?
            }
            ExportShape::Folder => {
                let standing: Vec<(MeetingId, Event)> = calendar
                    .meetings
                    .iter()
                    .zip(events)
                    .filter(|(at, _)| plan.meetings[**at].status != MeetingStatus::Cancelled)
                    .map(|(at, event)| (plan.meetings[*at].id.clone(), event))
                    .collect();
                plan.watched(app, calendar, watched, standing).await?
            }
        });
    }
    let counted = held.iter().filter(|at| !plan.gone.contains(&plan.meetings[**at].id)).count();
    Ok(Exported { files, meetings: counted as u32 })
}

/// Of what a calendar is.
enum Of {
    Plan { days: Option<(NaiveDate, NaiveDate)> },
    Meeting(MeetingId),
    Person(ProviderId),
    Room(RoomId),
}

/// A calendar to be written.
struct Calendar {
    of: Of,
    name: String,
    /// Which of the plan's meetings.
    meetings: Vec<usize>,
    /// Left out where it is empty and nothing of it was written before.
    only_with_meetings: bool,
}

impl Calendar {
    fn of(&self) -> CalendarOf<'_> {
        match &self.of {
            Of::Plan { days: None } => CalendarOf::WholePlan,
            Of::Plan { days: Some((from, to)) } => CalendarOf::Plan(*from, *to),
            Of::Meeting(id) => CalendarOf::Meeting(id),
            Of::Person(id) => CalendarOf::Person(id),
            Of::Room(id) => CalendarOf::Room(id),
        }
    }

    /// Whether a meeting belongs into it, whenever it is.
    fn takes(&self, meeting: &Meeting) -> bool {
        match &self.of {
            Of::Plan { .. } => true,
            Of::Meeting(id) => meeting.id == *id,
            Of::Person(id) => meeting.providers.iter().any(|service| service.provider == *id),
            Of::Room(id) => meeting.place == Place::Room(id.clone()),
        }
    }

    /// Whose copies it holds: the plan's are ours, with notes and values; a single meeting is passed on by its face, and
    /// holds what any provider may see.
    fn recipient<'a>(&'a self, meeting: &'a Meeting) -> Recipient<'a> {
        match &self.of {
            Of::Plan { .. } => Recipient::Internal,
            // Without a face nobody passes it on: it holds what a door would show.
            Of::Meeting(_) => meeting.face().map_or(Recipient::Room, Recipient::Provider),
            Of::Person(id) => Recipient::Provider(id),
            Of::Room(_) => Recipient::Room,
        }
    }
}

/// What there is to write.
struct Plan {
    round: Round,
    /// As they go out; those that are gone are cancelled.
    meetings: Vec<Meeting>,
    /// Known outside, and no longer there.
    gone: HashSet<MeetingId>,
    first: NaiveDate,
    last: NaiveDate,
    alarms: Vec<Minutes>,
}

impl Plan {
    async fn load(app: &App, request: &ExportRequest) -> Result<Self, Problem> {
        let mut read = app.read().await?;
        let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
        let rules = planning_zone(providers.iter()).rules_or_utc();
        let first = request.from.unwrap_or_else(|| app.clock.today());
        let last = request.to.unwrap_or(first + TimeDelta::days(365 * AHEAD));
        let at = |day: NaiveDate| instant(day.and_time(NaiveTime::MIN), rules);
        let (from, to) = (at(first), at(last + TimeDelta::days(1)));
        let (mut meetings, mut gone) = (Vec::new(), Vec::new());
        if let CalendarScope::Meeting { id } = &request.scope {
            // One meeting is written whenever it is.
            let id = MeetingId::from(id.as_str());
            let meeting = store::meetings::get(&mut read, &id).await.map_err(problems::store)?;
            meetings.push(meeting.ok_or(Problem::NotFound { what: Thing::Meeting, id: id.0 })?);
        } else {
            meetings = store::meetings::between(&mut read, from, to).await.map_err(problems::store)?;
            gone = outward::gone(&mut read).await?;
            gone.retain(|meeting| meeting.span().0 < to && from < meeting.span().1);
        }
        let mut round = Round::of(app, &mut read, meetings.clone(), Vec::new()).await?;
        let clients = gone.iter().flat_map(|meeting| meeting.clients.iter().map(|a| a.client.clone())).collect();
        round.cast.add_clients(&mut read, clients).await?;
        let alarms = alarms(&mut read).await?;
        let ids = gone.iter().map(|meeting| meeting.id.clone()).collect();
        meetings.extend(gone);
        Ok(Self { round, meetings, gone: ids, first, last, alarms })
    }

    fn calendars(&self, request: &ExportRequest) -> Result<Vec<Calendar>, Problem> {
        let cast = &self.round.cast;
        let days = match (request.from, request.to) {
            (None, None) => None,
            _ => Some((self.first, self.last)),
        };
        let plan = || (Of::Plan { days }, "Cuadrante".to_owned(), false);
        let person = |id: &ProviderId, all: bool| (Of::Person(id.clone()), cast.provider_name(id), all);
        let room = |id: &RoomId, all: bool| (Of::Room(id.clone()), cast.place_name(&Place::Room(id.clone())), all);
        let wanted = match &request.scope {
            CalendarScope::Plan => vec![plan()],
            CalendarScope::Everything => {
                let mut people: Vec<_> = cast.providers.keys().collect();
                people.sort();
                let mut rooms: Vec<_> = cast.rooms.keys().collect();
                rooms.sort();
                let people = people.into_iter().map(|id| person(id, true));
                std::iter::once(plan()).chain(people).chain(rooms.into_iter().map(|id| room(id, true))).collect()
            }
            CalendarScope::Meeting { id } => {
                let title = self.meetings.first().map(|meeting| cast.title(meeting)).unwrap_or_default();
                vec![(Of::Meeting(MeetingId::from(id.as_str())), title, false)]
            }
            CalendarScope::Provider { id } => {
                let id = ProviderId::from(id.as_str());
                if !cast.providers.contains_key(&id) {
                    return Err(Problem::NotFound { what: Thing::Provider, id: id.0 });
                }
                vec![person(&id, false)]
            }
            CalendarScope::Room { id } => {
                let id = RoomId::from(id.as_str());
                if !cast.rooms.contains_key(&id) {
                    return Err(Problem::NotFound { what: Thing::Room, id: id.0 });
                }
                vec![room(&id, false)]
            }
        };
        let with_meetings = |(of, name, only_with_meetings)| {
            let mut calendar = Calendar { of, name, meetings: Vec::new(), only_with_meetings };
            let own = self.meetings.iter().enumerate().filter(|(_, meeting)| calendar.takes(meeting));
            calendar.meetings = own.map(|(at, _)| at).collect();
            calendar
        };
        Ok(wanted.into_iter().map(with_meetings).collect())
    }

    /// Settles the versions in which the meetings go out.
    async fn settle(&mut self, app: &App, calendars: &[Calendar]) -> Result<(), Problem> {
        let mut going: Vec<usize> = calendars.iter().flat_map(|calendar| calendar.meetings.iter().copied()).collect();
        going.sort_unstable();
        going.dedup();
        let going: Vec<Going<'_>> = going.into_iter().map(|at| Going::from(&self.meetings[at])).collect();
        let versions = outward::settle(app, &going).await?;
        for meeting in &mut self.meetings {
            if let Some(version) = versions.get(&meeting.id) {
                *meeting = version.on(meeting);
            }
        }
        Ok(())
    }

    /// A calendar's events, in the order of its meetings.
    fn events<'a>(&'a self, calendar: &'a Calendar, names: &'a Names<'_>) -> impl Iterator<Item = Event> + 'a {
        let remind = !matches!(calendar.of, Of::Room(_));
        calendar.meetings.iter().map(move |at| {
            let meeting = &self.meetings[*at];
            let answered = |party: &str| self.answered(meeting, party).map(Into::into);
            let mut event = event(meeting, &calendar.recipient(meeting), names).answered(answered);
            if remind {
                event.alarms = self.alarms.clone();
            }
            event
        })
    }

    /// What somebody has answered to the meeting as it stands.
    fn answered(&self, meeting: &Meeting, party: &str) -> Option<Attends> {
        let reply = self.round.replies.get(&(meeting.id.clone(), party.to_owned()))?;
        (!is_outdated(&self.round, meeting, reply)).then_some(reply.attends)
    }

    async fn file(
        &self,
        calendar: &Calendar,
        path: PathBuf,
        events: Vec<Event>,
        refresh: Option<Minutes>,
    ) -> Result<Vec<String>, Problem> {
        let file = CalendarFile { name: calendar.name.clone(), method: Method::Publish, events, refresh };
        off_the_worker(move || {
            let text = write_calendar(&file).map_err(problems::unexpected)?;
            let shown = path.display().to_string();
            put(&[Writing { path, bytes: text.into_bytes() }])?;
            Ok(vec![shown])
        })
        .await
    }

    async fn watched(
        &self,
        app: &App,
        calendar: &Calendar,
        folder: PathBuf,
        standing: Vec<(MeetingId, Event)>,
    ) -> Result<Vec<String>, Problem> {
        let off = self.off(app, calendar, &folder, &standing).await?;
        off_the_worker(move || {
            let text = |event| write_calendar(&CalendarFile::resource(event)).map_err(problems::unexpected);
            let texts = standing.into_iter().map(|(id, event)| Ok((id, text(event)?)));
            let texts = texts.collect::<Result<Vec<_>, Problem>>()?;
            let files = watched::fill(&folder, &texts, &off)?;
            Ok(files.into_iter().map(|path| path.display().to_string()).collect())
        })
        .await
    }

    /// The meetings whose files a folder holds without right: gone, cancelled, or no longer this calendar's. Those only
    /// outside the days that are written keep their files.
    async fn off(
        &self,
        app: &App,
        calendar: &Calendar,
        folder: &Path,
        standing: &[(MeetingId, Event)],
    ) -> Result<Vec<MeetingId>, Problem> {
        let standing: HashSet<&MeetingId> = standing.iter().map(|(id, _)| id).collect();
        let here: HashMap<&MeetingId, &Meeting> =
            self.round.meetings.iter().map(|meeting| (&meeting.id, meeting)).collect();
        let folder = folder.to_path_buf();
        let known = off_the_worker(move || Ok(watched::known(&folder))).await?;
        let mut read = app.read().await?;
        let mut off = Vec::new();
        for id in known.into_iter().filter(|id| !standing.contains(id)) {
            let meeting = match here.get(&id) {
                Some(meeting) => Some((*meeting).clone()),
                None => store::meetings::get(&mut read, &id).await.map_err(problems::store)?,
            };
            if meeting.is_none_or(|m| m.status == MeetingStatus::Cancelled || !calendar.takes(&m)) {
                off.push(id);
            }
        }
        Ok(off)
    }
}
