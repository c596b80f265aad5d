//! Start-up time and memory of the window, beside an empty Tauri window's.

use super::screen::Screen;
use super::{figures, memory};
use crate::process::{Outcome, Program};
use crate::{npm, root, setup, snapshot};
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

const RUNS: usize = 7;
/// After the first paint, until memory no longer grows.
const SETTLING: Duration = Duration::from_secs(3);
/// Longest wait for a first paint.
const PATIENCE: Duration = Duration::from_secs(30);
/// Both programs log it at their first paint.
const MARK: &str = "first paint after";

struct Measured {
    start_ms: Vec<f64>,
    memory_mib: Vec<f64>,
}

pub fn run(_: &[&str]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the window's memory is read from /proc: Linux only".into());
    }
    setup::ensure(setup::Purpose::Test)?;
    npm::build_ui()?;
    for kind in [["--bin", "cuadrante-desktop"], ["--example", "empty"]] {
        Program::cargo().args(["build", "--release", "-p", "cuadrante-desktop"]).args(kind).run()?;
    }
    let screen = Screen::open()?;
    let home = snapshot::fresh("bench-window")?;
    let app = measure(&screen, &home, root::built("release", "cuadrante-desktop"))?;
    let empty = measure(&screen, &home, root::built("release", "examples/empty"))?;
    let pairs = [
        ("start to first paint", "ms", app.start_ms, empty.start_ms),
        ("memory, WebKit included", "MiB", app.memory_mib, empty.memory_mib),
    ];
    for (what, unit, ours, theirs) in pairs {
        let ours = figures::print(&format!("{what}: app"), unit, ours);
        let theirs = figures::print(&format!("{what}: empty window"), unit, theirs);
        if let (Some(ours), Some(theirs)) = (ours, theirs) {
            println!("{:<34} {:>16.2}", "ratio", ours.median / theirs.median);
        }
    }
    Ok(())
}

/// The first of the runs only warms the disk's cache.
fn measure(screen: &Screen, home: &PathBuf, program: PathBuf) -> Outcome<Measured> {
    let mut measured = Measured { start_ms: Vec::new(), memory_mib: Vec::new() };
    for run in 0..=RUNS {
        let mut command = Program::new(&program)
            .env("DISPLAY", &screen.name)
            .env("GDK_BACKEND", "x11")
            .env("RUST_LOG", "info")
            .env("CUADRANTE_HOME", home)
            // No bus: each start is then a first one.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .into_command();
        let began = Instant::now();
        let mut child =
            command.stderr(Stdio::piped()).spawn().map_err(|error| format!("{}: {error}", program.display()))?;
        let painted = child.stderr.take().is_some_and(says_in_time);
        let took = began.elapsed();
        if painted {
            std::thread::sleep(SETTLING);
        }
        let memory = memory::of_tree(child.id());
        // Ended without ceremony: nothing was changed.
        let _ = child.kill();
        let _ = child.wait();
        if !painted {
            return Err(format!("{} painted nothing", program.display()));
        }
        if run > 0 {
            measured.start_ms.push(took.as_secs_f64() * 1000.0);
            measured.memory_mib.push(memory as f64 / 1024.0);
        }
    }
    Ok(measured)
}

/// Whether the mark comes in time. The rest is read too, or the program would write into a closed pipe.
fn says_in_time(errors: impl std::io::Read + Send + 'static) -> bool {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            if line.contains(MARK) {
                // Nobody listens after the first.
                let _ = tell.send(());
            }
        }
    });
    told.recv_timeout(PATIENCE).is_ok()
}
