import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CodeActionRequest,
  ConfigurationRequest,
  SnippetTextEdit,
  TextDocumentEdit,
  type ClientCapabilities,
  type CodeAction,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import { pulling, withServer, type LspClient } from '../support/lsp-client';
import { LINE, right, RULE, VALUE, wrong } from './sources';

const URI = 'file:///driver/send.c';

const versioned: ClientCapabilities = { ...pulling, workspace: { workspaceEdit: { documentChanges: true } } };
const snippets: ClientCapabilities = {
  ...pulling,
  workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

function actionsAt(client: LspClient, range = VALUE, only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
  const params = { textDocument: { uri: URI }, range, context };
  return client.connection.sendRequest(CodeActionRequest.type, params) as Promise<CodeAction[]>;
}

/** Where no finding is. */
const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function silenceAt(client: LspClient, where: string): Promise<CodeAction | undefined> {
  return (await actionsAt(client)).find(({ title }) => title.endsWith(where));
}

function applied(text: string, edits: readonly TextEdit[] | undefined): string {
  assert.ok(edits);
  return TextDocument.applyEdits(TextDocument.create(URI, 'c', 1, text), [...edits]);
}

describe('quick fixes', { timeout: 60_000 }, () => {
  test('put the mistake right, and the safe one is preferred', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      const [fix] = await actionsAt(client);
      assert.equal(fix?.title, 'Return STATUS_MORE_PROCESSING_REQUIRED');
      assert.equal(fix.kind, 'quickfix');
      assert.equal(fix.isPreferred, true);
      assert.equal(fix.diagnostics?.[0]?.code, 'WSK201');
      assert.equal(applied(wrong, fix.edit?.changes?.[URI]), right);
    });
  });

  test('go with the version of the text where the client can tell', async () => {
    await withServer({ capabilities: versioned }, async (client) => {
      await client.open(URI, right);
      const version = await client.change(URI, { text: wrong });
      const [fix] = await actionsAt(client);
      const [change] = fix?.edit?.documentChanges ?? [];
      assert.ok(TextDocumentEdit.is(change));
      assert.deepEqual(change.textDocument, { uri: URI, version });
      assert.equal(applied(wrong, change.edits as TextEdit[]), right);
    });
  });

  test('are of the text as it is, not as it was', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      assert.equal((await actionsAt(client)).length, 4);
      const top = { line: 0, character: 0 };
      await client.change(URI, { range: { start: top, end: top }, text: '\n\n' });
      const moved = { start: { line: LINE + 2, character: 25 }, end: { line: LINE + 2, character: 25 } };
      const [fix] = await actionsAt(client, moved);
      assert.equal(applied(`\n\n${wrong}`, fix?.edit?.changes?.[URI]), `\n\n${right}`);
      assert.deepEqual(await actionsAt(client), []);
    });
  });

  test('are offered where they are asked for, and of the kind that is asked for', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      const titles = (await actionsAt(client, VALUE, ['quickfix'])).map(({ title }) => title);
      assert.deepEqual(titles, [
        'Return STATUS_MORE_PROCESSING_REQUIRED',
        `Silence ${RULE} on this line`,
        `Silence ${RULE} in this function`,
        `Silence ${RULE} in this file`,
      ]);
      assert.deepEqual(await actionsAt(client, VALUE, ['refactor', 'source.organizeImports']), []);
      const elsewhere = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
      assert.deepEqual(await actionsAt(client, elsewhere), []);
    });
  });
});

/** The same mistake in two routines. */
const twice = `${wrong}${wrong.replace('#include <wsk.h>\n', '').replaceAll('Send', 'Push')}`.replaceAll(
  'WskPush',
  'WskSend',
);
const rightTwice = twice.replaceAll('return STATUS_SUCCESS', 'return STATUS_MORE_PROCESSING_REQUIRED');

describe('fixing all', { timeout: 60_000 }, () => {
  for (const kind of ['source.fixAll.wsklint', 'source.fixAll', 'source']) {
    test(`that is safe answers ${kind}, as on save`, async () => {
      await withServer({}, async (client) => {
        assert.deepEqual(client.initialized.capabilities.codeActionProvider, {
          codeActionKinds: ['quickfix', 'source.fixAll.wsklint'],
        });
        await client.open(URI, twice);
        const [all, ...others] = await actionsAt(client, START, [kind]);
        assert.deepEqual(others, []);
        assert.equal(all?.kind, 'source.fixAll.wsklint');
        assert.equal(applied(twice, all.edit?.changes?.[URI]), rightTwice);
      });
    });
  }

  test('looks again at what the fixes make of the text, and leaves the document as it is', async () => {
    await withServer({}, async (client) => {
      // Put right, the comment names a rule, and what it silences needs no fix any more.
      const text = twice
        .replace('    // \u{1F50C} plugged\n', '    // wsk-ignore WSK201: it is the filter that frees it\n')
        .replace('/* \u{1F50C} */ ', '');
      await client.open(URI, text);
      const before = await client.diagnostics(URI);
      const [all] = await actionsAt(client, START, ['source.fixAll']);
      const fixed = applied(text, all?.edit?.changes?.[URI]);
      await client.change(URI, { text: fixed });
      const left = (await client.diagnostics(URI)).map(({ code }) => code);
      assert.deepEqual(
        left.filter((code) => code !== 'WSK001'),
        [],
      );
      await client.change(URI, { text });
      assert.deepEqual(await client.diagnostics(URI), before);
    });
  });

  test('says nothing where nothing can be fixed safely, nor to a client that asks for something else', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, right);
      assert.deepEqual(await actionsAt(client, START, ['source.fixAll']), []);
      await client.change(URI, { text: wrong });
      assert.deepEqual(await actionsAt(client, START), []);
      assert.deepEqual(await actionsAt(client, START, ['source.fixAll.other']), []);
    });
  });

  test('of one rule is offered where a file has several findings of it', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, twice);
      const [, all] = await actionsAt(client);
      assert.equal(all?.title, `Fix all 2 findings of ${RULE} in this file`);
      assert.equal(all.kind, 'quickfix');
      assert.equal(applied(twice, all.edit?.changes?.[URI]), rightTwice);
    });
  });
});

describe('explaining a rule', { timeout: 60_000 }, () => {
  test('is a command for a client that has it', async () => {
    await withServer({ initializationOptions: { explainsRules: true } }, async (client) => {
      await client.open(URI, wrong);
      const explain = (await actionsAt(client)).at(-1);
      assert.equal(explain?.title, `Explain ${RULE} (WSK201)`);
      assert.deepEqual(explain.command?.arguments, [RULE]);
      assert.equal(explain.command.command, 'wsklint.explainRule');
    });
  });

  test('is the address of its page for any other', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      assert.ok((await actionsAt(client)).every(({ command }) => command === undefined));
      const [diagnostic] = await client.diagnostics(URI);
      assert.match(diagnostic?.codeDescription?.href ?? '', new RegExp(`/${RULE}\\.md$`));
    });
  });
});

describe('comments that silence', { timeout: 60_000 }, () => {
  const comment = (text: string): string => wrong.replace('// \u{1F50C} plugged', text);
  const COMMENT = { start: { line: LINE - 1, character: 8 }, end: { line: LINE - 1, character: 8 } };

  test('nothing are shown faded, and can be removed', async () => {
    const capabilities: ClientCapabilities = {
      ...pulling,
      textDocument: { diagnostic: { tagSupport: { valueSet: [1] } } },
    };
    await withServer({ capabilities }, async (client) => {
      const text = right.replace('// \u{1F50C} plugged', `// wsk-ignore ${RULE}: it was wrong`);
      await client.open(URI, text);
      const [unused] = await client.diagnostics(URI);
      assert.equal(unused?.code, 'WSK001');
      assert.deepEqual(unused.tags, [1]);
      const titles = await actionsAt(client, COMMENT);
      assert.deepEqual(
        titles.map(({ title, isPreferred }) => [title, isPreferred]),
        [['Remove the comment that silences nothing', false]],
      );
      assert.equal(applied(text, titles[0]?.edit?.changes?.[URI]), right.replace('    // \u{1F50C} plugged\n', ''));
    });
  });

  test('without a reason get a place for it', async () => {
    await withServer({ capabilities: snippets }, async (client) => {
      await client.open(URI, comment(`// wsk-ignore ${RULE}`));
      const [change] = (await actionsAt(client, COMMENT))[0]?.edit?.documentChanges ?? [];
      assert.ok(change !== undefined && 'edits' in change);
      const [edit] = change.edits;
      assert.ok(SnippetTextEdit.is(edit));
      assert.equal(edit.snippet.value, ': ${0:say why it is right here}');
    });
  });

  test('can be switched off like any rule', async () => {
    await withServer({ capabilities: { ...pulling, workspace: { configuration: true } } }, async (client) => {
      client.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
        items.map(() => ({ rules: { 'suppression-without-reason': 'off', [RULE]: 'off' } })),
      );
      await client.open(URI, comment(`// wsk-ignore ${RULE}`));
      assert.deepEqual(await client.diagnostics(URI), []);
    });
  });
});

describe('silencing', { timeout: 60_000 }, () => {
  test('writes a comment above the line, with its indent and line break, and silences it', async () => {
    await withServer({}, async (client) => {
      const text = wrong.replaceAll('\n', '\r\n');
      await client.open(URI, text);
      const silence = await silenceAt(client, 'on this line');
      assert.match(silence?.title ?? '', /on this line/);
      assert.equal(silence?.isPreferred, undefined);
      const silenced = applied(text, silence?.edit?.changes?.[URI]);
      assert.equal(silenced.split('\r\n')[LINE], `    // wsk-ignore ${RULE}: say why it is right here`);
      await client.change(URI, { text: silenced });
      assert.deepEqual(await client.diagnostics(URI), []);
    });
  });

  test('lets the reason be typed over where the client knows tab stops in edits', async () => {
    await withServer({ capabilities: snippets }, async (client) => {
      await client.open(URI, wrong);
      const [change] = (await silenceAt(client, 'on this line'))?.edit?.documentChanges ?? [];
      assert.ok(change !== undefined && 'edits' in change);
      const [edit] = change.edits;
      assert.ok(SnippetTextEdit.is(edit));
      assert.equal(edit.snippet.value, `    // wsk-ignore ${RULE}: \${0:say why it is right here}\n`);
    });
  });

  for (const where of ['in this function', 'in this file']) {
    test(`${where} leaves nothing to find`, async () => {
      await withServer({}, async (client) => {
        await client.open(URI, wrong);
        const silenced = applied(wrong, (await silenceAt(client, where))?.edit?.changes?.[URI]);
        await client.change(URI, { text: silenced });
        assert.deepEqual(await client.diagnostics(URI), []);
      });
    });
  }
});
