import { callbacks, wskFunctions } from '../src/knowledge';
import { kernelConstants } from '../src/knowledge/kernel-constants';
import { kernelStructures } from '../src/knowledge/kernel-structures';
import { describedNames, describeName, type NameKind } from '../src/knowledge/names';
import { wskStatusMeanings } from '../src/knowledge/status-meanings';

/** Where the words of WSK are coloured: in C and C++, but not inside comments and strings. */
const SELECTOR = ['c', 'cpp'].map((language) => `L:source.${language} -comment -string`).join(', ');

/**
 * The scope of the words of a kind. They are those that the themes of VS Code colour: a name that only this grammar knows
 * would look like any other.
 */
const SCOPES: Readonly<Partial<Record<NameKind, string>>> = {
  structure: 'support.type.structure',
  enumeration: 'support.type.enumeration',
  type: 'support.type',
  macro: 'entity.name.function.preprocessor',
  enumerator: 'variable.other.enummember',
  flag: 'variable.other.constant.flag',
  'event flag': 'variable.other.constant.event-flag',
  'socket option': 'variable.other.constant.socket-option',
  'I/O control code': 'variable.other.constant.control-code',
  'client control code': 'variable.other.constant.control-code',
  'address family': 'variable.other.constant',
  'socket type': 'variable.other.constant',
  protocol: 'variable.other.constant',
  constant: 'variable.other.constant',
};

const FUNCTION = 'support.function.wsk';
const CALLBACK = 'entity.name.function.callback.wsk';

/** The TextMate grammar that colours the names of wsk.h, injected into those of C and C++. */
export function grammarSource(): string {
  return `${JSON.stringify(
    {
      information_for_contributors: ['Generated from the knowledge tables by `npm run generate`.'],
      scopeName: 'wsk.injection',
      injectionSelector: SELECTOR,
      patterns: [memberAccess(), ...[...wordsByScope()].map(word)],
    },
    null,
    2,
  )}\n`;
}

/** All words, each under one scope. */
function wordsByScope(): Map<string, string[]> {
  const words = new Map<string, string[]>([
    [FUNCTION, Object.keys(wskFunctions)],
    [CALLBACK, Object.keys(callbacks)],
    ['variable.other.constant.status.wsk', Object.keys(wskStatusMeanings)],
  ]);
  for (const name of describedNames) {
    const kind = isOfKernel(name) ? undefined : describeName(name)?.kind;
    const scope = kind === undefined ? undefined : SCOPES[kind];
    if (scope === undefined) continue;
    const listed = words.get(`${scope}.wsk`) ?? [];
    words.set(`${scope}.wsk`, [...listed, name, ...(isPointedAt(name, kind) ? [`P${name}`] : [])]);
  }
  return words;
}

/** A typedef of a function pointer is no structure, and has no pointer of its own. */
const isPointedAt = (name: string, kind: NameKind | undefined): boolean =>
  kind === 'structure' || kind === 'enumeration' || (kind === 'type' && !name.startsWith('PFN_'));

/** What every driver names, WSK or not: C's own grammar and other extensions see to that. */
function isOfKernel(name: string): boolean {
  const kernel = Object.hasOwn(kernelConstants, name) || Object.hasOwn(kernelStructures, name);
  const entry = describeName(name);
  const enumeration = entry?.kind === 'enumerator' ? entry.of : entry?.kind === 'enumeration' ? name : undefined;
  return kernel || (enumeration !== undefined && !enumeration.startsWith('WSK_'));
}

/**
 * A member that is reached from a name: `Npi.Dispatch->WskSocket`. The grammars of C take that as one piece, from the
 * first name on, so that a pattern for the last one alone is never tried.
 */
function memberAccess() {
  const link = String.raw`\s*(?:->|\.)\s*[A-Za-z_]\w*|\s*\[[^\[\]]*\]`;
  const chain = String.raw`\b([A-Za-z_]\w*)((?:${link})*?)`;
  const member = `(?:(${anyOf(Object.keys(wskFunctions))})|(${anyOf(Object.keys(callbacks))}))`;
  return {
    match: String.raw`(?:${chain})?\s*(?:(->)|(\.))\s*${member}\b`,
    captures: {
      1: { name: 'variable.other.object.access.wsk' },
      2: {
        patterns: [
          { name: 'punctuation.separator.pointer-access.wsk', match: '->' },
          { name: 'punctuation.separator.dot-access.wsk', match: String.raw`\.` },
          { name: 'constant.numeric.wsk', match: String.raw`\b\d+\b` },
          { name: 'variable.other.object.access.wsk', match: String.raw`\w+` },
        ],
      },
      3: { name: 'punctuation.separator.pointer-access.wsk' },
      4: { name: 'punctuation.separator.dot-access.wsk' },
      5: { name: FUNCTION },
      6: { name: CALLBACK },
    },
  };
}

/** The grammar of C++ takes a call together with the space before it, and is asked first if this one begins later. */
const word = ([scope, words]: readonly [string, readonly string[]]) => ({
  match: String.raw`\s*\b(${anyOf(words)})\b`,
  captures: { 1: { name: scope } },
});

const anyOf = (words: readonly string[]): string => [...new Set(words)].sort().join('|');
