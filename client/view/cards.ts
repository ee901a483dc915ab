import type { Area } from './viewport';

export interface CardEvents {
  /** Somebody wants to see the code: the index of its place. */
  readonly open: (place: number) => void;
  /** Another card was chosen, by its id; undefined where none is any more. */
  readonly selected: (id: string | undefined) => void;
  /** A card that is to be in sight. */
  readonly reveal: (area: Area) => void;
}

/** The cards of the picture as things that can be chosen, with mouse and keyboard. */
export class Cards {
  readonly #frame: HTMLElement;
  readonly #events: CardEvents;
  #selected: SVGGElement | undefined;

  constructor(frame: HTMLElement, events: CardEvents) {
    this.#frame = frame;
    this.#events = events;
    frame.addEventListener('click', ({ target }) => {
      this.#clicked(target);
    });
    frame.addEventListener('keydown', (event) => {
      this.#pressed(event);
    });
    frame.addEventListener('focusin', ({ target }) => {
      const card = target instanceof Element ? target.closest<SVGGElement>('.node') : null;
      if (card !== null && card !== this.#selected) this.#select(card);
    });
  }

  /**
   * Takes the picture that is in the page now.
   * @param selected The id of the card that was chosen before.
   * @param hasFocus Whether the keyboard was in the picture.
   */
  show(selected: string | undefined, hasFocus: boolean): void {
    this.#selected = undefined;
    const all = this.#all();
    const card = all.find((one) => one.dataset['node'] === selected);
    if (card !== undefined) this.#select(card);
    const first = card ?? all[0];
    first?.setAttribute('tabindex', '0');
    if (hasFocus) first?.focus({ preventScroll: true });
  }

  #all(): SVGGElement[] {
    return [...this.#frame.querySelectorAll<SVGGElement>('.node')];
  }

  #clicked(target: EventTarget | null): void {
    const card = target instanceof Element ? target.closest<SVGGElement>('.node') : null;
    if (card === null) {
      this.#unselect();
      return;
    }
    card.focus({ preventScroll: true });
    this.#open(target);
  }

  /** The row that is meant, or else the card. */
  #open(target: EventTarget | null): void {
    const placed = target instanceof Element ? target.closest<SVGElement>('[data-place]') : null;
    const place = placed?.dataset['place'];
    if (place !== undefined) this.#events.open(Number(place));
  }

  #pressed(event: KeyboardEvent): void {
    const { key, target } = event;
    if (key === 'Enter' || key === ' ') this.#open(target);
    else if (key === 'Escape') this.#unselect();
    else if (Object.hasOwn(DIRECTIONS, key)) this.#move(key as keyof typeof DIRECTIONS);
    else return;
    event.preventDefault();
  }

  /** Goes to the nearest card in a direction. */
  #move(key: keyof typeof DIRECTIONS): void {
    const all = this.#all();
    const from = this.#selected ?? all[0];
    if (from === undefined) return;
    const direction = DIRECTIONS[key];
    const start = middleOf(from);
    const ways = all.flatMap((card) => {
      const at = middleOf(card);
      const [along, aside] = direction(at.x - start.x, at.y - start.y);
      return card === from || along <= 1 ? [] : [{ card, far: along + 2.5 * Math.abs(aside) }];
    });
    const nearest = ways.reduce((best, way) => (way.far < best.far ? way : best), { card: from, far: Infinity }).card;
    nearest.focus({ preventScroll: true });
    this.#events.reveal(areaOf(nearest));
  }

  #select(card: SVGGElement): void {
    this.#clear();
    this.#selected = card;
    for (const each of this.#frame.querySelectorAll('.node[tabindex="0"]')) each.setAttribute('tabindex', '-1');
    card.setAttribute('tabindex', '0');
    card.classList.add('selected');
    for (const row of card.querySelectorAll('.row[data-place]')) row.setAttribute('tabindex', '0');
    const id = card.dataset['node'] ?? '';
    this.#relate(id);
    this.#events.selected(id);
  }

  /** Lets the lines that lead to and from a card stand out. */
  #relate(id: string): void {
    this.#frame.querySelector('svg')?.classList.add('chosen');
    for (const line of this.#frame.querySelectorAll<SVGElement>('[data-from]'))
      line.classList.toggle('related', line.dataset['from'] === id || line.dataset['to'] === id);
  }

  #unselect(): void {
    this.#clear();
    this.#events.selected(undefined);
  }

  #clear(): void {
    this.#selected?.classList.remove('selected');
    for (const row of this.#selected?.querySelectorAll('.row[tabindex]') ?? []) row.removeAttribute('tabindex');
    this.#frame.querySelector('svg')?.classList.remove('chosen');
    this.#selected = undefined;
  }
}

/** How far a step leads in a direction, and how far aside. */
const DIRECTIONS = {
  ArrowRight: (x: number, y: number) => [x, y] as const,
  ArrowLeft: (x: number, y: number) => [-x, y] as const,
  ArrowDown: (x: number, y: number) => [y, x] as const,
  ArrowUp: (x: number, y: number) => [-y, x] as const,
};

const middleOf = (card: SVGGElement): { readonly x: number; readonly y: number } => {
  const { x, y, width, height } = card.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
};

/** Where a card is in the picture. */
function areaOf(card: SVGGElement): Area {
  const { width, height } = card.getBBox();
  const { e: x = 0, f: y = 0 } = card.transform.baseVal.consolidate()?.matrix ?? {};
  return { x, y, width, height };
}
