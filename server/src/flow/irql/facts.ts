import { annotationsOf } from '../../model/annotations';
import { expansionOf } from '../../model/expansion';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { controlFlow, type ControlFlow, type Point, type PointIndex } from '../graph/cfg';
import { alongAll, solveForward, type Outcome } from '../graph/solve';
import { answerIn } from './answer';
import { calleeName } from './callee';
import { distinct, joinedCases, merge, type Cases } from './cases';
import { declaredNeeds } from './declared';
import { pagedReason } from './entry';
import { guardsOf, type Guard } from './guards';
import { factsInSource, settingInExpansion } from './in-source';
import { needsOfCall } from './needs';
import { isParameterPlace, keyOf, Places, RESULT } from './place';
import { anyIrql, isAbove, onEitherPath, type IrqlRange } from './range';
import { either, isSameLevel, rangeOf, startAt, type IrqlState } from './state';
import { evaluated, nodesOf, valued, type IrqlEnvironment, type StepContext } from './step';
import { isEntryLevel, levelHeldBy, levelIn, type IrqlNeed, type IrqlSummary, type Level } from './summary';
import { isCurrentIrql, whereCase, whereCondition } from './tests';

/** Which node of a function is meant: its number, counted from that of the function. */
export type Offset = number;

/** A call, with the level at which it is made and what it asks for. */
export interface IrqlCallFacts {
  readonly offset: Offset;
  /** The function that is called, where it is called by name or through a dispatch table. */
  readonly name: string | undefined;
  /** Right before the call, on every path to it. */
  readonly irql: IrqlRange;
  /** Whether the function has left the level at which it was entered, for certain. */
  readonly isRaised: boolean;
  /** Whether the level is the one at which the function was entered, for certain. */
  readonly isAsEntered: boolean;
  /** What the callee asks for; `when` and `isCertain` say on which conditions, those on the way to the call left out. */
  readonly needs: readonly IrqlNeed[];
  /** The conditions on the way from the function's entry to the call; undefined where nothing is asked for below DISPATCH_LEVEL. */
  readonly guard: Guard | undefined;
}

/** What was found out of a function. Plain data: it holds wherever the function stands in its file, as long as it is the same. */
export interface IrqlFacts {
  /** The level right before each call and each step that is reached. */
  readonly levels: ReadonlyMap<Offset, IrqlRange>;
  /** In the order of the text; those that no path leads to are left out. */
  readonly calls: readonly IrqlCallFacts[];
  /** Of the function, for callers at the levels of the entry that it was followed from; `anyIrql` serves them all. */
  readonly summary: IrqlSummary;
}

export interface IrqlSetting extends IrqlEnvironment {
  /** The level at which the function is entered, over all its roles and callers; `anyIrql` where that is not known. */
  readonly entry: IrqlRange;
}

/** So many steps are enough for any function that a person wrote. */
const BUDGET = 20_000;

/**
 * Follows the IRQL through a function. Nothing is kept between two calls.
 *
 * @returns undefined where the function did not parse, or is too large to be followed.
 */
export function irqlFacts(unit: Unit, definition: FunctionDefinition, setting: IrqlSetting): IrqlFacts | undefined {
  if (!definition.parsed) return undefined;
  const expansion = expansionOf(unit, definition);
  const inside = settingInExpansion(unit, definition, expansion, setting);
  const facts = followed(expansion.unit, expansion.definition, inside, ownNeeds(unit, definition));
  return facts && factsInSource(unit, definition, expansion, facts);
}

function followed(
  unit: Unit,
  definition: FunctionDefinition,
  setting: IrqlSetting,
  own: readonly IrqlNeed[],
): IrqlFacts | undefined {
  const flow = controlFlow(unit.tree, definition.body);
  if (flow === undefined) return undefined;
  const context: StepContext = { unit, definition, places: new Places(unit, definition), environment: setting };
  const solution = solveForward<Cases>(
    flow,
    {
      start: [startAt(setting.entry)],
      join: joinedCases,
      after: (point, _index, before) => after(context, point, before),
    },
    BUDGET,
  );
  return solution === undefined ? undefined : new Reading(context, flow, solution.facts, own).facts;
}

/** What a function asks of its callers by its header, its section and PAGED_CODE. */
function ownNeeds(unit: Unit, definition: FunctionDefinition): IrqlNeed[] {
  const paged = pagedReason(unit, definition);
  const base = { chain: [], when: [], isCertain: true };
  return [
    ...declaredNeeds(annotationsOf(unit, definition.name)),
    ...(paged === undefined ? [] : [{ ...base, kind: 'paged' as const, max: 'APC_LEVEL' as const }]),
  ];
}

/** What holds after a step, along each edge that can be taken. */
function after(context: StepContext, point: Point, before: Cases): Outcome<Cases>[] {
  const cases = distinct(before.map((state) => afterNodes(context, point, state)));
  const along = (to: PointIndex, where: (state: IrqlState) => IrqlState | undefined): Outcome<Cases>[] => {
    const fact = distinct(cases.flatMap((state) => where(state) ?? []));
    return fact.length === 0 ? [] : [{ to, fact }];
  };
  switch (point.kind) {
    case 'branch':
      return [
        ...along(point.whenTrue, (state) => whereCondition(context, state, point.node, true)),
        ...along(point.whenFalse, (state) => whereCondition(context, state, point.node, false)),
      ];
    case 'switch':
      return point.cases.flatMap(({ value, next }) =>
        along(next, (state) => whereCase(context, state, point.node, value)),
      );
    default:
      return alongAll(point, cases);
  }
}

const afterNodes = (context: StepContext, point: Point, state: IrqlState): IrqlState =>
  nodesOf(point).reduce((known, node) => evaluated(context, known, node), state);

/** The level in whichever case. */
function rangeIn(cases: Cases): IrqlRange {
  const ranges = cases.map((state) => rangeOf(state, state.level));
  return ranges.reduce(onEitherPath, ranges[0] ?? anyIrql);
}

/** Reads off a solution what is to be kept of it. */
class Reading {
  readonly facts: IrqlFacts;
  readonly #context: StepContext;
  /** What holds right before each call, and before each step; more than one point can share a node. */
  readonly #before = new Map<Node, Cases>();

  constructor(
    context: StepContext,
    flow: ControlFlow,
    solved: readonly (Cases | undefined)[],
    own: readonly IrqlNeed[],
  ) {
    this.#context = context;
    const points = new Map<Node, Set<PointIndex>>();
    flow.points.forEach((point, index) => {
      for (const state of solved[index] ?? []) {
        this.#replay(point, state, (call) => points.set(call, new Set(points.get(call)).add(index)));
      }
    });
    const guards = guardsOf(context.unit, flow, context.places, (node) => this.#asksForLevel(node));
    const calls = [...points.keys()]
      .sort((one, other) => one - other)
      .flatMap((node) => this.#callAt(node, () => guardOf([...(points.get(node) ?? [])].map(guards))));
    const needs = strongest([...own, ...calls.flatMap((call) => this.#entryNeeds(call))]);
    this.facts = {
      levels: new Map([...this.#before].map(([node, cases]) => [this.#offset(node), rangeIn(cases)])),
      calls,
      summary: { ...this.#endings(flow, solved), needs, ...answerIn(context, flow, solved) },
    };
  }

  #offset(node: Node): Offset {
    return node - this.#context.definition.node;
  }

  #replay(point: Point, state: IrqlState, called: (call: Node) => void): void {
    const note = (node: Node, before: IrqlState) => {
      const known = this.#before.get(node) ?? [];
      this.#before.set(node, joinedCases(known, [before]) ?? known);
    };
    const seen = (call: Node, before: IrqlState) => {
      note(call, before);
      called(call);
    };
    if ('node' in point) note(point.node, state);
    afterNodes({ ...this.#context, seen }, point, state);
  }

  #asksForLevel(condition: Node): boolean {
    const { tree } = this.#context.unit;
    const isTest = tree.textOf(condition).includes('WSK_FLAG_AT_DISPATCH_LEVEL');
    return (
      isTest ||
      [condition, ...tree.descendants(condition, 'call_expression')].some((node) =>
        isCurrentIrql(this.#context.unit, node),
      )
    );
  }

  #callAt(node: Node, guardAt: () => Guard): IrqlCallFacts[] {
    const cases = this.#before.get(node);
    if (cases === undefined) return [];
    const needs = needsOfCall(this.#context, node);
    return [
      {
        offset: this.#offset(node),
        name: needs[0]?.chain[0] ?? calleeName(this.#context, node),
        irql: rangeIn(cases),
        isRaised: cases.every(({ level }) => !level.entry),
        isAsEntered: cases.every(({ level }) => isEntryLevel(level)),
        needs,
        guard: needs.some(isForCallers) ? guardAt() : undefined,
      },
    ];
  }

  /** The part of a call's needs that falls on whoever calls the function. */
  #entryNeeds({ offset, needs, guard, isAsEntered }: IrqlCallFacts): IrqlNeed[] {
    const all = this.#before.get((this.#context.definition.node + offset) as Node) ?? [];
    const cases = all.filter(({ level }) => level.entry);
    return needs.filter(isForCallers).flatMap((need) => {
      const { min } = need;
      const isTooHigh = cases.some(({ entry }) => isAbove(entry.greatest, need.max));
      const isTooLow = min !== undefined && cases.some(({ entry }) => isAbove(min, entry.least));
      if (!isTooHigh && !isTooLow) return [];
      const isCertain = need.isCertain && guard?.isCertain === true && isAsEntered;
      return [{ ...need, when: [...(guard?.when ?? []), ...need.when], isCertain }];
    });
  }

  #endings(flow: ControlFlow, solved: readonly (Cases | undefined)[]): Pick<IrqlSummary, 'leaves' | 'saves'> {
    const endings = solved[flow.exit];
    // Nobody comes back from a function without an end.
    if (endings === undefined) return { leaves: levelIn(anyIrql), saves: [] };
    const exit = merge(endings);
    const kept = [...exit.saved].filter(
      ([key, level]) => !key.startsWith('local ') && !isSameLevel(level, levelHeldBy(key)),
    );
    // What a parameter holds in the end is the function's own affair; what it points at is not.
    const visible = kept.filter(([key]) => !/^param\d+$/.test(key));
    const result = this.#result(flow, solved);
    const saves = [...visible, ...(result === undefined ? [] : [[keyOf(RESULT), result] as const])];
    return {
      leaves: inCallersWords(exit.level),
      saves: saves.map(([place, level]) => ({ place, level: inCallersWords(level) })).sort(byPlace),
    };
  }

  /** The level that the function returns, where it always returns one. */
  #result(flow: ControlFlow, solved: readonly (Cases | undefined)[]): Level | undefined {
    let result: Level | undefined;
    for (const [index, point] of flow.points.entries()) {
      if (point.kind !== 'return') continue;
      for (const state of solved[index] ?? []) {
        if (point.value === undefined) return undefined;
        const { level } = valued(this.#context, state, point.value, this.#context.definition.returns);
        if (level === undefined) return undefined;
        result = result === undefined ? level : either(result, level);
      }
    }
    return result;
  }
}

const byPlace = (one: { place: string }, other: { place: string }): number =>
  one.place < other.place ? -1 : one.place > other.place ? 1 : 0;

/** What a local held is nothing to a caller. */
function inCallersWords(level: Level): Level {
  const named = level.held.filter((key) => isParameterPlace(key) || /^(?:global|static) /.test(key));
  if (named.length === level.held.length) return level;
  return { ...level, held: named, range: level.range === undefined ? anyIrql : onEitherPath(level.range, anyIrql) };
}

/** A call that stands at several points, in copies of a `__finally` block, is guarded by what guards all of them. */
function guardOf(guards: readonly Guard[]): Guard {
  const [first] = guards;
  return guards.length === 1 && first !== undefined ? first : { when: [], isCertain: false };
}

/** No driver that means to call anything here comes from above DISPATCH_LEVEL. */
const isForCallers = ({ max, min }: IrqlNeed): boolean => min !== undefined || isAbove('DISPATCH_LEVEL', max);

/** One need for each level and condition, the shortest chain first, so that a summary stays small. */
function strongest(needs: readonly IrqlNeed[]): IrqlNeed[] {
  const kept = new Map<string, IrqlNeed>();
  for (const need of needs) {
    if (!isForCallers(need)) continue;
    const { kind, max, min, blocks, when, isCertain } = need;
    const key = JSON.stringify([kind, max, min, blocks !== undefined, blocks?.request, when, isCertain]);
    const known = kept.get(key);
    if (known === undefined || need.chain.length < known.chain.length) kept.set(key, need);
  }
  return [...kept.values()];
}
