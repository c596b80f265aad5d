//! K5: a draft accepted whole or in part, dropped, and undone.

use contract::Problem;
use serde_json::{Value, json};

use crate::planning::wanting;
use crate::world::*;

/// Two states are the same, but for the versions by which concurrent changes are told apart.
pub fn same(mut a: Value, mut b: Value) {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("version");
                fields.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut a);
    strip(&mut b);
    assert_eq!(a, b);
}

#[tokio::test]
async fn k5_accepting_and_undoing_restores_the_database() {
    let (desk, ..) = wanting(5).await;
    let empty = desk.everything().await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let before = desk.everything().await;
    let accepted = desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    assert_eq!(accepted["meetings"].as_array().unwrap().len(), 5);
    let after = desk.everything().await;
    assert_eq!(after["calendar"]["events"].as_array().unwrap().len(), 5);
    assert_eq!(after["calendar"]["tray"], json!([]), "every need is met");
    assert_eq!(after["draft"]["draft"], Value::Null, "an accepted draft is no draft any more");
    let undone = desk.call("undo", json!({})).await;
    assert_eq!(undone["done"], json!({ "kind": "draft_accepted", "args": { "count": "5" } }));
    same(desk.everything().await, before);
    desk.call("redo", json!({})).await;
    same(desk.everything().await, after);
    desk.call("undo", json!({})).await;
    assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], "draft_made");
    same(desk.everything().await, empty);
}

#[tokio::test]
async fn k5_some_are_accepted_and_the_rest_later() {
    let (desk, ..) = wanting(4).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let some = json!({ "draft": draft["id"], "proposals": [0, 2] });
    assert_eq!(desk.call("plan.accept", some.clone()).await["meetings"].as_array().unwrap().len(), 2);
    let current = desk.call("plan.current", json!({})).await;
    let accepted: Vec<bool> =
        current["draft"]["proposals"].as_array().unwrap().iter().map(|p| p["accepted"].as_bool().unwrap()).collect();
    assert_eq!(accepted, [true, false, true, false]);
    assert_eq!(current["open_needs"], 2);
    // The same again makes nothing twice; the rest is still there to be had.
    assert_eq!(desk.call("plan.accept", some).await["meetings"], json!([]));
    let rest = desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    assert_eq!(rest["meetings"].as_array().unwrap().len(), 2);
    assert_eq!(desk.call("plan.current", json!({})).await, json!({ "draft": null, "other": null, "open_needs": 0 }));
}

#[tokio::test]
async fn k5_meetings_are_as_the_draft_showed_them() {
    let (desk, ..) = wanting(3).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-01", "to": "2027-02-01" })).await;
    for proposal in draft["proposals"].as_array().unwrap() {
        let event =
            calendar["events"].as_array().unwrap().iter().find(|event| event["title"] == proposal["title"]).unwrap();
        for field in ["start", "minutes", "place", "place_name", "clients", "providers", "format"] {
            assert_eq!(event[field], proposal[field], "{field}");
        }
        assert_eq!(event["conflicts"], json!([]));
    }
}

#[tokio::test]
async fn k5_a_draft_that_no_longer_fits_is_refused() {
    let (desk, _, needs) = wanting(2).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    desk.call("need.delete", json!({ "id": needs[0] })).await;
    let problem = desk.refused("plan.accept", json!({ "draft": draft["id"] })).await;
    assert!(matches!(problem, Problem::Stale { .. }), "{problem:?}");
    desk.call("plan.discard", json!({ "id": draft["id"] })).await;
    assert_eq!(desk.call("plan.current", json!({})).await["draft"], Value::Null);
    let problem = desk.refused("plan.accept", json!({ "draft": draft["id"] })).await;
    assert!(matches!(problem, Problem::Stale { .. }), "{problem:?}");
}

#[tokio::test]
async fn k5_a_time_taken_since_the_draft_was_made_is_named() {
    let (desk, ..) = wanting(1).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let proposal = &draft["proposals"][0];
    let provider = proposal["providers"][0]["id"].as_str().unwrap();
    let client = proposal["clients"][0]["id"].as_str().unwrap();
    let start = &proposal["start"].as_str().unwrap()[..16];
    let taken = meeting("visit", &[client], &[provider], start, json!({ "kind": "client", "id": client }));
    desk.call("meeting.save", json!({ "meeting": taken })).await;
    let problem = json!(desk.refused("plan.accept", json!({ "draft": draft["id"] })).await);
    assert_eq!(problem["kind"], "conflicts", "{problem}");
    let kinds: Vec<&str> =
        problem["conflicts"].as_array().unwrap().iter().map(|c| c["conflict"]["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"provider_busy") && kinds.contains(&"client_busy"), "{kinds:?}");
}
