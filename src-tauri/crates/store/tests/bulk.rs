//! Ten thousand clients at once. The limits are generous, for slow machines that do something else meanwhile; what a
//! change costs shows in the times printed (`--nocapture`).
#![allow(clippy::unwrap_used, clippy::print_stdout)] // Clippy knows the functions marked as tests only, not what they share.

mod common;

use std::time::{Duration, Instant};

use common::*;
use domain::{Client, PlacementEntry};
use store::*;

const CLIENTS: usize = 10_000;

fn check(what: &str, since: Instant, limit: Duration) {
    println!("{what}: {:.0} ms", since.elapsed().as_secs_f64() * 1e3);
    assert!(since.elapsed() < limit, "{what} took {:?}", since.elapsed());
}

fn many() -> Vec<Client> {
    (0..CLIENTS)
        .map(|number| {
            let mut client = client(&format!("c{number:05}"));
            (client.site, client.tags) = (None, Vec::new());
            client.people.truncate(1);
            client
        })
        .collect()
}

#[tokio::test]
async fn ten_thousand_clients_in_and_out() {
    let place = Place::new();
    let store = place.created().await;
    let clients = many();

    let start = Instant::now();
    let mut write = store.write(done("import")).await.unwrap();
    clients::put_all(&mut write, &clients).await.unwrap();
    write.commit().await.unwrap();
    check("put_all of 10,000 clients, with its log", start, Duration::from_secs(5));

    let mut read = store.read().await.unwrap();
    let start = Instant::now();
    assert_eq!(clients::summaries(&mut read).await.unwrap().len(), CLIENTS);
    check("summaries", start, Duration::from_secs(2));
    let start = Instant::now();
    assert_eq!(clients::all(&mut read).await.unwrap().len(), CLIENTS);
    check("all", start, Duration::from_secs(3));
    let start = Instant::now();
    let codes: Vec<String> = clients.iter().map(|client| client.code.clone()).collect();
    assert_eq!(clients::by_codes(&mut read, &codes).await.unwrap().len(), CLIENTS);
    check("by_codes of all", start, Duration::from_secs(2));
    let start = Instant::now();
    clients::get(&mut read, &"c05000".into()).await.unwrap().unwrap();
    check("get", start, Duration::from_millis(500));
    drop(read);

    let start = Instant::now();
    store.undo().await.unwrap().unwrap();
    check("undo of the import", start, Duration::from_secs(5));
    let start = Instant::now();
    store.redo().await.unwrap().unwrap();
    check("redo of the import", start, Duration::from_secs(5));
    let start = Instant::now();
    store.close().await;
    check("close", start, Duration::from_secs(2));
    let start = Instant::now();
    place.opened().await;
    check("open", start, Duration::from_secs(2));
}

#[tokio::test]
async fn current_placements_do_not_slow_down_with_history() {
    let place = Place::new();
    let store = place.created().await;
    let mut write = store.write(done("history")).await.unwrap();
    clients::put_all(&mut write, &many()).await.unwrap();
    topics::put(&mut write, &topic("topic")).await.unwrap();
    let entries: Vec<PlacementEntry> = (0..120_000)
        .map(|number| {
            let (client, month) = (format!("c{:05}", number % CLIENTS), 1 + number / CLIENTS);
            let mut entry =
                placement(&format!("p{number}"), &client, "topic", &format!("2025-{month:02}-01T10:00:00Z"));
            entry.chosen = None;
            entry
        })
        .collect();
    let start = Instant::now();
    placements::append_all(&mut write, &entries).await.unwrap();
    write.commit().await.unwrap();
    check("append_all of 120,000 placements, with its log", start, Duration::from_secs(40));
    let mut read = store.read().await.unwrap();
    let start = Instant::now();
    let current = placements::current(&mut read).await.unwrap();
    check("current placements of 10,000 clients", start, Duration::from_secs(2));
    assert_eq!(current.len(), CLIENTS);
    assert!(current.iter().all(|entry| entry.at == at("2025-12-01T10:00:00Z")));
}
