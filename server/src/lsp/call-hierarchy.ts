import {
  CallHierarchyPrepareRequest,
  SymbolKind,
  type CallHierarchyItem,
  type Connection,
  type Disposable,
  type Range,
  type TextDocuments,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { FunctionId } from '../flow/anchor';
import { callableAt, incomingCalls, outgoingCalls, type CallEdge } from '../ide/call-hierarchy';
import { listedRoles } from '../ide/routine';
import type { ListedFunction } from '../project/directory';
import type { Span } from '../text/span';
import type { ClientFeatures } from './client-features';
import { sourceOf, uriOf } from './convert';
import type { CurrentSight } from './current-sight';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { ShownRoles } from './role-settings';

export interface CallHierarchyContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly sight: CurrentSight;
  readonly settings: ShownRoles;
  readonly guard: Guard;
}

/**
 * The call hierarchy, with the calls that WSK and the kernel make. An editor asks one tool only for it: where another one
 * answers for C as such, ours is offered where somebody asked for it in the settings.
 */
export class CallHierarchy {
  readonly #context: CallHierarchyContext;
  #registered: Promise<Disposable> | undefined;

  constructor(context: CallHierarchyContext) {
    this.#context = context;
    const { connection, guard } = context;
    const { callHierarchy } = connection.languages;
    callHierarchy.onPrepare(
      guard.request('call hierarchy', null, async ({ textDocument, position }, token) => {
        const document = context.documents.get(textDocument.uri);
        const sight = document && (await context.sight.project(document, () => token.isCancellationRequested));
        const unit = document && sight?.analysisOf(sourceOf(document).path)?.unit;
        if (document === undefined || sight === undefined || unit === undefined) return null;
        const found = callableAt(sight, unit, document.offsetAt(position));
        return found === undefined ? null : this.#itemsOf(found);
      }),
    );
    callHierarchy.onIncomingCalls(
      guard.request('incoming calls', null, async ({ item }, token) => {
        const sight = await context.sight.project(undefined, () => token.isCancellationRequested);
        if (sight === undefined) return null;
        return incomingCalls(sight, idOf(item)).flatMap((edge) => {
          const fromRanges = this.#rangesIn(edge.other.path, edge.at);
          return this.#itemsOf(edge.other, edge).map((from) => ({ from, fromRanges }));
        });
      }),
    );
    callHierarchy.onOutgoingCalls(
      guard.request('outgoing calls', null, async ({ item }, token) => {
        const sight = await context.sight.project(undefined, () => token.isCancellationRequested);
        const caller = sight?.directory.get(idOf(item));
        if (sight === undefined || caller === undefined) return null;
        return outgoingCalls(sight, caller.id).flatMap((edge) => {
          const fromRanges = this.#rangesIn(caller.path, edge.at);
          return this.#itemsOf(edge.other, edge).map((to) => ({ to, fromRanges }));
        });
      }),
    );
  }

  /** Offers it, or takes it back, as the settings say now; only to a client that can be told so. */
  async offer(): Promise<void> {
    const { connection, features, settings } = this.#context;
    if (!features.registersHierarchy) return;
    const { callHierarchy } = await settings.settingsFor();
    const isWanted = callHierarchy === 'auto' ? features.isAlone : callHierarchy === 'on';
    if (isWanted === (this.#registered !== undefined)) return;
    const registered = this.#registered;
    this.#registered = isWanted
      ? connection.client.register(CallHierarchyPrepareRequest.type, { documentSelector: LANGUAGES })
      : undefined;
    (await registered)?.dispose();
  }

  #itemsOf(found: ListedFunction, edge?: CallEdge): CallHierarchyItem[] {
    const { id, name, path } = found;
    const [range] = this.#rangesIn(path, [found.at]);
    const [selectionRange] = this.#rangesIn(path, [found.nameAt]);
    if (range === undefined || selectionRange === undefined) return [];
    const detail = edge?.through ?? listedRoles(found).join(', ');
    const common = { name, kind: SymbolKind.Function, uri: uriOf(path), range, selectionRange, data: id };
    return [detail === '' ? common : { ...common, detail }];
  }

  #rangesIn(path: string, spans: readonly Span[]): Range[] {
    return spans.flatMap((span) => this.#context.project.rangeIn(path, span) ?? []);
  }
}

const LANGUAGES = [{ language: 'c' }, { language: 'cpp' }];

/** What the client sends back with an item. */
const idOf = ({ data }: CallHierarchyItem): FunctionId => (typeof data === 'string' ? data : '') as FunctionId;
