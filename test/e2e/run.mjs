/**
 * The packaged extension in a real VS Code in a real browser, used with mouse and keyboard.
 *
 * `node run.mjs` takes the newest `wsklint-*.vsix` of the repository root, or the one that `WSKLINT_VSIX` names.
 * Pictures go to `test-results/`; with `--update-pictures` they replace those of the README in `client/images/`.
 * They look best where the Debian packages `fonts-inter` and `fonts-jetbrains-mono` are installed.
 */
import { after, before, describe } from 'node:test';
import { actionsChecks } from './actions.mjs';
import { besideChecks } from './beside.mjs';
import { companion } from './companion.mjs';
import { findingsChecks, settingsChecks } from './findings.mjs';
import { knowledgeChecks } from './knowledge.mjs';
import { mapChecks } from './map.mjs';
import { noDiskChecks } from './no-disk.mjs';
import { rolesChecks } from './roles.mjs';
import { close, driver, open, openBeside, openEmpty, openVirtual } from './session.mjs';
import { firstRunChecks, restrictedChecks } from './welcome.mjs';

describe('the first run of wsklint', () => {
  // VS Code's own dialog for folders, in place of the browser's.
  before(() => openEmpty({ 'files.simpleDialog.enable': true, 'editor.codeLens': true }), { timeout: 180_000 });
  after(close);

  firstRunChecks();
});

describe('wsklint in a folder that is not trusted', () => {
  before(() => open({ 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }), {
    timeout: 180_000,
  });
  after(close);

  restrictedChecks();
});

describe('wsklint in a folder that is on no disk', () => {
  before(() => openVirtual('memory:/echo', companion('memory-folder', driver)), { timeout: 180_000 });
  after(close);

  noDiskChecks();
});

describe('wsklint beside another extension for C', () => {
  before(() => openBeside(companion('other-language-support'), { 'editor.codeLens': true }), { timeout: 180_000 });
  after(close);

  besideChecks();
});

describe('wsklint in VS Code', () => {
  before(() => open(), { timeout: 180_000 });
  after(close);

  findingsChecks();
  knowledgeChecks();
  rolesChecks();
  mapChecks();
  actionsChecks();
  settingsChecks();
});
