import { knownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import { constantOf } from '../../model/constants';
import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import { anchorKey } from '../anchor';
import { onceInFile } from '../once-in-file';
import { misuses, type Misuse } from './protocol';

/** A free of an IRP that WSK may still own. */
export interface FreedEarly extends Misuse {
  /** The wait in a helper of the file that is the mistake of all who call it; undefined where the free, or its caller, is. */
  readonly wait: Span | undefined;
}

/** The frees of a file that follow a cancel or an early end of a wait; of those with one faulty wait the first. */
export const freedEarly = onceInFile((analysis): FreedEarly[] => {
  const wrong = misuses(analysis, { calls: ['IoFreeIrp'], object: 'Irp', wrongIf: { has: ['given-up', 'submitted'] } });
  const told = new Set<string>();
  return wrong.flatMap((misuse): FreedEarly[] => {
    const key = anchorKey(misuse.after.at);
    const isShared = wrong.filter(({ after }) => anchorKey(after.at) === key).length > 1;
    const wait = isShared ? endlessWait(analysis, misuse) : undefined;
    if (wait !== undefined && told.has(key)) return [];
    told.add(key);
    return [{ ...misuse, wait }];
  });
});

/**
 * The wait in a helper that is meant to end with the request only, but may be broken off: no caller expects that. What
 * a caller does after a time-out is its own affair.
 */
function endlessWait(analysis: Analysis, { after }: Misuse): Span | undefined {
  const { unit } = analysis;
  const at = after.through.length === 0 ? undefined : spanHere(analysis, after.at);
  if (at === undefined) return undefined;
  const call = unit.tree
    .descendants(unit.tree.root, 'call_expression')
    .find((node) => knownCall(unit, node)?.nameNode === unit.tree.nodeAt(at.start));
  const limit = call === undefined ? undefined : knownCall(unit, call)?.argument('Timeout');
  return limit !== undefined && constantOf(unit, withoutCasts(unit, limit))?.value === 0 ? at : undefined;
}
