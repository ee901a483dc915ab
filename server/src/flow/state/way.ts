import { ENTRY, type Label, type Origin, type Place, type Region, type Symbol, type Value, type Way } from './term';

const none: readonly never[] = [];

/** For a term that the function was given, or that is the same everywhere. */
const given: Way = { made: none, labels: none, earlier: none };

/** How a value is come to. */
export const wayOf = (value: Value): Way => (value.kind === 'symbol' || value.kind === 'address' ? value : given);

/** How what stands at a place is come to. */
export function wayTo(place: Place): Way {
  switch (place.is) {
    case 'pointee':
      return place.symbol;
    case 'member':
      return place.of;
    default:
      return given;
  }
}

/** The region that a place is a part of, or else the one from which the pointer to it was read. */
export function outerOf(place: Place): Region | undefined {
  if (place.is === 'member') return place.of;
  return place.is === 'pointee' && place.symbol.origin.from === 'memory' ? place.symbol.origin.region : undefined;
}

/** How a symbol of that origin is come to, itself aside. */
export function wayFrom(origin: Origin): Way {
  switch (origin.from) {
    case 'parameter':
      return given;
    case 'memory':
      return origin.since === ENTRY
        ? origin.region
        : { ...waysOf(origin.region), labels: withLabel(origin.region, origin.since) };
    case 'call':
      return { made: none, labels: [origin.at], earlier: none };
    case 'merge':
      return { made: none, labels: withLabel(origin.region, origin.at), earlier: origin.region.earlier };
    case 'operation':
      return together(origin.operands.map(wayOf));
    case 'earlier':
      return past(wayOf(origin.value), none);
    case 'older':
      return past(origin.holder, [origin.at]);
  }
}

/** The symbols through which one of that origin is come to, that nobody can come to again once nothing holds them. */
export function madeThrough(symbol: Symbol): readonly Symbol[] {
  const { origin } = symbol;
  switch (origin.from) {
    case 'call':
    case 'merge':
    case 'earlier':
    case 'older':
      return [symbol];
    case 'memory':
      return origin.since === ENTRY ? origin.region.made : [...origin.region.made, symbol];
    default:
      return wayFrom(origin).made;
  }
}

const waysOf = ({ made, earlier }: Way): Pick<Way, 'made' | 'earlier'> => ({ made, earlier });

const withLabel = ({ labels }: Way, at: Label): readonly Label[] => union(labels, [at]);

/** A symbol of a turn before is not made again: what its labels were are those of earlier turns. */
const past = ({ labels, earlier }: Way, more: readonly Label[]): Way => ({
  made: none,
  labels: none,
  earlier: union(union(labels, earlier), more),
});

function together([first = given, second]: readonly Way[]): Way {
  if (second === undefined) return first;
  return {
    made: union(first.made, second.made),
    labels: union(first.labels, second.labels),
    earlier: union(first.earlier, second.earlier),
  };
}

function union<T extends Label | Symbol>(one: readonly T[], other: readonly T[]): readonly T[] {
  const added = other.filter((each) => !one.includes(each));
  return added.length === 0 ? one : [...one, ...added];
}
