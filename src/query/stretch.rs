//! Zooming and panning by hand: which positions of a long axis are shown when two places of it are drawn elsewhere.

/// The first and the last position that are shown, of as many as there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first position shown.
    pub from: usize,
    /// The last one.
    pub to: usize,
    /// The last one there is.
    pub last: usize,
    /// At least so many are shown.
    pub closest: usize,
}

impl Stretch {
    /// The stretch in which what lay at the two shares `before` of its length (0 to 1) lies at the shares `after`; `None`
    /// where these say nothing. Never beyond the ends of the axis, and never closer than allowed.
    pub fn pulled(self, before: (f64, f64), after: (f64, f64)) -> Option<Stretch> {
        let span = self.to.checked_sub(self.from)? as f64;
        let all = self.last as f64;
        let growth = (before.1 - before.0) / (after.1 - after.0);
        if !(growth.is_finite() && growth > 0.0 && after.0.is_finite() && before.0.is_finite()) {
            return None;
        }
        let least = (self.closest.saturating_sub(1) as f64).min(all);
        let wide = (span * growth).max(least).min(all).round();
        let first = self.from as f64 + before.0 * span - after.0 * wide;
        let first = first.round().max(0.0).min(all - wide);
        Some(Stretch { from: first as usize, to: (first + wide) as usize, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Stretch = Stretch { from: 0, to: 100, last: 100, closest: 8 };

    fn ends(stretch: Option<Stretch>) -> Option<(usize, usize)> {
        stretch.map(|stretch| (stretch.from, stretch.to))
    }

    #[test]
    fn what_is_under_both_fingers_stays_there() {
        assert_eq!(ends(ALL.pulled((0.4, 0.6), (0.3, 0.7))), Some((25, 75)));
        assert_eq!(ends(ALL.pulled((0.0, 0.5), (0.0, 1.0))), Some((0, 50)));
        let half = Stretch { from: 25, to: 75, ..ALL };
        assert_eq!(ends(half.pulled((0.2, 0.4), (0.4, 0.6))), Some((15, 65)), "moved, not widened");
        assert_eq!(ends(half.pulled((0.3, 0.7), (0.4, 0.6))), Some((0, 100)));
    }

    #[test]
    fn there_is_nothing_beyond_the_ends_nor_closer_than_allowed() {
        assert_eq!(ends(ALL.pulled((0.2, 0.4), (0.9, 1.1))), Some((0, 100)));
        let half = Stretch { from: 25, to: 75, ..ALL };
        assert_eq!(ends(half.pulled((0.2, 0.4), (9.2, 9.4))), Some((0, 50)));
        assert_eq!(ends(half.pulled((0.2, 0.4), (-9.2, -9.0))), Some((50, 100)));
        assert_eq!(ends(ALL.pulled((0.5, 0.501), (0.0, 1.0))), Some((50, 57)));
    }

    #[test]
    fn hands_that_say_nothing_change_nothing() {
        for (before, after) in
            [((0.5, 0.5), (0.2, 0.8)), ((0.2, 0.8), (0.8, 0.2)), ((0.1, f64::NAN), (0.1, 0.2))]
        {
            assert_eq!(ALL.pulled(before, after), None);
        }
        assert_eq!(Stretch { from: 3, to: 1, ..ALL }.pulled((0.0, 1.0), (0.0, 1.0)), None);
        let few = Stretch { from: 0, to: 2, last: 2, closest: 8 };
        assert_eq!(ends(few.pulled((0.0, 0.1), (0.0, 1.0))), Some((0, 2)));
    }
}
