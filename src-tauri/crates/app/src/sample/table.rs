//! The sample's tables: lines of cells between strokes, `#` before a remark.

/// One line of a table.
pub(super) struct Line(Vec<&'static str>);

impl Line {
    /// A cell; empty where the line is shorter.
    pub(super) fn cell(&self, index: usize) -> &'static str {
        self.0.get(index).copied().unwrap_or_default()
    }

    /// A cell as a number; 0 where it is none.
    pub(super) fn number<N: std::str::FromStr + Default>(&self, index: usize) -> N {
        self.cell(index).parse().unwrap_or_default()
    }

    /// The parts of a cell between commas.
    pub(super) fn list(&self, index: usize) -> Vec<String> {
        parts(self.cell(index)).map(str::to_owned).collect()
    }
}

/// The parts of a text between commas, without the empty ones.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty())
}

/// The lines of a table that are not remarks.
pub(super) fn lines(table: &'static str) -> impl Iterator<Item = Line> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| Line(line.split('|').map(str::trim).collect()))
}

/// A number that looks drawn by lot but follows from a text (FNV-1a, finished as in splitmix64), less than `bound`.
pub(super) fn draw(text: &str, bound: u64) -> u64 {
    let mut state = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (state ^ (state >> 31)) % bound.max(1)
}
