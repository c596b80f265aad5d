//! Puts meetings where everybody in them has time, as whoever kept the bank's diary would have.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::conflict::within_hours;
use domain::format::GroupVariant;
use domain::provider::Provider;
use domain::site::{Room, Site};
use domain::time::{civil, instant};
use domain::{
    Attendance, Client, Format, Lock, Meeting, MeetingId, MeetingStatus, Place, Role, RoomId, Topic, ZoneName,
};

use super::days::{clock, is_working, shifted, stamp};

/// Where a meeting is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Where {
    /// In the smallest free room of ours that seats all, in the first client's country.
    Ours,
    /// At the first client's.
    Theirs,
    /// From a distance.
    Remote,
}

/// A meeting that still lacks its hour.
pub(super) struct Wish<'a> {
    pub(super) topic: &'a Topic,
    pub(super) format: Format,
    pub(super) clients: Vec<&'a Client>,
    pub(super) providers: Vec<&'a Provider>,
    pub(super) place: Where,
}

impl Wish<'_> {
    fn variant(&self) -> GroupVariant {
        if self.format == Format::FocusGroup { self.topic.group_variant } else { GroupVariant::FocusGroup }
    }

    /// What the providers are in the meeting, in their order.
    fn roles(&self) -> &'static [Role] {
        match (self.format, self.variant()) {
            (Format::WorkTable, _) => &[Role::Face, Role::Chair, Role::Owner, Role::Scribe, Role::Owner, Role::Owner],
            (Format::Panel, _) => &[Role::Face, Role::Expert, Role::Expert, Role::Scribe, Role::Expert, Role::Expert],
            (Format::FocusGroup, GroupVariant::FocusGroup) => &[Role::Moderator, Role::Assistant, Role::Observer],
            (Format::FocusGroup, GroupVariant::Talk) => &[Role::Speaker, Role::Assistant],
            (Format::Visit, _) => &[Role::Executive, Role::Listener],
        }
    }
}

/// Who and what the sample consists of, and the meetings found so far.
///
/// On one day nobody is in two meetings and no room is used twice: nothing overlaps, and nobody hurries across town.
pub(super) struct Diary<'a> {
    sites: &'a [Site],
    rooms: &'a [Room],
    pub(super) providers: &'a [Provider],
    pub(super) topics: &'a [Topic],
    pub(super) clients: &'a [Client],
    taken: BTreeSet<(NaiveDate, String)>,
    meetings: Vec<Meeting>,
}

impl<'a> Diary<'a> {
    pub(super) fn new(
        sites: &'a [Site],
        rooms: &'a [Room],
        providers: &'a [Provider],
        topics: &'a [Topic],
        clients: &'a [Client],
    ) -> Self {
        Self { sites, rooms, providers, topics, clients, taken: BTreeSet::new(), meetings: Vec::new() }
    }

    pub(super) fn into_meetings(self) -> Vec<Meeting> {
        self.meetings
    }

    pub(super) fn client(&self, key: &str) -> Option<&'a Client> {
        self.clients.iter().find(|client| client.id.as_str() == format!("client-{key}"))
    }

    pub(super) fn provider(&self, key: &str) -> Option<&'a Provider> {
        self.providers.iter().find(|provider| provider.id.as_str() == format!("provider-{key}"))
    }

    pub(super) fn topic(&self, key: &str) -> Option<&'a Topic> {
        self.topics.iter().find(|topic| topic.id.as_str() == format!("topic-{key}"))
    }

    fn site(&self, id: Option<&domain::SiteId>) -> Option<&'a Site> {
        self.sites.iter().find(|site| Some(&site.id) == id)
    }

    /// Country of a client's premises.
    pub(super) fn country(&self, client: &Client) -> &'a str {
        self.site(client.site.as_ref()).map_or("", |site| &site.country)
    }

    /// Country of a provider's base.
    pub(super) fn base(&self, provider: &Provider) -> &'a str {
        self.site(provider.site.as_ref()).map_or("", |site| &site.country)
    }

    /// Puts a meeting on the first working day from `first` to `last` that suits everybody; says where it now lies in
    /// the diary, or `None` where no day does. `turn` varies the hour.
    pub(super) fn put(&mut self, wish: &Wish, first: NaiveDate, last: NaiveDate, turn: usize) -> Option<&mut Meeting> {
        let mut date = first;
        while date <= last {
            if is_working(date)
                && let Some((start, zone, place)) = self.slot(wish, date, turn)
            {
                return self.enter(wish, start, zone, place);
            }
            date = shifted(date, 1);
        }
        None
    }

    /// Enters a meeting beside another of the same people, half an hour after its beginning: a conflict somebody keeps.
    pub(super) fn put_over(&mut self, wish: &Wish, other: &Meeting, room: RoomId) -> Option<&mut Meeting> {
        let start = other.start + TimeDelta::minutes(30);
        self.enter(wish, start, other.zone.clone(), Place::Room(room))
    }

    fn enter(&mut self, wish: &Wish, start: NaiveDateTime, zone: ZoneName, place: Place) -> Option<&mut Meeting> {
        let template = wish.topic.template(wish.format);
        let services = wish.providers.iter().zip(wish.roles());
        for name in self.names(wish, &place) {
            self.taken.insert((start.date(), name));
        }
        let made = stamp(shifted(start.date(), -i64::from(template.lead_days)));
        self.meetings.push(Meeting {
            id: MeetingId(format!("meeting-{:04}", self.meetings.len() + 1)),
            title: String::new(),
            topic: Some(wish.topic.id.clone()),
            format: wish.format,
            variant: wish.variant(),
            template_version: template.version,
            status: MeetingStatus::Held,
            start,
            zone,
            minutes: template.minutes,
            place,
            clients: wish.clients.iter().map(|client| Attendance { client: client.id.clone(), need: None }).collect(),
            providers: services
                .map(|(provider, role)| domain::meeting::Service { provider: provider.id.clone(), role: *role })
                .collect(),
            lock: Lock::default(),
            reason: String::new(),
            agenda: String::new(),
            notes: String::new(),
            conflict_kept: false,
            sequence: 0,
            created: made,
            updated: made,
            version: 0,
        });
        self.meetings.last_mut()
    }

    /// Everybody and everything that a meeting takes up for the day.
    fn names(&self, wish: &Wish, place: &Place) -> Vec<String> {
        let room = match place {
            Place::Room(room) => Some(room.to_string()),
            Place::Client(_) | Place::Remote => None,
        };
        let clients = wish.clients.iter().map(|client| client.id.to_string());
        clients.chain(wish.providers.iter().map(|provider| provider.id.to_string())).chain(room).collect()
    }

    fn is_free(&self, date: NaiveDate, name: &str) -> bool {
        !self.taken.contains(&(date, name.to_owned()))
    }

    /// An hour of a day at which everybody has time and the place is free.
    fn slot(&self, wish: &Wish, date: NaiveDate, turn: usize) -> Option<(NaiveDateTime, ZoneName, Place)> {
        let (place, zone, room) = self.place(wish, date)?;
        if !self.names(wish, &place).iter().all(|name| self.is_free(date, name)) {
            return None;
        }
        let minutes = wish.topic.template(wish.format).minutes;
        // From 8:00 to 17:30, every half hour, beginning somewhere else each time.
        let start = (0..20).map(|step| (step + 3 * turn as u32) % 20).find_map(|half_hour| {
            let start = date.and_time(clock(8 + half_hour / 2, 30 * (half_hour % 2)));
            let from = instant(start, zone.rules_or_utc());
            let span = (from, from + minutes.delta());
            let suits = wish.clients.iter().all(|client| within_hours(&client.hours, &client.zone, span))
                && wish.providers.iter().all(|provider| has_time(provider, span))
                && room.is_none_or(|room| within_hours(&room.hours, &zone, span));
            suits.then_some(start)
        })?;
        Some((start, zone, place))
    }

    fn place(&self, wish: &Wish, date: NaiveDate) -> Option<(Place, ZoneName, Option<&'a Room>)> {
        let first = wish.clients.first()?;
        match wish.place {
            Where::Theirs => Some((Place::Client(first.id.clone()), first.zone.clone(), None)),
            Where::Remote => Some((Place::Remote, first.zone.clone(), None)),
            Where::Ours => {
                let people = (wish.clients.len() + wish.providers.len()) as u32;
                let suits = |room: &&Room| {
                    room.seats >= people
                        && self.is_free(date, room.id.as_str())
                        && self.site(Some(&room.site)).is_some_and(|site| site.country == self.country(first))
                };
                let room = self.rooms.iter().filter(suits).min_by_key(|room| room.seats)?;
                let zone = self.site(Some(&room.site))?.zone.clone();
                Some((Place::Room(room.id.clone()), zone, Some(room)))
            }
        }
    }
}

/// Whether a provider works at a time and is not away.
fn has_time(provider: &Provider, span: (DateTime<Utc>, DateTime<Utc>)) -> bool {
    let rules = provider.zone.rules_or_utc();
    let (from, to) = (civil(span.0, rules), civil(span.1, rules));
    within_hours(&provider.hours, &provider.zone, span)
        && provider.absences.iter().all(|absence| absence.to <= from || to <= absence.from)
}
