//! Files in and out.

use std::path::PathBuf;

use chrono::NaiveDate;
use contract::Problem;
use contract::views::{
    CalendarScope, ExportRequest, ExportShape, Exported, ImportLook, ImportPreview, ImportRequest, Imported,
    PathRequest, WorkspaceView, Written,
};
use serde_json::json;

use crate::args::Language;
use crate::reasons;
use crate::session::{Done, FOUND, Failure, Session};

pub(super) fn absolute(path: &std::path::Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}

/// Makes a workspace with the sample in it.
pub async fn sample(session: &Session) -> Done {
    let path = session.workspace.as_deref().map(absolute);
    let view: WorkspaceView = session.ask("workspace.sample", &PathRequest { path }).await?;
    session.show(&view, || {
        let path = view.path.clone().unwrap_or_default();
        let (clients, needs) = (view.counts.clients, view.counts.needs);
        match session.language {
            Language::Es => format!("{path}: {clients} clientes, {needs} necesidades"),
            Language::En => format!("{path}: {clients} clients, {needs} needs"),
        }
    });
    Ok(0)
}

/// What an import was asked to do.
pub struct Wanted {
    pub file: PathBuf,
    pub good_rows: bool,
    pub keep_known: bool,
    pub dry_run: bool,
    pub map: Vec<String>,
}

/// Imports clients; makes the workspace where there is none.
pub async fn import(session: &Session, wanted: Wanted) -> Done {
    // A file that is not there must not leave an empty workspace behind.
    if !wanted.file.exists() {
        let trouble = contract::problem::FileTrouble::NotFound;
        return Err(Problem::File { path: absolute(&wanted.file), trouble }.into());
    }
    if let Err(failure) = session.need_workspace().await {
        let missing = matches!(
            failure.problem,
            Problem::NoWorkspace | Problem::File { trouble: contract::problem::FileTrouble::NotFound, .. }
        );
        if !missing {
            return Err(failure);
        }
        let path = session.workspace.as_deref().map(absolute);
        session.ask::<WorkspaceView>("workspace.empty", &PathRequest { path }).await?;
    }
    let path = absolute(&wanted.file);
    let look = ImportLook { path: path.clone(), choices: Default::default() };
    let mut preview: ImportPreview = session.ask("import.look", &look).await?;
    if !wanted.map.is_empty() {
        let mapping = mapping(&preview, &wanted.map)?;
        let mut choices = serde_json::to_value(&preview.choices).unwrap_or_default();
        choices["mapping"] = mapping;
        preview = session.ask("import.look", &json!({ "path": path, "choices": choices })).await?;
    }
    if wanted.dry_run {
        session.show(&preview, || describe(session, &preview));
        return Ok(if preview.faulty > 0 { FOUND } else { 0 });
    }
    if preview.faulty > 0 && !session.json {
        eprint!("{}", faults(session, &preview));
    }
    let request = ImportRequest {
        path,
        choices: preview.choices.clone(),
        good_rows: wanted.good_rows,
        update: !wanted.keep_known,
    };
    let imported: Imported = session.ask("import.clients", &request).await?;
    session.show(&imported, || {
        let Imported { added, changed, unchanged, faulty, millis } = imported;
        match session.language {
            Language::Es => format!(
                "{added} clientes nuevos, {changed} cambiados, {unchanged} sin cambios, {faulty} filas con errores ({millis} ms)"
            ),
            Language::En => {
                format!("{added} new clients, {changed} changed, {unchanged} unchanged, {faulty} faulty rows ({millis} ms)")
            }
        }
    });
    Ok(0)
}

/// The mapping with what `--map` says in place of what was guessed.
fn mapping(preview: &ImportPreview, wanted: &[String]) -> Result<serde_json::Value, Failure> {
    let wrong = |detail: String| Failure::from(Problem::BadRequest { detail });
    let mut mapping: Vec<serde_json::Value> =
        preview.columns.iter().map(|column| serde_json::to_value(&column.field).unwrap_or_default()).collect();
    for pair in wanted {
        let (column, field) = pair
            .split_once('=')
            .ok_or_else(|| wrong(format!("--map {pair}: write COLUMN=FIELD, for instance --map \"Ventas=sales\"")))?;
        let at = column
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1))
            .or_else(|| preview.columns.iter().position(|known| known.title == column))
            .filter(|at| *at < mapping.len());
        let at = at.ok_or_else(|| {
            let titles: Vec<&str> = preview.columns.iter().map(|known| known.title.as_str()).collect();
            wrong(format!("--map {pair}: there is no column {column}; the file has {}", titles.join(", ")))
        })?;
        mapping[at] = match field.split_once(':') {
            Some(("attribute", name)) => json!({ "kind": "attribute", "name": name }),
            _ => json!({ "kind": field }),
        };
    }
    Ok(json!(mapping))
}

fn describe(session: &Session, preview: &ImportPreview) -> String {
    let mut text = String::new();
    for column in &preview.columns {
        let field = serde_json::to_value(&column.field).unwrap_or_default();
        let kind = field["kind"].as_str().unwrap_or("").to_owned();
        text.push_str(&format!("  {:24} -> {kind}\n", column.title));
    }
    let ImportPreview { rows, new, changed, unchanged, faulty, .. } = preview;
    text.push_str(&match session.language {
        Language::Es => format!(
            "{rows} filas: {new} nuevas, {changed} con cambios, {unchanged} sin cambios, {faulty} con errores\n"
        ),
        Language::En => format!("{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {faulty} faulty\n"),
    });
    text + &faults(session, preview)
}

fn faults(session: &Session, preview: &ImportPreview) -> String {
    let mut text = String::new();
    for fault in &preview.faults {
        text.push_str(&reasons::row(fault, session.language));
        text.push('\n');
    }
    text
}

/// Writes calendars.
pub async fn export(
    session: &Session,
    out: PathBuf,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    plan_only: bool,
    shape: ExportShape,
) -> Done {
    session.need_workspace().await?;
    let request = ExportRequest {
        folder: absolute(&out),
        scope: if plan_only { CalendarScope::Plan } else { CalendarScope::Everything },
        language: serde_json::from_value(json!(session.say("es", "en"))).unwrap_or_default(),
        from,
        to,
        shape,
    };
    let exported: Exported = session.ask("export.calendars", &request).await?;
    session.show(&exported, || exported.files.join("\n"));
    Ok(0)
}

/// Copies the workspace.
pub async fn backup(session: &Session, file: PathBuf) -> Done {
    session.need_workspace().await?;
    let written: Written = session.ask("workspace.backup", &PathRequest { path: Some(absolute(&file)) }).await?;
    session.show(&written, || written.path.clone());
    Ok(0)
}
