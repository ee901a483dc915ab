import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Label } from './labels';
import { readLabels } from './labels';
import { foundIn, judge, scores, type CorpusFinding } from './match';
import { limitsOf, listsOf, missesOf, scoresTable } from './report';

const mistake: Label = {
  id: 'L1',
  repository: 'somebody/driver',
  file: 'send.c',
  lines: [20, 30],
  function: 'Send',
  within: [10, 40],
  language: 'c',
  rules: ['irp-leaked'],
  tier: 1,
  verdict: true,
  certain: true,
  what: 'the IRP is lost',
};
const lookAlike: Label = { ...mistake, id: 'T1', lines: [50], within: [45, 60], verdict: false };

const finding: CorpusFinding = {
  repository: 'somebody/driver',
  file: 'send.c',
  line: 30,
  rule: 'irp-leaked',
  message: 'it leaks',
};

const idOf = (change: Partial<CorpusFinding>, labels: readonly Label[]): string | undefined =>
  judge([{ ...finding, ...change }], labels)[0]?.label?.id;

describe('a finding is judged', () => {
  test('by the label that has its line', () => {
    assert.equal(idOf({}, [mistake, lookAlike]), 'L1');
  });

  test('by the label of its function, and of one line more or less', () => {
    assert.equal(idOf({ line: 12 }, [mistake, lookAlike]), 'L1');
    assert.equal(idOf({ line: 59 }, [mistake, lookAlike]), 'T1');
    assert.equal(idOf({ line: 42 }, [{ ...mistake, lines: [41] }]), 'L1');
  });

  test('by the nearest of several', () => {
    const other = { ...mistake, id: 'L2', lines: [11] };
    assert.equal(idOf({ line: 12 }, [mistake, other]), 'L2');
    assert.equal(idOf({ line: 31 }, [mistake, other]), 'L1');
  });

  test('by a mistake where something in the same function only looks like one', () => {
    assert.equal(idOf({ line: 50 }, [lookAlike, { ...mistake, within: [10, 60] }]), 'L1');
  });

  test('by the label that names its place in another file', () => {
    assert.equal(idOf({ file: 'wait.c', line: 7 }, [{ ...mistake, also: [{ file: 'wait.c', line: 7 }] }]), 'L1');
  });

  test('by no label of another repository, file, rule or function', () => {
    assert.equal(idOf({ repository: 'somebody/else' }, [mistake]), undefined);
    assert.equal(idOf({ file: 'receive.c' }, [mistake]), undefined);
    assert.equal(idOf({ rule: 'irp-missing' }, [mistake]), undefined);
    assert.equal(idOf({ line: 43 }, [mistake]), undefined);
  });
});

describe('a mistake is found', () => {
  test('by a finding on a line that it shares with a nearer one', () => {
    const other = { ...mistake, id: 'L2', lines: [30] };
    assert.deepEqual([...foundIn(judge([finding], [mistake, other]), [mistake, other])], [mistake, other]);
  });

  test('by none that a look-alike explains', () => {
    const judged = judge([{ ...finding, line: 50 }], [mistake, lookAlike]);
    assert.deepEqual(missesOf(judged, [mistake, lookAlike]), [mistake]);
  });
});

describe('what is told', () => {
  const labels = [mistake, { ...mistake, id: 'L2', file: 'x.c', certain: false }, lookAlike];
  const judged = judge([finding, { ...finding, line: 50 }, { ...finding, line: 70 }], labels);

  test('is a row for each rule', () => {
    assert.deepEqual(scores(judged, labels), [
      {
        rule: 'irp-leaked',
        certain: 1,
        found: 1,
        doubtful: 1,
        foundDoubtful: 0,
        findings: 3,
        right: 1,
        wrong: 1,
        unjudged: 1,
      },
    ]);
    assert.match(scoresTable(scores(judged, labels)), /\| irp-leaked \| 1 of 1 \| 0 of 1 \| 3 \| 1 \| 1 \| 1 \|\n$/);
  });

  test('is each finding that is wrong or not judged, and each mistake that is missed', () => {
    const lists = listsOf(judge([], [mistake]), [mistake]) + listsOf(judged, labels);
    assert.match(lists, /Missed: 1\n {2}L1 somebody\/driver send\.c:20,30 irp-leaked: the IRP is lost\n/);
    assert.match(lists, /Wrong: 1\n {2}somebody\/driver send\.c:50 irp-leaked: it leaks \(T1: the IRP is lost\)\n/);
    assert.match(lists, /Not judged: 1\n {2}somebody\/driver send\.c:70 irp-leaked: it leaks\n/);
  });

  test('is whether the limits are kept; what nobody has judged counts as wrong', () => {
    assert.deepEqual(
      limitsOf(judged, labels).map(({ isMet }) => isMet),
      [true, false, false],
    );
    assert.deepEqual(
      limitsOf(judge([finding], labels), labels).map(({ isMet }) => isMet),
      [true, true, true],
    );
    assert.deepEqual(
      limitsOf([], labels).map(({ isMet }) => isMet),
      [false, true, true],
    );
  });

  test('counts a verdict on a finding as right or wrong, and not as something that was to be found', () => {
    const verdict = { ...mistake, id: 'V1', lines: [70], within: [65, 80] as const };
    const byVerdict = judge([{ ...finding, line: 70 }], [verdict]);
    assert.deepEqual(missesOf([], [verdict]), []);
    assert.equal(scores(byVerdict, [verdict])[0]?.right, 1);
    assert.equal(scores(byVerdict, [verdict])[0]?.certain, 0);
  });
});

test('the labels each have an id of their own, lines in order, and a repository at a commit', () => {
  const { repositories, labels } = readLabels();
  const names = new Set(repositories.map(({ name }) => name));
  assert.equal(new Set(labels.map(({ id }) => id)).size, labels.length);
  for (const { commit } of repositories) assert.match(commit, /^[0-9a-f]{40}$/);
  for (const { id, repository, lines, within, rules } of labels) {
    assert.ok(names.has(repository), id);
    assert.ok(lines.length > 0 && rules.length > 0 && within[0] <= within[1], id);
    assert.deepEqual(
      lines,
      [...lines].sort((a, b) => a - b),
      id,
    );
  }
});
