//! What a row of a file makes of the workspace: a new client, a change of a known one, or nothing.

use std::collections::HashMap;

use domain::client::value_from_sales;
use domain::{Client, ClientId, Person, Site, SiteId, WeeklyHours, ZoneName};
use exchange::clients::{ClientRecord, Fault, RowFault, RowResult};

use crate::gesture::new_id;
use crate::text::fold;

/// Value of a client of which the file tells neither value nor sales.
const UNKNOWN_VALUE: u32 = 10;

/// The workspace's clients, found by code or by name.
pub(crate) struct Known {
    clients: Vec<(Client, Option<Site>)>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    /// How many clients are at a site.
    tenants: HashMap<SiteId, u32>,
}

impl Known {
    pub fn new(clients: Vec<Client>, sites: Vec<Site>) -> Self {
        let mut sites: HashMap<SiteId, Site> = sites.into_iter().map(|site| (site.id.clone(), site)).collect();
        // Premises may be shared: each client gets its own copy to compare with.
        let clients: Vec<(Client, Option<Site>)> = clients
            .into_iter()
            .map(|client| {
                let site = client.site.as_ref().and_then(|id| sites.get_mut(id)).cloned();
                (client, site)
            })
            .collect();
        let by_code = clients
            .iter()
            .enumerate()
            .filter(|(_, (client, _))| !client.code.is_empty())
            .map(|(at, (client, _))| (fold(&client.code), at))
            .collect();
        let by_name = clients.iter().enumerate().map(|(at, (client, _))| (fold(&client.name), at)).collect();
        let mut tenants: HashMap<SiteId, u32> = HashMap::new();
        for site in clients.iter().filter_map(|(client, _)| client.site.clone()) {
            *tenants.entry(site).or_default() += 1;
        }
        Self { clients, by_code, by_name, tenants }
    }

    /// The largest sales in the workspace.
    pub fn largest_sales(&self) -> f64 {
        self.clients.iter().filter_map(|(client, _)| client.sales).fold(0.0, f64::max)
    }

    /// The client that a record speaks of: of the same code, or where the record has none or nobody has it, of the same
    /// name and no other code.
    fn find(&self, record: &ClientRecord) -> Option<&(Client, Option<Site>)> {
        let code = fold(record.code.trim());
        if !code.is_empty()
            && let Some(at) = self.by_code.get(&code)
        {
            return self.clients.get(*at);
        }
        let found = self.clients.get(*self.by_name.get(&fold(record.name.trim()))?)?;
        (code.is_empty() || found.0.code.is_empty()).then_some(found)
    }
}

/// What becomes of a record.
pub(crate) enum Fate {
    /// A client that is not there yet, with its premises.
    New(Box<(Client, Option<Site>)>),
    /// A client that the file changes; its premises only where those change too.
    Changed(Box<(Client, Option<Site>)>),
    /// A client that is there as the file says.
    Unchanged(ClientId, u32),
}

/// Decides what becomes of a record. `largest` sales give the scale of values; `zone` stands in where nothing else tells.
fn fate(record: &ClientRecord, known: &Known, largest: f64, zone: &ZoneName) -> Fate {
    match known.find(record) {
        None => Fate::New(Box::new(fresh(record, largest, zone))),
        Some((client, site)) => {
            let (mut updated, mut place) = updated(record, client, site.as_ref(), largest);
            if (&updated, &place) == (client, site) {
                return Fate::Unchanged(client.id.clone(), client.value);
            }
            if place == *site {
                place = None;
            } else if let Some(own) = &mut place
                && known.tenants.get(&own.id).is_some_and(|tenants| *tenants > 1)
            {
                // Others are at these premises: only this client moves.
                own.id = new_id().into();
                own.version = 0;
                updated.site = Some(own.id.clone());
            }
            Fate::Changed(Box::new((updated, place)))
        }
    }
}

impl Fate {
    /// The client concerned.
    pub fn client(&self) -> &ClientId {
        match self {
            Self::New(made) | Self::Changed(made) => &made.0.id,
            Self::Unchanged(id, _) => id,
        }
    }
}

/// What becomes of each row, in order. A row that speaks of a client of which an earlier row has spoken is at fault:
/// which of the two is right, only a person can say.
pub(crate) fn fates(rows: &[RowResult], known: &Known, largest: f64, zone: &ZoneName) -> Vec<Result<Fate, RowFault>> {
    let mut spoken: HashMap<ClientId, u32> = HashMap::new();
    let mut fresh: HashMap<String, u32> = HashMap::new();
    rows.iter()
        .map(|row| {
            let record = row.as_ref().map_err(Clone::clone)?;
            let fate = fate(record, known, largest, zone);
            let first_line = match &fate {
                // Names compare without case and accents, as they will when the file comes again.
                Fate::New(_) if record.code.trim().is_empty() => {
                    let name = fold(record.name.trim());
                    let first = fresh.get(&name).copied();
                    fresh.entry(name).or_insert(record.line);
                    first
                }
                Fate::New(_) => None,
                known => {
                    let first = spoken.get(known.client()).copied();
                    spoken.entry(known.client().clone()).or_insert(record.line);
                    first
                }
            };
            match first_line {
                Some(first_line) => Err(RowFault {
                    line: record.line,
                    column: None,
                    field: None,
                    fault: Fault::DuplicateInFile { first_line },
                }),
                None => Ok(fate),
            }
        })
        .collect()
}

/// Street with postal code and region, as one line: sites have no fields of their own for these.
fn address(record: &ClientRecord) -> String {
    [&record.address, &record.postal_code, &record.region]
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn has_place(record: &ClientRecord) -> bool {
    !(record.address.is_empty() && record.city.is_empty() && record.country.is_empty())
}

fn fresh(record: &ClientRecord, largest: f64, zone: &ZoneName) -> (Client, Option<Site>) {
    let zone = record.zone.clone().unwrap_or_else(|| zone.clone());
    let site = has_place(record).then(|| Site {
        id: new_id().into(),
        name: record.name.clone(),
        address: address(record),
        city: record.city.clone(),
        country: record.country.clone(),
        zone: zone.clone(),
        latitude: None,
        longitude: None,
        version: 0,
    });
    let client = Client {
        id: new_id().into(),
        name: record.name.clone(),
        code: record.code.clone(),
        site: site.as_ref().map(|site| site.id.clone()),
        zone,
        value: record
            .value
            .or_else(|| record.sales.map(|sales| value_from_sales(sales, largest)))
            .unwrap_or(UNKNOWN_VALUE),
        sales: record.sales,
        tags: record.tags.clone(),
        attributes: record.attributes.clone(),
        rivals: Vec::new(),
        people: people(record, &[]),
        language: None,
        hours: WeeklyHours::weekdays(9, 18),
        preferred: WeeklyHours::default(),
        max_per_day: 2,
        notes: record.notes.clone(),
        version: 0,
    };
    (client, site)
}

/// The people of a client with those of the record: one of the same name is brought up to date, others are added.
fn people(record: &ClientRecord, before: &[Person]) -> Vec<Person> {
    let mut people = before.to_vec();
    for named in &record.people {
        match people.iter_mut().find(|person| fold(&person.name) == fold(&named.name)) {
            Some(person) => {
                replace(&mut person.title, &named.title);
                replace(&mut person.email, &named.email);
                replace(&mut person.phone, &named.phone);
            }
            None => people.push(Person {
                id: new_id().into(),
                name: named.name.clone(),
                title: named.title.clone(),
                email: named.email.clone(),
                phone: named.phone.clone(),
                principal: before.is_empty(),
            }),
        }
    }
    people
}

/// What the file leaves empty stays as it is.
fn replace(field: &mut String, found: &str) {
    if !found.trim().is_empty() {
        *field = found.to_owned();
    }
}

fn updated(record: &ClientRecord, client: &Client, site: Option<&Site>, largest: f64) -> (Client, Option<Site>) {
    let mut client = client.clone();
    replace(&mut client.name, &record.name);
    replace(&mut client.code, &record.code);
    replace(&mut client.notes, &record.notes);
    // A value that a person has set stays while the sales behind it are the same.
    if record.sales.is_some() && record.sales != client.sales {
        client.sales = record.sales;
        client.value = value_from_sales(record.sales.unwrap_or(0.0), largest);
    }
    if let Some(value) = record.value {
        client.value = value;
    }
    for tag in &record.tags {
        if !client.tags.contains(tag) {
            client.tags.push(tag.clone());
        }
    }
    client.attributes.extend(record.attributes.clone());
    client.people = people(record, &client.people);
    let mut site = site.cloned();
    match &mut site {
        Some(site) => {
            replace(&mut site.address, &address(record));
            replace(&mut site.city, &record.city);
            replace(&mut site.country, &record.country);
        }
        None if has_place(record) => {
            let (made, place) = fresh(record, largest, &client.zone);
            client.site = made.site;
            site = place;
        }
        None => {}
    }
    (client, site)
}
