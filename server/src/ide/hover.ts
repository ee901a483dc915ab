import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { placeHover, placeLine } from './hover-argument';
import { dispatchedText, memberHover } from './hover-member';
import { calledAt, headerNameText, identifierHover, isRedefined } from './hover-name';
import type { HoverText } from './hover-text';
import { blocks } from './markdown';
import { functionText } from './page-text';
import { placeAt } from './place';
import type { RuleSummary } from './rule-text';
import { suppressionHover } from './suppression-hover';

export type { HoverText } from './hover-text';

/**
 * What there is to know at an offset, in UTF-16 units: of a function of wsk.h however it is reached, a kernel function,
 * an event callback or IoCompletion routine of the driver, a name of wsk.h or the WDK (type, member, flag, status,
 * option, control code), the place of an argument, and the rule that a `wsk-ignore` comment names. `rules` are those
 * that exist. Undefined for anything else, and in other comments and strings.
 */
export function hoverAt(unit: Unit, offset: number, rules: readonly RuleSummary[] = []): HoverText | undefined {
  const nodes = nodesAt(unit, offset);
  const comment = nodes.find((node) => unit.tree.kind(node) === 'comment');
  if (comment !== undefined) return suppressionHover(unit, comment, offset, rules);
  const name = nodes.find((node) => unit.tree.kind(node) in texts);
  if (name !== undefined) return nameHover(unit, name, rules);
  return wordHover(unit, offset, nodes, rules) ?? firstOf(nodes, (node) => placeHover(unit, node));
}

function firstOf<Found>(nodes: readonly Node[], find: (node: Node) => Found | undefined): Found | undefined {
  for (const node of nodes) {
    const found = find(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node that an offset is in, before or behind. Before it, `nodeAt` finds what ends there, an arrow for one. */
const nodesAt = ({ tree }: Unit, offset: number): readonly Node[] =>
  [tree.nodeAt(offset), tree.nodeAt(offset + 1)].filter(
    (node) => tree.start(node) <= offset && offset <= tree.end(node),
  );

const texts = { identifier: identifierHover, type_identifier: identifierHover, field_identifier: fieldHover };

function fieldHover(unit: Unit, node: Node, rules: readonly RuleSummary[]): string | undefined {
  const called = calledAt(unit, node);
  return called === undefined ? memberHover(unit, node, rules) : functionText(called.name, called.api, rules);
}

/** A known name comes first, and then the place it stands in. */
function nameHover(unit: Unit, node: Node, rules: readonly RuleSummary[]): HoverText | undefined {
  const { tree } = unit;
  const markdown = texts[tree.kind(node) as keyof typeof texts](unit, node, rules);
  if (markdown === undefined) return placeHover(unit, node);
  const place = tree.kind(node) === 'identifier' ? placeLine(unit, node) : undefined;
  return { markdown: blocks([markdown, place]), span: tree.span(node) };
}

/** A name where there is no tree: in the body of a macro, in an annotation, in a branch that was left out. */
function wordHover(
  unit: Unit,
  offset: number,
  nodes: readonly Node[],
  rules: readonly RuleSummary[],
): HoverText | undefined {
  const { tree } = unit;
  const { text, masked } = tree;
  const start = offset - (/\w*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0);
  const word = /^[A-Za-z_]\w*/.exec(text.slice(start, start + 200))?.[0];
  if (word === undefined) return undefined;
  const span = { start, end: start + word.length };
  const isMasked = masked.slice(span.start, span.end) !== word;
  const body = nodes.find((node) => tree.kind(node) === 'preproc_arg');
  if (body === undefined ? !isMasked || isQuoted(unit, offset) : !isCode(text.slice(tree.start(body), start))) {
    return undefined;
  }
  const isMember = /(?:->|\.)\s*$/.test(text.slice(Math.max(0, start - 100), start));
  const header = isRedefined(unit, word) ? undefined : headerNameText(word, rules);
  const markdown = isMember ? dispatchedText(word, rules) : header;
  return markdown === undefined ? undefined : { markdown, span };
}

function isQuoted({ tree }: Unit, offset: number): boolean {
  const { within } = placeAt(tree, offset);
  return within === 'comment' || within === 'literal';
}

/** Whether no string or comment is begun in a part of a macro's body, and not ended. */
const isCode = (text: string): boolean => !/"|\/[/*]/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\//g, ''));
