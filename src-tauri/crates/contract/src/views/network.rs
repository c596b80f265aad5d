//! Providers, firms, sites, rooms, topics: who and what serves.

use domain::{Firm, FormatTemplate, Provider, Room, Site, Topic};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All of it at once: these lists are short.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NetworkView {
    /// Firms.
    pub firms: Vec<Firm>,
    /// Providers.
    pub providers: Vec<Provider>,
    /// Sites of ours and of allies, and those of clients.
    pub sites: Vec<SiteRow>,
    /// Rooms.
    pub rooms: Vec<Room>,
    /// Topics.
    pub topics: Vec<TopicRow>,
    /// Every skill that a provider has or a topic asks for.
    pub skills: Vec<SkillRow>,
    /// Names of client attributes, for mixing groups.
    pub attributes: Vec<String>,
    /// The formats' templates, in the order of the formats, the talk last.
    pub templates: Vec<FormatTemplate>,
    /// Names of all time zones.
    pub zones: Vec<String>,
}

/// A site and what uses it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SiteRow {
    /// The site itself.
    pub site: Site,
    /// Clients whose premises it is.
    pub clients: u32,
    /// Rooms in it.
    pub rooms: u32,
    /// Providers based there.
    pub providers: u32,
}

/// A topic and what uses it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TopicRow {
    /// The topic itself.
    pub topic: Topic,
    /// Clients placed for it.
    pub placed: u32,
    /// Needs about it that no meeting meets.
    pub open_needs: u32,
    /// Skills it asks for that no provider has.
    pub missing_skills: Vec<String>,
}

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SkillRow {
    /// Its name.
    pub name: String,
    /// Providers that have it.
    pub providers: u32,
    /// Topics that ask for it.
    pub topics: u32,
}
