//! Rectangles in proportion to amounts, as near to squares as can be (Bruls, Huizing and van Wijk, “Squarified
//! Treemaps”, 2000).

use crate::geometry::Rect;

/// One tile for each amount, in the same order. Amounts should be in descending order; none negative, and what is no
/// number counts as zero.
pub fn tiles(amounts: &[f64], rect: Rect) -> Vec<Rect> {
    let clean = |amount: &f64| if amount.is_finite() { amount.max(0.0) } else { 0.0 };
    let amounts: Vec<f64> = amounts.iter().map(clean).collect();
    let total: f64 = amounts.iter().sum();
    let scale = if total > 0.0 { rect.width * rect.height / total } else { 0.0 };
    let areas: Vec<f64> = amounts.iter().map(|amount| amount * scale).collect();
    let mut placed = Vec::new();
    let mut free = rect;
    while placed.len() < areas.len() {
        let rest = &areas[placed.len()..];
        let count = row_length(rest, free.width.min(free.height));
        free = row(&rest[..count], free, &mut placed);
    }
    placed
}

/// How many of the amounts make the row of the squarest tiles along a side of that length.
fn row_length(areas: &[f64], side: f64) -> usize {
    let (mut sum, mut best, mut count) = (0.0, f64::INFINITY, 0);
    let largest = areas.first().copied().unwrap_or(0.0);
    for &area in areas {
        sum += area;
        let thickness = sum / side;
        let ratio = |area: f64| (area / thickness / thickness).max(thickness * thickness / area);
        let worst = ratio(largest).max(ratio(area));
        // Tiles of no area hang on to the row.
        if count > 0 && area > 0.0 && worst > best {
            break;
        }
        best = if area > 0.0 { worst } else { best };
        count += 1;
    }
    count
}

/// Places a row along the shorter side; returns what is left.
fn row(areas: &[f64], free: Rect, placed: &mut Vec<Rect>) -> Rect {
    let sum: f64 = areas.iter().sum();
    let is_column = free.width >= free.height;
    let side = if is_column { free.height } else { free.width };
    let thickness = if side > 0.0 { sum / side } else { 0.0 };
    let mut at = 0.0;
    for area in areas {
        let length = if thickness > 0.0 { area / thickness } else { 0.0 };
        placed.push(match is_column {
            true => Rect { x: free.x, y: free.y + at, width: thickness, height: length },
            false => Rect { x: free.x + at, y: free.y, width: length, height: thickness },
        });
        at += length;
    }
    match is_column {
        true => Rect { x: free.x + thickness, width: (free.width - thickness).max(0.0), ..free },
        false => Rect { y: free.y + thickness, height: (free.height - thickness).max(0.0), ..free },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECT: Rect = Rect { x: 0.0, y: 0.0, width: 600.0, height: 400.0 };

    #[test]
    fn the_example_of_the_paper() {
        let rect = Rect { width: 6.0, height: 4.0, ..RECT };
        let placed = tiles(&[6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0], rect);
        assert_eq!(placed[0], Rect { x: 0.0, y: 0.0, width: 3.0, height: 2.0 });
        assert_eq!(placed[1], Rect { x: 0.0, y: 2.0, width: 3.0, height: 2.0 });
        assert!((placed[2].width - 12.0 / 7.0).abs() < 1e-9 && (placed[2].height - 7.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn areas_are_in_proportion_and_none_overlap() {
        let amounts = [1420000.0, 1344048.0, 990200.0, 740131.0, 48.0, 0.0, 0.0];
        let placed = tiles(&amounts, RECT);
        let total: f64 = amounts.iter().sum();
        for (amount, tile) in amounts.iter().zip(&placed) {
            assert!((tile.width * tile.height - amount / total * 240_000.0).abs() < 1e-6);
            assert!(RECT.grown(1e-6).encloses(tile), "{tile:?}");
        }
        for (i, tile) in placed.iter().enumerate() {
            assert!(placed[..i].iter().all(|other| !other.overlaps(&tile.grown(-1e-6))));
        }
    }

    #[test]
    fn nothing_at_all_has_no_area() {
        assert_eq!(tiles(&[], RECT), []);
        assert!(tiles(&[0.0, f64::NAN], RECT).iter().all(|tile| tile.width * tile.height == 0.0));
        assert_eq!(tiles(&[1.0, 1.0], Rect::default()).len(), 2);
    }
}
