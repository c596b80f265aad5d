//! Every kind of row goes in and comes out the same, and refuses what it must.
#![allow(clippy::unwrap_used)] // Clippy knows the functions marked as tests only, not what they share.

mod common;

use common::*;
use domain::{ClientId, Item, MeetingStatus, Place as Where};
use store::*;

#[tokio::test]
async fn every_kind_of_row_comes_back_as_it_went_in() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let store = place.reopened(store).await;
    let mut read = store.read().await.unwrap();

    let mut rivals = (client("a"), client("b"));
    (rivals.0.rivals, rivals.0.version) = (vec!["b".into()], 1);
    (rivals.1.rivals, rivals.1.version) = (vec!["a".into()], 1);
    assert_eq!(clients::all(&mut read).await.unwrap(), vec![rivals.0.clone(), rivals.1]);
    assert_eq!(clients::get(&mut read, &"a".into()).await.unwrap(), Some(rivals.0));
    assert_eq!(clients::get(&mut read, &"nobody".into()).await.unwrap(), None);

    macro_rules! check {
        ($area:ident, $row:expr) => {{
            let mut row = $row;
            row.version = 1;
            assert_eq!($area::get(&mut read, &row.id).await.unwrap().as_ref(), Some(&row));
            assert_eq!($area::all(&mut read).await.unwrap(), vec![row]);
        }};
    }
    check!(firms, firm());
    check!(sites, site());
    check!(rooms, room());
    check!(providers, provider());
    check!(topics, topic("topic"));
    check!(needs, need("need", "a", "topic"));
    check!(overrides, fact("fact", "a", Some("topic")));
    check!(meetings, meeting("meeting", "a", Some("need")));
    check!(polls, poll("poll", "meeting"));
    assert_eq!(polls::of_meeting(&mut read, &"meeting".into()).await.unwrap().len(), 1);
    assert_eq!(replies::of(&mut read, &["meeting".into()]).await.unwrap(), vec![reply("meeting")]);
    assert_eq!(replies::get(&mut read, &"meeting".into(), "a-c").await.unwrap(), None);
    assert_eq!(drafts::all(&mut read).await.unwrap(), vec![draft("draft")]);
    assert_eq!(settings::get(&mut read, "language").await.unwrap().as_deref(), Some(r#""es""#));
    assert_eq!(settings::get(&mut read, "theme").await.unwrap(), None);
    let given = |topic: Option<&str>, item, value| GivenAnswer {
        client: "a".into(),
        topic: topic.map(Into::into),
        answer: answer(item, value),
    };
    let want = vec![given(None, Item::P5, 2), given(Some("topic"), Item::S1, 5)];
    assert_eq!(answers::all(&mut read).await.unwrap(), want);
    assert_eq!(answers::of_client(&mut read, &"a".into()).await.unwrap(), want);
    assert_eq!(answers::of_client(&mut read, &"b".into()).await.unwrap(), vec![]);
}

#[tokio::test]
async fn rows_with_nothing_optional_come_back_too() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("bare")).await.unwrap();
    let mut bare = client("bare");
    (bare.site, bare.sales, bare.people, bare.tags) = (None, None, Vec::new(), Vec::new());
    bare.attributes.clear();
    let mut remote = meeting("remote", "bare", None);
    (remote.place, remote.topic) = (Where::Remote, None);
    let mut theirs = meeting("theirs", "bare", None);
    theirs.place = Where::Client("bare".into());
    let mut plain = topic("plain");
    (plain.format, plain.minutes, plain.mix, plain.sensitive) = (None, None, None, false);
    (plain.skills, plain.places) = (Vec::new(), Vec::new());
    let bare = clients::put(&mut write, &bare).await.unwrap();
    let plain = topics::put(&mut write, &plain).await.unwrap();
    let stored = meetings::put_all(&mut write, &[remote, theirs]).await.unwrap();
    write.commit().await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(clients::get(&mut read, &bare.id).await.unwrap(), Some(bare));
    assert_eq!(topics::get(&mut read, &plain.id).await.unwrap(), Some(plain));
    for meeting in stored {
        assert_eq!(meetings::get(&mut read, &meeting.id).await.unwrap(), Some(meeting));
    }
}

#[tokio::test]
async fn a_changed_row_replaces_what_belonged_to_it() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("change")).await.unwrap();
    let mut a = clients::get(&mut write, &"a".into()).await.unwrap().unwrap();
    a.people = vec![person("a-new", true), person("a-b", false)];
    a.tags = vec!["nueva".into()];
    a.attributes = [("sector".to_owned(), "minas".to_owned())].into();
    a.rivals.clear();
    let put = clients::put(&mut write, &a).await.unwrap();
    assert_eq!(put.version, 2);
    assert_eq!(clients::get(&mut write, &a.id).await.unwrap(), Some(put.clone()));
    write.commit().await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(clients::get(&mut read, &a.id).await.unwrap(), Some(put));
}

#[tokio::test]
async fn an_old_version_is_refused() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("first")).await.unwrap();
    let seen = firms::get(&mut write, &"firm".into()).await.unwrap().unwrap();
    let mut mine = seen.clone();
    mine.name = "Mío".into();
    assert_eq!(firms::put(&mut write, &mine).await.unwrap().version, 2);
    let mut theirs = seen;
    theirs.name = "Suyo".into();
    let refused = firms::put(&mut write, &theirs).await;
    assert!(matches!(refused, Err(StoreError::Stale { what: "firm", ref id }) if id == "firm"), "{refused:?}");
    let new = firms::put(&mut write, &firm()).await;
    assert!(matches!(new, Err(StoreError::Stale { .. })), "a new row over an old one: {new:?}");
    let mut gone = firm();
    (gone.id, gone.version) = ("gone".into(), 4);
    let refused = firms::put(&mut write, &gone).await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "firm", .. })), "{refused:?}");
}

#[tokio::test]
async fn a_row_that_is_used_is_not_deleted() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("delete")).await.unwrap();
    let before = rows(&store).await;
    macro_rules! check {
        ($area:ident, $id:literal, $($kind:literal: $count:literal),+) => {{
            let refused = $area::delete(&mut write, &$id.into()).await.unwrap_err();
            let StoreError::InUse { id, by, .. } = refused else { panic!("{refused:?}") };
            assert_eq!((id.as_str(), by), ($id, vec![$(($kind.to_owned(), $count)),+]));
        }};
    }
    check!(firms, "firm", "providers": 1);
    check!(sites, "site", "clients": 2, "providers": 1, "rooms": 1);
    check!(rooms, "room", "meetings": 1);
    check!(providers, "provider", "meetings": 1);
    check!(topics, "topic", "needs": 1, "meetings": 1);
    check!(clients, "a", "needs": 1, "meetings": 1);
    check!(needs, "need", "meetings": 1);
    let missing = meetings::delete(&mut write, &"none".into()).await;
    assert!(matches!(missing, Err(StoreError::NotFound { what: "meeting", .. })), "{missing:?}");
    assert!(write.commit().await.unwrap().is_none(), "nothing was written");
    assert_eq!(rows(&store).await, before);
}

#[tokio::test]
async fn deleting_in_order_leaves_nothing() {
    let place = Place::new();
    let store = place.created().await;
    let empty = rows(&store).await;
    fill(&store).await;
    let mut write = store.write(done("clear")).await.unwrap();
    replies::forget_meeting(&mut write, &"meeting".into()).await.unwrap();
    polls::delete(&mut write, &"poll".into()).await.unwrap();
    meetings::delete(&mut write, &"meeting".into()).await.unwrap();
    needs::delete(&mut write, &"need".into()).await.unwrap();
    clients::delete(&mut write, &"a".into()).await.unwrap();
    assert_eq!(placements::current(&mut write).await.unwrap(), vec![]);
    let b = clients::get(&mut write, &"b".into()).await.unwrap().unwrap();
    assert_eq!((b.rivals, b.version), (Vec::<ClientId>::new(), 2), "the other no longer names it");
    clients::delete(&mut write, &"b".into()).await.unwrap();
    topics::delete(&mut write, &"topic".into()).await.unwrap();
    rooms::delete(&mut write, &"room".into()).await.unwrap();
    providers::delete(&mut write, &"provider".into()).await.unwrap();
    sites::delete(&mut write, &"site".into()).await.unwrap();
    firms::delete(&mut write, &"firm".into()).await.unwrap();
    drafts::delete(&mut write, &"draft".into()).await.unwrap();
    settings::remove(&mut write, "language").await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(rows(&store).await, empty);
}

/// Undo does not take back what went out, and a SEQUENCE never falls.
#[tokio::test]
async fn what_went_out_is_no_gesture() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let then = meeting("meeting", "a", Some("need"));
    let out = |sequence, digest: &str| Outward {
        meeting: "meeting".into(),
        sequence,
        digest: digest.into(),
        at: at("2026-11-21T10:00:00Z"),
        then: then.clone(),
    };
    let told = |party: &str, cancelled| Told {
        meeting: "meeting".into(),
        invited: domain::Invited::Guest { client: "a".into(), person: party.into() },
        name: "Ana «la jefa»".into(),
        email: "ana@example.com".into(),
        sequence: 4,
        digest: "d".into(),
        cancelled,
        at: at("2026-11-21T10:00:00Z"),
        then: then.clone(),
    };
    let mut record = store.record().await.unwrap();
    outward::put(&mut record, &[out(4, "one")]).await.unwrap();
    outward::put(&mut record, &[out(2, "two")]).await.unwrap();
    for row in [told("a-b", true), told("a-a", true), told("a-a", false)] {
        told::put(&mut record, &row).await.unwrap();
    }
    record.commit().await.unwrap();
    drop(store.record().await.unwrap());
    assert_eq!(store.gestures(10).await.unwrap().len(), 1);
    let (id, ids) = (domain::MeetingId::from("meeting"), [domain::MeetingId::from("meeting")]);
    let store = place.reopened(store).await;
    let mut read = store.read().await.unwrap();
    assert_eq!(outward::of(&mut read, &ids).await.unwrap()[&id], out(4, "two"));
    assert_eq!(told::of(&mut read, &ids).await.unwrap(), vec![told("a-a", false), told("a-b", true)]);
    assert_eq!((outward::gone(&mut read).await.unwrap(), told::of_gone(&mut read).await.unwrap()), (vec![], vec![]));
    drop(read);
    store.undo().await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(outward::ids(&mut read).await.unwrap(), ids);
    assert_eq!(outward::gone(&mut read).await.unwrap(), vec![out(4, "two")]);
    assert_eq!(told::of_gone(&mut read).await.unwrap(), vec![told("a-a", false)]);
}

#[tokio::test]
async fn a_reference_to_nothing_is_refused() {
    let place = Place::new();
    let store = place.created().await;
    let mut write = store.write(done("dangling")).await.unwrap();
    let refused = rooms::put(&mut write, &room()).await;
    assert!(matches!(refused, Err(StoreError::BrokenReference)), "{refused:?}");
    let refused = firms::put_all(&mut write, &[firm(), firm()]).await;
    assert!(matches!(refused, Err(StoreError::Unique { .. })), "{refused:?}");
}

#[tokio::test]
async fn imports_find_clients_by_code_and_by_name() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut read = store.read().await.unwrap();
    let ask = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let found = clients::by_codes(&mut read, &ask(&["C-b", "", "C-x"])).await.unwrap();
    assert_eq!(found, vec![("C-b".to_owned(), ClientId::from("b"))]);
    let name = client("a").name;
    let found = clients::by_names(&mut read, &[name.clone(), "nadie".into()]).await.unwrap();
    assert_eq!(found, vec![(name, ClientId::from("a"))]);
    let short = clients::summaries(&mut read).await.unwrap();
    let first = &short[0];
    assert_eq!((short.len(), first.city.as_str(), first.rivals, first.value), (2, "Bogotá", 1, 88));
    assert_eq!((first.tags.as_slice(), first.sales), (&client("a").tags[..], client("a").sales));
}

#[tokio::test]
async fn meetings_are_found_by_the_time_they_take_in_any_zone() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("madrid")).await.unwrap();
    let mut madrid = meeting("madrid", "b", None);
    // 15:10 in Madrid is 14:10 UTC: ten minutes after the one at 10:00 in Bogotá, 15:00 UTC, would have to begin.
    (madrid.zone, madrid.start) = (domain::ZoneName("Europe/Madrid".into()), civil("2027-01-12T15:10:00"));
    meetings::put(&mut write, &madrid).await.unwrap();
    write.commit().await.unwrap();
    let mut read = store.read().await.unwrap();
    for (from, to, want) in [
        ("2027-01-12T00:00:00Z", "2027-01-13T00:00:00Z", &["madrid", "meeting"][..]),
        ("2027-01-12T15:00:00Z", "2027-01-12T15:01:00Z", &["meeting"]),
        ("2027-01-12T14:59:59Z", "2027-01-12T15:00:00Z", &["madrid"]),
        ("2027-01-12T15:50:00Z", "2027-01-12T18:00:00Z", &[]),
    ] {
        let found = meetings::between(&mut read, at(from), at(to)).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|meeting| meeting.id.as_str()).collect();
        assert_eq!(ids, want, "{from} to {to}");
    }
    assert_eq!(meetings::of_client(&mut read, &"b".into()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_need_is_met_by_a_meeting_that_is_not_cancelled() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("cancel")).await.unwrap();
    assert_eq!(needs::met(&mut write).await.unwrap(), vec![("need".into(), "meeting".into())]);
    let mut meeting = meetings::get(&mut write, &"meeting".into()).await.unwrap().unwrap();
    meeting.status = MeetingStatus::Cancelled;
    meetings::put(&mut write, &meeting).await.unwrap();
    assert_eq!(needs::met(&mut write).await.unwrap(), vec![]);
    assert_eq!(needs::of_client(&mut write, &"a".into()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_newest_placement_is_the_current_one_whatever_the_order_of_writing() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("late entry")).await.unwrap();
    placements::append(&mut write, &placement("p0", "a", "topic", "2026-10-01T10:00:00Z")).await.unwrap();
    let ids = |entries: Vec<domain::PlacementEntry>| entries.into_iter().map(|entry| entry.id.0).collect::<Vec<_>>();
    assert_eq!(ids(placements::current(&mut write).await.unwrap()), ["p2"]);
    placements::append(&mut write, &placement("p3", "a", "topic", "2026-12-01T10:00:00Z")).await.unwrap();
    assert_eq!(ids(placements::of_client(&mut write, &"a".into()).await.unwrap()), ["p3"]);
    let history = placements::history(&mut write, &"a".into(), &"topic".into()).await.unwrap();
    assert_eq!(history[1], placement("p2", "a", "topic", "2026-11-02T10:00:00.5Z"));
    assert_eq!(ids(history), ["p3", "p2", "p1", "p0"]);
    let again = placements::append(&mut write, &placement("p3", "b", "topic", "2027-12-01T10:00:00Z")).await;
    assert!(matches!(again, Err(StoreError::Unique { .. })), "history never changes: {again:?}");
    write.commit().await.unwrap();
    store.undo().await.unwrap();
    let mut read = store.read().await.unwrap();
    assert_eq!(ids(placements::current(&mut read).await.unwrap()), ["p2"]);
}

#[tokio::test]
async fn an_answer_replaces_the_one_before_and_can_be_taken_back() {
    let place = Place::new();
    let store = place.created().await;
    fill(&store).await;
    let mut write = store.write(done("answers")).await.unwrap();
    let (a, about) = (ClientId::from("a"), domain::TopicId::from("topic"));
    answers::put(&mut write, &a, Some(&about), &answer(Item::S1, 1)).await.unwrap();
    answers::put(&mut write, &a, None, &answer(Item::S1, 3)).await.unwrap();
    answers::remove(&mut write, &a, None, Item::P5).await.unwrap();
    let found = answers::of_client(&mut write, &a).await.unwrap();
    let values: Vec<_> =
        found.iter().map(|given| (given.topic.is_some(), given.answer.item, given.answer.value)).collect();
    assert_eq!(values, [(false, Item::S1, 3), (true, Item::S1, 1)]);
    let none = answers::remove(&mut write, &a, None, Item::P5).await;
    assert!(matches!(none, Err(StoreError::NotFound { what: "answer", .. })), "{none:?}");
}
