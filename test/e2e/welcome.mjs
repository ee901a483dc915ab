/** The first run: the walkthrough, the sample driver, what is not analysed, and a folder that is not trusted. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check, editor, picture, results } from './session.mjs';
import { until } from './until.mjs';

const NAME = 'wsklint-sample';

const step = (title) => editor.page.locator('.getting-started-step', { hasText: title }).first();

/** Whether VS Code has marked a step of the walkthrough as done. */
const isDone = (title) => step(title).locator('.codicon.complete, .complete.codicon').first().isVisible();

/** Answers the dialog for folders with the empty folder of this run, until `folder` stands in it. */
async function chooseFolder(folder) {
  // The palette, from which the command may come, has the same box.
  const dialog = editor.page.locator('.quick-input-widget:not(.hidden)', { hasText: 'A folder for the sample driver' });
  const box = dialog.locator('.quick-input-box input');
  const wanted = `${editor.folder}/`;
  await box.waitFor();
  await until(`${folder} on the disk`, async () => {
    if (fs.existsSync(path.join(editor.folder, folder, 'send.c'))) return true;
    if (!(await box.isVisible())) return false;
    // While the dialog looks at the disk it takes no answer, and may put its own folder back into the box.
    if ((await box.inputValue()) !== wanted) await box.fill(wanted, { timeout: 2_000 });
    await editor.page.waitForTimeout(500);
    if ((await box.isVisible()) && (await box.inputValue()) === wanted) await editor.page.keyboard.press('Enter');
    return false;
  });
}

export function firstRunChecks() {
  check('the walkthrough is found by its name, and its pictures are drawn', async () => {
    await editor.command('Welcome: Open Walkthrough...');
    const box = editor.page.locator('.quick-input-widget:not(.hidden) .quick-input-box input');
    const title = 'Get started with wsklint';
    const row = editor.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
    // The list of walkthroughs comes in the place of that of the commands.
    await until('walkthrough in the list', async () => {
      await box.fill(title);
      return editor.appears(row);
    });
    await editor.page.keyboard.press('Enter');
    await step('Open the sample driver').waitFor();
    // A picture is a page within the page.
    const media = editor.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await media.locator('svg').first().waitFor();
    await picture('walkthrough', results);
  });

  check(
    'its first step makes the sample driver in a folder that is chosen, and opens it at a mistake',
    async () => {
      await step('Open the sample driver').locator('.monaco-button').click();
      await chooseFolder(NAME);
      await editor.editor('send.c').locator('.view-line').first().waitFor({ timeout: 120_000 });
      const source = fs.readFileSync(path.join(editor.folder, NAME, 'send.c'), 'utf8').split('\n');
      const line = source.findIndex((text) => text.includes('planted: WSK201')) + 1;
      await until('squiggle', () => editor.hasSquiggle('send.c', line));
      await picture('first-run');
    },
    180_000,
  );

  check('the walkthrough notices what was done', async () => {
    await until('the sample is ticked off', () => isDone('Open the sample driver'));
    await until('the finding is ticked off', () => isDone('See a mistake while you type'));
    assert.equal(await isDone('Check the whole workspace'), false);
    await editor.command('wsklint: Check whole workspace');
    await until('the check is ticked off', () => isDone('Check the whole workspace'));
  });

  check('a branch that is not read is faded, with the reason under the mouse', async () => {
    await editor.openFile('trace.c');
    const faded = editor.page.locator('.view-line span[class*="ced-"]', { hasText: 'UNREFERENCED_PARAMETER' }).first();
    await faded.waitFor();
    assert.ok(Number(await faded.evaluate((span) => getComputedStyle(span).opacity)) < 0.7);
    await editor.command('View: Close Editors in Other Groups');
    await editor.closeSideBar();
    await editor.page.setViewportSize({ width: 1010, height: 600 });
    const hover = await editor.hover('trace.c', 'UNREFERENCED_PARAMETER', 'read');
    const shown = (await hover.innerText()).replaceAll('\u00a0', ' ');
    assert.match(shown, /the #else branch of '#if DBG' is not read[^]*"defines" in \.wsklint\.json/);
    await picture('not-analysed');
    await editor.leaveHover();
  });

  check('what is not analysed is listed, and a choice goes there', async () => {
    await editor.openFile('send.c');
    await editor.command('wsklint: Show what is not analysed');
    const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: "The #else branch of '#if DBG'" });
    await row.waitFor();
    await editor.page.keyboard.press('Enter');
    await editor.editor('trace.c').locator('.view-line').first().waitFor();
  });

  check('nothing is faded any more once the setting says so', async () => {
    const faded = editor.page.locator('.view-line span[class*="ced-"]', { hasText: 'UNREFERENCED_PARAMETER' }).first();
    await faded.waitFor();
    fs.mkdirSync(path.join(editor.folder, NAME, '.vscode'));
    const settings = path.join(editor.folder, NAME, '.vscode/settings.json');
    fs.writeFileSync(settings, JSON.stringify({ 'wsk.fadeNotAnalysed': false }));
    await faded.waitFor({ state: 'detached' });
  });

  check('a second sample stands beside the first, which stays as it is', async () => {
    const first = path.join(editor.folder, NAME, 'send.c');
    fs.appendFileSync(first, '// mine\n');
    await editor.command('wsklint: Open the sample driver');
    await chooseFolder(`${NAME}-2`);
    assert.match(fs.readFileSync(first, 'utf8'), /\/\/ mine\n$/);
  });

  check('the page of the first run asked nobody but this machine', () => {
    assert.deepEqual(editor.foreignRequests, []);
  });
}

export function restrictedChecks() {
  check('mistakes are found in restricted mode, as nothing of the folder is run', async () => {
    await editor.openFile('send.c');
    await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    const source = editor.onDisk('send.c').split('\n');
    const line = source.findIndex((text) => text.includes('planted: WSK201')) + 1;
    await editor.goTo(line);
    await until('squiggle', () => editor.hasSquiggle('send.c', line));
  });
}
