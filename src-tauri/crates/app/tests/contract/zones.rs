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

/// A weekly series of an hour on Wednesdays, in its own zone, as a calendar program writes it.
fn weekly(zone: &str, from: &str, hour: u32) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//ES\r\nBEGIN:VEVENT\r\nUID:serie\r\nDTSTAMP:20260101T000000Z\r\n\
         DTSTART;TZID={zone}:{from}T{hour:02}0000\r\nDTEND;TZID={zone}:{from}T{:02}0000\r\nRRULE:FREQ=WEEKLY\r\n\
         SUMMARY:Comité\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        hour + 1
    )
}

/// A provider in one zone whose only free hours on Wednesdays are two: a weekly series of another zone takes one of them
/// before a change of clocks and the other after it. The planner must take what is left, exactly.
async fn avoids(house_zone: &str, series_zone: &str, hour: u32, days: &[(&str, u32)]) {
    let first = days[0].0;
    // The day before: what is past cannot be planned.
    let before = (crate::world::day(first) - chrono::TimeDelta::days(1)).to_string();
    let desk = Desk::empty().await.restarted(&before).await;
    let firm = desk.save("firm.save", json!({ "id": "", "name": "Casa", "kind": "own" })).await;
    let mut ana = provider("Ana", &firm, None, house_zone, json!(["legal"]));
    let (open, close) = days.iter().fold((24, 0), |(open, close), (_, hour)| (open.min(*hour), close.max(*hour + 1)));
    let wednesdays = json!([{ "weekday": 3, "from": format!("{open:02}:00:00"), "to": format!("{close:02}:00:00") }]);
    assert_eq!(close - open, 2, "the series changes places with what is free");
    ana["hours"] = wednesdays.clone();
    let ana = desk.save("provider.save", ana).await;
    let path = desk.beside("serie.ics", weekly(series_zone, &first.replace('-', ""), hour));
    let source = json!({
        "id": "", "name": "Agenda de Ana", "owner": { "kind": "provider", "id": ana },
        "origin": { "kind": "file", "path": path },
    });
    let saved = desk.call("source.save", source).await;
    assert_eq!(saved["sources"][0]["remarks"], json!([]), "{saved}");
    let topic = json!({
        "id": "", "name": "Consulta", "skills": ["legal"], "format": "visit", "minutes": 60, "places": ["remote"],
    });
    let topic = desk.save("topic.save", topic).await;
    for (number, (day, _)) in days.iter().enumerate() {
        let id = client(&desk, &format!("Cliente {number}"), house_zone, 50, Value::Null).await;
        let mut client = desk.call("clients.get", json!({ "id": id })).await["client"].clone();
        client["hours"] = wednesdays.clone();
        desk.call("clients.save", json!({ "client": client })).await;
        let mut wanted = need(&id, &topic, day, day);
        wanted["place"] = json!("remote");
        desk.save("need.save", wanted).await;
    }
    let last = days[days.len() - 1].0;
    let draft = desk.call("plan.make", json!({ "from": first, "to": last, "seconds": 1 })).await;
    assert_eq!(draft["left_out"], json!([]), "{house_zone} {series_zone}: the free hour is used");
    let mut starts: Vec<_> =
        draft["proposals"].as_array().unwrap().iter().map(|p| p["start"].as_str().unwrap().to_owned()).collect();
    starts.sort();
    let length = draft["proposals"][0]["minutes"].as_u64().unwrap();
    assert_eq!(length, 60);
    // The hour given for each day is the one that the series takes: the meeting lies in the other.
    let other = |taken: u32| if taken == open { open + 1 } else { open };
    let want: Vec<_> = days.iter().map(|(day, taken)| format!("{day}T{:02}:00:00", other(*taken))).collect();
    assert_eq!(starts, want, "{house_zone} {series_zone}");
    desk.call("plan.accept", json!({ "draft": draft["id"] })).await;
    let calendar = desk.call("calendar.get", json!({ "from": first, "to": "2028-01-01" })).await;
    for event in calendar["events"].as_array().unwrap() {
        assert_eq!(event["conflicts"], json!([]));
    }
}

#[tokio::test]
async fn k3_x1_a_weekly_series_across_a_change_of_clocks_is_avoided_exactly() {
    // Ten in Madrid is five in Caracas in winter, four in summer; Madrid changes on 29 March and 25 October 2026.
    let spring = [("2026-03-18", 5), ("2026-03-25", 5), ("2026-04-01", 4), ("2026-04-08", 4)];
    avoids(CARACAS, MADRID, 10, &spring).await;
    let autumn = [("2026-10-14", 4), ("2026-10-21", 4), ("2026-10-28", 5), ("2026-11-04", 5)];
    avoids(CARACAS, MADRID, 10, &autumn).await;
    // Ten in New York is three in the afternoon in Madrid for the weeks between their changes, else four.
    let spring = [("2027-03-03", 16), ("2027-03-10", 16), ("2027-03-17", 15), ("2027-03-24", 15), ("2027-03-31", 16)];
    avoids(MADRID, NEW_YORK, 10, &spring).await;
    let autumn = [("2027-10-20", 16), ("2027-10-27", 16), ("2027-11-03", 15), ("2027-11-10", 16)];
    avoids(MADRID, NEW_YORK, 10, &autumn).await;
}

#[tokio::test]
async fn k3_each_person_sees_their_own_time_beside_the_meetings_in_both_weeks_of_changing_clocks() {
    const BOGOTA: &str = "America/Bogota";
    let desk = Desk::empty().await.restarted("2026-01-05").await;
    let firm = desk.save("firm.save", json!({ "id": "", "name": "Casa", "kind": "own" })).await;
    let ana = desk.save("provider.save", provider("Ana", &firm, None, CARACAS, json!(["legal"]))).await;
    let mut clients = Vec::new();
    for (name, zone) in [("Bogotá", BOGOTA), ("Madrid", MADRID), ("Nueva York", NEW_YORK)] {
        clients.push(client(&desk, name, zone, 50, Value::Null).await);
    }
    let clients: Vec<&str> = clients.iter().map(String::as_str).collect();
    // Nine in Caracas, in each week: Bogotá is an hour behind always, New York and Madrid move on different days.
    for (day, madrid, new_york) in [
        ("2026-03-04", "14:00", "08:00"),
        ("2026-03-11", "14:00", "09:00"),
        ("2026-03-25", "14:00", "09:00"),
        ("2026-04-01", "15:00", "09:00"),
        ("2026-10-21", "15:00", "09:00"),
        ("2026-10-28", "14:00", "09:00"),
        ("2026-11-04", "14:00", "08:00"),
        ("2027-03-10", "14:00", "08:00"),
        ("2027-03-17", "14:00", "09:00"),
        ("2027-03-31", "15:00", "09:00"),
        ("2027-10-27", "15:00", "09:00"),
        ("2027-11-03", "14:00", "09:00"),
        ("2027-11-10", "14:00", "08:00"),
    ] {
        let one = meeting("focus_group", &clients, &[&ana], &format!("{day}T09:00"), remote());
        let sheet = desk.call("meeting.save", json!({ "meeting": one, "keep_conflicts": true })).await;
        let seen: Vec<_> = sheet["own_times"]
            .as_array()
            .unwrap()
            .iter()
            .map(|own| (own["name"].clone(), own["start"].clone()))
            .collect();
        let at = |hour: &str| json!(format!("{day}T{hour}:00"));
        let mut want = vec![(json!("Bogotá"), at("08:00")), (json!("Madrid"), at(madrid))];
        // Who shares the meeting's hour is not told apart.
        if new_york != "09:00" {
            want.push((json!("Nueva York"), at(new_york)));
        }
        assert_eq!(seen, want, "{day}");
    }
}
