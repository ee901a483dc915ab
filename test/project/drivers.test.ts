import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Driver } from '../../server/src/flow/driver';
import { isOfTheSystem } from '../../server/src/model/system-names';
import { Workspace } from '../support/workspace';

const ENTRY = 'NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p)';
const RELEASE =
  'VOID Give(PWSK_SOCKET s, PVOID l) { ((PWSK_PROVIDER_CONNECTION_DISPATCH)s->Dispatch)->WskRelease(s, l); }';

/** The driver of `main.c`. */
function driverIn(workspace: Workspace): Driver {
  workspace.findings();
  const analysis = workspace.project.analysisOf('main.c');
  assert.ok(analysis);
  return analysis.driver;
}

const driverOf = (files: Readonly<Record<string, string>>): Driver => driverIn(new Workspace(files));

const mayRelease = (main: string, others: Readonly<Record<string, string>> = {}): boolean =>
  driverOf({ 'main.c': `/* WSK */ ${main}`, ...others }).mayCall('WskRelease');

/** The files of each driver. */
function driversOf(files: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const workspace = new Workspace(files);
  workspace.update();
  return [...workspace.project.drivers].map((driver) => [...driver].sort());
}

describe('the files of one driver', () => {
  const table = 'WSK_CLIENT_LISTEN_DISPATCH Callbacks = { Accept, NULL, NULL };';
  const accept =
    'NTSTATUS WSKAPI Accept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *a, const WSK_CLIENT_CONNECTION_DISPATCH **d) { return 0; }';
  const listen =
    'VOID Listen(PWSK_PROVIDER_NPI n) { n->Dispatch->WskSocket(n->Client, 2, 1, 6, WSK_FLAG_LISTEN_SOCKET, NULL, &Callbacks, NULL, NULL, NULL, NULL); }';

  test('are those that call each other', () => {
    const stop = '/* WSK */ VOID Stop(VOID) { WskDeregister(NULL); }';
    assert.deepEqual(
      driversOf({ 'a.c': '/* WSK */ VOID Unload(PVOID o) { Stop(); }', 'b.c': stop, 'c.c': 'int Other;' }),
      [['a.c', 'b.c']],
    );
  });

  test('are also those of which one names the dispatch table that another fills', () => {
    const files = { 'b.c': `${accept} const ${table}`, 'a.c': listen, 'c.c': 'VOID F(VOID) { WskDeregister(NULL); }' };
    assert.deepEqual(driversOf(files), [['a.c', 'b.c'], ['c.c']]);
  });

  test('are also those of which one fills the dispatch table of its own while it runs', () => {
    const files = {
      'a.c': listen,
      'b.c': `WSK_CLIENT_LISTEN_DISPATCH Callbacks; ${accept} VOID Fill(VOID) { Callbacks.WskAcceptEvent = Accept; }`,
    };
    assert.deepEqual(driversOf(files), [['a.c', 'b.c']]);
  });

  test('are also those of which one puts the function of another into a dispatch table', () => {
    const files = { 'a.c': accept, 'b.c': `NTSTATUS WSKAPI Accept(); const ${table}`, 'c.c': listen };
    assert.deepEqual(driversOf(files), [['a.c', 'b.c', 'c.c']]);
  });

  test('are not those that name a table of their own', () => {
    const own = `static ${accept} static const ${table} ${listen.replace('Listen', 'ListenToo')}`;
    for (const text of [own, own.replaceAll('static const', 'const static')])
      assert.deepEqual(driversOf({ 'a.c': `${accept} const ${table} ${listen}`, 'b.c': text }), [['a.c'], ['b.c']]);
  });

  test('are those of one folder where two drivers have tables of one name', () => {
    const files = Object.fromEntries(
      ['one', 'two'].flatMap((folder) => [
        [`${folder}/a.c`, listen.replace('Listen', `${folder}Listen`)],
        [`${folder}/b.c`, `${accept} const ${table}`],
      ]),
    );
    assert.deepEqual(driversOf(files), [
      ['one/a.c', 'one/b.c'],
      ['two/a.c', 'two/b.c'],
    ]);
  });

  test('are all of a chain of tables', () => {
    const chain = {
      'a.c':
        'NTSTATUS WSKAPI Gone(PVOID c, ULONG f) { return 0; } const WSK_CLIENT_CONNECTION_DISPATCH First = { NULL, Gone, NULL };',
      'b.c': `${accept} const ${table} VOID Use(PVOID *d) { *d = &First; }`,
      'c.c': listen,
    };
    assert.deepEqual(driversOf(chain), [['a.c', 'b.c', 'c.c']]);
  });

  test('are no header by itself, though it declares a table', () => {
    const header = 'extern const WSK_CLIENT_LISTEN_DISPATCH Callbacks;';
    assert.deepEqual(driversOf({ 'a.h': header, 'b.c': `${accept} const ${table}` }), [['b.c']]);
  });
});

describe('whether a driver may call a function', () => {
  test('is denied where all of the driver is in sight, and nothing names the function', () => {
    assert.equal(mayRelease(`${ENTRY} { WskRegister(NULL, NULL); /* WskRelease */ return 0; }`), false);
  });

  test('is told of a call in any of its files', () => {
    const main = `VOID Give(PWSK_SOCKET, PVOID); ${ENTRY} { Give(NULL, NULL); return 0; }`;
    assert.equal(mayRelease(main, { 'other.c': RELEASE }), true);
  });

  test('is told of a branch that is not read, as that may be the one that is built', () => {
    assert.equal(mayRelease(`${ENTRY} {\n#if A\n return 0;\n#else\n x->WskRelease(0, 0);\n#endif\n return 0; }`), true);
  });

  test('is not denied where DriverEntry is not in sight', () => {
    assert.equal(mayRelease('NTSTATUS Start(VOID) { return WskRegister(NULL, NULL); }'), true);
  });

  test('is not denied where code that may be the driver’s own is not in sight', () => {
    assert.equal(mayRelease(`${ENTRY} { WskRegister(NULL, NULL); return LibraryStart(d); }`), true);
    assert.equal(mayRelease(`${ENTRY} { WskRegister(NULL, NULL); return ZwSomethingNew(d); }`), false);
  });

  test('is not denied where a file that names it belongs to no driver', () => {
    const main = `${ENTRY} { return WskRegister(NULL, NULL); }`;
    assert.equal(mayRelease(main, { 'other.c': RELEASE }), true);
    assert.equal(mayRelease(main, { 'other.c': `${RELEASE} ${ENTRY} { Give(NULL, NULL); return 0; }` }), false);
  });

  test('counts a file to the driver that names a dispatch table in it', () => {
    const table = `NTSTATUS WSKAPI Gone(PVOID c, ULONG f) { return STATUS_SUCCESS; }
      const WSK_CLIENT_CONNECTION_DISPATCH Table = { NULL, Gone, NULL };`;
    const workspace = new Workspace({
      'main.c': table,
      'other.c': `extern const WSK_CLIENT_CONNECTION_DISPATCH Table;
        ${ENTRY} { PVOID t = &Table; WskDeregister(t); return 0; }`,
    });
    assert.equal(driverIn(workspace).mayCall('WskDeregister'), true);
    assert.equal(driverIn(workspace).mayCall('WskRelease'), false);
  });
});

describe('whether a driver may call a function once it has started', () => {
  const later = (main: string): boolean =>
    driverOf({ 'main.c': `/* WSK */ ${main}` }).mayCallAfterStart('WskDeregister');
  const stop = 'static VOID Stop(VOID) { WskDeregister(NULL); }';

  test('is denied where only DriverEntry leads to it', () => {
    assert.equal(later(`${stop} ${ENTRY} { Stop(); return 0; }`), false);
  });

  test('is told of a function that is called through a pointer, and of one that others may call', () => {
    assert.equal(
      later(`${stop} static VOID Unload(PVOID o) { Stop(); } ${ENTRY} { d->DriverUnload = Unload; return 0; }`),
      true,
    );
    assert.equal(later(`${stop} VOID Shared(VOID) { Stop(); } ${ENTRY} { return 0; }`), true);
  });
});

describe('what else is known of a driver', () => {
  test('are its unload routines, in whichever file these are set', () => {
    const driver = driverOf({
      'main.c': 'VOID Unload(PDRIVER_OBJECT o) { WskDeregister(NULL); }',
      'entry.c': `/* WSK */ VOID Unload(PDRIVER_OBJECT); ${ENTRY} { d->DriverUnload = Unload; return 0; }`,
    });
    assert.deepEqual([...driver.unloadRoutines], ['main.c:Unload']);
  });

  test('are the captures with which its start ends', () => {
    const start = (after: string): number =>
      driverOf({
        'main.c': `static WSK_REGISTRATION r; static WSK_PROVIDER_NPI n;
          ${ENTRY} { NTSTATUS s = WskCaptureProviderNPI(&r, 0, &n); if (!NT_SUCCESS(s)) { WskDeregister(&r); return s; } ${after} return 0; }`,
      }).capturedDespite('WskDeregister').length;
    assert.equal(start(''), 1);
    assert.equal(start('WskReleaseProviderNPI(&r); WskDeregister(&r);'), 0);
  });
});

describe('an edit that adds a call', () => {
  test('makes the reports of the other files of the driver be made again', () => {
    const main = `/* WSK */ VOID Help(VOID); ${ENTRY} { Help(); return WskRegister(NULL, NULL); }`;
    const workspace = new Workspace({ 'main.c': main, 'help.c': '/* WSK */ VOID Help(VOID) { }' });
    assert.equal(driverIn(workspace).mayCall('WskDeregister'), false);
    workspace.project.takeTouched();
    workspace.set('help.c', '/* WSK */ VOID Help(VOID) { WskDeregister(NULL); }');
    assert.equal(driverIn(workspace).mayCall('WskDeregister'), true);
    assert.ok(workspace.project.takeTouched().has('main.c'));
  });
});

test('names of the kernel, of lists and of C are told from those of a driver', () => {
  for (const name of [
    'KeSetEvent',
    'ZwClose',
    'InsertTailList',
    'RtlX',
    'memcpy',
    'CONTAINING_RECORD',
    '_alloca',
    'va_start',
  ])
    assert.equal(isOfTheSystem(name), true, name);
  for (const name of ['Keep', 'Stop', 'LibraryStop', 'IsStopped', 'Extend', 'release'])
    assert.equal(isOfTheSystem(name), false, name);
});
