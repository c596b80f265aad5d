//! The answer: marks beside numbers, whatever a mail program made of the question.

use std::collections::BTreeMap;

use domain::Suits;

use super::{BEFORE_TOKEN, LONGEST_TOKEN, PollFault, is_token};
use crate::{mail, table};

/// The largest file that is read, in bytes: a mail with a picture in its signature.
pub const MAX_BYTES: usize = 8 << 20;
/// Lines of a text that are looked at.
const MOST_LINES: usize = 20_000;

/// An answer as it stands in a file: whether anybody was asked under its token is not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollAnswer {
    /// The token of the question.
    pub token: String,
    /// What is said of each time that something is said of, by its number in the question, from 1, in order.
    pub slots: Vec<(u32, Suits)>,
}

/// Reads the answer to a question: the text file sent back, or a mail, in which the form may be quoted, wrapped, HTML, or
/// attached.
///
/// What the guest wrote last counts: marks in the mail's own lines before marks in lines it quotes, the mail before the
/// files attached to it. A time without a mark is not in the answer.
///
/// # Errors
/// [`PollFault`], with the line where one is at fault.
pub fn read_answer(bytes: &[u8]) -> Result<PollAnswer, PollFault> {
    if bytes.len() > MAX_BYTES {
        let (bytes, limit) = (table::count(bytes.len()), table::count(MAX_BYTES));
        return Err(PollFault::TooLarge { bytes, limit });
    }
    let own = mail::text(bytes);
    if !has_headers(&own) {
        let sheet = Sheet::read(&own)?;
        return answer(sheet.token, sheet.marks);
    }
    let mail = mail::open(bytes).ok_or(PollFault::NoText)?;
    let mail::Mail { subject, bodies, texts, .. } = mail;
    if bodies.iter().chain(&texts).all(|text| text.trim().is_empty()) {
        return Err(PollFault::NoText);
    }
    let sheets = bodies.iter().chain(&texts).map(|text| Sheet::read(text)).collect::<Result<Vec<_>, _>>()?;
    // Marks without a token beside them: the rest of the mail says which poll is meant, were it only its subject.
    let elsewhere = sheets.iter().find_map(|sheet| sheet.token.clone()).or_else(|| tokens(&subject).into_iter().next());
    match sheets.into_iter().find(|sheet| !sheet.marks.is_empty()) {
        Some(sheet) => answer(sheet.token.or(elsewhere), sheet.marks),
        None => answer(elsewhere, BTreeMap::new()),
    }
}

fn answer(token: Option<String>, marks: BTreeMap<u32, Suits>) -> Result<PollAnswer, PollFault> {
    let token = token.ok_or(PollFault::NoToken)?;
    if marks.is_empty() {
        return Err(PollFault::NothingMarked);
    }
    Ok(PollAnswer { token, slots: marks.into_iter().collect() })
}

/// Whether a text begins as a mail does, with headers that every mail has.
fn has_headers(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start().lines().take_while(|line| !line.trim().is_empty());
    let names = ["from:", "to:", "subject:", "date:", "received:", "mime-version:", "content-type:", "message-id:"];
    let of_mail =
        |line: &str| names.iter().any(|name| line.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)));
    head.take(500).filter(|line| of_mail(line)).count() >= 2
}

/// A text's token and marks.
struct Sheet {
    token: Option<String>,
    marks: BTreeMap<u32, Suits>,
}

impl Sheet {
    fn read(text: &str) -> Result<Self, PollFault> {
        let mut token = None::<String>;
        // By how deep the line is quoted: the guest's own lines are the least deep.
        let mut depths = BTreeMap::<usize, BTreeMap<u32, Suits>>::new();
        for (line, number) in text.lines().take(MOST_LINES).zip(1_u32..) {
            for found in tokens(line) {
                match &token {
                    Some(known) if *known != found => return Err(PollFault::SecondToken { line: number }),
                    _ => token = Some(found),
                }
            }
            let (depth, rest) = unquoted(line);
            let Some((slot, suits)) = marked(rest, number)? else { continue };
            let said = depths.entry(depth).or_default();
            if said.insert(slot, suits).is_some_and(|before| before != suits) {
                return Err(PollFault::Contradiction { line: number, slot });
            }
        }
        let mut marks = BTreeMap::new();
        for said in depths.into_values() {
            for (slot, suits) in said {
                marks.entry(slot).or_insert(suits);
            }
        }
        Ok(Self { token, marks })
    }
}

fn tokens(line: &str) -> Vec<String> {
    let found = line.match_indices(BEFORE_TOKEN).filter_map(|(at, before)| {
        // No further than a token reaches: a line may be the whole of a large file.
        let rest = &line[at + before.len()..];
        let end = rest.bytes().take(LONGEST_TOKEN + 1).position(|byte| byte == b']')?;
        rest.get(..end).filter(|token| is_token(token)).map(str::to_owned)
    });
    found.collect()
}

/// How deep a line is quoted, and the line without that.
fn unquoted(line: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix(['>', '|']) {
        depth += 1;
        rest = inner.trim_start();
    }
    (depth, rest.trim_end())
}

/// The number and answer of a line of the form, `[x] 1 ...`, or of a line of the guest's own, `1: yes`. Nothing where a
/// line is neither, or its brackets are empty.
fn marked(line: &str, number: u32) -> Result<Option<(u32, Suits)>, PollFault> {
    let line = line.trim_start_matches(['*', '-', '•', '\u{feff}', ' ', '\t']);
    if let Some(rest) = line.strip_prefix('[') {
        let Some((mark, rest)) = rest.split_once(']') else { return Ok(None) };
        let Some((slot, _)) = numbered(rest) else { return Ok(None) };
        let mark = mark.trim().trim_matches(['_', '.', '*']).trim();
        if mark.is_empty() {
            return Ok(None);
        }
        return match meaning(mark) {
            Some(suits) => Ok(Some((slot, suits))),
            None => Err(PollFault::UnknownMark { line: number, mark: mark.chars().take(60).collect() }),
        };
    }
    let Some((slot, rest)) = numbered(line) else { return Ok(None) };
    let said =
        rest.trim_start_matches([':', '.', ')', '-', '=', '–', ' ', '\t']).trim_end_matches(['.', '!', ',', ';']);
    Ok(meaning(said.trim()).map(|suits| (slot, suits)))
}

/// A number of at most three digits at the beginning, and what follows it.
fn numbered(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let slot = number.parse().ok().filter(|slot| (1..=999).contains(slot) && digits <= 3)?;
    (!rest.starts_with(|c: char| c.is_alphanumeric())).then_some((slot, rest))
}

/// What a mark means, in both languages whatever language the question was in.
fn meaning(mark: &str) -> Option<Suits> {
    let accents = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let plain = mark.to_lowercase().chars().filter(|c| !accents(c)).map(without_accent).collect::<String>();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match plain.as_str() {
        "x" | "xx" | "s" | "si" | "y" | "yes" | "ok" | "v" | "✓" | "✔" | "☑" | "✅" | "+" => Some(Suits::Yes),
        "n" | "no" | "imposible" | "impossible" | "✗" | "✘" | "❌" => Some(Suits::No),
        "q" | "m" | "?" | "quiza" | "quizas" | "tal vez" | "talvez" | "puede ser" | "a lo mejor" | "si hace falta"
        | "solo si hace falta" | "si es necesario" | "maybe" | "perhaps" | "if needed" | "only if needed"
        | "if necessary" => Some(Suits::IfNeeded),
        _ => None,
    }
}

fn without_accent(c: char) -> char {
    match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        c => c,
    }
}
