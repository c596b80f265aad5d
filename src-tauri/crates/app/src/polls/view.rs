//! A poll's page, and the list of polls.

use contract::views::{MeetingMove, PollGuest, PollRow, PollSlot, PollView, Probe};
use contract::{Problem, Thing};
use domain::{Meeting, Poll, PollId, PollState, Suits};

use crate::invitations::Round;
use crate::meetings::{probe, title};
use crate::problems;
use crate::state::App;

/// One poll.
pub(super) async fn existing(app: &App, id: &PollId) -> Result<Poll, Problem> {
    let mut read = app.read().await?;
    let poll = store::polls::get(&mut read, id).await.map_err(problems::store)?;
    poll.ok_or_else(|| Problem::NotFound { what: Thing::Poll, id: id.0.clone() })
}

/// The meeting of a poll, with everybody in it.
pub(super) async fn round(app: &App, poll: &Poll) -> Result<(Round, Meeting), Problem> {
    let mut read = app.read().await?;
    let meeting = store::meetings::get(&mut read, &poll.meeting).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: poll.meeting.0.clone() })?;
    let mut round = Round::of(app, &mut read, vec![meeting.clone()], Vec::new()).await?;
    // A guest's client may have left the meeting since it was asked.
    let asked = poll.guests.iter().map(|guest| guest.client.clone()).collect();
    round.cast.add_clients(&mut read, asked).await?;
    Ok((round, meeting))
}

/// The polls, those whose answers are in first, then those still awaiting some.
pub(crate) async fn list(app: &App) -> Result<Vec<PollRow>, Problem> {
    let today = app.clock.today();
    let mut read = app.read().await?;
    let polls = store::polls::all(&mut read).await.map_err(problems::store)?;
    let topics = store::topics::all(&mut read).await.map_err(problems::store)?;
    let index = if polls.is_empty() { None } else { Some(app.index().await?) };
    let mut rows = Vec::with_capacity(polls.len());
    for poll in polls {
        let Some(meeting) = store::meetings::get(&mut read, &poll.meeting).await.map_err(problems::store)? else {
            continue;
        };
        let topic = meeting.topic.as_ref().and_then(|id| topics.iter().find(|topic| topic.id == *id));
        let client = |id| index.as_ref().and_then(|index| index.get(id)).map(|client| client.summary.name.clone());
        let names: Vec<String> = meeting.clients.iter().filter_map(|a| client(&a.client)).collect();
        let own = meeting.title.trim();
        rows.push(PollRow {
            title: if own.is_empty() { title(topic.map(|t| t.name.as_str()), &names) } else { own.to_owned() },
            asked: poll.guests.len() as u32,
            answered: poll.guests.iter().filter(|guest| guest.answered.is_some()).count() as u32,
            due: poll.is_due(today),
            id: poll.id,
            meeting: poll.meeting,
            closes: poll.closes,
            state: poll.state,
        });
    }
    rows.sort_by_key(|row| (row.state != PollState::Open, !row.due));
    Ok(rows)
}

/// One poll's page.
pub(crate) async fn view(app: &App, id: &PollId) -> Result<PollView, Problem> {
    let poll = existing(app, id).await?;
    let (round, meeting) = round(app, &poll).await?;
    let mut slots = Vec::with_capacity(poll.slots.len());
    for (at, start) in poll.slots.iter().enumerate() {
        let count = |what| poll.guests.iter().filter(|g| g.answers.get(at).copied().flatten() == Some(what)).count();
        let conflicts = if poll.state == PollState::Open {
            probe(app, Probe::Moved { change: to_slot(&poll, at, false) }).await?.conflicts
        } else {
            Vec::new()
        };
        slots.push(PollSlot {
            start: *start,
            yes: count(Suits::Yes) as u32,
            if_needed: count(Suits::IfNeeded) as u32,
            no: count(Suits::No) as u32,
            conflicts,
        });
    }
    let guests = poll.guests.iter().map(|guest| {
        let client = round.cast.clients.get(&guest.client);
        let person = client.and_then(|client| client.people.iter().find(|person| person.id == guest.person));
        PollGuest {
            person: guest.person.0.clone(),
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            organisation: round.cast.client_name(&guest.client),
            email: person.map(|person| person.email.trim().to_owned()).unwrap_or_default(),
            language: client
                .map(|client| crate::invitations::language_of_client(&round.cast, client))
                .unwrap_or_default(),
            asked: guest.asked,
            answered: guest.answered,
            answers: guest.answers.clone(),
        }
    });
    Ok(PollView {
        title: round.cast.title(&meeting),
        minutes: meeting.minutes.0,
        slots,
        guests: guests.collect(),
        ranking: poll.ranking(),
        due: poll.is_due(app.clock.today()),
        poll,
    })
}

/// The move that a slot asks for.
pub(super) fn to_slot(poll: &Poll, slot: usize, keep_conflicts: bool) -> MeetingMove {
    MeetingMove {
        id: poll.meeting.clone(),
        start: poll.slots.get(slot).copied(),
        zone: Some(poll.zone.0.clone()),
        minutes: None,
        place: None,
        providers: None,
        keep_conflicts,
    }
}
