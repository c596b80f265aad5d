//! Public holidays: a warning, never a rule. The sources disagree about some days, and firms keep them differently, so
//! the days can be edited, and nothing is forbidden on them.
//!
//! The days are those of `holidays/holidays.tsv`; whose data that is stands in `holidays/NOTICE.md`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::{Site, ZoneName};

/// Whose data it is and under which licence: to be shown wherever holidays are.
pub const SOURCE: &str = "date-holidays 3.37.0, © 2015-present commenthol, CC BY-SA 3.0 (from Wikipedia)";

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The date.
    pub date: NaiveDate,
    /// ISO 3166-1 alpha-2; with a region of Spain (ISO 3166-2): `ES-MD`.
    pub code: &'static str,
    /// Its name in Spanish.
    pub es: &'static str,
    /// Its name in English.
    pub en: &'static str,
}

type ByDate = BTreeMap<NaiveDate, Vec<Holiday>>;

static DAYS: LazyLock<ByDate> = LazyLock::new(|| {
    let mut days = ByDate::new();
    for line in include_str!("../holidays/holidays.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(code), Some(es), Some(en), Some(dates)) = (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        for date in dates.split(' ').filter_map(|date| date.parse().ok()) {
            days.entry(date).or_default().push(Holiday { date, code, es, en });
        }
    }
    days
});

/// The public holidays between two dates, both inclusive, by date.
pub fn between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &'static Holiday> {
    // An empty range where they are the wrong way round, not a panic.
    let to = to.max(from);
    DAYS.range(from..=to).flat_map(|(_, days)| days)
}

/// The public holiday of a country, or of a region of it, on a date.
pub fn on(date: NaiveDate, code: &str) -> Option<&'static Holiday> {
    DAYS.get(&date)?.iter().find(|day| day.code == code)
}

/// The country of a code, whether it names a region or not.
pub fn country(code: &str) -> &str {
    code.split('-').next().unwrap_or(code)
}

/// The countries whose holidays are known (ISO 3166-1 alpha-2), and the names that people give them: folded, without
/// spaces or marks.
pub const COUNTRIES: &[(&str, &[&str])] = &[
    ("AR", &["argentina", "republicaargentina"]),
    ("BO", &["bolivia", "estadoplurinacionaldebolivia"]),
    ("BR", &["brasil", "brazil"]),
    ("CL", &["chile"]),
    ("CO", &["colombia"]),
    ("CR", &["costarica"]),
    ("CU", &["cuba"]),
    ("DO", &["republicadominicana", "repdominicana", "dominicanrepublic", "santodomingo"]),
    ("EC", &["ecuador"]),
    ("ES", &["espana", "spain", "espanha"]),
    ("GQ", &["guineaecuatorial", "equatorialguinea", "guineequatorial"]),
    ("GT", &["guatemala"]),
    ("HN", &["honduras"]),
    ("MX", &["mexico", "mejico", "estadosunidosmexicanos"]),
    ("NI", &["nicaragua"]),
    ("PA", &["panama"]),
    ("PE", &["peru"]),
    ("PR", &["puertorico", "portorico"]),
    ("PT", &["portugal"]),
    ("PY", &["paraguay", "paraguai"]),
    ("SV", &["elsalvador", "salvador"]),
    ("US", &["estadosunidos", "estadosunidosdeamerica", "unitedstates", "unitedstatesofamerica", "usa", "eeuu", "eua"]),
    ("UY", &["uruguay", "uruguai"]),
    ("VE", &["venezuela", "republicabolivarianadevenezuela"]),
];

/// The autonomous communities and cities of Spain (ISO 3166-2) by the capitals of their provinces and the cities that
/// people live in, folded.
const REGIONS: &[(&str, &[&str])] = &[
    (
        "ES-AN",
        &[
            "almeria",
            "cadiz",
            "cordoba",
            "granada",
            "huelva",
            "jaen",
            "malaga",
            "sevilla",
            "seville",
            "marbella",
            "jerezdelafrontera",
        ],
    ),
    ("ES-AR", &["huesca", "teruel", "zaragoza", "saragossa"]),
    ("ES-AS", &["oviedo", "gijon", "aviles"]),
    ("ES-CB", &["santander", "torrelavega"]),
    ("ES-CE", &["ceuta"]),
    ("ES-CL", &["avila", "burgos", "leon", "palencia", "salamanca", "segovia", "soria", "valladolid", "zamora"]),
    ("ES-CM", &["albacete", "ciudadreal", "cuenca", "guadalajara", "toledo"]),
    ("ES-CN", &["laspalmas", "laspalmasdegrancanaria", "santacruzdetenerife", "arrecife", "lalaguna"]),
    ("ES-CT", &["barcelona", "gerona", "girona", "lerida", "lleida", "tarragona", "sabadell", "terrassa", "badalona"]),
    ("ES-EX", &["badajoz", "caceres", "merida"]),
    (
        "ES-GA",
        &["acoruna", "lacoruna", "coruna", "lugo", "orense", "ourense", "pontevedra", "vigo", "santiagodecompostela"],
    ),
    ("ES-IB", &["palma", "palmademallorca", "ibiza", "eivissa", "mahon"]),
    ("ES-MC", &["murcia", "cartagena", "lorca"]),
    ("ES-MD", &["madrid", "mostoles", "alcaladehenares", "getafe", "leganes", "alcobendas", "lasrozas"]),
    ("ES-ML", &["melilla"]),
    ("ES-NC", &["pamplona", "iruna", "tudela"]),
    ("ES-PV", &["bilbao", "bilbo", "sansebastian", "donostia", "vitoria", "vitoriagasteiz", "gasteiz"]),
    ("ES-RI", &["logrono"]),
    ("ES-VC", &["alicante", "alacant", "castellon", "castellondelaplana", "valencia", "elche", "gandia"]),
];

/// Zones that lie in one country: for those of whom nothing but the zone is known.
const ZONES: &[(&str, &[&str])] = &[
    ("AR", &["America/Argentina/", "America/Buenos_Aires"]),
    ("BO", &["America/La_Paz"]),
    (
        "BR",
        &[
            "America/Sao_Paulo",
            "America/Bahia",
            "America/Manaus",
            "America/Fortaleza",
            "America/Recife",
            "America/Belem",
            "America/Cuiaba",
            "America/Campo_Grande",
            "America/Porto_Velho",
            "America/Boa_Vista",
            "America/Rio_Branco",
            "America/Maceio",
            "America/Araguaina",
            "America/Santarem",
            "America/Noronha",
        ],
    ),
    ("CL", &["America/Santiago", "America/Punta_Arenas", "Pacific/Easter"]),
    ("CO", &["America/Bogota"]),
    ("CR", &["America/Costa_Rica"]),
    ("CU", &["America/Havana"]),
    ("DO", &["America/Santo_Domingo"]),
    ("EC", &["America/Guayaquil", "Pacific/Galapagos"]),
    ("ES-CN", &["Atlantic/Canary"]),
    ("ES-CE", &["Africa/Ceuta"]),
    ("ES", &["Europe/Madrid"]),
    ("GQ", &["Africa/Malabo"]),
    ("GT", &["America/Guatemala"]),
    ("HN", &["America/Tegucigalpa"]),
    (
        "MX",
        &[
            "America/Mexico_City",
            "America/Cancun",
            "America/Monterrey",
            "America/Merida",
            "America/Tijuana",
            "America/Hermosillo",
            "America/Mazatlan",
            "America/Chihuahua",
            "America/Ciudad_Juarez",
            "America/Ojinaga",
            "America/Matamoros",
            "America/Bahia_Banderas",
        ],
    ),
    ("NI", &["America/Managua"]),
    ("PA", &["America/Panama"]),
    ("PE", &["America/Lima"]),
    ("PR", &["America/Puerto_Rico"]),
    ("PT", &["Europe/Lisbon", "Atlantic/Azores", "Atlantic/Madeira"]),
    ("PY", &["America/Asuncion"]),
    ("SV", &["America/El_Salvador"]),
    (
        "US",
        &[
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "America/Detroit",
            "America/Boise",
            "America/Indiana/",
            "America/Kentucky/",
            "America/North_Dakota/",
            "Pacific/Honolulu",
        ],
    ),
    ("UY", &["America/Montevideo"]),
    ("VE", &["America/Caracas"]),
];

/// Letters and digits in lower case, without the marks of Spanish, Portuguese and Catalan.
fn fold(text: &str) -> String {
    let plain = |sign: char| match sign {
        'á' | 'à' | 'ã' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'ï' => 'i',
        'ó' | 'ò' | 'õ' | 'ô' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(plain).filter(|sign| sign.is_alphanumeric()).collect()
}

fn find(list: &'static [(&'static str, &'static [&'static str])], folded: &str) -> Option<&'static str> {
    list.iter().find(|(_, names)| names.contains(&folded)).map(|(code, _)| *code)
}

/// The code of a country as people write it: its name in Spanish, English or Portuguese, or the code itself. `None` where
/// its holidays are not known.
pub fn code_of(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let by_code = || COUNTRIES.iter().map(|(code, _)| *code).find(|code| code.eq_ignore_ascii_case(text.trim()));
    find(COUNTRIES, &folded).or_else(by_code)
}

/// The codes whose holidays are kept at a place: its country, and its region where the city tells it.
pub fn codes_at(site: &Site) -> Vec<&'static str> {
    if site.country.trim().is_empty() {
        return codes_in(&site.zone);
    }
    let Some(country) = code_of(&site.country) else { return Vec::new() };
    let mut codes = vec![country];
    if country == "ES" {
        codes.extend(find(REGIONS, &fold(&site.city)));
    }
    codes
}

/// The codes whose holidays are kept by those of whom nothing but the zone is known.
pub fn codes_in(zone: &ZoneName) -> Vec<&'static str> {
    let lies = |part: &&str| if part.ends_with('/') { zone.0.starts_with(part) } else { zone.0 == *part };
    let Some((code, _)) = ZONES.iter().find(|(_, zones)| zones.iter().any(&lies)) else {
        return Vec::new();
    };
    if country(code) == *code { vec![code] } else { vec!["ES", code] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_country_has_its_days_in_every_year_and_every_name_is_there_in_both_languages() {
        let all: Vec<_> = between(day("2025-01-01"), day("2032-12-31")).collect();
        for (code, _) in COUNTRIES {
            for year in 2025..=2032 {
                let own =
                    all.iter().filter(|day| day.code == *code && day.date.format("%Y").to_string() == year.to_string());
                assert!((5..=30).contains(&own.count()), "{code} {year}");
            }
        }
        assert!(all.iter().all(|day| !day.es.is_empty() && !day.en.is_empty()));
        let known = |code: &str| COUNTRIES.iter().chain(REGIONS).any(|(known, _)| *known == code);
        assert!(all.iter().all(|day| known(day.code)));
        let mut seen = std::collections::HashSet::new();
        assert!(all.iter().all(|day| seen.insert((day.date, day.code))), "one name for each day");
    }

    #[test]
    fn holidays_of_a_few_places() {
        let check = |date: &str, code: &str, name: Option<&str>| {
            assert_eq!(on(day(date), code).map(|day| day.es), name, "{date} {code}");
        };
        check("2027-01-06", "ES", Some("Día de los Reyes Magos"));
        check("2027-01-06", "VE", None);
        check("2027-07-05", "VE", Some("Día de la Independencia"));
        check("2027-03-25", "ES", None);
        check("2027-03-25", "ES-MD", Some("Jueves Santo"));
        check("2027-03-25", "ES-CT", None);
        check("2027-03-29", "ES-CT", Some("Lunes de Pascua"));
        check("2027-11-25", "US", Some("Acción de Gracias"));
        check("2027-04-21", "BR", Some("Día de Tiradentes"));
    }

    #[test]
    fn places_by_what_is_known_of_them() {
        let check = |country: &str, city: &str, zone: &str, codes: &[&str]| {
            let site = Site {
                id: "s".into(),
                name: String::new(),
                address: String::new(),
                city: city.into(),
                country: country.into(),
                zone: ZoneName(zone.into()),
                latitude: None,
                longitude: None,
                version: 0,
            };
            assert_eq!(codes_at(&site), codes, "{country} {city} {zone}");
        };
        check("Spain", "Madrid", "Europe/Madrid", &["ES", "ES-MD"]);
        check("España", "A Coruña", "Europe/Madrid", &["ES", "ES-GA"]);
        check("ES", "Aldea del Rey", "Europe/Madrid", &["ES"]);
        check("México", "Guadalajara", "America/Mexico_City", &["MX"]);
        check("EE. UU.", "Miami", "America/New_York", &["US"]);
        check("UK", "London", "Europe/London", &[]);
        check("", "", "America/Argentina/Cordoba", &["AR"]);
        check("", "", "Atlantic/Canary", &["ES", "ES-CN"]);
        check("", "", "Asia/Tokyo", &[]);
    }
}
