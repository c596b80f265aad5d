//! A meeting as one recipient's calendar holds it, built through the table of who may see what.

use domain::meeting::Role;
use domain::{Client, Meeting, MeetingStatus, Place, Provider, Room};

use super::names::{self, who_comes};
use super::text::one_line;
use super::{
    Attendee, Class, Event, Field, Names, Part, PartStat, Party, PartyKind, Reader, Recipient, Status, may_see, uid,
};

/// A meeting as a recipient's calendar holds it: nothing of it that [`may_see`] does not allow.
///
/// Its attendees are those a calendar server may show the recipient. It has no alarms: see [`Event::alarms`].
pub fn event(meeting: &Meeting, recipient: &Recipient<'_>, names: &Names<'_>) -> Event {
    // Taken apart by name: a new field of a meeting does not compile until it is decided here who sees it.
    let Meeting {
        id,
        title,
        topic,
        format,
        variant: _,
        template_version: _,
        status,
        start,
        zone,
        minutes,
        place,
        clients: _,
        providers,
        lock: _,
        reason,
        agenda,
        notes,
        conflict_kept,
        sequence,
        created,
        updated,
        version: _,
    } = meeting;
    let reader = recipient.reader();
    let sees = |field| may_see(reader, field);
    let words = &names.words;
    let mut guests = names.guests(meeting);
    guests.retain(|client| match recipient {
        Recipient::Guest(own) => client.id == **own || sees(Field::OtherGuests),
        _ => sees(Field::OtherGuests),
    });
    let serving = providers.iter().filter_map(|service| Some((names.provider(&service.provider)?, service.role)));
    let serving = serving.filter(|_| sees(Field::Providers)).collect::<Vec<_>>();
    let face = names.face(meeting).filter(|_| sees(Field::Organizer));

    let mut said = Vec::new();
    let mut say = |field: Field, label: &str, text: String| {
        if sees(field) && !text.trim().is_empty() {
            said.push(if label.is_empty() { text } else { format!("{label}: {text}") });
        }
    };
    say(Field::Agenda, words.agenda, agenda.trim().to_owned());
    say(Field::Format, words.format, words.format_name(*format).to_owned());
    say(Field::OtherGuests, words.clients, list(guests.iter().map(|client| one_line(&client.name))));
    let roles = serving.iter().map(|(who, role)| format!("{} ({})", one_line(&who.name), words.role_name(*role)));
    say(Field::Providers, words.providers, list(roles));
    say(Field::Reason, words.reason, reason.trim().to_owned());
    say(Field::Notes, words.notes, notes.trim().to_owned());
    let values = guests.iter().map(|client| format!("{} {}", one_line(&client.name), client.value));
    say(Field::ClientValue, words.value, list(values));
    say(Field::Conflict, "", if *conflict_kept { words.conflict_kept.to_owned() } else { String::new() });
    let description = said.join("\n");

    let topic = topic.as_ref().and_then(|topic| names.topics.get(topic)).filter(|_| sees(Field::Topic));
    // What is not for rivals' ears is not for the screen at the door.
    let topic = topic.filter(|topic| reader != Reader::Room || !topic.sensitive);
    let about = topic.map(|topic| one_line(&topic.name)).filter(|name| !name.is_empty());
    let about = about.unwrap_or_else(|| words.meeting.to_owned());
    let title = one_line(title);
    let summary = match guests.as_slice() {
        _ if sees(Field::Title) && !title.is_empty() => title,
        [only] if sees(Field::Title) => format!("{about} · {}", only.name),
        _ => about,
    };
    Event {
        uid: uid(id),
        sequence: *sequence,
        // When the meeting changed, not when the file was written: the same meeting is the same bytes, and a program
        // that watches a folder sees no change where there is none.
        dtstamp: *updated,
        created: *created,
        last_modified: *updated,
        start: *start,
        zone: zone.clone(),
        minutes: *minutes,
        summary,
        description,
        location: names.location(place, recipient),
        status: match status {
            MeetingStatus::Planned | MeetingStatus::Held => Status::Confirmed,
            MeetingStatus::Cancelled => Status::Cancelled,
        },
        organizer: face.map(names::provider),
        attendees: attendees(place, recipient, &guests, &serving, face, names),
        class: match reader {
            Reader::Internal => Class::Private,
            Reader::Guest | Reader::Provider | Reader::Room => Class::Public,
        },
        transparent: *status == MeetingStatus::Cancelled,
        categories: if sees(Field::Format) { vec![words.format_name(*format).to_owned()] } else { Vec::new() },
        alarms: Vec::new(),
    }
}

fn attendees(
    place: &Place,
    recipient: &Recipient<'_>,
    guests: &[&Client],
    serving: &[(&Provider, Role)],
    face: Option<&Provider>,
    names: &Names<'_>,
) -> Vec<Attendee> {
    let mut attendees = guests.iter().flat_map(|client| who_comes(client)).map(comes).collect::<Vec<_>>();
    attendees.extend(serving.iter().map(|(who, role)| Attendee {
        // Nobody asks the one who invites.
        partstat: if face.is_some_and(|face| face.id == who.id) { PartStat::Accepted } else { PartStat::NeedsAction },
        ..serves(who, *role)
    }));
    let room = match place {
        Place::Room(room) => names.rooms.get(room).copied(),
        Place::Client(_) | Place::Remote => None,
    };
    match recipient {
        // A guest is alone on the list of its copy; where the meeting is stands in the place.
        Recipient::Guest(_) => {}
        Recipient::Provider(_) | Recipient::Internal | Recipient::Room => attendees.extend(room.map(hosts)),
    }
    attendees
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn comes(person: &domain::Person) -> Attendee {
    Attendee {
        party: names::person(person),
        part: Part::Required,
        kind: PartyKind::Individual,
        partstat: PartStat::NeedsAction,
        rsvp: false,
    }
}

/// How a provider takes part, by its role.
pub(crate) fn part(role: Role) -> Part {
    match role {
        Role::Chair | Role::Moderator | Role::Executive => Part::Chair,
        Role::Listener | Role::Observer => Part::Optional,
        Role::Face | Role::Owner | Role::Scribe | Role::Expert | Role::Assistant | Role::Speaker => Part::Required,
    }
}

fn serves(provider: &Provider, role: Role) -> Attendee {
    Attendee {
        party: names::provider(provider),
        part: part(role),
        kind: PartyKind::Individual,
        partstat: PartStat::NeedsAction,
        rsvp: false,
    }
}

fn hosts(room: &Room) -> Attendee {
    Attendee {
        party: Party { id: room.id.0.clone(), name: room.name.clone(), email: None },
        part: Part::Informed,
        kind: PartyKind::Room,
        // A room answers by being planned.
        partstat: PartStat::Accepted,
        rsvp: false,
    }
}
