/** What the extension and the page of the map say to each other. Types only: the page is a program of its own. */

export interface DriverChoice {
  readonly name: string;
  readonly uri: string;
}

/** To the page: the picture as it is now. */
export interface ShowMap {
  readonly kind: 'show';
  /** The one that is drawn first. */
  readonly drivers: readonly DriverChoice[];
  readonly svg: string;
  readonly style: string;
  readonly findings: number;
  readonly gaps: readonly string[];
}

/** To the page: nothing could be drawn, and what a person may do about it. */
export interface ShowFailure {
  readonly kind: 'failure';
  readonly text: string;
}

export type ToPage = ShowMap | ShowFailure;

/** From the page: it is there, something was chosen, another driver is wanted. */
export type FromPage =
  | { readonly kind: 'ready' }
  /** @param place The index in the places of the answer. */
  | { readonly kind: 'open'; readonly place: number }
  | { readonly kind: 'driver'; readonly uri: string };

/** What the page keeps while it is hidden, and over a restart of the window. */
export interface PageState {
  /** A file of the driver. */
  readonly driver?: string;
  readonly selected?: string | undefined;
  readonly view?: { readonly x: number; readonly y: number; readonly scale: number };
}
