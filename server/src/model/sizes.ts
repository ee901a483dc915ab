import { POINTER_SIZE, typeSizes } from '../knowledge/type-sizes';
import type { Node } from '../syntax/tree';
import type { CType } from './ctype';
import { declaredBy } from './declarators';
import { typeOf } from './expression-type';
import { declaredVariableOf } from './scope';
import { isTypeName, resolve } from './type-table';
import type { Unit } from './unit';

/** The size in bytes of a type on 64-bit Windows; undefined for arrays, for structures of drivers, and where nobody declares it. */
export function sizeOfType(unit: Unit, type: CType): number | undefined {
  const resolved = resolve(unit, type);
  switch (resolved.kind) {
    case 'pointer':
      return POINTER_SIZE;
    case 'named':
      return sizeNamed(resolved.name);
    case 'struct':
      return sizeNamed(resolved.tag.replace(/^_+/, ''));
    default:
      return undefined;
  }
}

/**
 * What `sizeof(type)` or `sizeof expression` comes to, in bytes.
 *
 * @param node A `sizeof_expression`.
 */
export function measuredSize(unit: Unit, node: Node): number | undefined {
  const measured = measuredType(unit, node);
  return measured && sizeOfType(unit, measured);
}

function measuredType(unit: Unit, node: Node): CType | undefined {
  const { tree } = unit;
  const [type, value] = [tree.field(node, 'type'), tree.field(node, 'value')];
  if (type !== undefined) return declaredBy(tree, type).type;
  if (value === undefined) return undefined;
  return typeInPlaceOfValue(unit, value) ?? typeOf(unit, value);
}

/** The grammar knows no type names: to it `sizeof(ULONG)` measures a variable. */
function typeInPlaceOfValue(unit: Unit, value: Node): CType | undefined {
  const { tree } = unit;
  const [inner] = tree.kind(value) === 'parenthesized_expression' ? tree.namedChildren(value) : [];
  if (inner === undefined || tree.kind(inner) !== 'identifier') return undefined;
  const name = tree.textOf(inner);
  if (declaredVariableOf(unit, inner) !== undefined) return undefined;
  return isTypeName(unit, name) || sizeNamed(name) !== undefined ? { kind: 'named', name } : undefined;
}

const sizeNamed = (name: string): number | undefined => {
  const plain = name.replace(/\s+/g, ' ');
  return Object.hasOwn(typeSizes, plain) ? typeSizes[plain] : undefined;
};
