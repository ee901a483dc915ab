import { callbacks, isCallback, type CallbackName } from '../../knowledge';
import type { FunctionDefinition, Parameter } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { nodeAt, type Analysis, type DispatchSlot } from '../analysis';
import type { SeenEnding } from '../run/function-run';
import { anyNumber, isOnlyZero, type Range } from '../state/range';
import type { Region, Value } from '../state/terms';

export type { CallbackName } from '../../knowledge';

/** The names of a callback's parameters in the documentation. */
export type CallbackParameter<C extends CallbackName> = string & keyof (typeof callbacks)[C]['parameters'];

/** The values that a callback may return, as the documentation names them. */
export const callbackValues = (callback: CallbackName): readonly string[] => Object.keys(callbacks[callback].values);

/** What a callback returns that is told of a dead socket; undefined for one that never is. */
export const answerToDeath = (callback: CallbackName): string | undefined => ANSWERS_TO_DEATH[callback];

const ANSWERS_TO_DEATH: Partial<Record<CallbackName, string>> = {
  WskAcceptEvent: 'STATUS_REQUEST_NOT_ACCEPTED',
  WskInspectEvent: 'WskInspectReject',
  WskReceiveEvent: 'STATUS_SUCCESS',
  WskReceiveFromEvent: 'STATUS_SUCCESS',
};

/** The parameters that are NULL where the socket of the callback, or the listening socket, no longer works. */
const REPORTS_DEATH: Partial<Record<CallbackName, string>> = {
  WskAcceptEvent: 'AcceptSocket',
  WskInspectEvent: 'InspectID',
  WskReceiveEvent: 'DataIndication',
  WskReceiveFromEvent: 'DataIndication',
};

/** A function of the file that WSK calls, as its place in a client dispatch table tells. */
export interface EventCallback<C extends CallbackName = CallbackName> {
  readonly definition: FunctionDefinition;
  readonly callback: C;
  /** The first slot in which it stands. */
  readonly slot: DispatchSlot;
  /** The parameter that is NULL where WSK reports that the socket no longer works; undefined for events that never do. */
  readonly reportsDeath: Parameter | undefined;
  /** Each way in which it ends at a `return`, in the order of the text. */
  readonly exits: readonly CallbackExit<CallbackParameter<C>>[];
  /** The driver's own parameter, by its name in the documentation. */
  readonly parameter: (name: CallbackParameter<C>) => Parameter | undefined;
}

/** A way in which a callback ends at a `return`. */
export interface CallbackExit<P extends string = never> {
  /** The expression that gives the value: an arm of a `? :`, not the whole. */
  readonly node: Node;
  readonly value: Value;
  /** What tests have shown of the value, where it is no constant. */
  readonly range: Range;
  /** What tests on the way have shown of what the callback was given. */
  readonly given: (parameter: P) => Range;
  /** What the callback has put where a parameter points; 'perhaps' where somebody out of sight may have done so. */
  readonly writtenTo: (parameter: P) => Value | 'perhaps' | undefined;
  /** What tests on the way have shown, in terms of what the callback was given. */
  readonly when: SeenEnding['when'];
  /** What stands in memory that outlives the call, as far as it was written on the way. */
  readonly writes: SeenEnding['writes'];
  /** The parameter that reports a dead socket is known to be NULL there. */
  readonly isAfterDeath: boolean;
  /** Whether it is taken depends on values that the engine had lost: it may not exist. */
  readonly isDoubtful: boolean;
}

/**
 * The event callbacks of a file, in the order of the text, each once for each thing that it is called as. One whose
 * parameters are not as many as WSK passes is left out, and so is one of which no end is known.
 *
 * @param wanted Only these, where any is given.
 */
export const eventCallbacks = <C extends CallbackName = CallbackName>(
  analysis: Analysis,
  ...wanted: readonly C[]
): EventCallback<C>[] =>
  analysis.functions.flatMap((definition) => {
    const slots = new Map(analysis.slotsOf(definition).map((slot) => [slot.callback, slot] as const));
    return [...slots].flatMap(([name, slot]) =>
      isCallback(name) && isWanted(name, wanted) ? (asCallback(analysis, definition, name, slot) ?? []) : [],
    );
  });

const isWanted = <C extends CallbackName>(name: CallbackName, wanted: readonly C[]): name is C =>
  wanted.length === 0 || wanted.some((one) => one === name);

function asCallback<C extends CallbackName>(
  analysis: Analysis,
  definition: FunctionDefinition,
  callback: C,
  slot: DispatchSlot,
): EventCallback<C> | undefined {
  const names = Object.keys(callbacks[callback].parameters);
  const endings = analysis.resultOf(definition)?.endings ?? [];
  if (names.length !== definition.parameters.length || endings.length === 0) return undefined;
  const telling = names.indexOf(REPORTS_DEATH[callback] ?? '');
  return {
    definition,
    callback,
    slot,
    reportsDeath: definition.parameters[telling],
    parameter: (name) => definition.parameters[names.indexOf(name)],
    exits: endings
      .map((ending) => exitOf(definition, names, telling, ending))
      .sort((one, other) => one.node - other.node),
  };
}

function exitOf(
  definition: FunctionDefinition,
  names: readonly string[],
  telling: number,
  ending: SeenEnding,
): CallbackExit<string> {
  const { from, value, range, when, writes, isDoubtful } = ending;
  return {
    node: nodeAt(definition, from),
    value,
    range,
    given: (name) => rangeOfParameter(when, names.indexOf(name)),
    writtenTo: (name) => writtenTo(ending, names.indexOf(name)),
    when,
    writes,
    isAfterDeath: isOnlyZero(rangeOfParameter(when, telling)),
    isDoubtful,
  };
}

/** What tests on the way to an end have shown of what the function was given as one of its parameters, from 0. */
export const rangeOfParameter = (when: SeenEnding['when'], index: number): Range =>
  when.find(([symbol]) => isParameter(symbol, index))?.[1] ?? anyNumber;

/** Whether a value is what the function was given as one of its parameters, from 0. */
export const isParameter = (value: Value, index: number): boolean =>
  value.kind === 'symbol' && value.origin.from === 'parameter' && value.origin.index === index;

/** Whether a region is what a parameter points at, as a whole. */
const isBehind = ({ place }: Region, index: number): boolean =>
  place.is === 'pointee' && isParameter(place.symbol, index);

function writtenTo({ writes, forgets }: SeenEnding, index: number): Value | 'perhaps' | undefined {
  const written = writes.find(([region]) => isBehind(region, index));
  if (written !== undefined) return written[1];
  return forgets.some((region) => region !== undefined && isBehind(region, index)) ? 'perhaps' : undefined;
}
