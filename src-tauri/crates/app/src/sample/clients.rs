//! The clients, their people and their premises.

use std::collections::BTreeMap;

use domain::client::value_from_sales;
use domain::site::Site;
use domain::{Client, ClientId, Person, PersonId, SiteId, WeeklyHours, ZoneName};

use super::days::weekly;
use super::house::{district, site_in};
use super::table::{Line, draw, lines};

const FIRST: [&str; 32] = [
    "Adriana",
    "Alejandro",
    "Camila",
    "César",
    "Claudia",
    "Daniela",
    "Diego",
    "Emilia",
    "Esteban",
    "Federico",
    "Gloria",
    "Gustavo",
    "Ignacio",
    "Irene",
    "Javier",
    "Julia",
    "Laura",
    "Leonardo",
    "Lucía",
    "Manuel",
    "Marcos",
    "Marisol",
    "Miguel",
    "Mónica",
    "Nelson",
    "Paula",
    "Rafael",
    "Rosa",
    "Samuel",
    "Teresa",
    "Valeria",
    "Víctor",
];
const LAST: [&str; 37] = [
    "Acosta",
    "Arango",
    "Barreto",
    "Bermúdez",
    "Blanco",
    "Camacho",
    "Cárdenas",
    "Castellanos",
    "Contreras",
    "Delgado",
    "Escalona",
    "Ferrer",
    "Fonseca",
    "Gallardo",
    "Giraldo",
    "Guevara",
    "Herrera",
    "Jaramillo",
    "León",
    "Linares",
    "Márquez",
    "Montilla",
    "Navas",
    "Ochoa",
    "Olarte",
    "Páez",
    "Pineda",
    "Quintana",
    "Restrepo",
    "Rincón",
    "Salazar",
    "Sandoval",
    "Tovar",
    "Urdaneta",
    "Valbuena",
    "Villamizar",
    "Zambrano",
];
/// Offices rather than posts: they read the same whoever holds them.
const TITLES: [&str; 6] = [
    "Gerencia general",
    "Gerencia de finanzas",
    "Tesorería",
    "Gerencia de operaciones",
    "Gerencia de compras",
    "Recursos humanos",
];

pub(super) fn client_id(key: &str) -> ClientId {
    ClientId(format!("client-{key}"))
}

pub(super) fn table() -> impl Iterator<Item = Line> {
    lines(include_str!("tables/clients.txt"))
}

/// Where the clients are visited.
pub(super) fn premises() -> Vec<Site> {
    table()
        .filter_map(|line| {
            let id = SiteId(format!("site-{}", line.cell(0)));
            let number = (1 + draw(line.cell(0), 118)).to_string();
            let mut site = site_in(id, line.cell(1), &district(line.cell(2))?, &number);
            // Two clients of one district are a few streets apart (up to some 700 m), not in one house.
            let apart = |axis: &str| (draw(&format!("{}{axis}", line.cell(0)), 121) as f64 - 60.0) / 10_000.0;
            site.latitude = site.latitude.map(|degrees| degrees + apart("north"));
            site.longitude = site.longitude.map(|degrees| degrees + apart("east"));
            Some(site)
        })
        .collect()
}

/// The clients in the table's order.
pub(super) fn clients() -> Vec<Client> {
    let largest = table().map(|line| line.number(5)).fold(0.0, f64::max);
    table().enumerate().filter_map(|(index, line)| client(index, &line, largest)).collect()
}

fn client(index: usize, line: &Line, largest: f64) -> Option<Client> {
    let (key, sales) = (line.cell(0), line.number(5));
    let place = district(line.cell(2))?;
    let attributes = [("sector", 3), ("tamaño", 4)];
    Some(Client {
        id: client_id(key),
        name: line.cell(1).to_owned(),
        code: format!("G-{:04}", 1001 + 7 * index),
        site: Some(SiteId(format!("site-{key}"))),
        zone: ZoneName(place.cell(4).to_owned()),
        value: value_from_sales(sales, largest),
        sales: Some(sales),
        tags: line.list(7),
        attributes: attributes
            .map(|(name, cell)| (name.to_owned(), line.cell(cell).to_owned()))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
        rivals: lines(include_str!("tables/rivals.txt"))
            .filter(|pair| pair.cell(0) == key)
            .map(|pair| client_id(pair.cell(1)))
            .collect(),
        people: people(index, key, place.cell(7)),
        language: None,
        hours: weekly(line.cell(8), 1..=5),
        preferred: preferred(line.cell(9)),
        max_per_day: if line.cell(4) == "grande" { 2 } else { 1 },
        notes: String::new(),
        version: 0,
    })
}

/// Nobody likes Monday mornings and Friday afternoons.
fn preferred(hours: &str) -> WeeklyHours {
    weekly(hours, 2..=4)
}

fn people(index: usize, key: &str, prefix: &str) -> Vec<Person> {
    let count = 1 + draw(key, 3) as usize;
    (0..count)
        .map(|nth| {
            // Steps without a common factor with the lists' lengths: no name comes twice among the sample's people.
            let turn = 3 * index + nth;
            let (first, last) = (FIRST[(5 * turn) % FIRST.len()], LAST[(7 * turn) % LAST.len()]);
            Person {
                id: PersonId(format!("person-{key}-{}", nth + 1)),
                name: format!("{first} {last}"),
                title: TITLES[if nth == 0 { 0 } else { (turn + nth) % (TITLES.len() - 1) + 1 }].to_owned(),
                email: format!("{}.{}@{key}.example", plain(first), plain(last)),
                phone: format!("{prefix} {:04}", 100 + 31 * turn),
                principal: nth == 0,
            }
        })
        .collect()
}

/// A name as a mailbox: small letters without accents.
fn plain(name: &str) -> String {
    let unaccented = |letter| match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    };
    name.to_lowercase().chars().map(unaccented).collect()
}
