import { createRequire } from 'node:module';
import type Parser from 'tree-sitter';

import { sourceParser, type Engine } from './engine';
import { flatten, type TreeWalk } from './flatten';
import type { SourceParser } from './parser';

/**
 * The binding of tree-sitter that is a Node.js addon. It starts faster than the other and cannot free its trees: for
 * short runs.
 * @throws Error where the addon does not load on this machine.
 */
export function createNativeParser(): SourceParser {
  // Loaded here and not imported: the addon may be missing, and then the other binding serves.
  const load = createRequire(__filename);
  const NativeParser = load('tree-sitter') as typeof Parser;
  const parser = new NativeParser();
  parser.setLanguage(load('tree-sitter-c') as Parser.Language);
  return sourceParser(nativeEngine(parser));
}

function nativeEngine(parser: Parser): Engine<Parser.Tree> {
  return {
    binding: 'native',
    parse(masked, old, budget) {
      parser.setTimeoutMicros(budget * 1000);
      const tree = parser.parse(masked, old) as Parser.Tree | null;
      // Without this the next parse would go on where this one was stopped.
      if (tree === null) parser.reset();
      return tree ?? undefined;
    },
    edit(tree, { start, oldEnd, newEnd }) {
      tree.edit({ startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd, ...NO_ROWS });
    },
    flatten(tree) {
      const root = tree.rootNode;
      return flatten(nativeWalk(root.walk()), root.descendantCount);
    },
    free() {
      return;
    },
  };
}

/** Rows and columns are read from nowhere, so an edit need not tell them. */
const NO_ROWS = {
  startPosition: { row: 0, column: 0 },
  oldEndPosition: { row: 0, column: 0 },
  newEndPosition: { row: 0, column: 0 },
};

function nativeWalk(cursor: Parser.TreeCursor): TreeWalk {
  return {
    toFirstChild: () => cursor.gotoFirstChild(),
    toNextSibling: () => cursor.gotoNextSibling(),
    toParent: () => cursor.gotoParent(),
    kind: () => cursor.nodeTypeId,
    kindName: () => cursor.nodeType,
    isNamed: () => cursor.nodeIsNamed,
    isMissing: () => cursor.nodeIsMissing,
    // Undefined, whatever its type says, where there is none.
    field: () => cursor.currentFieldId || 0,
    fieldName: () => cursor.currentFieldName,
    start: () => cursor.startIndex,
    end: () => cursor.endIndex,
  };
}
