//! From what the user gave to the list of calendars (RFC 6764, 5397, 4791).

use std::time::Duration;

use dns::base::Name;
use libdav::dav::Propfind;
use libdav::sd::{DiscoverableService, resolve_srv_record};
use libdav::{Depth, PropertyName, names};
use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::{Place, Server, read};
use crate::ServerFault;
use crate::address::{host, is_here, origin};

/// A calendar of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its name for the server.
    pub href: String,
    /// What people call it, where it was given a name.
    pub name: Option<String>,
    /// Its colour, as `#rrggbb`.
    pub colour: Option<String>,
    /// Whether meetings can be put there. Where the server does not say, yes.
    pub writable: bool,
    /// Kinds of entries that it holds: `VEVENT`, `VTODO`. Empty where the server does not say: all.
    pub components: Vec<String>,
}

impl Calendar {
    /// Whether it holds meetings.
    pub fn holds_events(&self) -> bool {
        self.components.is_empty() || self.components.iter().any(|kind| kind == "VEVENT")
    }
}

const PRINCIPAL: &PropertyName<'static, 'static> = &names::CURRENT_USER_PRINCIPAL;
const HOME: &PropertyName<'static, 'static> = &names::CALENDAR_HOME_SET;
const PRIVILEGES: PropertyName<'static, 'static> = PropertyName::new("DAV:", "current-user-privilege-set");
const COMPONENTS: PropertyName<'static, 'static> =
    PropertyName::new("urn:ietf:params:xml:ns:caldav", "supported-calendar-component-set");

/// How long the domain's records are waited for. They are a last resort.
const RECORDS: Duration = Duration::from_secs(5);

/// What a server says about one address.
#[derive(Default)]
struct Said {
    principal: Option<String>,
    homes: Vec<String>,
    is_calendar: bool,
}

impl Server {
    /// Finds the calendars of the account, and so tells whether name and password are right.
    pub async fn calendars(&self) -> Result<Vec<Calendar>, ServerFault> {
        let mut calendars: Vec<Calendar> = Vec::new();
        for home in self.homes().await? {
            for calendar in self.calendars_in(&Place::of(&home)?).await? {
                if !calendars.iter().any(|known| known.href == calendar.href) {
                    calendars.push(calendar);
                }
            }
        }
        Ok(calendars)
    }

    /// The collections that hold the account's calendars.
    async fn homes(&self) -> Result<Vec<String>, ServerFault> {
        let address = self.address.clone();
        let well_known = |path: &str| Url::parse(&origin(&self.address)).and_then(|root| root.join(path)).ok();
        let mut candidates = vec![Some(address.clone()), well_known("/.well-known/caldav"), well_known("/")];
        if address.path() == "/" {
            // Servers that redirect their own root often lead people to a page; the other address is for programs.
            candidates.swap(0, 1);
        }
        candidates.dedup();
        let mut first_fault = None;
        for candidate in candidates.into_iter().flatten() {
            let found = match self.said_at(&candidate).await {
                Ok(Some((place, said))) => self.homes_of(&place, said).await,
                Ok(None) => Ok(Vec::new()),
                Err(fault) => Err(fault),
            };
            match found {
                Ok(homes) if homes.is_empty() => {}
                Ok(homes) => return Ok(homes),
                Err(fault) if is_final(&fault) => return Err(fault),
                Err(fault) => {
                    // Nobody answers: no other path of the same host will do better.
                    let nobody = matches!(fault, ServerFault::Unreachable { .. } | ServerFault::TimedOut { .. });
                    first_fault.get_or_insert(fault);
                    if nobody {
                        break;
                    }
                }
            }
        }
        if let Some(elsewhere) = self.named_by_domain().await {
            return Err(ServerFault::AnotherHost { host: elsewhere });
        }
        Err(first_fault.unwrap_or(ServerFault::NotACalendarServer { host: host(&self.address) }))
    }

    /// What is said at an address, and at which address after redirections. Nothing where no WebDAV is spoken.
    async fn said_at(&self, address: &Url) -> Result<Option<(Place, Said)>, ServerFault> {
        let place = Place::of_url(address)?;
        let question = Propfind::new(&place.path)
            .with_properties(&[PRINCIPAL, HOME, &names::RESOURCETYPE])
            .with_depth(Depth::Zero);
        let answer = self.send(place.prepare(&question)?).await?;
        match answer.fault() {
            fault @ (ServerFault::WrongCredentials
            | ServerFault::SignInNotSupported { .. }
            | ServerFault::Forbidden
            | ServerFault::Busy { .. }) => return Err(fault),
            _ if answer.status.as_u16() != 207 => return Ok(None),
            _ => {}
        }
        let place = Place::of_url(&answer.url)?;
        let response = read(&question, answer)?;
        let Ok(tree) = response.xml_tree() else { return Ok(None) };
        let mut said = Said::default();
        for prop in granted(tree.root_element()) {
            if prop.tag_name() == *PRINCIPAL {
                said.principal = hrefs(prop).next();
            } else if prop.tag_name() == *HOME {
                said.homes = hrefs(prop).collect();
            } else if prop.tag_name() == names::RESOURCETYPE {
                said.is_calendar = prop.children().any(|kind| kind.tag_name() == names::CALENDAR);
            }
        }
        Ok(Some((place, said)))
    }

    async fn homes_of(&self, place: &Place, said: Said) -> Result<Vec<String>, ServerFault> {
        // The user gave the address of one calendar: that one is meant.
        if said.is_calendar {
            return Ok(vec![place.to(&place.path)]);
        }
        if !said.homes.is_empty() {
            return Ok(said.homes.iter().map(|home| place.to(home)).collect());
        }
        if let Some(principal) = said.principal {
            let principal = Place::of(&place.to(&principal))?;
            let url = principal.bare(http::Method::GET)?.uri().to_string();
            let url = Url::parse(&url).map_err(|_| ServerFault::BadAddress)?;
            if let Some((place, said)) = self.said_at(&url).await? {
                return Ok(said.homes.iter().map(|home| place.to(home)).collect());
            }
        }
        let inside = self.calendars_in(place).await?;
        Ok(if inside.is_empty() { Vec::new() } else { vec![place.to(&place.path)] })
    }

    /// The calendars directly inside a collection, or the collection where it is one.
    async fn calendars_in(&self, home: &Place) -> Result<Vec<Calendar>, ServerFault> {
        let wanted = [&names::RESOURCETYPE, &names::DISPLAY_NAME, &names::CALENDAR_COLOUR, &COMPONENTS, &PRIVILEGES];
        let question = Propfind::new(&home.path).with_properties(&wanted).with_depth(Depth::One);
        let response = self.ask(home, &question).await?;
        let unreadable = || ServerFault::Unreadable { host: home.base.host().unwrap_or_default().to_owned() };
        let tree = response.xml_tree().map_err(|_| unreadable())?;
        let mut calendars = Vec::new();
        for response in tree.root_element().children().filter(|node| node.tag_name() == names::RESPONSE) {
            let Some(href) = hrefs(response).next() else { continue };
            let mut calendar =
                Calendar { href: home.to(&href), name: None, colour: None, writable: true, components: Vec::new() };
            let mut is_calendar = false;
            for prop in granted(response) {
                let text = || prop.text().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
                let name = prop.tag_name();
                if name == names::RESOURCETYPE {
                    is_calendar = prop.children().any(|kind| kind.tag_name() == names::CALENDAR);
                } else if name == names::DISPLAY_NAME {
                    calendar.name = text();
                } else if name == names::CALENDAR_COLOUR {
                    calendar.colour = text().and_then(|colour| colour_of(&colour));
                } else if name == COMPONENTS {
                    let kinds = prop.children().filter_map(|kind| kind.attribute("name"));
                    calendar.components = kinds.map(str::to_ascii_uppercase).collect();
                } else if name == PRIVILEGES {
                    let mut rights = prop.descendants().map(|right| right.tag_name().name());
                    calendar.writable = rights.any(|right| matches!(right, "all" | "write" | "write-content" | "bind"));
                }
            }
            if is_calendar {
                calendars.push(calendar);
            }
        }
        Ok(calendars)
    }

    /// The host that the domain's own records name (RFC 6764), where it is another one.
    async fn named_by_domain(&self) -> Option<String> {
        let domain = host(&self.address);
        if self.address.scheme() != "https" || is_here(&self.address) || domain.parse::<std::net::IpAddr>().is_ok() {
            return None;
        }
        let name = Name::bytes_from_str(&domain).ok()?;
        let records = resolve_srv_record(DiscoverableService::CalDavs, &name, 443);
        let found = tokio::time::timeout(RECORDS, records).await.ok()?.ok()??;
        let (target, port) = found.into_iter().next()?;
        let target = target.trim_end_matches('.').to_owned();
        let is_another = !target.is_empty() && !target.eq_ignore_ascii_case(&domain);
        is_another.then(|| if port == 443 { target } else { format!("{target}:{port}") })
    }
}

/// Whether a fault at one path says all about the server. A bad redirection at the path for programs, or a path that
/// nobody may read, does not.
fn is_final(fault: &ServerFault) -> bool {
    matches!(
        fault,
        ServerFault::WrongCredentials
            | ServerFault::SignInNotSupported { .. }
            | ServerFault::Certificate { .. }
            | ServerFault::Tls { .. }
            | ServerFault::Busy { .. }
            | ServerFault::BadAddress
    )
}

/// The properties that the server gives; those that it says it does not have stand in the same answer.
fn granted<'a, 'input: 'a>(node: roxmltree::Node<'a, 'input>) -> impl Iterator<Item = roxmltree::Node<'a, 'input>> {
    let parts = node.descendants().filter(|node| node.tag_name() == names::PROPSTAT);
    let given = parts.filter(|part| {
        let status = part.children().find(|node| node.tag_name() == names::STATUS);
        status.and_then(|status| status.text()).is_none_or(|text| text.contains(" 200"))
    });
    let props = given.flat_map(|part| part.children().filter(|node| node.tag_name() == names::PROP));
    props.flat_map(|prop| prop.children().filter(|node| node.is_element()))
}

fn hrefs<'a, 'input: 'a>(node: roxmltree::Node<'a, 'input>) -> impl Iterator<Item = String> {
    let nodes = node.children().filter(|node| node.tag_name() == names::HREF);
    nodes.filter_map(|node| {
        let text = node.text()?.trim();
        Some(libdav::encoding::normalise_percent_encoded(text).ok()?.into_owned())
    })
}

/// `#rrggbb` of what servers write: some add how opaque it is.
fn colour_of(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#')?;
    let is_colour = matches!(digits.len(), 6 | 8) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_colour.then(|| format!("#{}", digits[..6].to_ascii_lowercase()))
}
