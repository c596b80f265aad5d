//! A poll's questions out, and the answers in.

use std::collections::{BTreeMap, BTreeSet};

use contract::problem::FileTrouble;
use contract::views::{PollFate, PollOutcome, PollWrite, PollWritten, RepliesRead};
use contract::{Area, Deed, Outcome, Problem, Thing};
use domain::{Attends, Poll, PollId, PollState, Suits};
use exchange::invitation::guest as invited_guest;
use exchange::poll::{Asking, MAX_BYTES, PollAnswer, PollFault, file_name, question, read_answer};
use exchange::{is_mail_address, mail};

use super::view::{existing, round};
use crate::files::{Writing, folder, off_the_worker, put, read_bounded};
use crate::gesture::done;
use crate::problems;
use crate::state::App;

/// Writes a poll's questions into a folder, one for each guest: none tells of another.
pub(crate) async fn write(app: &App, request: PollWrite) -> Result<Outcome<PollWritten>, Problem> {
    let mut poll = existing(app, &request.id).await?;
    if poll.state != PollState::Open {
        return Err(Problem::Stale { what: Thing::Poll, id: poll.id.0 });
    }
    let (round, meeting) = round(app, &poll).await?;
    let face = meeting.face().and_then(|face| round.cast.providers.get(face));
    let now = app.clock.now();
    let mut without_address = Vec::new();
    // Nobody can be asked by somebody to whom no answer can be sent.
    if !face.is_some_and(|face| is_mail_address(face.email.trim())) {
        without_address.push(face.map(|face| face.name.clone()).unwrap_or_default());
        return Ok(PollWritten { files: Vec::new(), without_address }.into());
    }
    let folder = folder(&request.folder).await?;
    let mut writings = Vec::new();
    for guest in &mut poll.guests {
        if request.unanswered && guest.answered.is_some() {
            continue;
        }
        let client = round.cast.clients.get(&guest.client);
        let person = client.and_then(|client| client.people.iter().find(|person| person.id == guest.person));
        let (Some(client), Some(person)) = (client, person) else { continue };
        if !is_mail_address(person.email.trim()) {
            without_address.push(person.name.clone());
            continue;
        }
        let names = round.names(crate::invitations::language_of_client(&round.cast, client));
        let asking = Asking {
            token: &guest.token,
            slots: &poll.slots,
            zone: &poll.zone,
            minutes: meeting.minutes,
            closes: poll.closes,
        };
        let invitee = invited_guest(&client.id, person, Attends::Unanswered);
        let letter = question(&meeting, &invitee, &names, &asking, now).map_err(problems::unexpected)?;
        let bytes = mail::write(&letter).map_err(problems::unexpected)?;
        writings.push(Writing { path: folder.join(file_name(&guest.token)), bytes });
        guest.asked = Some(now);
    }
    let files = writings.iter().map(|file| file.path.display().to_string()).collect();
    off_the_worker(move || put(&writings)).await?;
    let mut record = app.store().await?.record().await.map_err(problems::store)?;
    // As the poll is by now: answers may have come in while the files were written.
    if let Some(mut live) = store::polls::get(&mut record, &poll.id).await.map_err(problems::store)? {
        for guest in &mut live.guests {
            let asked = poll.guests.iter().find(|asked| asked.token == guest.token && asked.asked == Some(now));
            guest.asked = asked.map_or(guest.asked, |asked| asked.asked);
        }
        store::polls::record_asked(&mut record, &live.id, &live.guests).await.map_err(problems::store)?;
    }
    record.commit().await.map_err(problems::store)?;
    let mut outcome = Outcome::from(PollWritten { files, without_address });
    outcome.stale = BTreeSet::from([Area::Polls]);
    Ok(outcome)
}

/// Reads answers to polls from files; all that count are one gesture.
pub(crate) async fn read(app: &App, request: RepliesRead) -> Result<Outcome<Vec<PollOutcome>>, Problem> {
    let mut reading = app.read().await?;
    let polls = store::polls::all(&mut reading).await.map_err(problems::store)?;
    drop(reading);
    let mut polls: BTreeMap<PollId, Poll> = polls.into_iter().map(|poll| (poll.id.clone(), poll)).collect();
    let mut changed = BTreeSet::new();
    let mut outcomes = Vec::with_capacity(request.paths.len());
    for path in request.paths {
        let fate = match read_bounded(&path, MAX_BYTES).await {
            Err(trouble) => PollFate::Unreadable { trouble },
            Ok(bytes) => match read_answer(&bytes) {
                Err(PollFault::TooLarge { .. }) => PollFate::Unreadable { trouble: FileTrouble::TooLarge },
                Err(fault) => PollFate::NoAnswer { line: fault.line(), detail: fault.to_string() },
                Ok(answer) => take(app, &mut polls, &mut changed, &answer).await?,
            },
        };
        outcomes.push(PollOutcome { path, fate });
    }
    let taken = outcomes.iter().filter(|outcome| matches!(outcome.fate, PollFate::Taken { .. })).count();
    let mut write = app.write(done(Deed::PollAnswered, [("count", taken.to_string())])).await?;
    for poll in changed.iter().filter_map(|id| polls.get(id)) {
        store::polls::put(&mut write, poll).await.map_err(problems::store)?;
    }
    app.commit(write, outcomes).await
}

/// Puts one answer into its poll.
async fn take(
    app: &App,
    polls: &mut BTreeMap<PollId, Poll>,
    changed: &mut BTreeSet<PollId>,
    answer: &PollAnswer,
) -> Result<PollFate, Problem> {
    let asked = |poll: &Poll| poll.guests.iter().position(|guest| guest.token == answer.token);
    let Some((poll, at)) = polls.values_mut().find_map(|poll| asked(poll).map(|at| (poll, at))) else {
        return Ok(PollFate::Foreign);
    };
    let (round, meeting) = round(app, poll).await?;
    let client = round.cast.clients.get(&poll.guests[at].client);
    let person = client.and_then(|client| client.people.iter().find(|person| person.id == poll.guests[at].person));
    let name = person.map(|person| person.name.clone()).unwrap_or_default();
    let late = poll.closes.is_some_and(|last| last < app.clock.today());
    if late || poll.state != PollState::Open || meeting.status != domain::MeetingStatus::Planned {
        return Ok(PollFate::Over { name });
    }
    let mut said: Vec<Option<Suits>> = vec![None; poll.slots.len()];
    for (number, suits) in &answer.slots {
        match said.get_mut((*number as usize).wrapping_sub(1)) {
            Some(slot) => *slot = Some(*suits),
            None => {
                let detail = format!("{number} / {}", poll.slots.len());
                return Ok(PollFate::NoAnswer { line: None, detail });
            }
        }
    }
    let guest = &mut poll.guests[at];
    guest.answers = said;
    guest.answered = Some(app.clock.now());
    changed.insert(poll.id.clone());
    Ok(PollFate::Taken { name, poll: poll.id.clone() })
}
