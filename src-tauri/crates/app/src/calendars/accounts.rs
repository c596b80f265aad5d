//! Accounts on calendar servers. Their passwords are in the system's keyring, by the account's id; the workspace never
//! holds one, and undo does not know of them.

use contract::views::{AccountSave, AccountView, SecretKept, ServerCalendar};
use contract::{Deed, FieldFault, Nothing, Outcome, Problem, Thing};
use domain::{AccountId, BusyOrigin, CalendarAccount};
use servers::Secret;
use servers::secrets::Kept;
use store::Read;

use super::fetching::open;
use crate::gesture::{done, new_id};
use crate::problems;
use crate::state::App;

/// How long the page waits for a keyring.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// Accounts as their page shows them.
pub(super) async fn views(app: &App, read: &mut Read) -> Result<Vec<AccountView>, Problem> {
    let sums = store::pushed::sums(read).await.map_err(problems::store)?;
    let mut views = Vec::new();
    for account in store::accounts::all(read).await.map_err(problems::store)? {
        let (meetings, pushed) = match sums.get(&account.id) {
            Some((meetings, at)) => (*meetings, Some(*at)),
            None => (0, None),
        };
        let secret = match tokio::time::timeout(PATIENCE, app.secrets.read(account.id.as_str())).await {
            // A keyring that asks its owner first: the secret is there, or nobody can tell yet.
            Err(_) | Ok(Some((_, Kept::Keyring))) => SecretKept::Keyring,
            Ok(Some((_, Kept::Memory))) => SecretKept::Memory,
            Ok(None) => SecretKept::Missing,
        };
        views.push(AccountView { account, secret, pushed, meetings });
    }
    Ok(views)
}

/// An account that must be there.
pub(super) async fn existing(read: &mut Read, id: &AccountId) -> Result<CalendarAccount, Problem> {
    let account = store::accounts::get(read, id).await.map_err(problems::store)?;
    account.ok_or_else(|| Problem::NotFound { what: Thing::CalendarAccount, id: id.0.clone() })
}

/// Its server, ready to be spoken to.
pub(super) async fn server(app: &App, account: &CalendarAccount) -> Result<servers::caldav::Server, Problem> {
    let secret = app.secrets.read(account.id.as_str()).await.map(|(secret, _)| secret);
    open(account, secret.as_ref())
}

/// Adds or changes an account. Nothing is asked of its server: whether it answers is told by its calendars.
pub(crate) async fn save_account(app: &App, request: AccountSave) -> Result<Outcome<AccountView>, Problem> {
    let AccountSave { mut account, secret } = request;
    for text in [&mut account.name, &mut account.address, &mut account.user] {
        *text = text.trim().to_owned();
    }
    let fields = [("name", &account.name), ("address", &account.address), ("user", &account.user)];
    let empty = fields.into_iter().filter(|(_, text)| text.is_empty());
    let mut faults: Vec<_> = empty.map(|(field, _)| FieldFault::Empty { field: field.into() }).collect();
    let address = servers::caldav::Account { address: account.address.clone(), user: account.user.clone() };
    let limits = servers::Limits::default();
    if faults.is_empty() && servers::caldav::Server::open(&address, &Secret::new(""), &limits).is_err() {
        faults.push(FieldFault::Unknown { field: "address".into(), found: account.address.clone() });
    }
    problems::invalid(faults)?;
    let is_new = account.id.0.is_empty();
    if is_new {
        account.id = new_id().into();
        account.version = 0;
    }
    let deed = if is_new { Deed::AccountAdded } else { Deed::AccountChanged };
    let mut write = app.write(done(deed, [("name", account.name.clone())])).await?;
    if !is_new && moved_elsewhere(&mut write, &account).await? {
        // What was chosen there is not here; and the new password is none of the old server's business.
        account.push_to = None;
        account.push_name = String::new();
        for mut source in store::busy::all(&mut write).await.map_err(problems::store)? {
            match &mut source.origin {
                BusyOrigin::Account { account: of, calendar } if *of == account.id => calendar.clear(),
                _ => continue,
            }
            store::busy::put(&mut write, &source).await.map_err(problems::store)?;
        }
    }
    let account = store::accounts::put(&mut write, &account).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    // Empty means: as it is. A password is never empty.
    if let Some(secret) = secret.filter(|secret| !secret.is_empty()) {
        app.secrets.keep(account.id.as_str(), Secret::new(secret)).await;
    }
    let mut read = app.read().await?;
    let view = views(app, &mut read).await?.into_iter().find(|view| view.account.id == account.id);
    let value = view.ok_or_else(|| Problem::NotFound { what: Thing::CalendarAccount, id: account.id.0.clone() })?;
    Ok(Outcome { value, stale: outcome.stale, gesture: outcome.gesture })
}

/// Whether an account is of another server, or of another user, than before.
async fn moved_elsewhere(source: &mut impl store::Source, account: &CalendarAccount) -> Result<bool, Problem> {
    let before = store::accounts::get(source, &account.id).await.map_err(problems::store)?;
    Ok(before.is_some_and(|before| before.address != account.address || before.user != account.user))
}

/// Deletes an account and its secret; undo brings back the account, the password must be given again.
pub(crate) async fn delete_account(app: &App, id: &AccountId) -> Result<Outcome<Nothing>, Problem> {
    let mut read = app.read().await?;
    let account = existing(&mut read, id).await?;
    drop(read);
    let mut write = app.write(done(Deed::AccountDeleted, [("name", account.name)])).await?;
    store::accounts::delete(&mut write, id).await.map_err(problems::store)?;
    let outcome = app.commit(write, Nothing {}).await?;
    if let Err(error) = app.secrets.forget(id.as_str()).await {
        tracing::warn!(%error, "a password stays in the keyring");
    }
    Ok(outcome)
}

/// The calendars of an account that hold meetings, asked of its server.
pub(crate) async fn server_calendars(app: &App, id: &AccountId) -> Result<Vec<ServerCalendar>, Problem> {
    let mut read = app.read().await?;
    let account = existing(&mut read, id).await?;
    drop(read);
    let server = server(app, &account).await?;
    let calendars = server.calendars().await;
    let calendars = calendars.map_err(|fault| Problem::Server { name: account.name.clone(), fault })?;
    let view = |calendar: servers::caldav::Calendar| ServerCalendar {
        name: calendar.name.clone().unwrap_or_else(|| last_part(&calendar.href).to_owned()),
        address: calendar.href,
        colour: calendar.colour,
        writable: calendar.writable,
    };
    Ok(calendars.into_iter().filter(servers::caldav::Calendar::holds_events).map(view).collect())
}

/// What stands for the name of a calendar that was given none.
fn last_part(href: &str) -> &str {
    href.trim_end_matches('/').rsplit('/').next().unwrap_or(href)
}
