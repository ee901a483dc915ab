import type { Connection, Location, TextDocuments, TextDocumentPositionParams } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import { definitionsAt, implementationsAt } from '../ide/definitions';
import type { ProjectSight, Target } from '../ide/project-sight';
import { installationsAt, referencesAt } from '../ide/references';
import { projectSymbols, symbolsIn } from '../ide/symbols';
import type { Unit } from '../model/unit';
import type { ClientFeatures } from './client-features';
import { sourceOf, spanOf } from './convert';
import { documentSymbolOf, flatSymbolsOf, locationsOf, projectSymbolOf } from './convert-roles';
import type { CurrentSight } from './current-sight';
import type { Guard } from './guard';
import type { LiveProject } from './live-project';
import type { InstallationsMethod } from './protocol';
import type { RoleViews } from './role-views';

export interface RolesContext {
  readonly connection: Connection;
  readonly features: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly project: LiveProject;
  readonly sight: CurrentSight;
  readonly views: RoleViews;
  readonly guard: Guard;
}

/** Answers what an editor asks about the functions that WSK and the kernel call. */
export function answerRoles(context: RolesContext): void {
  answerViews(context);
  answerSymbols(context);
  answerPlaces(context);
}

function answerViews({ connection, documents, views, guard }: RolesContext): void {
  connection.onCodeLens(
    guard.request('code lenses', [], async ({ textDocument }, token) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return [];
      return (await views.lenses(document, () => token.isCancellationRequested)) ?? [];
    }),
  );
  connection.languages.inlayHint.on(
    guard.request('inlay hints', [], async ({ textDocument, range }, token) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return [];
      return (await views.hints(document, spanOf(document, range), () => token.isCancellationRequested)) ?? [];
    }),
  );
}

function answerSymbols({ connection, features, documents, project, sight, guard }: RolesContext): void {
  connection.onDocumentSymbol(
    guard.request('document symbols', [], async ({ textDocument }, token) => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return [];
      const isCancelled = () => token.isCancellationRequested;
      const seen = sight.isSettled ? await sight.seen(document, isCancelled) : sight.textOf(document);
      const symbols = seen === undefined ? [] : symbolsIn(seen.unit, seen.analysis, sight.isAlone);
      return features.nestsSymbols
        ? symbols.map((symbol) => documentSymbolOf(document, symbol))
        : symbols.flatMap((symbol) => flatSymbolsOf(document, symbol));
    }),
  );
  connection.onWorkspaceSymbol(
    guard.request('workspace symbols', [], async ({ query }, token) => {
      const known = await sight.project(undefined, () => token.isCancellationRequested);
      if (known === undefined) return [];
      return projectSymbols(known.directory, query, known.isAlone).flatMap((each) => projectSymbolOf(each, project));
    }),
  );
}

const INSTALLATIONS: InstallationsMethod = 'wsklint/installations';

function answerPlaces(context: RolesContext): void {
  const { connection } = context;
  connection.onDefinition(placing(context, 'definition', definitionsAt));
  connection.onImplementation(placing(context, 'implementation', implementationsAt));
  const references = (withDeclaration: boolean) =>
    placing(context, 'references', (sight, unit, offset) => referencesAt(sight, unit, offset, withDeclaration));
  const [all, others] = [references(true), references(false)];
  connection.onReferences((params, token) => (params.context.includeDeclaration ? all : others)(params, token));
  connection.onRequest(INSTALLATIONS, placing(context, 'installations', installationsAt));
}

type FindPlaces = (sight: ProjectSight, unit: Unit, offset: number) => readonly Target[];

/** A handler that looks at the project as it is now for what has to do with a place in a document. */
function placing({ documents, project, sight, guard }: RolesContext, what: string, find: FindPlaces) {
  return guard.request(what, [], async (params: TextDocumentPositionParams, token): Promise<Location[]> => {
    const document = documents.get(params.textDocument.uri);
    const known = document && (await sight.project(document, () => token.isCancellationRequested));
    const unit = document && known?.analysisOf(sourceOf(document).path)?.unit;
    if (document === undefined || known === undefined || unit === undefined) return [];
    return locationsOf(find(known, unit, document.offsetAt(params.position)), project);
  });
}
