//! The body of a panel: its legend and its plot, or one small plot for each facet.

use crate::geometry::Rect;
use crate::scene::Builder;
#[cfg(feature = "charts")]
use crate::view::list;
use crate::view::{Context, recipe};

/// The height that the body of a panel wants at a width.
pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
    #[cfg(feature = "charts")]
    {
        let (above, beside) = list::margins(cx);
        let legend = legend::height(cx, out, width);
        legend + above + multiples::height(cx, out, width - beside)
    }
    #[cfg(not(feature = "charts"))]
    (recipe(cx.panel.kind).height)(cx, out, width)
}

/// Draws the body into a rectangle of that height; returns the part that holds the marks.
pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
    #[cfg(feature = "charts")]
    {
        let (above, beside) = list::margins(cx);
        let legend = legend::height(cx, out, rect.width);
        legend::draw(cx, out, rect);
        list::words(cx, out, Rect { y: rect.y + legend, ..rect });
        let top = legend + above;
        let (start, width) = (out.nodes.len(), rect.width - beside);
        let below = Rect { y: rect.y + top, height: rect.height - top, width, ..rect };
        let plot = multiples::draw(cx, out, below);
        list::bar(cx, out, rect, start);
        plot
    }
    #[cfg(not(feature = "charts"))]
    (recipe(cx.panel.kind).draw)(cx, out, rect)
}

/// The legend of series.
#[cfg(feature = "charts")]
mod legend {
    use super::{Context, recipe};
    use crate::geometry::Rect;
    use crate::guide::legend::{Entry, TAKEN_OFF, draw as draw_entries, height as entries_height};
    use crate::scene::{Builder, DatumKey, Fill, Part};
    use crate::theme::LABEL;
    use crate::view::sign;

    const GAP: f64 = 8.0;
    /// Room for what stands beside a name.
    const OTHERS: f64 = 48.0;

    fn entries(cx: &Context, out: &Builder, width: f64) -> Vec<Entry> {
        let mut entries = Vec::new();
        if cx.zoomed {
            let key = Some(DatumKey { panel: cx.index, part: Part::Window, row: 0 });
            let words = if cx.listed.is_some() { "显示全部" } else { "显示全部时期" };
            entries.push(Entry { key, ..Entry::new(Fill::Solid(cx.theme.brand), words.into()) });
        }
        if !cx.table.choosable().is_empty() {
            entries.extend(picked(cx, out, width));
            return entries;
        }
        entries.extend(filter(cx, out, width));
        if !recipe(cx.panel.kind).legend || cx.table.series.len() < 2 {
            return entries;
        }
        let entry = |(series, name): (usize, &String)| Entry {
            sign: sign(cx, series),
            key: Some(DatumKey { panel: cx.index, part: Part::Series, row: series as u32 }),
            off: cx.is_hidden(series),
            ..Entry::new(Fill::Solid(cx.chosen_color(series)), name.clone())
        };
        entries.extend(cx.table.series.iter().enumerate().map(entry));
        entries
    }

    /// What the visitor has picked of too much for a legend, and the search for more.
    fn picked(cx: &Context, out: &Builder, width: f64) -> Vec<Entry> {
        let names = cx.table.choosable();
        let choice = cx.table.choice.iter();
        let entry = |position: &u32| {
            let name = names.get(*position as usize)?;
            let key = Some(DatumKey { panel: cx.index, part: Part::Picked, row: *position });
            let fill = Fill::Solid(cx.chosen_color(*position as usize));
            Some(Entry {
                key,
                ..Entry::new(fill, [&out.ellipsis(name, LABEL, width - OTHERS), TAKEN_OFF].concat())
            })
        };
        let mut entries: Vec<Entry> = choice.flat_map(|choice| &choice.picked).filter_map(entry).collect();
        let key = Some(DatumKey { panel: cx.index, part: Part::Find, row: 0 });
        let by_item = cx.table.choice.as_ref().is_some_and(|choice| choice.by_item);
        let what = if by_item { "查找" } else { "查找系列" };
        let label = format!("{what}（共 {} 个）", names.len());
        entries.push(Entry { key, ..Entry::new(Fill::Solid(cx.theme.ink_2), label) });
        entries
    }

    /// The search of a long list, and the way back to all of it.
    fn filter(cx: &Context, out: &Builder, width: f64) -> Vec<Entry> {
        let Some(searched) = cx.searched else { return Vec::new() };
        let key = |row: u32| Some(DatumKey { panel: cx.index, part: Part::Find, row });
        let entry = |row: u32, fill, label| Entry { key: key(row), ..Entry::new(Fill::Solid(fill), label) };
        if searched.is_empty() {
            return vec![entry(0, cx.theme.ink_2, "筛选".into())];
        }
        let left = cx.listed.map_or(0, |listed| listed.list.count());
        let searched = out.ellipsis(searched, LABEL, width - 3.0 * OTHERS);
        let label = format!("筛选：“{searched}”，{left} 项");
        vec![entry(0, cx.theme.ink_2, label), entry(1, cx.theme.brand, "显示全部".into())]
    }

    pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
        match entries(cx, out, width) {
            entries if entries.is_empty() => 0.0,
            entries => entries_height(out, &entries, width) + GAP,
        }
    }

    pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) {
        let entries = entries(cx, out, rect.width);
        draw_entries(out, rect, &entries, cx.theme);
    }
}

/// Small multiples: one plot for each facet, on one scale.
#[cfg(feature = "charts")]
mod multiples {
    use super::{Context, recipe};
    use crate::config::By;
    use crate::geometry::Rect;
    use crate::guide::{caption::paragraph, note};
    use crate::query::{Facet, Row, Table};
    use crate::scene::Builder;
    use crate::theme::HEADING;
    use crate::view::{domain, draw_shared_legend, notes, plane_domain, shared_legend_height};

    const GAP: f64 = 20.0;
    const LEGEND_GAP: f64 = 12.0;
    /// The least width of a small plot; narrower ones would have no room for their labels.
    const NARROWEST: f64 = 220.0;

    fn facets(cx: &Context) -> Vec<Facet> {
        let by = cx.panel.options.facet;
        let name = |row: &Row| match by {
            By::Area => cx.set.areas.get(row.area).map_or(String::new(), |area| area.name.clone()),
            By::Indicator => cx.set.indicators.get(row.indicator).map_or(String::new(), |of| of.name.clone()),
            _ => row.period.label(),
        };
        cx.table.facets(by, &name)
    }

    fn columns(width: f64, facets: usize) -> usize {
        let fitting = ((width + GAP) / (NARROWEST + GAP)) as usize;
        // As even as can be: five plots in rows of three, not four and one.
        let rows = facets.div_ceil(fitting.clamp(1, facets));
        facets.div_ceil(rows)
    }

    /// Calls `visit` with the context, the heading and the column of each facet.
    fn each(cx: &Context, facets: &[Facet], visit: &mut dyn FnMut(&Context, &str, usize)) {
        // One scale for all, unless the facets are indicators of different units.
        let tables: Vec<Table> = facets.iter().map(|facet| cx.table.of_facet(facet)).collect();
        let own = tables.iter().map(|table| domain(&Context { table, ..*cx }));
        let shared = own.reduce(|all, own| (all.0.min(own.0), all.1.max(own.1)));
        let domain = shared.filter(|_| cx.table.measures.is_empty());
        let plane = plane_domain(cx);
        for (i, (facet, table)) in facets.iter().zip(&tables).enumerate() {
            visit(&Context { table, domain, plane, is_facet: true, ..*cx }, &facet.name, i);
        }
    }

    pub fn height(cx: &Context, out: &Builder, width: f64) -> f64 {
        let recipe = recipe(cx.panel.kind);
        let facets = facets(cx);
        if facets.is_empty() {
            return (recipe.height)(cx, out, width);
        }
        let columns = columns(width, facets.len());
        let own = cell_width(width, columns);
        let mut tallest = 0.0f64;
        each(cx, &facets, &mut |cx, name, _| {
            tallest = tallest.max((recipe.height)(cx, out, own) + heading_height(out, name, own));
        });
        let below = note::height(out, &notes(cx), width) + legend_height(cx, out, width);
        facets.len().div_ceil(columns) as f64 * (tallest + GAP) - GAP + below
    }

    pub fn draw(cx: &Context, out: &mut Builder, rect: Rect) -> Rect {
        let recipe = recipe(cx.panel.kind);
        let facets = facets(cx);
        if facets.is_empty() {
            let plot = (recipe.draw)(cx, out, rect);
            out.plots.push((cx.index, plot));
            return plot;
        }
        // What all of them have to say is said once.
        let rect = note::draw(out, rect, &notes(cx), cx.theme);
        let legend = legend_height(cx, out, rect.width);
        let rect = Rect { height: rect.height - legend, ..rect };
        draw_shared_legend(cx, out, Rect { y: rect.bottom() + LEGEND_GAP, ..rect });
        let columns = columns(rect.width, facets.len());
        let own = cell_width(rect.width, columns);
        let rows = facets.len().div_ceil(columns) as f64;
        let step = (rect.height + GAP) / rows;
        each(cx, &facets, &mut |cx, name, i| {
            let x = rect.x + (i % columns) as f64 * (own + GAP);
            let top = rect.y + (i / columns) as f64 * step;
            let y = paragraph(out, name, (x, top), own, HEADING, cx.theme.ink) + 4.0;
            let plot = (recipe.draw)(cx, out, Rect { x, y, width: own, height: step - GAP - (y - top) });
            out.plots.push((cx.index, plot));
        });
        rect
    }

    /// The height of the legend below all, with its distance.
    fn legend_height(cx: &Context, out: &Builder, width: f64) -> f64 {
        match shared_legend_height(cx, out, width) {
            height if height > 0.0 => LEGEND_GAP + height,
            _ => 0.0,
        }
    }

    fn cell_width(width: f64, columns: usize) -> f64 {
        (width - GAP * (columns - 1) as f64) / columns as f64
    }

    fn heading_height(out: &Builder, name: &str, width: f64) -> f64 {
        out.wrap(name, HEADING, width).len() as f64 * (HEADING.size * 1.45).round() + 4.0
    }
}
