import { callbacks, describe, describeCallback, functions } from '../src/knowledge';
import { addressStructures } from '../src/knowledge/address-structures';
import { flags, type Flag } from '../src/knowledge/flags';
import { describeName } from '../src/knowledge/names';
import { describeControl } from '../src/knowledge/options';
import type { ApiCallback, Parameter } from '../src/knowledge/shape';
import { transportOptions, type TransportOption } from '../src/knowledge/transport-options';
import { wskStructures } from '../src/knowledge/wsk-structures';
import { argumentsOf, calleeOf, inFunction, placeOfName, TYPES } from './name-places';

/** Where an editor should offer a name. */
export interface CompletionPlace {
  /** In words, for the table of the docs. */
  readonly where: string;
  /** C text, with `|` where the cursor stands. */
  readonly source: string;
  /** What the item's label begins with. */
  readonly label: string;
  /** Whether the item writes a function, too. */
  readonly writesFunction?: true;
}

/**
 * Where a driver would want a name to be completed: a function behind the arrow of its
 * table, a callback in its slot, a value where a parameter takes it, and any other name by its first letters. A structure
 * of WSK is wanted with its members, too.
 */
export function completionPlacesOf(name: string): readonly CompletionPlace[] {
  const { kind } = placeOfName(name);
  const place =
    kind === 'callback'
      ? slotOf(name)
      : kind === 'function'
        ? (tableOf(name) ?? byLetters(name, false))
        : (valuePlaceOf(name) ?? byLetters(name, TYPES.includes(kind)));
  return [place, ...memberPlaces(name)];
}

function byLetters(name: string, isType: boolean): CompletionPlace {
  const letters = `${name.slice(0, 4)}|`;
  return {
    where: 'by its first letters',
    source: isType ? `${letters}\n` : inFunction(`x = ${letters};`),
    label: name,
  };
}

function tableOf(name: string): CompletionPlace | undefined {
  const [table] = describe(name)?.tables ?? [];
  if (table === undefined) return undefined;
  const source = inFunction(`const ${table} *d = Dispatch; d->|`);
  return { where: `behind \`->\` of \`${table}\``, source, label: name };
}

function slotOf(name: string): CompletionPlace {
  const table = describeCallback(name)?.table ?? '';
  const source = `const ${table} Table = { .| };\n`;
  return { where: `in its slot, with a new function`, source, label: `${name} = `, writesFunction: true };
}

/** The members of a structure that no header declares in a folder without the WDK. */
function memberPlaces(name: string): readonly CompletionPlace[] {
  const own: Readonly<Record<string, object>> = { ...addressStructures, ...wskStructures };
  const member = Object.keys((Object.hasOwn(own, name) ? own[name] : undefined) ?? {}).find((each) => each !== 'Basic');
  if (member === undefined) return [];
  return [{ where: 'its members behind `->`', source: inFunction(`${name} *s = p; s->|`), label: member }];
}

function valuePlaceOf(name: string): CompletionPlace | undefined {
  return controlPlace(name) ?? flagPlace(name) ?? eventPlace(name) ?? returnedPlace(name) ?? enumeratorPlace(name);
}

function controlPlace(name: string): CompletionPlace | undefined {
  const [operation] = describeControl(name)?.operations ?? transportOperations(name);
  if (operation === undefined) return undefined;
  const where = operation === 'WskControlClient' ? 'ControlCode of WskControlClient' : `ControlCode of ${operation}`;
  const call =
    operation === 'WskControlClient'
      ? `${calleeOf('WskControlClient')}(Client, |`
      : `${calleeOf('WskControlSocket')}(Socket, ${operation}, |`;
  return { where, source: inFunction(`${call});`), label: name };
}

/** Those that a driver has a use for: WSK does nothing with the others. */
function transportOperations(name: string): readonly 'WskSetOption'[] {
  const options: Readonly<Record<string, TransportOption>> = transportOptions;
  const level = Object.hasOwn(options, name) ? options[name]?.level : 'SOL_SOCKET';
  return level === undefined || level === 'SOL_SOCKET' ? [] : ['WskSetOption'];
}

function flagPlace(name: string): CompletionPlace | undefined {
  const table: Readonly<Record<string, Flag>> = flags;
  const users = Object.hasOwn(flags, name) ? (table[name]?.uses.flatMap(({ of }) => of) ?? []) : [];
  return firstOf(
    users,
    (user) => argumentOf(user, ({ flags: taken }) => taken?.includes(name) === true, name) ?? testOf(user, name),
  );
}

/** The first argument of a function whose parameter answers to a question. */
function argumentOf(
  functionName: string,
  isTaken: (parameter: Parameter) => boolean,
  label: string,
): CompletionPlace | undefined {
  const entries = Object.entries(describe(functionName)?.parameters ?? {});
  const index = entries.findIndex(([, parameter]) => isTaken(parameter));
  const [parameterName] = entries[index] ?? [];
  if (parameterName === undefined) return undefined;
  const before = argumentsOf(functionName, index);
  const call = `${calleeOf(functionName)}(${before}${before === '' ? '' : ', '}|);`;
  return { where: `${parameterName} of ${functionName}`, source: inFunction(call), label };
}

/** `Flags & …` in an event callback. */
function testOf(callback: string, label: string): CompletionPlace | undefined {
  const api = describeCallback(callback);
  const flagsName = Object.entries(api?.parameters ?? {}).find(([, { role }]) => role === 'flags')?.[0];
  if (api === undefined || flagsName === undefined) return undefined;
  const source = handlerOf(api, `if ((${flagsName} & |) != 0) { }`);
  return { where: `${flagsName} of a ${callback} callback`, source, label };
}

/** A function with the prototype of an event callback, and a table that names it. */
function handlerOf({ returns, parameters, table }: ApiCallback, statement: string, slot = ''): string {
  const list = Object.entries(parameters).map(([name, { type }]) => `${type} ${name}`);
  const installed = slot === '' ? '' : `const ${table} Table = { .${slot} = Handler };\n`;
  return `${returns} WSKAPI Handler(${list.join(', ')})\n{\n    ${statement}\n}\n${installed}`;
}

function eventPlace(label: string): CompletionPlace | undefined {
  if (describeName(label)?.kind !== 'event flag') return undefined;
  const source = inFunction('WSK_EVENT_CALLBACK_CONTROL Control; Control.EventMask = |;');
  return { where: 'EventMask of WSK_EVENT_CALLBACK_CONTROL', source, label };
}

/** Sockets are made of families, types and protocols, and enumerators are the values of their parameters. */
const BY_NAME = { 'address family': 'AddressFamily', 'socket type': 'SocketType', protocol: 'Protocol' } as const;

/** None of these makes a socket, and a count is no value. */
const NO_VALUES = /^(?:AF_UNSPEC|IPPROTO_IP|IPPROTO_IPV6|Wsk\w+Max)$/;

function enumeratorPlace(label: string): CompletionPlace | undefined {
  const { kind, of: type } = describeName(label) ?? {};
  if (kind === undefined || NO_VALUES.test(label)) return undefined;
  if (kind === 'address family' || kind === 'socket type' || kind === 'protocol') {
    const parameter = describe('WskSocket')?.parameters[BY_NAME[kind]];
    return argumentOf('WskSocket', (each) => each === parameter, label);
  }
  if (kind !== 'enumerator') return undefined;
  const types = type === 'MODE' ? ['KPROCESSOR_MODE'] : [type];
  return firstOf(Object.keys(functions), (name) => argumentOf(name, (each) => types.includes(each.type), label));
}

function returnedPlace(label: string): CompletionPlace | undefined {
  const [name, api] =
    Object.entries<ApiCallback>(callbacks).find(([, { values }]) => Object.hasOwn(values, label)) ?? [];
  if (name === undefined || api === undefined) return undefined;
  return { where: `behind \`return\` in a ${name} callback`, source: handlerOf(api, 'return |;', name), label };
}

function firstOf<From, To>(list: readonly From[], find: (each: From) => To | undefined): To | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
