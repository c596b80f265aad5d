//! Rows to clients.

use std::collections::{BTreeMap, HashMap};

use chrono_tz::{TZ_VARIANTS, Tz};
use domain::ZoneName;
use domain::client::VALUE_RANGE;

use super::country::zone_of_place;
use super::number::{Decimals, decimals, read};
use super::word::fold;
use super::{ClientField, ClientRecord, Fault, PersonRecord, Row, RowFault, RowResult, Sheet};
use crate::is_mail_address;
use crate::table::count;

/// Reads every row of a sheet: a client, or why there is none. In the order of the file.
pub fn read_clients(sheet: &Sheet) -> Vec<RowResult> {
    let reader = Reader::new(sheet);
    let mut first_lines = HashMap::<String, u32>::new();
    let last = sheet.rows.len().saturating_sub(1);
    let mut results = Vec::with_capacity(sheet.rows.len());
    for (at, row) in sheet.rows.iter().enumerate() {
        let result = if at == last && sheet.unclosed {
            Err(whole_row(row, Fault::UnclosedQuote))
        } else {
            reader.client(row).and_then(|client| unless_duplicate(client, &mut first_lines, sheet))
        };
        results.push(result);
    }
    results
}

fn whole_row(row: &Row, fault: Fault) -> RowFault {
    RowFault { line: row.line, column: None, field: None, fault }
}

/// A client is known by its code, or by its name where it has none.
fn unless_duplicate(client: ClientRecord, first_lines: &mut HashMap<String, u32>, sheet: &Sheet) -> RowResult {
    let (field, mark, text) = match client.code.is_empty() {
        false => (ClientField::Code, 'c', client.code.as_str()),
        true => (ClientField::Name, 'n', client.name.as_str()),
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = format!("{mark}{}", words.to_lowercase());
    if let Some(&first_line) = first_lines.get(&key) {
        let column = sheet.columns.iter().find(|column| column.field == field).map(|column| column.title.clone());
        let fault = Fault::DuplicateInFile { first_line };
        return Err(RowFault {
            line: client.line,
            column: column.filter(|c| !c.is_empty()),
            field: Some(field),
            fault,
        });
    }
    first_lines.insert(key, client.line);
    Ok(client)
}

/// A sheet prepared for reading: where each field stands, and how each column of numbers writes its decimals.
struct Reader<'a> {
    sheet: &'a Sheet,
    decimals: Vec<Decimals>,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet) -> Self {
        let decimals = sheet
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| match column.field {
                ClientField::Sales | ClientField::Value => {
                    decimals(sheet.rows.iter().filter_map(|row| row.cells.get(at)).map(String::as_str))
                }
                _ => Decimals::One(None),
            })
            .collect();
        Self { sheet, decimals }
    }

    fn fault(&self, row: &Row, at: usize, fault: Fault) -> RowFault {
        let column = &self.sheet.columns[at];
        let title = Some(column.title.clone()).filter(|title| !title.is_empty());
        RowFault { line: row.line, column: title, field: Some(column.field.clone()), fault }
    }

    /// The cells of one field that hold anything, with their columns.
    fn cells<'r>(&self, row: &'r Row, field: &ClientField) -> impl Iterator<Item = (usize, &'r str)> {
        self.sheet
            .columns
            .iter()
            .enumerate()
            .filter(move |(_, column)| column.field == *field)
            .filter_map(|(at, _)| row.cells.get(at).map(|cell| (at, cell.as_str())))
            .filter(|(_, cell)| !cell.is_empty())
    }

    fn text(&self, row: &Row, field: ClientField) -> String {
        self.cells(row, &field).next().map(|(_, cell)| one_line(cell)).unwrap_or_default()
    }

    fn joined(&self, row: &Row, field: ClientField, between: &str) -> String {
        self.cells(row, &field).map(|(_, cell)| cell).collect::<Vec<_>>().join(between)
    }

    fn client(&self, row: &Row) -> RowResult {
        let expected = self.sheet.columns.len();
        let found = row.cells.len();
        // Cells too many that are empty are a trailing delimiter, and lose nothing.
        let surplus = row.cells.iter().skip(expected).any(|cell| !cell.is_empty());
        if found < expected || surplus {
            return Err(whole_row(row, Fault::RaggedRow { expected: count(expected), found: count(found) }));
        }
        let name = self.text(row, ClientField::Name);
        if name.is_empty() {
            let at = self.sheet.columns.iter().position(|column| column.field == ClientField::Name);
            return Err(match at {
                Some(at) => self.fault(row, at, Fault::EmptyName),
                None => whole_row(row, Fault::EmptyName),
            });
        }
        let city = self.text(row, ClientField::City);
        let region = self.text(row, ClientField::Region);
        let country = self.text(row, ClientField::Country);
        let zone = match self.zone(row)? {
            Some(zone) => Some(zone),
            None => zone_of_place(&country, &region, &city),
        };
        Ok(ClientRecord {
            line: row.line,
            code: self.text(row, ClientField::Code),
            people: self.people(row, &name)?,
            address: one_line(&self.joined(row, ClientField::Address, ", ")),
            postal_code: self.text(row, ClientField::PostalCode),
            sales: self.number(row, ClientField::Sales)?.map(|(_, number)| number),
            value: self.value(row)?,
            tags: self.tags(row),
            attributes: self.attributes(row),
            notes: self.joined(row, ClientField::Notes, "\n"),
            name,
            city,
            region,
            country,
            zone,
        })
    }

    fn people(&self, row: &Row, client: &str) -> Result<Vec<PersonRecord>, RowFault> {
        let mut person = PersonRecord {
            name: one_line(&self.joined(row, ClientField::PersonName, " ")),
            title: self.text(row, ClientField::PersonTitle),
            email: String::new(),
            phone: self.text(row, ClientField::Phone),
        };
        if let Some((at, cell)) = self.cells(row, &ClientField::Email).next() {
            person.email = mail_address(cell)
                .ok_or_else(|| self.fault(row, at, Fault::BadEmail { found: cell.chars().take(80).collect() }))?;
        }
        if person == PersonRecord::default() {
            return Ok(Vec::new());
        }
        if person.name.is_empty() {
            // A switchboard or a mailbox without a person's name goes by the organisation's.
            person.name = client.to_owned();
        }
        Ok(vec![person])
    }

    fn zone(&self, row: &Row) -> Result<Option<ZoneName>, RowFault> {
        let Some((at, cell)) = self.cells(row, &ClientField::Zone).next() else { return Ok(None) };
        let name = cell.replace(' ', "_");
        match zone_by_name(&name) {
            Some(zone) => Ok(Some(ZoneName(zone.name().to_owned()))),
            None => Err(self.fault(row, at, Fault::UnknownZone { found: cell.chars().take(80).collect() })),
        }
    }

    fn number(&self, row: &Row, field: ClientField) -> Result<Option<(usize, f64)>, RowFault> {
        let Some((at, cell)) = self.cells(row, &field).next() else { return Ok(None) };
        read(cell, self.decimals[at]).map(|number| Some((at, number))).map_err(|fault| self.fault(row, at, fault))
    }

    fn value(&self, row: &Row) -> Result<Option<u32>, RowFault> {
        let Some((at, number)) = self.number(row, ClientField::Value)? else { return Ok(None) };
        let (min, max) = (*VALUE_RANGE.start(), *VALUE_RANGE.end());
        let whole = number.round();
        if !(f64::from(min)..=f64::from(max)).contains(&whole) {
            let found = row.cells.get(at).map(|cell| cell.chars().take(80).collect()).unwrap_or_default();
            return Err(self.fault(row, at, Fault::OutOfRange { found, min, max }));
        }
        Ok(Some(whole as u32))
    }

    fn tags(&self, row: &Row) -> Vec<String> {
        let mut tags = Vec::<String>::new();
        for (_, cell) in self.cells(row, &ClientField::Tags) {
            for tag in cell.split([',', ';', '|', '\n']).map(one_line).filter(|tag| !tag.is_empty()) {
                if !tags.iter().any(|other| fold(other) == fold(&tag)) {
                    tags.push(tag);
                }
            }
        }
        tags
    }

    fn attributes(&self, row: &Row) -> BTreeMap<String, String> {
        let mut attributes = BTreeMap::new();
        for (column, cell) in self.sheet.columns.iter().zip(&row.cells) {
            if let ClientField::Attribute(name) = &column.field
                && !name.is_empty()
                && !cell.is_empty()
            {
                attributes.entry(name.clone()).or_insert_with(|| one_line(cell));
            }
        }
        attributes
    }
}

fn zone_by_name(name: &str) -> Option<Tz> {
    name.parse().ok().or_else(|| TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name)))
}

/// Text without line breaks, tabs, or the spaces around it.
fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.trim().to_owned();
    }
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first address of a cell: `ana@x.com`, `mailto:ana@x.com`, `Ana <ana@x.com>`, `ana@x.com; luis@x.com`.
fn mail_address(cell: &str) -> Option<String> {
    let inner = match (cell.find('<'), cell.rfind('>')) {
        (Some(from), Some(to)) if from < to => &cell[from + 1..to],
        _ => cell,
    };
    inner
        .split([';', ',', ' ', '\n'])
        .map(|part| part.trim().trim_start_matches("mailto:"))
        .find(|part| !part.is_empty())
        .filter(|part| is_mail_address(part))
        .map(str::to_owned)
}
