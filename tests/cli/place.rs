//! `place --answers` needs no workspace and gives the golden cases of the matrix.

use serde_json::{Value, json};

use crate::program::*;

#[test]
fn golden_cases() {
    let shop = Shop::new();
    for (answers, sharing, providers, state, format, fit) in [
        ("5245342/4243344", 80.0, 68.3, "clear", "work_table", json!({ "work_table": 76 })),
        ("2512214/5153224", 21.7, 75.0, "clear", "panel", json!({ "panel": 81 })),
        ("4145152/1422112", 88.3, 15.0, "clear", "focus_group", json!({ "focus_group": 91 })),
        ("2412425/2522221", 18.3, 16.7, "clear", "visit", json!({ "visit": 88 })),
        ("3334333/4243344", 53.3, 68.3, "near_boundary", "work_table", json!({ "work_table": 47, "panel": 35 })),
    ] {
        let placed = shop.json(&["place", "--answers", answers]);
        let keys: Vec<&str> = placed.as_object().unwrap().keys().map(String::as_str).collect();
        let wanted = ["sharing", "providers", "bounds", "confidence", "state", "fit", "format", "flips"];
        assert_eq!(keys[..8], wanted, "{answers}");
        assert_eq!((&placed["sharing"], &placed["providers"]), (&json!(sharing), &json!(providers)), "{answers}");
        assert_eq!((&placed["state"], &placed["format"]), (&json!(state), &json!(format)), "{answers}");
        assert_eq!(placed["bounds"], json!({ "sharing": [sharing, sharing], "providers": [providers, providers] }));
        let shares = placed["fit"].as_object().unwrap();
        assert_eq!(shares.values().map(|share| share.as_u64().unwrap()).sum::<u64>(), 100);
        for (word, share) in fit.as_object().unwrap() {
            assert_eq!(shares[word], *share, "{answers}: {word}");
        }
        for axis in ["sharing", "providers"] {
            let sure = placed["confidence"][axis].as_f64().unwrap();
            assert!((0.0..=100.0).contains(&sure), "{answers}: {sure}");
        }
    }
    let boundary = shop.json(&["place", "--answers", "3334333/4243344"]);
    let flips = boundary["flips"].as_array().unwrap();
    assert!(flips.contains(&json!({ "item": "S2", "from": 3, "to": 4, "format": "panel" })), "{flips:?}");
    let half = shop.json(&["place", "--answers", "5--4---/424----"]);
    assert_eq!((&half["sharing"], &half["providers"]), (&json!(90.0), &json!(75.0)));
    assert_eq!(half["bounds"], json!({ "sharing": [30.0, 96.7], "providers": [40.0, 86.7] }));
    assert_eq!((&half["state"], &half["next_question"]), (&json!("undetermined"), &json!("S2")));
    let none = shop.json(&["place", "--answers", "-------/-------"]);
    assert_eq!((&none["sharing"], &none["fit"], &none["format"]), (&Value::Null, &Value::Null, &Value::Null));
    assert!(!shop.path("home").exists() && !shop.path("shop.cuadrante").exists(), "no workspace is made or asked for");
}

#[test]
fn in_words_of_both_languages() {
    let shop = Shop::new();
    let english = shop.done(&["place", "--answers", "3334333/4243344"]).out;
    assert!(english.contains("format: work table") && english.contains("if S2 went from 3 to 4: panel"), "{english}");
    let spanish = shop.done(&["place", "--answers", "3334333/4243344", "--language", "es"]).out;
    assert!(
        spanish.contains("formato: mesa de trabajo") && spanish.contains("si S2 pasara de 3 a 4: panel"),
        "{spanish}"
    );
}
