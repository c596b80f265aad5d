//! X1: public holidays warn where somebody is, can be edited, and never forbid anything.

use serde_json::{Value, json};

use crate::world::*;

async fn days(desk: &Desk, from: &str, to: &str) -> Vec<(String, String)> {
    let calendar = desk.call("calendar.get", json!({ "from": from, "to": to })).await;
    let day = |day: &Value| (day["date"].as_str().unwrap().to_owned(), day["country"].as_str().unwrap().to_owned());
    calendar["holidays"].as_array().unwrap().iter().map(day).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(date, country)| ((*date).to_owned(), (*country).to_owned())).collect()
}

/// A client in Madrid beside the house in Caracas.
async fn in_madrid(desk: &Desk) -> String {
    let site = json!({ "id": "", "name": "Gran Vía", "city": "Madrid", "country": "España", "zone": "Europe/Madrid" });
    client(desk, "Castellana", "Europe/Madrid", 50, site).await
}

#[tokio::test]
async fn x1_holidays_warn_where_somebody_is_and_can_be_edited_and_undone() {
    let desk = Desk::empty().await;
    House::build(&desk).await;
    let week = ("2027-03-22", "2027-04-20");
    assert_eq!(
        days(&desk, week.0, week.1).await,
        pairs(&[("2027-03-25", "VE"), ("2027-03-26", "VE"), ("2027-03-28", "VE"), ("2027-04-19", "VE"),])
    );
    in_madrid(&desk).await;
    let both = pairs(&[
        ("2027-03-25", "ES-MD"),
        ("2027-03-25", "VE"),
        ("2027-03-26", "ES"),
        ("2027-03-26", "VE"),
        ("2027-03-28", "VE"),
        ("2027-04-19", "VE"),
    ]);
    assert_eq!(days(&desk, week.0, week.1).await, both);
    let view = desk.call("calendars.get", json!({ "year": 2027 })).await["holidays"].clone();
    let country = |view: &Value, code: &str| {
        let all = view["countries"].as_array().unwrap();
        all.iter().find(|country| country["code"] == code).unwrap().clone()
    };
    assert_eq!(country(&view, "ES"), json!({ "code": "ES", "on": true, "used": true }));
    assert_eq!(country(&view, "MX"), json!({ "code": "MX", "on": false, "used": false }));
    assert!(view["source"].as_str().unwrap().contains("date-holidays"), "whose data it is, and its licence");
    assert!(view["source"].as_str().unwrap().contains("CC BY-SA 3.0"));

    for (change, want) in [
        (
            json!({ "kind": "country", "code": "ES", "on": false }),
            pairs(&[("2027-03-25", "VE"), ("2027-03-26", "VE"), ("2027-03-28", "VE"), ("2027-04-19", "VE")]),
        ),
        (json!({ "kind": "remove", "date": "2027-03-25", "country": "ES-MD" }), both[1..].to_vec()),
        (json!({ "kind": "add", "date": "2027-04-01", "country": "Spain", "name": "Puente" }), {
            let mut more = both.clone();
            more.insert(5, ("2027-04-01".into(), "ES".into()));
            more
        }),
    ] {
        desk.call("holidays.change", change).await;
        assert_eq!(days(&desk, week.0, week.1).await, want);
        desk.call("undo", json!({})).await;
        assert_eq!(days(&desk, week.0, week.1).await, both, "undone");
    }
    // Taken out, it stays on the list to be put back.
    desk.call("holidays.change", json!({ "kind": "remove", "date": "2027-04-19", "country": "VE" })).await;
    let listed = desk.call("calendars.get", json!({ "year": 2027 })).await["holidays"]["days"].clone();
    let april = listed.as_array().unwrap().iter().find(|day| day["date"] == "2027-04-19").unwrap();
    assert_eq!(april["origin"], "removed");
    let back = desk.call("holidays.change", json!({ "kind": "restore", "date": "2027-04-19", "country": "VE" })).await;
    assert!(back["holidays"]["days"].as_array().unwrap().iter().all(|day| day["origin"] == "data"));
    // One added by hand goes for good.
    desk.call("holidays.change", json!({ "kind": "add", "date": "2027-04-02", "country": "VE", "name": "Cierre" }))
        .await;
    let gone = desk.call("holidays.change", json!({ "kind": "remove", "date": "2027-04-02", "country": "VE" })).await;
    assert!(gone["holidays"]["days"].as_array().unwrap().iter().all(|day| day["date"] != "2027-04-02"));
    for (change, field) in [
        (json!({ "kind": "add", "date": "2027-04-02", "country": "Atlantis", "name": "Cierre" }), "country"),
        (json!({ "kind": "add", "date": "2027-04-02", "country": "VE", "name": " " }), "name"),
    ] {
        let problem = json!(desk.refused("holidays.change", change).await);
        assert_eq!(problem["faults"][0]["field"], field);
    }
}

#[tokio::test]
async fn x1_a_holiday_is_told_and_never_stands_in_the_way() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = in_madrid(&desk).await;
    // 6 December 2027 is a holiday in Spain, not in Venezuela: a Monday on which all are at work here.
    let mut held = meeting("visit", &[&client], &[&house.ana], "2027-12-06T10:00", remote());
    held["minutes"] = json!(60);
    let sheet = desk.call("meeting.save", json!({ "meeting": held })).await;
    assert_eq!(sheet["event"]["conflicts"], json!([]), "a warning, no conflict");
    let holidays = sheet["holidays"].as_array().unwrap();
    assert_eq!(holidays.len(), 1, "{holidays:?}");
    assert_eq!(holidays[0]["country"], "ES");
    assert_eq!(
        (holidays[0]["es"].as_str(), holidays[0]["en"].as_str()),
        (Some("Día de la Constitución Española"), Some("Constitution Day"))
    );
    // Free times on that day are marked; those of the days beside it are not.
    let free = desk
        .call("meeting.free", json!({ "meeting": sheet["meeting"]["id"], "from": "2027-12-06", "to": "2027-12-07", "most": 40, "nearest": true }))
        .await;
    let marked = |day: &str| {
        let on = free.as_array().unwrap().iter().filter(|time| time["start"].as_str().unwrap().starts_with(day));
        on.map(|time| time["holiday"].is_object()).collect::<Vec<_>>()
    };
    assert!(!marked("2027-12-06").is_empty() && marked("2027-12-06").iter().all(|is| *is), "{free}");
    assert!(!marked("2027-12-07").is_empty() && marked("2027-12-07").iter().all(|is| !*is), "{free}");
    // The planner plans on it like on any other day.
    let topic = house.visit_topic(&desk, "Contratos", "legal").await;
    let here = house.client(&desk, "Olmedo", 50).await;
    desk.save("need.save", need(&here, &topic, "2027-07-05", "2027-07-05")).await;
    let draft = desk.call("plan.make", json!({ "from": "2027-07-05", "to": "2027-07-05", "seconds": 1 })).await;
    assert_eq!(draft["left_out"], json!([]), "5 July is a holiday in Venezuela: {draft}");
}
