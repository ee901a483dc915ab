import { categories } from '../../knowledge/categories';
import { combinations, type Combination } from '../../knowledge/families';
import type { SocketCategory } from '../../knowledge/shape';
import type { Analysis } from '../analysis';
import { isConstant } from '../constant';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type Judgement, type WrongCall } from './wrong-calls';

/** What does not fit the rest of what a socket is to be made of. */
export interface OddPart {
  readonly part: 'AddressFamily' | 'SocketType' | 'Protocol' | 'Flags';
  /** The constant as the source names it, or its number. */
  readonly given: string;
  /** The category that is asked for; undefined where that does not show. */
  readonly category: SocketCategory | undefined;
  /** What would fit instead, where it is one thing. */
  readonly instead: string | undefined;
  /** The protocol that has to change with the type. */
  readonly protocol?: string | undefined;
}

type Makes = 'WskSocket' | 'WskSocketConnect';

/** The calls of a file that ask for a socket of a kind that does not exist, as far as AF_INET and AF_INET6 go. */
export const oddCombinations = (analysis: Analysis): WrongCall<OddPart>[] =>
  wrongCalls<Makes, OddPart>(analysis, ['WskSocket', 'WskSocketConnect'], judge);

function judge(use: Use): Judgement<Makes, OddPart> | undefined {
  const family = use.arguments.get('AddressFamily');
  const odd = isNone(family) ? { part: 'AddressFamily' as const, instead: undefined } : oddPart(use, family);
  const argument = odd && use.arguments.get(odd.part);
  if (odd === undefined || argument === undefined) return undefined;
  // WskSocketConnect has neither of the two that only WskSocket takes.
  const marked = odd.part as 'SocketType' | 'Protocol';
  const given = nameOf(use, odd.part) ?? argument.text;
  return { marked, because: [], detail: { ...odd, given, category: categoryOf(use) } };
}

const isNone = (family: Argument | undefined): boolean => family !== undefined && isConstant(family.value, 'AF_UNSPEC');

type Odd = Pick<OddPart, 'part' | 'instead' | 'protocol'>;

function oddPart(use: Use, family: Argument | undefined): Odd | undefined {
  const [typeName, protocolName] = [nameOf(use, 'SocketType'), nameOf(use, 'Protocol')];
  // Only what is said of IP is known: transports of other families have numbers of their own.
  if (typeName === undefined || !isOfIp(family, use.arguments.get('Protocol'))) return undefined;
  const category = categoryOf(use);
  const wanted = combinations[category ?? 'basic'];
  if (wanted.some((one) => fits(one, typeName, protocolName))) return undefined;
  const isPair = combinations.basic.some((one) => fits(one, typeName, protocolName));
  if (isPair && use.callee === 'WskSocket') return { part: 'Flags', instead: flagFor(typeName, protocolName) };
  const [sameType, other] = wanted.filter((one) => one.type === typeName);
  if (sameType !== undefined) return { part: 'Protocol', instead: other === undefined ? sameType.protocol : undefined };
  return oddType(wanted, protocolName);
}

function oddType(wanted: readonly Combination[], given: string | undefined): Odd {
  const fitting = wanted.find(({ protocol }) => protocol === given) ?? (wanted.length === 1 ? wanted[0] : undefined);
  const isProtocolRight = given === undefined || fitting?.protocol === given;
  return { part: 'SocketType', instead: fitting?.type, protocol: isProtocolRight ? undefined : fitting?.protocol };
}

function isOfIp(family: Argument | undefined, protocol: Argument | undefined): boolean {
  if (family?.value.kind === 'number') return IP.some((name) => isConstant(family.value, name));
  const isNamed = protocol?.value.kind === 'number' && protocol.value.name?.startsWith('IPPROTO_') === true;
  return family?.value.kind !== 'named' && isNamed;
}

const IP = ['AF_INET', 'AF_INET6'];

/** Whether a type and a protocol go together; one that is not known goes with anything. */
const fits = (one: Combination, type: string, protocol: string | undefined): boolean =>
  one.type === type && (one.protocol === undefined || protocol === undefined || one.protocol === protocol);

/** The flag of the one category that is made for a type and a protocol. */
function flagFor(type: string, protocol: string | undefined): string | undefined {
  const made = ALL.filter((name) => name !== 'basic' && combinations[name].some((one) => fits(one, type, protocol)));
  const [only, other] = made;
  return only === undefined || other !== undefined ? undefined : categories[only].flag;
}

const ALL = Object.keys(categories) as SocketCategory[];

/** The category that is asked for: WskSocketConnect makes connections. */
function categoryOf({ callee, arguments: named }: Use): SocketCategory | undefined {
  if (callee === 'WskSocketConnect') return 'connection';
  const flags = named.get('Flags');
  return flags && ALL.find((category) => isConstant(flags.value, categories[category].flag));
}

/** The constants of each parameter, by which a number is named. */
const NAMES: Readonly<Record<OddPart['part'], readonly string[]>> = {
  AddressFamily: ['AF_UNSPEC', 'AF_INET', 'AF_INET6'],
  SocketType: ['SOCK_STREAM', 'SOCK_DGRAM', 'SOCK_RAW'],
  Protocol: ['IPPROTO_IP', 'IPPROTO_ICMP', 'IPPROTO_TCP', 'IPPROTO_UDP', 'IPPROTO_IPV6', 'IPPROTO_RAW'],
  Flags: ALL.map((category) => categories[category].flag),
};

/** What a parameter is given, by the name that the tables have for it, or else by its number; undefined where it is not known. */
function nameOf({ arguments: named }: Use, part: OddPart['part']): string | undefined {
  const value = named.get(part)?.value;
  if (value?.kind !== 'number') return undefined;
  return NAMES[part].find((name) => isConstant(value, name)) ?? `${value.value}`;
}
