//! The clients as table and matrix show them, in memory: sorted and filtered without asking the database again.

use std::collections::{BTreeSet, HashMap};

use contract::Problem;
use contract::views::{ClientQuery, ClientRow};
use domain::placement::{Dot, PlacementEntry, Satellite, State, dot};
use domain::{ClientId, Format, TopicId};
use store::ClientSummary;

use crate::problems;
use crate::state::App;
use crate::text::{fold, has_words};

/// One client with its placements.
pub(crate) struct Indexed {
    pub summary: ClientSummary,
    /// What is looked through when searching, folded.
    folded: String,
    sort_name: String,
    pub entries: Vec<PlacementEntry>,
    /// Open needs: topic and priority.
    pub needs: Vec<(TopicId, u32)>,
}

/// All clients, in the order of their names.
pub(crate) struct Index {
    pub clients: Vec<Indexed>,
    by_id: HashMap<ClientId, usize>,
    pub tags: Vec<String>,
    pub today: chrono::NaiveDate,
}

/// Where a client stands, for one topic or as a whole.
pub(crate) struct Standing {
    pub dot: Dot,
    pub state: State,
    pub mixed: bool,
    pub by_hand: bool,
    pub reviewed: Option<chrono::NaiveDate>,
}

impl Index {
    pub(crate) async fn build(app: &App) -> Result<Self, Problem> {
        let mut read = app.read().await?;
        let summaries = store::clients::summaries(&mut read).await.map_err(problems::store)?;
        let entries = store::placements::current(&mut read).await.map_err(problems::store)?;
        let needs = store::needs::open(&mut read).await.map_err(problems::store)?;
        let mut by_client: HashMap<ClientId, Vec<PlacementEntry>> = HashMap::new();
        for entry in entries {
            by_client.entry(entry.client.clone()).or_default().push(entry);
        }
        let mut wanted: HashMap<ClientId, Vec<(TopicId, u32)>> = HashMap::new();
        for need in needs {
            wanted.entry(need.client).or_default().push((need.topic, need.priority));
        }
        let mut tags = BTreeSet::new();
        let mut clients: Vec<Indexed> = summaries
            .into_iter()
            .map(|summary| {
                tags.extend(summary.tags.iter().cloned());
                let folded = fold(&format!(
                    "{} {} {} {} {}",
                    summary.name,
                    summary.code,
                    summary.city,
                    summary.country,
                    summary.tags.join(" ")
                ));
                Indexed {
                    folded,
                    sort_name: fold(&summary.name),
                    entries: by_client.remove(&summary.id).unwrap_or_default(),
                    needs: wanted.remove(&summary.id).unwrap_or_default(),
                    summary,
                }
            })
            .collect();
        clients.sort_by(|a, b| a.sort_name.cmp(&b.sort_name).then_with(|| a.summary.id.cmp(&b.summary.id)));
        let by_id = clients.iter().enumerate().map(|(at, client)| (client.summary.id.clone(), at)).collect();
        Ok(Self { clients, by_id, tags: tags.into_iter().collect(), today: app.clock.today() })
    }

    pub(crate) fn get(&self, id: &ClientId) -> Option<&Indexed> {
        self.clients.get(*self.by_id.get(id)?)
    }

    /// The clients that match, as rows in the order asked for.
    pub(crate) fn rows(&self, query: &ClientQuery) -> Vec<ClientRow> {
        let words = fold(&query.text);
        let mut found: Vec<(&Indexed, ClientRow)> = self
            .clients
            .iter()
            .filter(|client| has_words(&client.folded, &words))
            .filter(|client| query.tags.iter().all(|tag| client.summary.tags.contains(tag)))
            .map(|client| (client, self.row(client, query.topic.as_ref())))
            .filter(|(_, row)| query.formats.is_empty() || row.format.is_some_and(|f| query.formats.contains(&f)))
            .filter(|(_, row)| query.states.is_empty() || row.state.is_some_and(|s| query.states.contains(&s)))
            .filter(|(_, row)| query.placed.is_none_or(|placed| placed == row.state.is_some()))
            .collect();
        let compare: fn(&ClientRow, &ClientRow) -> std::cmp::Ordering = match query.sort.as_str() {
            "code" => |a, b| a.code.cmp(&b.code),
            "city" => |a, b| fold(&a.city).cmp(&fold(&b.city)),
            "country" => |a, b| fold(&a.country).cmp(&fold(&b.country)),
            "value" => |a, b| a.value.cmp(&b.value),
            "sales" => |a, b| a.sales.unwrap_or(f64::MIN).total_cmp(&b.sales.unwrap_or(f64::MIN)),
            "sharing" => |a, b| a.sharing.unwrap_or(-1.0).total_cmp(&b.sharing.unwrap_or(-1.0)),
            "providers" => |a, b| a.providers.unwrap_or(-1.0).total_cmp(&b.providers.unwrap_or(-1.0)),
            "format" => |a, b| format_rank(a).cmp(&format_rank(b)),
            "state" => |a, b| state_rank(a.state).cmp(&state_rank(b.state)),
            "needs" => |a, b| a.open_needs.cmp(&b.open_needs),
            "reviewed" => |a, b| a.reviewed.cmp(&b.reviewed),
            // The index is in the order of names.
            _ => |_, _| std::cmp::Ordering::Equal,
        };
        // Stable: within equal values the order of names stands, whichever way the column is sorted.
        found.sort_by(|(_, a), (_, b)| if query.descending { compare(b, a) } else { compare(a, b) });
        let mut rows: Vec<ClientRow> = found.into_iter().map(|(_, row)| row).collect();
        if query.descending && matches!(query.sort.as_str(), "" | "name") {
            rows.reverse();
        }
        rows
    }

    /// One client as a row.
    pub(crate) fn row(&self, client: &Indexed, topic: Option<&TopicId>) -> ClientRow {
        let standing = self.standing(client, topic);
        let summary = &client.summary;
        let determined = standing.as_ref().is_some_and(|s| s.state != State::Undetermined || s.by_hand);
        ClientRow {
            id: summary.id.clone(),
            name: summary.name.clone(),
            code: summary.code.clone(),
            city: summary.city.clone(),
            country: summary.country.clone(),
            value: summary.value,
            sales: summary.sales,
            tags: summary.tags.clone(),
            sharing: standing.as_ref().map(|s| s.dot.sharing),
            providers: standing.as_ref().map(|s| s.dot.providers),
            format: standing.as_ref().and_then(|s| s.dot.format).filter(|_| determined),
            state: standing.as_ref().map(|s| s.state),
            mixed: standing.as_ref().is_some_and(|s| s.mixed),
            by_hand: standing.as_ref().is_some_and(|s| s.by_hand),
            reviewed: standing.as_ref().and_then(|s| s.reviewed),
            open_needs: client.needs.len() as u32,
        }
    }

    /// Where a client stands; `None` where nothing places it.
    pub(crate) fn standing(&self, client: &Indexed, topic: Option<&TopicId>) -> Option<Standing> {
        let entries: Vec<&PlacementEntry> = client
            .entries
            .iter()
            .filter(|entry| topic.is_none_or(|topic| entry.topic == *topic))
            .filter(|entry| entry.point(self.today).is_some())
            .collect();
        let satellites: Vec<Satellite> = entries
            .iter()
            .filter_map(|entry| {
                let (sharing, providers) = entry.point(self.today)?;
                let weight = client
                    .needs
                    .iter()
                    .filter(|(topic, _)| *topic == entry.topic)
                    .map(|(_, priority)| *priority)
                    .max()
                    .unwrap_or(1);
                Some(Satellite { topic: entry.topic.clone(), sharing, providers, weight: f64::from(weight) })
            })
            .collect();
        let dot = dot(&satellites)?;
        let held = |entry: &&PlacementEntry| entry.chosen.as_ref().is_some_and(|chosen| chosen.holds(self.today));
        Some(Standing {
            mixed: dot.format.is_none(),
            dot,
            state: entries
                .iter()
                .map(|entry| if held(entry) { State::Clear } else { entry.state })
                .min_by_key(|state| state_rank(Some(*state)))
                .unwrap_or(State::Undetermined),
            by_hand: entries.iter().any(held),
            reviewed: entries.iter().map(|entry| entry.at.date_naive()).max(),
        })
    }
}

fn state_rank(state: Option<State>) -> u8 {
    match state {
        None => 0,
        Some(State::Undetermined) => 1,
        Some(State::NearBoundary) => 2,
        Some(State::Clear) => 3,
    }
}

fn format_rank(row: &ClientRow) -> (bool, Option<Format>, bool) {
    (row.format.is_none(), row.format, row.mixed)
}
