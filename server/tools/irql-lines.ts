import type { IrqlCall, IrqlEntry, ProjectIrqlResult } from '../src/flow/irql/irql';
import { printRange } from '../src/flow/irql/range';
import type { IrqlNeed, IrqlSummary, Level } from '../src/flow/irql/summary';
import type { FunctionDefinition } from '../src/model/unit';
import type { TermText } from './term-text';

/** What a function asks of its callers and leaves behind, and the level at each of its calls. */
export function irqlLines(result: ProjectIrqlResult, definition: FunctionDefinition, terms: TermText): string[] {
  const { summary, calls } = result;
  return [
    ...summary.needs.map((need) => `asks for ${needText(need, definition)}`),
    ...leavesLines(summary, definition),
    ...calls.filter(isTelling).flatMap((call) => callLines(call, definition, terms)),
  ];
}

/** Macros such as NT_SUCCESS ask for nothing, and do nothing to the level. */
const isTelling = ({ needs }: IrqlCall): boolean => needs.length === 0 || needs.some(isBound);

const isBound = ({ max, min }: IrqlNeed): boolean => max !== 'HIGH_LEVEL' || min !== undefined;

/** `entered at PASSIVE..DISPATCH as WskReceiveEvent`, and its callers. */
export function entryLines({ range, isEstablished, roles, callers }: IrqlEntry): string[] {
  const as = roles.length > 0 ? ` as ${roles.join(', ')}` : range.reason === undefined ? '' : reasonText(range.reason);
  const open = isEstablished ? '' : '; not all callers are in sight';
  const called = callers.map((caller) => `${caller.name} at ${caller.range ? printRange(caller.range) : 'any level'}`);
  return [
    `entered at ${printRange(range)}${as}${open}`,
    ...(called.length === 0 ? [] : [`called by ${called.join(', ')}`]),
  ];
}

function reasonText({ kind, name }: NonNullable<IrqlEntry['range']['reason']>): string {
  switch (kind) {
    case 'annotation':
      return ', as it is annotated';
    case 'caller':
      return `, by ${name}`;
    default:
      return `, by ${name} (${kind})`;
  }
}

function callLines(
  { node, name, irql, needs, guard }: IrqlCall,
  definition: FunctionDefinition,
  terms: TermText,
): string[] {
  const why = irql.reason === undefined ? '' : ` (${irql.reason.kind} ${irql.reason.name})`;
  const conditions = guard === undefined ? [] : guard.when.map((when) => conditionText(when, definition));
  const guarded = conditions.length === 0 ? '' : `, where ${conditions.join(' and ')}`;
  return [
    `line ${terms.lineOf(node)}: ${name ?? 'a call through a pointer'} at ${printRange(irql)}${why}${guarded}`,
    ...needs.filter(isBound).map((need) => `  asks for ${needText(need, definition)}`),
  ];
}

function needText(
  { kind, max, min, chain, blocks, when, isCertain }: IrqlNeed,
  definition: FunctionDefinition,
): string {
  const bounds = max === (min ?? 'PASSIVE_LEVEL') ? max : min === undefined ? `${max} or below` : `${min} to ${max}`;
  const by = chain.length === 0 ? kind : `${chain.join(' > ')}${kind === 'call' ? '' : ` (${kind})`}`;
  const waits = blocks === undefined ? [] : [blocks.on === undefined ? 'waits' : `waits for ${blocks.on}`];
  const conditions = when.map((each) => `where ${conditionText(each, definition)}`);
  return [`${bounds}: ${by}`, ...waits, ...conditions, ...(isCertain ? [] : ['perhaps'])].join(', ');
}

const conditionText = (when: IrqlNeed['when'][number], { parameters }: FunctionDefinition): string =>
  `${parameters[when.parameter]?.name ?? `parameter ${when.parameter + 1}`} is ${when.isZero ? '' : 'not '}zero`;

function leavesLines({ leaves, saves }: IrqlSummary, definition: FunctionDefinition): string[] {
  const isSame = leaves.entry && leaves.held.length === 0 && leaves.range === undefined;
  return [
    ...(isSame ? [] : [`leaves at ${levelText(leaves, definition)}`]),
    ...saves.map(({ place, level }) => `leaves in ${heldText(place, definition)}: ${levelText(level, definition)}`),
  ];
}

function levelText({ entry, held, range }: Level, definition: FunctionDefinition): string {
  return [
    ...(entry ? ['the level that it found'] : []),
    ...(range === undefined ? [] : [printRange(range)]),
    ...held.map((key) => `the level that ${heldText(key, definition)} held`),
  ].join(' or ');
}

/** `*Old`, `Context->OldIrql`, for the key of a place. */
function heldText(key: string, { parameters }: FunctionDefinition): string {
  const [root = '', ...path] = key.split(' . ');
  const index = /^param(\d+)$/.exec(root)?.[1];
  const name = index === undefined ? (root.split(' ').at(-1) ?? root) : (parameters[Number(index)]?.name ?? root);
  return path.reduce((text, step, at) => {
    if (step === '*') return path[at + 1] === undefined || path[at + 1] === '*' ? `*${text}` : text;
    return path[at - 1] === '*' ? `${text}->${step}` : `${text}.${step}`;
  }, name);
}
