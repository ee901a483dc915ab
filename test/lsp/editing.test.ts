import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  CompletionRequest,
  CompletionTriggerKind,
  HoverRequest,
  InsertReplaceEdit,
  InsertTextFormat,
  MarkupContent,
  SignatureHelpRequest,
  type ClientCapabilities,
  type CompletionContext,
  type CompletionItem,
  type MarkupKind,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver/node';

import { pulling, withServer, type LspClient } from '../support/lsp-client';
import { right, RULE } from './sources';

const URI = 'file:///driver/send.c';

const full: ClientCapabilities = {
  textDocument: {
    ...pulling.textDocument,
    hover: { contentFormat: ['markdown', 'plaintext'] as MarkupKind[] },
    completion: {
      contextSupport: true,
      completionItem: {
        snippetSupport: true,
        preselectSupport: true,
        tagSupport: { valueSet: [1] },
        documentationFormat: ['markdown'] as MarkupKind[],
      },
    },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ['markdown'] as MarkupKind[],
        parameterInformation: { labelOffsetSupport: true },
      },
    },
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

function endOf(text: string) {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

async function completionsAfter(
  client: LspClient,
  text: string,
  context?: CompletionContext,
): Promise<CompletionItem[]> {
  await client.change(URI, { text });
  const params = { textDocument: { uri: URI }, position: endOf(text), ...(context === undefined ? {} : { context }) };
  const found = await client.connection.sendRequest(CompletionRequest.type, params);
  assert.ok(Array.isArray(found));
  return found;
}

async function signatureAfter(client: LspClient, text: string): Promise<SignatureHelp | null> {
  await client.change(URI, { text });
  const params = { textDocument: { uri: URI }, position: endOf(text) };
  return client.connection.sendRequest(SignatureHelpRequest.type, params);
}

const inSend = (statement: string): string =>
  `VOID F(const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch, PWSK_SOCKET Socket, PIRP Irp)\n{\n    ${statement}`;

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

  test('links the page of a rule that a comment names', async () => {
    await withServer({ capabilities: full }, async (client) => {
      const text = `// wsk-ignore ${RULE}: tried out\n${right}`;
      await client.open(URI, text);
      const hover = await hoverOn(client, URI, text, RULE);
      assert.match(hover?.value ?? '', new RegExp(`\\(https:.*/${RULE}\\.md\\)`));
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
        assert.doesNotMatch((textEdit as TextEdit).newText, /^\t/m);
      }
    });
  });

  test('leaves the snippets to an editor that has them itself, and offers all else', async () => {
    await withServer({ capabilities: full, initializationOptions: { snippets: false } }, async (client) => {
      await client.open(URI, '');
      assert.deepEqual(await completionsAfter(client, 'VOID F(VOID)\n{\n    wsk'), []);
      const offered = await completionsAfter(client, inSend('Dispatch->WskReceive(Socket, Buffer, '));
      assert.deepEqual(
        offered.map(({ label }) => label),
        ['WSK_FLAG_WAITALL', 'WSK_FLAG_DRAIN', '0'],
      );
    });
  });

  test('inserts a function of the table with its arguments, or its name where the client knows no tab stops', async () => {
    const text = inSend('Dispatch->');
    const inserted = async (client: LspClient): Promise<string | undefined> => {
      await client.open(URI, '');
      const item = (await completionsAfter(client, text)).find(({ label }) => label === 'WskCloseSocket');
      return (item?.textEdit as TextEdit | undefined)?.newText;
    };
    await withServer({ capabilities: full }, async (client) => {
      assert.equal(await inserted(client), 'WskCloseSocket(${1:Socket}, ${2:Irp})$0');
    });
    await withServer({}, async (client) => {
      assert.equal(await inserted(client), 'WskCloseSocket');
    });
  });

  test('gives a new callback as the name in the slot and an edit in front of the table', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      const offered = await completionsAfter(client, 'int a;\n\nWSK_CLIENT_LISTEN_DISPATCH T = { ');
      const item = offered.find(({ label }) => label.startsWith('AcceptEvent'));
      assert.equal((item?.textEdit as TextEdit | undefined)?.newText, 'AcceptEvent');
      const [edit] = item?.additionalTextEdits ?? [];
      assert.deepEqual(edit?.range.start, { line: 2, character: 0 });
      assert.match(edit.newText, /^static NTSTATUS WSKAPI AcceptEvent\(/);
    });
  });

  test('keeps its order, and marks what is deprecated and what is likely', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      const codes = await completionsAfter(client, inSend('Npi->Dispatch->WskControlClient(Client, '));
      const order = codes.map(({ sortText = '' }) => sortText);
      assert.deepEqual(order, [...order].sort());
      assert.deepEqual(codes.at(-1)?.tags, [1]);
      const [level] = await completionsAfter(client, inSend('Dispatch->WskControlSocket(s, WskSetOption, SO_RCVBUF, '));
      assert.equal(level?.label, 'SOL_SOCKET');
      assert.equal(level.preselect, true);
    });
  });

  test('lets a person keep or replace the rest of the word, where the client can', async () => {
    const capabilities = { textDocument: { completion: { completionItem: { insertReplaceSupport: true } } } };
    await withServer({ capabilities }, async (client) => {
      const before = inSend('Dispatch->WskSend(Socket, Buffer, WSK_');
      await client.open(URI, `${before}FLAG, Irp);\n}\n`);
      const params = { textDocument: { uri: URI }, position: endOf(before) };
      const found = await client.connection.sendRequest(CompletionRequest.type, params);
      assert.ok(Array.isArray(found));
      const edit = found[0]?.textEdit;
      assert.ok(edit !== undefined && InsertReplaceEdit.is(edit));
      assert.equal(edit.insert.end.character, endOf(before).character);
      assert.equal(edit.replace.end.character, endOf(before).character + 'FLAG'.length);
    });
  });

  test('shows nothing at a blank but what is worth it', async () => {
    const context = { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ' ' };
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      assert.deepEqual(await completionsAfter(client, inSend('Status = Dispatch '), context), []);
      assert.deepEqual(await completionsAfter(client, 'VOID F(VOID)\n{\n    ', context), []);
      const flags = await completionsAfter(client, inSend('Dispatch->WskSend(Socket, Buffer, '), context);
      assert.equal(flags[0]?.label, 'WSK_FLAG_NODELAY');
    });
  });
});

describe('signature help', { timeout: 60_000 }, () => {
  const call = inSend('Dispatch->WskControlSocket(Socket, WskSetOption, ');

  test('marks the parameter in the middle of an unfinished call', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      const help = await signatureAfter(client, call);
      const [signature] = help?.signatures ?? [];
      assert.equal(help?.activeParameter, 2);
      const marked = signature?.parameters?.[2]?.label;
      assert.ok(Array.isArray(marked));
      assert.equal(signature?.label.slice(...marked), 'ULONG ControlCode');
      assert.match(JSON.stringify(signature.parameters?.[2]?.documentation), /"markdown"/);
    });
  });

  test('names the parameter to a client that takes no offsets', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, '');
      const help = await signatureAfter(client, call);
      assert.equal(help?.signatures[0]?.parameters?.[2]?.label, 'ULONG ControlCode');
    });
  });

  test('is not there outside of a call', async () => {
    await withServer({ capabilities: full }, async (client) => {
      await client.open(URI, '');
      assert.equal(await signatureAfter(client, inSend('x = (')), null);
    });
  });
});
