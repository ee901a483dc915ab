import { ENTRY, type Label, type Region, type Symbol, type Way } from './term';
import { outerOf } from './way';

/** The part of a request that is the status it completes with. */
export const COMPLETION = 'completion';

/** Whether a symbol is what a request has completed with, made here or in a function that was called. */
export const isCompletion = ({ origin }: Symbol): boolean => origin.from === 'call' && origin.part.endsWith(COMPLETION);

/** Whether the engine once could have known a value and does not any more: a flag may have said what it decides. */
export function isLost({ origin }: Symbol): boolean {
  switch (origin.from) {
    case 'merge':
    case 'earlier':
    case 'older':
      return true;
    case 'memory':
      return origin.since !== ENTRY || isBehindLost(origin.region);
    case 'call':
      return origin.part.startsWith('unknown');
    case 'operation':
      // What was counted may have been counted elsewhere, too.
      return (
        /^[+-]$/.test(origin.operator) ||
        origin.operands.some((operand) => operand.kind === 'symbol' && isLost(operand))
      );
    case 'parameter':
      return false;
  }
}

/** What begins the name of what is kept behind an object of how it was made. No member in C is called so. */
export const OF_MAKING = '(made with) ';

/** Whether a region holds how an object was made, which nothing changes. */
export const isOfMaking = ({ place }: Region): boolean => place.is === 'member' && place.name.startsWith(OF_MAKING);

/** The array that an element belongs to; any other region itself. */
export function wholeArray(region: Region): Region {
  let at = region;
  while (at.place.is === 'member' && at.place.name.startsWith('[')) at = at.place.of;
  return at;
}

/** Whether a region is a part of another, or that itself. */
export function isInside(region: Region, whole: Region): boolean {
  if (region.whole !== whole.whole) return false;
  for (let at: Region | undefined = region; at !== undefined; at = at.place.is === 'member' ? at.place.of : undefined) {
    if (at === whole) return true;
  }
  return false;
}

/** Whether a region is IoStatus.Information of an IRP: who makes the request looks there, and nobody else. */
export const isInformation = ({ place }: Region): boolean =>
  place.is === 'member' &&
  place.name === 'Information' &&
  place.of.place.is === 'member' &&
  place.of.place.name === 'IoStatus';

/** Whether the pointer through which a region is come to is lost. */
function isBehindLost({ root: { place } }: Region): boolean {
  return place.is === 'pointee' && isLost(place.symbol);
}

/** The region a region is a part of, or else the one from which the pointer to it was read. */
export const outer = ({ place }: Region): Region | undefined => outerOf(place);

/** The variable or the symbol at the bottom of an access path. */
export const rootOf = ({ root }: Region): Region => root;

/** Whether a term was made at a place, or stands behind what was made there. */
export const wasMadeAt = ({ labels }: Way, at: Label): boolean => labels.includes(at);

/** Whether a term was made at a place in a turn of a loop before this one. */
export const isEarlierOf = ({ earlier }: Way, at: Label): boolean => earlier.includes(at);
