//! R11: what overrides a recommendation, kept beside it.

use serde_json::{Value, json};

use crate::world::*;

/// A client whose answers about a topic come to a work table.
async fn placed() -> (Desk, House, String, String) {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Molinos del Sur", 50).await;
    let topic = desk.save("topic.save", json!({ "id": "", "name": "Banca electrónica", "skills": ["legal"] })).await;
    let request = json!({ "client": client, "topic": topic, "answers": answers("5245342/4243344") });
    desk.call("placement.answer", request).await;
    (desk, house, client, topic)
}

fn fact(client: &str, fact: Value, until: Option<&str>) -> Value {
    json!({
        "id": "", "client": client, "fact": fact, "author": "somebody else", "reason": "lo pidió su junta",
        "since": TODAY, "until": until,
    })
}

#[tokio::test]
async fn r11_an_override_keeps_the_recommendation_with_author_reason_and_expiry() {
    let (desk, _, client, topic) = placed().await;
    let asked = json!({ "kind": "asked_format", "format": "visit" });
    let saved = desk.call("override.save", fact(&client, asked, Some("2027-01-31"))).await;
    assert_eq!(saved["author"], "Elena", "whoever is at the keyboard, not whom the request names");
    let subject = json!({ "client": client, "topic": topic });
    let view = desk.call("placement.get", subject.clone()).await;
    assert_eq!(view["placement"]["format"], "work_table", "the score is not changed");
    let decided = &view["recommendation"];
    assert_eq!((&decided["quadrant"], &decided["format"]), (&json!("work_table"), &json!("visit")));
    let applied = &decided["applied"][0];
    assert_eq!(applied["from"], "work_table");
    assert_eq!(applied["to"], "visit");
    assert_eq!(
        (&applied["author"], &applied["reason"], &applied["until"]),
        (&json!("Elena"), &json!("lo pidió su junta"), &json!("2027-01-31"))
    );
    assert_eq!(view["overrides"].as_array().unwrap().len(), 1);

    let desk = desk.restarted("2027-02-01").await;
    let view = desk.call("placement.get", subject.clone()).await;
    assert_eq!(view["recommendation"]["format"], "work_table", "it has expired");
    assert_eq!(view["overrides"].as_array().unwrap().len(), 1, "and is still on record");
    desk.call("override.delete", json!({ "id": saved["id"] })).await;
    assert_eq!(desk.call("placement.get", subject).await["overrides"], json!([]));
    let undone = desk.call("undo", json!({})).await;
    assert_eq!(undone["done"], json!({ "kind": "override_removed", "args": { "name": "Molinos del Sur" } }));
}

#[tokio::test]
async fn r11_and_r2_a_client_left_in_peace_is_never_given_to_the_planner() {
    let (desk, house, client, _) = placed().await;
    let topic = house.visit_topic(&desk, "Cobertura", "legal").await;
    let other = house.client(&desk, "Astilleros", 40).await;
    let quiet = desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-29")).await;
    let plain = desk.save("need.save", need(&other, &topic, "2027-01-05", "2027-01-29")).await;
    desk.call("override.save", fact(&client, json!({ "kind": "in_peace" }), None)).await;
    let rows = desk.call("needs.list", json!({ "client": client })).await;
    assert_eq!((&rows[0]["do_not_meet"], &rows[0]["format"]), (&json!(true), &Value::Null));
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let left = draft["not_planned"].as_array().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!((&left[0]["need"]["need"]["id"], &left[0]["why"]), (&json!(quiet), &json!("do_not_meet")));
    let planned: Vec<&Value> =
        draft["proposals"].as_array().unwrap().iter().flat_map(|p| p["needs"].as_array().unwrap()).collect();
    assert_eq!(planned, [&json!(plain)]);
}
