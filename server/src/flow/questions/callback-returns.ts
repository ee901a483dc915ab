import { constantOf } from '../../model/constants';
import { knownCall } from '../../model/dispatch';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import {
  eventCallbacks,
  type CallbackExit,
  type CallbackName,
  type CallbackParameter,
  type EventCallback,
} from './callbacks';
import { armsOf, assignedBefore } from './reaching';

/** A constant that a callback can return. */
export interface ReturnedConstant<C extends CallbackName = CallbackName> {
  readonly by: EventCallback<C>;
  /** The first of the exits at which it is returned. */
  readonly exit: CallbackExit<CallbackParameter<C>>;
  /**
   * The expression that gives it: where the `return` only names a local variable, what is assigned to that on the way.
   */
  readonly node: Node;
}

/**
 * The constants that the event callbacks of a file can return, each place once, in the order of the text. A value that
 * a variable brings to the `return` of a way that may not exist is left out.
 *
 * @param isMeant The exits that are asked for.
 */
export function returnedConstants<C extends CallbackName>(
  analysis: Analysis,
  wanted: readonly C[],
  isMeant: (exit: CallbackExit<CallbackParameter<C>>, by: EventCallback<C>) => boolean,
): ReturnedConstant<C>[] {
  return eventCallbacks(analysis, ...wanted).flatMap((by) => {
    const found = new Map<Node, ReturnedConstant<C>>();
    for (const exit of by.exits) {
      if (!isConstantExit(exit) || !isMeant(exit, by)) continue;
      for (const node of givenBy(analysis.unit, by.definition, exit))
        if (!found.has(node) && !(exit.isDoubtful && node === exit.node && !isWritten(analysis.unit, node)))
          found.set(node, { by, exit, node });
    }
    return [...found.values()].sort((one, other) => one.node - other.node);
  });
}

const isConstantExit = ({ value }: CallbackExit): boolean => value.kind === 'number' || value.kind === 'named';

/** Whether a `return` names the constant itself. */
const isWritten = (unit: Unit, node: Node): boolean => constantOf(unit, node) !== undefined;

function givenBy(unit: Unit, definition: FunctionDefinition, exit: CallbackExit): readonly Node[] {
  const assigned = valuesAt(unit, definition, exit).filter((one) => isValue(unit, one, exit));
  return assigned.length > 0 ? assigned : [exit.node];
}

/** What the `return` may get its value from: the expression itself, or what was assigned to the local that it names. */
const valuesAt = (unit: Unit, definition: FunctionDefinition, { node }: CallbackExit): readonly Node[] => [
  node,
  ...assignedBefore(unit, definition, node).flatMap((one) => armsOf(unit, one)),
];

function isValue(unit: Unit, node: Node, { value }: CallbackExit): boolean {
  const constant = constantOf(unit, node);
  if (value.kind === 'number') return constant?.value === value.value;
  return value.kind === 'named' && constant?.name === value.name;
}

/** The status of a call of WSK that a callback hands on to its own caller, and that may tell of a failure. */
export interface ForwardedStatus<C extends CallbackName = CallbackName> {
  readonly by: EventCallback<C>;
  readonly node: Node;
  /** The function of WSK. */
  readonly callee: string;
}

/** The places where event callbacks of a file return what a function of WSK has returned, each once. */
export function forwardedStatuses<C extends CallbackName>(
  analysis: Analysis,
  wanted: readonly C[],
): ForwardedStatus<C>[] {
  const { unit } = analysis;
  return eventCallbacks(analysis, ...wanted).flatMap((by) => {
    const found = new Map<Node, ForwardedStatus<C>>();
    for (const exit of by.exits) {
      const { value, range, node, isDoubtful } = exit;
      if (isDoubtful || value.kind !== 'symbol' || value.origin.from !== 'call' || range.least >= 0) continue;
      const callee = valuesAt(unit, by.definition, exit).flatMap((one) => wskCallee(unit, one) ?? [])[0];
      if (callee !== undefined && !found.has(node)) found.set(node, { by, node, callee });
    }
    return [...found.values()];
  });
}

function wskCallee(unit: Unit, node: Node): string | undefined {
  const known = unit.tree.kind(node) === 'call_expression' ? knownCall(unit, node) : undefined;
  return known?.api.tables === undefined ? undefined : known.name;
}
