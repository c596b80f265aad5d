//! Checks of fields that several kinds of things share.

use contract::FieldFault;
use domain::{WeeklyHours, ZoneName};

/// A name must not be blank.
pub(crate) fn check_name(faults: &mut Vec<FieldFault>, field: &str, name: &str) {
    if name.trim().is_empty() {
        faults.push(FieldFault::Empty { field: field.to_owned() });
    }
}

/// A zone must be one the zone data holds.
pub(crate) fn check_zone(faults: &mut Vec<FieldFault>, field: &str, zone: &ZoneName) {
    if zone.rules().is_err() {
        faults.push(FieldFault::UnknownZone { field: field.to_owned(), found: zone.0.clone() });
    }
}

/// Each stretch of hours must end after it begins, on a day of the week.
pub(crate) fn check_hours(faults: &mut Vec<FieldFault>, field: &str, hours: &WeeklyHours) {
    for (number, stretch) in hours.0.iter().enumerate() {
        if stretch.from >= stretch.to {
            faults.push(FieldFault::Order { field: format!("{field}.{number}") });
        }
        if !(1..=7).contains(&stretch.weekday) {
            faults.push(FieldFault::Range { field: format!("{field}.{number}.weekday"), min: 1, max: 7 });
        }
    }
}

/// An address may be missing, but not wrong.
pub(crate) fn mail_fault(field: &str, address: &str) -> Option<FieldFault> {
    let address = address.trim();
    (!address.is_empty() && !exchange::is_mail_address(address))
        .then(|| FieldFault::Email { field: field.to_owned(), found: address.to_owned() })
}
