//! `plan --problem` and `check`: the planner from outside.

use serde_json::{Value, json};

use crate::program::*;

/// Three clients, two of them rivals; a table for two with both skills; a visit.
fn problem() -> Value {
    json!({
        "format": "cuadrante-problem/1",
        "grid": 15,
        "travel": [[0, 30], [30, 0]],
        "clients": [
            { "id": "a", "site": 1, "value": 80, "available": [[540, 1080]], "preferred": [], "conflicts": ["c"], "attributes": {}, "max_per_day": 2, "continuity": { "ana": 5 } },
            { "id": "b", "site": 0, "value": 40, "available": [[540, 720]], "preferred": [[600, 720]], "conflicts": [], "attributes": {}, "max_per_day": 2, "continuity": {} },
            { "id": "c", "site": 0, "value": 20, "available": [[540, 1080]], "preferred": [], "conflicts": [], "attributes": {}, "max_per_day": 2, "continuity": {} }
        ],
        "providers": [
            { "id": "ana", "site": 0, "skills": ["legal"], "available": [[540, 1080]], "max_per_day": 3 },
            { "id": "beto", "site": 0, "skills": ["claims"], "available": [[540, 1080]], "max_per_day": 3 }
        ],
        "rooms": [{ "id": "big", "site": 0, "seats": 8, "available": [[480, 1200]] }],
        "topics": [
            { "id": "table", "format": "work_table", "duration": 60, "skills": ["legal", "claims"], "clients": [2, 3], "providers": [2, 3], "places": ["room"] },
            { "id": "visit", "format": "visit", "duration": 30, "skills": ["legal"], "clients": [1, 1], "providers": [1, 1], "places": ["client"] }
        ],
        "needs": [
            { "id": "a-table", "client": "a", "topic": "table", "priority": 3, "from": 0, "until": 1440 },
            { "id": "b-table", "client": "b", "topic": "table", "priority": 3, "from": 0, "until": 1440 },
            { "id": "c-table", "client": "c", "topic": "table", "priority": 1, "from": 0, "until": 1440 },
            { "id": "a-visit", "client": "a", "topic": "visit", "priority": 2, "from": 0, "until": 1440 }
        ],
        "locked": [],
        "weights": { "continuity": 1, "preferred": 2, "delay": 1, "mix": 0, "travel": 1, "load": 1, "days": 1, "effort": 1 }
    })
}

#[test]
fn a_problem_is_solved_and_the_plan_checked_anew() {
    let shop = Shop::new();
    let given = shop.write("problem.json", problem().to_string());
    let out = shop.text("plan.json");
    let solved = shop.json(&["plan", "--problem", &given, "--out", &out, "--seconds", "1"]);
    let plan: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    assert_eq!(plan["format"], "cuadrante-plan/1");
    assert_eq!(plan["unscheduled"], json!(["c-table"]), "its rival is worth more");
    assert_eq!(plan["score"]["hard"], 0);
    assert_eq!(plan["score"]["medium"], 20);
    assert_eq!(solved["score"], plan["score"]);
    assert_eq!(solved["left_out"][0]["need"], "c-table");
    assert!(!solved["left_out"][0]["reasons"].as_array().unwrap().is_empty());
    let checked = shop.json(&["check", "--problem", &given, "--plan", &out]);
    assert_eq!((&checked["hard"], &checked["broken"]), (&json!(0), &json!([])));
    assert_eq!((&checked["medium"], &checked["soft"]), (&plan["score"]["medium"], &plan["score"]["soft"]));
}

#[test]
fn what_is_left_out_comes_with_remedies_and_each_meeting_with_its_why() {
    let shop = Shop::new();
    let mut late = problem();
    let client = json!({ "id": "late", "site": 0, "value": 90, "available": [[1080, 1200]], "max_per_day": 1 });
    late["clients"].as_array_mut().unwrap().push(client);
    let need =
        json!({ "id": "late-visit", "client": "late", "topic": "visit", "priority": 5, "from": 0, "until": 1440 });
    late["needs"].as_array_mut().unwrap().push(need);
    let given = shop.write("problem.json", late.to_string());
    let out = shop.text("plan.json");
    let words = ["plan", "--problem", &given, "--out", &out, "--seconds", "1", "--why"];
    let solved = shop.json(&words);
    assert_eq!(solved["left_out"][0]["need"], "late-visit", "the costliest first");
    assert_eq!(solved["remedies"][0]["need"], "late-visit");
    let remedies = solved["remedies"][0]["remedies"].as_array().unwrap();
    assert!((1..=3).contains(&remedies.len()), "{remedies:?}");
    let why = solved["why"].as_array().unwrap();
    assert_eq!(json!(why.len()), solved["meetings"]);
    assert!(why.iter().all(|why| why["possible"].as_u64().unwrap() >= 1), "{why:?}");
    let text = shop.done(&words).out;
    for told in ["- late-visit: ", "it would fit with ", "day 1 18:", "costs: "] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let text = shop.done(&[&words[..], &["--language", "es"]].concat()).out;
    for told in ["cabría con ", "día 1 18:", "cuesta: "] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let silent = shop.json(&words[..words.len() - 1]);
    assert_eq!(silent["why"], Value::Null, "only where it is asked for");
}

#[test]
fn a_broken_plan_ends_with_one_and_each_broken_rule_by_name() {
    let shop = Shop::new();
    let given = shop.write("problem.json", problem().to_string());
    let out = shop.text("plan.json");
    shop.done(&["plan", "--problem", &given, "--out", &out, "--seconds", "1"]);
    let plan: Value = serde_json::from_str(&std::fs::read_to_string(&out).unwrap()).unwrap();
    let at = |topic: &str| plan["meetings"].as_array().unwrap().iter().position(|m| m["topic"] == topic).unwrap();
    let (table, visit) = (at("table"), at("visit"));
    let check = |rule: &str, change: &dyn Fn(&mut Value)| {
        let mut broken = plan.clone();
        change(&mut broken);
        let file = shop.write("broken.json", broken.to_string());
        let run = shop.run(&["check", "--problem", &given, "--plan", &file, "--json"]);
        assert_eq!(run.code, 1, "{rule}: {}{}", run.out, run.err);
        let rules: Vec<String> = run.json()["broken"]
            .as_array()
            .unwrap()
            .iter()
            .map(|broken| broken["rule"].as_str().unwrap().to_uppercase())
            .collect();
        assert!(rules.contains(&rule.to_owned()), "{rule}: {rules:?}");
        let text = shop.run(&["check", "--problem", &given, "--plan", &file]);
        assert!(text.out.contains(rule), "{rule}: {}", text.out);
    };
    check("H1", &|plan| plan["unscheduled"] = json!([]));
    check("H3", &|plan| plan["meetings"][table]["providers"] = json!(["ana"]));
    check("H4", &|plan| plan["meetings"][table]["start"] = json!(720));
    check("H8", &|plan| {
        plan["meetings"][table]["needs"] = json!(["a-table", "c-table"]);
        plan["unscheduled"] = json!(["b-table"]);
    });
    check("H9", &|plan| plan["meetings"][visit]["place"] = json!("remote"));
    check("H12", &|plan| plan["meetings"][visit]["start"] = json!(1001));
    // A plan that is right but boasts of a better score.
    let mut boasting = plan.clone();
    boasting["score"]["soft"] = json!(0);
    let file = shop.write("boasting.json", boasting.to_string());
    let run = shop.run(&["check", "--problem", &given, "--plan", &file, "--json"]);
    assert_eq!((run.code, &run.json()["own_score_agrees"]), (1, &json!(false)));
}

#[test]
fn documents_that_cannot_be_read_are_refused() {
    let shop = Shop::new();
    let out = shop.text("plan.json");
    let mut twice = problem();
    twice["clients"][1]["id"] = json!("a");
    for content in ["no json".to_owned(), json!({ "format": "other" }).to_string(), twice.to_string()] {
        let given = shop.write("problem.json", &content);
        let run = shop.run(&["plan", "--problem", &given, "--out", &out, "--seconds", "1"]);
        assert_eq!(run.code, 3, "{content}: {}{}", run.out, run.err);
        assert!(run.err.contains("contradicts itself"), "{}", run.err);
        assert!(!shop.path("plan.json").exists());
    }
}
