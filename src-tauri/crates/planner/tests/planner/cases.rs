//! A tiny problem and a correct plan of it, to be bent by the tests.

use super::*;

pub fn client(id: &str, site: u32) -> Client {
    Client {
        id: id.into(),
        site,
        value: 10,
        available: vec![Window(480, 1080), Window(1920, 2520)],
        preferred: vec![],
        conflicts: vec![],
        attributes: Default::default(),
        max_per_day: 2,
        continuity: Default::default(),
    }
}

pub fn provider(id: &str, skills: &[&str]) -> Provider {
    Provider {
        id: id.into(),
        site: 0,
        skills: skills.iter().map(|s| (*s).into()).collect(),
        available: vec![Window(480, 1080), Window(1920, 2520)],
        max_per_day: 4,
    }
}

pub fn room(id: &str, seats: u32) -> Room {
    Room { id: id.into(), site: 0, seats, available: vec![Window(480, 1080), Window(1920, 2520)] }
}

pub fn need(id: &str, client: &str, topic: &str) -> Need {
    Need { id: id.into(), client: client.into(), topic: topic.into(), priority: 2, from: 0, until: 2880 }
}

pub fn meeting(topic: &str, needs: &[&str], who: &[&str], start: i32, place: Place) -> PlannedMeeting {
    PlannedMeeting {
        topic: topic.into(),
        needs: needs.iter().map(|s| (*s).into()).collect(),
        providers: who.iter().map(|s| (*s).into()).collect(),
        start,
        place,
    }
}

pub fn at_room(id: &str) -> Place {
    Place::Room(id.into())
}

pub fn at_client(id: &str) -> Place {
    Place::Client(id.into())
}

/// Two days; clients a, b, c (c at site 1, 40 minutes away); ann knows tax, bob law; one room of six
/// seats. `visit` takes one client and one provider for an hour, `table` two or three clients and two
/// providers for 90 minutes.
pub fn problem() -> Problem {
    Problem {
        format: PROBLEM_FORMAT.into(),
        grid: 15,
        travel: vec![vec![0, 40], vec![40, 0]],
        clients: vec![client("a", 0), client("b", 0), client("c", 1)],
        providers: vec![provider("ann", &["tax"]), provider("bob", &["law"])],
        rooms: vec![room("hall", 6)],
        topics: vec![
            Topic {
                id: "visit".into(),
                format: Format::Visit,
                duration: 60,
                skills: vec!["tax".into()],
                clients: Limits(1, 1),
                providers: Limits(1, 1),
                places: vec![PlaceKind::Room, PlaceKind::Client],
                mix: None,
            },
            Topic {
                id: "table".into(),
                format: Format::WorkTable,
                duration: 90,
                skills: vec!["law".into(), "tax".into()],
                clients: Limits(2, 3),
                providers: Limits(2, 2),
                places: vec![PlaceKind::Room],
                mix: None,
            },
        ],
        needs: vec![
            need("va", "a", "visit"),
            need("vc", "c", "visit"),
            need("ta", "a", "table"),
            need("tb", "b", "table"),
        ],
        locked: vec![],
        published: vec![],
        weights: Weights::default(),
    }
}

/// va at 8:00 in the hall, the table at 9:00 in the hall, vc at c's at 13:00.
pub fn plan() -> Plan {
    Plan {
        meetings: vec![
            meeting("visit", &["va"], &["ann"], 480, at_room("hall")),
            meeting("table", &["ta", "tb"], &["ann", "bob"], 540, at_room("hall")),
            meeting("visit", &["vc"], &["ann"], 780, at_client("c")),
        ],
        ..Plan::default()
    }
}
