//! K9: times at which everybody and the place are free: nearest to where a meeting lies, or spread for a poll.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use crate::world::*;

fn starts(free: &Value) -> Vec<String> {
    free.as_array().unwrap().iter().map(|time| time["start"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn k9_nearest_times_keep_to_hours_absences_meetings_and_limits_of_a_day() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    let one = meeting("visit", &[&client], &[&house.ana], "2027-01-06T10:00", in_room(&house.room));
    let id = desk.call("meeting.save", json!({ "meeting": one })).await["meeting"]["id"].clone();
    let ask = async |from: &str, to: &str, most: u32| {
        let request = json!({ "meeting": id, "from": from, "to": to, "most": most, "nearest": true });
        starts(&desk.call("meeting.free", request).await)
    };
    assert_eq!(
        ask("2027-01-06", "2027-01-06", 3).await,
        ["2027-01-06T09:45:00", "2027-01-06T10:15:00", "2027-01-06T09:30:00"]
    );
    // The room is taken from eleven to half past five, so that an hour fits before it only.
    let other = house.client(&desk, "Paredes", 50).await;
    let mut long = meeting("visit", &[&other], &[&house.beto], "2027-01-06T11:00", in_room(&house.room));
    long["minutes"] = json!(390);
    desk.call("meeting.save", json!({ "meeting": long })).await;
    let all = ask("2027-01-06", "2027-01-06", 100).await;
    assert_eq!(all, ["2027-01-06T09:45:00", "2027-01-06T09:30:00", "2027-01-06T09:15:00", "2027-01-06T09:00:00"]);
    // Of every time given nothing stands in the way; on Saturday nobody is there.
    for start in ask("2027-01-04", "2027-01-15", 100).await {
        let change = json!({ "id": id, "start": start });
        let probed = desk.call("meeting.probe", json!({ "kind": "moved", "change": change })).await;
        assert_eq!(probed["conflicts"], json!([]), "{start}");
    }
    assert_eq!(ask("2027-01-09", "2027-01-10", 9).await, [""; 0]);
    let wrong = json!({ "meeting": id, "from": "2027-01-09", "to": "2027-01-08", "most": 1, "nearest": true });
    assert_eq!(json!(desk.refused("meeting.free", wrong).await)["kind"], "invalid");
}

#[tokio::test]
async fn k9_times_for_a_poll_are_spread_over_days_and_hours() {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Olmedo", 50).await;
    let one = meeting("visit", &[&client], &[&house.ana], "2027-01-06T10:00", in_room(&house.room));
    let id = desk.call("meeting.save", json!({ "meeting": one })).await["meeting"]["id"].clone();
    let request = |from: &str, to: &str, most: u32| json!({ "meeting": id, "from": from, "to": to, "most": most, "nearest": false });
    let spread = starts(&desk.call("meeting.free", request("2027-01-11", "2027-01-22", 6)).await);
    assert_eq!(spread.len(), 6);
    let mut by_day: BTreeMap<&str, u32> = BTreeMap::new();
    let mut hours = std::collections::BTreeSet::new();
    for start in &spread {
        *by_day.entry(&start[..10]).or_default() += 1;
        hours.insert(&start[11..13]);
    }
    assert_eq!(by_day.len(), 6, "a day each: {spread:?}");
    assert_eq!(hours.len(), 6, "an hour each: {spread:?}");
    // Too few days: twice a day at most, at least two hours apart.
    let spread = starts(&desk.call("meeting.free", request("2027-01-11", "2027-01-12", 6)).await);
    assert_eq!(spread.len(), 4, "{spread:?}");
    let hour = |start: &String| start[11..13].parse::<i32>().unwrap();
    assert!(hour(&spread[1]) - hour(&spread[0]) >= 2 && hour(&spread[3]) - hour(&spread[2]) >= 2, "{spread:?}");
}

#[tokio::test]
async fn k9_free_times_are_found_quickly_in_the_sample() {
    let desk = Desk::sample().await;
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-04", "to": "2027-04-01" })).await;
    let events = calendar["events"].as_array().unwrap();
    assert!(!events.is_empty(), "the sample has meetings to come");
    let (mut found, mut worst) = (0, 0);
    for event in events.iter().filter(|event| event["status"] == "planned").take(20) {
        for nearest in [true, false] {
            let begun = Instant::now();
            let free =
                desk.call("meeting.free", json!({ "meeting": event["id"], "most": 8, "nearest": nearest })).await;
            worst = worst.max(begun.elapsed().as_millis());
            found += starts(&free).len();
        }
    }
    println!("free times: {found} found, the slowest in {worst} ms");
    assert!(found > 8 * events.len(), "{found} for {} meetings", events.len());
    // Aimed at is a tenth of a second; a machine at work with other things may take longer.
    assert!(worst < 1000, "{worst} ms");
}
