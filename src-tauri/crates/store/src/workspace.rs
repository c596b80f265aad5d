//! An open workspace.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex as SyncMutex, PoisonError};

use sqlx::SqlitePool;
use tokio::sync::Mutex;

use crate::migrations::MIGRATIONS;
use crate::undo::{self, Direction};
use crate::{Done, Gesture, OpenError, Read, Record, Source, StoreError, Undone, Write, backup, log, open};

/// An open workspace: one file, one writer, any number of readers. Clones share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) path: PathBuf,
    /// A pool of one: `BEGIN IMMEDIATE` and the clearing up after a dropped [`Write`] are the pool's work.
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
    pub(crate) turn: Arc<Mutex<()>>,
    /// Keeps other processes from writing while it is held.
    pub(crate) lock: SyncMutex<Option<File>>,
}

impl Store {
    /// Makes a new, empty workspace and opens it.
    ///
    /// # Errors
    /// [`OpenError::Io`] with `AlreadyExists` where there is a file already.
    pub async fn create(path: &Path) -> Result<Self, OpenError> {
        open::create(path, &MIGRATIONS).await.map(|inner| Self(Arc::new(inner)))
    }

    /// Opens a workspace. A file of an older program is copied beside itself and brought up to date.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong with the file, which is then left as it was.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        open::open(path, &MIGRATIONS).await.map(|inner| Self(Arc::new(inner)))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The state of the workspace now, to read from as long as it is held.
    ///
    /// # Errors
    /// Of the database only.
    pub async fn read(&self) -> Result<Read, StoreError> {
        let mut read = Read { transaction: self.0.readers.begin().await? };
        // SQLite takes the snapshot at the first reading, not at BEGIN.
        sqlx::query_scalar!(r#"SELECT seq AS "seq!" FROM gesture ORDER BY seq DESC LIMIT 1"#)
            .fetch_optional(read.connection())
            .await?;
        Ok(read)
    }

    /// Begins a gesture; waits until the one before it has ended.
    ///
    /// # Errors
    /// Of the database only.
    pub async fn write(&self, done: Done) -> Result<Write, StoreError> {
        let turn = self.0.turn.clone().lock_owned().await;
        let transaction = self.0.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Write { transaction, turn, done, changes: Vec::new() })
    }

    /// Begins to write down what has happened outside, which no undo takes back; waits until the gesture before it has
    /// ended.
    ///
    /// # Errors
    /// Of the database only.
    pub async fn record(&self) -> Result<Record, StoreError> {
        let turn = self.0.turn.clone().lock_owned().await;
        let transaction = self.0.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Record { transaction, turn })
    }

    /// Takes back the newest gesture that has not been taken back; `None` where there is none.
    ///
    /// # Errors
    /// Of the database only; nothing is changed then.
    pub async fn undo(&self) -> Result<Option<Undone>, StoreError> {
        self.turn(Direction::Undo).await
    }

    /// Does again the gesture last taken back; `None` where there is none, or something else was done since.
    ///
    /// # Errors
    /// Of the database only; nothing is changed then.
    pub async fn redo(&self) -> Result<Option<Undone>, StoreError> {
        self.turn(Direction::Redo).await
    }

    async fn turn(&self, direction: Direction) -> Result<Option<Undone>, StoreError> {
        let _turn = self.0.turn.lock().await;
        let mut transaction = self.0.writer.begin_with("BEGIN IMMEDIATE").await?;
        let undone = undo::turn(&mut transaction, direction).await?;
        transaction.commit().await?;
        Ok(undone)
    }

    /// The newest gestures, those taken back included, newest first.
    ///
    /// # Errors
    /// Of the database only.
    pub async fn gestures(&self, limit: u32) -> Result<Vec<Gesture>, StoreError> {
        let mut read = self.read().await?;
        log::newest(read.connection(), limit).await
    }

    /// Copies the workspace as it is now into a new file, and checks the copy.
    ///
    /// # Errors
    /// [`StoreError::Io`] with `AlreadyExists` where there is a file already; [`StoreError::Damaged`] where the copy
    /// does not pass the check (it is removed).
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let mut connection = self.0.readers.acquire().await?;
        backup::copy(&mut connection, to).await
    }

    /// Ends all work with the file: everything is in the one file afterwards, and others may open it.
    pub async fn close(self) {
        let _turn = self.0.turn.lock().await;
        self.0.readers.close().await;
        if let Err(error) = open::settle(&self.0.writer).await {
            tracing::warn!(%error, "the write-ahead log stays beside the workspace");
        }
        self.0.writer.close().await;
        self.0.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
