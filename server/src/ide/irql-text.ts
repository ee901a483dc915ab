import type { IrqlRange } from '../flow/irql/range';

/** An IRQL range as one reads it in an editor: `PASSIVE_LEVEL`, `≤ DISPATCH_LEVEL`; undefined where it says nothing. */
export function irqlRangeText({ least, greatest }: Pick<IrqlRange, 'least' | 'greatest'>): string | undefined {
  if (least === greatest) return least;
  if (greatest === 'HIGH_LEVEL') return least === 'PASSIVE_LEVEL' ? undefined : `≥ ${least}`;
  return least === 'PASSIVE_LEVEL' ? `≤ ${greatest}` : `${least} to ${greatest}`;
}
