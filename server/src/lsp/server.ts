import {
  CodeActionKind,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver/node';

import type { Rule } from '../lint/rule';
import type { SourceParser } from '../syntax/parser';
import { featuresOf, type ClientFeatures } from './client-features';
import { FIX_ALL } from './code-actions';
import { CHECK_WORKSPACE, startSession } from './session';

export interface ServerOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly parser: () => SourceParser | Promise<SourceParser>;
}

/** Serves one client over a connection, until the client ends it. */
export function serve(connection: Connection, options: ServerOptions): void {
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const features = featuresOf(params);
    startSession({ connection, params, features, rules: options.rules, parser: await options.parser() });
    return { capabilities: capabilitiesFor(features), serverInfo: { name: 'wsklint', version: options.version } };
  });
  connection.listen();
}

function capabilitiesFor(features: ClientFeatures): InitializeResult['capabilities'] {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    // A blank brings what fits behind a comma, a bar or a return, where that is worth a list; elsewhere nothing.
    completionProvider: { triggerCharacters: ['.', '>', ' '] },
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
    ...(features.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'wsklint', interFileDependencies: true, workspaceDiagnostics: false } }
      : {}),
    codeLensProvider: {},
    inlayHintProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    definitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    ...(features.registersHierarchy ? {} : { callHierarchyProvider: features.isAlone }),
    executeCommandProvider: { commands: [CHECK_WORKSPACE] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
