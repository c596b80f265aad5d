use std::sync::atomic::{AtomicU32, Ordering};

use servers::ServerFault;
use servers::caldav::{Choice, Chosen, Difference, Done, PushReport, Pushed, Resource, Server, push};

use crate::fixtures::{Kept, held, meeting, meetings};
use crate::proxy::Proxy;
use crate::radicale::{Radicale, server};

fn cancelled(resource: &Resource) -> Resource {
    Resource {
        cancelled: true,
        body: resource.body.replace("STATUS:CONFIRMED", "STATUS:CANCELLED"),
        ..resource.clone()
    }
}

fn whole(report: &PushReport) -> (usize, u32, usize, usize) {
    assert_eq!((&report.failed, report.stopped), (&None, false), "{report:?}");
    (report.done.len(), report.unchanged, report.differences.len(), report.refused.len())
}

fn chosen(difference: &Difference, choice: Choice) -> Chosen {
    let Difference { uid, href, etag, .. } = difference.clone();
    Chosen { uid, href, etag, choice }
}

async fn decide(
    server: &Server,
    calendar: &str,
    desired: &[Resource],
    kept: &mut Kept,
    chosen: &[Chosen],
) -> PushReport {
    let known = kept.known();
    push(server, calendar, desired, &known, chosen, kept).await
}

fn path(href: &str) -> &str {
    &href[href.find("/ana/").unwrap()..]
}

#[tokio::test]
async fn fifty_meetings_go_out_once_and_then_only_what_changed() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let proxy = Proxy::to(radicale.port, &[]).await;
    let server = server(proxy.port);
    let calendar = calendar.replace(&radicale.port.to_string(), &proxy.port.to_string());
    let mut kept = Kept::default();
    let mut desired = meetings(0..50);

    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (50, 0, 0, 0));
    let progress = kept.progress.unwrap();
    assert_eq!((progress.dealt_with, progress.of), (50, 50));
    assert_eq!((held(&server, &calendar).await.len(), kept.pushed.len(), proxy.writings()), (50, 50, 50));

    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (0, 50, 0, 0));
    assert_eq!(proxy.writings(), 50);

    // One is moved, one called off, one called off that never was there, one is new, one stands twice in the list.
    desired[3] = meeting(3, 16);
    desired[4] = cancelled(&desired[4]);
    desired.extend([cancelled(&meeting(70, 10)), meeting(80, 10), meeting(80, 10)]);
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (3, 49, 0, 0));
    assert_eq!(proxy.writings(), 53);
    let there = held(&server, &calendar).await;
    assert_eq!(there.len(), 50);
    assert!(there["m0003@cuadrante"].contains("T160000"), "{}", there["m0003@cuadrante"]);
    assert!(!there.contains_key("m0004@cuadrante"));
    assert!(!kept.pushed.contains_key("m0004@cuadrante"));
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (0, 52, 0, 0));

    // Somebody who lost what was stored pushes the same: it is recognised, and nothing is written.
    let before = proxy.writings();
    let mut forgetful = Kept::default();
    assert_eq!(whole(&forgetful.push(&server, &calendar, &desired).await), (50, 2, 0, 0));
    assert_eq!((proxy.writings(), forgetful.pushed == kept.pushed), (before, true));
}

/// What one test changes on the server behind our back, and what must be found.
async fn behind_our_back(
    radicale: &Radicale,
    change: impl AsyncFn(&Radicale, &Pushed, &str),
    ours: Resource,
    choice: Choice,
) -> (Difference, Vec<Done>, Option<String>, PushReport) {
    static CALENDARS: AtomicU32 = AtomicU32::new(0);
    let name = format!("c{}", CALENDARS.fetch_add(1, Ordering::Relaxed));
    let calendar = radicale.calendar(&name, "VEVENT").await;
    let server = server(radicale.port);
    let mut kept = Kept::default();
    let desired = meetings(0..3);
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (3, 0, 0, 0));
    change(radicale, &kept.pushed["m0001@cuadrante"], &desired[1].body).await;
    let after_change = held(&server, &calendar).await;

    let desired = [desired[0].clone(), ours, desired[2].clone()];
    let report = kept.push(&server, &calendar, &desired).await;
    assert_eq!(whole(&report), (0, 2, 1, 0));
    assert_eq!(held(&server, &calendar).await, after_change, "nothing is written before somebody chose");
    // Asked again it is the same.
    assert_eq!(kept.push(&server, &calendar, &desired).await.differences, report.differences);

    let difference = report.differences[0].clone();
    let choices = [chosen(&difference, choice)];
    let report = decide(&server, &calendar, &desired, &mut kept, &choices).await;
    assert_eq!((&report.failed, report.unchanged, &report.differences), (&None, 2, &Vec::new()));
    let there = held(&server, &calendar).await;
    assert_eq!(
        (&there["m0000@cuadrante"], &there["m0002@cuadrante"]),
        (&after_change["m0000@cuadrante"], &after_change["m0002@cuadrante"])
    );
    // The choice given once more changes nothing.
    let again = decide(&server, &calendar, &desired, &mut kept, &choices).await;
    assert_eq!(held(&server, &calendar).await, there);
    (difference, report.done, there.get("m0001@cuadrante").cloned(), again)
}

async fn moved(radicale: &Radicale, pushed: &Pushed, body: &str) {
    let body = body.replace("T100000", "T120000").replace("T104500", "T124500");
    let (status, answer) = radicale.by_another("PUT", path(&pushed.href), &[], &body).await;
    assert!(matches!(status, 201 | 204), "{answer}");
}

async fn taken_away(radicale: &Radicale, pushed: &Pushed, _: &str) {
    let (status, answer) = radicale.by_another("DELETE", path(&pushed.href), &[], "").await;
    assert!(matches!(status, 200 | 204), "{answer}");
}

#[tokio::test]
async fn a_meeting_moved_on_the_server_is_a_difference_to_overwrite() {
    let Some(radicale) = Radicale::start().await else { return };
    for ours in [meeting(1, 10), meeting(1, 17)] {
        let hour = if ours == meeting(1, 10) { "T100000" } else { "T170000" };
        let (difference, done, there, again) = behind_our_back(&radicale, moved, ours.clone(), Choice::Overwrite).await;
        assert_eq!((difference.uid.as_str(), difference.ours.as_ref()), ("m0001@cuadrante", Some(&ours.body)));
        assert_eq!(difference.properties, ["DTEND", "DTSTART"]);
        let theirs = String::from_utf8(difference.theirs.unwrap()).unwrap();
        assert!(theirs.contains("DTSTART;TZID=Europe/Madrid:20270302T120000"), "{theirs}");
        assert!(matches!(&done[..], [Done::Pushed(pushed)] if pushed.uid == "m0001@cuadrante"), "{done:?}");
        assert!(there.unwrap().contains(hour));
        assert_eq!(again.differences, []);
    }
}

#[tokio::test]
async fn a_meeting_moved_on_the_server_is_a_difference_to_take() {
    let Some(radicale) = Radicale::start().await else { return };
    let (difference, done, there, _) = behind_our_back(&radicale, moved, meeting(1, 10), Choice::Take).await;
    assert!(there.unwrap().contains("T120000"));
    assert!(matches!(&done[..], [Done::Pushed(pushed)] if Some(&pushed.etag) == difference.etag.as_ref()), "{done:?}");

    // Taken, then changed on our side: goes out over the version that was taken, without a question.
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let mut kept = Kept::default();
    kept.push(&server, &calendar, &meetings(0..2)).await;
    moved(&radicale, &kept.pushed["m0001@cuadrante"], &meeting(1, 10).body).await;
    let difference = kept.push(&server, &calendar, &meetings(0..2)).await.differences.remove(0);
    let choices = [chosen(&difference, Choice::Take)];
    assert_eq!(whole(&decide(&server, &calendar, &meetings(0..2), &mut kept, &choices).await), (1, 1, 0, 0));
    assert_eq!(whole(&kept.push(&server, &calendar, &meetings(0..2)).await), (0, 2, 0, 0));
    let desired = [meeting(0, 10), meeting(1, 12)];
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (1, 1, 0, 0));
    assert!(held(&server, &calendar).await["m0001@cuadrante"].contains("T120000"));
}

#[tokio::test]
async fn a_meeting_taken_away_on_the_server_is_a_difference_too() {
    let Some(radicale) = Radicale::start().await else { return };
    let (difference, done, there, _) = behind_our_back(&radicale, taken_away, meeting(1, 10), Choice::Overwrite).await;
    assert_eq!((difference.theirs, difference.etag, difference.properties.len()), (None, None, 0));
    assert!(matches!(&done[..], [Done::Pushed(_)]), "{done:?}");
    assert!(there.is_some());

    let (_, done, there, _) = behind_our_back(&radicale, taken_away, meeting(1, 17), Choice::Take).await;
    assert_eq!((done, there), (vec![Done::Removed { uid: "m0001@cuadrante".into() }], None));
}

#[tokio::test]
async fn a_meeting_called_off_here_and_moved_there_is_a_difference() {
    let Some(radicale) = Radicale::start().await else { return };
    let ours = cancelled(&meeting(1, 10));
    let (difference, done, there, again) = behind_our_back(&radicale, moved, ours.clone(), Choice::Overwrite).await;
    assert_eq!((difference.ours, difference.theirs.is_some()), (None, true));
    assert_eq!((done, there), (vec![Done::Removed { uid: ours.uid }], None));
    assert_eq!((again.differences, again.refused), (vec![], vec![]));
}

#[tokio::test]
async fn a_choice_holds_for_the_version_that_was_seen() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let mut kept = Kept::default();
    kept.push(&server, &calendar, &meetings(0..2)).await;
    let pushed = kept.pushed["m0001@cuadrante"].clone();
    moved(&radicale, &pushed, &meeting(1, 10).body).await;
    let first = kept.push(&server, &calendar, &meetings(0..2)).await.differences.remove(0);
    // It moves on while the user thinks.
    let later = meeting(1, 19).body;
    radicale.by_another("PUT", path(&pushed.href), &[], &later).await;
    for choice in [Choice::Take, Choice::Overwrite] {
        let report = decide(&server, &calendar, &meetings(0..2), &mut kept, &[chosen(&first, choice)]).await;
        assert_eq!(whole(&report), (0, 1, 1, 0), "{choice:?}");
        assert_ne!(report.differences[0].etag, first.etag);
        assert!(held(&server, &calendar).await["m0001@cuadrante"].contains("T190000"));
    }
    // Ours had become what theirs is: no difference any more.
    let desired = [meeting(0, 10), meeting(1, 19)];
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (1, 1, 0, 0));
}

/// A server that was restored counts its versions anew, and some clients store a meeting again without changing it.
#[tokio::test]
async fn another_version_of_the_same_meeting_is_no_difference() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let mut kept = Kept::default();
    kept.push(&server, &calendar, &meetings(0..4)).await;
    for (number, pushed) in (0..).zip(kept.known()) {
        let body = meeting(number, 10).body.replace("LAST-MODIFIED:20270101T08", "LAST-MODIFIED:20270202T09");
        radicale.by_another("PUT", path(&pushed.href), &[], &body).await;
        assert_ne!(server.get(&pushed.href).await.unwrap().etag, pushed.etag);
    }
    let desired = [meeting(0, 10), meeting(1, 16), cancelled(&meeting(2, 10)), meeting(3, 10)];
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (4, 0, 0, 0));
    let there = held(&server, &calendar).await;
    assert_eq!((there.len(), there["m0001@cuadrante"].contains("T160000")), (3, true));
    assert_eq!(whole(&kept.push(&server, &calendar, &desired).await), (0, 4, 0, 0));
}

#[tokio::test]
async fn what_is_in_the_place_of_a_new_meeting_is_not_written_over() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    // The same UID under another name, as when the calendar was filled by importing a file.
    radicale.by_another("PUT", "/ana/reuniones/imported.ics", &[], &meeting(1, 10).body).await;
    radicale.by_another("PUT", "/ana/reuniones/changed.ics", &[], &meeting(2, 13).body).await;
    let mut kept = Kept::default();
    let report = kept.push(&server, &calendar, &meetings(0..3)).await;
    assert_eq!(whole(&report), (2, 0, 1, 0), "{report:?}");
    assert!(kept.pushed["m0001@cuadrante"].href.ends_with("/imported.ics"));
    assert!(report.differences[0].href.ends_with("/changed.ics"));
    assert_eq!(held(&server, &calendar).await.len(), 3);
    let choices = [chosen(&report.differences[0], Choice::Overwrite)];
    assert_eq!(whole(&decide(&server, &calendar, &meetings(0..3), &mut kept, &choices).await), (1, 2, 0, 0));
    assert!(held(&server, &calendar).await["m0002@cuadrante"].contains("T100000"));
}

#[tokio::test]
async fn single_requests_keep_to_versions_and_one_bad_meeting_does_not_keep_others_back() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let (one, href) = (meeting(1, 10), format!("{calendar}m.ics"));
    let etag = server.create(&href, &one.body).await.unwrap().unwrap();
    assert_eq!(server.create(&href, &one.body).await, Err(ServerFault::Changed));
    let newer = server.update(&href, &meeting(1, 11).body, &etag).await.unwrap().unwrap();
    assert_eq!(server.update(&href, &one.body, &etag).await, Err(ServerFault::Changed));
    assert_eq!(server.delete(&href, &etag).await, Err(ServerFault::Changed));
    assert_eq!(server.get(&href).await.unwrap().etag, newer);
    assert_eq!(server.delete(&href, &newer).await, Ok(()));
    assert_eq!(server.get(&href).await, Err(ServerFault::NotFound));
    assert_eq!(server.list(&calendar).await, Ok(Vec::new()));

    let mut desired = meetings(0..4);
    desired[1].body = "this is no calendar".into();
    desired[2].file_name = "../../otra/m.ics".into();
    let report = Kept::default().push(&server, &calendar, &desired).await;
    assert_eq!(whole(&report), (2, 0, 0, 2), "{report:?}");
    assert_eq!(report.refused[1].fault, ServerFault::BadAddress);
    assert_eq!(held(&server, &calendar).await.len(), 2);

    let elsewhere = Kept::default().push(&server, &radicale.at("/ana/nothing/"), &desired).await;
    assert_eq!((elsewhere.failed, elsewhere.done.len()), (Some(ServerFault::NotFound), 0));
}

#[tokio::test]
async fn a_push_that_is_stopped_has_stored_all_that_it_did() {
    let Some(radicale) = Radicale::start().await else { return };
    let calendar = radicale.calendar("reuniones", "VEVENT").await;
    let server = server(radicale.port);
    let mut kept = Kept { stop_after: Some(7), ..Kept::default() };
    let report = kept.push(&server, &calendar, &meetings(0..20)).await;
    assert_eq!((report.stopped, report.done.len(), kept.pushed.len()), (true, 7, 7));
    assert_eq!(held(&server, &calendar).await.len(), 7);
    kept.stop_after = None;
    assert_eq!(whole(&kept.push(&server, &calendar, &meetings(0..20)).await), (13, 7, 0, 0));
}
