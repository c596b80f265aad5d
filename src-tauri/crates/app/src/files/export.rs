//! Calendars into a folder, each file written beside its old version and then put in its place.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use contract::views::{CalendarScope, ExportRequest, Exported};
use contract::{FieldFault, Problem, Thing};
use domain::time::instant;
use domain::{Meeting, MeetingId, Place, ProviderId, RoomId};
use exchange::calendar::{
    CalendarFile, CalendarOf, Method, Names, Recipient, Words, event, file_name, write as write_calendar,
};

use crate::meetings::{Cast, planning_zone};
use crate::problems;
use crate::state::App;

/// Years ahead that an export without an end reaches.
const AHEAD: i64 = 5;

/// Writes the calendars asked for.
pub(crate) async fn export(app: &App, request: ExportRequest) -> Result<Exported, Problem> {
    let folder = PathBuf::from(&request.folder);
    if request.folder.trim().is_empty() {
        return Err(Problem::Invalid { faults: vec![FieldFault::Empty { field: "folder".into() }] });
    }
    std::fs::create_dir_all(&folder).map_err(|error| problems::file(&folder, &error))?;
    let mut read = app.read().await?;
    let providers = store::providers::all(&mut read).await.map_err(problems::store)?;
    let rules = planning_zone(providers.iter()).rules_or_utc();
    let first = request.from.unwrap_or_else(|| app.clock.today());
    let last = request.to.unwrap_or(first + TimeDelta::days(365 * AHEAD));
    let at = |day: NaiveDate| instant(day.and_time(NaiveTime::MIN), rules);
    let (mut from, mut to) = (at(first), at(last + TimeDelta::days(1)));
    if let CalendarScope::Meeting { id } = &request.scope {
        // One meeting is written whenever it is.
        let id = MeetingId::from(id.as_str());
        let meeting = store::meetings::get(&mut read, &id).await.map_err(problems::store)?;
        (from, to) = meeting.ok_or(Problem::NotFound { what: Thing::Meeting, id: id.0 })?.span();
    }
    let cast = Cast::load(&mut read, from, to).await?;
    drop(read);
    let out = Out { folder: &folder, cast: &cast, words: Words::of(request.language) };
    let mut files = Vec::new();
    let plan = |files: &mut Vec<String>| -> Result<(), Problem> {
        let all: Vec<&Meeting> = cast.meetings.iter().collect();
        let of = match (request.from, request.to) {
            (None, None) => CalendarOf::WholePlan,
            _ => CalendarOf::Plan(first, last),
        };
        files.push(out.file(of, "Cuadrante", Copy::Internal, &all)?);
        Ok(())
    };
    let mut meetings: Vec<&Meeting> = cast.meetings.iter().collect();
    match &request.scope {
        CalendarScope::Plan => plan(&mut files)?,
        CalendarScope::Everything => {
            plan(&mut files)?;
            let mut people: Vec<_> = cast.providers.keys().collect();
            people.sort();
            for provider in people {
                files.extend(out.person(provider, false)?);
            }
            let mut rooms: Vec<_> = cast.rooms.keys().collect();
            rooms.sort();
            for room in rooms {
                files.extend(out.room(room, false)?);
            }
        }
        CalendarScope::Meeting { id } => {
            meetings.retain(|meeting| meeting.id.as_str() == id);
            let id = MeetingId::from(id.as_str());
            let title = meetings.first().map(|meeting| cast.title(meeting)).unwrap_or_default();
            files.push(out.file(CalendarOf::Meeting(&id), &title, Copy::Providers, &meetings)?);
        }
        CalendarScope::Provider { id } => {
            let id = ProviderId::from(id.as_str());
            if !cast.providers.contains_key(&id) {
                return Err(Problem::NotFound { what: Thing::Provider, id: id.0 });
            }
            meetings = of_provider(&cast, &id);
            files.extend(out.person(&id, true)?);
        }
        CalendarScope::Room { id } => {
            let id = RoomId::from(id.as_str());
            if !cast.rooms.contains_key(&id) {
                return Err(Problem::NotFound { what: Thing::Room, id: id.0 });
            }
            meetings = of_room(&cast, &id);
            files.extend(out.room(&id, true)?);
        }
    }
    Ok(Exported { files, meetings: meetings.len() as u32 })
}

fn of_provider<'a>(cast: &'a Cast, provider: &ProviderId) -> Vec<&'a Meeting> {
    cast.meetings.iter().filter(|m| m.providers.iter().any(|service| service.provider == *provider)).collect()
}

fn of_room<'a>(cast: &'a Cast, room: &RoomId) -> Vec<&'a Meeting> {
    let place = Place::Room(room.clone());
    cast.meetings.iter().filter(|meeting| meeting.place == place).collect()
}

/// Whose copies a file holds.
#[derive(Clone, Copy)]
enum Copy<'a> {
    /// Ours, with notes and values: the plan's own file.
    Internal,
    /// One provider's.
    Provider(&'a ProviderId),
    /// What any provider may see: a room's calendar and a single meeting are passed on.
    Providers,
}

impl<'a> Copy<'a> {
    fn recipient(self, meeting: &'a Meeting) -> Recipient<'a> {
        match self {
            Self::Internal => Recipient::Internal,
            Self::Provider(id) => Recipient::Provider(id),
            // A meeting without providers has nobody to pass it on.
            Self::Providers => meeting.face().map_or(Recipient::Internal, Recipient::Provider),
        }
    }
}

/// Where files go, and what they are made from.
struct Out<'a> {
    folder: &'a Path,
    cast: &'a Cast,
    words: Words,
}

impl Out<'_> {
    /// A provider's calendar; nothing where it is empty, unless it was asked for by itself.
    fn person(&self, id: &ProviderId, always: bool) -> Result<Option<String>, Problem> {
        let meetings = of_provider(self.cast, id);
        let of = CalendarOf::Person(id);
        if meetings.is_empty() && !always && !self.exists(&of) {
            return Ok(None);
        }
        self.file(of, &self.cast.provider_name(id), Copy::Provider(id), &meetings).map(Some)
    }

    fn room(&self, id: &RoomId, always: bool) -> Result<Option<String>, Problem> {
        let meetings = of_room(self.cast, id);
        let of = CalendarOf::Room(id);
        if meetings.is_empty() && !always && !self.exists(&of) {
            return Ok(None);
        }
        self.file(of, &self.cast.place_name(&Place::Room(id.clone())), Copy::Providers, &meetings).map(Some)
    }

    /// Whether an earlier export has written the file: it must then be written again, were it only to be emptied.
    fn exists(&self, of: &CalendarOf<'_>) -> bool {
        self.folder.join(file_name(of)).exists()
    }

    fn file(&self, of: CalendarOf<'_>, name: &str, copy: Copy<'_>, meetings: &[&Meeting]) -> Result<String, Problem> {
        let cast = self.cast;
        let names = Names::new(
            cast.clients.values(),
            cast.providers.values(),
            cast.rooms.values(),
            cast.sites.values(),
            cast.topics.values(),
            self.words,
        );
        let calendar = CalendarFile {
            name: name.to_owned(),
            method: Method::Publish,
            events: meetings.iter().map(|meeting| event(meeting, &copy.recipient(meeting), &names)).collect(),
            refresh: None,
        };
        let text = write_calendar(&calendar).map_err(problems::unexpected)?;
        let path = self.folder.join(file_name(&of));
        put(&path, text.as_bytes()).map_err(|error| problems::file(&path, &error))?;
        Ok(path.display().to_string())
    }
}

/// Writes a file whole or not at all: a full disk leaves the old version as it was.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("ics.part");
    let written = std::fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    match written {
        Ok(()) => std::fs::rename(&beside, path),
        Err(error) => {
            // Best effort: what matters is the error above.
            let _ = std::fs::remove_file(&beside);
            Err(error)
        }
    }
}
