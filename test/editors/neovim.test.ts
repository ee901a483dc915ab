import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { test } from 'node:test';

import { LINE, right, VALUE, wrong } from '../lsp/sources';

const isInstalled = spawnSync('nvim', ['--version']).status === 0;
const isRequired = process.env['WSKLINT_REQUIRE_EDITORS'] === '1';
const skip = isInstalled || isRequired ? false : 'Neovim is not installed';

test(
  'Neovim shows the finding, hover, signature and completion, applies the quick fix and writes the file',
  { skip, timeout: 90_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'wsklint-neovim-'));
    try {
      const file = join(folder, 'send.c');
      writeFileSync(file, wrong);
      const seen = drive(file, folder);
      const column = Buffer.byteLength((wrong.split('\n')[LINE] ?? '').slice(0, VALUE.start.character)) + 1;
      assert.deepEqual(Object.keys(seen).sort(), [
        'action',
        'code',
        'column',
        'completions',
        'diagnostic',
        'everywhere',
        'hover',
        'line',
        'ok',
        'parameter',
        'signature',
        'source',
        'symbols',
      ]);
      assert.equal(seen['line'], LINE + 1);
      assert.equal(seen['column'], column);
      assert.equal(seen['code'], 'WSK201');
      assert.equal(seen['source'], 'wsklint');
      assert.match(String(seen['diagnostic']), /STATUS_SUCCESS/);
      assert.match(String(seen['hover']), /NTSTATUS[^]*\bWskSend\(/);
      assert.match(String(seen['signature']), /^NTSTATUS WskSend\(/);
      assert.equal(parameterOf(seen), 'ULONG Flags');
      assert.deepEqual(seen['completions'], ['WSK_FLAG_NODELAY', '0']);
      assert.deepEqual(seen['symbols'], ['SendDone: IoCompletion routine of WskSend · ≤ DISPATCH_LEVEL', 'Send']);
      assert.deepEqual(seen['everywhere'], ['SendDone']);
      assert.equal(seen['action'], 'Return STATUS_MORE_PROCESSING_REQUIRED');
      assert.equal(readFileSync(file, 'utf8'), right);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test('Neovim works as the documentation sets it up', { skip, timeout: 90_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-neovim-'));
  try {
    const page = readFileSync('server/docs/editors.md', 'utf8');
    const [, configuration] = /<!-- tested: neovim -->\s+```lua\n([^]*?)```/.exec(page) ?? [];
    assert.ok(configuration, 'the page has no block for Neovim');
    writeFileSync(join(folder, 'init.lua'), configuration);
    writeFileSync(join(folder, 'send.c'), wrong);
    const command = join(folder, 'wsklint');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${resolve('server/dist/cli.js')}' "$@"\n`);
    chmodSync(command, 0o755);
    const told = neovim(
      ['-u', 'init.lua', '-c', `luafile ${resolve('test/editors/documented.lua')}`, 'send.c'],
      folder,
    );
    assert.deepEqual(told['codes'], ['WSK201']);
    assert.deepEqual(told['keys'], ['K', 'ga', 'gl']);
    assert.equal(told['ok'], true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The parameter that is marked: a part of the signature by its offsets, or by its text. */
function parameterOf({ signature, parameter }: Record<string, unknown>): string {
  return Array.isArray(parameter) ? String(signature).slice(...(parameter as [number, number])) : String(parameter);
}

/** Runs the script in a Neovim without any settings; gives all that it told, as one object. */
function drive(file: string, home: string): Record<string, unknown> {
  const server = resolve(process.env['WSKLINT_SERVER'] ?? 'server/dist/server.js');
  const script = resolve('test/editors/client.lua');
  return neovim(['-u', 'NONE', '-c', `luafile ${script}`], home, { WSKLINT_SERVER: server, WSKLINT_FILE: file });
}

/** Runs Neovim in a folder that is its home as well; gives all that a script in it told, as one object. */
function neovim(more: readonly string[], home: string, environment: NodeJS.ProcessEnv = {}): Record<string, unknown> {
  const { status, stdout, stderr } = spawnSync('nvim', ['--headless', '-i', 'NONE', '-n', ...more], {
    encoding: 'utf8',
    cwd: home,
    timeout: 80_000,
    env: {
      ...process.env,
      ...environment,
      PATH: [home, process.env['PATH']].join(delimiter),
      HOME: home,
      XDG_STATE_HOME: home,
      XDG_CACHE_HOME: home,
    },
  });
  assert.equal(status, 0, stdout + stderr);
  const told = stdout.split('\n').filter((line) => line.startsWith('{'));
  return Object.assign({}, ...told.map((line) => JSON.parse(line) as object)) as Record<string, unknown>;
}
