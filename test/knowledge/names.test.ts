import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { describe, describeCallback } from '../../server/src/knowledge';
import { knownConstants, symbolicConstants } from '../../server/src/knowledge/constants';
import { enumerations } from '../../server/src/knowledge/enumerations';
import { eventFlags } from '../../server/src/knowledge/event-flags';
import { flags, type Flag } from '../../server/src/knowledge/flags';
import { describedNames, describeMember, describeName } from '../../server/src/knowledge/names';
import { structures } from '../../server/src/knowledge/structures';
import { header, namesOfWsk, pages, spelled } from './pages';

const isExplained = (name: string): boolean =>
  (describe(name) ?? describeCallback(name) ?? describeName(name)) !== undefined;

const allNames = (): string[] => Object.entries(namesOfWsk).flatMap(([sort, names]) => (sort === 'about' ? [] : names));

/** Names that look as if they were of wsk.h, are explained, and are not on the list. */
const EXTRA: Readonly<Record<string, string>> = {};

test('every name of wsk.h and of its pages is explained', () => {
  assert.deepEqual(
    allNames().filter((name) => !isExplained(name) || !describedNames.includes(name)),
    [],
  );
  assert.ok(allNames().length >= 180);
});

test('no name is explained as one of WSK that is none', () => {
  const listed = new Set(allNames());
  const looksLikeOne = /^(?:Wsk|WSK|PFN_WSK|SO_WSK|SIO_WSK|NPI_WSK|MAKE_WSK)/;
  const extra = describedNames.filter((name) => looksLikeOne.test(name) && !listed.has(name));
  assert.deepEqual(extra, Object.keys(EXTRA));
});

test('every name of the list of explained names is explained', () => {
  assert.deepEqual(
    describedNames.filter((name) => !isExplained(name)),
    [],
  );
  assert.equal(new Set(describedNames).size, describedNames.length);
});

test('every constant that the engine knows is explained, but for those of C itself', () => {
  const ofC = ['NULL', 'FALSE', 'TRUE'];
  const names = [...Object.keys(knownConstants), ...symbolicConstants].filter(
    (name) => describeName(name) === undefined,
  );
  assert.deepEqual(names, ofC);
});

test('every sentence of an explanation ends, and none is empty', () => {
  for (const name of describedNames) {
    const entry = describeName(name);
    for (const sentence of entry === undefined ? [] : [entry.summary, ...entry.facts])
      assert.match(sentence, /^\S.*\.$/, name);
  }
});

test('every member of every structure is explained', () => {
  for (const [structure, members] of Object.entries(structures)) {
    for (const [member, type] of Object.entries(members)) {
      const entry = describeMember(structure, member);
      assert.equal(entry?.type, type);
      assert.match(entry.about, /^\S.*\.$/, `${structure}.${member}`);
    }
  }
});

test('a structure is found by its tag and by the type of a pointer to it, and its members too', () => {
  assert.equal(describeName('_WSK_BUF')?.of, undefined);
  assert.equal(describeName('PWSK_BUF')?.of, 'WSK_BUF');
  assert.equal(describeName('PWSK_BUF')?.summary, describeName('WSK_BUF')?.summary);
  assert.deepEqual(describeMember('PWSK_BUF', 'Mdl'), describeMember('_WSK_BUF', 'Mdl'));
  assert.equal(describeMember('WSK_BUF', 'toString'), undefined);
  assert.equal(describeMember('toString', 'length'), undefined);
  assert.equal(describeName('PIRP')?.of, 'IRP');
});

test('a member that holds a function says what the function does', () => {
  assert.equal(describeMember('WSK_PROVIDER_LISTEN_DISPATCH', 'WskAccept')?.about, describe('WskAccept')?.summary);
  assert.equal(
    describeMember('PWSK_CLIENT_DATAGRAM_DISPATCH', 'WskReceiveFromEvent')?.about,
    describeCallback('WskReceiveFromEvent')?.summary,
  );
});

test('names that every object has, and names of nobody, are not explained', () => {
  for (const name of ['toString', 'constructor', '__proto__', '', 'P', '_', 'WSK_SOMETHING', 'Ptr'])
    assert.equal(describeName(name), undefined, name);
});

test('the tables of members hold every structure of wsk.h with its members in the order of its page', () => {
  assert.equal(pages.structures.length, 27);
  for (const { name, members } of pages.structures) {
    const here = Object.keys(structures[name] ?? {});
    // The page names the basic table, where C has its two members.
    const spread = members.flatMap((member) =>
      member === 'Basic' ? ['Basic', 'WskControlSocket', 'WskCloseSocket'] : [member],
    );
    assert.deepEqual(here, spread, name);
  }
});

test('the members of the structures of wsk.h have the types of the header', () => {
  for (const [name, members] of Object.entries(header.structures)) {
    for (const [member, type] of Object.entries(members))
      assert.equal(spelled(structures[name]?.[member] ?? ''), spelled(type), `${name}.${member}`);
  }
});

/** A flag that no page lists below a parameter, and why it has an entry. */
const UNLISTED: Readonly<Record<string, string>> = {
  WSK_FLAG_OOB: 'It stands in wsk.h, and its entry says that nobody takes it.',
  WSK_TDI_BEHAVIOR_BYPASS_TDI: 'It is the input of a control code.',
};

test('a flag is said to be taken by the functions and callbacks whose pages list it, and by no other', () => {
  const takers = (flag: string): string[] =>
    [...pages.functions, ...pages.callbacks]
      .filter(({ parameters }) => parameters.some(({ values }) => values.includes(flag)))
      .map(({ name }) => name)
      .sort();
  for (const [name, flag] of Object.entries<Flag>(flags)) {
    if (name in UNLISTED) assert.deepEqual(takers(name), []);
    else assert.deepEqual(flag.uses.flatMap(({ of }) => of).sort(), takers(name), name);
  }
});

test('a function takes the flags of its own page', () => {
  for (const { name, parameters } of pages.functions) {
    for (const parameter of parameters.filter(
      ({ values, direction }) => direction === 'in' && values.some((value) => value in flags),
    )) {
      const here = describe(name)?.parameters[parameter.name];
      assert.deepEqual([...(here?.flags ?? [])].sort(), [...parameter.values].sort(), name);
    }
  }
});

test('the enumerators of an enumeration are those of the header, with their numbers', () => {
  const names = [...(namesOfWsk['enumerations'] ?? [])];
  assert.deepEqual(names, ['WSK_INSPECT_ACTION', 'WSK_CONTROL_SOCKET_TYPE']);
  for (const name of ['WSK_INSPECT_ACTION', 'WSK_CONTROL_SOCKET_TYPE'] as const)
    assert.deepEqual(
      Object.keys(enumerations[name].enumerators).map((enumerator) => header.constants[enumerator]),
      [0, 1, 2, 3],
    );
});

test('every event of a socket has a flag, but for the two that conditional accept mode enables', () => {
  const flagged = Object.values(eventFlags).flatMap((flag) => ('callback' in flag ? [flag.callback] : []));
  const unflagged = pages.callbacks.map(({ name }) => name).filter((name) => !flagged.some((each) => each === name));
  assert.deepEqual(unflagged.sort(), ['WskAbortEvent', 'WskClientEvent', 'WskInspectEvent']);
});

test('every page of the driver documentation that an explanation leads to is there', () => {
  const root = 'https://learn.microsoft.com/windows-hardware/drivers/';
  const there = new Set(pages.exist);
  for (const name of describedNames) {
    const page = describeName(name)?.page ?? '';
    if (page.startsWith(root)) assert.ok(there.has(page.slice(root.length)), `${name}: ${page}`);
  }
});

test('a rule that an explanation names is one of the rules', () => {
  const rules = JSON.parse(readFileSync('test/knowledge/rule-names.json', 'utf8')) as readonly string[];
  for (const name of describedNames)
    for (const rule of describeName(name)?.rules ?? []) assert.ok(rules.includes(rule), `${name}: ${rule}`);
});
