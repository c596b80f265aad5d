//! Who invites and who comes, as lines of an event.

use calcard::icalendar::{
    ICalendarEntry, ICalendarParameter, ICalendarParameterName, ICalendarParameterValue, ICalendarProperty as P,
};

use super::file_name::{is_uuid, opaque};
use super::text::parameter;
use super::write::with;
use super::{Attendee, Event, Method, Part, PartStat, Party, PartyKind};
use crate::is_mail_address;

/// The address of a party that has none that could be written to: the form that Apple's programs introduced, and that
/// khal, libical and ical.js read as any other.
const NO_ADDRESS: &str = "invalid:nomail";

/// The lines of an event that name people and rooms.
pub(super) fn entries(event: &Event, method: Method) -> Vec<ICalendarEntry> {
    // RFC 5546, 3.2.1: nobody is named in what is published. Who comes is in the description there.
    let named = if method == Method::Publish { &[][..] } else { &event.attendees };
    let mut people = named.iter().filter_map(|attendee| attendance(attendee, method)).collect::<Vec<_>>();
    let organizer = match &event.organizer {
        Some(party) => {
            let mut params = common_name(party);
            params.extend(agent(method));
            Some(with(P::Organizer, params, &address(party).unwrap_or(NO_ADDRESS.to_owned())))
        }
        // RFC 5546 wants an organiser in everything published, and RFC 5545 wherever somebody is named.
        None if method == Method::Publish || !people.is_empty() => {
            Some(with(P::Organizer, agent(method).into_iter().collect(), NO_ADDRESS))
        }
        None => None,
    };
    people.splice(0..0, organizer);
    people
}

/// RFC 6638, 7.1: a server must not write to the people of a meeting that it stores; we do.
fn agent(method: Method) -> Option<ICalendarParameter> {
    let client = ICalendarParameterValue::Text("CLIENT".to_owned());
    (method == Method::None).then(|| ICalendarParameter::new(ICalendarParameterName::ScheduleAgent, client))
}

/// Whether a party has an address to which answers can be sent.
pub(super) fn can_be_written_to(party: &Party) -> bool {
    party.email.as_deref().is_some_and(|email| is_mail_address(email.trim()))
}

/// Rooms and people without a mail address are named by `urn:uuid:`, so that no two share an address.
fn address(party: &Party) -> Option<String> {
    match party.email.as_deref().map(str::trim).filter(|email| is_mail_address(email)) {
        // Characters with a meaning in a URI are written as octets.
        Some(email) => Some(format!("mailto:{}", percent(email))),
        None if is_uuid(&party.id) => Some(format!("urn:uuid:{}", party.id.to_ascii_lowercase())),
        None if party.id.is_empty() => None,
        None => Some(format!("urn:uuid:{}", opaque(&party.id))),
    }
}

fn percent(email: &str) -> String {
    let mut uri = String::with_capacity(email.len());
    for byte in email.bytes() {
        match byte {
            b'#' | b'&' | b'/' | b'=' | b'{' | b'|' | b'}' | b'%' | 0x80.. => uri.push_str(&format!("%{byte:02X}")),
            _ => uri.push(char::from(byte)),
        }
    }
    uri
}

fn common_name(party: &Party) -> Vec<ICalendarParameter> {
    let name = parameter(&party.name);
    if name.is_empty() {
        return Vec::new();
    }
    vec![ICalendarParameter::new(ICalendarParameterName::Cn, ICalendarParameterValue::Text(name))]
}

fn attendance(attendee: &Attendee, method: Method) -> Option<ICalendarEntry> {
    let word = |name, word: &str| ICalendarParameter::new(name, ICalendarParameterValue::Text(word.to_owned()));
    let mut params = common_name(&attendee.party);
    let kind = match attendee.kind {
        PartyKind::Individual => "INDIVIDUAL",
        PartyKind::Room => "ROOM",
    };
    let role = match attendee.part {
        Part::Chair => "CHAIR",
        Part::Required => "REQ-PARTICIPANT",
        Part::Optional => "OPT-PARTICIPANT",
        Part::Informed => "NON-PARTICIPANT",
    };
    let partstat = match attendee.partstat {
        PartStat::NeedsAction => "NEEDS-ACTION",
        PartStat::Accepted => "ACCEPTED",
        PartStat::Declined => "DECLINED",
        PartStat::Tentative => "TENTATIVE",
    };
    params.push(word(ICalendarParameterName::Cutype, kind));
    params.push(word(ICalendarParameterName::Role, role));
    params.push(word(ICalendarParameterName::Partstat, partstat));
    params.push(word(ICalendarParameterName::Rsvp, if attendee.rsvp { "TRUE" } else { "FALSE" }));
    params.extend(agent(method));
    Some(with(P::Attendee, params, &address(&attendee.party)?))
}
