import type { Analysis } from '../analysis';
import { isConstant } from '../constant';
import { familyOf } from './socket';
import { socketOf } from './socket-calls';
import type { Site } from '../state/object';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';
import { isZero } from '../state/terms';

type Family = 'AF_INET' | 'AF_INET6';

/** An address that does not go with the socket, or with the other address of the call. */
export interface WrongAddress {
  /** As the source spells it. */
  readonly text: string;
  /** What it is: the type of the structure, or the family that it holds; 'unset' where it holds none. */
  readonly is: string;
  /** What it should be. */
  readonly wanted: Family | undefined;
  /** The socket as the source spells it; undefined where two addresses of one call differ. */
  readonly socket: string | undefined;
}

/** The addresses that functions read, by the parameter. */
const ADDRESSES = {
  WskBind: ['LocalAddress'],
  WskConnect: ['RemoteAddress'],
  WskConnectEx: ['RemoteAddress'],
  WskSendTo: ['RemoteAddress'],
  WskSendMessages: ['RemoteAddress'],
  WskSocketConnect: ['LocalAddress', 'RemoteAddress'],
} as const;

type Addressed = keyof typeof ADDRESSES;

/** The calls of a file that are given an address of another family than the socket has. */
export const wrongAddresses = (analysis: Analysis): WrongCall<WrongAddress>[] =>
  wrongCalls<Addressed, WrongAddress>(analysis, Object.keys(ADDRESSES) as Addressed[], judge);

function judge(use: Use): Judgement<Addressed, WrongAddress> | undefined {
  const names = ADDRESSES[use.callee as Addressed];
  const addresses = names.flatMap((name) => {
    const argument = use.arguments.get(name);
    return argument === undefined ? [] : [{ name, argument }];
  });
  for (const { name, argument } of addresses) {
    const found = unset(use, argument) ?? ofOtherFamily(use, argument);
    if (found !== undefined) return { marked: name as never, because: found.because, detail: found.detail };
  }
  const [local, remote] = addresses;
  return local && remote && ofTwoFamilies(local.argument, remote.argument);
}

interface Found {
  readonly because: readonly Site[];
  readonly detail: WrongAddress;
}

function ofOtherFamily(use: Use, argument: Argument): Found | undefined {
  const socket = socketOf(use);
  const [known, given] = [socket && familyOf(socket), addressOf(argument)];
  if (socket === undefined || known === undefined) return undefined;
  const isTooSmall = known.is === 'AF_INET6' && isPlainAddress(argument);
  if (!isTooSmall && (given === undefined || given.family === known.is)) return undefined;
  const is = isTooSmall ? 'SOCKADDR' : (given?.is ?? 'another family');
  return { because: [known.since], detail: { text: argument.text, is, wanted: known.is, socket: socket.text } };
}

function ofTwoFamilies(local: Argument, remote: Argument): Judgement<Addressed, WrongAddress> | undefined {
  const [one, other] = [addressOf(local), addressOf(remote)];
  if (one === undefined || other === undefined || one.family === other.family) return undefined;
  const detail = { text: remote.text, is: other.is, wanted: one.family, socket: undefined };
  return { marked: 'RemoteAddress' as never, because: [], detail };
}

const STRUCTURES: readonly (readonly [RegExp, Family])[] = [
  [/^_?SOCKADDR_IN6(?:_LH)?$/i, 'AF_INET6'],
  [/^_?SOCKADDR_IN$/i, 'AF_INET'],
];

/** The family of an address, by the structure that is declared for it or else by the family that it holds. */
function addressOf({ behind }: Argument): { readonly family: Family; readonly is: string } | undefined {
  const object = behind?.object;
  const structure = object && STRUCTURES.find(([pattern]) => !object.isPointer && pattern.test(object.type));
  if (structure !== undefined)
    return { family: structure[1], is: structure[1] === 'AF_INET' ? 'SOCKADDR_IN' : 'SOCKADDR_IN6' };
  const held = [...(behind?.holds.values() ?? [])];
  const family = (['AF_INET', 'AF_INET6'] as const).find((name) => held.some((value) => isConstant(value, name)));
  return family && { family, is: family };
}

/** A SOCKADDR of its own is smaller than the address of AF_INET6. */
const isPlainAddress = ({ behind }: Argument): boolean =>
  behind?.object?.isAll === true && /^_?SOCKADDR$/i.test(behind.object.type);

/** An address whose family nobody has set by any of its names: it is zero, or what the stack had there before. */
function unset({ isDoubtful }: Use, { text, behind }: Argument): Found | undefined {
  const object = behind?.object;
  if (behind === undefined || object === undefined || !STRUCTURES.some(([pattern]) => pattern.test(object.type)))
    return undefined;
  const held = [...behind.holds];
  const isNothing = (name: string): boolean => !isDoubtful && behind.unset.includes(name);
  const isUnset = held.length > 0 && held.every(([name, value]) => isZero(value) || isNothing(name));
  return isUnset ? { because: [], detail: { text, is: 'unset', wanted: undefined, socket: undefined } } : undefined;
}
