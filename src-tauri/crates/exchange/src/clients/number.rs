//! Numbers as people write them: `4273.00`, `4.273,00`, `1,402.95`, `€ 1.200`.
//!
//! Which sign is the decimal one is decided for a whole column, since `1.200` alone tells nothing.

use super::Fault;

/// What a column tells of its decimal sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// Every cell that tells anything says the same, or none tells anything: this sign, if any, is the decimal one.
    One(Option<char>),
    /// Some cells say point and some say comma.
    Mixed,
}

/// A cell taken apart: sign, and digits with the points and commas between them.
struct Figure {
    negative: bool,
    body: String,
}

/// What one cell tells by itself.
enum Tells {
    Nothing,
    Decimal(char),
    /// One sign with three digits behind it: grouping or decimals.
    Either,
}

/// Currencies' short names that may stand before or after an amount.
const CURRENCIES: [&str; 38] = [
    "$", "€", "£", "¥", "₡", "₲", "us$", "r$", "s/", "s/.", "bs", "bs.", "bsf", "bs.f", "bs.s", "bs.d", "rd$", "c$",
    "q", "l", "b/.", "usd", "eur", "gbp", "ves", "vef", "cop", "mxn", "pen", "clp", "ars", "brl", "bob", "uyu", "pyg",
    "crc", "dop", "chf",
];

fn is_currency(text: &str) -> bool {
    text.is_empty() || CURRENCIES.contains(&text.to_lowercase().as_str())
}

fn figure(cell: &str) -> Option<Figure> {
    if cell.len() > 60 {
        return None;
    }
    // Spaces of every kind and apostrophes group thousands, in France and Switzerland.
    let dense = cell.chars().filter(|c| !c.is_whitespace() && !"'’\u{202f}\u{a0}".contains(*c)).collect::<String>();
    let (dense, bracketed) = match dense.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.to_owned(), true),
        None => (dense, false),
    };
    let is_digit = |c: char| c.is_ascii_digit();
    let first = dense.find(is_digit)?;
    let last = dense.rfind(is_digit)? + 1;
    // `.50`: the point belongs to the number; `Bs.50`: to the currency.
    let lead = &dense[..first];
    let (lead, first) = match lead.strip_suffix(['.', ',']) {
        Some(rest) if !is_currency(&lead.replace(['-', '−', '+'], "")) => (rest, first - 1),
        _ => (lead, first),
    };
    let tail = dense[last..].strip_prefix(['.', ',']).unwrap_or(&dense[last..]);
    // Spanish accountants write 1.200,-
    let tail = if tail == "-" && dense[last..].len() == 2 { "" } else { tail };
    let minus = |text: &str| text.matches(['-', '−']).count();
    let signs = minus(lead) + minus(tail);
    let strip = |text: &str| text.replace(['-', '−', '+'], "");
    if signs > 1 || (bracketed && signs > 0) || !is_currency(&strip(lead)) || !is_currency(&strip(tail)) {
        return None;
    }
    let body = dense[first..last].to_owned();
    if !body.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    Some(Figure { negative: bracketed || signs == 1, body })
}

fn tells(body: &str) -> Tells {
    let points = body.matches('.').count();
    let commas = body.matches(',').count();
    match (points, commas) {
        (0, 0) => Tells::Nothing,
        (p, c) if p > 0 && c > 0 => {
            let decimal = if body.rfind('.') > body.rfind(',') { '.' } else { ',' };
            Tells::Decimal(decimal)
        }
        (p, 0) if p > 1 => Tells::Decimal(','),
        (0, c) if c > 1 => Tells::Decimal('.'),
        (p, _) => {
            let sign = if p == 1 { '.' } else { ',' };
            let (before, after) = body.split_once(sign).unwrap_or((body, ""));
            let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
            if could_group { Tells::Either } else { Tells::Decimal(sign) }
        }
    }
}

/// The decimal sign of a column, from all its cells.
pub(crate) fn decimals<'a>(cells: impl Iterator<Item = &'a str>) -> Decimals {
    let (mut point, mut comma) = (false, false);
    for cell in cells {
        match figure(cell).map(|figure| tells(&figure.body)) {
            Some(Tells::Decimal('.')) => point = true,
            Some(Tells::Decimal(_)) => comma = true,
            _ => {}
        }
    }
    match (point, comma) {
        (true, true) => Decimals::Mixed,
        (true, false) => Decimals::One(Some('.')),
        (false, true) => Decimals::One(Some(',')),
        (false, false) => Decimals::One(None),
    }
}

/// A cell's number, given its column's decimal sign.
pub(crate) fn read(cell: &str, decimals: Decimals) -> Result<f64, Fault> {
    let wrong = || Fault::NotANumber { found: cell.chars().take(80).collect() };
    let figure = figure(cell).ok_or_else(wrong)?;
    let decimal = match (tells(&figure.body), decimals) {
        (Tells::Nothing, _) => None,
        (Tells::Decimal(sign), _) => Some(sign),
        (Tells::Either, Decimals::One(Some(sign))) => Some(sign),
        // Nothing in the column tells: three digits behind every sign are thousands, since sums have two decimals.
        (Tells::Either, Decimals::One(None)) => Some(if figure.body.contains('.') { ',' } else { '.' }),
        (Tells::Either, Decimals::Mixed) => {
            return Err(Fault::AmbiguousNumber { found: cell.chars().take(80).collect() });
        }
    };
    let (whole, fraction) = match decimal.and_then(|sign| figure.body.split_once(sign)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (figure.body.as_str(), ""),
    };
    let groups = whole.split(['.', ',']).collect::<Vec<_>>();
    let grouped = groups.len() > 1;
    let well_grouped =
        !grouped || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !well_grouped || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return Err(wrong());
    }
    let number = format!("{}.{}", groups.concat(), fraction);
    let number = number.trim_end_matches('.');
    let number = if number.starts_with('.') { format!("0{number}") } else { number.to_owned() };
    let amount = number.parse::<f64>().map_err(|_| wrong())?;
    Ok(if figure.negative { -amount } else { amount })
}

/// Whether a cell looks like a number at all.
pub(crate) fn looks_numeric(cell: &str) -> bool {
    figure(cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: &[(&str, Result<f64, &str>)]) {
        let decimals = decimals(column.iter().map(|(cell, _)| *cell));
        for (cell, want) in column {
            let got = read(cell, decimals);
            match want {
                Ok(number) => assert_eq!(got, Ok(*number), "{cell} as {decimals:?}"),
                Err("ambiguous") => assert!(matches!(got, Err(Fault::AmbiguousNumber { .. })), "{cell}: {got:?}"),
                Err(_) => assert!(matches!(got, Err(Fault::NotANumber { .. })), "{cell}: {got:?}"),
            }
        }
    }

    #[test]
    fn points() {
        check(&[
            ("4273.00", Ok(4273.0)),
            ("1,402.95", Ok(1402.95)),
            ("1,200", Ok(1200.0)),
            ("1.200", Ok(1.2)),
            (".5", Ok(0.5)),
        ]);
    }

    #[test]
    fn commas() {
        check(&[
            ("4.273,00", Ok(4273.0)),
            ("€ 1.200", Ok(1200.0)),
            ("1 402,95", Ok(1402.95)),
            ("1.402.331", Ok(1_402_331.0)),
        ]);
    }

    #[test]
    fn nothing_tells() {
        check(&[("€ 1.200", Ok(1200.0)), ("350", Ok(350.0)), ("12.000 EUR", Ok(12000.0))]);
    }

    #[test]
    fn both_ways() {
        check(&[("4273.00", Ok(4273.0)), ("4.273,00", Ok(4273.0)), ("1.200", Err("ambiguous")), ("17", Ok(17.0))]);
    }

    #[test]
    fn signs_and_currencies() {
        check(&[
            ("-12.50", Ok(-12.5)),
            ("(1,000.00)", Ok(-1000.0)),
            ("$1,000", Ok(1000.0)),
            ("US$ -3.25", Ok(-3.25)),
            ("Bs. 7.50", Ok(7.5)),
            ("CHF 1'234.50", Ok(1234.5)),
            ("0.500", Ok(0.5)),
        ]);
        check(&[("Bs.7,50", Ok(7.5)), ("1.200,-", Ok(1200.0)), ("− 4,5", Ok(-4.5))]);
    }

    #[test]
    fn not_numbers() {
        check(&[
            ("n/a", Err("no")),
            ("12 cajas", Err("no")),
            ("1.2.3", Err("no")),
            ("--5", Err("no")),
            ("5-3", Err("no")),
            ("1,23,45.00", Err("no")),
            ("030-0074321", Err("no")),
            ("", Err("no")),
        ]);
    }
}
