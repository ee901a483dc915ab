import type { SeenUse } from '../analysis';
import { anchorKey, sameAnchor } from '../anchor';
import type { Site } from '../state/object';
import { isFromEntry } from '../step/use';
import type { Use } from '../summary/summary';

/** Whose an IRP is: this driver's, that of a driver above, or not known. */
export type IrpOwner = 'own' | 'foreign' | 'unknown';

/** A call that hands an IRP to WSK, or to another driver, as it is seen from one function. */
export interface Request {
  readonly use: Use;
  readonly irp: IrpOwner;
  /** Where the IRP came from, where that shows. */
  readonly origin: Site | undefined;
  /** The IRP is a parameter of the function from which the call is seen, or is found through one. */
  readonly isGiven: boolean;
}

/** What is asked of an IRP; undefined for a call without one. */
export function requestOf({ use }: SeenUse): Request | undefined {
  const irp = use.kind === 'kernel' || use.kind === 'local' ? undefined : use.arguments.get('Irp');
  if (irp === undefined || irp.value.kind === 'number') return undefined;
  const [own, foreign] = [irp.facts.get('own'), irp.facts.get('foreign')];
  const owner = own !== undefined && foreign === undefined ? 'own' : foreign !== undefined ? 'foreign' : 'unknown';
  return { use, irp: owner, origin: (own ?? foreign)?.site, isGiven: isFromEntry(irp.value) };
}

/** Without what a helper does not know of the IRP that it is given, where its callers do. */
export function telling<R extends Request>(requests: readonly R[]): readonly R[] {
  const resolved = new Map<string, Use[]>();
  for (const { irp, use } of requests) {
    if (irp === 'unknown') continue;
    const [key, known] = [anchorKey(use.at), resolved.get(anchorKey(use.at))];
    if (known === undefined) resolved.set(key, [use]);
    else known.push(use);
  }
  const isResolved = (use: Use): boolean =>
    resolved.get(anchorKey(use.at))?.some((known) => leadsTo(known, use)) === true;
  return requests.filter(({ irp, isGiven, use }) => !(irp === 'unknown' && isGiven && isResolved(use)));
}

/** Whose the IRP of all of some requests is; unknown where they differ. */
export function ownerOf(requests: readonly Request[]): IrpOwner {
  const [first] = requests;
  return first !== undefined && requests.every(({ irp }) => irp === first.irp) ? first.irp : 'unknown';
}

/** Whether one use is another as a caller sees it. */
function leadsTo(outer: Use, inner: Use): boolean {
  const extra = outer.through.length - inner.through.length;
  return (
    sameAnchor(outer.at, inner.at) &&
    extra > 0 &&
    inner.through.every(({ at }, index) => {
      const step = outer.through[index + extra];
      return step !== undefined && sameAnchor(step.at, at);
    })
  );
}
