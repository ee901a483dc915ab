import type { ClientCapabilities } from 'vscode-languageserver/node';

import { pulling, type LspClient } from '../support/lsp-client';
import { routine, send } from './driver-sources';

export const [SEND, ROUTINE] = ['file:///driver/send.c', 'file:///driver/routine.c'];
export const [sendFile, routineFile] = [{ uri: SEND }, { uri: ROUTINE }];

export const correct = routine.replace('return DONE', 'return STATUS_MORE_PROCESSING_REQUIRED');

/** What a client says that shows roles and leads from one to the other. */
export const capable: ClientCapabilities = {
  textDocument: {
    ...pulling.textDocument,
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    callHierarchy: {},
  },
  workspace: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
};

/** Both files open, and all known of them. */
export async function openDriver(client: LspClient): Promise<void> {
  await client.open(SEND, send);
  await client.open(ROUTINE, correct);
  await client.diagnostics(ROUTINE);
}
