//! R4 to R7: what the formats' own rules refuse.

use contract::Problem;
use domain::format::Refusal;
use serde_json::{Value, json};

use crate::world::*;

async fn company(count: usize) -> (Desk, House, Vec<String>) {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let mut clients = Vec::new();
    for number in 0..count {
        clients.push(house.client(&desk, &format!("Cliente {number}"), 50).await);
    }
    (desk, house, clients)
}

/// Saves a meeting that must not be, even knowingly.
async fn check_refused(desk: &Desk, meeting: Value, expected: Refusal) {
    for keep in [false, true] {
        let problem = desk.refused("meeting.save", json!({ "meeting": meeting, "keep_conflicts": keep })).await;
        assert_eq!(problem, Problem::Refused { refusals: vec![expected.clone()] }, "keep: {keep}");
    }
}

#[tokio::test]
async fn r4_a_work_table_with_fewer_than_two_providers_is_refused() {
    let (desk, house, clients) = company(4).await;
    let clients: Vec<&str> = clients.iter().map(String::as_str).collect();
    let table =
        |providers: &[&str]| meeting("work_table", &clients, providers, "2027-01-12T10:00", in_room(&house.room));
    check_refused(&desk, table(&[&house.ana]), Refusal::TooFewProviders { have: 1, min: 2 }).await;
    let sheet = desk.call("meeting.save", json!({ "meeting": table(&[&house.ana, &house.beto]) })).await;
    assert_eq!(sheet["refusals"], json!([]));
    // Nor does one get there by taking a provider out.
    let change = json!({ "id": sheet["meeting"]["id"], "providers": [house.ana], "keep_conflicts": true });
    let problem = desk.refused("meeting.move", change).await;
    assert_eq!(problem, Problem::Refused { refusals: vec![Refusal::TooFewProviders { have: 1, min: 2 }] });
}

#[tokio::test]
async fn r4_a_small_work_table_is_named_and_can_be_kept_knowingly() {
    let (desk, house, clients) = company(3).await;
    let clients: Vec<&str> = clients.iter().map(String::as_str).collect();
    let table = meeting("work_table", &clients, &[&house.ana, &house.beto], "2027-01-12T10:00", in_room(&house.room));
    let problem = json!(desk.refused("meeting.save", json!({ "meeting": table })).await);
    assert_eq!(problem["kind"], "conflicts");
    assert_eq!(problem["conflicts"][0]["conflict"]["kind"], "format");
    let sheet = desk.call("meeting.save", json!({ "meeting": table, "keep_conflicts": true })).await;
    assert_eq!(sheet["meeting"]["conflict_kept"], true);
    assert_eq!(sheet["refusals"][0], json!({ "kind": "too_few_clients", "have": 3, "min": 4 }));
}

#[tokio::test]
async fn r5_a_panel_refuses_a_second_client() {
    let (desk, house, clients) = company(2).await;
    let both: Vec<&str> = clients.iter().map(String::as_str).collect();
    let panel = |clients: &[&str]| {
        meeting("panel", clients, &[&house.ana, &house.beto], "2027-01-12T10:00", in_room(&house.room))
    };
    check_refused(&desk, panel(&both), Refusal::SecondClient { have: 2 }).await;
    desk.call("meeting.save", json!({ "meeting": panel(&both[..1]) })).await;
}

#[tokio::test]
async fn r6_the_variant_changes_template_and_sizes() {
    let (desk, house, clients) = company(4).await;
    let clients: Vec<&str> = clients.iter().map(String::as_str).collect();
    let mut group =
        meeting("focus_group", &clients, &[&house.ana, &house.beto], "2027-01-12T10:00", in_room(&house.room));
    let sheet = desk.call("meeting.save", json!({ "meeting": group })).await;
    assert_eq!(sheet["refusals"], json!([]));
    assert_eq!((&sheet["template"]["variant"], &sheet["template"]["minutes"]), (&json!("focus_group"), &json!(100)));
    group["variant"] = json!("talk");
    group["start"] = json!("2027-01-13T10:00:00");
    let talk = desk.call("meeting.save", json!({ "meeting": group, "keep_conflicts": true })).await;
    assert_eq!((&talk["template"]["variant"], &talk["template"]["minutes"]), (&json!("talk"), &json!(60)));
    assert_eq!(talk["refusals"][0], json!({ "kind": "too_few_clients", "have": 4, "min": 8 }));
}

#[tokio::test]
async fn r7_a_visit_meeting_one_condition_alone_is_flagged_for_review() {
    let (desk, house, clients) = company(1).await;
    let client = clients[0].as_str();
    let topic = desk.save("topic.save", json!({ "id": "", "name": "Cobertura" })).await;
    for (hour, (given, providers, flag)) in (9..).zip([
        ("2412425/2522221", vec![&house.ana], Value::Null),
        ("2412425/2522221", vec![&house.ana, &house.beto], json!("attention_not_exclusive")),
        ("5245342/1422112", vec![&house.ana], json!("interest_in_peers")),
    ]) {
        let request = json!({ "client": client, "topic": topic, "answers": answers(given) });
        desk.call("placement.answer", request).await;
        let providers: Vec<&str> = providers.into_iter().map(String::as_str).collect();
        let start = format!("2027-01-1{}T{hour:02}:00", hour - 8);
        let mut visit = meeting("visit", &[client], &providers, &start, in_room(&house.room));
        visit["topic"] = json!(topic);
        let saved = desk.call("meeting.save", json!({ "meeting": visit })).await;
        let sheet = desk.call("meeting.get", json!({ "id": saved["meeting"]["id"] })).await;
        assert_eq!(sheet["visit_review"], flag, "{given} with {} providers", providers.len());
    }
    let second = house.client(&desk, "Otro", 10).await;
    let crowded = meeting("visit", &[client, &second], &[&house.ana], "2027-01-19T10:00", in_room(&house.room));
    check_refused(&desk, crowded, Refusal::SecondClient { have: 2 }).await;
}
