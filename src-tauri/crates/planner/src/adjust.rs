//! Changes of a problem, tried to see what would come of them: somebody's absence, a chair more, other weights.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::evaluate::Party;
use crate::problem::{Limits, PlaceKind, Problem, Weights, Window};

/// One change of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
#[allow(missing_docs)] // the variants' fields are ids, minutes and counts named as in the problem
pub enum Adjustment {
    /// Someone is available throughout `[from, until)` besides.
    Free { party: Party, from: i32, until: i32 },
    /// Someone is not available during `[from, until)`.
    Away { party: Party, from: i32, until: i32 },
    /// A topic's meetings take another number of clients.
    Clients { topic: String, clients: Limits },
    /// A topic's meetings take another number of providers.
    Providers { topic: String, providers: Limits },
    /// A client or provider has another most meetings a day.
    PerDay { party: Party, max: u32 },
    /// A need may be met during `[from, until)`.
    Within { need: String, from: i32, until: i32 },
    /// A topic may be dealt with at one kind of place more.
    Place { topic: String, place: PlaceKind },
    /// A room has another number of seats.
    Seats { room: String, seats: u32 },
    /// A provider holds a skill more.
    Skill { provider: String, skill: String },
    /// The measures cost otherwise.
    Weights { weights: Weights },
}

/// A change names what the problem does not have.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize, TS)]
#[error("the problem has no {id}")]
#[ts(export, export_to = "planner/")]
pub struct UnknownId {
    /// The id.
    pub id: String,
}

impl Problem {
    /// This problem after `changes`, in their order. It may be no valid problem any more: a limit turned round, say.
    ///
    /// # Errors
    /// A change names what the problem does not have.
    pub fn adjusted(&self, changes: &[Adjustment]) -> Result<Self, UnknownId> {
        let mut problem = self.clone();
        for change in changes {
            problem.adjust(change)?;
        }
        Ok(problem)
    }

    fn adjust(&mut self, change: &Adjustment) -> Result<(), UnknownId> {
        match change {
            Adjustment::Free { party, from, until } => {
                join(self.available(party)?, Window(*from, *until));
            }
            Adjustment::Away { party, from, until } => {
                cut(self.available(party)?, Window(*from, *until));
            }
            Adjustment::Clients { topic, clients } => {
                named(self.topics.iter_mut().find(|t| t.id == *topic), topic)?.clients = *clients;
            }
            Adjustment::Providers { topic, providers } => {
                named(self.topics.iter_mut().find(|t| t.id == *topic), topic)?.providers = *providers;
            }
            Adjustment::PerDay { party, max } => match party {
                Party::Client(id) => {
                    named(self.clients.iter_mut().find(|c| c.id == *id), id)?.max_per_day = *max;
                }
                Party::Provider(id) => {
                    named(self.providers.iter_mut().find(|p| p.id == *id), id)?.max_per_day = *max;
                }
                // A room has no limit: nothing to change.
                Party::Room(id) => {
                    named(self.rooms.iter().find(|r| r.id == *id), id)?;
                }
            },
            Adjustment::Within { need, from, until } => {
                let need = named(self.needs.iter_mut().find(|n| n.id == *need), need)?;
                (need.from, need.until) = (*from, *until);
            }
            Adjustment::Place { topic, place } => {
                let topic = named(self.topics.iter_mut().find(|t| t.id == *topic), topic)?;
                if !topic.places.contains(place) {
                    topic.places.push(*place);
                }
            }
            Adjustment::Seats { room, seats } => {
                named(self.rooms.iter_mut().find(|r| r.id == *room), room)?.seats = *seats;
            }
            Adjustment::Skill { provider, skill } => {
                let provider = named(self.providers.iter_mut().find(|p| p.id == *provider), provider)?;
                if !provider.skills.contains(skill) {
                    provider.skills.push(skill.clone());
                }
            }
            Adjustment::Weights { weights } => self.weights = *weights,
        }
        Ok(())
    }

    fn available(&mut self, party: &Party) -> Result<&mut Vec<Window>, UnknownId> {
        match party {
            Party::Client(id) => {
                named(self.clients.iter_mut().find(|c| c.id == *id), id).map(|client| &mut client.available)
            }
            Party::Provider(id) => {
                named(self.providers.iter_mut().find(|p| p.id == *id), id).map(|provider| &mut provider.available)
            }
            Party::Room(id) => named(self.rooms.iter_mut().find(|r| r.id == *id), id).map(|room| &mut room.available),
        }
    }
}

fn named<T>(found: Option<T>, id: &str) -> Result<T, UnknownId> {
    found.ok_or_else(|| UnknownId { id: id.to_owned() })
}

/// Adds a window, which becomes one with those it touches.
fn join(windows: &mut Vec<Window>, mut window: Window) {
    if window.until() <= window.from() {
        return;
    }
    windows.retain(|other| {
        let touches = other.from() <= window.until() && window.from() <= other.until();
        if touches {
            window = Window(window.from().min(other.from()), window.until().max(other.until()));
        }
        !touches
    });
    windows.push(window);
    windows.sort_unstable();
}

/// Takes a stretch out of the windows.
fn cut(windows: &mut Vec<Window>, away: Window) {
    let parts = windows.iter().flat_map(|window| {
        let before = Window(window.from(), window.until().min(away.from()));
        let after = Window(window.from().max(away.until()), window.until());
        [before, after].into_iter().filter(|part| part.from() < part.until())
    });
    *windows = parts.collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: fn(&mut Vec<Window>, Window), with: (i32, i32), want: &[(i32, i32)]) {
        let mut windows = vec![Window(60, 120), Window(180, 240)];
        change(&mut windows, Window(with.0, with.1));
        assert_eq!(windows, want.iter().map(|w| Window(w.0, w.1)).collect::<Vec<_>>(), "{with:?}");
    }

    fn joined(windows: &mut Vec<Window>, window: Window) {
        join(windows, window);
    }

    #[test]
    fn a_window_joins_those_it_touches() {
        check(joined, (130, 170), &[(60, 120), (130, 170), (180, 240)]);
        check(joined, (120, 150), &[(60, 150), (180, 240)]);
        check(joined, (100, 200), &[(60, 240)]);
        check(joined, (0, 400), &[(0, 400)]);
        check(joined, (10, 10), &[(60, 120), (180, 240)]);
    }

    #[test]
    fn an_absence_is_cut_out() {
        check(cut, (80, 100), &[(60, 80), (100, 120), (180, 240)]);
        check(cut, (0, 200), &[(200, 240)]);
        check(cut, (120, 180), &[(60, 120), (180, 240)]);
        check(cut, (0, 400), &[]);
    }
}
