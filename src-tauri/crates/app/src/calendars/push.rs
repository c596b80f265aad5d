//! Bringing an account's calendar to hold the plan.
//!
//! What is done is written down at once, one meeting after the other, so that a push that ends in the middle, whatever
//! ended it, is gone on with by the next. Nothing that somebody changed on the server is written over unasked.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use contract::views::{PushChoice, PushDifference, PushRefused, PushRequest, Pushed};
use contract::{Area, Outcome, Problem, Progress as Told, Task};
use domain::{AccountId, Meeting, MeetingId, MeetingStatus};
use exchange::calendar::{CalendarFile, Recipient, event, uid, write as write_calendar};
use servers::ServerFault;
use servers::caldav::{self, Choice, Chosen, Difference, Done, Progress, Resource, Server, Stopped};
use store::{PushedMeeting, Store};

use super::taking::{self, Took};
use super::{accounts, fetching};
use crate::invitations::outward::{self, Going};
use crate::invitations::{Round, alarms, is_outdated, names};
use crate::problems;
use crate::state::App;

/// Years ahead that a push reaches.
const AHEAD: i64 = 5;

/// Pushes the plan: what is planned from today on, and what became of all that was pushed before.
pub(crate) async fn push(app: &App, request: PushRequest, task: &Task) -> Result<Outcome<Pushed>, Problem> {
    let turn = app.turn(&format!("push {}", request.account));
    let _turn = turn.lock().await;
    let store = app.store().await?;
    let mut read = store.read().await.map_err(problems::store)?;
    let account = accounts::existing(&mut read, &request.account).await?;
    let calendar = account.push_to.clone().filter(|calendar| !calendar.is_empty());
    let calendar = calendar.ok_or_else(|| Problem::NoCalendarChosen { name: account.name.clone() })?;
    let held = store::pushed::of(&mut read, &account.id, &calendar).await.map_err(problems::store)?;
    drop(read);
    let server = accounts::server(app, &account).await?;
    let mut push = Push {
        app,
        store,
        account: account.id.clone(),
        name: account.name,
        calendar,
        held: held.into_iter().map(|row| (row.meeting.clone(), row)).collect(),
        task,
        pushed: Pushed {
            added: 0,
            changed: 0,
            unchanged: 0,
            removed: 0,
            taken: 0,
            differences: Vec::new(),
            refused: Vec::new(),
            problem: None,
        },
        stale: BTreeSet::from([Area::Calendars, Area::Invitations]),
    };
    let chosen = push.choices(&server, &request.choices).await?;
    if push.pushed.problem.is_none() {
        push.all(&server, &chosen, request.language).await?;
    }
    Ok(Outcome { value: push.pushed, stale: push.stale, gesture: None })
}

struct Push<'a> {
    app: &'a App,
    store: Store,
    account: AccountId,
    /// What people call the account.
    name: String,
    calendar: String,
    held: HashMap<MeetingId, PushedMeeting>,
    task: &'a Task,
    pushed: Pushed,
    stale: BTreeSet<Area>,
}

/// What the calendar is to hold.
struct Desired {
    round: Round,
    /// By the name that calendars know them by; those that are gone as they were last known, where that is known.
    meetings: HashMap<String, (MeetingId, Option<Meeting>)>,
    resources: Vec<Resource>,
    /// Names of those that are off: written as cancelled, or taken away.
    off: HashSet<String>,
}

fn file_name(uid: &str) -> String {
    format!("{}.ics", uid.replace('@', "-"))
}

impl Push<'_> {
    fn problem(&self, fault: ServerFault) -> Problem {
        Problem::Server { name: self.name.clone(), fault }
    }

    fn href(&self, choice: &PushChoice) -> String {
        let known = self.held.get(&choice.meeting).map(|row| row.href.clone());
        let usual = || format!("{}/{}", self.calendar.trim_end_matches('/'), file_name(&uid(&choice.meeting)));
        choice.href.clone().or(known).unwrap_or_else(usual)
    }

    /// Does what was chosen about differences as far as it is about the plan, and gives what remains to be done on the
    /// server.
    async fn choices(&mut self, server: &Server, choices: &[PushChoice]) -> Result<Vec<Chosen>, Problem> {
        let mut chosen = Vec::new();
        for choice in choices {
            let (uid, href) = (uid(&choice.meeting), self.href(choice));
            let as_chosen = |what| Chosen { uid, href: href.clone(), etag: choice.etag.clone(), choice: what };
            if !choice.take {
                chosen.push(as_chosen(Choice::Overwrite));
                continue;
            }
            let mut read = self.store.read().await.map_err(problems::store)?;
            let meeting = store::meetings::get(&mut read, &choice.meeting).await.map_err(problems::store)?;
            drop(read);
            let Some(meeting) = meeting else {
                // Gone here, and wanted there: it is no longer ours to look after.
                let mut record = self.store.record().await.map_err(problems::store)?;
                let removed = store::pushed::remove(&mut record, &self.account, &self.calendar, &choice.meeting);
                removed.await.map_err(problems::store)?;
                record.commit().await.map_err(problems::store)?;
                self.held.remove(&choice.meeting);
                self.pushed.taken += 1;
                continue;
            };
            match taking::take(self.app, server, &href, &meeting, choice).await {
                Took::Taken(stale) => {
                    self.stale.extend(stale);
                    self.pushed.taken += 1;
                    chosen.push(as_chosen(Choice::Take));
                }
                // Shown again, as it is by now.
                Took::Changed => {}
                Took::Refused(problem) => {
                    let mut read = self.store.read().await.map_err(problems::store)?;
                    let round = Round::of(self.app, &mut read, vec![meeting.clone()], Vec::new()).await?;
                    let title = round.cast.title(&meeting);
                    self.pushed.refused.push(PushRefused { meeting: meeting.id, title, problem });
                }
                Took::Failed(fault) => {
                    self.pushed.problem = Some(self.problem(fault));
                    break;
                }
            }
        }
        Ok(chosen)
    }

    async fn all(&mut self, server: &Server, chosen: &[Chosen], language: domain::Language) -> Result<(), Problem> {
        let desired = self.desired(language).await?;
        self.begin(&desired).await?;
        let known: Vec<caldav::Pushed> = self
            .held
            .values()
            .map(|row| caldav::Pushed {
                uid: uid(&row.meeting),
                href: row.href.clone(),
                etag: row.etag.clone(),
                body_hash: row.digest.clone(),
            })
            .collect();
        let mut recorder = Recorder {
            store: self.store.clone(),
            account: &self.account,
            calendar: &self.calendar,
            desired: &desired,
            held: &self.held,
            task: self.task,
            now: self.app.clock.now(),
            counts: &mut self.pushed,
            trouble: None,
        };
        let pushing = caldav::push(server, &self.calendar, &desired.resources, &known, chosen, &mut recorder);
        // A server that does not answer must not keep who wants to stop; what was on its way is found by the next push.
        let report = fetching::unless_cancelled(self.task, async { Ok(pushing.await) }).await;
        if let Some(trouble) = recorder.trouble.take() {
            return Err(trouble);
        }
        let report = match report {
            Ok(report) => report,
            Err(problem) => {
                self.pushed.problem = Some(problem);
                return Ok(());
            }
        };
        self.pushed.unchanged = report.unchanged;
        self.pushed.problem = match report.failed {
            Some(fault) => Some(self.problem(fault)),
            None => report.stopped.then_some(Problem::Cancelled),
        };
        for difference in report.differences {
            self.pushed.differences.extend(shown(&desired, difference));
        }
        for refused in report.refused {
            let Some((id, meeting)) = desired.meetings.get(&refused.uid) else { continue };
            let title = meeting.as_ref().map(|meeting| desired.round.cast.title(meeting)).unwrap_or_default();
            let problem = self.problem(refused.fault);
            self.pushed.refused.push(PushRefused { meeting: id.clone(), title, problem });
        }
        Ok(())
    }

    /// Writes down what is about to be new on the server: where its answer is lost, or waiting for it is broken off, the
    /// next push still knows that the meeting may be there, and by what it is known as ours.
    async fn begin(&self, desired: &Desired) -> Result<(), Problem> {
        let mut record = self.store.record().await.map_err(problems::store)?;
        for resource in desired.resources.iter().filter(|resource| !resource.cancelled) {
            let Some((meeting, _)) = desired.meetings.get(&resource.uid) else { continue };
            if self.held.get(meeting).is_some_and(|row| !row.etag.is_empty()) {
                continue;
            }
            let row = PushedMeeting {
                meeting: meeting.clone(),
                href: format!("{}/{}", self.calendar.trim_end_matches('/'), resource.file_name),
                etag: String::new(),
                digest: caldav::body_hash(&resource.body),
                at: self.app.clock.now(),
            };
            // What was begun before is recognised by what was sent then.
            if !self.held.contains_key(meeting) {
                store::pushed::put(&mut record, &self.account, &self.calendar, &row).await.map_err(problems::store)?;
            }
        }
        record.commit().await.map_err(problems::store)
    }

    /// Our own copy of every meeting that the calendar is to hold, in the version that the outer world knows.
    async fn desired(&self, language: domain::Language) -> Result<Desired, Problem> {
        let mut read = self.store.read().await.map_err(problems::store)?;
        let today = self.app.clock.today().and_time(NaiveTime::MIN).and_utc();
        let ahead = today + TimeDelta::days(365 * AHEAD);
        let mut meetings = store::meetings::between(&mut read, today, ahead).await.map_err(problems::store)?;
        // Cancelled before anybody heard of it: there is nothing to tell.
        meetings.retain(|m| m.status != MeetingStatus::Cancelled || self.held.contains_key(&m.id));
        let found: HashSet<MeetingId> = meetings.iter().map(|meeting| meeting.id.clone()).collect();
        let mut gone = Vec::new();
        for id in self.held.keys().filter(|id| !found.contains(*id)) {
            match store::meetings::get(&mut read, id).await.map_err(problems::store)? {
                // Past, or moved there: what changed since it was pushed is still brought up to date.
                Some(meeting) => meetings.push(meeting),
                None => gone.push(id.clone()),
            }
        }
        let then = store::outward::of(&mut read, &gone).await.map_err(problems::store)?;
        let alarms = alarms(&mut read).await?;
        let mut round = Round::of(self.app, &mut read, meetings.clone(), Vec::new()).await?;
        let clients = then.values().flat_map(|row| row.then.clients.iter().map(|a| a.client.clone())).collect();
        round.cast.add_clients(&mut read, clients).await?;
        drop(read);
        let going: Vec<Going<'_>> = meetings.iter().map(Going::from).collect();
        let versions = outward::settle(self.app, &going).await?;
        let names = names(&round.cast, language);
        let (mut resources, mut off, mut by_uid) = (Vec::new(), HashSet::new(), HashMap::new());
        meetings.sort_by_key(|meeting| (meeting.span().0, meeting.id.clone()));
        for meeting in &meetings {
            let out = versions.get(&meeting.id).map_or_else(|| meeting.clone(), |version| version.on(meeting));
            let answered = |party: &str| {
                let reply = round.replies.get(&(meeting.id.clone(), party.to_owned()))?;
                (!is_outdated(&round, meeting, reply)).then_some(reply.attends.into())
            };
            let mut entry = event(&out, &Recipient::Internal, &names).answered(answered);
            entry.alarms.clone_from(&alarms);
            let body = write_calendar(&CalendarFile::resource(entry)).map_err(problems::unexpected)?;
            let is_past = meeting.span().1 < today;
            // People write into what is over; that is no difference anybody must settle.
            if is_past && self.held.get(&meeting.id).is_some_and(|row| row.digest == caldav::body_hash(&body)) {
                continue;
            }
            let uid = uid(&meeting.id);
            if meeting.status == MeetingStatus::Cancelled {
                off.insert(uid.clone());
            }
            resources.push(Resource { file_name: file_name(&uid), uid: uid.clone(), body, cancelled: false });
            by_uid.insert(uid, (meeting.id.clone(), Some(meeting.clone())));
        }
        for id in gone {
            let uid = uid(&id);
            off.insert(uid.clone());
            let body = String::new();
            resources.push(Resource { file_name: file_name(&uid), uid: uid.clone(), body, cancelled: true });
            let known = then.get(&id).map(|row| outward::cancelled(&row.then));
            by_uid.insert(uid, (id, known));
        }
        drop(names);
        Ok(Desired { round, meetings: by_uid, resources, off })
    }
}

fn shown(desired: &Desired, difference: Difference) -> Option<PushDifference> {
    let (id, meeting) = desired.meetings.get(&difference.uid)?;
    let cast = &desired.round.cast;
    let meeting = meeting.as_ref()?;
    Some(PushDifference {
        meeting: id.clone(),
        title: cast.title(meeting),
        ours: taking::ours(meeting, cast.place_name(&meeting.place)),
        theirs: difference.theirs.as_deref().and_then(|bytes| taking::theirs(meeting, bytes)),
        href: difference.href,
        etag: difference.etag,
        properties: difference.properties,
    })
}

/// Writes down each thing the moment it is done.
struct Recorder<'a> {
    store: Store,
    account: &'a AccountId,
    calendar: &'a str,
    desired: &'a Desired,
    held: &'a HashMap<MeetingId, PushedMeeting>,
    task: &'a Task,
    now: DateTime<Utc>,
    counts: &'a mut Pushed,
    /// Why something could not be written down.
    trouble: Option<Problem>,
}

impl Recorder<'_> {
    async fn keep(&mut self, done: &Done) -> Result<(), Problem> {
        let (Done::Pushed(caldav::Pushed { uid, .. }) | Done::Removed { uid }) = done;
        let Some((meeting, _)) = self.desired.meetings.get(uid) else { return Ok(()) };
        let mut record = self.store.record().await.map_err(problems::store)?;
        match done {
            Done::Pushed(pushed) => {
                let row = PushedMeeting {
                    meeting: meeting.clone(),
                    href: pushed.href.clone(),
                    etag: pushed.etag.clone(),
                    digest: pushed.body_hash.clone(),
                    at: self.now,
                };
                store::pushed::put(&mut record, self.account, self.calendar, &row).await.map_err(problems::store)?;
            }
            Done::Removed { .. } => {
                let removed = store::pushed::remove(&mut record, self.account, self.calendar, meeting);
                removed.await.map_err(problems::store)?;
            }
        }
        record.commit().await.map_err(problems::store)?;
        let counts = &mut *self.counts;
        let count = match done {
            Done::Removed { .. } => &mut counts.removed,
            Done::Pushed(_) if self.desired.off.contains(uid) => &mut counts.removed,
            Done::Pushed(_) if self.held.get(meeting).is_some_and(|row| !row.etag.is_empty()) => &mut counts.changed,
            Done::Pushed(_) => &mut counts.added,
        };
        *count += 1;
        Ok(())
    }
}

impl caldav::Record for Recorder<'_> {
    async fn done(&mut self, done: &Done) -> Result<(), Stopped> {
        self.keep(done).await.map_err(|problem| {
            self.trouble = Some(problem);
            Stopped
        })
    }

    fn progress(&mut self, progress: Progress) -> Result<(), Stopped> {
        let (done, total) = (progress.dealt_with, progress.of);
        self.task.report(Told { phase: "pushing".into(), done, total, search: None });
        if self.task.is_cancelled() || self.task.is_stopped() { Err(Stopped) } else { Ok(()) }
    }
}
