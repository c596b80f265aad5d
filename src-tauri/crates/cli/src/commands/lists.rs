//! Lists of clients and needs; undo.

use contract::views::{ClientPage, ClientQuery, NeedQuery, NeedRow, NetworkView, Undone};
use contract::{Nothing, Problem, Thing};
use serde_json::json;

use crate::args::NeedAction;
use crate::session::{Done, FOUND, Failure, Session};
use crate::{deeds, words};

/// Lists the clients.
pub async fn clients(session: &Session, find: String) -> Done {
    session.need_workspace().await?;
    let page: ClientPage = session.ask("clients.list", &ClientQuery { text: find, ..ClientQuery::default() }).await?;
    session.show(&page.rows, || {
        let mut text = String::new();
        for row in &page.rows {
            let format = if row.mixed {
                session.say("varios formatos", "several formats")
            } else {
                words::format(row.format, session.language)
            };
            text.push_str(&format!("{:8} {:40} {:>3}  {:20} {format}\n", row.code, row.name, row.value, row.city));
        }
        text
    });
    Ok(0)
}

/// A client by id, code or name.
pub async fn client_id(session: &Session, wanted: &str) -> Result<String, Failure> {
    let page: ClientPage = session.ask("clients.list", &ClientQuery::default()).await?;
    let same = |text: &str| text.to_lowercase() == wanted.to_lowercase();
    let found = page.rows.into_iter().find(|row| row.id.as_str() == wanted || same(&row.code) || same(&row.name));
    found.map(|row| row.id.0).ok_or_else(|| Problem::NotFound { what: Thing::Client, id: wanted.to_owned() }.into())
}

/// A topic by id or name.
pub async fn topic_id(session: &Session, wanted: &str) -> Result<String, Failure> {
    let network: NetworkView = session.ask("network.get", &Nothing {}).await?;
    let same = |name: &str| name.to_lowercase() == wanted.to_lowercase();
    let found =
        network.topics.into_iter().map(|row| row.topic).find(|topic| topic.id.as_str() == wanted || same(&topic.name));
    found.map(|topic| topic.id.0).ok_or_else(|| Problem::NotFound { what: Thing::Topic, id: wanted.to_owned() }.into())
}

/// Lists the needs, or adds one.
pub async fn needs(session: &Session, open: bool, action: Option<NeedAction>) -> Done {
    session.need_workspace().await?;
    if let Some(NeedAction::Add { client, topic, priority, from, until }) = action {
        let today: contract::views::WorkspaceView = session.ask("workspace.current", &Nothing {}).await?;
        let from = from.unwrap_or(today.today);
        let until = until.unwrap_or(from + chrono::Days::new(28));
        let need = json!({
            "id": "",
            "client": client_id(session, &client).await?,
            "topic": topic_id(session, &topic).await?,
            "priority": priority,
            "from": from,
            "until": until,
        });
        let saved: serde_json::Value = session.ask("need.save", &need).await?;
        session.show(&saved, || saved["id"].as_str().unwrap_or_default().to_owned());
        return Ok(0);
    }
    let rows: Vec<NeedRow> = session.ask("needs.list", &NeedQuery { open, ..NeedQuery::default() }).await?;
    session.show(&rows, || {
        let mut text = String::new();
        for row in &rows {
            let format = if row.do_not_meet {
                session.say("no reunirse", "do not meet")
            } else {
                words::format(row.format, session.language)
            };
            let met = if row.meeting.is_some() { session.say("planificada", "planned") } else { "" };
            text.push_str(&format!(
                "{} .. {}  {}  {:36} {:32} {format} {met}\n",
                row.need.from, row.need.until, row.need.priority, row.client_name, row.topic_name
            ));
        }
        text
    });
    Ok(0)
}

/// Takes back the last change, or does it again.
pub async fn undo(session: &Session, command: &str) -> Done {
    session.need_workspace().await?;
    let undone: Undone = session.ask(command, &Nothing {}).await?;
    session.show(&undone, || match &undone.done {
        Some(done) => deeds::words(done, session.language),
        None => session.say("no hay nada que deshacer", "there is nothing to do").to_owned(),
    });
    Ok(if undone.done.is_some() { 0 } else { FOUND })
}
