/**
 * The packaged extension in a real VS Code in a real browser, used with mouse and keyboard.
 *
 * `node run.mjs` takes the newest `wsklint-*.vsix` of the repository root, or the one that `WSKLINT_VSIX` names.
 * Pictures go to `test-results/`; with `--update-pictures` they replace those of the README in `client/images/`.
 * They look best where the Debian packages `fonts-inter` and `fonts-jetbrains-mono` are installed.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { plantedMistakes } from './planted.mjs';
import { until } from './until.mjs';
import { Workbench } from './workbench.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const driver = path.join(root, 'test/drivers/echo');
const results = path.join(root, 'test-results');
const pictures = process.argv.includes('--update-pictures') ? path.join(root, 'client/images') : results;
const mistakes = plantedMistakes(driver);
/** The mistake that the quick fix puts right. */
const own = mistakes.find(({ code }) => code === 'WSK201');
const original = fs.readFileSync(path.join(driver, own.file), 'utf8');
const fixTitle = 'Return STATUS_MORE_PROCESSING_REQUIRED';
const fixedLine = '        return STATUS_MORE_PROCESSING_REQUIRED; // planted: WSK201';

/** What stands in the file once the snippet `wskcomplete` is inserted and its two places are filled in. */
const filledSnippet = `IO_COMPLETION_ROUTINE EchoPingComplete;

NTSTATUS EchoPingComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    EchoPingDone(Context, Irp->IoStatus.Status);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
`;

/** @type {Workbench} */
let editor;

/** @returns {string} path of the newest packaged extension */
function newestPackage() {
  if (process.env.WSKLINT_VSIX !== undefined) return process.env.WSKLINT_VSIX;
  const found = fs.readdirSync(root).filter((name) => /^wsklint-.*\.vsix$/.test(name));
  const times = found.map((name) => [fs.statSync(path.join(root, name)).mtimeMs, path.join(root, name)]);
  const newest = times.sort(([a], [b]) => b - a)[0];
  assert.ok(newest, 'no wsklint-*.vsix in the repository root: run npm run package first');
  return newest[1];
}

/** @returns {string} the example driver's file with the fix applied and the snippet added */
function expectedText() {
  const lines = original.split('\n');
  lines[own.line - 1] = fixedLine;
  return `${lines.join('\n')}\n${filledSnippet}`;
}

/** A named test; when it fails, the screen is kept as it was. */
function check(sentence, run) {
  it(sentence, { timeout: 90_000 }, async () => {
    try {
      await run();
    } catch (error) {
      if (editor !== undefined) await picture(`failure-${sentence.replaceAll(/\W+/g, '-')}`, results);
      throw error;
    }
  });
}

/** @param {string} name without the ending */
async function picture(name, folder = pictures) {
  fs.mkdirSync(folder, { recursive: true });
  await editor.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

describe('wsklint in VS Code', () => {
  before(
    async () => {
      editor = await Workbench.open({ vsix: newestPackage(), folder: driver });
    },
    { timeout: 180_000 },
  );
  after(() => editor?.close());

  check('the example driver holds each of the four mistakes once', () => {
    const codes = mistakes.map(({ code }) => code);
    assert.deepEqual(codes.sort(), ['WSK201', 'WSK501', 'WSK601', 'WSK602']);
  });

  check('the whole workspace can be checked with one command, before a file is open', async () => {
    await editor.command('wsklint: Check whole workspace');
    await editor.showProblems();
    await until('four problems', async () => (await editor.problems()).length === mistakes.length);
  });

  for (const { file, line, code } of mistakes) {
    check(`a squiggle stands under the planted ${code}`, async () => {
      await editor.openFile(file);
      await editor.goTo(line);
      await until(`squiggle on line ${line} of ${file}`, () => editor.hasSquiggle(file, line));
    });
  }

  check('the Problems panel lists the mistakes, and nothing else, with their codes and lines', async () => {
    const problems = await editor.problems();
    assert.equal(problems.length, mistakes.length, problems.join('\n'));
    for (const { line, code } of mistakes) {
      const listed = problems.find((problem) => problem.includes(` wsklint ${code} `));
      assert.ok(listed?.includes(`[Ln ${line},`), `${code} on line ${line} is not in:\n${problems.join('\n')}`);
    }
    await editor.openFile(own.file);
    await editor.goTo(own.line);
    await picture('problems');
    await editor.showCodeOnly();
  });

  check('the mouse over a WSK function shows its documentation', async () => {
    await editor.openFile(own.file);
    await editor.goTo(original.split('\n').findIndex((line) => line.includes('->WskSend(')) + 1);
    const hover = await editor.hover(own.file, 'WskSend');
    assert.match(await hover.innerText(), /NTSTATUS\s+WskSend\(\s*PWSK_SOCKET\s+Socket,/);
    assert.match(await hover.locator('strong').first().innerText(), /^Sends /);
    await picture('hover');
    await editor.page.keyboard.press('Escape');
  });

  check('the keyboard puts the completion routine right', async () => {
    await editor.openFile(own.file);
    const column = original.split('\n')[own.line - 1].indexOf('return') + 'return '.length + 1;
    await editor.goTo(own.line, column);
    await editor.page.keyboard.press('Control+.');
    const fix = editor.page.locator('.action-widget .monaco-list-row.action.focused', { hasText: fixTitle });
    await fix.waitFor();
    await picture('quick-fix');
    await editor.page.keyboard.press('Enter');
    await until('changed line', async () => (await editor.visibleText(own.file)).includes(fixedLine.trim()));
    await until('line without squiggle', async () => !(await editor.hasSquiggle(own.file, own.line)));
  });

  check('a snippet is suggested, inserted and filled in', async () => {
    await editor.page.keyboard.press('Control+End');
    await editor.page.keyboard.type('\nwsk', { delay: 30 });
    const suggestions = editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'wskcomplete' });
    await suggestions.first().waitFor();
    await picture('snippet');
    await editor.page.keyboard.type('complete', { delay: 30 });
    const focused = editor.page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'wskcomplete' });
    await focused.waitFor();
    assert.equal(await suggestions.count(), 1, 'the snippet is suggested twice');
    await editor.page.keyboard.press('Tab');
    for (const text of ['EchoPingComplete', 'EchoPingDone']) {
      await editor.page.keyboard.type(text);
      await editor.page.keyboard.press('Tab');
    }
  });

  check('the saved file holds exactly what was written', async () => {
    await editor.page.keyboard.press('Control+S');
    await until('saved file', () => editor.onDisk(own.file) !== original);
    assert.equal(editor.onDisk(own.file), expectedText());
  });

  check('the status bar tells what the checker is doing', async () => {
    await editor.page.locator('#status\\.languageStatus').click();
    const item = editor.page.locator('.hover-language-status', { hasText: 'wsklint: ready' }).first();
    await item.waitFor();
    await editor.page.keyboard.press('Escape');
  });

  check('a rule that is switched off in the settings falls silent at once, and speaks again', async () => {
    const { file, line } = mistakes.find(({ code }) => code === 'WSK602');
    await editor.openFile(file);
    await editor.goTo(line);
    editor.configure({ 'wsk.rules': { 'inspect-id-compared-by-pointer': 'off' } });
    await until('line without squiggle', async () => !(await editor.hasSquiggle(file, line)));
    editor.configure({});
    await until('squiggle again', () => editor.hasSquiggle(file, line));
  });

  check('the server can be restarted and finds the mistakes again', async () => {
    const { file, line } = mistakes.find(({ code }) => code === 'WSK602');
    await editor.openFile(file);
    await editor.goTo(line);
    await editor.command('wsklint: Restart server');
    await until('end of the old server', () => editor.output('wsklint').includes('Server process exited successfully'));
    await until('squiggle after the restart', () => editor.hasSquiggle(file, line));
  });

  check('the output channel is there and was written to', async () => {
    await editor.command('wsklint: Show log');
    await editor.page.locator('.panel .monaco-editor .view-line').first().waitFor();
    assert.match(editor.output('wsklint'), /wsklint: 4 findings in \d+ files/);
  });

  check('the page asked nobody but this machine', () => {
    assert.deepEqual(editor.foreignRequests, []);
  });
});
