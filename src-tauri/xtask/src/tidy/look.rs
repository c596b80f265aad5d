//! No raw colour, size of text or z-index outside the tokens; every token that is used exists; no style attribute,
//! which the content security policy would drop.

use super::{Finding, Source};
use std::collections::BTreeSet;

const TOKENS: &str = "ui/src/styles/tokens.css";
const COLOUR_FUNCTIONS: [&str; 8] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab("];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let ui: Vec<&Source> =
        sources.iter().filter(|source| source.path.starts_with("ui/src/") && !source.is_generated()).collect();
    let known = defined(&ui);
    let mut findings = Vec::new();
    for source in ui.iter().filter(|source| source.has_extension(&["css", "svelte"])) {
        for (number, line, is_style) in styled_lines(source) {
            if is_style && source.path != TOKENS {
                findings.extend(raw(line).map(|words| Finding::at(source, number, words)));
            }
            if !is_style && has_style_attribute(line) {
                let words = "a fixed style attribute: the content security policy drops it; use a class or style:name";
                findings.push(Finding::at(source, number, words));
            }
            for token in used(line).filter(|token| !known.contains(token) && !token.starts_with("--bits-")) {
                findings.push(Finding::at(source, number, format!("{token} is defined nowhere")));
            }
        }
    }
    findings
}

/// Each line, and whether it is CSS: all of a style sheet, and of a component what stands inside `<style>`.
fn styled_lines(source: &Source) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut inside = source.has_extension(&["css"]);
    source.lines().map(move |(number, line)| {
        let opens = line.trim_start().starts_with("<style");
        let closes = line.trim_start().starts_with("</style");
        let is_style = inside && !closes;
        inside = (inside || opens) && !closes;
        (number, line, is_style)
    })
}

/// What is raw in a declaration. Selectors (`#app:hover {`) and comments declare nothing.
fn raw(line: &str) -> Option<String> {
    let line = line.trim();
    if line.ends_with(['{', ',']) && !line.contains(';') || line.starts_with(['/', '*']) {
        return None;
    }
    let line = line.rsplit_once('{').map_or(line, |(_, declarations)| declarations);
    line.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let (property, value) = (property.trim(), value.trim());
        let is_raw_number = value.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '-' | '.'))
            && !value.starts_with("--");
        if property == "z-index" && is_raw_number {
            return Some(format!("raw z-index {value}: use a token of {TOKENS}"));
        }
        let is_relative = value.ends_with('%') || value.ends_with("em") && !value.ends_with("rem");
        let sizes_text = property == "font-size" && is_raw_number && !is_relative;
        if sizes_text || property == "font" && value.contains("px") {
            return Some(format!("raw size of text {value}: use a token of {TOKENS}"));
        }
        colour(value).map(|colour| format!("raw colour {colour}: use a token of {TOKENS}"))
    })
}

fn colour(value: &str) -> Option<&str> {
    if let Some(name) = value
        .split([' ', ',', '(', ')'])
        .find(|word| matches!(*word, "white" | "black" | "red" | "green" | "blue" | "gray" | "grey"))
    {
        return Some(name);
    }
    if let Some(function) = COLOUR_FUNCTIONS.iter().chain(&["oklch("]).find(|name| value.contains(**name)) {
        return Some(function);
    }
    value.match_indices('#').find_map(|(start, _)| {
        // `url(#clip)` names an element.
        let after = &value[start + 1..];
        let digits = after.find(|one: char| !one.is_ascii_alphanumeric()).unwrap_or(after.len());
        let is_hex = after[..digits].chars().all(|one| one.is_ascii_hexdigit());
        let names_element = value[..start].ends_with("url(");
        (is_hex && matches!(digits, 3 | 4 | 6 | 8) && !names_element).then(|| &value[start..=start + digits])
    })
}

fn has_style_attribute(line: &str) -> bool {
    line.match_indices(" style=\"").any(|(start, mark)| {
        let value = line[start + mark.len()..].split('"').next().unwrap_or_default();
        !value.contains('{')
    })
}

/// Names of custom properties that some sheet, component or script defines.
fn defined(ui: &[&Source]) -> BTreeSet<String> {
    ui.iter()
        .flat_map(|source| source.text.lines())
        .flat_map(|line| {
            names(line).filter(move |(start, name)| {
                let before = line[..*start].trim_end();
                let after = line[start + name.len()..].trim_start();
                // `--x: 1`, `style:--x={y}`, `--x={y}` on a component, `@property --x`, `setProperty('--x'`
                !before.ends_with("var(") && (after.starts_with([':', '=', '}']) || before.ends_with("@property"))
                    || before.ends_with(['\'', '"', '`'])
            })
        })
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// Tokens that this line takes a value from, without one to fall back on.
fn used(line: &str) -> impl Iterator<Item = String> {
    names(line)
        .filter(|(start, name)| {
            let after = line[start + name.len()..].trim_start();
            line[..*start].trim_end().ends_with("var(") && after.starts_with(')')
        })
        .map(|(_, name)| name.to_owned())
}

/// Every `--name` on a line and where it starts.
fn names(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.match_indices("--").filter_map(|(start, _)| {
        let rest = &line[start..];
        let end =
            rest.find(|one: char| !(one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))).unwrap_or(rest.len());
        let begins =
            start == 0 || !line.as_bytes()[start - 1].is_ascii_alphanumeric() && line.as_bytes()[start - 1] != b'-';
        (begins && end > 2).then(|| (start, &rest[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    fn check_style(declaration: &str, expected: usize) {
        let tokens = ":root { --ink: #1b2330; --layer-menu: 30; --text-2: 13px; }";
        let sheet = format!(".a {{\n  {declaration}\n}}");
        let component = format!("<p class=\"a\">#fff</p>\n<style>\n{sheet}\n</style>");
        for (path, text, line) in [("ui/src/styles/base.css", &sheet, 2), ("ui/src/shared/A.svelte", &component, 4)] {
            let sources = sources(&[(TOKENS, tokens), (path, text)]);
            let findings = check(&sources);
            let place = format!("{path}:{line}");
            assert_eq!(places(&findings), vec![place.as_str(); expected], "{declaration}");
        }
    }

    #[test]
    fn raw_values_are_found() {
        for declaration in [
            "color: #fff;",
            "background: linear-gradient(#12161d, transparent);",
            "border: 1px solid rgba(0, 0, 0, 0.2);",
            "color: oklch(50% 0.1 200);",
            "color: white;",
            "font-size: 13px;",
            "font-size: 0.8rem;",
            "font: 600 13px/1.2 sans-serif;",
            "z-index: 10;",
            "z-index: -1;",
            "color: var(--no-such);",
        ] {
            check_style(declaration, 1);
        }
    }

    #[test]
    fn tokens_and_relations_pass() {
        for declaration in [
            "color: var(--ink);",
            "background: color-mix(in oklch, var(--ink) 10%, transparent);",
            "font-size: var(--text-2);",
            "font-size: 90%;",
            "font-size: 0.9em;",
            "z-index: var(--layer-menu);",
            "clip-path: url(#abc);",
            "width: var(--bits-select-anchor-width);",
            "width: var(--given, 3rem);",
            "/* once #fff */",
        ] {
            check_style(declaration, 0);
        }
    }

    #[test]
    fn a_fixed_style_attribute_is_found() {
        let text = "<p style=\"width: 3px\">a</p>\n<p style=\"width: {wide}px\">b</p>\n<p style:--n={n}>c</p>";
        let sources = sources(&[("ui/src/shared/A.svelte", text)]);
        assert_eq!(places(&check(&sources)), ["ui/src/shared/A.svelte:1"]);
    }

    #[test]
    fn a_property_set_by_a_component_counts_as_defined() {
        let sources = sources(&[
            ("ui/src/shared/A.svelte", "<p style:--share={n}>c</p>\n<style>\np { width: var(--share); }\n</style>"),
            ("ui/src/shared/b.ts", "node.style.setProperty('--row', '3');"),
            ("ui/src/shared/C.svelte", "<style>\np { height: var(--row); }\n</style>"),
        ]);
        assert_eq!(check(&sources), []);
    }
}
