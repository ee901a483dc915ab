import type { Irql } from '../../knowledge/shape';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { FunctionId } from '../anchor';
import type { EntryRole } from './entry';
import { irqlFacts, type IrqlCallFacts, type IrqlFacts, type IrqlSetting } from './facts';
import type { IrqlRange } from './range';
import type { IrqlSummary } from './summary';

/** A call, with the level at which it is made and what it asks for. */
export interface IrqlCall extends IrqlCallFacts {
  /** The `call_expression`. */
  readonly node: Node;
}

export interface IrqlResult {
  /**
   * The level right before a call or another expression.
   *
   * @returns undefined where no path leads to it, or it is not in this function.
   */
  at(node: Node): IrqlRange | undefined;
  /** Of the function, for callers at the levels of the entry that it was followed from; `anyIrql` serves them all. */
  readonly summary: IrqlSummary;
  /** In the order of the text; those that no path leads to are left out. */
  readonly calls: readonly IrqlCall[];
}

/** At which level a function is entered, and by whom. */
export interface IrqlEntry {
  /**
   * Over all roles and callers. Where not all of them are in sight, the bounds are those of `anyIrql`; `reaches` and
   * `fallsTo` still say what those that are in sight do.
   */
  readonly range: IrqlRange;
  /** Whether `range` bounds the level: by a role, by what the function says of itself, or by all of its callers. */
  readonly isEstablished: boolean;
  /** What it is called as by others than the driver: `WskReceiveEvent`, `IO_COMPLETION_ROUTINE`; in alphabetical order. */
  readonly roles: readonly EntryRole[];
  /** The functions of the project that call it by its name, in the order of the files and of their texts. */
  readonly callers: readonly IrqlCaller[];
  /** What it runs in the context of, by itself or through those that call it; each once, in alphabetical order. */
  readonly origins: readonly IrqlOrigin[];
  /**
   * The IRQL can be as high as this by one of its roles, or else on whichever way it is called: by a contract, or because it
   * was raised. What a function's own header allows does not count.
   */
  readonly always: Irql;
}

/** Code that somebody else than the driver calls, and how it comes from there to a function. */
export interface IrqlOrigin {
  /** Undefined for a caller that the project does not show. */
  readonly role: EntryRole | undefined;
  /** The functions on the way, from the one that has the role to the one that makes the call; the function itself left out. */
  readonly path: readonly Pick<IrqlCaller, 'id' | 'name'>[];
}

export interface IrqlCaller {
  readonly id: FunctionId;
  readonly name: string;
  /** At its calls, together; undefined where it could not be followed, or where the two call each other. */
  readonly range: IrqlRange | undefined;
}

/** The IRQL in a function of a project, entered as the whole project has it. */
export interface ProjectIrqlResult extends IrqlResult {
  readonly entry: IrqlEntry;
}

/**
 * The IRQL at each point of a function. Nothing is kept between two calls.
 *
 * @returns undefined where the function did not parse, or is too large to be followed.
 */
export function irqlOf(unit: Unit, definition: FunctionDefinition, setting: IrqlSetting): IrqlResult | undefined {
  const facts = irqlFacts(unit, definition, setting);
  return facts && placedIrql(unit, definition, facts);
}

/** What was found out of a function, at the nodes of the file as it is now. */
export function placedIrql(unit: Unit, definition: FunctionDefinition, facts: IrqlFacts): IrqlResult {
  const { tree } = unit;
  const first = definition.node;
  let calls: readonly IrqlCall[] | undefined;
  return {
    at(node) {
      for (let place: Node | undefined = node; place !== undefined; place = tree.parent(place)) {
        const range = facts.levels.get(place - first);
        if (range !== undefined) return range;
        if (place === definition.body) return undefined;
      }
      return undefined;
    },
    summary: facts.summary,
    get calls() {
      return (calls ??= facts.calls.map((call) => ({ ...call, node: (first + call.offset) as Node })));
    },
  };
}
