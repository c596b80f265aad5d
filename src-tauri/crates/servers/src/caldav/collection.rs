//! What is in one calendar: listed, read, written, taken away.

use chrono::{DateTime, Utc};
use http::{Method, Request, StatusCode, Uri, header};
use libdav::caldav::{
    CalendarComponent, GetCalendarResources, ListCalendarResources, ListCalendarResourcesResponse, TimeRange,
};
use libdav::dav::{Delete, GetEtag, ListResources, PutResource, WebDavError, make_relative_url};
use libdav::encoding::strict_percent_encoded;
use libdav::requests::{DavRequest, ParseResponseError, xml_content_type_header};
use libdav::xmlutils::XmlNode;
use libdav::{Depth, PropertyName, names};

use super::meaning::is_about;
use super::{Place, Server};
use crate::ServerFault;
use crate::transport::{Answer, meaning};

/// An entry of a calendar, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name for the server.
    pub href: String,
    /// Its version.
    pub etag: String,
}

/// An entry of a calendar, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its name for the server.
    pub href: String,
    /// Its version.
    pub etag: String,
    /// The iCalendar text.
    pub body: Vec<u8>,
}

const CALENDAR: &str = "text/calendar; charset=utf-8";

/// Entries asked for at once: enough to be quick, few enough for a server's bounds.
const AT_ONCE: usize = 50;

impl Server {
    /// Everything in a calendar.
    pub async fn list(&self, calendar: &str) -> Result<Vec<Listed>, ServerFault> {
        let place = Place::of(calendar)?;
        let found = self.ask(&place, &ListResources::new(&place.path)).await?;
        let entries = found.resources.into_iter().filter(|entry| !entry.resource_type.is_collection);
        Ok(entries.filter_map(|entry| Some(Listed { href: place.to(&entry.href), etag: entry.etag? })).collect())
    }

    /// One entry.
    pub async fn get(&self, href: &str) -> Result<Stored, ServerFault> {
        let place = Place::of(href)?;
        let answer = self.send_patiently(&place.bare(Method::GET)?).await?;
        if answer.status != StatusCode::OK {
            return Err(answer.fault());
        }
        let etag = match answer.header(header::ETAG) {
            Some(etag) => etag,
            None => self.ask(&place, &GetEtag::new(&place.path)).await?.etag,
        };
        Ok(Stored { href: href.to_owned(), etag, body: answer.body })
    }

    /// Adds an entry where there is none; [`ServerFault::Changed`] where there is one. Returns its version where the
    /// server tells it, which means that it keeps the very bytes.
    pub async fn create(&self, href: &str, body: &str) -> Result<Option<String>, ServerFault> {
        written(&self.try_create(href, body).await?)
    }

    /// Replaces the version `etag` of an entry; [`ServerFault::Changed`] where that is no longer the one there.
    pub async fn update(&self, href: &str, body: &str, etag: &str) -> Result<Option<String>, ServerFault> {
        written(&self.try_update(href, body, etag).await?)
    }

    /// Takes away the version `etag` of an entry; [`ServerFault::Changed`] where that is no longer the one there.
    pub async fn delete(&self, href: &str, etag: &str) -> Result<(), ServerFault> {
        let place = Place::of(href)?;
        let answer = self.send_patiently(&place.prepare(&Delete::new(&place.path).with_etag(etag))?).await?;
        if answer.status.is_success() { Ok(()) } else { Err(answer.fault()) }
    }

    /// The entries with an event that touches the time from `from` to `to`, recurrences counted.
    pub async fn between(
        &self,
        calendar: &str,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Stored>, ServerFault> {
        let place = Place::of(calendar)?;
        let stamp = |time: DateTime<Utc>| {
            time.format("%Y%m%dT%H%M%SZ").to_string().parse().map_err(|_| ServerFault::BadAddress)
        };
        let range = TimeRange::Between(stamp(from)?, stamp(to)?);
        let question =
            ListCalendarResources::new(&place.path).with_component_and_time_range(CalendarComponent::VEvent, range);
        let found = self.ask(&place, &question).await?;
        let paths = found.resources.iter().filter(|entry| !entry.resource_type.is_collection);
        let paths: Vec<_> = paths.map(|entry| strict_percent_encoded(&entry.href)).collect();
        let mut entries = Vec::new();
        let mut bytes = 0;
        let limit = self.transport.limits.bytes;
        for some in paths.chunks(AT_ONCE) {
            let found = self.ask(&place, &GetCalendarResources::new(&place.path).with_hrefs(some)).await?;
            for entry in found.resources {
                let content = match entry.content {
                    Ok(content) => content,
                    // Gone between the two questions: it takes no time any more.
                    Err(StatusCode::NOT_FOUND | StatusCode::GONE) => continue,
                    // Left out, it would free whoever it keeps busy.
                    Err(status) => {
                        return Err(meaning(status, place.base.host().unwrap_or_default().to_owned()));
                    }
                };
                bytes += content.data.len();
                if bytes > limit as usize {
                    return Err(ServerFault::TooLarge { limit });
                }
                entries.push(Stored {
                    href: place.to(&entry.href),
                    etag: content.etag,
                    body: content.data.into_bytes(),
                });
            }
        }
        Ok(entries)
    }

    /// The entry that holds the UID, whatever it is called.
    pub(super) async fn with_uid(&self, calendar: &str, uid: &str) -> Result<Option<String>, ServerFault> {
        let place = Place::of(calendar)?;
        let found = self.ask(&place, &WithUid { path: &place.path, uid }).await?;
        for entry in found.resources {
            let stored = self.get(&place.to(&entry.href)).await?;
            // Servers may look for the UID as a part of others.
            if is_about(&stored.body, uid) {
                return Ok(Some(stored.href));
            }
        }
        Ok(None)
    }

    pub(super) async fn try_create(&self, href: &str, body: &str) -> Result<Answer, ServerFault> {
        let place = Place::of(href)?;
        let request = place.prepare(&PutResource::new(&place.path).create(body, CALENDAR))?;
        self.send_patiently(&request).await
    }

    pub(super) async fn try_update(&self, href: &str, body: &str, etag: &str) -> Result<Answer, ServerFault> {
        let place = Place::of(href)?;
        let request = place.prepare(&PutResource::new(&place.path).update(body, CALENDAR, etag))?;
        self.send_patiently(&request).await
    }
}

/// The version that an answer to a writing names.
pub(super) fn written(answer: &Answer) -> Result<Option<String>, ServerFault> {
    if answer.status.is_success() { Ok(answer.header(header::ETAG)) } else { Err(answer.fault()) }
}

/// A question that libdav does not have: which entries hold a UID (RFC 4791, 7.8.6).
struct WithUid<'a> {
    path: &'a str,
    uid: &'a str,
}

impl DavRequest for WithUid<'_> {
    type Response = ListCalendarResourcesResponse;
    type ParseError = ParseResponseError;
    type Error<E> = WebDavError<E>;

    fn prepare_request(&self, base: Uri) -> Result<Request<String>, http::Error> {
        const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
        const PROP_FILTER: PropertyName<'static, 'static> = PropertyName::new(CALDAV, "prop-filter");
        const TEXT_MATCH: PropertyName<'static, 'static> = PropertyName::new(CALDAV, "text-match");
        let text = XmlNode::new(&TEXT_MATCH).with_attributes(vec![("collation", "i;octet")]).with_text(self.uid);
        let uid = XmlNode::new(&PROP_FILTER).with_attributes(vec![("name", "UID")]).with_children(vec![text]);
        let mut inside = uid;
        for component in ["VEVENT", "VCALENDAR"] {
            let filter = XmlNode::new(&names::COMP_FILTER).with_attributes(vec![("name", component)]);
            inside = filter.with_children(vec![inside]);
        }
        let wanted = XmlNode::new(&names::PROP).with_children(vec![XmlNode::new(&names::GETETAG)]);
        let filter = XmlNode::new(&names::FILTER).with_children(vec![inside]);
        let query = XmlNode::new(&names::CALENDAR_QUERY).with_children(vec![wanted, filter]);
        let (name, value) = xml_content_type_header();
        Request::builder()
            .method(Method::from_bytes(b"REPORT")?)
            .uri(make_relative_url(base, self.path)?)
            .header("Depth", Depth::One)
            .header(name, value)
            .body(query.render_node())
    }

    fn parse_response(&self, parts: &http::response::Parts, body: &[u8]) -> Result<Self::Response, ParseResponseError> {
        ListCalendarResources::new(self.path).parse_response(parts, body)
    }
}
