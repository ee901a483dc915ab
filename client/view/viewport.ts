/** What of the picture is in sight: the point of it at the top left, and pixels of the screen for one of the picture. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.08;
const LARGEST = 3;
/** Below this nobody can read the cards: a large picture begins at its top left rather than as a whole. */
const LEGIBLE = 0.55;
/** Room around what is brought into sight. */
const ROOM = 24;

/** Moves and scales the picture in the page, with the mouse, a touchpad and by command. */
export class Viewport {
  readonly #frame: HTMLElement;
  readonly #changed: (view: View) => void;
  #svg: SVGSVGElement | undefined;
  #picture = { width: 1, height: 1 };
  #view: View = { x: 0, y: 0, scale: 1 };

  /** @param changed Told when a person has moved or scaled the picture. */
  constructor(frame: HTMLElement, changed: (view: View) => void) {
    this.#frame = frame;
    this.#changed = changed;
    frame.addEventListener('wheel', (event) => {
      this.#turned(event);
    });
    this.#followDragging();
    new ResizeObserver(() => {
      this.#apply();
    }).observe(frame);
  }

  /** Takes the picture that is in the page now. @param view What is to be in sight; all of it where there is none. */
  show(view: View | undefined): void {
    this.#svg = this.#frame.querySelector('svg') ?? undefined;
    const { width = 1, height = 1 } = this.#svg?.viewBox.baseVal ?? {};
    this.#picture = { width, height };
    this.#svg?.removeAttribute('width');
    this.#svg?.removeAttribute('height');
    this.#view = view ?? this.#first();
    this.#apply();
  }

  /** Brings all of the picture into sight. */
  fit(): void {
    this.#set(this.#centred(this.#fitting()));
  }

  /** Scales around the middle of what is in sight. */
  zoom(factor: number): void {
    const { width, height } = this.#frame.getBoundingClientRect();
    this.#zoomAt(factor, width / 2, height / 2);
  }

  /** Brings an area of the picture into sight, moving no further than needed. */
  reveal({ x, y, width, height }: Area): void {
    const frame = this.#frame.getBoundingClientRect();
    const { scale } = this.#view;
    const move = (at: number, from: number, size: number, room: number): number =>
      from - ROOM < at || size + 2 * ROOM > room ? from - ROOM : Math.max(at, from + size + ROOM - room);
    this.#set({
      x: move(this.#view.x, x, width, frame.width / scale),
      y: move(this.#view.y, y, height, frame.height / scale),
      scale,
    });
  }

  #first(): View {
    const fitting = this.#fitting();
    return fitting >= LEGIBLE ? this.#centred(Math.min(fitting, 1)) : { x: 0, y: 0, scale: LEGIBLE };
  }

  #fitting(): number {
    const { width, height } = this.#frame.getBoundingClientRect();
    return within(Math.min(width / this.#picture.width, height / this.#picture.height));
  }

  #centred(scale: number): View {
    const { width, height } = this.#frame.getBoundingClientRect();
    const { width: all, height: high } = this.#picture;
    return { x: Math.min(0, (all - width / scale) / 2), y: Math.min(0, (high - height / scale) / 2), scale };
  }

  #turned(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.#frame.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      this.#zoomAt(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top);
      return;
    }
    const { x, y, scale } = this.#view;
    const [across, down] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
    this.#set({ x: x + across / scale, y: y + down / scale, scale });
  }

  #zoomAt(factor: number, left: number, top: number): void {
    const { x, y, scale: before } = this.#view;
    const scale = within(before * factor);
    this.#set({ x: x + left / before - left / scale, y: y + top / before - top / scale, scale });
  }

  #followDragging(): void {
    const frame = this.#frame;
    let from: { readonly x: number; readonly y: number; readonly view: View } | undefined;
    frame.addEventListener('pointerdown', (event) => {
      const isOnCard = event.target instanceof Element && event.target.closest('.node') !== null;
      if (event.button !== 0 || isOnCard) return;
      from = { x: event.clientX, y: event.clientY, view: this.#view };
      frame.setPointerCapture(event.pointerId);
      frame.classList.add('dragging');
    });
    frame.addEventListener('pointermove', (event) => {
      if (from === undefined) return;
      const { scale } = from.view;
      this.#set({
        x: from.view.x - (event.clientX - from.x) / scale,
        y: from.view.y - (event.clientY - from.y) / scale,
        scale,
      });
    });
    for (const end of ['pointerup', 'pointercancel'] as const)
      frame.addEventListener(end, () => {
        from = undefined;
        frame.classList.remove('dragging');
      });
  }

  #set(view: View): void {
    this.#view = view;
    this.#apply();
    this.#changed(view);
  }

  #apply(): void {
    const { width, height } = this.#frame.getBoundingClientRect();
    const { x, y, scale } = this.#view;
    this.#svg?.setAttribute('viewBox', `${x} ${y} ${width / scale} ${height / scale}`);
    this.#svg?.setAttribute('preserveAspectRatio', 'xMinYMin meet');
  }
}

const within = (scale: number): number => Math.min(LARGEST, Math.max(SMALLEST, scale));
