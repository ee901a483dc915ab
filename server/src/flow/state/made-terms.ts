import type { AddressValue, Label, Origin, Place, Region, Symbol } from './term';
import { depthOf, keyOf } from './term-key';
import { madeThrough, outerOf, wayFrom, wayTo } from './way';

/** A symbol with all that follows from what it is made of. */
export class MadeSymbol implements Symbol {
  readonly kind = 'symbol';
  readonly id: number;
  readonly origin: Origin;
  readonly depth: number;
  readonly made: readonly Symbol[];
  readonly labels: readonly Label[];
  readonly earlier: readonly Label[];
  #key: string | undefined;

  constructor(id: number, origin: Origin) {
    const way = wayFrom(origin);
    this.id = id;
    this.origin = origin;
    this.depth = depthOf(origin);
    this.made = madeThrough(this);
    this.labels = way.labels;
    this.earlier = way.earlier;
  }

  /** Put together when it is asked for: most terms are never told of to anybody. */
  get key(): string {
    return (this.#key ??= keyOf(this.origin));
  }
}

/** A region with all that follows from where it is. */
export class MadeRegion implements Region {
  readonly id: number;
  readonly place: Place;
  readonly depth: number;
  readonly root: Region;
  readonly whole: Region;
  readonly made: readonly Symbol[];
  readonly labels: readonly Label[];
  readonly earlier: readonly Label[];
  #key: string | undefined;

  /** @param key Of what is no part of another region, and is not pointed at. */
  constructor(id: number, depth: number, place: Place, key?: string) {
    const way = wayTo(place);
    this.id = id;
    this.place = place;
    this.depth = depth;
    this.root = outerOf(place)?.root ?? this;
    this.whole = place.is === 'member' ? place.of.whole : this;
    this.made = way.made;
    this.labels = way.labels;
    this.earlier = way.earlier;
    this.#key = key;
  }

  get key(): string {
    return (this.#key ??= keyTo(this.place));
  }
}

function keyTo(place: Place): string {
  switch (place.is) {
    case 'pointee':
      return `*(${place.symbol.key})`;
    case 'member':
      return `${place.of.key}.${place.name}`;
    case 'variable':
      return place.variable.name;
    case 'result':
      return 'result';
  }
}

/** The address of a region that no symbol points at. */
export class MadeAddress implements AddressValue {
  readonly kind = 'address';
  readonly id: number;
  readonly region: Region;
  readonly made: readonly Symbol[];
  readonly labels: readonly Label[];
  readonly earlier: readonly Label[];

  constructor(id: number, region: Region) {
    this.id = id;
    this.region = region;
    this.made = region.made;
    this.labels = region.labels;
    this.earlier = region.earlier;
  }

  get key(): string {
    return `&${this.region.key}`;
  }
}
