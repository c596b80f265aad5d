//! Needs as the planner takes them: under which topic, in which format, at which kinds of place.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveTime, TimeDelta};
use contract::views::{NeedRow, NotPlannedReason};
use domain::format::PlaceKind;
use domain::{ClientId, Format, Site, SiteId, travel};

use super::build::{Material, TopicMeaning};

/// Minutes of travel beyond which nobody is sent to a client for one visit: it is met remotely, or comes to us.
const FARTHEST_VISIT: u32 = 180;

/// Where the groups of the open needs are to meet.
#[derive(Debug, Default)]
pub(super) struct GroupWishes {
    /// Topics whose group needs come from clients of several countries: their groups may meet remotely.
    abroad: HashSet<domain::TopicId>,
    /// The kind of place that a topic's groups of a format share, where clients ask for one.
    shared: HashMap<(domain::TopicId, Format), PlaceKind>,
}

impl Material {
    /// What the open group needs ask for together.
    ///
    /// A client who asks for a kind of place gets no other, and yet should not be left without company: where the
    /// groups of its topic can usually be held so, all of them are, since to those who ask for nothing any usual place
    /// is right. Where clients ask for different kinds, those who ask for nothing go with the more numerous.
    pub(super) fn group_wishes(&self, rows: &[NeedRow]) -> GroupWishes {
        let mut wishes = GroupWishes { abroad: self.topics_across_countries(rows), shared: HashMap::new() };
        let mut asked: HashMap<(domain::TopicId, Format), BTreeMap<PlaceKind, u32>> = HashMap::new();
        for row in rows.iter().filter(|row| !row.do_not_meet && self.window(row).is_some()) {
            let Some(format) = row.format.filter(|format| format.is_group()) else { continue };
            let usual = self.usual_places(row, format, wishes.abroad.contains(&row.need.topic));
            let kind = row.need.place.kind().filter(|kind| usual.as_ref().is_ok_and(|usual| usual.contains(kind)));
            if let Some(kind) = kind {
                *asked.entry((row.need.topic.clone(), format)).or_default().entry(kind).or_default() += 1;
            }
        }
        for (group, kinds) in asked {
            // Of equal numbers the first kind, the room.
            let most = kinds.values().max().copied();
            let kind = kinds.into_iter().find(|(_, count)| Some(*count) == most).map(|(kind, _)| kind);
            wishes.shared.extend(kind.map(|kind| (group, kind)));
        }
        wishes
    }

    /// Topics whose open needs come from clients of several countries.
    fn topics_across_countries(&self, rows: &[NeedRow]) -> HashSet<domain::TopicId> {
        let mut countries: HashMap<domain::TopicId, HashSet<String>> = HashMap::new();
        for row in rows.iter().filter(|row| row.format.is_some_and(Format::is_group)) {
            let country = self.site_of(&row.need.client).map(|site| site.country.clone()).unwrap_or_default();
            countries.entry(row.need.topic.clone()).or_default().insert(country);
        }
        countries.into_iter().filter(|(_, found)| found.len() > 1).map(|(topic, _)| topic).collect()
    }

    /// The minutes in which a need can be met; none where they lie outside the days planned.
    fn window(&self, row: &NeedRow) -> Option<(i32, i32)> {
        let from = self.horizon.minute(row.need.from.and_time(NaiveTime::MIN)).max(self.earliest);
        let last = row.need.until + TimeDelta::days(1);
        let until = self.horizon.minute(last.and_time(NaiveTime::MIN)).min(self.horizon.length());
        (from < until).then_some((from, until))
    }

    pub(super) fn site_of(&self, client: &ClientId) -> Option<&Site> {
        self.cast.clients.get(client)?.site.as_ref().and_then(|site| self.cast.sites.get(site))
    }

    /// Place of a site in the travel matrix. The last row and column stand for "nobody knows where": no way from or to
    /// it takes any time, as the calendar knows none either.
    pub(super) fn site_index(&self, site: Option<&SiteId>) -> u32 {
        site.and_then(|site| self.sites.iter().position(|known| known == site)).unwrap_or(self.sites.len()) as u32
    }

    /// One need with the topic it is planned under, or why it cannot be planned.
    pub(super) fn need(
        &self,
        row: &NeedRow,
        wishes: &GroupWishes,
    ) -> Result<(planner::Need, planner::Topic, TopicMeaning), NotPlannedReason> {
        if row.do_not_meet {
            return Err(NotPlannedReason::DoNotMeet);
        }
        let (Some(format), Some(topic)) = (row.format, self.deciding.topic(&row.need.topic)) else {
            return Err(NotPlannedReason::Undetermined);
        };
        let (from, until) = self.window(row).ok_or(NotPlannedReason::OutsideHorizon)?;
        let template = topic.template(format);
        let places = self.places(row, format, wishes)?;
        let (least, most) = template.planned_providers();
        let places_word: Vec<&str> = places.iter().map(|kind| place_word(*kind)).collect();
        let id = format!("{}|{}|{}", topic.id, format.word(), places_word.join("+"));
        let planned = planner::Topic {
            id: id.clone(),
            format: planner_format(format),
            duration: template.minutes.0 as i32,
            skills: topic.skills.clone(),
            clients: planner::Limits(template.clients.min, template.clients.max),
            providers: planner::Limits(least, most),
            places: places.iter().map(|kind| planner_place(*kind)).collect(),
            mix: topic.mix.as_ref().filter(|_| format.is_group()).map(|mix| planner::Mix {
                attribute: mix.attribute.clone(),
                prefer: match mix.prefer {
                    domain::topic::MixPreference::Same => planner::Preference::Same,
                    domain::topic::MixPreference::Varied => planner::Preference::Varied,
                },
            }),
        };
        let need = planner::Need {
            id: row.need.id.0.clone(),
            client: row.need.client.0.clone(),
            topic: id,
            priority: row.need.priority,
            from,
            until,
        };
        let meaning = TopicMeaning { topic: Some(topic.id.clone()), format, variant: template.variant, existing: None };
        Ok((need, planned, meaning))
    }

    /// Where a need may be met: as it asks, or as those ask whom it is to meet in a group; otherwise as its format
    /// usually is.
    fn places(&self, row: &NeedRow, format: Format, wishes: &GroupWishes) -> Result<Vec<PlaceKind>, NotPlannedReason> {
        let usual = || self.usual_places(row, format, wishes.abroad.contains(&row.need.topic));
        match row.need.place.kind() {
            Some(PlaceKind::Client) if !format.is_group() => match self.site_of(&row.need.client) {
                Some(_) => Ok(vec![PlaceKind::Client]),
                None => Err(NotPlannedReason::NoSite),
            },
            // A group cannot sit at one client's: it meets where groups do.
            Some(PlaceKind::Client) | None => match wishes.shared.get(&(row.need.topic.clone(), format)) {
                Some(kind) => Ok(vec![*kind]),
                None => usual(),
            },
            Some(kind) => Ok(vec![kind]),
        }
    }

    /// Where a format is usually held for a client and topic.
    ///
    /// A visit goes to the client, unless it is too far for one. A group meets in a room, or remotely where its
    /// clients live in several countries.
    fn usual_places(
        &self,
        row: &NeedRow,
        format: Format,
        several_countries: bool,
    ) -> Result<Vec<PlaceKind>, NotPlannedReason> {
        let premises = self.site_of(&row.need.client);
        let has_rooms = !self.cast.rooms.is_empty();
        let near = || premises.is_some_and(|site| self.nearest_base(site) <= FARTHEST_VISIT);
        let usual = match format {
            Format::Visit if near() => vec![PlaceKind::Client],
            Format::Visit => vec![PlaceKind::Room, PlaceKind::Remote],
            Format::Panel if near() => vec![PlaceKind::Room, PlaceKind::Client],
            Format::Panel => vec![PlaceKind::Room, PlaceKind::Remote],
            Format::WorkTable | Format::FocusGroup if has_rooms && !several_countries => vec![PlaceKind::Room],
            Format::WorkTable | Format::FocusGroup => vec![PlaceKind::Room, PlaceKind::Remote],
        };
        // The topic's own places narrow them; where none is left, the topic's count, as far as they can be had.
        let own = self.deciding.topic(&row.need.topic).map(|topic| topic.places.as_slice()).unwrap_or_default();
        let both: Vec<_> = usual.iter().copied().filter(|kind| own.is_empty() || own.contains(kind)).collect();
        if !both.is_empty() {
            return Ok(both);
        }
        let possible: Vec<_> = own
            .iter()
            .copied()
            .filter(|kind| *kind != PlaceKind::Client || (!format.is_group() && premises.is_some()))
            .collect();
        if possible.is_empty() { Err(NotPlannedReason::NoSite) } else { Ok(possible) }
    }

    /// Minutes from the base of the provider who has the shortest way.
    fn nearest_base(&self, site: &Site) -> u32 {
        self.cast
            .providers
            .values()
            .filter_map(|provider| self.cast.sites.get(provider.site.as_ref()?))
            .map(|base| travel::minutes_between(base, site))
            .min()
            .unwrap_or(u32::MAX)
    }
}

pub(super) fn planner_format(format: Format) -> planner::Format {
    match format {
        Format::WorkTable => planner::Format::WorkTable,
        Format::Panel => planner::Format::Panel,
        Format::FocusGroup => planner::Format::FocusGroup,
        Format::Visit => planner::Format::Visit,
    }
}

pub(super) fn planner_place(kind: PlaceKind) -> planner::PlaceKind {
    match kind {
        PlaceKind::Room => planner::PlaceKind::Room,
        PlaceKind::Client => planner::PlaceKind::Client,
        PlaceKind::Remote => planner::PlaceKind::Remote,
    }
}

fn place_word(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Room => "room",
        PlaceKind::Client => "client",
        PlaceKind::Remote => "remote",
    }
}
