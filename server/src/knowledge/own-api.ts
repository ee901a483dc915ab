import type { EffectName } from './effect-members';
import { describe } from './index';
import type { WrittenFunction, WrittenParameter } from './own-functions';
import type { ApiFunction, Effect, Parameter } from './shape';

/** What a person has said of a function, in the shape of the tables, for a call with so many arguments. */
export function apiOf(written: WrittenFunction, given: number): ApiFunction {
  const table = written.like === undefined ? undefined : describe(written.like);
  const parameters = parametersOf(written, table, given);
  const effects = (written.effects ?? table?.effects ?? []).flatMap((effect) => fitted(effect, parameters) ?? []);
  return {
    ...(table ?? unknown),
    ...(written.about === undefined ? {} : { summary: written.about }),
    ...(written.returns === undefined ? {} : { returns: written.returns }),
    ...(written.keeps === undefined ? {} : { keeps: written.keeps }),
    ...(table === undefined && !effects.some(tellsOfResult) ? { readsShared: true } : {}),
    parameters,
    irql: irqlOf(written, table, effects),
    effects,
  };
}

/** A function of which nobody has said anything but its name. */
const unknown = { summary: 'A function of this project, as its settings describe it.', returns: '', page: '' };

function irqlOf(
  { irql }: WrittenFunction,
  table: ApiFunction | undefined,
  effects: readonly Effect[],
): ApiFunction['irql'] {
  if (irql === undefined && table !== undefined) return table.irql;
  return { max: blocks(effects) ? 'APC_LEVEL' : 'HIGH_LEVEL', ...irql };
}

/** Whether a function waits in the way that no code at DISPATCH_LEVEL can: spin locks turn instead. */
const blocks = (effects: readonly Effect[]): boolean =>
  effects.some(({ effect }) => effect === 'waits') &&
  !effects.some((effect) => 'resource' in effect && effect.resource.includes('spin lock'));

/** Of a result that no effect speaks of nothing is known, and it may depend on anything. */
const tellsOfResult = (effect: Effect): boolean =>
  ('object' in effect && effect.object === 'result') || (effect.effect === 'marks' && effect.unlessFailed === true);

/** Nobody has named them: the function may do with each what it likes, before it returns. */
const unnamed = (given: number): readonly string[] =>
  Array.from({ length: given }, (_, index) => `argument ${index + 1}`);

function parametersOf(
  { parameters: written, effects = [] }: WrittenFunction,
  table: ApiFunction | undefined,
  given: number,
): ApiFunction['parameters'] {
  if (written === undefined && table !== undefined) return table.parameters;
  const named = written ?? unnamed(given);
  const entries = Array.isArray(named)
    ? (named as readonly string[]).map((name): [string, WrittenParameter] => [name, {}])
    : Object.entries(named as Readonly<Record<string, WrittenParameter>>);
  return Object.fromEntries(
    entries.map(([name, said]) => [name, { ...(tabled(table, name) ?? byEffects(name, effects)), ...said }]),
  );
}

/** A parameter can have a name that every object has. */
const tabled = (table: ApiFunction | undefined, name: string): Parameter | undefined =>
  table !== undefined && Object.hasOwn(table.parameters, name) ? table.parameters[name] : undefined;

/** What the effects say of a parameter. Who says nothing else is taken to write what it points at. */
function byEffects(name: string, effects: readonly Effect[]): Parameter {
  const found = effects.reduce<Partial<Parameter>>((before, effect) => ({ ...before, ...wordOf(name, effect) }), {});
  return { type: '', flow: 'inout', role: 'value', about: '', ...found };
}

type Words = Readonly<Record<string, Partial<Parameter>>>;

const ofIrp: Words = { object: { role: 'irp' } };
const ofEvent: Words = { object: { role: 'event' } };

/** By effect: what its members say of the parameters that they name. */
const WORDS: Readonly<Partial<Record<EffectName, Words>>> = {
  installs: {
    ...ofIrp,
    routine: { role: 'routine', type: 'PIO_COMPLETION_ROUTINE', flow: 'in' },
    context: { role: 'context', flow: 'in' },
  },
  resets: ofIrp,
  submits: ofIrp,
  signals: ofEvent,
  clears: ofEvent,
  waits: { ...ofEvent, timeout: { type: 'PLARGE_INTEGER', flow: 'in' } },
  raises: { saves: { type: 'PKIRQL', flow: 'out' } },
  restores: { from: { type: 'KIRQL', flow: 'in' } },
};

function wordOf(name: string, effect: Effect): Partial<Parameter> {
  const isIrp = 'resource' in effect && effect.resource === 'IRP';
  const words = Object.entries(isIrp ? ofIrp : (WORDS[effect.effect] ?? {}));
  const members: Readonly<Record<string, unknown>> = { ...effect };
  return words.find(([member]) => members[member] === name)?.[1] ?? {};
}

/**
 * An effect as far as the function has the parameters that it speaks of, as one that behaves like another may lack some.
 * @returns undefined where too little is left of it
 */
function fitted(effect: Effect, parameters: ApiFunction['parameters']): Effect | undefined {
  const has = (name: string): boolean => name === 'result' || Object.hasOwn(parameters, name);
  if ('object' in effect && effect.effect !== 'waits' && !has(effect.object)) return undefined;
  if (!conditionsOf(effect).every(has)) return undefined;
  // Which routine it is nobody knows; that there is one is known.
  if (effect.effect === 'installs' && !(has(effect.routine) && has(effect.context)))
    return { effect: 'marks', object: effect.object, fact: 'has-routine' };
  return present(effect, has);
}

/** The parameters without which nobody knows whether there is an effect, or how it is. */
function conditionsOf(effect: Effect): readonly string[] {
  if (effect.effect === 'marks') return [...Object.keys(effect.where ?? {}), effect.nonZero ?? 'result'];
  return effect.effect === 'raises' && typeof effect.to !== 'string' ? [effect.to.parameter] : [];
}

const present = (effect: Effect, has: (name: string) => boolean): Effect =>
  Object.fromEntries(Object.entries(effect).filter(([member, value]) => isThere(member, value, has))) as Effect;

/** The members that name a parameter without which the effect is as if nothing were said. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'object',
  'timeout',
  'alertable',
  'mode',
  'unless',
  'type',
  'when',
  'saves',
]);

function isThere(member: string, value: unknown, has: (name: string) => boolean): boolean {
  if (value === false) return false;
  if (OPTIONAL.has(member)) return typeof value !== 'string' || has(value);
  if (member !== 'pageable' || typeof value !== 'object' || value === null) return true;
  return Object.values(value as Readonly<Record<string, string>>).every(has);
}
