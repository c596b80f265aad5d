//! A workspace of the test's own, and small things to put into it.

use std::path::PathBuf;

use app::{Host, StartOptions};
use chrono::NaiveDate;
use contract::{Problem, Task};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A Monday; time stands still at its noon.
pub const TODAY: &str = "2027-01-04";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The application on a file in a folder that goes with it.
pub struct Desk {
    pub host: Host,
    pub folder: TempDir,
}

impl Desk {
    async fn start(folder: TempDir, today: &str) -> Desk {
        let workspace = Some(folder.path().join("desk.cuadrante"));
        let options = StartOptions { workspace, today: Some(day(today)), memory_secrets: true };
        Desk { host: Host::start(options).await, folder }
    }

    /// With an empty workspace.
    pub async fn empty() -> Desk {
        Desk::made("workspace.empty").await
    }

    /// With the sample.
    pub async fn sample() -> Desk {
        Desk::made("workspace.sample").await
    }

    async fn made(command: &str) -> Desk {
        let desk = Desk::start(TempDir::new().unwrap(), TODAY).await;
        desk.call(command, json!({ "path": desk.file() })).await;
        desk
    }

    /// The same file after a restart, on another day.
    pub async fn restarted(self, today: &str) -> Desk {
        self.host.close().await;
        Desk::start(self.folder, today).await
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("desk.cuadrante")
    }

    /// A file beside the workspace.
    pub fn beside(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    pub async fn try_call(&self, name: &str, request: Value) -> Result<Value, Problem> {
        self.host.ask(name, &request, &Task::silent()).await
    }

    /// Calls a command that must succeed.
    pub async fn call(&self, name: &str, request: Value) -> Value {
        match self.try_call(name, request.clone()).await {
            Ok(value) => value,
            Err(problem) => panic!("{name} {request}: {problem:?}"),
        }
    }

    /// Calls a command that must be refused.
    pub async fn refused(&self, name: &str, request: Value) -> Problem {
        match self.try_call(name, request.clone()).await {
            Ok(value) => panic!("{name} {request} was not refused: {value}"),
            Err(problem) => problem,
        }
    }

    /// Saves a thing and gives its id.
    pub async fn save(&self, name: &str, thing: Value) -> String {
        self.call(name, thing).await["id"].as_str().unwrap().to_owned()
    }

    /// Everything that clients, needs, meetings and drafts show.
    pub async fn everything(&self) -> Value {
        let mut all = json!({
            "clients": self.call("clients.list", json!({})).await,
            "needs": self.call("needs.list", json!({})).await,
            "calendar": self.call("calendar.get", json!({ "from": "2024-01-01", "to": "2030-01-01" })).await,
            "network": self.call("network.get", json!({})).await,
            "draft": self.call("plan.current", json!({})).await,
            "points": self.call("matrix.points", json!({})).await,
            "settings": self.call("settings.get", json!({})).await,
        });
        let mut sheets = Vec::new();
        for row in all["clients"]["rows"].as_array().unwrap() {
            sheets.push(self.call("clients.get", json!({ "id": row["id"] })).await);
        }
        all["sheets"] = Value::Array(sheets);
        all
    }
}

/// Weekday hours as JSON.
pub fn hours(from: &str, to: &str) -> Value {
    (1..=5)
        .map(|weekday| json!({ "weekday": weekday, "from": format!("{from}:00"), "to": format!("{to}:00") }))
        .collect()
}

/// A small house in Caracas: one firm, one office with two rooms, three providers, and the ids of all of it.
pub struct House {
    pub site: String,
    pub firm: String,
    pub room: String,
    pub small_room: String,
    /// Legal, claims; both at the office from nine to six.
    pub ana: String,
    pub beto: String,
    /// Legal and claims.
    pub carla: String,
}

pub const CARACAS: &str = "America/Caracas";

impl House {
    pub async fn build(desk: &Desk) -> House {
        desk.call("settings.save", json!({ "author": "Elena" })).await;
        let firm = desk.save("firm.save", json!({ "id": "", "name": "Banco", "kind": "own" })).await;
        let site = json!({ "id": "", "name": "Torre", "city": "Caracas", "country": "Venezuela", "zone": CARACAS });
        let site = desk.save("site.save", site).await;
        let mut rooms = Vec::new();
        for (name, seats) in [("Sala grande", 12), ("Sala chica", 3)] {
            let room =
                json!({ "id": "", "name": name, "site": site, "seats": seats, "hours": hours("07:00", "20:00") });
            rooms.push(desk.save("room.save", room).await);
        }
        let mut people = Vec::new();
        for (name, skills) in [
            ("Ana Lares", json!(["legal"])),
            ("Beto Ruiz", json!(["claims"])),
            ("Carla Paz", json!(["legal", "claims"])),
        ] {
            people.push(desk.save("provider.save", provider(name, &firm, Some(&site), CARACAS, skills)).await);
        }
        let [ana, beto, carla] = people.try_into().unwrap();
        let [room, small_room] = rooms.try_into().unwrap();
        House { site, firm, room, small_room, ana, beto, carla }
    }

    /// A client in Caracas, of the given value.
    pub async fn client(&self, desk: &Desk, name: &str, value: u32) -> String {
        let site = json!({ "id": "", "name": name, "city": "Caracas", "country": "Venezuela", "zone": CARACAS });
        client(desk, name, CARACAS, value, site).await
    }

    /// A topic that one provider with a skill settles on a visit.
    pub async fn visit_topic(&self, desk: &Desk, name: &str, skill: &str) -> String {
        let topic = json!({ "id": "", "name": name, "skills": [skill], "format": "visit", "places": [] });
        desk.save("topic.save", topic).await
    }
}

pub fn provider(name: &str, firm: &str, site: Option<&str>, zone: &str, skills: Value) -> Value {
    json!({
        "id": "", "name": name, "firm": firm, "site": site, "zone": zone, "skills": skills,
        "hours": hours("09:00", "18:00"), "max_per_day": 4,
    })
}

pub async fn client(desk: &Desk, name: &str, zone: &str, value: u32, site: Value) -> String {
    let client = json!({ "id": "", "name": name, "zone": zone, "value": value, "hours": hours("09:00", "18:00"), "max_per_day": 2 });
    let sheet = desk.call("clients.save", json!({ "client": client, "site": site })).await;
    sheet["client"]["id"].as_str().unwrap().to_owned()
}

pub fn need(client: &str, topic: &str, from: &str, until: &str) -> Value {
    json!({ "id": "", "client": client, "topic": topic, "priority": 3, "from": from, "until": until })
}

/// A meeting of one hour to be saved; `providers` are all listed as experts.
pub fn meeting(format: &str, clients: &[&str], providers: &[&str], start: &str, place: Value) -> Value {
    json!({
        "id": "", "format": format, "template_version": 1, "status": "planned", "start": format!("{start}:00"),
        "zone": CARACAS, "minutes": 60, "place": place,
        "clients": clients.iter().map(|id| json!({ "client": id })).collect::<Vec<_>>(),
        "providers": providers.iter().map(|id| json!({ "provider": id, "role": "expert" })).collect::<Vec<_>>(),
        "created": "2027-01-04T12:00:00Z", "updated": "2027-01-04T12:00:00Z",
    })
}

pub fn in_room(room: &str) -> Value {
    json!({ "kind": "room", "id": room })
}

pub fn remote() -> Value {
    json!({ "kind": "remote" })
}

/// Answers written `5245342/4243344`, as the contract takes them.
pub fn answers(text: &str) -> Value {
    let items = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "P1", "P2", "P3", "P4", "P5", "P6", "P7"];
    items
        .iter()
        .zip(text.chars().filter(|sign| *sign != '/'))
        .filter_map(|(item, sign)| Some(json!({ "item": item, "value": sign.to_digit(10)? })))
        .collect()
}

/// The Northwind table.
pub fn northwind() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../exchange/tests/fixtures/northwind/customers.csv").to_owned()
}

/// Rounded to one decimal, as the matrix shows it.
pub fn tenth(value: &Value) -> f64 {
    (value.as_f64().unwrap() * 10.0).round() / 10.0
}
