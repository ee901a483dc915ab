import { describeCallback } from '../knowledge';
import type { ParameterRole } from '../knowledge/shape';
import { callbacksOf } from '../model/roles';
import type { FunctionDefinition, Unit } from '../model/unit';
import { isCompletionRoutine } from './completion-routine';
import { callbackLike, isLikeCompletionRoutine } from './complete-functions';
import { flagsGivenTo, type Value } from './complete-values';
import { completionValues } from './page-text';
import type { Place } from './place';

/** What fits in a function of the driver that WSK or the I/O manager calls, and what each value says. */
export interface RoleValues {
  /** `WskReceiveEvent callback`: what the values are those of. */
  readonly role: string;
  readonly values: readonly Value[];
}

/** The values that may stand behind `return`; undefined where that does not stand before the word, or anything goes. */
export function returnValues(unit: Unit, place: Place): RoleValues | undefined {
  const before = unit.file.text.slice(Math.max(0, place.tokenEnd - 7), place.tokenEnd);
  if (!/(?:^|\W)return$/.test(before)) return undefined;
  const definition = functionAround(unit, place);
  return definition === undefined ? undefined : valuesOf(unit, definition);
}

/** The function whose body begins with the outermost brace that is open. */
function functionAround(unit: Unit, place: Place): FunctionDefinition | undefined {
  const body = place.brackets[0]?.at;
  return unit.functions.find((each) => unit.tree.start(each.body) === body);
}

function valuesOf(unit: Unit, definition: FunctionDefinition): RoleValues | undefined {
  if (isLikeCompletionRoutine(unit, definition)) return completion;
  const callback = callbackOf(unit, definition);
  const api = callback === undefined ? undefined : describeCallback(callback);
  if (callback !== undefined && api !== undefined) {
    return { role: `${callback} callback`, values: entries(api.values) };
  }
  return isCompletionRoutine(unit, definition.name) ? completion : undefined;
}

/** What has the prototype of one callback alone is that; else a table of the file has to say so. */
const callbackOf = (unit: Unit, definition: FunctionDefinition): string | undefined =>
  callbackLike(unit, definition) ??
  callbacksOf(unit).find(({ functionName }) => functionName === definition.name)?.callback;

/** `Flags & |` in an event callback: the flags that it is given. Undefined in any other place. */
export function testedFlags(unit: Unit, place: Place): RoleValues | undefined {
  const before = unit.file.text.slice(Math.max(0, place.tokenEnd - 80), place.tokenEnd);
  const tested = /(?:^|[^\w>.])(\w+)\s*&$/.exec(before)?.[1];
  const definition = tested === undefined ? undefined : functionAround(unit, place);
  const index = definition?.parameters.findIndex(({ name }) => name === tested) ?? -1;
  if (definition === undefined || index < 0) return undefined;
  const callback = callbackOf(unit, definition);
  if (callback === undefined || roleOf(callback, index) !== 'flags') return undefined;
  return { role: `Flags of the ${callback} callback`, values: flagsGivenTo(callback) };
}

const roleOf = (callback: string, index: number): ParameterRole | undefined =>
  Object.values(describeCallback(callback)?.parameters ?? {})[index]?.role;

const entries = (values: Readonly<Record<string, string>>): readonly Value[] =>
  Object.entries(values)
    .filter(([text]) => text !== 'other')
    .map(([text, about]) => ({ text, about }));

const completion: RoleValues = { role: 'IoCompletion routine', values: entries(completionValues) };
