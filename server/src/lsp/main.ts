import { createConnection } from 'vscode-languageserver/node';

import { rules } from '../rules';
import { createParser } from '../syntax/bindings';
import { logTo } from './log';
import { serve } from './server';

/** The language server: the transport is named in the arguments of the process, `--stdio` or `--node-ipc`. */
const connection = createConnection();
const log = logTo(connection);

// One request that goes wrong must not end the server for all files.
process.on('unhandledRejection', (error) => {
  log.failure('a promise was left alone', error);
});
process.on('uncaughtException', (error) => {
  log.failure('an error was not caught', error);
});

serve(connection, {
  rules,
  // Put in by the bundler from package.json.
  version: process.env['WSKLINT_VERSION'] ?? 'not built',
  parser: () => createParser('wasm'),
});
