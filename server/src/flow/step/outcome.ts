import type { KnownCall } from '../../model/dispatch';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Known } from '../state/object';
import { contains, isAny, STATUS_PENDING, type Range } from '../state/range';
import { COMPLETION, type Region, type Symbol, type Value } from '../state/terms';
import { siteOf, type FunctionContext } from './context';
import type { ArgumentValues } from './effects';
import type { PlaceOutcome, Pointer } from './place';

/** IoStatus of an IRP is read: what that says of the request is observed where it may say nothing yet. */
export function outcomeRead<Place extends PlaceOutcome>(context: FunctionContext, node: Node, place: Place): Place {
  const { region, after } = place;
  const block = region && blockOf(region);
  if (region?.place.is !== 'member' || block === undefined || after.objects.size === 0) return place;
  const irp = after.terms.addressOf(block);
  const request = after.state(irp).facts.get('submitted');
  if (request === undefined) {
    const freed = after.state(irp).facts.get('released');
    if (freed !== undefined) return freedRead(context, node, irp, freed, place);
    if (region.place.name === 'Information') informationRead(context, node, block, after);
    return place;
  }
  if (after.isDoubtful(request) || after.state(irp).facts.has('given-up')) return place;
  context.observer.outcome({ node, value: irp, state: 'pending', request: request.site });
  // Whatever is done with the IRP from here on is done for the same mistake.
  const told = after.fork();
  told.unmark(irp, 'submitted');
  return { ...place, after: told };
}

/** An IRP that was freed before, by the function or by the IoCompletion routine of its request. */
function freedRead<Place extends PlaceOutcome>(
  context: FunctionContext,
  node: Node,
  irp: Value,
  freed: Known,
  place: Place,
): Place {
  if (place.after.isDoubtful(freed)) return place;
  context.observer.outcome({ node, value: irp, state: 'freed', request: freed.site });
  const told = place.after.fork();
  told.unmark(irp, 'released');
  return { ...place, after: told };
}

/** The IRP that a region is IoStatus.Status or IoStatus.Information of. */
function blockOf({ place }: Region): Region | undefined {
  if (place.is !== 'member' || (place.name !== 'Status' && place.name !== 'Information')) return undefined;
  const block = place.of.place;
  return block.is === 'member' && block.name === 'IoStatus' ? block.of : undefined;
}

function informationRead(context: FunctionContext, node: Node, irp: Region, at: Case): void {
  const { terms } = at;
  const block = terms.member(irp, 'IoStatus');
  const place = block && terms.member(block, 'Status');
  const status = place && at.memory.get(place);
  if (status?.kind !== 'symbol' || !isUntested(status, at.rangeOf(status), at)) return;
  if (isHeldBeside(status, at)) return;
  tell(context, node, status, 'unread');
}

/** A socket is gone through that a request has brought of which only the caller of WSK's function can say how it ended. */
export function socketFollowed(context: FunctionContext, pointer: Pointer | undefined, at: Case): void {
  if (pointer === undefined) return;
  const { value, node } = pointer;
  if (value.kind !== 'symbol' || value.origin.from !== 'call' || value.origin.part !== 'socket') return;
  const status = at.terms.madeBy(value.origin.at, COMPLETION);
  if (at.doubts.size === 0 && isUntested(status, at.rangeOf(status), at) && isHeldBeside(status, at))
    tell(context, node, status, 'untested');
}

/** The same for a socket that is handed to a function of WSK. */
export function socketPassed(context: FunctionContext, known: KnownCall, values: ArgumentValues, at: Case): void {
  const [value, node] = [values.get('Socket'), known.argument('Socket')];
  if (value !== undefined && node !== undefined) socketFollowed(context, { value, node }, at);
}

/** Whether a request of this function may have pended, and nothing was learnt of its status since. */
function isUntested({ origin }: Symbol, range: Range, at: Case): boolean {
  if (origin.from !== 'call' || origin.part !== COMPLETION || !isAny(range)) return false;
  return contains(at.rangeOf(at.terms.madeBy(origin.at, '')), STATUS_PENDING);
}

const callOf = ({ definition }: FunctionContext, at: number): Node => (definition.node + at) as Node;

/** Whether a status stands anywhere but in the IRP. */
const isHeldBeside = (status: Value, at: Case): boolean =>
  at.memory.keys.some((region) => at.memory.get(region) === status && blockOf(region) === undefined);

function tell(context: FunctionContext, node: Node, status: Symbol, state: 'unread' | 'untested'): void {
  const { tree } = context.unit;
  if (status.origin.from !== 'call') return;
  const call = callOf(context, status.origin.at);
  const callee = /\w+$/.exec(tree.textOf(tree.field(call, 'function') ?? call))?.[0] ?? '';
  context.observer.outcome({ node, value: status, state, request: siteOf(context, call, callee) });
}
