//! The schema's history: numbered, forward only, never edited once released.
//!
//! Every migration ends by setting `user_version` to its own number, so that a file says which schema it has.

use sqlx::migrate::Migrator;

/// All migrations, embedded.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// Marks a SQLite file as a workspace: the bytes "CUAD".
pub const APPLICATION_ID: u32 = 0x4355_4144;

/// The schema that these migrations lead to.
pub fn newest(migrations: &Migrator) -> u32 {
    migrations.iter().filter_map(|migration| u32::try_from(migration.version).ok()).max().unwrap_or(0)
}
