//! Planning, from the workspace or from documents.

use std::path::{Path, PathBuf};

use contract::problem::FileTrouble;
use contract::views::{
    AcceptRequest, Accepted, DraftView, LeftOutRequest, PlanRequest, ProposalRequest, ProposalWhy, RemedyView,
};
use contract::{Problem, Task};
use serde_json::{Value, json};

use crate::args::Language;
use crate::session::{Done, FOUND, Failure, Session};
use crate::{reasons, remedies, why, words};

/// A task that Ctrl-C stops: the best plan so far is kept.
fn stoppable() -> Task {
    let task = Task::silent();
    let stop = task.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.stop();
        }
    });
    task
}

/// Needs left out for which remedies are looked for: the costliest.
const REMEDIED: usize = 5;
/// Remedies for each.
const REMEDIES: usize = 3;

/// What is told of a draft beyond the draft itself.
#[derive(Default)]
struct Explained {
    /// For the costliest needs left out.
    remedies: Vec<(String, Vec<RemedyView>)>,
    /// For each proposal, where that was asked for.
    why: Vec<(u32, ProposalWhy)>,
}

/// Plans the open needs into a draft, and accepts it where that was asked for.
pub async fn plan(session: &Session, request: PlanRequest, accept: bool, why: bool) -> Done {
    session.need_workspace().await?;
    let draft: DraftView = session.ask_with("plan.make", &request, &stoppable()).await?;
    let mut explained = Explained::default();
    for left in draft.left_out.iter().take(REMEDIED) {
        let request = LeftOutRequest { draft: draft.id.clone(), need: left.need.need.id.clone() };
        explained.remedies.push((request.need.0.clone(), session.ask("plan.remedies", &request).await?));
    }
    for proposal in draft.proposals.iter().filter(|_| why) {
        let request = ProposalRequest { draft: draft.id.clone(), index: proposal.index };
        explained.why.push((proposal.index, session.ask("plan.why", &request).await?));
    }
    if accept {
        let request = AcceptRequest { draft: draft.id.clone(), proposals: None };
        session.ask::<Accepted>("plan.accept", &request).await?;
    }
    session.show(&with_explanations(&draft, &explained, why), || text(session, &draft, &explained));
    Ok(0)
}

fn with_explanations(draft: &DraftView, explained: &Explained, why: bool) -> Value {
    let mut shown = json!(draft);
    let remedies = explained.remedies.iter().map(|(need, found)| json!({ "need": need, "remedies": found }));
    shown["remedies"] = remedies.collect();
    if why {
        shown["why"] = explained.why.iter().map(|(index, why)| json!({ "index": index, "why": why })).collect();
    }
    shown
}

fn text(session: &Session, draft: &DraftView, explained: &Explained) -> String {
    let mut proposals: Vec<_> = draft.proposals.iter().collect();
    proposals.sort_by_key(|proposal| proposal.start);
    let names =
        |named: &[contract::views::Named]| named.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
    let placed = |name: &str| match name {
        "" => session.say("a distancia", "remote").to_owned(),
        name => name.to_owned(),
    };
    let mut lines = Vec::new();
    for proposal in proposals {
        lines.push(format!(
            "{}  {:>3} min  {:18} {}\n    {} | {} | {}",
            proposal.start.format("%Y-%m-%d %H:%M"),
            proposal.minutes,
            words::format(Some(proposal.format), session.language),
            proposal.title,
            names(&proposal.clients),
            names(&proposal.providers),
            placed(&proposal.place_name),
        ));
        if let Some(was) = &proposal.was {
            lines.push(format!(
                "    {} {} | {} | {}",
                session.say("antes:", "before:"),
                was.start.format("%Y-%m-%d %H:%M"),
                names(&was.providers),
                placed(&was.place_name),
            ));
        }
        if let Some((_, found)) = explained.why.iter().find(|(index, _)| *index == proposal.index) {
            lines.extend(why::proposal(found, session.language));
        }
    }
    let (meetings, out) = (draft.proposals.len(), draft.left_out.len());
    lines.push(match session.language {
        Language::Es => format!(
            "{meetings} reuniones ({}), {out} necesidades fuera, {} no planificables; coste {} / {}",
            draft.zone,
            draft.not_planned.len(),
            draft.medium,
            draft.soft
        ),
        Language::En => format!(
            "{meetings} meetings ({}), {out} needs left out, {} not plannable; cost {} / {}",
            draft.zone,
            draft.not_planned.len(),
            draft.medium,
            draft.soft
        ),
    });
    for left in &draft.left_out {
        lines.push(format!("- {}", reasons::left_out(left, session.language)));
        let found = explained.remedies.iter().find(|(need, _)| *need == left.need.need.id.0);
        for remedy in found.into_iter().flat_map(|(_, found)| found) {
            lines.push(remedy_line(session, &remedies::remedy(remedy, session.language)));
        }
    }
    for left in &draft.not_planned {
        lines.push(format!("- {}", reasons::not_planned(left, session.language)));
    }
    lines.join("\n")
}

fn remedy_line(session: &Session, remedy: &str) -> String {
    format!("    {} {remedy}", session.say("cabría con", "it would fit with"))
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        let trouble = match error.kind() {
            std::io::ErrorKind::NotFound => FileTrouble::NotFound,
            std::io::ErrorKind::PermissionDenied => FileTrouble::Denied,
            _ => FileTrouble::Other,
        };
        Problem::File { path: path.display().to_string(), trouble }.into()
    })
}

/// A problem document to be solved.
pub struct Document {
    pub problem: PathBuf,
    pub out: PathBuf,
    pub seconds: u32,
    pub seed: u32,
    pub why: bool,
}

/// Solves a problem document.
pub async fn document(session: &Session, document: Document) -> Done {
    let Document { problem, out, seconds, seed, why } = document;
    let text = read(&problem)?;
    let task = stoppable();
    let search = tokio::task::spawn_blocking(move || {
        let solved = app::solve_document(&text, seconds, u64::from(seed), &task)?;
        Ok::<_, Problem>((text, solved))
    });
    let (text, solved) = search.await.map_err(|_| Problem::Cancelled)??;
    let plan = serde_json::to_string_pretty(&solved.plan)
        .map_err(|error| Problem::BadRequest { detail: error.to_string() })?;
    std::fs::write(&out, plan + "\n").map_err(|error| {
        let trouble = match error.kind() {
            std::io::ErrorKind::StorageFull => FileTrouble::DiskFull,
            std::io::ErrorKind::PermissionDenied => FileTrouble::Denied,
            std::io::ErrorKind::NotFound => FileTrouble::NotFound,
            _ => FileTrouble::Other,
        };
        Failure::from(Problem::File { path: out.display().to_string(), trouble })
    })?;
    // The plan is kept by now: explaining a large one takes its time, and may be broken off.
    let explain = tokio::task::spawn_blocking(move || {
        let remedies = app::remedies_of(&text, &solved, REMEDIED, REMEDIES)?;
        let why = if why { Some(app::why_of(&text, &solved)?) } else { None };
        Ok::<_, Problem>((solved, remedies, why))
    });
    let (solved, found, why) = explain.await.map_err(|_| Problem::Cancelled)??;
    let score = solved.plan.score.unwrap_or_default();
    let mut result = json!({
        "score": score,
        "meetings": solved.plan.meetings.len(),
        "unscheduled": solved.plan.unscheduled.len(),
        "steps": solved.steps,
        "left_out": solved.left_out,
        "remedies": found,
    });
    if let Some(why) = &why {
        result["why"] = json!(why);
    }
    session.show(&result, || {
        let mut lines = Vec::new();
        for (meeting, why) in solved.plan.meetings.iter().zip(why.iter().flatten()) {
            let start = remedies::moment(meeting.start, session.language);
            lines.push(format!("{start}  {}: {}", meeting.topic, meeting.needs.join(", ")));
            lines.extend(why.iter().flat_map(|why| why::meeting(why, session.language)));
        }
        lines.push(format!(
            "hard {} medium {} soft {} meetings {} unscheduled {}",
            score.hard,
            score.medium,
            score.soft,
            solved.plan.meetings.len(),
            solved.plan.unscheduled.len()
        ));
        for left in &solved.left_out {
            let itself = |id: &str| id.to_owned();
            let reasons: Vec<String> =
                left.reasons.iter().map(|reason| reasons::in_words(reason, &itself, session.language)).collect();
            lines.push(format!("- {}: {}", left.need, reasons.join("; ")));
            for remedy in found.iter().filter(|found| found.need == left.need).flat_map(|found| &found.remedies) {
                lines.push(remedy_line(session, &remedies::remedy_of_document(remedy, session.language)));
            }
        }
        lines.join("\n")
    });
    Ok(0)
}

/// Evaluates a plan document anew: exit code 1 where a rule is broken, or the plan's own score is wrong.
pub async fn check(session: &Session, problem: &Path, plan: &Path) -> Done {
    let (checked, plan) = app::check_documents(&read(problem)?, &read(plan)?)?;
    let agrees = plan.score.is_none_or(|score| score.medium == checked.medium && score.soft == checked.soft);
    let broken = checked.broken.len();
    let result = json!({
        "hard": broken,
        "medium": checked.medium,
        "soft": checked.soft,
        "broken": checked.broken,
        "by_rule": checked.by_rule,
        "own_score_agrees": agrees,
    });
    session.show(&result, || {
        let mut lines: Vec<String> = checked
            .broken
            .iter()
            .map(|rule| format!("{:?} {}", rule.rule, serde_json::to_value(&rule.detail).unwrap_or_default()))
            .collect();
        lines.push(format!("hard {broken} medium {} soft {}", checked.medium, checked.soft));
        if !agrees {
            lines.push(session.say("la puntuación del plan no coincide", "the plan's own score disagrees").to_owned());
        }
        lines.join("\n")
    });
    Ok(if broken > 0 || !agrees { FOUND } else { 0 })
}
