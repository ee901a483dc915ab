import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CompletionRequest,
  HoverRequest,
  InsertTextFormat,
  MarkupContent,
  type ClientCapabilities,
  type CompletionItem,
  type MarkupKind,
  type TextEdit,
} from 'vscode-languageserver/node';

import { pulling, withServer, type LspClient } from '../support/lsp-client';
import { right } from './sources';

const URI = 'file:///driver/send.c';

const full: ClientCapabilities = {
  textDocument: {
    ...pulling.textDocument,
    hover: { contentFormat: ['markdown', 'plaintext'] as MarkupKind[] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] as MarkupKind[] } },
  },
};

async function hoverOn(client: LspClient, uri: string, text: string, name: string): Promise<MarkupContent | undefined> {
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(name));
  const position = { line, character: (lines[line] ?? '').indexOf(name) + 1 };
  const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  const contents = hover?.contents;
  if (contents === undefined) return undefined;
  assert.ok(MarkupContent.is(contents));
  return contents;
}

async function completionsAfter(client: LspClient, text: string): Promise<CompletionItem[]> {
  await client.change(URI, { text });
  const lines = text.split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const found = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: URI }, position });
  assert.ok(Array.isArray(found));
  return found;
}

describe('hover', { timeout: 60_000 }, () => {
  test('explains a WSK function that is called through its dispatch table', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, right);
      const contents = await hoverOn(client, URI, right, 'WskSend(');
      assert.equal(contents?.kind, 'markdown');
      assert.match(contents.value, /NTSTATUS[^]*\bWskSend\(PWSK_SOCKET Socket/);
      assert.match(contents.value, /DISPATCH_LEVEL/);
      assert.equal(await hoverOn(client, URI, right, 'Socket->'), undefined);
    });
  });

  test('works in C++ and in a file that does not parse elsewhere', async () => {
    await withServer({ capabilities: full }, async (client) => {
      const text = `class A { };\n${right}\n)(}{`;
      await client.open('file:///driver/send.cpp', text, 'cpp');
      assert.match((await hoverOn(client, 'file:///driver/send.cpp', text, 'WskSend('))?.value ?? '', /WskSend/);
    });
  });

  test('says that it is plain text to a client that knows nothing else', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, right);
      assert.equal((await hoverOn(client, URI, right, 'WskSend('))?.kind, 'plaintext');
    });
  });
});

describe('completion', { timeout: 60_000 }, () => {
  test('offers at least ten snippets with tab stops, which replace the word', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      const atTop = await completionsAfter(client, '#include <wsk.h>\n\nwsk');
      const inBody = await completionsAfter(client, 'VOID F(VOID)\n{\n    wsk');
      const labels = new Set([...atTop, ...inBody].map(({ label }) => label));
      assert.ok(labels.size >= 10, [...labels].join());
      for (const { insertTextFormat, textEdit } of inBody) {
        assert.equal(insertTextFormat, InsertTextFormat.Snippet);
        const { range, newText } = textEdit as TextEdit;
        assert.deepEqual(range, { start: { line: 2, character: 4 }, end: { line: 2, character: 7 } });
        assert.match(newText, /\$\{?1/);
      }
    });
  });

  test('offers text without tab stops to a client that does not know them', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, '');
      const offered = await completionsAfter(client, 'VOID F(VOID)\n{\n    wsk');
      assert.ok(offered.length > 0);
      for (const { insertTextFormat, textEdit } of offered) {
        assert.equal(insertTextFormat, InsertTextFormat.PlainText);
        assert.doesNotMatch((textEdit as TextEdit).newText, /\$[{\d]/);
      }
    });
  });

  test('is left to an editor that has the snippets itself', async () => {
    await withServer({ capabilities: full, initializationOptions: { snippets: false } }, async (client) => {
      assert.equal(client.initialized.capabilities.completionProvider, undefined);
      await client.open(URI, right);
      assert.deepEqual(await client.diagnostics(URI), []);
    });
  });
});
