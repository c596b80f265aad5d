//! A workspace is one file, opened by its path.

use std::path::{Path, PathBuf};

use contract::views::{Counts, PathRequest, WorkspaceView, Written};
use contract::{Area, Deed, Outcome, Problem};
use domain::placement::{Answer, Cause, PlacementEntry, place};
use domain::{ClientId, TopicId};
use store::Store;

use crate::gesture::{done, new_id};
use crate::state::{App, lock};
use crate::{problems, sample};

/// Ending of a workspace's file name.
const ENDING: &str = "cuadrante";

/// The folder for what the program keeps: `CUADRANTE_HOME`, or the system's folder for application data.
fn home() -> PathBuf {
    if let Some(home) = std::env::var_os("CUADRANTE_HOME") {
        return PathBuf::from(home);
    }
    directories::ProjectDirs::from("org", "Cuadrante", "Cuadrante")
        .map_or_else(|| PathBuf::from("."), |folders| folders.data_dir().to_path_buf())
}

/// The workspace that opens where none is named.
pub fn default_workspace_path() -> PathBuf {
    home().join(format!("workspace.{ENDING}"))
}

fn last_file() -> PathBuf {
    home().join("last-workspace")
}

/// The workspace that was open last, where it is still there.
pub(crate) fn last_opened() -> Option<PathBuf> {
    let path = PathBuf::from(std::fs::read_to_string(last_file()).ok()?.trim());
    path.exists().then_some(path)
}

fn remember(path: &Path) {
    // Only a convenience: without it the usual workspace opens next time.
    let written =
        std::fs::create_dir_all(home()).and_then(|()| std::fs::write(last_file(), path.display().to_string()));
    if let Err(error) = written {
        tracing::warn!(%error, "could not remember the workspace");
    }
}

/// Opens a workspace in place of the open one, which stays open where this fails.
pub(crate) async fn open(app: &App, path: &Path) -> Result<(), Problem> {
    let path = std::path::absolute(path).map_err(|error| problems::file(path, &error))?;
    if let Ok(open) = app.store().await
        && open.path() == path
    {
        return Ok(());
    }
    let store = Store::open(&path).await.map_err(|error| problems::open(&path, error))?;
    settle(app, store).await;
    Ok(())
}

async fn settle(app: &App, store: Store) {
    if app.remembers {
        remember(store.path());
    }
    app.replace(Some(store)).await;
    *lock(&app.trouble) = None;
}

/// The open workspace, or why there is none.
pub(crate) async fn current(app: &App) -> Result<WorkspaceView, Problem> {
    let mut view = WorkspaceView {
        path: None,
        name: String::new(),
        problem: lock(&app.trouble).clone(),
        counts: Counts::default(),
        today: app.clock.today(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        zone_data: chrono_tz::IANA_TZDB_VERSION.to_owned(),
    };
    let Ok(store) = app.store().await else { return Ok(view) };
    view.path = Some(store.path().display().to_string());
    view.name = store.path().file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut read = store.read().await.map_err(problems::store)?;
    view.counts = Counts {
        clients: store::clients::count(&mut read).await.map_err(problems::store)?,
        providers: store::providers::all(&mut read).await.map_err(problems::store)?.len() as u32,
        rooms: store::rooms::all(&mut read).await.map_err(problems::store)?.len() as u32,
        topics: store::topics::all(&mut read).await.map_err(problems::store)?.len() as u32,
        needs: store::needs::count(&mut read).await.map_err(problems::store)?,
        meetings: store::meetings::count(&mut read).await.map_err(problems::store)?,
    };
    Ok(view)
}

/// Opens the file that was asked for.
pub(crate) async fn open_request(app: &App, request: PathRequest) -> Result<Outcome<WorkspaceView>, Problem> {
    let path = request.path.map_or_else(default_workspace_path, PathBuf::from);
    open(app, &path).await?;
    opened(app).await
}

async fn opened(app: &App) -> Result<Outcome<WorkspaceView>, Problem> {
    let mut outcome = Outcome::from(current(app).await?);
    outcome.stale.insert(Area::Workspace);
    Ok(outcome)
}

/// A path at which there is nothing yet: the wanted one, or it with a number.
fn free_path(wanted: PathBuf) -> PathBuf {
    if !wanted.exists() {
        return wanted;
    }
    let stem = wanted.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    (2..)
        .map(|number| wanted.with_file_name(format!("{stem}-{number}.{ENDING}")))
        .find(|path| !path.exists())
        .unwrap_or(wanted)
}

async fn create(asked: Option<String>, usual: &str) -> Result<Store, Problem> {
    let path = match asked {
        Some(path) => PathBuf::from(path),
        None => free_path(home().join(format!("{usual}.{ENDING}"))),
    };
    let path = std::path::absolute(&path).map_err(|error| problems::file(&path, &error))?;
    if path.exists() {
        return Err(problems::file(&path, &std::io::ErrorKind::AlreadyExists.into()));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| problems::file(folder, &error))?;
    }
    Store::create(&path).await.map_err(|error| problems::open(&path, error))
}

/// Makes an empty workspace and opens it.
pub(crate) async fn empty(app: &App, request: PathRequest) -> Result<Outcome<WorkspaceView>, Problem> {
    let store = create(request.path, "workspace").await?;
    settle(app, store).await;
    opened(app).await
}

/// Makes a workspace with the sample in it and opens it.
pub(crate) async fn with_sample(app: &App, request: PathRequest) -> Result<Outcome<WorkspaceView>, Problem> {
    let store = create(request.path, "sample").await?;
    let filled = fill(app, &store).await;
    if let Err(problem) = filled {
        // Half a sample is of no use to anybody.
        let path = store.path().to_path_buf();
        store.close().await;
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(%error, path = %path.display(), "could not remove");
        }
        return Err(problem);
    }
    settle(app, store).await;
    opened(app).await
}

async fn fill(app: &App, store: &Store) -> Result<(), Problem> {
    let bundle = sample::bank(app.clock.today());
    let entries = entries(app, &bundle);
    let mut write = store.write(done(Deed::SampleLoaded, [])).await.map_err(problems::store)?;
    let written = async {
        for firm in &bundle.firms {
            store::firms::put(&mut write, firm).await?;
        }
        for site in &bundle.sites {
            store::sites::put(&mut write, site).await?;
        }
        for room in &bundle.rooms {
            store::rooms::put(&mut write, room).await?;
        }
        for provider in &bundle.providers {
            store::providers::put(&mut write, provider).await?;
        }
        for topic in &bundle.topics {
            store::topics::put(&mut write, topic).await?;
        }
        store::clients::put_all(&mut write, &bundle.clients).await?;
        for (client, topic, answer) in &bundle.answers {
            store::answers::put(&mut write, client, topic.as_ref(), answer).await?;
        }
        for fact in &bundle.overrides {
            store::overrides::put(&mut write, fact).await?;
        }
        store::placements::append_all(&mut write, &entries).await?;
        for need in &bundle.needs {
            store::needs::put(&mut write, need).await?;
        }
        for meeting in &bundle.meetings {
            store::meetings::put(&mut write, meeting).await?;
        }
        Ok::<(), store::StoreError>(())
    };
    written.await.map_err(problems::store)?;
    write.commit().await.map_err(problems::store)?;
    Ok(())
}

/// The placement history that the sample's answers and hand-placed points come to.
fn entries(app: &App, bundle: &sample::Bundle) -> Vec<PlacementEntry> {
    let today = app.clock.today();
    let settings = domain::placement::PlacementSettings::default();
    let mut subjects: Vec<(&ClientId, &TopicId)> = Vec::new();
    for (client, topic, _) in &bundle.answers {
        if let Some(topic) = topic
            && !subjects.contains(&(client, topic))
        {
            subjects.push((client, topic));
        }
    }
    let mut found = Vec::new();
    for (client, topic) in subjects {
        let answers: Vec<Answer> = bundle
            .answers
            .iter()
            .filter(|(whose, about, _)| whose == client && about.as_ref().is_none_or(|about| about == topic))
            .map(|(_, _, answer)| answer.clone())
            .collect();
        let placement = place(&answers, &settings, today);
        let on = answers.iter().filter_map(|answer| answer.on).max().unwrap_or(today);
        let author = answers.last().map(|answer| answer.author.clone()).unwrap_or_default();
        let entry = PlacementEntry {
            id: new_id().into(),
            client: client.clone(),
            topic: topic.clone(),
            at: on.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc(),
            author,
            cause: Cause::Answered,
            sharing: placement.sharing.score,
            providers: placement.providers.score,
            state: placement.state,
            format: placement.format,
            chosen: None,
        };
        let chosen = bundle.chosen.iter().find(|(whose, about, _)| whose == client && about == topic);
        found.push(entry.clone());
        if let Some((_, _, chosen)) = chosen {
            found.push(PlacementEntry {
                id: new_id().into(),
                at: chosen.on.and_hms_opt(15, 0, 0).unwrap_or_default().and_utc(),
                author: chosen.author.clone(),
                cause: Cause::Chosen,
                chosen: Some(chosen.clone()),
                ..entry
            });
        }
    }
    found
}

/// Copies the open workspace to a file.
pub(crate) async fn backup(app: &App, request: PathRequest) -> Result<Outcome<Written>, Problem> {
    let store = app.store().await?;
    let path = match request.path {
        Some(path) => PathBuf::from(path),
        None => {
            let stem = store.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            free_path(store.path().with_file_name(format!("{stem}-{}.{ENDING}", app.clock.today())))
        }
    };
    let path = std::path::absolute(&path).map_err(|error| problems::file(&path, &error))?;
    if path.exists() {
        return Err(problems::file(&path, &std::io::ErrorKind::AlreadyExists.into()));
    }
    store.backup(&path).await.map_err(problems::store)?;
    Ok(Written { path: path.display().to_string() }.into())
}
