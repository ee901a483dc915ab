import type { Analysis } from '../flow/analysis';
import { nameOf, type FunctionId } from '../flow/anchor';
import { callbackKind, callbackOf, type BarredCall } from '../flow/irql/barred-calls';
import type { IrqlEntry } from '../flow/irql/irql';
import { isAbove } from '../flow/irql/range';
import type { Irql } from '../knowledge/shape';
import type { FunctionDefinition } from '../model/unit';
import type { Related } from './rule';

/** How a function comes to run where it does, for a reader. */
export interface WayIn {
  /** The function with what it is, or runs in: `'Receive', a WskReceiveEvent callback,`. */
  readonly runner: string;
  /** The callback, and the functions between it and the function. */
  readonly related: readonly Related[];
}

/** @returns undefined where the function runs in no callback. */
export function callbackPath(analysis: Analysis, definition: FunctionDefinition, entry: IrqlEntry): WayIn | undefined {
  const origin = callbackOf(entry);
  if (origin === undefined) return undefined;
  const kind = callbackKind(origin);
  const [callback, ...between] = origin.path;
  const first = callback ?? { id: analysis.idOf(definition), name: definition.name };
  const related = [
    ...placeOfName(analysis, first.id, `'${first.name}' is called as ${withArticle(kind)}`),
    ...between.flatMap(({ id, name }) => placeOfName(analysis, id, `and leads here through '${name}'`)),
  ];
  const runner =
    callback === undefined
      ? `'${definition.name}', ${withArticle(kind)},`
      : `'${definition.name}', called by the ${kind} '${callback.name}',`;
  return { runner, related };
}

/** How a call comes to be made above a level: because the function raised the IRQL, or by whom it is called. */
export function wayAbove(analysis: Analysis, barred: BarredCall, max: Irql): WayIn {
  const { definition, call, irql } = barred;
  const { reason } = call.irql;
  if (call.isRaised) {
    const raising =
      reason?.kind === 'raise' ? irql.calls.findLast((one) => isRaise(one, call.node, reason.name)) : undefined;
    const by = reason?.kind === 'raise' ? ` after ${reason.name}` : '';
    const message = `the IRQL is raised here`;
    return {
      runner: `'${definition.name}'${by}`,
      related: raising === undefined ? [] : [{ at: analysis.unit.tree.span(raising.node), message }],
    };
  }
  const way = callbackPath(analysis, definition, irql.entry);
  if (way !== undefined) return way;
  const [role] = irql.entry.roles;
  const callers = irql.entry.callers.filter(({ range }) => range !== undefined && isAbove(range.reaches, max));
  return {
    runner: role === undefined ? `'${definition.name}'` : `'${definition.name}', called as ${role},`,
    related: callers.flatMap(({ id, name }) => placeOfName(analysis, id, `'${name}' calls it there`)),
  };
}

const isRaise = ({ name, node }: BarredCall['call'], before: number, raise: string): boolean =>
  name === raise && node < before;

function placeOfName(analysis: Analysis, id: FunctionId, message: string): Related[] {
  const location = analysis.locate(nameOf(id));
  return location === undefined ? [] : [{ ...location, message }];
}

const withArticle = (kind: string): string => `${kind.startsWith('I') ? 'an' : 'a'} ${kind}`;
