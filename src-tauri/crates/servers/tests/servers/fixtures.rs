//! Meetings to push, and a place that stores what a push did.

use std::collections::BTreeMap;

use servers::caldav::{Done, Progress, PushReport, Pushed, Record, Resource, Server, Stopped, push};

/// A meeting whose text holds what ours hold: a zone, people, lines that are folded.
pub fn meeting(number: usize, hour: usize) -> Resource {
    let uid = format!("m{number:04}@cuadrante");
    let day = 1 + number % 28;
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cuadrante//Test//ES",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Madrid",
        "BEGIN:DAYLIGHT",
        "DTSTART:19810329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        &format!("UID:{uid}"),
        "DTSTAMP:20270101T080000Z",
        "CREATED:20270101T080000Z",
        "LAST-MODIFIED:20270101T080000Z",
        "SEQUENCE:1",
        "STATUS:CONFIRMED",
        &format!("SUMMARY:Visita {number}\\, con café\\; sala «Ñ»"),
        "DESCRIPTION:Traer:\\n- el contrato\\n- una copia de lo que se firmó la última vez\\, con",
        "  sus anexos y una lista de preguntas",
        &format!("DTSTART;TZID=Europe/Madrid:202703{day:02}T{hour:02}0000"),
        &format!("DTEND;TZID=Europe/Madrid:202703{day:02}T{hour:02}4500"),
        "LOCATION:Calle Mayor 1\\, Madrid",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "CATEGORIES:Cuadrante,Visita",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    Resource { file_name: format!("m{number:04}.ics"), uid, body: lines.join("\r\n"), cancelled: false }
}

pub fn meetings(numbers: std::ops::Range<usize>) -> Vec<Resource> {
    numbers.map(|number| meeting(number, 10)).collect()
}

/// What the app would store.
#[derive(Default)]
pub struct Kept {
    pub pushed: BTreeMap<String, Pushed>,
    /// Things done in the last push.
    pub done: usize,
    pub progress: Option<Progress>,
    /// After how many things done to stop.
    pub stop_after: Option<usize>,
}

impl Record for Kept {
    async fn done(&mut self, done: &Done) -> Result<(), Stopped> {
        self.done += 1;
        match done {
            Done::Pushed(pushed) => self.pushed.insert(pushed.uid.clone(), pushed.clone()),
            Done::Removed { uid } => self.pushed.remove(uid),
        };
        if self.stop_after == Some(self.done) { Err(Stopped) } else { Ok(()) }
    }

    fn progress(&mut self, progress: Progress) -> Result<(), Stopped> {
        self.progress = Some(progress);
        Ok(())
    }
}

impl Kept {
    pub fn known(&self) -> Vec<Pushed> {
        self.pushed.values().cloned().collect()
    }

    pub async fn push(&mut self, server: &Server, calendar: &str, desired: &[Resource]) -> PushReport {
        let known = self.known();
        self.done = 0;
        push(server, calendar, desired, &known, &[], self).await
    }
}

/// Every UID in the calendar, with what the server holds. Fails where one is there twice.
pub async fn held(server: &Server, calendar: &str) -> BTreeMap<String, String> {
    let mut held = BTreeMap::new();
    for entry in server.list(calendar).await.unwrap() {
        let body = String::from_utf8(server.get(&entry.href).await.unwrap().body).unwrap();
        let uid = body.lines().find_map(|line| line.strip_prefix("UID:")).unwrap().trim().to_owned();
        assert!(held.insert(uid.clone(), body).is_none(), "{uid} is there twice");
    }
    held
}
