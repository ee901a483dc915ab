import { isKept } from '../../knowledge/kept';
import { castIn } from '../../model/casts';
import { knownCall, type KnownCall } from '../../model/dispatch';
import { THIS } from '../../model/methods';
import { functionReferenced } from '../../model/roles';
import { objectOfMember, variableOf, type Variable } from '../../model/scope';
import type { Unit } from '../../model/unit';
import type { Node, SyntaxTree } from '../../syntax/tree';
import type { ControlFlow, Point } from '../graph/cfg';
import { solveBackward } from '../graph/solve';

type Variables = ReadonlySet<Variable>;

/**
 * The locals that may still be read at each point. What a local holds that is never read again need not be told apart,
 * and two cases that differ in nothing else are one.
 * @returns By point; undefined where everything has to be kept.
 */
export function liveLocals(unit: Unit, flow: ControlFlow): readonly (Variables | undefined)[] {
  const deeds = flow.points.map((point) => deedsOf(unit, point));
  const kept = new Set(deeds.flatMap(({ taken }) => taken));
  const solution = solveBackward<Variables>(flow, {
    end: kept,
    join: (known, more) => {
      const added = [...more].filter((variable) => !known.has(variable));
      return added.length > 0 ? new Set([...known, ...added]) : undefined;
    },
    before: (_point, index, after) => {
      const { read, written } = deeds[index] ?? { read: [], written: [] };
      if (read.length === 0 && written.length === 0) return after;
      const live = new Set(after);
      for (const variable of written) if (!kept.has(variable)) live.delete(variable);
      for (const variable of read) live.add(variable);
      return live;
    },
  });
  return solution?.facts ?? [];
}

interface Deeds {
  readonly read: readonly Variable[];
  /** Written as a whole, so that nothing of the old value is left. */
  readonly written: readonly Variable[];
  /** Their address is taken: they may be read through it at any time. */
  readonly taken: readonly Variable[];
}

function deedsOf(unit: Unit, point: Point): Deeds {
  const read: Variable[] = [];
  const written: Variable[] = [];
  const taken: Variable[] = [];
  const visit = (node: Node) => {
    const variable = variableOf(unit, node) ?? objectOfMember(unit, node);
    if (variable === undefined || (variable.kind !== 'local' && variable.kind !== 'parameter')) return;
    const isAlias = unit.tree.cpp !== undefined && mayBeAlias(unit, node, variable);
    if (!isAlias && isWritten(unit, node)) written.push(variable);
    else read.push(variable);
    if (isAlias || isTaken(unit, node)) taken.push(variable);
  };
  for (const node of nodesOf(point)) {
    if (unit.tree.kind(node) === 'identifier') visit(node);
    for (const identifier of unit.tree.descendants(node, 'identifier')) visit(identifier);
  }
  return { read, written, taken };
}

function nodesOf(point: Point): readonly Node[] {
  switch (point.kind) {
    case 'evaluate':
    case 'branch':
    case 'switch':
      return [point.node];
    case 'return':
      return point.value === undefined ? [] : [point.value];
    default:
      return [];
  }
}

/** `x = …` and `T x = …`, by themselves: in the middle of an expression the order would have to be known. */
function isWritten({ tree }: Unit, node: Node): boolean {
  const parent = tree.parent(node);
  if (parent === undefined) return false;
  if (tree.kind(parent) === 'init_declarator' || tree.kind(parent) === 'declaration')
    return tree.fieldOf(node) === 'declarator';
  if (tree.kind(parent) === 'pointer_declarator') return true;
  const operator = tree.field(parent, 'operator');
  const isWhole =
    tree.kind(parent) === 'assignment_expression' && operator !== undefined && tree.textOf(operator) === '=';
  const above = tree.parent(parent);
  return (
    isWhole &&
    tree.fieldOf(node) === 'left' &&
    above !== undefined &&
    tree.kind(above) === 'expression_statement' &&
    !tree.descendants(parent, 'identifier').some((other) => other !== node && tree.textOf(other) === tree.textOf(node))
  );
}

/**
 * In C++ a variable may stand for another: a reference, or `this` where a member is named. And it may get such another
 * name where it is given to a function, where a method is called on it, and where a reference is declared.
 */
function mayBeAlias(unit: Unit, node: Node, { name, type }: Variable): boolean {
  if (name === THIS || (type.kind === 'pointer' && type.isReference === true)) return true;
  const { tree } = unit;
  const whole = wholeOf(tree, node);
  const parent = tree.parent(whole);
  if (parent === undefined) return false;
  const kind = tree.kind(parent);
  if (kind === 'argument_list') return mayBeReferredTo(unit, parent, whole);
  return kind === 'call_expression' || (kind === 'init_declarator' && tree.fieldOf(whole) === 'value');
}

/** Whether a function may take an argument by reference: none of WSK or the kernel does. */
function mayBeReferredTo(unit: Unit, list: Node, argument: Node): boolean {
  const { tree } = unit;
  const call = tree.parent(list);
  const callee = call && tree.field(call, 'function');
  if (call === undefined || callee === undefined || knownCall(unit, call) !== undefined) return false;
  const definition = unit.functionNamed(functionReferenced(unit, callee) ?? '');
  const type = definition?.parameters[tree.namedChildren(list).indexOf(argument)]?.type;
  return type === undefined || (type.kind === 'pointer' && type.isReference === true);
}

/** The largest expression that names a part of a variable, or the variable. */
function wholeOf(tree: SyntaxTree, node: Node): Node {
  let whole = node;
  for (let at = tree.parent(node); at !== undefined && PARTS.has(tree.kind(at)); at = tree.parent(at)) {
    if (tree.textOf(tree.field(at, 'operator') ?? at) === '->') break;
    whole = at;
  }
  return whole;
}

/** Under `&`, as a whole or in a member that is not behind a pointer, so that the address may outlive the call. */
function isTaken(unit: Unit, node: Node): boolean {
  const address = addressOf(unit, node);
  return address !== undefined && !isOnlyRead(unit, address);
}

/** The expression that takes the address of a variable, or of a part of it. */
function addressOf(unit: Unit, node: Node): Node | undefined {
  const { tree } = unit;
  for (let at = tree.parent(node); at !== undefined; at = tree.parent(at)) {
    const kind = tree.kind(at);
    if (kind === 'pointer_expression') return tree.textOf(at).startsWith('&') ? at : undefined;
    // To the grammar, `(T)&x` is an operation on T and x.
    if (kind === 'binary_expression') return castIn(unit, at)?.operator === '&' ? at : undefined;
    if (!PARTS.has(kind) || tree.textOf(tree.field(at, 'operator') ?? at) === '->') return undefined;
  }
  return undefined;
}

const PARTS: ReadonlySet<string> = new Set(['field_expression', 'subscript_expression', 'parenthesized_expression']);

/** Whether an address is an argument that a function of the kernel reads, and knows nothing of once it has returned. */
function isOnlyRead(unit: Unit, address: Node): boolean {
  const call = unit.tree.enclosing(address, 'call_expression');
  const known = call === undefined ? undefined : knownCall(unit, call);
  if (known === undefined || isOfRequest(known) || givesAddress(known)) return false;
  const parameters = Object.entries(known.api.parameters);
  const given = parameters.find((_, index) => known.arguments[index] === address);
  if (given === undefined) return false;
  const [name, { flow, role }] = given;
  return flow === 'in' && role !== 'context' && !isKept(known.name, known.api, name);
}

/** Whether a call hands on what is used after it has returned. */
const isOfRequest = ({ api: { tables, effects } }: KnownCall): boolean =>
  tables !== undefined || effects?.some(({ effect }) => effect === 'installs' || effect === 'submits') === true;

/** Whether what a call gives may be an address made of one that it was given, as CONTAINING_RECORD does, or nobody knows. */
const givesAddress = ({ api: { returns } }: KnownCall): boolean => /^$|^P[A-Z]|\*$/.test(returns);
