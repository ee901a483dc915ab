import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { DiagnosticSeverity, DiagnosticRefreshRequest } from 'vscode-languageserver/node';

import { LspClient, pulling, pushed, withServer } from '../support/lsp-client';
import { LINE, right, RULE, VALUE, wrong } from './sources';

const URI = 'file:///driver/send.c';
const PAGE = `https://github.com/wsklint/wsklint/blob/main/server/docs/rules/${RULE}.md`;

describe('pulled diagnostics', { timeout: 60_000 }, () => {
  test('say the code, the page, the severity and the way to the mistake, in UTF-16 units', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      const [diagnostic, ...others] = await client.diagnostics(URI);
      assert.ok(diagnostic);
      assert.deepEqual(others, []);
      assert.deepEqual(diagnostic.range, VALUE);
      assert.equal(diagnostic.code, 'WSK201');
      assert.equal(diagnostic.codeDescription?.href, PAGE);
      assert.equal(diagnostic.source, 'wsklint');
      assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
      const places = diagnostic.relatedInformation?.map(({ location: { uri, range } }) => [uri, range.start.line]);
      assert.deepEqual(places, [
        [URI, 11],
        [URI, 15],
        [URI, 16],
      ]);
    });
  });

  test('are unchanged where nothing that they say has changed', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, wrong);
      const first = await client.pull(URI);
      assert.ok(first.kind === 'full' && first.resultId !== undefined);
      const end = { line: 18, character: 0 };
      await client.change(URI, { range: { start: end, end }, text: '// nothing new\n' });
      assert.deepEqual(await client.pull(URI, first.resultId), { kind: 'unchanged', resultId: first.resultId });
      await client.change(URI, { text: right });
      const last = await client.pull(URI, first.resultId);
      assert.ok(last.kind === 'full');
      assert.deepEqual(last.items, []);
    });
  });

  test('are the only ones: nothing is pushed for an open document', async () => {
    const client = await LspClient.start();
    await client.open(URI, wrong);
    assert.equal((await client.diagnostics(URI)).length, 1);
    await client.change(URI, { text: right });
    assert.equal((await client.diagnostics(URI)).length, 0);
    await client.stop();
    assert.deepEqual(client.published, []);
  });

  test('after edits are those of a text that was opened as it is now', async () => {
    await withServer({}, async (client) => {
      await client.open(URI, right);
      assert.equal((await client.diagnostics(URI)).length, 0);
      const start = VALUE.start;
      const end = { line: LINE, character: start.character + 'STATUS_MORE_PROCESSING_REQUIRED'.length };
      await client.change(URI, { range: { start, end }, text: 'STATUS_SUCC' });
      const middle = { line: LINE, character: start.character + 'STATUS_SUCC'.length };
      await client.change(URI, { range: { start: middle, end: middle }, text: 'ESS' });
      const top = { line: 0, character: 0 };
      await client.change(URI, { range: { start: top, end: top }, text: '// a line above\r\n' });
      const fresh = 'file:///driver/fresh.c';
      await client.open(fresh, `// a line above\r\n${wrong}`);
      const [edited, opened] = [await client.diagnostics(URI), await client.diagnostics(fresh)];
      assert.equal(edited.length, 1);
      assert.deepEqual(JSON.parse(JSON.stringify(edited).replaceAll(URI, fresh)), opened);
    });
  });

  test('of a document that is not open are none', async () => {
    await withServer({}, async (client) => {
      assert.deepEqual(await client.diagnostics('file:///driver/unknown.c'), []);
    });
  });

  test('come without what the client does not show', async () => {
    await withServer({ capabilities: { textDocument: { diagnostic: {} } } }, async (client) => {
      await client.open(URI, wrong);
      const [diagnostic] = await client.diagnostics(URI);
      assert.ok(diagnostic);
      assert.equal(diagnostic.relatedInformation, undefined);
      assert.equal(diagnostic.codeDescription, undefined);
    });
  });

  test('of a C++ document speak of function bodies that parse', async () => {
    await withServer({}, async (client) => {
      const classes = 'template <typename T> class Holder { T value; };\nnamespace echo { struct Empty {}; }\n';
      await client.open('file:///driver/send.cpp', classes + wrong, 'cpp');
      const [diagnostic] = await client.diagnostics('file:///driver/send.cpp');
      assert.equal(diagnostic?.range.start.line, LINE + 2);
    });
  });

  test('of an unsaved document come too', async () => {
    await withServer({}, async (client) => {
      await client.open('untitled:Untitled-1', wrong);
      assert.equal((await client.diagnostics('untitled:Untitled-1')).length, 1);
    });
  });

  test('of broken files are none, and those of the others come all the same', async () => {
    await withServer({}, async (client) => {
      const broken = [
        ')}}{{((#if 1\n#else "\0\ud800',
        '('.repeat(20_000),
        '#if A\n'.repeat(2_000),
        `${wrong.slice(0, 150)}@@@`,
      ];
      for (const [index, text] of broken.entries()) await client.open(`file:///driver/broken${index}.c`, text);
      await client.open(URI, wrong);
      const reports = await Promise.all(
        broken.map((_, index) => client.diagnostics(`file:///driver/broken${index}.c`)),
      );
      assert.deepEqual(
        reports,
        broken.map(() => []),
      );
      assert.equal((await client.diagnostics(URI)).length, 1);
    });
  });

  test('are asked for again after the settings have changed', async () => {
    await withServer({ capabilities: pulling }, async (client) => {
      let refreshed = 0;
      client.connection.onRequest(DiagnosticRefreshRequest.type, () => {
        refreshed++;
        client.noticed();
      });
      await client.open(URI, wrong);
      assert.equal((await client.diagnostics(URI)).length, 1);
      await client.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { wsk: { rules: { [RULE]: 'off' } } },
      });
      await client.until(() => refreshed > 0);
      assert.deepEqual(await client.diagnostics(URI), []);
    });
  });
});

describe('pushed diagnostics', { timeout: 60_000 }, () => {
  test('come for a document that is opened, with its version', async () => {
    await withServer({ capabilities: pushed }, async (client) => {
      assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
      await client.open(URI, wrong);
      const [diagnostic] = await client.publishedFor(URI, ({ version }) => version === 1);
      assert.deepEqual(diagnostic?.range, VALUE);
      assert.equal(diagnostic.codeDescription?.href, PAGE);
      assert.equal(diagnostic.relatedInformation?.length, 3);
    });
  });

  test('come for the last of several edits, and for none before it', async () => {
    await withServer({ capabilities: pushed }, async (client) => {
      await client.open(URI, right);
      await client.change(URI, { text: wrong });
      await client.change(URI, { text: `${wrong}\n` });
      const last = await client.change(URI, { text: `${wrong}\n\n` });
      const diagnostics = await client.publishedFor(URI, ({ version }) => version === last);
      assert.equal(diagnostics.length, 1);
      assert.deepEqual(
        client.published.map(({ version }) => version),
        [last],
      );
    });
  });

  test('go when the document is closed', async () => {
    await withServer({ capabilities: pushed }, async (client) => {
      await client.open(URI, wrong);
      await client.publishedFor(URI, ({ diagnostics }) => diagnostics.length === 1);
      await client.close(URI);
      await client.until(() => client.published.at(-1)?.diagnostics.length === 0);
      assert.equal(client.published.at(-1)?.uri, URI);
    });
  });
});

test('a client that was told of no capability at all gets plain diagnostics', { timeout: 60_000 }, async () => {
  const client = await LspClient.start({ capabilities: {} });
  await client.open(URI, wrong);
  const [diagnostic] = await client.publishedFor(URI);
  assert.equal(diagnostic?.code, 'WSK201');
  assert.equal(diagnostic.codeDescription, undefined);
  assert.equal(await client.stop(), 0);
});
