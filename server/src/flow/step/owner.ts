import { declaredMembers } from '../../model/type-table';
import { resolve, targetOf, typeOf } from '../../model/types';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Region, Value } from '../state/terms';

/** Structures of the WDK that stand in others, which are found from them. */
const LINKS: ReadonlySet<string> = new Set(['LIST_ENTRY', 'SINGLE_LIST_ENTRY', 'SLIST_ENTRY', 'WORK_QUEUE_ITEM']);

/**
 * The object that a function out of sight can come to from what it is handed: the one whose link or part this is, or the
 * one that this pointer to a parent or neighbour was found in.
 * @param argument The expression whose value it is.
 */
export function ownerOf(unit: Unit, argument: Node, value: Value): Region | undefined {
  if (!leadsOn(unit, argument)) return undefined;
  if (value.kind === 'address') return value.region.place.is === 'member' ? value.region.whole : undefined;
  const isRead = value.kind === 'symbol' && value.origin.from === 'memory';
  const { whole } = isRead ? value.origin.region : { whole: undefined };
  return whole?.place.is === 'pointee' ? whole : undefined;
}

/** Whether an expression points to a link, or to a structure of the driver's own. */
function leadsOn(unit: Unit, argument: Node): boolean {
  const target = targetOf(unit, typeOf(unit, argument));
  const resolved = resolve(unit, target);
  if (target.kind === 'named' && LINKS.has(target.name)) return true;
  if (resolved.kind !== 'struct') return false;
  return LINKS.has(resolved.tag.replace(/^_+/, '')) || declaredMembers(unit, resolved.tag) !== undefined;
}
