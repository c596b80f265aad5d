//! Undo restores every row; redo brings it back; both after a restart.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod common;

use std::collections::BTreeSet;

use common::*;
use sqlx::{Connection, SqliteConnection};
use store::*;

async fn rename_firm(store: &Store, name: &str) -> Option<Gesture> {
    let mut write = store.write(done("rename").with("name", name)).await.unwrap();
    let mut firm = firms::get(&mut write, &"firm".into()).await.unwrap().unwrap();
    firm.name = name.into();
    firms::put(&mut write, &firm).await.unwrap();
    write.commit().await.unwrap()
}

async fn kinds(store: &Store) -> Vec<(String, bool)> {
    store.gestures(10).await.unwrap().into_iter().map(|gesture| (gesture.done.kind, gesture.undone)).collect()
}

#[tokio::test]
async fn undo_and_redo_of_every_kind_of_row_after_a_restart() {
    let place = Place::new();
    let store = place.created().await;
    let empty = rows(&store).await;
    let gesture = fill(&store).await;
    let full = rows(&store).await;
    assert!(full.len() > 25, "{full:#?}");

    let store = place.reopened(store).await;
    let undone = store.undo().await.unwrap().unwrap();
    assert_eq!((&undone.gesture, &undone.done), (&gesture.id, &done("fill")));
    use Area::*;
    let every = BTreeSet::from([
        Clients,
        Placements,
        Providers,
        Firms,
        Sites,
        Rooms,
        Topics,
        Needs,
        Meetings,
        Drafts,
        Invitations,
        Polls,
        Settings,
    ]);
    assert_eq!(undone.areas, every);
    assert_eq!(rows(&store).await, empty);
    assert_eq!(store.undo().await.unwrap(), None);

    let store = place.reopened(store).await;
    assert_eq!(store.redo().await.unwrap().map(|redone| redone.areas), Some(every));
    assert_eq!(rows(&store).await, full);
    assert_eq!(store.redo().await.unwrap(), None);
}

#[tokio::test]
async fn one_gesture_is_one_step_however_often_it_wrote_a_row() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let before = rows(&store).await;
    let mut write = store.write(done("to and fro")).await.unwrap();
    for name in ["uno", "dos"] {
        let mut firm = firms::get(&mut write, &"firm".into()).await.unwrap().unwrap();
        firm.name = name.into();
        firms::put(&mut write, &firm).await.unwrap();
    }
    let mut passing = firm();
    passing.id = "passing".into();
    firms::put(&mut write, &passing).await.unwrap();
    firms::delete(&mut write, &passing.id).await.unwrap();
    assert_eq!(write.areas(), BTreeSet::from([Area::Firms]));
    write.commit().await.unwrap();
    let after = rows(&store).await;
    assert_ne!(after, before);
    store.undo().await.unwrap();
    assert_eq!(rows(&store).await, before);
    store.redo().await.unwrap();
    assert_eq!(rows(&store).await, after);
}

#[tokio::test]
async fn deleting_a_client_and_taking_it_back_restores_its_rivals_and_history() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("free")).await.unwrap();
    meetings::delete(&mut write, &"meeting".into()).await.unwrap();
    needs::delete(&mut write, &"need".into()).await.unwrap();
    write.commit().await.unwrap();
    let before = rows(&store).await;
    let mut write = store.write(done("delete")).await.unwrap();
    clients::delete(&mut write, &"a".into()).await.unwrap();
    assert_eq!(write.areas(), BTreeSet::from([Area::Clients, Area::Placements]));
    write.commit().await.unwrap();
    let after = rows(&store).await;
    store.undo().await.unwrap();
    assert_eq!(rows(&store).await, before);
    store.redo().await.unwrap();
    assert_eq!(rows(&store).await, after);
}

#[tokio::test]
async fn a_new_gesture_ends_what_could_be_done_again() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    rename_firm(&store, "uno").await;
    store.undo().await.unwrap();
    assert_eq!(kinds(&store).await, [("rename".to_owned(), true), ("fill".to_owned(), false)]);
    rename_firm(&store, "dos").await;
    assert_eq!(store.redo().await.unwrap(), None);
    assert_eq!(kinds(&store).await, [("rename".to_owned(), false), ("fill".to_owned(), false)]);
    let named = store.undo().await.unwrap().unwrap().done;
    assert_eq!(named.args.get("name").map(String::as_str), Some("dos"));
}

#[tokio::test]
async fn writing_nothing_new_is_no_gesture() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    assert!(rename_firm(&store, &firm().name).await.is_none());
    assert!(store.write(done("empty")).await.unwrap().commit().await.unwrap().is_none());
    assert_eq!(kinds(&store).await.len(), 1);
}

#[tokio::test]
async fn a_dropped_write_leaves_nothing_and_lets_the_next_one_in() {
    let place = Place::new();
    let store = place.created().await;
    let empty = rows(&store).await;
    let mut write = store.write(done("dropped")).await.unwrap();
    firms::put(&mut write, &firm()).await.unwrap();
    drop(write);
    fill(&store).await;
    store.undo().await.unwrap();
    assert_eq!(rows(&store).await, empty);
    assert_eq!(kinds(&store).await, [("fill".to_owned(), true)]);
}

#[tokio::test]
async fn the_log_forgets_the_oldest_gestures() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    for turn in 0..510 {
        rename_firm(&store, &format!("Banco {turn}")).await.unwrap();
    }
    let kept = store.gestures(1000).await.unwrap();
    assert_eq!((kept.len(), kept[0].done.args["name"].as_str()), (500, "Banco 509"));
    assert_eq!(kept.last().unwrap().done.args["name"], "Banco 10");
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", place.file().display())).await.unwrap();
    let changes: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM change").fetch_one(&mut connection).await.unwrap();
    assert_eq!(changes, 500, "the changes of forgotten gestures are gone with them");
}

#[tokio::test]
async fn a_gesture_that_cannot_be_read_any_more_is_not_undone() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    rename_firm(&store, "uno").await;
    let before = rows(&store).await;
    store.close().await;
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", place.file().display())).await.unwrap();
    for spoil in [
        r#"UPDATE change SET before = '{"id": "firm"}' WHERE gesture = 2"#,
        "UPDATE change SET kind = 'alliance' WHERE gesture = 2",
        "UPDATE gesture SET done = '[]' WHERE seq = 2",
    ] {
        sqlx::query(spoil).execute(&mut connection).await.unwrap();
        let store = place.opened().await;
        assert_eq!(store.undo().await.unwrap(), None, "{spoil}");
        assert_eq!(rows(&store).await, before, "{spoil}");
        store.close().await;
    }
}
