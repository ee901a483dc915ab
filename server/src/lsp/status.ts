import type { Connection } from 'vscode-languageserver/node';

import type { Log } from './log';
import type { Status, StatusMethod } from './protocol';

const METHOD: StatusMethod = 'wsklint/status';

interface Task {
  files: number;
}

/** Tells the client what the server is doing. A file that failed stays told until it is analysed without failure. */
export class StatusReporter {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #isKnown: boolean;
  readonly #failed = new Set<string>();
  readonly #running = new Set<Task>();
  #last = '';

  /** @param isKnown whether the client understands the notification */
  constructor(connection: Connection, log: Log, isKnown: boolean) {
    this.#connection = connection;
    this.#log = log;
    this.#isKnown = isKnown;
  }

  /**
   * Runs some analysis, which counts as going on until it ends.
   * @param work is given a way to say how many files it is about, where that is not one
   */
  async during<Result>(work: (covers: (files: number) => void) => Promise<Result>): Promise<Result> {
    const task: Task = { files: 1 };
    this.#running.add(task);
    this.#tell();
    try {
      return await work((files) => {
        task.files = files;
        this.#tell();
      });
    } finally {
      this.#running.delete(task);
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
    if (this.#running.size > 0) {
      const files = [...this.#running].reduce((sum, task) => sum + task.files, 0);
      return { state: 'analysing', files };
    }
    const { size } = this.#failed;
    if (size === 0) return { state: 'idle' };
    return {
      state: 'failed',
      message: `The analysis failed in ${size === 1 ? 'one file' : `${size} files`}; the log says why.`,
    };
  }
}
