//! Clients from a table: looked at first, then imported in one transaction.

use std::path::Path;
use std::time::Instant;

use contract::views::{ImportLook, ImportPreview, ImportRequest, ImportRow, Imported, RowFate};
use contract::{Deed, Outcome, Problem, Progress, Task};
use domain::{Client, Site, ZoneName};
use exchange::clients::{Choices, ClientField, ClientRecord, RowFault, RowResult, Sheet, inspect, read_clients};
use exchange::table::TableFault;

use super::merge::{Fate, Known, fates};
use crate::gesture::done;
use crate::meetings::planning_zone;
use crate::problems;
use crate::state::App;

/// Rows shown in the preview.
const SHOWN: usize = 50;
/// Faults listed.
const LISTED: usize = 1000;
/// Rows written between two looks at whether the import was cancelled.
const CHUNK: usize = 1000;

/// A file read, and what each of its rows would do.
struct Looked {
    sheet: Sheet,
    rows: Vec<RowResult>,
    known: Known,
    largest: f64,
    zone: ZoneName,
}

async fn read(app: &App, path: &str, choices: Choices, task: &Task) -> Result<Looked, Problem> {
    report(task, "reading", 0, 0);
    let file = Path::new(path).to_path_buf();
    let bytes = match tokio::fs::metadata(&file).await {
        Ok(meta) if meta.len() > exchange::table::MAX_BYTES as u64 => {
            let bytes = u32::try_from(meta.len()).unwrap_or(u32::MAX);
            let fault = TableFault::TooLarge { bytes, limit: exchange::table::MAX_BYTES as u32 };
            return Err(Problem::Table { fault });
        }
        Ok(_) => tokio::fs::read(&file).await.map_err(|error| problems::file(&file, &error))?,
        Err(error) => return Err(problems::file(&file, &error)),
    };
    // A file of many thousand rows takes long enough to hold up other calls on the same thread.
    let parsed = tokio::task::spawn_blocking(move || {
        let sheet = inspect(&bytes, &choices)?;
        let rows = read_clients(&sheet);
        Ok::<_, TableFault>((sheet, rows))
    });
    let (sheet, rows) = parsed.await.map_err(problems::unexpected)?.map_err(|fault| Problem::Table { fault })?;
    let mut source = app.read().await?;
    let clients = store::clients::all(&mut source).await.map_err(problems::store)?;
    let sites = store::sites::all(&mut source).await.map_err(problems::store)?;
    let providers = store::providers::all(&mut source).await.map_err(problems::store)?;
    drop(source);
    let known = Known::new(clients, sites);
    let in_file = rows.iter().flatten().filter_map(|record| record.sales).fold(0.0, f64::max);
    Ok(Looked {
        largest: in_file.max(known.largest_sales()),
        zone: planning_zone(providers.iter()),
        sheet,
        rows,
        known,
    })
}

fn report(task: &Task, phase: &str, done: usize, total: usize) {
    task.report(Progress { phase: phase.into(), done: done as u32, total: total as u32, search: None });
}

/// What would become of a file.
pub(crate) async fn look(app: &App, request: ImportLook, task: &Task) -> Result<ImportPreview, Problem> {
    let looked = read(app, &request.path, request.choices, task).await?;
    let (mut new, mut unchanged, mut changed) = (0, 0, 0);
    let mut first = Vec::new();
    let mut faults: Vec<RowFault> = Vec::new();
    let mut faulty = 0;
    let fates = fates(&looked.rows, &looked.known, looked.largest, &looked.zone);
    for (row, fate) in looked.rows.iter().zip(fates) {
        let (record, fate) = match (row, fate) {
            (Ok(record), Ok(fate)) => (record, fate),
            (_, Err(fault)) => {
                faulty += 1;
                if faults.len() < LISTED {
                    faults.push(fault);
                }
                continue;
            }
            // A faulty row has no fate.
            (Err(_), Ok(_)) => continue,
        };
        let (value, what) = match fate {
            Fate::New(made) => {
                new += 1;
                (made.0.value, RowFate::New)
            }
            Fate::Changed(made) => {
                changed += 1;
                (made.0.value, RowFate::Changed)
            }
            Fate::Unchanged(_, value) => {
                unchanged += 1;
                (value, RowFate::Unchanged)
            }
        };
        if first.len() < SHOWN {
            first.push(shown(record, value, what));
        }
    }
    Ok(ImportPreview {
        path: request.path,
        choices: Choices {
            encoding: Some(looked.sheet.encoding),
            delimiter: Some(looked.sheet.delimiter),
            header: Some(looked.sheet.header),
            mapping: Some(looked.sheet.mapping()),
        },
        rows: looked.rows.len() as u32,
        columns: looked.sheet.columns,
        fields: fields(),
        first,
        new,
        unchanged,
        changed,
        faults,
        faulty,
    })
}

fn shown(record: &ClientRecord, value: u32, fate: RowFate) -> ImportRow {
    ImportRow {
        line: record.line,
        code: record.code.clone(),
        name: record.name.clone(),
        person: record.people.first().map(|person| person.name.clone()).unwrap_or_default(),
        city: record.city.clone(),
        country: record.country.clone(),
        sales: record.sales,
        value,
        fate,
    }
}

/// What a column can be mapped to; an attribute's name is asked for when it is chosen.
fn fields() -> Vec<ClientField> {
    use ClientField::*;
    vec![
        Ignore,
        Name,
        Code,
        PersonName,
        PersonTitle,
        Email,
        Phone,
        Address,
        City,
        Region,
        PostalCode,
        Country,
        Zone,
        Sales,
        Value,
        Tags,
        Attribute(String::new()),
        Notes,
    ]
}

/// Imports a file in one transaction: all of what was asked for, or nothing.
pub(crate) async fn import(app: &App, request: ImportRequest, task: &Task) -> Result<Outcome<Imported>, Problem> {
    let begun = Instant::now();
    let looked = read(app, &request.path, request.choices, task).await?;
    let total = looked.rows.len();
    report(task, "checking", 0, total);
    let mut imported = Imported { added: 0, changed: 0, unchanged: 0, faulty: 0, millis: 0 };
    let mut first_fault = None;
    let mut clients: Vec<Client> = Vec::new();
    let mut sites: Vec<Site> = Vec::new();
    for fate in fates(&looked.rows, &looked.known, looked.largest, &looked.zone) {
        let made = match fate {
            Err(fault) => {
                imported.faulty += 1;
                first_fault.get_or_insert(fault.line);
                continue;
            }
            Ok(Fate::New(made)) => {
                imported.added += 1;
                made
            }
            Ok(Fate::Changed(made)) if request.update => {
                imported.changed += 1;
                made
            }
            Ok(Fate::Changed(_) | Fate::Unchanged(..)) => {
                imported.unchanged += 1;
                continue;
            }
        };
        clients.push(made.0);
        sites.extend(made.1);
    }
    if let (Some(first_line), false) = (first_fault, request.good_rows) {
        return Err(Problem::FaultyRows { count: imported.faulty, first_line });
    }
    let count = clients.len().to_string();
    let mut write = app.write(done(Deed::ClientsImported, [("count", count)])).await?;
    let wanted = |task: &Task| if task.is_cancelled() { Err(Problem::Cancelled) } else { Ok(()) };
    // Dropping the write on the way out rolls everything back.
    for chunk in sites.chunks(CHUNK) {
        wanted(task)?;
        store::sites::put_all(&mut write, chunk).await.map_err(problems::store)?;
    }
    let mut written = 0;
    for chunk in clients.chunks(CHUNK) {
        wanted(task)?;
        store::clients::put_all(&mut write, chunk).await.map_err(problems::store)?;
        written += chunk.len();
        report(task, "writing", written, clients.len());
    }
    wanted(task)?;
    imported.millis = begun.elapsed().as_millis() as u32;
    app.commit(write, imported).await
}
