import { withoutCasts } from '../../model/references';
import { variableOf } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { eventCallbacks, type CallbackExit, type CallbackName, type EventCallback } from './callbacks';
import { nameOf } from '../constant';
import type { Region, Value } from '../state/terms';
import { isRegionFromEntry } from '../step/use';

/** A `return` of a callback behind which the driver still holds a pointer to what it was only lent. */
export interface KeptArgument<C extends CallbackName> {
  readonly by: EventCallback<C>;
  /** What is returned, and where. */
  readonly returned: string;
  readonly node: Node;
  /** The parameter that was kept, or that leads to what was kept, as the driver names it. */
  readonly parameter: string;
}

/**
 * The ways out of callbacks, each place once, on which something that outlives the call holds a pointer into what a
 * parameter leads to.
 *
 * @param index Which parameter it is, from 0.
 * @param isLent Whether a value that is returned gives back what was lent. Asked of constants only.
 */
export function keptArguments<C extends CallbackName>(
  analysis: Analysis,
  wanted: readonly C[],
  index: number,
  isLent: (value: Value) => boolean,
): KeptArgument<C>[] {
  return eventCallbacks(analysis, ...wanted).flatMap((by) => {
    const found = new Map<Node, KeptArgument<C>>();
    const parameter = by.definition.parameters[index]?.name;
    for (const { node, value, writes } of by.exits as readonly CallbackExit[]) {
      const returned = nameOf(value);
      const isKept = returned !== undefined && isLent(value) && writes.some((write) => keeps(writes, write, index));
      if (isKept && parameter !== undefined && !found.has(node)) found.set(node, { by, returned, node, parameter });
    }
    return [...found.values()];
  });
}

type Writes = CallbackExit['writes'];

function keeps(writes: Writes, [region, value]: Writes[number], index: number): boolean {
  return leadsInto(value, index) && !isWithin(region, index) && outlives(writes, region);
}

/** Memory that the driver can name when the call is over: what the context leads to, what is global, and what these hold. */
const outlives = (writes: Writes, region: Region): boolean =>
  isRegionFromEntry(region) || writes.some(([holder, held]) => isRegionFromEntry(holder) && isPointerTo(held, region));

/** Whether a value is the address of a new object, or of a part of it, in which a region lies. */
function isPointerTo(value: Value, { root }: Region): boolean {
  if (root.place.is !== 'pointee') return false;
  return value === root.place.symbol || (value.kind === 'address' && value.region.root === root);
}

/** Whether a region lies in what a parameter points at, or behind that. */
const isWithin = ({ root: { place } }: Region, index: number): boolean =>
  place.is === 'pointee' && leadsInto(place.symbol, index);

/** The members of indications that point at what belongs to WSK. */
const POINTERS: ReadonlySet<string> = new Set(['Next', 'Mdl', 'ControlInfo', 'RemoteAddress']);

/** Whether a value is a parameter, an address within what that points at, or one of the pointers there. */
function leadsInto(value: Value, index: number): boolean {
  if (value.kind === 'address') return isWithin(value.region, index);
  if (value.kind !== 'symbol') return false;
  const { origin } = value;
  switch (origin.from) {
    case 'parameter':
      return origin.index === index;
    case 'memory':
      return (
        origin.region.place.is === 'member' && POINTERS.has(origin.region.place.name) && isWithin(origin.region, index)
      );
    case 'earlier':
      return leadsInto(origin.value, index);
    default:
      return false;
  }
}

/** An inspect ID of which a callback keeps the pointer. */
export interface KeptInspectId extends KeptArgument<'WskInspectEvent' | 'WskAbortEvent'> {
  /** The pointer where it is stored; undefined where a function that the callback calls does that. */
  readonly store: Node | undefined;
}

/** The inspect IDs of which the callbacks of a file keep the pointers, each store once, in the order of the text. */
export function keptInspectIds(analysis: Analysis): KeptInspectId[] {
  const kept = [
    ...keptArguments(analysis, ['WskInspectEvent'], 3, () => true),
    ...keptArguments(analysis, ['WskAbortEvent'], 1, () => true),
  ];
  const found = new Map<Node, KeptInspectId>();
  for (const one of kept) {
    const store = storeOf(analysis.unit, one.by.definition, one.parameter);
    const at = store ?? one.node;
    if (!found.has(at)) found.set(at, { ...one, store });
  }
  return [...found.values()].sort((one, other) => (one.store ?? one.node) - (other.store ?? other.node));
}

/** Where a function itself writes a parameter into what is no variable of its own. */
function storeOf(unit: Unit, { body }: FunctionDefinition, parameter: string): Node | undefined {
  const { tree } = unit;
  return tree.descendants(body, 'assignment_expression').flatMap((node) => {
    const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
    if (left === undefined || right === undefined || variableOf(unit, left)?.kind === 'local') return [];
    return tree.textOf(withoutCasts(unit, right)) === parameter ? [right] : [];
  })[0];
}
