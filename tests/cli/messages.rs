//! Exit codes and messages that a script can rely on: 0 done, 1 a check found something, 2 a wrong call, 3 not done.

use std::io::Read as _;
use std::process::Stdio;

use crate::program::*;

/// A run ends with a code, and tells why on standard error, with nothing on standard output.
fn check(shop: &Shop, words: &[&str], code: i32, message: &str) {
    let run = shop.run(words);
    assert_eq!(run.code, code, "{words:?}: {}{}", run.out, run.err);
    assert!(run.err.contains(message), "{words:?}: {}", run.err);
    assert!(!run.err.contains("panicked"), "{words:?}: {}", run.err);
    assert_eq!(run.out, "", "{words:?}");
}

#[test]
fn what_goes_wrong_is_told_with_what_to_do() {
    let empty = Shop::new();
    check(&empty, &["clients"], 3, "does not exist");
    check(&empty, &["import", "clients", "none.csv"], 3, "does not exist");
    check(&empty, &["place", "--answers", "52/42"], 2, "52/42");
    check(&empty, &["place", "--answers", "9245342/4243344"], 2, "S1");
    check(&empty, &["place"], 2, "--answers");
    check(&empty, &["place", "--client", "ALFKI"], 2, "--topic");
    check(&empty, &["fly"], 2, "fly");
    check(&empty, &["plan", "--problem", "p.json"], 2, "--out");
    check(&empty, &["check", "--problem", "none.json", "--plan", "none.json"], 3, "none.json");
    let shop = Shop::new();
    shop.done(&["import", "clients", northwind()]);
    check(&shop, &["sample"], 3, "exists already");
    check(&shop, &["plan", "--seconds", "1"], 1, "no need to plan");
    check(&shop, &["needs", "add", "--client", "nobody", "--topic", "x"], 3, "nobody");
    check(&shop, &["needs", "add", "--client", "ALFKI", "--topic", "Nada"], 3, "no topic Nada");
    check(&shop, &["needs", "add", "--client", "ALFKI", "--topic", "Nada", "--language", "es"], 3, "tema Nada");
    check(&shop, &["import", "clients", northwind(), "--map", "Nope=sales"], 2, "Nope");
    shop.write("shop.cuadrante", "Estimados clientes");
    check(&shop, &["clients"], 3, "no Cuadrante workspace");
    check(&shop, &["clients", "--language", "es"], 3, "no es un espacio de trabajo");
}

#[test]
fn problems_are_json_where_json_is_asked_for() {
    let shop = Shop::new();
    let run = shop.run(&["clients", "--json"]);
    let problem: serde_json::Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!((&problem["kind"], &problem["trouble"]), (&"file".into(), &"not_found".into()));
}

#[test]
fn faulty_rows_end_with_one_and_the_good_ones_go_in_where_asked() {
    let shop = Shop::new();
    let file = shop.write("rows.csv", "Code,Name,Sales\nA1,Uno,10\nA2,,20\nA3,Tres,x9\n");
    let run = shop.run(&["import", "clients", &file]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    for told in ["line 3", "line 4", "2 faulty rows", "--good-rows"] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    assert!(!run.err.contains('{'), "words, not data: {}", run.err);
    assert_eq!(shop.json(&["clients"]), serde_json::json!([]));
    let dry = shop.run(&["import", "clients", &file, "--dry-run"]);
    assert_eq!(dry.code, 1);
    assert!(dry.out.contains("3 rows: 1 new"), "{}", dry.out);
    shop.done(&["import", "clients", &file, "--good-rows"]);
    assert_eq!(shop.json(&["clients"]).as_array().unwrap().len(), 1);
    assert!(shop.done(&["undo"]).out.contains("clients imported: 1"));
    assert_eq!(shop.run(&["undo"]).code, 1, "nothing is left to undo");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let shop = Shop::new();
    let mut table = String::from("Code,Name\n");
    for number in 0..5000 {
        table.push_str(&format!("C{number},Cliente {number}\n"));
    }
    let file = shop.write("many.csv", table);
    shop.done(&["import", "clients", &file]);
    for words in [&["clients"][..], &["clients", "--json"], &["completions", "bash"]] {
        let mut child = shop.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 16];
        child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{words:?}");
    }
}

#[test]
fn help_names_every_command_and_completions_print() {
    let shop = Shop::new();
    let help = shop.done(&["--help"]).out;
    let commands = [
        "sample",
        "import",
        "clients",
        "place",
        "needs",
        "plan",
        "check",
        "export",
        "backup",
        "undo",
        "redo",
        "completions",
    ];
    for command in commands {
        assert!(help.lines().any(|line| line.trim_start().starts_with(command)), "{command}: {help}");
        assert!(!shop.done(&[command, "--help"]).out.is_empty(), "{command}");
    }
    assert!(help.contains("Exit codes"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = shop.done(&["completions", shell]).out;
        assert!(script.contains("cuadrante") && script.contains("backup"), "{shell}");
    }
}
