import type { Irql } from '../../knowledge/shape';
import type { EntryTest } from './level-test';
import type { IrqlRange } from './range';

/** A level as a function sees it: one of what is listed here. */
export interface Level {
  /** The level at which the function was entered. */
  readonly entry: boolean;
  /** What these places held when the function was entered, by their keys, in alphabetical order. */
  readonly held: readonly string[];
  readonly range?: IrqlRange;
}

/** A condition on what a function is given: the argument of a parameter (from 0) is zero, FALSE or NULL, or is not. */
export interface ArgumentCondition {
  readonly parameter: number;
  readonly isZero: boolean;
}

/** A level that a function has to be entered at, since something in it asks for that. */
export interface IrqlNeed {
  /** What asks for it at the end of the chain. 'call': a function of the tables; 'paged': a pageable section, or PAGED_CODE; 'annotation': a header. */
  readonly kind: 'call' | 'paged' | 'annotation';
  readonly max: Irql;
  /** The lowest level, where there is one. */
  readonly min?: Irql;
  /** The functions from this one (left out) down to the one that asks for it. */
  readonly chain: readonly string[];
  /**
   * It blocks there; `on` is what is waited for, as the source spells it, where that shows, and `request` the WSK function
   * that lets it wait: one that blocks itself, or one whose request is waited for.
   */
  readonly blocks?: { readonly on?: string; readonly request?: string };
  /** It is asked for only where all of these hold. */
  readonly when: readonly ArgumentCondition[];
  /** An argument of the call decides that it is asked for: what the callee alone does not show. */
  readonly isByArgument?: boolean;
  /** False where it also depends on something that a caller cannot see, such as a flag in a structure. */
  readonly isCertain: boolean;
}

/** What a caller has to know of a function. Plain data; places are named by parameters, globals and `result`. */
export interface IrqlSummary {
  /** The level when it returns. */
  readonly leaves: Level;
  /** What it leaves in places that its caller can name. */
  readonly saves: readonly { readonly place: string; readonly level: Level }[];
  readonly needs: readonly IrqlNeed[];
  /** What the truth of its result says of the level at which it was entered; left out where it says nothing. */
  readonly answer?: EntryTest;
}

/** The level at entry. */
export const ENTRY: Level = { entry: true, held: [] };

export const levelIn = (range: IrqlRange): Level => ({ entry: false, held: [], range });
export const levelHeldBy = (key: string): Level => ({ entry: false, held: [key] });

export const isEntryLevel = ({ entry, held, range }: Level): boolean =>
  entry && held.length === 0 && range === undefined;
