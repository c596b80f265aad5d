//! Everything that leaves the house, on every road, to every kind of reader: what may be seen is there, and nothing else.
//!
//! Each thing that there is to know of a meeting is a mark of its own in a small world. Whatever is written is decoded
//! (lines unfolded, escapes undone, transfer encodings taken off) and searched for every mark. A field, a road, a kind
//! of letter or a method without a decision here does not compile, and a new way of writing fails by name.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)] // The library's own tests use the rest of it.
#[path = "../src/calendar/checker.rs"]
mod checker;
#[allow(dead_code)] // Other tests use the rest of it.
mod common;
mod marked;
mod opened;

use std::collections::BTreeSet;
use std::path::Path;

use common::now;
use common::things::at;
use domain::{Attends, Client, Meeting, MeetingStatus, Minutes, Place};
use exchange::calendar::{
    CalendarFile, CalendarOf, Field, Language, Method, Names, PartStat, Party, Reader, Recipient, event, file_name,
    may_see, write,
};
use exchange::invitation::{Invitee, cancel, invitees, request};
use exchange::mail::{self, LetterKind, letter};
use exchange::poll::{self, Asking, question};
use marked::World;
use opened::{from_calendar, from_mail};
use proptest::prelude::*;

/// The table of the specification, written down a second time: guest, provider, internal, room.
fn decided(field: Field) -> (bool, bool, bool, bool) {
    match field {
        Field::Time | Field::Place | Field::Topic => (true, true, true, true),
        Field::Agenda | Field::Organizer => (true, true, true, false),
        Field::Title | Field::Format | Field::OtherGuests | Field::Providers => (false, true, true, false),
        Field::Reason | Field::Notes | Field::ClientValue | Field::Conflict => (false, false, true, false),
    }
}

/// Writes the roads and the list of them together.
macro_rules! roads {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Road { $($(#[doc = $doc])* $name,)* }
        impl Road { const ALL: &'static [Road] = &[$(Self::$name),*]; }
    };
}

roads! {
    /// A plan, a person's or a room's calendar, to be imported.
    Export,
    /// The same, to be subscribed to.
    Feed,
    /// A CalDAV server or a folder that sync programs watch.
    Server,
    Request,
    Update,
    Cancel,
    InvitationMail,
    UpdateMail,
    CancellationMail,
    Reminder,
    Poll,
}

/// Which fields a road carries at all, to those who may see them.
fn carries(road: Road, field: Field) -> bool {
    match road {
        Road::Export
        | Road::Feed
        | Road::Server
        | Road::Request
        | Road::Update
        | Road::Cancel
        | Road::InvitationMail
        | Road::UpdateMail
        | Road::CancellationMail
        | Road::Reminder => true,
        // A poll asks for the time: the meeting's own plays no part.
        Road::Poll => field != Field::Time,
    }
}

/// The roads that a method and a kind of letter belong to: one that has none does not compile.
fn road_of_method(method: Method) -> &'static [Road] {
    match method {
        Method::Publish => &[Road::Export, Road::Feed],
        Method::Request => &[Road::Request, Road::Update, Road::InvitationMail, Road::UpdateMail],
        Method::Cancel => &[Road::Cancel, Road::CancellationMail],
        Method::None => &[Road::Server],
    }
}

fn road_of_letter(kind: LetterKind) -> Road {
    match kind {
        LetterKind::Invitation => Road::InvitationMail,
        LetterKind::Update => Road::UpdateMail,
        LetterKind::Cancellation => Road::CancellationMail,
        LetterKind::Reminder => Road::Reminder,
    }
}

#[test]
fn every_method_and_letter_has_its_road() {
    let letters = LetterKind::ALL.map(road_of_letter);
    let methods = Method::ALL.into_iter().flat_map(road_of_method).copied();
    let known = methods.chain(letters).chain([Road::Poll]).collect::<Vec<_>>();
    for road in Road::ALL {
        assert!(known.contains(road), "{road:?}");
    }
}

/// What goes out by a road about one meeting: file names and contents, decoded.
fn sent(road: Road, meeting: &Meeting, invitee: &Invitee<'_>, names: &Names<'_>) -> String {
    let alarms = [Minutes(15)];
    let mut changed = meeting.clone();
    changed.sequence += 1;
    let mut off = changed.clone();
    off.status = MeetingStatus::Cancelled;
    // What an update says it was before is as much a secret.
    let mut before = meeting.clone();
    before.minutes = Minutes(meeting.minutes.0 + 5);
    let published = |refresh| CalendarFile {
        name: names_of(&invitee.recipient),
        method: Method::Publish,
        events: vec![event(meeting, &invitee.recipient, names)],
        refresh,
    };
    let mailed = |kind, meeting: &Meeting, before: Option<&Meeting>| {
        let file = mail::file_name(kind, meeting, invitee);
        from_mail(&file, &letter(kind, meeting, before, invitee, names, &alarms, now()))
    };
    let of = CalendarOf::Meeting(&meeting.id);
    match road {
        Road::Export => from_calendar(&file_name(&of), &published(None)),
        Road::Feed => from_calendar(&file_name(&of), &published(Some(Minutes(60)))),
        Road::Server => from_calendar("", &CalendarFile::resource(event(meeting, &invitee.recipient, names))),
        Road::Request => from_calendar(&file_name(&of), &request(meeting, invitee, names, &alarms)),
        Road::Update => from_calendar(&file_name(&of), &request(&changed, invitee, names, &alarms)),
        Road::Cancel => from_calendar(&file_name(&of), &cancel(&off, invitee, names)),
        Road::InvitationMail => mailed(LetterKind::Invitation, meeting, None),
        Road::UpdateMail => mailed(LetterKind::Update, &changed, Some(&before)),
        Road::CancellationMail => mailed(LetterKind::Cancellation, &off, None),
        Road::Reminder => mailed(LetterKind::Reminder, meeting, None),
        Road::Poll => {
            let asking = Asking {
                token: "k7f3-Q9x2-abcd",
                slots: &[at("2027-04-05T09:00"), at("2027-04-06T09:00")],
                zone: &meeting.zone,
                minutes: Minutes(60),
                closes: None,
            };
            from_mail(&poll::file_name(asking.token), &question(meeting, invitee, names, &asking, now()))
        }
    }
}

fn names_of(recipient: &Recipient<'_>) -> String {
    match recipient {
        Recipient::Guest(_) => "Su reunión".to_owned(),
        Recipient::Provider(_) | Recipient::Internal | Recipient::Room => "Cuadrante".to_owned(),
    }
}

/// Everybody who may get a copy of something, with what they may get it of.
fn recipients(world: &World) -> Vec<(String, Recipient<'_>, Party, Vec<&Meeting>)> {
    let party =
        |id: &str, name: &str, email: &str| Party { id: id.into(), name: name.into(), email: Some(email.into()) };
    let comes = |meeting: &Meeting, client: &Client| meeting.clients.iter().any(|one| one.client == client.id);
    let mut all = Vec::new();
    for client in &world.clients {
        let meetings = world.meetings.iter().filter(|meeting| comes(meeting, client)).collect::<Vec<_>>();
        let person = client.people.iter().find(|person| person.principal).unwrap();
        let party = party(person.id.as_str(), &person.name, &person.email);
        all.push((client.name.clone(), Recipient::Guest(&client.id), party, meetings));
    }
    let everything = || world.meetings.iter().collect::<Vec<_>>();
    for provider in &world.providers {
        let party = party(provider.id.as_str(), &provider.name, &provider.email);
        all.push((provider.name.clone(), Recipient::Provider(&provider.id), party, everything()));
    }
    let own = party("own", "Calendario", "calendario@example.com");
    all.push(("internal".to_owned(), Recipient::Internal, own.clone(), everything()));
    let is_in_room = |meeting: &&Meeting| matches!(meeting.place, Place::Room(_));
    all.push(("room".to_owned(), Recipient::Room, own, world.meetings.iter().filter(is_in_room).collect()));
    all
}

/// Whether a road leads to a recipient: the fields it carries must then be there.
fn leads(road: Road, recipient: &Recipient<'_>) -> bool {
    match (road, recipient) {
        // A face is needed to invite and to write, and a room's reader sees none.
        (Road::Export | Road::Feed | Road::Server, Recipient::Room) => true,
        (_, Recipient::Room) => false,
        (_, Recipient::Guest(_) | Recipient::Provider(_) | Recipient::Internal) => true,
    }
}

#[test]
fn what_may_be_seen_is_there_and_nothing_else() {
    let world = World::new();
    for language in [Language::Es, Language::En] {
        let names = world.names(language);
        for (who, recipient, party, meetings) in recipients(&world) {
            let invitee =
                Invitee { recipient, party, part: exchange::calendar::Part::Required, partstat: PartStat::NeedsAction };
            assert!(meetings.len() > 1, "{who}");
            for road in Road::ALL {
                let sent = meetings.iter().map(|meeting| sent(*road, meeting, &invitee, &names)).collect::<String>();
                let sent = sent.to_lowercase();
                for field in Field::ALL {
                    let found = world
                        .marks(*field, &recipient, language)
                        .into_iter()
                        .find(|mark| sent.contains(&mark.to_lowercase()));
                    let (guest, provider, internal, room) = decided(*field);
                    let allowed = match recipient.reader() {
                        Reader::Guest => guest,
                        Reader::Provider => provider,
                        Reader::Internal => internal,
                        Reader::Room => room,
                    };
                    assert_eq!(may_see(recipient.reader(), *field), allowed, "the table differs for {field:?}");
                    let place = format!("{field:?} on {road:?} to {who} ({:?}, {language:?})", recipient.reader());
                    if let Some(mark) = &found {
                        assert!(allowed && carries(*road, *field), "{mark} leaks: {place}\n{sent}");
                    } else if leads(*road, &recipient) {
                        assert!(!(allowed && carries(*road, *field)), "missing: {place}\n{sent}");
                    }
                }
                for mark in world.never() {
                    assert!(!sent.contains(&mark.to_lowercase()), "{mark} on {road:?} to {who}");
                }
            }
        }
    }
}

/// For guests once more, by everything that another guest is known by rather than by fields.
#[test]
fn no_guest_finds_another() {
    let world = World::new();
    let names = world.names(Language::Es);
    let mut looked = 0;
    for meeting in &world.meetings {
        for one in invitees(meeting, &names) {
            let invitee = one.invitee(Attends::Accepted);
            let Recipient::Guest(own) = invitee.recipient else { continue };
            for road in Road::ALL {
                let sent = sent(*road, meeting, &invitee, &names).to_lowercase();
                for other in world.clients.iter().filter(|client| client.id != *own) {
                    let people = other.people.iter().flat_map(|person| [&person.name, &person.email, &person.phone]);
                    for mark in people.map(String::as_str).chain([other.name.as_str(), other.id.as_str()]) {
                        assert!(!sent.contains(&mark.to_lowercase()), "{mark} on {road:?} to {}:\n{sent}", one.name);
                    }
                }
                // Nor a colleague who gets a copy too.
                let colleagues =
                    world.clients.iter().filter(|client| client.id == *own).flat_map(|client| &client.people);
                let is_invited = !matches!(road, Road::Server | Road::Export | Road::Feed);
                for colleague in colleagues.filter(|person| is_invited && person.id.as_str() != one.invited.party()) {
                    assert!(!sent.contains(&colleague.email.to_lowercase()), "{} on {road:?}", colleague.email);
                }
                looked += 1;
            }
        }
    }
    assert!(looked > 100, "{looked}");
}

#[test]
fn a_sensitive_topic_is_not_on_the_rooms_screen() {
    let mut world = World::new();
    for topic in &mut world.topics {
        topic.sensitive = true;
    }
    let names = world.names(Language::Es);
    let marks = world.marks(Field::Topic, &Recipient::Room, Language::Es);
    for meeting in &world.meetings {
        let room = event(meeting, &Recipient::Room, &names);
        assert!(marks.iter().all(|mark| !room.summary.contains(mark)) && room.summary == "Reunión", "{}", room.summary);
    }
}

/// Every function that another crate can call to write something has been looked at: whether it is a way out of the
/// house that [`Road`] walks, or none.
#[test]
fn every_way_of_writing_is_known() {
    let ways_out = ["cancel", "event", "file_name", "invitees", "letter", "question", "request", "write"];
    let no_way_out =
        ["guest", "is_token", "judge", "may_see", "read_answer", "read_held", "read_reply", "serving", "uid"];
    let known = ways_out.into_iter().chain(no_way_out).map(str::to_owned).collect::<BTreeSet<_>>();
    let mut found = BTreeSet::new();
    for area in ["calendar", "invitation", "mail", "poll"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(area);
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|path| path.extension().is_some_and(|kind| kind == "rs")) {
            let text = std::fs::read_to_string(file).unwrap();
            let functions = text.lines().filter_map(|line| line.strip_prefix("pub fn "));
            found.extend(functions.map(|rest| rest.split(['(', '<']).next().unwrap().to_owned()));
        }
    }
    assert_eq!(found, known);
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,30}",
        any::<String>(),
        Just("\r\nATTENDEE:mailto:x@evil.example\r\nBcc: x@evil.example\r\n".to_owned()),
        Just("\nEND:VEVENT\nBEGIN:VEVENT\n\n--=_\n".to_owned()),
        Just("\u{85}X-A:b\u{2028}X-B:c\u{b}\u{c}\u{1c}\u{0}".to_owned()),
        Just("\"; ROLE=CHAIR:\\n\\;^n^', <x@evil.example>".to_owned()),
        Just("👩‍👩‍👧‍👦🇻🇪 شركة \u{202e}المصرف\u{202c}".repeat(9)),
        Just("ñ".repeat(300)),
        Just("=?utf-8?Q?a=0D=0AX:_y?=".to_owned()),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    /// Whatever the names are made of: one event, its own people, one reader of a mail.
    #[test]
    fn hostile_names_stay_text_on_every_road(name in hostile(), other in hostile(), text in hostile()) {
        let mut world = World::new();
        for client in &mut world.clients {
            client.name.clone_from(&name);
            client.people.iter_mut().for_each(|person| person.name.clone_from(&other));
        }
        world.providers.iter_mut().for_each(|provider| provider.name.clone_from(&other));
        world.rooms.iter_mut().for_each(|room| room.name.clone_from(&name));
        world.sites.iter_mut().for_each(|site| site.address.clone_from(&other));
        world.topics.iter_mut().for_each(|topic| topic.name.clone_from(&name));
        for meeting in &mut world.meetings {
            meeting.title.clone_from(&name);
            meeting.agenda.clone_from(&text);
            meeting.notes.clone_from(&text);
            meeting.reason.clone_from(&other);
        }
        let names = world.names(Language::Es);
        for meeting in [&world.meetings[0], &world.meetings[5]] {
            for one in invitees(meeting, &names).iter().step_by(2) {
                let invitee = one.invitee(Attends::Unanswered);
                for road in Road::ALL {
                    // Every calendar goes through the strict reader on the way, every mail through a parser.
                    prop_assert!(!sent(*road, meeting, &invitee, &names).is_empty());
                }
                let invited = write(&request(meeting, &invitee, &names, &[Minutes(15)])).unwrap();
                let lines = checker::strict(&invited);
                let count = |name: &str, value: &str| {
                    lines.iter().filter(|line| line.name == name && (value.is_empty() || line.value == value)).count()
                };
                prop_assert_eq!((count("BEGIN", "VEVENT"), count("BEGIN", "VALARM"), count("UID", "")), (1, 1, 1));
                let named = match (one.is_face, &invitee.recipient) {
                    (true, _) => 0,
                    (false, Recipient::Guest(_)) => 1,
                    (false, _) => {
                        let room = usize::from(matches!(meeting.place, Place::Room(_)));
                        meeting.clients.len() * 2 + meeting.providers.len() + room
                    }
                };
                prop_assert_eq!(count("ATTENDEE", ""), named);
            }
        }
    }
}
