import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import type { Connection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { defaultSettings, type Settings } from '../../server/src/lint/settings';
import type { EditorSettings } from '../../server/src/lsp/editor-settings';
import { LiveProject } from '../../server/src/lsp/live-project';
import type { Log } from '../../server/src/lsp/log';
import { NotAnalysedTeller } from '../../server/src/lsp/not-analysed';
import { OpenFiles } from '../../server/src/lsp/open-files';
import type { StatusReporter } from '../../server/src/lsp/status';
import { rules } from '../../server/src/rules';
import { createNativeParser } from '../../server/src/syntax/native';

const URI = 'file:///driver/listener.c';
const listener = readFileSync('test/drivers/echo/listener.c', 'utf8');

/** An open document without an editor behind it. */
function openFiles(document: TextDocument, settings: Settings = defaultSettings): OpenFiles {
  const parser = createNativeParser();
  const log = { info: () => undefined, failure: (what: string) => assert.fail(what) } as unknown as Log;
  return new OpenFiles({
    parser,
    rules,
    settings: {
      generation: 0,
      settingsFor: () => Promise.resolve({ settings, isExcluded: false }),
    } as unknown as EditorSettings,
    status: {
      during: (work: () => unknown) => work(),
      fine: () => undefined,
      failed: () => undefined,
    } as unknown as StatusReporter,
    notAnalysed: new NotAnalysedTeller({} as Connection, false),
    log,
    project: new LiveProject(parser, log),
    documents: () => [document],
  });
}

/** Long enough that other work gets its turn before all of it is followed. */
const long = Array.from({ length: 40 }, (_, copy) => listener.replace(/\bEcho\w+/g, (name) => `${name}${copy}`)).join(
  '\n',
);

describe('a check of an open document', () => {
  test('finds what is planted in the example', async () => {
    const document = TextDocument.create(URI, 'c', 1, listener);
    const report = await openFiles(document).reportOn(document, () => false);
    assert.deepEqual(
      report?.findings.map(({ rule }) => rule.code),
      ['WSK501', 'WSK601'],
    );
  });

  test('is given up when the text changes while it runs', async () => {
    const document = TextDocument.create(URI, 'c', 1, long);
    let asked = 0;
    const typeOnTheWay = () => {
      if (++asked === 2) TextDocument.update(document, [{ text: listener }], 2);
      return false;
    };
    assert.equal(await openFiles(document).reportOn(document, typeOnTheWay), undefined);
    assert.equal(asked, 2);
  });

  test('lets other work have its turn', async () => {
    const document = TextDocument.create(URI, 'c', 1, long);
    const order: string[] = [];
    const check = openFiles(document)
      .reportOn(document, () => false)
      .then(() => order.push('check'));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    order.push('other');
    await check;
    assert.deepEqual(order, ['other', 'check']);
  });

  test('reads the text with the macros that the settings name', async () => {
    const text = listener.replace('= EchoBindListener', '= OUR_TRACE EchoBindListener');
    const document = TextDocument.create(URI, 'c', 1, text);
    const codes = async (settings: Settings) => {
      const report = await openFiles(document, settings).reportOn(document, () => false);
      return report?.findings.map(({ rule }) => rule.code);
    };
    // The function does not parse, so that nothing is said of it, nor of what only it shows.
    assert.deepEqual(await codes(defaultSettings), []);
    assert.deepEqual(await codes({ ...defaultSettings, macros: ['OUR_TRACE'] }), ['WSK501', 'WSK601']);
  });
});
