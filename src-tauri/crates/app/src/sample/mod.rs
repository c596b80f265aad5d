//! The sample workspace: an invented bank, its insurance affiliate, its allied firms, and two years of their clients.
//!
//! What people would call the data stands in `tables/`, one line each; what follows from a date is worked out here. The
//! same `today` always gives the same bank, and every date moves with it. Nobody in it exists.

mod answers;
mod clients;
mod days;
mod diary;
mod facts;
mod house;
mod needs;
mod past;
mod planned;
mod table;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use domain::placement::Chosen;
use domain::provider::{Firm, Provider};
use domain::site::{Room, Site};
use domain::{Answer, Client, ClientId, Meeting, Need, Override, Topic, TopicId};

/// Everything the sample puts into an empty workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct Bundle {
    /// The bank, its affiliate, its allies.
    pub firms: Vec<Firm>,
    /// Offices and clients' premises.
    pub sites: Vec<Site>,
    /// Meeting rooms in the offices.
    pub rooms: Vec<Room>,
    /// Those who serve the clients.
    pub providers: Vec<Provider>,
    /// What clients want dealt with.
    pub topics: Vec<Topic>,
    /// The clients, with their people.
    pub clients: Vec<Client>,
    /// Answers; those without a topic are the client's own, which its topics inherit.
    pub answers: Vec<(ClientId, Option<TopicId>, Answer)>,
    /// Standing facts about clients.
    pub overrides: Vec<Override>,
    /// What is to be dealt with in the coming five weeks.
    pub needs: Vec<Need>,
    /// Two years of held meetings, and those planned for the coming fortnight.
    pub meetings: Vec<Meeting>,
    /// Places chosen by hand beside the computed ones.
    pub chosen: Vec<(ClientId, TopicId, Chosen)>,
}

/// The sample as it looks on a day.
pub fn bank(today: NaiveDate) -> Bundle {
    let (firms, providers) = (house::firms(), house::providers(today));
    let (rooms, topics) = (house::rooms(), house::topics());
    let (mut sites, clients) = (house::offices(), clients::clients());
    sites.extend(clients::premises());
    let mut needs = needs::needs(today);
    let mut diary = diary::Diary::new(&sites, &rooms, &providers, &topics, &clients);
    past::fill(&mut diary, today);
    planned::fill(&mut diary, &mut needs, today);
    let meetings = diary.into_meetings();
    Bundle {
        answers: answers::answers(today),
        overrides: facts::overrides(today),
        chosen: facts::chosen(today),
        firms,
        sites,
        rooms,
        providers,
        topics,
        clients,
        needs,
        meetings,
    }
}
