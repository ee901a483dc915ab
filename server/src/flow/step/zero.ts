import type { KnownCall } from '../../model/dispatch';
import { withoutCasts } from '../../model/references';
import { resolve, targetOf, typeOf } from '../../model/types';
import type { Unit } from '../../model/unit';
import { beginsWith } from '../../model/first-member';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import { isZero, type Value } from '../state/terms';

/** The calls that fill memory with zeros, or with what stands between where and how much. */
const FILLING: ReadonlySet<string> = new Set(['RtlZeroMemory', 'RtlSecureZeroMemory', 'memset']);

/**
 * Takes in that a call has filled a whole object with zeros. A part of one is just no longer known.
 * @param values Those of the arguments, in their order.
 */
export function zero(unit: Unit, { name, arguments: given }: KnownCall, values: readonly Value[], after: Case): void {
  const [where, size, start] = [given[0], given.at(-1), values[0]];
  if (!FILLING.has(name) || where === undefined || size === undefined || start === undefined) return;
  const isFilledWithZeros = values.slice(1, -1).every((filler) => isZero(filler));
  const region = after.terms.pointee(start);
  if (isFilledWithZeros && region !== undefined && isWhole(unit, where, size))
    after.write(region, after.terms.number(0));
}

/** Whether a size is that of all that stands at an address: `sizeof(*p)` or `sizeof(T)` for p, `sizeof(x)` for `&x`. */
function isWhole(unit: Unit, where: Node, size: Node): boolean {
  const { tree } = unit;
  if (tree.kind(size) !== 'sizeof_expression') return false;
  const address = withoutCasts(unit, where);
  const measured = plain(tree.textOf(size).replace(/^sizeof\b/, ''));
  const isAddress = tree.kind(address) === 'pointer_expression' && tree.textOf(address).startsWith('&');
  const object = isAddress ? tree.field(address, 'argument') : undefined;
  if (object !== undefined && isBeginning(unit, object)) return false;
  if (measured === plain(object === undefined ? `*${tree.textOf(address)}` : tree.textOf(object))) return true;
  const type = resolve(unit, object === undefined ? targetOf(unit, typeOf(unit, address)) : typeOf(unit, object));
  const named = resolve(unit, { kind: 'named', name: measured.replace(/^(?:struct|union)\b/, '') });
  return type.kind === 'struct' && named.kind === 'struct' && type.tag === named.tag;
}

const plain = (text: string): string => text.replace(/[\s()]+/g, '');

/** Whether this is the structure that a larger one begins with: both have one address. */
function isBeginning(unit: Unit, object: Node): boolean {
  const { tree } = unit;
  const [whole, member] = [tree.field(object, 'argument'), tree.field(object, 'field')];
  if (tree.kind(object) !== 'field_expression' || whole === undefined || member === undefined) return false;
  const declared = typeOf(unit, whole);
  const structure = resolve(unit, declared).kind === 'pointer' ? targetOf(unit, declared) : declared;
  return beginsWith(unit, structure, tree.textOf(member));
}
