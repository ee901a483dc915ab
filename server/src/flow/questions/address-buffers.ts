import type { FunctionName } from '../../knowledge';
import { constantOf } from '../../model/constants';
import { knownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import { variableOf } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import { eventCallbacks } from './callbacks';
import { familyOf } from './socket';
import type { Argument, SeenObject, Use } from '../summary/summary';
import { isZero } from '../state/terms';

/** A buffer or length for an address or a name that is not as large as it has to be, or larger than it may be. */
export type WrongSize =
  /** The buffer has not room for an address of the socket's family. */
  | { readonly is: 'small'; readonly parameter: string; readonly object: SeenObject; readonly wanted: number }
  /** The length is more than any address has, or than what it is the length of. */
  | { readonly is: 'long'; readonly parameter: string; readonly length: number; readonly most: number }
  /** There is no room for a name. */
  | { readonly is: 'empty'; readonly parameter: string };

/** The socket and the buffers that receive an address. Sources: the pages of these functions. */
const RECEIVE: Readonly<Partial<Record<FunctionName, readonly [string, ...string[]]>>> = {
  WskGetLocalAddress: ['Socket', 'LocalAddress'],
  WskGetRemoteAddress: ['Socket', 'RemoteAddress'],
  WskAccept: ['ListenSocket', 'LocalAddress', 'RemoteAddress'],
  WskReceiveFrom: ['Socket', 'RemoteAddress'],
};

export const FUNCTIONS_WITH_ADDRESSES = [
  'WskGetLocalAddress',
  'WskGetRemoteAddress',
  'WskAccept',
  'WskReceiveFrom',
  'WskGetNameInfo',
] as const satisfies readonly FunctionName[];

/** In bytes: SOCKADDR_IN, SOCKADDR_IN6, SOCKADDR_STORAGE. */
const SIZES = { AF_INET: 16, AF_INET6: 28 } as const;
const LARGEST = 128;

/** Structures of one family: whether it is that of the socket is another question. */
const OF_FAMILY = /^SOCKADDR_IN6?$|^sockaddr_in6?$/;

/** What of a call has a wrong size; undefined where all is right, or does not show. */
export function wrongSize(use: Use): WrongSize | undefined {
  return use.callee === 'WskGetNameInfo' ? (longAddress(use) ?? emptyName(use)) : smallBuffer(use);
}

function smallBuffer(use: Use): WrongSize | undefined {
  const [name = '', ...buffers] = RECEIVE[use.callee as FunctionName] ?? [];
  const socket = use.arguments.get(name);
  const family = socket && familyOf(socket)?.is;
  const wanted = SIZES[family ?? 'AF_INET'];
  for (const parameter of buffers) {
    const object = use.arguments.get(parameter)?.behind?.object;
    if (object !== undefined && isSmaller(object, wanted)) return { is: 'small', parameter, object, wanted };
  }
  return undefined;
}

function isSmaller(object: SeenObject, wanted: number): boolean {
  const size = sizeOf(object);
  return size !== undefined && size < wanted && !OF_FAMILY.test(object.type);
}

/** All the bytes that belong to an object; undefined where there may be more. */
const sizeOf = ({ isAll, isPointer, size }: SeenObject): number | undefined => (isAll && !isPointer ? size : undefined);

function longAddress(use: Use): WrongSize | undefined {
  const length = numberIn(use.arguments.get('SockAddrLength'));
  if (length === undefined) return undefined;
  const object = use.arguments.get('SockAddr')?.behind?.object;
  const most = (object && sizeOf(object)) ?? LARGEST;
  return length > most ? { is: 'long', parameter: 'SockAddrLength', length, most } : undefined;
}

function emptyName(use: Use): WrongSize | undefined {
  const parameter = ['NodeName', 'ServiceName'].find((name) => {
    const holds = use.arguments.get(name)?.behind?.holds;
    return ['Buffer', 'MaximumLength'].some((member) => {
      const value = holds?.get(member);
      return value !== undefined && isZero(value);
    });
  });
  return parameter === undefined ? undefined : { is: 'empty', parameter };
}

const numberIn = (argument: Argument | undefined): number | undefined =>
  argument?.value.kind === 'number' ? argument.value.value : undefined;

/** A copy of an address that an event callback was given, of more bytes than any family has. */
export interface LongCopy {
  /** The number of bytes, in the call that copies. */
  readonly at: Span;
  readonly address: string;
  readonly length: number;
}

/** The copies in the callbacks of a file that read beyond the address, in the order of the text. */
export function longCopies(analysis: Analysis): LongCopy[] {
  const { unit } = analysis;
  const found = new Map<number, LongCopy>();
  for (const { definition, parameter } of eventCallbacks(analysis, 'WskAcceptEvent', 'WskInspectEvent')) {
    const addresses = new Set([parameter('LocalAddress')?.node, parameter('RemoteAddress')?.node]);
    for (const call of unit.tree.descendants(definition.body, 'call_expression')) {
      const copied = copiedBytes(analysis, call);
      const source = copied && withoutCasts(unit, copied.source);
      const variable = source && unit.tree.kind(source) === 'identifier' ? variableOf(unit, source) : undefined;
      if (copied === undefined || source === undefined || !addresses.has(variable?.node)) continue;
      const at = unit.tree.span(copied.bytes);
      found.set(at.start, { at, address: unit.tree.textOf(source), length: copied.length });
    }
  }
  return [...found.values()].sort((one, other) => one.at.start - other.at.start);
}

function copiedBytes({ unit }: Analysis, call: Node): { source: Node; bytes: Node; length: number } | undefined {
  const known = knownCall(unit, call);
  if (known === undefined || !/^(?:RtlCopyMemory|RtlMoveMemory|memcpy|memmove)$/.test(known.name)) return undefined;
  const [, source, bytes] = known.arguments;
  const length = bytes === undefined ? undefined : constantOf(unit, bytes)?.value;
  if (source === undefined || bytes === undefined || length === undefined || length <= SIZES.AF_INET6) return undefined;
  return { source, bytes, length };
}
