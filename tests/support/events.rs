//! What happens to a drawn widget, as a page would tell it.

use qdviz::compose::{Loaded, Picture, Ways, axis_at, stretch};
use qdviz::state::{Change, Event, Reach, State, update};

/// Applies an event to what is drawn.
pub fn tell(loaded: &Loaded, picture: &Picture, state: &mut State, event: Event) -> Change {
    let shown = state.shown.clone();
    let ways = Ways { loaded, lists: &picture.lists, shown: &shown };
    let reach = Reach {
        scene: &picture.scene,
        tracks: &picture.tracks,
        linked: &|a, b| loaded.linked(a, b),
        tables: &loaded.tables,
        stretch: &|from, to| stretch(loaded, picture, &ways, from, to),
        axis_at: &|at| axis_at(loaded, picture, &ways, at),
        lists: &ways,
        plots: &picture.plots,
        maps: &picture.maps,
    };
    update(state, event, &reach)
}
