import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

const ruleOf = (wanted: string) => {
  const rule = rules.find(({ code }) => code === wanted);
  assert.ok(rule !== undefined);
  return rule;
};
const { name, bad, good } = ruleOf('WSK201');
/** A rule whose fix a person has to look at. */
const unsafe = ruleOf('WSK205');

describe('wsklint check --fix', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (file: string, text: string | Buffer) => {
    writeFileSync(join(folder, file), text);
  };
  const read = (file: string): Buffer => readFileSync(join(folder, file));
  const fix = (...args: readonly string[]) => runCli(['check', '--fix', ...args], folder);

  test('makes the safe fixes, says how many, and exits as if they had been there before', () => {
    write('a.c', bad);
    write('b.c', good);
    const { exitCode, output, errors } = fix();
    assert.deepEqual([exitCode, errors], [0, '']);
    assert.equal(output, '1 fix made in 1 file.\nNo findings in 2 files.\n');
    assert.equal(read('a.c').toString(), good);
    assert.equal(read('b.c').toString(), good);
  });

  test('is what a check without it offers', () => {
    write('a.c', bad);
    assert.match(runCli(['check'], folder).output, /^1 finding can be mended with --fix\.$/m);
    assert.equal(read('a.c').toString(), bad);
  });

  test('leaves what needs a look, and tells it', () => {
    write('a.c', unsafe.bad);
    const { exitCode, output } = fix();
    assert.equal(exitCode, 1);
    assert.match(output, new RegExp(unsafe.code));
    assert.doesNotMatch(output, /--fix/);
    assert.equal(read('a.c').toString(), unsafe.bad);
  });

  test('mends only what the rules that are named find', () => {
    write('a.c', bad);
    fix('--rule', 'WSK602');
    assert.equal(read('a.c').toString(), bad);
    fix('--rule', name);
    assert.equal(read('a.c').toString(), good);
  });

  test('leaves alone what is silenced', () => {
    const silenced = bad.replace(
      'return STATUS_SUCCESS;',
      `return STATUS_SUCCESS; // wsk-ignore ${name}: the filter below`,
    );
    write('a.c', silenced);
    assert.equal(fix().exitCode, 0);
    assert.equal(read('a.c').toString(), silenced);
  });

  test('does not write into files that it only reads to understand others', () => {
    write('a.c', bad);
    write('b.c', good);
    fix('b.c');
    assert.equal(read('a.c').toString(), bad);
  });

  test('keeps the encoding, the mark at the start and the line ends', () => {
    const [from, to] = [bad, good].map((text) => `// \u00E9\u00FC\r\n${text.replaceAll('\n', '\r\n')}`);
    assert.ok(from !== undefined && to !== undefined);
    const encodings: readonly ((text: string) => Buffer)[] = [
      (text) => Buffer.from(text, 'utf8'),
      (text) => Buffer.from(`\uFEFF${text}`, 'utf8'),
      (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
      (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      (text) => Buffer.from(text, 'latin1'),
    ];
    for (const [index, encoded] of encodings.entries()) {
      write('a.c', encoded(from));
      assert.equal(fix().errors, '');
      assert.deepEqual(read('a.c'), encoded(to), `encoding ${index}`);
    }
  });

  test('prints what is left in the other formats, too', () => {
    write('a.c', bad);
    assert.equal(fix('--format', 'json').output, '[]\n');
  });
});
