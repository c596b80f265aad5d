//! The score over time, drawn: what is left out above, what it costs below, a line for each seed, marks dashed.

use super::scale::{Scale, spread};
use super::score::Score;
use std::fmt::Write as _;

const WIDTH: f64 = 960.0;
/// Paper of the curves, between the axis' numbers and the marks' names.
const ACROSS: (f64, f64) = (76.0, 730.0);
const TOP: f64 = 100.0;
const SOFT_HEIGHT: f64 = 330.0;
const MEDIUM_HEIGHT: f64 = 120.0;
const BETWEEN: f64 = 46.0;
const BELOW: f64 = 56.0;
/// Told apart by those who see red and green alike, and readable on white.
const SEEDS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a5195", "#8a6d00"];
const INK: &str = "#1d2430";
const QUIET: &str = "#5b6472";
const GRID: &str = "#e4e7ec";
const LABEL_GAP: f64 = 15.0;

/// The best score over time of one seed.
pub struct Line {
    pub name: String,
    /// Milliseconds and the score from then on.
    pub course: Vec<(f64, Score)>,
}

/// A score to be held against.
pub struct Level {
    pub name: String,
    pub medium: i64,
    /// None: any.
    pub soft: Option<i64>,
    pub colour: &'static str,
}

/// What peers reached, what is aimed at, the best plan known.
pub const PEER: &str = "#5b6472";
pub const GOAL: &str = "#b4530a";
pub const BEST: &str = "#1d7a3c";

/// One part of the score, seen by itself.
struct Panel<'p> {
    title: &'p str,
    top: f64,
    height: f64,
    of: fn(&Score) -> i64,
    levels: Vec<(&'p Level, i64)>,
    /// From which millisecond on all is to be seen: the first plan's cost would flatten everything else.
    seen_from: f64,
}

pub fn svg(title: &str, subtitle: &str, lines: &[Line], levels: &[Level]) -> String {
    let anything_left_out = lines.iter().flat_map(|line| &line.course).any(|(_, score)| score.medium != 0)
        || levels.iter().any(|level| level.medium != 0);
    let mut panels = Vec::new();
    let mut top = TOP;
    if anything_left_out {
        let levels = levels.iter().map(|level| (level, level.medium)).collect();
        let title = "Left out: value × priority (medium)";
        panels.push(Panel { title, top, height: MEDIUM_HEIGHT, of: |score| score.medium, levels, seen_from: 0.0 });
        top += MEDIUM_HEIGHT + BETWEEN;
    }
    let soft = levels.iter().filter_map(|level| Some((level, level.soft?))).collect();
    let cost = if anything_left_out { "Cost (soft)" } else { "Cost (soft); nobody is left out" };
    panels.push(Panel {
        title: cost,
        top,
        height: SOFT_HEIGHT,
        of: |score| score.soft,
        levels: soft,
        seen_from: 100.0,
    });
    let bottom = top + SOFT_HEIGHT;
    let height = bottom + BELOW;

    let ends = || lines.iter().flat_map(|line| line.course.iter().map(|(ms, _)| ms.max(1.0)));
    let from = ends().fold(f64::INFINITY, f64::min).min(100.0);
    let to = ends().fold(from * 10.0, f64::max);
    let time = Scale::log((from, to), ACROSS);

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"12\" fill=\"{INK}\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"{x}\" y=\"30\" font-size=\"18\" font-weight=\"600\">{}</text>\n\
         <text x=\"{x}\" y=\"50\" fill=\"{QUIET}\">{}</text>\n",
        escape(title),
        escape(subtitle),
        x = ACROSS.0
    );
    legend(&mut svg, lines);
    for (number, panel) in panels.iter().enumerate() {
        draw(&mut svg, panel, number, &time, lines);
    }
    for tick in time.fine_ticks() {
        let x = time.place(tick);
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            bottom + 18.0,
            of_time(tick)
        );
    }
    let middle = f64::midpoint(ACROSS.0, ACROSS.1);
    let _ = writeln!(
        svg,
        "<text x=\"{middle}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"{QUIET}\">time since the search began (logarithmic)</text>\n</svg>",
        bottom + 40.0
    );
    svg
}

fn legend(svg: &mut String, lines: &[Line]) {
    let mut x = ACROSS.1 + 14.0;
    for (number, line) in lines.iter().enumerate().take(SEEDS.len()) {
        let colour = SEEDS[number % SEEDS.len()];
        let (end, text) = (x + 16.0, x + 21.0);
        let _ = writeln!(
            svg,
            "<line x1=\"{x}\" x2=\"{end}\" y1=\"46\" y2=\"46\" stroke=\"{colour}\" stroke-width=\"2.5\"/>\
             <text x=\"{text}\" y=\"50\">{}</text>",
            escape(&line.name)
        );
        x += 30.0 + 7.0 * line.name.chars().count() as f64;
    }
}

fn draw(svg: &mut String, panel: &Panel<'_>, number: usize, time: &Scale, lines: &[Line]) {
    let (top, bottom) = (panel.top, panel.top + panel.height);
    let value = Scale::even(range(panel, lines), (bottom, top));
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{:.1}\" font-weight=\"600\">{}</text>\n\
         <clipPath id=\"p{number}\"><rect x=\"{}\" y=\"{:.1}\" width=\"{}\" height=\"{:.1}\"/></clipPath>",
        ACROSS.0,
        top - 9.0,
        panel.title,
        ACROSS.0,
        top - 2.0,
        ACROSS.1 - ACROSS.0,
        panel.height + 4.0
    );
    for tick in value.ticks((panel.height / 55.0) as usize) {
        let y = value.place(tick);
        let _ = writeln!(
            svg,
            "<line x1=\"{}\" x2=\"{}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"{GRID}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            ACROSS.0,
            ACROSS.1,
            ACROSS.0 - 8.0,
            y + 4.0,
            thousands(tick as i64)
        );
    }
    for tick in time.fine_ticks() {
        let x = time.place(tick);
        let _ = writeln!(svg, "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{bottom}\" stroke=\"{GRID}\"/>");
    }
    let _ = writeln!(
        svg,
        "<line x1=\"{}\" x2=\"{}\" y1=\"{bottom}\" y2=\"{bottom}\" stroke=\"{QUIET}\"/>",
        ACROSS.0, ACROSS.1
    );
    draw_levels(svg, panel, &value);
    for (at, line) in lines.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<path clip-path=\"url(#p{number})\" d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" \
             stroke-linejoin=\"round\" opacity=\"0.9\"/>",
            stairs(line, panel.of, time, &value),
            SEEDS[at % SEEDS.len()]
        );
    }
}

/// The dashed lines, their names beside them and apart from each other.
fn draw_levels(svg: &mut String, panel: &Panel<'_>, value: &Scale) {
    let (top, bottom) = (panel.top, panel.top + panel.height);
    let places: Vec<f64> = panel.levels.iter().map(|(_, level)| value.place(*level as f64)).collect();
    let labels = spread(&places, LABEL_GAP, (top, bottom));
    for (((level, score), y), label) in panel.levels.iter().zip(&places).zip(&labels) {
        let colour = level.colour;
        let (end, text) = (ACROSS.1 + 10.0, ACROSS.1 + 14.0);
        let _ = writeln!(
            svg,
            "<path d=\"M{} {y:.1}H{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.3\" stroke-dasharray=\"5 4\"/>\
             <path d=\"M{} {y:.1}L{end} {label:.1}\" stroke=\"{colour}\" stroke-width=\"0.8\"/>\
             <text x=\"{text}\" y=\"{:.1}\" fill=\"{colour}\">{} {}</text>",
            ACROSS.0,
            ACROSS.1,
            ACROSS.1 + 1.0,
            label + 4.0,
            escape(&level.name),
            thousands(*score)
        );
    }
}

/// The values worth seeing: all marks, and what the seeds had from a time on.
fn range(panel: &Panel<'_>, lines: &[Line]) -> (f64, f64) {
    let later = |line: &Line| {
        let tail: Vec<i64> =
            line.course.iter().filter(|(ms, _)| *ms >= panel.seen_from).map(|(_, score)| (panel.of)(score)).collect();
        if tail.is_empty() { line.course.iter().map(|(_, score)| (panel.of)(score)).collect() } else { tail }
    };
    let seen: Vec<i64> = lines.iter().flat_map(later).chain(panel.levels.iter().map(|(_, score)| *score)).collect();
    let least = seen.iter().min().copied().unwrap_or(0) as f64;
    let most = seen.iter().max().copied().unwrap_or(1) as f64;
    let air = ((most - least) * 0.06).max(1.0);
    ((least - air).max(if least >= 0.0 { 0.0 } else { f64::MIN }), most + air)
}

/// A score holds until the next.
fn stairs(line: &Line, of: fn(&Score) -> i64, time: &Scale, value: &Scale) -> String {
    let mut path = String::new();
    for (at, (ms, score)) in line.course.iter().enumerate() {
        let (x, y) = (time.place(ms.max(1.0)), value.beyond(of(score) as f64));
        let _ = if at == 0 { write!(path, "M{x:.1} {y:.1}") } else { write!(path, "H{x:.1}V{y:.1}") };
    }
    path
}

fn of_time(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms} ms") } else { format!("{} s", ms / 1000.0) }
}

/// Digits in threes, so that they can be read.
pub fn thousands(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(course: &[(f64, i64, i64)]) -> Line {
        let course = course.iter().map(|&(ms, medium, soft)| (ms, Score { medium, soft })).collect();
        Line { name: "seed 0".into(), course }
    }

    #[test]
    fn numbers_are_read_in_threes() {
        assert_eq!([0, 999, 1_000, -1_234_567].map(thousands), ["0", "999", "1,000", "-1,234,567"]);
    }

    #[test]
    fn the_panel_of_what_is_left_out_stands_only_where_something_is() {
        let left = svg("x", "", &[line(&[(1.0, 5, 10), (900.0, 0, 20)])], &[]);
        assert_eq!(left.matches("<clipPath").count(), 2);
        let met = svg("x & y", "", &[line(&[(1.0, 0, 20), (900.0, 0, 10)])], &[]);
        assert_eq!(met.matches("<clipPath").count(), 1);
        assert!(met.contains("x &amp; y"));
    }

    #[test]
    fn every_line_and_mark_is_drawn() {
        let level = |name: &str, soft| Level { name: name.into(), medium: 0, soft, colour: PEER };
        let lines = [line(&[(1.0, 0, 2_000), (900.0, 0, 1_500)]), line(&[(3.0, 0, 1_900)])];
        let drawn = svg("x", "", &lines, &[level("other", Some(1_700)), level("any", None)]);
        assert_eq!(drawn.matches("clip-path=").count(), 2);
        assert!(drawn.contains("other 1,700"));
        assert!(!drawn.contains("any"));
        assert!(!drawn.contains("NaN"));
    }

    #[test]
    fn a_score_holds_until_the_next() {
        let (time, value) = (Scale::log((1.0, 100.0), (0.0, 20.0)), Scale::even((0.0, 10.0), (10.0, 0.0)));
        let path = stairs(&line(&[(1.0, 0, 8), (10.0, 0, 4)]), |score| score.soft, &time, &value);
        assert_eq!(path, "M0.0 2.0H10.0V6.0");
    }
}
