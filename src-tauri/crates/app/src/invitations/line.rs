//! One person and one meeting: what was told, what must be told, what was answered.

use std::sync::Arc;

use contract::views::{Due, InvitationObstacle, InvitationRow, Told as ToldView};
use domain::{Attends, Invited, Language, Meeting, MeetingStatus, Reply};
use exchange::calendar::{Event, Names, Part};
use exchange::invitation::{Addressee, invitees, request};
use exchange::is_mail_address;
use store::Told;

use super::outward::{Going, digest, next};
use super::round::Round;

/// A row, and what it takes to write to its person.
pub(crate) struct Line {
    pub row: InvitationRow,
    pub addressee: Addressee,
    /// The meeting as the person is to be told of it: as it is, or for a cancellation as the person knows it.
    pub meeting: Arc<Meeting>,
    pub told: Option<Told>,
    /// Of everything the person sees.
    pub digest: String,
    /// What of the answer goes into the person's copy: nothing where it was given to an earlier version.
    pub answered: Attends,
}

/// Everything a person sees of a meeting, by which a changed copy is known.
///
/// What others have answered and the reminders are left out: nobody need be told of those.
fn copy_digest(event: &Event, declined: u32) -> String {
    let people: Vec<_> = event.attendees.iter().map(|one| (&one.party.name, &one.party.email)).collect();
    let face = event.organizer.as_ref().map(|face| (&face.name, &face.email));
    let when = (&event.start, &event.zone, event.minutes);
    digest(&(when, &event.summary, &event.description, &event.location, people, face, &event.categories, declined))
}

/// Whom an invitation to a meeting comes from, or why nobody can invite.
fn no_face(round: &Round, meeting: &Meeting) -> Option<InvitationObstacle> {
    match meeting.face().and_then(|face| round.cast.providers.get(face)) {
        None => Some(InvitationObstacle::NoFace),
        Some(face) if !is_mail_address(face.email.trim()) => Some(InvitationObstacle::NoAddressOfFace),
        Some(_) => None,
    }
}

/// Somebody who was told of a meeting and is not invited to it any more, as an addressee.
fn former(told: &Told) -> Addressee {
    let is_face = matches!(&told.invited, Invited::Provider { provider } if told.then.face() == Some(provider));
    Addressee {
        invited: told.invited.clone(),
        name: told.name.clone(),
        email: told.email.clone(),
        part: Part::Required,
        is_face,
    }
}

struct Lines<'a> {
    round: &'a Round,
    spanish: Names<'a>,
    english: Names<'a>,
    made: Vec<Line>,
}

/// All lines of a round, by time of the meeting, then by name.
pub(crate) fn lines(round: &Round) -> Vec<Line> {
    let names = |language| round.names(language);
    let mut lines = Lines { round, spanish: names(Language::Es), english: names(Language::En), made: Vec::new() };
    for meeting in &round.meetings {
        lines.of_meeting(meeting);
    }
    for told in &round.gone {
        lines.end(told, None);
    }
    let mut made = lines.made;
    made.sort_by(|a, b| {
        let key = |line: &Line| (line.meeting.span().0, line.row.meeting.clone(), line.row.name.clone());
        key(a).cmp(&key(b))
    });
    made
}

impl Lines<'_> {
    fn of_meeting(&mut self, meeting: &Meeting) {
        let none = Vec::new();
        let told = self.round.told.get(&meeting.id).unwrap_or(&none);
        if meeting.status == MeetingStatus::Cancelled {
            told.iter().for_each(|told| self.end(told, Some(meeting)));
            return;
        }
        let shared = Arc::new(meeting.clone());
        let addressees = invitees(meeting, &self.spanish);
        for told in told.iter().filter(|told| !addressees.iter().any(|one| one.invited == told.invited)) {
            self.end(told, Some(meeting));
        }
        for addressee in addressees {
            let known = told.iter().find(|told| told.invited == addressee.invited).cloned();
            self.stand(&shared, addressee, known);
        }
    }

    /// A line for somebody invited to a meeting that stands.
    fn stand(&mut self, meeting: &Arc<Meeting>, addressee: Addressee, told: Option<Told>) {
        let language = self.round.language(&addressee.invited);
        let reply = self.round.reply(&meeting.id, &addressee.invited);
        let email = addressee.email.trim().to_owned();
        let file = request(meeting, &addressee.invitee(Attends::Unanswered), self.names(language), &[]);
        let declined = reply.map_or(0, |reply| reply.declined);
        let digest = file.events.first().map(|event| copy_digest(event, declined)).unwrap_or_default();
        let over = meeting.status == MeetingStatus::Held || meeting.span().1 <= self.round.now;
        let due = match &told {
            _ if over => Due::Nothing,
            None => Due::Invitation,
            Some(told) if told.cancelled || told.email != email => Due::Invitation,
            Some(told) if told.digest != digest => Due::Update,
            Some(_) => Due::Nothing,
        };
        let obstacle =
            no_face(self.round, meeting).or((!is_mail_address(&email)).then_some(InvitationObstacle::NoAddress));
        self.push(Arc::clone(meeting), Some(meeting.status), addressee, told, due, obstacle, digest);
    }

    /// A line for somebody who was told of a meeting that is off, or off for this person.
    fn end(&mut self, told: &Told, meeting: Option<&Meeting>) {
        let over = told.then.span().1 <= self.round.now;
        let due = if told.cancelled || over { Due::Nothing } else { Due::Cancellation };
        let addressee = former(told);
        let no_address = || (!is_mail_address(&told.email)).then_some(InvitationObstacle::NoAddress);
        let obstacle = no_face(self.round, &told.then).or_else(no_address);
        let status = meeting.map(|meeting| meeting.status);
        let then = Arc::new(told.then.clone());
        self.push(then, status, addressee, Some(told.clone()), due, obstacle, told.digest.clone());
    }

    #[allow(clippy::too_many_arguments)] // All of them are parts of one line.
    fn push(
        &mut self,
        meeting: Arc<Meeting>,
        status: Option<MeetingStatus>,
        addressee: Addressee,
        told: Option<Told>,
        due: Due,
        obstacle: Option<InvitationObstacle>,
        digest: String,
    ) {
        let round = self.round;
        let reply = round.reply(&meeting.id, &addressee.invited);
        let outdated = reply.is_some_and(|reply| is_outdated(round, &meeting, reply));
        let attends = reply.map(|reply| reply.attends).unwrap_or_default();
        let row = InvitationRow {
            meeting: meeting.id.clone(),
            title: round.cast.title(&meeting),
            format: meeting.format,
            start: meeting.start,
            zone: meeting.zone.0.clone(),
            minutes: meeting.minutes.0,
            status,
            name: addressee.name.clone(),
            organisation: organisation(round, &addressee.invited),
            email: addressee.email.trim().to_owned(),
            language: round.language(&addressee.invited),
            invited: addressee.invited.clone(),
            told: told.as_ref().map(|told| ToldView {
                sequence: told.sequence,
                at: told.at,
                email: told.email.clone(),
                cancelled: told.cancelled,
            }),
            due,
            obstacle: obstacle.filter(|_| due != Due::Nothing || told.is_none()),
            attends,
            answered: reply.map(|reply| reply.at),
            outdated,
            comment: reply.map(|reply| reply.comment.clone()).unwrap_or_default(),
            proposed: reply.and_then(|reply| reply.proposed.clone()),
        };
        let answered = if outdated { Attends::Unanswered } else { attends };
        self.made.push(Line { row, addressee, meeting, told, digest, answered });
    }

    fn names(&self, language: Language) -> &Names<'_> {
        match language {
            Language::Es => &self.spanish,
            Language::En => &self.english,
        }
    }
}

/// Whether an answer was given to an earlier version of a meeting than the one that stands.
pub(crate) fn is_outdated(round: &Round, meeting: &Meeting, reply: &Reply) -> bool {
    let version = next(round.outward.get(&meeting.id), Going::from(meeting), round.now);
    reply.attends != Attends::Unanswered && reply.sequence < version.sequence
}

fn organisation(round: &Round, invited: &Invited) -> String {
    match invited {
        Invited::Guest { client, .. } => round.cast.client_name(client),
        Invited::Provider { provider } => {
            let firm = round.cast.providers.get(provider).map(|provider| &provider.firm);
            firm.and_then(|firm| round.firms.get(firm)).cloned().unwrap_or_default()
        }
    }
}
