//! How long it takes from one site to another.

use crate::Site;

/// Minutes between two sites of one city whose coordinates are not known.
const WITHIN_CITY: u32 = 30;
/// Minutes between sites of which nothing more is known than that they are in one country.
const WITHIN_COUNTRY: u32 = 240;
/// Minutes between countries when nothing more is known.
const ABROAD: u32 = 480;
/// Mean radius of the Earth in kilometres (IUGG).
const EARTH_RADIUS: f64 = 6371.0;
/// Roads are about this much longer than the straight line.
const DETOUR: f64 = 1.3;

/// Estimated minutes of travel, door to door.
///
/// From coordinates where both are known: the great-circle distance (haversine), with a detour of 30 %, at 25 km/h in
/// town (up to 30 km) and 70 km/h beyond; over 400 km by air at 700 km/h plus three hours. Otherwise by city and country.
/// Rounded up to five minutes.
pub fn minutes_between(a: &Site, b: &Site) -> u32 {
    if a.id == b.id {
        return 0;
    }
    if let (Some(from), Some(to)) = (coordinates(a), coordinates(b)) {
        return by_distance(kilometres(from, to));
    }
    let same = |x: &str, y: &str| !x.trim().is_empty() && x.trim().to_lowercase() == y.trim().to_lowercase();
    if same(&a.city, &b.city) && (same(&a.country, &b.country) || a.country.is_empty() || b.country.is_empty()) {
        WITHIN_CITY
    } else if same(&a.country, &b.country) {
        WITHIN_COUNTRY
    } else {
        ABROAD
    }
}

fn coordinates(site: &Site) -> Option<(f64, f64)> {
    Some((site.latitude?, site.longitude?))
}

/// Great-circle distance in kilometres between two points in degrees, by the haversine formula.
pub fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half_lat = (to.0 - from.0).to_radians() / 2.0;
    let half_lon = (to.1 - from.1).to_radians() / 2.0;
    let h = half_lat.sin().powi(2) + from.0.to_radians().cos() * to.0.to_radians().cos() * half_lon.sin().powi(2);
    2.0 * EARTH_RADIUS * h.sqrt().min(1.0).asin()
}

fn by_distance(straight: f64) -> u32 {
    let road = straight * DETOUR;
    let hours = if straight > 400.0 {
        3.0 + straight / 700.0
    } else if road <= 30.0 {
        road / 25.0
    } else {
        30.0 / 25.0 + (road - 30.0) / 70.0
    };
    ((hours * 60.0 / 5.0).ceil() as u32 * 5).max(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SiteId, ZoneName};

    fn site(id: &str, city: &str, country: &str, place: Option<(f64, f64)>) -> Site {
        Site {
            id: SiteId::from(id),
            name: id.into(),
            address: String::new(),
            city: city.into(),
            country: country.into(),
            zone: ZoneName::utc(),
            latitude: place.map(|p| p.0),
            longitude: place.map(|p| p.1),
            version: 0,
        }
    }

    #[test]
    fn estimates() {
        let caracas = site("a", "Caracas", "Venezuela", Some((10.4880, -66.8792)));
        let bogota = site("b", "Bogotá", "Colombia", Some((4.7110, -74.0721)));
        let near = site("c", "Caracas", "Venezuela", Some((10.4961, -66.8498)));
        let unknown = site("d", "caracas ", "Venezuela", None);
        let abroad = site("e", "Madrid", "España", None);
        for (from, to, minutes) in [
            (&caracas, &caracas, 0),
            (&caracas, &bogota, 270),
            (&caracas, &near, 15),
            (&caracas, &unknown, WITHIN_CITY),
            (&unknown, &abroad, ABROAD),
        ] {
            assert_eq!(minutes_between(from, to), minutes, "{} to {}", from.city, to.city);
            assert_eq!(minutes_between(to, from), minutes);
        }
    }
}
