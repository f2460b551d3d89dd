//! Where the bars of one item lie: side by side, on top of one another, filling the axis, or to either side of zero.

use crate::config::Stack;

/// One bar of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Where it lies across the band, −0.5 to 0.5 of its thickness.
    pub across: (f64, f64),
    /// From which value to which.
    pub span: (f64, f64),
    /// Whether it only stands for a figure that is missing, or whose share cannot be told.
    pub is_missing: bool,
    /// Which part of the sign for what is missing it has, where several are missing: start and length, of 1.
    pub stub: (f64, f64),
    /// Whether it belongs to the side before zero: a missing one has no length that would tell.
    pub is_before: bool,
}

/// Part of its share of the band that a bar leaves free beside the next.
const GAP: f64 = 0.06;

/// All of the sign for one that is missing.
const WHOLE: (f64, f64) = (0.0, 1.0);

/// The bars of the values of one item, in the order of the series.
pub fn pile(values: &[Option<f64>], stack: Stack) -> Vec<Piece> {
    match stack {
        Stack::Grouped => grouped(values),
        Stack::Stacked => stacked(values),
        Stack::Percent => percent(values),
        Stack::Diverging => diverging(values),
    }
}

fn grouped(values: &[Option<f64>]) -> Vec<Piece> {
    let own = 1.0 / values.len().max(1) as f64;
    let gap = if values.len() > 1 { own * GAP } else { 0.0 };
    let piece = |(i, value): (usize, &Option<f64>)| {
        let start = -0.5 + own * i as f64;
        let across = (start + gap, start + own - gap);
        let span = (0.0, value.unwrap_or(0.0));
        Piece { across, span, is_missing: value.is_none(), stub: WHOLE, is_before: false }
    };
    values.iter().enumerate().map(piece).collect()
}

/// Rising figures upwards, falling ones downwards, each from where the last of its sign ended. What is missing has no
/// length: its signs stand on top, where no other piece hides them.
fn stacked(values: &[Option<f64>]) -> Vec<Piece> {
    let (mut above, mut below) = (0.0, 0.0);
    let mut piece = |value: &Option<f64>| {
        let amount = value.unwrap_or(0.0);
        let end = if amount < 0.0 { &mut below } else { &mut above };
        let start = *end;
        *end += amount;
        let is_missing = value.is_none();
        Piece { across: (-0.5, 0.5), span: (start, *end), is_missing, stub: WHOLE, is_before: false }
    };
    let mut pieces: Vec<Piece> = values.iter().map(&mut piece).collect();
    let own = 1.0 / pieces.iter().filter(|piece| piece.is_missing).count().max(1) as f64;
    for (nth, piece) in pieces.iter_mut().filter(|piece| piece.is_missing).enumerate() {
        (piece.span, piece.stub) = ((above, above), (own * nth as f64, own));
    }
    pieces
}

/// Shares of the sum; where one figure is missing there is no sum, and all only stand for what is not known.
fn percent(values: &[Option<f64>]) -> Vec<Piece> {
    let whole: Option<f64> = values.iter().copied().sum();
    let Some(whole) = whole.filter(|whole| *whole > 0.0) else {
        let own = 100.0 / values.len().max(1) as f64;
        let piece = |i: usize| Piece {
            across: (-0.5, 0.5),
            span: (own * i as f64, own * (i + 1) as f64),
            is_missing: true,
            stub: WHOLE,
            is_before: false,
        };
        return (0..values.len()).map(piece).collect();
    };
    let shares: Vec<Option<f64>> = values.iter().map(|value| value.map(|v| v / whole * 100.0)).collect();
    stacked(&shares)
}

/// The first half of the series to the left of zero, nearest last; the others to the right. One in the middle of an odd
/// number lies on both sides.
fn diverging(values: &[Option<f64>]) -> Vec<Piece> {
    let amount = |i: usize| values[i].unwrap_or(0.0);
    let half = values.len() / 2;
    let is_odd = values.len() % 2 == 1;
    let left: f64 = (0..half).map(amount).sum();
    let straddling = if is_odd { amount(half) / 2.0 } else { 0.0 };
    let mut start = -left - straddling;
    let piece = |i: usize| {
        let span = (start, start + amount(i));
        start = span.1;
        let is_missing = values[i].is_none();
        Piece { across: (-0.5, 0.5), span, is_missing, stub: WHOLE, is_before: i < half }
    };
    (0..values.len()).map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(values: &[Option<f64>], stack: Stack) -> Vec<(f64, f64)> {
        pile(values, stack).iter().map(|piece| piece.span).collect()
    }

    #[test]
    fn bars_side_by_side_start_at_zero_and_do_not_touch() {
        let pieces = pile(&[Some(3.0), None, Some(-2.0)], Stack::Grouped);
        assert_eq!((pieces[0].span, pieces[2].span), ((0.0, 3.0), (0.0, -2.0)));
        assert!(pieces[1].is_missing && !pieces[0].is_missing);
        assert!(pieces.windows(2).all(|pair| pair[0].across.1 < pair[1].across.0));
        assert_eq!(pile(&[Some(1.0)], Stack::Grouped)[0].across, (-0.5, 0.5));
    }

    #[test]
    fn piles_grow_away_from_zero_on_both_sides() {
        let values = [Some(3.0), Some(-1.0), None, Some(2.0), Some(-4.0)];
        let expected = [(0.0, 3.0), (0.0, -1.0), (5.0, 5.0), (3.0, 5.0), (-1.0, -5.0)];
        assert_eq!(spans(&values, Stack::Stacked), expected);
    }

    #[test]
    fn signs_for_what_is_missing_share_the_top_of_a_pile() {
        let pieces = pile(&[None, Some(2.0), None], Stack::Stacked);
        assert_eq!((pieces[0].span, pieces[2].span), ((2.0, 2.0), (2.0, 2.0)));
        assert_eq!((pieces[0].stub, pieces[2].stub), ((0.0, 0.5), (0.5, 0.5)));
    }

    #[test]
    fn shares_fill_the_axis_and_are_not_known_where_a_part_is_missing() {
        assert_eq!(spans(&[Some(1.0), Some(3.0)], Stack::Percent), [(0.0, 25.0), (25.0, 100.0)]);
        for values in [[Some(1.0), None], [Some(0.0), Some(0.0)]] {
            assert!(pile(&values, Stack::Percent).iter().all(|piece| piece.is_missing));
        }
    }

    #[test]
    fn two_sides_meet_at_zero_and_a_middle_one_lies_on_both() {
        assert_eq!(spans(&[Some(2.0), Some(5.0)], Stack::Diverging), [(-2.0, 0.0), (0.0, 5.0)]);
        let three = [Some(1.0), Some(4.0), Some(3.0)];
        assert_eq!(spans(&three, Stack::Diverging), [(-3.0, -2.0), (-2.0, 2.0), (2.0, 5.0)]);
        assert_eq!(spans(&[], Stack::Diverging), []);
        let sides: Vec<bool> = pile(&[None, None], Stack::Diverging).iter().map(|p| p.is_before).collect();
        assert_eq!(sides, [true, false]);
    }
}
