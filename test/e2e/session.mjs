/** What the end-to-end tests share: the packaged extension, the example driver, and the editor they are open in. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Workbench } from './workbench.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
/** Where pictures go that nobody ships. */
export const results = path.join(root, 'test-results');
const pictures = process.argv.includes('--update-pictures') ? path.join(root, 'client/images') : results;

export const driver = path.join(root, 'test/drivers/echo');

/** @returns {string} the text of a file beside this one */
export const fixture = (name) => fs.readFileSync(path.join(here, name), 'utf8');

/** @type {Workbench} the one editor of a run; there from `open` on */
export let editor;

/** @returns {string} path of the newest packaged extension */
function newestPackage() {
  if (process.env.WSKLINT_VSIX !== undefined) return process.env.WSKLINT_VSIX;
  const found = fs.readdirSync(root).filter((name) => /^wsklint-.*\.vsix$/.test(name));
  const times = found.map((name) => [fs.statSync(path.join(root, name)).mtimeMs, path.join(root, name)]);
  const newest = times.sort(([a], [b]) => b - a)[0];
  assert.ok(newest, 'no wsklint-*.vsix in the repository root: run npm run package first');
  return newest[1];
}

/** Installs the package and opens the example driver; with settings of the user beside the usual ones. */
export async function open(settings) {
  editor = await Workbench.open({ vsix: newestPackage(), folder: driver, settings });
}

/** Installs the package and another extension beside it, and opens the example driver. */
export async function openBeside(beside, settings) {
  editor = await Workbench.open({ vsix: newestPackage(), folder: driver, beside, settings });
}

/** Installs the package and the extension that serves a folder on no disk, and opens that. */
export async function openVirtual(uri, beside) {
  editor = await Workbench.open({ vsix: newestPackage(), uri, beside });
}

/** Installs the package and opens a window without a folder, as on a first day. */
export async function openEmpty(settings) {
  editor = await Workbench.open({ vsix: newestPackage(), settings });
}

export const close = () => editor?.close();

/**
 * A named test; when it fails, the screen is kept as it was.
 *
 * @param {number} [limit] in milliseconds; more where a window is opened anew
 */
export function check(sentence, run, limit = 90_000) {
  it(sentence, { timeout: limit }, async () => {
    try {
      await run();
    } catch (error) {
      if (editor !== undefined) await picture(`failure-${sentence.replaceAll(/\W+/g, '-')}`, results);
      throw error;
    }
  });
}

/** @param {string} name without the ending */
export async function picture(name, folder = pictures) {
  fs.mkdirSync(folder, { recursive: true });
  await editor.page.screenshot({ path: path.join(folder, `${name}.png`) });
}
