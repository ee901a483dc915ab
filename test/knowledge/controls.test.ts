import assert from 'node:assert/strict';
import test from 'node:test';
import { categories } from '../../server/src/knowledge/categories';
import { knownConstants } from '../../server/src/knowledge/constants';
import { eventFlags } from '../../server/src/knowledge/event-flags';
import { combinations } from '../../server/src/knowledge/families';
import { controls, describeControl, type Control, type ControlBuffer } from '../../server/src/knowledge/options';
import { transportOptions } from '../../server/src/knowledge/transport-options';
import { header, pages } from './pages';

/** It is named on the page of WskControlSocket alone. */
const WITHOUT_PAGE = ['SIO_ADDRESS_LIST_SORT'];

/** Where a page does not say what the table says. */
const IRP_REASONS: Readonly<Record<string, string>> = {
  SIO_WSK_QUERY_INSPECT_ID: 'The page has no sentence on the IRP; its row for Irp says NULL.',
};

const controlOf = (name: string): Control => {
  const control = describeControl(name);
  assert.ok(control, name);
  return control;
};

const sizeOf = (buffer: ControlBuffer | undefined): string =>
  buffer === undefined ? '0' : (buffer.size ?? 'chosen by the caller');

test('every option and control code that has a page has an entry, and no other has one', () => {
  assert.deepEqual(Object.keys(controls).sort(), [...pages.controls.map(({ name }) => name), ...WITHOUT_PAGE].sort());
  for (const { name, page } of pages.controls) assert.equal(controlOf(name).page, page);
});

for (const { name, requests } of pages.controls) {
  test(`${name} takes the requests, the level and the buffers of its page`, () => {
    const control = controlOf(name);
    assert.deepEqual([...new Set(requests.map(({ operation }) => operation))], control.operations);
    for (const { operation, level, inputSize, outputSize, returnsSize } of requests) {
      const key = operation as keyof Control['input'];
      if (level !== undefined) assert.equal(control.level ?? '0', level);
      // The page of an address has a second table, for taking the address away with no input.
      const takesNone = inputSize === '0' && control.input[key]?.optional === true;
      if (!takesNone) assert.equal(sizeOf(control.input[key]), inputSize);
      assert.equal(sizeOf(control.output[key]), outputSize);
      assert.equal(control.returnsSize ?? false, returnsSize);
    }
  });
}

test('an option or control code takes an IRP where its page asks for one', () => {
  const words: Readonly<Record<string, Control['irp']>> = {
    required: 'required',
    NULL: 'NULL',
    depends: 'NULL to enable, optional to disable',
  };
  const unsaid = pages.controls.filter(({ irp }) => irp === 'not given').map(({ name }) => name);
  assert.deepEqual(unsaid, Object.keys(IRP_REASONS));
  for (const { name, irp } of pages.controls) {
    if (irp !== 'not given') assert.equal(controlOf(name).irp, words[irp], name);
  }
});

test('every option and control code has a value, that of the header where the header has one', () => {
  for (const name of [...Object.keys(controls), ...Object.keys(transportOptions)])
    assert.equal(typeof knownConstants[name], 'number', name);
  for (const [name, value] of Object.entries(header.constants)) assert.equal(knownConstants[name], value, name);
});

test('an I/O control code of wsk.h has the direction of its buffers in its value', () => {
  const [reads, writes] = [0x40000000, 0x80000000];
  for (const name of Object.keys(controls).filter((each) => each.startsWith('SIO_WSK_'))) {
    const [control, value] = [controlOf(name), knownConstants[name] ?? 0];
    assert.equal(control.output.WskIoctl !== undefined, (value & reads) !== 0, name);
    assert.equal(control.input.WskIoctl !== undefined, value >= writes, name);
  }
});

test('an option of one level is not listed again at another', () => {
  for (const name of Object.keys(transportOptions)) assert.equal(describeControl(name), undefined);
});

test('a client control code has no socket category, and everything else has one', () => {
  for (const [name, { kind, categories: of }] of Object.entries<Control>(controls))
    assert.equal(of.length > 0, kind !== 'client control code', name);
});

test('an event flag goes into the masks of exactly the categories that have its callback', () => {
  for (const [name, flag] of Object.entries(eventFlags)) {
    if (!('callback' in flag)) continue;
    const of = (['listening', 'datagram', 'connection'] as const).filter((category) =>
      categories[category].events.includes(flag.callback),
    );
    assert.deepEqual(of, flag.categories, name);
  }
});

test('a listening and a connection-oriented socket take TCP and nothing else', () => {
  assert.deepEqual(combinations.listening, [{ type: 'SOCK_STREAM', protocol: 'IPPROTO_TCP' }]);
  assert.deepEqual(combinations.connection, combinations.listening);
  assert.ok(combinations.datagram.every(({ type }) => type !== 'SOCK_STREAM'));
});
