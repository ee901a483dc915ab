import type { KnownCall } from '../../model/dispatch';
import type { Case } from '../state/case';
import type { Fact } from '../../knowledge/shape';
import type { Symbol, Value } from '../state/terms';
import type { Making } from '../summary/summary';
import { siteOf, type FunctionContext } from './context';

/** A call that makes a socket, with what it was given. */
interface MakingCall {
  readonly context: FunctionContext;
  readonly known: KnownCall;
  readonly values: ReadonlyMap<string, Value | undefined>;
  readonly after: Case;
}

/** IoStatus.Information of the IRP will hold the new socket, which is returned; what it was made with is kept behind it. */
export function socketMade(call: MakingCall, irp: Value): Symbol | undefined {
  const { context, known, after } = call;
  const { terms } = context;
  const whole = terms.pointee(irp);
  const block = whole && terms.member(whole, 'IoStatus');
  const holder = block && terms.member(block, 'Information');
  if (holder === undefined) return undefined;
  const socket = madeSocket(context, known);
  const { facts, making } = madeWith(call);
  after.write(holder, socket);
  for (const fact of facts) after.mark(socket, fact, siteOf(context, known.node, known.name));
  for (const what of ['flags', 'family', 'dispatch'] as const) {
    const place = terms.ofMaking(socket, what);
    const value = making[what];
    if (place !== undefined && value !== undefined) after.write(place, value);
  }
  return socket;
}

/** What stands for the socket that a call makes, in the function that makes the call. */
export const madeSocket = ({ terms }: FunctionContext, { node }: KnownCall): Symbol =>
  terms.madeBy(terms.label(node), 'socket');

interface Made {
  readonly facts: readonly Fact[];
  readonly making: Partial<Making>;
}

function madeWith({ context: { terms }, known, values, after }: MakingCall): Made {
  const [flags, family, listening] = [values.get('Flags'), values.get('AddressFamily'), values.get('ListenSocket')];
  const dispatch = values.get('Dispatch') ?? values.get('AcceptSocketDispatch');
  if (known.name === 'WskSocket')
    return {
      facts: ['made', 'fresh'],
      making: { ...(flags && { flags }), ...(family && { family }), ...(dispatch && { dispatch }) },
    };
  // WskSocketConnect and WskAccept make no other; an accepted socket has the family of the one that listens.
  const connection = terms.named('WSK_FLAG_CONNECTION_SOCKET');
  const inherited = listening && makingOf(listening, after)?.family;
  return {
    facts: ['made', 'bound', 'connected'],
    making: { flags: connection, ...(inherited && { family: inherited }), ...(dispatch && { dispatch }) },
  };
}

/** What a socket was made with; undefined where the value is no pointer. */
export function makingOf(socket: Value, at: Case): Making | undefined {
  const { terms } = at;
  const [flags, family, dispatch] = [
    terms.ofMaking(socket, 'flags'),
    terms.ofMaking(socket, 'family'),
    terms.ofMaking(socket, 'dispatch'),
  ];
  return flags && family && dispatch && { flags: at.read(flags), family: at.read(family), dispatch: at.read(dispatch) };
}
