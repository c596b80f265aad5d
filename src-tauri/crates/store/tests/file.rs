//! The file itself: made, opened, refused, copied. What only SQLite has is tested here.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use common::*;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use store::*;

/// Every file of a folder but locks, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.ends_with("-lock"))
        .collect()
}

/// Opening is refused with such an error, and nothing in the folder changes.
async fn check_refused(place: &Place, expected: impl Fn(&OpenError) -> bool) {
    let before = files(place.folder.path());
    let error = Store::open(&place.file()).await.err().expect("refused");
    assert!(expected(&error), "{error:?}");
    assert!(files(place.folder.path()) == before, "left as it was, with nothing beside it");
}

async fn raw(place: &Place, statement: &str) {
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", place.file().display())).await.unwrap();
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn asked(place: &Place, question: &str) -> String {
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", place.file().display())).await.unwrap();
    sqlx::query_scalar(AssertSqlSafe(format!("SELECT CAST(x AS TEXT) FROM (SELECT ({question}) AS x)")))
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_workspace_is_marked_and_writes_ahead() {
    let place = Place::new();
    let store = place.created().await;
    assert_eq!(store.path(), place.file());
    assert_eq!(asked(&place, "SELECT journal_mode FROM pragma_journal_mode").await, "wal");
    assert_eq!(asked(&place, "SELECT application_id FROM pragma_application_id").await, 0x4355_4144.to_string());
    let newest = store::migrations::newest(&store::migrations::MIGRATIONS);
    assert_eq!(asked(&place, "SELECT user_version FROM pragma_user_version").await, newest.to_string());
    fill(&store).await;
    assert!(place.file().with_extension("cuadrante-wal").metadata().unwrap().len() > 0);
    let loose = "SELECT COUNT(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0
                 AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'";
    assert_eq!(asked(&place, loose).await, "0", "every table is STRICT");
    store.close().await;
    let names: Vec<String> = files(place.folder.path()).into_keys().collect();
    assert_eq!(names, ["bank.cuadrante"], "closed, it is one file");
}

#[tokio::test]
async fn a_file_that_is_there_is_never_replaced() {
    let place = Place::new();
    fs::write(place.file(), "carta").unwrap();
    let error = Store::create(&place.file()).await.err().unwrap();
    assert!(matches!(error, OpenError::Io(ErrorKind::AlreadyExists)), "{error:?}");
    assert_eq!(fs::read(place.file()).unwrap(), b"carta");
}

#[tokio::test]
async fn what_is_not_there_is_not_opened() {
    let place = Place::new();
    check_refused(&place, |error| matches!(error, OpenError::NotFound)).await;
}

#[tokio::test]
async fn other_files_are_refused() {
    for bytes in [&b""[..], b"Dear client,", &[0; 4096], &b"SQLite format 3\0".repeat(300)] {
        let place = Place::new();
        fs::write(place.file(), bytes).unwrap();
        check_refused(&place, |error| matches!(error, OpenError::NotAWorkspace)).await;
    }
    let place = Place::new();
    fs::write(place.file(), "").unwrap();
    raw(&place, "CREATE TABLE photo (name TEXT)").await;
    check_refused(&place, |error| matches!(error, OpenError::NotAWorkspace)).await;
}

#[tokio::test]
async fn a_newer_file_is_refused() {
    let place = Place::new();
    place.created().await.close().await;
    raw(&place, "PRAGMA user_version = 9999").await;
    check_refused(&place, |error| matches!(error, OpenError::Newer { found: 9999, known: 1.. })).await;
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    store.close().await;
    let whole = fs::read(place.file()).unwrap();
    let page = 4096;
    let mut torn = whole.clone();
    torn[page..2 * page].fill(0xA5);
    let mut garbled = whole.clone();
    let middle = whole.len() / page / 2 * page;
    garbled[middle..middle + 64].fill(0xFF);
    for (how, bytes) in [("torn", &torn[..]), ("garbled", &garbled), ("cut short", &whole[..whole.len() - page])] {
        fs::write(place.file(), bytes).unwrap();
        check_refused(&place, |error| matches!(error, OpenError::Damaged { detail } if !detail.is_empty())).await;
        assert_eq!(fs::read(place.file()).unwrap(), bytes, "{how}");
    }
    fs::write(place.file(), whole).unwrap();
    place.opened().await;
}

#[tokio::test]
async fn a_second_opening_is_refused_until_the_first_is_closed() {
    let place = Place::new();
    let store = place.created().await;
    assert!(matches!(Store::open(&place.file()).await.err(), Some(OpenError::InUse)));
    fill(&store).await;
    let again = place.reopened(store).await;
    assert_eq!(again.gestures(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_file_left_by_a_killed_program_is_opened_with_what_it_had_committed() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let full = rows(&store).await;
    // What lies on the disk when a process dies: the file and the log beside it, nothing checkpointed.
    let killed = Place::new();
    for end in ["", "-wal"] {
        fs::copy(format!("{}{end}", place.file().display()), format!("{}{end}", killed.file().display())).unwrap();
    }
    let revived = killed.opened().await;
    assert_eq!(rows(&revived).await, full);
    revived.undo().await.unwrap().expect("the log of gestures is there too");
}

#[tokio::test]
async fn readers_see_one_state_while_a_gesture_is_written() {
    let place = Place::new();
    let store = place.created().await;
    let mut before = store.read().await.unwrap();
    let mut write = store.write(done("write")).await.unwrap();
    firms::put(&mut write, &firm()).await.unwrap();
    let mut during = store.read().await.unwrap();
    assert_eq!(firms::all(&mut during).await.unwrap().len(), 0, "not committed yet");
    write.commit().await.unwrap();
    assert_eq!(firms::all(&mut before).await.unwrap().len(), 0, "begun before");
    assert_eq!(firms::all(&mut store.read().await.unwrap()).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn gestures_queue_and_none_is_lost() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let writers: Vec<_> = (0..20)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut write = store.write(done("tag")).await.unwrap();
                let mut client = clients::get(&mut write, &"a".into()).await.unwrap().unwrap();
                client.tags.push(number.to_string());
                clients::put(&mut write, &client).await.unwrap();
                write.commit().await.unwrap();
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let client = clients::get(&mut store.read().await.unwrap(), &"a".into()).await.unwrap().unwrap();
    assert_eq!((client.tags.len(), client.version), (22, 21));
}

#[tokio::test]
async fn a_backup_is_equal_row_by_row_and_replaces_nothing() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let copy = Place::new();
    store.backup(&copy.file()).await.unwrap();
    let names: Vec<String> = files(copy.folder.path()).into_keys().collect();
    assert_eq!(names, ["bank.cuadrante"]);
    let again = store.backup(&copy.file()).await;
    assert!(matches!(again, Err(StoreError::Io(ErrorKind::AlreadyExists))), "{again:?}");
    let nowhere = store.backup(&copy.folder.path().join("no/such/folder")).await;
    assert!(matches!(nowhere, Err(StoreError::Io(_))), "{nowhere:?}");
    let copied = copy.opened().await;
    assert_eq!(rows(&copied).await, rows(&store).await);
    copied.undo().await.unwrap().expect("the copy can be undone too");
}

/// Files that earlier programs wrote, one of each schema, are kept in `tests/old`. Each must open, be whole, and be
/// undone and done again. `v1` holds what `fill` wrote.
#[tokio::test]
async fn old_files_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old");
    let mut kept: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    kept.sort();
    assert_eq!(kept.len(), store::migrations::MIGRATIONS.iter().count(), "one file for each schema: {kept:?}");
    for old in kept {
        let place = Place::new();
        fs::copy(&old, place.file()).unwrap();
        let store = place.opened().await;
        let full = rows(&store).await;
        let mut read = store.read().await.unwrap();
        let mut a = client("a");
        (a.rivals, a.version) = (vec!["b".into()], 1);
        assert_eq!(clients::get(&mut read, &a.id).await.unwrap(), Some(a), "{old:?}");
        let mut planned = meeting("meeting", "a", Some("need"));
        planned.version = 1;
        assert_eq!(meetings::all(&mut read).await.unwrap(), [planned], "{old:?}");
        drop(read);
        store.undo().await.unwrap().expect("its gesture can still be undone");
        assert!(clients::all(&mut store.read().await.unwrap()).await.unwrap().is_empty());
        store.redo().await.unwrap().expect("and done again");
        assert_eq!(rows(&store).await, full, "{old:?}");
    }
}
