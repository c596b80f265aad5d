//! What can go wrong, and the one place where the database's own errors are told apart.

use std::io::ErrorKind;

use sqlx::error::DatabaseError;

/// Why a file could not be opened or made. The file is left as it was.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// A newer program wrote it.
    #[error("the file has schema {found}, this program knows {known}")]
    Newer {
        /// The file's schema.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// It is a workspace, but its pages no longer fit together.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What the check found first.
        detail: String,
    },
    /// It is some other kind of file.
    #[error("the file is not a workspace")]
    NotAWorkspace,
    /// Somebody else writes to it now.
    #[error("the file is open for writing elsewhere")]
    InUse,
    /// The system refused; `AlreadyExists` where a workspace to be made would have replaced a file.
    #[error("the file cannot be used: {0}")]
    Io(ErrorKind),
    /// Anything else the database reports.
    #[error(transparent)]
    Database(sqlx::Error),
}

/// Why something could not be read or written. A write that failed has changed nothing once it is dropped.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such row.
    #[error("no {what} has the id {id}")]
    NotFound {
        /// What kind of row, as a word: `client`, `meeting` ...
        what: &'static str,
        /// The id asked for.
        id: String,
    },
    /// Somebody else has changed the row since it was read.
    #[error("{what} {id} has changed meanwhile")]
    Stale {
        /// What kind of row.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// Other rows need the one to be deleted.
    #[error("{what} {id} is used by {by:?}")]
    InUse {
        /// What kind of row.
        what: &'static str,
        /// Its id.
        id: String,
        /// Which kinds of rows use it (`clients`, `providers`, `rooms`, `needs`, `meetings`), and how many of each.
        by: Vec<(String, u32)>,
    },
    /// Two rows would have the same id.
    #[error("not unique: {detail}")]
    Unique {
        /// Which.
        detail: String,
    },
    /// A row refers to one that is not there.
    #[error("refers to something that is not there")]
    BrokenReference,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The system refused to read or write.
    #[error("the file cannot be read or written: {0}")]
    Io(ErrorKind),
    /// The file's pages no longer fit together.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// Anything else the database reports.
    #[error(transparent)]
    Database(sqlx::Error),
}

/// SQLite's result codes (https://sqlite.org/rescode.html), as far as they are told apart.
const READ_ONLY: u32 = 8;
const IO_ERROR: u32 = 10;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANNOT_OPEN: u32 = 14;
const NOT_A_DATABASE: u32 = 26;

fn primary_code(error: &dyn DatabaseError) -> Option<u32> {
    let code: u32 = error.code()?.parse().ok()?;
    Some(code & 0xff)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(io) => Self::Io(io.kind()),
            sqlx::Error::Database(database) => match (database.kind(), primary_code(database.as_ref())) {
                (sqlx::error::ErrorKind::UniqueViolation, _) => Self::Unique { detail: database.message().to_owned() },
                (sqlx::error::ErrorKind::ForeignKeyViolation, _) => Self::BrokenReference,
                (_, Some(FULL)) => Self::Full,
                (_, Some(READ_ONLY)) => Self::Io(ErrorKind::PermissionDenied),
                (_, Some(IO_ERROR | CANNOT_OPEN)) => Self::Io(ErrorKind::Other),
                (_, Some(CORRUPT | NOT_A_DATABASE)) => Self::Damaged { detail: database.message().to_owned() },
                _ => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == ErrorKind::StorageFull { Self::Full } else { Self::Io(error.kind()) }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged { detail } => Self::Damaged { detail },
            StoreError::Io(kind) => Self::Io(kind),
            StoreError::Full => Self::Io(ErrorKind::StorageFull),
            StoreError::Database(error) => Self::Database(error),
            other => Self::Database(sqlx::Error::Protocol(other.to_string())),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound { Self::NotFound } else { Self::Io(error.kind()) }
    }
}
