//! What overrides the quadrant. None of it changes the score; each says why, and who set it.
//!
//! The order is a precedence. A client left in peace is not met at all. The first of privileged, asked-for format and
//! critical case settles the format; a settled format is not touched by the topic's sensitivity or the client's culture.
//! Rivals never rule a format out. Too few clients and too little capacity are matters of what is possible and always
//! come last.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Fit;
use crate::format::{GroupVariant, template};
use crate::{ClientId, Format, OverrideId, TopicId};

/// A standing fact about a client that a person has recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum OverrideKind {
    /// The client wants to be left in peace: no meeting is proposed.
    InPeace,
    /// The client has asked for a format.
    AskedFormat {
        /// Which.
        format: Format,
    },
    /// A critical case is open: a panel with its solvers comes first.
    CriticalCase,
    /// The client's culture forbids a format.
    CultureForbids {
        /// Which.
        format: Format,
    },
}

/// A recorded fact with its author, reason and end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Override {
    /// Identity.
    pub id: OverrideId,
    /// About whom.
    pub client: ClientId,
    /// About one topic; `None`: about all of the client's.
    #[serde(default)]
    pub topic: Option<TopicId>,
    /// What.
    pub fact: OverrideKind,
    /// Who recorded it.
    pub author: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// First day.
    pub since: NaiveDate,
    /// Last day; `None`: until taken back.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

impl Override {
    /// Whether it counts for a topic on a day.
    pub fn holds(&self, topic: &TopicId, today: NaiveDate) -> bool {
        self.topic.as_ref().is_none_or(|own| own == topic)
            && self.since <= today
            && self.until.is_none_or(|until| today <= until)
    }
}

/// The rule that applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Ruling {
    /// Left in peace.
    InPeace,
    /// The information is privileged to the client (S2 = 5).
    Privileged,
    /// Asked for by the client.
    AskedFormat,
    /// A critical case comes first.
    CriticalCase,
    /// It has rivals among those who want the topic: kept out of its room.
    Rivals {
        /// Which.
        clients: Vec<ClientId>,
    },
    /// A sensitive topic among rivals: no group.
    SensitiveTopic,
    /// Forbidden by the client's culture.
    CultureForbids,
    /// Not enough compatible clients for a group.
    TooFewClients {
        /// Compatible clients, this one included.
        have: u32,
        /// The format's least.
        min: u32,
    },
    /// Nobody who could serve it has time: wait, or take it to the pool.
    NoCapacity,
}

/// A rule that applied, what it did, and who is behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppliedOverride {
    /// Which.
    pub ruling: Ruling,
    /// The format before it.
    pub from: Option<Format>,
    /// The format after it; `None`: no meeting.
    pub to: Option<Format>,
    /// Who set it; empty where it follows from the record.
    pub author: String,
    /// Why, in the author's words; may be empty.
    pub reason: String,
    /// Until when, where there is an end.
    pub until: Option<NaiveDate>,
}

/// What the overrides look at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Circumstances {
    /// Facts that hold for this client and topic today.
    pub overrides: Vec<Override>,
    /// Author of the answer S2 = 5, where that was given.
    pub privileged: Option<String>,
    /// Rivals among the clients that want the topic.
    pub rivals: Vec<ClientId>,
    /// The topic is not for rivals' ears.
    pub sensitive: bool,
    /// Clients that could share a room about the topic, this one included; `None`: not known.
    pub compatible: Option<u32>,
    /// Which kind of group the topic's focus groups are.
    pub variant: GroupVariant,
    /// Whether somebody with the skills has time; `None`: not known.
    pub capacity: Option<bool>,
}

/// How to meet the client in the end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recommendation {
    /// The quadrant, before any override.
    pub quadrant: Option<Format>,
    /// The format after them; `None`: do not meet, or not known yet.
    pub format: Option<Format>,
    /// The client is not to be met.
    pub do_not_meet: bool,
    /// Wait for capacity, or take it to the pool.
    pub wait: bool,
    /// What applied, in order.
    pub applied: Vec<AppliedOverride>,
}

/// Applies the overrides to a quadrant.
///
/// `many_providers` is the provider axis's side (50 and above), which decides between panel and visit. `fit` ranks what
/// is left where the culture forbids the format.
pub fn recommend(
    quadrant: Option<Format>,
    many_providers: bool,
    fit: Option<&Fit>,
    circumstances: &Circumstances,
) -> Recommendation {
    let mut course = Course { format: quadrant, settled: false, applied: Vec::new() };
    let alone = if many_providers { Format::Panel } else { Format::Visit };

    if let Some(fact) = find(circumstances, |kind| matches!(kind, OverrideKind::InPeace)) {
        course.turn(Ruling::InPeace, None, Some(fact));
        return course.end(quadrant, true, false);
    }
    if let Some(author) = &circumstances.privileged {
        // One answer alone does not place a client: groups are out, the format stays open until it is placed.
        course.turn(Ruling::Privileged, quadrant.map(|_| alone), None);
        if let Some(last) = course.applied.last_mut() {
            last.author.clone_from(author);
        }
        course.settled = true;
    }
    if let Some(fact) = find(circumstances, |kind| matches!(kind, OverrideKind::AskedFormat { .. }))
        && let OverrideKind::AskedFormat { format } = fact.fact
        && !course.settled
    {
        course.turn(Ruling::AskedFormat, Some(format), Some(fact));
        course.settled = true;
    }
    if let Some(fact) = find(circumstances, |kind| matches!(kind, OverrideKind::CriticalCase))
        && !course.settled
    {
        course.turn(Ruling::CriticalCase, Some(Format::Panel), Some(fact));
        course.settled = true;
    }
    if !circumstances.rivals.is_empty() {
        course.turn(Ruling::Rivals { clients: circumstances.rivals.clone() }, course.format, None);
    }
    let mut ruled_out: Vec<Format> = Vec::new();
    if circumstances.sensitive && !circumstances.rivals.is_empty() {
        ruled_out.extend([Format::WorkTable, Format::FocusGroup]);
        if !course.settled && course.format.is_some_and(Format::is_group) {
            course.turn(Ruling::SensitiveTopic, Some(alone), None);
        }
    }
    let forbidden = |format: Format| find(circumstances, |kind| *kind == OverrideKind::CultureForbids { format });
    ruled_out.extend(Format::ALL.into_iter().filter(|format| forbidden(*format).is_some()));
    if let Some(format) = course.format
        && let Some(fact) = forbidden(format)
        && !course.settled
    {
        let ranked = fit.map_or(Format::ALL, Fit::ranked);
        let next = ranked.into_iter().find(|candidate| !ruled_out.contains(candidate));
        course.turn(Ruling::CultureForbids, next, Some(fact));
    }
    if let (Some(format), Some(have)) = (course.format, circumstances.compatible)
        && format.is_group()
    {
        let min = template(format, circumstances.variant).clients.min;
        if have < min {
            // What an earlier rule has ruled out does not come back because a group cannot be had.
            let single = |candidate: &Format| !candidate.is_group() && !ruled_out.contains(candidate);
            let next = Some(format.alone())
                .filter(single)
                .or_else(|| fit.map_or(Format::ALL, Fit::ranked).into_iter().find(single));
            course.turn(Ruling::TooFewClients { have, min }, next, None);
        }
    }
    let wait = circumstances.capacity == Some(false) && course.format.is_some();
    if wait {
        course.turn(Ruling::NoCapacity, course.format, None);
    }
    course.end(quadrant, false, wait)
}

struct Course {
    format: Option<Format>,
    settled: bool,
    applied: Vec<AppliedOverride>,
}

impl Course {
    fn turn(&mut self, ruling: Ruling, to: Option<Format>, fact: Option<&Override>) {
        self.applied.push(AppliedOverride {
            ruling,
            from: self.format,
            to,
            author: fact.map(|f| f.author.clone()).unwrap_or_default(),
            reason: fact.map(|f| f.reason.clone()).unwrap_or_default(),
            until: fact.and_then(|f| f.until),
        });
        self.format = to;
    }

    fn end(self, quadrant: Option<Format>, do_not_meet: bool, wait: bool) -> Recommendation {
        Recommendation { quadrant, format: self.format, do_not_meet, wait, applied: self.applied }
    }
}

fn find(circumstances: &Circumstances, matches: impl Fn(&OverrideKind) -> bool) -> Option<&Override> {
    circumstances.overrides.iter().find(|fact| matches(&fact.fact))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(kind: OverrideKind) -> Override {
        Override {
            id: "o".into(),
            client: "c".into(),
            topic: None,
            fact: kind,
            author: "Ana".into(),
            reason: "so agreed".into(),
            since: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
            until: None,
            version: 0,
        }
    }

    /// Work table, then what the circumstances make of it.
    fn check(circumstances: Circumstances, format: Option<Format>, rulings: &[Ruling]) {
        let fit = Fit { work_table: 47, panel: 35, focus_group: 10, visit: 8 };
        let found = recommend(Some(Format::WorkTable), true, Some(&fit), &circumstances);
        assert_eq!(found.format, format, "{circumstances:?}");
        let applied: Vec<_> = found.applied.iter().map(|a| a.ruling.clone()).collect();
        assert_eq!(applied, rulings);
        assert_eq!(found.quadrant, Some(Format::WorkTable), "an override never changes the quadrant");
    }

    fn facts(kinds: impl IntoIterator<Item = OverrideKind>) -> Circumstances {
        Circumstances { overrides: kinds.into_iter().map(fact).collect(), ..Circumstances::default() }
    }

    #[test]
    fn each_override_alone() {
        use Format::*;
        let rival = || vec![ClientId::from("r")];
        check(Circumstances::default(), Some(WorkTable), &[]);
        check(facts([OverrideKind::InPeace]), None, &[Ruling::InPeace]);
        check(
            Circumstances { privileged: Some("Ana".into()), ..Default::default() },
            Some(Panel),
            &[Ruling::Privileged],
        );
        check(facts([OverrideKind::AskedFormat { format: Visit }]), Some(Visit), &[Ruling::AskedFormat]);
        check(facts([OverrideKind::CriticalCase]), Some(Panel), &[Ruling::CriticalCase]);
        check(
            Circumstances { rivals: rival(), ..Default::default() },
            Some(WorkTable),
            &[Ruling::Rivals { clients: rival() }],
        );
        check(
            Circumstances { rivals: rival(), sensitive: true, ..Default::default() },
            Some(Panel),
            &[Ruling::Rivals { clients: rival() }, Ruling::SensitiveTopic],
        );
        check(facts([OverrideKind::CultureForbids { format: WorkTable }]), Some(Panel), &[Ruling::CultureForbids]);
        check(
            Circumstances { compatible: Some(3), ..Default::default() },
            Some(Panel),
            &[Ruling::TooFewClients { have: 3, min: 4 }],
        );
        check(Circumstances { capacity: Some(false), ..Default::default() }, Some(WorkTable), &[Ruling::NoCapacity]);
    }

    #[test]
    fn an_earlier_override_wins() {
        use Format::*;
        let asked = OverrideKind::AskedFormat { format: FocusGroup };
        check(facts([asked.clone(), OverrideKind::InPeace]), None, &[Ruling::InPeace]);
        check(facts([OverrideKind::CriticalCase, asked.clone()]), Some(FocusGroup), &[Ruling::AskedFormat]);
        let mut privileged = facts([asked]);
        privileged.privileged = Some("Ana".into());
        check(privileged, Some(Panel), &[Ruling::Privileged]);
    }

    #[test]
    fn the_culture_never_leads_back_into_a_group_that_rivals_rule_out() {
        let mut circumstances = facts([OverrideKind::CultureForbids { format: Format::Panel }]);
        circumstances.rivals = vec!["r".into()];
        circumstances.sensitive = true;
        check(
            circumstances,
            Some(Format::Visit),
            &[Ruling::Rivals { clients: vec!["r".into()] }, Ruling::SensitiveTopic, Ruling::CultureForbids],
        );
    }

    #[test]
    fn too_few_clients_never_lead_to_a_format_that_the_culture_forbids() {
        let mut circumstances = facts([OverrideKind::CultureForbids { format: Format::Panel }]);
        circumstances.compatible = Some(3);
        check(circumstances, Some(Format::Visit), &[Ruling::TooFewClients { have: 3, min: 4 }]);
    }

    #[test]
    fn a_privilege_alone_places_nobody() {
        let circumstances = Circumstances { privileged: Some("Ana".into()), ..Default::default() };
        let found = recommend(None, false, None, &circumstances);
        assert_eq!((found.format, found.do_not_meet), (None, false));
    }

    #[test]
    fn a_fact_holds_between_its_dates_and_for_its_topic() {
        let mut own = fact(OverrideKind::InPeace);
        own.until = NaiveDate::from_ymd_opt(2026, 6, 30);
        own.topic = Some("t".into());
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert!(own.holds(&"t".into(), day(6, 30)));
        assert!(!own.holds(&"t".into(), day(7, 1)));
        assert!(!own.holds(&"other".into(), day(3, 1)));
    }
}
