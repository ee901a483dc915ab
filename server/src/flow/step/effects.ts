import type { KnownCall } from '../../model/dispatch';
import type { Effect } from '../../knowledge/shape';
import type { Case } from '../state/case';
import type { Installed, Site } from '../state/object';
import { siteOf, type FunctionContext } from './context';
import { unknownAt } from './evaluate';
import { forgetBehind } from './forget';
import { keepsNothing } from '../state/keeping';
import { anyNumber, narrow } from '../state/range';
import { COMPLETION, type Symbol, type Value } from '../state/terms';
import { isUse, useOf } from './use';

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
  if (isUse(known.api)) {
    const before = after.fork();
    context.observer.use(() => useOf(context, known, values, before));
  }
  const result = unknownAt(context, known.node, known.api.readsShared === true ? 'unknown' : '') as Symbol;
  forgetWritten(known, values, after);
  const call: Effected = { context, known, values, result, after };
  for (const effect of known.api.effects ?? []) {
    if (effect.effect === 'ends') return [];
    applyEffect(call, effect);
  }
  return [{ value: result, after }];
}

interface Effected {
  readonly context: FunctionContext;
  readonly known: KnownCall;
  readonly values: ArgumentValues;
  readonly result: Symbol;
  readonly after: Case;
}

/** The effects on objects that rules ask for. The others are read by the analyses that follow what they speak of. */
function applyEffect(call: Effected, effect: Exclude<Effect, { effect: 'ends' }>): void {
  if (effect.effect === 'waits') {
    waited(call);
    return;
  }
  if (!('object' in effect)) return;
  const object = effect.object === 'result' ? call.result : call.values.get(effect.object);
  if (object === undefined || object.kind === 'number') return;
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
      call.after.setState(object, { ...call.after.state(object), installed: undefined });
      break;
    case 'submits':
      submit(call, object);
  }
}

type EffectOf<Name extends Effect['effect']> = Extract<Effect, { effect: Name }>;

const here = ({ context, known }: Effected): Site => siteOf(context, known.node, known.name);

function waited(call: Effected): void {
  const { context, known, after } = call;
  for (const request of after.pending) forgetWhilePending(call, request);
  after.forget(undefined, after.terms.label(known.node), context.kept.fromOthers);
}

function made(call: Effected, { fact, mayFail }: EffectOf<'makes'>, object: Value): void {
  call.after.mark(object, fact, here(call));
  if (mayFail === true || object.kind !== 'symbol') return;
  call.after.setRange(object, narrow(anyNumber, '!=', 0) ?? anyNumber);
}

function marked(call: Effected, { fact, unlessFailed }: EffectOf<'marks'>, object: Value): void {
  call.after.mark(object, fact, here(call));
  if (unlessFailed !== true) return;
  for (const status of [call.result, statusOf(call)]) call.after.tie(status, { object, fact });
}

function installed(call: Effected, effect: EffectOf<'installs'>, object: Value): void {
  const { values, after } = call;
  const [routine, context] = [values.get(effect.routine), values.get(effect.context)];
  if (routine === undefined || context === undefined) return;
  after.setState(object, { ...after.state(object), installed: { routine, context, site: here(call) } });
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
  if (installed === undefined) return;
  after.addPending(installed);
  forgetWhilePending(call, installed);
}

/** The request's routine may run, and write through its context. */
function forgetWhilePending({ context, known, after }: Effected, { routine, context: data }: Installed): void {
  forgetBehind(after, data, after.terms.label(known.node), context.kept.fromRoutine(routine));
}

/** What IoStatus.Status of the IRP will hold. */
const statusOf = ({ context, known }: Effected): Symbol => unknownAt(context, known.node, COMPLETION) as Symbol;

/** What the tables say that the function writes through its parameters. */
function forgetWritten(known: KnownCall, values: ArgumentValues, after: Case): void {
  for (const [name, { flow, role }] of Object.entries(known.api.parameters)) {
    const value = values.get(name);
    if (flow === 'in' || value === undefined || role === 'irp' || role === 'socket') continue;
    const region = after.terms.pointee(value);
    if (region !== undefined) after.forget(region, after.terms.label(known.node), keepsNothing);
  }
}
