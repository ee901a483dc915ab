import type { Node } from '../syntax/tree';
import { functionDeclarator } from './declarators';
import { prototypesOf } from './prototypes';
import type { Unit } from './unit';

/** The header of a function: of its definition, or a prototype. */
export interface Header {
  readonly name: string;
  /** The stretch of the text in which its annotations stand. */
  readonly from: number;
  readonly to: number;
  /** The `parameter_declaration`s. */
  readonly parameters: readonly Node[];
  /** The function type by which a prototype is declared. */
  readonly typeName?: string;
}

/** The headers of all functions of a file, prototypes first. */
export function headersOf(unit: Unit): Header[] {
  const { tree } = unit;
  const prototypes = [...prototypesOf(unit)].flatMap(([name, all]) =>
    all.map(({ node, type }): Header => ({
      name,
      from: endBefore(unit, node),
      to: tree.end(node),
      parameters: tree.fields(node, 'declarator').flatMap((declarator) => parametersIn(unit, declarator)),
      ...(type.kind === 'named' ? { typeName: type.name } : {}),
    })),
  );
  const definitions = unit.functions.map(({ name, node, body, parameters }): Header => ({
    name,
    from: endBefore(unit, node),
    to: tree.start(body),
    parameters: parameters.map((parameter) => parameter.node),
  }));
  return [...prototypes, ...definitions];
}

function parametersIn({ tree }: Unit, declarator: Node): readonly Node[] {
  const header = functionDeclarator(tree, declarator);
  const list = header === undefined ? undefined : tree.field(header, 'parameters');
  return list === undefined ? [] : tree.namedChildren(list);
}

/** A header begins where what stands before it ends. */
export function endBefore({ tree }: Unit, node: Node): number {
  const before = tree.previousSibling(node);
  return before === undefined ? 0 : tree.end(before);
}
