//! X1, X4: each person's own invitation, its changes and its end; a list of who must be told.

use std::path::Path;

use contract::{Problem, Task};
use serde_json::{Value, json};

use crate::post::*;
use crate::world::*;

#[tokio::test]
async fn x4_invited_moved_and_cancelled_each_is_told_what_changed_for_them() {
    let post = Post::office().await;
    let desk = &post.desk;
    let moved = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let cancelled = post.visit(&post.acme, "2027-01-06T10:00").await;
    let kept = post.visit(&post.molinos, "2027-01-07T10:00").await;
    assert_eq!(post.due().await.len(), 6, "two people of each of three meetings");

    let first = post.write().await;
    assert_eq!((&first["invitations"], &first["updates"], &first["problem"]), (&json!(6), &json!(0), &Value::Null));
    assert_eq!(first["files"].as_array().unwrap().len(), 12);
    assert_eq!(post.due().await, Vec::<String>::new(), "all have been told");
    let invited = post.file(&first, &moved, &post.marta);
    assert_eq!(field(&invited, "SEQUENCE"), "0");
    assert!(invited.contains(&"METHOD:REQUEST".to_owned()));
    assert!(invited.iter().any(|line| line.starts_with("ATTENDEE") && line.contains(MARTA)));
    let alarms: Vec<_> = invited.iter().filter(|line| line.starts_with("TRIGGER")).collect();
    assert_eq!(alarms, ["TRIGGER:-PT1440M", "TRIGGER:-PT15M"]);
    let mail = std::fs::read_to_string(path(&first, &moved, &post.marta, ".eml")).unwrap();
    assert!(mail.contains("X-Unsent: 1") && mail.contains("method=REQUEST"), "{mail}");

    desk.call("meeting.move", json!({ "id": moved, "start": "2027-01-05T15:00:00" })).await;
    desk.call("meeting.cancel", json!({ "id": cancelled })).await;
    assert_eq!(
        post.due().await,
        ["Ana Lares: update", "Marta Ríos: update", "Ana Lares: cancellation", "John Smith: cancellation"]
    );
    let sheet = desk.call("meeting.get", json!({ "id": moved })).await;
    assert_eq!((&sheet["due"], &sheet["answers"]["unanswered"]), (&json!(2), &json!(1)), "Ana invites herself");
    let today = desk.call("today.get", json!({})).await;
    assert_eq!((&today["due_invitations"], &today["unanswered_invitations"]), (&json!(4), &json!(2)));

    let second = post.write().await;
    let sums = ["invitations", "updates", "cancellations"].map(|what| second[what].as_u64().unwrap());
    assert_eq!(sums, [0, 2, 2], "nobody is told what they know");
    let update = post.file(&second, &moved, &post.marta);
    assert_eq!((field(&update, "SEQUENCE"), field(&update, "UID")), ("1".into(), field(&invited, "UID")));
    assert!(field(&update, "DTSTART").ends_with("T150000"));
    let off = post.file(&second, &cancelled, &post.john);
    assert_eq!((field(&off, "SEQUENCE"), field(&off, "STATUS")), ("1".into(), "CANCELLED".into()));
    assert_eq!(field(&off, "UID"), field(&post.file(&first, &cancelled, &post.john), "UID"));
    assert!(off.contains(&"METHOD:CANCEL".to_owned()));
    assert_eq!(post.due().await, Vec::<String>::new());

    let again = json!({ "folder": post.folder(), "form": "ics", "again": true, "meetings": [kept] });
    let again = desk.call("invitations.write", again).await;
    assert_eq!(again["invitations"], 2);
    assert_eq!(field(&post.file(&again, &kept, &post.marta), "SEQUENCE"), "0", "the same version");
}

#[tokio::test]
async fn x4_telling_is_no_gesture_and_undo_raises_the_sequence() {
    let post = Post::office().await;
    let desk = &post.desk;
    let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
    desk.call("meeting.move", json!({ "id": meeting, "start": "2027-01-05T11:00:00" })).await;
    let first = post.write().await;
    assert_eq!(field(&post.file(&first, &meeting, &post.marta), "SEQUENCE"), "1");
    let undone = desk.call("undo", json!({})).await;
    assert_eq!(undone["done"]["kind"], "meeting_moved", "what was told is not what undo takes back");
    assert_eq!(post.due().await, ["Ana Lares: update", "Marta Ríos: update"]);
    let second = post.write().await;
    let back = post.file(&second, &meeting, &post.marta);
    assert_eq!(field(&back, "SEQUENCE"), "2");
    assert!(field(&back, "DTSTART").ends_with("T100000"));
    let stamps = |written| field(&post.file(written, &meeting, &post.marta), "DTSTAMP");
    assert!(stamps(&second) > stamps(&first));

    desk.call("redo", json!({})).await;
    assert_eq!(field(&post.file(&post.write().await, &meeting, &post.marta), "SEQUENCE"), "3");

    // An export counts in the same row.
    desk.call("undo", json!({})).await;
    let out = desk.folder.path().join("out");
    let plan = json!({ "folder": out, "scope": { "kind": "plan" } });
    let exported = desk.call("export.calendars", plan).await;
    assert_eq!(field(&lines(Path::new(text(&exported["files"][0]))), "SEQUENCE"), "4");
    assert_eq!(field(&post.file(&post.write().await, &meeting, &post.marta), "SEQUENCE"), "4");
}

#[tokio::test]
async fn x4_a_meeting_that_is_gone_is_still_called_off() {
    for undo in [false, true] {
        let post = Post::office().await;
        let desk = &post.desk;
        let meeting = post.visit(&post.molinos, "2027-01-05T10:00").await;
        post.write().await;
        if undo {
            desk.call("undo", json!({})).await;
        } else {
            desk.call("meeting.delete", json!({ "id": meeting })).await;
        }
        assert_eq!(post.due().await, ["Ana Lares: cancellation", "Marta Ríos: cancellation"], "undo: {undo}");
        let row = &post.rows(json!({ "meeting": meeting })).await[1];
        assert_eq!((&row["status"], text(&row["name"])), (&Value::Null, "Marta Ríos"));
        let written = post.write().await;
        let off = post.file(&written, &meeting, &post.marta);
        assert_eq!((field(&off, "SEQUENCE"), field(&off, "STATUS")), ("1".into(), "CANCELLED".into()));
        assert!(off.iter().any(|line| line.starts_with("ORGANIZER") && line.contains(ANA)));
        assert_eq!(post.due().await, Vec::<String>::new());

        let step = if undo { "redo" } else { "undo" };
        desk.call(step, json!({})).await;
        assert_eq!(post.due().await, ["Ana Lares: invitation", "Marta Ríos: invitation"], "it is there again");
        assert_eq!(field(&post.file(&post.write().await, &meeting, &post.marta), "SEQUENCE"), "2");
    }
}

#[tokio::test]
async fn x4_whoever_is_taken_off_a_meeting_is_told_and_can_come_back() {
    let post = Post::office().await;
    let desk = &post.desk;
    let both = meeting(
        "focus_group",
        &[&post.molinos, &post.acme],
        &[&post.house.ana, &post.house.beto],
        "2027-01-05T10:00",
        in_room(&post.house.room),
    );
    let id = post.add(both).await;
    let first = post.write().await;
    assert_eq!(first["invitations"], 4);
    let mut changed = desk.call("meeting.get", json!({ "id": id })).await["meeting"].clone();
    changed["clients"] = json!([{ "client": post.molinos }]);
    desk.call("meeting.save", json!({ "meeting": changed, "keep_conflicts": true })).await;
    let due = post.due().await;
    assert!(due.contains(&"John Smith: cancellation".to_owned()), "{due:?}");
    assert!(!due.iter().any(|row| row.starts_with("Marta")), "her copy says nothing of John: {due:?}");
    let second = post.write().await;
    let off = post.file(&second, &id, &post.john);
    assert_eq!((field(&off, "SEQUENCE"), field(&off, "STATUS")), ("1".into(), "CANCELLED".into()));

    desk.call("undo", json!({})).await;
    assert!(post.due().await.contains(&"John Smith: invitation".to_owned()));
    let third = post.write().await;
    let back = post.file(&third, &id, &post.john);
    assert_eq!((field(&back, "SEQUENCE"), field(&back, "STATUS")), ("2".into(), "CONFIRMED".into()));
}

#[tokio::test]
async fn x4_a_guest_finds_nobody_else_in_any_file() {
    let post = Post::office().await;
    let mut both = meeting(
        "focus_group",
        &[&post.molinos, &post.acme],
        &[&post.house.ana, &post.house.beto],
        "2027-01-05T10:00",
        json!({ "kind": "client", "id": post.acme }),
    );
    both["notes"] = json!("Ojo con Acme");
    both["title"] = json!("Molinos y Acme");
    both["agenda"] = json!("Presupuestos");
    let id = post.add(both).await;
    let mut files = Vec::new();
    files.extend(post.write().await["files"].as_array().unwrap().clone());
    post.desk.call("meeting.move", json!({ "id": id, "start": "2027-01-05T11:00:00", "keep_conflicts": true })).await;
    files.extend(post.write().await["files"].as_array().unwrap().clone());
    let reminders = json!({ "folder": post.folder(), "form": "both", "reminder": true });
    let reminders = post.desk.call("invitations.write", reminders).await;
    assert_eq!(reminders["reminders"], 3, "all but the single face");
    files.extend(reminders["files"].as_array().unwrap().clone());
    post.desk.call("meeting.delete", json!({ "id": id })).await;
    files.extend(post.write().await["files"].as_array().unwrap().clone());
    for (own, others) in [
        (&post.marta, ["John", "Smith", JOHN, "Acme", "Beto", "beto@", "Ojo"]),
        (&post.john, ["Marta", "Ríos", MARTA, "Molinos", "Beto", "beto@", "Ojo"]),
    ] {
        let mine: Vec<&str> = files.iter().map(text).filter(|file| file.contains(own.as_str())).collect();
        assert_eq!(mine.len(), 7, "invitation, update, cancellation, reminder: {mine:?}");
        for file in mine {
            let read = readable(&std::fs::read(file).unwrap());
            for other in others {
                assert!(!read.contains(other), "{other} in {file}:\n{read}");
            }
        }
    }
}

#[tokio::test]
async fn x4_everybody_is_written_to_in_their_language() {
    let post = Post::office().await;
    let desk = &post.desk;
    let mut ids = Vec::new();
    for client in [&post.molinos, &post.acme] {
        ids.push(post.add(meeting("visit", &[client], &[&post.house.ana], "2027-01-05T10:00", remote())).await);
    }
    let first = post.write().await;
    let place = |written: &Value, at: usize, who: &str| field(&post.file(written, &ids[at], who), "LOCATION");
    assert_eq!(place(&first, 0, &post.marta), "A distancia");
    assert_eq!(place(&first, 1, &post.john), "Remote");
    let mut sheet = desk.call("clients.get", json!({ "id": post.acme })).await;
    sheet["client"]["language"] = json!("es");
    desk.call("clients.save", json!({ "client": sheet["client"] })).await;
    assert_eq!(desk.call("clients.get", json!({ "id": post.acme })).await["client"]["language"], "es");
    assert_eq!(place(&post.write().await, 1, &post.john), "A distancia");
}

#[tokio::test]
async fn x4_who_cannot_be_written_to_is_named() {
    let post = Post::office().await;
    let desk = &post.desk;
    let mut client = desk.call("clients.get", json!({ "id": post.molinos })).await["client"].clone();
    client["people"][0]["email"] = json!("");
    desk.call("clients.save", json!({ "client": client })).await;
    let id = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let list = desk.call("invitations.list", json!({})).await;
    assert_eq!((&list["due"], &list["without_address"]), (&json!(2), &json!(1)));
    let dry = json!({ "folder": post.folder(), "form": "both", "dry_run": true });
    let dry = desk.call("invitations.write", dry).await;
    assert_eq!((&dry["invitations"], dry["files"].as_array().unwrap().len()), (&json!(1), 0));
    assert!(!post.folder().exists(), "looking writes nothing");
    let written = post.write().await;
    assert_eq!(written["left_out"][0]["obstacle"], "no_address");
    assert_eq!(text(&written["left_out"][0]["name"]), "Marta Ríos");
    assert_eq!(post.due().await, ["Marta Ríos: invitation"]);

    let mut orphan = desk.call("meeting.get", json!({ "id": id })).await["meeting"].clone();
    orphan["providers"] = json!([]);
    desk.call("meeting.save", json!({ "meeting": orphan, "keep_conflicts": true })).await;
    let rows = post.rows(json!({ "meeting": id })).await;
    let marta = rows.iter().find(|row| row["name"] == "Marta Ríos").unwrap();
    assert_eq!(marta["obstacle"], "no_face");
    let ana = rows.iter().find(|row| row["name"] == "Ana Lares").unwrap();
    assert_eq!((&ana["due"], &ana["obstacle"]), (&json!("cancellation"), &Value::Null));
}

#[tokio::test]
async fn x4_only_what_was_written_is_recorded_as_told() {
    let post = Post::office().await;
    let desk = &post.desk;
    let first = post.visit(&post.molinos, "2027-01-05T10:00").await;
    let second = post.visit(&post.acme, "2027-01-06T10:00").await;
    let file = desk.beside("a file", "x");
    let refused = desk.refused("invitations.write", json!({ "folder": file, "form": "ics" })).await;
    assert!(matches!(refused, Problem::File { .. }), "{refused:?}");
    assert_eq!(post.due().await.len(), 4, "nothing is recorded where nothing can be written");

    // A folder stands where John's file is to go.
    std::fs::create_dir_all(post.folder().join(format!("cuadrante-invitation-{second}-{}.ics", post.john))).unwrap();
    let written = post.write().await;
    assert_eq!(written["problem"]["kind"], "file");
    assert_eq!(post.due().await, ["John Smith: invitation"], "those before him were told");
    assert_eq!(written["files"].as_array().unwrap().len(), 6);
    let left: Vec<_> = std::fs::read_dir(post.folder()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_str().unwrap().ends_with(".part")), "{left:?}");

    desk.call("meeting.move", json!({ "id": first, "start": "2027-01-05T15:00:00" })).await;
    let task = Task::silent();
    task.cancel();
    let request = json!({ "folder": post.folder(), "form": "ics" });
    let cancelled: Value = desk.host.ask("invitations.write", &request, &task).await.unwrap();
    assert_eq!((&cancelled["problem"]["kind"], &cancelled["updates"]), (&json!("cancelled"), &json!(0)));
    assert_eq!(post.due().await.len(), 3);
}
