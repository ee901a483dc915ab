import {
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  type ClientCapabilities,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';

import { serverHere, serverProcess, type RunningServer } from './lsp-server';

/** Milliseconds after which something that was waited for counts as not coming. */
const PATIENCE = 20_000;

export interface LspClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The folder that is open, as a URI. */
  readonly folder?: string;
  /** Whether the client knows of no more than one folder. */
  readonly isOld?: boolean;
}

/** What a client says that pulls diagnostics. */
export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: { relatedInformation: true, codeDescriptionSupport: true } },
  workspace: { diagnostics: { refreshSupport: true } },
};

/** What a client says that is sent diagnostics. */
export const pushed: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } },
};

/** A minimal editor. */
export class LspClient {
  readonly connection: MessageConnection;
  /** What was pushed, in the order of arrival. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly registrations: Registration[] = [];
  readonly log: string[] = [];
  readonly #server: RunningServer;
  readonly #versions = new Map<string, number>();
  #waiting: { isMet: () => boolean; met: () => void }[] = [];
  #initialized: InitializeResult | undefined;

  private constructor(server: RunningServer) {
    this.#server = server;
    this.connection = server.connection;
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.noticed();
    });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.log.push(message);
      this.noticed();
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.noticed();
    });
    this.connection.listen();
  }

  /** Shakes hands with a server: the built one in a process of its own, if no other is given. */
  static async start(options: LspClientOptions = {}, server = serverProcess()): Promise<LspClient> {
    const { capabilities = pulling, initializationOptions, folder, isOld = false } = options;
    const client = new LspClient(server);
    client.#initialized = await client.connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: server.parent,
      ...(folder === undefined ? {} : folders(folder, isOld)),
      capabilities,
      initializationOptions,
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** What the server said it can do. */
  get initialized(): InitializeResult {
    if (this.#initialized === undefined) throw new Error('the server has not answered yet');
    return this.#initialized;
  }

  async open(uri: string, text: string, languageId = 'c'): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** @returns the new version */
  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: { uri }, ...(previousResultId === undefined ? {} : { previousResultId }) };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, params);
  }

  /** The diagnostics of a document, asked for. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error('unchanged since a report that was not asked for');
    return report.items;
  }

  /** The diagnostics pushed for a document, at once or as soon as some are that meet the condition. */
  async publishedFor(
    uri: string,
    isMeant: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<readonly Diagnostic[]> {
    const find = () => this.published.find((params) => params.uri === uri && isMeant(params));
    await this.until(() => find() !== undefined);
    return find()?.diagnostics ?? [];
  }

  /** Waits until what the server has sent meets a condition; rejects with the server's log where nothing more comes. */
  async until(isMet: () => boolean): Promise<void> {
    if (isMet()) return;
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        reject(new Error(`the server did not send what was waited for\n${this.log.join('\n')}`));
      };
      const timer = setTimeout(giveUp, PATIENCE);
      const met = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push({ isMet, met });
    });
  }

  /** Something has come from the server: those who wait look again. Handlers of a test call it too. */
  noticed(): void {
    const met = this.#waiting.filter(({ isMet }) => isMet());
    this.#waiting = this.#waiting.filter((each) => !met.includes(each));
    for (const each of met) each.met();
  }

  /** Ends the server as an editor does, and gives its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    return this.exit();
  }

  /** Ends the server without asking it to shut down first. */
  async exit(): Promise<number | null> {
    const code = await this.#server.end();
    this.connection.dispose();
    return code;
  }
}

const folders = (uri: string, isOld: boolean) =>
  isOld ? { rootUri: uri } : { rootUri: null, workspaceFolders: [{ uri, name: 'folder' }] };

/** Starts a server in this process, runs some work with it and ends it, whatever becomes of the work. */
export async function withServer(options: LspClientOptions, work: (client: LspClient) => Promise<void>): Promise<void> {
  const client = await LspClient.start(options, serverHere());
  try {
    await work(client);
  } finally {
    await client.stop();
  }
}
