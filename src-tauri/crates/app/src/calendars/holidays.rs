//! Public holidays that warn: those of the data, as edited by hand. Nothing is ever forbidden on them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use contract::views::{
    CalendarsRequest, CalendarsView, HolidayChange, HolidayCountry, HolidayOrigin, HolidaySettings, HolidayView,
};
use contract::{Deed, FieldFault, Outcome, Problem};
use domain::holidays::{self, COUNTRIES, code_of, codes_at, codes_in, country};
use domain::time::civil;
use domain::{Meeting, Place};
use serde::{Deserialize, Serialize};
use store::Read;

use crate::gesture::done;
use crate::meetings::Cast;
use crate::problems;
use crate::state::App;

/// Under which name the edits are stored.
const KEY: &str = "holidays";
/// Days of a stretch of which holidays are told: a calendar shows no more at once.
const MOST_DAYS: i64 = 800;

/// What was edited by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Edits {
    /// Countries whose holidays warn or do not, against the rule that those do where somebody is.
    #[serde(default)]
    countries: BTreeMap<String, bool>,
    #[serde(default)]
    added: BTreeMap<String, Vec<Added>>,
    #[serde(default)]
    removed: BTreeSet<(NaiveDate, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Added {
    date: NaiveDate,
    name: String,
}

/// The holidays of a workspace: the data, the edits, and where its people are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    edits: Edits,
    /// Codes of countries and regions in which somebody or something is.
    used: BTreeSet<&'static str>,
}

impl Kept {
    /// Loads the edits, and finds out where everybody is.
    pub(crate) async fn load(read: &mut Read) -> Result<Self, Problem> {
        let text = store::settings::get(read, KEY).await.map_err(problems::store)?;
        let edits = text
            .and_then(|text| serde_json::from_str(&text).inspect_err(|error| tracing::warn!(%error, "holidays")).ok())
            .unwrap_or_default();
        let sites = store::sites::all(read).await.map_err(problems::store)?;
        let providers = store::providers::all(read).await.map_err(problems::store)?;
        let mut used: BTreeSet<&'static str> = sites.iter().flat_map(codes_at).collect();
        used.extend(providers.iter().filter(|p| p.site.is_none()).flat_map(|provider| codes_in(&provider.zone)));
        Ok(Self { edits, used })
    }

    fn is_used(&self, code: &str) -> bool {
        self.used.iter().any(|used| country(used) == code)
    }

    fn is_on(&self, code: &str) -> bool {
        let code = country(code);
        self.edits.countries.get(code).copied().unwrap_or_else(|| self.is_used(code))
    }

    fn is_removed(&self, date: NaiveDate, code: &str) -> bool {
        self.edits.removed.contains(&(date, code.to_owned()))
    }

    /// The holidays of some codes on a date that warn; an own one first.
    pub(crate) fn on<'a>(&self, date: NaiveDate, codes: impl IntoIterator<Item = &'a str>) -> Vec<HolidayView> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for code in codes.into_iter().filter(|code| self.is_on(code)) {
            if !seen.insert(code) {
                continue;
            }
            let added = self.edits.added.get(code).into_iter().flatten().filter(|day| day.date == date);
            found.extend(added.map(|day| of_hand(code, day)));
            let data = holidays::on(date, code).filter(|_| !self.is_removed(date, code));
            found.extend(data.map(|day| of_data(day, HolidayOrigin::Data)));
        }
        found
    }

    /// All that warn between two dates, both inclusive, wherever somebody is; those taken out by hand too, where asked.
    pub(crate) fn between(&self, from: NaiveDate, to: NaiveDate, removed_too: bool) -> Vec<HolidayView> {
        let to = to.min(from + chrono::TimeDelta::days(MOST_DAYS));
        // Of a country that is on without anybody in it, no region is meant.
        let meant = |code: &str| self.is_on(code) && (country(code) == code || self.used.contains(code));
        let mut found: Vec<HolidayView> = holidays::between(from, to)
            .filter(|day| meant(day.code))
            .map(|day| {
                let removed = self.is_removed(day.date, day.code);
                of_data(day, if removed { HolidayOrigin::Removed } else { HolidayOrigin::Data })
            })
            .filter(|day| removed_too || day.origin != HolidayOrigin::Removed)
            .collect();
        for (code, days) in self.edits.added.iter().filter(|(code, _)| self.is_on(code)) {
            found.extend(days.iter().filter(|day| from <= day.date && day.date <= to).map(|day| of_hand(code, day)));
        }
        found.sort_by(|a, b| (a.date, &a.country, &a.es).cmp(&(b.date, &b.country, &b.es)));
        found
    }

    /// The holidays on the day of a meeting, where it takes place and where those who come are, each on its own calendar.
    pub(crate) fn of_meeting(&self, cast: &Cast, meeting: &Meeting) -> Vec<HolidayView> {
        let at = meeting.span().0;
        let mut found: Vec<HolidayView> = Vec::new();
        for (codes, zone) in whereabouts(cast, meeting) {
            found.extend(self.on(civil(at, zone.rules_or_utc()).date(), codes));
        }
        found.sort_by(|a, b| (a.date, &a.country, &a.es).cmp(&(b.date, &b.country, &b.es)));
        found.dedup();
        found
    }

    fn settings(&self, from: NaiveDate, to: NaiveDate) -> HolidaySettings {
        let known = |code: &str| COUNTRIES.iter().any(|(known, _)| *known == code);
        let countries = COUNTRIES.iter().map(|(code, _)| HolidayCountry {
            code: (*code).to_owned(),
            on: self.is_on(code),
            used: self.is_used(code),
        });
        // A country that holidays were added to by hand, without data of its own.
        let own =
            self.edits.added.keys().map(|code| country(code)).filter(|code| !known(code)).collect::<BTreeSet<_>>();
        let own =
            own.into_iter().map(|code| HolidayCountry { code: code.to_owned(), on: self.is_on(code), used: false });
        HolidaySettings {
            countries: countries.chain(own).collect(),
            days: self.between(from, to, true),
            source: holidays::SOURCE.to_owned(),
        }
    }
}

/// The codes of the place and of everybody who comes, each with its zone.
fn whereabouts<'a>(cast: &'a Cast, meeting: &'a Meeting) -> Vec<(Vec<&'static str>, &'a domain::ZoneName)> {
    let mut all = Vec::new();
    let site_or_zone = |site: Option<&'a domain::SiteId>, zone: &'a domain::ZoneName| match site {
        Some(site) => cast.sites.get(site).map(|site| (codes_at(site), &site.zone)),
        None => Some((codes_in(zone), zone)),
    };
    if !matches!(meeting.place, Place::Remote)
        && let Some(site) = cast.site_of(&meeting.place)
    {
        all.push((codes_at(site), &site.zone));
    }
    let clients = meeting.clients.iter().filter_map(|a| cast.clients.get(&a.client));
    all.extend(clients.filter_map(|client| site_or_zone(client.site.as_ref(), &client.zone)));
    let providers = meeting.providers.iter().filter_map(|s| cast.providers.get(&s.provider));
    all.extend(providers.filter_map(|provider| site_or_zone(provider.site.as_ref(), &provider.zone)));
    all
}

fn of_data(day: &domain::holidays::Holiday, origin: HolidayOrigin) -> HolidayView {
    HolidayView { date: day.date, country: day.code.to_owned(), es: day.es.to_owned(), en: day.en.to_owned(), origin }
}

fn of_hand(code: &str, day: &Added) -> HolidayView {
    HolidayView {
        date: day.date,
        country: code.to_owned(),
        es: day.name.clone(),
        en: day.name.clone(),
        origin: HolidayOrigin::Added,
    }
}

/// The holidays of a year, for the page on which they are edited.
pub(super) async fn settings(
    app: &App,
    read: &mut Read,
    request: &CalendarsRequest,
) -> Result<HolidaySettings, Problem> {
    use chrono::Datelike as _;
    let year = request.year.unwrap_or_else(|| app.clock.today().year()).clamp(1900, 2199);
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    Ok(Kept::load(read).await?.settings(day(1, 1), day(12, 31)))
}

/// A code as it is stored: a known country by any of its names, a region of Spain, or two letters.
fn code(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if let Some(known) = code_of(text) {
        return Ok(known.to_owned());
    }
    let upper = text.to_ascii_uppercase();
    let letters = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_code = match upper.split_once('-') {
        Some((land, region)) => letters(land) && letters(region),
        None => letters(&upper),
    };
    if is_code {
        return Ok(upper);
    }
    Err(Problem::Invalid { faults: vec![FieldFault::Unknown { field: "country".into(), found: text.to_owned() }] })
}

/// Edits the holidays.
pub(crate) async fn change_holidays(app: &App, change: HolidayChange) -> Result<Outcome<CalendarsView>, Problem> {
    use chrono::Datelike as _;
    let mut write = app.write(done(Deed::HolidaysChanged, [])).await?;
    let text = store::settings::get(&mut write, KEY).await.map_err(problems::store)?;
    let mut edits: Edits = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut year = None;
    match change {
        HolidayChange::Country { code: land, on } => {
            edits.countries.insert(country(&code(&land)?).to_owned(), on);
        }
        HolidayChange::Add { date, country, name } => {
            let (land, name) = (code(&country)?, name.trim().to_owned());
            if name.is_empty() {
                return Err(Problem::Invalid { faults: vec![FieldFault::Empty { field: "name".into() }] });
            }
            year = Some(date.year());
            // Whoever adds a day to a country wants to be warned of it.
            edits.countries.insert(domain::holidays::country(&land).to_owned(), true);
            let days = edits.added.entry(land).or_default();
            days.retain(|day| day.date != date);
            days.push(Added { date, name });
            days.sort_by_key(|day| day.date);
        }
        HolidayChange::Remove { date, country } => {
            let land = code(&country)?;
            year = Some(date.year());
            let days = edits.added.entry(land.clone()).or_default();
            let before = days.len();
            days.retain(|day| day.date != date);
            // One added by hand goes first; then the day of the data, if any.
            if days.len() == before && holidays::on(date, &land).is_some() {
                edits.removed.insert((date, land));
            }
            edits.added.retain(|_, days| !days.is_empty());
        }
        HolidayChange::Restore { date, country } => {
            year = Some(date.year());
            edits.removed.remove(&(date, code(&country)?));
        }
    }
    let text = serde_json::to_string(&edits).map_err(problems::unexpected)?;
    store::settings::put(&mut write, KEY, &text).await.map_err(problems::store)?;
    let mut outcome = app.commit(write, ()).await?;
    outcome.stale.extend([contract::Area::Calendars, contract::Area::Meetings]);
    let value = super::view(app, &CalendarsRequest { year }).await?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}
