import { writtenNode, type Expansion } from '../../model/expansion';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { AnchorSpans, FunctionId } from '../anchor';
import type { Label } from '../state/terms';
import type { Argument, Use } from '../summary/summary';
import type { FunctionResult } from './function-run';

/**
 * What was seen in a function with its macros replaced, by the places of the function as it is written: what a macro did,
 * it did where the macro stands.
 */
export function resultInSource(
  unit: Unit,
  definition: FunctionDefinition,
  expansion: Expansion,
  result: FunctionResult,
): FunctionResult {
  if (expansion.unit === unit) return result;
  const expanded = (label: Label): Node => (expansion.definition.node + label) as Node;
  const written = (label: Label): Node => writtenNode(unit, definition, expansion, expanded(label));
  const labelOf = (label: Label): Label => (written(label) - definition.node) as Label;
  const seen = <Seen extends { readonly from: Label }>(one: Seen): Seen => ({ ...one, from: labelOf(one.from) });
  const spans = spansInSource(unit, definition, expansion, result.spans);
  const first = unit.tree.start(definition.node);
  const textAt = ({ start, end }: Span): string => unit.tree.text.slice(first + start, first + end);
  const uses = new Map(result.uses.map((use) => [use, useInSource(use, result.summary.id, spans, textAt)]));
  const { summary } = result;
  return {
    ...result,
    uses: [...uses.values()],
    summary: { ...summary, uses: summary.uses.map((use) => uses.get(use) ?? use) },
    // A comparison that a macro makes has no sides in the text.
    comparisons: result.comparisons
      .filter(({ at }) => unit.tree.kind(written(at)) === expansion.unit.tree.kind(expanded(at)))
      .map(({ at, left, right }) => ({ at: labelOf(at), left: seen(left), right: seen(right) })),
    returns: result.returns.map(seen),
    endings: result.endings.map(seen),
    leaks: result.leaks.map(seen),
    dereferences: result.dereferences.map(seen),
    leftNull: result.leftNull.map(seen),
    outcomes: result.outcomes.map(seen),
    spans,
  };
}

/** A use that the function makes, with its arguments as they are written where the macro is used. */
function useInSource(use: Use, id: FunctionId, { calls }: AnchorSpans, textAt: (span: Span) => string): Use {
  if (use.at.owner !== id || use.through.length > 0) return use;
  const named = [...use.arguments].map(([name, argument]): [string, Argument] => {
    const span = calls[argument.at.call]?.arguments[argument.at.part];
    const isWritten = span === undefined || textAt(span) === argument.text;
    return [name, isWritten ? argument : { ...argument, text: withoutParentheses(argument.text) }];
  });
  return { ...use, arguments: new Map(named) };
}

/** Macros put their arguments in parentheses, which nobody has written. */
function withoutParentheses(text: string): string {
  const inner = /^\(([^()]*)\)$/.exec(text.trim())?.[1] ?? text;
  return inner.replace(/(?<![\w)])\((\w+)\)(?=->|\.|\[)/g, '$1').trim();
}

/** Both the spans that are given and those that come out count from the start of the function. */
function spansInSource(
  { tree }: Unit,
  { node, nameNode, parameters }: FunctionDefinition,
  { definition, unit, sourceOf }: Expansion,
  { calls }: AnchorSpans,
): AnchorSpans {
  const [before, after] = [unit.tree.start(definition.node), tree.start(node)];
  const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
  const inSource = (span: Span): Span => moved(sourceOf(moved(span, before)), -after);
  return {
    name: moved(tree.span(nameNode), -after),
    parameters: parameters.map((parameter) => moved(tree.span(parameter.node), -after)),
    calls: calls.map((call) => ({ name: inSource(call.name), arguments: call.arguments.map(inSource) })),
  };
}
