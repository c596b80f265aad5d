//! X1: calendars out: one file for the plan, for each person and each room; the same events again after a change.

use std::collections::BTreeMap;
use std::path::Path;

use contract::Problem;
use serde_json::{Value, json};

use crate::post::{Post, field, lines, text};
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

#[tokio::test]
async fn x1_a_watched_folder_is_touched_only_where_something_changed() {
    let post = Post::office().await;
    let desk = &post.desk;
    let moved = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let cancelled = post.visit(&post.molinos, "2027-01-06T10:00").await;
    let kept = post.visit(&post.acme, "2027-01-07T10:00").await;
    let out = desk.folder.path().join("out");
    let request = json!({ "folder": out, "scope": { "kind": "plan" }, "shape": { "kind": "folder" } });
    let export = || desk.call("export.calendars", request.clone());
    let first = export().await;
    assert_eq!((first["files"].as_array().unwrap().len(), &first["meetings"]), (3, &json!(3)));
    let folder = Path::new(text(&first["files"][0])).parent().unwrap().to_path_buf();
    let state = || -> BTreeMap<String, (std::time::SystemTime, Vec<u8>)> {
        let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap());
        let state = entries.map(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), (entry.metadata().unwrap().modified().unwrap(), bytes))
        });
        state.collect()
    };
    let files = |state: &BTreeMap<String, (std::time::SystemTime, Vec<u8>)>| {
        state.keys().filter(|name| name.ends_with(".ics")).cloned().collect::<Vec<_>>()
    };
    let before = state();
    assert_eq!(files(&before).len(), 3);
    std::fs::write(folder.join("someone-elses.ics"), "x").unwrap();
    export().await;
    let same = state();
    assert!(before.iter().all(|(name, file)| same[name] == *file), "a second export touches nothing");

    desk.call("meeting.move", json!({ "id": moved, "start": "2027-01-05T15:00:00" })).await;
    desk.call("meeting.cancel", json!({ "id": cancelled })).await;
    export().await;
    let after = state();
    let of = |id: &str| format!("cuadrante-meeting-{id}.ics");
    assert_eq!(files(&after).len(), 3, "the cancelled one is gone, the stranger's file stays: {:?}", files(&after));
    assert!(!after.contains_key(&of(&cancelled)) && after.contains_key("someone-elses.ics"));
    assert_ne!(after[&of(&moved)].1, before[&of(&moved)].1);
    assert_eq!(after[&of(&kept)], before[&of(&kept)]);
    let moved_lines = lines(&folder.join(of(&moved)));
    assert_eq!(field(&moved_lines, "SEQUENCE"), "1");
    assert!(moved_lines.iter().any(|line| line.contains("CUTYPE=ROOM")), "{moved_lines:#?}");
    assert!(!moved_lines.iter().any(|line| line.starts_with("METHOD")));

    desk.call("meeting.delete", json!({ "id": moved })).await;
    export().await;
    assert!(!state().contains_key(&of(&moved)));
    assert!(state().contains_key(&of(&kept)));
}

#[tokio::test]
async fn x1_a_feed_says_when_to_read_it_again_and_calls_off_what_is_gone() {
    let post = Post::office().await;
    let desk = &post.desk;
    let kept = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let deleted = post.visit(&post.acme, "2027-01-06T10:00").await;
    let feed = json!({
        "folder": desk.folder.path().join("out"), "scope": { "kind": "everything" },
        "shape": { "kind": "feed", "refresh": 90 },
    });
    let first = desk.call("export.calendars", feed.clone()).await;
    let plan = lines(Path::new(&file(&first, "plan")));
    assert!(plan.iter().any(|line| line.starts_with("REFRESH-INTERVAL") && line.ends_with("PT90M")), "{plan:#?}");
    assert!(plan.contains(&"X-PUBLISHED-TTL:PT90M".to_owned()));
    let room = std::fs::read_to_string(file(&first, "room")).unwrap();
    assert!(!room.contains("Molinos") && !room.contains("Marta"), "a door tells nobody who comes: {room}");

    desk.call("meeting.delete", json!({ "id": deleted })).await;
    let second = desk.call("export.calendars", feed.clone()).await;
    assert_eq!(second["meetings"], 1);
    for kind in ["plan", "person", "room"] {
        let found = events(Path::new(&file(&second, kind)));
        let of = |id: &str| found.iter().find(|(uid, _)| uid.starts_with(id)).unwrap().1.clone();
        assert_eq!((of(&deleted)["STATUS"].as_str(), of(&deleted)["SEQUENCE"].as_str()), ("CANCELLED", "1"), "{kind}");
        assert_eq!((of(&kept)["STATUS"].as_str(), of(&kept)["SEQUENCE"].as_str()), ("CONFIRMED", "0"), "{kind}");
    }
    let hasty = json!({ "folder": "x", "scope": { "kind": "plan" }, "shape": { "kind": "feed", "refresh": 1 } });
    assert!(matches!(desk.refused("export.calendars", hasty).await, Problem::Invalid { .. }));
}

#[tokio::test]
async fn x1_an_export_that_cannot_be_written_records_nothing() {
    let post = Post::office().await;
    let desk = &post.desk;
    let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let into_a_file = json!({ "folder": desk.beside("file", "x"), "scope": { "kind": "plan" } });
    desk.refused("export.calendars", into_a_file).await;
    desk.call("meeting.delete", json!({ "id": meeting })).await;
    let out = json!({ "folder": desk.folder.path().join("out"), "scope": { "kind": "plan" } });
    let exported = desk.call("export.calendars", out).await;
    assert_eq!(events(Path::new(&file(&exported, "plan"))).len(), 0, "nobody outside ever knew of it");
}
