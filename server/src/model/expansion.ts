import { isKnown } from '../knowledge';
import { macroMeanings } from '../knowledge/macro-bodies';
import { expandMacros, type ExpandedText, type MacroBody } from '../syntax/expansion';
import type { ParsedText } from '../syntax/parser';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { Span } from '../text/span';
import { classAround } from './classes';
import { visibleMacros } from './macros';
import { constantNamed } from './named-constants';
import { definitionsIn } from './methods';
import { perContext, perUnit } from './per-unit';
import { declaresFunction } from './prototypes';
import type { FunctionDefinition, Unit } from './unit';

/** A function as the compiler sees it: macros with a body that the file can see are replaced by what they stand for. */
export interface Expansion {
  /** A file with nothing but this function; what it declares is what the function's own file declares. */
  readonly unit: Unit;
  readonly definition: FunctionDefinition;
  /** Where a stretch of the expanded function comes from, in UTF-16 units of the file. */
  readonly sourceOf: (span: Span) => Span;
}

const known = perUnit(() => new Map<FunctionDefinition, Expansion>());

/** The function with its macros replaced; itself where it has none, or where it does not parse so. */
export function expansionOf(unit: Unit, definition: FunctionDefinition): Expansion {
  const expansions = known(unit);
  let expansion = expansions.get(definition);
  if (expansion === undefined) {
    expansion = expanded(unit, definition) ?? { unit, definition, sourceOf: (span) => span };
    expansions.set(definition, expansion);
  }
  return expansion;
}

/** The smallest node of a function that holds what a node of its expansion comes from: where a macro stands, for what it wrote. */
export function writtenNode({ tree }: Unit, definition: FunctionDefinition, expansion: Expansion, node: Node): Node {
  const { start, end } = expansion.sourceOf(expansion.unit.tree.span(node));
  let found = definition.node;
  for (let next: Node | undefined = found; next !== undefined;) {
    found = next;
    next = tree.namedChildren(found).find((child) => tree.start(child) <= start && end <= tree.end(child));
  }
  return found;
}

function expanded(unit: Unit, definition: FunctionDefinition): Expansion | undefined {
  const { tree, parsedText } = unit;
  const { node, body, name, parsed } = definition;
  if (!parsed || !mayHoldMacros(unit, body)) return undefined;
  const text = expandMacros(tree.text, tree.span(body), (word) => macroNamed(unit, word));
  if (text === undefined) return undefined;
  const start = tree.start(node);
  const header = tree.text.slice(start, tree.start(body));
  const around = classAround(tree, node)?.name;
  const alone = new ExpandedUnit(unit, parsedText.parsePart(header + text.text), around);
  const [only, ...others] = alone.functions;
  if (only?.name !== name || !only.parsed || others.length > 0) return undefined;
  return {
    unit: alone,
    definition: { ...only, isStatic: definition.isStatic },
    sourceOf: (span) => sourceOf(span, { header: header.length, start, text }),
  };
}

interface Layout {
  /** How long what stands before the body is, in UTF-16 units. */
  readonly header: number;
  /** Where the function starts in its file. */
  readonly start: number;
  readonly text: ExpandedText;
}

function sourceOf({ start: from, end: to }: Span, { header, start, text }: Layout): Span {
  if (from < header) return { start: start + from, end: start + to };
  return text.sourceOf({ start: from - header, end: to - header });
}

/** One function of a file, read again. All that holds for the whole file is asked of the file. */
class ExpandedUnit implements Unit {
  readonly origin: Unit;
  readonly parsedText: ParsedText;
  readonly functions: readonly FunctionDefinition[];

  constructor(origin: Unit, parsedText: ParsedText, around: string | undefined) {
    this.origin = origin;
    this.parsedText = parsedText;
    this.functions = definitionsIn(parsedText.tree, origin.included, { tree: origin.tree, around });
  }

  get file(): Unit['file'] {
    return this.origin.file;
  }

  get tree(): SyntaxTree {
    return this.parsedText.tree;
  }

  get included(): Unit['included'] {
    return this.origin.included;
  }

  get context(): Unit['context'] {
    return this.origin.context;
  }

  functionNamed(name: string): FunctionDefinition | undefined {
    return this.origin.functionNamed(name);
  }

  defines(name: string): boolean {
    return this.origin.defines(name);
  }
}

const WORD = /[A-Za-z_]\w*/g;

/** A cheap look before the text is read with care. */
const mayHoldMacros = (unit: Unit, body: Node): boolean => {
  const words = new Set(unit.tree.textOf(body).match(WORD));
  return [...words].some((word) => macroNamed(unit, word) !== undefined);
};

/** What a macro without parameters has to look like to be replaced: a member, an element, what a pointer points at, or a jump. */
const PLACE_OR_JUMP = /->|\.[A-Za-z_]|\w\s*\[|^\(\s*\*|^(?:do|if|goto|return|break|continue|__leave)\b|[;)]$/;
const CALL_OR_GROUP = /^\(?[\w\s*]*\)?$/;

/** The macro that a word is; undefined for one that the tables or the settings describe, for a constant and for another name of something. */
function macroNamed(unit: Unit, name: string): MacroBody | undefined {
  if (unit.file.functions?.find(name) !== undefined) return undefined;
  const known = macros(unit);
  if (!known.has(name)) known.set(name, findMacro(unit, name));
  return known.get(name);
}

/** By word: most words stand in many functions of a file. */
const macros = perContext(() => new Map<string, MacroBody | undefined>());

function findMacro(unit: Unit, name: string): MacroBody | undefined {
  const definition = visibleMacros(unit).definitionOf(name);
  const meaning = Object.hasOwn(macroMeanings, name) ? macroMeanings[name] : undefined;
  if (definition === undefined) return declaresFunction(unit, name) ? undefined : meaning;
  if (isKnown(name) && meaning === undefined) return undefined;
  if (definition.parameters !== undefined) return definition;
  const { body } = definition;
  if (!PLACE_OR_JUMP.test(body) || CALL_OR_GROUP.test(body)) return undefined;
  return constantNamed(unit, name) === undefined ? definition : undefined;
}
