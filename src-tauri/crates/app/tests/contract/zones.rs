//! K3: everyone's hours in everyone's own zone, across changes of daylight saving; absences; busy hours.

use chrono::{NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::world::*;

const NEW_YORK: &str = "America/New_York";
const MADRID: &str = "Europe/Madrid";

fn civil_in(value: &Value, own: &str, zone: &str) -> NaiveDateTime {
    let civil: NaiveDateTime = value.as_str().unwrap().parse().unwrap();
    let (own, zone): (Tz, Tz) = (own.parse().unwrap(), zone.parse().unwrap());
    own.from_local_datetime(&civil).single().expect("never in a doubtful hour").with_timezone(&zone).naive_local()
}

/// Plans remote visits between a house in one zone and clients in another, whose hours barely overlap, and looks at every
/// accepted meeting on everybody's own clock.
async fn check(house_zone: &str, client_zone: &str, client_hours: (u32, u32), weeks: &[(&str, &str)]) {
    for (from, to) in weeks {
        let desk = Desk::empty().await.restarted(from).await;
        let firm = desk.save("firm.save", json!({ "id": "", "name": "Casa", "kind": "own" })).await;
        for number in 0..2 {
            let person = provider(&format!("Persona {number}"), &firm, None, house_zone, json!(["legal"]));
            desk.save("provider.save", person).await;
        }
        let topic = json!({ "id": "", "name": "Consulta", "skills": ["legal"], "format": "visit" });
        let topic = desk.save("topic.save", topic).await;
        let (open, close) = client_hours;
        for number in 0..12 {
            let id = client(&desk, &format!("Cliente {number}"), client_zone, 50, Value::Null).await;
            let mut client = desk.call("clients.get", json!({ "id": id })).await["client"].clone();
            client["hours"] = hours(&format!("{open:02}:00"), &format!("{close:02}:00"));
            desk.call("clients.save", json!({ "client": client })).await;
            let mut wanted = need(&id, &topic, from, to);
            wanted["place"] = json!("remote");
            desk.save("need.save", wanted).await;
        }
        let draft = desk.call("plan.make", json!({ "from": from, "to": to, "seconds": 1 })).await;
        assert_eq!(draft["zone"], house_zone, "days are those of the house");
        desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
        let calendar = desk.call("calendar.get", json!({ "from": from, "to": "2028-01-01" })).await;
        let events = calendar["events"].as_array().unwrap();
        assert_eq!(events.len(), 12, "{from}: all fit: {}", draft["left_out"]);
        let mut seen_days = Vec::new();
        for event in events {
            assert_eq!(event["conflicts"], json!([]), "{from}");
            let sheet = desk.call("meeting.get", json!({ "id": event["id"] })).await;
            let meeting = &sheet["meeting"];
            let zone = meeting["zone"].as_str().unwrap();
            let minutes = meeting["minutes"].as_u64().unwrap() as u32;
            for (whose, (open, close)) in [(house_zone, (9, 18)), (client_zone, client_hours)] {
                let at = civil_in(&meeting["start"], zone, whose);
                let minute = at.time().num_seconds_from_midnight() / 60;
                assert!(open * 60 <= minute && minute + minutes <= close * 60, "{from}: {at} in {whose}");
            }
            seen_days.push(civil_in(&meeting["start"], zone, house_zone).date());
        }
        assert!(seen_days.iter().all(|day| crate::world::day(from) <= *day && *day <= crate::world::day(to)));
    }
}

#[tokio::test]
async fn k3_a_house_in_new_york_and_clients_in_madrid_in_both_weeks_of_changing_clocks() {
    // New York changes on 14 March and 7 November 2027, Madrid on 28 March and 31 October. The horizons cross each.
    let weeks = [
        ("2027-03-10", "2027-03-19"),
        ("2027-03-24", "2027-04-02"),
        ("2027-10-27", "2027-11-03"),
        ("2027-11-03", "2027-11-12"),
    ];
    check(NEW_YORK, MADRID, (15, 18), &weeks).await;
}

#[tokio::test]
async fn k3_a_house_in_madrid_and_clients_in_new_york_in_both_weeks_of_changing_clocks() {
    check(MADRID, NEW_YORK, (9, 12), &[("2027-03-24", "2027-04-02"), ("2027-10-27", "2027-11-12")]).await;
}

#[tokio::test]
async fn k3_absences_and_busy_hours_are_planned_around() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let topic = house.visit_topic(&desk, "Contratos", "legal").await;
    // Carla leaves the house; Ana is away but for Thursday, and busy on Thursday morning with what is kept knowingly.
    desk.call("provider.delete", json!({ "id": house.carla })).await;
    let network = desk.call("network.get", json!({})).await;
    let mut ana = network["providers"].as_array().unwrap().iter().find(|p| p["id"] == house.ana).unwrap().clone();
    ana["absences"] = json!([
        { "from": "2027-01-04T00:00:00", "to": "2027-01-07T00:00:00", "reason": "viaje" },
        { "from": "2027-01-08T00:00:00", "to": "2027-02-01T00:00:00", "reason": "permiso" },
    ]);
    desk.save("provider.save", ana).await;
    let busy = house.client(&desk, "Temprano", 10).await;
    let mut kept = meeting("visit", &[&busy], &[&house.ana], "2027-01-07T07:00", in_room(&house.room));
    kept["minutes"] = json!(300);
    desk.call("meeting.save", json!({ "meeting": kept, "keep_conflicts": true })).await;
    let mut needs = Vec::new();
    for number in 0..3 {
        let client = house.client(&desk, &format!("Cliente {number}"), 50).await;
        needs.push(desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-17")).await);
    }
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let proposals: Vec<&Value> =
        draft["proposals"].as_array().unwrap().iter().filter(|proposal| proposal["existing"].is_null()).collect();
    assert_eq!(proposals.len(), 3, "{}", draft["left_out"]);
    for proposal in proposals {
        let start: NaiveDateTime = proposal["start"].as_str().unwrap().parse().unwrap();
        assert_eq!(start.date(), day("2027-01-07"), "the one day Ana is there");
        assert!(start.time() >= NaiveTime::from_hms_opt(12, 0, 0).unwrap(), "{start}: she is busy until noon");
    }
}
