import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { callbacks, datagramRelease, describe, functions, wskFunctions } from '../../server/src/knowledge';
import type { ApiCallback, ApiFunction, Effect, Resource } from '../../server/src/knowledge/shape';

const ruleNames = JSON.parse(readFileSync('test/knowledge/rule-names.json', 'utf8')) as readonly string[];

const entries = Object.entries<ApiFunction>({ ...functions, 'WskRelease of datagram sockets': datagramRelease });

type EffectOf<Name extends Effect['effect']> = Extract<Effect, { effect: Name }>;

const effectsOf = (entry: ApiFunction | undefined): readonly Effect[] => entry?.effects ?? [];

const acquisitions = (entry: ApiFunction | undefined): EffectOf<'acquires'>[] =>
  effectsOf(entry).filter((effect) => effect.effect === 'acquires');

const releases = (entry: ApiFunction | undefined): EffectOf<'releases'>[] =>
  effectsOf(entry).filter((effect) => effect.effect === 'releases');

/** Every name in an effect that stands for an argument, or for the result. */
function namesIn(effect: Effect): readonly string[] {
  switch (effect.effect) {
    case 'installs':
      return [effect.object, effect.routine, effect.context];
    case 'waits':
      return [effect.object, effect.timeout, effect.alertable].filter((name) => name !== undefined);
    case 'acquires':
      return [effect.object, effect.when].filter((name) => name !== undefined);
    case 'signals':
    case 'clears':
      return [effect.object, effect.unless, effect.type].filter((name) => name !== undefined);
    case 'raises':
      return [effect.saves, typeof effect.to === 'string' ? undefined : effect.to.parameter].filter(
        (name) => name !== undefined,
      );
    case 'restores':
      return [effect.from];
    default:
      return 'object' in effect ? [effect.object] : [];
  }
}

test('every name in an effect is a parameter of its function, or the result of one that returns something', () => {
  for (const [name, entry] of entries) {
    const objects = effectsOf(entry).flatMap(namesIn);
    if (objects.includes('result')) assert.notEqual(entry.returns, 'VOID', name);
    for (const object of objects) assert.ok(object === 'result' || object in entry.parameters, `${name}: ${object}`);
  }
});

test('what some function acquires, another one releases', () => {
  const acquired = new Set(entries.flatMap(([, entry]) => acquisitions(entry).map(({ resource }) => resource)));
  const released = new Set(entries.flatMap(([, entry]) => releases(entry).map(({ resource }) => resource)));
  assert.ok(acquired.size >= 20);
  for (const resource of acquired) assert.ok(released.has(resource), resource);
  // WskReceiveEvent acquires an indication by returning STATUS_PENDING.
  assert.deepEqual(
    [...released].filter((resource) => !acquired.has(resource)),
    ['indication'],
  );
});

test('what has no name is entered by one function and left by another', () => {
  const resourcesOf = (kind: 'enters' | 'leaves'): Set<Resource> =>
    new Set(
      entries.flatMap(([, entry]) =>
        effectsOf(entry).flatMap((effect) => (effect.effect === kind ? [effect.resource] : [])),
      ),
    );
  assert.deepEqual(resourcesOf('enters'), new Set(['cancel spin lock', 'critical region']));
  assert.deepEqual(resourcesOf('leaves'), resourcesOf('enters'));
});

test('a socket is found in IoStatus.Information of the IRP that WskSocket, WskSocketConnect and WskAccept complete', () => {
  const delivering = Object.entries<ApiFunction>(wskFunctions).filter(([, entry]) =>
    acquisitions(entry).some(({ resource }) => resource === 'socket'),
  );
  assert.deepEqual(delivering.map(([name]) => name).sort(), ['WskAccept', 'WskSocket', 'WskSocketConnect']);
  for (const [, entry] of delivering) {
    assert.deepEqual(acquisitions(entry), [
      { effect: 'acquires', object: 'Irp', resource: 'socket', held: 'Information', mayFail: true },
    ]);
  }
  assert.deepEqual(releases(describe('WskCloseSocket')), [
    { effect: 'releases', object: 'Socket', resource: 'socket' },
  ]);
});

test('a registration and a captured provider NPI are known by the registration object', () => {
  const objects = (name: string): readonly string[] =>
    [...acquisitions(describe(name)), ...releases(describe(name))].map(
      ({ object, resource }) => `${object}: ${resource}`,
    );
  assert.deepEqual(objects('WskRegister'), ['WskRegistration: registration']);
  assert.deepEqual(objects('WskDeregister'), ['WskRegistration: registration']);
  assert.deepEqual(objects('WskCaptureProviderNPI'), ['WskRegistration: provider NPI']);
  assert.deepEqual(objects('WskReleaseProviderNPI'), ['WskRegistration: provider NPI']);
});

test('an object is stored where an argument points only if that argument is a pointer that the function writes through', () => {
  for (const [name, entry] of entries) {
    for (const { object, held } of acquisitions(entry)) {
      if (held !== 'pointee') continue;
      const { flow, type } = entry.parameters[object] ?? {};
      assert.equal(flow, 'out', `${name}: ${object}`);
      assert.match(type ?? '', /\*$|^PHANDLE$/, `${name}: ${object}`);
    }
  }
});

test('whatever raises the IRQL keeps the level before, and each kept level is restored by some function', () => {
  const [raising, restoring] = (['raises', 'restores'] as const).map((kind) =>
    entries.filter(([, entry]) => effectsOf(entry).some(({ effect }) => effect === kind)).map(([name]) => name),
  );
  for (const name of raising ?? []) {
    const raised = effectsOf(describe(name)).find((effect) => effect.effect === 'raises');
    assert.ok(raised?.saves, name);
  }
  assert.deepEqual(raising?.sort(), [
    'ExAcquireFastMutex',
    'ExAcquireSpinLockExclusive',
    'ExAcquireSpinLockShared',
    'ExTryToAcquireFastMutex',
    'IoAcquireCancelSpinLock',
    'KeAcquireInStackQueuedSpinLock',
    'KeAcquireSpinLock',
    'KeAcquireSpinLockRaiseToDpc',
    'KeRaiseIrql',
    'KeRaiseIrqlToDpcLevel',
  ]);
  assert.deepEqual(restoring?.sort(), [
    'ExReleaseFastMutex',
    'ExReleaseSpinLockExclusive',
    'ExReleaseSpinLockShared',
    'IoReleaseCancelSpinLock',
    'KeLowerIrql',
    'KeReleaseInStackQueuedSpinLock',
    'KeReleaseSpinLock',
  ]);
});

test('a function that takes or releases a spin lock at DISPATCH_LEVEL may not be called below it, and raises nothing', () => {
  const named = entries.filter(([name]) => /SpinLock.*(?:AtDpcLevel|FromDpcLevel)$/.test(name));
  assert.ok(named.length >= 9);
  for (const [name, entry] of named) {
    assert.equal(entry.irql.min, 'DISPATCH_LEVEL', name);
    assert.ok(!effectsOf(entry).some(({ effect }) => effect === 'raises' || effect === 'restores'), name);
  }
});

test('no function may be called at no level at all', () => {
  const levels = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL', 'HIGH_LEVEL'];
  for (const [name, { irql }] of entries) {
    if (irql.min !== undefined) assert.ok(levels.indexOf(irql.min) <= levels.indexOf(irql.max), name);
  }
});

test('a wait tells its object, its time-out, and by which arguments an APC can end it', () => {
  assert.deepEqual(effectsOf(describe('KeWaitForSingleObject')), [
    { effect: 'waits', object: 'Object', timeout: 'Timeout', alertable: 'Alertable', mode: 'WaitMode' },
  ]);
  // Object is the array there: which objects are waited for is in the memory that it points at.
  assert.deepEqual(effectsOf(describe('KeWaitForMultipleObjects')), [
    { effect: 'waits', timeout: 'Timeout', alertable: 'Alertable', mode: 'WaitMode' },
  ]);
});

test('an event is signaled by KeSetEvent, and not signaled after its initialisation unless State is TRUE', () => {
  assert.deepEqual(effectsOf(describe('KeSetEvent')), [{ effect: 'signals', object: 'Event' }]);
  assert.deepEqual(effectsOf(describe('KeResetEvent')), [{ effect: 'clears', object: 'Event' }]);
  assert.deepEqual(effectsOf(describe('KeInitializeEvent')), [
    { effect: 'clears', object: 'Event', unless: 'State', type: 'Type' },
  ]);
});

test('a system thread that ends itself, a bug check and a raised exception do not return', () => {
  const ending = entries.filter(([, entry]) => effectsOf(entry).some(({ effect }) => effect === 'ends'));
  assert.deepEqual(ending.map(([name]) => name).sort(), [
    'ExRaiseAccessViolation',
    'ExRaiseStatus',
    'KeBugCheck',
    'KeBugCheckEx',
    'PsTerminateSystemThread',
    'RtlFailFast',
  ]);
});

test('a function whose result may be NULL says what NULL means', () => {
  for (const [name, entry] of entries) {
    const isNullable = acquisitions(entry).some(({ object, mayFail }) => object === 'result' && mayFail === true);
    if (isNullable) assert.ok(entry.values?.['NULL'], name);
  }
});

test('what takes a value from a queue, a list or the clock depends on what others do', () => {
  for (const name of [
    'ExInterlockedRemoveHeadList',
    'InterlockedPopEntrySList',
    'IoCsqRemoveNextIrp',
    'KeQueryInterruptTime',
    'KeReadStateEvent',
    'ReadPointerNoFence',
    'RemoveHeadList',
    'RtlRunOnceBeginInitialize',
  ]) {
    assert.equal(describe(name)?.readsShared, true, name);
  }
});

test('the rules that an entry names exist, at most six, none twice', () => {
  assert.equal(ruleNames.length, 123);
  for (const [name, { rules = [] }] of [...entries, ...Object.entries(callbacks)]) {
    for (const rule of rules) assert.ok(ruleNames.includes(rule), `${name}: ${rule}`);
    assert.ok(rules.length <= 6, name);
    assert.equal(new Set(rules).size, rules.length, name);
  }
});

test('every function and every callback of wsk.h names the mistakes that drivers make with it', () => {
  for (const [name, { rules = [] }] of [...Object.entries<ApiFunction>(wskFunctions), ...Object.entries(callbacks)]) {
    assert.ok(rules.length >= 3, name);
  }
});

test('all prose of an entry is made of sentences that end', () => {
  for (const [name, entry] of [...entries, ...Object.entries<ApiCallback>(callbacks)]) {
    const prose: readonly (string | undefined)[] = [
      entry.ownership,
      ...(entry.notes ?? []),
      ...Object.values<string>(entry.values ?? {}),
      entry.irql.note,
    ];
    for (const text of prose) {
      if (text !== undefined) assert.match(text, /^\S.*[.]$/, `${name}: ${text}`);
    }
  }
});
