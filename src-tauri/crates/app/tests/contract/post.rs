//! A house that writes to people: addresses, two clients of two countries, and what their files hold.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::world::*;

/// A desk with a house whose people have addresses.
pub struct Post {
    pub desk: Desk,
    pub house: House,
    /// In Venezuela, with Marta.
    pub molinos: String,
    pub marta: String,
    /// In the United States, with John.
    pub acme: String,
    pub john: String,
}

pub const MARTA: &str = "marta@molinos.example";
pub const JOHN: &str = "john@acme.example";
pub const ANA: &str = "ana@banco.example";

impl Post {
    pub async fn office() -> Post {
        let desk = Desk::empty().await;
        let house = House::build(&desk).await;
        for (id, email) in
            [(&house.ana, ANA), (&house.beto, "beto@banco.example"), (&house.carla, "carla@banco.example")]
        {
            let mut provider = found(&desk.call("network.get", json!({})).await["providers"], "id", id);
            provider["email"] = json!(email);
            desk.call("provider.save", provider).await;
        }
        let (molinos, marta) = client_with(&desk, "Molinos Unidos", "Venezuela", "Marta Ríos", MARTA).await;
        let (acme, john) = client_with(&desk, "Acme Widgets", "USA", "John Smith", JOHN).await;
        Post { desk, house, molinos, marta, acme, john }
    }

    /// A visit of Ana's to a client, in the large room.
    pub async fn visit(&self, client: &str, start: &str) -> String {
        let meeting = meeting("visit", &[client], &[&self.house.ana], start, in_room(&self.house.room));
        self.add(meeting).await
    }

    pub async fn add(&self, meeting: Value) -> String {
        let sheet = self.desk.call("meeting.save", json!({ "meeting": meeting, "keep_conflicts": true })).await;
        sheet["meeting"]["id"].as_str().unwrap().to_owned()
    }

    pub async fn rows(&self, request: Value) -> Vec<Value> {
        self.desk.call("invitations.list", request).await["rows"].as_array().unwrap().clone()
    }

    /// What must be told, as `name: what`, in order.
    pub async fn due(&self) -> Vec<String> {
        let due = self.rows(json!({})).await;
        let due = due.iter().filter(|row| row["due"] != "nothing");
        due.map(|row| format!("{}: {}", text(&row["name"]), text(&row["due"]))).collect()
    }

    pub fn folder(&self) -> PathBuf {
        self.desk.folder.path().join("cartas")
    }

    /// Writes what is due as calendar files and mails.
    pub async fn write(&self) -> Value {
        self.desk.call("invitations.write", json!({ "folder": self.folder(), "form": "both" })).await
    }

    /// The lines of a person's calendar file among those written.
    pub fn file(&self, written: &Value, meeting: &str, party: &str) -> Vec<String> {
        lines(Path::new(&path(written, meeting, party, ".ics")))
    }

    /// An answer file to read.
    pub fn answer(&self, name: &str, answer: &Answer<'_>) -> String {
        self.desk.beside(name, answer.text())
    }

    /// Reads one answer and gives what became of it.
    pub async fn read(&self, answer: &Answer<'_>) -> Value {
        let path = self.answer("answer.ics", answer);
        self.desk.call("replies.read", json!({ "paths": [path] })).await[0]["fate"].clone()
    }
}

async fn client_with(desk: &Desk, name: &str, country: &str, person: &str, email: &str) -> (String, String) {
    let client = json!({
        "id": "", "name": name, "zone": CARACAS, "value": 50, "hours": hours("09:00", "18:00"), "max_per_day": 2,
        "people": [{ "id": "", "name": person, "email": email, "principal": true }],
    });
    let site = json!({ "id": "", "name": name, "city": "Ciudad", "country": country, "zone": CARACAS });
    let sheet = desk.call("clients.save", json!({ "client": client, "site": site })).await;
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    (id(&sheet["client"]["id"]), id(&sheet["client"]["people"][0]["id"]))
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The member of a list in which a field has a value.
pub fn found(list: &Value, field: &str, value: &str) -> Value {
    let list = list.as_array().unwrap();
    list.iter().find(|one| one[field] == value).unwrap_or_else(|| panic!("no {field} {value} in {list:?}")).clone()
}

pub fn path(written: &Value, meeting: &str, party: &str, ending: &str) -> String {
    let files = written["files"].as_array().unwrap();
    let own = |file: &&str| file.contains(meeting) && file.contains(party) && file.ends_with(ending);
    let files: Vec<&str> = files.iter().map(text).collect();
    files.iter().copied().find(own).unwrap_or_else(|| panic!("{meeting} {party} in {files:?}")).to_owned()
}

/// The lines of a calendar file, unfolded.
pub fn lines(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line over 75 octets");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// What stands after the name of a property, in the first line that has it within the event.
pub fn field(lines: &[String], name: &str) -> String {
    let event = lines.iter().skip_while(|line| *line != "BEGIN:VEVENT");
    let own =
        |line: &&String| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':') || rest.starts_with(';'));
    let line = event.into_iter().find(own).unwrap_or_else(|| panic!("no {name} in {lines:#?}"));
    line.rsplit_once(':').unwrap().1.to_owned()
}

/// An answer as another program writes it.
pub struct Answer<'a> {
    pub method: &'a str,
    pub uid: String,
    pub sequence: u32,
    pub stamp: &'a str,
    pub email: &'a str,
    pub partstat: &'a str,
    /// Of a counter-proposal, in Caracas.
    pub start: &'a str,
}

impl Answer<'_> {
    pub fn to(meeting: &str) -> Self {
        Answer {
            method: "REPLY",
            uid: format!("{meeting}@cuadrante"),
            sequence: 0,
            stamp: "20270104T130000Z",
            email: MARTA,
            partstat: "ACCEPTED",
            start: "20270105T100000",
        }
    }

    pub fn text(&self) -> String {
        let Answer { method, uid, sequence, stamp, email, partstat, start } = self;
        let hour: u32 = start[9..11].parse().unwrap();
        let end = format!("{}T{:02}3000", &start[..8], hour + 1);
        let lines = [
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Test//Test//EN".to_owned(),
            format!("METHOD:{method}"),
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{uid}"),
            format!("SEQUENCE:{sequence}"),
            format!("DTSTAMP:{stamp}"),
            format!("DTSTART;TZID=America/Caracas:{start}"),
            format!("DTEND;TZID=America/Caracas:{end}"),
            format!("ORGANIZER:mailto:{ANA}"),
            format!("ATTENDEE;PARTSTAT={partstat}:mailto:{email}"),
            "COMMENT:Hasta luego".to_owned(),
            "END:VEVENT".to_owned(),
            "END:VCALENDAR".to_owned(),
        ];
        lines.join("\r\n") + "\r\n"
    }
}

/// The bytes of a file and all that is encoded in it, as text.
pub fn readable(bytes: &[u8]) -> String {
    let plain = String::from_utf8_lossy(bytes).into_owned();
    let unfolded = plain.replace("\r\n ", "");
    let soft = plain.replace("=\r\n", "");
    let mut octets = Vec::new();
    let mut rest = soft.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'=').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(octet) => {
                octets.push(octet);
                rest = &after[2..];
            }
            None => {
                octets.push(*first);
                rest = after;
            }
        }
    }
    let quoted = String::from_utf8_lossy(&octets).into_owned();
    let mut all = format!("{plain}\n{unfolded}\n{quoted}");
    for run in plain.split("\r\n\r\n") {
        all.push_str(&String::from_utf8_lossy(&from_base64(run)));
    }
    for word in plain.split("?B?").skip(1) {
        all.push_str(&String::from_utf8_lossy(&from_base64(word.split("?=").next().unwrap_or_default())));
    }
    all.replace("\r\n ", "")
}

fn from_base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for sign in text.bytes() {
        let Some(value) = SIGNS.iter().position(|known| *known == sign) else { continue };
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
