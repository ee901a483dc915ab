import { difference, type Change } from './difference';
import { unparsedTree } from './flatten';
import { maskText } from './mask';
import type { Annotation, Omission, ParsedText, ParseOptions, SourceParser } from './parser';
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

  return {
    binding: engine.binding,
    parse(text, options = {}) {
      const { masked, annotations, omissions } = maskText(text, options.masking);
      const old = take(options.previous);
      const tree = parseMasked(engine, masked, options, old);
      if (old !== undefined) engine.free(old);
      if (tree === undefined) return stopped(text, masked, annotations, omissions);
      const parsed = { tree: new SyntaxTree(text, masked, tree.flat), annotations, omissions };
      kept.set(parsed, tree.tree);
      return parsed;
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

function stopped(
  text: string,
  masked: string,
  annotations: readonly Annotation[],
  omissions: readonly Omission[],
): ParsedText {
  const all = { start: 0, end: text.length, reason: 'parsing was stopped before its end' };
  return { tree: new SyntaxTree(text, masked, unparsedTree(text.length)), annotations, omissions: [...omissions, all] };
}
