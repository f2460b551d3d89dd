//! Equal bands for categories.

/// `count` bands of equal size over a range of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Where the first band starts.
    pub start: f64,
    /// Size of one band, gap included.
    pub step: f64,
    /// Share of the step that the bar fills, 0–1.
    pub fill: f64,
}

impl Band {
    /// Bands over `length` pixels from `start`; a count of 0 counts as 1.
    pub fn new(start: f64, length: f64, count: usize, fill: f64) -> Band {
        Band { start, step: length / count.max(1) as f64, fill }
    }

    /// Middle of band `index`.
    pub fn center(&self, index: usize) -> f64 {
        self.start + (index as f64 + 0.5) * self.step
    }

    /// Thickness of a bar.
    pub fn thickness(&self) -> f64 {
        self.step * self.fill
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_share_the_range() {
        let band = Band::new(10.0, 100.0, 4, 0.6);
        assert_eq!((band.center(0), band.center(3), band.thickness()), (22.5, 97.5, 15.0));
        assert_eq!(Band::new(0.0, 50.0, 0, 1.0).step, 50.0);
    }
}
