import { functions, type FunctionName } from '../../knowledge';
import { categories } from '../../knowledge/categories';
import type { ApiFunction, SocketCategory } from '../../knowledge/shape';
import { wskStructures } from '../../knowledge/wsk-structures';
import type { Analysis } from '../analysis';
import { categoryOf } from './socket';
import type { Argument, Use } from '../summary/summary';
import { misuses, type Misuse } from './protocol';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** A call for a socket of a category that does not go with it. */
export interface OfCategory {
  /** The socket as the source spells it. */
  readonly socket: string;
  readonly category: SocketCategory;
  /** The dispatch table that the source calls it through, where that shows. */
  readonly table: string | undefined;
  /** The table that it has. */
  readonly meant: string;
}

/** The functions that are called for a socket. */
export const socketFunctions = (Object.keys(functions) as FunctionName[]).filter((name) => categoriesOf(name).size > 0);

/** The socket that a call is for; undefined where there is none. */
export const socketOf = ({ arguments: named }: Use): Argument | undefined =>
  named.get('Socket') ?? named.get('ListenSocket');

/** The categories that have a function. WskRelease is two: that of datagram sockets has the same name. */
export function categoriesOf(name: string): ReadonlySet<SocketCategory> {
  const api: ApiFunction | undefined = functions[name as FunctionName];
  return new Set([...(api.sockets ?? []), ...(name === 'WskRelease' ? (['datagram'] as const) : [])]);
}

/** The calls of a file for a socket whose category does not have the function. */
export const callsOfOtherCategory = (analysis: Analysis): WrongCall<OfCategory>[] =>
  callsWhere(
    analysis,
    ({ callee }, category) => !categoriesOf(callee).has(category) && !isInspection(callee, category),
  );

/** An inspection that nobody has asked for is completed on an accepted socket: that is what is wrong, not the socket. */
const isInspection = (callee: string, category: SocketCategory): boolean =>
  callee === 'WskInspectComplete' && category === 'connection';

/** The calls of a file through the table of another category, where the function stands in another place there. */
export const callsThroughOtherTable = (analysis: Analysis): WrongCall<OfCategory>[] =>
  callsWhere(analysis, ({ callee, table }, category) => {
    const meant = categories[category].provider;
    if (table === undefined || table === meant || !categoriesOf(callee).has(category)) return false;
    const [taken, right] = [slotIn(table, callee), slotIn(meant, callee)];
    return taken >= 0 && right >= 0 && taken !== right;
  });

/** The number of the slot that a function has in a provider dispatch table; -1 where it has none. */
function slotIn(table: string, name: string): number {
  const members: Readonly<Record<string, Readonly<Record<string, string>>>> = wskStructures;
  // In C++ the basic functions are inherited, in C they are members: `Basic` stands for both of them.
  const names = Object.keys(members[table] ?? {}).filter((member) => member !== 'Basic');
  return names.indexOf(name);
}

const callsWhere = (
  analysis: Analysis,
  isWrong: (use: Use, category: SocketCategory) => boolean,
): WrongCall<OfCategory>[] =>
  wrongCalls(analysis, socketFunctions, (use): Judgement<FunctionName, OfCategory> | undefined => {
    const socket = socketOf(use);
    const category = socket && categoryOf(socket);
    if (socket === undefined || category === undefined || !isWrong(use, category.is)) return undefined;
    const { provider: meant } = categories[category.is];
    const detail = { socket: socket.text, category: category.is, table: use.table, meant };
    return { because: [category.since], detail };
  });

/** The calls of a file for a socket after WskCloseSocket was called for it, another close among them. */
export const callsAfterClose = (analysis: Analysis): Misuse[] =>
  [
    ...misuses(analysis, { calls: FOR_SOCKET, object: 'Socket', wrongIf: { has: ['released'] } }),
    ...misuses(analysis, { calls: FOR_LISTENER, object: 'ListenSocket', wrongIf: { has: ['released'] } }),
  ].sort((one, other) => one.at.start - other.at.start);

const FOR_LISTENER = ['WskAccept', 'WskInspectComplete'] as const;

/** All others call their parameter as this one does. */
const FOR_SOCKET = socketFunctions.filter(
  (name): name is 'WskCloseSocket' => !FOR_LISTENER.some((other) => other === name),
);
