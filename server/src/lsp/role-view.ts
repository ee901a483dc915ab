import type { TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { Span } from '../text/span';
import type { CurrentSight, Seen } from './current-sight';
import type { RoleSettings, ShownRoles } from './role-settings';

/** What a view shows of a document in one state. */
export type Shown<Answer> = (document: TextDocument, seen: Seen, within: Span, settings: RoleSettings) => Answer[];

export interface RoleViewContext<Answer> {
  readonly documents: TextDocuments<TextDocument>;
  readonly sight: CurrentSight;
  readonly settings: ShownRoles;
  readonly show: Shown<Answer>;
  /** Asks the client to ask again for all documents; undefined where it cannot be asked. */
  readonly askAgain: (() => void) | undefined;
}

/** What was answered last for a document, and for which part of it. */
interface Told {
  readonly version: number;
  readonly within: Span;
  readonly answer: string;
}

/**
 * Something that an editor shows of roles unasked. The first answer for a document is given by its text alone, at once;
 * the editor is told when the engine knows more. From then on an answer is that of the engine: until it comes, the editor
 * keeps what it shows, and nothing flickers.
 */
export class RoleView<Answer> {
  readonly #context: RoleViewContext<Answer>;
  readonly #told = new Map<string, Told>();

  constructor(context: RoleViewContext<Answer>) {
    this.#context = context;
  }

  /** What is to be shown in a part of a document; undefined where it was cancelled. */
  async answer(document: TextDocument, within: Span, isCancelled: () => boolean): Promise<Answer[] | undefined> {
    const { sight, settings } = this.#context;
    const shown = await settings.settingsFor(document.uri);
    const isFirst = !this.#told.has(document.uri) && this.#context.askAgain !== undefined;
    const seen = isFirst && !sight.isSettled ? sight.textOf(document) : await sight.seen(document, isCancelled);
    if (isCancelled()) return undefined;
    const { version } = document;
    const answer = this.#shown(document, seen, within, shown);
    this.#told.set(document.uri, { version, within, answer: JSON.stringify(answer) });
    return answer;
  }

  /** Asks the client to ask again where it was told something else than it would be told now. */
  async refresh(isCancelled: () => boolean): Promise<void> {
    const { documents, sight, settings, askAgain } = this.#context;
    if (askAgain === undefined) return;
    for (const document of documents.all()) {
      const told = this.#told.get(document.uri);
      // For a text that has changed the client asks by itself.
      if (told?.version !== document.version) continue;
      const shown = await settings.settingsFor(document.uri);
      const seen = await sight.seen(document, isCancelled);
      if (isCancelled()) return;
      const now = JSON.stringify(this.#shown(document, seen, told.within, shown));
      if (now === told.answer || this.#told.get(document.uri) !== told) continue;
      askAgain();
      return;
    }
  }

  /** Nothing is shown of a document any more. */
  close({ uri }: TextDocument): void {
    this.#told.delete(uri);
  }

  #shown(document: TextDocument, seen: Seen | undefined, within: Span, settings: RoleSettings): Answer[] {
    return seen === undefined ? [] : this.#context.show(document, seen, within, settings);
  }
}
