import type { Label, Origin, Place, Region, Symbol } from './term';
import { depthOf, keyOf } from './term-key';
import { isMade, outerOf, wayFrom, wayTo } from './way';

/** A symbol with all that follows from what it is made of. */
export class MadeSymbol implements Symbol {
  readonly kind = 'symbol';
  readonly id: number;
  readonly key: string;
  readonly origin: Origin;
  readonly depth: number;
  readonly made: readonly Symbol[];
  readonly labels: readonly Label[];
  readonly earlier: readonly Label[];

  constructor(id: number, origin: Origin) {
    const way = wayFrom(origin);
    this.id = id;
    this.key = keyOf(origin);
    this.origin = origin;
    this.depth = depthOf(origin);
    this.made = isMade(origin) ? [this] : way.made;
    this.labels = way.labels;
    this.earlier = way.earlier;
  }
}

/** A region with all that follows from where it is. */
export class MadeRegion implements Region {
  readonly id: number;
  readonly key: string;
  readonly place: Place;
  readonly depth: number;
  readonly root: Region;
  readonly whole: Region;
  readonly made: readonly Symbol[];
  readonly labels: readonly Label[];
  readonly earlier: readonly Label[];

  constructor(id: number, key: string, depth: number, place: Place) {
    const way = wayTo(place);
    this.id = id;
    this.key = key;
    this.place = place;
    this.depth = depth;
    this.root = outerOf(place)?.root ?? this;
    this.whole = place.is === 'member' ? place.of.whole : this;
    this.made = way.made;
    this.labels = way.labels;
    this.earlier = way.earlier;
  }
}
