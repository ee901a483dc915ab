/** Extensions that stand beside ours in a test, packaged from folders here. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * @typedef {(scratch: string) => Promise<string>} Companion packages an extension into an empty folder, and gives the path
 *   of the package
 *
 * @param {string} name of the folder beside this file
 * @param {string} [files] a folder that the package has as `files`
 * @returns {Companion}
 */
export const companion = (name, files) => async (scratch) => {
  const cwd = path.join(scratch, name);
  const packagePath = `${cwd}.vsix`;
  fs.cpSync(path.join(here, name), cwd, { recursive: true });
  if (files !== undefined) fs.cpSync(files, path.join(cwd, 'files'), { recursive: true });
  fs.writeFileSync(path.join(cwd, 'README.md'), 'For tests only.\n');
  await createVSIX({ cwd, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
};
