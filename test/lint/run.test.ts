import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { checkText } from '../../server/src/lint/check';
import type { Rule } from '../../server/src/lint/rule';
import type { FileReport, LintOptions } from '../../server/src/lint/run';
import { defaultSettings, type Settings } from '../../server/src/lint/settings';
import { createParser } from '../../server/src/syntax/bindings';
import type { SourceParser } from '../../server/src/syntax/parser';
import { wordRule } from '../support/rule';

const apple = wordRule('apple', { code: 'WSK901' });
const pear = wordRule('pear', { code: 'WSK902', severity: 'error' });

const failing: Rule = {
  ...wordRule('apple', { code: 'WSK903', name: 'always-fails' }),
  run() {
    throw new Error('no luck');
  },
};

interface Asked extends LintOptions {
  readonly rules?: readonly Rule[];
  readonly settings?: Partial<Settings>;
  readonly language?: 'c' | 'cpp';
}

async function lint(text: string, { rules = [apple, pear], settings, language = 'c', ...options }: Asked = {}) {
  const parser = await createParser('auto');
  // Nothing is said of a text that has nothing of WSK.
  const file = { path: 'fruit.c', text: `${text}// wsk\n`, language };
  return checkText(file, rules, { ...defaultSettings, ...settings }, parser, options);
}

const codes = ({ findings }: FileReport) => findings.map(({ rule }) => rule.code);

describe('lintUnit', () => {
  test('sorts findings by position, whatever the order of the rules', async () => {
    const { findings } = await lint('int apple;\nint pear;\nint apple2, apple;\n', { rules: [pear, apple] });
    assert.deepEqual(
      findings.map(({ at, severity, message }) => [at.start, severity, message]),
      [
        [4, 'warning', "'apple' is written here"],
        [15, 'error', "'pear' is written here"],
        [33, 'warning', "'apple' is written here"],
      ],
    );
  });

  test('sorts findings of one place by code', async () => {
    const twin = wordRule('apple', { code: 'WSK900', name: 'apple-again' });
    assert.deepEqual(codes(await lint('int apple;\n', { rules: [apple, twin] })), ['WSK900', 'WSK901']);
  });

  test('gives a finding the severity of the settings, and none to a rule that is off', async () => {
    const { findings } = await lint('int apple, pear;\n', {
      settings: { rules: { [apple.name]: 'info', [pear.name]: 'off' } },
    });
    assert.deepEqual(
      findings.map(({ rule, severity }) => [rule.code, severity]),
      [['WSK901', 'info']],
    );
  });

  test('lets a finding be weaker than its rule, unless the settings name the rule', async () => {
    const weaker = wordRule('apple', { severity: 'error' }, { severity: 'info' });
    const severities = async (settings: Partial<Settings>) =>
      (await lint('int apple;\n', { rules: [weaker], settings })).findings.map(({ severity }) => severity);
    assert.deepEqual(await severities({}), ['info']);
    assert.deepEqual(await severities({ rules: { [weaker.name]: 'warning' } }), ['warning']);
    assert.deepEqual(await severities({ rules: { [weaker.name]: 'off' } }), []);
  });

  test('loses only the findings of a rule that throws, and tells its name', async () => {
    const report = await lint('int apple, pear;\n', { rules: [failing, pear] });
    assert.deepEqual(codes(report), ['WSK902']);
    assert.deepEqual(
      report.failures.map(({ what, error }) => [what, error.message]),
      [['rule always-fails', 'no luck']],
    );
  });

  test('says once what a rule says twice of one place', async () => {
    const twice: Rule = { ...apple, run: (analysis) => [...apple.run(analysis), ...apple.run(analysis)] };
    assert.deepEqual(codes(await lint('int apple;\n', { rules: [twice] })), ['WSK901']);
  });

  test('stops between two findings when cancelled', async () => {
    let asked = 0;
    const rule = wordRule('apple');
    const report = await lint('int apple; int apple; int apple;\n', {
      rules: [{ ...rule, run: (analysis) => Array.from(rule.run(analysis)) }],
      isCancelled: () => ++asked > 2,
    });
    assert.equal(report.cancelled, true);
    assert.ok(report.findings.length < 3);
  });
});

describe('where nothing is said', () => {
  test('a text that has nothing of WSK, which is not even parsed', () => {
    const parser: SourceParser = {
      binding: 'wasm',
      parse: () => assert.fail('parsed'),
    };
    const file = { path: 'fruit.c', text: 'int apple;\n', language: 'c' } as const;
    assert.deepEqual(checkText(file, [apple], defaultSettings, parser).findings, []);
  });

  test('a function of which a part did not parse', async () => {
    const report = await lint('void Broken(void)\n{\n  apple();\n  if (((;\n}\n\nvoid Whole(void)\n{\n  pear();\n}\n');
    assert.deepEqual(codes(report), ['WSK902']);
  });

  test('a stretch between functions that did not parse', async () => {
    const report = await lint('int a[] = { ) apple ( };\nint pear;\n');
    assert.ok(!codes(report).includes('WSK901'));
  });

  test('a function of C++ that cannot be followed', async () => {
    const text = 'int apple;\ntemplate <class T> void Any(T t)\n{\n  pear();\n}\nvoid Whole(void)\n{\n  pear();\n}\n';
    const { findings } = await lint(text, { language: 'cpp' });
    assert.deepEqual(
      findings.map(({ at }) => text.slice(0, at.start).split('\n').length),
      [1, 8],
    );
  });
});

describe('wsk-ignore', () => {
  const silenced: Readonly<Record<string, string>> = {
    'on the line': 'int apple; // wsk-ignore apple-is-written: it is ripe\n',
    'on the line above': '// wsk-ignore apple-is-written: it is ripe\nint apple;\n',
    'in a block comment': '/* wsk-ignore apple-is-written: it is ripe */\nint apple;\n',
    'in a block comment of several lines': '/*\n * wsk-ignore apple-is-written: it is\n * ripe\n */\nint apple;\n',
    'naming several rules': '// wsk-ignore pear-is-written, apple-is-written: they are ripe\nint apple;\n',
    'above another one':
      '// wsk-ignore apple-is-written: ripe\n// wsk-ignore pear-is-written: ripe\nint apple, pear;\n',
    'with a comment that goes on below': '// wsk-ignore apple-is-written: it is\n// ripe\nint apple;\n',
    'on a line that goes on below': '// wsk-ignore apple-is-written: ripe\nint a = 1 + \\\n  apple;\n',
    'in the file': 'int x;\n// wsk-ignore-file apple-is-written: all are ripe\nint y;\nint apple;\n',
    'in a range':
      '// wsk-ignore-begin apple-is-written: ripe\nint x;\nint apple;\n// wsk-ignore-end apple-is-written\n',
    'in a range whose end names nothing':
      '// wsk-ignore-begin apple-is-written: ripe\nint x, apple;\n// wsk-ignore-end\n',
    'in a range within another one':
      '// wsk-ignore-begin apple-is-written: a\n// wsk-ignore-begin pear-is-written: b\n// wsk-ignore-end\nint apple;\n' +
      '// wsk-ignore-end\n',
    'above its function':
      '// wsk-ignore-function apple-is-written: ripe\n\n/* Eats. */\nvoid f(void)\n{\n  apple();\n}\n',
    'in its function': 'void f(void)\n{\n  apple();\n  // wsk-ignore-function apple-is-written: ripe\n}\n',
    'after CRLF': '// wsk-ignore apple-is-written: it is ripe\r\nint apple;\r\n',
  };
  for (const [how, text] of Object.entries(silenced)) {
    test(`silences a finding ${how}`, async () => {
      const report = await lint(text);
      assert.deepEqual(codes(report), []);
      assert.notEqual(report.suppressed, 0);
      assert.notEqual(report.usedSuppressions.size, 0);
    });
  }

  const kept: Readonly<Record<string, string>> = {
    'that is two lines below': '// wsk-ignore apple-is-written: it is ripe\n\nint apple;\n',
    'that is above': 'int apple;\n// wsk-ignore apple-is-written: it is ripe\n',
    'of another rule': '// wsk-ignore pear-is-written: it is ripe\nint apple;\n',
    'when it stands in a string': 'char *s = "// wsk-ignore apple-is-written: x"; int apple;\n',
    'when it gives no reason': '// wsk-ignore apple-is-written\nint apple;\n',
    'when it stands behind other code on the line above': 'int x; // wsk-ignore apple-is-written: x\nint apple;\n',
    'behind the end of a range': '// wsk-ignore-begin apple-is-written: a\n// wsk-ignore-end\nint apple;\n',
    'in a range that has no end': '// wsk-ignore-begin apple-is-written: a\nint apple;\n',
    'above another function':
      '// wsk-ignore-function apple-is-written: ripe\nvoid f(void)\n{\n}\nvoid g(void)\n{\n  apple();\n}\n',
    'above a declaration before its function':
      '// wsk-ignore-function apple-is-written: ripe\nint x;\nvoid g(void)\n{\n  apple();\n}\n',
    'in a file without a reason': '// wsk-ignore-file apple-is-written\nint apple;\n',
    'when other words stand before it': '// please wsk-ignore apple-is-written: it is ripe\nint apple;\n',
  };
  for (const [how, text] of Object.entries(kept)) {
    test(`does not silence a finding ${how}`, async () => {
      assert.ok(codes(await lint(text)).includes('WSK901'));
    });
  }

  test('without a reason is pointed at from the finding that it does not silence', async () => {
    const { findings } = await lint('// wsk-ignore apple-is-written\nint apple;\n');
    assert.deepEqual(
      findings[0]?.related.map(({ at }) => at),
      [{ start: 0, end: 30 }],
    );
  });

  test('from a beginning to its end silences nothing behind it', async () => {
    const range = '// wsk-ignore-begin apple-is-written: ripe\nint apple;\n// wsk-ignore-end\n';
    const { findings, suppressed } = await lint(`${range}int apple;\n`);
    assert.deepEqual(
      findings.map(({ at }) => at.start),
      [range.length + 'int '.length],
    );
    assert.equal(suppressed, 1);
  });

  test('that silences nothing is known as unused', async () => {
    const { suppressions, usedSuppressions } = await lint('int apple;\n// wsk-ignore pear-is-written: x\nint plum;\n');
    assert.deepEqual(
      suppressions.map(({ names, reason }) => ({ names: names.map(({ text }) => text), reason })),
      [{ names: ['pear-is-written'], reason: 'x' }],
    );
    assert.equal(usedSuppressions.size, 0);
  });
});
