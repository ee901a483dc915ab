import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { defineRule, type Rule } from '../../server/src/lint/rule';
import { rules } from '../../server/src/rules';
import { assertRememberedIsTrue, remembering } from '../support/remembering';

describe('after each key that is typed', () => {
  const typed = ['test/rules/irp/irp-leaked.c', 'test/rules/accept/inspect-id-compared-by-pointer.c'];
  for (const path of typed) {
    test(`what was remembered is what is true (${path})`, () => {
      assertRememberedIsTrue(path);
    });
  }
});

/** Notes in which functions it looks. */
function looking(looked: string[], found = ''): Rule {
  const [rule] = rules;
  assert.ok(rule);
  return defineRule({
    ...rule,
    query: (analysis) => analysis.functions,
    *check({ name, nameNode }, analysis) {
      looked.push(name);
      const callee = analysis.functionNamed('Callee');
      if (callee !== undefined) analysis.resultOf(callee);
      if (name === found) yield { at: analysis.unit.tree.span(nameNode), message: 'found' };
    },
  });
}

describe('a rule', () => {
  const TEXT = `
    PIRP Callee(VOID) { return IoAllocateIrp(1, FALSE); }
    PIRP Other(VOID) { return IoAllocateIrp(2, FALSE); }
    // WSK
  `;

  test('looks again at a function that has changed, and at what has asked for it', () => {
    const looked: string[] = [];
    const workspace = remembering({ 'a.c': TEXT });
    const rule = looking(looked);
    workspace.report('a.c', [rule]);
    assert.deepEqual(looked.splice(0), ['Callee', 'Other']);
    workspace.report('a.c', [rule]);
    workspace.edit('a.c', '// WSK', '// of WSK');
    workspace.report('a.c', [rule]);
    assert.deepEqual(looked.splice(0), []);
    workspace.edit('a.c', 'IoAllocateIrp(2', 'IoAllocateIrp(3');
    workspace.report('a.c', [rule]);
    assert.deepEqual(looked.splice(0), ['Other']);
    workspace.edit('a.c', 'IoAllocateIrp(1', 'IoAllocateIrp(4');
    workspace.report('a.c', [rule]);
    assert.deepEqual(looked.splice(0), ['Callee', 'Other']);
  });

  test('looks again where it has found something, and says where that is now', () => {
    const looked: string[] = [];
    const workspace = remembering({ 'a.c': TEXT });
    const rule = looking(looked, 'Other');
    const before = workspace.report('a.c', [rule])?.findings[0]?.at.start ?? 0;
    workspace.edit('a.c', '\n    PIRP Callee', '/* moved */\n    PIRP Callee');
    looked.length = 0;
    const after = workspace.report('a.c', [rule])?.findings[0]?.at.start;
    assert.equal(after, before + '/* moved */'.length);
    assert.deepEqual(looked, ['Other']);
  });

  test('that was not asked before is asked about everything', () => {
    const looked: string[] = [];
    const workspace = remembering({ 'a.c': TEXT });
    workspace.report('a.c', []);
    workspace.report('a.c', [looking(looked)]);
    assert.deepEqual(looked, ['Callee', 'Other']);
  });

  test('that throws in one function says nothing of the file, and goes on to throw', () => {
    const [rule] = rules;
    assert.ok(rule);
    const throwing = defineRule({
      ...rule,
      query: ({ functions }) => functions,
      *check({ name, nameNode }, { unit }) {
        if (name === 'Other') throw new Error('no');
        yield { at: unit.tree.span(nameNode), message: 'found' };
      },
    });
    const workspace = remembering({ 'a.c': TEXT });
    const reports = [1, 2].map(() => workspace.report('a.c', [throwing]));
    for (const report of reports) {
      assert.deepEqual(report?.findings, []);
      assert.deepEqual(
        report.failures.map(({ error }) => error.message),
        ['no'],
      );
    }
  });
});
