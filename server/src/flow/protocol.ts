import type { Fact } from '../knowledge/shape';
import type { FunctionName, ParameterName } from '../knowledge';
import type { Span } from '../text/span';
import type { Analysis } from './analysis';
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
  /** The argument, also where a caller is at fault. */
  readonly marked: Span;
  /** The helper that makes the request, where the caller is at fault. */
  readonly through: string | undefined;
  /** Where it became too late. */
  readonly after: Site;
  readonly use: Use;
}

/** The calls of a file that break a protocol, along paths on which nothing is in doubt. */
export function lateCalls<F extends FunctionName>(analysis: Analysis, protocol: OrderProtocol<F>): LateCall[] {
  const found = new Map<number, LateCall>();
  for (const seen of seenByPlace(analysis, protocol).values()) {
    const late = seen.flatMap(({ use }) => lateCall(use, protocol) ?? []);
    const called = new Set(seen.flatMap(({ use }) => use.through.map(({ callee }) => callee)));
    // A helper that comes too late wherever it is called is wrong itself; one that some caller calls in time is not.
    const always = seen.every(({ use, within }) => called.has(within) || late.some((one) => one.use === use));
    for (const one of late) {
      const told = always ? { ...one, at: one.marked, through: undefined } : one;
      if (!found.has(told.at.start)) found.set(told.at.start, told);
    }
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** A call of the protocol, and the function from which it was seen. */
interface Seen {
  readonly use: Use;
  readonly within: string;
}

function seenByPlace<F extends FunctionName>(analysis: Analysis, protocol: OrderProtocol<F>): Map<number, Seen[]> {
  const byPlace = new Map<number, Seen[]>();
  for (const definition of analysis.unit.functions) {
    for (const use of analysis.resultOf(definition)?.uses ?? []) {
      if (use.callee !== protocol.call || !isAsked(use, protocol)) continue;
      byPlace.set(use.at.start, [...(byPlace.get(use.at.start) ?? []), { use, within: definition.name }]);
    }
  }
  return byPlace;
}

const isAsked = <F extends FunctionName>(use: Use, { where }: OrderProtocol<F>): boolean =>
  Object.entries<string | undefined>(where).every(([name, constant]) => {
    const argument = use.arguments.get(name);
    return argument !== undefined && constant !== undefined && isConstant(argument.value, constant);
  });

function lateCall<F extends FunctionName>(use: Use, protocol: OrderProtocol<F>): LateCall | undefined {
  const object = use.arguments.get(protocol.object);
  const fact = object?.facts.get(protocol.tooLateOnce);
  if (object === undefined || fact === undefined || fact.isDoubtful || isToldBelow(use, fact.site)) return undefined;
  const marked = use.arguments.get(Object.keys(protocol.where).at(-1) ?? '')?.at ?? use.at;
  const [step] = use.through;
  const place = step === undefined ? { at: marked, through: undefined } : { at: step.at, through: step.callee };
  return { ...place, object: object.text, marked, after: fact.site, use };
}

/** Both happened inside one call from here: that is the called function's own mistake, and told there. */
function isToldBelow({ through: [step] }: Use, { through: [first] }: Site): boolean {
  return step !== undefined && first?.at.start === step.at.start;
}
