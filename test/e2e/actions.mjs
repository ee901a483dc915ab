/** What can be done about a finding: silence it with a reason, have it fixed on save, read about its rule; and its settings. */
import assert from 'node:assert/strict';
import { check, editor, picture } from './session.mjs';
import { until } from './until.mjs';

const rule = 'completion-routine-lets-own-irp-go-on';

/** @returns {string} a routine with the mistake and the function that hands it to WSK */
const mistake = (name) => `
NTSTATUS ${name}Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_SUCCESS;
}

NTSTATUS ${name}(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(irp, ${name}Done, NULL, TRUE, TRUE, TRUE);
    return ((PWSK_PROVIDER_CONNECTION_DISPATCH)Socket->Dispatch)->WskSend(Socket, Buffer, 0, irp);
}
`;

const headers = '#include <ntddk.h>\n#include <wsk.h>\n';
const wrong = headers + mistake('EchoTell');
const line = wrong.split('\n').findIndex((text) => text.includes('return STATUS_SUCCESS')) + 1;

/** Opens the list of actions at the cursor and leaves the focus on the one with this title. */
async function focusAction(title) {
  const focused = editor.page.locator('.action-widget .monaco-list-row.action.focused', { hasText: title });
  // The list closes when findings arrive while it is open.
  await until(`'${title}' among the actions`, async () => {
    await editor.page.keyboard.press('Escape');
    await editor.page.keyboard.press('Control+.');
    await editor.page.locator('.action-widget .monaco-list-row.action').first().waitFor({ timeout: 3_000 });
    for (let step = 0; step < 12; step++) {
      if ((await focused.count()) > 0) return true;
      await editor.page.keyboard.press('ArrowDown');
    }
    return false;
  });
}

/** @returns {Promise<string>} what the pages that are shown beside the code say */
async function shownPages() {
  const texts = await Promise.all(
    editor.page.frames().map((frame) =>
      frame
        .locator('body')
        .innerText({ timeout: 1_000 })
        .catch(() => ''),
    ),
  );
  return texts.join('\n');
}

export function actionsChecks() {
  check('a finding is silenced by a comment whose reason is typed at once', async () => {
    editor.write('tell.c', wrong);
    await editor.openFile('tell.c');
    await editor.goTo(line, 12);
    await until('squiggle', () => editor.hasSquiggle('tell.c', line));
    await focusAction(`Silence ${rule} on this line`);
    await picture('silence');
    await editor.page.keyboard.press('Enter');
    const before = `    // wsk-ignore ${rule}: `;
    await until('comment', async () => (await editor.visibleText('tell.c')).includes(`${before}say why`));
    await editor.page.keyboard.type('the filter below takes it back');
    await until('line without squiggle', async () => !(await editor.hasSquiggle('tell.c', line + 1)));
    await editor.page.keyboard.press('Control+S');
    const silenced = wrong.replace('    return STATUS_SUCCESS;', `${before}the filter below takes it back\n$&`);
    // While it is written, it may be empty.
    await until('saved file', () => !['', wrong].includes(editor.onDisk('tell.c')));
    assert.equal(editor.onDisk('tell.c'), silenced);
  });

  check('a comment that silences nothing any more is shown faded, and can be removed', async () => {
    editor.write(
      'told.c',
      wrong.replace('    return STATUS_SUCCESS', `    // wsk-ignore ${rule}: old\n    return 0xC0000016`),
    );
    await editor.openFile('told.c');
    await editor.goTo(line, 8);
    await focusAction('Remove the comment that silences nothing');
    await editor.page.keyboard.press('Enter');
    await until('no comment', async () => !(await editor.visibleText('told.c')).includes('wsk-ignore'));
    await editor.page.keyboard.press('Control+S');
  });

  check('saving a file fixes all that can be fixed safely, where the settings say so', async () => {
    const twice = wrong + mistake('EchoShout');
    editor.configure({ 'editor.codeActionsOnSave': { 'source.fixAll.wsklint': 'explicit' } });
    editor.write('shout.c', twice);
    await editor.openFile('shout.c');
    await until('squiggle', () => editor.hasSquiggle('shout.c', line));
    await editor.page.keyboard.press('Control+End');
    await editor.page.keyboard.type('// the end');
    await editor.page.keyboard.press('Control+S');
    await until('saved file', () => editor.onDisk('shout.c').endsWith('// the end'));
    const fixed = twice.replaceAll('return STATUS_SUCCESS', 'return STATUS_MORE_PROCESSING_REQUIRED');
    assert.equal(editor.onDisk('shout.c'), `${fixed}// the end`);
    editor.configure({});
  });

  check('a command makes all safe fixes in a file', async () => {
    editor.write('call.c', wrong + mistake('EchoShout'));
    await editor.openFile('call.c');
    await until('squiggle', () => editor.hasSquiggle('call.c', line));
    await editor.command('wsklint: Make all safe fixes in this file');
    await editor.page.keyboard.press('Control+Home');
    await until('no squiggle', async () => !(await editor.hasSquiggle('call.c', line)));
    await editor.page.keyboard.press('Control+S');
    await until('saved file', () => !editor.onDisk('call.c').includes('return STATUS_SUCCESS'));
  });

  check('where the settings say so, an edit is checked when the file is saved', async () => {
    editor.configure({ 'wsk.run': 'onSave' });
    editor.write('later.c', wrong);
    await editor.openFile('later.c');
    await editor.goTo(line, 1);
    await until('squiggle', () => editor.hasSquiggle('later.c', line));
    await editor.page.keyboard.press('Control+Shift+K');
    await editor.page.keyboard.type('    return STATUS_SUCCESS;\n');
    await editor.page.keyboard.press('Control+Home');
    await editor.page.keyboard.type('// wsk-ignore-file no-such-rule: to be seen after the save\n');
    assert.equal(await editor.hasSquiggle('later.c', 1), false);
    await editor.page.keyboard.press('Control+S');
    await until('squiggle after the save', () => editor.hasSquiggle('later.c', 1));
    editor.configure({});
  });

  check('the page of a rule is shown beside the code', async () => {
    editor.write('ask.c', wrong);
    await editor.openFile('ask.c');
    await editor.goTo(line, 12);
    await until('squiggle', () => editor.hasSquiggle('ask.c', line));
    await focusAction(`Explain ${rule} (WSK201)`);
    await editor.page.keyboard.press('Enter');
    await until('page', async () => /Why it matters[^]*Instead of[^]*To silence one finding/.test(await shownPages()));
    await picture('explain');
    await editor.command('View: Close All Editors in Group');
  });

  check('a settings file completes the names of rules, and marks one that is wrong', async () => {
    editor.write('.wsklint.json', '{\n  "rules": {\n    \n  }\n}\n');
    await editor.openFile('.wsklint.json');
    await editor.goTo(3, 5);
    await editor.page.keyboard.type('"inspect-id', { delay: 30 });
    await editor.suggestion('inspect-id-compared-by-pointer').waitFor();
    await editor.showDetails();
    await picture('settings-completion');
    await editor.page.keyboard.press('Escape');
    editor.write('.wsklint.json', '{\n  "rules": {\n    "inspect-id-compared": "off"\n  }\n}\n');
    await editor.command('File: Revert File');
    await until('squiggle', () => editor.hasSquiggle('.wsklint.json', 3));
    editor.write('.wsklint.json', '{}\n');
    await editor.command('File: Revert File');
    await until('no squiggle', async () => !(await editor.hasSquiggle('.wsklint.json', 3)));
    await editor.openFile('tell.c');
  });
}
