import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { FileReport } from '../lint/run';
import type { ClientFeatures } from './client-features';
import { diagnosticsOf, resultIdOf } from './convert';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { OpenFiles } from './open-files';

/** Milliseconds without an edit after which a text is checked. */
const PAUSE = 150;

export interface PublisherContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly files: OpenFiles;
  readonly guard: Guard;
}

/** Sends the diagnostics of open documents to clients that do not ask for them. */
export class Publisher {
  readonly #context: PublisherContext;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(context: PublisherContext) {
    this.#context = context;
  }

  /**
   * Checks a document when nobody has typed for a while; each edit starts the wait again.
   * @param delay how long that is, in milliseconds; 0 for as long as people rest between two words
   */
  schedule({ uri }: TextDocument, delay = 0): void {
    clearTimeout(this.#waiting.get(uri));
    const publish = this.#context.guard.listener('publishing diagnostics', (of: string) => this.#publish(of));
    this.#waiting.set(uri, setTimeout(publish, delay === 0 ? PAUSE : delay, uri));
  }

  /** Takes the diagnostics of a closed document away. */
  close({ uri }: TextDocument): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    void this.#context.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Sends what is to be said of a document as it is. */
  async send(document: TextDocument, report: FileReport): Promise<void> {
    const { connection, features, files, project } = this.#context;
    const { uri, version } = document;
    const diagnostics = diagnosticsOf(document, report, features, project);
    files.tell(document, resultIdOf(diagnostics));
    await connection.sendDiagnostics({ uri, version, diagnostics });
  }

  async #publish(uri: string): Promise<void> {
    const { documents, files } = this.#context;
    this.#waiting.delete(uri);
    const document = documents.get(uri);
    if (document === undefined) return;
    // An edit since then has put the document among those that wait, and one that was closed is not found any more.
    const isOld = () => this.#waiting.has(uri) || documents.get(uri) !== document;
    const report = await files.reportOn(document, isOld);
    if (report !== undefined && !isOld()) await this.send(document, report);
  }
}
