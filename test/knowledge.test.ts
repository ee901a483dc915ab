import assert from 'node:assert/strict';
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
import { learn } from '../server/src/knowledge/pages';
import type { ApiCallback, ApiFunction, Parameter } from '../server/src/knowledge/shape';
import { structures } from '../server/src/knowledge/structures';
import { header, pages, spelled } from './knowledge/pages';

type FunctionPage = (typeof pages.functions)[number];
type KernelPage = (typeof pages.kernel)[number];

/** The two functions called WskRelease have a page each, and their pages no link from a dispatch table. */
const RELEASES: Readonly<Record<string, string>> = {
  'nc-wsk-pfn_wsk_release_data_indication_list': 'WskRelease',
  'nc-wsk-pfn_wsk_release_datagram_indication_list': 'WskRelease',
};

const nameOf = ({ name, page }: FunctionPage): string => RELEASES[page] ?? name;

const entryOf = (page: FunctionPage): ApiFunction | undefined =>
  page.page === 'nc-wsk-pfn_wsk_release_datagram_indication_list' ? datagramRelease : describe(nameOf(page));

const parametersOf = (api: ApiFunction): [string, Parameter][] => Object.entries(api.parameters);

/** `Available in Windows 7 and later versions …` and `Windows 10, version 1703` in the words of the tables. */
const releaseIn = (text: string): string => {
  const [, release = '', version] = /(Windows (?:Vista|\d+))(?:,? version (\d+))?/.exec(text) ?? [];
  return version === undefined ? release : `${release} ${version}`;
};

/** The level that holds where nothing more is known; the page of WskSendMessages names none, and that of WskSendTo stands for it. */
const levelOnPage = ({ irql }: FunctionPage): string =>
  irql.startsWith('PASSIVE_LEVEL') ? 'PASSIVE_LEVEL' : 'DISPATCH_LEVEL';

/** Parameters that the page gives no direction: reserved ones. The tables have them as read. */
const WITHOUT_DIRECTION = [
  'WskAccept.Flags',
  'WskBind.Flags',
  'WskConnect.Flags',
  'WskConnectEx.Flags',
  'WskReceiveFrom.Flags',
  'WskSendMessages.Flags',
  'WskSendTo.Flags',
  'WskSocketConnect.Flags',
];

test('every function that has a page has an entry, and no other WSK function has one', () => {
  assert.deepEqual(Object.keys(wskFunctions).sort(), [...new Set(pages.functions.map(nameOf))].sort());
  assert.equal(pages.functions.length, 29);
  assert.deepEqual(Object.keys(header.functions).sort(), pages.functions.map(({ page }) => page).sort());
});

for (const page of pages.functions) {
  test(`the entry of ${nameOf(page)} (${page.page}) agrees with its page and the header`, () => {
    const [entry, declared] = [entryOf(page), header.functions[page.page]];
    assert.ok(entry && declared);
    assert.equal(entry.page, `wsk/${page.page}`);
    assert.equal(entry.returns, declared.returns);
    assert.equal(entry.since, releaseIn(page.since));
    assert.equal(entry.irql.max, levelOnPage(page));
    assert.deepEqual([...(entry.tables ?? [])].sort(), [...declared.tables].sort());
    assert.deepEqual(
      parametersOf(entry).map(([name, { type }]) => [name, spelled(type)]),
      Object.entries(declared.types).map(([name, type]) => [name, spelled(type)]),
    );
    assert.deepEqual(
      parametersOf(entry).map(([name]) => name),
      page.parameters.map(({ name }) => name),
    );
  });

  test(`the parameters of ${nameOf(page)} (${page.page}) have the direction of its page, and NULL where it stands there`, () => {
    const entry = entryOf(page);
    assert.ok(entry);
    for (const { name, direction, optional } of page.parameters) {
      const place = `${nameOf(page)}.${name}`;
      assert.equal(direction === 'not given', WITHOUT_DIRECTION.includes(place), place);
      const here: Parameter | undefined = entry.parameters[name];
      assert.equal(here?.flow, direction === 'not given' ? 'in' : direction, place);
      assert.equal(here.optional ?? false, optional, place);
    }
  });

  test(`${nameOf(page)} (${page.page}) tells what each return code of its page means`, () => {
    const named = Object.keys(entryOf(page)?.values ?? {});
    assert.deepEqual(
      page.returns.filter((status) => !named.includes(status)),
      [],
    );
  });
}

test('a table that a page of a dispatch table leads from is among those of the function', () => {
  for (const page of pages.functions)
    for (const table of page.tables) assert.ok(entryOf(page)?.tables?.includes(table), `${nameOf(page)}: ${table}`);
});

test('an IRQL that the page makes depend on something carries a note', () => {
  const depends = pages.functions.filter(({ irql }) => irql === '' || /see remarks/i.test(irql));
  assert.deepEqual(depends.map(nameOf).sort(), ['WskCaptureProviderNPI', 'WskControlSocket', 'WskSendMessages']);
  for (const page of depends) assert.ok(entryOf(page)?.irql.note, page.name);
});

/** Callbacks whose page has no table of return codes: a sentence of it says which one there is. */
const ONE_RETURN: Readonly<Record<string, readonly string[]>> = {
  WskAbortEvent: ['STATUS_SUCCESS'],
  WskDisconnectEvent: ['STATUS_SUCCESS'],
  WskSendBacklogEvent: ['STATUS_SUCCESS'],
};

test('every event callback that has a page has an entry that agrees with it', () => {
  assert.deepEqual(Object.keys(callbacks).sort(), pages.callbacks.map(({ name }) => name).sort());
  for (const page of pages.callbacks) {
    const entry = callbacks[page.name as keyof typeof callbacks];
    const declared = header.callbacks[page.name];
    assert.deepEqual(
      Object.keys(entry.parameters),
      page.parameters.map(({ name }) => name),
      page.name,
    );
    assert.deepEqual(Object.keys(entry.values).sort(), [...(ONE_RETURN[page.name] ?? page.returns)].sort(), page.name);
    assert.equal(page.returns.length === 0, page.name in ONE_RETURN, page.name);
    assert.deepEqual([entry.table], page.tables);
    assert.deepEqual(
      [entry.typedef, entry.table, entry.returns, entry.page, `<= ${entry.irql.max}`],
      [page.typedef, declared?.table, declared?.returns, `wsk/${page.page}`, page.irql],
      page.name,
    );
  }
});

/** NULL there means that the driver gave none: it is no news to the callback. */
const CONTEXTS = ['SocketContext', 'ClientContext'];

test('a parameter of an event callback that its page lets be NULL says what NULL means', () => {
  for (const page of pages.callbacks) {
    const entry: ApiCallback = callbacks[page.name as keyof typeof callbacks];
    for (const { name, optional } of page.parameters)
      if (optional && !CONTEXTS.includes(name)) assert.match(entry.parameters[name]?.about ?? '', /NULL/, page.name);
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
  parameters.some((name) => /^(?:[a-z]|_?x_|unnamedParam\d)$/.test(name)) && !parameters.includes('p');

/** The highest level that a page lets stand; undefined where it names none, or leaves it to its remarks. */
function levelsOn({ irql }: KernelPage): readonly string[] | undefined {
  if (/any level|DIRQL/i.test(irql)) return ['HIGH_LEVEL'];
  if (irql.startsWith('< DISPATCH_LEVEL')) return ['APC_LEVEL'];
  const levels = irql.match(/\b(?:PASSIVE|APC|DISPATCH|HIGH)_LEVEL\b/g) ?? [];
  return levels.length === 0 ? undefined : levels;
}

/** Kernel functions whose parameters are not named as on the page they lead to. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  KeWaitForMutexObject: 'It is a macro for KeWaitForSingleObject, whose page it shares; the object is a mutex.',
};

test('a kernel function that has a page was read from it', () => {
  const withPage = Object.entries<ApiFunction>(kernelFunctions).filter(
    ([, { page }]) => page !== '' && !page.startsWith('https:'),
  );
  assert.deepEqual(
    withPage.map(([name]) => name).sort(),
    pages.kernel.map(({ name }) => name).sort(),
    'run: node server/tools/run.mjs read-ddi',
  );
});

test('a kernel function has the parameters of its page, in their order', () => {
  assert.ok(pages.kernel.length >= 120);
  for (const page of pages.kernel) {
    const entry = describe(page.name);
    assert.ok(entry, page.name);
    assert.equal(entry.page, page.page);
    const names = [...Object.keys(entry.parameters), ...(entry.variadic === true ? ['...'] : [])];
    if (hasPlaceholders(page) || page.name in OTHER_NAMES)
      assert.equal(names.length, page.parameters.length, page.name);
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
