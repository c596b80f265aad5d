use std::collections::BTreeMap;

use domain::client::are_rivals;
use domain::conflict::{shared, within_hours};
use domain::time::civil;
use domain::{ClientId, Format, Meeting, MeetingStatus, Place};

use super::super::{Bundle, bank};
use super::{client, later, today};

/// Whether everybody in a meeting works at that hour, is not away, and the room is open and large enough.
fn check_meeting(bundle: &Bundle, meeting: &Meeting) {
    let name = &meeting.id;
    let span = meeting.span();
    for attendance in &meeting.clients {
        let client = client(bundle, &attendance.client);
        assert!(within_hours(&client.hours, &client.zone, span), "{name}: hours of {}", client.id);
        assert!(
            meeting.clients.iter().all(|other| !are_rivals(client, super::client(bundle, &other.client))),
            "{name}: rivals"
        );
    }
    for service in &meeting.providers {
        let provider = bundle.providers.iter().find(|provider| provider.id == service.provider).unwrap();
        assert!(within_hours(&provider.hours, &provider.zone, span), "{name}: hours of {}", provider.id);
        let begins = civil(span.0, provider.zone.rules_or_utc());
        assert!(provider.absences.iter().all(|away| begins < away.from || away.to <= begins), "{name}: away");
    }
    let (clients, providers) = (meeting.clients.len() as u32, meeting.providers.len() as u32);
    let topic = bundle.topics.iter().find(|topic| Some(&topic.id) == meeting.topic.as_ref()).unwrap();
    let template = topic.template(meeting.format);
    assert_eq!(template.refusals(clients, providers), vec![], "{name}");
    assert!(template.places.contains(&meeting.place.kind()) || meeting.place == Place::Remote, "{name}: place");
    let held = |skill: &String| {
        let serves = |id: &domain::ProviderId| meeting.providers.iter().any(|service| service.provider == *id);
        bundle.providers.iter().any(|provider| serves(&provider.id) && provider.skills.contains(skill))
    };
    assert!(topic.skills.iter().all(held), "{name}: skills");
    if let Place::Room(id) = &meeting.place {
        let room = bundle.rooms.iter().find(|room| room.id == *id).unwrap();
        assert!(within_hours(&room.hours, &meeting.zone, span), "{name}: hours of the room");
        assert!(clients + providers <= room.seats, "{name}: seats");
    }
}

#[test]
fn meetings_lie_where_they_can_and_one_conflict_is_kept() {
    // Every day of a week, then days in other seasons: before, in and after daylight saving in New York and Madrid.
    for shift in (0..7).chain([35, 108, 126, 200, 345]) {
        let day = later(shift);
        let bundle = bank(day);
        for meeting in &bundle.meetings {
            check_meeting(&bundle, meeting);
            let date = meeting.start.date();
            match meeting.status {
                MeetingStatus::Held => assert!(date < day && (day - date).num_days() <= 728),
                MeetingStatus::Planned => assert!(date > day && (date - day).num_days() <= 14),
                MeetingStatus::Cancelled => panic!("{} is cancelled", meeting.id),
            }
            assert!(meeting.created <= meeting.updated && meeting.updated.date_naive() <= day);
            for attendance in &meeting.clients {
                if let Some(need) = bundle.needs.iter().find(|need| Some(&need.id) == attendance.need.as_ref()) {
                    assert!(need.from <= date && date <= need.until, "{} and {}", meeting.id, need.id);
                }
            }
        }
        let conflicts: Vec<_> = bundle
            .meetings
            .iter()
            .enumerate()
            .flat_map(|(i, one)| bundle.meetings[i + 1..].iter().map(move |other| (one, other)))
            .filter(|(one, other)| !shared(one, other).is_empty())
            .collect();
        assert_eq!(conflicts.len(), 1, "{conflicts:?}");
        assert!(conflicts[0].1.conflict_kept && !conflicts[0].1.reason.is_empty());
        let locked = bundle.meetings.iter().filter(|meeting| meeting.lock.any());
        assert!(locked.clone().all(|meeting| meeting.status == MeetingStatus::Planned));
        assert_eq!(locked.count(), 2);
    }
}

#[test]
fn the_record_shows_relationships_and_encounters() {
    let bundle = bank(today());
    let mut by_client: BTreeMap<&ClientId, Vec<_>> = BTreeMap::new();
    for meeting in bundle.meetings.iter().filter(|m| m.format == Format::Visit && m.status == MeetingStatus::Held) {
        by_client.entry(&meeting.clients[0].client).or_default().push(meeting.face().unwrap());
    }
    by_client.retain(|_, faces| faces.len() >= 3);
    let usual_share = |faces: &Vec<_>| {
        let most = faces.iter().map(|face| faces.iter().filter(|other| *other == face).count()).max().unwrap();
        most as f64 / faces.len() as f64
    };
    let loyal = by_client.values().filter(|faces| usual_share(faces) >= 0.6).count();
    let passing = by_client.values().filter(|faces| usual_share(faces) < 0.6).count();
    assert!(loyal >= 8 && passing >= 4, "{loyal} loyal, {passing} passing");
}
