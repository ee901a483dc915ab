import {
  InlayHintKind,
  SymbolKind,
  type CodeLens,
  type DocumentSymbol,
  type InlayHint,
  type Location,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';

import type { Hint } from '../ide/hint';
import type { Lens } from '../ide/lens';
import type { Target } from '../ide/project-sight';
import type { FileSymbol, ProjectSymbol } from '../ide/symbols';
import type { ClientFeatures } from './client-features';
import { rangeOf, uriOf, type Places } from './convert';
import type { ShowInstallationsCommand } from './protocol';

const SHOW: ShowInstallationsCommand = 'wsklint.showInstallations';

/** A lens that a click leads from to the places that hand the function over, where the client can show these. */
export function codeLensOf(document: TextDocument, { at, title, nameAt }: Lens, features: ClientFeatures): CodeLens {
  const name = document.positionAt(nameAt.start);
  const command = features.showsInstallations
    ? { title, command: SHOW, arguments: [document.uri, name] }
    : { title, command: '' };
  return { range: rangeOf(document, at), command };
}

export const inlayHintOf = (document: TextDocument, { at, label, kind, about }: Hint): InlayHint => ({
  position: document.positionAt(at),
  label,
  kind: kind === 'parameter' ? InlayHintKind.Parameter : InlayHintKind.Type,
  tooltip: about,
  ...(kind === 'parameter' ? { paddingRight: true } : {}),
});

/** Places in files of which the text is at hand. */
export const locationsOf = (targets: readonly Target[], places: Places): Location[] =>
  targets.flatMap(({ path, at }) => {
    const range = places.rangeIn(path, at);
    return range === undefined ? [] : [{ uri: uriOf(path), range }];
  });

const KINDS: Readonly<Record<FileSymbol['kind'], SymbolKind>> = {
  function: SymbolKind.Function,
  table: SymbolKind.Variable,
  slot: SymbolKind.Event,
};

export const documentSymbolOf = (document: TextDocument, symbol: FileSymbol): DocumentSymbol => ({
  name: symbol.name,
  ...(symbol.detail === '' ? {} : { detail: symbol.detail }),
  kind: KINDS[symbol.kind],
  range: rangeOf(document, symbol.at),
  selectionRange: rangeOf(document, symbol.nameAt),
  children: symbol.children.map((child) => documentSymbolOf(document, child)),
});

/** The same for a client that knows no tree: what belongs to a table follows it. */
export const flatSymbolsOf = (document: TextDocument, symbol: FileSymbol, container?: string): SymbolInformation[] => [
  {
    name: symbol.name,
    kind: KINDS[symbol.kind],
    location: { uri: document.uri, range: rangeOf(document, symbol.at) },
    ...(container === undefined ? {} : { containerName: container }),
  },
  ...symbol.children.flatMap((child) => flatSymbolsOf(document, child, symbol.name)),
];

/** What a function is called as stands where others have the name of a class. */
export function projectSymbolOf({ found, detail }: ProjectSymbol, places: Places): SymbolInformation[] {
  const [location] = locationsOf([{ path: found.path, at: found.nameAt }], places);
  if (location === undefined) return [];
  const { name } = found;
  return [{ name, kind: SymbolKind.Function, location, ...(detail === '' ? {} : { containerName: detail }) }];
}
