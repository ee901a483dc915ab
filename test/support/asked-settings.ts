import assert from 'node:assert/strict';

import { ConfigurationRequest, type ClientCapabilities } from 'vscode-languageserver/node';

import { pulling, type LspClient } from './lsp-client';

/** What a client says that is asked for its settings. */
export const asked: ClientCapabilities = {
  ...pulling,
  workspace: {
    ...pulling.workspace,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** Gives the server what stands below `wsk` when it asks. */
export function answerAll(client: LspClient, wsk: () => unknown): void {
  client.connection.onRequest(ConfigurationRequest.type, ({ items }) => {
    assert.deepEqual(
      items.map(({ section }) => section),
      ['wsk'],
    );
    return [wsk()];
  });
}
