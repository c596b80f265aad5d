//! Who may see what of a meeting, in one table, and the event built through it.

use std::collections::HashMap;

use domain::meeting::Role;
use domain::{
    Client, ClientId, Meeting, MeetingStatus, Place, Provider, ProviderId, Room, RoomId, Site, SiteId, Topic, TopicId,
};

use super::text::one_line;
use super::{Attendee, Class, Event, Part, PartStat, Party, PartyKind, Status, Words, uid};

/// Who reads a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// A client's person.
    Guest,
    /// A provider of any firm.
    Provider,
    /// The account executive's own house.
    Internal,
}

/// The one for whom a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient<'a> {
    /// A client that comes.
    Guest(&'a ClientId),
    /// A provider.
    Provider(&'a ProviderId),
    /// Our own calendar.
    Internal,
}

impl Recipient<'_> {
    /// What kind of reader it is.
    pub fn reader(&self) -> Reader {
        match self {
            Self::Guest(_) => Reader::Guest,
            Self::Provider(_) => Reader::Provider,
            Self::Internal => Reader::Internal,
        }
    }
}

/// What there is to see of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// When, how long, and whether it still holds.
    Time,
    /// Where.
    Place,
    /// The topic's name.
    Topic,
    /// What everybody invited may read.
    Agenda,
    /// The single face.
    Organizer,
    /// The name we gave the meeting: it may name a client.
    Title,
    /// How the clients are met.
    Format,
    /// The clients beside the recipient, and their people.
    OtherGuests,
    /// The providers beside the single face.
    Providers,
    /// Why it is met this way.
    Reason,
    /// What only we may read.
    Notes,
    /// What the clients are worth to us.
    ClientValue,
    /// That a conflict was kept.
    Conflict,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 13] = [
        Self::Time,
        Self::Place,
        Self::Topic,
        Self::Agenda,
        Self::Organizer,
        Self::Title,
        Self::Format,
        Self::OtherGuests,
        Self::Providers,
        Self::Reason,
        Self::Notes,
        Self::ClientValue,
        Self::Conflict,
    ];
}

/// The table: whether a kind of reader may see a field. A field without a line here does not compile.
pub fn may_see(reader: Reader, field: Field) -> bool {
    let (guest, provider, internal) = match field {
        Field::Time => (true, true, true),
        Field::Place => (true, true, true),
        Field::Topic => (true, true, true),
        Field::Agenda => (true, true, true),
        Field::Organizer => (true, true, true),
        Field::Title => (false, true, true),
        Field::Format => (false, true, true),
        // At a work table guests may see each other once their organisations have agreed; no agreement is recorded
        // yet, so nobody does. In a focus group they never may.
        Field::OtherGuests => (false, true, true),
        Field::Providers => (false, true, true),
        Field::Reason => (false, false, true),
        Field::Notes => (false, false, true),
        Field::ClientValue => (false, false, true),
        Field::Conflict => (false, false, true),
    };
    match reader {
        Reader::Guest => guest,
        Reader::Provider => provider,
        Reader::Internal => internal,
    }
}

/// The things that meetings name by their ids, and the words of the language.
pub struct Names<'a> {
    clients: HashMap<&'a ClientId, &'a Client>,
    providers: HashMap<&'a ProviderId, &'a Provider>,
    rooms: HashMap<&'a RoomId, &'a Room>,
    sites: HashMap<&'a SiteId, &'a Site>,
    topics: HashMap<&'a TopicId, &'a Topic>,
    words: Words,
}

impl<'a> Names<'a> {
    /// Looks things up in these lists; what is missing in them is left out of the events.
    pub fn new(
        clients: impl IntoIterator<Item = &'a Client>,
        providers: impl IntoIterator<Item = &'a Provider>,
        rooms: impl IntoIterator<Item = &'a Room>,
        sites: impl IntoIterator<Item = &'a Site>,
        topics: impl IntoIterator<Item = &'a Topic>,
        words: Words,
    ) -> Self {
        Self {
            clients: clients.into_iter().map(|client| (&client.id, client)).collect(),
            providers: providers.into_iter().map(|provider| (&provider.id, provider)).collect(),
            rooms: rooms.into_iter().map(|room| (&room.id, room)).collect(),
            sites: sites.into_iter().map(|site| (&site.id, site)).collect(),
            topics: topics.into_iter().map(|topic| (&topic.id, topic)).collect(),
            words,
        }
    }
}

/// A meeting as a recipient's calendar holds it: nothing of it that [`may_see`] does not allow.
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
        clients,
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
    let sees = |field| may_see(recipient.reader(), field);
    let words = &names.words;
    let guests = clients.iter().filter_map(|attendance| names.clients.get(&attendance.client)).copied();
    let guests = guests.filter(|client| match recipient {
        Recipient::Guest(own) => client.id == **own || sees(Field::OtherGuests),
        _ => sees(Field::OtherGuests),
    });
    let guests = guests.collect::<Vec<_>>();
    let serving = providers.iter().filter_map(|service| Some((*names.providers.get(&service.provider)?, service.role)));
    let serving = serving.filter(|_| sees(Field::Providers)).collect::<Vec<_>>();
    let face = meeting.face().and_then(|face| names.providers.get(face)).filter(|_| sees(Field::Organizer));

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
    let summary = if sees(Field::Title) && !title.trim().is_empty() {
        title.clone()
    } else {
        let about = topic.map_or(words.meeting, |topic| topic.name.as_str());
        match guests.as_slice() {
            [only] if sees(Field::Title) => format!("{about} · {}", only.name),
            _ => about.to_owned(),
        }
    };
    let mut attendees = people(&guests);
    attendees.extend(serving.iter().map(|(who, role)| serves(who, *role)));
    let room = match place {
        Place::Room(room) if sees(Field::Place) => names.rooms.get(room).copied(),
        _ => None,
    };
    attendees.extend(room.map(hosts));
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
        location: if sees(Field::Place) { location(place, recipient, names) } else { String::new() },
        status: match status {
            MeetingStatus::Planned | MeetingStatus::Held => Status::Confirmed,
            MeetingStatus::Cancelled => Status::Cancelled,
        },
        organizer: face.map(|face| party(face)),
        attendees,
        class: match recipient.reader() {
            Reader::Internal => Class::Private,
            Reader::Guest | Reader::Provider => Class::Public,
        },
        transparent: *status == MeetingStatus::Cancelled,
        categories: if sees(Field::Format) { vec![words.format_name(*format).to_owned()] } else { Vec::new() },
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn party(provider: &Provider) -> Party {
    Party { id: provider.id.0.clone(), name: provider.name.clone(), email: Some(provider.email.clone()) }
}

/// The clients' people who come unless somebody else is named.
fn people(guests: &[&Client]) -> Vec<Attendee> {
    let principals = guests.iter().flat_map(|client| client.people.iter().filter(|person| person.principal));
    principals
        .map(|person| Attendee {
            party: Party { id: person.id.0.clone(), name: person.name.clone(), email: Some(person.email.clone()) },
            part: Part::Required,
            kind: PartyKind::Individual,
            partstat: PartStat::NeedsAction,
            rsvp: false,
        })
        .collect()
}

fn serves(provider: &Provider, role: Role) -> Attendee {
    Attendee {
        party: party(provider),
        part: match role {
            Role::Chair | Role::Moderator | Role::Executive => Part::Chair,
            Role::Listener | Role::Observer => Part::Optional,
            Role::Face | Role::Owner | Role::Scribe | Role::Expert | Role::Assistant | Role::Speaker => Part::Required,
        },
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

fn address(site: Option<&Site>) -> Vec<&str> {
    site.map(|site| vec![site.address.as_str(), site.city.as_str(), site.country.as_str()]).unwrap_or_default()
}

fn location(place: &Place, recipient: &Recipient<'_>, names: &Names<'_>) -> String {
    let parts = match place {
        Place::Remote => vec![names.words.remote],
        Place::Room(room) => match names.rooms.get(room) {
            Some(room) => {
                let site = names.sites.get(&room.site).copied();
                let mut parts = vec![room.name.as_str()];
                parts.extend(site.map(|site| site.name.as_str()));
                parts.extend(address(site));
                parts
            }
            None => Vec::new(),
        },
        Place::Client(host) => match names.clients.get(host) {
            Some(client) => {
                let site = client.site.as_ref().and_then(|site| names.sites.get(site)).copied();
                // At another client's premises a guest learns where to go, not whose house it is.
                let known = match recipient {
                    Recipient::Guest(own) => *own == host || may_see(Reader::Guest, Field::OtherGuests),
                    _ => true,
                };
                let mut parts = if known { vec![client.name.as_str()] } else { Vec::new() };
                parts.extend(address(site));
                parts
            }
            None => Vec::new(),
        },
    };
    let mut different = Vec::<String>::new();
    for part in parts.into_iter().map(one_line).filter(|part| !part.is_empty()) {
        if !different.contains(&part) {
            different.push(part);
        }
    }
    different.join(", ")
}
