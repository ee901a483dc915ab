/**
 * The packaged extension in a real VS Code in a real browser, used with mouse and keyboard.
 *
 * `node run.mjs` takes the newest `wsklint-*.vsix` of the repository root, or the one that `WSKLINT_VSIX` names.
 * Pictures go to `test-results/`; with `--update-pictures` they replace those of the README in `client/images/`.
 * They look best where the Debian packages `fonts-inter` and `fonts-jetbrains-mono` are installed.
 */
import { after, before, describe } from 'node:test';
import { findingsChecks, settingsChecks } from './findings.mjs';
import { knowledgeChecks } from './knowledge.mjs';
import { close, open } from './session.mjs';

describe('wsklint in VS Code', () => {
  before(open, { timeout: 180_000 });
  after(close);

  findingsChecks();
  knowledgeChecks();
  settingsChecks();
});
