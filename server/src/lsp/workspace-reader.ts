import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { mentionsWsk } from '../project/scan';
import type { ClientFeatures } from './client-features';
import type { Reading } from './disk';
import type { Guard } from './guard';
import type { StatusReporter } from './status';
import type { WorkspaceFiles } from './workspace-files';

export interface WorkspaceReaderContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly files: WorkspaceFiles;
  readonly status: StatusReporter;
  readonly guard: Guard;
  /** Told when the project may say something else. */
  readonly changed: () => void;
}

/** Milliseconds after which a person is told what takes so long. */
const PATIENCE = 1000;

/**
 * Follows what happens to the files in the background, one thing after the other. The folders are read when a document
 * that has to do with WSK is opened for the first time.
 */
export class WorkspaceReader {
  readonly #context: WorkspaceReaderContext;
  #last: Promise<unknown> = Promise.resolve();
  /** How many wait that a person has asked for: what goes on in the background gives way. */
  #urgent = 0;
  /** Somebody has stopped the reading; it is not begun again without being asked for. */
  #isRefused = false;
  /** Whether a document of a folder was opened that has to do with WSK. */
  #isWanted = false;
  #isRereadWaiting = false;

  constructor(context: WorkspaceReaderContext) {
    this.#context = context;
  }

  /** A document was opened. */
  opened(document: TextDocument): void {
    const { files } = this.#context;
    const text = document.getText();
    if (!mentionsWsk(text)) return;
    this.#inTurn('reading the workspace', async () => {
      if (await files.isInFolder(document.uri)) this.#isWanted = true;
      await this.#readFolders();
      await files.opened(document.uri, text);
    });
  }

  /** A document was closed. */
  closed({ uri }: TextDocument): void {
    this.#inTurn('reading a file again', () => this.#context.files.closed(uri));
  }

  /** Files were made, changed or deleted, as their paths say. */
  changed(paths: readonly string[]): void {
    this.#inTurn('reading changed files', () => this.#context.files.changed(paths));
  }

  /** The disk may have changed in ways that nobody tells. */
  mayHaveChanged(): void {
    if (this.#isRereadWaiting) return;
    this.#isRereadWaiting = true;
    this.#inTurn('reading the workspace again', () => {
      this.#isRereadWaiting = false;
      const { files } = this.#context;
      if (files.isRead) this.#isWanted = true;
      files.forget();
      return this.#readFolders();
    });
  }

  /** Folders were added or taken away. */
  foldersChanged(): void {
    this.#isRefused = false;
    this.mayHaveChanged();
  }

  /** What the settings say of macros may have changed. */
  settingsChanged(): void {
    this.#inTurn('reading files by other settings', () => this.#context.files.settingsChanged());
  }

  /**
   * Reads the folders now, as they are.
   * @returns false where it was cancelled
   */
  async read(reading: Reading): Promise<boolean> {
    this.#urgent++;
    try {
      const turn = this.#last.then(() => this.#context.files.read(reading));
      this.#last = turn.catch(() => undefined);
      return await turn;
    } finally {
      this.#urgent--;
      this.#inTurn('reading the workspace', () => this.#readFolders());
    }
  }

  #inTurn(what: string, work: () => unknown): void {
    const { changed, guard } = this.#context;
    const turn = this.#last.then(work).finally(changed);
    this.#last = turn.catch(() => undefined);
    guard.start(what, () => turn);
  }

  async #readFolders(): Promise<void> {
    const { files, status } = this.#context;
    if (!this.#isWanted || files.isRead || this.#isRefused || this.#urgent > 0) return;
    const slow = new SlowProgress(this.#context);
    try {
      await status.during((covers) =>
        files.read({
          onProgress: (done, total, path) => {
            covers(total);
            slow.report(Math.floor((100 * done) / total), path);
          },
          isCancelled: () => slow.isCancelled || this.#urgent > 0,
        }),
      );
      if (slow.isCancelled) this.#isRefused = true;
    } finally {
      slow.done();
    }
  }
}

/** A progress that is shown, with a way to stop, once the work takes long. */
class SlowProgress {
  readonly #timer: NodeJS.Timeout;
  #shown: Awaited<ReturnType<Connection['window']['createWorkDoneProgress']>> | undefined;
  #token: CancellationToken | undefined;
  #isDone = false;

  constructor({ connection, features, guard }: WorkspaceReaderContext) {
    const show = async (): Promise<void> => {
      if (!features.createsProgress) return;
      const shown = await connection.window.createWorkDoneProgress();
      shown.begin('wsklint: reading the workspace', 0, '', true);
      this.#token = shown.token;
      if (this.#isDone) shown.done();
      else this.#shown = shown;
    };
    this.#timer = setTimeout(() => {
      guard.start('showing the progress', show);
    }, PATIENCE);
  }

  get isCancelled(): boolean {
    return this.#token?.isCancellationRequested === true;
  }

  report(percentage: number, path: string): void {
    this.#shown?.report(percentage, path);
  }

  done(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#shown?.done();
  }
}
