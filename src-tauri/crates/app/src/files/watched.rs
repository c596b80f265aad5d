//! A folder that sync programs watch (vdir): one file for each meeting. Only what has changed is touched, and only what
//! we wrote is taken away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use contract::Problem;
use domain::MeetingId;
use exchange::calendar::{CalendarOf, file_name};
use serde::{Deserialize, Serialize};

use super::put::{Writing, put};
use crate::problems;

/// Beside the files: which of them are ours. Sync programs leave names alone that begin with a dot.
const LIST: &str = ".cuadrante.json";

/// The files of a folder that we wrote, by name, with the meeting each is of.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Ours(BTreeMap<String, MeetingId>);

impl Ours {
    fn read(folder: &Path) -> Self {
        // Without a list that can be read nothing counts as ours: files are then left, never taken away.
        std::fs::read(folder.join(LIST)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }
}

/// The meetings of which an earlier export wrote files into a folder.
pub(crate) fn known(folder: &Path) -> Vec<MeetingId> {
    Ours::read(folder).0.into_values().collect()
}

/// The name of a meeting's file.
fn name(meeting: &MeetingId) -> String {
    file_name(&CalendarOf::Meeting(meeting))
}

/// Brings a folder to hold these meetings, and takes away the files of those that are off. Gives the files it holds of
/// the ones given.
///
/// Meetings in neither list (of days gone by, say) keep the file they have.
pub(crate) fn fill(folder: &Path, texts: &[(MeetingId, String)], off: &[MeetingId]) -> Result<Vec<PathBuf>, Problem> {
    std::fs::create_dir_all(folder).map_err(|error| problems::file(folder, &error))?;
    let mut ours = Ours::read(folder);
    let before = serde_json::to_vec(&ours).map_err(problems::unexpected)?;
    ours.0.extend(texts.iter().map(|(meeting, _)| (name(meeting), meeting.clone())));
    if serde_json::to_vec(&ours).map_err(problems::unexpected)? != before {
        // In the list before they are there: broken off in between, the next export still knows them.
        keep(folder, &ours)?;
    }
    let mut files = Vec::with_capacity(texts.len());
    for (meeting, text) in texts {
        let path = folder.join(name(meeting));
        if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            put(&[Writing { path: path.clone(), bytes: text.clone().into_bytes() }])?;
        }
        files.push(path);
    }
    let listed = ours.0.len();
    for meeting in off {
        let file = name(meeting);
        if ours.0.get(&file) != Some(meeting) {
            continue;
        }
        let path = folder.join(&file);
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(problems::file(&path, &error)),
        }
        ours.0.remove(&file);
    }
    if ours.0.len() != listed {
        keep(folder, &ours)?;
    }
    Ok(files)
}

fn keep(folder: &Path, ours: &Ours) -> Result<(), Problem> {
    let bytes = serde_json::to_vec(ours).map_err(problems::unexpected)?;
    put(&[Writing { path: folder.join(LIST), bytes }])
}
