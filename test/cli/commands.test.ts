import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { explain } from '../../server/src/cli/explain';
import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

const plain = (_format: string, text: string): string => text;

describe('wsklint', () => {
  test('prints its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(runCli(['--version']), { exitCode: 0, output: `${version}\n`, errors: '' });
  });

  test('prints help for itself and for each command', () => {
    for (const args of [['--help'], ['help'], ['check', '--help'], ['rules', '--help'], ['help', 'explain']]) {
      const { exitCode, output } = runCli(args);
      assert.equal(exitCode, 0, args.join(' '));
      assert.match(output, /^Usage: wsklint/);
    }
    assert.match(runCli(['--help']).output, /Exit codes:/);
    assert.doesNotMatch(runCli(['--help']).output, /demo/);
  });

  test('lists every rule with its code, severity and summary', () => {
    const { exitCode, output } = runCli(['rules']);
    assert.equal(exitCode, 0);
    for (const { code, name, severity, summary } of rules) {
      const line = output.split('\n').find((text) => text.includes(code));
      assert.deepEqual(line?.trim().split(/ {2,}/), [code, name, severity, summary]);
    }
  });

  test('explains a rule by name and by code', () => {
    const { exitCode, output } = runCli(['explain', 'wsk201']);
    assert.equal(exitCode, 0);
    assert.match(output, /^completion-routine-lets-own-irp-go-on \(WSK201\)$/m);
    assert.equal(runCli(['explain', 'completion-routine-lets-own-irp-go-on']).output, output);
  });

  test('explains every rule without the signs of Markdown', async () => {
    for (const { code, name, why } of rules) {
      let output = '';
      const terminal = {
        write: (text: string) => (output += text),
        warn: (line: string) => assert.fail(line),
        style: plain,
      };
      assert.equal(await explain(name, rules, terminal), 0);
      assert.ok(output.startsWith(`${name} (${code})\n`), output);
      assert.ok(output.includes(why.trim().split('\n')[0] ?? ''));
      assert.doesNotMatch(output, /^#|```/m);
    }
  });

  test('exits with 2 where the rule to explain is not known', () => {
    const { exitCode, errors } = runCli(['explain', 'WSK999']);
    assert.equal(exitCode, 2);
    assert.match(errors, /there is no rule 'WSK999'/);
  });
});
