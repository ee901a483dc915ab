import type { Connection, InitializeParams } from 'vscode-languageserver/node';

import type { Log } from './log';

/** The folders that are open, by their URIs. */
export class Folders {
  readonly #connection: Connection;
  readonly #params: InitializeParams;
  readonly #log: Log;
  #asked: Promise<readonly string[]> | undefined;

  constructor(connection: Connection, params: InitializeParams, log: Log) {
    this.#connection = connection;
    this.#params = params;
    this.#log = log;
  }

  /** Those that are open now, or that were at the start where the client cannot tell. */
  current(): Promise<readonly string[]> {
    return (this.#asked ??= this.#canTell ? this.#ask() : Promise.resolve(this.#atStart()));
  }

  /** Calls `listen` when folders were added or taken away. */
  onChange(listen: () => void): void {
    if (!this.#canTell) return;
    this.#connection.workspace.onDidChangeWorkspaceFolders(() => {
      this.#asked = undefined;
      listen();
    });
  }

  get #canTell(): boolean {
    return this.#params.capabilities.workspace?.workspaceFolders === true;
  }

  async #ask(): Promise<readonly string[]> {
    try {
      const folders = await this.#connection.workspace.getWorkspaceFolders();
      return (folders ?? []).map(({ uri }) => uri);
    } catch (error) {
      this.#log.failure('the editor did not name its folders', error);
      return this.#atStart();
    }
  }

  #atStart(): readonly string[] {
    const { workspaceFolders } = this.#params;
    if (Array.isArray(workspaceFolders)) return workspaceFolders.map(({ uri }) => uri);
    // Older clients give one folder, in a member that newer ones should not use.
    const { rootUri } = this.#params as { readonly rootUri?: unknown };
    return typeof rootUri === 'string' ? [rootUri] : [];
  }
}
