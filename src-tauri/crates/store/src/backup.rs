//! A copy of a workspace into one new file.

use std::fs::{self, File};
use std::io::{Error, ErrorKind};
use std::path::Path;

use sqlx::SqliteConnection;

use crate::{OpenError, StoreError, check};

/// Copies the database behind a connection that is in no transaction, as it is at this moment.
pub(crate) async fn copy(connection: &mut SqliteConnection, to: &Path) -> Result<(), StoreError> {
    let to = std::path::absolute(to)?;
    if to.try_exists()? {
        return Err(StoreError::Io(ErrorKind::AlreadyExists));
    }
    // Under another name until it is whole and checked: a file of the name asked for is a good copy.
    let part = check::beside(&to, ".part");
    if part.try_exists()? {
        fs::remove_file(&part)?;
    }
    let copied = copy_to(connection, &part).await;
    match copied {
        Ok(()) => Ok(fs::rename(&part, &to)?),
        Err(error) => {
            if let Err(left) = fs::remove_file(&part)
                && left.kind() != ErrorKind::NotFound
            {
                tracing::warn!(%left, "an unfinished copy stays behind");
            }
            Err(error)
        }
    }
}

async fn copy_to(connection: &mut SqliteConnection, part: &Path) -> Result<(), StoreError> {
    let name = part.to_str().ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
    sqlx::query("VACUUM INTO ?").bind(name).execute(connection).await?;
    File::options().write(true).open(part)?.sync_all()?;
    check::pages(part).await.map(|_| ()).map_err(|error| match error {
        OpenError::Damaged { detail } => StoreError::Damaged { detail },
        OpenError::Io(kind) => StoreError::Io(kind),
        other => StoreError::Damaged { detail: other.to_string() },
    })
}
