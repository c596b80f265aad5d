use std::io::Write;
use std::time::{Duration, Instant};

use servers::web::{Fetched, Validators, fetch};
use servers::{Limits, ServerFault};

use crate::small::{Reply, Small, reply};

fn limits() -> Limits {
    Limits { bytes: 100_000, whole: Duration::from_millis(1500), ..Limits::default() }
}

async fn read(address: &str) -> Result<Fetched, ServerFault> {
    fetch(address, &Validators::default(), &limits()).await
}

fn body(fetched: Result<Fetched, ServerFault>) -> String {
    match fetched {
        Ok(Fetched::New { body, .. }) => String::from_utf8(body).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn here() -> String {
    "127.0.0.1".into()
}

#[tokio::test]
async fn a_calendar_is_read_and_read_again_only_when_it_changed() {
    let server = Small::start(|head| {
        let known = head.to_ascii_lowercase();
        if known.contains("if-none-match: \"v1\"") && known.contains("if-modified-since: mon, 01 jan 2027") {
            reply("304 Not Modified", &[], b"")
        } else {
            reply(
                "200 OK",
                &[("ETag", "\"v1\""), ("Last-Modified", "Mon, 01 Jan 2027 00:00:00 GMT")],
                b"BEGIN:VCALENDAR",
            )
        }
    })
    .await;
    let address = server.address("/key/a.ics?token=1");
    let first = read(&address).await.unwrap();
    let Fetched::New { body, validators, moved_to } = first else { panic!("{first:?}") };
    assert_eq!((body.as_slice(), moved_to), (&b"BEGIN:VCALENDAR"[..], None));
    assert!(server.last().starts_with("GET /key/a.ics?token=1 HTTP/1.1\r\n"), "{}", server.last());
    assert!(!server.last().to_ascii_lowercase().contains("authorization"));
    assert_eq!(fetch(&address, &validators, &limits()).await, Ok(Fetched::Unchanged));
}

#[tokio::test]
async fn redirections_are_followed_within_bounds_and_a_permanent_one_is_told() {
    let server = Small::start(|head| match head.split(' ').nth(1).unwrap() {
        "/for-good" => reply("301 Moved Permanently", &[("Location", "/also-for-good")], b""),
        "/also-for-good" => reply("308 Permanent Redirect", &[("Location", "/a.ics")], b""),
        "/for-now" => reply("302 Found", &[("Location", "/for-good")], b""),
        "/round" => reply("302 Found", &[("Location", "/round")], b""),
        "/file" => reply("302 Found", &[("Location", "file:///etc/passwd")], b""),
        "/away" => reply("302 Found", &[("Location", "http://192.0.2.1/a.ics")], b""),
        "/a.ics" => reply("200 OK", &[], b"here"),
        _ => reply("404 Not Found", &[], b"<html>no</html>"),
    })
    .await;
    let moved = |fetched| match fetched {
        Ok(Fetched::New { body, moved_to, .. }) => (String::from_utf8(body).unwrap(), moved_to),
        other => panic!("{other:?}"),
    };
    let end = server.address("/a.ics");
    assert_eq!(moved(read(&server.address("/for-good")).await), ("here".into(), Some(end)));
    assert_eq!(moved(read(&server.address("/for-now")).await), ("here".into(), None));
    assert_eq!(read(&server.address("/round")).await, Err(ServerFault::TooManyRedirects));
    assert_eq!(server.asked.lock().unwrap().iter().filter(|head| head.starts_with("GET /round ")).count(), 6);
    assert_eq!(read(&server.address("/file")).await, Err(ServerFault::Unreadable { host: here() }));
    // To another computer without protection: only where the user said so.
    assert_eq!(read(&server.address("/away")).await, Err(ServerFault::Insecure { host: "192.0.2.1".into() }));
    assert_eq!(read(&server.address("/nothing")).await, Err(ServerFault::NotFound));
}

#[tokio::test]
async fn too_much_and_too_slow_end_within_their_bounds() {
    let bomb = {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        for _ in 0..1000 {
            packed.write_all(&[b'x'; 100_000]).unwrap();
        }
        packed.finish().unwrap()
    };
    let small = {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(b"BEGIN:VCALENDAR").unwrap();
        packed.finish().unwrap()
    };
    assert!(bomb.len() < 200_000);
    let server = Small::start(move |head| match head.split(' ').nth(1).unwrap() {
        "/endless" => Reply::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        "/said" => Reply::Endless(b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n".to_vec()),
        "/bomb" => reply("200 OK", &[("Content-Encoding", "gzip")], &bomb),
        "/packed" => reply("200 OK", &[("Content-Encoding", "gzip")], &small),
        "/not-packed" => reply("200 OK", &[("Content-Encoding", "gzip")], b"this is no gzip at all"),
        "/slow" => Reply::Slow(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        "/silent" => Reply::Silence,
        "/short" => Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nBEGIN".to_vec()),
        "/hangup" => Reply::Hangup,
        "/nonsense" => Reply::Bytes(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()),
        _ => reply("503 Service Unavailable", &[], b""),
    })
    .await;
    let cases = [
        ("/endless", ServerFault::TooLarge { limit: 100_000 }),
        ("/said", ServerFault::TooLarge { limit: 100_000 }),
        ("/bomb", ServerFault::TooLarge { limit: 100_000 }),
        ("/not-packed", ServerFault::Unreadable { host: here() }),
        ("/slow", ServerFault::TimedOut { host: here() }),
        ("/silent", ServerFault::TimedOut { host: here() }),
        ("/short", ServerFault::CutOff { host: here() }),
        ("/hangup", ServerFault::CutOff { host: here() }),
        ("/nonsense", ServerFault::CutOff { host: here() }),
        ("/busy", ServerFault::Busy { host: here() }),
    ];
    for (path, fault) in cases {
        let begun = Instant::now();
        assert_eq!(read(&server.address(path)).await, Err(fault), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{path}: {:?}", begun.elapsed());
    }
    assert_eq!(body(read(&server.address("/packed")).await), "BEGIN:VCALENDAR");
}

#[tokio::test]
async fn addresses_that_are_not_asked() {
    let server = Small::start(|_| reply("200 OK", &[], b"here")).await;
    let cases = [
        ("http://192.0.2.1/a.ics".to_owned(), ServerFault::Insecure { host: "192.0.2.1".into() }),
        (format!("http://ana:secret@127.0.0.1:{}/a.ics", server.port), ServerFault::BadAddress),
        ("file:///etc/passwd".to_owned(), ServerFault::BadAddress),
        ("".to_owned(), ServerFault::BadAddress),
        // webcal means https: this server speaks none, and gets nothing of the address to read.
        (format!("webcal://127.0.0.1:{}/key", server.port), ServerFault::Tls { host: here() }),
    ];
    for (address, fault) in cases {
        assert_eq!(read(&address).await, Err(fault), "{address}");
    }
    assert!(server.asked.lock().unwrap().is_empty());
    let loose = Limits { plain_http: true, ..limits() };
    let to_secret = |status: &'static str, to: String| Small::start(move |_| reply(status, &[("Location", &to)], b""));
    let away = to_secret("302 Found", "http://ana:secret@192.0.2.1/a.ics".into()).await;
    let fault = fetch(&away.address("/"), &Validators::default(), &loose).await;
    assert_eq!(fault, Err(ServerFault::Insecure { host: "192.0.2.1".into() }));
    // Nor is an address with a secret in it kept as the one to ask next time.
    let there = format!("http://ana:secret@127.0.0.1:{}/a.ics", server.port);
    let moved = to_secret("301 Moved Permanently", there).await;
    let fetched = read(&moved.address("/")).await.unwrap();
    assert!(matches!(&fetched, Fetched::New { moved_to: None, .. }), "{fetched:?}");
}

#[tokio::test]
async fn nobody_there() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let cases = [
        (format!("http://127.0.0.1:{free}/"), here()),
        ("https://no-such-host.invalid/a.ics".to_owned(), "no-such-host.invalid".to_owned()),
    ];
    for (address, host) in cases {
        // A proxy of the system may answer for hosts that do not exist.
        let outcome = read(&address).await;
        assert!(
            matches!(&outcome, Err(ServerFault::Unreachable { host: found } | ServerFault::TimedOut { host: found }) if *found == host),
            "{address}: {outcome:?}"
        );
    }
}

#[tokio::test]
async fn dropping_the_reading_ends_it() {
    let server = Small::start(|_| Reply::Silence).await;
    let address = server.address("/a.ics");
    let reading = tokio::time::timeout(Duration::from_millis(200), read(&address)).await;
    assert!(reading.is_err());
    assert_eq!(server.asked.lock().unwrap().len(), 1);
}
