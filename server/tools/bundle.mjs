// Bundles what is run and shipped: the command line, the language server and the extension, with the two .wasm files
// beside the server. `npm run build` calls it after tsc, which checks the types; this only needs the sources.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'server', 'dist');

/** The native binding is loaded from node_modules where it is installed; the wasm binding needs nothing. */
const external = ['vscode', 'tree-sitter', 'tree-sitter-c'];

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external,
  alias: {
    // Its main entry is an ES module, which finds its .wasm file through import.meta: a bundle has none.
    'web-tree-sitter': packageFile('web-tree-sitter', 'web-tree-sitter.cjs'),
    // Its ES module has one export only, where its types promise many.
    '@dagrejs/dagre': packageFile('@dagrejs/dagre', join('dist', 'dagre.cjs.js')),
    // Its main entry hides what it requires from the bundler.
    'jsonc-parser': packageFile('jsonc-parser', join('lib', 'esm', 'main.js')),
  },
  define: { 'process.env.WSKLINT_VERSION': JSON.stringify(version) },
  sourcemap: true,
  logLevel: 'warning',
};

const entries = [
  {
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'server/dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  { entryPoints: ['server/src/lsp/main.ts'], outfile: 'server/dist/server.js' },
  { entryPoints: ['client/src/extension.ts'], outfile: 'client/dist/extension.js' },
  {
    entryPoints: ['client/view/map-view.ts'],
    outfile: 'client/dist/map-view.js',
    platform: 'browser',
    target: 'chrome120',
    format: 'iife',
    minify: true,
    sourcemap: false,
  },
];

for (const folder of [dist, join(root, 'client', 'dist')]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
try {
  await Promise.all(entries.map((entry) => build({ ...common, ...entry })));
} catch {
  // esbuild has printed what is wrong and where.
  process.exit(1);
}
chmodSync(join(dist, 'cli.js'), 0o755);
// What *Open the sample driver* makes: the example driver, and a tour through it.
for (const folder of ['test/drivers/echo', 'client/sample'])
  cpSync(join(root, folder), join(root, 'client', 'dist', 'sample'), { recursive: true });
copyFileSync(packageFile('web-tree-sitter', 'web-tree-sitter.wasm'), join(dist, 'web-tree-sitter.wasm'));
copyFileSync(packageFile('tree-sitter-c', 'tree-sitter-c.wasm'), join(dist, 'tree-sitter-c.wasm'));

/** The path of a file of an installed package, whether or not the package exports it. */
function packageFile(name, file) {
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name, file);
    if (existsSync(path)) return path;
  }
  throw new Error(`${name} is not installed: run npm ci`);
}
