import { nodeAt, type Analysis } from '../src/flow/analysis';
import { controlFlow, type Point } from '../src/flow/graph/cfg';
import { printControlFlow } from '../src/flow/graph/print-cfg';
import type { IrqlResult } from '../src/flow/irql/irql';
import { printRange } from '../src/flow/irql/range';
import type { FunctionResult } from '../src/flow/run/function-run';
import type { Use } from '../src/flow/summary/summary';
import type { FunctionDefinition } from '../src/model/unit';
import type { Node, SyntaxTree } from '../src/syntax/tree';
import type { TermText } from './term-text';
import { returnText, useLines, type Located } from './use-lines';

/** What there is to print of one function. */
export interface Seen {
  readonly analysis: Analysis;
  readonly definition: FunctionDefinition;
  readonly result: FunctionResult | undefined;
  readonly irql: IrqlResult | undefined;
  readonly terms: TermText;
  readonly places: Located;
}

/**
 * The steps of a function, each with the line and the IRQL at which it is made and, below it, all that the engine has seen
 * there: the WSK calls with what is known of their arguments, what is compared, and what is returned.
 */
export function pointLines(seen: Seen): string[] {
  const { analysis, definition, irql, terms } = seen;
  const { tree } = analysis.unit;
  const flow = controlFlow(tree, definition.body);
  if (flow === undefined) return ['given up: it nests too deeply'];
  const steps = printControlFlow(tree, flow).split('\n');
  const knownAt = known(seen, flow.points);
  return flow.points.flatMap((point, index) => {
    const node = nodeOf(point);
    const range = node === undefined ? undefined : irql?.at(node);
    const where = node === undefined ? '' : `  [line ${terms.lineOf(node)}${range ? `, ${printRange(range)}` : ''}]`;
    return [`${steps[index] ?? ''}${where}`, ...(knownAt.get(node) ?? []).map((line) => `     ${line}`)];
  });
}

const nodeOf = (point: Point): Node | undefined => ('node' in point ? point.node : undefined);

/** What was seen, by the node of the step at which it was. */
function known(seen: Seen, points: readonly Point[]): ReadonlyMap<Node | undefined, readonly string[]> {
  const { analysis, definition, result, terms, places } = seen;
  const found = new Map<Node | undefined, string[]>();
  if (result === undefined) return found;
  const nodes = points.flatMap((point) => nodeOf(point) ?? []);
  const { tree } = analysis.unit;
  const add = (offset: number | undefined, lines: readonly string[]): void => {
    const step = offset === undefined ? undefined : smallestAround(tree, nodes, offset);
    found.set(step, [...(found.get(step) ?? []), ...lines]);
  };
  const start = (label: Parameters<typeof nodeAt>[1]): number => tree.start(nodeAt(definition, label));
  for (const use of result.uses) add(offsetHere(analysis, use), useLines(use, terms, places));
  for (const { at, left, right } of result.comparisons)
    add(start(at), [`compares ${terms.value(left.value)} with ${terms.value(right.value)}`]);
  for (const value of result.returns) add(start(value.from), [returnText(value, terms)]);
  return found;
}

/** Where a use is made in the file that is looked at, or where the call that leads to it is. */
function offsetHere(analysis: Analysis, { at, through }: Use): number | undefined {
  const place = analysis.locate(through[0]?.at ?? at);
  return place?.path === analysis.unit.file.path ? place.at.start : undefined;
}

function smallestAround(tree: SyntaxTree, nodes: readonly Node[], offset: number): Node | undefined {
  const around = nodes.filter((node) => tree.start(node) <= offset && offset < tree.end(node));
  return around.sort((one, other) => tree.end(one) - tree.start(one) - (tree.end(other) - tree.start(other)))[0];
}
