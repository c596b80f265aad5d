mod meetings;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use domain::client::are_rivals;
use domain::conflict::within_hours;
use domain::placement::{Circumstances, Placement, PlacementSettings, Recommendation, State, place, recommend};
use domain::time::civil;
use domain::{
    Answer, Client, ClientId, Format, Item, MeetingStatus, Override, OverrideKind, Place, PlacePreference, Topic,
    TopicId,
};

use super::needs::HORIZON;
use super::{Bundle, bank};

/// A Saturday; other days of the week are tried where they matter.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn later(days: i64) -> NaiveDate {
    today() + TimeDelta::days(days)
}

/// A topic's answers over the client's own.
fn answers(bundle: &Bundle, client: &ClientId, topic: &TopicId) -> Vec<Answer> {
    let of = |about: Option<&TopicId>| -> Vec<Answer> {
        let same = |entry: &&(ClientId, Option<TopicId>, Answer)| entry.0 == *client && entry.1.as_ref() == about;
        bundle.answers.iter().filter(same).map(|(_, _, answer)| answer.clone()).collect()
    };
    [of(None), of(Some(topic))].concat()
}

fn placements(bundle: &Bundle, today: NaiveDate) -> BTreeMap<(ClientId, TopicId), Placement> {
    let pairs: BTreeSet<_> =
        bundle.answers.iter().filter_map(|(client, topic, _)| Some((client.clone(), topic.clone()?))).collect();
    let placed = |pair: (ClientId, TopicId)| {
        let placement = place(&answers(bundle, &pair.0, &pair.1), &PlacementSettings::default(), today);
        (pair, placement)
    };
    pairs.into_iter().map(placed).collect()
}

fn placement(bundle: &Bundle, client: &str, topic: &str) -> Placement {
    let (client, topic) = (ClientId(format!("client-{client}")), TopicId(format!("topic-{topic}")));
    place(&answers(bundle, &client, &topic), &PlacementSettings::default(), today())
}

fn client<'a>(bundle: &'a Bundle, id: &ClientId) -> &'a Client {
    bundle.clients.iter().find(|client| client.id == *id).unwrap()
}

/// What becomes of a client that needs a topic, by its answers and what is recorded about it.
fn recommended(bundle: &Bundle, id: &ClientId, topic: &Topic, today: NaiveDate) -> Recommendation {
    let given = answers(bundle, id, &topic.id);
    let placed = place(&given, &PlacementSettings::default(), today);
    let this = client(bundle, id);
    let rivals = bundle
        .needs
        .iter()
        .filter(|need| need.topic == topic.id && are_rivals(this, client(bundle, &need.client)))
        .map(|need| need.client.clone())
        .collect();
    let veto = given.iter().find(|answer| answer.item == Item::S2 && answer.value == 5);
    let circumstances = Circumstances {
        overrides: bundle
            .overrides
            .iter()
            .filter(|fact| fact.client == *id && fact.holds(&topic.id, today))
            .cloned()
            .collect(),
        privileged: veto.map(|answer| answer.author.clone()),
        rivals,
        sensitive: topic.sensitive,
        variant: topic.group_variant,
        ..Circumstances::default()
    };
    let many = placed.providers.score.is_some_and(|score| score >= 50.0);
    recommend(topic.format.or(placed.format), many, placed.fit.as_ref(), &circumstances)
}

#[test]
fn there_is_enough_of_everything() {
    let bundle = bank(today());
    let held = bundle.meetings.iter().filter(|m| m.status == MeetingStatus::Held).count();
    let planned = bundle.meetings.iter().filter(|m| m.status == MeetingStatus::Planned).count();
    for (what, count, range) in [
        ("firms", bundle.firms.len(), 5..=8),
        ("rooms", bundle.rooms.len(), 8..=8),
        ("providers", bundle.providers.len(), 14..=14),
        ("topics", bundle.topics.len(), 12..=12),
        ("clients", bundle.clients.len(), 60..=60),
        ("needs", bundle.needs.len(), 80..=110),
        ("held meetings", held, 230..=270),
        ("planned meetings", planned, 6..=10),
        ("places chosen by hand", bundle.chosen.len(), 3..=6),
    ] {
        assert!(range.contains(&count), "{count} {what}");
    }
    assert!(bundle.rooms.iter().all(|room| (4..=24).contains(&room.seats)));
    assert!(bundle.clients.iter().all(|client| !client.people.is_empty() && (1..=100).contains(&client.value)));
    assert!(bundle.clients.iter().any(|client| !client.preferred.0.is_empty()));
    let people: BTreeSet<_> = bundle.clients.iter().flat_map(|c| &c.people).map(|p| &p.name).collect();
    assert_eq!(people.len(), bundle.clients.iter().map(|c| c.people.len()).sum::<usize>(), "no name twice");
    let concerned: BTreeSet<_> = placements(&bundle, today()).into_keys().map(|(client, _)| client).collect();
    assert_eq!(concerned.len(), bundle.clients.len(), "every client stands somewhere on the matrix");
}

#[test]
fn what_is_referred_to_exists_and_no_id_comes_twice() {
    let bundle = bank(today());
    let ids: Vec<&str> = bundle
        .firms
        .iter()
        .map(|x| x.id.as_str())
        .chain(bundle.sites.iter().map(|x| x.id.as_str()))
        .chain(bundle.rooms.iter().map(|x| x.id.as_str()))
        .chain(bundle.providers.iter().map(|x| x.id.as_str()))
        .chain(bundle.topics.iter().map(|x| x.id.as_str()))
        .chain(bundle.clients.iter().map(|x| x.id.as_str()))
        .chain(bundle.clients.iter().flat_map(|x| &x.people).map(|x| x.id.as_str()))
        .chain(bundle.overrides.iter().map(|x| x.id.as_str()))
        .chain(bundle.needs.iter().map(|x| x.id.as_str()))
        .chain(bundle.meetings.iter().map(|x| x.id.as_str()))
        .collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    let mut named: Vec<String> = Vec::new();
    named.extend(bundle.rooms.iter().map(|x| x.site.to_string()));
    named.extend(bundle.providers.iter().flat_map(|x| [x.firm.to_string(), x.site.clone().unwrap().0]));
    named.extend(bundle.clients.iter().map(|x| x.site.clone().unwrap().0));
    named.extend(bundle.clients.iter().flat_map(|x| &x.rivals).map(ToString::to_string));
    named.extend(bundle.answers.iter().map(|x| x.0.to_string()));
    named.extend(bundle.answers.iter().filter_map(|x| Some(x.1.as_ref()?.to_string())));
    named.extend(bundle.overrides.iter().map(|x| x.client.to_string()));
    named.extend(bundle.overrides.iter().filter_map(|x| Some(x.topic.as_ref()?.to_string())));
    named.extend(bundle.chosen.iter().flat_map(|x| [x.0.to_string(), x.1.to_string()]));
    named.extend(bundle.needs.iter().flat_map(|x| [x.client.to_string(), x.topic.to_string()]));
    for meeting in &bundle.meetings {
        named.extend(meeting.topic.iter().map(ToString::to_string));
        named.extend(meeting.clients.iter().map(|x| x.client.to_string()));
        named.extend(meeting.clients.iter().filter_map(|x| Some(x.need.as_ref()?.to_string())));
        named.extend(meeting.providers.iter().map(|x| x.provider.to_string()));
        named.extend(match &meeting.place {
            Place::Room(room) => Some(room.to_string()),
            Place::Client(client) => Some(client.to_string()),
            Place::Remote => None,
        });
    }
    let unknown: Vec<_> = named.iter().filter(|name| !known.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let skills: BTreeSet<_> = bundle.providers.iter().flat_map(|p| &p.skills).collect();
    assert!(bundle.topics.iter().flat_map(|t| &t.skills).all(|skill| skills.contains(skill)));
    for zone in bundle.sites.iter().map(|s| &s.zone).chain(bundle.clients.iter().map(|c| &c.zone)) {
        assert!(zone.rules().is_ok(), "{zone:?}");
    }
}

#[test]
fn every_quadrant_is_filled() {
    let bundle = bank(today());
    let placements = placements(&bundle, today());
    for format in Format::ALL {
        let clear = placements.values().filter(|p| p.state == State::Clear && p.format == Some(format)).count();
        assert!(clear >= 8, "{clear} clear placements for {format:?}");
    }
    for format in [Format::WorkTable, Format::Panel, Format::Visit] {
        let near = placements.values().any(|p| p.state == State::NearBoundary && p.format == Some(format));
        assert!(near, "a borderline {format:?}");
    }
    for state in [State::Undetermined, State::NearBoundary] {
        let count = placements.values().filter(|p| p.state == state).count();
        assert!((4..=30).contains(&count), "{count} {state:?}");
    }
    let stale = |entry: &&(ClientId, Option<TopicId>, Answer)| entry.2.on.unwrap() < later(-365);
    assert!(bundle.answers.iter().filter(stale).count() >= 20);
    assert!(bundle.answers.iter().all(|(_, _, answer)| answer.on.unwrap() < today()));
}

#[test]
fn the_golden_cases_are_among_them() {
    let bundle = bank(today());
    for (client, topic, sharing, providers, format) in [
        ("farmacias-el-sol", "banca-electronica", 80.0, 68.3, Some(Format::WorkTable)),
        ("clinica-santa-rosalia", "junta-medica", 21.7, 75.0, Some(Format::Panel)),
        ("supermercados-la-cosecha", "inventario", 88.3, 15.0, Some(Format::FocusGroup)),
        ("inmobiliaria-mirador", "plan-anual", 18.3, 16.7, Some(Format::Visit)),
        ("posadas-mar-azul", "banca-electronica", 53.3, 68.3, Some(Format::WorkTable)),
        ("restaurantes-el-fogon", "banca-electronica", 90.0, 75.0, None),
    ] {
        let placed = placement(&bundle, client, topic);
        let near = |score: Option<f64>, want: f64| (score.unwrap() - want).abs() < 0.05;
        assert!(near(placed.sharing.score, sharing) && near(placed.providers.score, providers), "{client} {placed:?}");
        assert_eq!(placed.format, format, "{client}");
    }
}

#[test]
fn each_override_has_an_example() {
    let bundle = bank(today());
    let rulings: Vec<String> = bundle
        .needs
        .iter()
        .flat_map(|need| {
            let topic = bundle.topics.iter().find(|topic| topic.id == need.topic).unwrap();
            recommended(&bundle, &need.client, topic, today()).applied
        })
        .map(|applied| format!("{:?}", applied.ruling))
        .collect();
    for ruling in ["InPeace", "Privileged", "AskedFormat", "CriticalCase", "Rivals", "SensitiveTopic", "CultureForbids"]
    {
        assert!(rulings.iter().any(|applied| applied.starts_with(ruling)), "{ruling} in {rulings:?}");
    }
    let ended = |fact: &Override| fact.fact == OverrideKind::InPeace && fact.until.is_some_and(|day| day < today());
    assert!(bundle.overrides.iter().any(ended));
    assert!(bundle.chosen.iter().any(|(_, _, chosen)| !chosen.holds(today())));
    assert!(bundle.chosen.iter().all(|(_, _, chosen)| !chosen.reason.is_empty() && chosen.until.is_some()));
}

/// Enough clients whose way of being met is a group about this topic, and an hour at which enough of them, no two of
/// them rivals, and somebody with each skill have time.
fn check_group(bundle: &Bundle, today: NaiveDate, key: &str, format: Format, least: usize) {
    let topic = bundle.topics.iter().find(|topic| topic.id.as_str() == format!("topic-{key}")).unwrap();
    let met: BTreeSet<_> =
        bundle.meetings.iter().flat_map(|meeting| &meeting.clients).filter_map(|c| c.need.clone()).collect();
    let open: Vec<_> = bundle
        .needs
        .iter()
        .filter(|need| need.topic == topic.id && !met.contains(&need.id))
        .filter(|need| recommended(bundle, &need.client, topic, today).format == Some(format))
        .collect();
    assert!(open.len() >= least, "{key}: {} want a group", open.len());
    let minutes = topic.template(format).minutes;
    let most = (1..HORIZON)
        .flat_map(|day| (12..24).map(move |hour| (day, hour)))
        .map(|(day, hour)| {
            let date = today + TimeDelta::days(day);
            let from = date.and_hms_opt(hour, 0, 0).unwrap().and_utc();
            let span = (from, from + minutes.delta());
            let skilled = topic.skills.iter().all(|skill| {
                bundle.providers.iter().any(|provider| {
                    let begins = civil(span.0, provider.zone.rules_or_utc());
                    provider.skills.contains(skill)
                        && within_hours(&provider.hours, &provider.zone, span)
                        && provider.absences.iter().all(|away| begins < away.from || away.to <= begins)
                })
            });
            let mut table: Vec<&Client> = Vec::new();
            for need in open.iter().filter(|need| skilled && need.from <= date && date <= need.until) {
                let one = client(bundle, &need.client);
                if within_hours(&one.hours, &one.zone, span) && !table.iter().any(|other| are_rivals(one, other)) {
                    table.push(one);
                }
            }
            table.len()
        })
        .max();
    let min = topic.template(format).clients.min as usize;
    assert!(most >= Some(min), "{key}: at most {most:?} at once, {min} needed");
}

#[test]
fn groups_can_be_made() {
    for shift in 0..7 {
        let day = later(shift);
        let bundle = bank(day);
        check_group(&bundle, day, "banca-electronica", Format::WorkTable, 6);
        check_group(&bundle, day, "cobranza-nomina", Format::WorkTable, 6);
        check_group(&bundle, day, "flotas", Format::WorkTable, 6);
        check_group(&bundle, day, "calidad", Format::FocusGroup, 4);
        check_group(&bundle, day, "inventario", Format::FocusGroup, 6);
        check_group(&bundle, day, "app-movil", Format::FocusGroup, 5);
        check_group(&bundle, day, "fraude", Format::FocusGroup, 8);
    }
}

#[test]
fn needs_lie_within_five_weeks() {
    let bundle = bank(today());
    for need in &bundle.needs {
        assert!(today() <= need.from && need.from < need.until && need.until <= later(HORIZON), "{need:?}");
        assert!((1..=5).contains(&need.priority));
    }
    for place in [PlacePreference::Room, PlacePreference::Client, PlacePreference::Remote] {
        assert!(bundle.needs.iter().any(|need| need.place == place), "{place:?}");
    }
    let away = |fortnight: NaiveDate| {
        bundle.providers.iter().flat_map(|p| &p.absences).filter(move |a| a.from.date() <= fortnight).count()
    };
    assert!(away(later(14)) >= 3);
}

#[test]
fn the_same_day_gives_the_same_bank_and_another_day_moves_it() {
    assert_eq!(bank(today()), bank(today()));
    let (now, next) = (bank(today()), bank(later(7)));
    assert_eq!(now.clients, next.clients);
    let week = TimeDelta::days(7);
    for (one, other) in now.needs.iter().zip(&next.needs) {
        assert_eq!((one.from + week, one.until + week), (other.from, other.until));
    }
    for (one, other) in now.answers.iter().zip(&next.answers) {
        assert_eq!(one.2.on.map(|on| on + week), other.2.on);
    }
    let newest = |bundle: &Bundle| bundle.meetings.iter().map(|meeting| meeting.start).max().unwrap();
    assert!(newest(&next) > newest(&now));
}
