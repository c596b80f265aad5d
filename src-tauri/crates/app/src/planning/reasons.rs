//! What speaks for a proposal.

use std::collections::HashSet;

use contract::views::ProposalReason;
use domain::ClientId;
use planner::PlannedMeeting;

use super::opened::Opened;
use crate::meetings::Cast;

/// What speaks for a proposal, in the order in which a person would ask; `stays`: it stands in the calendar just so.
pub(super) fn reasons(opened: &Opened, cast: &Cast, meeting: &PlannedMeeting, stays: bool) -> Vec<ProposalReason> {
    if stays {
        return vec![ProposalReason::Locked];
    }
    let ids: HashSet<ClientId> = opened.clients_of(meeting).into_iter().collect();
    let clients: Vec<&planner::Client> =
        opened.problem.clients.iter().filter(|client| ids.contains(&ClientId::from(client.id.as_str()))).collect();
    let Some(topic) = opened.topic(&meeting.topic) else { return Vec::new() };
    let mut found = Vec::new();
    let known = meeting
        .providers
        .iter()
        .filter_map(|id| {
            let tie: u32 = clients.iter().filter_map(|client| client.continuity.get(id)).sum();
            (tie > 0).then_some((tie, id))
        })
        .max();
    match known {
        Some((_, id)) => found.push(ProposalReason::Continuity { provider: cast.provider_name(&id.as_str().into()) }),
        None if clients.iter().any(|client| !client.continuity.is_empty()) => found.push(ProposalReason::NewFace),
        None => {}
    }
    if !topic.skills.is_empty() {
        found.push(ProposalReason::Skills { skills: topic.skills.clone() });
    }
    let end = meeting.start + topic.duration;
    let choosy: Vec<_> = clients.iter().filter(|client| !client.preferred.is_empty()).collect();
    let outside =
        choosy.iter().filter(|client| !client.preferred.iter().any(|w| w.0 <= meeting.start && end <= w.1)).count();
    if outside > 0 {
        found.push(ProposalReason::OtherHours { clients: outside as u32 });
    } else if !choosy.is_empty() {
        found.push(ProposalReason::PreferredHours);
    }
    if let Some(mix) = &topic.mix {
        let values: HashSet<&str> =
            clients.iter().map(|c| c.attributes.get(&mix.attribute).map_or("", String::as_str)).collect();
        found.push(ProposalReason::Mix { attribute: mix.attribute.clone(), values: values.len() as u32 });
    }
    let waits = opened
        .problem
        .needs
        .iter()
        .filter(|need| meeting.needs.contains(&need.id))
        .map(|need| planner::day_of(meeting.start) - planner::day_of(need.from))
        .max()
        .unwrap_or(0);
    found.push(ProposalReason::Waits { days: waits.max(0) as u32 });
    found
}
