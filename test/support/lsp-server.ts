import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';

import {
  createConnection,
  createMessageConnection,
  ExitNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';

import { serve } from '../../server/src/lsp/server';
import { rules } from '../../server/src/rules';
import { createParser } from '../../server/src/syntax/bindings';

/** The built server; a test of a build elsewhere names it. */
const BUILT = process.env['WSKLINT_SERVER'] ?? 'server/dist/server.js';

/** A server that waits for its client. */
export interface RunningServer {
  readonly connection: MessageConnection;
  /** The process that the server looks after, and ends with. */
  readonly parent: number | null;
  /** Lets it end; what it ended with, if it is a process. */
  readonly end: () => Promise<number | null>;
}

/** The built server as an editor starts it: a process, spoken with over its standard input and output. */
export function serverProcess(): RunningServer {
  const server = spawn(process.execPath, [BUILT, '--stdio']);
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const end = async () => {
    const ended = once(server, 'exit') as Promise<[number | null]>;
    await connection.sendNotification(ExitNotification.type);
    const [code] = await ended;
    return code;
  };
  return { connection, parent: process.pid, end };
}

/** It remembers nothing from one text to the next, and takes longer to load than most tests take. */
let parser: ReturnType<typeof createParser> | undefined;

/**
 * The server in this process. It speaks the same protocol, and what the tests before have warmed up stays so:
 * a server for each test costs little.
 */
export function serverHere(): RunningServer {
  const [questions, answers] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(questions), new StreamMessageWriter(answers));
  serve(server, { rules, version: 'of a test', parser: () => (parser ??= createParser('wasm')) });
  const connection = createMessageConnection(new StreamMessageReader(answers), new StreamMessageWriter(questions));
  // An exit would end the tests, and so would the end of a parent. What the server still says is heard by nobody.
  return { connection, parent: null, end: () => Promise.resolve(null) };
}
