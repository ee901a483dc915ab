import { createRequire } from 'node:module';
import type Parser from 'tree-sitter';

import { sourceParser, type Engine } from './engine';
import type { TreeWalk } from './flatten';
import { Numbering } from './numbering';
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
  const numbering = new Numbering();
  return {
    binding: 'native',
    parse(masked, budget) {
      parser.setTimeoutMicros(Math.ceil(budget * 1000));
      const tree = parser.parse(masked) as Parser.Tree | null;
      // Without this the next parse would go on where this one was stopped.
      if (tree === null) parser.reset();
      return tree ?? undefined;
    },
    count({ rootNode }) {
      return rootNode.descendantCount - (rootNode.type === 'ERROR' ? 0 : 1);
    },
    walk(tree, read) {
      read(new NativeWalk(tree.rootNode.walk(), numbering));
    },
    free() {
      return;
    },
  };
}

class NativeWalk implements TreeWalk {
  private readonly cursor: Parser.TreeCursor;
  private readonly numbering: Numbering;

  constructor(cursor: Parser.TreeCursor, numbering: Numbering) {
    this.cursor = cursor;
    this.numbering = numbering;
  }

  toFirstChild(): boolean {
    return this.cursor.gotoFirstChild();
  }

  toNextSibling(): boolean {
    return this.cursor.gotoNextSibling();
  }

  toParent(): boolean {
    return this.cursor.gotoParent();
  }

  kind(): number {
    return this.numbering.kind(this.cursor.nodeTypeId, () => this.cursor.nodeType);
  }

  isMissing(): boolean {
    return this.cursor.nodeIsMissing;
  }

  field(): number {
    // Undefined, whatever its type says, where there is none.
    return this.numbering.field(this.cursor.currentFieldId || 0, () => this.cursor.currentFieldName);
  }

  start(): number {
    return this.cursor.startIndex;
  }

  end(): number {
    return this.cursor.endIndex;
  }
}
