import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { changedMeaning } from '../../server/src/model/context';
import { readUnit } from '../../server/src/model/unit';
import { unitOf } from '../support/parse';

const FUNCTIONS = `
VOID Send(PCONTEXT Context) { Context->Flags = LIMIT; }
VOID Other(ULONG Count) { Counter = Count; }
`;

const BEFORE = `
#define LIMIT 4
typedef struct _CONTEXT { ULONG Flags; } CONTEXT, *PCONTEXT;
typedef struct _DEVICE { PCONTEXT Context; } DEVICE, *PDEVICE;
PDEVICE FirstDevice(VOID);
static ULONG Counter;
enum { First, Second };
`;

/** Which of some function texts may mean something else after an edit of what stands above the functions. */
function changed(after: string, functions: readonly string[]): readonly string[] {
  const [one, other] = [unitOf(BEFORE + FUNCTIONS).context, unitOf(after + FUNCTIONS).context];
  return functions.filter(changedMeaning(one, other));
}

describe('the context of a file', () => {
  test('is the same while only bodies change', () => {
    const { file, parsedText, context } = unitOf(BEFORE + FUNCTIONS);
    const again = unitOf(BEFORE + FUNCTIONS.replace('Counter = Count', 'Counter = Count + 1'));
    assert.equal(readUnit(again.file, again.parsedText, [], context).context, context);
    assert.equal(readUnit(file, parsedText, [], context).context, context);
  });

  test('is the same where only comments and blanks change', () => {
    const { context } = unitOf(BEFORE + FUNCTIONS);
    const again = unitOf(`// new\n${BEFORE.replace('static', 'static /* own */  ')}${FUNCTIONS}`);
    assert.equal(readUnit(again.file, again.parsedText, [], context).context, context);
  });

  test('is another where a macro is defined inside a function', () => {
    const { context } = unitOf(BEFORE + FUNCTIONS);
    const again = unitOf(BEFORE + FUNCTIONS.replace('{ Counter', '{\n#define COUNT 1\nCounter'));
    assert.notEqual(readUnit(again.file, again.parsedText, [], context).context, context);
  });

  test('is another where only an annotation changes, which is masked', () => {
    const { context } = unitOf(BEFORE + FUNCTIONS);
    const again = unitOf(BEFORE + FUNCTIONS.replace('VOID Send', '_IRQL_requires_(PASSIVE_LEVEL) VOID Send'));
    assert.notEqual(readUnit(again.file, again.parsedText, [], context).context, context);
  });
});

describe('an edit of a declaration', () => {
  test('changes what names it', () => {
    const after = BEFORE.replace('LIMIT 4', 'LIMIT 5');
    assert.deepEqual(changed(after, ['{ x = LIMIT; }', '{ x = LIMITED; }']), ['{ x = LIMIT; }']);
  });

  test('changes what names something that is declared with it, however far away', () => {
    const after = BEFORE.replace('ULONG Flags;', 'ULONG Flags; ULONG More;');
    const functions = ['{ FirstDevice()->Context->Flags = 1; }', '{ PDEVICE d; }', '{ Counter++; }'];
    assert.deepEqual(changed(after, functions), functions.slice(0, 2));
  });

  test('changes what names an enumerator', () => {
    assert.deepEqual(changed(BEFORE.replace('First,', 'First = 3,'), ['Second', 'Counter']), ['Second']);
  });

  test('changes what names a declaration that is new, or gone', () => {
    assert.deepEqual(changed(`${BEFORE}static ULONG New;\n`, ['New', 'Counter']), ['New']);
    assert.deepEqual(changed(BEFORE.replace('static ULONG Counter;\n', ''), ['New', 'Counter']), ['Counter']);
  });

  test('changes what names a function that a body declares', () => {
    const declaring = FUNCTIONS.replace('{ Context', '{ EVT Third(Context); Context');
    const [one, other] = [unitOf(FUNCTIONS).context, unitOf(declaring).context];
    const functions = ['VOID One(VOID) { Third(0); }', 'VOID Two(VOID) { Send(0); }'];
    assert.deepEqual(functions.filter(changedMeaning(one, other)), ['VOID One(VOID) { Third(0); }']);
  });

  test('changes nothing where the rest of a half typed function ends in a statement', () => {
    const half = `${FUNCTIONS}return Counter;\n}\n`;
    const [one, other] = [unitOf(FUNCTIONS).context, unitOf(half).context];
    assert.notEqual(one, other);
    assert.deepEqual([FUNCTIONS].filter(changedMeaning(one, other)), []);
  });

  test('changes everything where it cannot be told what it declares', () => {
    assert.deepEqual(changed(`${BEFORE}#if DBG\nstatic ULONG New;\n#endif\n`, ['x']), ['x']);
  });

  test('changes nothing where declarations only change places', () => {
    const lines = BEFORE.trim().split('\n');
    assert.deepEqual(changed(`${[...lines.slice(3), ...lines.slice(0, 3)].join('\n')}\n`, ['LIMIT', 'Counter']), []);
  });
});
