//! Ten thousand clients: in, shown, found.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::world::*;

/// Generous: what counts is the figure that a release build reaches; here a slip by an order of magnitude is caught.
const BOUND: Duration = Duration::from_secs(5);

async fn timed(desk: &Desk, name: &str, request: Value) -> Value {
    let begun = Instant::now();
    let value = desk.call(name, request).await;
    let took = begun.elapsed();
    println!("{name}: {} ms", took.as_millis());
    assert!(took < BOUND, "{name} took {took:?}");
    value
}

#[tokio::test]
async fn x2_and_r3_ten_thousand_clients() {
    let desk = Desk::empty().await;
    House::build(&desk).await;
    let topic = desk.save("topic.save", json!({ "id": "", "name": "Lanzamiento" })).await;
    let mut table = String::from("Code,Name,Contact,City,Country,Sales\n");
    for number in 0..10_000 {
        table.push_str(&format!("C{number:05},Cliente {number:05},Ana {number},Caracas,Venezuela,{number}.50\n"));
    }
    let path = desk.beside("many.csv", table);
    let done = timed(&desk, "import.clients", json!({ "path": path, "good_rows": false, "update": true })).await;
    assert_eq!(done["added"], 10_000);
    let page = desk.call("clients.list", json!({})).await;
    let ids: Vec<&Value> = page["rows"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    let choose = json!({ "clients": ids, "topic": topic, "sharing": 80.0, "providers": 20.0, "reason": "lote" });
    timed(&desk, "placement.choose", choose).await;

    let desk = desk.restarted(TODAY).await;
    let page = timed(&desk, "clients.list", json!({ "limit": 200 })).await;
    assert_eq!((page["rows"].as_array().unwrap().len(), &page["total"]), (200, &json!(10_000)));
    let desk = desk.restarted(TODAY).await;
    let view = timed(&desk, "matrix.points", json!({})).await;
    assert_eq!(view["points"].as_array().unwrap().len(), 10_000);
    timed(&desk, "matrix.points", json!({})).await;
    let found = timed(&desk, "clients.list", json!({ "text": "cliente 04242" })).await;
    assert_eq!((&found["total"], &found["rows"][0]["code"]), (&json!(1), &json!("C04242")));
    let last =
        timed(&desk, "clients.list", json!({ "sort": "sales", "descending": true, "offset": 9_990, "limit": 200 }))
            .await;
    let codes: Vec<&str> = last["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 10);
    assert_eq!(codes[9], "C00000");
    timed(&desk, "clients.get", json!({ "id": found["rows"][0]["id"] })).await;
    timed(&desk, "search", json!({ "text": "09999", "limit": 10 })).await;
    timed(&desk, "today.get", json!({})).await;
}
