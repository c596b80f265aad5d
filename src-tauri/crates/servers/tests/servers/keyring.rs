//! A real keyring: a Secret Service of the test's own, on a bus of its own.

use std::process::Command;

use servers::Secret;
use servers::secrets::{Kept, Secrets};

/// Says to the test that it runs inside such a bus.
const INSIDE: &str = "CUADRANTE_TEST_KEYRING";

fn is_there(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "{program} is not installed");
    found
}

/// Runs one test of this program with a bus of its own, after `before` (for a shell).
fn inside(test: &str, before: &str) {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &format!("{before} exec \"$0\" --exact {test} --nocapture")])
        .arg(std::env::current_exe().unwrap())
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", home.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("1 passed"), "{said}\n{wrong}");
    assert!(!said.contains("ramírez 7") && !wrong.contains("ramírez 7"), "{said}\n{wrong}");
}

#[tokio::test]
async fn the_keyring_keeps_for_the_next_start_of_the_program() {
    const NAME: &str = "keyring::the_keyring_keeps_for_the_next_start_of_the_program";
    if std::env::var_os(INSIDE).is_none() {
        if is_there("dbus-run-session") && is_there("gnome-keyring-daemon") {
            inside(NAME, "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null &&");
        }
        return;
    }
    let secrets = Secrets::of_the_system();
    assert_eq!(secrets.read("account-1").await, None);
    assert_eq!(secrets.keep("account-1", Secret::new("ramírez 7")).await, Kept::Keyring);
    assert_eq!(secrets.keep("account-2", Secret::new("other")).await, Kept::Keyring);
    // As after a new start: nothing in memory.
    let later = Secrets::of_the_system();
    assert_eq!(later.read("account-1").await, Some((Secret::new("ramírez 7"), Kept::Keyring)));
    assert_eq!(later.keep("account-1", Secret::new("new")).await, Kept::Keyring);
    assert_eq!(secrets.read("account-1").await, Some((Secret::new("new"), Kept::Keyring)));
    assert_eq!(later.forget("account-1").await, Ok(()));
    assert_eq!(later.forget("account-1").await, Ok(()));
    assert_eq!(secrets.read("account-1").await, None);
    assert_eq!(secrets.read("account-2").await, Some((Secret::new("other"), Kept::Keyring)));
}

#[tokio::test]
async fn without_a_keyring_memory_keeps_and_says_so() {
    const NAME: &str = "keyring::without_a_keyring_memory_keeps_and_says_so";
    if std::env::var_os(INSIDE).is_none() {
        if is_there("dbus-run-session") {
            // A bus that would start no keyring by itself.
            inside(NAME, "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent;");
        }
        return;
    }
    let secrets = Secrets::of_the_system();
    assert_eq!(secrets.keep("account-1", Secret::new("ramírez 7")).await, Kept::Memory);
    assert_eq!(secrets.read("account-1").await, Some((Secret::new("ramírez 7"), Kept::Memory)));
    assert_eq!(Secrets::of_the_system().read("account-1").await, None);
    assert!(secrets.forget("account-1").await.is_err(), "what may still be in a keyring is not called forgotten");
    assert_eq!(secrets.read("account-1").await, None);
}
