import type { Fact } from '../knowledge/shape';
import type { FunctionName, ParameterName } from '../knowledge';
import { spanHere, type Analysis, type SeenUse } from './analysis';
import { anchorKey, sameAnchor, type Anchor } from './anchor';
import type { Span } from '../text/span';
import type { Site } from './state/object';
import { isConstant } from './constant';
import type { Use } from './summary/summary';

/** A call that comes too late once something is true of an object. Data: the engine follows it along every path. */
export interface OrderProtocol<F extends FunctionName> {
  readonly call: F;
  /** The parameter that is the object. */
  readonly object: ParameterName<F>;
  /** The arguments that make it this request, by the names of constants; the last is what a finding marks. */
  readonly where: Partial<Record<ParameterName<F>, string>>;
  readonly tooLateOnce: Fact;
}

export interface LateCall {
  /** The object as the source spells it. */
  readonly object: string;
  /** The argument that makes it this request; in a caller of a helper that is right in itself, the helper's name. */
  readonly at: Span;
  /** The helper that makes the request, where the caller is at fault. */
  readonly through: string | undefined;
  /** Where it became too late. */
  readonly after: Site;
  readonly use: Use;
}

/** The calls of a file that break a protocol, along paths on which nothing is in doubt, in the order of the text. */
export function lateCalls<F extends FunctionName>(analysis: Analysis, protocol: OrderProtocol<F>): LateCall[] {
  const found = new Map<number, LateCall>();
  for (const seen of seenByPlace(analysis, protocol).values()) {
    const late = seen.flatMap(({ use }) => lateCall(use, protocol) ?? []);
    const called = new Set(seen.flatMap(({ use }) => use.through.map((step) => calledIn(step.at, use))));
    // A helper that comes too late wherever it is called is wrong itself; one that some caller calls in time is not.
    const always = seen.every(({ use, within }) => called.has(within) || late.some((one) => one.use === use));
    for (const one of late.filter(({ isToldBelow }) => !isToldBelow)) {
      const { object, after, use } = one;
      const at = spanHere(analysis, always ? one.marked : one.at);
      if (at === undefined || found.has(at.start)) continue;
      found.set(at.start, { object, after, use, at, through: always ? undefined : one.through });
    }
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** The function that a step on the way to a use calls: the owner of the next one, or of the use. */
function calledIn(step: Anchor, { through, at }: Use): string {
  const index = through.findIndex((one) => one.at === step);
  return (through[index + 1]?.at ?? at).owner;
}

/** The calls of the protocol that are made, or can be told, in this file, as they are seen from anywhere. */
function seenByPlace<F extends FunctionName>(analysis: Analysis, protocol: OrderProtocol<F>): Map<string, SeenUse[]> {
  // A call is seen by the function that makes it, whoever else sees it.
  const owners = new Set(
    analysis.unit.functions.flatMap((definition) =>
      (analysis.resultOf(definition)?.uses ?? [])
        .filter(({ callee }) => callee === protocol.call)
        .map(({ at }) => at.owner),
    ),
  );
  const byPlace = new Map<string, SeenUse[]>();
  for (const owner of owners) {
    for (const seen of analysis.usesMadeIn(owner)) {
      if (seen.use.callee !== protocol.call || !isAsked(seen.use, protocol)) continue;
      const key = anchorKey(seen.use.at);
      byPlace.set(key, [...(byPlace.get(key) ?? []), seen]);
    }
  }
  return byPlace;
}

const isAsked = <F extends FunctionName>(use: Use, { where }: OrderProtocol<F>): boolean =>
  Object.entries<string | undefined>(where).every(([name, constant]) => {
    const argument = use.arguments.get(name);
    return argument !== undefined && constant !== undefined && isConstant(argument.value, constant);
  });

/** A call that comes too late, with both places where it can be told. */
interface Late extends Pick<LateCall, 'object' | 'through' | 'after' | 'use'> {
  readonly at: Anchor;
  /** The argument that makes it this request, also where a caller is at fault. */
  readonly marked: Anchor;
  /** Both happened inside one call from here: that is the called function's own mistake, and told there. */
  readonly isToldBelow: boolean;
}

function lateCall<F extends FunctionName>(use: Use, protocol: OrderProtocol<F>): Late | undefined {
  const object = use.arguments.get(protocol.object);
  const fact = object?.facts.get(protocol.tooLateOnce);
  if (object === undefined || fact === undefined || fact.isDoubtful) return undefined;
  const marked = use.arguments.get(Object.keys(protocol.where).at(-1) ?? '')?.at ?? use.at;
  const [step] = use.through;
  const place = step === undefined ? { at: marked, through: undefined } : { at: step.at, through: step.callee };
  const isToldBelow = isSameCall(use, fact.site);
  return { ...place, object: object.text, marked, after: fact.site, use, isToldBelow };
}

function isSameCall({ through: [step] }: Use, { through: [first] }: Site): boolean {
  return step !== undefined && first !== undefined && sameAnchor(first.at, step.at);
}
