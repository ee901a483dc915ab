import type { Fact } from '../../knowledge/shape';
import type { FunctionName, ParameterName } from '../../knowledge';
import type { Analysis } from '../analysis';
import type { Span } from '../../text/span';
import type { Site } from '../state/object';
import { isConstant } from '../constant';
import type { Argument, Use } from '../summary/summary';
import { wrongCalls, type Judgement } from './wrong-calls';

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
export const misuses = <F extends FunctionName>(analysis: Analysis, protocol: Protocol<F>): Misuse[] =>
  wrongCalls<F, string>(analysis, protocol.calls, (use) =>
    isAsked(use, protocol) ? misuse(use, protocol) : undefined,
  ).flatMap(({ because: [after], detail: object, callee, at, through, use }) =>
    after === undefined ? [] : { object, callee, at, through, after, use },
  );

const isAsked = <F extends FunctionName>(use: Use, { where }: Protocol<F>): boolean =>
  Object.entries<string | undefined>(where ?? {}).every(([name, constant]) => {
    const argument = use.arguments.get(name);
    return argument !== undefined && constant !== undefined && isConstant(argument.value, constant);
  });

function misuse<F extends FunctionName>(
  use: Use,
  { object: name, where, wrongIf }: Protocol<F>,
): Judgement<F, string> | undefined {
  const object = use.arguments.get(name);
  const because = object && reasonsFor(object, wrongIf);
  if (object === undefined || because === undefined) return undefined;
  const last = Object.keys(where ?? {}).at(-1) as ParameterName<F> | undefined;
  return { marked: last ?? name, because, detail: object.text };
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
