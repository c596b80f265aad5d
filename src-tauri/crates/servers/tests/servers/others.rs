//! What was pushed, read by programs that others wrote.

use std::collections::BTreeSet;
use std::process::Command;

use servers::caldav::Resource;

use crate::fixtures::{Kept, meeting, meetings};
use crate::radicale::{PASSWORD, Radicale, program, server};

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{said}\n{wrong}");
    said.into_owned()
}

#[tokio::test]
async fn vdirsyncer_and_khal_see_what_was_pushed_and_each_change_of_it() {
    let Some(radicale) = Radicale::start().await else { return };
    let Some(vdirsyncer) = program("vdirsyncer") else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let folder = radicale.folder.path().join("synced");
    let config = radicale.folder.path().join("vdirsyncer.conf");
    let text = format!(
        "[general]\nstatus_path = \"{status}\"\n\
         [pair p]\na = \"here\"\nb = \"there\"\ncollections = [\"reuniones\"]\nconflict_resolution = \"b wins\"\n\
         [storage here]\ntype = \"filesystem\"\npath = \"{folder}\"\nfileext = \".ics\"\n\
         [storage there]\ntype = \"caldav\"\nurl = \"{url}\"\nusername = \"ana\"\npassword = \"{PASSWORD}\"\n",
        status = radicale.folder.path().join("status").display(),
        folder = folder.display(),
        url = radicale.at("/"),
    );
    std::fs::write(&config, text).unwrap();
    let vdirsyncer = |what: &[&str]| {
        let mut command = Command::new(&vdirsyncer);
        command.arg("--config").arg(&config).args(what).env("LC_ALL", "C.UTF-8").env("HOME", radicale.folder.path());
        // Asks whether to make the folder.
        command.stdin(std::process::Stdio::piped());
        let mut child =
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"y\ny\n").unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{what:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    vdirsyncer(&["discover"]);

    let mut kept = Kept::default();
    let mut desired = meetings(0..10);
    for round in 0..2 {
        if round == 1 {
            desired[1] = meeting(1, 16);
            desired[2] = Resource { cancelled: true, ..desired[2].clone() };
        }
        let report = kept.push(&server, &calendar, &desired).await;
        assert_eq!((&report.failed, &report.differences), (&None, &vec![]));
        vdirsyncer(&["sync"]);

        let files = std::fs::read_dir(folder.join("reuniones")).unwrap();
        let texts: Vec<_> = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
        let line =
            |text: &str, start: &str| text.lines().find(|line| line.starts_with(start)).unwrap().trim().to_owned();
        let read = |text: &String| (line(text, "UID:"), line(text, "DTSTART;TZID="));
        let synced: BTreeSet<_> = texts.iter().map(read).collect();
        let wanted: BTreeSet<_> =
            desired.iter().filter(|resource| !resource.cancelled).map(|resource| read(&resource.body)).collect();
        assert_eq!((synced, texts.len()), (wanted, 10 - round));

        if Command::new("khal").arg("--version").output().is_ok_and(|output| output.status.success()) {
            let shown = khal(&radicale, &folder.join("reuniones"));
            let wanted: BTreeSet<_> = desired.iter().filter(|resource| !resource.cancelled).map(shown_of).collect();
            assert_eq!(shown, wanted);
        } else {
            let may_be_missing = !cfg!(target_os = "linux") || std::env::var("CI").as_deref() != Ok("true");
            assert!(may_be_missing, "khal is not installed");
        }
    }
}

fn shown_of(resource: &Resource) -> String {
    let start = resource.body.lines().find_map(|line| line.strip_prefix("DTSTART;TZID=Europe/Madrid:")).unwrap();
    let number: usize = resource.uid[1..5].parse().unwrap();
    let (day, hour) = (&start[6..8], &start[9..11]);
    format!("2027-03-{day} {hour}:00 Visita {number}, con café; sala «Ñ»")
}

fn khal(radicale: &Radicale, folder: &std::path::Path) -> BTreeSet<String> {
    let home = tempfile::tempdir_in(radicale.folder.path()).unwrap();
    let config = home.path().join("config");
    let text = format!(
        "[calendars]\n[[c]]\npath = {}\ntype = calendar\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n\
         longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\
         default_timezone = Europe/Madrid\nlocal_timezone = Europe/Madrid\n[sqlite]\npath = {}\n",
        folder.display(),
        home.path().join("khal.db").display()
    );
    std::fs::write(&config, text).unwrap();
    let said = run(Command::new("khal")
        .arg("-c")
        .arg(&config)
        .args(["list", "--day-format", "", "--format", "{start-long} {title}", "2027-03-01", "31d"])
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "Europe/Madrid")
        .env("HOME", home.path()));
    said.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
