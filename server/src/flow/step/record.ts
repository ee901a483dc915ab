import type { Region, Terms, Value } from '../state/terms';

const RECORD = 'record ';

/** The operation that leads from the address of a member to the structure that holds it. */
export const recordOperator = (structure: string, member: string): string => `${RECORD}${structure} ${member}`;

export const isRecordOperator = (operator: string): boolean => operator.startsWith(RECORD);

/**
 * The address of the structure whose member stands at an address: what the member was found in, or else the same unknown
 * structure for the same address.
 * @param operator What `recordOperator` gives.
 */
export function recordAround(terms: Terms, operator: string, address: Value): Value {
  const member = operator.split(' ').at(-1) ?? '';
  let at: Region | undefined = terms.pointee(address);
  for (const name of member.split('.').reverse()) {
    if (at === undefined) break;
    at = at.place.is === 'member' && at.place.name === name ? at.place.of : undefined;
  }
  return at === undefined ? terms.symbol({ from: 'operation', operator, operands: [address] }) : terms.addressOf(at);
}

/** The address of a region; that of the member from which a structure was found is what it was found by. */
export function addressWithin(terms: Terms, region: Region): Value {
  const path: string[] = [];
  let at = region;
  while (at.place.is === 'member') {
    path.unshift(at.place.name);
    at = at.place.of;
  }
  const { place } = at;
  const origin = place.is === 'pointee' ? place.symbol.origin : undefined;
  const isFoundBy =
    origin?.from === 'operation' && isRecordOperator(origin.operator) && origin.operator.endsWith(` ${path.join('.')}`);
  return isFoundBy ? origin.operands[0] : terms.addressOf(region);
}
