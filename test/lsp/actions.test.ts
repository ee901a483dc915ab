import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CodeActionRequest,
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
      assert.equal((await actionsAt(client)).length, 2);
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
      assert.equal((await actionsAt(client, VALUE, ['quickfix'])).length, 2);
      assert.deepEqual(await actionsAt(client, VALUE, ['refactor', 'source.fixAll']), []);
      const elsewhere = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
      assert.deepEqual(await actionsAt(client, elsewhere), []);
    });
  });
});

describe('silencing', { timeout: 60_000 }, () => {
  test('writes a comment above the line, with its indent and line break, and silences it', async () => {
    await withServer({}, async (client) => {
      const text = wrong.replaceAll('\n', '\r\n');
      await client.open(URI, text);
      const silence = (await actionsAt(client)).at(-1);
      assert.match(silence?.title ?? '', /Silence/);
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
      const [change] = (await actionsAt(client)).at(-1)?.edit?.documentChanges ?? [];
      assert.ok(change !== undefined && 'edits' in change);
      const [edit] = change.edits;
      assert.ok(SnippetTextEdit.is(edit));
      assert.equal(edit.snippet.value, `    // wsk-ignore ${RULE}: \${0:say why it is right here}\n`);
    });
  });
});
