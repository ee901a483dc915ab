import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

const irpRule = rules.find(({ code }) => code === 'WSK201');
assert.ok(irpRule !== undefined);
const { name, bad, good } = irpRule;

interface Finding {
  readonly file: string;
  readonly rule: string;
  readonly severity: string;
}

describe('wsklint check -', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  before(() => {
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'sub', '.wsklint.json'), `{ "rules": { "${name}": "info" }, "exclude": ["old.c"] }`);
    writeFileSync(join(folder, 'sub', 'free.c'), 'VOID Free(PIRP Irp) { IoFreeIrp(Irp); }');
    writeFileSync(join(folder, 'sub', 'good.c'), good);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const check = (input: string | Buffer, ...args: readonly string[]) =>
    runCli(['check', '-', ...args], folder, {}, input);
  const found = (input: string | Buffer, ...args: readonly string[]): readonly Finding[] =>
    JSON.parse(check(input, '--format', 'json', ...args).output) as readonly Finding[];

  test('checks the text on standard input', () => {
    assert.deepEqual(
      found(bad).map(({ file, rule, severity }) => [file, rule, severity]),
      [['<stdin>', name, 'error']],
    );
    assert.equal(check(bad).exitCode, 1);
    assert.equal(check(good).exitCode, 0);
    assert.match(check('').output, /^No findings in 1 file\.$/m);
  });

  test('takes the settings of the path whose text it is', () => {
    const [finding, ...others] = found(bad, '--stdin-filename', 'sub/new.c');
    assert.deepEqual(others, []);
    assert.deepEqual([finding?.file, finding?.severity], ['sub/new.c', 'info']);
  });

  test('takes the text for what the file says, and not what stands on the disk', () => {
    assert.equal(found(bad, '--stdin-filename', 'sub/good.c').length, 1);
    assert.equal(found(good, '--stdin-filename', 'sub/good.c').length, 0);
  });

  test('reads the files beside that path', () => {
    const text =
      'VOID Free(PIRP Irp); VOID Use(PWSK_SOCKET S) { PIRP i = IoAllocateIrp(1, FALSE); if (i) { Free(i); Free(i); } }';
    assert.deepEqual(
      found(text, '--stdin-filename', 'sub/use.c').map(({ rule }) => rule),
      ['irp-freed-twice'],
    );
    assert.deepEqual(found(text), []);
  });

  test('checks a path that is named, although it is excluded', () => {
    assert.equal(found(bad, '--stdin-filename', 'sub/old.c').length, 1);
  });

  test('reads UTF-16 as it reads it from a file', () => {
    assert.equal(found(Buffer.from(`\uFEFF${bad}`, 'utf16le')).length, 1);
  });

  test('is checked alone, and not mended', () => {
    const errorsOf = (...args: readonly string[]): readonly [number | null, string] => {
      const { exitCode, errors } = runCli(['check', ...args], folder, {}, bad);
      return [exitCode, errors.trim()];
    };
    assert.deepEqual(errorsOf('-', 'sub'), [2, "wsklint: standard input ('-') is checked alone, without other paths"]);
    assert.deepEqual(errorsOf('-', '--fix'), [2, 'wsklint: --fix writes files, and standard input is none']);
    assert.deepEqual(errorsOf('sub', '--stdin-filename', 'a.c'), [
      2,
      "wsklint: --stdin-filename says whose text is on standard input; pass '-' to check that",
    ]);
  });
});
