//! X1: calendars out: one file for the plan, for each person and each room; the same events again after a change.

use std::collections::BTreeMap;
use std::path::Path;

use contract::Problem;
use serde_json::{Value, json};

use crate::world::*;

/// The lines of each event of a file, unfolded, by UID.
fn events(path: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line over 75 octets");
    let unfolded = text.replace("\r\n ", "");
    let mut found = BTreeMap::new();
    for event in unfolded.split("BEGIN:VEVENT\r\n").skip(1) {
        let own = event.split("END:VEVENT").next().unwrap();
        let fields: BTreeMap<String, String> = own
            .lines()
            .filter_map(|line| line.split_once([':', ';']))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        found.insert(fields["UID"].clone(), fields);
    }
    found
}

fn file(exported: &Value, kind: &str) -> String {
    let files = exported["files"].as_array().unwrap();
    files.iter().map(|file| file.as_str().unwrap()).find(|file| file.contains(kind)).unwrap().to_owned()
}

#[tokio::test]
async fn x1_the_same_events_go_out_again_after_every_change() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Molinos; «Ñandú», C.A.", 50).await;
    let mut ids = Vec::new();
    for hour in [10, 14] {
        let start = format!("2027-01-05T{hour}:00");
        let meeting = meeting("visit", &[&client], &[&house.ana], &start, in_room(&house.room));
        let sheet = desk.call("meeting.save", json!({ "meeting": meeting })).await;
        ids.push(sheet["meeting"]["id"].as_str().unwrap().to_owned());
    }
    let folder = desk.folder.path().join("calendars/out");
    let request = json!({ "folder": folder, "scope": { "kind": "everything" } });
    let exported = desk.call("export.calendars", request.clone()).await;
    assert_eq!(exported["meetings"], 2);
    let files: Vec<&str> = exported["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert_eq!(files.len(), 3, "the plan, Ana, the large room: {files:?}");
    for file in &files {
        let name = Path::new(file).file_name().unwrap().to_str().unwrap();
        assert!(!name.contains("Ana") && !name.contains("Molinos"), "no names in {name}");
    }
    let first = events(Path::new(&file(&exported, "plan")));
    assert_eq!(first.len(), 2);
    assert!(first.keys().all(|uid| !uid.contains("Molinos")));
    assert!(first.values().all(|event| event["SEQUENCE"] == "0" && event["DTSTART"].starts_with("TZID=")));
    assert_eq!(events(Path::new(&file(&exported, "person"))).len(), 2);

    let again = desk.call("export.calendars", request.clone()).await;
    assert_eq!(again["files"], exported["files"], "the same files");
    let same = events(Path::new(&file(&again, "plan")));
    assert!(same.keys().eq(first.keys()), "and the same events");

    desk.call("meeting.move", json!({ "id": ids[0], "start": "2027-01-06T11:00:00" })).await;
    desk.call("meeting.cancel", json!({ "id": ids[1] })).await;
    let changed = desk.call("export.calendars", request).await;
    let plan = events(Path::new(&file(&changed, "plan")));
    assert!(plan.keys().eq(first.keys()), "moved or cancelled, it is the same event");
    for (id, start, status) in [(&ids[0], "20270106T110000", "CONFIRMED"), (&ids[1], "20270105T140000", "CANCELLED")] {
        let (_, event) = plan.iter().find(|(uid, _)| uid.starts_with(id.as_str())).unwrap();
        assert_eq!(event["SEQUENCE"], "1");
        assert!(event["DTSTART"].ends_with(start), "{event:?}");
        assert_eq!(event["STATUS"], status);
    }
}

#[tokio::test]
async fn x1_one_meeting_one_person_one_room() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Molinos", 50).await;
    let meeting = meeting("visit", &[&client], &[&house.ana], "2027-01-05T10:00", in_room(&house.room));
    let saved = desk.call("meeting.save", json!({ "meeting": meeting })).await;
    let folder = desk.folder.path().join("out");
    for (scope, count) in [
        (json!({ "kind": "plan" }), 1),
        (json!({ "kind": "meeting", "id": saved["meeting"]["id"] }), 1),
        (json!({ "kind": "provider", "id": house.ana }), 1),
        (json!({ "kind": "provider", "id": house.beto }), 0),
        (json!({ "kind": "room", "id": house.room }), 1),
    ] {
        let exported = desk.call("export.calendars", json!({ "folder": folder, "scope": scope })).await;
        assert_eq!(exported["files"].as_array().unwrap().len(), 1, "{scope}");
        assert_eq!(exported["meetings"], count, "{scope}");
        assert_eq!(events(Path::new(exported["files"][0].as_str().unwrap())).len(), count, "{scope}");
    }
    let unknown = json!({ "folder": folder, "scope": { "kind": "room", "id": "none" } });
    assert!(matches!(desk.refused("export.calendars", unknown).await, Problem::NotFound { .. }));
    let into_a_file = json!({ "folder": desk.beside("file", "x"), "scope": { "kind": "plan" } });
    assert!(matches!(desk.refused("export.calendars", into_a_file).await, Problem::File { .. }));
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name.to_str().unwrap().ends_with(".ics")), "nothing half written: {left:?}");
}
