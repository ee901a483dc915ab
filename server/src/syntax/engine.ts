import { difference, type Change } from './difference';
import { unparsedTree } from './flatten';
import { maskText } from './mask';
import type { Omission, ParsedText, ParseOptions, SourceParser } from './parser';
import { NodeFlag, SyntaxTree, type FlatTree } from './tree';

/** One binding of tree-sitter: what differs between the two. */
export interface Engine<Tree> {
  readonly binding: SourceParser['binding'];
  /** Undefined where it was stopped. `budget` is in milliseconds. */
  parse(masked: string, old: Tree | undefined, budget: number, isCancelled: () => boolean): Tree | undefined;
  /** Moves the nodes of a tree to where they stand after the change. */
  edit(tree: Tree, change: Change): void;
  flatten(tree: Tree): FlatTree;
  free(tree: Tree): void;
}

/** What a parse may take where nothing else is said, in milliseconds: a hundred times a usual file. */
const BUDGET = 4000;

/** Parses texts with an engine; keeps its trees until they are forgotten or continued. */
export function sourceParser<Tree>(engine: Engine<Tree>): SourceParser {
  const kept = new WeakMap<ParsedText, Tree>();

  const take = (parsed: ParsedText | undefined): Tree | undefined => {
    const tree = parsed === undefined ? undefined : kept.get(parsed);
    if (parsed !== undefined) kept.delete(parsed);
    return tree;
  };

  const parse = (text: string, options: ParseOptions, old: Tree | undefined): ParsedText => {
    if (isBinary(text)) return unparsed(text, text, [], 'this is no text');
    const { masked, annotations, omissions } = maskText(text, options.masking);
    const made = parseMasked(engine, masked, options, old);
    if (made === undefined) return unparsed(text, masked, omissions, 'parsing was stopped before its end');
    const parsed = { tree: new SyntaxTree(text, masked, made.flat), annotations, omissions };
    kept.set(parsed, made.tree);
    return parsed;
  };

  return {
    binding: engine.binding,
    parse(text, options = {}) {
      const old = take(options.previous);
      try {
        return parse(text, options, old);
      } finally {
        if (old !== undefined) engine.free(old);
      }
    },
    forget(parsed) {
      const tree = take(parsed);
      if (tree !== undefined) engine.free(tree);
    },
  };
}

interface Parsed<Tree> {
  readonly tree: Tree;
  readonly flat: FlatTree;
}

function parseMasked<Tree>(
  engine: Engine<Tree>,
  masked: string,
  options: ParseOptions,
  old: Tree | undefined,
): Parsed<Tree> | undefined {
  const { previous, budget = BUDGET, isCancelled = () => false } = options;
  const parse = (from: Tree | undefined): Parsed<Tree> | undefined => {
    const tree = isCancelled() ? undefined : engine.parse(masked, from, budget, isCancelled);
    return tree === undefined ? undefined : { tree, flat: engine.flatten(tree) };
  };
  // Beside an error, what tree-sitter takes over from the old tree is not always what a full parse gives.
  if (old === undefined || previous === undefined || hasError(previous.tree.flat)) return parse(undefined);
  const change = difference(previous.tree.masked, masked);
  if (change !== undefined) engine.edit(old, change);
  const continued = parse(old);
  if (continued === undefined || !hasError(continued.flat)) return continued;
  engine.free(continued.tree);
  return parse(undefined);
}

const hasError = (flat: FlatTree): boolean => ((flat.flags[0] ?? 0) & NodeFlag.hasError) !== 0;

function unparsed(text: string, masked: string, omissions: readonly Omission[], reason: string): ParsedText {
  const all = { start: 0, end: text.length, reason };
  const tree = new SyntaxTree(text, masked, unparsedTree(text.length));
  return { tree, annotations: [], omissions: [...omissions, all] };
}

/** What is looked at to tell a text from anything else, in UTF-16 units. */
const SAMPLE = 8000;

/** Whether a twentieth of the beginning are characters that no text holds: the grammar takes seconds for such. */
function isBinary(text: string): boolean {
  const length = Math.min(text.length, SAMPLE);
  let count = 0;
  for (let at = 0; at < length; at++) if (isControl(text.charCodeAt(at))) count++;
  return count > length / 20;
}

/** Tab, line feed, vertical tab, form feed and carriage return divide words and lines. */
const isControl = (code: number): boolean => (code < 32 && (code < 9 || code > 13)) || code === 127;
