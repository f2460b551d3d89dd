//! The map as shared arcs: a border between two districts is stored, moved and stroked once.

pub mod area;
#[cfg(feature = "charts")]
pub mod camera;
#[cfg(feature = "charts")]
mod geojson;
pub mod label;
pub mod projection;
mod read;
#[cfg(feature = "charts")]
pub mod share;
#[cfg(feature = "charts")]
pub mod simplify;

use crate::diagnostic::Diagnostics;
use crate::geometry::{Path, Point, Subpath};
use projection::Projection;

/// A position on the earth in degrees; never to be mixed up with a [`Point`] in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// The smallest range of longitude and latitude around something, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// South-western corner.
    pub low: LonLat,
    /// North-eastern corner.
    pub high: LonLat,
}

impl Bounds {
    /// The range around some positions; `None` without one.
    pub fn around(positions: &[LonLat]) -> Option<Bounds> {
        let first = *positions.first()?;
        Some(positions.iter().fold(Bounds { low: first, high: first }, |b, p| Bounds {
            low: LonLat { lon: b.low.lon.min(p.lon), lat: b.low.lat.min(p.lat) },
            high: LonLat { lon: b.high.lon.max(p.lon), lat: b.high.lat.max(p.lat) },
        }))
    }
}

/// One arc as part of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArcUse {
    /// Index into [`Topology::arcs`].
    pub arc: usize,
    /// Whether it is walked from its end to its start.
    pub reversed: bool,
}

/// One district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Division code after GB/T 2260, e.g. `370202`.
    pub code: String,
    /// Name to show.
    pub name: String,
    /// Mainland, islands and holes alike, each a closed run of arcs; filled even-odd.
    pub rings: Vec<Vec<ArcUse>>,
}

/// Districts and the arcs they share. Every [`ArcUse`] of a parsed topology points at an arc that exists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// The arcs, each an open run of at least two positions (or a closed one that ends where it starts).
    pub arcs: Vec<Vec<LonLat>>,
    /// The districts in the order of the file.
    pub regions: Vec<Region>,
}

/// Which arcs are to be stroked as what; indices into [`Topology::arcs`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Borders {
    /// Between two districts.
    pub inner: Vec<usize>,
    /// Coast and the border to the neighbouring cities.
    pub outline: Vec<usize>,
}

impl Topology {
    /// Reads TopoJSON: the first geometry collection, its polygons and multipolygons, `id` or `properties.adcode` as code
    /// and `properties.name` as name; or GeoJSON: features with the same properties, whose borders are made shared ones.
    /// A district with a fault in it is left out and told; `None` when none is left.
    pub fn parse(bytes: &[u8], faults: &mut Diagnostics) -> Option<Topology> {
        read::read(bytes, faults)
    }

    /// The district of that code.
    pub fn region(&self, code: &str) -> Option<&Region> {
        self.regions.iter().find(|r| r.code == code)
    }

    /// The closed rings of `region`; the first position is not repeated at the end.
    pub fn rings(&self, region: &Region) -> Vec<Vec<LonLat>> {
        region.rings.iter().map(|ring| self.stitch(ring)).collect()
    }

    /// The district as a path in pixels, to be filled.
    pub fn path(&self, region: &Region, projection: &dyn Projection) -> Path {
        let rings = region
            .rings
            .iter()
            .map(|ring| Subpath { points: project(&self.stitch(ring), projection), closed: true });
        Path { subpaths: rings.collect() }
    }

    /// Some arcs as open lines in pixels, to be stroked; indices beyond the last arc are passed over.
    pub fn lines(&self, arcs: &[usize], projection: &dyn Projection) -> Path {
        let arcs = arcs.iter().filter_map(|i| self.arcs.get(*i));
        let lines = arcs.map(|arc| Subpath { points: project(arc, projection), closed: false });
        Path { subpaths: lines.collect() }
    }

    /// The arcs sorted into those that part two districts and those on the outside.
    pub fn borders(&self) -> Borders {
        let mut uses = vec![0u32; self.arcs.len()];
        for part in self.regions.iter().flat_map(|r| &r.rings).flatten() {
            if let Some(count) = uses.get_mut(part.arc) {
                *count = count.saturating_add(1);
            }
        }
        let mut borders = Borders::default();
        for (arc, count) in uses.into_iter().enumerate() {
            match count {
                0 => {}
                1 => borders.outline.push(arc),
                _ => borders.inner.push(arc),
            }
        }
        borders
    }

    /// The range that all arcs cover; `None` without an arc.
    pub fn bounds(&self) -> Option<Bounds> {
        let all: Vec<Bounds> = self.arcs.iter().filter_map(|arc| Bounds::around(arc)).collect();
        Bounds::around(&all.iter().flat_map(|bounds| [bounds.low, bounds.high]).collect::<Vec<_>>())
    }

    fn stitch(&self, ring: &[ArcUse]) -> Vec<LonLat> {
        let mut out = Vec::new();
        for part in ring {
            let Some(arc) = self.arcs.get(part.arc) else { continue };
            out.extend_from_slice(arc);
            if part.reversed {
                let start = out.len() - arc.len();
                out[start..].reverse();
            }
            // The next arc, or the ring's own start, repeats this position.
            out.pop();
        }
        out
    }
}

fn project(positions: &[LonLat], projection: &dyn Projection) -> Vec<Point> {
    positions.iter().map(|p| projection.project(*p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two unit squares side by side, and an island of the second.
    const PAIR: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.25],"translate":[120,36]},
        "arcs":[[[2,0],[0,4]],[[2,4],[-2,0],[0,-4],[2,0]],[[2,0],[2,0],[0,4],[-2,0]],[[6,0],[1,0],[0,1],[-1,-1]]],
        "objects":{"map":{"type":"GeometryCollection","geometries":[
          {"type":"Polygon","id":"370202","properties":{"name":"甲"},"arcs":[[0,1]]},
          {"type":"MultiPolygon","id":370203,"properties":{"name":"乙"},"arcs":[[[2,-1]],[[3]]]}]}}}"#;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    #[test]
    fn rings_are_stitched_along_and_against_their_arcs() {
        let map = Topology::parse(PAIR.as_bytes(), &mut Diagnostics::default()).unwrap();
        let west = map.rings(map.region("370202").unwrap());
        assert_eq!(west, [vec![at(121.0, 36.0), at(121.0, 37.0), at(120.0, 37.0), at(120.0, 36.0)]]);
        let east = map.rings(map.region("370203").unwrap());
        assert_eq!(east[0], [at(121.0, 36.0), at(122.0, 36.0), at(122.0, 37.0), at(121.0, 37.0)]);
        assert_eq!(east[1], [at(123.0, 36.0), at(123.5, 36.0), at(123.5, 36.25)]);
    }

    #[test]
    fn a_shared_arc_is_an_inner_border() {
        let map = Topology::parse(PAIR.as_bytes(), &mut Diagnostics::default()).unwrap();
        assert_eq!(map.borders(), Borders { inner: vec![0], outline: vec![1, 2, 3] });
        assert_eq!(map.bounds(), Some(Bounds { low: at(120.0, 36.0), high: at(123.5, 37.0) }));
    }
}
