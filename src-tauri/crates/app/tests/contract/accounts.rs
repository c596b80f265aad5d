//! X1: accounts on calendar servers, against a real Radicale: the whole road from the plan to the server and back, the
//! network cut and the server ended in the middle.

#[allow(dead_code)] // What the tests of `servers` use beside.
#[path = "../../../servers/tests/servers/proxy.rs"]
mod proxy;
#[allow(dead_code)]
#[path = "../../../servers/tests/servers/radicale.rs"]
mod radicale;

use serde_json::{Value, json};

use crate::world::*;
use proxy::{Cut, Proxy};
use radicale::{PASSWORD, Radicale};

async fn account(desk: &Desk, port: u16, calendar: Option<&str>) -> String {
    let account = json!({
        "id": "", "name": "Servidor", "address": format!("http://127.0.0.1:{port}"), "user": "ana",
        "push_to": calendar, "push_name": "Plan",
    });
    let view = desk.call("account.save", json!({ "account": account, "secret": PASSWORD })).await;
    assert_eq!(view["secret"], "memory", "tests leave the keyring alone");
    view["account"]["id"].as_str().unwrap().to_owned()
}

/// A house with some meetings, one a day.
async fn planned(desk: &Desk, count: u32) -> Vec<String> {
    let house = House::build(desk).await;
    let mut meetings = Vec::new();
    for number in 0..count {
        let client = house.client(desk, &format!("Cliente {number}"), 50).await;
        let start = format!("2027-01-{:02}T10:00", 5 + number);
        let one = meeting("visit", &[&client], &[&house.ana], &start, in_room(&house.room));
        let sheet = desk.call("meeting.save", json!({ "meeting": one, "keep_conflicts": true })).await;
        meetings.push(sheet["meeting"]["id"].as_str().unwrap().to_owned());
    }
    meetings
}

async fn push(desk: &Desk, account: &str, choices: Value) -> Value {
    desk.call("calendars.push", json!({ "account": account, "choices": choices })).await
}

/// What a push did: added, changed, unchanged, removed, taken, differences.
fn sums(pushed: &Value) -> [u64; 6] {
    let count = |name: &str| pushed[name].as_u64().unwrap();
    let differences = pushed["differences"].as_array().unwrap().len() as u64;
    [count("added"), count("changed"), count("unchanged"), count("removed"), count("taken"), differences]
}

/// What the calendar holds, by another program's eyes: each entry's path and text.
async fn held(radicale: &Radicale, calendar: &str) -> Vec<(String, String)> {
    let server = radicale::server(radicale.port);
    let mut all = Vec::new();
    for entry in server.list(calendar).await.unwrap() {
        let stored = server.get(&entry.href).await.unwrap();
        let path = entry.href.split_once("127.0.0.1").unwrap().1;
        let path = path[path.find('/').unwrap()..].to_owned();
        all.push((path, String::from_utf8(stored.body).unwrap()));
    }
    all.sort_by_key(|(_, text)| line(text, "DTSTART").to_owned());
    all
}

fn line<'a>(text: &'a str, name: &str) -> &'a str {
    let event = &text[text.find("BEGIN:VEVENT").unwrap()..];
    event.lines().find(|line| line.starts_with(name)).unwrap_or_default().trim()
}

async fn start(desk: &Desk, meeting: &str) -> String {
    let sheet = desk.call("meeting.get", json!({ "id": meeting })).await;
    sheet["meeting"]["start"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn x1_a_plan_is_pushed_and_its_changes_follow() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("plan", "VEVENT").await;
    let desk = Desk::empty().await;
    let meetings = planned(&desk, 3).await;
    let id = account(&desk, radicale.port, None).await;
    let found = desk.call("account.calendars", json!({ "id": id })).await;
    assert_eq!(found[0]["address"], calendar.as_str(), "{found}");
    assert_eq!((found[0]["name"].as_str(), found[0]["colour"].as_str()), (Some("Agenda plan"), Some("#aa5500")));
    let unchosen = json!(desk.refused("calendars.push", json!({ "account": id })).await);
    assert_eq!(unchosen["kind"], "no_calendar_chosen");
    let mut chosen = desk.call("calendars.get", json!({})).await["accounts"][0]["account"].clone();
    chosen["push_to"] = json!(calendar);
    desk.call("account.save", json!({ "account": chosen })).await;

    assert_eq!(sums(&push(&desk, &id, json!([])).await), [3, 0, 0, 0, 0, 0]);
    assert_eq!(sums(&push(&desk, &id, json!([])).await), [0, 0, 3, 0, 0, 0], "nothing twice");
    desk.call("meeting.move", json!({ "id": meetings[0], "start": "2027-01-05T11:00:00" })).await;
    desk.call("meeting.cancel", json!({ "id": meetings[1] })).await;
    desk.call("meeting.delete", json!({ "id": meetings[2] })).await;
    assert_eq!(sums(&push(&desk, &id, json!([])).await), [0, 1, 0, 2, 0, 0]);
    let there = held(&radicale, &calendar).await;
    assert_eq!(there.len(), 2, "the deleted one is gone, the cancelled one is told as cancelled");
    assert_eq!(line(&there[0].1, "DTSTART"), "DTSTART;TZID=America/Caracas:20270105T110000");
    assert_eq!(line(&there[0].1, "SEQUENCE"), "SEQUENCE:1");
    assert_eq!(line(&there[1].1, "STATUS"), "STATUS:CANCELLED");
    // Undo brings the deleted one back; the server's calendar follows.
    desk.call("undo", json!({})).await;
    assert_eq!(sums(&push(&desk, &id, json!([])).await)[0], 1);
    assert_eq!(held(&radicale, &calendar).await.len(), 3);
    let view = desk.call("calendars.get", json!({})).await["accounts"][0].clone();
    assert_eq!((view["meetings"].as_u64(), view["pushed"].is_null()), (Some(3), false), "{view}");
    // A wrong password is told, and nothing is lost by it.
    desk.call("account.save", json!({ "account": view["account"], "secret": "wrong" })).await;
    let pushed = push(&desk, &id, json!([])).await;
    assert_eq!(pushed["problem"]["fault"]["kind"], "wrong_credentials", "{pushed}");
}

#[tokio::test]
async fn x1_a_meeting_moved_on_the_server_is_shown_to_be_taken_or_overwritten() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("plan", "VEVENT").await;
    let desk = Desk::empty().await;
    let meetings = planned(&desk, 4).await;
    let id = account(&desk, radicale.port, Some(&calendar)).await;
    push(&desk, &id, json!([])).await;
    // Somebody moves three by an hour and deletes the fourth.
    let there = held(&radicale, &calendar).await;
    for (path, text) in &there[..3] {
        let moved = text.replace("T100000", "T120000").replace("T110000", "T130000");
        assert_eq!(radicale.by_another("PUT", path, &[], &moved).await.0, 204);
    }
    assert_eq!(radicale.by_another("DELETE", &there[3].0, &[], "").await.0, 200);
    let pushed = push(&desk, &id, json!([])).await;
    assert_eq!(sums(&pushed), [0, 0, 0, 0, 0, 4], "nothing is written over unasked: {pushed}");
    let difference = |meeting: &str| {
        let all = pushed["differences"].as_array().unwrap();
        all.iter().find(|difference| difference["meeting"] == meeting).unwrap().clone()
    };
    let first = difference(&meetings[0]);
    assert_eq!(first["ours"]["start"], "2027-01-05T10:00:00");
    assert_eq!(
        (first["theirs"]["start"].as_str(), first["theirs"]["minutes"].as_u64()),
        (Some("2027-01-05T12:00:00"), Some(60))
    );
    assert_eq!(difference(&meetings[3])["theirs"], Value::Null);
    let choose = |meeting: &str, take: bool| {
        let one = difference(meeting);
        json!({ "meeting": meeting, "href": one["href"], "etag": one["etag"], "take": take })
    };
    // The third moves once more before it is chosen about: the choice was made on another copy.
    let (path, text) = &held(&radicale, &calendar).await[2];
    radicale.by_another("PUT", path, &[], &text.replace("T120000", "T140000").replace("T130000", "T150000")).await;
    let choices = json!([
        choose(&meetings[0], true),
        choose(&meetings[1], false),
        choose(&meetings[2], false),
        choose(&meetings[3], true),
    ]);
    let chosen = push(&desk, &id, choices).await;
    assert_eq!(chosen["taken"], 2, "{chosen}");
    assert_eq!(chosen["refused"], json!([]));
    let left: Vec<_> = chosen["differences"].as_array().unwrap().iter().map(|one| one["meeting"].clone()).collect();
    assert_eq!(left, [json!(meetings[2])], "{chosen}");
    assert_eq!(chosen["differences"][0]["theirs"]["start"], "2027-01-07T14:00:00");
    assert_eq!(start(&desk, &meetings[0]).await, "2027-01-05T12:00:00", "taken into the plan");
    assert_eq!(start(&desk, &meetings[1]).await, "2027-01-06T10:00:00", "ours holds");
    let gone = desk.call("meeting.get", json!({ "id": meetings[3] })).await;
    assert_eq!(gone["meeting"]["status"], "cancelled", "deleted there, cancelled here");
    let there = held(&radicale, &calendar).await;
    let starts: Vec<_> = there.iter().map(|(_, text)| line(text, "DTSTART").rsplit(':').next().unwrap()).collect();
    assert_eq!(starts, ["20270105T120000", "20270106T100000", "20270107T140000"]);
    // What was taken is a move like any other: undone, the plan's time is the one to push.
    assert_eq!(sums(&push(&desk, &id, json!([])).await), [0, 0, 2, 0, 0, 1]);
}

#[tokio::test]
async fn x1_what_stands_in_the_way_of_taking_is_told_and_kept_only_knowingly() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("plan", "VEVENT").await;
    let desk = Desk::empty().await;
    let meetings = planned(&desk, 2).await;
    let id = account(&desk, radicale.port, Some(&calendar)).await;
    push(&desk, &id, json!([])).await;
    let (path, text) = &held(&radicale, &calendar).await[0];
    // Onto the second one's hour, where Ana and the room are busy.
    let moved = text.replace("20270105T1", "20270106T1");
    assert_eq!(radicale.by_another("PUT", path, &[], &moved).await.0, 204);
    let shown = push(&desk, &id, json!([])).await["differences"][0].clone();
    let mut choice = json!({ "meeting": meetings[0], "href": shown["href"], "etag": shown["etag"], "take": true });
    let refused = push(&desk, &id, json!([choice])).await;
    assert_eq!(refused["refused"][0]["problem"]["kind"], "conflicts", "{refused}");
    assert_eq!(sums(&refused), [0, 0, 1, 0, 0, 1], "still to be chosen about");
    assert_eq!(start(&desk, &meetings[0]).await, "2027-01-05T10:00:00");
    choice["keep_conflicts"] = json!(true);
    assert_eq!(sums(&push(&desk, &id, json!([choice])).await)[4], 1);
    assert_eq!(start(&desk, &meetings[0]).await, "2027-01-06T10:00:00");
}

#[tokio::test]
async fn x1_cut_in_the_middle_nothing_is_lost_and_nothing_is_there_twice() {
    for cut in [Cut::MidRequest, Cut::BeforeAnswer, Cut::MidAnswer] {
        let Some(mut radicale) = Radicale::start().await else { return };
        let calendar = radicale.calendar("plan", "VEVENT").await;
        let desk = Desk::empty().await;
        let meetings = planned(&desk, 6).await;
        let proxy = Proxy::to(radicale.port, &[(2, cut), (4, cut), (5, cut)]).await;
        let through = calendar.replace(&radicale.port.to_string(), &proxy.port.to_string());
        let id = account(&desk, proxy.port, Some(&through)).await;
        let first = push(&desk, &id, json!([])).await;
        radicale.kill();
        let down = push(&desk, &id, json!([])).await;
        assert_eq!(down["problem"]["kind"], "server", "{cut:?} {down}");
        // The program starts again too, with what it wrote down; the password must be given again.
        let desk = desk.restarted(TODAY).await;
        let view = desk.call("calendars.get", json!({})).await["accounts"][0].clone();
        assert_eq!(view["secret"], "missing");
        assert_eq!(json!(desk.refused("calendars.push", json!({ "account": id })).await)["kind"], "no_secret");
        desk.call("account.save", json!({ "account": view["account"], "secret": PASSWORD })).await;
        radicale.go_on().await;
        desk.call("meeting.move", json!({ "id": meetings[5], "start": "2027-01-11T10:00:00", "keep_conflicts": true }))
            .await;
        let last = push(&desk, &id, json!([])).await;
        assert_eq!((&last["problem"], &last["differences"]), (&Value::Null, &json!([])), "{cut:?} {first} {last}");
        let there = held(&radicale, &calendar).await;
        let starts: Vec<_> = there.iter().map(|(_, text)| line(text, "DTSTART").rsplit(':').next().unwrap()).collect();
        let want: Vec<_> = (5..10).chain([11]).map(|day| format!("202701{day:02}T100000")).collect();
        assert_eq!(starts, want, "{cut:?}: each once, at its hour");
        assert_eq!(sums(&push(&desk, &id, json!([])).await), [0, 0, 6, 0, 0, 0]);
    }
}

#[tokio::test]
async fn x1_busy_times_are_read_from_an_account_and_its_own_pushed_meetings_are_not_among_them() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("plan", "VEVENT").await;
    let desk = Desk::empty().await;
    let meetings = planned(&desk, 1).await;
    let id = account(&desk, radicale.port, Some(&calendar)).await;
    push(&desk, &id, json!([])).await;
    let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//ES\r\nBEGIN:VEVENT\r\nUID:suyo\r\nDTSTAMP:20270101T000000Z\r\nDTSTART:20270106T140000Z\r\nDTEND:20270106T150000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(radicale.by_another("PUT", "/ana/plan/suyo.ics", &[], event).await.0, 201);
    let ana =
        desk.call("meeting.get", json!({ "id": meetings[0] })).await["meeting"]["providers"][0]["provider"].clone();
    let source = json!({
        "id": "", "name": "Agenda en el servidor", "owner": { "kind": "provider", "id": ana },
        "origin": { "kind": "account", "account": id, "calendar": calendar },
    });
    let read = desk.call("source.save", source).await;
    assert_eq!(read["sources"][0]["problem"], Value::Null, "{read}");
    assert_eq!((&read["sources"][0]["ahead"], &read["hits"]), (&json!(3), &json!([])), "{read}");
    assert_eq!(sums(&push(&desk, &id, json!([])).await), [0, 0, 1, 0, 0, 0], "what others put there is left alone");
    // An account that a source reads from cannot go.
    let used = json!(desk.refused("account.delete", json!({ "id": id })).await);
    assert_eq!(
        (used["kind"].as_str(), used["by"][0]["what"].as_str()),
        (Some("in_use"), Some("busy_source")),
        "{used}"
    );
}
