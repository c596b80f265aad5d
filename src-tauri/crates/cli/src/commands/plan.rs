//! Planning, from the workspace or from documents.

use std::path::Path;

use contract::problem::FileTrouble;
use contract::views::{AcceptRequest, Accepted, DraftView, PlanRequest};
use contract::{Problem, Task};
use serde_json::json;

use crate::args::Language;
use crate::session::{Done, FOUND, Failure, Session};
use crate::{reasons, words};

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

/// Plans the open needs into a draft, and accepts it where that was asked for.
pub async fn plan(session: &Session, request: PlanRequest, accept: bool) -> Done {
    session.need_workspace().await?;
    let draft: DraftView = session.ask_with("plan.make", &request, &stoppable()).await?;
    if accept {
        let request = AcceptRequest { draft: draft.id.clone(), proposals: None };
        session.ask::<Accepted>("plan.accept", &request).await?;
    }
    session.show(&draft, || text(session, &draft));
    Ok(0)
}

fn text(session: &Session, draft: &DraftView) -> String {
    let mut proposals: Vec<_> = draft.proposals.iter().collect();
    proposals.sort_by_key(|proposal| proposal.start);
    let names =
        |named: &[contract::views::Named]| named.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for proposal in proposals {
        let place = match proposal.place_name.as_str() {
            "" => session.say("a distancia", "remote"),
            name => name,
        };
        lines.push(format!(
            "{}  {:>3} min  {:18} {}\n    {} | {} | {place}",
            proposal.start.format("%Y-%m-%d %H:%M"),
            proposal.minutes,
            words::format(Some(proposal.format), session.language),
            proposal.title,
            names(&proposal.clients),
            names(&proposal.providers),
        ));
    }
    let (meetings, out) = (draft.proposals.len(), draft.left_out.len());
    lines.push(match session.language {
        Language::Es => format!(
            "{meetings} reuniones ({}), {out} necesidades fuera, {} no planificables; costo {} / {}",
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
    }
    for left in &draft.not_planned {
        lines.push(format!("- {}", reasons::not_planned(left, session.language)));
    }
    lines.join("\n")
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

/// Solves a problem document.
pub async fn document(session: &Session, problem: &Path, out: &Path, seconds: u32, seed: u32) -> Done {
    let text = read(problem)?;
    let task = stoppable();
    let search = tokio::task::spawn_blocking(move || app::solve_document(&text, seconds, u64::from(seed), &task));
    let solved = search.await.map_err(|_| Problem::Cancelled)??;
    let plan = serde_json::to_string_pretty(&solved.plan)
        .map_err(|error| Problem::BadRequest { detail: error.to_string() })?;
    std::fs::write(out, plan + "\n").map_err(|error| {
        let trouble = match error.kind() {
            std::io::ErrorKind::StorageFull => FileTrouble::DiskFull,
            std::io::ErrorKind::PermissionDenied => FileTrouble::Denied,
            std::io::ErrorKind::NotFound => FileTrouble::NotFound,
            _ => FileTrouble::Other,
        };
        Failure::from(Problem::File { path: out.display().to_string(), trouble })
    })?;
    let score = solved.plan.score.unwrap_or_default();
    let result = json!({
        "score": score,
        "meetings": solved.plan.meetings.len(),
        "unscheduled": solved.plan.unscheduled.len(),
        "steps": solved.steps,
        "left_out": solved.left_out,
    });
    session.show(&result, || {
        format!(
            "hard {} medium {} soft {} meetings {} unscheduled {}",
            score.hard,
            score.medium,
            score.soft,
            solved.plan.meetings.len(),
            solved.plan.unscheduled.len()
        )
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
