//! A small world in which everything that there is to know bears a mark of its own.

use domain::meeting::Service;
use domain::{
    Absence, Attendance, Client, Format, Meeting, Person, Place, Provider, Role, Room, Site, Topic, ZoneName,
};
use exchange::calendar::{Field, Language, Names, Recipient, Words};

use super::common::things::{at, client, id, meeting, provider, room, site, topic};

pub struct World {
    pub clients: Vec<Client>,
    pub providers: Vec<Provider>,
    pub rooms: Vec<Room>,
    pub sites: Vec<Site>,
    pub topics: Vec<Topic>,
    pub meetings: Vec<Meeting>,
}

/// What nobody is ever told, whoever asks.
const NEVER: [&str; 12] = [
    "NUNCA-notas-de-cliente",
    "NUNCA-codigo",
    "NUNCA-etiqueta",
    "NUNCA-atributo",
    "NUNCA-telefono",
    "NUNCA-cargo",
    "NUNCA-persona",
    "nunca-persona@",
    "NUNCA-destreza",
    "NUNCA-ausencia",
    "NUNCA-descripcion",
    "8273645.5",
];

const FIRMS: [&str; 4] = ["Firma-Alfa", "Firma-Beta", "Firma-Gamma", "Firma-Delta"];
const PEOPLE: [&str; 4] = ["Persona-Alba", "Persona-Bruno", "Persona-Carla", "Persona-Dario"];

fn firm(number: usize) -> Client {
    let of = number as u32 + 1;
    let zone = if number.is_multiple_of(2) { "America/Caracas" } else { "Europe/Madrid" };
    let mut firm = client(of, FIRMS[number], PEOPLE[number], 91_827_360 + of, zone);
    let person = |number: u32, name: String, email: String, principal| Person {
        id: id(number).into(),
        name,
        title: "NUNCA-cargo".to_owned(),
        email,
        phone: format!("NUNCA-telefono-{number}"),
        principal,
    };
    let mail = |name: &str| format!("{}@{}.example", name.to_lowercase(), FIRMS[number].to_lowercase());
    let second = PEOPLE[number].replace("Persona", "Segunda");
    firm.people = vec![
        person(of + 50, PEOPLE[number].to_owned(), mail(PEOPLE[number]), true),
        person(of + 60, second.clone(), mail(&second), true),
        person(of + 70, format!("NUNCA-persona-{of}"), mail(&format!("NUNCA-persona@{of}").replace('@', "")), false),
    ];
    firm.code = "NUNCA-codigo".to_owned();
    firm.tags = vec!["NUNCA-etiqueta".to_owned()];
    firm.attributes = [("sector".to_owned(), "NUNCA-atributo".to_owned())].into();
    firm.notes = "NUNCA-notas-de-cliente".to_owned();
    firm.sales = Some(8_273_645.5);
    firm.site = Some(id(310 + of).into());
    firm
}

fn serves(number: u32, name: &str) -> Provider {
    let mut serves = provider(number, name, &format!("{}@nosotros.example", name.to_lowercase()));
    serves.title = "NUNCA-cargo".to_owned();
    serves.skills = vec!["NUNCA-destreza".to_owned()];
    let absence =
        Absence { from: at("2027-01-01T00:00"), to: at("2027-01-02T00:00"), reason: "NUNCA-ausencia".to_owned() };
    serves.absences = vec![absence];
    serves
}

impl World {
    pub fn new() -> Self {
        let clients = (0..FIRMS.len()).map(firm).collect::<Vec<_>>();
        let mut about = topic(201, "TEMA-marcado");
        about.description = "NUNCA-descripcion".to_owned();
        let mut sites = vec![site(300, "LUGAR-edificio", "LUGAR-calle 1")];
        sites.extend((1..=4).map(|of| site(310 + of, FIRMS[of as usize - 1], &format!("LUGAR-calle {of}"))));
        let here = || Place::Room(id(501).into());
        let one = |number, format, place, clients: &[u32], title: &str| {
            let mut one = meeting(number, "2027-03-30T13:37", "America/Caracas", 97, place, clients);
            one.format = format;
            one.title = title.to_owned();
            one.reason = "MOTIVO-marcado".to_owned();
            one.agenda = "AGENDA-marcada".to_owned();
            one.notes = "NOTAS-marcadas".to_owned();
            one.conflict_kept = true;
            one.zone = ZoneName("America/Caracas".to_owned());
            one.clients = clients.iter().map(|of| Attendance { client: id(*of).into(), need: None }).collect();
            one.providers = vec![
                Service { provider: id(101).into(), role: Role::Face },
                Service { provider: id(102).into(), role: Role::Expert },
                Service { provider: id(103).into(), role: Role::Observer },
            ];
            one
        };
        let titled = "TITULO-marcado con Firma-Beta y Persona-Alba";
        let meetings = vec![
            one(601, Format::WorkTable, here(), &[1, 2, 3], titled),
            one(602, Format::WorkTable, here(), &[1, 2, 4], ""),
            one(603, Format::Panel, here(), &[1, 3, 4], ""),
            one(604, Format::FocusGroup, here(), &[2, 3, 4], titled),
            one(605, Format::FocusGroup, Place::Client(id(2).into()), &[1, 2, 3, 4], ""),
            one(606, Format::Visit, Place::Client(id(1).into()), &[1], ""),
            one(607, Format::Visit, Place::Client(id(4).into()), &[4], titled),
            one(608, Format::Panel, Place::Remote, &[2, 3], ""),
        ];
        Self {
            clients,
            providers: vec![serves(101, "Cara-Unica"), serves(102, "Experta-Elsa"), serves(103, "Oyente-Omar")],
            rooms: vec![room(501, "LUGAR-sala", 300)],
            sites,
            topics: vec![about],
            meetings,
        }
    }

    pub fn names(&self, language: Language) -> Names<'_> {
        Names::new(&self.clients, &self.providers, &self.rooms, &self.sites, &self.topics, Words::of(language))
    }

    /// The marks by which a field is known to a recipient; any of them is the field.
    pub fn marks(&self, field: Field, to: &Recipient<'_>, language: Language) -> Vec<String> {
        let words = Words::of(language);
        let one = |mark: &str| vec![mark.to_owned()];
        match field {
            Field::Time => vec!["T133700".to_owned(), "13:37".to_owned()],
            Field::Place => one("LUGAR-"),
            Field::Topic => one("TEMA-marcado"),
            Field::Agenda => one("AGENDA-marcada"),
            Field::Organizer if matches!(to, Recipient::Provider(own) if own.as_str() == id(101)) => {
                // Its own name and address are no news to the face.
                one("cara-unica")
            }
            Field::Organizer => vec!["Cara-Unica".to_owned(), "cara-unica@nosotros.example".to_owned()],
            Field::Title => one("TITULO-marcado"),
            Field::Format => {
                let formats = [Format::WorkTable, Format::Panel, Format::FocusGroup, Format::Visit];
                formats.map(|format| words.format_name(format).to_owned()).to_vec()
            }
            Field::OtherGuests => {
                let others =
                    self.clients.iter().filter(|client| !matches!(to, Recipient::Guest(own) if **own == client.id));
                let known = |client: &Client| {
                    let people = client.people.iter().flat_map(|person| [person.name.clone(), person.email.clone()]);
                    people.chain([client.name.clone()]).collect::<Vec<_>>()
                };
                others.flat_map(known).filter(|mark| !mark.to_lowercase().contains("nunca")).collect()
            }
            Field::Providers => {
                let others = self.providers.iter().filter(|one| one.id.as_str() != id(101));
                let others = others.filter(|one| !matches!(to, Recipient::Provider(own) if **own == one.id));
                others.flat_map(|one| [one.name.clone(), one.email.clone()]).collect()
            }
            Field::Reason => one("MOTIVO-marcado"),
            Field::Notes => one("NOTAS-marcadas"),
            Field::ClientValue => self.clients.iter().map(|client| client.value.to_string()).collect(),
            Field::Conflict => one(words.conflict_kept),
        }
    }

    /// Marks of what nobody is ever told.
    pub fn never(&self) -> Vec<&'static str> {
        NEVER.to_vec()
    }
}
