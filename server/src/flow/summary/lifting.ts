import type { Fact } from '../../knowledge/shape';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { stateOf } from '../state/object';
import type { Installed, Known, MarkedFact, ObjectState, Once, Site, Step, Tie } from '../state/object';
import { anchorOf, type FunctionContext } from '../step/context';
import { forgottenBefore } from '../step/use';
import type { Substitution } from './substitution';
import type { KnownFact, Making, SeenEvent, Use } from './summary';

interface CallPlace {
  readonly node: Node;
  readonly before: Case;
}

/** Puts what a called function tells into the words of its caller: its values, and the call on the way to its places. */
export class Lifting {
  readonly context: FunctionContext;
  readonly substitution: Substitution;
  /** The call. */
  readonly node: Node;
  /** How things stand in the caller when it makes the call. */
  readonly before: Case;
  readonly #step: Step;
  /** What stands in many facts and uses is put into the words of the caller once. */
  readonly #sites = new Map<Site, Site>();
  readonly #states = new Map<ObjectState, ObjectState>();
  readonly #regions = new Map<Use['forgets'], Use['forgets']>();

  /** @param callee The name of the called function. */
  constructor(context: FunctionContext, { node, before }: CallPlace, substitution: Substitution, callee: string) {
    this.context = context;
    this.substitution = substitution;
    this.node = node;
    this.before = before;
    this.#step = { at: anchorOf(context, node), callee };
  }

  /** What code out of sight could come to before the call. */
  get forgottenBefore(): Use['forgets'] {
    return forgottenBefore(this.before);
  }

  /** The regions that the caller can name; undefined stands for file-level variables. */
  regions(regions: Use['forgets']): Use['forgets'] {
    if (regions.length === 0) return regions;
    let lifted = this.#regions.get(regions);
    if (lifted === undefined) {
      lifted = regions.flatMap((region) =>
        region === undefined ? [undefined] : (this.substitution.region(region) ?? []),
      );
      this.#regions.set(regions, lifted);
    }
    return lifted;
  }

  path(steps: readonly Step[]): readonly Step[] {
    return [this.#step, ...steps];
  }

  site(site: Site): Site {
    let lifted = this.#sites.get(site);
    if (lifted === undefined) this.#sites.set(site, (lifted = { ...site, through: this.path(site.through) }));
    return lifted;
  }

  state(state: ObjectState, after: Case): ObjectState {
    if (after.doubts !== this.before.doubts) return this.#state(state, after);
    let lifted = this.#states.get(state);
    if (lifted === undefined) this.#states.set(state, (lifted = this.#state(state, after)));
    return lifted;
  }

  #state({ facts, installed }: ObjectState, after: Case): ObjectState {
    const lifted = [...facts].map(([fact, { site, isMerged }]): [Fact, Known] => [
      fact,
      { site: this.site(site), before: after.doubts, isMerged },
    ]);
    return stateOf(new Map(lifted), this.installed(installed));
  }

  making(making: Making | undefined): Making | undefined {
    return (
      making && {
        flags: this.substitution.value(making.flags),
        family: this.substitution.value(making.family),
        dispatch: this.substitution.value(making.dispatch),
      }
    );
  }

  installed(installed: Installed | undefined): Installed | undefined {
    if (installed === undefined) return undefined;
    const { routine, context, site } = installed;
    return {
      routine: this.substitution.value(routine),
      context: this.substitution.value(context),
      site: this.site(site),
    };
  }

  tie({ object, fact, once }: Tie): Tie {
    return { object: this.substitution.value(object), fact, once: once && this.#once(once) };
  }

  #once({ noneOf, site, also }: Once): Once {
    const lifted = also.map((one): MarkedFact => ({
      object: this.substitution.value(one.object),
      fact: one.fact,
      site: this.site(one.site),
    }));
    return { noneOf, site: this.site(site), also: lifted };
  }

  seen(facts: ReadonlyMap<Fact, KnownFact>): ReadonlyMap<Fact, KnownFact> {
    if (facts.size === 0) return facts;
    return new Map([...facts].map(([fact, { site, isDoubtful }]) => [fact, { site: this.site(site), isDoubtful }]));
  }

  events(events: readonly SeenEvent[]): readonly SeenEvent[] {
    return events.map(({ event, facts }) => ({ event: this.substitution.value(event), facts: this.seen(facts) }));
  }
}
