import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { createNativeParser } from '../../server/src/syntax/native';
import { applyEdits } from '../../server/src/text/span';
import { longDriver } from './driver';
import { typing } from './edits';
import { folderOfDrivers, withoutWsk } from './folder';
import { interleaved, percentile } from './measure';
import { isMet, rowOf, targetsTable } from './report';

const parser = createNativeParser();
const source = `#define X 1
typedef struct S { int a; } S;
static int Count = X;
// Counts.
int G(int a) { return a + Count; }
int F(S *s) { Status = G(s->a); Status = G(1); G(2); Count = G(3); return Status; }
`;
const { tree } = parser.parse(source);

describe('the long driver', () => {
  const long = longDriver([tree], 20);

  test('is as long as asked, and parses', () => {
    assert.equal(long.split('\n').length >= 20, true);
    assert.equal(parser.parse(long).tree.hasError(tree.root), false);
  });

  test('has types and macros once, and functions under new names that call each other', () => {
    assert.equal(long.split('typedef struct S').length, 2);
    assert.equal(long.split('#define X').length, 2);
    assert.equal(long.includes('int G_2(int a) { return a + Count_2; }'), true);
    assert.equal(long.includes('Status = G_2(s->a)'), true);
  });

  test('cannot be made of files that define nothing', () => {
    assert.throws(() => longDriver([parser.parse('#define X 1\n').tree], 20), /define nothing/);
  });
});

describe('the folder of drivers', () => {
  const header = parser.parse('VOID Stop(VOID);\n').tree;
  const use = parser.parse(
    'VOID Stop(VOID) {}\nNTSTATUS DriverEntry(VOID) { Stop(); WskRegister(); return Go; }\n',
  ).tree;
  const driver = {
    name: 'net',
    files: [
      { name: 'net.h', tree: header },
      { name: 'net.c', tree: use },
    ],
  };
  const made = folderOfDrivers([driver], 3);

  test('has whole drivers, each in a folder of its own', () => {
    assert.deepEqual(
      made.map(({ path }) => path),
      ['net-1/net.h', 'net-1/net.c', 'net-2/net.h', 'net-2/net.c'],
    );
  });

  test('has new names for what a driver defines, in all of its files, and for nothing else', () => {
    assert.equal(made[2]?.text, 'VOID Stop_of_2(VOID);\n');
    assert.equal(
      made[3]?.text,
      'VOID Stop_of_2(VOID) {}\nNTSTATUS DriverEntry(VOID) { Stop_of_2(); WskRegister(); return Go; }\n',
    );
  });

  test('cannot be made of no driver', () => {
    assert.throws(() => folderOfDrivers([], 1), RangeError);
  });

  test('without WSK names nothing of it, and nothing that the drivers define', () => {
    assert.deepEqual(withoutWsk(made).at(-1), {
      path: 'plain/net-2/net.c',
      text: 'VOID Stop_in_2(VOID) {}\nNTSTATUS PlainEntry(VOID) { Stop_in_2(); NetRegister(); return Go; }\n',
    });
  });
});

describe('typing', () => {
  const functions = Array.from(
    { length: 40 },
    (_, index) => `int F${index}(S *s)\n{\n    int status = 0;\n    status = G(s->a);\n    return status;\n}\n`,
  );
  const long = parser.parse(`typedef struct S {\n    int a;\n} S;\n${functions.join('')}`).tree;
  const keystrokes = typing(long, 60);
  const of = (kind: string) => keystrokes.filter((each) => each.kind === kind);
  const parses = (text: string) => !parser.parse(text).tree.hasError(long.root);

  test('gives as many keystrokes as asked, each made to the text that the last one left', () => {
    assert.equal(keystrokes.length, 60);
    let text = long.text;
    for (const { edits, text: after } of keystrokes) {
      text = applyEdits(text, edits);
      assert.equal(text, after);
    }
  });

  test('is inside function bodies for fifty-one of sixty keystrokes', () => {
    const outside = [...of('a comment between functions'), ...of('a prototype'), ...of('a member of a structure')];
    assert.equal(outside.length, 9);
  });

  test('finishes what it begins: after the last keystroke all parses again', () => {
    assert.equal(keystrokes.filter(({ text }) => !parses(text)).length > 0, true);
    assert.equal(parses(keystrokes.at(-1)?.text ?? ''), true);
  });

  test('types a statement piece by piece behind one that is written so', () => {
    const [first, , , , last] = of('a statement, key by key');
    assert.equal(first?.edits[0]?.text, '\n    ');
    assert.equal(last?.text.includes('    status = G(s->a);\n    status = G(s->a);\n    return'), true);
  });

  test('renames a local variable at once wherever it stands', () => {
    const [renamed] = of('a local renamed');
    assert.equal(renamed?.edits.length, 3);
    assert.match(renamed.text, /int (statusNew\d+) = 0;\n {4}\1 = G\(s->a\);\n {4}return \1;/);
  });

  test('changes what a function returns, the types of the file and its prototypes', () => {
    const { text = '' } = keystrokes.at(-1) ?? {};
    assert.match(text, /return STATUS_UNSUCCESSFUL;/);
    assert.match(text, /int a;\n {4}ULONG New\d+;\n} S;/);
    assert.match(text, /}\n\nNTSTATUS New\d+\(PVOID Context\);\n/);
  });

  test('cannot go on in a file that has nothing left to type in', () => {
    assert.throws(() => typing(tree, 60), RangeError);
  });
});

describe('measuring', () => {
  test('a percentile is one of the values', () => {
    assert.equal(percentile([5, 1, 3, 2, 4], 0.5), 3);
    assert.equal(percentile([5, 1, 3, 2, 4], 0.95), 5);
    assert.equal(percentile([7], 0.5), 7);
  });

  test('tasks take turns, warm-up rounds first', async () => {
    const ran: string[] = [];
    const task = (name: string) => ({ name, run: () => void ran.push(name) });
    const rounds = { count: 2, warmUp: 1, budget: Infinity, atLeast: 1 };
    const times = await interleaved([task('a'), task('b')], rounds);
    assert.equal(ran.join(''), 'ababab');
    assert.deepEqual(
      times.map((each) => each.length),
      [2, 2],
    );
  });

  test('a task is over when its promise is kept', async () => {
    let isOver = false;
    const run = async () => {
      await Promise.resolve();
      isOver = true;
    };
    await interleaved([{ name: 'a', run }], { count: 1, warmUp: 0, budget: Infinity, atLeast: 1 });
    assert.equal(isOver, true);
  });

  test('a task that has used up its budget runs as many rounds that count as it must, and no more', async () => {
    const task = { name: 'a', run: () => undefined };
    const [times] = await interleaved([task], { count: 9, warmUp: 2, budget: 0, atLeast: 3 });
    assert.equal(times?.length, 3);
  });
});

describe('the report', () => {
  test('a ratio is to the yardstick', () => {
    assert.deepEqual(rowOf({ name: 'a', p50: 30, p95: 45, count: 2 }, 10), {
      name: 'a',
      p50: 30,
      p95: 45,
      count: 2,
      ratio: 3,
      ratioP95: 4.5,
    });
  });

  test('a target is met up to its limit, and missed where there is no figure', () => {
    assert.equal(isMet({ is: 3, atMost: 3 }), true);
    assert.equal(isMet({ is: 3.1, atMost: 3 }), false);
    assert.equal(isMet({ is: NaN, atMost: 3 }), false);
  });

  test('says of each target what it is, and whether it is met', () => {
    const lines = targetsTable([{ what: 'check', is: 3.126, atMost: 3 }]).split('\n');
    assert.match(lines[1] ?? '', /^check +3\.13 +3 +missed$/);
  });
});
