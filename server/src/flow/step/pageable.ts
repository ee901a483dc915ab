import type { Effect, Fact } from '../../knowledge/shape';
import { isConstant } from '../constant';
import type { Case } from '../state/case';
import type { Known, ObjectState } from '../state/object';
import type { Value } from '../state/terms';
import type { ArgumentValues } from './effects';

type Pageable = Extract<Effect, { effect: 'acquires' }>['pageable'];

/** Whether memory that a call gives may be paged out. What may be so on some paths only is not. */
export function isPageable(pageable: Pageable, values: ArgumentValues, at: Case): boolean {
  if (pageable === undefined || pageable === true) return pageable === true;
  if ('as' in pageable) {
    const memory = values.get(pageable.as);
    return memory !== undefined && factsOf(at, memory).has('pageable');
  }
  const kind = values.get(pageable.kind);
  const settled = kind && at.settle(kind);
  return settled !== undefined && isPagedKind(settled, pageable.kind);
}

/** The lowest bit of a POOL_TYPE, where it is set. */
const PAGED_TYPE = 1;
/** POOL_FLAG_PAGED. */
const PAGED_FLAG = 0x100;

function isPagedKind(kind: Value, parameter: string): boolean {
  if (kind.kind === 'symbol') {
    const { origin } = kind;
    const isSum = origin.from === 'operation' && origin.operator === '|';
    return isSum && origin.operands.some((operand) => isPagedKind(operand, parameter));
  }
  if (kind.kind !== 'number') return isConstant(kind, 'PagedPool') || isConstant(kind, 'POOL_FLAG_PAGED');
  return (kind.value & (parameter === 'Flags' ? PAGED_FLAG : PAGED_TYPE)) !== 0;
}

/** What is known of an object; of a part of some memory also whether that can be paged out. */
export function factsOf(at: Case, value: Value): ObjectState['facts'] {
  const { facts } = at.state(value);
  if (value.kind !== 'address' || at.objects.size === 0) return facts;
  const { place } = value.region.whole;
  const whole = place.is === 'pointee' ? at.state(place.symbol).facts.get('pageable') : undefined;
  return whole === undefined ? facts : new Map<Fact, Known>([...facts, ['pageable', whole]]);
}
