import type { Span } from '../text/span';
import { Conditions } from './conditions';
import { isCpp, lower, type LoweredText } from './cpp/lower';
import { Assembly, unparsedTree, type TreeWalk } from './flatten';
import { sectionMask, type MaskedText, type Section } from './mask';
import type { Language, MaskOptions, Omission, ParsedText, ParseOptions, SourceParser } from './parser';
import { divide, divideAgain, type Division, type Layout } from './sections';
import { SyntaxTree, type FlatTree } from './tree';

/** One binding of tree-sitter: what differs between the two. */
export interface Engine<Tree> {
  readonly binding: SourceParser['binding'];
  /** Undefined where it was stopped. `budget` is in milliseconds, more than 0. */
  parse(masked: string, budget: number, isCancelled: () => boolean): Tree | undefined;
  /** How many nodes a tree has, without its root where that is no error. */
  count(tree: Tree): number;
  /** Hands a walk over that stands on the tree's root, for as long as `read` runs. */
  walk(tree: Tree, read: (walk: TreeWalk) => void): void;
  free(tree: Tree): void;
}

/** What a parse may take where nothing else is said, in milliseconds: a hundred times a usual file. */
const BUDGET = 4000;

/** What is remembered of a parse, for the next one of the file. */
interface Continuation extends Layout {
  /** The options of its masking. */
  readonly masking: string;
}

/** A parse that is continued, and where its sections are. */
interface Previous {
  readonly parsed: ParsedText;
  readonly layout: Layout;
}

/** Parses texts with an engine, section by section; those that did not change are taken from the parse before. */
export function sourceParser<Tree>(engine: Engine<Tree>): SourceParser {
  const continuations = new WeakMap<ParsedText, Continuation>();

  const previousOf = ({ previous }: ParseOptions, name: string): Previous | undefined => {
    const layout = previous === undefined ? undefined : continuations.get(previous);
    if (previous === undefined || layout?.masking !== name) return undefined;
    return { parsed: previous, layout };
  };

  const parser: SourceParser = {
    binding: engine.binding,
    parse(text, options = {}) {
      const { masking } = options;
      if (isBinary(text))
        return { ...unparsed(text, text, [], 'this is no text'), parsePart: (part) => parser.parse(part, options) };
      const lowered = loweredText(text, options);
      const language = lowered === undefined ? 'c' : 'cpp';
      const parsePart: ParsedText['parsePart'] = (part) => parser.parse(part, { masking, language });
      const source = lowered?.text ?? text;
      const name = nameOf(language, masking);
      const previous = previousOf(options, name);
      const mask = sectionMask(lowered === undefined ? masking : cppMasking(masking));
      const division = previous === undefined ? divide(source, mask) : divideAgain(source, mask, previous.layout);
      const { masked, annotations, omissions } = joined(division, previous);
      const trees = parseSections(engine, division.made, options);
      if (trees === undefined)
        return { ...unparsed(text, masked, omissions, 'parsing was stopped before its end'), parsePart };
      try {
        const { flat, ...layout } = assemble(engine, source, division, trees, previous);
        const parsed = { tree: new SyntaxTree(text, masked, flat, lowered?.facts), annotations, omissions, parsePart };
        continuations.set(parsed, { ...layout, masking: name });
        return parsed;
      } finally {
        for (const tree of trees) engine.free(tree);
      }
    },
  };
  return parser;
}

const nameOf = (language: Language, { extraMacros = [], defines = {} }: MaskOptions = {}): string =>
  JSON.stringify([language, extraMacros, defines]);

/** What reads C++ reads the branches that are for it. */
const cppMasking = (masking: MaskOptions = {}): MaskOptions => ({
  ...masking,
  defines: { __cplusplus: true, ...masking.defines },
});

/** A text of C++ as C; undefined for one of C. */
function loweredText(text: string, { masking, language }: ParseOptions): LoweredText | undefined {
  const isMeant = language === 'cpp' || (language === undefined && isCpp(text, new Conditions(masking?.defines)));
  return isMeant ? lower(text, new Conditions(cppMasking(masking).defines)) : undefined;
}

/** One tree a section; undefined where the parse was stopped. */
function parseSections<Tree>(
  engine: Engine<Tree>,
  sections: readonly Section[],
  { budget = BUDGET, isCancelled = () => false }: ParseOptions,
): Tree[] | undefined {
  const until = performance.now() + budget;
  const trees: Tree[] = [];
  for (const { masked } of sections) {
    const left = until - performance.now();
    const tree = left <= 0 || isCancelled() ? undefined : engine.parse(masked, left, isCancelled);
    if (tree === undefined) {
      for (const tree of trees) engine.free(tree);
      return undefined;
    }
    trees.push(tree);
  }
  return trees;
}

/** The masked text, and what was taken out of it: as in the parse before, but for the sections that were made. */
function joined({ head, made, tail, shift }: Division, previous: Previous | undefined): MaskedText {
  const headEnd = previous?.layout.ends[head - 1] ?? 0;
  const tailStart = previous?.layout.ends[tail - 1] ?? 0;
  const around = <Thing extends Span>(old: readonly Thing[] = [], own: (section: Section) => readonly Thing[]) => [
    ...old.filter(({ start }) => start < headEnd),
    ...made.flatMap(own),
    ...moved(
      old.filter(({ start }) => start >= tailStart),
      shift,
    ),
  ];
  const old = previous?.parsed;
  return {
    masked: [
      old?.tree.masked.slice(0, headEnd) ?? '',
      ...made.map((section) => section.masked),
      old?.tree.masked.slice(tailStart) ?? '',
    ].join(''),
    annotations: around(old?.annotations, (section) => section.annotations),
    omissions: around(old?.omissions, (section) => section.omissions),
  };
}

const moved = <Thing extends Span>(things: readonly Thing[], shift: number): readonly Thing[] =>
  shift === 0 ? things : things.map((thing) => ({ ...thing, start: thing.start + shift, end: thing.end + shift }));

/** Puts the tree together, and says where its sections are. */
function assemble<Tree>(
  engine: Engine<Tree>,
  text: string,
  { head, made, tail, shift }: Division,
  trees: readonly Tree[],
  previous: Previous | undefined,
): Layout & { readonly flat: FlatTree } {
  const old = previous?.parsed.tree.flat;
  const { ends: oldEnds = [], nodeEnds: oldNodeEnds = [] } = previous?.layout ?? {};
  const headEnd = oldNodeEnds[head - 1] ?? 1;
  const tailStart = oldNodeEnds[tail - 1] ?? 1;
  const tailEnd = oldNodeEnds.at(-1) ?? 1;
  const assembly = new Assembly(trees.reduce((sum, tree) => sum + engine.count(tree), headEnd + tailEnd - tailStart));
  if (old !== undefined) assembly.copy(old, 1, headEnd, 0);
  const nodeEnds = trees.map((tree, index) => {
    engine.walk(tree, (walk) => {
      assembly.walk(walk, made[index]?.start ?? 0);
    });
    return assembly.count;
  });
  const nodeShift = assembly.count - tailStart;
  if (old !== undefined) assembly.copy(old, tailStart, tailEnd, shift);
  return {
    text,
    flat: assembly.finish(text.length),
    ends: [...oldEnds.slice(0, head), ...made.map(({ end }) => end), ...oldEnds.slice(tail).map((end) => end + shift)],
    nodeEnds: [...oldNodeEnds.slice(0, head), ...nodeEnds, ...oldNodeEnds.slice(tail).map((end) => end + nodeShift)],
  };
}

function unparsed(
  text: string,
  masked: string,
  omissions: readonly Omission[],
  reason: string,
): Omit<ParsedText, 'parsePart'> {
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
