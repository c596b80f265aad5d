//! Errors of the layers below as the contract's problems.

use std::io::ErrorKind;
use std::path::Path;

use contract::problem::{FileTrouble, Use};
use contract::{FieldFault, Problem, Thing};
use store::{OpenError, StoreError};

/// An unexpected error: logged with a number, which is all that crosses.
pub(crate) fn unexpected(error: impl std::fmt::Display) -> Problem {
    let incident = uuid::Uuid::now_v7().simple().to_string();
    let incident = incident[incident.len() - 8..].to_owned();
    tracing::error!(%incident, %error, "unexpected");
    Problem::Unexpected { incident }
}

/// A field that cannot be saved as it is.
pub(crate) fn invalid(faults: Vec<FieldFault>) -> Result<(), Problem> {
    if faults.is_empty() { Ok(()) } else { Err(Problem::Invalid { faults }) }
}

/// Trouble with a file.
pub(crate) fn file(path: &Path, error: &std::io::Error) -> Problem {
    let trouble = match error.kind() {
        ErrorKind::NotFound => FileTrouble::NotFound,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => FileTrouble::Denied,
        ErrorKind::AlreadyExists => FileTrouble::AlreadyExists,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FileTrouble::DiskFull,
        ErrorKind::NotADirectory => FileTrouble::NotAFolder,
        ErrorKind::FileTooLarge => FileTrouble::TooLarge,
        _ => {
            tracing::warn!(path = %path.display(), %error, "file");
            FileTrouble::Other
        }
    };
    Problem::File { path: path.display().to_string(), trouble }
}

/// A kind of thing by the store's word for it.
fn thing(word: &str) -> Thing {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(Thing::Setting)
}

/// A kind of rows by the contract's word for one of them.
fn one(rows: &str) -> String {
    rows.strip_suffix('s').unwrap_or(rows).to_owned()
}

/// The store's error.
pub(crate) fn store(error: StoreError) -> Problem {
    match error {
        StoreError::NotFound { what, id } => Problem::NotFound { what: thing(what), id },
        StoreError::Stale { what, id } => Problem::Stale { what: thing(what), id },
        StoreError::InUse { what, id, by } => Problem::InUse {
            what: thing(what),
            id,
            by: by.into_iter().map(|(what, count)| Use { what: one(&what), count }).collect(),
        },
        StoreError::Full => Problem::File { path: String::new(), trouble: FileTrouble::DiskFull },
        other => unexpected(other),
    }
}

/// Why a workspace did not open.
pub(crate) fn open(path: &Path, error: OpenError) -> Problem {
    let shown = path.display().to_string();
    match error {
        OpenError::NotFound => Problem::File { path: shown, trouble: FileTrouble::NotFound },
        OpenError::Newer { found, known } => Problem::WorkspaceNewer { path: shown, found, known },
        OpenError::Damaged { detail } => Problem::WorkspaceDamaged { path: shown, detail },
        OpenError::NotAWorkspace => Problem::NotAWorkspace { path: shown },
        OpenError::InUse => Problem::WorkspaceInUse { path: shown },
        OpenError::Io(kind) => file(path, &std::io::Error::from(kind)),
        other => unexpected(other),
    }
}
