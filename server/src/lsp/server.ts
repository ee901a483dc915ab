import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import type { Rule } from '../lint/rule';
import { SETTINGS_FILE } from '../lint/settings';
import type { SourceParser } from '../syntax/parser';
import { featuresOf, type ClientFeatures } from './client-features';
import { pathOf } from './convert';
import { EditorSettings } from './editor-settings';
import { answerEditor } from './features';
import { Guard } from './guard';
import { logTo } from './log';
import { OpenFiles } from './open-files';
import type { CheckWorkspaceCommand } from './protocol';
import { Publisher } from './publish';
import { StatusReporter } from './status';
import { WorkspaceCheck } from './workspace-check';
import { answerCommands } from './workspace-command';

export interface ServerOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  readonly parser: () => SourceParser | Promise<SourceParser>;
}

const CHECK_WORKSPACE: CheckWorkspaceCommand = 'wsklint.checkWorkspace';

/** Serves one client over a connection, until the client ends it. */
export function serve(connection: Connection, options: ServerOptions): void {
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const features = featuresOf(params);
    start(connection, params, features, { ...options, parser: await options.parser() });
    return { capabilities: capabilitiesFor(features), serverInfo: { name: 'wsklint', version: options.version } };
  });
  connection.listen();
}

function capabilitiesFor(features: ClientFeatures): InitializeResult['capabilities'] {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    // A blank brings what fits behind a comma, a bar or a return, where that is worth a list; elsewhere nothing.
    completionProvider: { triggerCharacters: ['.', '>', ' '] },
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [')'] },
    ...(features.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'wsklint', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    executeCommandProvider: { commands: [CHECK_WORKSPACE] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: false } },
  };
}

interface Session extends Omit<ServerOptions, 'parser'> {
  readonly parser: SourceParser;
}

/** Puts the parts together and listens; the client's first message has been read. */
function start(connection: Connection, params: InitializeParams, features: ClientFeatures, session: Session): void {
  const { rules, parser } = session;
  const log = logTo(connection);
  const guard = new Guard(log);
  const documents = new TextDocuments(TextDocument);
  const status = new StatusReporter(connection, log, features.knowsStatus);
  const settings = new EditorSettings(connection, features, rules, log);
  const files = new OpenFiles({ parser, rules, settings, status, log });
  const publisher = new Publisher({ connection, features, documents, files, guard });
  const openText = textsByPath(documents);
  const workspace = new WorkspaceCheck({ connection, features, parser, rules, settings, log, openText });
  const changed = () => {
    settings.forget();
    checkAgain(connection, features, publisher);
    guard.start('checking the workspace again', () => workspace.checkAgain({ isCancelled: () => false }));
  };

  followDocuments(documents, { features, files, publisher, workspace, guard });
  answerEditor({ connection, features, documents, files, guard });
  answerCommands({ connection, params, features, workspace, status, guard, command: CHECK_WORKSPACE });
  connection.onDidChangeConfiguration(
    guard.listener('taking the settings', (change: { settings: unknown }) => {
      settings.take(change.settings);
      changed();
    }),
  );
  connection.onDidChangeWatchedFiles(guard.listener('reading the settings files', changed));
  // A client that watches no files tells at least what it saves itself.
  if (!features.watchesFiles) documents.onDidSave(guard.listener('reading the settings files', changed));
  connection.onInitialized(guard.listener('registering', () => register(connection, features)));
  documents.listen(connection);
}

interface DocumentFollowers {
  readonly features: ClientFeatures;
  readonly files: OpenFiles;
  readonly publisher: Publisher;
  readonly workspace: WorkspaceCheck;
  readonly guard: Guard;
}

function followDocuments(documents: TextDocuments<TextDocument>, followers: DocumentFollowers): void {
  const { features, files, publisher, workspace, guard } = followers;
  documents.onDidOpen(
    guard.listener('opening', ({ document }: { document: TextDocument }) => {
      workspace.opened(document.uri);
    }),
  );
  if (!features.pullsDiagnostics) {
    // Told when a document is opened as well.
    documents.onDidChangeContent(
      guard.listener('checking', ({ document }: { document: TextDocument }) => {
        publisher.schedule(document);
      }),
    );
    documents.onDidClose(
      guard.listener('closing', ({ document }: { document: TextDocument }) => {
        publisher.close(document);
      }),
    );
  }
  documents.onDidClose(
    guard.listener('closing', async ({ document }: { document: TextDocument }) => {
      files.close(document);
      await workspace.closed(document.uri);
    }),
  );
}

/** Finds the text of an open document by its path. */
function textsByPath(documents: TextDocuments<TextDocument>): (path: string) => string | undefined {
  return (path) =>
    documents
      .all()
      .find(({ uri }) => pathOf(uri) === path)
      ?.getText();
}

function checkAgain(connection: Connection, features: ClientFeatures, publisher: Publisher): void {
  if (!features.pullsDiagnostics) publisher.scheduleAll();
  else if (features.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
}

async function register(connection: Connection, features: ClientFeatures): Promise<void> {
  if (features.tellsSettingsChange) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'wsk' });
  }
  if (features.watchesFiles) {
    const watchers = [{ globPattern: `**/${SETTINGS_FILE}` }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
