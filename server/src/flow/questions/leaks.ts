import { describe } from '../../knowledge';
import type { Resource } from '../../knowledge/shape';
import type { Span } from '../../text/span';
import type { FunctionDefinition, Unit } from '../../model/unit';
import { nodeAt, spanHere, type Analysis } from '../analysis';
import { anchorKey, type Anchor } from '../anchor';
import { perResult } from '../per-result';
import type { SeenLeak } from '../run/function-run';
import type { Site } from '../state/object';
import type { Label } from '../state/terms';
import { outlivedBy } from './outlived';

/** What a function of the file acquires and does not give back on some way to its end, where nobody else can come to it. */
export interface Obligation {
  readonly resource: Resource;
  /** As the function spells it; undefined where no local holds it. */
  readonly name: string | undefined;
  /** The `return`, or the brace that ends the function. */
  readonly at: Span;
  /** The function ends there without a `return`. */
  readonly isLastBrace: boolean;
  /** The call that makes the next one, in a loop, while nothing else holds this one; undefined where the function ends. */
  readonly again: string | undefined;
  /** Where it was acquired. */
  readonly acquired: Site;
  /** WSK still has it, and what completes it leaves it as it is. */
  readonly isPending: boolean;
}

/**
 * What is owed at the ends of the functions of a file, in the order of the text. An object counts where it was acquired for
 * certain: its pointer was tested, and nothing on the way is in doubt. It does not where it was given back, returned, put
 * into memory that others can name, or handed to code that may keep it. Nor does an IRP that a request has still, where the
 * mistake is to return so early: its stack is gone, too.
 */
export function obligations(analysis: Analysis): Obligation[] {
  const { tree } = analysis.unit;
  const early = new Set(outlivedBy(analysis).map(({ definition }) => definition));
  return analysis.functions.flatMap((definition) => {
    const result = analysis.resultOf(definition);
    if (result === undefined) return [];
    const leaks = leaksOf(analysis.unit, definition, result).filter((leak) => !isToldBelow(analysis, leak));
    const own = leaks.filter(({ resource, isPending }) => resource !== 'IRP' || !isPending || !early.has(definition));
    return own.map(({ from, resource, name, acquired, isPending }) => {
      const node = nodeAt(definition, from);
      const isLastBrace = node === definition.body;
      const { start, end } = tree.span(node);
      const again = isAgain(analysis.unit, definition, from) ? nameCalled(acquired) : undefined;
      const called = again === undefined ? undefined : spanHere(analysis, firstOf(acquired));
      const at = called ?? { start: isLastBrace ? end - 1 : start, end };
      return { resource, name, at, isLastBrace, again, acquired, isPending };
    });
  });
}

/** A function ends at a `return`, or behind its body: where a call stands, the loop comes to it again. */
const isAgain = ({ tree }: Unit, definition: FunctionDefinition, from: Label): boolean =>
  tree.kind(nodeAt(definition, from)) === 'call_expression';

/** The function that is called where a function acquires something, by itself or in what it calls. */
const nameCalled = ({ through: [step], callee }: Site): string => step?.callee ?? callee;

const firstOf = ({ through: [step], at }: Site): Anchor => step?.at ?? at;

/** Whether a called function of the file, which has acquired the object, loses it on some way itself. */
function isToldBelow(analysis: Analysis, { acquired: { at, through } }: SeenLeak): boolean {
  const [step, ...rest] = through;
  const callee = step && analysis.functionNamed(step.callee);
  const below = callee === undefined ? [] : (analysis.resultOf(callee)?.leaks ?? []);
  const key = pathKey(at, rest);
  return below.some(({ acquired }) => pathKey(acquired.at, acquired.through) === key);
}

const pathKey = (at: Anchor, through: Site['through']): string =>
  [at, ...through.map((one) => one.at)].map(anchorKey).join();

type Told = SeenLeak & { readonly resource: Resource };

/** Each object once at each end, and of those that one call has acquired only the first. */
const leaksOf = perResult((unit, definition, { leaks }): readonly Told[] => {
  const isCall = ({ from }: Told): boolean => isAgain(unit, definition, from);
  const told = new Map<string, Told>();
  for (const leak of leaks) {
    const resource = resourceOf(unit, leak.acquired.callee);
    const key = `${leak.from} ${pathKey(leak.acquired.at, leak.acquired.through)}`;
    if (resource !== undefined && !told.has(key)) told.set(key, { ...leak, resource });
  }
  const all = [...told.values()].sort((a, b) => a.from - b.from);
  // What the function loses where it ends is told there.
  return all.filter((leak) => !isCall(leak) || !all.some((other) => !isCall(other) && isSameSite(other, leak)));
});

const isSameSite = (one: SeenLeak, other: SeenLeak): boolean =>
  pathKey(one.acquired.at, one.acquired.through) === pathKey(other.acquired.at, other.acquired.through);

/** What a call gives to the driver that has to be given back. */
function resourceOf({ file }: Unit, callee: string): Resource | undefined {
  const { effects } = file.functions?.find(callee)?.api(0) ?? describe(callee) ?? {};
  return effects?.flatMap((effect) => (effect.effect === 'acquires' ? [effect.resource] : []))[0];
}
