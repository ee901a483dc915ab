/** Beside another extension for C: what that one knows as well is not said twice. */
import assert from 'node:assert/strict';
import { check, editor } from './session.mjs';
import { until } from './until.mjs';

const FILE = 'send.c';

/** @returns {number} the line of the file, from 1, on which a text stands first */
const lineOf = (text) =>
  editor
    .onDisk(FILE)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

/** @returns {Promise<string[]>} the symbols of the file with this name, as the list of them shows it */
async function symbolsNamed(name) {
  await editor.page.keyboard.press('Control+Shift+O');
  const rows = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: name });
  await rows.first().waitFor();
  const texts = await rows.allInnerTexts();
  await editor.page.keyboard.press('Escape');
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

export function besideChecks() {
  check('mistakes are found, and lenses tell the roles, beside another extension for C', async () => {
    await editor.openFile(FILE);
    const line = lineOf('planted: WSK201');
    await editor.goTo(line);
    await until('squiggle', () => editor.hasSquiggle(FILE, line));
    await editor.page.locator('.codelens-decoration', { hasText: 'IoCompletion routine of WskSend' }).first().waitFor();
  });

  check('a function that only the driver calls is listed once among the symbols', async () => {
    await until('symbols of the other extension', async () => (await symbolsNamed('EchoArmSend')).length > 0);
    assert.equal((await symbolsNamed('EchoArmSend')).length, 1);
  });

  check('one comes to such a function at once, as there is one answer', async () => {
    const line = lineOf('        EchoSettleSend(send);');
    await editor.goTo(line, 12);
    await editor.page.keyboard.press('F12');
    const target = lineOf('VOID EchoSettleSend(');
    await until(`cursor on line ${target}`, async () => {
      const items = await editor.page.locator('.statusbar-item').allInnerTexts();
      return items.some((text) => text.includes(`Ln ${target},`));
    });
    assert.equal(await editor.page.locator('.peekview-widget').count(), 0);
  });

  check('what it does not know is answered: from the call that sets a routine to the routine', async () => {
    const line = lineOf('IoSetCompletionRoutine(');
    await editor.goTo(line, 8);
    await editor.page.keyboard.press('F12');
    const target = lineOf('NTSTATUS EchoSendComplete(');
    await until(`cursor on line ${target}`, async () => {
      const items = await editor.page.locator('.statusbar-item').allInnerTexts();
      return items.some((text) => text.includes(`Ln ${target},`));
    });
  });
}
