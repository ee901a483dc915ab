/** A workspace that lies on no disk: what is open is analysed, and what cannot be done says so. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { check, driver, editor, picture, results } from './session.mjs';
import { until } from './until.mjs';

/** The list of files has no search in a workspace like this one. */
async function openFromList(file) {
  await editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).first().dblclick();
  await editor.editor(file).locator('.view-line').first().waitFor();
}

/** Puts the cursor where a mistake was planted, and waits until it is marked. */
async function mistakeIn(file, code) {
  const lines = fs.readFileSync(path.join(driver, file), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(`planted: ${code}`)) + 1;
  await editor.goTo(line);
  await until(`squiggle of ${code}`, () => editor.hasSquiggle(file, line));
}

export function noDiskChecks() {
  check('mistakes are found in a document of a folder that is on no disk', async () => {
    await openFromList('send.c');
    await mistakeIn('send.c', 'WSK201');
  });

  check('the status item says what is not done', async () => {
    await editor.statusItem().hover();
    const shown = editor.page.locator('.monaco-hover:not(.hidden)', { hasText: 'only documents that are open' });
    await shown.first().waitFor();
    await picture('no-disk', results);
    await editor.leaveHover();
  });

  check('a check of the whole workspace says why there is none, once', async () => {
    await editor.command('wsklint: Check whole workspace');
    const message = editor.page.locator('.notification-toast', { hasText: 'this workspace is on no disk' });
    await message.waitFor();
    assert.equal(await message.count(), 1);
    await editor.command('Notifications: Clear All Notifications');
  });

  check('the map is drawn of what is open, as one driver, and a click goes to the code', async () => {
    await openFromList('listener.c');
    await openFromList('accept.c');
    await editor.command('wsklint: Show the WSK map of this driver');
    const page = editor.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    const card = (title) => page.locator('.node', { has: page.locator(`.title:text-is("${title}")`) }).first();
    await card('EchoAbortEvent').locator('.badge-count').waitFor();
    await picture('no-disk-map', results);
    assert.equal(await editor.page.locator('.tab', { hasText: 'WSK map: echo' }).count(), 1);
    // Nobody has opened the header, so that nobody knows whose member it is.
    await card('Listener').locator('.row', { hasText: 'WskBind' }).first().click();
    const text = fs.readFileSync(path.join(driver, 'listener.c'), 'utf8').split('\n');
    const line = text.findIndex((each) => each.includes('WskBind(')) + 1;
    await until(`cursor on line ${line}`, async () => {
      const items = await editor.page.locator('.statusbar-item').allInnerTexts();
      return items.some((item) => item.includes(`Ln ${line},`));
    });
  });

  check('nothing is written to the log as a failure', () => {
    assert.doesNotMatch(editor.output('wsklint'), /\[(?:error|warning)\]/);
  });
}
