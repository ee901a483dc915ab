import type { Fact } from '../knowledge/shape';
import type { FunctionName, ParameterName } from '../knowledge';
import { spanHere, type Analysis, type SeenUse } from './analysis';
import { anchorKey, sameAnchor, type Anchor } from './anchor';
import type { Span } from '../text/span';
import type { Site } from './state/object';
import { isConstant } from './constant';
import type { Argument, Use } from './summary/summary';

/** A call that is wrong by what is known of an object then. Data: the engine follows it along every path. */
export interface Protocol<F extends FunctionName> {
  readonly calls: readonly F[];
  /** The parameter that is the object. */
  readonly object: ParameterName<F>;
  /** The arguments that make it this request, by the names of constants; the last is what a finding marks. */
  readonly where?: Partial<Record<ParameterName<F>, string>>;
  /** It is wrong where all of `has` is certain, and nothing of `lacks` known, not even on some paths. The first says why. */
  readonly wrongIf: { readonly has: readonly [Fact, ...Fact[]]; readonly lacks?: readonly Fact[] };
}

export interface Misuse {
  /** The object as the source spells it. */
  readonly object: string;
  /** The name of the function that is called. */
  readonly callee: string;
  /**
   * The argument that makes it this request, or else the object; in a caller of a helper that is right in itself, the
   * helper's name.
   */
  readonly at: Span;
  /** The helper that makes the call, where the caller is at fault. */
  readonly through: string | undefined;
  /** Where the first of the facts came true that make it wrong. */
  readonly after: Site;
  readonly use: Use;
}

/** The calls of a file that break a protocol, along paths on which nothing is in doubt, in the order of the text. */
export function misuses<F extends FunctionName>(analysis: Analysis, protocol: Protocol<F>): Misuse[] {
  const found = new Map<number, Misuse>();
  for (const seen of seenByPlace(analysis, protocol).values()) {
    const wrong = seen.flatMap(({ use }) => misuse(use, protocol) ?? []);
    const called = new Set(seen.flatMap(({ use }) => use.through.map((step) => calledIn(step.at, use))));
    // A helper that is wrong wherever it is called is wrong itself; one that some caller calls rightly is not.
    const always = seen.every(({ use, within }) => called.has(within) || wrong.some((one) => one.use === use));
    for (const { object, after, use, marked, at: place, through } of wrong.filter((one) => !one.isToldBelow)) {
      const at = spanHere(analysis, always ? marked : place);
      if (at === undefined || found.has(at.start)) continue;
      found.set(at.start, { object, callee: use.callee, after, use, at, through: always ? undefined : through });
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
function seenByPlace<F extends FunctionName>(analysis: Analysis, protocol: Protocol<F>): Map<string, SeenUse[]> {
  const calls: ReadonlySet<string> = new Set(protocol.calls);
  // A call is seen by the function that makes it, whoever else sees it.
  const owners = new Set(
    analysis.unit.functions.flatMap((definition) =>
      (analysis.resultOf(definition)?.uses ?? []).filter(({ callee }) => calls.has(callee)).map(({ at }) => at.owner),
    ),
  );
  const byPlace = new Map<string, SeenUse[]>();
  for (const owner of owners) {
    for (const seen of analysis.usesMadeIn(owner)) {
      if (!calls.has(seen.use.callee) || !isAsked(seen.use, protocol)) continue;
      const key = anchorKey(seen.use.at);
      byPlace.set(key, [...(byPlace.get(key) ?? []), seen]);
    }
  }
  return byPlace;
}

const isAsked = <F extends FunctionName>(use: Use, { where }: Protocol<F>): boolean =>
  Object.entries<string | undefined>(where ?? {}).every(([name, constant]) => {
    const argument = use.arguments.get(name);
    return argument !== undefined && constant !== undefined && isConstant(argument.value, constant);
  });

/** A misuse, with both places where it can be told. */
interface Wrong extends Pick<Misuse, 'object' | 'through' | 'after' | 'use'> {
  readonly at: Anchor;
  /** The argument that makes it wrong, also where a caller is at fault. */
  readonly marked: Anchor;
  /** Both happened inside one call from here: that is the called function's own mistake, and told there. */
  readonly isToldBelow: boolean;
}

function misuse<F extends FunctionName>(use: Use, { object: name, where, wrongIf }: Protocol<F>): Wrong | undefined {
  const object = use.arguments.get(name);
  const reasons = object && reasonsFor(object, wrongIf);
  if (object === undefined || reasons === undefined) return undefined;
  const marked = use.arguments.get(Object.keys(where ?? {}).at(-1) ?? name)?.at ?? use.at;
  const [step] = use.through;
  const place = step === undefined ? { at: marked, through: undefined } : { at: step.at, through: step.callee };
  const isToldBelow = reasons.every((site) => isSameCall(use, site));
  return { ...place, object: object.text, marked, after: reasons[0], use, isToldBelow };
}

/** Where what makes a call wrong came true; undefined where the call is not known to be wrong. */
function reasonsFor(
  { facts }: Argument,
  { has: [first, ...others], lacks }: Protocol<FunctionName>['wrongIf'],
): readonly [Site, ...Site[]] | undefined {
  const siteOf = (fact: Fact): Site | undefined => {
    const known = facts.get(fact);
    return known?.isDoubtful === false ? known.site : undefined;
  };
  const [reason, more] = [siteOf(first), others.map(siteOf)];
  if (reason === undefined || lacks?.some((fact) => facts.has(fact)) === true) return undefined;
  return more.every((site) => site !== undefined) ? [reason, ...more] : undefined;
}

function isSameCall({ through: [step] }: Use, { through: [first] }: Site): boolean {
  return step !== undefined && first !== undefined && sameAnchor(first.at, step.at);
}
