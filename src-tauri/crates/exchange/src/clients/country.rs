//! Zones of places: a client's hours can be told from its country, and in wide countries from its state or city.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::ZoneName;

use super::places::{CITIES, COUNTRIES, PARTS};
use super::word::fold;

type ByName = HashMap<&'static str, &'static str>;

static COUNTRY: LazyLock<ByName> = LazyLock::new(|| by_name(COUNTRIES));
static CITY: LazyLock<ByName> = LazyLock::new(|| by_name(CITIES));
static PART: LazyLock<HashMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let places = PARTS.iter().flat_map(|(of, places, zone)| places.split('|').map(move |place| ((*of, place), *zone)));
    places.collect()
});

fn by_name(list: &'static [(&'static str, &'static str)]) -> ByName {
    list.iter().flat_map(|(names, zone)| names.split('|').map(move |name| (name, *zone))).collect()
}

/// Whether text is the name of a country, longer than a code.
pub(crate) fn is_country(text: &str) -> bool {
    let folded = fold(text);
    (folded.len() > 2 || folded == "uk") && COUNTRY.contains_key(folded.as_str())
}

/// The zone of a place, where its country, region and city tell it; each as written by people, in Spanish or English,
/// and any of them may be empty.
pub fn zone_of_place(country: &str, region: &str, city: &str) -> Option<ZoneName> {
    let (country, region, city) = (fold(country), fold(region), fold(city));
    let zone = if country.is_empty() {
        CITY.get(city.as_str()).copied()?
    } else {
        let whole = COUNTRY.get(country.as_str()).copied()?;
        let part = |place: &str| PART.get(&(whole, place)).copied();
        // The region first: there is a Portland in Maine, too.
        part(&region).or_else(|| part(&city)).unwrap_or(whole)
    };
    // A country with several zones and a place in it that is not known tell nothing.
    zone.contains('/').then(|| ZoneName(zone.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_exists_and_every_name_is_folded_and_there_once() {
        let parts = PARTS.iter().map(|(of, places, zone)| (*of, *places, *zone));
        let countries = COUNTRIES.iter().map(|(names, zone)| ("countries", *names, *zone));
        let cities = CITIES.iter().map(|(names, zone)| ("cities", *names, *zone));
        let mut seen = std::collections::HashSet::new();
        for (of, names, zone) in parts.chain(countries).chain(cities) {
            assert!(["usa", "canada"].contains(&zone) || zone.parse::<chrono_tz::Tz>().is_ok(), "{zone}");
            assert!(["countries", "cities"].contains(&of) || COUNTRY.values().any(|zone| *zone == of), "{of}");
            for name in names.split('|') {
                assert!(!name.is_empty() && fold(name) == name, "{name:?}");
                assert!(seen.insert((of, name)), "{of} {name}");
            }
        }
    }

    #[test]
    fn places() {
        for (country, region, city, zone) in [
            ("Venezuela", "Táchira", "San Cristóbal", Some("America/Caracas")),
            ("USA", "OR", "Portland", Some("America/Los_Angeles")),
            ("USA", "ME", "Portland", Some("America/New_York")),
            ("EE.UU.", "", "Miami", Some("America/New_York")),
            ("USA", "", "Springfield", None),
            ("Canada", "Québec", "Montréal", Some("America/Toronto")),
            ("España", "Las Palmas", "Arrecife", Some("Atlantic/Canary")),
            ("Spain", "", "Madrid", Some("Europe/Madrid")),
            ("México", "Quintana Roo", "Cancún", Some("America/Cancun")),
            ("UK", "Isle of Wight", "Cowes", Some("Europe/London")),
            ("", "", "Bogotá", Some("America/Bogota")),
            ("Atlantis", "", "Bogotá", None),
            ("", "", "", None),
        ] {
            assert_eq!(
                zone_of_place(country, region, city),
                zone.map(|z| ZoneName(z.into())),
                "{country} {region} {city}"
            );
        }
    }
}
