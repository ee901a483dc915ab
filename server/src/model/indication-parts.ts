import type { Node } from '../syntax/tree';
import { typeOf } from './expression-type';
import { withoutCasts } from './references';
import { isPointerTo, structureName } from './type-table';
import type { FunctionDefinition, Unit } from './unit';

const INDICATIONS = ['WSK_DATA_INDICATION', 'WSK_DATAGRAM_INDICATION'] as const;

/** A local that got its value from another, and so on: further than this nobody writes it. */
const LONGEST_CHAIN = 3;

/** What the expressions of one function have to do with the indications that it is given. */
export interface IndicationParts {
  /** Whether it points to an indication, or is one. */
  readonly isIndication: (expression: Node) => boolean;
  /** Whether it is the WSK_BUF of an indication, or points to it. */
  readonly isBuffer: (expression: Node) => boolean;
  /** Whether it is the first MDL of an indication: what stands behind that is reached by going through it. */
  readonly isFirstMdl: (expression: Node) => boolean;
  /** Whether it is, or holds, how many bytes an indication has. */
  readonly hasLength: (expression: Node) => boolean;
  /** The values that a local is given, its own initialiser among them; none where its address is taken. */
  readonly valuesOf: (name: string) => readonly Node[];
}

/**
 * @param total The parameter that says how many bytes are indicated in all, where the function has one.
 */
export function indicationParts(unit: Unit, { body }: FunctionDefinition, total?: string): IndicationParts {
  const { tree } = unit;
  const values = valuesIn(unit, body);
  const valuesOf = (name: string): readonly Node[] => values.get(name) ?? [];

  const isIndication = (expression: Node): boolean => {
    const type = typeOf(unit, expression);
    return INDICATIONS.some((name) => isPointerTo(unit, type, name) || structureName(unit, type) === name);
  };
  const always = (node: Node, depth: number, question: (value: Node, depth: number) => boolean): boolean => {
    const given = tree.kind(node) === 'identifier' && depth > 0 ? valuesOf(tree.textOf(node)) : [];
    return given.length > 0 && given.every((value) => question(value, depth - 1));
  };
  const isBuffer = (expression: Node, depth = LONGEST_CHAIN): boolean => {
    const node = withoutCasts(unit, expression);
    if (tree.kind(node) === 'pointer_expression') return isBuffer(tree.field(node, 'argument') ?? node, depth - 1);
    const owner = memberOf(unit, node, 'Buffer');
    return owner === undefined ? always(node, depth, isBuffer) : isIndication(owner);
  };
  const isFirstMdl = (expression: Node, depth = LONGEST_CHAIN): boolean => {
    const node = withoutCasts(unit, expression);
    const owner = memberOf(unit, node, 'Mdl');
    return owner === undefined ? always(node, depth, isFirstMdl) : isBuffer(owner);
  };
  const isLength = (node: Node, depth: number): boolean => {
    const owner = memberOf(unit, node, 'Length');
    if (owner !== undefined) return isBuffer(owner);
    if (tree.kind(node) !== 'identifier') return false;
    const name = tree.textOf(node);
    return name === total || (depth > 0 && valuesOf(name).some((value) => hasLength(value, depth - 1)));
  };
  const hasLength = (expression: Node, depth = LONGEST_CHAIN): boolean =>
    [expression, ...tree.descendants(expression, 'field_expression', 'identifier')].some((one) => isLength(one, depth));

  return {
    isIndication,
    isBuffer: (expression) => isBuffer(expression),
    isFirstMdl: (expression) => isFirstMdl(expression),
    hasLength: (expression) => hasLength(expression),
    valuesOf,
  };
}

/** What `->member` or `.member` is read from; undefined for any other expression. */
function memberOf({ tree }: Unit, node: Node, member: string): Node | undefined {
  const field = tree.kind(node) === 'field_expression' ? tree.field(node, 'field') : undefined;
  return field !== undefined && tree.textOf(field) === member ? tree.field(node, 'argument') : undefined;
}

function valuesIn({ tree }: Unit, body: Node): ReadonlyMap<string, readonly Node[]> {
  const values = new Map<string, Node[]>();
  for (const node of tree.descendants(body, 'init_declarator', 'assignment_expression')) {
    const [target, value] = [tree.field(node, 'declarator') ?? tree.field(node, 'left'), tree.field(node, 'value')];
    const given = value ?? tree.field(node, 'right');
    if (target === undefined || given === undefined) continue;
    const name = tree.textOf(target).replace(/^[*\s]*(?:const\s+)?/, '');
    values.set(name, [...(values.get(name) ?? []), given]);
  }
  for (const node of tree.descendants(body, 'pointer_expression')) {
    const operand = tree.textOf(node).startsWith('&') ? tree.field(node, 'argument') : undefined;
    if (operand !== undefined) values.delete(tree.textOf(operand));
  }
  return values;
}
