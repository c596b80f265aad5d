//! The workspace as one file: refused where it cannot be opened, copied, and every screen answering on the sample.

use app::{Host, StartOptions};
use contract::Task;
use serde_json::{Value, json};

use crate::world::*;

/// Opening a file is refused with a problem of a kind, the open workspace stays open, and the file stays as it is.
async fn check_refused(desk: &Desk, path: &str, kind: &str) {
    let before = std::fs::read(path).ok();
    let problem = json!(desk.refused("workspace.open", json!({ "path": path })).await);
    assert_eq!(problem["kind"], kind, "{problem}");
    assert_eq!(problem["path"], path);
    assert_eq!(std::fs::read(path).ok(), before, "left as it was");
    let open = desk.call("workspace.current", json!({})).await;
    assert_eq!(open["path"], json!(desk.file()), "the open workspace is still open");
}

/// The bytes of a whole workspace file.
async fn bytes_of_a_workspace() -> Vec<u8> {
    let desk = Desk::sample().await;
    desk.host.close().await;
    std::fs::read(desk.file()).unwrap()
}

#[tokio::test]
async fn files_that_are_no_workspace_of_this_version_are_refused_and_left_untouched() {
    let desk = Desk::empty().await;
    let whole = bytes_of_a_workspace().await;
    // Where SQLite's file format keeps the user version and the application id.
    let patched = |at: usize, value: [u8; 4]| {
        let mut bytes = whole.clone();
        bytes[at..at + 4].copy_from_slice(&value);
        bytes
    };
    let newer = desk.beside("newer.cuadrante", patched(60, 9999u32.to_be_bytes()));
    let foreign = desk.beside("foreign.cuadrante", patched(68, 77u32.to_be_bytes()));
    let text = desk.beside("text.cuadrante", "Estimados clientes: ".repeat(300));
    let mut torn = whole.clone();
    torn[4096..8192].fill(0xA5);
    let damaged = desk.beside("damaged.cuadrante", torn);
    let short = desk.beside("short.cuadrante", &whole[..whole.len() - 4096]);
    check_refused(&desk, &newer, "workspace_newer").await;
    check_refused(&desk, &foreign, "not_a_workspace").await;
    check_refused(&desk, &text, "not_a_workspace").await;
    check_refused(&desk, &damaged, "workspace_damaged").await;
    check_refused(&desk, &short, "workspace_damaged").await;
    let missing = desk.folder.path().join("missing.cuadrante").display().to_string();
    check_refused(&desk, &missing, "file").await;
}

#[tokio::test]
async fn a_second_opening_is_refused_while_the_first_lasts() {
    let desk = Desk::empty().await;
    let second =
        Host::start(StartOptions { workspace: Some(desk.file()), today: Some(day(TODAY)), memory_secrets: true }).await;
    let view: Value = second.ask("workspace.current", &json!({}), &Task::silent()).await.unwrap();
    assert_eq!((&view["path"], &view["problem"]["kind"]), (&Value::Null, &json!("workspace_in_use")));
    let nothing = second.ask::<_, Value>("clients.list", &json!({}), &Task::silent()).await;
    assert_eq!(json!(nothing.unwrap_err()), json!({ "kind": "no_workspace" }));
    desk.host.close().await;
    let opened: Value = second.ask("workspace.open", &json!({ "path": desk.file() }), &Task::silent()).await.unwrap();
    assert_eq!((&opened["path"], &opened["problem"]), (&json!(desk.file()), &Value::Null));
    second.close().await;
}

#[tokio::test]
async fn x5_a_backup_holds_the_same_and_replaces_nothing() {
    let desk = Desk::sample().await;
    let nothing = desk.call("undo", json!({})).await;
    assert_eq!(nothing["done"], Value::Null, "the beginning of a sample is not taken back");
    desk.call("firm.save", json!({ "id": "", "name": "Aliada del Sur", "kind": "ally" })).await;
    let before = desk.everything().await;
    let copy = desk.folder.path().join("copy.cuadrante");
    desk.call("workspace.backup", json!({ "path": copy })).await;
    let problem = json!(desk.refused("workspace.backup", json!({ "path": copy })).await);
    assert_eq!((&problem["kind"], &problem["trouble"]), (&json!("file"), &json!("already_exists")));
    desk.call("workspace.open", json!({ "path": copy })).await;
    assert_eq!(desk.everything().await, before);
    let named = desk.call("undo.names", json!({})).await;
    assert_eq!(named["undo"]["kind"], "firm_added", "its history goes with it");
    let beside = desk.call("workspace.backup", json!({})).await["path"].as_str().unwrap().to_owned();
    assert!(beside.ends_with("copy-2027-01-04.cuadrante"), "{beside}");
}

#[tokio::test]
async fn an_existing_file_is_never_made_anew() {
    let desk = Desk::sample().await;
    for command in ["workspace.empty", "workspace.sample"] {
        let problem = json!(desk.refused(command, json!({ "path": desk.file() })).await);
        assert_eq!(problem["trouble"], "already_exists");
    }
    assert!(desk.call("workspace.current", json!({})).await["counts"]["clients"].as_u64().unwrap() > 50);
}

#[tokio::test]
async fn every_screen_answers_on_the_sample() {
    let desk = Desk::sample().await;
    let counts = desk.call("workspace.current", json!({})).await["counts"].clone();
    let page = desk.call("clients.list", json!({ "sort": "value", "descending": true })).await;
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(json!(rows.len()), counts["clients"]);
    assert!(rows.windows(2).all(|pair| pair[0]["value"].as_u64() >= pair[1]["value"].as_u64()));
    for row in rows {
        let sheet = desk.call("clients.get", json!({ "id": row["id"] })).await;
        assert_eq!(sheet["row"], *row);
        for topic in sheet["topics"].as_array().unwrap() {
            let subject = json!({ "client": row["id"], "topic": topic["topic"] });
            let view = desk.call("placement.get", subject).await;
            assert_eq!(view["recommendation"]["format"], topic["format"], "one decision everywhere");
        }
        for meeting in sheet["meetings"].as_array().unwrap() {
            desk.call("meeting.get", json!({ "id": meeting["id"] })).await;
        }
    }
    let points = desk.call("matrix.points", json!({})).await;
    let shown = points["points"].as_array().unwrap().len() as u64;
    assert_eq!(json!(shown + points["unplaced"].as_u64().unwrap()), counts["clients"]);
    let network = desk.call("network.get", json!({})).await;
    for (list, count) in [("providers", "providers"), ("rooms", "rooms"), ("topics", "topics")] {
        assert_eq!(json!(network[list].as_array().unwrap().len()), counts[count], "{list}");
    }
    assert_eq!(json!(desk.call("needs.list", json!({})).await.as_array().unwrap().len()), counts["needs"]);
    let calendar = desk.call("calendar.get", json!({ "from": "2020-01-01", "to": "2030-01-01" })).await;
    assert_eq!(json!(calendar["events"].as_array().unwrap().len()), counts["meetings"]);
    assert_eq!(desk.call("today.get", json!({})).await["today"], TODAY);
    let current = desk.call("plan.current", json!({})).await;
    // The tray holds all that is open; the planner takes what has a format and may be met.
    let needs = desk.call("needs.list", json!({ "open": true })).await;
    let needs = needs.as_array().unwrap();
    assert_eq!(needs.len(), calendar["tray"].as_array().unwrap().len());
    let plannable = needs.iter().filter(|row| !row["format"].is_null() && row["do_not_meet"] == false).count();
    assert_eq!(current["open_needs"].as_u64().unwrap() as usize, plannable);
    let name = rows[0]["name"].as_str().unwrap();
    let hits = desk.call("search", json!({ "text": name.to_uppercase(), "limit": 5 })).await;
    assert_eq!((&hits[0]["what"], &hits[0]["id"]), (&json!("client"), &rows[0]["id"]));
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    assert!(!draft["proposals"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn settings_are_kept_and_checked() {
    let desk = Desk::empty().await;
    let mut settings = desk.call("settings.get", json!({})).await;
    settings["author"] = json!("Elena");
    settings["grid"] = json!(30);
    settings["weights"]["travel"] = json!(7);
    settings["currency"] = json!("VES");
    assert_eq!(desk.call("settings.save", settings.clone()).await, settings);
    let desk = desk.restarted(TODAY).await;
    assert_eq!(desk.call("settings.get", json!({})).await, settings);
    let mut wrong = settings.clone();
    wrong["grid"] = json!(0);
    let problem = json!(desk.refused("settings.save", wrong).await);
    assert_eq!(problem["faults"][0], json!({ "fault": "range", "field": "grid", "min": 5, "max": 60 }));
    assert_eq!(desk.call("settings.get", json!({})).await, settings);
}

#[tokio::test]
async fn settings_out_of_range_are_named_by_field() {
    let desk = Desk::empty().await;
    let good = desk.call("settings.get", json!({})).await;
    let range = |field: &str, min: u32, max: u32| json!({ "fault": "range", "field": field, "min": min, "max": max });
    let unknown = |field: &str, found: &str| json!({ "fault": "unknown", "field": field, "found": found });
    for (path, value, fault) in [
        ("/grid", json!(7), unknown("grid", "7")),
        ("/grid", json!(240), range("grid", 5, 60)),
        ("/currency", json!("bolívares"), unknown("currency", "bolívares")),
        ("/weights/travel", json!(1001), range("weights.travel", 0, 1000)),
        ("/weights/disruption", json!(4_000_000), range("weights.disruption", 0, 1000)),
        ("/placement/stale_after", json!(0), range("placement.stale_after", 1, 36_500)),
        ("/placement/near", json!(51.0), range("placement.near", 0, 50)),
    ] {
        let mut wrong = good.clone();
        *wrong.pointer_mut(path).unwrap() = value;
        let problem = json!(desk.refused("settings.save", wrong).await);
        assert_eq!(problem["faults"], json!([fault]), "{path}");
    }
    assert_eq!(desk.call("settings.get", json!({})).await, good);
}

#[tokio::test]
async fn a_need_whose_only_meeting_was_cancelled_can_be_deleted() {
    let (desk, _, needs) = crate::planning::wanting(1).await;
    let draft = desk.call("plan.make", json!({ "seconds": 1 })).await;
    let meeting = desk.call("plan.accept", json!({ "draft": draft["id"] })).await["meetings"][0].clone();
    let problem = json!(desk.refused("need.delete", json!({ "id": needs[0] })).await);
    assert_eq!(problem["by"], json!([{ "what": "meeting", "count": 1 }]));
    desk.call("meeting.cancel", json!({ "id": meeting })).await;
    let before = desk.call("meeting.get", json!({ "id": meeting })).await["meeting"].clone();
    desk.call("need.delete", json!({ "id": needs[0] })).await;
    assert_eq!(desk.call("needs.list", json!({})).await, json!([]));
    let mut after = desk.call("meeting.get", json!({ "id": meeting })).await["meeting"].clone();
    assert_eq!((&after["status"], &after["clients"][0]["need"]), (&json!("cancelled"), &Value::Null));
    (after["clients"], after["version"]) = (before["clients"].clone(), before["version"].clone());
    assert_eq!(after, before, "nothing else of it has changed");
    desk.call("undo", json!({})).await;
    assert_eq!(desk.call("needs.list", json!({})).await[0]["need"]["id"], json!(needs[0]));
    let restored = desk.call("meeting.get", json!({ "id": meeting })).await;
    assert_eq!(restored["meeting"]["clients"][0]["need"], json!(needs[0]));
}

#[tokio::test]
async fn what_is_in_use_is_not_deleted() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let problem = json!(desk.refused("firm.delete", json!({ "id": house.firm })).await);
    assert_eq!(problem["kind"], "in_use");
    assert_eq!(problem["by"], json!([{ "what": "provider", "count": 3 }]));
    let site = json!(desk.refused("site.delete", json!({ "id": house.site })).await);
    assert_eq!(site["kind"], "in_use");
    let wrong = provider("", "", None, "Mars/Olympus", json!([]));
    let problem = json!(desk.refused("provider.save", wrong).await);
    let fields: Vec<&str> =
        problem["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["name", "firm", "zone"]);
}
