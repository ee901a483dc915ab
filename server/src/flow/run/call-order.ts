import { knownCall } from '../../model/dispatch';
import { perUnit } from '../../model/per-unit';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { AnchorSpans } from '../anchor';

const orders = perUnit(() => new Map<Node, ReadonlyMap<Node, number>>());

/** Which of the calls of a function each is, in the order of the text, from 0. */
export function callOrder(unit: Unit, { node, body }: FunctionDefinition): ReadonlyMap<Node, number> {
  const known = orders(unit);
  let order = known.get(node);
  if (order === undefined) {
    order = new Map(unit.tree.descendants(body, 'call_expression').map((call, index) => [call, index]));
    known.set(node, order);
  }
  return order;
}

/** Where the parameters and calls of a function stand, from its start. */
export function anchorSpans(unit: Unit, definition: FunctionDefinition): AnchorSpans {
  const { tree } = unit;
  const first = tree.start(definition.node);
  const span = (node: Node): Span => ({ start: tree.start(node) - first, end: tree.end(node) - first });
  return {
    name: span(definition.nameNode),
    parameters: definition.parameters.map(({ node }) => span(node)),
    calls: [...callOrder(unit, definition).keys()].map((call) => {
      const list = tree.field(call, 'arguments');
      const name = knownCall(unit, call)?.nameNode ?? tree.field(call, 'function') ?? call;
      return { name: span(name), arguments: list === undefined ? [] : tree.namedChildren(list).map(span) };
    }),
  };
}
