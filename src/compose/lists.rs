//! What of each view is looked at, and how the keyboard and the pointer find their way in what is not.

use super::links::Lights;
use super::load::Loaded;
use super::views::Visible;
use crate::config::Panel;
use crate::query::{self, Axis, LONG, List, Shown, Table};
use crate::scene::{Builder, DatumKey};
use crate::state::{Lists as Found, Scroll, State};
use crate::theme::Theme;
use crate::view::{self, Context, Listed, list};
use std::borrow::Cow;

/// The lists of a widget, by view. What is found in them once is kept from layout to layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists(Vec<Option<Kept>>);

/// A list and what is known of it.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    list: List,
    /// The series that were hidden, and the lowest and highest end of the marks of all lines that were not.
    domain: Option<(Vec<u32>, (f64, f64))>,
    /// The window of a list that is longer than it may be.
    scroll: Option<Scroll>,
}

impl Lists {
    /// Makes or mends the lists for what the visitor has asked for.
    pub fn follow(&mut self, loaded: &Loaded, shown: &[Shown]) {
        self.0.resize(loaded.tables.len(), None);
        for (i, (own, table)) in self.0.iter_mut().zip(&loaded.tables).enumerate() {
            let panel = &loaded.spec.panels[i];
            if !list::is_listed(panel, table) {
                continue;
            }
            let new = || Kept { list: List::new(table, panel, &loaded.set), domain: None, scroll: None };
            let kept = own.get_or_insert_with(new);
            kept.list.follow(shown.get(i).unwrap_or(&Shown::default()), table, panel, &loaded.set);
        }
    }

    /// Whether a view can be filtered by the same as before: what is filtered is so by position.
    pub fn has_same_chips(&self, before: &Lists, panel: usize) -> bool {
        let names = |lists: &Lists| -> Vec<String> {
            lists.of(panel).into_iter().flat_map(|list| &list.chips).map(|chip| chip.name.clone()).collect()
        };
        names(self) == names(before)
    }

    /// Chooses the windows for a width.
    pub(super) fn choose(
        &mut self,
        loaded: &Loaded,
        shown: &[Shown],
        theme: &Theme,
        out: &Builder,
        width: f64,
    ) {
        let none = Shown::default();
        for (i, own) in self.0.iter_mut().enumerate() {
            let Some(kept) = own else { continue };
            let shown = shown.get(i).unwrap_or(&none);
            let cx = context(loaded, i, &loaded.tables[i], shown, theme);
            let count = kept.list.count();
            let lines = list::lines(&cx, out, width).filter(|lines| list::is_long(count, *lines));
            let domain = lines.map(|_| match kept.domain.take() {
                Some((hidden, domain)) if hidden == shown.hidden => domain,
                _ => view::domain(&cx),
            });
            kept.domain = domain.map(|domain| (shown.hidden.clone(), domain));
            kept.scroll = lines.map(|lines| Scroll::new(shown.first(), lines, count));
        }
    }

    /// The view as the visitor has left it, where it is a list.
    pub(super) fn view<'a>(
        &'a self,
        loaded: &'a Loaded,
        index: usize,
        shown: &'a Shown,
    ) -> Option<Visible<'a>> {
        let Kept { list, domain, scroll } = self.0.get(index)?.as_ref()?;
        let table = &loaded.tables[index];
        let count = list.count();
        let window = match scroll {
            Some(scroll) => scroll.first..scroll.first + scroll.lines,
            None if is_zoomed(loaded, index, shown) => {
                let (from, to) = shown.ends(&Axis::Items(count));
                from..to + 1
            }
            None if list::is_always(&loaded.spec.panels[index]) => 0..count,
            None => return None,
        };
        let is_whole = window == (0..table.lines()) && !list.is_rearranged() && shown.hidden.is_empty();
        let is_whole = is_whole && shown.picked.is_none();
        let zoomed = scroll.is_none() && window.len() < count;
        let listed = Listed { list, first: window.start, lines: window.len(), shown };
        let table = match is_whole {
            true => Cow::Borrowed(table),
            false => {
                let mut part = list.part(table, window, &shown.hidden);
                part.choose(shown);
                Cow::Owned(part)
            }
        };
        let domain = domain.as_ref().map(|(_, domain)| *domain);
        let has_filter = query::has_filter(&loaded.tables[index], &loaded.spec.panels[index]);
        let searched = has_filter.then_some(shown.find.as_str());
        Some(Visible {
            searched,
            table,
            hidden: &shown.hidden,
            classes: &shown.classes,
            zoomed,
            domain,
            listed: Some(listed),
            is_playing: false,
            camera: shown.camera,
        })
    }

    /// The list of a view.
    pub(super) fn of(&self, panel: usize) -> Option<&List> {
        Some(&self.0.get(panel)?.as_ref()?.list)
    }

    /// Where the scrollbars lie.
    pub(super) fn place(&mut self, scene: &crate::scene::Scene) {
        scene.walk(&mut |node| {
            if let (Some(key), crate::scene::Shape::Rect(rect)) = (node.datum, &node.shape)
                && key.part == crate::scene::Part::Scroll
                && let Some(Some(Kept { scroll: Some(scroll), .. })) = self.0.get_mut(key.panel as usize)
            {
                scroll.track = *rect;
            }
        });
    }
}

/// Whether the visitor looks at some of the items of an axis that is not scrolled.
fn is_zoomed(loaded: &Loaded, index: usize, shown: &Shown) -> bool {
    matches!(shown.window, Some(crate::query::Window::Items(..)))
        && !list::is_always(&loaded.spec.panels[index])
        && loaded.tables[index].lines() > LONG
}

/// A view of a whole table.
fn context<'a>(
    loaded: &'a Loaded,
    index: usize,
    table: &'a Table,
    shown: &'a Shown,
    theme: &'a Theme,
) -> Context<'a> {
    Context {
        panel: &loaded.spec.panels[index],
        index: index as u16,
        table,
        set: &loaded.set,
        theme,
        topology: None,
        approval: "",
        camera: None,
        domain: None,
        plane: None,
        is_facet: false,
        whole: table,
        searched: None,
        hidden: &shown.hidden,
        classes: &shown.classes,
        zoomed: false,
        listed: None,
    }
}

/// The axis of a view that can be looked at more closely, if it has one.
fn axis<'l>(panel: &Panel, table: &'l Table, kept: Option<&Kept>) -> Option<Axis<'l>> {
    let is_scrolled = kept.is_some_and(|kept| kept.scroll.is_some());
    if is_scrolled || list::is_always(panel) || table.moment.is_some() {
        return None;
    }
    match kept {
        _ if table.periods.len() > LONG => Some(Axis::Periods(&table.periods)),
        Some(kept) if kept.list.count() > LONG => Some(Axis::Items(kept.list.count())),
        _ => None,
    }
}

/// The lists and long axes of a widget, as events ask for them.
pub struct Ways<'l> {
    /// The documents.
    pub loaded: &'l Loaded,
    /// What is known of its lists.
    pub lists: &'l Lists,
    /// What the visitor has hidden.
    pub shown: &'l [Shown],
}

impl Found for Ways<'_> {
    fn axis(&self, panel: u16) -> Option<Axis<'_>> {
        let (own, kept) = (panel as usize, self.lists.0.get(panel as usize));
        axis(self.loaded.spec.panels.get(own)?, self.loaded.tables.get(own)?, kept.and_then(Option::as_ref))
    }

    fn scroll(&self, panel: u16) -> Option<Scroll> {
        self.lists.0.get(panel as usize)?.as_ref()?.scroll
    }

    fn keys(&self, panel: u16, position: usize) -> Vec<DatumKey> {
        let (Some(table), Some(list)) =
            (self.loaded.tables.get(panel as usize), self.lists.of(panel as usize))
        else {
            return Vec::new();
        };
        let hidden = self.shown.get(panel as usize).map_or(&[][..], |shown| &shown.hidden);
        let rows = list.line(position).map_or(0..0, |line| table.rows_of(line));
        let is_shown = |row: &usize| !hidden.contains(&(table.rows[*row].series as u32));
        rows.filter(is_shown).map(|row| DatumKey::of_row(panel, row as u32)).collect()
    }

    fn position(&self, key: DatumKey) -> Option<usize> {
        let panel = key.panel as usize;
        let (table, list) = (self.loaded.tables.get(panel)?, self.lists.of(panel)?);
        list.position(table.line_of(key.row as usize))
    }

    fn chosen(&self, panel: u16, state: &State) -> Option<usize> {
        let chosen = state.selected?;
        if chosen.panel == panel {
            return self.position(chosen);
        }
        let lights = Lights::of_choice(self.loaded, state);
        let rows = self.loaded.tables.get(panel as usize)?.rows.len() as u32;
        let mut keys = (0..rows).map(|row| DatumKey::of_row(panel, row));
        self.position(keys.find(|key| lights.has(self.loaded, *key))?)
    }

    fn chips(&self, panel: u16, chip: u32) -> Vec<u32> {
        let chips = self.lists.of(panel as usize).map_or(&[][..], |list| &list.chips);
        let Some(own) = chips.get(chip as usize) else { return Vec::new() };
        let alike = chips.iter().enumerate().filter(|(_, other)| other.about.is_like(own.about));
        alike.map(|(i, _)| i as u32).collect()
    }
}
