import {
  CodeLensRefreshRequest,
  type CodeLens,
  type Connection,
  type InlayHint,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { argumentHints } from '../ide/argument-hints';
import { lensesIn } from '../ide/lens';
import { socketHints } from '../ide/socket-hints';
import type { Span } from '../text/span';
import type { ClientFeatures } from './client-features';
import { codeLensOf, inlayHintOf } from './convert-roles';
import type { CurrentSight } from './current-sight';
import type { Guard } from './guard';
import type { ShownRoles } from './role-settings';
import { RoleView, type Shown } from './role-view';

export interface RoleViewsContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly sight: CurrentSight;
  readonly settings: ShownRoles;
  readonly guard: Guard;
}

/** The code lenses and inlay hints of a session. */
export class RoleViews {
  readonly #context: RoleViewsContext;
  readonly #lenses: RoleView<CodeLens>;
  readonly #hints: RoleView<InlayHint>;

  constructor(context: RoleViewsContext) {
    const { connection, features } = context;
    this.#context = context;
    this.#lenses = new RoleView({
      ...context,
      show: (document, { unit, analysis }, _within, { codeLens }) =>
        codeLens ? lensesIn(unit, analysis).map((lens) => codeLensOf(document, lens, features)) : [],
      askAgain: features.refreshesLenses
        ? () => void connection.sendRequest(CodeLensRefreshRequest.type).catch(ignore)
        : undefined,
    });
    this.#hints = new RoleView({
      ...context,
      show: hintsIn,
      askAgain: features.refreshesHints ? () => void connection.languages.inlayHint.refresh().catch(ignore) : undefined,
    });
  }

  /** What stands above the functions of a document; undefined where it was cancelled. */
  lenses(document: TextDocument, isCancelled: () => boolean): Promise<CodeLens[] | undefined> {
    return this.#lenses.answer(document, WHOLE, isCancelled);
  }

  /** What stands among the words of a part of a document; undefined where it was cancelled. */
  hints(document: TextDocument, within: Span, isCancelled: () => boolean): Promise<InlayHint[] | undefined> {
    return this.#hints.answer(document, within, isCancelled);
  }

  /** Sees to it that what is shown is what would be shown now; the project must be settled. */
  async refresh(isCancelled: () => boolean): Promise<void> {
    await this.#lenses.refresh(isCancelled);
    await this.#hints.refresh(isCancelled);
  }

  /** Takes the settings as they are now, as they came with `workspace/didChangeConfiguration`. */
  settingsChanged(settings: unknown): void {
    this.#context.settings.take(settings);
    this.#context.guard.start('showing what the settings say', () => this.refresh(() => false));
  }

  /** Nothing is shown of a document any more. */
  close(document: TextDocument): void {
    this.#lenses.close(document);
    this.#hints.close(document);
  }
}

const hintsIn: Shown<InlayHint> = (document, { unit, analysis }, within, { argumentNames, socketCategories }) =>
  [
    ...(argumentNames ? argumentHints(unit, within) : []),
    ...(socketCategories && analysis !== undefined ? socketHints(analysis, within) : []),
  ].map((hint) => inlayHintOf(document, hint));

const WHOLE: Span = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** A client that has gone, or does not answer, shows nothing. */
const ignore = (): void => undefined;
