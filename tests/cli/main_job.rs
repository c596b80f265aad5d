//! The main job from end to end: clients in, placed, planned, calendars out, undone.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::program::*;

#[test]
fn the_main_job_from_import_to_calendars() {
    let shop = Shop::new();
    shop.done(&["sample"]);
    let own = shop.json(&["clients"]).as_array().unwrap().len();
    let imported = shop.json(&["import", "clients", northwind()]);
    assert_eq!(imported["added"], 91);
    assert_eq!(shop.json(&["import", "clients", northwind()])["unchanged"], 91, "the same file again adds nothing");
    assert_eq!(shop.json(&["clients"]).as_array().unwrap().len(), own + 91);

    let draft = shop.json(&["needs"]);
    let topic =
        draft.as_array().unwrap().iter().map(|row| row["topic_name"].as_str().unwrap()).next().unwrap().to_owned();
    for (code, answers, format, sharing, providers) in [
        ("ALFKI", "5245342/4243344", "work_table", 80.0, 68.3),
        ("ANATR", "2512214/5153224", "panel", 21.7, 75.0),
        ("AROUT", "2412425/2522221", "visit", 18.3, 16.7),
    ] {
        let placed = shop.json(&["place", "--client", code, "--topic", &topic, "--answers", answers]);
        assert_eq!((&placed["sharing"], &placed["providers"]), (&json!(sharing), &json!(providers)), "{code}");
        assert_eq!(placed["format"], format, "{code}");
        let again = shop.json(&["place", "--client", code, "--topic", &topic]);
        assert_eq!(again["format"], format, "{code}: it is on record");
    }
    let listed = shop.json(&["clients", "--find", "alfreds"]);
    assert_eq!((&listed[0]["code"], &listed[0]["format"]), (&json!("ALFKI"), &json!("work_table")));

    let mut needs = Vec::new();
    for code in ["ALFKI", "ANATR", "AROUT"] {
        let need = shop.json(&["needs", "add", "--client", code, "--topic", &topic, "--priority", "5"]);
        needs.push(need["id"].clone());
    }
    let before = shop.json(&["needs", "--open"]);
    let plan = shop.json(&["plan", "--accept", "--seconds", "3"]);
    let planned: Vec<&Value> =
        plan["proposals"].as_array().unwrap().iter().filter(|proposal| proposal["existing"].is_null()).collect();
    assert!(!planned.is_empty());
    let told = |id: &Value| {
        let met = planned.iter().any(|proposal| proposal["needs"].as_array().unwrap().contains(id));
        let out = ["left_out", "not_planned"]
            .iter()
            .any(|list| plan[list].as_array().unwrap().iter().any(|left| left["need"]["need"]["id"] == *id));
        met || out
    };
    assert!(needs.iter().all(told), "every need is met, or it is said why not");

    let files = shop.json(&["export", "ics", "--out", &shop.text("calendars"), "--to", "2027-01-18"]);
    let files = files["files"].as_array().unwrap();
    let of_plan = files.iter().map(|file| file.as_str().unwrap()).find(|file| file.contains("cuadrante-plan")).unwrap();
    let events = std::fs::read_to_string(of_plan).unwrap().matches("BEGIN:VEVENT").count();
    assert!(events >= planned.len(), "{events} events of {} planned meetings and those before", planned.len());
    khal_shows(Path::new(of_plan), events);

    let undone = shop.json(&["undo"]);
    assert_eq!(undone["done"]["kind"], "draft_accepted");
    assert_eq!(shop.json(&["needs", "--open"]), before, "undone, the needs are open again");
    assert_eq!(shop.json(&["redo"])["done"]["kind"], "draft_accepted");
}

/// Opens a calendar with khal, which must show every event. Where khal is missing the step is left out, but not in CI.
fn khal_shows(calendar: &Path, events: usize) {
    let folder = tempfile::TempDir::new().unwrap();
    let config =
        include_str!("../calendars/khal.conf").replace("CALENDAR", &folder.path().join("empty").display().to_string());
    let conf = folder.path().join("khal.conf");
    std::fs::write(&conf, config).unwrap();
    let shown = Command::new("khal")
        .arg("-c")
        .arg(&conf)
        .args(["printics", "--format", "EVENT {uid} {start} {title}"])
        .arg(calendar)
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", folder.path())
        .output();
    match shown {
        Ok(output) => {
            let text = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(text.matches("EVENT ").count(), events, "{text}");
        }
        Err(error) => assert!(std::env::var("CI").is_err(), "khal: {error}"),
    }
}

#[test]
fn a_plan_is_explained_and_moves_only_what_it_may() {
    let shop = Shop::new();
    shop.done(&["sample"]);
    let plan = shop.json(&["plan", "--seconds", "1", "--seed", "7", "--moving", "broken", "--why"]);
    assert_eq!(plan["moving"], "broken");
    let (proposals, why) = (plan["proposals"].as_array().unwrap(), plan["why"].as_array().unwrap());
    assert_eq!(proposals.len(), why.len());
    for (proposal, why) in proposals.iter().zip(why) {
        assert_eq!(proposal["index"], why["index"]);
        assert!(why["why"]["starts"].as_u64().unwrap() >= why["why"]["possible"].as_u64().unwrap(), "{why}");
    }
    let out = plan["left_out"].as_array().unwrap();
    let remedies = plan["remedies"].as_array().unwrap();
    assert_eq!(remedies.len(), out.len().min(5));
    for (left, remedies) in out.iter().zip(remedies) {
        assert_eq!(left["need"]["need"]["id"], remedies["need"]);
        assert!(remedies["remedies"].as_array().unwrap().len() <= 3);
    }
    let text = shop.done(&["plan", "--seconds", "1", "--why"]).out;
    assert!(text.contains("    costs: "), "{text}");
    let wrong = shop.run(&["plan", "--moving", "sometimes"]);
    assert_eq!((wrong.code, wrong.err.contains("broken")), (2, true), "{}", wrong.err);
    let help = shop.done(&["plan", "--help"]).out;
    for told in ["--moving", "--why", "--seed", "each of them tried"] {
        assert!(help.contains(told), "{told}: {help}");
    }
}

#[test]
fn a_workspace_is_made_by_the_first_import_and_found_again_without_being_named() {
    let shop = Shop::new();
    let unnamed = |words: &[&str]| {
        let output = shop.command(words).env_remove("CUADRANTE_WORKSPACE").output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(unnamed(&["clients"]).0, 3, "there is none yet");
    assert_eq!(unnamed(&["import", "clients", northwind()]).0, 0);
    let (code, text) = unnamed(&["clients", "--find", "alfki"]);
    assert_eq!(code, 0);
    assert!(text.contains("Alfreds Futterkiste"), "{text}");
    // A script that names its own file does not change which one is found.
    shop.done(&["sample"]);
    let (_, text) = unnamed(&["clients", "--json"]);
    assert_eq!(text.matches("\"id\"").count(), 91, "still the imported one");
}

#[test]
fn a_backup_opens_and_holds_the_same() {
    let shop = Shop::new();
    shop.done(&["sample"]);
    let copy = shop.text("copy.cuadrante");
    shop.done(&["backup", &copy]);
    assert_eq!(shop.json(&["clients"]), shop.json(&["clients", "--workspace", &copy]));
    let again = shop.run(&["backup", &copy]);
    assert_eq!((again.code, again.err.contains("exists already")), (3, true), "{}", again.err);
}
