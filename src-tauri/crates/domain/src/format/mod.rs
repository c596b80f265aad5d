//! The four formats, their starting templates, and what each refuses.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Minutes;
use crate::meeting::Role;

mod templates;

pub use templates::template;

/// How a client is met: the quadrant of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Format {
    /// Many clients, many providers (mesa de trabajo).
    WorkTable,
    /// One client, its experts (panel).
    Panel,
    /// Many clients, one moderator (dinámica de grupo).
    FocusGroup,
    /// One client, one executive (entrevista).
    Visit,
}

impl Format {
    /// All four, in the order in which a tie between them is settled.
    pub const ALL: [Format; 4] = [Self::WorkTable, Self::Panel, Self::FocusGroup, Self::Visit];

    /// The quadrant of a point: 50 and above is the high side of both axes.
    pub fn of_point(sharing: f64, providers: f64) -> Self {
        match (sharing >= 50.0, providers >= 50.0) {
            (true, true) => Self::WorkTable,
            (true, false) => Self::FocusGroup,
            (false, true) => Self::Panel,
            (false, false) => Self::Visit,
        }
    }

    /// Whether several clients sit together.
    pub fn is_group(self) -> bool {
        matches!(self, Self::WorkTable | Self::FocusGroup)
    }

    /// The format with the same number of providers for a client by itself.
    pub fn alone(self) -> Self {
        match self {
            Self::WorkTable | Self::Panel => Self::Panel,
            Self::FocusGroup | Self::Visit => Self::Visit,
        }
    }

    /// The word by which the format is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::WorkTable => "work_table",
            Self::Panel => "panel",
            Self::FocusGroup => "focus_group",
            Self::Visit => "visit",
        }
    }

    /// The format of a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// Which kind of group a focus group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GroupVariant {
    /// A moderated focus group; its output is causes, effects, proposals.
    #[default]
    FocusGroup,
    /// A talk to a homologous or mixed group, with one speaker.
    Talk,
}

/// What kind of place a meeting is held at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlaceKind {
    /// A room of ours, or a neutral one.
    Room,
    /// The client's premises.
    Client,
    /// From a distance.
    Remote,
}

/// A least, a usual and a largest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sizes {
    /// Fewer are refused.
    pub min: u32,
    /// Usual, from.
    pub ideal_from: u32,
    /// Usual, to.
    pub ideal_to: u32,
    /// More are refused.
    pub max: u32,
}

/// Who is needed in a block of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Audience {
    /// Everybody.
    All,
    /// The clients; providers may listen.
    Clients,
    /// The providers.
    Providers,
    /// The single face and the client.
    FaceAndClient,
    /// The owners of the commitments.
    Owners,
    /// The single face and the owners.
    FaceAndOwners,
    /// The client and whoever decides.
    ClientAndAuthority,
}

/// A stretch of a template's agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Block {
    /// Names the block in the catalogues of texts.
    pub key: String,
    /// Its length.
    pub minutes: Minutes,
    /// Who is needed.
    pub audience: Audience,
}

/// A format's starting template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FormatTemplate {
    /// Of which format.
    pub format: Format,
    /// Of which kind of group, for focus groups.
    pub variant: GroupVariant,
    /// Version that a meeting made with it keeps.
    pub version: u32,
    /// Client organisations at the table.
    pub clients: Sizes,
    /// People who come from each client at most.
    pub people_per_client: u32,
    /// Providers in the room.
    pub providers: Sizes,
    /// Length of the meeting with the clients.
    pub minutes: Minutes,
    /// Length of the providers' own meeting before it.
    pub before: Minutes,
    /// Length of the providers' debrief after it.
    pub after: Minutes,
    /// Where it can be held, the usual place first.
    pub places: Vec<PlaceKind>,
    /// Roles of the providers in it.
    pub roles: Vec<Role>,
    /// Days between the invitation and the meeting.
    pub lead_days: u32,
    /// Its agenda.
    pub blocks: Vec<Block>,
}

impl FormatTemplate {
    /// How many providers the planner may put in the room: a visit's listener is only ever added by hand.
    pub fn planned_providers(&self) -> (u32, u32) {
        let most = if self.format == Format::Visit { 1 } else { self.providers.max };
        (self.providers.min, most)
    }

    /// What keeps a company of this size from meeting in this format.
    pub fn refusals(&self, clients: u32, providers: u32) -> Vec<Refusal> {
        let mut found = Vec::new();
        if clients < self.clients.min {
            found.push(Refusal::TooFewClients { have: clients, min: self.clients.min });
        }
        if clients > self.clients.max {
            found.push(if self.clients.max == 1 {
                Refusal::SecondClient { have: clients }
            } else {
                Refusal::TooManyClients { have: clients, max: self.clients.max }
            });
        }
        if providers < self.providers.min {
            found.push(Refusal::TooFewProviders { have: providers, min: self.providers.min });
        }
        if providers > self.providers.max {
            found.push(Refusal::TooManyProviders { have: providers, max: self.providers.max });
        }
        found
    }
}

/// A format's own rule that a meeting would break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Refusal {
    /// A group of fewer clients than it can live with.
    TooFewClients {
        /// How many there are.
        have: u32,
        /// How many it needs.
        min: u32,
    },
    /// A group so large that most stay silent.
    TooManyClients {
        /// How many there are.
        have: u32,
        /// How many it bears.
        max: u32,
    },
    /// A panel or a visit is for one client organisation.
    SecondClient {
        /// How many there are.
        have: u32,
    },
    /// Not enough providers for the format.
    TooFewProviders {
        /// How many there are.
        have: u32,
        /// How many it needs.
        min: u32,
    },
    /// More providers than the format bears.
    TooManyProviders {
        /// How many there are.
        have: u32,
        /// How many it bears.
        max: u32,
    },
}

/// What makes a visit the right format: the client has no interest in its peers *and* the provider gives it exclusive
/// attention. With one of the two alone the visit is flagged for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum VisitReview {
    /// The client would gain from its peers (sharing is 50 or more), yet is met alone.
    InterestInPeers,
    /// The client keeps to itself, yet shares the provider's attention with others.
    AttentionNotExclusive,
}

/// Which condition of a visit is missing, if just one of them holds; `None` where both or neither do.
pub fn visit_review(sharing: f64, exclusive_attention: bool) -> Option<VisitReview> {
    match (sharing < 50.0, exclusive_attention) {
        (false, true) => Some(VisitReview::InterestInPeers),
        (true, false) => Some(VisitReview::AttentionNotExclusive),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<FormatTemplate> {
        let mut templates: Vec<_> =
            Format::ALL.into_iter().map(|format| template(format, GroupVariant::FocusGroup)).collect();
        templates.push(template(Format::FocusGroup, GroupVariant::Talk));
        templates
    }

    #[test]
    fn blocks_sum_to_the_meeting() {
        for template in all() {
            let sum: u32 = template.blocks.iter().map(|block| block.minutes.0).sum();
            assert_eq!(sum, template.minutes.0, "{:?} {:?}", template.format, template.variant);
        }
    }

    #[test]
    fn r4_work_table_refuses_fewer_than_two_providers() {
        let table = template(Format::WorkTable, GroupVariant::FocusGroup);
        assert_eq!(table.refusals(6, 1), vec![Refusal::TooFewProviders { have: 1, min: 2 }]);
        assert_eq!(table.refusals(6, 2), vec![]);
    }

    #[test]
    fn r5_panel_refuses_a_second_client() {
        let panel = template(Format::Panel, GroupVariant::FocusGroup);
        assert_eq!(panel.refusals(2, 3), vec![Refusal::SecondClient { have: 2 }]);
        assert_eq!(panel.refusals(1, 3), vec![]);
    }

    #[test]
    fn r6_the_variant_of_a_group_changes_template_and_sizes() {
        let group = template(Format::FocusGroup, GroupVariant::FocusGroup);
        let talk = template(Format::FocusGroup, GroupVariant::Talk);
        assert_eq!((group.clients.max, group.minutes), (10, Minutes(100)));
        assert_eq!((talk.clients.min, talk.clients.max, talk.minutes), (8, 30, Minutes(60)));
        assert_eq!(group.refusals(12, 2), vec![Refusal::TooManyClients { have: 12, max: 10 }]);
        assert_eq!(talk.refusals(12, 1), vec![]);
    }

    #[test]
    fn r7_a_visit_with_one_condition_alone_is_flagged_for_review() {
        for (sharing, exclusive, flag) in [
            (20.0, true, None),
            (60.0, true, Some(VisitReview::InterestInPeers)),
            (20.0, false, Some(VisitReview::AttentionNotExclusive)),
            (60.0, false, None),
        ] {
            assert_eq!(visit_review(sharing, exclusive), flag, "sharing {sharing}, exclusive {exclusive}");
        }
    }

    #[test]
    fn words_round_trip() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
        }
    }
}
