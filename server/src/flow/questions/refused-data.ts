import type { Node } from '../../syntax/tree';
import type { Analysis } from '../analysis';
import { sameAnchor } from '../anchor';
import { isConstant } from '../constant';
import { contains } from '../state/range';
import type { Value } from '../state/terms';
import { returnedConstants } from './callback-returns';
import { eventCallbacks, isParameter, type CallbackExit, type EventCallback } from './callbacks';
import { mayLeadToClose } from './closing';
import { enablings, type Enabling } from './enablings';

/** A place at which a receive callback refuses data, although nothing makes WSK call it again then. */
export interface RefusedData {
  readonly by: EventCallback;
  /** The status, or the number of bytes that is taken. */
  readonly node: Node;
  /** All of the data, what is over where a part is taken, or datagrams. */
  readonly what: 'data' | 'rest' | 'datagrams';
  /** Where the event of datagrams is enabled, which is once. */
  readonly enabling: Enabling | undefined;
}

/** The refusals in the callbacks of a file after which they are silent for good, in the order of the text. */
export const refusedData = (analysis: Analysis): RefusedData[] =>
  [...ofConnections(analysis), ...ofDatagrams(analysis)]
    .filter(({ by, node }) => !mayLeadToClose(analysis.unit, by.definition, node))
    .sort((one, other) => one.node - other.node);

function ofConnections(analysis: Analysis): RefusedData[] {
  const { driver } = analysis;
  if (driver.mayCall('WskReceive') || driver.mayCall('WskReceiveEx')) return [];
  const refused = returnedConstants(analysis, ['WskReceiveEvent'], isRefusal);
  return [
    ...refused.map(({ by, node }): RefusedData => ({ by, node, what: 'data', enabling: undefined })),
    ...eventCallbacks(analysis, 'WskReceiveEvent').flatMap((by) => partlyAccepted(analysis, by)),
  ];
}

/** What is enabled for all sockets of the client stays enabled; what is enabled on a socket is off after a refusal. */
function ofDatagrams(analysis: Analysis): RefusedData[] {
  const refused = returnedConstants(analysis, ['WskReceiveFromEvent'], isRefusal);
  if (refused.length === 0) return [];
  const own = enablings(analysis.driver)?.filter(({ callbacks }) => callbacks.includes('WskReceiveFromEvent')) ?? [];
  const [enabling] = own;
  if (enabling === undefined) return [];
  const isOnlyOnce = own.every((one) => one.isFirst && !one.isStatic && sameAnchor(one.at, enabling.at));
  return isOnlyOnce ? refused.map(({ by, node }) => ({ by, node, what: 'datagrams', enabling })) : [];
}

const isRefusal = ({ value, isAfterDeath }: CallbackExit): boolean =>
  !isAfterDeath && isConstant(value, 'STATUS_DATA_NOT_ACCEPTED');

type ReceiveEvent = EventCallback<'WskReceiveEvent'>;
type ReceiveExit = ReceiveEvent['exits'][number];

/** The ways on which a callback says that it takes less than there is. */
function partlyAccepted(analysis: Analysis, by: ReceiveEvent): RefusedData[] {
  const found = new Map<Node, RefusedData>();
  for (const exit of by.exits) {
    const taken = exit.writtenTo('BytesAccepted');
    const isSuccess = isConstant(exit.value, 'STATUS_SUCCESS') && !exit.isAfterDeath && !exit.isDoubtful;
    if (!isSuccess || taken === undefined || taken === 'perhaps' || !isLess(exit, taken)) continue;
    const node = onlyWriteTo(analysis, by) ?? exit.node;
    found.set(node, { by, node, what: 'rest', enabling: undefined });
  }
  return [...found.values()];
}

/** The place of BytesIndicated among the parameters. */
const BYTES_INDICATED = 3;

/** Whether less is taken than there is: nothing, or what a test has shown to be less. */
function isLess({ when }: ReceiveExit, taken: Value): boolean {
  if (taken.kind === 'number') return taken.value === 0;
  return when.some(([{ origin }, range]) => {
    if (origin.from !== 'operation' || origin.operator !== '<' || contains(range, 0)) return false;
    const [less, more] = origin.operands;
    return less === taken && more !== undefined && isParameter(more, BYTES_INDICATED);
  });
}

/** What a callback puts into BytesAccepted, where it does so at one place. */
function onlyWriteTo({ unit: { tree } }: Analysis, { definition, parameter }: ReceiveEvent): Node | undefined {
  const name = parameter('BytesAccepted')?.name;
  const written = tree.descendants(definition.body, 'assignment_expression').filter((node) => {
    const left = tree.field(node, 'left');
    return left !== undefined && tree.textOf(left) === `*${name ?? ''}`;
  });
  const [only, second] = written;
  return only === undefined || second !== undefined ? undefined : tree.field(only, 'right');
}
