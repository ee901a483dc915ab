import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Connection } from 'vscode-languageserver/node';

import type { NotAnalysed } from '../lint/not-analysed';
import type { FileReport } from '../lint/run';
import { rangeOf, uriOf } from './convert';
import type { NotAnalysedMethod, NotAnalysedParams, NotAnalysedPlace } from './protocol';

const METHOD: NotAnalysedMethod = 'wsklint/notAnalysed';

/** Tells a client that wants to know it what of each file is not analysed, whenever that has changed. */
export class NotAnalysedTeller {
  readonly #connection: Connection;
  readonly #isKnown: boolean;
  /** What was told last of each file of which anything was told. */
  readonly #told = new Map<string, string>();

  /** @param isKnown whether the client understands the notification */
  constructor(connection: Connection, isKnown: boolean) {
    this.#connection = connection;
    this.#isKnown = isKnown;
  }

  /** Tells all that is not analysed of an open document. */
  document(document: TextDocument, { notAnalysed }: FileReport): void {
    this.#tell(document.uri, document, notAnalysed);
  }

  /** Tells what a person would miss in a file that is not open. */
  closedFile({ file, notAnalysed }: FileReport): void {
    const document = TextDocument.create(uriOf(file.path), file.language, 0, file.text);
    const missed = notAnalysed.filter(({ kind }) => kind !== 'file' && kind !== 'inactive');
    this.#tell(document.uri, document, missed);
  }

  /** Nothing is known of the file any more. */
  forget(uri: string): void {
    if (this.#told.has(uri)) this.#send(uri, []);
  }

  #tell(uri: string, document: TextDocument, notAnalysed: readonly NotAnalysed[]): void {
    if (!this.#isKnown) return;
    const places = notAnalysed.map(({ at, ...rest }) => ({ ...rest, range: rangeOf(document, at) }));
    if ((this.#told.get(uri) ?? NONE) !== JSON.stringify(places)) this.#send(uri, places);
  }

  #send(uri: string, places: readonly NotAnalysedPlace[]): void {
    if (places.length === 0) this.#told.delete(uri);
    else this.#told.set(uri, JSON.stringify(places));
    const params: NotAnalysedParams = { uri, places };
    void this.#connection.sendNotification(METHOD, params);
  }
}

const NONE = '[]';
