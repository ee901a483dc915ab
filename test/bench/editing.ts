import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

import { ExecuteCommandRequest, type TextDocumentContentChangeEvent } from 'vscode-languageserver/node';

import { maskText } from '../../server/src/syntax/mask';
import { lineTable } from '../../server/src/text/lines';
import { LspClient } from '../support/lsp-client';
import type { Keystroke } from './edits';
import { figure, timed, type Figure } from './measure';

/** The keystrokes of which the answers are not counted: by then the machine code is there. */
const WARM_UP = 40;

/** Milliseconds; keystrokes that come later are not made, and the figures say how many were. */
const BUDGET = 60_000;

/** The text is parsed as a whole at each so many keystrokes, while the servers have nothing to do. */
const BETWEEN_PARSES = 10;

/** What a keystroke costs at the server, from the sending of the edit to the arrival of the diagnostics. */
export interface EditCost {
  /** The wasm parse of the whole text as it was in between, as it is and as it is after masking. */
  readonly rawParse: Figure;
  readonly maskedParse: Figure;
  /** In a server that knows no other file. */
  readonly alone: Figure;
  /** The same keystrokes in a server that knows a folder of other files. */
  readonly amongOthers: Figure;
  /** Alone, by what was done. */
  readonly byKind: readonly Figure[];
}

export interface Editing {
  readonly text: string;
  readonly keystrokes: readonly Keystroke[];
  /** Where the other files are. */
  readonly folder: string;
  readonly rawParse: (text: string) => void;
}

/** Makes the keystrokes in two servers by turns, so that whatever slows the machine down slows both down. */
export async function editing(work: Editing): Promise<EditCost> {
  const servers = [await EditedFile.open(work.text, undefined), await EditedFile.open(work.text, work.folder)] as const;
  try {
    return await typedIn(servers, work);
  } finally {
    for (const server of servers) await server.close();
  }
}

async function typedIn(
  servers: readonly [EditedFile, EditedFile],
  { text, keystrokes, rawParse }: Editing,
): Promise<EditCost> {
  const times = new Times();
  let end = Infinity;
  for (const [index, { kind, edits, text: after }] of keystrokes.entries()) {
    if (index === WARM_UP) end = performance.now() + BUDGET;
    if (performance.now() > end) break;
    const changes = changesOf(keystrokes[index - 1]?.text ?? text, edits);
    for (const server of index % 2 === 0 ? servers : [...servers].reverse()) await server.change(changes);
    if (index < WARM_UP) continue;
    const [alone, amongOthers] = servers;
    for (const name of [ALONE, kind]) times.add(name, alone.last);
    times.add(AMONG_OTHERS, amongOthers.last);
    if (index % BETWEEN_PARSES === 0) await parseWhole(after, rawParse, times);
  }
  return {
    rawParse: times.take(RAW_PARSE),
    maskedParse: times.take(MASKED_PARSE),
    alone: times.take(ALONE),
    amongOthers: times.take(AMONG_OTHERS),
    byKind: times.names.map((name) => times.take(name)),
  };
}

const RAW_PARSE = 'raw parse';
const MASKED_PARSE = 'parse of the masked text';
const ALONE = 'edit to diagnostics';
const AMONG_OTHERS = 'the same among others';

async function parseWhole(text: string, rawParse: (text: string) => void, times: Times): Promise<void> {
  const { masked } = maskText(text);
  for (const [name, whole] of [
    [RAW_PARSE, text],
    [MASKED_PARSE, masked],
  ] as const) {
    const parse = () => {
      rawParse(whole);
    };
    times.add(name, await timed(parse));
  }
}

/** Times in milliseconds, by what took so long. */
class Times {
  readonly #times = new Map<string, number[]>();

  add(name: string, time: number): void {
    const times = this.#times.get(name) ?? [];
    times.push(time);
    this.#times.set(name, times);
  }

  get names(): readonly string[] {
    return [...this.#times.keys()];
  }

  /** The figure of all times under a name, which are gone then. */
  take(name: string): Figure {
    const times = this.#times.get(name) ?? [];
    this.#times.delete(name);
    return figure(name, times);
  }
}

/** The file, open in a server of its own. */
class EditedFile {
  readonly #client: LspClient;
  readonly #uri: string;
  /** How long the last change took to its diagnostics, in milliseconds. */
  last = NaN;

  private constructor(client: LspClient, uri: string) {
    this.#client = client;
    this.#uri = uri;
  }

  /** @param folder With other files, which the server is made to know first. */
  static async open(text: string, folder: string | undefined): Promise<EditedFile> {
    const root = folder === undefined ? undefined : pathToFileURL(folder).href;
    const client = await LspClient.start(root === undefined ? {} : { folder: root });
    const file = new EditedFile(client, `${root ?? 'file:///folder'}/long/driver.c`);
    if (root !== undefined) await checkWorkspace(client);
    await client.open(file.#uri, text);
    await client.diagnostics(file.#uri);
    return file;
  }

  async change(changes: TextDocumentContentChangeEvent[]): Promise<void> {
    this.last = await timed(async () => {
      await this.#client.change(this.#uri, ...changes);
      await this.#client.diagnostics(this.#uri);
    });
  }

  async close(): Promise<void> {
    await this.#client.stop();
  }
}

async function checkWorkspace({ connection }: LspClient): Promise<void> {
  await connection.sendRequest(ExecuteCommandRequest.type, { command: 'wsklint.checkWorkspace', arguments: [] });
}

/** The last comes first, so that none moves the places of those that follow. */
function changesOf(text: string, edits: Keystroke['edits']): TextDocumentContentChangeEvent[] {
  const lines = lineTable(text);
  const positionOf = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line, character: column };
  };
  return [...edits]
    .sort((one, other) => other.at.start - one.at.start)
    .map(({ at, text: typed }) => ({ range: { start: positionOf(at.start), end: positionOf(at.end) }, text: typed }));
}
