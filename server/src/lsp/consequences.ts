import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { FileReport } from '../lint/run';
import type { ClientFeatures } from './client-features';
import { diagnosticsOf, resultIdOf } from './convert';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { OpenFiles } from './open-files';
import type { Publisher } from './publish';
import type { RoleViews } from './role-views';
import type { WorkspaceCheck } from './workspace-check';

export interface ConsequencesContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly files: OpenFiles;
  readonly publisher: Publisher;
  readonly workspace: WorkspaceCheck;
  readonly views: Pick<RoleViews, 'refresh'>;
  readonly guard: Guard;
}

/** Milliseconds in which nothing has changed: a client asks for what it has edited by itself. */
const PAUSE = 250;

/** Sees to it that what was said of other files is true after a change in one. */
export class Consequences {
  readonly #context: ConsequencesContext;
  #waiting: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(context: ConsequencesContext) {
    this.#context = context;
  }

  /** Looks at all that was said before, when nothing has changed for a while. */
  schedule(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      this.#running = this.#running.then(() => this.#draw()).catch(() => undefined);
      this.#context.guard.start('checking other files again', () => this.#running);
    }, PAUSE);
  }

  /** Nothing is looked at any more. */
  stop(): void {
    clearTimeout(this.#waiting);
  }

  async #draw(): Promise<void> {
    const { connection, documents, features, files, workspace } = this.#context;
    const isOld = () => this.#waiting !== undefined;
    if (!(await files.settled(isOld))) return;
    let isRefreshed = true;
    for (const document of documents.all()) {
      const report = await this.#changedReport(document, isOld);
      if (report === undefined) continue;
      if (features.pullsDiagnostics) isRefreshed = false;
      else await this.#context.publisher.send(document, report);
    }
    if (!isRefreshed && features.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    await this.#context.views.refresh(isOld);
    await workspace.checkAgain(isOld);
  }

  /** The report on a document of which the client was told something else; undefined where it holds what is true. */
  async #changedReport(document: TextDocument, isOld: () => boolean): Promise<FileReport | undefined> {
    const { features, files, project } = this.#context;
    const told = files.toldOf(document);
    // Of a text that has changed the client asks by itself, or is told soon.
    if (told?.version !== document.version) return undefined;
    const report = await files.reportOn(document, isOld);
    if (report === undefined || files.toldOf(document) !== told) return undefined;
    return resultIdOf(diagnosticsOf(document, report, features, project)) === told.resultId ? undefined : report;
  }
}
