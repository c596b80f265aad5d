//! Names of files and addresses that tell nothing about who is in them.

use chrono::NaiveDate;
use domain::{Invited, MeetingId, ProviderId, RoomId};

/// What a calendar file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarOf<'a> {
    /// One meeting.
    Meeting(&'a MeetingId),
    /// One meeting for one of those who are invited.
    Invitation(&'a MeetingId, &'a Invited),
    /// A provider's meetings.
    Person(&'a ProviderId),
    /// A room's meetings.
    Room(&'a RoomId),
    /// All meetings between two days, both included.
    Plan(NaiveDate, NaiveDate),
    /// All meetings from today on: always the same file, so that a later export takes the place of an earlier one.
    WholePlan,
}

/// The name of a calendar's file. It holds no person's, room's or client's name: file names are seen by more people
/// than files are.
pub fn file_name(of: &CalendarOf<'_>) -> String {
    match of {
        CalendarOf::Meeting(id) => format!("cuadrante-meeting-{}.ics", opaque(id.as_str())),
        CalendarOf::Invitation(meeting, invited) => {
            format!("cuadrante-invitation-{}-{}.ics", opaque(meeting.as_str()), opaque(invited.party()))
        }
        CalendarOf::Person(id) => format!("cuadrante-person-{}.ics", opaque(id.as_str())),
        CalendarOf::Room(id) => format!("cuadrante-room-{}.ics", opaque(id.as_str())),
        CalendarOf::WholePlan => "cuadrante-plan.ics".to_owned(),
        CalendarOf::Plan(from, to) => format!("cuadrante-plan-{from}-{to}.ics"),
    }
}

/// Whether text is a UUID in its usual form.
pub(crate) fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}

/// An id that tells nothing: itself where it is a UUID, a digest of it otherwise, since an id brought from another
/// system may be somebody's name. The digest is FNV-1a, 128 bits: the same on every machine and in every version.
pub(crate) fn opaque(id: &str) -> String {
    if is_uuid(id) {
        return id.to_ascii_lowercase();
    }
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let digest = id.bytes().fold(BASIS, |digest, byte| (digest ^ u128::from(byte)).wrapping_mul(PRIME));
    let hex = format!("{digest:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
