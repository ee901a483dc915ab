import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { runCli } from '../support/run-cli';

interface JsonMap {
  readonly driver: string;
  readonly nodes: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly text: string;
      readonly place: { readonly file: string; readonly line: number };
    }[];
  }[];
}

describe('wsklint map', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-map-'));
  before(() => {
    for (const name of ['one', 'two']) {
      mkdirSync(join(folder, name));
      writeFileSync(
        join(folder, name, `${name}.c`),
        `#include <wsk.h>\nNTSTATUS ${name}(WSK_REGISTRATION *R, WSK_CLIENT_NPI *C) { return WskRegister(C, R); }\n`,
      );
    }
    writeFileSync(join(folder, 'plain.c'), 'int Plain;\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  test('draws the driver in a folder as SVG, with findings and places', () => {
    const { exitCode, output, errors } = runCli(['map', 'test/drivers/echo']);
    assert.deepEqual([exitCode, errors], [0, '']);
    assert.match(output, /^<svg [^]*ECHO_SERVER\.Listener[^]*<\/svg>\n$/);
    assert.match(output, /WSK601/);
    assert.match(output, /test\/drivers\/echo\/listener\.c:\d+/);
  });

  test('prints the same as JSON, with lines and columns', () => {
    const { output } = runCli(['map', 'test/drivers/echo', '--format', 'json']);
    const [map] = JSON.parse(output) as readonly JsonMap[];
    assert.equal(map?.driver, 'test/drivers/echo');
    const row = map.nodes
      .find(({ title }) => title === 'ECHO_SERVER.Listener')
      ?.rows.find(({ text }) => text === 'WskBind');
    assert.ok(row !== undefined);
    const line = readFileSync(row.place.file, 'utf8').split('\n')[row.place.line - 1];
    assert.match(line ?? '', /WskBind\(/);
  });

  test('prints the same as a Mermaid flowchart', () => {
    assert.match(runCli(['map', 'test/drivers/echo', '-f', 'mermaid']).output, /^---\n.*\n---\nflowchart LR\n/);
  });

  test('writes a file', () => {
    const file = join(folder, 'map.svg');
    const { exitCode, output } = runCli(['map', 'one', '--output', file], folder);
    assert.deepEqual([exitCode, output], [0, '']);
    assert.match(readFileSync(file, 'utf8'), /^<svg /);
  });

  test('names the drivers where there are several, and draws the one that is meant', () => {
    const several = runCli(['map', '.'], folder);
    assert.equal(several.exitCode, 2);
    assert.match(several.errors, /there are 2 drivers; name one with --driver:\n {2}one\/one\.c\n {2}two\/two\.c/);
    assert.match(runCli(['map', '.', '--driver', 'two'], folder).output, /two\.c:2/);
    const json = runCli(['map', '.', '-f', 'json'], folder).output;
    assert.equal((JSON.parse(json) as readonly unknown[]).length, 2);
  });

  test('exits with 2 where there is no such driver, or nothing of WSK', () => {
    assert.match(runCli(['map', '.', '--driver', 'three'], folder).errors, /no driver is named 'three'/);
    const nothing = runCli(['map', 'plain.c'], folder);
    assert.equal(nothing.exitCode, 2);
    assert.match(nothing.errors, /nothing of WSK is seen in plain\.c/);
  });

  test('exits with 2 where the file cannot be written', () => {
    const { exitCode, errors } = runCli(['map', 'one', '--output', 'nowhere/map.svg'], folder);
    assert.equal(exitCode, 2);
    assert.match(errors, /nowhere\/map\.svg could not be written: there is no such file or folder/);
  });
});
