import type { KnownCall } from '../../model/dispatch';
import type { ApiFunction, Effect, ParameterRole } from '../../knowledge/shape';
import type { Case } from '../state/case';
import { stateOf, type Installed, type Site } from '../state/object';
import { siteOf, type FunctionContext } from './context';
import { refined } from './branch';
import { unknownAt } from './evaluate';
import { handedOver } from './dereference';
import { eventSet, type EventEffect } from './event';
import { forgetBehind } from './forget';
import { keepsNothing } from '../state/keeping';
import { anyNumber, narrow } from '../state/range';
import { isZero, COMPLETION, type Symbol, type Value } from '../state/terms';
import { addTie } from '../state/ties';
import { handedToRoutine, owe, share, shareKept, socketDelivered } from './owed';
import { isMarking } from './marking';
import { socketMade } from './socket';
import { factsOf, isPageable } from './pageable';
import { submitted } from './submit';
import { FOLLOWED, isFromEntry, isUse, useOf } from './use';
import { waited } from './wait';

export interface EffectOutcome {
  readonly value: Value;
  readonly after: Case;
}

/** The values of a call's arguments, by the names of the parameters. */
export type ArgumentValues = ReadonlyMap<string, Value | undefined>;

/** What a call of the tables does to a case, which is written. Nothing comes back from a call that does not return. */
export function applyEffects(
  context: FunctionContext,
  known: KnownCall,
  values: ArgumentValues,
  after: Case,
): readonly EffectOutcome[] {
  if (isUse(known)) {
    const before = after.fork();
    context.observer.use(() => useOf(context, known, values, before));
  }
  handedOver(context, known, values, after);
  const result = unknownAt(context, known.node, known.api.readsShared === true ? 'unknown' : '') as Symbol;
  forgetWritten(known, values, after);
  shareKept(context, known, values, after);
  const effects = known.api.effects ?? [];
  if (effects.some(({ effect }) => effect === 'ends')) return [];
  return timeoutWays(known, values, after).map((way) => {
    for (const effect of effects) applyEffect({ context, known, values, result, after: way }, effect);
    return { value: result, after: way };
  });
}

/** Where it is not known whether a wait has a time-out: the ways in which it has none and in which it has one. */
function timeoutWays({ api }: KnownCall, values: ArgumentValues, after: Case): readonly Case[] {
  const wait = api.effects?.find((effect) => effect.effect === 'waits');
  const timeout = wait?.timeout === undefined || isNumber(api, wait.timeout) ? undefined : values.get(wait.timeout);
  if (timeout?.kind !== 'symbol') return [after];
  return [refined(timeout, '==', 0, after), refined(timeout, '!=', 0, after)].filter((way) => way !== undefined);
}

/** Of a time that is no pointer 0 says that there is no wait, and not that it has no end. */
const isNumber = ({ parameters }: ApiFunction, name: string): boolean =>
  !/^P[A-Z]|\*/.test(parameters[name]?.type ?? '');

const hasLimit = (api: ApiFunction, timeout: string | undefined): boolean =>
  timeout !== undefined && isNumber(api, timeout);

interface Effected {
  readonly context: FunctionContext;
  readonly known: KnownCall;
  readonly values: ArgumentValues;
  readonly result: Symbol;
  readonly after: Case;
}

/** The effects on objects that rules ask for. The others are read by the analyses that follow what they speak of. */
function applyEffect(call: Effected, effect: Effect): void {
  if (effect.effect === 'waits') {
    othersRan(call);
    if (isForObject(call.known, effect)) waitedFor(call, effect);
    return;
  }
  if (!('object' in effect)) return;
  const given = effect.object === 'result' ? call.result : call.values.get(effect.object);
  const object = given && call.after.settle(given);
  if (object === undefined || object.kind === 'number') return;
  if (effect.effect === 'signals' || effect.effect === 'clears') setEvent(call, effect, object);
  else applyToObject(call, effect, object);
}

type ObjectEffect = Extract<Effect, { readonly object: string }>;

function applyToObject(call: Effected, effect: ObjectEffect, object: Value): void {
  switch (effect.effect) {
    case 'makes':
      made(call, effect, object);
      break;
    case 'marks':
      marked(call, effect, object);
      break;
    case 'installs':
      installed(call, effect, object);
      break;
    case 'resets':
      reset(call, object);
      break;
    case 'submits':
      submit(call, object);
      break;
    case 'acquires':
      acquired(call, effect, object);
      break;
    case 'releases':
      released(call, effect, object);
  }
}

/** Of what nobody asks whether it was given back, it is enough that it is gone. What own memory holds is lost with it. */
function released(call: Effected, { resource }: EffectOf<'releases'>, object: Value): void {
  if (FOLLOWED.has(resource) || call.after.isOwed(object)) call.after.mark(object, 'released', here(call));
  else if (resource === 'provider NPI') call.after.mark(object, 'npi-released', here(call));
  else if (isFromEntry(object)) share(call.after, object, here(call));
}

type EffectOf<Name extends Effect['effect']> = Extract<Effect, { effect: Name }>;

const here = ({ context, known }: Effected): Site => siteOf(context, known.node, known.name);

/** Whether a wait is one for an object: to wait for a lock or to sleep says nothing of a request. */
const isForObject = ({ api }: KnownCall, { object, timeout }: EffectOf<'waits'>): boolean =>
  (object !== undefined || timeout !== undefined) && api.effects?.some(({ effect }) => effect === 'acquires') !== true;

function waitedFor(call: Effected, { object, timeout, alertable, mode }: EffectOf<'waits'>): void {
  const { context, known, values, result, after } = call;
  const otherwise = [
    ...(isNull(values, timeout, after) && !hasLimit(known.api, timeout) ? [] : TIMED_OUT),
    ...(isNull(values, alertable, after) && !isUserMode(values, mode) ? [] : ALERTED),
  ];
  const on = object === undefined ? undefined : values.get(object);
  waited(context, { object: on, node: known.node, site: here(call), result, otherwise }, after);
}

/** STATUS_TIMEOUT. */
const TIMED_OUT = [0x102];

/** STATUS_USER_APC, STATUS_ALERTED. */
const ALERTED = [0xc0, 0x101];

/** KernelMode is 0, UserMode 1. */
function isUserMode(values: ArgumentValues, name: string | undefined): boolean {
  const value = name === undefined ? undefined : values.get(name);
  return value?.kind === 'number' && value.value === 1;
}

/** Whether a parameter is NULL or FALSE, or there is none. */
function isNull(values: ArgumentValues, name: string | undefined, at: Case): boolean {
  const value = name === undefined ? undefined : values.get(name);
  const settled = value && at.settle(value);
  return name === undefined || (settled !== undefined && isZero(settled));
}

function acquired(call: Effected, { resource, held, pageable }: EffectOf<'acquires'>, object: Value): void {
  call.after.unmark(object, 'released');
  if (isPageable(pageable, call.values, call.after)) markPageable(call, object, pageable);
  if (held === undefined) owe(call, resource, object);
  if (resource === 'provider NPI') captured(call, object);
  if (resource !== 'socket' || held !== 'Information') return;
  const socket = socketMade(call, object);
  socketDelivered(call, object);
  if (socket === undefined) return;
  for (const status of [call.result, statusOf(call)]) addTie(call.after, status, { object: socket, fact: 'made' });
}

/** What describes memory is pageable since that is. */
function markPageable(call: Effected, object: Value, pageable: EffectOf<'acquires'>['pageable']): void {
  const { values, after } = call;
  const memory = typeof pageable === 'object' && 'as' in pageable ? values.get(pageable.as) : undefined;
  const known = memory && factsOf(after, memory).get('pageable');
  after.mark(object, 'pageable', known?.site ?? here(call));
}

function captured(call: Effected, registration: Value): void {
  call.after.mark(registration, 'captured', here(call));
  addTie(call.after, call.result, { object: registration, fact: 'captured' });
}

function reset(call: Effected, irp: Value): void {
  call.after.setState(irp, stateOf(call.after.state(irp).facts));
  call.after.mark(irp, 'fresh', here(call));
}

/** Mutexes and semaphores are signaled, too. */
function setEvent(call: Effected, effect: EventEffect, event: Value): void {
  if (call.known.api.parameters[effect.object]?.role === 'event')
    eventSet(effect, event, call.values, here(call), call.after);
}

function othersRan(call: Effected): void {
  const { context, known, after } = call;
  for (const request of after.pending) forgetWhilePending(call, request);
  after.forget(undefined, after.terms.label(known.node), context.kept.fromOthers);
}

function made(call: Effected, { fact, mayFail }: EffectOf<'makes'>, object: Value): void {
  call.after.mark(object, fact, here(call));
  if (fact === 'own') call.after.mark(object, 'fresh', here(call));
  if (mayFail === true || object.kind !== 'symbol') return;
  call.after.setRange(object, narrow(anyNumber, '!=', 0) ?? anyNumber);
}

function marked(call: Effected, effect: EffectOf<'marks'>, object: Value): void {
  const { fact, unlessFailed } = effect;
  if (!isMarking(effect, call.values, call.after)) return;
  call.after.mark(object, fact, here(call));
  if (unlessFailed !== true) return;
  for (const status of [call.result, statusOf(call)]) addTie(call.after, status, { object, fact });
}

function installed(call: Effected, effect: EffectOf<'installs'>, object: Value): void {
  const { values, after } = call;
  const [routine, context] = [values.get(effect.routine), values.get(effect.context)];
  if (routine === undefined || context === undefined) return;
  after.setState(object, stateOf(after.state(object).facts, { routine, context, site: here(call) }));
  if (routine.kind === 'number') after.unmark(object, 'has-routine');
  else after.mark(object, 'has-routine', here(call));
}

/** From now on the IRP is WSK's: it will hold the request's status, and its routine may run at any time. */
function submit(call: Effected, irp: Value): void {
  const { context, known, after } = call;
  const { installed } = after.state(irp);
  const whole = context.terms.pointee(irp);
  if (whole !== undefined) {
    after.forget(whole, context.terms.label(known.node), keepsNothing);
    const block = context.terms.member(whole, 'IoStatus');
    const status = block === undefined ? undefined : context.terms.member(block, 'Status');
    if (status !== undefined) after.write(status, statusOf(call));
  }
  if (known.api.tables === undefined) {
    after.unmark(irp, 'fresh', 'has-routine', 'submitted', 'completed');
    share(after, irp, here(call));
  } else submitted(context, { irp, node: known.node, site: here(call), result: call.result }, after);
  handedToRoutine(context, irp, here(call), after);
  if (installed === undefined) return;
  after.addPending(installed);
  forgetWhilePending(call, installed);
}

/** The request's routine may run, and write through its context. */
function forgetWhilePending({ context, known, after }: Effected, { routine, context: data }: Installed): void {
  const { memory } = after;
  forgetBehind(after, data, after.terms.label(known.node), context.kept.fromRoutine(routine));
  // Of memory that was allocated no type is known: that a pointer stands there shows only by what it points at.
  for (const [region, value] of memory) {
    const isLost = after.objects.has(value) && !after.memory.has(region);
    if (isLost && context.kept.isPointerKept(region, routine)) after.write(region, value);
  }
}

/** What IoStatus.Status of the IRP will hold. */
const statusOf = ({ context, known }: Effected): Symbol => unknownAt(context, known.node, COMPLETION) as Symbol;

/** What nobody reads the memory of. */
const OPAQUE: ReadonlySet<ParameterRole> = new Set(['irp', 'socket', 'event']);

/** What the tables say that the function writes through its parameters. */
function forgetWritten(known: KnownCall, values: ArgumentValues, after: Case): void {
  const freed = known.api.effects?.find((effect) => effect.effect === 'releases')?.object;
  for (const [name, { flow, role }] of Object.entries(known.api.parameters)) {
    const value = values.get(name);
    if (flow === 'in' || value === undefined || OPAQUE.has(role)) continue;
    // Nobody writes into memory that is given back, and who holds nothing else of what stands in it has lost that.
    if (freed === name && after.isOwed(value)) continue;
    const region = after.terms.pointee(value);
    if (region !== undefined) after.forget(region, after.terms.label(known.node), keepsNothing);
  }
}
