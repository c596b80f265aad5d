//! The locked entries: merged where they speak of one meeting, and refused where they cannot be kept.

use std::collections::{BTreeSet, HashMap};

use crate::evaluate::{BrokenDetail, BrokenRule, LockField, Rule, evaluate};
use crate::index::{Index, NONE, Spot};
use crate::placing::Keep;
use crate::plan::{Place, Plan, PlannedMeeting};
use crate::problem::{LockedMeeting, PlaceKind, Problem};
use crate::solve::{LockFault, SolveError};

/// One meeting that must stay.
pub(crate) struct Lock {
    /// Position in the problem's `locked` of the first entry that speaks of it.
    pub entry: u32,
    pub topic: u32,
    pub needs: Vec<u32>,
    pub providers: Option<Vec<u32>>,
    pub start: Option<i32>,
    pub spot: Option<Spot>,
}

impl Lock {
    /// Whether it leaves nothing free.
    pub(crate) fn is_full(&self) -> bool {
        self.providers.is_some() && self.start.is_some() && self.spot.is_some()
    }

    /// What a placing must keep.
    pub(crate) fn keep(&self) -> Keep<'_> {
        Keep { start: self.start, day: None, providers: self.providers.as_deref(), spot: self.spot }
    }
}

/// All of them.
pub(crate) struct Locks {
    pub list: Vec<Lock>,
}

fn wrong(problem: &Problem, lock: usize, why: LockFault) -> SolveError {
    let needs = problem.locked[lock].needs.clone();
    SolveError::WrongLock { lock: lock as u32, needs, why }
}

impl Locks {
    /// Reads the entries of a valid problem.
    ///
    /// # Errors
    /// The first entry that contradicts another or breaks a rule by what it gives.
    pub(crate) fn new(index: &Index<'_>) -> Result<Self, SolveError> {
        let problem = index.problem;
        let merged = merge(problem)?;
        check(problem, &merged)?;
        let list = merged
            .iter()
            .map(|(entry, lock)| {
                let needs: Vec<u32> = lock.needs.iter().map(|id| index.need_ids[id.as_str()]).collect();
                let client = index.needs[needs[0] as usize].client;
                let ids = lock.providers.as_ref();
                Lock {
                    entry: *entry as u32,
                    topic: index.topic_ids[lock.topic.as_str()],
                    providers: ids.map(|ids| ids.iter().map(|p| index.provider_ids[p.as_str()]).collect()),
                    start: lock.start,
                    spot: lock.place.as_ref().and_then(|p| index.spot(p, client)),
                    needs,
                }
            })
            .collect();
        Ok(Self { list })
    }

    /// Position of the lock that holds the meeting of these needs, or [`NONE`].
    pub(crate) fn holding(&self, needs: &[u32]) -> u32 {
        let held = |lock: &Lock| lock.needs.iter().any(|need| needs.contains(need));
        self.list.iter().position(held).map_or(NONE, |at| at as u32)
    }
}

/// Joins entries about the same meeting, each with the position of the first; ids once each.
fn merge(problem: &Problem) -> Result<Vec<(usize, LockedMeeting)>, SolveError> {
    let mut merged: Vec<(usize, LockedMeeting)> = Vec::new();
    let mut holder: HashMap<&str, usize> = HashMap::new();
    let once = |ids: &[String]| -> Vec<String> { ids.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect() };
    for (i, entry) in problem.locked.iter().enumerate() {
        let needs = once(&entry.needs);
        let providers = entry.providers.as_ref().map(|p| once(p));
        let held = entry.needs.iter().find_map(|n| holder.get(n.as_str()).map(|&at| (n, at)));
        let Some((need, at)) = held else {
            for need in &entry.needs {
                holder.insert(need, merged.len());
            }
            merged.push((i, LockedMeeting { needs, providers, ..entry.clone() }));
            continue;
        };
        let (first, known) = &mut merged[at];
        let other = *first as u32;
        if known.topic != entry.topic || known.needs != needs {
            let need = need.clone();
            return Err(wrong(problem, i, LockFault::SharedNeed { need, other }));
        }
        let disagree = |field| wrong(problem, i, LockFault::Disagrees { other, field });
        if let Some(providers) = providers
            && known.providers.get_or_insert_with(|| providers.clone()) != &providers
        {
            return Err(disagree(LockField::Providers));
        }
        if let Some(start) = entry.start
            && *known.start.get_or_insert(start) != start
        {
            return Err(disagree(LockField::Start));
        }
        if let Some(place) = &entry.place
            && known.place.get_or_insert_with(|| place.clone()) != place
        {
            return Err(disagree(LockField::Place));
        }
    }
    Ok(merged)
}

/// Holds what the entries give against the rules, by evaluating a plan of nothing but them; what hangs
/// on a field left free is not judged yet.
fn check(problem: &Problem, merged: &[(usize, LockedMeeting)]) -> Result<(), SolveError> {
    let meetings = merged.iter().map(|(_, lock)| PlannedMeeting {
        topic: lock.topic.clone(),
        needs: lock.needs.clone(),
        providers: lock.providers.clone().unwrap_or_default(),
        start: lock.start.unwrap_or(0),
        place: lock.place.clone().unwrap_or(Place::Remote),
    });
    let plan = Plan { meetings: meetings.collect(), ..Plan::default() };
    let places_given = merged.iter().all(|(_, lock)| lock.place.is_some());
    let judged = |broken: &BrokenRule| {
        let given = |field: fn(&LockedMeeting) -> bool| broken.meetings.iter().all(|&m| field(&merged[m as usize].1));
        match broken.rule {
            Rule::H1 => !broken.meetings.is_empty(),
            Rule::H2 | Rule::H8 => true,
            Rule::H3 => given(|l| l.providers.is_some()),
            Rule::H4 | Rule::H5 | Rule::H7 | Rule::H10 => given(|l| l.start.is_some()),
            // A meeting between two others may be the faster way, or break it up.
            Rule::H6 => places_given && given(|l| l.start.is_some()),
            Rule::H9 => match broken.detail {
                BrokenDetail::PlaceKind { place: PlaceKind::Remote } => given(|l| l.place.is_some()),
                _ => true,
            },
            Rule::H11 | Rule::H12 => false,
        }
    };
    let broken: Vec<BrokenRule> = evaluate(problem, &plan).broken.into_iter().filter(judged).collect();
    let Some(last) = broken.first().and_then(|b| b.meetings.last()) else { return Ok(()) };
    let why = LockFault::Breaks { broken: broken.iter().filter(|b| b.meetings.contains(last)).cloned().collect() };
    Err(wrong(problem, merged[*last as usize].0, why))
}
