import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { spanHere, type Analysis } from '../analysis';
import { eventCallbacks, isParameter, type CallbackExit, type EventCallback } from './callbacks';
import { isConstant } from '../constant';
import { isHandedOnBefore } from './handed-on';
import type { Use } from '../summary/summary';

/** What a WskAcceptEvent callback puts out for the socket that it accepts. */
const OUTPUTS = ['AcceptSocketContext', 'AcceptSocketDispatch'] as const;
type Output = (typeof OUTPUTS)[number];

type AcceptEvent = EventCallback<'WskAcceptEvent'>;

/** A place where a WskAcceptEvent callback has not put out what it owes. */
export interface MissingOutputs {
  readonly definition: FunctionDefinition;
  readonly at: Span;
  /** What is missing, as the driver names its parameters. */
  readonly missing: readonly string[];
  /** The connection is accepted there, or its callbacks are enabled. */
  readonly when: 'accepting' | 'enabling';
}

/** The places of a file where a connection is accepted without its context and dispatch table, in the order of the text. */
export function missingAcceptOutputs(analysis: Analysis): MissingOutputs[] {
  const found = eventCallbacks(analysis, 'WskAcceptEvent').flatMap((by) => {
    const accepting = acceptedWithout(analysis, by);
    return accepting.length > 0 ? accepting : enabledTooEarly(analysis, by);
  });
  return found.sort((one, other) => one.at.start - other.at.start);
}

/** The `return`s that accept a socket of which something was not put out. */
function acceptedWithout({ unit: { tree } }: Analysis, by: AcceptEvent): readonly MissingOutputs[] {
  const found = new Map<Node, MissingOutputs>();
  for (const exit of by.exits) {
    const missing = accepts(exit) ? missingAt(by, exit) : [];
    if (missing.length > 0 && !found.has(exit.node))
      found.set(exit.node, { definition: by.definition, at: tree.span(exit.node), missing, when: 'accepting' });
  }
  return [...found.values()];
}

/** Whether the driver takes a socket there that it was given. */
const accepts = ({ value, isAfterDeath }: CallbackExit): boolean =>
  isConstant(value, 'STATUS_SUCCESS') && !isAfterDeath;

/** What is certainly not put out at an exit. In doubt it may be, unless the callback never does so at all. */
const missingAt = (by: AcceptEvent, exit: CallbackExit<Output>): readonly string[] =>
  OUTPUTS.filter((output) =>
    (exit.isDoubtful ? by.exits : [exit]).every((one) => one.writtenTo(output) === undefined),
  ).flatMap((output) => nameOf(by, output) ?? []);

const nameOf = (by: AcceptEvent, output: Output): string | undefined => by.parameter(output)?.name;

/** The calls that enable callbacks of the accepted socket before its context or table is named anywhere. */
function enabledTooEarly(analysis: Analysis, by: AcceptEvent): readonly MissingOutputs[] {
  const { unit } = analysis;
  const uses = analysis.resultOf(by.definition)?.uses ?? [];
  const found = new Map<number, MissingOutputs>();
  for (const use of uses.filter(isEnabling)) {
    const at = spanHere(analysis, use.through[0]?.at ?? use.at);
    const missing = at === undefined ? [] : OUTPUTS.flatMap((output) => notNamedBefore(unit, by, output, at) ?? []);
    if (at !== undefined && missing.length > 0)
      found.set(at.start, { definition: by.definition, at, missing, when: 'enabling' });
  }
  return [...found.values()];
}

/** `WskControlSocket(AcceptSocket, WskSetOption, SO_WSK_EVENT_CALLBACK, …)` on the socket that the callback is given. */
function isEnabling({ callee, arguments: named }: Use): boolean {
  const [socket, code, type] = ['Socket', 'ControlCode', 'RequestType'].map((name) => named.get(name)?.value);
  return (
    callee === 'WskControlSocket' &&
    socket !== undefined &&
    isParameter(socket, ACCEPT_SOCKET) &&
    code !== undefined &&
    isConstant(code, 'SO_WSK_EVENT_CALLBACK') &&
    type !== undefined &&
    isConstant(type, 'WskSetOption')
  );
}

/** Where WskAcceptEvent has its parameter AcceptSocket. */
const ACCEPT_SOCKET = 4;

/** The driver's name of an output that no step names which can come before a place; undefined where one does. */
function notNamedBefore(unit: Unit, by: AcceptEvent, output: Output, at: Span): string | undefined {
  const name = nameOf(by, output);
  const isNamed = name === undefined || isHandedOnBefore(unit, by.definition, unit.tree.nodeAt(at.end), name);
  return isNamed ? undefined : name;
}
