//! Whether a file is a workspace, whole, and of a schema known here. Looking changes nothing.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use crate::OpenError;
use crate::migrations::APPLICATION_ID;

/// Length of a SQLite file's header in bytes (https://sqlite.org/fileformat.html#the_database_header).
const HEADER: usize = 100;

/// Refuses a file that is not a workspace, from its first bytes alone: the file is not even opened as a database.
pub(crate) fn header(path: &Path, known: u32) -> Result<(), OpenError> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = [0; HEADER];
    if !file.metadata()?.is_file() || length < HEADER as u64 {
        return Err(OpenError::NotAWorkspace);
    }
    file.read_exact(&mut bytes)?;
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    if !bytes.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID {
        return Err(OpenError::NotAWorkspace);
    }
    let found = number(60);
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    // The page size 65536 does not fit its two bytes and is written as 1.
    let page = match u64::from(u16::from_be_bytes([bytes[16], bytes[17]])) {
        1 => 65536,
        size => size,
    };
    let pages = u64::from(number(28));
    if length < pages * page && !has_log(path) {
        return Err(OpenError::Damaged { detail: format!("{pages} pages of {page} bytes in {length} bytes") });
    }
    Ok(())
}

/// Another file's path beside a file: its name with something after it.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether what was written last is still in a write-ahead log beside the file: the program was killed.
fn has_log(path: &Path) -> bool {
    beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0)
}

/// Goes through the pages of a file; gives its schema's number.
pub(crate) async fn pages(path: &Path) -> Result<u32, OpenError> {
    // Without a log beside it the file can be read as it lies, and no file appears beside it. Nobody else writes: the
    // caller holds the lock.
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(!has_log(path));
    let mut connection = options.connect().await?;
    let found = looked_through(&mut connection).await;
    connection.close().await?;
    found
}

async fn looked_through(connection: &mut SqliteConnection) -> Result<u32, OpenError> {
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut *connection).await?;
    if verdict != "ok" {
        return Err(OpenError::Damaged { detail: verdict });
    }
    let marked: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *connection).await?;
    if marked != i64::from(APPLICATION_ID) {
        return Err(OpenError::NotAWorkspace);
    }
    let schema: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(connection).await?;
    u32::try_from(schema).map_err(|_| OpenError::NotAWorkspace)
}
