//! Sets of possible starts, one bit for each multiple of the grid.

use crate::problem::Window;

const NO_ROW: u32 = u32::MAX;

/// For each party and each duration, the starts at which it is available throughout.
pub(crate) struct StartSets {
    grid: i32,
    slots: usize,
    words: usize,
    durations: Vec<i32>,
    /// Row of each party and duration; most pairs are never asked for.
    row_of: Vec<u32>,
    bits: Vec<u64>,
}

impl StartSets {
    pub(crate) fn new(parties: usize, durations: &[i32], grid: i32, slots: usize) -> Self {
        Self {
            grid,
            slots,
            words: slots.div_ceil(64),
            durations: durations.to_vec(),
            row_of: vec![NO_ROW; parties * durations.len()],
            bits: Vec::new(),
        }
    }

    pub(crate) fn classes(&self) -> usize {
        self.durations.len()
    }

    /// Fills a party's row for a duration; a meeting must lie in one window, so windows that merely
    /// touch are not joined.
    pub(crate) fn fill(&mut self, party: usize, class: usize, windows: &[Window]) {
        let entry = party * self.durations.len() + class;
        if self.row_of[entry] != NO_ROW {
            return;
        }
        let row = self.bits.len() / self.words.max(1);
        self.row_of[entry] = row as u32;
        self.bits.resize(self.bits.len() + self.words, 0);
        let bits = &mut self.bits[row * self.words..];
        for window in windows {
            let last = window.until() - self.durations[class];
            if last < 0 {
                continue;
            }
            let first = ((window.from().max(0) + self.grid - 1) / self.grid) as usize;
            let last = ((last / self.grid) as usize).min(self.slots - 1);
            for slot in first..=last {
                bits[slot / 64] |= 1 << (slot % 64);
            }
        }
    }

    /// A party's starts; none where the row was never filled.
    pub(crate) fn row(&self, party: usize, class: usize) -> Option<&[u64]> {
        let row = self.row_of[party * self.durations.len() + class];
        (row != NO_ROW).then(|| {
            let from = row as usize * self.words;
            &self.bits[from..from + self.words]
        })
    }

    /// Whether the party can start then; none off the grid or where the set does not say.
    pub(crate) fn has(&self, party: usize, class: usize, start: i32) -> Option<bool> {
        if start < 0 || start % self.grid != 0 {
            return None;
        }
        let slot = (start / self.grid) as usize;
        if slot >= self.slots {
            return None;
        }
        self.row(party, class).map(|row| row[slot / 64] >> (slot % 64) & 1 == 1)
    }
}

/// Keeps only slots in `[from, until)`.
pub(crate) fn clip(row: &mut [u64], from: usize, until: usize) {
    for (i, word) in row.iter_mut().enumerate() {
        let base = i * 64;
        if base + 64 <= from || base >= until {
            *word = 0;
        } else {
            if base < from {
                *word &= u64::MAX << (from - base);
            }
            if base + 64 > until {
                *word &= u64::MAX >> (base + 64 - until);
            }
        }
    }
}

/// Clears slots in `[from, until)`.
pub(crate) fn clear(row: &mut [u64], from: usize, until: usize) {
    let until = until.min(row.len() * 64);
    for slot in from..until {
        row[slot / 64] &= !(1 << (slot % 64));
    }
}

/// Calls `each` with every slot of the set in `[from, until)`, in order.
pub(crate) fn each_slot(row: &[u64], from: usize, until: usize, mut each: impl FnMut(usize)) {
    if from >= until {
        return;
    }
    for (i, &bits) in row.iter().enumerate().take((until - 1) / 64 + 1).skip(from / 64) {
        let mut word = bits;
        let base = i * 64;
        if base < from {
            word &= u64::MAX << (from - base);
        }
        if base + 64 > until {
            word &= u64::MAX >> (base + 64 - until);
        }
        while word != 0 {
            each(base + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
}

/// Whether the set has any slot in `[from, until)`.
pub(crate) fn any_slot(row: &[u64], from: usize, until: usize) -> bool {
    let mut any = false;
    if from >= until {
        return false;
    }
    for (i, &bits) in row.iter().enumerate().take((until - 1) / 64 + 1).skip(from / 64) {
        let mut word = bits;
        let base = i * 64;
        if base < from {
            word &= u64::MAX << (from - base);
        }
        if base + 64 > until {
            word &= u64::MAX >> (base + 64 - until);
        }
        any |= word != 0;
    }
    any
}
