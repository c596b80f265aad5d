use std::time::{Duration, Instant};

use chrono::{TimeZone, Utc};
use servers::caldav::{Calendar, Server};
use servers::{Limits, Secret, ServerFault};

use crate::fixtures::meeting;
use crate::radicale::{PASSWORD, Radicale, account, limits};
use crate::small::{Reply, Small, reply};

async fn calendars(address: &str, password: &str) -> Result<Vec<Calendar>, ServerFault> {
    let limits = Limits { whole: Duration::from_secs(2), ..limits() };
    Server::open(&account(address), &Secret::new(password), &limits)?.calendars().await
}

#[tokio::test]
async fn calendars_are_found_from_whatever_address_the_user_gives() {
    let Some(radicale) = Radicale::start().await else { return };
    let events = radicale.calendar("reuniones", "VEVENT").await;
    let tasks = radicale.calendar("tareas", "VTODO").await;
    let expected = [
        Calendar {
            href: events.clone(),
            name: Some("Agenda reuniones".into()),
            colour: Some("#aa5500".into()),
            writable: true,
            components: vec!["VEVENT".into()],
        },
        Calendar {
            href: tasks,
            name: Some("Agenda tareas".into()),
            colour: Some("#aa5500".into()),
            writable: true,
            components: vec!["VTODO".into()],
        },
    ];
    for address in [radicale.at(""), radicale.at("/"), radicale.at("/ana/"), format!(" {} ", radicale.at("/"))] {
        let mut found = calendars(&address, PASSWORD).await.unwrap();
        found.sort_by(|a, b| a.href.cmp(&b.href));
        assert_eq!(found, expected, "{address}");
        assert_eq!(found.iter().map(Calendar::holds_events).collect::<Vec<_>>(), [true, false]);
    }
    // The address of one calendar means that one.
    assert_eq!(calendars(&events, PASSWORD).await.unwrap(), expected[..1]);
}

#[tokio::test]
async fn a_calendar_that_is_only_to_be_read_says_so_and_refuses() {
    let Some(radicale) = Radicale::start().await else { return };
    radicale.calendar("reuniones", "VEVENT").await;
    let data = radicale.folder.path().join("data/collection-root");
    std::fs::create_dir_all(data.join("shared")).unwrap();
    std::fs::rename(data.join("ana/reuniones"), data.join("shared/sala")).unwrap();
    let found = calendars(&radicale.at("/shared/sala/"), PASSWORD).await.unwrap();
    assert_eq!((found.len(), found[0].writable), (1, false));
    let server = crate::radicale::server(radicale.port);
    let one = meeting(1, 10);
    let outcome = server.create(&format!("{}m.ics", found[0].href), &one.body).await;
    assert_eq!(outcome, Err(ServerFault::Forbidden));
}

#[tokio::test]
async fn each_thing_that_goes_wrong_has_its_name() {
    let Some(radicale) = Radicale::start().await else { return };
    let host = || "127.0.0.1".to_owned();
    assert_eq!(calendars(&radicale.at("/"), "wrong").await, Err(ServerFault::WrongCredentials));
    assert_eq!(calendars(&radicale.at("/ana/"), "").await, Err(ServerFault::WrongCredentials));

    let page = Small::start(|_| reply("200 OK", &[], b"<html>welcome</html>")).await;
    let nothing = Small::start(|_| reply("405 Method Not Allowed", &[], b"")).await;
    let token = Small::start(|_| reply("401 Unauthorized", &[("WWW-Authenticate", "Bearer realm=x")], b"")).await;
    let files = Small::start(|_| {
        let text = "<D:multistatus xmlns:D=\"DAV:\"><D:response><D:href>/</D:href><D:propstat><D:prop>\
                    <D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status>\
                    </D:propstat></D:response></D:multistatus>";
        reply("207 Multi-Status", &[], text.as_bytes())
    })
    .await;
    let broken = Small::start(|_| reply("207 Multi-Status", &[], b"<D:multistatus")).await;
    let silent = Small::start(|_| Reply::Silence).await;
    let round = Small::start(|_| reply("302 Found", &[("Location", "/x")], b"")).await;
    let away = Small::start(|_| reply("302 Found", &[("Location", "http://192.0.2.1/dav")], b"")).await;
    let huge =
        Small::start(|_| Reply::Endless(b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 99999999\r\n\r\n".to_vec()))
            .await;
    // The path for programs sends on badly, and nobody may read the root: the fault said first is told.
    let closed = Small::start(|head| {
        let well_known = head.contains("/.well-known/");
        if well_known {
            reply("302 Found", &[("Location", "http://192.0.2.1/")], b"")
        } else {
            reply("403 Forbidden", &[], b"")
        }
    })
    .await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let not_one = || ServerFault::NotACalendarServer { host: host() };
    let cases = [
        (page.address("/"), not_one()),
        (nothing.address("/dav/"), not_one()),
        (files.address("/"), not_one()),
        (broken.address("/"), not_one()),
        (token.address("/"), ServerFault::SignInNotSupported { host: host() }),
        (silent.address("/"), ServerFault::TimedOut { host: host() }),
        (round.address("/"), ServerFault::TooManyRedirects),
        (away.address("/"), ServerFault::Insecure { host: "192.0.2.1".into() }),
        (closed.address("/"), ServerFault::Insecure { host: "192.0.2.1".into() }),
        (closed.address("/dav/"), ServerFault::Forbidden),
        (huge.address("/"), ServerFault::TooLarge { limit: 64 << 20 }),
        (format!("http://127.0.0.1:{free}/"), ServerFault::Unreachable { host: host() }),
        ("http://192.0.2.1/dav/".into(), ServerFault::Insecure { host: "192.0.2.1".into() }),
        ("https://ana:secret@example.com/".into(), ServerFault::BadAddress),
        ("ftp://example.com/".into(), ServerFault::BadAddress),
    ];
    for (address, fault) in cases {
        let begun = Instant::now();
        assert_eq!(calendars(&address, PASSWORD).await, Err(fault), "{address}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{address}: {:?}", begun.elapsed());
    }
}

/// A server sends to another one, which asks for the password too: an unprotected one does not get it.
#[tokio::test]
async fn the_password_does_not_follow_to_another_server_unprotected() {
    let other = Small::start(|_| reply("200 OK", &[], b"")).await;
    let to = other.address("/dav/");
    let first = Small::start(move |_| reply("307 Temporary Redirect", &[("Location", &to)], b"")).await;
    let outcome = calendars(&first.address("/"), PASSWORD).await;
    assert!(matches!(outcome, Err(ServerFault::NotACalendarServer { .. })), "{outcome:?}");
    assert!(first.last().to_ascii_lowercase().contains("authorization: basic"));
    let asked = other.asked.lock().unwrap();
    assert!(!asked.is_empty());
    assert!(asked.iter().all(|head| !head.to_ascii_lowercase().contains("authorization")), "{asked:?}");
}

#[tokio::test]
async fn entries_between_two_times_are_found_with_their_recurrences() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = crate::radicale::server(radicale.port);
    for number in 1..=28 {
        let one = meeting(number, 10);
        server.create(&format!("{calendar}{}", one.file_name), &one.body).await.unwrap();
    }
    let weekly = meeting(900, 18).body.replace("20270305T", "20260102T").replace("SEQUENCE:1", "RRULE:FREQ=WEEKLY");
    assert!(weekly.contains("DTSTART;TZID=Europe/Madrid:20260102T180000"), "{weekly}");
    server.create(&format!("{calendar}con espacio y ñ.ics"), &weekly).await.unwrap();
    let between = |from: (u32, u32), to: (u32, u32)| {
        let at = |(day, hour)| Utc.with_ymd_and_hms(2027, 3, day, hour, 0, 0).unwrap();
        let (server, calendar, from, to) = (&server, &calendar, at(from), at(to));
        async move {
            let entries = server.between(calendar, from, to).await.unwrap();
            let uids = entries.into_iter().map(|entry| {
                assert!(!entry.etag.is_empty());
                let text = String::from_utf8(entry.body).unwrap();
                text.lines().find_map(|line| line.strip_prefix("UID:")).unwrap().trim().to_owned()
            });
            let mut uids: Vec<_> = uids.collect();
            uids.sort();
            uids
        }
    };
    // 10:00 in Madrid is 9:00 UTC; the series is on Fridays at 17:00 UTC.
    assert_eq!(between((3, 0), (5, 0)).await, ["m0002@cuadrante", "m0003@cuadrante"]);
    assert_eq!(between((5, 12), (5, 20)).await, ["m0900@cuadrante"]);
    assert_eq!(between((5, 20), (5, 21)).await, [""; 0]);
    assert_eq!(between((1, 0), (31, 0)).await.len(), 29);
}

/// Two entries, the first of which is given with another status when it is read.
async fn half_read(status: &'static str) -> Result<Vec<String>, ServerFault> {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let small = Small::start(move |_| {
        let entry = |name: &str, status: &str, data: &str| {
            format!(
                "<response><href>/c/{name}.ics</href><propstat><prop><getetag>\"1\"</getetag>{data}</prop>\
                 <status>HTTP/1.1 {status}</status></propstat></response>"
            )
        };
        let data = "<C:calendar-data>BEGIN:VCALENDAR\nEND:VCALENDAR\n</C:calendar-data>";
        let entries = match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 => entry("a", "200 OK", "") + &entry("b", "200 OK", ""),
            _ => {
                let first = format!("<response><href>/c/a.ics</href><status>HTTP/1.1 {status}</status></response>");
                first + &entry("b", "200 OK", data)
            }
        };
        let space = "xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\"";
        reply("207 Multi-Status", &[], format!("<multistatus {space}>{entries}</multistatus>").as_bytes())
    })
    .await;
    let server = crate::radicale::server(small.port);
    let at = |day| Utc.with_ymd_and_hms(2027, 3, day, 0, 0, 0).unwrap();
    let found = server.between(&small.address("/c/"), at(1), at(2)).await?;
    Ok(found.into_iter().map(|entry| entry.href.rsplit('/').next().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn entries_that_the_server_will_not_give_are_not_passed_over() {
    let only = || Ok(vec!["b.ics".to_owned()]);
    for (status, expected) in [
        ("404 Not Found", only()),
        ("410 Gone", only()),
        ("401 Unauthorized", Err(ServerFault::WrongCredentials)),
        ("403 Forbidden", Err(ServerFault::Forbidden)),
        ("500 Internal Server Error", Err(ServerFault::Refused { status: 500 })),
        ("503 Service Unavailable", Err(ServerFault::Busy { host: "127.0.0.1".into() })),
        ("507 Insufficient Storage", Err(ServerFault::Full)),
    ] {
        assert_eq!(half_read(status).await, expected, "{status}");
    }
}
