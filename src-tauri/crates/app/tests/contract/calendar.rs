//! K8: meetings by hand: created, moved, resized, given to others; conflicts named at once and kept only knowingly.

use contract::Problem;
use serde_json::{Value, json};

use crate::world::*;

struct Day {
    desk: Desk,
    house: House,
    client: String,
    /// Ana with another client in the large room, on Tuesday from ten to eleven.
    taken: String,
    /// Beto with the client in the small room, at the same hour.
    free: String,
}

async fn tuesday() -> Day {
    let desk = Desk::empty().await;
    let house = House::build(&desk).await;
    let client = house.client(&desk, "Molinos", 50).await;
    let other = house.client(&desk, "Astilleros", 50).await;
    let save = async |meeting: Value| -> String {
        let sheet = desk.call("meeting.save", json!({ "meeting": meeting })).await;
        assert_eq!(sheet["event"]["conflicts"], json!([]));
        sheet["meeting"]["id"].as_str().unwrap().to_owned()
    };
    let mut first = meeting("visit", &[&other], &[&house.ana], "2027-01-05T10:00", in_room(&house.room));
    first["title"] = json!("Cierre anual");
    let taken = save(first).await;
    let free = save(meeting("visit", &[&client], &[&house.beto], "2027-01-05T10:00", in_room(&house.small_room))).await;
    Day { desk, house, client, taken, free }
}

impl Day {
    async fn meeting(&self, id: &str) -> Value {
        self.desk.call("meeting.get", json!({ "id": id })).await["meeting"].clone()
    }

    /// A move is refused for one conflict, told with its names; probing tells the same.
    async fn check_named(&self, change: Value, conflict: Value, names: Value) {
        let before = self.meeting(&self.free).await;
        let probed = self.desk.call("meeting.probe", json!({ "kind": "moved", "change": change })).await;
        let problem = json!(self.desk.refused("meeting.move", change).await);
        assert_eq!(problem["kind"], "conflicts");
        assert_eq!(problem["conflicts"], json!([{ "conflict": conflict, "names": names }]));
        assert_eq!(probed["conflicts"], problem["conflicts"]);
        assert_eq!(self.meeting(&self.free).await, before, "nothing has moved");
    }
}

#[tokio::test]
async fn k8_a_drop_on_what_is_taken_is_refused_with_names() {
    let day = tuesday().await;
    let (house, taken) = (&day.house, &day.taken);
    day.check_named(
        json!({ "id": day.free, "providers": [house.ana] }),
        json!({ "kind": "provider_busy", "provider": house.ana, "meeting": taken }),
        json!({ house.ana.clone(): "Ana Lares", taken.clone(): "Cierre anual" }),
    )
    .await;
    day.check_named(
        json!({ "id": day.free, "place": in_room(&house.room) }),
        json!({ "kind": "room_busy", "room": house.room, "meeting": taken }),
        json!({ house.room.clone(): "Sala grande", taken.clone(): "Cierre anual" }),
    )
    .await;
    let mut early = day.desk.call("clients.get", json!({ "id": day.client })).await["client"].clone();
    early["hours"] = hours("07:00", "20:00");
    day.desk.call("clients.save", json!({ "client": early })).await;
    day.check_named(
        json!({ "id": day.free, "place": remote(), "start": "2027-01-05T08:30:00", "minutes": 30 }),
        json!({ "kind": "provider_off", "provider": house.beto }),
        json!({ house.beto.clone(): "Beto Ruiz" }),
    )
    .await;
}

#[tokio::test]
async fn k8_a_conflict_is_kept_knowingly() {
    let day = tuesday().await;
    let change = json!({ "id": day.free, "providers": [day.house.ana], "keep_conflicts": true });
    let sheet = day.desk.call("meeting.move", change).await;
    assert_eq!(sheet["meeting"]["conflict_kept"], true);
    assert_eq!(sheet["event"]["conflicts"][0]["conflict"]["kind"], "provider_busy");
    let today = day.desk.call("today.get", json!({})).await;
    assert_eq!(today["conflicts"].as_array().unwrap().len(), 2, "both meetings are told of");
    // Once nothing stands in its way any more, it is an ordinary meeting again.
    let sheet = day.desk.call("meeting.move", json!({ "id": day.free, "start": "2027-01-05T14:00:00" })).await;
    assert_eq!((&sheet["meeting"]["conflict_kept"], &sheet["event"]["conflicts"]), (&json!(false), &json!([])));
}

#[tokio::test]
async fn k8_moving_resizing_and_giving_to_others() {
    let day = tuesday().await;
    let (desk, house) = (&day.desk, &day.house);
    let sequence = async || day.meeting(&day.free).await["sequence"].as_u64().unwrap();
    assert_eq!(sequence().await, 0);
    let moves = [
        (json!({ "start": "2027-01-06T15:00:00" }), 1, "time"),
        (json!({ "minutes": 90 }), 2, "length"),
        (json!({ "place": remote() }), 3, "place"),
        (json!({ "providers": [house.carla] }), 3, "the same hour and place with somebody else"),
        (json!({ "start": "2027-01-06T21:00:00", "zone": "Europe/Madrid" }), 4, "a lane in another zone"),
    ];
    for (change, expected, what) in moves {
        let mut change = change;
        change["id"] = json!(day.free);
        desk.call("meeting.move", change).await;
        assert_eq!(sequence().await, expected, "{what}");
    }
    let meeting = day.meeting(&day.free).await;
    assert_eq!(meeting["start"], "2027-01-06T16:00:00", "nine in the evening in Madrid, on the meeting's own clock");
    assert_eq!((&meeting["zone"], &meeting["minutes"]), (&json!(CARACAS), &json!(90)));
    assert_eq!(meeting["providers"], json!([{ "provider": house.carla, "role": "executive" }]));
    for _ in 0..5 {
        let undone = desk.call("undo", json!({})).await;
        assert_eq!(undone["done"]["kind"], "meeting_moved");
    }
    let back = day.meeting(&day.free).await;
    assert_eq!((&back["start"], &back["minutes"]), (&json!("2027-01-05T10:00:00"), &json!(60)));
    let seen =
        desk.call("calendar.get", json!({ "from": "2027-01-05", "to": "2027-01-06", "zone": "Europe/Madrid" })).await;
    assert_eq!(seen["events"][0]["start"], "2027-01-05T15:00:00");
    assert_eq!(seen["events"][0]["own_time"], json!({ "start": "2027-01-05T10:00:00", "zone": CARACAS }));
}

#[tokio::test]
async fn k8_a_need_dropped_on_the_calendar_becomes_a_meeting() {
    let day = tuesday().await;
    let (desk, house) = (&day.desk, &day.house);
    let topic = house.visit_topic(desk, "Contratos", "legal").await;
    let first = desk.save("need.save", need(&day.client, &topic, "2027-01-05", "2027-01-17")).await;
    let second = desk.save("need.save", need(&day.client, &topic, "2027-01-05", "2027-01-17")).await;
    let drop = |need: &str, start: &str, lane: Option<&str>| json!({ "need": need, "start": format!("{start}:00"), "zone": CARACAS, "lanes": Vec::from_iter(lane) });
    // Ana is busy at ten: whoever else knows the topic serves it.
    let sheet = desk.call("meeting.plan", drop(&first, "2027-01-06T10:00", Some(&house.carla))).await;
    assert_eq!(sheet["meeting"]["providers"], json!([{ "provider": house.carla, "role": "executive" }]));
    assert_eq!(sheet["meeting"]["place"], json!({ "kind": "client", "id": day.client }));
    assert_eq!(sheet["meeting"]["clients"], json!([{ "client": day.client, "need": first }]));
    let in_lane = desk.call("meeting.plan", drop(&second, "2027-01-06T15:00", Some(&house.small_room))).await;
    assert_eq!(in_lane["meeting"]["place"], in_room(&house.small_room));
    assert_eq!(in_lane["event"]["conflicts"], json!([]));
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-05", "to": "2027-01-07" })).await;
    assert_eq!(calendar["tray"], json!([]));
    desk.call("meeting.cancel", json!({ "id": in_lane["meeting"]["id"] })).await;
    let calendar = desk.call("calendar.get", json!({ "from": "2027-01-05", "to": "2027-01-07" })).await;
    assert_eq!(calendar["tray"][0]["need"]["id"], json!(second), "a cancelled meeting opens its need again");
    let busy = desk.refused("meeting.plan", drop(&second, "2027-01-05T10:00", Some(&house.ana))).await;
    assert!(matches!(busy, Problem::Conflicts { .. }), "{busy:?}");
}

#[tokio::test]
async fn k8_a_change_made_elsewhere_is_not_lost() {
    let day = tuesday().await;
    let mine = day.meeting(&day.free).await;
    day.desk.call("meeting.move", json!({ "id": day.free, "start": "2027-01-06T15:00:00" })).await;
    let problem = day.desk.refused("meeting.save", json!({ "meeting": mine })).await;
    assert!(matches!(problem, Problem::Stale { .. }), "{problem:?}");
}

#[tokio::test]
async fn k8_wrong_entries_are_named_by_field() {
    let day = tuesday().await;
    let mut wrong = day.meeting(&day.free).await;
    wrong["zone"] = json!("Mars/Olympus");
    wrong["minutes"] = json!(0);
    wrong["clients"] = json!([]);
    let problem = json!(day.desk.refused("meeting.save", json!({ "meeting": wrong, "keep_conflicts": true })).await);
    let fields: Vec<&str> =
        problem["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["zone", "minutes", "clients"]);
}
