import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

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

  test('explains a rule by name and by code, without the signs of Markdown', () => {
    for (const { code, name, why } of rules) {
      const { exitCode, output } = runCli(['explain', code.toLowerCase()]);
      assert.equal(exitCode, 0);
      assert.equal(runCli(['explain', name]).output, output);
      assert.match(output, new RegExp(`^${name} \\(${code}\\)$`, 'm'));
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
