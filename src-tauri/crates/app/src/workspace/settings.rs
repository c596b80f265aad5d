//! Settings of the workspace, kept in it.

use contract::views::Settings;
use contract::{Deed, FieldFault, Outcome, Problem};
use store::Read;

use crate::gesture::done;
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

/// Changes the settings.
pub(crate) async fn save(app: &App, settings: Settings) -> Result<Outcome<Settings>, Problem> {
    let mut faults = Vec::new();
    if !(1..=240).contains(&settings.grid) {
        faults.push(FieldFault::Range { field: "grid".into(), min: 1, max: 240 });
    }
    for (item, weight) in &settings.placement.weights {
        if !(0.0..=100.0).contains(weight) {
            faults.push(FieldFault::Range { field: format!("placement.weights.{}", item.word()), min: 0, max: 100 });
        }
    }
    let placement = &settings.placement;
    let shares = [
        ("placement.least_coverage", placement.least_coverage, 0.0, 1.0),
        ("placement.near", placement.near, 0.0, 50.0),
        ("placement.steepness", placement.steepness, 1.0, 100.0),
        ("placement.half_life", placement.half_life, 1.0, 36_500.0),
    ];
    for (field, value, min, max) in shares {
        if !(min..=max).contains(&value) {
            faults.push(FieldFault::Range { field: field.into(), min: min as u32, max: max as u32 });
        }
    }
    problems::invalid(faults)?;
    let text = serde_json::to_string(&settings).map_err(problems::unexpected)?;
    let mut write = app.write(done(Deed::SettingsChanged, [])).await?;
    store::settings::put(&mut write, KEY, &text).await.map_err(problems::store)?;
    app.commit(write, settings).await
}
