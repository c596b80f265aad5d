//! K4, K5: planning anew when somebody falls ill: what must move moves, what is locked stays, what is told is true.

use contract::Problem;
use serde_json::{Value, json};

use crate::accepting::same;
use crate::world::*;

/// Somebody is away for the whole of the plan.
pub fn away(kind: &str, id: &str) -> Value {
    json!({ "kind": "away", "who": { "kind": kind, "id": id }, "from": "2027-01-05T00:00:00", "until": "2027-01-19T00:00:00" })
}

/// The usual weights but for some.
pub fn weights(other: Value) -> Value {
    let mut weights = json!({
        "continuity": 4, "preferred": 3, "delay": 1, "mix": 2, "travel": 1, "load": 1, "days": 2, "effort": 1,
        "disruption": 60,
    });
    weights.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    json!({ "kind": "weights", "weights": weights })
}

/// A house with four visits in its calendar, two of them Ana's, and one client still to be met.
struct Diary {
    desk: Desk,
    house: House,
    clients: Vec<String>,
    /// Two of Ana's, one of Beto's, one of Carla's.
    meetings: Vec<String>,
    need: String,
}

async fn diary() -> Diary {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let (mut clients, mut meetings) = (Vec::new(), Vec::new());
    let visits = [(&house.ana, "06"), (&house.ana, "07"), (&house.beto, "08"), (&house.carla, "11")];
    for (number, (provider, date)) in visits.into_iter().enumerate() {
        let name = format!("Casa {number}");
        let client = house.client(&desk, &name, 50).await;
        let place = json!({ "kind": "client", "id": client });
        let mut visit = meeting("visit", &[&client], &[provider], &format!("2027-01-{date}T10:00"), place);
        visit["title"] = json!(format!("Visita {number}"));
        let saved = desk.call("meeting.save", json!({ "meeting": visit })).await;
        meetings.push(saved["meeting"]["id"].as_str().unwrap().to_owned());
        clients.push(client);
    }
    let topic = house.visit_topic(&desk, "Contratos", "legal").await;
    let client = house.client(&desk, "Nueva", 90).await;
    let need = desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-17")).await;
    Diary { desk, house, clients, meetings, need }
}

impl Diary {
    async fn sheets(&self) -> Vec<Value> {
        let mut sheets = Vec::new();
        for id in &self.meetings {
            sheets.push(self.desk.call("meeting.get", json!({ "id": id })).await);
        }
        sheets
    }

    async fn lock(&self, meeting: usize, start: bool, place: bool, providers: bool) {
        let lock = json!({ "start": start, "place": place, "providers": providers });
        self.desk.call("meeting.lock", json!({ "id": self.meetings[meeting], "lock": lock })).await;
    }

    async fn plan(&self, moving: &str, changes: Value) -> Value {
        self.desk.call("plan.make", json!({ "seconds": 1, "moving": moving, "changes": changes })).await
    }

    fn proposal<'a>(&self, draft: &'a Value, meeting: usize) -> Option<&'a Value> {
        draft["proposals"].as_array().unwrap().iter().find(|p| p["existing"] == json!(self.meetings[meeting]))
    }
}

fn providers(value: &Value) -> Vec<&str> {
    value["providers"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn k4_when_a_provider_falls_ill_only_its_meetings_change() {
    let diary = diary().await;
    diary.lock(0, true, true, false).await;
    diary.lock(2, true, true, true).await;
    let (before, everything) = (diary.sheets().await, diary.desk.everything().await);
    let draft =
        diary.plan("broken", json!([away("provider", &diary.house.ana), weights(json!({ "disruption": 200 }))])).await;
    assert_eq!(draft["changes"][0]["who"]["name"], "Ana Lares");
    assert_eq!((&draft["moving"], &draft["left_out"]), (&json!("broken"), &json!([])));
    for meeting in [2, 3] {
        let proposal = diary.proposal(&draft, meeting).unwrap();
        assert_eq!(proposal["was"], Value::Null, "{proposal}");
        assert_eq!(proposal["start"], before[meeting]["meeting"]["start"]);
    }
    for meeting in [0, 1] {
        let proposal = diary.proposal(&draft, meeting).unwrap();
        assert_eq!(providers(&proposal["was"]), [diary.house.ana.as_str()]);
        assert!(!providers(proposal).contains(&diary.house.ana.as_str()), "{proposal}");
        assert_eq!(proposal["start"], before[meeting]["meeting"]["start"], "somebody else is free at that hour");
        assert_eq!(proposal["place"], before[meeting]["meeting"]["place"]);
    }
    let drafted = diary.desk.everything().await;
    let accepted = diary.desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    assert_eq!(accepted["meetings"].as_array().unwrap().len(), 3, "two changed and one new");
    let after = diary.sheets().await;
    assert_eq!(after[2..], before[2..], "byte by byte");
    for meeting in [0, 1] {
        let (now, then) = (&after[meeting]["meeting"], &before[meeting]["meeting"]);
        assert_eq!((&now["id"], &now["start"], &now["place"]), (&then["id"], &then["start"], &then["place"]));
        assert_eq!(
            (&now["lock"], &now["sequence"]),
            (&then["lock"], &then["sequence"]),
            "neither hour nor place moved"
        );
        assert_eq!(now["version"].as_u64().unwrap(), then["version"].as_u64().unwrap() + 1);
        assert_eq!(now["providers"][0]["role"], then["providers"][0]["role"], "who comes takes the role");
        assert_ne!(now["providers"][0]["provider"], json!(diary.house.ana));
    }
    diary.desk.call("undo", json!({})).await;
    same(diary.desk.everything().await, drafted);
    diary.desk.call("undo", json!({})).await;
    same(diary.desk.everything().await, everything);
}

#[tokio::test]
async fn k4_an_absence_on_record_moves_what_it_breaks_and_nothing_where_nothing_may_move() {
    let diary = diary().await;
    let network = diary.desk.call("network.get", json!({})).await;
    let people = network["providers"].as_array().unwrap();
    let mut ana = people.iter().find(|person| person["id"] == json!(diary.house.ana)).unwrap().clone();
    ana["absences"] = json!([{ "from": "2027-01-07T00:00:00", "to": "2027-01-08T00:00:00", "reason": "gripe" }]);
    diary.desk.save("provider.save", ana).await;
    let before = diary.sheets().await;
    let draft = diary.plan("none", json!([])).await;
    assert!(diary.proposal(&draft, 1).is_none(), "it only keeps its people busy");
    diary.desk.call("plan.discard", json!({ "id": draft["id"] })).await;
    let draft = diary.plan("broken", json!([])).await;
    for meeting in [0, 2, 3] {
        assert_eq!(diary.proposal(&draft, meeting).unwrap()["was"], Value::Null);
    }
    assert_ne!(diary.proposal(&draft, 1).unwrap()["was"], Value::Null);
    let index = diary.proposal(&draft, 1).unwrap()["index"].clone();
    diary.desk.call("plan.accept", json!({ "draft": draft["id"], "proposals": [index] })).await;
    let after = diary.sheets().await;
    assert_eq!((&after[0], &after[2..]), (&before[0], &before[2..]));
    assert_ne!(after[1]["meeting"], before[1]["meeting"]);
    let calendar = diary.desk.call("calendar.get", json!({ "from": "2027-01-01", "to": "2027-02-01" })).await;
    let events = calendar["events"].as_array().unwrap();
    assert_eq!(events.len(), 4);
    assert!(events.iter().all(|event| event["conflicts"] == json!([])), "{events:?}");
}

#[tokio::test]
async fn k4_a_lock_that_cannot_be_kept_is_named() {
    let diary = diary().await;
    diary.lock(1, true, false, true).await;
    for moving in ["broken", "free", "none"] {
        let ask = json!({ "seconds": 1, "moving": moving, "changes": [away("provider", &diary.house.ana)] });
        let problem = diary.desk.refused("plan.make", ask).await;
        let Problem::WrongLock { meeting, detail } = &problem else { panic!("{problem:?}") };
        assert_eq!(meeting, "Visita 1");
        assert!(detail.contains("Ana Lares") && !detail.contains(&diary.house.ana), "{detail}");
    }
    // What nobody locked is no lock: it only cannot be counted on.
    diary.lock(1, false, false, false).await;
    let draft = diary.plan("none", json!([away("provider", &diary.house.ana)])).await;
    assert!(diary.proposal(&draft, 0).is_none() && diary.proposal(&draft, 2).is_some());
    assert!(crate::planning::planned(&draft).contains(&diary.need.as_str()));
}

#[tokio::test]
async fn k4_what_is_free_to_move_keeps_what_is_locked_and_moves_no_more_than_is_worth_it() {
    let diary = diary().await;
    diary.lock(3, true, false, true).await;
    let draft = diary.plan("free", json!([weights(json!({ "disruption": 1000 }))])).await;
    assert_eq!(draft["weights"]["disruption"], 1000);
    for meeting in 0..4 {
        assert_eq!(diary.proposal(&draft, meeting).unwrap()["was"], Value::Null, "nothing is worth a promise");
    }
    let draft = diary.plan("free", json!([weights(json!({ "disruption": 0, "delay": 0, "travel": 10 }))])).await;
    let moved = |meeting: usize| diary.proposal(&draft, meeting).unwrap();
    let locked = moved(3);
    assert_eq!(locked["start"], "2027-01-11T10:00:00");
    assert_eq!(providers(locked), [diary.house.carla.as_str()]);
    assert!(!moved(0)["was"].is_null() || !moved(1)["was"].is_null() || !moved(2)["was"].is_null());
    assert_eq!(
        diary.desk.call("settings.get", json!({})).await["weights"]["disruption"],
        60,
        "nothing is written to the record"
    );
}

#[tokio::test]
async fn k4_a_meeting_that_can_be_held_nowhere_is_left_out_and_left_alone() {
    let diary = diary().await;
    let before = diary.sheets().await;
    let draft = diary.plan("broken", json!([away("client", &diary.clients[0])])).await;
    assert!(diary.proposal(&draft, 0).is_none());
    let out = draft["left_out"].as_array().unwrap();
    assert_eq!(out.len(), 1, "{out:?}");
    assert_eq!(
        (&out[0]["need"]["client_name"], &out[0]["need"]["meeting"]),
        (&json!("Casa 0"), &json!(diary.meetings[0]))
    );
    assert_eq!(out[0]["need"]["topic_name"], "Visita 0");
    diary.desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    assert_eq!(diary.sheets().await, before);
}

#[tokio::test]
async fn k4_a_meeting_changed_by_hand_since_is_not_changed_again() {
    let diary = diary().await;
    let draft = diary.plan("broken", json!([away("provider", &diary.house.ana)])).await;
    let by_hand = json!({ "id": diary.meetings[0], "start": "2027-01-06T12:00:00", "keep_conflicts": true });
    diary.desk.call("meeting.move", by_hand).await;
    let problem = diary.desk.refused("plan.accept", json!({ "draft": draft["id"] })).await;
    assert!(matches!(problem, Problem::Stale { .. }), "{problem:?}");
}
