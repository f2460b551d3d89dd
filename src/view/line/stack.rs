//! Series on top of one another.

/// Lower and upper end of each series at each period, the first series at the bottom. Where any series lacks its value
/// the total is not known: there all of them have none. With `percent` each pile is 100 high; one of nothing has none.
pub fn layers(values: &[Vec<Option<f64>>], percent: bool) -> Vec<Vec<Option<(f64, f64)>>> {
    let periods = values.iter().map(Vec::len).max().unwrap_or(0);
    let mut layers = vec![vec![None; periods]; values.len()];
    for period in 0..periods {
        let pile: Option<Vec<f64>> = values.iter().map(|series| *series.get(period)?).collect();
        let Some(pile) = pile else { continue };
        let total: f64 = pile.iter().sum();
        let share = if percent { 100.0 / total } else { 1.0 };
        if !share.is_finite() {
            continue;
        }
        let mut below = 0.0;
        for (layer, value) in layers.iter_mut().zip(pile) {
            let above = below + value * share;
            layer[period] = Some((below, above));
            below = above;
        }
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_series_stands_on_the_one_before() {
        let values = [vec![Some(1.0), Some(2.0)], vec![Some(3.0), Some(0.0)]];
        let expected = [[Some((0.0, 1.0)), Some((0.0, 2.0))], [Some((1.0, 4.0)), Some((2.0, 2.0))]];
        assert_eq!(layers(&values, false), expected);
        let shares = layers(&values, true);
        assert_eq!((shares[0][0], shares[1][0]), (Some((0.0, 25.0)), Some((25.0, 100.0))));
    }

    #[test]
    fn an_unknown_part_leaves_the_total_unknown_and_nothing_has_no_shares() {
        let values = [vec![Some(1.0), None, Some(0.0)], vec![Some(3.0), Some(5.0), Some(0.0)]];
        assert_eq!(layers(&values, false)[1], [Some((1.0, 4.0)), None, Some((0.0, 0.0))]);
        assert_eq!(layers(&values, true)[0], [Some((0.0, 25.0)), None, None]);
        assert_eq!(layers(&[], true), Vec::<Vec<Option<(f64, f64)>>>::new());
    }
}
