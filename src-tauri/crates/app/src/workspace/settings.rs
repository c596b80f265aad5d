//! Settings of the workspace, kept in it.

use std::collections::HashMap;

use contract::views::Settings;
use contract::{Deed, FieldFault, Outcome, Problem};
use domain::ClientId;
use domain::placement::{Cause, PlacementEntry, place};
use store::{GivenAnswer, Read, Write};

use crate::gesture::{done, new_id};
use crate::problems;
use crate::state::App;

const KEY: &str = "settings";

/// The settings; the defaults where none were saved.
pub(crate) async fn load(read: &mut Read) -> Result<Settings, Problem> {
    let text = store::settings::get(read, KEY).await.map_err(problems::store)?;
    // Settings of a later version that cannot be read must not keep the workspace shut.
    Ok(text
        .and_then(|text| serde_json::from_str(&text).inspect_err(|error| tracing::warn!(%error, "settings")).ok())
        .unwrap_or_default())
}

/// Who is at the keyboard, as set; otherwise the name the system knows.
pub(crate) fn author(settings: &Settings) -> String {
    if !settings.author.trim().is_empty() {
        return settings.author.trim().to_owned();
    }
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default()
}

/// Minutes between possible starts that a calendar shows well.
const GRIDS: [u32; 6] = [5, 10, 15, 20, 30, 60];
/// Reminders of one meeting: more is a nuisance.
const MOST_REMINDERS: usize = 5;
/// Minutes before a meeting of the earliest reminder: four weeks.
const EARLIEST_REMINDER: u32 = 4 * 7 * 24 * 60;
/// Largest weight of a plan's soft costs: beyond it one rule silences all others.
const MOST_WEIGHT: u32 = 1000;

/// Checks the weights of a plan's soft costs.
pub(crate) fn check_weights(faults: &mut Vec<FieldFault>, field: &str, weights: &planner::Weights) {
    for measure in planner::Measure::ALL {
        if measure.weight(weights) > MOST_WEIGHT {
            let name = format!("{measure:?}").to_lowercase();
            faults.push(FieldFault::Range { field: format!("{field}.{name}"), min: 0, max: MOST_WEIGHT });
        }
    }
}

fn faults(settings: &Settings) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let (least, most) = (GRIDS[0], GRIDS[GRIDS.len() - 1]);
    if !(least..=most).contains(&settings.grid) {
        faults.push(FieldFault::Range { field: "grid".into(), min: least, max: most });
    } else if !GRIDS.contains(&settings.grid) {
        faults.push(FieldFault::Unknown { field: "grid".into(), found: settings.grid.to_string() });
    }
    let currency = settings.currency.as_str();
    if !currency.is_empty() && (currency.len() != 3 || !currency.chars().all(|sign| sign.is_ascii_alphabetic())) {
        faults.push(FieldFault::Unknown { field: "currency".into(), found: currency.to_owned() });
    }
    check_weights(&mut faults, "weights", &settings.weights);
    if settings.reminders.len() > MOST_REMINDERS {
        faults.push(FieldFault::Range { field: "reminders".into(), min: 0, max: MOST_REMINDERS as u32 });
    }
    if settings.reminders.iter().any(|minutes| *minutes > EARLIEST_REMINDER) {
        faults.push(FieldFault::Range { field: "reminders".into(), min: 0, max: EARLIEST_REMINDER });
    }
    let placement = &settings.placement;
    for (item, weight) in &placement.weights {
        if !(0.0..=100.0).contains(weight) {
            faults.push(FieldFault::Range { field: format!("placement.weights.{}", item.word()), min: 0, max: 100 });
        }
    }
    let ranges = [
        ("placement.least_coverage", placement.least_coverage, 0.0, 1.0),
        ("placement.near", placement.near, 0.0, 50.0),
        ("placement.steepness", placement.steepness, 1.0, 100.0),
        ("placement.half_life", placement.half_life, 1.0, 36_500.0),
        ("placement.stale_after", f64::from(placement.stale_after), 1.0, 36_500.0),
    ];
    for (field, value, min, max) in ranges {
        if !(min..=max).contains(&value) {
            faults.push(FieldFault::Range { field: field.into(), min: min as u32, max: max as u32 });
        }
    }
    faults
}

/// Changes the settings.
pub(crate) async fn save(app: &App, settings: Settings) -> Result<Outcome<Settings>, Problem> {
    problems::invalid(faults(&settings))?;
    let text = serde_json::to_string(&settings).map_err(problems::unexpected)?;
    let mut read = app.read().await?;
    let before = load(&mut read).await?;
    drop(read);
    let mut write = app.write(done(Deed::SettingsChanged, [])).await?;
    store::settings::put(&mut write, KEY, &text).await.map_err(problems::store)?;
    if before.placement != settings.placement {
        let entries = reweighed(app, &mut write, &settings).await?;
        store::placements::append_all(&mut write, &entries).await.map_err(problems::store)?;
    }
    app.commit(write, settings).await
}

/// What the clients' places become under other weights and thresholds; only those that change.
async fn reweighed(app: &App, write: &mut Write, settings: &Settings) -> Result<Vec<PlacementEntry>, Problem> {
    let current = store::placements::current(write).await.map_err(problems::store)?;
    let mut given: HashMap<ClientId, Vec<GivenAnswer>> = HashMap::new();
    for answer in store::answers::all(write).await.map_err(problems::store)? {
        given.entry(answer.client.clone()).or_default().push(answer);
    }
    let today = app.clock.today();
    let mut entries = Vec::new();
    for entry in current {
        let own = given.get(&entry.client).map_or(&[][..], Vec::as_slice);
        // An answer about the topic counts before one about the client as a whole: of several the last one counts.
        let general = own.iter().filter(|given| given.topic.is_none());
        let special = own.iter().filter(|given| given.topic.as_ref() == Some(&entry.topic));
        let answers: Vec<_> = general.chain(special).map(|given| given.answer.clone()).collect();
        let placement = place(&answers, &settings.placement, today);
        let now = (placement.sharing.score, placement.providers.score, placement.state, placement.format);
        if now != (entry.sharing, entry.providers, entry.state, entry.format) {
            entries.push(PlacementEntry {
                id: new_id().into(),
                at: app.clock.now(),
                author: author(settings),
                cause: Cause::Reweighed,
                sharing: now.0,
                providers: now.1,
                state: now.2,
                format: now.3,
                ..entry
            });
        }
    }
    Ok(entries)
}
