import { parameterVariable } from '../../model/scope';
import { isPointerTo } from '../../model/types';
import type { FunctionDefinition, Unit } from '../../model/unit';
import { HEADER, type FunctionId } from '../anchor';
import { Case } from '../state/case';
import type { Terms } from '../state/terms';

/** What the project says of a function that is about to be entered. */
export interface Entry {
  readonly id: FunctionId;
  /** The I/O manager hands it other drivers' IRPs. */
  readonly isDispatchRoutine: boolean;
}

/** How things stand when a function is entered: each parameter is a symbol, and the IRP of a dispatch routine is foreign. */
export function entryCase(unit: Unit, definition: FunctionDefinition, terms: Terms, entry: Entry): Case {
  const start = new Case(terms);
  definition.parameters.forEach((parameter, index) => {
    const variable = parameterVariable(unit, parameter);
    const symbol = terms.symbol({ from: 'parameter', index });
    if (variable !== undefined) start.write(terms.variable(variable), symbol);
    if (mayBeNull(unit, definition, index)) {
      const at = { owner: entry.id, call: HEADER, part: index };
      start.mark(symbol, 'maybe-null', { at, callee: definition.name, through: [] });
    }
    // NTSTATUS DispatchRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
    if (index === 1 && entry.isDispatchRoutine) {
      const at = { owner: entry.id, call: HEADER, part: index };
      start.mark(symbol, 'foreign', { at, callee: definition.name, through: [] });
    }
  });
  return start;
}

/** What drivers forget to look at: what was allocated, and what is NULL where a socket is no longer good for anything. */
const SUSPECTS = ['IRP', 'MDL', 'WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION'];

/** By its type alone: whether it can be NULL is for the caller to know. */
const mayBeNull = (unit: Unit, { parameters }: FunctionDefinition, index: number): boolean => {
  const type = parameters[index]?.type;
  if (type === undefined) return false;
  // NTSTATUS WskAcceptEvent(PVOID SocketContext, …, PWSK_SOCKET AcceptSocket, PVOID *AcceptSocketContext, …)
  const isAccepted = index === 4 && parameters.length === 7 && isPointerTo(unit, type, 'WSK_SOCKET');
  return isAccepted || SUSPECTS.some((name) => isPointerTo(unit, type, name));
};
