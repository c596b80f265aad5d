//! K4: planning automatically: progress, stop, cancel, locks, and the needs left out explained.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use contract::{Problem, Progress, Task};
use serde_json::{Value, json};

use crate::world::*;

/// A house with clients that each want a visit about a topic of their own skill in the two weeks after today.
pub async fn wanting(count: usize) -> (Desk, House, Vec<String>) {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let legal = house.visit_topic(&desk, "Contratos", "legal").await;
    let claims = house.visit_topic(&desk, "Siniestros", "claims").await;
    let mut needs = Vec::new();
    for number in 0..count {
        let client = house.client(&desk, &format!("Cliente {number}"), 10 + number as u32).await;
        let topic = if number % 2 == 0 { &legal } else { &claims };
        needs.push(desk.save("need.save", need(&client, topic, "2027-01-05", "2027-01-17")).await);
    }
    (desk, house, needs)
}

pub fn planned(draft: &Value) -> Vec<&str> {
    let proposals = draft["proposals"].as_array().unwrap();
    proposals.iter().flat_map(|p| p["needs"].as_array().unwrap()).map(|need| need.as_str().unwrap()).collect()
}

#[tokio::test]
async fn k4_a_plan_is_a_draft_with_reasons_and_its_cost_by_rule() {
    let (desk, _, needs) = wanting(6).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    assert_eq!(
        (&draft["from"], &draft["to"], &draft["zone"]),
        (&json!("2027-01-05"), &json!("2027-01-18"), &json!(CARACAS))
    );
    let mut met = planned(&draft);
    met.sort_unstable();
    let mut wanted: Vec<&str> = needs.iter().map(String::as_str).collect();
    wanted.sort_unstable();
    assert_eq!(met, wanted);
    assert_eq!((&draft["medium"], &draft["left_out"]), (&json!(0), &json!([])));
    let cost: u64 = draft["by_rule"].as_array().unwrap().iter().map(|rule| rule["cost"].as_u64().unwrap()).sum();
    assert_eq!(draft["soft"].as_u64().unwrap(), cost);
    for proposal in draft["proposals"].as_array().unwrap() {
        let reasons = proposal["reasons"].as_array().unwrap();
        assert!(reasons.iter().any(|reason| reason["kind"] == "skills"), "{reasons:?}");
        assert!(proposal["place_name"].as_str().unwrap().starts_with("Cliente "), "a visit goes to the client");
    }
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-01", "to": "2027-02-01" })).await;
    assert_eq!(calendar["events"], json!([]), "a draft is no meeting yet");
    assert_eq!(desk.call("plan.current", json!({})).await["draft"], draft, "and is shown again as it was");
    assert_eq!(
        desk.restarted(TODAY).await.call("plan.current", json!({})).await["draft"],
        draft,
        "after a restart too"
    );
}

#[tokio::test]
async fn k4_existing_and_locked_meetings_stay_as_they_are() {
    let (desk, house, _) = wanting(4).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let accepted = desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    let meetings = accepted["meetings"].as_array().unwrap().clone();
    let lock = json!({ "id": meetings[0], "lock": { "start": true, "place": true, "providers": true } });
    desk.call("meeting.lock", lock).await;
    let mut before = Vec::new();
    for id in &meetings {
        before.push(desk.call("meeting.get", json!({ "id": id })).await);
    }
    let topic = house.visit_topic(&desk, "Tesorería", "legal").await;
    for name in ["Nuevo", "Otro"] {
        let client = house.client(&desk, name, 90).await;
        desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-17")).await;
    }
    let second = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let existing: Vec<&Value> =
        second["proposals"].as_array().unwrap().iter().filter(|proposal| !proposal["existing"].is_null()).collect();
    assert_eq!(existing.len(), meetings.len());
    for proposal in existing {
        let sheet = before.iter().find(|sheet| sheet["meeting"]["id"] == proposal["existing"]).unwrap();
        assert_eq!(proposal["start"], sheet["meeting"]["start"]);
        assert_eq!(proposal["reasons"], json!([{ "kind": "locked" }]));
    }
    let made = desk.call("plan.accept", json!({ "draft": second["id"] })).await;
    assert_eq!(made["meetings"].as_array().unwrap().len(), 2);
    for (id, sheet) in meetings.iter().zip(before) {
        assert_eq!(desk.call("meeting.get", json!({ "id": id })).await, sheet);
    }
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-01", "to": "2027-02-01" })).await;
    let events = calendar["events"].as_array().unwrap();
    assert_eq!(events.len(), 6);
    assert!(events.iter().all(|event| event["conflicts"] == json!([])), "{events:?}");
}

#[tokio::test]
async fn k4_needs_left_out_are_explained_by_name() {
    let (desk, house, _) = wanting(2).await;
    let unknown = house.visit_topic(&desk, "Fianzas", "bonds").await;
    let client = house.client(&desk, "Sin Fiador", 10).await;
    let no_skill = desk.save("need.save", need(&client, &unknown, "2027-01-05", "2027-01-17")).await;
    // Whoever knows about claims is away for the whole of the plan.
    let network = desk.call("network.get", json!({})).await;
    for mut person in network["providers"].as_array().unwrap().clone() {
        if person["skills"].as_array().unwrap().contains(&json!("claims")) {
            person["absences"] =
                json!([{ "from": "2027-01-04T00:00:00", "to": "2027-01-30T00:00:00", "reason": "permiso" }]);
            desk.save("provider.save", person).await;
        }
    }
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let out = draft["left_out"].as_array().unwrap();
    assert_eq!(out.len(), 2, "{out:?}");
    let reasons_of = |name: &str| {
        let left = out.iter().find(|left| left["need"]["client_name"] == name).unwrap();
        left["reasons"].as_array().unwrap().clone()
    };
    assert_eq!(out.iter().filter(|left| left["need"]["need"]["id"] == json!(no_skill)).count(), 1);
    let fianzas = reasons_of("Sin Fiador");
    assert!(fianzas.contains(&json!({ "kind": "no_provider_with_skill", "skill": "bonds" })), "{fianzas:?}");
    let siniestros = reasons_of("Cliente 1");
    assert!(siniestros.iter().any(|reason| reason["kind"] == "no_provider_time"), "{siniestros:?}");
    assert!(draft["medium"].as_u64().unwrap() > 0);
}

/// A task whose reports are kept.
fn watched() -> (Task, Arc<Mutex<Vec<Progress>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&seen);
    (Task::new(move |progress| kept.lock().unwrap().push(progress)), seen)
}

async fn until_searching(seen: &Mutex<Vec<Progress>>) {
    let begun = Instant::now();
    while !seen.lock().unwrap().iter().any(|progress| progress.search.is_some()) {
        assert!(begun.elapsed() < Duration::from_secs(60), "no progress");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn k4_stop_keeps_the_best_plan_so_far() {
    let (desk, ..) = wanting(12).await;
    let (task, seen) = watched();
    let (host, running) = (desk.host.clone(), task.clone());
    let search =
        tokio::spawn(async move { host.ask::<_, Value>("plan.make", &json!({ "seconds": 600 }), &running).await });
    until_searching(&seen).await;
    task.stop();
    let draft = tokio::time::timeout(Duration::from_secs(60), search).await.unwrap().unwrap().unwrap();
    assert_eq!(planned(&draft).len(), 12);
    assert_eq!(desk.call("plan.current", json!({})).await["draft"]["id"], draft["id"]);
    let seen = seen.lock().unwrap();
    let last = seen.iter().rev().find_map(|progress| progress.search.clone()).unwrap();
    assert!(last.meetings > 0 && last.left_out == 0, "{last:?}");
    assert_eq!(last.by_rule.iter().map(|rule| rule.cost).sum::<u32>(), last.soft, "{last:?}");
    assert!(seen.iter().all(|progress| progress.phase == "searching" && progress.done <= progress.total));
}

#[tokio::test(flavor = "multi_thread")]
async fn k4_cancel_leaves_nothing() {
    let (desk, ..) = wanting(12).await;
    let before = (desk.everything().await, desk.call("undo.names", json!({})).await);
    let seen = Arc::new(Mutex::new(0));
    let count = Arc::clone(&seen);
    let host = desk.host.clone();
    let search = tokio::spawn(async move {
        let progress = Arc::new(move |_: Value| *count.lock().unwrap() += 1);
        host.call("plan.make", json!({ "seconds": 600 }), Some("search".into()), progress).await
    });
    let begun = Instant::now();
    while *seen.lock().unwrap() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "no progress");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    desk.call("task.cancel", json!({ "task": "search" })).await;
    let ended = tokio::time::timeout(Duration::from_secs(60), search).await.unwrap().unwrap();
    assert_eq!(ended, Err(json!({ "kind": "cancelled" })));
    assert_eq!((desk.everything().await, desk.call("undo.names", json!({})).await), before);
    let gone = desk.refused("task.cancel", json!({ "task": "search" })).await;
    assert!(matches!(gone, Problem::NotFound { .. }), "{gone:?}");
}

#[tokio::test]
async fn k4_what_cannot_be_planned_is_said() {
    let (desk, house, _) = wanting(0).await;
    assert_eq!(desk.refused("plan.make", json!({ "seconds": 1 })).await, Problem::NothingToPlan);
    let backwards = desk.refused("plan.make", json!({ "from": "2027-01-10", "to": "2027-01-05" })).await;
    assert!(matches!(backwards, Problem::Invalid { .. }), "{backwards:?}");
    let client = house.client(&desk, "Puerto", 10).await;
    let open = desk.save("topic.save", json!({ "id": "", "name": "Sin respuestas" })).await;
    desk.save("need.save", need(&client, &open, "2027-01-05", "2027-01-17")).await;
    let fixed = house.visit_topic(&desk, "Contratos", "legal").await;
    desk.save("need.save", need(&client, &fixed, "2027-03-01", "2027-03-17")).await;
    desk.save("need.save", need(&client, &fixed, "2027-01-05", "2027-01-17")).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let mut why: Vec<&str> =
        draft["not_planned"].as_array().unwrap().iter().map(|left| left["why"].as_str().unwrap()).collect();
    why.sort_unstable();
    assert_eq!(why, ["outside_horizon", "undetermined"]);
}

#[tokio::test]
async fn k1_rivals_never_meet_in_one_room() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let topic =
        json!({ "id": "", "name": "Pagos", "skills": ["legal", "claims"], "format": "work_table", "places": ["room"] });
    let topic = desk.save("topic.save", topic).await;
    let mut clients = Vec::new();
    for number in 0..9 {
        clients.push(house.client(&desk, &format!("Mesa {number}"), 50).await);
    }
    let mut first = desk.call("clients.get", json!({ "id": clients[0] })).await["client"].clone();
    first["rivals"] = json!([clients[1]]);
    desk.call("clients.save", json!({ "client": first })).await;
    let all = json!({ "clients": clients, "need": need("", &topic, "2027-01-05", "2027-01-17") });
    assert_eq!(desk.call("needs.add", all).await["ids"].as_array().unwrap().len(), 9);
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let tables = draft["proposals"].as_array().unwrap();
    assert!(!tables.is_empty());
    for table in tables {
        let ids: Vec<&Value> = table["clients"].as_array().unwrap().iter().map(|client| &client["id"]).collect();
        assert!(ids.len() >= 4, "a table of fewer is refused");
        assert!(!(ids.contains(&&json!(clients[0])) && ids.contains(&&json!(clients[1]))), "rivals at one table");
    }
}
