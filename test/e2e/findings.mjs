/** Findings in the editor: squiggles, the Problems panel, the quick fix, and the file that is saved in the end. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { plantedMistakes } from './planted.mjs';
import { check, driver, editor, picture } from './session.mjs';
import { until } from './until.mjs';

const mistakes = plantedMistakes(driver);
/** The mistake that the quick fix puts right. */
const own = mistakes.find(({ code }) => code === 'WSK201');
const original = fs.readFileSync(path.join(driver, own.file), 'utf8');
const fixTitle = 'Return STATUS_MORE_PROCESSING_REQUIRED';
const fixedLine = '        return STATUS_MORE_PROCESSING_REQUIRED; // planted: WSK201';

/** What stands in the file once the snippet `wskcomplete` is inserted and its two places are filled in. */
const filledSnippet = `IO_COMPLETION_ROUTINE EchoPingComplete;

_Use_decl_annotations_
NTSTATUS EchoPingComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    EchoPingDone(Context, Irp->IoStatus.Status);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
`;

/** @returns {string} the example driver's file with the fix applied and the snippet added */
function expectedText() {
  const lines = original.split('\n');
  lines[own.line - 1] = fixedLine;
  return `${lines.join('\n')}\n${filledSnippet}`;
}

export function findingsChecks() {
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
    editor.configure({ 'workbench.colorTheme': 'Default Light Modern' });
    await editor.page.locator('.monaco-workbench.vs').waitFor();
    await picture('problems-light');
    editor.configure({});
    await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
    await editor.showCodeOnly();
  });

  check('the keyboard puts the completion routine right', async () => {
    await editor.openFile(own.file);
    const column = original.split('\n')[own.line - 1].indexOf('return') + 'return '.length + 1;
    await editor.goTo(own.line, column);
    const fix = editor.page.locator('.action-widget .monaco-list-row.action.focused', { hasText: fixTitle });
    // The list closes when findings arrive while it is open.
    await until('quick fix', async () => {
      await editor.page.keyboard.press('Control+.');
      return editor.appears(fix);
    });
    await picture('quick-fix');
    await editor.page.keyboard.press('Enter');
    await until('changed line', async () => (await editor.visibleText(own.file)).includes(fixedLine.trim()));
    await until('line without squiggle', async () => !(await editor.hasSquiggle(own.file, own.line)));
  });

  check('a snippet is suggested, inserted and filled in', async () => {
    await editor.page.keyboard.press('Control+End');
    await editor.page.keyboard.type('\nwsk', { delay: 30 });
    await editor.suggestion('wskaccept').waitFor();
    await picture('snippet');
    await editor.page.keyboard.type('complete', { delay: 30 });
    await until('wskcomplete on top', async () => (await editor.suggestions())[0] === 'wskcomplete');
    const same = (await editor.suggestions()).filter((label) => label === 'wskcomplete');
    assert.equal(same.length, 1, 'the snippet is suggested twice');
    await editor.page.keyboard.press('Tab');
    for (const text of ['EchoPingComplete', 'EchoPingDone']) {
      await editor.page.keyboard.type(text);
      await editor.page.keyboard.press('Tab');
    }
  });

  check('the saved file holds exactly what was written', async () => {
    await editor.page.keyboard.press('Control+S');
    // It is empty for a moment while it is written.
    await until('saved file', () => !['', original].includes(editor.onDisk(own.file)));
    assert.equal(editor.onDisk(own.file), expectedText());
  });
}

export function settingsChecks() {
  check('the status bar tells what the checker is doing, and what it found in the file', async () => {
    const { file } = mistakes.find(({ code }) => code === 'WSK602');
    await editor.openFile(file);
    await editor.statusItem().hover();
    const tooltip = editor.page.locator('.monaco-hover:not(.hidden)', { hasText: 'Winsock Kernel checker' }).first();
    await tooltip.waitFor();
    assert.match(await tooltip.innerText(), /Ready\.\s+1\serror\sin\sthis\sfile\./);
    await editor.page.mouse.move(5, 5);
  });

  check('a click on it brings the menu, from which the log is one key away', async () => {
    await editor.statusItem().click();
    const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Restart server' });
    await row.waitFor();
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
}
