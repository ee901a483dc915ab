import type { ParameterName } from '../../knowledge';
import { isConstant } from '../constant';
import type { Analysis } from '../analysis';
import { categoryOf } from './socket';
import { categoriesOf, socketOf } from './socket-calls';
import type { Site } from '../state/object';
import type { Use } from '../summary/summary';
import { wrongCalls, type WrongCall } from './wrong-calls';

/** The functions that need a bound socket. */
const NEEDING = [
  'WskListen',
  'WskAccept',
  'WskConnect',
  'WskConnectEx',
  'WskSendTo',
  'WskSendMessages',
  'WskReceiveFrom',
  'WskGetLocalAddress',
  'WskControlSocket',
] as const;

type Needing = (typeof NEEDING)[number];

/** The control codes that need one, too. */
const NEEDING_CODES = ['SIO_WSK_SET_REMOTE_ADDRESS', 'SIO_WSK_SET_SENDTO_ADDRESS'];

/** The calls of a file for a socket that was made in sight and bound nowhere since, each with the socket's name. */
export function callsBeforeBind(analysis: Analysis): WrongCall<string>[] {
  const binds = new Map<string, boolean>();
  return wrongCalls<Needing, string>(analysis, NEEDING, (use) => {
    const [socket, made] = [socketOf(use), unboundSince(use)];
    if (socket === undefined || made === undefined || !needsBind(use) || isOtherMistake(use)) return undefined;
    if (isConditional(use) && isBoundElsewhere(analysis, use, binds)) return undefined;
    const marked = use.callee === 'WskAccept' ? 'ListenSocket' : 'Socket';
    return { marked: marked as ParameterName<Needing>, because: [made], detail: socket.text };
  });
}

/** Where the socket was made; undefined where it may be bound, or nobody has seen it made. */
function unboundSince(use: Use): Site | undefined {
  const facts = socketOf(use)?.facts;
  const [made, fresh] = [facts?.get('made'), facts?.get('fresh')];
  if (facts === undefined || made === undefined || fresh === undefined || facts.has('bound')) return undefined;
  return made.isDoubtful || fresh.isDoubtful ? undefined : made.site;
}

function needsBind({ callee, arguments: named }: Use): boolean {
  if (callee !== 'WskControlSocket') return true;
  const [type, code] = [named.get('RequestType'), named.get('ControlCode')];
  if (type === undefined || code === undefined || !isConstant(type.value, 'WskIoctl')) return false;
  return NEEDING_CODES.some((name) => isConstant(code.value, name));
}

/** The category does not have the function: to bind the socket would help nothing. */
function isOtherMistake(use: Use): boolean {
  const socket = socketOf(use);
  const category = socket && categoryOf(socket);
  return category !== undefined && !categoriesOf(use.callee).has(category.is);
}

/** Whether the call is reached only where something that the function was given has one value. */
const isConditional = ({ when }: Use): boolean => when.some(([, { least, greatest }]) => least === greatest);

/**
 * Whether the function from which the call is seen binds sockets on other ways: its callers may know that this way and
 * that one never go together.
 */
function isBoundElsewhere(analysis: Analysis, use: Use, known: Map<string, boolean>): boolean {
  const within = (use.through[0]?.at ?? use.at).owner;
  let binds = known.get(within);
  if (binds === undefined) {
    const definition = analysis.definitionOf(within);
    const uses = definition && analysis.resultOf(definition)?.uses;
    binds = uses?.some(({ callee }) => callee === 'WskBind') ?? true;
    known.set(within, binds);
  }
  return binds;
}
