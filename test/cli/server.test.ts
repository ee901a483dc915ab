import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

/** A message as the base protocol of LSP frames it. */
function framed(message: object): string {
  const content = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}

for (const args of [['server', '--stdio'], ['server']]) {
  test(`wsklint ${args.join(' ')} speaks the language server protocol over stdio until it is told to exit`, async () => {
    const child = spawn(process.execPath, ['server/dist/cli.js', ...args]);
    let output = '';
    let isEnding = false;
    child.stdout.on('data', (text: Buffer) => {
      output += text.toString();
      if (isEnding || !output.includes('"capabilities"')) return;
      isEnding = true;
      child.stdin.write(framed({ id: 2, method: 'shutdown' }) + framed({ method: 'exit' }));
    });
    child.stdin.write(
      framed({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }),
    );
    const [exitCode] = (await once(child, 'close')) as [number | null];
    assert.match(output, /^Content-Length: \d+\r\n/);
    assert.match(output, /"capabilities"/);
    assert.equal(exitCode, 0);
  });
}
