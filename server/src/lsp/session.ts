import { basename } from 'node:path';

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  type Connection,
  type FileEvent,
  type InitializeParams,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

import type { Rule } from '../lint/rule';
import { languageOf, sourceExtensions } from '../project/files';
import type { SourceParser } from '../syntax/parser';
import { answerRoles } from './answer-roles';
import { CallHierarchy } from './call-hierarchy';
import type { ClientFeatures } from './client-features';
import { Consequences } from './consequences';
import { pathOf } from './convert';
import { CurrentSight } from './current-sight';
import { Disk } from './disk';
import { DriverMaps } from './driver-maps';
import { EditorSettings } from './editor-settings';
import { answerEditor } from './features';
import { Folders } from './folders';
import { Guard } from './guard';
import { LiveProject } from './live-project';
import { logTo } from './log';
import { NotAnalysedTeller } from './not-analysed';
import { OpenFiles } from './open-files';
import type { CheckWorkspaceCommand } from './protocol';
import { Publisher } from './publish';
import { ShownRoles } from './role-settings';
import { RoleViews } from './role-views';
import { SettingsProblems } from './settings-problems';
import { StatusReporter } from './status';
import { WorkspaceCheck } from './workspace-check';
import { answerCommands } from './workspace-command';
import { WorkspaceFiles } from './workspace-files';
import { WorkspaceReader } from './workspace-reader';

export const CHECK_WORKSPACE: CheckWorkspaceCommand = 'wsklint.checkWorkspace';

export interface SessionContext {
  readonly connection: Connection;
  /** The client's first message. */
  readonly params: InitializeParams;
  readonly features: ClientFeatures;
  readonly rules: readonly Rule[];
  readonly parser: SourceParser;
}

/** The parts of a session that follow what the client tells. */
interface Parts {
  readonly documents: TextDocuments<TextDocument>;
  readonly files: OpenFiles;
  readonly publisher: Publisher;
  readonly check: WorkspaceCheck;
  readonly reader: WorkspaceReader;
  readonly consequences: Consequences;
  readonly settings: EditorSettings;
  readonly views: RoleViews;
  readonly hierarchy: CallHierarchy;
  readonly problems: SettingsProblems;
  readonly guard: Guard;
}

/** Puts the parts together and listens, until the client ends the session. */
export function startSession(session: SessionContext): void {
  const { connection, params, features, rules, parser } = session;
  const log = logTo(connection);
  const guard = new Guard(log);
  const documents = new TextDocuments(TextDocument);
  const status = new StatusReporter(connection, log, features.knowsStatus);
  const folders = new Folders(connection, params, log);
  const problems = new SettingsProblems(connection);
  const settings = new EditorSettings({ connection, features, rules, folders, log, problems });
  const project = new LiveProject(parser, log);
  const notAnalysed = new NotAnalysedTeller(connection, features.knowsNotAnalysed);
  const told = { status, notAnalysed, log };
  const files = new OpenFiles({ parser, rules, settings, ...told, project, documents: () => documents.all() });
  const publisher = new Publisher({ connection, features, documents, project, files, guard });
  const workspace = new WorkspaceFiles({
    project,
    disk: new Disk(settings, log),
    folders: () => folders.current(),
    openPaths: () => new Set(documents.all().map(({ uri }) => pathOf(uri) ?? uri)),
  });
  const changed = () => {
    consequences.schedule();
  };
  const reader = new WorkspaceReader({ connection, features, files: workspace, status, guard, changed });
  const shared = { connection, features, rules, settings, notAnalysed, log, documents, project, files };
  const check = new WorkspaceCheck({ ...shared, workspace, reader, changed });
  const sight = new CurrentSight({ project, files, isAlone: features.isAlone });
  const roles = { ...shared, sight, settings: new ShownRoles(connection, features, log), guard };
  const views = new RoleViews(roles);
  const hierarchy = new CallHierarchy(roles);
  const consequences = new Consequences({ ...shared, publisher, workspace: check, views, guard });
  const parts: Parts = {
    documents,
    files,
    publisher,
    check,
    reader,
    consequences,
    settings,
    problems,
    views,
    hierarchy,
    guard,
  };

  followDocuments(connection, features, parts);
  followDisk(connection, features, parts);
  answerEditor({ connection, features, documents, project, files, settings, guard, rules });
  answerRoles({ ...roles, views });
  answerCommands({ connection, features, workspace: check, status, guard, command: CHECK_WORKSPACE });
  new DriverMaps({ ...shared, workspace, reader, status, guard, folders: () => folders.current() }).listen();
  beginWhenInitialized(session, parts, folders);
  connection.onShutdown(() => {
    consequences.stop();
  });
  documents.listen(connection);
}

function beginWhenInitialized({ connection, features }: SessionContext, parts: Parts, folders: Folders): void {
  const { guard, reader, hierarchy } = parts;
  connection.onInitialized(
    guard.listener('registering', async () => {
      // Not before: what listens to the folders asks the client for it, unless what the server can do was told.
      folders.onChange(() => {
        reader.foldersChanged();
      });
      await register(connection, features);
      await hierarchy.offer();
    }),
  );
}

type Change = TextDocumentChangeEvent<TextDocument>;

function followDocuments(connection: Connection, features: ClientFeatures, parts: Parts): void {
  const { documents, files, publisher, check, reader, consequences, settings, views, guard } = parts;
  documents.onDidOpen(
    guard.listener('opening', ({ document }: Change) => {
      files.saved(document);
      check.opened(document.uri);
      // Of a client that tells nothing of the disk, something may have been done there.
      if (!features.watchesFiles) reader.mayHaveChanged();
      reader.opened(document);
    }),
  );
  documents.onDidChangeContent(
    // Told when a document is opened as well.
    guard.listener('checking', async ({ document }: Change) => {
      const { run, delay } = await settings.timing();
      if (run === 'onSave' && files.isUnsaved(document)) return;
      if (!features.pullsDiagnostics) publisher.schedule(document, delay);
      consequences.schedule();
    }),
  );
  documents.onDidSave(
    guard.listener('checking what was saved', async ({ document }: Change) => {
      files.saved(document);
      if ((await settings.timing()).run !== 'onSave') return;
      if (!features.pullsDiagnostics) publisher.schedule(document);
      else if (features.refreshesDiagnostics) await connection.languages.diagnostics.refresh();
      consequences.schedule();
    }),
  );
  documents.onDidClose(
    guard.listener('closing', ({ document }: Change) => {
      if (!features.pullsDiagnostics) publisher.close(document);
      files.close(document);
      views.close(document);
      reader.closed(document);
    }),
  );
}

function followDisk(connection: Connection, features: ClientFeatures, parts: Parts): void {
  const { documents, reader, consequences, settings, problems, views, hierarchy, guard } = parts;
  const settingsChanged = async (paths: readonly string[] = []) => {
    settings.forget();
    reader.settingsChanged();
    consequences.schedule();
    await problems.readAgain(paths, (uri) => settings.finderFor(uri));
  };
  connection.onDidChangeConfiguration(
    guard.listener('taking the settings', (change: { settings: unknown }) => {
      settings.take(change.settings);
      views.settingsChanged(change.settings);
      guard.start('offering the call hierarchy', () => hierarchy.offer());
      return settingsChanged();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard.listener('reading what has changed', async ({ changes }: { changes: readonly FileEvent[] }) => {
      const paths = changes.flatMap(({ uri }) => pathOf(uri) ?? []);
      const settingsFiles = paths.filter((path) => settings.isSettingsFile(path));
      const sources = paths.filter((path) => languageOf(path) !== undefined);
      if (paths.some((path) => basename(path) === IGNORE_FILE)) reader.mayHaveChanged();
      if (sources.length > 0) reader.changed(sources);
      if (settingsFiles.length > 0) await settingsChanged(settingsFiles);
    }),
  );
  // A client that watches no files tells at least what it saves itself.
  if (features.watchesFiles) return;
  documents.onDidSave(
    guard.listener('reading what was saved', async () => {
      reader.mayHaveChanged();
      await settingsChanged();
    }),
  );
}

const IGNORE_FILE = '.gitignore';

const WATCHED: readonly string[] = [
  // Settings files, and what they extend.
  '**/*.json',
  `**/${IGNORE_FILE}`,
  `**/*.{${sourceExtensions.map((extension) => extension.slice(1)).join(',')}}`,
];

async function register(connection: Connection, features: ClientFeatures): Promise<void> {
  if (features.tellsSettingsChange) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'wsk' });
  }
  if (features.watchesFiles) {
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}
