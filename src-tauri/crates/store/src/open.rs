//! Opening and making workspaces: lock, check, migrate, connect.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex as SyncMutex};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlitePool};
use tokio::sync::Mutex;

use crate::migrations::newest;
use crate::workspace::Inner;
use crate::{OpenError, backup, check};

/// How many can read at once.
const READERS: u32 = 4;

/// How long a connection waits for a lock. Writers queue before they get here; this is for other programs.
const BUSY: Duration = Duration::from_secs(5);

/// Makes a new workspace.
pub(crate) async fn create(path: &Path, migrations: &Migrator) -> Result<Inner, OpenError> {
    let path = std::path::absolute(path)?;
    if path.try_exists()? {
        return Err(OpenError::Io(ErrorKind::AlreadyExists));
    }
    let lock = locked(&path)?;
    // Under another name until it is whole: a process killed here leaves no half-made workspace.
    let part = check::beside(&path, ".part");
    if part.try_exists()? {
        fs::remove_file(&part)?;
    }
    migrate(&part, migrations, true).await?;
    if path.try_exists()? {
        fs::remove_file(&part)?;
        return Err(OpenError::Io(ErrorKind::AlreadyExists));
    }
    fs::rename(&part, &path)?;
    connect(path, lock).await
}

/// Opens a workspace; brings an older one up to date.
pub(crate) async fn open(path: &Path, migrations: &Migrator) -> Result<Inner, OpenError> {
    let path = std::path::absolute(path)?;
    let known = newest(migrations);
    check::header(&path, known)?;
    let lock = locked(&path)?;
    let found = check::pages(&path).await?;
    if found > known {
        return Err(OpenError::Newer { found, known });
    }
    if found < known {
        bring_up_to_date(&path, found, migrations).await?;
    }
    connect(path, lock).await
}

/// Takes the right to write, for as long as the file given back is held. The system gives it back when the process ends,
/// however it ends; the empty file stays, since removing it could take another's lock away.
fn locked(path: &Path) -> Result<File, OpenError> {
    let lock = File::options().create(true).truncate(false).write(true).open(check::beside(path, "-lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).foreign_keys(true).busy_timeout(BUSY)
}

/// Runs the migrations a file lacks. Foreign keys are off meanwhile, since rebuilding a table with them on would delete
/// the rows that refer to it; all of them are checked afterwards.
async fn migrate(path: &Path, migrations: &Migrator, new: bool) -> Result<(), OpenError> {
    let mut connection = options(path)
        .create_if_missing(new)
        .foreign_keys(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    // `run` would do the same through `Acquire`, whose bounds keep the future from being `Send` for callers.
    migrations.run_direct(None, &mut connection, false).await.map_err(|error| OpenError::Database(error.into()))?;
    let broken = sqlx::query("PRAGMA foreign_key_check").fetch_optional(&mut connection).await?;
    if broken.is_some() {
        return Err(OpenError::Damaged { detail: "rows refer to rows that are not there".to_owned() });
    }
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Copies the file beside itself, then migrates it; where that fails the copy is put back in its place.
async fn bring_up_to_date(path: &Path, from: u32, migrations: &Migrator) -> Result<(), OpenError> {
    let mut connection = options(path).connect().await?;
    // With what a log beside it still holds, so that the file alone is the workspace.
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    let kept = free_name(path, from)?;
    backup::copy(&mut connection, &kept).await?;
    connection.close().await?;
    tracing::info!(from, to = newest(migrations), "the workspace is brought up to date; a copy is kept");
    let migrated = migrate(path, migrations, false).await;
    if migrated.is_err() {
        let part = check::beside(path, ".part");
        fs::copy(&kept, &part)?;
        for left in ["-wal", "-shm"] {
            if let Err(error) = fs::remove_file(check::beside(path, left))
                && error.kind() != ErrorKind::NotFound
            {
                return Err(error.into());
            }
        }
        fs::rename(&part, path)?;
    }
    migrated
}

/// A name beside a workspace that says which schema the copy has: `bank.cuadrante` gives `bank-v1.cuadrante`, or with a
/// number after that where it is taken.
fn free_name(path: &Path, version: u32) -> Result<PathBuf, OpenError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let extension = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let mut count = 1;
    loop {
        let number = if count == 1 { String::new() } else { format!("-{count}") };
        let name = path.with_file_name(format!("{stem}-v{version}{number}{extension}"));
        if !name.try_exists()? {
            return Ok(name);
        }
        count += 1;
    }
}

async fn connect(path: PathBuf, lock: File) -> Result<Inner, OpenError> {
    // FULL: a gesture that was confirmed is on the disk, power cut or not. NORMAL would only promise that the file is
    // whole, and forget the last gestures; one flush a gesture is what that costs, a few milliseconds.
    let writing = options(&path).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(writing)
        .await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options(&path).read_only(true))
        .await?;
    Ok(Inner { path, writer, readers, turn: Arc::new(Mutex::new(())), lock: SyncMutex::new(Some(lock)) })
}

/// Moves everything from the write-ahead log into the file.
pub(crate) async fn settle(writer: &SqlitePool) -> Result<(), sqlx::Error> {
    let mut connection = writer.acquire().await?;
    sqlx::query("PRAGMA optimize").execute(&mut *connection).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection).await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
