import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { projectSymbols, symbolsIn, type FileSymbol } from '../../server/src/ide/symbols';
import { unitOf } from '../support/parse';
import { sightOf } from './listening-driver';

const lines = (symbols: readonly FileSymbol[], depth = ''): string[] =>
  symbols.flatMap(({ name, detail, kind, children }) => [
    `${depth}${kind} ${name}: ${detail}`,
    ...lines(children, `${depth}  `),
  ]);

function outline(path: string, isAlone: boolean): string[] {
  const analysis = sightOf().analysisOf(path);
  assert.ok(analysis);
  return lines(symbolsIn(analysis.unit, analysis, isAlone));
}

const events = [
  'function OnAccept: WskAcceptEvent of ListenDispatch · ≤ DISPATCH_LEVEL',
  'table ListenDispatch: WSK_CLIENT_LISTEN_DISPATCH',
  '  slot WskAcceptEvent: OnAccept',
  'function ListenerMade: IoCompletion routine of WskSocket · ≤ DISPATCH_LEVEL',
];

describe('the outline of a file', () => {
  test('has functions with their roles, and tables with their slots, in the order of the text', () => {
    assert.deepEqual(outline('/driver/events.c', true), events);
  });

  test('has the other functions where nobody else tells of them', () => {
    assert.deepEqual(outline('/driver/setup.c', true), [
      'function MakeListener: ',
      'function EnableEvents: ',
      'function SetUp: ',
    ]);
    assert.deepEqual(outline('/driver/setup.c', false), []);
    assert.deepEqual(outline('/driver/events.c', false), events);
  });

  test('marks a name inside of its own symbol', () => {
    const unit = unitOf('#include <wsk.h>\nWSK_CLIENT_LISTEN_DISPATCH Table = { .WskAbortEvent = Abort };\n');
    const [table] = symbolsIn(unit, undefined, true);
    assert.ok(table);
    const textAt = ({ at, nameAt }: FileSymbol) => [
      unit.file.text.slice(at.start, at.end),
      unit.file.text.slice(nameAt.start, nameAt.end),
    ];
    assert.deepEqual(textAt(table), ['WSK_CLIENT_LISTEN_DISPATCH Table = { .WskAbortEvent = Abort };', 'Table']);
    assert.deepEqual(table.children.map(textAt), [['Abort', 'Abort']]);
  });
});

const found = (query: string, isAlone = true): string[] =>
  projectSymbols(sightOf().directory, query, isAlone).map(({ found: { name, path }, detail }) =>
    `${path} ${name} ${detail}`.trim(),
  );

describe('the functions of a project', () => {
  test('are found by the letters of their names in order, the best first', () => {
    assert.deepEqual(found('listenerm'), ['/driver/events.c ListenerMade IoCompletion routine']);
    assert.deepEqual(found('up'), ['/driver/setup.c SetUp']);
    assert.deepEqual(found('le'), [
      '/driver/setup.c EnableEvents',
      '/driver/events.c ListenerMade IoCompletion routine',
      '/driver/setup.c MakeListener',
    ]);
    assert.deepEqual(found('nothing like it'), []);
  });

  test('are told with their roles, all of them for an empty query', () => {
    assert.deepEqual(found('', false).sort(), [
      '/driver/events.c ListenerMade IoCompletion routine',
      '/driver/events.c OnAccept WskAcceptEvent of ListenDispatch',
    ]);
    assert.equal(found('').length, 5);
  });
});
