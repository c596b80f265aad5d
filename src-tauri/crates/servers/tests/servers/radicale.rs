//! A Radicale of the test's own: its data in a folder that goes, on a port of this computer.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use servers::caldav::{Account, Server};
use servers::{Limits, Secret};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub const PASSWORD: &str = "corréctο-horse";

/// A program of the Python that `cargo xtask setup` makes; nothing where it is missing and may be.
pub fn program(name: &str) -> Option<PathBuf> {
    let python = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../target/xtask/python");
    let path = if cfg!(windows) { python.join(format!("Scripts/{name}.exe")) } else { python.join("bin").join(name) };
    let found = path.exists();
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "{name} is not installed at {}", path.display());
    found.then_some(path)
}

pub struct Radicale {
    pub folder: tempfile::TempDir,
    pub port: u16,
    program: PathBuf,
    child: Option<Child>,
}

impl Radicale {
    /// Starts one with the account `ana`; nothing where Radicale is missing and may be.
    pub async fn start() -> Option<Self> {
        let program = program("radicale")?;
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("users"), format!("ana:{PASSWORD}\n")).unwrap();
        std::fs::write(
            at("rights"),
            "[shared]\nuser: .+\ncollection: shared(/.*)?\npermissions: Rr\n\
             [own]\nuser: .+\ncollection: {user}(/.*)?\npermissions: RrWw\n\
             [root]\nuser: .+\ncollection:\npermissions: R\n",
        )
        .unwrap();
        let config = format!(
            "[server]\nhosts = 127.0.0.1:{port}\n\
             [auth]\ntype = htpasswd\nhtpasswd_filename = {}\nhtpasswd_encryption = plain\ndelay = 0\n\
             [rights]\ntype = from_file\nfile = {}\n\
             [storage]\nfilesystem_folder = {}\n\
             [logging]\nlevel = warning\n",
            at("users"),
            at("rights"),
            at("data")
        );
        std::fs::write(at("config"), config).unwrap();
        let mut radicale = Self { folder, port, program, child: None };
        radicale.go_on().await;
        Some(radicale)
    }

    /// Starts it again after [`Radicale::kill`].
    pub async fn go_on(&mut self) {
        let log = std::fs::File::create(self.folder.path().join("log")).unwrap();
        let child = Command::new(&self.program)
            .arg("--config")
            .arg(self.folder.path().join("config"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.child = Some(child);
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).await.is_err() {
            let log = || std::fs::read_to_string(self.folder.path().join("log"));
            assert!(begun.elapsed() < Duration::from_secs(30), "Radicale does not start: {:?}", log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Ends it in the middle of what it does.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    pub fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Makes a calendar as another program would.
    pub async fn calendar(&self, name: &str, kind: &str) -> String {
        let path = format!("/ana/{name}/");
        let body = format!(
            "<C:mkcalendar xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" \
             xmlns:A=\"http://apple.com/ns/ical/\"><D:set><D:prop><D:displayname>Agenda {name}</D:displayname>\
             <A:calendar-color>#AA5500ff</A:calendar-color><C:supported-calendar-component-set>\
             <C:comp name=\"{kind}\"/></C:supported-calendar-component-set></D:prop></D:set></C:mkcalendar>"
        );
        let (status, answer) = self.by_another("MKCALENDAR", &path, &[], &body).await;
        assert_eq!(status, 201, "{answer}");
        self.at(&path)
    }

    /// A request of another client, without conditions. Returns the status and the whole answer.
    pub async fn by_another(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        let token = base64(format!("ana:{PASSWORD}").as_bytes());
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Basic {token}\r\n\
             Content-Type: text/calendar\r\nContent-Length: {}\r\n",
            body.len()
        );
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }
}

impl Drop for Radicale {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Quick to give up, so that tests are too.
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        whole: Duration::from_secs(10),
        pause: Duration::from_millis(20),
        ..Limits::default()
    }
}

pub fn account(address: &str) -> Account {
    Account { address: address.into(), user: "ana".into() }
}

/// A server as `ana`, through whatever listens on `port`.
pub fn server(port: u16) -> Server {
    Server::open(&account(&format!("http://127.0.0.1:{port}")), &Secret::new(PASSWORD), &limits()).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize] as char;
            text.push(if place <= three.len() { letter } else { '=' });
        }
    }
    text
}
