//! The client table and a client's page.

use chrono::NaiveDate;
use domain::placement::{Override, PlacementEntry, State};
use domain::{Client, ClientId, Format, MeetingId, Need, NeedId, Site, TopicId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which clients, in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ClientQuery {
    /// Words in name, code, city or tags; accents and case do not matter.
    pub text: String,
    /// Only these formats; empty: all. Clients of no single format are found by `mixed`.
    pub formats: Vec<Format>,
    /// Only these states; empty: all.
    pub states: Vec<State>,
    /// Only with all of these tags.
    pub tags: Vec<String>,
    /// Place by this topic instead of by the centre of all.
    pub topic: Option<TopicId>,
    /// Only clients that have been placed at all (`true`) or never (`false`).
    pub placed: Option<bool>,
    /// Column to sort by: `name`, `code`, `city`, `country`, `value`, `sales`, `format`, `sharing`, `providers`, `state`, `needs`, `reviewed`.
    pub sort: String,
    /// Falling instead of rising.
    pub descending: bool,
    /// First row.
    pub offset: u32,
    /// Rows at most; 0: all.
    pub limit: u32,
}

/// A client in one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientRow {
    /// Which.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// Its code elsewhere.
    pub code: String,
    /// City of its premises.
    pub city: String,
    /// Country of its premises.
    pub country: String,
    /// 1 to 100.
    pub value: u32,
    /// Sales.
    pub sales: Option<f64>,
    /// Labels.
    pub tags: Vec<String>,
    /// 0 to 100; `None`: not placed.
    pub sharing: Option<f64>,
    /// 0 to 100; `None`: not placed.
    pub providers: Option<f64>,
    /// The format; `None`: no single one, or undetermined.
    pub format: Option<Format>,
    /// The least sure of its topics; `None`: not placed.
    pub state: Option<State>,
    /// Its topics lie in different quadrants.
    pub mixed: bool,
    /// A place was chosen by hand.
    pub by_hand: bool,
    /// When an answer or a choice was last recorded.
    pub reviewed: Option<NaiveDate>,
    /// How many needs are not met.
    pub open_needs: u32,
}

/// A page of the client table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientPage {
    /// The rows asked for.
    pub rows: Vec<ClientRow>,
    /// Rows that match.
    pub total: u32,
    /// Clients in the workspace.
    pub all: u32,
    /// Every tag in use.
    pub tags: Vec<String>,
}

/// Asks for one thing by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IdRequest {
    /// Which.
    pub id: String,
}

/// Asks for several things by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct IdsRequest {
    /// Which.
    pub ids: Vec<String>,
}

/// A client's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientSheet {
    /// The client itself.
    pub client: Client,
    /// Its premises.
    pub site: Option<Site>,
    /// Its row in the table.
    pub row: ClientRow,
    /// Names of its rivals, both those it names and those that name it.
    pub rivals: Vec<Named>,
    /// Each topic it has been placed for, or has a need about.
    pub topics: Vec<ClientTopic>,
    /// What overrides its formats.
    pub overrides: Vec<Override>,
    /// Its needs.
    pub needs: Vec<NeedRow>,
    /// Its meetings, the latest first.
    pub meetings: Vec<ClientMeeting>,
}

/// An id with a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Named {
    /// Which.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A client's place about one topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientTopic {
    /// Which topic.
    pub topic: TopicId,
    /// Its name.
    pub name: String,
    /// The current entry; `None`: not placed yet.
    pub entry: Option<PlacementEntry>,
    /// The format after all overrides; `None`: do not meet, or not known.
    pub format: Option<Format>,
    /// The client is not to be met.
    pub do_not_meet: bool,
}

/// A meeting of a client in one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientMeeting {
    /// Which.
    pub id: MeetingId,
    /// Topic, or title.
    pub title: String,
    /// How.
    pub format: Format,
    /// When, in its zone.
    pub start: chrono::NaiveDateTime,
    /// Its zone.
    pub zone: String,
    /// Who served.
    pub providers: Vec<String>,
    /// How far it has come.
    pub status: domain::MeetingStatus,
}

/// A client to save, with its premises where those are edited along with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientSave {
    /// The client; an empty id asks for a new one.
    pub client: Client,
    /// Its premises; an empty id makes a new site. `None`: as `client.site` says.
    #[serde(default)]
    pub site: Option<Site>,
}

/// Labels to add to clients, and to take away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClientsTag {
    /// Whose.
    pub ids: Vec<ClientId>,
    /// Labels each of them has afterwards.
    pub add: Vec<String>,
    /// Labels none of them has afterwards.
    pub remove: Vec<String>,
}

/// Clients whose labels changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Tagged {
    /// How many.
    pub changed: u32,
}

/// A need in one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NeedRow {
    /// The need itself.
    pub need: Need,
    /// The client's name.
    pub client_name: String,
    /// The client's value.
    pub client_value: u32,
    /// The topic's name.
    pub topic_name: String,
    /// The format it would be met in; `None`: do not meet, or not known.
    pub format: Option<Format>,
    /// Its placement lacks answers.
    pub undetermined: bool,
    /// The client is not to be met.
    pub do_not_meet: bool,
    /// The meeting that meets it.
    pub meeting: Option<MeetingId>,
}

/// Which needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct NeedQuery {
    /// Of this client.
    pub client: Option<ClientId>,
    /// About this topic.
    pub topic: Option<TopicId>,
    /// Only those no meeting meets.
    pub open: bool,
    /// Words in the names of client or topic.
    pub text: String,
}

/// Needs of several clients at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NeedsAdd {
    /// Whose.
    pub clients: Vec<ClientId>,
    /// The need of each; id and client are ignored.
    pub need: Need,
}

/// Needs that were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NeedsAdded {
    /// Their ids.
    pub ids: Vec<NeedId>,
}
