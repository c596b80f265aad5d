//! Writing invitations, updates, cancellations and reminders: one file, or two, for each person.
//!
//! The version is settled before any file is written, so that two files of one version never differ; what was told is
//! recorded after its file is on the disk, so that nobody is taken for told who was not.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use chrono::TimeDelta;
use contract::views::{Due, InvitationForm, InvitationQuery, InvitationsWrite, InvitationsWritten, LeftUntold};
use contract::{Area, Outcome, Problem, Progress, Task};
use domain::{Attends, Meeting, MeetingId, Minutes};
use exchange::mail::{self, LetterKind, MailFault};
use store::Told;

use super::line::{Line, lines};
use super::outward::{Going, Version, cancelled, next, settle};
use super::round::{Round, alarms};
use crate::files::{Writing, folder, off_the_worker, put};
use crate::problems;
use crate::state::App;

/// People whose files are written between two records of it.
const AT_ONCE: usize = 50;

/// A line that is to be written, and as what.
struct Errand {
    line: Line,
    kind: LetterKind,
}

/// Writes what is due, or what is asked for again, into a folder.
pub(crate) async fn write(
    app: &App,
    request: InvitationsWrite,
    task: &Task,
) -> Result<Outcome<InvitationsWritten>, Problem> {
    let round = load(app, &request).await?;
    let mut written = InvitationsWritten::default();
    let errands = errands(&round, &request, &mut written);
    if request.dry_run {
        errands.iter().for_each(|errand| count(&mut written, errand.kind));
        return Ok(written.into());
    }
    let folder = folder(&request.folder).await?;
    let alarms = alarms(&mut app.read().await?).await?;
    let versions = settle_all(app, &round, &errands).await?;
    let total = errands.len() as u32;
    let (mut done, mut unwritable) = (0, None);
    for some in errands.chunks(AT_ONCE) {
        task.report(Progress { phase: "writing".into(), done, total, search: None });
        let (mut units, mut written_of) = (Vec::with_capacity(some.len()), Vec::with_capacity(some.len()));
        for errand in some {
            match unit(&round, errand, &versions, &alarms, &request, &folder) {
                Ok(unit) => {
                    units.push(unit);
                    written_of.push(errand);
                }
                // One that cannot be written keeps nobody else from being told.
                Err(problem) => unwritable = Some(problem),
            }
        }
        let (files, told): (Vec<Vec<Writing>>, Vec<Option<Told>>) = units.into_iter().unzip();
        let names: Vec<Vec<String>> =
            files.iter().map(|files| files.iter().map(|file| file.path.display().to_string()).collect()).collect();
        let asked = task.clone();
        let (count_written, problem) = off_the_worker(move || {
            for (at, files) in files.iter().enumerate() {
                let stopped = asked.is_cancelled().then_some(Problem::Cancelled);
                if let Some(problem) = stopped.or_else(|| put(files).err()) {
                    return Ok((at, Some(problem)));
                }
            }
            Ok((files.len(), None))
        })
        .await?;
        let told: Vec<Told> = told.into_iter().take(count_written).flatten().collect();
        record(app, &told).await?;
        for (errand, names) in written_of.into_iter().zip(names).take(count_written) {
            count(&mut written, errand.kind);
            written.files.extend(names);
            done += 1;
        }
        if problem.is_some() {
            written.problem = problem;
            break;
        }
    }
    task.report(Progress { phase: "writing".into(), done, total, search: None });
    written.problem = written.problem.or(unwritable);
    let mut outcome = Outcome::from(written);
    outcome.stale = BTreeSet::from([Area::Invitations, Area::Meetings]);
    Ok(outcome)
}

async fn load(app: &App, request: &InvitationsWrite) -> Result<Round, Problem> {
    if request.meetings.is_empty() {
        let query = InvitationQuery { meeting: None, from: request.from, to: request.to };
        return Round::load(app, &query).await;
    }
    let mut read = app.read().await?;
    let mut gone = store::told::of_gone(&mut read).await.map_err(problems::store)?;
    gone.retain(|told| request.meetings.contains(&told.meeting));
    let mut meetings = Vec::new();
    for id in &request.meetings {
        meetings.extend(store::meetings::get(&mut read, id).await.map_err(problems::store)?);
    }
    Round::of(app, &mut read, meetings, gone).await
}

/// What is to be written; who cannot be written to is named in `written`.
fn errands(round: &Round, request: &InvitationsWrite, written: &mut InvitationsWritten) -> Vec<Errand> {
    let mut errands = Vec::new();
    for line in lines(round) {
        let party = line.row.invited.party();
        if !request.parties.is_empty() && !request.parties.iter().any(|wanted| wanted == party) {
            continue;
        }
        let Some(kind) = kind(round, &line, request) else { continue };
        match line.row.obstacle {
            Some(obstacle) => written.left_out.push(LeftUntold {
                meeting: line.row.meeting.clone(),
                title: line.row.title.clone(),
                name: line.row.name.clone(),
                obstacle,
            }),
            None => errands.push(Errand { line, kind }),
        }
    }
    errands
}

fn kind(round: &Round, line: &Line, request: &InvitationsWrite) -> Option<LetterKind> {
    let told = line.told.as_ref();
    if request.reminder {
        // To those who know the present version, and have not said that they do not come.
        let knows = line.row.due == Due::Nothing && told.is_some_and(|told| !told.cancelled);
        let ahead = line.meeting.span().0 > round.now && line.meeting.status == domain::MeetingStatus::Planned;
        let comes = !line.addressee.is_face && line.row.attends != Attends::Declined;
        return (knows && ahead && comes).then_some(LetterKind::Reminder);
    }
    match (line.row.due, told) {
        (Due::Invitation, _) => Some(LetterKind::Invitation),
        (Due::Update, _) => Some(LetterKind::Update),
        (Due::Cancellation, _) => Some(LetterKind::Cancellation),
        (Due::Nothing, Some(told)) if request.again && line.meeting.span().1 > round.now => {
            Some(if told.cancelled { LetterKind::Cancellation } else { LetterKind::Invitation })
        }
        (Due::Nothing, _) => None,
    }
}

fn count(written: &mut InvitationsWritten, kind: LetterKind) {
    *match kind {
        LetterKind::Invitation => &mut written.invitations,
        LetterKind::Update => &mut written.updates,
        LetterKind::Cancellation => &mut written.cancellations,
        LetterKind::Reminder => &mut written.reminders,
    } += 1;
}

/// Settles the version of every meeting that something goes out of. A reminder is no version.
async fn settle_all(app: &App, round: &Round, errands: &[Errand]) -> Result<HashMap<MeetingId, Version>, Problem> {
    // The meeting as it stands now, whatever some line's person knows of it.
    let mut standing: HashMap<MeetingId, Meeting> =
        round.meetings.iter().map(|meeting| (meeting.id.clone(), meeting.clone())).collect();
    for told in &round.gone {
        let known = round.outward.get(&told.meeting).map_or(&told.then, |outward| &outward.then);
        standing.entry(told.meeting.clone()).or_insert_with(|| cancelled(known));
    }
    let mut going: HashMap<&MeetingId, Going<'_>> = HashMap::new();
    for errand in errands.iter().filter(|errand| errand.kind != LetterKind::Reminder) {
        let Some(meeting) = standing.get(&errand.line.row.meeting) else { continue };
        let one = going.entry(&meeting.id).or_insert_with(|| Going::from(meeting));
        match (&errand.line.told, errand.kind) {
            // A calendar that holds a cancellation takes only what is counted higher.
            (Some(told), LetterKind::Invitation) if told.cancelled => {
                one.at_least = one.at_least.max(told.sequence + 1)
            }
            (Some(told), LetterKind::Update) => {
                let before = round.outward.get(&meeting.id);
                let version = next(before, Going::from(meeting), round.now);
                let same = before.is_some_and(|before| before.at == version.at && before.sequence == version.sequence);
                one.afresh |= same && told.sequence == version.sequence;
            }
            _ => {}
        }
    }
    let mut going: Vec<Going<'_>> = going.into_values().collect();
    going.sort_by(|a, b| a.meeting.id.cmp(&b.meeting.id));
    settle(app, &going).await
}

/// A person's files, and what will have been told by them.
fn unit(
    round: &Round,
    errand: &Errand,
    versions: &HashMap<MeetingId, Version>,
    alarms: &[Minutes],
    request: &InvitationsWrite,
    folder: &Path,
) -> Result<(Vec<Writing>, Option<Told>), Problem> {
    let Errand { line, kind } = errand;
    let now = round.now;
    let mut version = versions
        .get(&line.row.meeting)
        .copied()
        .unwrap_or(Version { sequence: line.meeting.sequence, at: line.meeting.updated });
    if *kind == LetterKind::Cancellation {
        match &line.told {
            Some(told) if told.cancelled => version.sequence = told.sequence,
            Some(told) => {
                // Higher than what the person has, were it only for the person that the meeting is off.
                version.sequence = version.sequence.max(told.sequence + 1);
                version.at = version.at.max(now).max(told.at + TimeDelta::seconds(1));
            }
            None => {}
        }
    }
    let meeting = version.on(&line.meeting);
    let told_before = line.told.as_ref().filter(|_| *kind == LetterKind::Update).map(|told| &told.then);
    let names = round.names(line.row.language);
    let invitee = line.addressee.invitee(line.answered);
    let letter = mail::letter(*kind, &meeting, told_before, &invitee, &names, alarms, now).map_err(fault)?;
    let path = folder.join(mail::file_name(*kind, &meeting, &invitee));
    let mut files = Vec::new();
    if request.form != InvitationForm::Ics || *kind == LetterKind::Reminder {
        files.push(Writing { path: path.clone(), bytes: mail::write(&letter).map_err(fault)? });
    }
    if let (InvitationForm::Ics | InvitationForm::Both, Some((_, calendar))) = (request.form, letter.calendar) {
        files.push(Writing { path: path.with_extension("ics"), bytes: calendar.into_bytes() });
    }
    let told = (*kind != LetterKind::Reminder).then(|| Told {
        meeting: line.row.meeting.clone(),
        invited: line.row.invited.clone(),
        name: line.row.name.clone(),
        email: line.row.email.clone(),
        sequence: version.sequence,
        digest: line.digest.clone(),
        cancelled: *kind == LetterKind::Cancellation,
        at: now,
        then: (*line.meeting).clone(),
    });
    Ok((files, told))
}

/// What the lines have let through all the same.
fn fault(fault: MailFault) -> Problem {
    problems::unexpected(fault)
}

async fn record(app: &App, told: &[Told]) -> Result<(), Problem> {
    if told.is_empty() {
        return Ok(());
    }
    let mut record = app.store().await?.record().await.map_err(problems::store)?;
    for row in told {
        store::told::put(&mut record, row).await.map_err(problems::store)?;
    }
    record.commit().await.map_err(problems::store)
}
