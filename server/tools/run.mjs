// Runs a tool of this folder without a build: `node server/tools/run.mjs generate`.
// The sources are stripped of their types only, so that a tool works while the registry it writes is missing or stale.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [tool, ...rest] = process.argv.slice(2);
const sources = ['server/src', 'server/tools'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(root, folder, name)),
);
await build({
  entryPoints: sources,
  outdir: join(root, 'out', 'tools'),
  outbase: root,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const program = join(root, 'out', 'tools', 'server', 'tools', `${tool}.js`);
const { status } = spawnSync(process.execPath, ['--enable-source-maps', program, ...rest], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
