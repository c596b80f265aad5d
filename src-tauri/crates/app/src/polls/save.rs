//! Starting, changing, closing and deleting polls, and answers by word of mouth.

use std::collections::HashMap;

use contract::views::{PollAnswerSet, PollClose, PollSave, PollView};
use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::time::instant;
use domain::{Invited, Meeting, MeetingStatus, Poll, PollId, PollState, Polled, Suits};
use exchange::invitation::invitees;

use super::view::{existing, round, to_slot, view};
use crate::gesture::{done, new_id};
use crate::invitations::Round;
use crate::meetings::{Beside, move_beside};
use crate::problems;
use crate::state::App;

/// Times in one poll: more are a burden to whoever answers.
const MOST_SLOTS: usize = 20;

fn faults(app: &App, request: &PollSave, meeting: &Meeting) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    if !(1..=MOST_SLOTS).contains(&request.slots.len()) {
        faults.push(FieldFault::Range { field: "slots".into(), min: 1, max: MOST_SLOTS as u32 });
    }
    let rules = meeting.zone.rules_or_utc();
    if request.slots.iter().any(|slot| instant(*slot, rules) <= app.clock.now()) {
        faults.push(FieldFault::Order { field: "slots".into() });
    }
    if request.closes.is_some_and(|last| last < app.clock.today()) {
        faults.push(FieldFault::Order { field: "closes".into() });
    }
    faults
}

async fn saved(app: &App, poll: Poll, deed: Deed, title: String) -> Result<Outcome<PollView>, Problem> {
    let mut write = app.write(done(deed, [("name", title)])).await?;
    store::polls::put(&mut write, &poll).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let value = view(app, &poll.id).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}

/// Those who are asked: the clients' people who come, each with what it has said before.
///
/// Answers name times by their number. Where the times change, nobody's old answer may be read as one about the new
/// ones: everybody is asked anew, under another token, and what was said of a time that stays is kept.
fn guests(round: &Round, meeting: &Meeting, before: Option<&Poll>, slots: &[chrono::NaiveDateTime]) -> Vec<Polled> {
    let same_times = before.is_some_and(|poll| poll.slots == slots && poll.zone == meeting.zone);
    let known: HashMap<_, _> =
        before.into_iter().flat_map(|poll| &poll.guests).map(|guest| (&guest.person, guest)).collect();
    let said = |guest: &Polled, slot: &chrono::NaiveDateTime| {
        let poll = before.filter(|poll| poll.zone == meeting.zone)?;
        let at = poll.slots.iter().position(|known| known == slot)?;
        guest.answers.get(at).copied().flatten()
    };
    let invited = invitees(meeting, &round.names(domain::Language::Es));
    let guests = invited.into_iter().filter_map(|one| match one.invited {
        Invited::Guest { client, person } => Some((client, person)),
        Invited::Provider { .. } => None,
    });
    guests
        .map(|(client, person)| match known.get(&person) {
            Some(guest) if same_times => (*guest).clone(),
            Some(guest) => {
                let answers: Vec<Option<Suits>> = slots.iter().map(|slot| said(guest, slot)).collect();
                // Of none of the times that are left anything was said.
                let kept = answers.iter().all(Option::is_some);
                Polled {
                    client,
                    person,
                    token: new_id(),
                    answered: guest.answered.filter(|_| kept),
                    answers,
                    asked: None,
                }
            }
            None => Polled { client, person, token: new_id(), answers: Vec::new(), answered: None, asked: None },
        })
        .collect()
}

/// Starts or changes a poll. A meeting has one that is open at most: a second start changes the first.
pub(crate) async fn save(app: &App, request: PollSave) -> Result<Outcome<PollView>, Problem> {
    let mut read = app.read().await?;
    let missing = || Problem::NotFound { what: Thing::Meeting, id: request.meeting.0.clone() };
    let meeting = store::meetings::get(&mut read, &request.meeting).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(missing)?;
    let polls = store::polls::of_meeting(&mut read, &meeting.id).await.map_err(problems::store)?;
    let before = match &request.id {
        Some(id) => {
            let poll = polls.into_iter().find(|poll| poll.id == *id);
            Some(poll.ok_or_else(|| Problem::NotFound { what: Thing::Poll, id: id.0.clone() })?)
        }
        None => polls.into_iter().find(|poll| poll.state == PollState::Open),
    };
    if let Some(closed) = before.as_ref().filter(|poll| poll.state != PollState::Open) {
        return Err(Problem::Stale { what: Thing::Poll, id: closed.id.0.clone() });
    }
    if meeting.status != MeetingStatus::Planned {
        return Err(Problem::Stale { what: Thing::Meeting, id: meeting.id.0.clone() });
    }
    problems::invalid(faults(app, &request, &meeting))?;
    let mut slots = request.slots.clone();
    slots.sort_unstable();
    slots.dedup();
    let round = Round::of(app, &mut read, vec![meeting.clone()], Vec::new()).await?;
    drop(read);
    let guests = guests(&round, &meeting, before.as_ref(), &slots);
    if guests.is_empty() {
        return Err(Problem::Invalid { faults: vec![FieldFault::Empty { field: "guests".into() }] });
    }
    let title = round.cast.title(&meeting);
    let (id, version, deed) = match &before {
        Some(poll) => (poll.id.clone(), poll.version, Deed::PollChanged),
        None => (PollId::from(new_id()), 0, Deed::PollAdded),
    };
    let poll = Poll {
        id,
        meeting: meeting.id,
        zone: meeting.zone,
        slots,
        closes: request.closes,
        guests,
        state: PollState::Open,
        version,
    };
    saved(app, poll, deed, title).await
}

/// A poll that is still open, with its meeting's title.
async fn open(app: &App, id: &PollId) -> Result<(Poll, String), Problem> {
    let poll = existing(app, id).await?;
    if poll.state != PollState::Open {
        return Err(Problem::Stale { what: Thing::Poll, id: id.0.clone() });
    }
    let (round, meeting) = round(app, &poll).await?;
    let title = round.cast.title(&meeting);
    Ok((poll, title))
}

/// Records an answer given by word of mouth; one of which nothing is said takes the answer back.
pub(crate) async fn answer(app: &App, request: PollAnswerSet) -> Result<Outcome<PollView>, Problem> {
    let (mut poll, title) = open(app, &request.id).await?;
    let slots = poll.slots.len();
    if request.answers.len() != slots {
        let range = FieldFault::Range { field: "answers".into(), min: slots as u32, max: slots as u32 };
        return Err(Problem::Invalid { faults: vec![range] });
    }
    let missing = || Problem::NotFound { what: Thing::Invitation, id: request.person.clone() };
    let guest = poll.guests.iter_mut().find(|guest| guest.person.as_str() == request.person).ok_or_else(missing)?;
    guest.answered = request.answers.iter().any(Option::is_some).then(|| app.clock.now());
    guest.answers = request.answers;
    saved(app, poll, Deed::PollAnswered, title).await
}

/// Ends a poll: with a time, to which the meeting moves as in any move, or without. A time that somebody refused cannot
/// win.
pub(crate) async fn close(app: &App, request: PollClose) -> Result<Outcome<PollView>, Problem> {
    let (poll, title) = open(app, &request.id).await?;
    let Some(slot) = request.slot else {
        return saved(app, Poll { state: PollState::Closed, ..poll }, Deed::PollClosed, title).await;
    };
    let at = slot as usize;
    if at >= poll.slots.len() {
        let last = poll.slots.len().saturating_sub(1) as u32;
        return Err(Problem::Invalid { faults: vec![FieldFault::Range { field: "slot".into(), min: 0, max: last }] });
    }
    if !poll.ranking().contains(&slot) {
        let shown = view(app, &poll.id).await?;
        let refusers = shown.guests.iter().filter(|guest| guest.answers.get(at).copied().flatten() == Some(Suits::No));
        return Err(Problem::SlotRefused { names: refusers.map(|guest| guest.name.clone()).collect() });
    }
    let change = to_slot(&poll, at, request.keep_conflicts);
    let won = Poll { state: PollState::Won { slot }, ..poll };
    let id = won.id.clone();
    let outcome = move_beside(app, change, Deed::PollClosed, Beside::Poll(won)).await?;
    let value = view(app, &id).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}

/// Deletes a poll. Answers to it are then nobody's.
pub(crate) async fn delete(app: &App, id: &PollId) -> Result<Outcome<Nothing>, Problem> {
    let poll = existing(app, id).await?;
    let (round, meeting) = round(app, &poll).await?;
    let mut write = app.write(done(Deed::PollDeleted, [("name", round.cast.title(&meeting))])).await?;
    store::polls::delete(&mut write, id).await.map_err(problems::store)?;
    app.commit(write, Nothing {}).await
}
