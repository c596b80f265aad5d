//! Servers that show who they are, or do not.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use servers::web::{Fetched, Validators, fetch};
use servers::{CertificateWrong, Limits, ServerFault};

/// Names the file of authorities to the program that runs one test again.
const TRUSTED: &str = "SSL_CERT_FILE";
/// The ports of that program's servers: a good certificate, and one that is over.
const PORTS: &str = "CUADRANTE_TEST_PORTS";

struct Server {
    port: u16,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

/// An authority, and certificates of it for `localhost`: one of these days, and one of 2020.
fn certificates(folder: &Path) {
    let config = "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\n\
                  policy=p\nx509_extensions=e\nunique_subject=no\n[p]\ncommonName=supplied\n\
                  [e]\nsubjectAltName=DNS:localhost\nbasicConstraints=critical,CA:FALSE\n";
    std::fs::write(folder.join("ca.conf"), config).unwrap();
    std::fs::write(folder.join("index.txt"), "").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(folder, &format!("req -x509 {key} -days 2 -subj /CN=Test -keyout ca.key -out ca.pem"));
    openssl(folder, &format!("req {key} -subj /CN=localhost -keyout key.pem -out request.pem"));
    for (name, dates) in [("good", "-days 2"), ("over", "-startdate 20200101000000Z -enddate 20200301000000Z")] {
        openssl(
            folder,
            &format!(
                "ca -batch -notext -config ca.conf -cert ca.pem -keyfile ca.key {dates} -in request.pem -out {name}.pem"
            ),
        );
    }
    std::fs::write(folder.join("a.ics"), "BEGIN:VCALENDAR").unwrap();
}

async fn serve(folder: &Path, certificate: &str) -> Server {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let child = Command::new("openssl")
        .args(["s_server", "-quiet", "-WWW", "-cert", certificate, "-key", "key.pem", "-accept"])
        .arg(format!("127.0.0.1:{port}"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server { port, child };
    let begun = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(begun.elapsed() < Duration::from_secs(10), "openssl does not serve");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server
}

async fn read(host: &str, port: u16) -> Result<Fetched, ServerFault> {
    let limits = Limits { whole: Duration::from_secs(5), ..Limits::default() };
    fetch(&format!("https://{host}:{port}/a.ics"), &Validators::default(), &limits).await
}

fn certificate(host: &str, why: CertificateWrong) -> Result<Fetched, ServerFault> {
    Err(ServerFault::Certificate { host: host.into(), why })
}

#[tokio::test]
async fn a_server_must_show_that_it_is_who_it_says() {
    const NAME: &str = "tls::a_server_must_show_that_it_is_who_it_says";
    if let Ok(ports) = std::env::var(PORTS) {
        // Here the system trusts the authority.
        let (good, over) = ports.split_once(' ').unwrap();
        let (good, over) = (good.parse().unwrap(), over.parse().unwrap());
        let body = match read("localhost", good).await {
            Ok(Fetched::New { body, .. }) => body,
            other => panic!("{other:?}"),
        };
        assert!(body.ends_with(b"BEGIN:VCALENDAR"), "{}", String::from_utf8_lossy(&body));
        assert_eq!(read("127.0.0.1", good).await, certificate("127.0.0.1", CertificateWrong::OtherName));
        assert_eq!(read("localhost", over).await, certificate("localhost", CertificateWrong::Expired));
        return;
    }
    let found = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "openssl is not installed");
    if !found {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    certificates(folder.path());
    let (good, over) = (serve(folder.path(), "good.pem").await, serve(folder.path(), "over.pem").await);
    assert_eq!(read("localhost", good.port).await, certificate("localhost", CertificateWrong::UnknownIssuer));

    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", NAME])
        .env(TRUSTED, folder.path().join("ca.pem"))
        .env(PORTS, format!("{} {}", good.port, over.port))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
