import type { ApiFunction } from '../knowledge/shape';
import { typeSpelt } from '../model/ctype';
import { scopeOf, type Variable } from '../model/scope';
import { isPointerTo, structureName, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import { withinStop } from './complete-item';
import type { Place } from './place';

/** A longer call has a line for each argument. */
const LONGEST_LINE = 100;

/**
 * A call with a tab stop for each argument. `socket` is the expression for the socket, where it shows which one is meant.
 */
export type WriteCall = (name: string, api: ApiFunction, socket?: string) => string;

/** Writes calls for a place, with the variables of the function that it is in. */
export function callsAt(unit: Unit, place: Place): WriteCall {
  const variables = variablesAt(unit, place);
  const fitting = new Map<string, string | undefined>();
  const variableFor = (type: string): string | undefined => {
    if (!fitting.has(type)) fitting.set(type, onlyOneOf(unit, variables, type));
    return fitting.get(type);
  };
  return (name, api, socket) => {
    const stops = Object.entries(api.parameters).map(([parameter, { type, role, flags }], index) => {
      const isSocket = role === 'socket' && socket !== undefined;
      const value = isSocket ? socket : role === 'flags' ? '0' : (variableFor(type) ?? parameter);
      return `\${${index + 1}:${withinStop(flags?.length === 0 ? '0' : value)}}`;
    });
    const line = `${name}(${stops.join(', ')})`;
    return `${line.length - 5 * stops.length > LONGEST_LINE ? `${name}(\n\t${stops.join(',\n\t')})` : line}$0`;
  };
}

function variablesAt(unit: Unit, { offset }: Place): readonly Variable[] {
  const { tree, functions } = unit;
  const definition = functions.find(({ body }) => tree.start(body) < offset && offset <= tree.end(body));
  return definition === undefined ? [] : scopeOf(unit, definition).variables;
}

/** The only variable that has the type of a parameter; a PVOID fits none in particular. */
function onlyOneOf(unit: Unit, variables: readonly Variable[], type: string): string | undefined {
  const target = structureName(unit, targetOf(unit, typeSpelt(type)));
  if (target === undefined) return undefined;
  const fitting = variables.filter((variable) => isPointerTo(unit, variable.type, target));
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}
