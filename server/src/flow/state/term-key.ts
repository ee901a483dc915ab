import { ENTRY, type Label, type Origin } from './term';

/** What names a symbol of that origin, the same on every run. */
export function keyOf(origin: Origin): string {
  switch (origin.from) {
    case 'parameter':
      return `param${origin.index}`;
    case 'memory':
      return origin.since === ENTRY ? `(${origin.region.key})` : `(${origin.region.key})${mark(origin.since)}`;
    case 'call':
      return `call${mark(origin.at)}${origin.part}`;
    case 'merge':
      return `merge${mark(origin.at)}${origin.region.key}`;
    case 'operation':
      return `(${origin.operator} ${origin.operands.map(({ key }) => key).join(' ')})`;
    case 'earlier':
      // Without the mark: an earlier symbol is not made again.
      return `earlier ${origin.value.key.replaceAll('@', '#')}`;
    case 'older':
      return `older #${origin.at}# ${origin.holder.key.replaceAll('@', '#')}`;
  }
}

/** How long the longest access path is in a symbol of that origin. */
export function depthOf(origin: Origin): number {
  switch (origin.from) {
    case 'memory':
    case 'merge':
      return origin.region.depth;
    case 'operation':
      return 1 + Math.max(0, ...origin.operands.map((operand) => (operand.kind === 'symbol' ? operand.depth : 0)));
    case 'older':
      return origin.holder.depth;
    case 'earlier':
      return origin.value.kind === 'symbol' ? origin.value.depth : 1;
    default:
      return 1;
  }
}

const mark = (at: Label): string => `@${at}@`;
