//! Invitations (RFC 5546): one file for each person, built for that person, and what comes back.
//!
//! The format cannot hide a list of guests, so there is no file for several: [`invitees`] lists who is invited, and
//! [`request`] and [`cancel`] write to one of them. Every word of a meeting in them has passed
//! [`may_see`](crate::calendar::may_see).

mod held;
mod judge;
mod reply;
#[cfg(test)]
mod tests;

use domain::{Attends, ClientId, Invited, Meeting, MeetingStatus, Minutes, Provider, ProviderId};

use crate::calendar::{
    Attendee, CalendarFile, Method, Names, Part, PartStat, Party, PartyKind, Recipient, Status, event, part, person,
    provider, who_comes,
};

pub use held::{Held, read_held};
pub use judge::{Verdict, judge};
pub use reply::{Limits, Reply, ReplyFault, ReplyMethod, read_reply};

/// The one to whom an invitation goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitee<'a> {
    /// As whom: decides what the copy holds.
    pub recipient: Recipient<'a>,
    /// Name and address.
    pub party: Party,
    /// How the person takes part.
    pub part: Part,
    /// What the person has answered to the version that is sent.
    pub partstat: PartStat,
}

/// Somebody who is invited to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// Which person of which client, or which provider.
    pub invited: Invited,
    /// Full name.
    pub name: String,
    /// Where invitations go; may be empty.
    pub email: String,
    /// How the person takes part.
    pub part: Part,
    /// The single face, from whom the invitations come. Its copy is for its calendar and asks for no answer: see
    /// [`request`].
    pub is_face: bool,
}

impl Addressee {
    /// As the one to whom a file is written.
    pub fn invitee(&self, attends: Attends) -> Invitee<'_> {
        Invitee {
            recipient: match &self.invited {
                Invited::Guest { client, .. } => Recipient::Guest(client),
                Invited::Provider { provider } => Recipient::Provider(provider),
            },
            party: Party {
                id: self.invited.party().to_owned(),
                name: self.name.clone(),
                email: Some(self.email.clone()).filter(|email| !email.trim().is_empty()),
            },
            part: self.part,
            partstat: attends.into(),
        }
    }
}

/// Everybody who is invited to a meeting: of each client its principal people, or all where it has no principal, then
/// the providers. Clients and providers that `names` does not know are left out; so is nobody for want of an address.
pub fn invitees(meeting: &Meeting, names: &Names<'_>) -> Vec<Addressee> {
    let guests = names.guests(meeting).into_iter().flat_map(|client| {
        who_comes(client).map(|person| Addressee {
            invited: Invited::Guest { client: client.id.clone(), person: person.id.clone() },
            name: person.name.clone(),
            email: person.email.clone(),
            part: Part::Required,
            is_face: false,
        })
    });
    let providers = meeting.providers.iter().filter_map(|service| {
        let Provider { id, name, email, .. } = names.provider(&service.provider)?;
        Some(Addressee {
            invited: Invited::Provider { provider: id.clone() },
            name: name.clone(),
            email: email.clone(),
            part: part(service.role),
            is_face: meeting.face() == Some(id),
        })
    });
    let mut all = guests.chain(providers).collect::<Vec<_>>();
    // A provider may have two roles, and be invited once.
    let mut known = std::collections::HashSet::new();
    all.retain(|one| known.insert(one.invited.clone()));
    all
}

/// A person of a client as the one to whom a file is written, whether or not the meeting still names the client: one
/// who is taken off a meeting must be told.
pub fn guest<'a>(client: &'a ClientId, of: &domain::Person, attends: Attends) -> Invitee<'a> {
    let party = person(of);
    Invitee { recipient: Recipient::Guest(client), party, part: Part::Required, partstat: attends.into() }
}

/// A provider as the one to whom a file is written, whether or not the meeting still names it.
pub fn serving<'a>(id: &'a ProviderId, of: &Provider, attends: Attends) -> Invitee<'a> {
    let party = provider(of);
    Invitee { recipient: Recipient::Provider(id), party, part: Part::Required, partstat: attends.into() }
}

/// An invitation to a meeting, or a change of it: METHOD:REQUEST with one event.
///
/// A guest is the only one on the list of its copy; a provider sees on it who may be seen. `alarms` remind that long
/// before. What the same person was sent before is replaced where the meeting's SEQUENCE is higher, or equal with a
/// later DTSTAMP. The single face gets METHOD:PUBLISH instead: calendars refuse an invitation from their own owner.
/// A meeting that is cancelled gives what [`cancel`] gives.
///
/// [`crate::calendar::write`] refuses it with `NoOrganizer` where the meeting has no provider, and with `NoAddress`
/// where its face has no mail address.
pub fn request(meeting: &Meeting, invitee: &Invitee<'_>, names: &Names<'_>, alarms: &[Minutes]) -> CalendarFile {
    match meeting.status {
        MeetingStatus::Planned | MeetingStatus::Held => file(meeting, invitee, names, Method::Request, alarms),
        MeetingStatus::Cancelled => cancel(meeting, invitee, names),
    }
}

/// The end of an invitation: METHOD:CANCEL with the same UID and ORGANIZER and STATUS:CANCELLED; for the single face
/// METHOD:PUBLISH with that status.
///
/// Also for somebody who no longer comes to a meeting that stands. The meeting's SEQUENCE must then be higher than in
/// what the person was sent before, or calendars take this for the older of the two.
pub fn cancel(meeting: &Meeting, invitee: &Invitee<'_>, names: &Names<'_>) -> CalendarFile {
    let mut file = file(meeting, invitee, names, Method::Cancel, &[]);
    for event in &mut file.events {
        event.status = Status::Cancelled;
        event.transparent = true;
    }
    file
}

fn file(
    meeting: &Meeting,
    invitee: &Invitee<'_>,
    names: &Names<'_>,
    method: Method,
    alarms: &[Minutes],
) -> CalendarFile {
    let mut event = event(meeting, &invitee.recipient, names);
    event.alarms = alarms.to_vec();
    let is_face = event.organizer.as_ref().is_some_and(|face| face.id == invitee.party.id);
    let invited = Attendee {
        party: invitee.party.clone(),
        part: invitee.part,
        kind: PartyKind::Individual,
        partstat: invitee.partstat,
        rsvp: true,
    };
    match invitee.recipient {
        Recipient::Guest(_) => event.attendees = vec![invited],
        Recipient::Provider(_) | Recipient::Internal | Recipient::Room => {
            let known = event.attendees.iter_mut().find(|attendee| attendee.party.id == invitee.party.id);
            match known {
                Some(known) => *known = invited,
                None => event.attendees.push(invited),
            }
        }
    }
    let method = if is_face { Method::Publish } else { method };
    CalendarFile { name: String::new(), method, events: vec![event], refresh: None }
}
