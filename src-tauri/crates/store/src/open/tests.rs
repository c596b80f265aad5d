//! Older files, with migrations made for the test: the program itself may know one schema only.

use std::fs;
use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::{ConnectOptions, SqliteConnection};

use super::*;
use crate::check;
use crate::migrations::MIGRATIONS;

/// The program's migrations and one more, as a later version would have it.
async fn later(folder: &Path, statements: &str) -> Migrator {
    let folder = folder.join("migrations");
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
    }
    let next = newest(&MIGRATIONS) + 1;
    let script = format!("{statements}; PRAGMA user_version = {next};");
    fs::write(folder.join(format!("{next:04}_later.sql")), script).unwrap();
    Migrator::new(folder).await.unwrap()
}

async fn closed(inner: Inner) {
    inner.readers.close().await;
    inner.writer.close().await;
}

async fn raw(path: &Path) -> SqliteConnection {
    options(path).foreign_keys(false).connect().await.unwrap()
}

/// A workspace of today with one firm in it.
async fn today(path: &Path) {
    closed(create(path, &MIGRATIONS).await.unwrap()).await;
    let mut connection = raw(path).await;
    sqlx::query("INSERT INTO firm (id, name, kind, version) VALUES ('f', 'Banco', 'own', 1)")
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn firms(path: &Path) -> i64 {
    let mut connection = raw(path).await;
    sqlx::query_scalar("SELECT COUNT(*) FROM firm").fetch_one(&mut connection).await.unwrap()
}

#[tokio::test]
async fn each_migration_sets_its_own_number() {
    for migration in MIGRATIONS.iter() {
        let sets = format!("PRAGMA user_version = {};", migration.version);
        assert!(migration.sql.as_str().contains(&sets), "{}", migration.description);
    }
}

#[tokio::test]
async fn an_older_file_is_copied_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bank.cuadrante");
    today(&path).await;
    let old = newest(&MIGRATIONS);
    let migrations = later(folder.path(), "CREATE TABLE relationship (id TEXT NOT NULL PRIMARY KEY) STRICT").await;
    closed(open(&path, &migrations).await.unwrap()).await;
    assert_eq!(check::pages(&path).await.unwrap(), old + 1);
    assert_eq!(firms(&path).await, 1);
    let copy = folder.path().join(format!("bank-v{old}.cuadrante"));
    assert_eq!(check::pages(&copy).await.unwrap(), old, "the copy has the old schema");
    assert_eq!(firms(&copy).await, 1);
    // A program of today refuses the file now, and opens the copy.
    let refused = open(&path, &MIGRATIONS).await.err().unwrap();
    assert!(matches!(refused, OpenError::Newer { found, known } if found == old + 1 && known == old), "{refused:?}");
    closed(open(&copy, &MIGRATIONS).await.unwrap()).await;
}

#[tokio::test]
async fn a_file_of_today_is_not_copied() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bank.cuadrante");
    today(&path).await;
    closed(open(&path, &MIGRATIONS).await.unwrap()).await;
    assert!(!folder.path().join(format!("bank-v{}.cuadrante", newest(&MIGRATIONS))).exists());
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_old_file() {
    let broken = "INSERT INTO room (id, name, site, seats, hours, version) VALUES ('r', 'r', 'nowhere', 1, '[]', 1)";
    for statements in ["CREATE TABLE half (id TEXT) STRICT; SELECT nonsense", broken] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bank.cuadrante");
        today(&path).await;
        let migrations = later(folder.path(), statements).await;
        let refused = open(&path, &migrations).await.err();
        assert!(matches!(refused, Some(OpenError::Database(_) | OpenError::Damaged { .. })), "{refused:?}");
        assert_eq!(check::pages(&path).await.unwrap(), newest(&MIGRATIONS), "{statements}");
        closed(open(&path, &MIGRATIONS).await.unwrap()).await;
        assert_eq!(firms(&path).await, 1);
    }
}
