//! Where areas lie in a grid of tiles: one equal place each, about where it is on the map.

use super::Table;
use crate::config::Panel;
use crate::dataset::{Dataset, gazetteer};
use crate::diagnostic::{Diagnostics, say};
use crate::nearest::suggestion;

/// The ten 区（市） of Qingdao: 平度 and 莱西 in the north, 胶州 west of the bay, 黄岛 across it.
const QINGDAO: [&str; 5] =
    ["· 370283 370285", "370281 370214 370215", "· 370213 370212", "370211 370203 ·", "· 370202 ·"];

/// More tiles than these are told, not drawn.
const MOST: usize = 400;
const MOST_COLUMNS: usize = 40;

/// One place of a grid that is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// From the left.
    pub column: usize,
    /// From the top.
    pub line: usize,
    /// Name of the area.
    pub name: String,
    /// Position of its row in the table; `None` where the view does not ask for it.
    pub row: Option<usize>,
}

/// Areas in their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// How many columns it has.
    pub columns: usize,
    /// How many lines.
    pub lines: usize,
    /// The places that are taken, line by line.
    pub tiles: Vec<Tile>,
    /// How many rows have no place.
    pub left: usize,
}

/// The grid of a table: as the view says, or as is known of Qingdao; areas without a place stand below, one after the other.
pub fn grid(table: &Table, panel: &Panel, set: &Dataset) -> Grid {
    let mut rows: Vec<usize> = (0..table.rows.len()).filter(|i| table.rows[*i].series == 0).collect();
    let mut grid = Grid::default();
    for (line, text) in lines(table, panel, set).into_iter().enumerate() {
        for (column, word) in words(text).enumerate().take(MOST_COLUMNS) {
            let Some((name, area)) = named(word, set) else { continue };
            let found = area.and_then(|area| rows.iter().position(|i| table.rows[*i].area == area));
            let row = found.map(|at| rows.remove(at));
            let is_twice = row.is_none() && grid.tiles.iter().any(|tile| tile.name == name);
            if !is_twice && grid.tiles.len() < MOST {
                grid.tiles.push(Tile { column, line, name, row });
            }
            grid.columns = grid.columns.max(column + 1);
            grid.lines = line + 1;
        }
    }
    grid.stand_below(&rows, table, set);
    grid
}

impl Grid {
    fn stand_below(&mut self, rows: &[usize], table: &Table, set: &Dataset) {
        let room = MOST.saturating_sub(self.tiles.len()).min(rows.len());
        self.left = rows.len() - room;
        let columns = match self.columns {
            0 => (1..).find(|side| side * side >= room).unwrap_or(1),
            columns => columns,
        };
        for (i, row) in rows.iter().take(room).enumerate() {
            let name = set.areas.get(table.rows[*row].area).map_or(String::new(), |area| area.name.clone());
            let line = self.lines + i / columns;
            self.tiles.push(Tile { column: i % columns, line, name, row: Some(*row) });
        }
        self.columns = columns;
        self.lines += room.div_ceil(columns);
    }
}

/// The lines that the view gives, or those of Qingdao where one of its districts is in the table.
fn lines<'p>(table: &Table, panel: &'p Panel, set: &Dataset) -> Vec<&'p str> {
    let given = &panel.options.tiles;
    let code = |area: usize| set.areas.get(area).map_or("", |area| area.code.as_str());
    let is_known = |text: &&str, area: usize| words(text).any(|word| word == code(area));
    match given.is_empty() {
        false => given.iter().map(String::as_str).collect(),
        true if table.rows.iter().any(|row| QINGDAO.iter().any(|line| is_known(line, row.area))) => {
            QINGDAO.to_vec()
        }
        true => Vec::new(),
    }
}

/// The places of a line; an empty one is no area's name.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}

fn is_empty(word: &str) -> bool {
    matches!(word, "·" | "." | "-" | "—" | "_")
}

/// The name of the area that a word means, and its position in the data set; `None` for an empty place and for a stranger.
fn named(word: &str, set: &Dataset) -> Option<(String, Option<usize>)> {
    if is_empty(word) {
        return None;
    }
    match set.area(word) {
        Some(area) => Some((set.areas[area].name.clone(), Some(area))),
        None => gazetteer::find(word).map(|place| (place.name.into(), None)),
    }
}

/// Tells words of the arrangement that no area answers to, and areas that are named twice.
pub(super) fn tell(panel: &Panel, set: &Dataset, faults: &mut Diagnostics) {
    let mut names: Vec<String> = Vec::new();
    for (line, text) in panel.options.tiles.iter().enumerate() {
        for word in words(text).filter(|word| !is_empty(word)) {
            let place = format!("{}/tiles/{line}", panel.place);
            match named(word, set) {
                None => {
                    let hint = suggestion(word, set.areas.iter().map(|area| area.name.as_str()));
                    let sentence = say!("没有叫“{}”的地区", "no area is called “{}”", word);
                    faults.warning(&place, sentence, hint);
                }
                Some((name, _)) if names.contains(&name) => {
                    let sentence =
                        say!("“{}”排了两次，只画第一次", "“{}” has two places; the first is used", &name);
                    faults.warning(&place, sentence, String::new());
                }
                Some((name, _)) => names.push(name),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{self, Spec};

    const DATA: &str = include_str!("../../www/data/population.json");

    /// The grid of a view, and what was told about it.
    fn of(view: &str) -> (Grid, Vec<String>) {
        let mut faults = Diagnostics::default();
        let view = format!(r#"{{"qdviz":"view/1","kind":"tiles",{view}}}"#);
        let document = config::read(view.as_bytes(), &mut faults).unwrap();
        let panel = Spec::resolve(document, &mut faults).unwrap().panels.remove(0);
        let set = crate::dataset::read(DATA.as_bytes(), None, &mut faults).unwrap();
        let table = super::super::run(&panel, &set, &mut faults).unwrap();
        let told = faults.into_items().into_iter().map(|told| told.message).collect();
        (grid(&table, &panel, &set), told)
    }

    fn at<'g>(grid: &'g Grid, name: &str) -> &'g Tile {
        grid.tiles.iter().find(|tile| tile.name == name).unwrap()
    }

    #[test]
    fn every_district_has_a_place_of_its_own_about_where_it_lies() {
        let (grid, told) = of(r#""areas":"districts","period":"2020-11-01""#);
        assert_eq!((grid.tiles.len(), grid.columns, grid.lines, grid.left), (10, 3, 5, 0));
        assert!(told.is_empty() && grid.tiles.iter().all(|tile| tile.row.is_some()));
        for (i, tile) in grid.tiles.iter().enumerate() {
            assert!(!grid.tiles[..i].iter().any(|o| (o.column, o.line) == (tile.column, tile.line)));
        }
        let (north, south) = (at(&grid, "莱西市"), at(&grid, "市南区"));
        assert!(north.line < south.line && at(&grid, "黄岛区").column < at(&grid, "崂山区").column);
    }

    #[test]
    fn what_is_not_asked_for_keeps_its_place_without_a_figure() {
        let (grid, _) = of(r#""areas":["市南区","市北区"],"period":"2020-11-01""#);
        assert_eq!(grid.tiles.iter().filter(|tile| tile.row.is_some()).count(), 2);
        assert_eq!(grid.tiles.len(), 10);
    }

    #[test]
    fn a_designers_arrangement_is_used_and_its_slips_are_told() {
        let view = r#""areas":"districts","period":"2020-11-01","tiles":["市南 · 市北","崂山 市南 巿北区"]"#;
        let (grid, told) = of(view);
        assert_eq!((at(&grid, "市北区").column, at(&grid, "崂山区").line), (2, 1));
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("两次") && told[1].contains("巿北区"), "{told:?}");
        // Seven have no place of their own: they stand below.
        assert_eq!((grid.tiles.len(), grid.lines), (10, 2 + 3));
    }
}
