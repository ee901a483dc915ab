import { isOnlyZero } from '../state/range';
import { isLocal } from '../state/held';
import type { Case } from '../state/case';
import type { Region } from '../state/terms';
import type { Lifting } from './lifting';
import type { Exit, Summary } from './summary';

/**
 * A called function has failed and its caller drops what it says: a pointer that it was to make is NULL, and stands where
 * others will find it.
 * @param after How things stand behind the call where it ended so.
 */
export function leftNull(lifting: Lifting, { exits }: Summary, exit: Exit, after: Case): void {
  const { context, node, substitution } = lifting;
  if (!isDropped(lifting) || exits.every(({ returns }) => returns === exit.returns)) return;
  for (const [region, written] of exit.writes) {
    const [here, value] = [substitution.region(region), substitution.value(written)];
    const cause = after.state(value).facts.get('maybe-null');
    if (here === undefined || cause === undefined || after.isDoubtful(cause) || !isFoundByOthers(here)) continue;
    if (value.kind === 'symbol' && isOnlyZero(after.rangeOf(value))) context.observer.leftNull(node, here, cause.site);
  }
}

/** `Prepare(&Connection->Request);` */
function isDropped({ context: { unit }, node }: Lifting): boolean {
  const parent = unit.tree.parent(node);
  return parent !== undefined && unit.tree.kind(parent) === 'expression_statement';
}

const isFoundByOthers = ({ root: { place } }: Region): boolean =>
  place.is === 'pointee' || (place.is === 'variable' && !isLocal(place.variable));
