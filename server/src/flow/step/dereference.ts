import type { KnownCall } from '../../model/dispatch';
import type { Case } from '../state/case';
import type { Site } from '../state/object';
import type { Symbol, Value } from '../state/terms';
import type { Summary } from '../summary/summary';
import type { EvaluatedCall } from './call';
import type { FunctionContext } from './context';
import type { ArgumentValues } from './effects';
import { socketFollowed, socketPassed } from './outcome';
import type { PlaceOutcome, Pointer } from './place';

/** The place, once it is read or written: a pointer that may have been NULL there is not any more. */
export function accessed<Place extends PlaceOutcome>(context: FunctionContext, place: Place): Place {
  const { pointer, after } = place;
  socketFollowed(context, pointer, after);
  const suspect = pointer && suspectIn(pointer.value, after);
  if (pointer === undefined || suspect === undefined) return place;
  return { ...place, after: told(context, pointer, suspect, after) };
}

/** A known function goes through the pointers that it does not allow to be NULL. `after` is written. */
export function handedOver(context: FunctionContext, known: KnownCall, values: ArgumentValues, after: Case): void {
  socketPassed(context, known, values, after);
  for (const [name, value] of values) {
    const suspect = value && suspectIn(value, after);
    const node = known.argument(name);
    if (value === undefined || suspect === undefined || node === undefined || !isFollowed(known, name)) continue;
    if (!suspect.isDoubtful) context.observer.dereferenced(node, value, suspect.site);
    after.unmark(suspect.symbol, 'maybe-null');
  }
}

/** A function of the project that never comes back where it is given NULL: its caller has to look. `after` is written. */
export function handedDown(context: FunctionContext, { needs }: Summary, call: EvaluatedCall, after: Case): void {
  for (const index of needs) {
    const argument = call.arguments[index];
    const suspect = argument && suspectIn(argument.value, after);
    if (argument === undefined || suspect === undefined) continue;
    if (!suspect.isDoubtful) context.observer.dereferenced(argument.from, argument.value, suspect.site);
    after.unmark(suspect.symbol, 'maybe-null');
  }
}

interface Suspect {
  readonly symbol: Symbol;
  /** Where it came from. */
  readonly site: Site;
  readonly isDoubtful: boolean;
}

/** What may be NULL in a pointer: itself, or what it was reckoned from. */
function suspectIn(value: Value, at: Case): Suspect | undefined {
  if (value.kind !== 'symbol' || at.objects.size === 0) return undefined;
  const known = at.state(value).facts.get('maybe-null');
  if (known !== undefined) return { symbol: value, site: known.site, isDoubtful: at.isDoubtful(known) };
  const { origin } = value;
  return origin.from === 'operation' && /^[+-]$/.test(origin.operator) ? suspectIn(origin.operands[0], at) : undefined;
}

function told(context: FunctionContext, { node, value }: Pointer, suspect: Suspect, before: Case): Case {
  if (!suspect.isDoubtful) context.observer.dereferenced(node, value, suspect.site);
  const after = before.fork();
  after.unmark(suspect.symbol, 'maybe-null');
  return after;
}

/** Whether a function reads or writes what a parameter points at: an address by itself may be stored, compared or printed. */
function isFollowed({ api: { parameters } }: KnownCall, name: string): boolean {
  const parameter = parameters[name];
  if (parameter === undefined || parameter.optional === true) return false;
  return FOLLOWED.has(parameter.type) || (parameter.type === 'PVOID' && parameter.flow === 'out');
}

/** In the types of the tables: an object of the kernel, or memory that is copied or compared. */
const FOLLOWED: ReadonlySet<string> = new Set(['PIRP', 'PMDL', 'CONST VOID *', 'const VOID *']);
