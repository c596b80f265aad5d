//! What clients want dealt with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::format::{FormatTemplate, GroupVariant, PlaceKind, template};
use crate::{Format, Minutes, TopicId};

/// Whether a group is better off with like or with unlike clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MixPreference {
    /// One value of the attribute at the table.
    Same,
    /// As many values as clients.
    Varied,
}

/// By which attribute a topic's groups are mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Mix {
    /// Name of a client attribute.
    pub attribute: String,
    /// Alike or different.
    pub prefer: MixPreference,
}

/// Something clients want dealt with: a product, a problem, a procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Topic {
    /// Identity.
    pub id: TopicId,
    /// What it is called.
    pub name: String,
    /// What it is about; may be empty.
    #[serde(default)]
    pub description: String,
    /// Skills that must be held by somebody in the room.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Always this format, whatever the matrix says; `None`: each client by its placement.
    #[serde(default)]
    pub format: Option<Format>,
    /// Which kind of group its focus groups are.
    #[serde(default)]
    pub group_variant: GroupVariant,
    /// Length of its meetings where it differs from the template's.
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// Where its meetings may be; empty: wherever the template allows.
    #[serde(default)]
    pub places: Vec<PlaceKind>,
    /// How its groups are mixed.
    #[serde(default)]
    pub mix: Option<Mix>,
    /// Not for rivals' ears (prices, say): among rivals no group format is recommended.
    #[serde(default)]
    pub sensitive: bool,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

impl Topic {
    /// The template of its meetings of one format, with the topic's own length and places.
    pub fn template(&self, format: Format) -> FormatTemplate {
        let mut template = template(format, self.group_variant);
        if let Some(minutes) = self.minutes {
            template.minutes = minutes;
        }
        if !self.places.is_empty() {
            let allowed: Vec<_> = template.places.iter().copied().filter(|kind| self.places.contains(kind)).collect();
            // A topic that shares no place with the template (a panel "at a client's neutral room") keeps the
            // template's: a format that could never be held helps nobody.
            if !allowed.is_empty() {
                template.places = allowed;
            }
        }
        template
    }
}
