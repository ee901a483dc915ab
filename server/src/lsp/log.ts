import type { Connection } from 'vscode-languageserver/node';

/** Where the server writes what a person may want to know: the editor's log, by `window/logMessage`. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Something of ours went wrong; the stack goes with it. */
  failure(what: string, error: unknown): void;
}

export function logTo(connection: Connection): Log {
  return {
    info(message) {
      connection.console.info(message);
    },
    warn(message) {
      connection.console.warn(message);
    },
    failure(what, error) {
      connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
  };
}
