/** What the editor knows of WSK: hover, signature help, completion and snippets. */
import assert from 'node:assert/strict';
import { check, editor, fixture, picture } from './session.mjs';
import { until } from './until.mjs';

const FILE = 'ping.c';
const source = fixture(FILE);

/** Puts the cursor behind the first `text` that follows `after`. Lines above must not have changed. */
async function goBehind(text, after = '') {
  const at = source.indexOf(text, source.indexOf(after));
  assert.ok(at >= 0, `${text} is not in ${FILE}`);
  const lines = source.slice(0, at + text.length).split('\n');
  await editor.goTo(lines.length, lines.at(-1).length + 1);
}

const text = () => editor.visibleText(FILE);

export function knowledgeChecks() {
  check('the mouse over WskSend in a call through a cast shows its documentation', async () => {
    editor.write(FILE, source);
    await editor.openFile(FILE);
    await goBehind('->WskSend');
    const hover = await editor.hover(FILE, 'WskSend');
    const shown = await hover.innerText();
    assert.match(shown, /NTSTATUS\s+WskSend\(\s*PWSK_SOCKET\s+Socket,/);
    assert.match(await hover.locator('strong').first().innerText(), /^Sends /);
    assert.match(shown, /IRQL: .*DISPATCH_LEVEL/);
    await picture('hover');
    await editor.leaveHover();
  });

  check('the same hover is as good to read in a light theme', async () => {
    editor.configure({ 'workbench.colorTheme': 'Default Light Modern' });
    await editor.page.locator('.monaco-workbench.vs').waitFor();
    const hover = await editor.hover(FILE, 'WskSend');
    assert.match(await hover.locator('strong').first().innerText(), /^Sends /);
    await picture('hover-light');
    await editor.leaveHover();
    editor.configure({});
    await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
  });

  check('the mouse over the 0 of an argument shows which one it is and what it takes', async () => {
    const hover = await editor.hover(FILE, '0', 'Flags');
    assert.match(await hover.innerText(), /3rd argument of WskSend[^]*WSK_FLAG_NODELAY/);
    await picture('argument');
    await editor.leaveHover();
  });

  check('signature help in the middle of WskControlSocket marks the argument', async () => {
    await goBehind('SO_KEEPALIVE, SOL');
    await editor.page.keyboard.press('Control+Shift+Space');
    const help = editor.page.locator('.parameter-hints-widget.visible');
    await help.waitFor();
    await until(
      'marked Level',
      async () => (await help.locator('.parameter.active').innerText()).trim() === 'ULONG Level',
    );
    assert.match(await help.innerText(), /NTSTATUS WskControlSocket\(/);
    await picture('signature');
    await editor.page.keyboard.press('Escape');
  });

  check('the options that a request takes are offered, those of WSK first', async () => {
    await goBehind('WskSetOption, SO_');
    await editor.page.keyboard.press('Control+Space');
    await editor.suggestion('SO_KEEPALIVE').waitFor();
    const options = await editor.suggestions();
    assert.ok(
      options.every((name) => name.startsWith('SO_')),
      options.join(),
    );
    await picture('completion');
    await editor.page.keyboard.press('Escape');
  });

  check('behind the arrow the functions of the table are offered, and one is inserted as a call', async () => {
    await goBehind('return dispatch->', 'EchoSendAtOnce');
    await editor.page.keyboard.press('Control+Space');
    await editor.suggestion('WskSend').waitFor();
    assert.ok((await editor.suggestions()).includes('WskDisconnect'));
    await picture('members');
    await editor.page.keyboard.type('WskSend', { delay: 30 });
    await until('WskSend on top', async () => (await editor.suggestions())[0] === 'WskSend');
    await editor.page.keyboard.press('Tab');
    await until('call', async () => (await text()).includes('return dispatch->WskSend(Socket, Ping, 0, Irp);'));
  });

  check('the flags of a parameter are offered in its place, and no others', async () => {
    // The stops of the call: the socket, the buffer, the flags.
    await editor.page.keyboard.press('Tab');
    await editor.page.keyboard.press('Tab');
    await editor.page.keyboard.type('WSK_', { delay: 30 });
    await editor.suggestion('WSK_FLAG_NODELAY').waitFor();
    assert.deepEqual(await editor.suggestions(), ['WSK_FLAG_NODELAY']);
    await editor.page.keyboard.press('Enter');
    await until('flag', async () => (await text()).includes('dispatch->WskSend(Socket, Ping, WSK_FLAG_NODELAY, Irp);'));
    await editor.page.keyboard.press('Escape');
  });

  check('an empty slot of a dispatch table is filled with a new callback', async () => {
    await goBehind('EchoPingDispatch = {\n    .');
    await editor.page.keyboard.press('Control+Space');
    const item = editor.suggestion('WskReceiveEvent = ReceiveEvent (new function)');
    await item.waitFor();
    await editor.page.keyboard.type('WskRec', { delay: 30 });
    await until('the callback on top', async () => /ReceiveEvent \(new/.test((await editor.suggestions())[0]));
    await editor.showDetails();
    await picture('callback');
    await editor.page.keyboard.press('Enter');
    await until('slot', async () => (await text()).includes('.WskReceiveEvent = ReceiveEvent'));
    await until('function', async () => (await text()).includes('it is not valid after the return'));
  });

  check('a snippet of statements is inserted at its tab stops', async () => {
    await goBehind('ASSERT(Mdl != NULL);');
    await insertSnippet('wskbuf');
    await editor.page.keyboard.type('ping');
    await editor.page.keyboard.press('Tab');
    await until('filled in', async () => /\bWSK_BUF ping\b/.test(await text()));
    await editor.page.keyboard.press('Escape');
  });

  check('what was completed is what is saved', async () => {
    await editor.page.keyboard.press('Control+S');
    await until('saved file', () => editor.onDisk(FILE) !== source);
    const saved = editor.onDisk(FILE);
    assert.match(saved, /^ {4}return dispatch->WskSend\(Socket, Ping, WSK_FLAG_NODELAY, Irp\);$/m);
    assert.match(saved, /^static NTSTATUS WSKAPI ReceiveEvent\(\n(?: {4}.*\n)+\{\n/m);
    assert.match(saved, /^ {4}\.WskReceiveEvent = ReceiveEvent\n\};$/m);
    assert.match(saved, /^ {4}WSK_BUF ping/m);
  });
}

/** Types a line with the prefix of a snippet, and takes it from the list. */
async function insertSnippet(prefix) {
  await editor.page.keyboard.type(`\n${prefix}`, { delay: 30 });
  const row = editor.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: prefix }).first();
  await row.waitFor();
  await until(`${prefix} on top`, async () => (await editor.suggestions())[0] === prefix);
  assert.equal((await editor.suggestions()).filter((label) => label === prefix).length, 1, `${prefix} is listed twice`);
  await editor.page.keyboard.press('Tab');
}
