//! The bank itself: firms, offices, rooms, those who serve, and the topics they serve.

use chrono::NaiveDate;
use domain::format::GroupVariant;
use domain::provider::{Firm, FirmKind, Provider};
use domain::site::{Room, Site};
use domain::topic::{Mix, MixPreference};
use domain::{Absence, FirmId, Format, Minutes, ProviderId, RoomId, SiteId, Topic, TopicId, ZoneName};

use super::days::{clock, shifted, weekly, working_day};
use super::table::{Line, lines, parts};

/// A part of a town, with the telephone prefix of its town.
pub(super) fn district(key: &str) -> Option<Line> {
    lines(include_str!("tables/districts.txt")).find(|line| line.cell(0) == key)
}

/// A site in a district.
pub(super) fn site_in(id: SiteId, name: &str, district: &Line, number: &str) -> Site {
    Site {
        id,
        name: name.to_owned(),
        address: format!("{} n.º {number}", district.cell(1)),
        city: district.cell(2).to_owned(),
        country: district.cell(3).to_owned(),
        zone: ZoneName(district.cell(4).to_owned()),
        latitude: district.cell(5).parse().ok(),
        longitude: district.cell(6).parse().ok(),
        version: 0,
    }
}

/// The bank, its affiliate and its allies.
pub(super) fn firms() -> Vec<Firm> {
    lines(include_str!("tables/firms.txt"))
        .map(|line| Firm {
            id: FirmId(format!("firm-{}", line.cell(0))),
            name: line.cell(1).to_owned(),
            kind: match line.cell(2) {
                "own" => FirmKind::Own,
                "affiliate" => FirmKind::Affiliate,
                _ => FirmKind::Ally,
            },
            version: 0,
        })
        .collect()
}

/// The bank's offices, and the allies' premises from which their people set out.
pub(super) fn offices() -> Vec<Site> {
    let own = lines(include_str!("tables/offices.txt")).filter_map(|line| {
        let id = SiteId(format!("site-{}", line.cell(0)));
        Some(site_in(id, line.cell(1), &district(line.cell(2))?, line.cell(3)))
    });
    let allies = lines(include_str!("tables/providers.txt")).filter_map(|line| {
        let place = district(line.cell(4))?;
        let firm = firms().into_iter().find(|firm| firm.id == firm_id(&line))?;
        Some(site_in(SiteId(format!("site-{}", line.cell(4))), &firm.name, &place, "12"))
    });
    own.chain(allies).collect()
}

fn firm_id(provider: &Line) -> FirmId {
    FirmId(format!("firm-{}", provider.cell(3)))
}

/// The rooms in the bank's offices.
pub(super) fn rooms() -> Vec<Room> {
    lines(include_str!("tables/rooms.txt"))
        .map(|line| Room {
            id: RoomId(format!("room-{}", line.cell(0))),
            name: line.cell(1).to_owned(),
            site: SiteId(format!("site-{}", line.cell(2))),
            seats: line.number(3),
            hours: weekly(&format!("{}-{}", line.cell(4), line.cell(5)), 1..=5),
            version: 0,
        })
        .collect()
}

/// Those who serve the clients, and when they are away in the coming weeks.
pub(super) fn providers(today: NaiveDate) -> Vec<Provider> {
    let offices = offices();
    lines(include_str!("tables/providers.txt"))
        .filter_map(|line| {
            let base = SiteId(format!("site-{}", line.cell(4)));
            let firm = firm_id(&line);
            let mailbox = line.cell(0).replace('-', ".");
            Some(Provider {
                id: ProviderId(format!("provider-{}", line.cell(0))),
                name: line.cell(1).to_owned(),
                title: line.cell(2).to_owned(),
                email: format!("{mailbox}@{}.example", line.cell(3)),
                firm,
                zone: offices.iter().find(|site| site.id == base)?.zone.clone(),
                site: Some(base),
                skills: line.list(5),
                hours: weekly(line.cell(6), 1..=5),
                absences: absence(line.cell(8), today).into_iter().collect(),
                max_per_day: line.number(7),
                version: 0,
            })
        })
        .collect()
}

/// An absence written as its first working day from today, its length in days, and why.
fn absence(text: &str, today: NaiveDate) -> Option<Absence> {
    let mut words = text.splitn(3, ' ');
    let first = working_day(today, words.next()?.parse().ok()?);
    let days: i64 = words.next()?.parse().ok()?;
    Some(Absence {
        from: first.and_time(clock(0, 0)),
        to: shifted(first, days).and_time(clock(0, 0)),
        reason: words.next().unwrap_or_default().to_owned(),
    })
}

/// What clients want dealt with.
pub(super) fn topics() -> Vec<Topic> {
    lines(include_str!("tables/topics.txt"))
        .map(|line| Topic {
            id: TopicId(format!("topic-{}", line.cell(0))),
            name: line.cell(1).to_owned(),
            description: line.cell(2).to_owned(),
            skills: parts(line.cell(3)).map(str::to_owned).collect(),
            format: Format::from_word(line.cell(4)),
            group_variant: if line.cell(5) == "talk" { GroupVariant::Talk } else { GroupVariant::FocusGroup },
            minutes: line.cell(6).parse().ok().map(Minutes),
            places: Vec::new(),
            mix: line.cell(7).split_once(' ').map(|(attribute, prefer)| Mix {
                attribute: attribute.to_owned(),
                prefer: if prefer == "same" { MixPreference::Same } else { MixPreference::Varied },
            }),
            sensitive: line.cell(8) == "sensitive",
            version: 0,
        })
        .collect()
}
