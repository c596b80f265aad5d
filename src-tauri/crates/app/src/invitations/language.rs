//! In which language somebody outside is written to.

use domain::{Client, Language, Provider, Site};

use crate::meetings::Cast;
use crate::text::fold;

/// Countries where Spanish is spoken, as people write them, folded, and by their ISO 3166-1 code.
const SPANISH: &str = "|argentina|ar|bolivia|bo|chile|cl|colombia|co|costa rica|cr|cuba|cu|ecuador|ec|el salvador|sv\
    |espana|spain|es|guatemala|gt|guinea ecuatorial|equatorial guinea|gq|honduras|hn|mexico|mejico|mx|nicaragua|ni\
    |panama|pa|paraguay|py|peru|pe|puerto rico|pr|republica dominicana|dominican republic|do|uruguay|uy\
    |venezuela|ve|republica bolivariana de venezuela|estado plurinacional de bolivia|estados unidos mexicanos|";

/// The language of a country; where none is known, ours.
fn of_country(site: Option<&Site>) -> Language {
    let country = site.map(|site| fold(site.country.trim())).unwrap_or_default();
    let known = SPANISH.contains(&format!("|{country}|"));
    if country.is_empty() || known { Language::Es } else { Language::En }
}

/// In which language a client's people are written to: the one chosen for it, else its country's.
pub(crate) fn of_client(cast: &Cast, client: &Client) -> Language {
    client.language.unwrap_or_else(|| of_country(client.site.as_ref().and_then(|site| cast.sites.get(site))))
}

/// In which language a provider is written to: the country's of its base.
pub(crate) fn of_provider(cast: &Cast, provider: &Provider) -> Language {
    of_country(provider.site.as_ref().and_then(|site| cast.sites.get(site)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_as_people_write_them() {
        for (country, language) in [
            ("Venezuela", Language::Es),
            (" España ", Language::Es),
            ("MÉXICO", Language::Es),
            ("ve", Language::Es),
            ("", Language::Es),
            ("Portugal", Language::En),
            ("USA", Language::En),
            ("a", Language::En),
        ] {
            let site = Site {
                id: "s".into(),
                name: String::new(),
                address: String::new(),
                city: String::new(),
                country: country.into(),
                zone: domain::ZoneName::utc(),
                latitude: None,
                longitude: None,
                version: 0,
            };
            assert_eq!(of_country(Some(&site)), language, "{country}");
        }
    }
}
