import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import {
  createMessageConnection,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';

const SERVER = process.env['WSKLINT_SERVER'] ?? 'server/dist/server.js';

/** Milliseconds in which a server has nothing to do before it is asked. */
const IDLE = 2000;

/** The resident memory of a server after it has checked the workspace that is this folder, garbage collected; bytes. */
export async function memoryAfter(folder: string): Promise<number> {
  const probe = join(__dirname, 'memory-probe.js');
  const server = spawn(process.execPath, ['--expose-gc', '--require', probe, SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const { stdin, stdout } = server;
  if (stdin === null || stdout === null) throw new Error('the server has no pipes');
  const connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  connection.listen();
  try {
    await checkWorkspace(connection, pathToFileURL(folder).href);
    await setTimeout(IDLE);
    return await residentIn(server);
  } finally {
    await connection.sendRequest(ShutdownRequest.type);
    const ended = once(server, 'exit');
    await connection.sendNotification(ExitNotification.type);
    await ended;
    connection.dispose();
  }
}

async function checkWorkspace(connection: MessageConnection, uri: string): Promise<void> {
  await connection.sendRequest(InitializeRequest.method, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri, name: 'folder' }],
    capabilities: {},
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.checkWorkspace', arguments: [] });
}

async function residentIn(server: ChildProcess): Promise<number> {
  const answer = once(server, 'message') as Promise<[number]>;
  server.send('memory');
  const [bytes] = await answer;
  return bytes;
}
