import { isWskFunction } from '../knowledge';
import { knownCall } from '../model/dispatch';
import { outlineOf } from '../model/outline';
import { perUnit } from '../model/per-unit';
import { identifierIn } from '../model/references';
import { isPointerTo, targetOf } from '../model/type-table';
import type { FunctionDefinition, Unit } from '../model/unit';
import type { Node } from '../syntax/tree';

/** A place where a socket gets its table of event callbacks, and the context that these are called with. */
export interface SocketMade {
  /** What names the function that makes the socket; where a WskAcceptEvent callback accepts it, the table. */
  readonly node: Node;
  /** The variable that is the table. */
  readonly table: string;
  readonly context: Node | undefined;
}

/** The sockets that a file makes or accepts with tables which it names, in the order of the text. */
export const socketsMade = perUnit((unit): readonly SocketMade[] =>
  [...madeInCalls(unit), ...unit.functions.flatMap((definition) => acceptedIn(unit, definition))].sort(
    (one, other) => one.node - other.node,
  ),
);

/** `WskSocket(…, Context, &Dispatch, …)`, and the same with WskSocketConnect and WskAccept. */
function madeInCalls(unit: Unit): SocketMade[] {
  const { tree } = unit;
  return tree.descendants(tree.root, 'call_expression').flatMap((each) => {
    const call = knownCall(unit, each);
    if (call === undefined || !isWskFunction(call.name)) return [];
    const dispatch = call.argument('Dispatch') ?? call.argument('AcceptSocketDispatch');
    const context = call.argument('SocketContext') ?? call.argument('AcceptSocketContext');
    const table = dispatch === undefined ? undefined : identifierIn(unit, dispatch);
    return table === undefined ? [] : [{ node: call.nameNode, table: tree.textOf(table), context }];
  });
}

/** `*AcceptSocketContext = Connection; *AcceptSocketDispatch = &Dispatch;` */
function acceptedIn(unit: Unit, { parameters, body }: FunctionDefinition): SocketMade[] {
  const { tree } = unit;
  const position = parameters.findIndex(({ type }) => isPointerTo(unit, targetOf(unit, type), CONNECTION));
  const [before, given] = [parameters[position - 1]?.name, parameters[position]?.name];
  if (given === undefined) return [];
  const assigned = outlineOf(tree).assignment_expression.filter(
    (node) => tree.start(body) <= tree.start(node) && tree.end(node) <= tree.end(body),
  );
  const context = before === undefined ? undefined : assigned.flatMap((node) => writtenTo(unit, node, before) ?? [])[0];
  return assigned.flatMap((node) => {
    const dispatch = writtenTo(unit, node, given);
    const table = dispatch === undefined ? undefined : identifierIn(unit, dispatch);
    return table === undefined ? [] : [{ node: table, table: tree.textOf(table), context }];
  });
}

const CONNECTION = 'WSK_CLIENT_CONNECTION_DISPATCH';

/** What an assignment writes to where a parameter points: the `value` of `*Parameter = value`. */
function writtenTo({ tree }: Unit, assignment: Node, parameter: string): Node | undefined {
  const left = tree.field(assignment, 'left');
  const isMeant = left !== undefined && tree.textOf(left).replaceAll(/[\s()]/g, '') === `*${parameter}`;
  return isMeant ? tree.field(assignment, 'right') : undefined;
}
