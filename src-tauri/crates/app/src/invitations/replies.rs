//! Answers to invitations: from files, and by word of mouth.

use std::collections::{BTreeMap, HashMap};

use chrono::TimeDelta;
use contract::problem::FileTrouble;
use contract::views::{InvitationQuery, InvitationRow, RepliesRead, ReplyFate, ReplyOutcome, ReplyRefusal, ReplySet};
use contract::{Deed, Outcome, Problem, Thing};
use domain::{Attends, Meeting, MeetingId, MeetingStatus, Reply};
use exchange::calendar::uid;
use exchange::invitation::{Limits, ReplyFault, ReplyMethod, Verdict, judge, read_reply};
use store::{Read, Told};

use super::line::lines;
use super::outward::{Going, next};
use super::round::Round;
use crate::files::read_bounded;
use crate::gesture::done;
use crate::problems;
use crate::state::App;

/// Reads answers from files; all that count are one gesture.
pub(crate) async fn read_replies(app: &App, request: RepliesRead) -> Result<Outcome<Vec<ReplyOutcome>>, Problem> {
    let mut read = app.read().await?;
    let ids = store::outward::ids(&mut read).await.map_err(problems::store)?;
    let mut desk = Desk {
        app,
        uids: ids.into_iter().map(|id| (uid(&id), id)).collect(),
        rounds: HashMap::new(),
        taken: BTreeMap::new(),
    };
    let mut fates = Vec::new();
    for path in &request.paths {
        fates.push((path.clone(), desk.take(&mut read, path).await?));
    }
    drop(read);
    let taken: Vec<Reply> = desk.taken.into_values().collect();
    let mut write = app.write(done(Deed::ReplyRead, [("count", taken.len().to_string())])).await?;
    for reply in &taken {
        store::replies::put(&mut write, reply).await.map_err(problems::store)?;
    }
    let outcome = app.commit(write, ()).await?;
    let mut outcomes = Vec::with_capacity(fates.len());
    for (path, fate) in fates {
        let fate = match fate {
            Fate::Final(fate) => fate,
            Fate::Taken(meeting, party) => ReplyFate::Taken { row: Box::new(row(app, &meeting, &party).await?) },
        };
        outcomes.push(ReplyOutcome { path, fate });
    }
    Ok(Outcome { value: outcomes, stale: outcome.stale, gesture: outcome.gesture })
}

/// How far the clock of whoever answers may be ahead of ours.
const MOST_AHEAD: TimeDelta = TimeDelta::days(1);

enum Fate {
    Final(ReplyFate),
    /// It counts: of which meeting, and whose.
    Taken(MeetingId, String),
}

fn refused(reason: ReplyRefusal) -> Fate {
    Fate::Final(ReplyFate::Refused { reason })
}

/// Where answers are opened one after the other, each in the light of those before it.
struct Desk<'a> {
    app: &'a App,
    uids: HashMap<String, MeetingId>,
    rounds: HashMap<MeetingId, Round>,
    taken: BTreeMap<(MeetingId, String), Reply>,
}

impl Desk<'_> {
    async fn take(&mut self, read: &mut Read, path: &str) -> Result<Fate, Problem> {
        let limits = Limits::default();
        let bytes = match read_bounded(path, limits.bytes).await {
            Ok(bytes) => bytes,
            Err(trouble) => return Ok(refused(ReplyRefusal::Unreadable { trouble })),
        };
        let answer = match read_reply(&bytes, &limits) {
            Ok(answer) => answer,
            Err(ReplyFault::TooLarge { .. }) => {
                return Ok(refused(ReplyRefusal::Unreadable { trouble: FileTrouble::TooLarge }));
            }
            Err(fault) => return Ok(refused(ReplyRefusal::NoReply { detail: fault.to_string() })),
        };
        let Some(id) = self.uids.get(&answer.uid).cloned() else {
            return Ok(refused(ReplyRefusal::UnknownMeeting { uid: answer.uid }));
        };
        if !self.rounds.contains_key(&id) {
            let meeting = store::meetings::get(read, &id).await.map_err(problems::store)?;
            let mut gone = store::told::of_gone(read).await.map_err(problems::store)?;
            gone.retain(|told| told.meeting == id);
            let round = Round::of(self.app, read, meeting.into_iter().collect(), gone).await?;
            self.rounds.insert(id.clone(), round);
        }
        let Some(round) = self.rounds.get(&id) else {
            return Err(Problem::NotFound { what: Thing::Meeting, id: id.0 });
        };
        let meeting = round.meetings.first();
        let (told, title) = told_and_title(round, &id, meeting, &answer.attendee_email);
        if meeting.is_none_or(|m| m.status != MeetingStatus::Planned || m.span().1 <= round.now) {
            return Ok(refused(ReplyRefusal::Over { title }));
        }
        let Some(told) = told.filter(|told| !told.cancelled) else {
            return Ok(refused(ReplyRefusal::NotInvited { email: answer.attendee_email, title }));
        };
        let party = told.invited.party().to_owned();
        let key = (id.clone(), party.clone());
        let known = self.taken.get(&key).or_else(|| round.replies.get(&key));
        let name = told.name.clone();
        match judge(&answer, &uid(&id), told.sequence, &[told.email.as_str()], known.map(|known| known.at)) {
            Verdict::Counts => {}
            Verdict::OtherMeeting { uid } => return Ok(refused(ReplyRefusal::UnknownMeeting { uid })),
            Verdict::NotInvited { email } | Verdict::SentBy { email } => {
                return Ok(refused(ReplyRefusal::NotInvited { email, title }));
            }
            Verdict::OldVersion { answered, current } => {
                return Ok(refused(ReplyRefusal::OldVersion { name, title, answered, told: current }));
            }
            Verdict::OlderAnswer { known } => {
                return Ok(refused(ReplyRefusal::OlderAnswer { name, title, known }));
            }
        }
        let mut attends = Attends::from(answer.partstat);
        if answer.method == ReplyMethod::Counter && attends == Attends::Unanswered {
            // Whoever asks for another time has not taken back what was said of this one.
            attends = known.map(|known| known.attends).unwrap_or_default();
        }
        let reply = Reply {
            meeting: id.clone(),
            invited: told.invited.clone(),
            attends,
            // A program that counts on by itself must not make the answer look newer than what it answers.
            sequence: told.sequence,
            // A clock that is far ahead must not make every later answer an older one.
            at: answer.stamp.min(round.now + MOST_AHEAD),
            comment: answer.comment,
            proposed: answer.proposed,
            declined: known.map_or(0, |known| known.declined),
        };
        // Read again, the same answer changes nothing: nor does it ask again for a time that has been settled.
        let again = known.is_some_and(|known| {
            (known.at, known.attends, &known.comment) == (reply.at, reply.attends, &reply.comment)
                && (known.proposed == reply.proposed || known.proposed.is_none())
        });
        if again {
            return Ok(Fate::Final(ReplyFate::Known { name, title }));
        }
        self.taken.insert(key, reply);
        Ok(Fate::Taken(id, party))
    }
}

fn told_and_title<'a>(
    round: &'a Round,
    id: &MeetingId,
    meeting: Option<&Meeting>,
    email: &str,
) -> (Option<&'a Told>, String) {
    let told = round.told.get(id).into_iter().flatten().chain(&round.gone);
    let told = told.filter(|told| told.email.trim().to_lowercase() == email.to_lowercase());
    // An address of two people of one meeting: the one who is still invited.
    let told = told.min_by_key(|told| told.cancelled);
    let outward = round.outward.get(id).map(|outward| &outward.then);
    let title = meeting.or(told.map(|told| &told.then)).or(outward).map(|m| round.cast.title(m)).unwrap_or_default();
    (told, title)
}

/// The row of one person and one meeting.
pub(crate) async fn row(app: &App, meeting: &MeetingId, party: &str) -> Result<InvitationRow, Problem> {
    let query = InvitationQuery { meeting: Some(meeting.clone()), from: None, to: None };
    let round = Round::load(app, &query).await?;
    let found = lines(&round).into_iter().map(|line| line.row).find(|row| row.invited.party() == party);
    found.ok_or_else(|| Problem::NotFound { what: Thing::Invitation, id: party.to_owned() })
}

/// Records an answer given by word of mouth: to the meeting as it stands.
pub(crate) async fn set_reply(app: &App, request: ReplySet) -> Result<Outcome<InvitationRow>, Problem> {
    let before = row(app, &request.meeting, &request.party).await?;
    let mut read = app.read().await?;
    let missing = || Problem::NotFound { what: Thing::Meeting, id: request.meeting.0.clone() };
    let meeting = store::meetings::get(&mut read, &request.meeting).await.map_err(problems::store)?;
    let meeting = meeting.ok_or_else(missing)?;
    let outward =
        store::outward::of(&mut read, std::slice::from_ref(&request.meeting)).await.map_err(problems::store)?;
    let known = store::replies::get(&mut read, &request.meeting, &request.party).await.map_err(problems::store)?;
    drop(read);
    let now = app.clock.now();
    let reply = Reply {
        meeting: request.meeting.clone(),
        invited: before.invited.clone(),
        attends: request.attends,
        sequence: next(outward.get(&request.meeting), Going::from(&meeting), now).sequence,
        at: now,
        comment: request.comment.trim().to_owned(),
        // Asked for before the answer that stands now.
        proposed: None,
        declined: known.map_or(0, |known| known.declined),
    };
    let mut write = app.write(done(Deed::ReplySet, [("name", before.name), ("other", before.title)])).await?;
    store::replies::put(&mut write, &reply).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    let value = row(app, &request.meeting, &request.party).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}
