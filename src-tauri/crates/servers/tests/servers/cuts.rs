//! The network is cut and the server restarted in the middle: nothing is lost, nothing is there twice.

use servers::ServerFault;
use servers::caldav::{Done, Progress, Record, Resource, Stopped, push};

use crate::fixtures::{Kept, held, meeting, meetings};
use crate::proxy::{Cut, Proxy};
use crate::radicale::{Radicale, server};

/// What the server must hold in the end: each meeting that was not called off, once, at its hour.
async fn check(radicale: &Radicale, calendar: &str, kept: &Kept, desired: &[Resource]) {
    let there = held(&server(radicale.port), calendar).await;
    let wanted: Vec<_> = desired.iter().filter(|resource| !resource.cancelled).collect();
    assert_eq!(there.len(), wanted.len());
    assert_eq!(kept.pushed.len(), wanted.len());
    for resource in wanted {
        let start =
            |text: &str| text.lines().find(|line| line.starts_with("DTSTART;TZID")).map(|line| line.trim().to_owned());
        assert_eq!(start(&there[&resource.uid]), start(&resource.body), "{}", resource.uid);
    }
}

/// First all new, then some moved and some called off.
fn rounds() -> [Vec<Resource>; 2] {
    let first = meetings(0..12);
    let second = first.iter().cloned().zip(0..).map(|(resource, number)| match number % 3 {
        0 => meeting(number, 16),
        1 => Resource { cancelled: true, ..resource },
        _ => resource,
    });
    let second = second.collect();
    [first, second]
}

#[tokio::test]
async fn cuts_that_pass_are_ridden_out() {
    for cut in [Cut::MidRequest, Cut::BeforeAnswer, Cut::MidAnswer] {
        let Some(radicale) = Radicale::start().await else { return };
        let calendar = radicale.calendar("reuniones", "VEVENT").await;
        let cuts = [(1, cut), (4, cut), (5, cut), (14, cut), (16, cut), (19, cut)];
        let proxy = Proxy::to(radicale.port, &cuts).await;
        let through = calendar.replace(&radicale.port.to_string(), &proxy.port.to_string());
        let mut kept = Kept::default();
        for desired in rounds() {
            let report = kept.push(&server(proxy.port), &through, &desired).await;
            assert_eq!((&report.failed, &report.differences, &report.refused), (&None, &vec![], &vec![]), "{cut:?}");
            check(&radicale, &calendar, &kept, &desired).await;
        }
        assert!(proxy.writings() >= 19, "{cut:?}: all cuts were reached, {}", proxy.writings());
    }
}

/// The network is gone for longer than a push waits, at each writing of two rounds: the push says so, and the next one
/// goes on from there, with or without what the first one learnt.
#[tokio::test]
async fn cuts_that_last_leave_what_the_next_push_goes_on_from() {
    let Some(mut radicale) = Radicale::start().await else { return };
    for (run, cut) in (0..).zip([Cut::MidRequest, Cut::BeforeAnswer, Cut::MidAnswer]) {
        let calendar = radicale.calendar(&format!("c{run}"), "VEVENT").await;
        let mut kept = Kept::default();
        let mut failures = 0;
        for desired in rounds() {
            let mut finished = false;
            for _ in 0..30 {
                // The second writing of each attempt is cut, and so is every try of it.
                let lasting: Vec<_> = (2..=5).map(|number| (number, cut)).collect();
                let proxy = Proxy::to(radicale.port, &lasting).await;
                let through = calendar.replace(&radicale.port.to_string(), &proxy.port.to_string());
                // What is stored names the server as it is reached this time.
                for pushed in kept.pushed.values_mut() {
                    pushed.href = format!("{through}{}", pushed.href.rsplit_once('/').unwrap().1);
                }
                let report = kept.push(&server(proxy.port), &through, &desired).await;
                assert_eq!((&report.differences, &report.refused), (&vec![], &vec![]), "{cut:?}");
                match report.failed {
                    None => {
                        finished = true;
                        break;
                    }
                    Some(ServerFault::CutOff { .. }) => failures += 1,
                    other => panic!("{other:?}"),
                }
                if failures % 4 == 0 {
                    radicale.kill();
                    radicale.go_on().await;
                }
            }
            assert!(finished, "{cut:?}");
            check(&radicale, &calendar, &kept, &desired).await;
        }
        assert!(failures >= 2, "{cut:?}: {failures}");
    }
}

/// Stores, and ends the server after some things were done.
struct Killing<'a> {
    kept: Kept,
    radicale: &'a mut Radicale,
    after: usize,
    comes_back: bool,
}

impl Record for Killing<'_> {
    async fn done(&mut self, done: &Done) -> Result<(), Stopped> {
        self.kept.done(done).await?;
        if self.kept.done == self.after {
            self.radicale.kill();
            if self.comes_back {
                self.radicale.go_on().await;
            }
        }
        Ok(())
    }

    fn progress(&mut self, progress: Progress) -> Result<(), Stopped> {
        self.kept.progress(progress)
    }
}

#[tokio::test]
async fn a_server_that_is_restarted_in_the_middle() {
    let Some(mut radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let desired = meetings(0..20);
    let server = server(radicale.port);
    let mut record = Killing { kept: Kept::default(), radicale: &mut radicale, after: 8, comes_back: true };
    let report = push(&server, &calendar, &desired, &[], &[], &mut record).await;
    assert_eq!((report.failed, report.done.len()), (None, 20));
    let kept = record.kept;
    check(&radicale, &calendar, &kept, &desired).await;
}

#[tokio::test]
async fn a_server_that_goes_away_in_the_middle_and_comes_back_later() {
    let Some(mut radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let desired = meetings(0..20);
    let server = server(radicale.port);
    let mut record = Killing { kept: Kept::default(), radicale: &mut radicale, after: 8, comes_back: false };
    let report = push(&server, &calendar, &desired, &[], &[], &mut record).await;
    let host = "127.0.0.1".to_owned();
    assert_eq!((report.failed, report.done.len()), (Some(ServerFault::Unreachable { host }), 8));
    let mut kept = record.kept;
    assert_eq!(kept.pushed.len(), 8);
    radicale.go_on().await;
    let report = kept.push(&server, &calendar, &desired).await;
    assert_eq!((report.failed, report.done.len(), report.unchanged), (None, 12, 8));
    check(&radicale, &calendar, &kept, &desired).await;
}
