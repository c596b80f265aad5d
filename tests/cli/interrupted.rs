//! The process killed during an import: all of it is there, or nothing.

use std::process::Stdio;
use std::time::Instant;

use crate::program::*;

const ROWS: usize = 10_000;

#[test]
fn a_killed_import_leaves_all_or_nothing() {
    let shop = Shop::new();
    let mut table = String::from("Code,Name,Contact,City,Country,Sales\n");
    for number in 0..ROWS {
        table.push_str(&format!("C{number:05},Cliente {number:05},Ana {number},Caracas,Venezuela,{number}.50\n"));
    }
    let file = shop.write("many.csv", table);
    let first = shop.write("first.csv", "Code,Name\nFIRST,El primero\n");
    shop.done(&["import", "clients", &first]);
    let count = || shop.json(&["clients"]).as_array().unwrap().len();

    // How long an import takes undisturbed, so that the kills are spread over the whole of it.
    let begun = Instant::now();
    shop.done(&["import", "clients", &file]);
    let whole = begun.elapsed();
    assert_eq!(count(), ROWS + 1);
    shop.done(&["undo"]);

    let mut nothing = 0;
    for moment in 1..=8 {
        let mut import = shop.command(&["import", "clients", &file]);
        let mut child = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * moment / 8);
        // On Unix this is SIGKILL.
        child.kill().unwrap();
        child.wait().unwrap();
        match count() {
            1 => nothing += 1,
            all => {
                assert_eq!(all, ROWS + 1, "at {moment}/8 of {whole:?}");
                let undone = shop.json(&["undo"]);
                assert_eq!(undone["done"]["kind"], "clients_imported");
                assert_eq!(count(), 1);
            }
        }
    }
    assert!(nothing > 0, "at least the first kills came before the end");
    shop.done(&["import", "clients", &file]);
    assert_eq!(count(), ROWS + 1, "and the workspace still takes it");
}
