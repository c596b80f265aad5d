//! X1: busy times out of other people's calendars stand in the way wherever a meeting is placed, by hand or by the
//! planner, and what fails keeps what was read before.

use serde_json::{Value, json};

use crate::world::*;

/// A calendar with some events: name, further lines.
fn calendar(events: &[(&str, &str)]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//ES\r\n");
    for (uid, lines) in events {
        text.push_str(&format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20270101T000000Z\r\nSUMMARY:Privado {uid}\r\n"));
        for line in lines.split('|') {
            text.push_str(&format!("{line}\r\n"));
        }
        text.push_str("END:VEVENT\r\n");
    }
    text + "END:VCALENDAR\r\n"
}

fn owner(kind: &str, id: &str) -> Value {
    json!({ "kind": kind, "id": id })
}

fn source(name: &str, owner: Value, path: &str) -> Value {
    json!({ "id": "", "name": name, "owner": owner, "origin": { "kind": "file", "path": path } })
}

async fn taken(desk: &Desk) -> Value {
    desk.call("calendar.get", json!({ "from": "2027-01-04", "to": "2027-02-01", "zone": CARACAS })).await["taken"]
        .clone()
}

fn kinds(conflicts: &Value) -> Vec<String> {
    let kind = |found: &Value| found["conflict"]["kind"].as_str().unwrap().to_owned();
    conflicts.as_array().unwrap().iter().map(kind).collect()
}

async fn probed(desk: &Desk, meeting: Value) -> Value {
    desk.call("meeting.probe", json!({ "kind": "new", "meeting": meeting })).await["conflicts"].clone()
}

#[tokio::test]
async fn x1_busy_times_of_providers_clients_and_rooms_stand_in_the_way_with_their_source_named() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    let ten = "DTSTART;TZID=America/Caracas:20270106T100000|DTEND;TZID=America/Caracas:20270106T110000";
    for (kind, id, conflict) in [
        ("provider", &house.ana, "provider_taken"),
        ("client", &client, "client_taken"),
        ("room", &house.room, "room_taken"),
    ] {
        let path = desk.beside(&format!("{kind}.ics"), calendar(&[("uno", ten)]));
        let name = format!("Agenda de {kind}");
        let refreshed = desk.call("source.save", source(&name, owner(kind, id), &path)).await;
        let view = &refreshed["sources"][0];
        assert_eq!(view["ahead"], 1, "{view}");
        assert_eq!(view["problem"], Value::Null);
        assert_eq!(view["next"][0]["from"], "2027-01-06T14:00:00Z");
        let at = |hour: &str| {
            meeting("visit", &[&client], &[&house.ana], &format!("2027-01-06T{hour}"), in_room(&house.room))
        };
        let found = probed(&desk, at("10:30")).await;
        assert_eq!(kinds(&found), [conflict]);
        let source = found[0]["conflict"]["source"].as_str().unwrap();
        assert_eq!(found[0]["names"][source], name.as_str(), "{found}");
        assert_eq!(found[0]["names"][id.as_str()].as_str().map(str::is_empty), Some(false));
        // Times are half-open: what ends as another begins is not in its way.
        assert_eq!(probed(&desk, at("11:00")).await, json!([]));
        assert_eq!(probed(&desk, at("09:00")).await, json!([]));
        let all = desk.call("calendars.get", json!({})).await;
        for source in all["sources"].as_array().unwrap() {
            desk.call("source.delete", json!({ "id": source["source"]["id"] })).await;
        }
        assert_eq!(probed(&desk, at("10:30")).await, json!([]), "gone with the source");
    }
    let everything = format!("{}", desk.call("calendars.get", json!({})).await);
    assert!(!everything.contains("Privado"), "what a time is taken for is never kept");
}

#[tokio::test]
async fn x1_a_refreshed_time_that_hits_a_planned_meeting_is_told_with_the_nearest_times_that_work() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    let planned = meeting("visit", &[&client], &[&house.ana], "2027-01-06T10:00", in_room(&house.room));
    let sheet = desk.call("meeting.save", json!({ "meeting": planned })).await;
    let other = meeting("visit", &[&client], &[&house.beto], "2027-01-07T10:00", in_room(&house.room));
    desk.call("meeting.save", json!({ "meeting": other })).await;
    let quiet = calendar(&[("lejos", "DTSTART:20270120T140000Z|DTEND:20270120T150000Z")]);
    let path = desk.beside("ana.ics", quiet);
    let first = desk.call("source.save", source("Agenda de Ana", owner("provider", &house.ana), &path)).await;
    assert_eq!(first["hits"], json!([]));

    // All of Wednesday morning is taken now: ten to one in Caracas.
    desk.beside("ana.ics", calendar(&[("hoy", "DTSTART:20270106T140000Z|DURATION:PT3H")]));
    let hit = desk.call("sources.refresh", json!({})).await;
    let hits = hit["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "only Ana's meeting: {hit}");
    assert_eq!(hits[0]["meeting"], sheet["meeting"]["id"]);
    assert_eq!(kinds(&hits[0]["conflicts"]), ["provider_taken"]);
    let nearest: Vec<&str> =
        hits[0]["nearest"].as_array().unwrap().iter().map(|time| time["start"].as_str().unwrap()).collect();
    assert_eq!(nearest, ["2027-01-06T09:00:00", "2027-01-06T13:00:00", "2027-01-06T13:15:00"]);
    let today = desk.call("today.get", json!({})).await;
    assert_eq!(kinds(&today["conflicts"][0]["conflicts"]), ["provider_taken"], "{today}");
    let taken = taken(&desk).await;
    assert_eq!(taken[0]["lane"], house.ana.as_str());
    assert_eq!(taken[0]["start"], "2027-01-06T10:00:00");
    assert_eq!(taken[0]["source"], "Agenda de Ana");
    // Told once: it is no news the next time.
    desk.beside("ana.ics", calendar(&[("hoy", "DTSTART:20270106T140000Z|DURATION:PT4H")]));
    assert_eq!(desk.call("sources.refresh", json!({})).await["hits"], json!([]));
}

#[tokio::test]
async fn x1_what_cannot_be_read_keeps_the_times_read_before_and_says_why() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let good = calendar(&[("uno", "DTSTART:20270106T140000Z|DTEND:20270106T150000Z")]);
    let path = desk.beside("ana.ics", &good);
    let saved = desk.call("source.save", source("Agenda", owner("provider", &house.ana), &path)).await;
    let id = saved["sources"][0]["source"]["id"].clone();
    let look = |answer: Value| (answer["sources"][0]["problem"].clone(), answer["sources"][0]["ahead"].clone());
    for (bytes, kind, fault) in [
        ("<html>sign in</html>".to_owned(), "busy_calendar", Some("web_page")),
        (String::new(), "busy_calendar", Some("not_calendar")),
        ("PK\u{3}\u{4}".to_owned(), "busy_calendar", Some("archive")),
        (good.trim_end().trim_end_matches("END:VCALENDAR").to_owned(), "busy_calendar", Some("cut_short")),
        ("BEGIN:VCALENDAR\r\n".to_owned(), "busy_calendar", Some("cut_short")),
    ] {
        desk.beside("ana.ics", &bytes);
        let (problem, ahead) = look(desk.call("sources.refresh", json!({ "ids": [id] })).await);
        assert_eq!(problem["kind"], kind, "{problem}");
        assert_eq!(problem["fault"]["kind"].as_str(), fault);
        assert_eq!(ahead, 1, "the times read before still count");
    }
    std::fs::remove_file(&path).unwrap();
    let (problem, ahead) = look(desk.call("sources.refresh", json!({})).await);
    assert_eq!((problem["kind"].as_str(), problem["trouble"].as_str()), (Some("file"), Some("not_found")));
    assert_eq!(ahead, 1);
    desk.beside("ana.ics", &good);
    let (problem, ahead) = look(desk.call("sources.refresh", json!({})).await);
    assert_eq!((problem, ahead), (Value::Null, json!(1)), "good again");
    // A server that is not there: nobody listens on a port just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut source = desk.call("calendars.get", json!({})).await["sources"][0]["source"].clone();
    source["origin"] = json!({ "kind": "web", "address": format!("http://127.0.0.1:{port}/a.ics") });
    let (problem, ahead) = look(desk.call("source.save", source).await);
    assert_eq!((problem["kind"].as_str(), problem["fault"]["kind"].as_str()), (Some("server"), Some("unreachable")));
    assert_eq!(ahead, 1, "never an empty calendar because a server is down");
}

#[tokio::test]
async fn x1_undo_brings_a_deleted_source_back_with_its_times_and_takes_an_added_one_away() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let path = desk.beside("ana.ics", calendar(&[("uno", "DTSTART:20270106T140000Z|DTEND:20270106T150000Z")]));
    let saved = desk.call("source.save", source("Agenda", owner("provider", &house.ana), &path)).await;
    let id = saved["sources"][0]["source"]["id"].clone();
    desk.call("source.delete", json!({ "id": id })).await;
    assert_eq!(taken(&desk).await, json!([]));
    std::fs::remove_file(&path).unwrap();
    desk.call("undo", json!({})).await;
    let back = taken(&desk).await;
    assert_eq!(back.as_array().unwrap().len(), 1, "without reading the file again: {back}");
    desk.call("undo", json!({})).await;
    assert_eq!(desk.call("calendars.get", json!({})).await["sources"], json!([]), "the adding is taken back");
    assert_eq!(taken(&desk).await, json!([]));
    desk.call("redo", json!({})).await;
    assert_eq!(taken(&desk).await.as_array().unwrap().len(), 1);
    // With its owner it goes, and comes back.
    desk.call("provider.delete", json!({ "id": house.ana })).await;
    assert_eq!(taken(&desk).await, json!([]));
    desk.call("undo", json!({})).await;
    assert_eq!(taken(&desk).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn x1_tentative_free_cancelled_and_own_events() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    let planned = meeting("visit", &[&client], &[&house.ana], "2027-01-08T10:00", in_room(&house.room));
    let own = desk.call("meeting.save", json!({ "meeting": planned })).await["meeting"]["id"].clone();
    let export = desk
        .call("export.calendars", json!({ "folder": desk.folder.path(), "scope": { "kind": "meeting", "id": own } }));
    let file = export.await["files"][0].as_str().unwrap().to_owned();
    let exported = std::fs::read_to_string(file).unwrap();
    let uid = exported.lines().find_map(|line| line.strip_prefix("UID:")).unwrap().trim().to_owned();
    let hour = |day: u32| format!("DTSTART:202701{day:02}T140000Z|DTEND:202701{day:02}T150000Z");
    let text = calendar(&[
        ("quizas", &format!("{}|STATUS:TENTATIVE", hour(6))),
        ("libre", &format!("{}|TRANSP:TRANSPARENT", hour(7))),
        ("nula", &format!("{}|STATUS:CANCELLED", hour(7))),
        (&uid, &hour(8)),
    ]);
    let path = desk.beside("ana.ics", text);
    let saved = desk.call("source.save", source("Agenda", owner("provider", &house.ana), &path)).await;
    assert_eq!(saved["hits"], json!([]), "a meeting of ours is not elsewhere");
    let times = taken(&desk).await;
    assert_eq!(times.as_array().unwrap().len(), 1, "{times}");
    assert_eq!(
        (times[0]["start"].as_str(), times[0]["tentative"].as_bool()),
        (Some("2027-01-06T10:00:00"), Some(true))
    );
    let there = meeting("visit", &[&client], &[&house.ana], "2027-01-06T10:00", in_room(&house.room));
    assert_eq!(probed(&desk, there.clone()).await, json!([]), "not certain, and does not count");
    let mut source = saved["sources"][0]["source"].clone();
    source["tentative_counts"] = json!(true);
    desk.call("source.save", source).await;
    assert_eq!(kinds(&probed(&desk, there).await), ["provider_taken"], "the owner says it counts");
}

#[tokio::test]
async fn x1_only_sources_whose_time_has_come_are_read_unasked() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let path = desk.beside("ana.ics", calendar(&[("uno", "DTSTART:20270106T140000Z|DTEND:20270106T150000Z")]));
    let mut watched = source("Cada hora", owner("provider", &house.ana), &path);
    watched["refresh"] = json!(60);
    desk.call("source.save", watched).await;
    desk.call("source.save", source("A mano", owner("provider", &house.beto), &path)).await;
    assert_eq!(desk.call("sources.refresh", json!({ "due_only": true })).await["sources"], json!([]));
    // The next day one is due, and the days that are looked at have moved on with it.
    let desk = desk.restarted("2027-01-05").await;
    let due = desk.call("sources.refresh", json!({ "due_only": true })).await;
    let names: Vec<_> = due["sources"].as_array().unwrap().iter().map(|view| view["source"]["name"].clone()).collect();
    assert_eq!(names, [json!("Cada hora")]);
    assert_eq!(due["hits"], json!([]));
    assert_eq!(desk.call("sources.refresh", json!({ "due_only": true })).await["sources"], json!([]));
    let far = calendar(&[("lejos", "DTSTART:20280301T140000Z|DTEND:20280301T150000Z")]);
    desk.beside("ana.ics", far);
    let both = desk.call("sources.refresh", json!({})).await;
    assert_eq!(both["sources"][0]["ahead"], 0, "beyond what is looked at");
    let desk = desk.restarted("2027-03-01").await;
    let due = desk.call("sources.refresh", json!({ "due_only": true })).await;
    assert_eq!(due["sources"][0]["ahead"], 1, "the file has not changed, the days have: {due}");
}

#[tokio::test]
async fn x1_what_cannot_be_saved_is_refused() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let check = async |change: Value, field: &str| {
        let mut wrong = source("Agenda", owner("provider", &house.ana), "/nowhere.ics");
        for (name, value) in change.as_object().unwrap() {
            wrong[name] = value.clone();
        }
        let problem = json!(desk.refused("source.save", wrong).await);
        assert_eq!(problem["faults"][0]["field"], field, "{problem}");
    };
    check(json!({ "name": " " }), "name").await;
    check(json!({ "owner": owner("provider", "nobody") }), "owner").await;
    check(json!({ "refresh": 1 }), "refresh").await;
    check(json!({ "origin": { "kind": "web", "address": "ftp://example.com/a.ics" } }), "origin.address").await;
    check(json!({ "origin": { "kind": "account", "account": "none", "calendar": "x" } }), "origin.account").await;
    let unknown = json!(desk.refused("sources.refresh", json!({ "ids": ["none"] })).await);
    assert_eq!((unknown["kind"].as_str(), unknown["what"].as_str()), (Some("not_found"), Some("busy_source")));
}

#[tokio::test]
async fn x1_the_planner_plans_around_what_is_taken_elsewhere() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let topic = json!({
        "id": "", "name": "Contratos", "skills": ["legal"], "format": "visit", "minutes": 60, "places": ["remote"],
    });
    let topic = desk.save("topic.save", topic).await;
    desk.call("provider.delete", json!({ "id": house.carla })).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    desk.save("need.save", need(&client, &topic, "2027-01-05", "2027-01-09")).await;
    // Ana is free on Thursday from three to half past four only; the client not after four.
    let ana = calendar(&[
        ("semana", "DTSTART;VALUE=DATE:20270105|DTEND;VALUE=DATE:20270107"),
        ("jueves", "DTSTART:20270107T110000Z|DTEND:20270107T190000Z"),
        ("tarde", "DTSTART:20270107T203000Z|DTEND:20270108T000000Z"),
        ("viernes", "DTSTART;VALUE=DATE:20270108"),
    ]);
    let path = desk.beside("ana.ics", ana);
    desk.call("source.save", source("Agenda de Ana", owner("provider", &house.ana), &path)).await;
    let path = desk.beside("olmedo.ics", calendar(&[("cita", "DTSTART:20270107T200000Z|DTEND:20270107T210000Z")]));
    desk.call("source.save", source("Agenda de Olmedo", owner("client", &client), &path)).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    assert_eq!(draft["left_out"], json!([]), "{draft}");
    assert_eq!(draft["proposals"][0]["start"], "2027-01-07T15:00:00", "{}", draft["proposals"]);
    // Between the draft and its acceptance somebody takes that hour: it is refused, as any conflict since would be.
    desk.beside("olmedo.ics", calendar(&[("cita", "DTSTART:20270107T190000Z|DTEND:20270107T210000Z")]));
    desk.call("sources.refresh", json!({})).await;
    let refused = json!(desk.refused("plan.accept", json!({ "draft": draft["id"] })).await);
    assert_eq!(kinds(&refused["conflicts"]), ["client_taken"], "{refused}");
}
