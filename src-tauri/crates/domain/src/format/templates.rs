//! The starting templates of the formats.

use super::{Audience, Block, Format, FormatTemplate, GroupVariant, PlaceKind, Sizes};
use crate::Minutes;
use crate::meeting::Role;

fn sizes(min: u32, ideal_from: u32, ideal_to: u32, max: u32) -> Sizes {
    Sizes { min, ideal_from, ideal_to, max }
}

fn blocks(list: &[(&str, u32, Audience)]) -> Vec<Block> {
    list.iter()
        .map(|&(key, minutes, audience)| Block { key: key.to_owned(), minutes: Minutes(minutes), audience })
        .collect()
}

/// The starting template of a format.
///
/// Sizes and times follow published guidance where there is some: beyond 16 to 18 at a table most stay silent; focus
/// groups of 6 to 8, at most 10, and at most 120 minutes (Krueger and Casey). The rest are our own defaults.
pub fn template(format: Format, variant: GroupVariant) -> FormatTemplate {
    use Audience::*;
    match (format, variant) {
        (Format::WorkTable, _) => FormatTemplate {
            format,
            variant: GroupVariant::FocusGroup,
            version: 1,
            clients: sizes(4, 6, 10, 16),
            people_per_client: 2,
            providers: sizes(2, 3, 5, 6),
            minutes: Minutes(150),
            before: Minutes(0),
            after: Minutes(0),
            places: vec![PlaceKind::Room, PlaceKind::Remote],
            roles: vec![Role::Chair, Role::Face, Role::Owner, Role::Scribe],
            lead_days: 42,
            blocks: blocks(&[
                ("rules", 10, All),
                ("client_cases", 15, Clients),
                ("proposals", 25, Providers),
                ("mixed_tables", 30, All),
                ("break", 10, All),
                ("exchange_of_practices", 25, Clients),
                ("commitments", 20, Owners),
                ("edges_and_face", 10, FaceAndOwners),
                ("close", 5, All),
            ]),
        },
        (Format::Panel, _) => FormatTemplate {
            format,
            variant: GroupVariant::FocusGroup,
            version: 1,
            clients: sizes(1, 1, 1, 1),
            people_per_client: 4,
            providers: sizes(2, 3, 4, 6),
            minutes: Minutes(75),
            before: Minutes(20),
            after: Minutes(0),
            places: vec![PlaceKind::Room, PlaceKind::Client],
            roles: vec![Role::Face, Role::Expert, Role::Scribe],
            lead_days: 10,
            blocks: blocks(&[
                ("opening", 5, FaceAndClient),
                ("the_case", 10, Clients),
                ("experts", 24, Providers),
                ("questions", 16, Clients),
                ("integrated_options", 10, Providers),
                ("decision", 7, ClientAndAuthority),
                ("close", 3, All),
            ]),
        },
        (Format::FocusGroup, GroupVariant::FocusGroup) => FormatTemplate {
            format,
            variant,
            version: 1,
            clients: sizes(4, 6, 8, 10),
            people_per_client: 1,
            providers: sizes(2, 2, 2, 3),
            minutes: Minutes(100),
            before: Minutes(0),
            after: Minutes(20),
            places: vec![PlaceKind::Room, PlaceKind::Remote],
            roles: vec![Role::Moderator, Role::Assistant, Role::Observer],
            lead_days: 14,
            blocks: blocks(&[
                ("welcome", 10, All),
                ("opening_questions", 8, Clients),
                ("introductory_questions", 10, Clients),
                ("transition_questions", 12, Clients),
                ("key_questions", 40, Clients),
                ("client_proposals", 10, Clients),
                ("summary", 7, All),
                ("close", 3, All),
            ]),
        },
        (Format::FocusGroup, GroupVariant::Talk) => FormatTemplate {
            format,
            variant,
            version: 1,
            clients: sizes(8, 12, 20, 30),
            people_per_client: 1,
            providers: sizes(1, 1, 1, 2),
            minutes: Minutes(60),
            before: Minutes(0),
            after: Minutes(0),
            places: vec![PlaceKind::Room, PlaceKind::Remote],
            roles: vec![Role::Speaker, Role::Assistant],
            lead_days: 14,
            blocks: blocks(&[
                ("welcome", 5, All),
                ("talk", 30, Providers),
                ("questions", 20, Clients),
                ("close", 5, All),
            ]),
        },
        (Format::Visit, _) => FormatTemplate {
            format,
            variant: GroupVariant::FocusGroup,
            version: 1,
            clients: sizes(1, 1, 1, 1),
            people_per_client: 3,
            providers: sizes(1, 1, 1, 2),
            minutes: Minutes(50),
            before: Minutes(0),
            after: Minutes(0),
            places: vec![PlaceKind::Client, PlaceKind::Room],
            roles: vec![Role::Executive, Role::Listener],
            lead_days: 7,
            blocks: blocks(&[
                ("agenda", 5, All),
                ("listening", 20, Clients),
                ("their_business", 10, Clients),
                ("options", 8, Providers),
                ("commitments", 5, All),
                ("next_step", 2, All),
            ]),
        },
    }
}
