//! R3: placing clients on the matrix.

use serde_json::{Value, json};

use crate::world::*;

/// A workspace with the Northwind clients, a house to serve them, and two topics.
async fn imported() -> (Desk, String, String) {
    let desk = Desk::empty().await;
    House::build(&desk).await;
    desk.call("import.clients", json!({ "path": northwind(), "good_rows": false, "update": true })).await;
    let launch = desk.save("topic.save", json!({ "id": "", "name": "Lanzamiento" })).await;
    let prices = desk.save("topic.save", json!({ "id": "", "name": "Cobranza" })).await;
    (desk, launch, prices)
}

async fn client_of(desk: &Desk, code: &str) -> String {
    let page = desk.call("clients.list", json!({})).await;
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone();
    row["id"].as_str().unwrap().to_owned()
}

async fn row_of(desk: &Desk, id: &str) -> Value {
    let page = desk.call("clients.list", json!({})).await;
    page["rows"].as_array().unwrap().iter().find(|row| row["id"] == id).unwrap().clone()
}

async fn point_of(desk: &Desk, id: &str) -> Option<Value> {
    let view = desk.call("matrix.points", json!({})).await;
    view["points"].as_array().unwrap().iter().find(|point| point["id"] == id).cloned()
}

async fn answer(desk: &Desk, client: &str, topic: &str, text: &str) -> Value {
    desk.call("placement.answer", json!({ "client": client, "topic": topic, "answers": answers(text) })).await
}

#[tokio::test]
async fn r3_answers_land_where_the_golden_cases_say() {
    let (desk, topic, _) = imported().await;
    for (code, given, sharing, providers, format, state, fit) in [
        ("ALFKI", "5245342/4243344", 80.0, 68.3, json!("work_table"), "clear", json!({ "work_table": 76 })),
        ("ANATR", "2512214/5153224", 21.7, 75.0, json!("panel"), "clear", json!({ "panel": 81 })),
        ("ANTON", "4145152/1422112", 88.3, 15.0, json!("focus_group"), "clear", json!({ "focus_group": 91 })),
        ("AROUT", "2412425/2522221", 18.3, 16.7, json!("visit"), "clear", json!({ "visit": 88 })),
        (
            "BERGS",
            "3334333/4243344",
            53.3,
            68.3,
            json!("work_table"),
            "near_boundary",
            json!({ "work_table": 47, "panel": 35 }),
        ),
        ("BLAUS", "5--4---/424----", 90.0, 75.0, Value::Null, "undetermined", json!({})),
    ] {
        let client = client_of(&desk, code).await;
        let view = answer(&desk, &client, &topic, given).await;
        let placement = &view["placement"];
        let scores = (tenth(&placement["sharing"]["score"]), tenth(&placement["providers"]["score"]));
        assert_eq!(scores, (sharing, providers), "{code}");
        assert_eq!(placement["state"], state, "{code}");
        for (word, share) in fit.as_object().unwrap() {
            assert_eq!(placement["fit"][word], *share, "{code}: {word}");
        }
        let row = row_of(&desk, &client).await;
        assert_eq!((tenth(&row["sharing"]), tenth(&row["providers"])), (sharing, providers), "{code} in the table");
        assert_eq!((&row["format"], &row["state"]), (&format, &json!(state)), "{code} in the table");
        assert_eq!(row["reviewed"], TODAY);
        let point = point_of(&desk, &client).await.unwrap();
        assert_eq!(
            (tenth(&point["sharing"]), tenth(&point["providers"])),
            (sharing, providers),
            "{code} on the matrix"
        );
        assert_eq!(point["format"], format, "{code} on the matrix");
        assert_eq!(view["history"].as_array().unwrap().len(), 1);
        if code == "BERGS" {
            let flips = placement["flips"].as_array().unwrap();
            let s2 = flips.iter().find(|flip| flip["item"] == "S2" && flip["to"] == 4).unwrap();
            assert_eq!((&s2["from"], &s2["format"]), (&json!(3), &json!("panel")));
        }
        if code == "BLAUS" {
            let bounds = |axis: &str| (tenth(&placement[axis]["low"]), tenth(&placement[axis]["high"]));
            assert_eq!((bounds("sharing"), bounds("providers")), ((30.0, 96.7), (40.0, 86.7)));
            assert_eq!(view["ask"][0], "S2", "the heaviest of the unanswered");
        }
    }
    let view = desk.call("matrix.points", json!({})).await;
    assert_eq!((&view["all"], &view["unplaced"]), (&json!(91), &json!(85)));
}

#[tokio::test]
async fn r3_history_is_never_rewritten() {
    let (desk, topic, _) = imported().await;
    let client = client_of(&desk, "ALFKI").await;
    answer(&desk, &client, &topic, "5245342/4243344").await;
    answer(&desk, &client, &topic, "1------/-------").await;
    let subject = json!({ "client": client, "topic": topic });
    let here = json!({ "clients": [client], "topic": topic, "sharing": 20.0, "providers": 20.0, "reason": "prefiere a solas" });
    desk.call("placement.choose", here).await;
    desk.call("placement.release", subject.clone()).await;
    let view = desk.call("placement.get", subject).await;
    let history = view["history"].as_array().unwrap();
    let mut causes: Vec<&str> = history.iter().map(|entry| entry["cause"].as_str().unwrap()).collect();
    causes.sort_unstable();
    assert_eq!(causes, ["answered", "answered", "chosen", "released"]);
    let mut computed: Vec<f64> = history.iter().map(|entry| tenth(&entry["sharing"])).collect();
    computed.sort_by(f64::total_cmp);
    // S1 from 5 to 1 takes 3 x 100 of 15 weights away: 80 becomes 60.
    assert_eq!(computed, [60.0, 60.0, 60.0, 80.0]);
    assert!(history.iter().all(|entry| entry["author"] == "Elena"));
    let chosen: Vec<&Value> = history.iter().filter(|entry| entry["cause"] == "chosen").collect();
    assert_eq!(chosen[0]["chosen"]["reason"], "prefiere a solas");
    let trail = desk.call("matrix.satellites", json!({ "id": client })).await["trail"].as_array().unwrap().len();
    assert_eq!(trail, 4);
}

#[tokio::test]
async fn r3_dragging_keeps_the_computed_place_beside_the_chosen_one() {
    let (desk, topic, _) = imported().await;
    let client = client_of(&desk, "ANTON").await;
    answer(&desk, &client, &topic, "4145152/1422112").await;
    let drag = |reason: &str| json!({ "clients": [client], "topic": null, "sharing": 70.0, "providers": 80.0, "reason": reason, "until": "2027-01-10" });
    let problem = desk.refused("placement.choose", drag(" ")).await;
    assert_eq!(json!(problem), json!({ "kind": "invalid", "faults": [{ "fault": "empty", "field": "reason" }] }));
    desk.call("placement.choose", drag("trae a sus aliados")).await;
    let satellites = desk.call("matrix.satellites", json!({ "id": client })).await;
    let star = &satellites["topics"][0];
    assert_eq!((tenth(&star["sharing"]), tenth(&star["providers"])), (70.0, 80.0));
    assert_eq!((tenth(&star["computed_sharing"]), tenth(&star["computed_providers"])), (88.3, 15.0));
    let view = desk.call("placement.get", json!({ "client": client, "topic": topic })).await;
    let entry = &view["entry"];
    assert_eq!((tenth(&entry["sharing"]), &entry["format"]), (88.3, &json!("focus_group")), "what was computed stays");
    assert_eq!(
        entry["chosen"],
        json!({
            "sharing": 70.0, "providers": 80.0, "author": "Elena", "reason": "trae a sus aliados",
            "on": TODAY, "until": "2027-01-10",
        })
    );
    assert_eq!(view["recommendation"]["format"], "work_table");
    let point = point_of(&desk, &client).await.unwrap();
    assert_eq!((&point["by_hand"], &point["format"]), (&json!(true), &json!("work_table")));
    // New answers leave the chosen place beside the new score.
    answer(&desk, &client, &topic, "5------/-------").await;
    assert_eq!(point_of(&desk, &client).await.unwrap()["by_hand"], true);

    let last = desk.restarted("2027-01-10").await;
    assert_eq!(point_of(&last, &client).await.unwrap()["by_hand"], true, "its last day");
    let after = last.restarted("2027-01-11").await;
    let point = point_of(&after, &client).await.unwrap();
    assert_eq!((&point["by_hand"], &point["format"]), (&json!(false), &json!("focus_group")), "it has ended");
    let view = after.call("placement.get", json!({ "client": client, "topic": topic })).await;
    assert!(
        view["history"].as_array().unwrap().iter().any(|entry| entry["cause"] == "chosen"),
        "and is still on record"
    );
}

#[tokio::test]
async fn r3_client_answers_count_for_every_topic_unless_given_anew() {
    let (desk, launch, prices) = imported().await;
    let client = client_of(&desk, "ALFKI").await;
    answer(&desk, &client, &launch, "5245342/4243344").await;
    let second = answer(&desk, &client, &prices, "52-5-42/4243-44").await;
    let inherited: Vec<&str> = second["answers"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|answer| answer["inherited"] == true)
        .map(|answer| answer["item"].as_str().unwrap())
        .collect();
    assert_eq!(inherited, ["S3", "S5", "P5"]);
    let other = desk.call("placement.get", json!({ "client": client, "topic": launch })).await;
    let before = tenth(&other["placement"]["sharing"]["score"]);
    // For the client as a whole: both topics move. For one topic: the other stays.
    answer(&desk, &client, &prices, "----5--/-------").await;
    let moved = desk.call("placement.get", json!({ "client": client, "topic": launch })).await;
    assert!(tenth(&moved["placement"]["sharing"]["score"]) < before);
    assert_eq!(moved["history"].as_array().unwrap().len(), 2);
    let own = json!({ "client": client, "topic": prices, "answers": [{ "item": "S5", "value": 1, "this_topic_only": true }] });
    desk.call("placement.answer", own).await;
    let stayed = desk.call("placement.get", json!({ "client": client, "topic": launch })).await;
    assert_eq!(stayed["placement"], moved["placement"]);
    assert_eq!(stayed["history"], moved["history"]);
}

#[tokio::test]
async fn r3_a_client_of_several_quadrants_has_no_single_format() {
    let (desk, launch, prices) = imported().await;
    let client = client_of(&desk, "ALFKI").await;
    answer(&desk, &client, &launch, "5245342/4243344").await;
    let asked = answers("2412425/2522221");
    let mut own: Vec<Value> = asked.as_array().unwrap().clone();
    own.iter_mut().for_each(|answer| answer["this_topic_only"] = json!(true));
    desk.call("placement.answer", json!({ "client": client, "topic": prices, "answers": own })).await;
    let row = row_of(&desk, &client).await;
    assert_eq!((&row["mixed"], &row["format"]), (&json!(true), &Value::Null));
    assert_eq!((tenth(&row["sharing"]), tenth(&row["providers"])), (49.2, 42.5), "the centre of both");
    let satellites = desk.call("matrix.satellites", json!({ "id": client })).await;
    let mut formats: Vec<&str> =
        satellites["topics"].as_array().unwrap().iter().map(|topic| topic["format"].as_str().unwrap()).collect();
    formats.sort_unstable();
    assert_eq!(formats, ["visit", "work_table"]);
    let by_topic = desk.call("clients.list", json!({ "topic": launch, "formats": ["work_table"] })).await;
    assert_eq!(by_topic["total"], 1);
}

#[tokio::test]
async fn r3_answers_that_cannot_be_are_refused() {
    let (desk, topic, _) = imported().await;
    let client = client_of(&desk, "ALFKI").await;
    let wrong = json!({ "client": client, "topic": topic, "answers": [{ "item": "S1", "value": 6 }] });
    let problem = desk.refused("placement.answer", wrong).await;
    assert_eq!(
        json!(problem),
        json!({ "kind": "invalid", "faults": [{ "fault": "range", "field": "S1", "min": 1, "max": 5 }] })
    );
    let nobody = json!({ "client": "nobody", "topic": topic, "answers": [] });
    assert_eq!(json!(desk.refused("placement.answer", nobody).await)["kind"], "not_found");
}
