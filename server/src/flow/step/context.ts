import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { HEADER, NAME, type Anchor, type FunctionId } from '../anchor';
import { callOrder } from '../run/call-order';
import type { Case } from '../state/case';
import type { Site } from '../state/object';
import type { Budget } from './budget';
import type { Kept } from './forget';
import type { Summary, Use } from '../summary/summary';
import type { Region, Terms, Value } from '../state/terms';

/** One way in which an expression can turn out. */
export interface Outcome {
  readonly value: Value;
  readonly after: Case;
  /** The expression that gave the value: an arm of a `? :`, the last of a comma list. */
  readonly from: Node;
}

/** Is told what is met on the way. */
export interface Observer {
  /**
   * A call of WSK, made here or (`through`) in a function that is called here.
   * @param use Works it out; undefined where nothing is to be told. Most cases are merged away before anybody asks.
   */
  use(use: () => Use | undefined): void;
  compared(node: Node, left: Outcome, right: Outcome): void;
  returned(outcome: Outcome): void;
  /** The function ends so, at the return or behind its last statement. */
  ended(at: Node, end: Case): void;
  /** A call is about to make what it makes, perhaps in the next turn of a loop. */
  comeAgain(call: Node, before: Case): void;
  /** A pointer is gone through that no test has shown not to be NULL. `origin` is where it came from. */
  dereferenced(node: Node, value: Value, origin: Site): void;
  /** A function has failed that nobody asks, and left NULL in a place that others find. `origin` is where that came from. */
  leftNull(call: Node, place: Region, origin: Site): void;
  outcome(seen: OutcomeUse): void;
}

/** What a request should have brought is used although it may not have. */
export interface OutcomeUse {
  /** What is read, or the pointer to the socket. */
  readonly node: Node;
  /** The IRP, or the status that the request ends with. */
  readonly value: Value;
  /**
   * 'pending': nothing shows that the request has completed; 'unread': it has, and nobody holds its status; 'untested': the
   * status was read, and not tested; 'freed': the IRP is not there any more.
   */
  readonly state: 'pending' | 'unread' | 'untested' | 'freed';
  /** The call of WSK; the one that has freed the IRP. */
  readonly request: Site;
}

/** What the evaluation of one function needs beside the case it starts from. */
export interface FunctionContext extends Surroundings {
  readonly observer: Observer;
  /** What other code leaves as it is. */
  readonly kept: Kept;
  /** What the function may still cost. */
  readonly budget: Budget;
}

/** The function, and what its project answers. */
export interface Surroundings {
  readonly unit: Unit;
  readonly id: FunctionId;
  readonly definition: FunctionDefinition;
  readonly terms: Terms;
  /** The function of the project that a name means in this file; undefined where there is none, or more than one. */
  functionNamed(name: string): FunctionId | undefined;
  /** Undefined where the function calls itself by this call, has nothing to do with WSK, did not parse or was given up. */
  summaryOf(callee: FunctionId): Summary | undefined;
  /** Whether code outside this function, other than what is called from it, never writes the region. */
  isPrivate(region: Region): boolean;
  /** Whether the routine of a pending request or, too, all else that may run meanwhile never writes the region. */
  isKeptWhilePending(region: Region, routine: Value, by: 'routine' | 'all'): boolean;
}

/** The name, or the argument with that number, of a call in the function. */
export const anchorOf = ({ unit, id, definition }: FunctionContext, call: Node, part = NAME): Anchor => ({
  owner: id,
  call: callOrder(unit, definition).get(call) ?? HEADER,
  part,
});

/** A call in the function as a place that findings name. */
export const siteOf = (context: FunctionContext, call: Node, callee: string): Site => ({
  at: anchorOf(context, call),
  callee,
  through: [],
});
