import type { FromPage, PageState, ShowMap, ToPage } from '../src/map-messages';
import { Cards } from './cards';
import { Viewport } from './viewport';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
};

const vscode = acquireVsCodeApi();
const main = element('map', HTMLElement);
const drivers = element('driver', HTMLSelectElement);
const summary = element('summary', HTMLElement);
const legend = element('legend', HTMLElement);
const explain = element('explain', HTMLButtonElement);

let state: PageState = vscode.getState() ?? {};

const viewport = new Viewport(main, (view) => {
  keep({ view });
});
const cards = new Cards(main, {
  open: (place) => {
    vscode.postMessage({ kind: 'open', place });
  },
  selected: (selected) => {
    keep({ selected });
  },
  reveal: (rectangle) => {
    viewport.reveal(rectangle);
  },
});

function element<E extends HTMLElement>(id: string, type: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

function keep(more: PageState): void {
  state = { ...state, ...more };
  vscode.setState(state);
}

/** Replaces the picture. What was selected stays so, and so does what is in sight, unless it is another driver. */
function show({ svg, style, drivers: all, findings, gaps }: ShowMap): void {
  const [driver] = all;
  const isSame = driver?.uri === state.driver;
  element('picture-style', HTMLStyleElement).textContent = style;
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  if (!(picture instanceof SVGSVGElement)) return;
  const hadFocus = main.contains(document.activeElement);
  main.replaceChildren(document.importNode(picture, true));
  viewport.show(isSame ? state.view : undefined);
  cards.show(isSame ? state.selected : undefined, hadFocus);
  if (!isSame) keep(driver === undefined ? {} : { driver: driver.uri });
  drivers.replaceChildren(...all.map(({ name, uri }) => new Option(name, uri)));
  drivers.hidden = all.length < 2;
  summary.textContent = summaryOf(findings, gaps.length);
  element('gaps', HTMLUListElement).replaceChildren(...gaps.map(item));
}

function summaryOf(findings: number, gaps: number): string {
  const found = findings === 0 ? 'No findings' : findings === 1 ? '1 finding' : `${findings} findings`;
  if (gaps === 0) return found;
  return `${found} · ${gaps === 1 ? '1 function' : `${gaps} functions`} not looked at (see the legend)`;
}

function item(text: string): HTMLLIElement {
  const entry = document.createElement('li');
  entry.textContent = text;
  return entry;
}

function toggleLegend(): void {
  legend.hidden = !legend.hidden;
  explain.setAttribute('aria-expanded', `${!legend.hidden}`);
}

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'show') show(data);
  else if (main.querySelector('svg') === null) main.textContent = data.text;
});

drivers.addEventListener('change', () => {
  vscode.postMessage({ kind: 'driver', uri: drivers.value });
});
explain.addEventListener('click', toggleLegend);
element('fit', HTMLButtonElement).addEventListener('click', () => {
  viewport.fit();
});
element('larger', HTMLButtonElement).addEventListener('click', () => {
  viewport.zoom(1.25);
});
element('smaller', HTMLButtonElement).addEventListener('click', () => {
  viewport.zoom(0.8);
});

const KEYS: Readonly<Record<string, () => void>> = {
  '+': () => {
    viewport.zoom(1.25);
  },
  '=': () => {
    viewport.zoom(1.25);
  },
  '-': () => {
    viewport.zoom(0.8);
  },
  '0': () => {
    viewport.fit();
  },
  '?': toggleLegend,
};

window.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target === drivers) return;
  const action = KEYS[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
});

vscode.postMessage({ kind: 'ready' });
