import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import {
  callbackOfTypedef,
  callbacks,
  datagramRelease,
  describe,
  functionOfTypedef,
  functions,
  isKnown,
  positionOf,
  wskFunctions,
} from '../server/src/knowledge';
import { knownConstants, symbolicConstants } from '../server/src/knowledge/constants';
import { kernelFunctions } from '../server/src/knowledge/kernel';
import { controls } from '../server/src/knowledge/options';
import { learn } from '../server/src/knowledge/pages';
import type { ApiFunction, Parameter } from '../server/src/knowledge/shape';
import { structures } from '../server/src/knowledge/structures';

interface PageParameter {
  readonly name: string;
  readonly type: string;
  readonly direction: string;
  readonly optional: boolean;
}

interface FunctionPage {
  readonly name: string;
  readonly typedef: string | null;
  readonly tables: readonly string[];
  readonly returns: string;
  readonly irql: string;
  readonly since: string;
  readonly page: string;
  readonly parameters: readonly PageParameter[];
}

interface CallbackPage {
  readonly name: string;
  readonly typedef: string;
  readonly table: string;
  readonly returns: string;
  readonly irql: string;
  readonly values: readonly string[];
  readonly page: string;
  readonly parameters: readonly string[];
}

interface KernelPage {
  readonly name: string;
  readonly page: string;
  readonly irql: string;
  readonly parameters: readonly string[];
}

interface Pages {
  readonly kernel: readonly KernelPage[];
  readonly functions: readonly FunctionPage[];
  readonly callbacks: readonly CallbackPage[];
  readonly structures: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly controls: readonly {
    readonly name: string;
    readonly level: string | null;
    readonly operations: readonly string[];
    readonly page: string;
  }[];
}

const pages = JSON.parse(readFileSync('test/knowledge/ddi.json', 'utf8')) as Pages;

const isDatagramRelease = (page: FunctionPage): boolean =>
  page.page === 'nc-wsk-pfn_wsk_release_datagram_indication_list';

const entryOf = (page: FunctionPage): ApiFunction | undefined =>
  isDatagramRelease(page) ? datagramRelease : describe(page.name);

const parametersOf = (api: ApiFunction): [string, Parameter][] => Object.entries(api.parameters);

/** `CONST VOID*` and `const VOID *` are one type. */
const spelled = (type: string): string => type.toUpperCase().replaceAll(/\s+/g, '');

/** The lowest of the levels that the page names, which is what holds where nothing more is known; the header's where it names none. */
function levelOnPage(page: FunctionPage): string {
  if (page.irql.startsWith('PASSIVE_LEVEL')) return 'PASSIVE_LEVEL';
  return 'DISPATCH_LEVEL';
}

test('every function that has a page has an entry, and no other WSK function has one', () => {
  const named = new Set(pages.functions.map(({ name }) => name));
  assert.deepEqual(Object.keys(wskFunctions).sort(), [...named].sort());
  assert.equal(pages.functions.length, 29);
});

for (const page of pages.functions) {
  test(`the entry of ${page.name} (${page.page}) agrees with its page`, () => {
    const entry = entryOf(page);
    assert.ok(entry);
    assert.equal(entry.page, `wsk/${page.page}`);
    assert.equal(entry.returns, page.returns);
    assert.equal(entry.since, page.since);
    assert.equal(entry.irql.max, levelOnPage(page));
    assert.deepEqual([...(entry.tables ?? [])].sort(), [...page.tables].sort());
    assert.deepEqual(
      parametersOf(entry).map(([name, { type, flow }]) => [name, spelled(type), flow]),
      page.parameters.map(({ name, type, direction }) => [name, spelled(type), direction]),
    );
  });

  test(`${page.name} (${page.page}) lets NULL stand where its page does`, () => {
    const entry = entryOf(page);
    assert.ok(entry);
    // The page of WskSendMessages marks ControlInfo with a SAL name that its reader did not know as optional.
    const optionalOnPage = page.parameters
      .filter(({ name, optional }) => optional || (page.name === 'WskSendMessages' && name === 'ControlInfo'))
      .map(({ name }) => name);
    const optionalHere = parametersOf(entry).flatMap(([name, { optional }]) => (optional === true ? [name] : []));
    assert.deepEqual(optionalHere, optionalOnPage);
  });
}

test('an IRQL that the page makes depend on something carries a note', () => {
  const depends = pages.functions.filter(({ irql }) => /unless|;|not documented/.test(irql));
  assert.deepEqual(depends.map(({ name }) => name).sort(), [
    'WskCaptureProviderNPI',
    'WskControlSocket',
    'WskSendMessages',
  ]);
  for (const page of depends) assert.ok(entryOf(page)?.irql.note, page.name);
});

test('every event callback that has a page has an entry that agrees with it', () => {
  assert.deepEqual(Object.keys(callbacks).sort(), pages.callbacks.map(({ name }) => name).sort());
  for (const page of pages.callbacks) {
    const entry = callbacks[page.name as keyof typeof callbacks];
    assert.deepEqual(Object.keys(entry.parameters), page.parameters, page.name);
    assert.deepEqual(Object.keys(entry.values), page.values, page.name);
    assert.deepEqual(
      [entry.typedef, entry.table, entry.returns, entry.page, entry.irql.max],
      [page.typedef, page.table, page.returns, `wsk/${page.page}`, page.irql.replace('<= ', '')],
      page.name,
    );
  }
});

test('the tables of members hold every structure of wsk.h with its members in order', () => {
  for (const { name, members } of pages.structures) {
    const here = structures[name];
    assert.ok(here, name);
    assert.deepEqual(
      Object.keys(here).filter((member) => member !== 'Basic'),
      members,
      name,
    );
  }
});

test('a member of a client dispatch table that holds a callback has the typedef of the callback', () => {
  for (const [name, { table, typedef }] of Object.entries(callbacks)) {
    assert.equal(structures[table]?.[name], typedef);
    assert.equal(callbackOfTypedef(typedef), name);
  }
});

test('a member of a provider dispatch table leads to a function that names the table', () => {
  for (const [table, members] of Object.entries(structures)) {
    if (!table.startsWith('WSK_PROVIDER_') || !table.endsWith('_DISPATCH')) continue;
    for (const [member, typedef] of Object.entries(members)) {
      if (!typedef.startsWith('PFN_') || /Wsk(Send|Receive)Ex$/.test(member)) continue;
      assert.equal(functionOfTypedef(typedef), member);
      const entry: ApiFunction | undefined = typedef.includes('DATAGRAM') ? datagramRelease : describe(member);
      assert.ok(entry?.tables?.includes(table), `${table}.${member}`);
    }
  }
});

test('every option and control code that has a page has an entry that agrees with it, and a value', () => {
  assert.deepEqual(Object.keys(controls).sort(), pages.controls.map(({ name }) => name).sort());
  for (const { name, level, operations, page } of pages.controls) {
    const entry = controls[name as keyof typeof controls];
    assert.equal('level' in entry ? entry.level : null, level, name);
    assert.deepEqual(entry.operations, operations, name);
    assert.equal(entry.page.replace('wsk/', ''), page, name);
    assert.equal(typeof knownConstants[name], 'number', name);
  }
});

test('every effect names a parameter of its function, or the result', () => {
  for (const [name, entry] of Object.entries<ApiFunction>(functions)) {
    for (const effect of entry.effects ?? []) {
      const names = [
        ...('object' in effect ? [effect.object] : []),
        ...('routine' in effect ? [effect.routine, effect.context] : []),
      ];
      for (const object of names) assert.ok(object === 'result' || object in entry.parameters, `${name}: ${object}`);
    }
  }
});

test('a WSK function that takes an IRP hands it to WSK and tells what becomes of it', () => {
  for (const [name, entry] of Object.entries<ApiFunction>(wskFunctions)) {
    const takesIrp = 'Irp' in entry.parameters;
    const submits = entry.effects?.some((effect) => effect.effect === 'submits' && effect.object === 'Irp') ?? false;
    assert.equal(submits, takesIrp, name);
    assert.equal(entry.irp !== undefined, takesIrp, name);
  }
});

test('a socket is bound by WskBind alone, and a client has one from WskSocket or WskSocketConnect on', () => {
  const marking = (fact: string): string[] =>
    Object.entries<ApiFunction>(functions).flatMap(([name, { effects }]) =>
      effects?.some((effect) => effect.effect === 'marks' && effect.fact === fact) ? [name] : [],
    );
  assert.deepEqual(marking('bound'), ['WskBind']);
  assert.deepEqual(marking('has-socket'), ['WskSocket', 'WskSocketConnect']);
  assert.deepEqual(marking('own'), ['IoInitializeIrp', 'IoReuseIrp']);
});

test('the prose of every entry is there, and every sentence ends', () => {
  const prose = (entry: { summary: string; parameters: Readonly<Record<string, Parameter>> }): string[] => [
    entry.summary,
    ...Object.values(entry.parameters).map(({ about }) => about),
  ];
  for (const entry of [...Object.values<ApiFunction>(functions), ...Object.values(callbacks), datagramRelease]) {
    for (const text of prose(entry)) assert.match(text, /^\S.*\.$/);
  }
});

/** Some pages were made from macros, and call the parameters a and b. */
const hasPlaceholders = ({ parameters }: KernelPage): boolean =>
  parameters.some((name) => /^(?:[a-z]|x_|unnamedParam\d)$/.test(name)) && !parameters.includes('p');

/** The highest level that a page lets stand; undefined where it names none, or leaves it to its remarks. */
function levelsOn({ irql }: KernelPage): readonly string[] | undefined {
  if (/any level|DIRQL/i.test(irql)) return ['HIGH_LEVEL'];
  const levels = irql.match(/\b(?:PASSIVE|APC|DISPATCH|HIGH)_LEVEL\b/g) ?? [];
  return levels.length === 0 ? undefined : levels;
}

test('a kernel function has the parameters of its page, in their order', () => {
  assert.ok(pages.kernel.length >= 120);
  for (const page of pages.kernel) {
    const entry = describe(page.name);
    assert.ok(entry, page.name);
    assert.equal(entry.page, page.page);
    const names = [...Object.keys(entry.parameters), ...(entry.variadic === true ? ['...'] : [])];
    if (hasPlaceholders(page)) assert.equal(names.length, page.parameters.length, page.name);
    else assert.deepEqual(names, page.parameters, page.name);
  }
});

test('a kernel function may be called at a level that its page names', () => {
  const named = pages.kernel.filter((page) => levelsOn(page) !== undefined);
  assert.ok(named.length >= 120);
  for (const page of named) {
    const level = describe(page.name)?.irql.max ?? '';
    assert.ok(levelsOn(page)?.includes(level), `${page.name}: ${level}, but the page says ${page.irql}`);
  }
});

test('at least 120 kernel functions are known', () => {
  assert.ok(Object.keys(kernelFunctions).length >= 120);
});

test('the position of a parameter follows from the order of the prototype', () => {
  assert.equal(positionOf('WskBind', 'Irp'), 3);
  assert.equal(positionOf('IoSetCompletionRoutineEx', 'CompletionRoutine'), 2);
});

test('only names of the tables are known, not those that every object has', () => {
  assert.ok(isKnown('WskSend'));
  assert.ok(!isKnown('toString'));
  assert.equal(describe('WskSendEx'), undefined);
});

test('a status is the signed number that C compares', () => {
  assert.equal(knownConstants['STATUS_MORE_PROCESSING_REQUIRED'], -1073741802);
  assert.equal(knownConstants['StopCompletion'], -1073741802);
  assert.equal(knownConstants['STATUS_PENDING'], 0x103);
  assert.equal(knownConstants['WSK_EVENT_DISABLE'], 0x80000000);
  for (const name of symbolicConstants) assert.equal(knownConstants[name], undefined);
});

test('addresses of pages are built on the roots of the guides', () => {
  const root = 'https://learn.microsoft.com/windows-hardware/drivers';
  assert.equal(learn.ddi('wsk/nc-wsk-pfn_wsk_bind'), `${root}/ddi/wsk/nc-wsk-pfn_wsk_bind`);
  assert.equal(learn.network('creating-sockets'), `${root}/network/creating-sockets`);
  assert.equal(learn.ddi('https://learn.microsoft.com/cpp/'), 'https://learn.microsoft.com/cpp/');
});
