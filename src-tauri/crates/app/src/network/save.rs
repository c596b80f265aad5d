//! Adding, changing and deleting what serves.

use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::{Firm, FirmId, Provider, ProviderId, Room, RoomId, Site, SiteId, Topic, TopicId};

use super::checks::{check_hours, check_name, check_zone, mail_fault};
use crate::gesture::{done, new_id};
use crate::problems;
use crate::state::App;

/// Saving and deleting follow one pattern for every kind of thing: check, name the gesture, write, commit.
macro_rules! kept {
    ($save:ident, $delete:ident, $kind:ty, $id:ty, $area:ident, $thing:ident, $added:ident, $changed:ident, $deleted:ident) => {
        /// Adds or changes one; an empty id asks for a new one.
        pub(crate) async fn $save(app: &App, mut value: $kind) -> Result<Outcome<$kind>, Problem> {
            value.name = value.name.trim().to_owned();
            problems::invalid(Checked::faults(&value))?;
            let is_new = value.id.0.is_empty();
            if is_new {
                value.id = new_id().into();
                value.version = 0;
            }
            let deed = if is_new { Deed::$added } else { Deed::$changed };
            let mut write = app.write(done(deed, [("name", value.name.clone())])).await?;
            let saved = store::$area::put(&mut write, &value).await.map_err(problems::store)?;
            app.commit(write, saved).await
        }

        /// Deletes one; refused while something uses it.
        pub(crate) async fn $delete(app: &App, id: &$id) -> Result<Outcome<Nothing>, Problem> {
            let mut read = app.read().await?;
            let found = store::$area::get(&mut read, id).await.map_err(problems::store)?;
            drop(read);
            let name = found.ok_or_else(|| Problem::NotFound { what: Thing::$thing, id: id.0.clone() })?.name;
            let mut write = app.write(done(Deed::$deleted, [("name", name)])).await?;
            store::$area::delete(&mut write, id).await.map_err(problems::store)?;
            app.commit(write, Nothing {}).await
        }
    };
}

kept!(save_firm, delete_firm, Firm, FirmId, firms, Firm, FirmAdded, FirmChanged, FirmDeleted);
kept!(save_site, delete_site, Site, SiteId, sites, Site, SiteAdded, SiteChanged, SiteDeleted);
kept!(save_room, delete_room, Room, RoomId, rooms, Room, RoomAdded, RoomChanged, RoomDeleted);
kept!(save_topic, delete_topic, Topic, TopicId, topics, Topic, TopicAdded, TopicChanged, TopicDeleted);
kept!(
    save_provider,
    delete_provider,
    Provider,
    ProviderId,
    providers,
    Provider,
    ProviderAdded,
    ProviderChanged,
    ProviderDeleted
);

trait Checked {
    fn faults(&self) -> Vec<FieldFault>;
}

fn range(faults: &mut Vec<FieldFault>, field: &str, value: u32, min: u32, max: u32) {
    if !(min..=max).contains(&value) {
        faults.push(FieldFault::Range { field: field.to_owned(), min, max });
    }
}

impl Checked for Firm {
    fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        check_name(&mut faults, "name", &self.name);
        faults
    }
}

impl Checked for Site {
    fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        check_name(&mut faults, "name", &self.name);
        check_zone(&mut faults, "zone", &self.zone);
        for (field, value, most) in [("latitude", self.latitude, 90), ("longitude", self.longitude, 180)] {
            let most_degrees = f64::from(most);
            if value.is_some_and(|degrees| !(-most_degrees..=most_degrees).contains(&degrees)) {
                faults.push(FieldFault::Range { field: field.into(), min: 0, max: most });
            }
        }
        faults
    }
}

impl Checked for Room {
    fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        check_name(&mut faults, "name", &self.name);
        if self.site.0.is_empty() {
            faults.push(FieldFault::Empty { field: "site".into() });
        }
        range(&mut faults, "seats", self.seats, 1, 1000);
        check_hours(&mut faults, "hours", &self.hours);
        faults
    }
}

impl Checked for Topic {
    fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        check_name(&mut faults, "name", &self.name);
        if let Some(minutes) = self.minutes {
            range(&mut faults, "minutes", minutes.0, 5, 480);
        }
        if let Some(mix) = &self.mix {
            check_name(&mut faults, "mix.attribute", &mix.attribute);
        }
        faults
    }
}

impl Checked for Provider {
    fn faults(&self) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        check_name(&mut faults, "name", &self.name);
        if self.firm.0.is_empty() {
            faults.push(FieldFault::Empty { field: "firm".into() });
        }
        check_zone(&mut faults, "zone", &self.zone);
        check_hours(&mut faults, "hours", &self.hours);
        faults.extend(mail_fault("email", &self.email));
        range(&mut faults, "max_per_day", self.max_per_day, 1, 20);
        for (number, absence) in self.absences.iter().enumerate() {
            if absence.from >= absence.to {
                faults.push(FieldFault::Order { field: format!("absences.{number}") });
            }
        }
        faults
    }
}
