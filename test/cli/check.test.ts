import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly related: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly fix?: { readonly title: string; readonly safe: boolean };
}

const KEPT_ORDER = ['file', 'line', 'column', 'endLine', 'endColumn', 'code', 'rule', 'severity', 'message', 'related'];
const irpRule = rules.find(({ code }) => code === 'WSK201');
assert.ok(irpRule !== undefined);
const { name, bad, good } = irpRule;

describe('wsklint check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  before(() => {
    mkdirSync(join(folder, 'sub'));
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'bad.c'), bad);
    writeFileSync(join(folder, 'sub', 'bad.c'), `/* \u{1F600} */ ${bad.replaceAll('\n', '\r\n')}`);
    writeFileSync(join(folder, 'good.c'), good);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const json = (...args: readonly string[]): readonly JsonFinding[] =>
    JSON.parse(runCli(['check', '--format', 'json', ...args], folder).output) as readonly JsonFinding[];

  test('exits with 1 for an error, and with 0 where there is none', () => {
    assert.equal(runCli(['check', 'bad.c'], folder).exitCode, 1);
    assert.equal(runCli(['check', 'good.c'], folder).exitCode, 0);
    assert.match(runCli(['check', 'good.c'], folder).output, /^No findings in 1 file\.$/m);
  });

  test('checks the current folder where no path is named', () => {
    assert.deepEqual(
      json().map(({ file }) => file),
      ['bad.c', 'sub/bad.c'],
    );
  });

  test('prints a JSON array in the agreed form', () => {
    const [finding] = json('bad.c');
    assert.ok(finding !== undefined);
    const lines = bad.split('\n');
    const line = lines.findIndex((text) => text.includes('return STATUS_SUCCESS;'));
    assert.deepEqual(Object.keys(finding).slice(0, KEPT_ORDER.length), KEPT_ORDER);
    assert.deepEqual([finding.file, finding.code, finding.rule, finding.severity], ['bad.c', 'WSK201', name, 'error']);
    assert.deepEqual([finding.line, finding.endLine], [line + 1, line + 1]);
    const marked = (lines[line] ?? '').slice(finding.column - 1, finding.endColumn - 1);
    assert.equal(marked, 'STATUS_SUCCESS');
    for (const related of finding.related) {
      assert.deepEqual(Object.keys(related), ['file', 'line', 'column', 'message']);
      assert.equal(related.file, 'bad.c');
    }
    assert.deepEqual(finding.fix, { title: finding.fix?.title, safe: true });
  });

  test('counts the same lines and columns whatever the line ends', () => {
    const places = json().map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn]);
    assert.deepEqual(places[0], places[1]);
  });

  test('prints an empty array where nothing is found', () => {
    assert.deepEqual(json('good.c'), []);
  });

  test('shows the line with marks, the rule, the page and a summary', () => {
    const { output, errors } = runCli(['check', 'bad.c'], folder);
    assert.equal(errors, '');
    assert.match(output, /^bad\.c:\d+:\d+ error .* \[completion-routine-lets-own-irp-go-on WSK201\]$/m);
    assert.match(output, /\| {5}return STATUS_SUCCESS;\n *\| {12}\^{14}\n/);
    assert.match(output, /completion-routine-lets-own-irp-go-on\.md$/m);
    assert.match(output, /^1 error in 1 file\.$/m);
  });

  test('writes no colours into a pipe', () => {
    assert.ok(!runCli(['check', 'bad.c'], folder).output.includes('\u001B'));
  });

  test('runs only the rules that --rule names, by name or code', () => {
    assert.equal(json('--rule', 'WSK201', 'bad.c').length, 1);
    assert.equal(json('--rule', 'wsk602', '--rule', name, 'bad.c').length, 1);
    assert.equal(json('--rule', 'WSK602', 'bad.c').length, 0);
  });

  test('exits with 2 for an unknown rule and names the nearest', () => {
    const { exitCode, errors, output } = runCli(['check', '--rule', `${name.slice(0, -1)}m`, '.'], folder);
    assert.equal(exitCode, 2);
    assert.equal(output, '');
    assert.match(errors, new RegExp(`did you mean '${name}'`));
  });

  test('exits with 2 for a named path that cannot be read, after the rest was checked', () => {
    const { exitCode, errors, output } = runCli(['check', 'nowhere.c', 'bad.c'], folder);
    assert.equal(exitCode, 2);
    assert.match(errors, /nowhere\.c could not be read: there is no such file or folder/);
    assert.match(output, /WSK201/);
  });

  test('exits with 2 for wrong usage', () => {
    const wrong = [
      ['check', '--format', 'xml'],
      ['check', '--max-warnings', '-1'],
      ['check', '--what'],
      ['what'],
      ['explain'],
      [],
    ];
    for (const args of wrong) {
      const { exitCode, errors } = runCli(args, folder);
      assert.equal(exitCode, 2, args.join(' '));
      assert.notEqual(errors, '');
    }
  });

  test('counts what is not analysed, and says what and why on standard error with --verbose', () => {
    const text = `${good}VOID Odd(VOID)\n{\n#if DBG\n    F();\n#else\n    G();\n#endif\n}\n#if 0\nint unused;\n#endif\n`;
    const odd = join(folder, 'odd.c');
    writeFileSync(odd, text);
    const quiet = runCli(['check', 'odd.c'], folder);
    const loud = runCli(['check', '--verbose', 'odd.c'], folder);
    rmSync(odd);
    assert.match(quiet.output, /^No findings in 1 file, 1 place not analysed \(--verbose lists them\)\.$/m);
    assert.equal(quiet.errors, '');
    assert.equal(loud.output, quiet.output);
    const line = text.split('\n').indexOf('    G();') + 1;
    assert.deepEqual(loud.errors.trimEnd().split('\n'), [
      `wsklint: odd.c:${line}:1: the #else branch of '#if DBG' is not read; "defines" in .wsklint.json says which branch to read`,
    ]);
  });

  test('names files that have nothing of WSK with --verbose', () => {
    const plain = join(folder, 'plain.c');
    writeFileSync(plain, 'int main(void) { return 0; }\n');
    const { errors } = runCli(['check', '-v', 'plain.c'], folder);
    rmSync(plain);
    assert.match(errors, /^wsklint: plain\.c: nothing in this file has to do with WSK/m);
  });

  test('says so where a folder holds nothing to check', () => {
    const { exitCode, errors } = runCli(['check', 'empty'], folder);
    assert.equal(exitCode, 0);
    assert.match(errors, /no C or C\+\+ file in empty/);
  });

  describe('with a settings file', () => {
    const inner = join(folder, 'inner');
    const settle = (text: string) => {
      mkdirSync(inner, { recursive: true });
      writeFileSync(join(inner, 'bad.c'), bad);
      writeFileSync(join(inner, '.wsklint.json'), text);
    };
    const asWarning = JSON.stringify({ rules: { [name]: 'warning' } });

    test('exits with 0 for warnings up to --max-warnings, and with 1 over it', () => {
      settle(asWarning);
      assert.equal(runCli(['check'], inner).exitCode, 0);
      assert.equal(runCli(['check', '--max-warnings', '1'], inner).exitCode, 0);
      assert.equal(runCli(['check', '--max-warnings', '0'], inner).exitCode, 1);
    });

    test('passes over files that it excludes, unless they are named', () => {
      settle('{ "exclude": ["*.c"] }');
      assert.equal(runCli(['check'], inner).exitCode, 0);
      assert.equal(runCli(['check', 'bad.c'], inner).exitCode, 1);
      assert.equal(runCli(['check'], inner).errors.includes('exclude'), false);
      assert.match(runCli(['check', '--verbose'], inner).errors, /bad\.c: this file is named by "exclude"/);
    });

    test('tells a mistake in it with its place, exits with 2, and checks all the same', () => {
      settle('{ "rules": { "no-such-rule": "off" } }');
      const { exitCode, errors, output } = runCli(['check'], inner);
      assert.equal(exitCode, 2);
      assert.match(errors, /\.wsklint\.json:1:14: there is no rule named 'no-such-rule'/);
      assert.match(output, /WSK201/);
    });
  });

  test('is not disturbed by a reader that closes the pipe early', async () => {
    const child = spawn(process.execPath, [resolve('server/dist/cli.js'), 'check', 'bad.c'], { cwd: folder });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    assert.equal(exitCode, 1);
    assert.equal(errors, '');
  });
});

describe('the example driver', () => {
  const findings = (path: string) =>
    JSON.parse(runCli(['check', '--format', 'json', path]).output) as readonly JsonFinding[];

  test('has the four planted mistakes at the lines that its comments name', () => {
    const found = findings('test/drivers/echo');
    assert.deepEqual(found.map(({ code }) => code).sort(), ['WSK201', 'WSK501', 'WSK601', 'WSK602']);
    for (const { file, line, code } of found) {
      const lines = readFileSync(file, 'utf8').split('\n');
      assert.match(lines.slice(Math.max(0, line - 4), line).join('\n'), new RegExp(`planted: ${code}`));
    }
  });

  test('has none in its correct twin', () => {
    assert.deepEqual(findings('test/drivers/echo-correct'), []);
  });

  test('is what the demonstration shows, and that exits with 0', () => {
    const { exitCode, output } = runCli(['demo', 'test/drivers/echo']);
    assert.equal(exitCode, 0);
    assert.match(output, /^4 errors in \d+ files\.$/m);
    assert.match(output, /code --install-extension wsklint-\d+\.\d+\.\d+\.vsix/);
  });
});
