import type { Connection } from 'vscode-languageserver/node';

import type { Log } from './log';
import type { Status, StatusMethod } from './protocol';

const METHOD: StatusMethod = 'wsklint/status';

/** Tells the client what the server is doing. A file that failed stays told until it is analysed without failure. */
export class StatusReporter {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #isKnown: boolean;
  readonly #failed = new Set<string>();
  #running = 0;
  #last = '';

  /** @param isKnown whether the client understands the notification */
  constructor(connection: Connection, log: Log, isKnown: boolean) {
    this.#connection = connection;
    this.#log = log;
    this.#isKnown = isKnown;
  }

  /** Runs some analysis, which counts as going on until it ends. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#running++;
    this.#tell();
    try {
      return await work();
    } finally {
      this.#running--;
      this.#tell();
    }
  }

  /** Notes what became of a file; `error` is logged. */
  failed(uri: string, what: string, error: unknown): void {
    this.#failed.add(uri);
    this.#log.failure(what, error);
  }

  /** The file was analysed without failure, or was closed. */
  fine(uri: string): void {
    this.#failed.delete(uri);
  }

  #tell(): void {
    if (!this.#isKnown) return;
    const status = this.#status();
    const text = JSON.stringify(status);
    if (text === this.#last) return;
    this.#last = text;
    void this.#connection.sendNotification(METHOD, status);
  }

  #status(): Status {
    if (this.#running > 0) return { state: 'analysing' };
    const { size } = this.#failed;
    if (size === 0) return { state: 'idle' };
    return {
      state: 'failed',
      message: `The analysis failed in ${size === 1 ? 'one file' : `${size} files`}; the log says why.`,
    };
  }
}
