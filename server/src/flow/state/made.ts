import { rootOf, type Region, type Symbol, type Value } from './terms';

/** Whether a symbol was made on the way: once nothing holds it, nobody can come to it again. */
const isMade = ({ origin: { from } }: Symbol): boolean =>
  from === 'call' || from === 'merge' || from === 'earlier' || from === 'older';

/** The symbols that were made on the way through which a value can be come to. */
export function madeSymbolsOf(value: Value): readonly Symbol[] {
  if (value.kind === 'address') return madeSymbolsBehind(value.region);
  if (value.kind !== 'symbol') return [];
  if (isMade(value)) return [value];
  if (value.origin.from === 'memory') return madeSymbolsBehind(value.origin.region);
  return value.origin.from === 'operation' ? value.origin.operands.flatMap(madeSymbolsOf) : [];
}

function madeSymbolsBehind(region: Region): readonly Symbol[] {
  const { place } = rootOf(region);
  return place.is === 'pointee' ? madeSymbolsOf(place.symbol) : [];
}

/** The variable, or what a pointer points at, that a region is part of. */
export function wholeOf(region: Region): Region {
  let at = region;
  while (at.place.is === 'member') at = at.place.of;
  return at;
}
