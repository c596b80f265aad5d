//! What a plan takes as other than on record: in people's terms, and in the planner's.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use contract::views::{Named, PartyKind, PlanChange, PlanParty};
use contract::{FieldFault, Problem};
use domain::NeedId;
use planner::{Adjustment, Limits, Party};

use super::horizon::Horizon;
use super::names::Names;
use crate::problems;
use crate::workspace::check_weights;

/// Most clients or providers of a meeting, seats of a room, meetings of a day that a change may ask for.
const MOST: u32 = 1000;

fn party(who: &PlanParty) -> Party {
    match who.kind {
        PartyKind::Client => Party::Client(who.id.clone()),
        PartyKind::Provider => Party::Provider(who.id.clone()),
        PartyKind::Room => Party::Room(who.id.clone()),
    }
}

/// The field of a change that names something.
fn naming(change: &PlanChange) -> &'static str {
    match change {
        PlanChange::Free { .. } | PlanChange::Away { .. } | PlanChange::PerDay { .. } => "who",
        PlanChange::Clients { .. } | PlanChange::Providers { .. } | PlanChange::Place { .. } => "topic",
        PlanChange::Within { .. } => "need",
        PlanChange::Seats { .. } => "room",
        PlanChange::Skill { .. } => "provider",
        PlanChange::Weights { .. } => "weights",
    }
}

/// What is wrong with a change by itself.
pub(super) fn faults(changes: &[PlanChange]) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        let field = |name: &str| format!("changes.{number}.{name}");
        let mut order = |from: &NaiveDateTime, until: &NaiveDateTime| {
            if from >= until {
                faults.push(FieldFault::Order { field: field("until") });
            }
        };
        match change {
            PlanChange::Free { from, until, .. }
            | PlanChange::Away { from, until, .. }
            | PlanChange::Within { from, until, .. } => order(from, until),
            PlanChange::Clients { min, max, .. } | PlanChange::Providers { min, max, .. } => {
                for (name, value, least) in [("min", *min, 1), ("max", *max, (*min).clamp(1, MOST))] {
                    if !(least..=MOST).contains(&value) {
                        faults.push(FieldFault::Range { field: field(name), min: least, max: MOST });
                    }
                }
            }
            PlanChange::PerDay { max: value, .. } | PlanChange::Seats { seats: value, .. } => {
                let name = if matches!(change, PlanChange::Seats { .. }) { "seats" } else { "max" };
                if *value > MOST {
                    faults.push(FieldFault::Range { field: field(name), min: 0, max: MOST });
                }
            }
            PlanChange::Skill { skill, .. } => {
                if skill.trim().is_empty() {
                    faults.push(FieldFault::Empty { field: field("skill") });
                }
            }
            PlanChange::Weights { weights } => check_weights(&mut faults, &field("weights"), weights),
            PlanChange::Place { .. } => {}
        }
    }
    faults
}

/// Changes in the planner's terms, as a problem takes them.
///
/// # Errors
/// [`Problem::Invalid`], naming the field, where a change names what the problem does not have.
pub(super) fn adjustments(
    changes: &[PlanChange],
    problem: &planner::Problem,
    horizon: &Horizon,
    own_needs: &BTreeMap<String, NeedId>,
) -> Result<Vec<Adjustment>, Problem> {
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        for adjustment in adjusted(change, problem, horizon, own_needs) {
            match problem.adjusted(std::slice::from_ref(&adjustment)) {
                Ok(_) => found.push(adjustment),
                Err(error) => {
                    let field = format!("changes.{number}.{}", naming(change));
                    unknown.push(FieldFault::Unknown { field, found: error.id });
                }
            }
        }
    }
    problems::invalid(unknown)?;
    Ok(found)
}

/// One change. Being free in another window than the planning zone's doubtful hour leaves may make it several.
fn adjusted(
    change: &PlanChange,
    problem: &planner::Problem,
    horizon: &Horizon,
    own_needs: &BTreeMap<String, NeedId>,
) -> Vec<Adjustment> {
    let minute = |civil: &NaiveDateTime| horizon.minute(*civil).clamp(0, horizon.length());
    vec![match change {
        PlanChange::Free { who, from, until } => {
            let windows = horizon.windows(&[(*from, *until)], horizon.zone);
            let free =
                |window: planner::Window| Adjustment::Free { party: party(who), from: window.0, until: window.1 };
            return windows.into_iter().map(free).collect();
        }
        PlanChange::Away { who, from, until } => {
            let (from, until) = (minute(from), minute(until));
            if until <= from {
                return Vec::new();
            }
            Adjustment::Away { party: party(who), from, until }
        }
        PlanChange::Clients { topic, min, max } => {
            let clients = Limits(*min, *max);
            return each_topic(problem, &topic.id, |topic| Adjustment::Clients { topic, clients });
        }
        PlanChange::Providers { topic, min, max } => {
            let providers = Limits(*min, *max);
            return each_topic(problem, &topic.id, |topic| Adjustment::Providers { topic, providers });
        }
        PlanChange::PerDay { who, max } => Adjustment::PerDay { party: party(who), max: *max },
        PlanChange::Within { need, from, until } => {
            // A need that a meeting met meanwhile, or that stands in the problem for a meeting's client.
            let known = problem.needs.iter().any(|known| known.id == need.id);
            let own = own_needs.iter().find(|(_, own)| !known && own.0 == need.id).map(|(id, _)| id.clone());
            let (from, until) = (minute(from), minute(until).max(minute(from) + 1));
            Adjustment::Within { need: own.unwrap_or_else(|| need.id.clone()), from, until }
        }
        PlanChange::Place { topic, place } => {
            return each_topic(problem, &topic.id, |topic| Adjustment::Place { topic, place: *place });
        }
        PlanChange::Seats { room, seats } => Adjustment::Seats { room: room.id.clone(), seats: *seats },
        PlanChange::Skill { provider, skill } => {
            Adjustment::Skill { provider: provider.id.clone(), skill: skill.trim().to_owned() }
        }
        PlanChange::Weights { weights } => Adjustment::Weights { weights: *weights },
    }]
}

/// A change for every planned topic that `id` names: a topic of the problem itself, or one of the workspace in one
/// format (`topic|format`), whatever the places it is planned for. The id as it is where none is, to be told of.
fn each_topic(problem: &planner::Problem, id: &str, change: impl Fn(String) -> Adjustment) -> Vec<Adjustment> {
    let named =
        |topic: &&planner::Topic| topic.id == id || topic.id.strip_prefix(id).is_some_and(|r| r.starts_with('|'));
    let found: Vec<_> = problem.topics.iter().filter(named).map(|topic| change(topic.id.clone())).collect();
    if found.is_empty() { vec![change(id.to_owned())] } else { found }
}

/// An adjustment in people's terms: civil times, names.
pub(super) fn change_of(adjustment: &Adjustment, names: &Names<'_>) -> PlanChange {
    let civil = |minute: i32| names.opened.horizon.civil(minute);
    let named = |id: &str| Named { id: id.to_owned(), name: String::new() };
    let change = match adjustment {
        Adjustment::Free { party, from, until } => {
            PlanChange::Free { who: names.party(party), from: civil(*from), until: civil(*until) }
        }
        Adjustment::Away { party, from, until } => {
            PlanChange::Away { who: names.party(party), from: civil(*from), until: civil(*until) }
        }
        Adjustment::Clients { topic, clients } => {
            PlanChange::Clients { topic: named(topic), min: clients.min(), max: clients.max() }
        }
        Adjustment::Providers { topic, providers } => {
            PlanChange::Providers { topic: named(topic), min: providers.min(), max: providers.max() }
        }
        Adjustment::PerDay { party, max } => PlanChange::PerDay { who: names.party(party), max: *max },
        Adjustment::Within { need, from, until } => {
            PlanChange::Within { need: named(need), from: civil(*from), until: civil(*until) }
        }
        Adjustment::Place { topic, place } => PlanChange::Place { topic: named(topic), place: *place },
        Adjustment::Seats { room, seats } => PlanChange::Seats { room: named(room), seats: *seats },
        Adjustment::Skill { provider, skill } => PlanChange::Skill { provider: named(provider), skill: skill.clone() },
        Adjustment::Weights { weights } => PlanChange::Weights { weights: *weights },
    };
    names.change(&change)
}
