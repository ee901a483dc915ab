import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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
        'hover',
        'line',
        'ok',
        'parameter',
        'signature',
        'source',
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
      assert.equal(seen['action'], 'Return STATUS_MORE_PROCESSING_REQUIRED');
      assert.equal(readFileSync(file, 'utf8'), right);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** The parameter that is marked: a part of the signature by its offsets, or by its text. */
function parameterOf({ signature, parameter }: Record<string, unknown>): string {
  return Array.isArray(parameter) ? String(signature).slice(...(parameter as [number, number])) : String(parameter);
}

/** Runs the script in a Neovim without any settings; gives all that it told, as one object. */
function drive(file: string, home: string): Record<string, unknown> {
  const server = resolve(process.env['WSKLINT_SERVER'] ?? 'server/dist/server.js');
  const script = resolve('test/editors/client.lua');
  const { status, stdout, stderr } = spawnSync(
    'nvim',
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`],
    {
      encoding: 'utf8',
      timeout: 80_000,
      env: {
        ...process.env,
        WSKLINT_SERVER: server,
        WSKLINT_FILE: file,
        HOME: home,
        XDG_STATE_HOME: home,
        XDG_CACHE_HOME: home,
      },
    },
  );
  assert.equal(status, 0, stdout + stderr);
  const told = stdout.split('\n').filter((line) => line.startsWith('{'));
  return Object.assign({}, ...told.map((line) => JSON.parse(line) as object)) as Record<string, unknown>;
}
