//! Invitations out, and the answers to them in.

use std::path::PathBuf;

use chrono::NaiveDate;
use contract::views::{
    InvitationForm, InvitationObstacle, InvitationsWrite, InvitationsWritten, RepliesRead, ReplyFate, ReplyOutcome,
    ReplyRefusal,
};
use serde_json::json;

use super::files::absolute;
use crate::args::{FormArg, Language};
use crate::session::{Done, FOUND, Session};

/// Writes what people must be told into a folder.
pub async fn write(
    session: &Session,
    out: PathBuf,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    form: FormArg,
    reminder: bool,
    dry_run: bool,
) -> Done {
    session.need_workspace().await?;
    let request = InvitationsWrite {
        folder: absolute(&out),
        meetings: Vec::new(),
        parties: Vec::new(),
        from,
        to,
        form: match form {
            FormArg::Ics => InvitationForm::Ics,
            FormArg::Eml => InvitationForm::Eml,
            FormArg::Both => InvitationForm::Both,
        },
        again: false,
        reminder,
        dry_run,
    };
    let written: InvitationsWritten = session.ask("invitations.write", &request).await?;
    session.show(&written, || sums(session, &written));
    if let Some(problem) = written.problem {
        return Err(problem.into());
    }
    Ok(if written.left_out.is_empty() { 0 } else { FOUND })
}

fn sums(session: &Session, written: &InvitationsWritten) -> String {
    let mut lines = written.files.clone();
    let InvitationsWritten { invitations, updates, cancellations, reminders, .. } = written;
    lines.push(match session.language {
        Language::Es => format!(
            "{invitations} invitaciones, {updates} cambios, {cancellations} cancelaciones, {reminders} recordatorios"
        ),
        Language::En => format!(
            "{invitations} invitations, {updates} updates, {cancellations} cancellations, {reminders} reminders"
        ),
    });
    lines.extend(written.left_out.iter().map(|left| {
        let why = match left.obstacle {
            InvitationObstacle::NoAddress => session.say("sin dirección de correo", "no mail address"),
            InvitationObstacle::NoAddressOfFace => {
                session.say("quien invita no tiene dirección de correo", "whoever invites has no mail address")
            }
            InvitationObstacle::NoFace => session.say("la reunión no tiene quien invite", "nobody invites to it"),
        };
        format!("{}: {}: {why}", left.title, left.name)
    }));
    lines.join("\n")
}

/// Reads answers from files. Ends with 1 where one was refused.
pub async fn replies(session: &Session, files: Vec<PathBuf>) -> Done {
    session.need_workspace().await?;
    let request = RepliesRead { paths: files.iter().map(|file| absolute(file)).collect() };
    let outcomes: Vec<ReplyOutcome> = session.ask("replies.read", &request).await?;
    session.show(&outcomes, || {
        let line = |one: &ReplyOutcome| format!("{}: {}", one.path, fate(session, &one.fate));
        outcomes.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    let refused = outcomes.iter().any(|outcome| matches!(outcome.fate, ReplyFate::Refused { .. }));
    Ok(if refused { FOUND } else { 0 })
}

fn fate(session: &Session, fate: &ReplyFate) -> String {
    match fate {
        ReplyFate::Taken { row } => {
            let answer = match json!(row.attends).as_str() {
                Some("accepted") => session.say("acude", "comes"),
                Some("tentative") => session.say("quizá acuda", "may come"),
                Some("declined") => session.say("no acude", "does not come"),
                _ => session.say("sin respuesta", "no answer"),
            };
            let asked = row.proposed.as_ref().map(|other| {
                let asks = session.say("pide otra hora", "asks for another time");
                format!(", {asks}: {} ({})", other.start.format("%Y-%m-%d %H:%M"), other.zone.0)
            });
            format!("{}: {}, {answer}{}", row.title, row.name, asked.unwrap_or_default())
        }
        ReplyFate::Known { name, title } => {
            format!("{title}: {name}, {}", session.say("ya se conocía", "known already"))
        }
        ReplyFate::Refused { reason } => format!(
            "{}: {}",
            session.say("rechazada", "refused"),
            match reason {
                ReplyRefusal::Unreadable { .. } => session.say("no se puede leer", "cannot be read").to_owned(),
                ReplyRefusal::NoReply { detail } =>
                    format!("{} ({detail})", session.say("no contiene una respuesta", "there is no answer in it")),
                ReplyRefusal::UnknownMeeting { uid } =>
                    format!("{}: {uid}", session.say("reunión desconocida", "unknown meeting")),
                ReplyRefusal::NotInvited { email, title } =>
                    format!("{title}: {}: {email}", session.say("no se invitó a", "not invited")),
                ReplyRefusal::OldVersion { name, title, answered, told } => format!(
                    "{title}: {name}: {} {answered} < {told}",
                    session.say("responde a una versión anterior", "answers an earlier version")
                ),
                ReplyRefusal::OlderAnswer { name, title, known } => format!(
                    "{title}: {name}: {} {known}",
                    session.say("ya hay una respuesta posterior, del", "a later answer is known, of")
                ),
                ReplyRefusal::Over { title } => format!(
                    "{title}: {}",
                    session.say("la reunión ya pasó o se canceló", "the meeting is over, or was cancelled")
                ),
            }
        ),
    }
}
