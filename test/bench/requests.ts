import { performance } from 'node:perf_hooks';

import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  SignatureHelpRequest,
  WorkspaceSymbolRequest,
  type Position,
} from 'vscode-languageserver/node';

import { lineTable } from '../../server/src/text/lines';
import { LspClient } from '../support/lsp-client';
import { figure, type Figure } from './measure';

const URI = 'file:///driver/driver.c';

/** How often each request is made, at as many places. */
const COUNT = 100;

/** Requests that warm the machine code up, at other places. */
const WARM_UP = 20;

const EDITS = 20;

/** What is asked, and where: behind each match of a pattern, which stand all over the file. */
interface Question {
  readonly name: string;
  readonly at: RegExp;
  readonly ask: (client: LspClient, position: Position) => Promise<unknown>;
}

const textDocument = { uri: URI };

/** Where each function begins. */
const FUNCTION = /\n(?=\w[^;{}]*\)\n\{)/g;

/** The lines that an editor shows at once. */
const SCREEN = 60;

const complete = (client: LspClient, position: Position): Promise<unknown> =>
  client.connection.sendRequest(CompletionRequest.type, { textDocument, position });

const questions: readonly Question[] = [
  {
    name: 'hover',
    at: /->Wsk|\bIoFree|\bWSK_FLAG|\bSTATUS_/g,
    ask: (client, position) => client.connection.sendRequest(HoverRequest.type, { textDocument, position }),
  },
  { name: 'completion', at: /->(?=Wsk)|\breturn |, (?=0, )|\n {4}(?=\w)/g, ask: complete },
  {
    name: 'signature help',
    at: /->Wsk\w+\((?:[^;()]*, )?|\bIoSetCompletionRoutine\([^,]*, /g,
    ask: (client, position) => client.connection.sendRequest(SignatureHelpRequest.type, { textDocument, position }),
  },
  {
    name: 'code lenses',
    at: FUNCTION,
    ask: (client) => client.connection.sendRequest(CodeLensRequest.type, { textDocument }),
  },
  {
    name: 'inlay hints of a screen',
    at: FUNCTION,
    ask: (client, start) =>
      client.connection.sendRequest(InlayHintRequest.type, {
        textDocument,
        range: { start, end: { line: start.line + SCREEN, character: 0 } },
      }),
  },
  {
    name: 'document symbols',
    at: FUNCTION,
    ask: (client) => client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
  },
  {
    name: 'workspace symbols',
    at: FUNCTION,
    ask: (client, { line }) =>
      client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: `rece${line % 10}` }),
  },
  {
    name: 'definition',
    at: /\bIoSetCompletionRout|\bWSK_EVENT_/g,
    ask: (client, position) => client.connection.sendRequest(DefinitionRequest.type, { textDocument, position }),
  },
  {
    name: 'references',
    at: /\bIoSetCompletionRoutine\([^,]*, &?\w/g,
    ask: (client, position) =>
      client.connection.sendRequest(ReferencesRequest.type, {
        textDocument,
        position,
        context: { includeDeclaration: true },
      }),
  },
  { name: 'incoming calls', at: /\bIoSetCompletionRoutine\([^,]*, &?\w/g, ask: incoming },
];

async function incoming(client: LspClient, position: Position): Promise<unknown> {
  const [item] =
    (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, { textDocument, position })) ?? [];
  return item === undefined ? null : client.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item });
}

/**
 * How long a server takes to answer, from the sending of a request to the answer's arrival, about a file that it has open,
 * parsed and checked; and how long a completion takes right behind an edit, when the file has to be parsed again first.
 */
export async function requesting(text: string): Promise<Figure[]> {
  const client = await LspClient.start();
  try {
    await client.open(URI, text);
    await client.diagnostics(URI);
    const figures: Figure[] = [];
    for (const question of questions) figures.push(await asked(client, text, question));
    return [...figures, await askedAfterEdits(client, text)];
  } finally {
    await client.stop();
  }
}

async function asked(client: LspClient, text: string, { name, at, ask }: Question): Promise<Figure> {
  const positions = spread(positionsBehind(text, at), COUNT + WARM_UP);
  const times: number[] = [];
  let answered = 0;
  for (const position of positions) {
    const start = performance.now();
    const answer = await ask(client, position);
    times.push(performance.now() - start);
    if (answer !== null && !(Array.isArray(answer) && answer.length === 0)) answered++;
  }
  if (answered < positions.length / 4)
    throw new Error(`${name} answered only ${answered} of ${positions.length} times`);
  return figure(name, times.slice(WARM_UP));
}

async function askedAfterEdits(client: LspClient, text: string): Promise<Figure> {
  const times: number[] = [];
  for (const position of spread(positionsBehind(text, /;\n {4}(?=\w)/g), EDITS)) {
    const start = performance.now();
    await client.change(URI, { range: { start: position, end: position }, text: 'x' });
    await complete(client, { line: position.line, character: position.character + 1 });
    times.push(performance.now() - start);
  }
  return figure('edit to completion', times);
}

function positionsBehind(text: string, pattern: RegExp): Position[] {
  const lines = lineTable(text);
  return [...text.matchAll(pattern)].map((match) => {
    const { line, column } = lines.positionAt(match.index + match[0].length);
    return { line, character: column };
  });
}

/** So many of a list, from its start to its end, in an order that goes to and fro. */
function spread(positions: readonly Position[], count: number): Position[] {
  const chosen = Array.from({ length: count }, (_, index) => positions[Math.floor((index * positions.length) / count)]);
  return chosen
    .flatMap((position, index) => (position === undefined ? [] : [{ position, order: (index * 37) % count }]))
    .sort((one, other) => one.order - other.order)
    .map(({ position }) => position);
}
