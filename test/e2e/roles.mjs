/** What the editor shows of the roles of functions: code lenses, inlay hints, and the ways from one place to another. */
import assert from 'node:assert/strict';
import { check, editor, fixture, picture } from './session.mjs';
import { until } from './until.mjs';

const FILE = 'roles.c';

/** Other checks read the code as it is written, and want no lines that come in between. */
const shown = { 'editor.codeLens': true, 'editor.inlayHints.enabled': 'on' };

const lens = (text) => editor.page.locator('.codelens-decoration', { hasText: text }).first();

const ROUTINE = 'IoCompletion routine of WskSocket · ≤ DISPATCH_LEVEL';

const hasHints = async () => /OwningProcess:\s*NULL/.test(await editor.visibleText(FILE));

export function rolesChecks() {
  check('a lens stands above a completion routine, and hints stand before the arguments of a long call', async () => {
    editor.configure(shown);
    editor.write(FILE, fixture(FILE));
    await editor.openFile(FILE);
    await editor.goTo(1);
    await lens(ROUTINE).waitFor();
    await until('hints', hasHints);
    await until('category', async () => /Listener: listening socket =/.test(await editor.visibleText(FILE)));
    await picture('roles');
  });

  check('lenses and hints are as good to read in a light theme', async () => {
    editor.configure({ ...shown, 'workbench.colorTheme': 'Default Light Modern' });
    await editor.page.locator('.monaco-workbench.vs').waitFor();
    await lens(ROUTINE).waitFor();
    await until('hints', hasHints);
    await picture('roles-light');
    editor.configure(shown);
    await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
  });

  check('a click on the lens leads to the call that sets the routine', async () => {
    await lens(ROUTINE).click();
    const peek = editor.page.locator('.zone-widget .reference-zone-widget');
    await peek.waitFor();
    await until('the call', async () => (await peek.innerText()).includes('IoSetCompletionRoutine'));
    await editor.page.keyboard.press('Escape');
    await peek.waitFor({ state: 'hidden' });
  });

  check('lenses and hints can be switched off at once', async () => {
    editor.configure({ ...shown, 'wsk.codeLens.enabled': false, 'wsk.inlayHints.argumentNames': false });
    await lens(ROUTINE).waitFor({ state: 'hidden' });
    await until('no hints', async () => !(await hasHints()));
    editor.configure(shown);
    await lens(ROUTINE).waitFor();
  });

  check('from a flag one comes to the callback that it enables', async () => {
    const source = editor.onDisk('listener.c').split('\n');
    const line = source.findIndex((text) => text.includes('= WSK_EVENT_ACCEPT'));
    await editor.openFile('listener.c');
    await editor.goTo(line + 1, source[line].indexOf('WSK_EVENT_ACCEPT') + 3);
    await editor.page.keyboard.press('F12');
    await editor.editor('accept.c').locator('.view-line', { hasText: 'EchoAcceptEvent' }).first().waitFor();
    await lens('WskAcceptEvent of EchoListenDispatch').waitFor();
  });

  check('the call hierarchy of a callback shows where its socket is made', async () => {
    await editor.page.keyboard.press('Shift+Alt+H');
    const callers = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'EchoCreateListener' }).first();
    await callers.waitFor();
    await editor.closeSideBar();
  });

  check('functions of the project are found by their letters, with their roles', async () => {
    await editor.page.keyboard.press('Control+T');
    const box = editor.page.locator('.quick-input-widget:not(.hidden) .quick-input-box input');
    await box.fill('#echinspev');
    const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'EchoInspectEvent' }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /WskInspectEvent of EchoListenDispatch/);
    await editor.page.keyboard.press('Escape');
    editor.configure({});
  });
}
