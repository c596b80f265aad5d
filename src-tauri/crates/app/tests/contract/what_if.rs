//! K5: what if: other weights, limits, absences; two drafts beside each other; what would free a need; who attends most.

use contract::Problem;
use serde_json::{Value, json};

use crate::accepting::same;
use crate::moving::away;
use crate::planning::{planned, wanting};
use crate::world::*;

#[tokio::test]
async fn k5_two_drafts_stand_beside_each_other_and_are_compared() {
    let (desk, house, _) = wanting(4).await;
    let one = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let client = one["proposals"][0]["clients"][0]["id"].as_str().unwrap().to_owned();
    let name = one["proposals"][0]["clients"][0]["name"].clone();
    let ask = json!({ "seconds": 1, "beside": true, "start_with": one["id"], "changes": [away("client", &client)] });
    let other = desk.call("plan.make", ask).await;
    let current = desk.call("plan.current", json!({})).await;
    assert_eq!((&current["draft"], &current["other"]), (&one, &other));
    assert_eq!(other["changes"][0]["who"]["name"], name);
    assert_eq!(other["left_out"].as_array().unwrap().len(), 1);

    let compared = desk.call("plan.compare", json!({ "one": one["id"], "other": other["id"] })).await;
    let only: Vec<&Value> = compared["only_one"].as_array().unwrap().iter().map(|named| &named["name"]).collect();
    assert_eq!((only, &compared["only_other"]), (vec![&name], &json!([])));
    let different = compared["different"].as_array().unwrap();
    assert_eq!(compared["same"].as_u64().unwrap() as usize + different.len(), 4);
    let gone: Vec<&Value> = different.iter().filter(|d| d["other"].is_null()).collect();
    assert_eq!((gone.len(), &gone[0]["one"]), (1, &json!(0)));
    for difference in different.iter().filter(|difference| !difference["other"].is_null()) {
        let at = |draft: &Value, side: &str| draft["proposals"][difference[side].as_u64().unwrap() as usize].clone();
        let (here, there) = (at(&one, "one"), at(&other, "other"));
        assert_eq!(here["needs"], there["needs"]);
        for field in ["start", "place", "providers", "clients"] {
            assert_eq!(difference[field], json!(here[field] != there[field]), "{field}");
        }
    }
    assert_eq!(compared["rules"].as_array().unwrap().len(), 9);
    for (rule, cost) in compared["rules"].as_array().unwrap().iter().zip(one["by_rule"].as_array().unwrap()) {
        assert_eq!((&rule["rule"], &rule["one"]), (&cost["rule"], &cost["measure"]));
    }
    let itself = desk.call("plan.compare", json!({ "one": one["id"], "other": one["id"] })).await;
    assert_eq!((&itself["same"], &itself["different"]), (&json!(4), &json!([])));

    // A third takes the place of the oldest; dropping one leaves the other; a plain one takes the place of all.
    let third = json!({ "seconds": 1, "beside": true, "changes": [away("provider", &house.ana)] });
    let third = desk.call("plan.make", third).await;
    let current = desk.call("plan.current", json!({})).await;
    assert_eq!((&current["draft"]["id"], &current["other"]["id"]), (&other["id"], &third["id"]));
    desk.call("plan.discard", json!({ "id": other["id"] })).await;
    let current = desk.call("plan.current", json!({})).await;
    assert_eq!((&current["draft"]["id"], &current["other"]), (&third["id"], &Value::Null));
    desk.call("plan.make", json!({ "seconds": 1, "beside": true })).await;
    let last = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let current = desk.call("plan.current", json!({})).await;
    assert_eq!((&current["draft"]["id"], &current["other"]), (&last["id"], &Value::Null));
}

#[tokio::test]
async fn k5_accepting_some_of_one_draft_drops_the_other_and_undo_restores_both() {
    let (desk, house, _) = wanting(4).await;
    desk.call("plan.make", json!({ "seconds": 1 })).await;
    let other = json!({ "seconds": 1, "beside": true, "changes": [away("provider", &house.ana)] });
    let other = desk.call("plan.make", other).await;
    let before = desk.everything().await;
    let accepted = desk.call("plan.accept", json!({ "draft": other["id"], "proposals": [1] })).await;
    assert_eq!(accepted["meetings"].as_array().unwrap().len(), 1);
    let current = desk.call("plan.current", json!({})).await;
    assert_eq!((&current["draft"]["id"], &current["other"]), (&other["id"], &Value::Null));
    assert_eq!(current["draft"]["proposals"][1]["accepted"], true);
    desk.call("undo", json!({})).await;
    same(desk.everything().await, before);
}

#[tokio::test]
async fn k5_changes_that_make_no_sense_are_named_by_field() {
    let (desk, house, needs) = wanting(1).await;
    let refused = async |change: Value| -> Value {
        let problem = json!(desk.refused("plan.make", json!({ "seconds": 1, "changes": [change] })).await);
        assert_eq!(problem["kind"], "invalid", "{problem}");
        problem["faults"][0].clone()
    };
    let unknown =
        |field: &str, id: &str| json!({ "fault": "unknown", "field": format!("changes.0.{field}"), "found": id });
    assert_eq!(refused(away("provider", "nobody")).await, unknown("who", "nobody"));
    let named = |id: &str| json!({ "id": id, "name": "" });
    assert_eq!(refused(json!({ "kind": "seats", "room": named("attic"), "seats": 9 })).await, unknown("room", "attic"));
    let place = json!({ "kind": "place", "topic": named("none"), "place": "remote" });
    assert_eq!(refused(place).await, unknown("topic", "none"));
    let mut backwards = away("provider", &house.ana);
    backwards["until"] = json!("2027-01-04T00:00:00");
    assert_eq!(refused(backwards).await, json!({ "fault": "order", "field": "changes.0.until" }));
    let none = json!({ "kind": "clients", "topic": named("t"), "min": 3, "max": 2 });
    assert_eq!(refused(none).await, json!({ "fault": "range", "field": "changes.0.max", "min": 3, "max": 1000 }));
    let heavy = json!({ "kind": "weights", "weights": { "travel": 1001 } });
    assert_eq!(refused(heavy).await["field"], "changes.0.weights.travel");
    let gone = desk.refused("plan.make", json!({ "seconds": 1, "start_with": "gone" })).await;
    assert!(matches!(gone, Problem::NotFound { .. }), "{gone:?}");
    let within = json!({ "kind": "within", "need": named(&needs[0]), "from": "2027-01-12T00:00:00", "until": "2027-01-13T00:00:00" });
    let draft = desk.call("plan.make", json!({ "seconds": 1, "changes": [within] })).await;
    assert!(draft["proposals"][0]["start"].as_str().unwrap().starts_with("2027-01-12"), "{draft}");
    assert_eq!(draft["changes"][0]["need"]["name"], "Cliente 0");
}

#[tokio::test]
async fn k4_why_a_meeting_is_where_it_is() {
    let (desk, ..) = wanting(6).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    for proposal in draft["proposals"].as_array().unwrap() {
        let why = desk.call("plan.why", json!({ "draft": draft["id"], "index": proposal["index"] })).await;
        let (starts, possible) = (why["starts"].as_u64().unwrap(), why["possible"].as_u64().unwrap());
        assert!(starts >= possible && possible >= 1, "{why}");
        assert!(why["costs"].as_array().unwrap().iter().any(|cost| cost["rule"] == "effort"), "{why}");
        for obstacle in why["obstacles"].as_array().unwrap() {
            assert_ne!(obstacle["who"]["name"], "", "{obstacle}");
        }
        if !why["next"].is_null() {
            let more: i64 = why["next"]["more"].as_array().unwrap().iter().map(|m| m["cost"].as_i64().unwrap()).sum();
            assert_eq!(why["next"]["cost"].as_i64().unwrap(), more);
        }
    }
    let problem = desk.refused("plan.why", json!({ "draft": draft["id"], "index": 99 })).await;
    assert!(matches!(problem, Problem::Invalid { .. }), "{problem:?}");
}

#[tokio::test]
async fn k4_a_remedy_lets_a_need_be_met_that_was_left_out() {
    let (desk, house, _) = wanting(2).await;
    let network = desk.call("network.get", json!({})).await;
    for mut person in network["providers"].as_array().unwrap().clone() {
        if person["skills"].as_array().unwrap().contains(&json!("legal")) {
            person["absences"] = json!([{ "from": "2027-01-06T00:00:00", "to": "2027-01-07T00:00:00", "reason": "" }]);
            desk.save("provider.save", person).await;
        }
    }
    let topic = house.visit_topic(&desk, "Poderes", "legal").await;
    let client = house.client(&desk, "Apurado", 80).await;
    let urgent = desk.save("need.save", need(&client, &topic, "2027-01-06", "2027-01-06")).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    assert!(!planned(&draft).contains(&urgent.as_str()));
    let ask = json!({ "draft": draft["id"], "need": urgent });
    let remedies = desk.call("plan.remedies", ask).await.as_array().unwrap().clone();
    assert!((1..=3).contains(&remedies.len()), "{remedies:?}");
    let mut last = Value::Null;
    for remedy in &remedies {
        assert!(!remedy["changes"].as_array().unwrap().is_empty());
        let again = json!({ "seconds": 1, "start_with": draft["id"], "changes": remedy["changes"] });
        last = desk.call("plan.make", again).await;
        assert!(planned(&last).contains(&urgent.as_str()), "{remedy}");
        assert_eq!(last["changes"], remedy["changes"], "shown as it was suggested, names and all");
    }
    let accepted = desk.call("plan.accept", json!({ "draft": last["id"] })).await;
    assert_eq!(accepted["meetings"].as_array().unwrap().len(), 3, "what it was told to reckon with refuses nothing");
    let problem = desk.refused("plan.remedies", json!({ "draft": draft["id"], "need": "none" })).await;
    assert!(matches!(problem, Problem::NotFound { .. }), "{problem:?}");
}

#[tokio::test]
async fn k2_whoever_attended_most_over_the_months_is_spared() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let old = house.client(&desk, "De siempre", 10).await;
    for number in 0..10 {
        let place = json!({ "kind": "client", "id": old });
        // The first lies thirteen months back: it does not count any more.
        let date = if number == 0 { "2025-12-01".to_owned() } else { format!("2026-11-{:02}", number + 1) };
        let mut held = meeting("visit", &[&old], &[&house.ana], &format!("{date}T10:00"), place);
        held["status"] = json!("held");
        desk.call("meeting.save", json!({ "meeting": held, "keep_conflicts": true })).await;
    }
    let topic = house.visit_topic(&desk, "Contratos", "legal").await;
    for number in 0..4 {
        let client = house.client(&desk, &format!("Otro {number}"), 50).await;
        desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-17")).await;
    }
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let shares = draft["shares"].as_array().unwrap();
    let of = |name: &str| shares.iter().find(|share| share["provider"]["name"] == name).unwrap();
    assert_eq!((&of("Ana Lares")["held"], &of("Carla Paz")["held"]), (&json!(9), &json!(0)));
    assert_eq!(shares[0]["provider"]["name"], "Ana Lares", "the busiest first");
    let planned = |name: &str| of(name)["planned"].as_u64().unwrap();
    assert_eq!(planned("Ana Lares") + planned("Carla Paz"), 4);
    assert!(planned("Carla Paz") > planned("Ana Lares"), "{shares:?}");
}

#[tokio::test]
async fn k1_a_group_meets_as_those_ask_who_ask_for_a_place() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let topic = json!({ "id": "", "name": "Pagos", "skills": ["legal", "claims"], "format": "work_table" });
    let topic = desk.save("topic.save", topic).await;
    let site = json!({ "id": "", "name": "Bogotá", "city": "Bogotá", "country": "Colombia", "zone": "America/Bogota" });
    let far = client(&desk, "Lejana", "America/Bogota", 50, site).await;
    let mut wish = need(&far, &topic, "2027-01-05", "2027-01-17");
    wish["place"] = json!("remote");
    desk.save("need.save", wish).await;
    for number in 0..3 {
        let near = house.client(&desk, &format!("Cercana {number}"), 50).await;
        desk.save("need.save", need(&near, &topic, "2027-01-05", "2027-01-17")).await;
    }
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let tables = draft["proposals"].as_array().unwrap();
    assert_eq!((tables.len(), &draft["left_out"]), (1, &json!([])), "{draft}");
    assert_eq!((tables[0]["clients"].as_array().unwrap().len(), &tables[0]["place"]), (4, &remote()));
}
