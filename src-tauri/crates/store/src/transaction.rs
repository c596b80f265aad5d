//! Reading a consistent state, and writing one gesture.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::OwnedMutexGuard;

use crate::log::{self, Change};
use crate::{Area, Done, Gesture, StoreError};

/// Whatever rows can be read from: a [`Read`] or a [`Write`].
pub trait Source: Send {
    /// The connection inside its transaction.
    fn connection(&mut self) -> &mut SqliteConnection;
}

/// The workspace as it was when the reading began; writes made meanwhile do not show.
pub struct Read {
    pub(crate) transaction: Transaction<'static, Sqlite>,
}

/// One gesture. Nothing is seen by others, or kept, before [`Write::commit`]; dropping it takes everything back.
pub struct Write {
    pub(crate) transaction: Transaction<'static, Sqlite>,
    /// Held while writing, so that gestures queue here, in order and without a time limit.
    pub(crate) turn: OwnedMutexGuard<()>,
    pub(crate) done: Done,
    pub(crate) changes: Vec<Change>,
}

impl Write {
    /// What has changed so far.
    pub fn areas(&self) -> BTreeSet<Area> {
        self.changes.iter().map(|change| change.kind.area()).collect()
    }

    /// Says otherwise what was done: what an import did is known only at its end.
    pub fn rename(&mut self, done: Done) {
        self.done = done;
    }

    /// Keeps what was written, together with its place in the log.
    ///
    /// `None` where nothing was written: there is no gesture then to undo.
    ///
    /// # Errors
    /// [`StoreError`] of the database; nothing is kept.
    pub async fn commit(mut self) -> Result<Option<Gesture>, StoreError> {
        if self.changes.is_empty() {
            self.transaction.rollback().await?;
            return Ok(None);
        }
        let gesture = log::record(&mut self.transaction, self.done, &self.changes).await?;
        self.transaction.commit().await?;
        drop(self.turn);
        Ok(Some(gesture))
    }
}

/// What has happened outside: a file was written, a calendar was read. It is no gesture, and undo does not know of it.
/// Nothing is kept before [`Record::commit`].
pub struct Record {
    pub(crate) transaction: Transaction<'static, Sqlite>,
    /// As with [`Write`]: records and gestures queue together.
    pub(crate) turn: OwnedMutexGuard<()>,
}

impl Record {
    /// Keeps what was written.
    ///
    /// # Errors
    /// [`StoreError`] of the database; nothing is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.transaction.commit().await?;
        drop(self.turn);
        Ok(())
    }
}

impl Source for Record {
    fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

impl Source for Read {
    fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

impl Source for Write {
    fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

impl Deref for Read {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
