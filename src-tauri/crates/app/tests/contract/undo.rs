//! Undo and redo of whole gestures, named, over a restart.

use serde_json::{Value, json};

use crate::world::*;

#[tokio::test]
async fn undo_and_redo_name_what_they_do_and_outlive_a_restart() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Molinos", 50).await;
    let topic = house.visit_topic(&desk, "Contratos", "legal").await;
    let before = desk.everything().await;
    let need = desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-17")).await;
    let after = desk.everything().await;
    let name = json!({ "kind": "need_added", "args": { "name": "Molinos", "other": "Contratos" } });
    assert_eq!(desk.call("undo.names", json!({})).await, json!({ "undo": name, "redo": null }));

    let desk = desk.restarted(TODAY).await;
    assert_eq!(desk.call("undo", json!({})).await, json!({ "done": name }));
    assert_eq!(desk.everything().await, before);
    let desk = desk.restarted(TODAY).await;
    let names = desk.call("undo.names", json!({})).await;
    assert_eq!((&names["undo"]["kind"], &names["redo"]), (&json!("topic_added"), &name));
    assert_eq!(desk.call("redo", json!({})).await, json!({ "done": name }));
    assert_eq!(desk.everything().await, after);

    // A new change after an undo: what was taken back cannot be done again.
    desk.call("undo", json!({})).await;
    house.client(&desk, "Astilleros", 10).await;
    assert_eq!(desk.call("redo", json!({})).await, json!({ "done": null }));
    let gone = desk.refused("need.delete", json!({ "id": need })).await;
    assert_eq!(json!(gone), json!({ "kind": "not_found", "what": "need", "id": need }));
}

#[tokio::test]
async fn everything_is_undone_to_the_very_beginning() {
    let desk = Desk::sample().await;
    let filled = desk.everything().await;
    let rows = filled["clients"]["rows"].as_array().unwrap();
    let gestures = [
        ("firm.save", json!({ "id": "", "name": "Aliado", "kind": "ally" })),
        (
            "placement.choose",
            json!({ "clients": [rows[1]["id"], rows[2]["id"]], "topic": null, "sharing": 10.0, "providers": 10.0, "reason": "prueba" }),
        ),
        ("plan.make", json!({ "seconds": 1 })),
    ];
    for (name, request) in gestures {
        desk.call(name, request).await;
    }
    let draft = desk.call("plan.current", json!({})).await["draft"].clone();
    desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    let kinds = ["draft_accepted", "draft_made", "placement_chosen", "firm_added"];
    for kind in kinds {
        assert_eq!(desk.call("undo", json!({})).await["done"]["kind"], kind);
    }
    assert_eq!(desk.everything().await, filled);
}

#[tokio::test]
async fn a_call_tells_what_is_stale_and_what_undo_takes_back() {
    let desk = Desk::empty().await;
    let firm = json!({ "id": "", "name": "Banco", "kind": "own" });
    let outcome = desk.host.call("firm.save", firm, None, std::sync::Arc::new(|_| {})).await.unwrap();
    assert_eq!(outcome["stale"], json!(["firms"]));
    assert_eq!(outcome["gesture"]["done"], json!({ "kind": "firm_added", "args": { "name": "Banco" } }));
    let looked = desk.host.call("clients.list", Value::Null, None, std::sync::Arc::new(|_| {})).await.unwrap();
    assert_eq!((&looked["stale"], &looked["gesture"]), (&json!([]), &Value::Null));
    let unknown = desk.host.call("clients.fly", Value::Null, None, std::sync::Arc::new(|_| {})).await;
    assert_eq!(unknown.unwrap_err()["kind"], "bad_request");
}
