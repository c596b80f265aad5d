//! The cheapest team that holds a topic's skills.

use smallvec::SmallVec;

/// Skills and people up to which the exact search is used; its tables grow with both.
const MOST_SKILLS: usize = 6;
const MOST_PEOPLE: usize = 6;

/// A provider who could attend.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub provider: u32,
    /// The topic's skills held, as bits.
    pub skills: u64,
    /// What attending adds, which may be less than nothing.
    pub cost: i64,
}

#[derive(Clone, Copy)]
struct Cell {
    cost: i64,
    team: [u32; MOST_PEOPLE],
}

const EMPTY: Cell = Cell { cost: i64::MAX, team: [0; MOST_PEOPLE] };

/// Tables kept from one search to the next.
#[derive(Default)]
pub(crate) struct Teams {
    cells: Vec<Cell>,
}

/// What a team must be.
pub(crate) struct Wanted<'w> {
    /// The topic's number of skills.
    pub skills: usize,
    /// All of them as bits.
    pub all: u64,
    pub min: usize,
    pub max: usize,
    /// What a team of each number of people adds by its number alone.
    pub effort: &'w [i64],
}

impl Teams {
    /// The cheapest team among `members`, whose order changes; none where there is none.
    pub(crate) fn cheapest(&mut self, members: &mut [Member], wanted: &Wanted<'_>) -> Option<SmallVec<[u32; 4]>> {
        if wanted.max < wanted.min || members.len() < wanted.min {
            return None;
        }
        members.sort_unstable_by_key(|m| (m.cost, m.provider));
        if wanted.skills > MOST_SKILLS || wanted.max > MOST_PEOPLE {
            return greedy(members, wanted);
        }
        self.exact(members, wanted)
    }

    fn exact(&mut self, members: &[Member], wanted: &Wanted<'_>) -> Option<SmallVec<[u32; 4]>> {
        let width = 1usize << wanted.skills;
        self.cells.clear();
        self.cells.resize(width * (wanted.max + 1), EMPTY);
        self.cells[0].cost = 0;
        // No team needs more of one kind than it has people: the dearer ones of a kind are skipped.
        let mut kinds = [0usize; 1 << MOST_SKILLS];
        for member in members {
            let skills = member.skills as usize;
            if kinds[skills] == wanted.max {
                continue;
            }
            kinds[skills] += 1;
            for people in (0..wanted.max).rev() {
                for held in 0..width {
                    let before = self.cells[people * width + held];
                    if before.cost == i64::MAX {
                        continue;
                    }
                    let after = &mut self.cells[(people + 1) * width + (held | skills)];
                    if before.cost + member.cost < after.cost {
                        after.cost = before.cost + member.cost;
                        after.team = before.team;
                        after.team[people] = member.provider;
                    }
                }
            }
        }
        (wanted.min..=wanted.max)
            .map(|people| (people, &self.cells[people * width + width - 1]))
            .filter(|(_, cell)| cell.cost < i64::MAX)
            .min_by_key(|(people, cell)| cell.cost + wanted.effort[*people])
            .map(|(people, cell)| SmallVec::from_slice(&cell.team[..people]))
    }
}

/// Takes whoever adds the most skills, the cheaper first, then fills up the number.
fn greedy(members: &[Member], wanted: &Wanted<'_>) -> Option<SmallVec<[u32; 4]>> {
    let mut team: SmallVec<[u32; 4]> = SmallVec::new();
    let mut held = 0u64;
    while held != wanted.all {
        let next = members
            .iter()
            .filter(|m| !team.contains(&m.provider))
            .min_by_key(|m| (64 - (m.skills & !held).count_ones(), m.cost))?;
        if next.skills & !held == 0 || team.len() == wanted.max {
            return None;
        }
        held |= next.skills;
        team.push(next.provider);
    }
    for member in members {
        if team.len() < wanted.min && !team.contains(&member.provider) {
            team.push(member.provider);
        }
    }
    (team.len() >= wanted.min).then_some(team)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(members: &[(u32, u64, i64)], skills: usize, limits: (usize, usize), want: &[u32]) {
        let mut list: Vec<Member> =
            members.iter().map(|&(provider, skills, cost)| Member { provider, skills, cost }).collect();
        let effort: Vec<i64> = (0..=limits.1 as i64).map(|n| n * 10).collect();
        let all = (1 << skills) - 1;
        let wanted = Wanted { skills, all, min: limits.0, max: limits.1, effort: &effort };
        let mut team = Teams::default().cheapest(&mut list, &wanted).unwrap_or_default();
        team.sort_unstable();
        assert_eq!(team.as_slice(), want);
    }

    #[test]
    fn one_who_holds_all_beats_two() {
        check(&[(1, 0b01, 3), (2, 0b10, 3), (3, 0b11, 9)], 2, (1, 2), &[3]);
    }

    #[test]
    fn two_cheap_ones_beat_one_dear() {
        check(&[(1, 0b01, 3), (2, 0b10, 3), (3, 0b11, 90)], 2, (1, 2), &[1, 2]);
    }

    #[test]
    fn the_least_number_is_filled_up_with_the_cheapest() {
        check(&[(1, 0b11, 1), (2, 0, 7), (3, 0, 5)], 2, (2, 3), &[1, 3]);
    }

    #[test]
    fn whoever_saves_more_than_the_effort_joins() {
        check(&[(1, 0b1, 1), (2, 0, -30)], 1, (1, 2), &[1, 2]);
    }

    #[test]
    fn no_team_where_a_skill_is_missing_or_too_many_are_needed() {
        check(&[(1, 0b01, 1)], 2, (1, 2), &[]);
        check(&[(1, 0b001, 1), (2, 0b010, 1), (3, 0b100, 1)], 3, (1, 2), &[]);
    }

    #[test]
    fn many_skills_are_covered_greedily() {
        let one_each: Vec<(u32, u64, i64)> = (0..8).map(|i| (i, 1 << i, 1)).collect();
        check(&one_each, 8, (1, 8), &[0, 1, 2, 3, 4, 5, 6, 7]);
        check(&one_each, 8, (1, 7), &[]);
    }
}
