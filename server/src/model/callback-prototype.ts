import type { CallbackName } from '../knowledge';
import { hasConvention } from './calling-convention';
import type { CType } from './ctype';
import { isPointerTo, targetOf } from './type-table';
import type { FunctionDefinition, Unit } from './unit';

/** The parameter that no other function of a driver has in that place, by the callback. */
const TELLING: readonly {
  readonly callback: CallbackName;
  readonly count: number;
  readonly index: number;
  readonly structure: string;
  /** How many pointers lead to the structure. */
  readonly depth: 1 | 2;
}[] = [
  { callback: 'WskAcceptEvent', count: 7, index: 6, structure: 'WSK_CLIENT_CONNECTION_DISPATCH', depth: 2 },
  { callback: 'WskInspectEvent', count: 4, index: 3, structure: 'WSK_INSPECT_ID', depth: 1 },
  { callback: 'WskAbortEvent', count: 2, index: 1, structure: 'WSK_INSPECT_ID', depth: 1 },
  { callback: 'WskReceiveEvent', count: 5, index: 2, structure: 'WSK_DATA_INDICATION', depth: 1 },
  { callback: 'WskReceiveFromEvent', count: 3, index: 2, structure: 'WSK_DATAGRAM_INDICATION', depth: 1 },
];

/** The event callback that a function can only be by its header: by its calling convention and its parameters. */
export function callbackByPrototype(unit: Unit, definition: FunctionDefinition): CallbackName | undefined {
  if (!hasConvention(unit, definition)) return undefined;
  const { parameters } = definition;
  return TELLING.find(({ count, index, structure, depth }) => {
    const type = parameters.length === count ? parameters[index]?.type : undefined;
    return type !== undefined && leadsTo(unit, type, structure, depth);
  })?.callback;
}

const leadsTo = (unit: Unit, type: CType, structure: string, depth: 1 | 2): boolean =>
  isPointerTo(unit, depth === 1 ? type : targetOf(unit, type), structure);
