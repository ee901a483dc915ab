import { isWskFunction } from '../../knowledge';
import { describeControl } from '../../knowledge/options';
import type { Irql } from '../../knowledge/shape';
import { constantOf } from '../../model/constants';
import { knownCall, type KnownCall } from '../../model/dispatch';
import { typeOf } from '../../model/expression-type';
import { targetOf } from '../../model/type-table';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import { calleeName, summaryOf } from './callee';
import { isAbove, lower } from './range';
import type { StepContext } from './step';
import type { ArgumentCondition, IrqlNeed } from './summary';
import { timeoutOf, type Timeout } from './timeout';

/**
 * What a call asks of the IRQL, in the words of the function that it stands in: by the tables, by the summary of the
 * callee, or by its prototype. The chain begins with the callee.
 */
export function needsOfCall(context: StepContext, call: Node): readonly IrqlNeed[] {
  const known = knownCall(context.unit, call);
  if (known !== undefined) return knownNeeds(context, known);
  const [name, summary] = [calleeName(context, call), summaryOf(context, call)];
  if (name === undefined || summary === undefined) return [];
  const list = context.unit.tree.field(call, 'arguments');
  const given = list === undefined ? [] : context.unit.tree.namedChildren(list);
  const request = requestAwaitedAt(context, context.unit.tree.field(call, 'function') ?? call);
  return summary.needs.flatMap((need) => {
    const inCaller = needInCaller(context, need, given);
    return inCaller === undefined ? [] : [{ ...inCaller, ...blocking(need, request), chain: [name, ...need.chain] }];
  });
}

/** The caller knows more than the callee of what is waited for. */
const blocking = ({ blocks }: IrqlNeed, request: string | undefined): Pick<IrqlNeed, 'blocks'> =>
  blocks === undefined || request === undefined ? {} : { blocks: { ...blocks, request } };

const requestAwaitedAt = ({ unit, definition, environment }: StepContext, name: Node): string | undefined =>
  environment.requestAwaitedAt?.(unit.tree.start(name) - unit.tree.start(definition.node));

function knownNeeds(context: StepContext, known: KnownCall): IrqlNeed[] {
  const { min, max } = known.api.irql;
  if (known.name === 'PAGED_CODE') return [{ kind: 'paged', max: 'APC_LEVEL', chain: [], when: [], isCertain: true }];
  const base = { kind: 'call', chain: chainOf(known), when: [], isCertain: true } as const;
  const bound = min === undefined ? {} : { min };
  const waits = waitOf(context, known);
  if (waits !== undefined) return waits.map((each) => ({ ...base, ...bound, ...each }));
  const own = boundByArguments(context.unit, known);
  const isCertain = own !== undefined || known.api.irql.atMost === undefined;
  return [{ ...base, ...bound, max: own ?? max, isCertain }];
}

/** What asks comes last: a function that is said to behave like another asks what that one does. */
const chainOf = ({ name, own }: KnownCall): readonly string[] =>
  own === undefined ? [name] : [own.name, ...(own.like === undefined ? [] : [own.like])];

type Wait = Partial<IrqlNeed> & { readonly max: Irql };

/** A call that blocks, and what it asks for then and where it does not; undefined for one that does not block at all. */
function waitOf(context: StepContext, known: KnownCall): Wait[] | undefined {
  const effect = known.api.effects?.find((each) => each.effect === 'waits');
  if (effect === undefined) return undefined;
  const parameter = TIMEOUTS.get(known.name) ?? effect.timeout;
  // A spin lock waits too, but by turning.
  if (parameter === undefined && isAbove(known.api.irql.max, 'APC_LEVEL')) return undefined;
  const object = effect.object === undefined ? undefined : known.argument(effect.object);
  const on = object === undefined ? {} : { on: context.unit.tree.textOf(object) };
  const request = isWskFunction(known.name) ? known.name : requestAwaitedAt(context, known.nameNode);
  const blocks = { ...on, ...(request === undefined ? {} : { request }) };
  const blocking: Wait = { max: lower(known.api.irql.max, 'APC_LEVEL'), blocks };
  return waitsFor(blocking, timeoutOf(context.unit, context.places, known, parameter));
}

function waitsFor(blocking: Wait, timeout: Timeout): Wait[] {
  const polling: Wait = { max: 'DISPATCH_LEVEL' };
  switch (timeout.kind) {
    case 'never':
    case 'some':
      return [blocking];
    case 'zero':
      return [polling];
    case 'open':
      return [polling, { ...blocking, isCertain: false }];
    case 'parameter':
      return [
        polling,
        { ...blocking, when: [{ parameter: timeout.parameter, isZero: timeout.blocksIfZero }] },
        ...(timeout.blocksIfZero ? [{ ...blocking, isCertain: false }] : []),
      ];
  }
}

/** The parameter with which a call can be told not to wait: a pointer to the time, a number, or a truth value. */
const TIMEOUTS: ReadonlyMap<string, string> = new Map([
  ['KeWaitForSingleObject', 'Timeout'],
  ['KeWaitForMultipleObjects', 'Timeout'],
  ['KeWaitForMutexObject', 'Timeout'],
  ['WskCaptureProviderNPI', 'WaitTimeout'],
  ['ExAcquireResourceExclusiveLite', 'Wait'],
  ['ExAcquireResourceSharedLite', 'Wait'],
]);

/** What turns wide text into narrow, in a narrow format, and the other way round in a wide one. */
const CONVERSIONS: readonly (readonly [name: RegExp, format: RegExp])[] = [
  [/^RtlString\w+Printf(?:Ex)?A$/, /%[-+ #\d.*]*(?:[lw][scZ]|[SC])/],
  [/^RtlString\w+Printf(?:Ex)?W$/, /%[-+ #\d.*]*(?:h[scZ]|[SCZ])/],
];

/** Where an argument decides how high a function may be called; undefined where none does. */
function boundByArguments(unit: Unit, known: KnownCall): Irql | undefined {
  const spelt = (parameter: string): string => {
    const argument = known.argument(parameter);
    return argument === undefined ? '' : unit.tree.textOf(argument);
  };
  if (known.name.startsWith('ExAllocatePool')) {
    const kind = `${spelt('PoolType')} ${spelt('Flags')}`;
    if (/\bPagedPool|\bPOOL_FLAG_PAGED\b/.test(kind)) return 'APC_LEVEL';
    return /\bNonPagedPool|\bPOOL_FLAG_NON_PAGED/.test(kind) ? 'DISPATCH_LEVEL' : undefined;
  }
  if (CONVERSIONS.some(([name, format]) => name.test(known.name) && format.test(spelt('pszFormat')))) {
    return 'PASSIVE_LEVEL';
  }
  const code = known.argument('ControlCode');
  if (code !== undefined) return describeControl(spelt('ControlCode'))?.irql;
  const wait = /^Ke(?:SetEvent|ReleaseMutex|ReleaseSemaphore)$/.test(known.name) ? known.argument('Wait') : undefined;
  const value = wait === undefined ? undefined : constantOf(unit, wait)?.value;
  return value !== undefined && value !== 0 ? 'APC_LEVEL' : undefined;
}

/** A callee's need with the arguments in the place of its parameters; undefined where they keep it from arising. */
function needInCaller(context: StepContext, need: IrqlNeed, given: readonly Node[]): IrqlNeed | undefined {
  const when: ArgumentCondition[] = [];
  let { isCertain } = need;
  for (const { parameter, isZero } of need.when) {
    const argument = given[parameter];
    const answer = argument === undefined ? 'open' : zeroness(context, argument);
    if (typeof answer === 'boolean') {
      if (answer !== isZero) return undefined;
    } else if (answer === 'open') isCertain = false;
    else when.push({ parameter: answer.parameter, isZero });
  }
  return { ...need, when, isCertain, isByArgument: need.when.length > 0 };
}

/** Whether an argument is zero; or the parameter of the caller that it is handed on from; or nobody knows. */
function zeroness({ unit, places }: StepContext, argument: Node): boolean | { readonly parameter: number } | 'open' {
  const value = constantOf(unit, argument)?.value;
  if (value !== undefined) return value === 0;
  if (unit.tree.textOf(argument).startsWith('&')) return false;
  const place = places.of(argument);
  const index = place?.path.length === 0 ? /^param(\d+)$/.exec(place.root)?.[1] : undefined;
  if (index !== undefined) return { parameter: Number(index) };
  // What is handed over as a pointer is there, unless the source says NULL.
  return targetOf(unit, typeOf(unit, argument)).kind === 'unknown' ? 'open' : false;
}
