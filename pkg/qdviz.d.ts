/** One fault of a view or its data. */
export interface QdDiagnostic {
  /** `error`: nothing can be drawn; `warning`: a part is left out or shown otherwise than asked for. */
  severity: "error" | "warning";
  /**
   * Document and JSON pointer, such as `data#/observations/3/value`; for syntax errors `data:3:12` (line, column);
   * `map` when the file of the map did not come.
   */
  path: string;
  /** One sentence in Chinese. */
  message: string;
  /** The same in English. */
  english: string;
  /** What to try; empty when nothing sensible is known. */
  hint: string;
}

/** The figure that the visitor has selected or points at. The builds `charts` and `full` tell the optional members. */
export interface QdObservation {
  /** Division code (GB/T 2260), such as `370213`. */
  area: string;
  /** Name of the district, such as `李沧区`. */
  name: string;
  /** Identifier of the indicator; for a computed growth that of the level it is computed from. */
  indicator: string;
  /** Period of the value in Chinese; for a computed growth the one it ends with. */
  period: string;
  /** The exact number as shown: thousands grouped by commas, minus as U+2212; empty when missing. */
  value: string;
  /** Unit of the value. */
  unit: string;
  /** The period as data files write it, such as `2020-11-01`. */
  date?: string;
  /** Name of its series. */
  series?: string;
  /** Name of its item. */
  item?: string;
  /** By what its view is linked, where the view says so. */
  link?: "area" | "period" | "series" | "item";
}

/** The entry of a ledger that the visitor has selected or points at. */
export interface QdEntry {
  /** Identifier of the entry; empty where it has none. */
  entry: string;
  /** What it is. */
  name: string;
  /** What it belongs to; empty when to nothing. */
  group: string;
  /** How it stands, in Chinese. */
  state: string;
  /** Code of its area; empty where it has none. */
  area: string;
  /** Name of its item: its group. */
  item?: string;
  /** By what its view is linked, where the view says so. */
  link?: "area" | "period" | "series" | "item";
}

export type QdSelection = QdObservation | QdEntry;

/**
 * What went wrong: `src` no address; `offline`, `network`, `status`, `timeout` on the way; `size` over 32 MiB; `html`,
 * `gzip` other bytes than data; `catalogue`, `dataset` a catalogue that is none or does not list what is asked for;
 * `engine`, `refused`, `broken`, `crash` the program; `documents` faults of view or data.
 */
export type QdReason =
  | "src"
  | "offline"
  | "network"
  | "status"
  | "timeout"
  | "size"
  | "html"
  | "gzip"
  | "catalogue"
  | "dataset"
  | "engine"
  | "refused"
  | "broken"
  | "crash"
  | "documents";

/** Why a widget could not be drawn, or its data not renewed. */
export interface QdErrorDetail {
  /** The sentence in Chinese, as the visitor reads it. */
  message: string;
  /** The reason in one word. */
  reason: QdReason;
  /** Faults of the documents; empty when something else failed, such as the network. */
  diagnostics: QdDiagnostic[];
}

/** How a refresh went. */
export interface QdRefreshDetail {
  /** Whether what is drawn is up to date. */
  ok: boolean;
  /** When the data that are drawn were fetched. */
  at: Date;
  /** What failed; the drawing is still there. `null` when nothing did. */
  error: QdErrorDetail | null;
}

/**
 * `<qd-viz src data group>`: an interactive chart or map. The content of the element is shown until the
 * drawing is ready and whenever it cannot be made.
 *
 * - `src`: address of the view (JSON)
 * - `data`: address of the data, or of a catalogue (`catalogue.json#id`); without it the view's own `data` counts, relative
 *   to the view
 * - `group`: widgets of one page with the same group share what is selected, the series that are hidden, and the period
 *   that is pointed at
 *
 * Events bubble and cross shadow roots: `qd-ready` after the first drawing, `qd-select` when the visitor
 * selects (detail `null`: cleared) or a refresh changes what is selected, `qd-hover` when another datum or none is pointed
 * at (at most once a frame; builds `charts` and `full`), `qd-error` when nothing can be drawn,
 * `qd-refresh` after each refresh that the view asks for.
 *
 * `<script src="qdviz.js" data-build="basic|map|charts|full">` has that build on its way before the first view is known.
 */
export interface QdVizElement extends HTMLElement {
  /** Faults of the documents shown now; warnings only when something is drawn. */
  readonly diagnostics: QdDiagnostic[];
}

declare global {
  interface HTMLElementTagNameMap {
    "qd-viz": QdVizElement;
  }
  interface HTMLElementEventMap {
    "qd-ready": CustomEvent<null>;
    "qd-select": CustomEvent<QdSelection | null>;
    "qd-hover": CustomEvent<QdSelection | null>;
    "qd-error": CustomEvent<QdErrorDetail>;
    "qd-refresh": CustomEvent<QdRefreshDetail>;
  }
}
