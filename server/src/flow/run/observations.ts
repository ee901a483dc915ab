import type { Variable } from '../../model/scope';
import type { Node } from '../../syntax/tree';
import { anchorKey } from '../anchor';
import type { Case } from '../state/case';
import type { Label, Region, Terms, Value } from '../state/terms';
import type { Observer, Outcome, OutcomeUse } from '../step/context';
import type { Use } from '../summary/summary';
import type { Site } from '../state/object';
import { endingKey, endingOf } from './ending';
import type {
  FunctionResult,
  SeenComparison,
  SeenDereference,
  SeenEnding,
  SeenLeak,
  SeenLeftNull,
  SeenOutcome,
  SeenValue,
} from './function-run';
import { leaksAt, leaksBeforeTurn } from '../state/leak';

/** What is seen at one step in one case. */
export interface Observations {
  readonly uses: (() => Use | undefined)[];
  readonly comparisons: SeenComparison[];
  readonly returns: SeenValue[];
  readonly endings: (() => SeenEnding)[];
  readonly dereferences: SeenDereference[];
  readonly ends: SeenEnd[];
  readonly leftNull: SeenLeftNull[];
  readonly outcomes: SeenOutcome[];
}

interface SeenEnd {
  readonly at: Label;
  readonly end: Case;
  /** The function goes on: what is lost is what the call at that place makes anew, and these locals are read later. */
  readonly live?: Live;
}

type Live = ReadonlySet<Variable> | undefined;

/** Keeps what is seen at the step that is made. */
export class Watch implements Observer {
  readonly #terms: Terms;
  readonly #tellsEndings: boolean;
  #here: Observations | undefined;
  #live: Live;

  constructor(terms: Terms, tellsEndings: boolean) {
    this.#terms = terms;
    this.#tellsEndings = tellsEndings;
  }

  /**
   * Makes a step, and gives what is seen in it: undefined where that is nothing.
   * @param live The locals that are read from there on, where that is known.
   */
  during<Done>(step: () => Done, live: Live): { readonly done: Done; readonly seen: Observations | undefined } {
    this.#here = undefined;
    this.#live = live;
    const done = step();
    return { done, seen: this.#here };
  }

  use(use: () => Use | undefined): void {
    this.#now().uses.push(use);
  }

  compared(node: Node, left: Outcome, right: Outcome): void {
    const at = this.#terms.label(node);
    this.#now().comparisons.push({ at, left: this.#seen(left), right: this.#seen(right) });
  }

  returned(outcome: Outcome): void {
    const seen = this.#seen(outcome);
    this.#now().returns.push(seen);
    if (this.#tellsEndings) this.#now().endings.push(() => endingOf(seen, outcome.after));
  }

  ended(node: Node, end: Case): void {
    if (end.hasOwed) this.#now().ends.push({ at: this.#terms.label(node), end });
  }

  comeAgain(call: Node, before: Case): void {
    const at = this.#terms.label(call);
    if (this.#live !== undefined && before.hasOwed && this.#terms.hasMadeAt(at))
      this.#now().ends.push({ at, end: before, live: this.#live });
  }

  dereferenced(node: Node, value: Value, origin: Site): void {
    this.#now().dereferences.push({ value, from: this.#terms.label(node), origin });
  }

  leftNull(call: Node, place: Region, origin: Site): void {
    this.#now().leftNull.push({ place, from: this.#terms.label(call), origin });
  }

  outcome({ node, ...use }: OutcomeUse): void {
    this.#now().outcomes.push({ ...use, from: this.#terms.label(node) });
  }

  #now(): Observations {
    return (this.#here ??= {
      uses: [],
      comparisons: [],
      returns: [],
      endings: [],
      dereferences: [],
      leftNull: [],
      ends: [],
      outcomes: [],
    });
  }

  #seen({ value, from }: Outcome): SeenValue {
    return { value, from: this.#terms.label(from) };
  }
}

/** What was seen at several steps, each thing once: copies of a `__finally` block show the same. */
export function seenTogether(parts: readonly Observations[]): Omit<FunctionResult, 'summary' | 'spans' | 'pending'> {
  const uses = parts.flatMap((part) => part.uses.flatMap((use) => use() ?? []));
  return {
    uses: once(uses, keyOf),
    comparisons: once(
      parts.flatMap((part) => part.comparisons),
      ({ at, left, right }) => `${at} ${left.value.id} ${right.value.id}`,
    ),
    returns: once(
      parts.flatMap((part) => part.returns),
      ({ value, from }) => `${from} ${value.id}`,
    ),
    endings: once(
      parts.flatMap((part) => part.endings.map((ending) => ending())),
      endingKey,
    ),
    leaks: once(
      parts.flatMap((part) => part.ends.flatMap(leaksIn)),
      ({ from, object, isPending }) => `${from} ${object.id} ${isPending}`,
    ),
    dereferences: once(
      parts.flatMap((part) => part.dereferences),
      ({ value, from }) => `${from} ${value.id}`,
    ),
    leftNull: once(
      parts.flatMap((part) => part.leftNull),
      ({ from, place }) => `${from} ${place.id}`,
    ),
    outcomes: once(
      parts.flatMap((part) => part.outcomes),
      ({ value, from, state }) => `${from} ${value.id} ${state}`,
    ),
  };
}

const leaksIn = ({ at, end, live }: SeenEnd): SeenLeak[] =>
  (live === undefined ? leaksAt(end) : leaksBeforeTurn(end, at, live)).map((leak) => ({ ...leak, from: at }));

/** Of things with one key the first. */
function once<Thing>(things: readonly Thing[], keyFor: (thing: Thing) => string): readonly Thing[] {
  const known = new Map<string, Thing>();
  for (const thing of things) {
    const key = keyFor(thing);
    if (!known.has(key)) known.set(key, thing);
  }
  return [...known.values()];
}

function keyOf({ at, through, arguments: named, pending = [] }: Use): string {
  const values = [...named.values()].map(({ value, facts, installed, behind }) => {
    const known = [...facts].map(
      ([fact, { site, isDoubtful }]) => `${fact}@${anchorKey(site.at)}${isDoubtful ? '?' : ''}`,
    );
    const held = [...(behind?.holds.values() ?? [])].map(({ id }) => id);
    return `${value.id}{${known.join()}|${installed?.routine.id ?? ''}|${held.join()}}`;
  });
  return `${anchorKey(at)} ${through.map((step) => anchorKey(step.at)).join()} ${values.join()} ${pending.map((site) => anchorKey(site.at)).join()}`;
}
