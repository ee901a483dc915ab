import type { FunctionName, ParameterName } from '../../knowledge';
import type { Span } from '../../text/span';
import { spanHere, type Analysis, type SeenUse } from '../analysis';
import { anchorKey, sameAnchor, type Anchor } from '../anchor';
import type { Site } from '../state/object';
import type { Use } from '../summary/summary';

/** What a rule holds against a call, as it is seen from one function. */
export interface Judgement<F extends FunctionName, Detail> {
  /** The parameter whose argument is wrong; the function's name where none is given. */
  readonly marked?: ParameterName<F> | undefined;
  /** What happened before that makes it wrong; empty where an argument is wrong in itself. */
  readonly because: readonly Site[];
  readonly detail: Detail;
  /** It is a mistake only where the call is wrong so on every way that leads to it: what is added up on the way may come to nothing on one. */
  readonly needsAllWays?: true;
}

/** A call that is wrong, at the place where that has to be mended. */
export interface WrongCall<Detail> {
  /** The name of the function that is called. */
  readonly callee: string;
  /** The marked argument, or the name in the call; in a caller of a helper that is right in itself, the helper's name. */
  readonly at: Span;
  /** The helper that makes the call, where the caller is at fault. */
  readonly through: string | undefined;
  readonly because: readonly Site[];
  readonly detail: Detail;
  readonly use: Use;
}

/**
 * The calls of a file that are wrong, each once, in the order of the text.
 *
 * @param calls The functions that are asked for: those of WSK, and those of the kernel of which uses are kept (`step/use.ts`).
 * @param judge Asked for each call as it is seen from each function that leads to it: undefined where it is right, or unknown.
 */
export function wrongCalls<F extends FunctionName, Detail>(
  analysis: Analysis,
  calls: readonly F[],
  judge: (use: Use) => Judgement<F, Detail> | undefined,
): WrongCall<Detail>[] {
  const found = new Map<number, WrongCall<Detail>>();
  for (const seen of seenByPlace(analysis, new Set<string>(calls)).values()) {
    const wrong = withoutExceptions(
      seen,
      seen.flatMap(({ use }) => judged(use, judge) ?? []),
    );
    const isOwn = isWrongItself(seen, wrong);
    const told = wrong.filter((one) => !one.isToldBelow && !wrong.some((other) => isNearer(other.use, one.use)));
    for (const { judgement, use, marked, at: place, through } of told) {
      const anchor = isOwn ? marked : place;
      const at = analysis.asksAbout(anchor.owner) ? spanHere(analysis, anchor) : undefined;
      const other = at && found.get(at.start);
      if (at === undefined || (other !== undefined && !isBefore(use.at, other.use.at))) continue;
      const { because, detail } = judgement;
      found.set(at.start, { callee: use.callee, at, through: isOwn ? undefined : through, because, detail, use });
    }
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** Leaves out what would have to be wrong on every way, and is not on another that leads through the same calls. */
function withoutExceptions<Detail>(seen: readonly SeenUse[], wrong: readonly Judged<Detail>[]): Judged<Detail>[] {
  const isExcused = ({ use, judgement }: Judged<Detail>): boolean =>
    judgement.needsAllWays === true &&
    seen.some((other) => isSamePath(other.use, use) && !wrong.some((one) => one.use === other.use));
  return wrong.filter((one) => !isExcused(one));
}

const isSamePath = ({ through }: Use, { through: other }: Use): boolean =>
  through.length === other.length && through.every(({ at }, index) => sameAnchor(at, other[index]?.at ?? at));

/** A wrong call, with both places where it can be told. */
interface Judged<Detail> {
  readonly judgement: Pick<Judgement<FunctionName, Detail>, 'because' | 'detail' | 'needsAllWays'>;
  readonly use: Use;
  readonly at: Anchor;
  readonly through: string | undefined;
  /** The argument that makes it wrong, also where a caller is at fault. */
  readonly marked: Anchor;
  /** What makes it wrong happened inside one call from here: that is the called function's own mistake, and told there. */
  readonly isToldBelow: boolean;
}

function judged<F extends FunctionName, Detail>(
  use: Use,
  judge: (use: Use) => Judgement<F, Detail> | undefined,
): Judged<Detail> | undefined {
  const judgement = judge(use);
  if (judgement === undefined) return undefined;
  const marked = (judgement.marked === undefined ? undefined : use.arguments.get(judgement.marked)?.at) ?? use.at;
  const [step] = use.through;
  const place = step === undefined ? { at: marked, through: undefined } : { at: step.at, through: step.callee };
  const isToldBelow = judgement.because.length > 0 && judgement.because.every((site) => isSameCall(use, site));
  return { ...place, judgement, use, marked, isToldBelow };
}

/**
 * Whether the function that makes a call is at fault: it is wrong by what the function itself knows, or wherever it is
 * called from by what was done before. One that some caller calls rightly is right.
 */
function isWrongItself(seen: readonly SeenUse[], wrong: readonly Judged<unknown>[]): boolean {
  if (wrong.some(({ use }) => use.through.length === 0)) return true;
  if (wrong.some(({ judgement }) => judgement.because.length === 0)) return false;
  const called = new Set(seen.flatMap(({ use }) => use.through.map((step) => calledIn(step.at, use))));
  return seen.every(({ use, within }) => called.has(within) || wrong.some((one) => one.use === use));
}

/** Whether a call is seen in the first way from a function on the second way to it: what is wrong there is told there. */
function isNearer({ through: near }: Use, { through: far }: Use): boolean {
  const ahead = far.length - near.length;
  return ahead > 0 && far.slice(ahead).every(({ at }, index) => sameAnchor(at, near[index]?.at ?? at));
}

/** The function that a step on the way to a use calls: the owner of the next one, or of the use. */
function calledIn(step: Anchor, { through, at }: Use): string {
  const index = through.findIndex((one) => one.at === step);
  return (through[index + 1]?.at ?? at).owner;
}

/** The calls that are made, or can be told, in this file, as they are seen from anywhere. */
function seenByPlace(analysis: Analysis, calls: ReadonlySet<string>): Map<string, SeenUse[]> {
  // A call is seen by the function that makes it, whoever else sees it.
  const owners = new Set(
    analysis.functions.flatMap((definition) =>
      (analysis.resultOf(definition)?.uses ?? []).filter(({ callee }) => calls.has(callee)).map(({ at }) => at.owner),
    ),
  );
  const byPlace = new Map<string, SeenUse[]>();
  for (const owner of owners) {
    for (const seen of analysis.usesMadeIn(owner)) {
      if (!calls.has(seen.use.callee)) continue;
      const key = anchorKey(seen.use.at);
      const known = byPlace.get(key);
      if (known === undefined) byPlace.set(key, [seen]);
      else known.push(seen);
    }
  }
  return byPlace;
}

/** Of two mistakes behind one call the same is told, whichever is found first. */
const isBefore = (one: Anchor, other: Anchor): boolean =>
  one.owner === other.owner ? one.call < other.call : one.owner < other.owner;

function isSameCall({ through: [step] }: Use, { through: [first] }: Site): boolean {
  return step !== undefined && first !== undefined && sameAnchor(first.at, step.at);
}
