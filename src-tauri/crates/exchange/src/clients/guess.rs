//! What a column holds, guessed from its title, and from its cells where the title tells nothing.

use super::number::looks_numeric;
use super::titles::known;
use super::word::fold;
use super::{ClientField, Row};
use crate::is_mail_address;

/// Rows looked at.
const SAMPLE: usize = 200;

use ClientField as F;

/// The field a title names, and how far down its list the title stands.
fn of_title(title: &str) -> Option<(F, usize)> {
    let folded = fold(title);
    if folded.is_empty() {
        return None;
    }
    let find = |wanted: &str| {
        known()
            .into_iter()
            .find_map(|(field, titles)| titles.split('|').position(|t| t == wanted).map(|rank| (field, rank)))
    };
    find(&folded).or_else(|| {
        // "Ventas 2026", "Sales (USD)", "Correo 1": the words without figures, currencies and brackets.
        let bare = folded
            .split(' ')
            .filter(|word| {
                !word.chars().all(|c| c.is_ascii_digit()) && !["usd", "eur", "bs", "cop", "mxn"].contains(word)
            })
            .collect::<Vec<_>>()
            .join(" ");
        if bare == folded { None } else { find(&bare) }
    })
}

/// Fields that several columns may hold together.
fn repeats(field: &F) -> bool {
    matches!(field, F::PersonName | F::Address | F::Tags | F::Notes | F::Ignore | F::Attribute(_))
}

/// Whether the first row holds titles.
pub(crate) fn has_header(rows: &[Row]) -> bool {
    let Some(first) = rows.first() else { return false };
    let is_data = |cell: &String| is_mail_address(cell) || looks_numeric(cell);
    if first.cells.iter().any(|cell| of_title(cell).is_some()) {
        return true;
    }
    if first.cells.iter().any(is_data) {
        return false;
    }
    // Words above a column of numbers or addresses are its title.
    (0..first.cells.len()).any(|at| {
        let below = cells(&rows[1..], at).collect::<Vec<_>>();
        !first.cells[at].is_empty() && !below.is_empty() && below.iter().all(|cell| is_data(cell))
    })
}

fn cells(rows: &[Row], at: usize) -> impl Iterator<Item = &String> {
    rows.iter().take(SAMPLE).filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty())
}

/// What each column holds.
pub(crate) fn mapping(titles: &[String], rows: &[Row]) -> Vec<ClientField> {
    let mut guesses = titles.iter().map(|title| of_title(title)).collect::<Vec<_>>();
    let known_by_title = guesses.iter().any(Option::is_some);
    settle_names(titles, rows, &mut guesses);
    let mut fields = vec![None; titles.len()];
    // Of two columns for one field the surer title has it.
    for at in 0..titles.len() {
        let Some((field, rank)) = &guesses[at] else { continue };
        let surer = guesses
            .iter()
            .enumerate()
            .any(|(other, guess)| matches!(guess, Some((f, r)) if f == field && (*r, other) < (*rank, at)));
        fields[at] = match field {
            F::Attribute(_) => Some(F::Attribute(titles[at].clone())),
            field if surer && !repeats(field) => Some(F::Attribute(titles[at].clone())),
            field => Some(field.clone()),
        };
    }
    for at in 0..titles.len() {
        if fields[at].is_none() {
            let free = |field: &F| !fields.contains(&Some(field.clone()));
            fields[at] = Some(of_cells(&titles[at], rows, at, known_by_title, free));
        }
    }
    let mut fields = fields.into_iter().map(|field| field.unwrap_or(F::Ignore)).collect::<Vec<_>>();
    if !fields.contains(&F::Name) {
        name_by_cells(titles, rows, &mut fields);
    }
    fields
}

/// "Cliente" may be a code and "Nombre" a person: which it is follows from the other columns.
fn settle_names(titles: &[String], rows: &[Row], guesses: &mut [Option<(F, usize)>]) {
    let names = (0..titles.len()).filter(|&at| matches!(guesses[at], Some((F::Name, _)))).collect::<Vec<_>>();
    if names.len() < 2 {
        return;
    }
    let rank = |at: usize, guesses: &[Option<(F, usize)>]| guesses[at].as_ref().map_or(usize::MAX, |(_, rank)| *rank);
    let is_plain = |at: usize| matches!(fold(&titles[at]).as_str(), "nombre" | "name");
    // "Cliente; Nombre" with short codes under "Cliente".
    let coded = names.iter().copied().find(|&at| !is_plain(at) && looks_coded(rows, at));
    let has_code = guesses.iter().any(|guess| matches!(guess, Some((F::Code, _))));
    let best =
        names.iter().copied().filter(|&at| Some(at) != coded).min_by_key(|&at| rank(at, guesses)).unwrap_or(names[0]);
    let has_person = guesses.iter().enumerate().any(|(at, guess)| {
        matches!(guess, Some((F::PersonName, _)))
            && !fold(&titles[at]).starts_with("apellido")
            && fold(&titles[at]) != "surname"
    });
    for at in names {
        if at == best {
            continue;
        }
        guesses[at] = if Some(at) == coded && !has_code {
            Some((F::Code, 0))
        } else if is_plain(at) && !has_person {
            Some((F::PersonName, 0))
        } else {
            Some((F::Attribute(String::new()), at))
        };
    }
}

/// Short, without spaces, with a figure or all in capitals, and no two alike.
fn looks_coded(rows: &[Row], at: usize) -> bool {
    let cells = cells(rows, at).collect::<Vec<_>>();
    let mut different = std::collections::HashSet::new();
    !cells.is_empty()
        && cells.iter().all(|cell| {
            cell.chars().count() <= 16
                && !cell.contains(char::is_whitespace)
                && (cell.chars().any(|c| c.is_ascii_digit()) || cell.chars().all(|c| c.is_uppercase()))
                && different.insert(cell.as_str())
        })
}

/// What a column holds by its cells alone.
fn of_cells(title: &str, rows: &[Row], at: usize, titled: bool, free: impl Fn(&F) -> bool) -> F {
    let cells = cells(rows, at).collect::<Vec<_>>();
    let all = |fits: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().all(|cell| fits(cell));
    if cells.is_empty() {
        return F::Ignore;
    }
    if free(&F::Email) && all(&is_mail_address) {
        return F::Email;
    }
    if free(&F::Zone) && all(&|cell| cell.contains('/') && cell.parse::<chrono_tz::Tz>().is_ok()) {
        return F::Zone;
    }
    if free(&F::Country) && cells.iter().all(|cell| super::country::is_country(cell)) {
        return F::Country;
    }
    if !titled && free(&F::Code) && looks_coded(rows, at) && !all(&|cell| cell.contains(['.', ','])) {
        return F::Code;
    }
    if !titled && free(&F::Phone) && all(&looks_like_phone) {
        return F::Phone;
    }
    if !titled && free(&F::Sales) && all(&looks_numeric) {
        return F::Sales;
    }
    match title.trim() {
        "" => F::Ignore,
        title => F::Attribute(title.to_owned()),
    }
}

fn looks_like_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (7..=16).contains(&digits)
        && cell.contains(['-', '(', '+', ' '])
        && cell.chars().all(|c| c.is_ascii_digit() || "+-() ./".contains(c))
}

/// The first column of words where none is called a name: most tables begin with it.
fn name_by_cells(titles: &[String], rows: &[Row], fields: &mut [F]) {
    let wordy = |at: usize| {
        let cells = cells(rows, at).collect::<Vec<_>>();
        !cells.is_empty() && cells.iter().all(|cell| cell.chars().any(char::is_alphabetic) && !is_mail_address(cell))
    };
    let open = |at: usize| {
        matches!(&fields[at], F::Ignore if titles[at].is_empty())
            || matches!(&fields[at], F::Attribute(_) if of_title(&titles[at]).is_none())
    };
    let taken = (0..fields.len()).find(|&at| open(at) && wordy(at));
    // A list of one column has nothing else to be.
    let taken = taken.or_else(|| (fields.len() == 1 && wordy(0)).then_some(0));
    if let Some(at) = taken {
        fields[at] = F::Name;
    }
}
