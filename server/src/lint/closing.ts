import type { Analysis } from '../flow/analysis';
import { typeText } from '../model/ctype';
import { definitionAround } from '../model/functions';
import { prototypesOf } from '../model/prototypes';
import { scopeOf } from '../model/scope';
import { isPointerTo } from '../model/types';
import type { FunctionDefinition, Parameter, Unit } from '../model/unit';
import type { Span } from '../text/span';

/** A call of a function of the driver's own. */
export interface ClosingCall {
  readonly callee: string;
  /** Without the semicolon. */
  readonly text: string;
}

/**
 * A call of a function of the file that closes a socket, as it can stand at a place. To close a socket takes an IRP and a
 * wait: only a driver that has a function for both can be offered that. What the function is given beside the socket is the
 * only variable of its type there; undefined where there is none, or more than one.
 */
export function closingCall(analysis: Analysis, at: Span, socket: string): ClosingCall | undefined {
  const { unit } = analysis;
  const around = definitionAround(unit, at);
  for (const definition of unit.functions) {
    const closed = closedParameter(analysis, definition);
    if (around === undefined || closed === undefined || !isDeclaredBefore(unit, definition, at.start)) continue;
    const given = definition.parameters.map((parameter) =>
      parameter === closed ? socket : onlyVariable(unit, around, parameter),
    );
    const before = unit.tree.text.slice(unit.tree.start(around.body), at.start);
    if (given.some((name) => name !== undefined && isFreedIn(before, name))) return undefined;
    if (!given.includes(undefined)) return { callee: definition.name, text: `${definition.name}(${given.join(', ')})` };
  }
  return undefined;
}

/** The parameter of a function that is the socket which it closes. */
function closedParameter(analysis: Analysis, definition: FunctionDefinition): Parameter | undefined {
  const uses = analysis.resultOf(definition)?.uses ?? [];
  const close = uses.find(({ callee, through }) => callee === 'WskCloseSocket' && through.length === 0);
  const socket = close?.arguments.get('Socket')?.text;
  const parameter = definition.parameters.find(({ name }) => name !== undefined && name === socket);
  return parameter !== undefined && isPointerTo(analysis.unit, parameter.type, 'WSK_SOCKET') ? parameter : undefined;
}

/** An IRP that the function has given back on the way is none to close with. */
const isFreedIn = (text: string, name: string): boolean => new RegExp(`\\bIoFreeIrp\\(\\s*${name}\\s*\\)`).test(text);

function onlyVariable(unit: Unit, around: FunctionDefinition, { type }: Parameter): string | undefined {
  const [variable, another] = scopeOf(unit, around).variables.filter((one) => typeText(one.type) === typeText(type));
  return another === undefined ? variable?.name : undefined;
}

/** Not the function itself, which would call itself. */
function isDeclaredBefore(unit: Unit, { name, node, body }: FunctionDefinition, offset: number): boolean {
  const { tree } = unit;
  const isInside = tree.start(body) <= offset && offset < tree.end(body);
  const starts = [node, ...(prototypesOf(unit).get(name) ?? []).map((prototype) => prototype.node)];
  return !isInside && starts.some((each) => tree.start(each) < offset);
}
