import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { test } from 'node:test';

import { listFiles, PackageManager } from '@vscode/vsce';

/** What the extension needs; pages of rules come and go. */
const NEEDED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'client/dist/extension.js',
  'client/dist/map-view.js',
  'client/images/icon.png',
  'client/snippets/wsk.code-snippets',
  'package.json',
  'server/dist/server.js',
  'server/dist/tree-sitter-c.wasm',
  'server/dist/web-tree-sitter.wasm',
  'server/docs/silencing.md',
  'server/wsklint.schema.json',
];
const ALSO = /^(server\/docs\/rules\/[\w-]+\.md|syntaxes\/[\w.-]+\.json)$/;

/** Asked once: vsce looks at every file below the folder, those that it leaves out included. */
const listed = listFiles({ packageManager: PackageManager.None });

test('the package holds what the extension needs, and nothing else', { timeout: 60_000 }, async () => {
  const files = await listed;
  assert.deepEqual(files.filter((file) => NEEDED.includes(file) || !ALSO.test(file)).sort(), NEEDED);
});

test('the package holds every file that its manifest names', { timeout: 60_000 }, async () => {
  const files = await listed;
  const manifest = readFileSync('package.json', 'utf8');
  const named = [...manifest.matchAll(/"\.?\/?((?:client|server|syntaxes)\/[^"*]+\.[\w-]+)"/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(named.includes('client/dist/extension.js'));
  const tools = named.filter((path) => path === 'server/dist/cli.js' || path.startsWith('server/tools/'));
  assert.deepEqual(
    named.filter((path) => !tools.includes(path) && !files.includes(path)),
    [],
  );
});

test('the bundles need nothing but Node and VS Code to be loaded', () => {
  for (const [file, allowed] of Object.entries({
    'server/dist/server.js': [],
    'client/dist/extension.js': ['vscode'],
  })) {
    const code = readFileSync(file, 'utf8');
    // A schema compiler holds such calls as text that it never runs here.
    const required = new Set(
      [...code.matchAll(/(?<!['"`])\brequire\("([^"./][^"]*)"\)/g)].map(([, name = '']) => name),
    );
    const foreign = [...required].filter((name) => !isBuiltin(name) && !(allowed as readonly string[]).includes(name));
    assert.deepEqual(foreign, [], file);
  }
});
