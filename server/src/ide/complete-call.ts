import type { ApiFunction } from '../knowledge/shape';
import { typeSpelt } from '../model/ctype';
import { scopeOf } from '../model/scope';
import { isPointerTo, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { withinStop } from './complete-item';
import type { Place } from './place';

/** A longer call has a line for each argument. */
const LONGEST_LINE = 100;

/** A call with a tab stop for each argument. `socket` is the expression for the socket, where it shows which one is meant. */
export function callText(unit: Unit, place: Place, name: string, api: ApiFunction, socket: string | undefined): string {
  const stops = Object.entries(api.parameters).map(([parameter, { type, role, flags }], index) => {
    const isSocket = role === 'socket' && socket !== undefined;
    const value = isSocket ? socket : role === 'flags' ? '0' : (variableFor(unit, place, type) ?? parameter);
    return `\${${index + 1}:${withinStop(flags?.length === 0 ? '0' : value)}}`;
  });
  const line = `${name}(${stops.join(', ')})`;
  return `${line.length - 5 * stops.length > LONGEST_LINE ? `${name}(\n\t${stops.join(',\n\t')})` : line}$0`;
}

/** The only variable of the function that has the type of a parameter; a PVOID fits none in particular. */
function variableFor(unit: Unit, place: Place, spelt: string): string | undefined {
  const type = typeSpelt(spelt);
  const target = structureName(unit, targetOf(unit, type));
  const definition = unit.functions.find(
    ({ body }) => unit.tree.start(body) < place.offset && place.offset <= unit.tree.end(body),
  );
  if (definition === undefined || target === undefined) return undefined;
  const fitting = scopeOf(unit, definition).variables.filter((variable) => isPointerTo(unit, variable.type, target));
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}
