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
  /** What to try; empty when nothing sensible is known. */
  hint: string;
}

/** The district that the visitor has selected, with the value shown for it. */
export interface QdSelection {
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
}

/** Why a widget could not be drawn. */
export interface QdErrorDetail {
  /** The sentence that the visitor reads. */
  message: string;
  /** Faults of the documents; empty when something else failed, such as the network. */
  diagnostics: QdDiagnostic[];
}

/**
 * `<qd-viz src data group>`: an interactive chart or map. The content of the element is shown until the
 * drawing is ready and whenever it cannot be made.
 *
 * - `src`: address of the view (JSON)
 * - `data`: address of the data; without it the view's own `data` counts, relative to the view
 * - `group`: widgets of one page with the same group share the selected district, by code or else by name
 *
 * Events bubble and cross shadow roots: `qd-ready` after the first drawing, `qd-select` when the visitor
 * selects (detail `null`: cleared), `qd-error` when nothing can be drawn.
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
    "qd-error": CustomEvent<QdErrorDetail>;
  }
}
