//! X2: clients from tables.

use std::sync::Arc;

use contract::{Problem, Progress, Task};
use serde_json::{Value, json};

use crate::world::*;

async fn import(desk: &Desk, path: &str) -> (u64, u64, u64, u64) {
    let done = desk.call("import.clients", json!({ "path": path, "good_rows": true, "update": true })).await;
    let count = |field: &str| done[field].as_u64().unwrap();
    (count("added"), count("changed"), count("unchanged"), count("faulty"))
}

async fn rows(desk: &Desk) -> Vec<Value> {
    desk.call("clients.list", json!({})).await["rows"].as_array().unwrap().clone()
}

#[tokio::test]
async fn x2_northwind_goes_in_whole_and_the_same_file_again_adds_nothing() {
    let desk = Desk::empty().await;
    let preview = desk.call("import.look", json!({ "path": northwind() })).await;
    assert_eq!((&preview["rows"], &preview["new"], &preview["faulty"]), (&json!(91), &json!(91), &json!(0)));
    let mapped: Vec<&str> =
        preview["columns"].as_array().unwrap().iter().map(|column| column["field"]["kind"].as_str().unwrap()).collect();
    assert_eq!(mapped[..4], ["code", "name", "person_name", "person_title"]);
    assert_eq!(mapped[11], "sales");
    assert_eq!(rows(&desk).await.len(), 0, "looking changes nothing");
    assert_eq!(import(&desk, &northwind()).await, (91, 0, 0, 0));
    let all = rows(&desk).await;
    let of = |code: &str| all.iter().find(|row| row["code"] == code).unwrap();
    let largest =
        all.iter().max_by(|a, b| a["sales"].as_f64().unwrap_or(0.0).total_cmp(&b["sales"].as_f64().unwrap_or(0.0)));
    assert_eq!(largest.unwrap()["value"], 100, "the largest sales are worth most");
    let share = 100.0 * 4273.0 / largest.unwrap()["sales"].as_f64().unwrap();
    assert_eq!(of("ALFKI")["value"].as_f64().unwrap(), share.round().max(1.0));
    assert_eq!(of("ANTON")["name"], "Antonio Moreno Taquería");
    let sheet = desk.call("clients.get", json!({ "id": of("ALFKI")["id"] })).await;
    assert_eq!(sheet["client"]["people"][0]["name"], "Maria Anders");
    assert_eq!(sheet["client"]["people"][0]["title"], "Sales Representative");
    assert_eq!((&sheet["site"]["city"], &sheet["site"]["country"]), (&json!("Berlin"), &json!("Germany")));
    let before = desk.everything().await;
    assert_eq!(import(&desk, &northwind()).await, (0, 0, 91, 0));
    assert_eq!(desk.everything().await, before);
    let undone = desk.call("undo", json!({})).await;
    assert_eq!(undone["done"], json!({ "kind": "clients_imported", "args": { "count": "91" } }));
    assert_eq!(rows(&desk).await.len(), 0);
}

const FAULTY: &str =
    "Code,Name,Email,Sales\nA1,Uno,uno@example.com,10\nA2,,dos@example.com,20\nA3,Tres,nobody,30\nA4,Cuatro,,x9\n";

#[tokio::test]
async fn x2_faulty_rows_are_told_by_line_and_none_or_the_good_ones_go_in() {
    let desk = Desk::empty().await;
    let path = desk.beside("faulty.csv", FAULTY);
    let preview = desk.call("import.look", json!({ "path": path })).await;
    let faults: Vec<(u64, &str)> = preview["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["line"].as_u64().unwrap(), fault["column"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(faults, [(3, "Name"), (4, "Email"), (5, "Sales")]);
    let problem = desk.refused("import.clients", json!({ "path": path, "good_rows": false, "update": true })).await;
    assert_eq!(problem, Problem::FaultyRows { count: 3, first_line: 3 });
    assert_eq!(rows(&desk).await.len(), 0);
    assert_eq!(import(&desk, &path).await, (1, 0, 0, 3));
    assert_eq!(rows(&desk).await[0]["name"], "Uno");
}

#[tokio::test]
async fn x2_known_clients_are_updated_or_kept() {
    let desk = Desk::empty().await;
    let first = desk.beside("first.csv", "Code,Name,City,Sales\nA1,Uno,Caracas,100\nA2,Dos,Caracas,50\n");
    import(&desk, &first).await;
    let second = desk.beside("second.csv", "Code,Name,City,Sales\nA1,Uno,Valencia,100\nA3,Tres,Caracas,20\n");
    let kept = desk.call("import.clients", json!({ "path": second, "good_rows": false, "update": false })).await;
    assert_eq!((&kept["added"], &kept["changed"], &kept["unchanged"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(rows(&desk).await.iter().filter(|row| row["city"] == "Valencia").count(), 0);
    let updated = desk.call("import.clients", json!({ "path": second, "good_rows": false, "update": true })).await;
    assert_eq!((&updated["added"], &updated["changed"], &updated["unchanged"]), (&json!(0), &json!(1), &json!(1)));
    assert_eq!(rows(&desk).await.iter().filter(|row| row["city"] == "Valencia").count(), 1);
}

/// Bytes of a text in an encoding that a spreadsheet might have written.
fn encoded(text: &str, how: &str) -> Vec<u8> {
    let utf16 = |order: fn(u16) -> [u8; 2], mark: [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect()
    };
    match how {
        "utf-8" => text.as_bytes().to_vec(),
        "utf-8 with a mark" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "utf-16 le" => utf16(u16::to_le_bytes, [0xFF, 0xFE]),
        "utf-16 be" => utf16(u16::to_be_bytes, [0xFE, 0xFF]),
        // Every letter used here has the same number in Windows-1252 as in Unicode.
        _ => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect(),
    }
}

#[tokio::test]
async fn x2_encodings_and_separators_are_found_out() {
    let table =
        [["Código", "Nombre", "Ciudad"], ["Ñ1", "Panadería El Señor", "Mérida"], ["Ñ2", "Güigüe, C.A.", "Cumaná"]];
    for how in ["utf-8", "utf-8 with a mark", "utf-16 le", "utf-16 be", "windows-1252"] {
        for separator in [",", ";", "\t"] {
            let desk = Desk::empty().await;
            let lines = table.map(|cells| cells.map(|cell| format!("\"{cell}\"")).join(separator));
            let path = desk.beside("table.csv", encoded(&(lines.join("\r\n") + "\r\n"), how));
            assert_eq!(import(&desk, &path).await, (2, 0, 0, 0), "{how}, {separator:?}");
            let rows = rows(&desk).await;
            let seen: Vec<(&str, &str, &str)> = rows
                .iter()
                .map(|row| {
                    (row["code"].as_str().unwrap(), row["name"].as_str().unwrap(), row["city"].as_str().unwrap())
                })
                .collect();
            assert_eq!(
                seen,
                [("Ñ2", "Güigüe, C.A.", "Cumaná"), ("Ñ1", "Panadería El Señor", "Mérida")],
                "{how}, {separator:?}"
            );
        }
    }
}

#[tokio::test]
async fn x2_a_wrong_guess_is_put_right() {
    let desk = Desk::empty().await;
    let path = desk.beside("own.csv", "Nº,Razón,Nota\n1,Uno,vip\n2,Dos,vip\n");
    let mut preview = desk.call("import.look", json!({ "path": path })).await;
    let mapping = json!([{ "kind": "code" }, { "kind": "name" }, { "kind": "attribute", "name": "clase" }]);
    preview["choices"]["mapping"] = mapping;
    let request = json!({ "path": path, "choices": preview["choices"], "good_rows": false, "update": true });
    desk.call("import.clients", request).await;
    let rows = rows(&desk).await;
    let sheet = desk.call("clients.get", json!({ "id": rows[0]["id"] })).await;
    assert_eq!(sheet["client"]["attributes"], json!({ "clase": "vip" }));
}

#[tokio::test]
async fn x2_what_is_no_table_is_refused() {
    let desk = Desk::empty().await;
    for (name, bytes) in [("empty.csv", &b""[..]), ("picture.csv", &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..])] {
        let path = desk.beside(name, bytes);
        let problem = json!(desk.refused("import.look", json!({ "path": path })).await);
        assert_eq!(problem["kind"], "table", "{name}: {problem}");
    }
    let missing = desk.refused("import.look", json!({ "path": "/no/such/file.csv" })).await;
    assert_eq!(json!(missing), json!({ "kind": "file", "path": "/no/such/file.csv", "trouble": "not_found" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn x2_a_cancelled_import_leaves_nothing() {
    let desk = Desk::empty().await;
    let mut table = String::from("Code,Name,City\n");
    for number in 0..5000 {
        table.push_str(&format!("C{number},Cliente {number},Caracas\n"));
    }
    let path = desk.beside("many.csv", table);
    let before = (desk.everything().await, desk.call("undo.names", json!({})).await);
    for phase in ["reading", "checking", "writing"] {
        let task = Arc::new(std::sync::OnceLock::<Task>::new());
        let own = Arc::clone(&task);
        let watching = Task::new(move |progress: Progress| {
            if progress.phase == phase
                && let Some(task) = own.get()
            {
                task.cancel();
            }
        });
        task.set(watching.clone()).ok().unwrap();
        let request = json!({ "path": path, "good_rows": true, "update": true });
        let ended = desk.host.ask::<_, Value>("import.clients", &request, &watching).await;
        assert_eq!(ended, Err(Problem::Cancelled), "{phase}");
        assert_eq!((desk.everything().await, desk.call("undo.names", json!({})).await), before, "{phase}");
    }
    assert_eq!(import(&desk, &path).await, (5000, 0, 0, 0));
}
