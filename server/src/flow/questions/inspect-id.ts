import { withoutCasts } from '../../model/references';
import { callbacksOf } from '../../model/roles';
import {
  isPointerTo,
  memberType,
  resolve,
  structureName,
  targetOf,
  typeOf,
  unknownType,
  type CType,
} from '../../model/types';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { nodeAt, type Analysis } from '../analysis';
import { perResult } from '../per-result';
import type { SeenValue } from '../run/function-run';
import type { Label, Region, Value } from '../state/terms';

const INSPECT_ID = 'WSK_INSPECT_ID';

/** Functions that compare stretches of memory, given by their addresses. */
const MEMORY_COMPARISONS: ReadonlySet<string> = new Set(['RtlCompareMemory', 'RtlEqualMemory', 'memcmp']);

/** A place where inspect IDs are compared by where they are. */
export interface InspectIdComparison {
  readonly at: Span;
  /** What is compared, as the source spells it. */
  readonly sides: readonly string[];
  /** The comparison of what they hold; undefined where it cannot be written without a look at more of the code. */
  readonly repaired: string | undefined;
}

/** All places of a file where pointers to inspect IDs are compared with each other, each once. */
export function inspectIdComparisons(analysis: Analysis): InspectIdComparison[] {
  const { unit } = analysis;
  const found = new Map<Node, InspectIdComparison>();
  for (const definition of analysis.functions) {
    const result = analysis.resultOf(definition);
    if (result === undefined) continue;
    for (const { at, left: one, right: other } of idComparisons(unit, definition, result)) {
      const node = nodeAt(definition, at);
      const [left, right] = [sideOf(definition, one), sideOf(definition, other)];
      if (found.has(node) || !comparesPointers(analysis, definition, left, right)) continue;
      found.set(node, {
        at: unit.tree.span(node),
        sides: [left.from, right.from].map((side) => `'${unit.tree.textOf(withoutCasts(unit, side))}'`),
        repaired: repaired(unit, node),
      });
    }
    for (const label of memoryComparisons(unit, definition, result)) {
      const node = nodeAt(definition, label);
      const comparison = storageComparison(unit, node);
      if (comparison !== undefined) found.set(node, comparison);
    }
  }
  return [...found.values()].sort((a, b) => a.at.start - b.at.start);
}

/** A side of a comparison: a value, and the expression that gave it. */
interface Side {
  readonly value: Value;
  readonly from: Node;
}

const sideOf = (definition: FunctionDefinition, { value, from }: SeenValue): Side => ({
  value,
  from: nodeAt(definition, from),
});

/** The comparisons with a side that is a pointer to an inspect ID: few functions have any. */
const idComparisons = perResult((unit, definition, { comparisons }) =>
  comparisons.filter((comparison) =>
    [comparison.left, comparison.right].some((side) => isOfInspectId(unit, definition, sideOf(definition, side))),
  ),
);

const isOfInspectId = (unit: Unit, definition: FunctionDefinition, { from, value }: Side): boolean =>
  isInspectIdPointer(unit, from) || isPointerTo(unit, typeOfValue(unit, definition, value), INSPECT_ID);

/** C compares a pointer only with a pointer: one side that is certainly one to an inspect ID tells what the other is. */
function comparesPointers(analysis: Analysis, definition: FunctionDefinition, left: Side, right: Side): boolean {
  const { unit } = analysis;
  const sides = [left, right];
  if (sides.some(({ value }) => value.kind === 'number' || value.kind === 'named')) return false;
  if (sides.some(({ from }) => pointsElsewhere(unit, from))) return false;
  if (sides.every(({ from }) => isLookedInto(unit, definition, from))) return false;
  return (
    sides.some((side) => isFromWsk(analysis, definition, side)) ||
    !sides.some((side) => walksArray(unit, definition, side) || isOwnPlace(analysis, definition, side))
  );
}

/** Whether the function looks at what an ID holds, or copies it: then the pointers only save that for one and the same. */
function isLookedInto({ tree }: Unit, { body }: FunctionDefinition, side: Node): boolean {
  const pointer = plain(tree.textOf(side));
  const ways = pointer.startsWith('&') ? [`${pointer.slice(1)}.`] : [`${pointer}->`, `*${pointer}`];
  return tree
    .descendants(body, 'field_expression', 'pointer_expression')
    .some((node) => ways.some((way) => plain(tree.textOf(node)).startsWith(way)));
}

const plain = (text: string): string => text.replace(/[\s()]+/g, '');

/** Whether a parameter is always the address of something of the driver's: the file's own functions pass nothing else. */
function isOwnPlace(analysis: Analysis, definition: FunctionDefinition, side: Side): boolean {
  const given = givenFor(analysis, definition, side);
  return given.length > 0 && given.every((from) => from === 'the driver');
}

/** Whose place an argument is the address of, where that shows. */
type Giver = 'the driver' | 'WSK' | 'unknown';

/** What the functions of the file pass for the parameter that a side is. */
function givenFor(analysis: Analysis, { name }: FunctionDefinition, { value }: Side): readonly Giver[] {
  if (value.kind !== 'symbol' || value.origin.from !== 'parameter') return [];
  const { index } = value.origin;
  return analysis.ofFile(`what ${name} is given, ${index}`, ({ unit }) =>
    argumentsFor(unit, name, index).map((argument) => {
      if (isHandedOn(unit, argument)) return 'WSK';
      return unit.tree.textOf(withoutCasts(unit, argument)).startsWith('&') ? 'the driver' : 'unknown';
    }),
  );
}

const argumentsFor = ({ tree }: Unit, name: string, index: number): readonly Node[] =>
  tree.descendants(tree.root, 'call_expression').flatMap((call) => {
    const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
    const isCalled = callee !== undefined && list !== undefined && tree.textOf(callee) === name;
    return (isCalled ? tree.namedChildren(list)[index] : undefined) ?? [];
  });

/** Whether an argument is the inspect ID that WSK has handed to the callback that passes it on. */
function isHandedOn(unit: Unit, argument: Node): boolean {
  const { tree } = unit;
  const around = tree.enclosing(argument, 'function_definition');
  const caller = unit.functions.find(({ node }) => node === around);
  const text = tree.textOf(withoutCasts(unit, argument));
  return caller !== undefined && caller.parameters.at(-1)?.name === text && isInspection(unit, caller);
}

/** A pointer to another structure: whether an ID lies in it may be asked. */
function pointsElsewhere(unit: Unit, node: Node): boolean {
  const structure = structureName(unit, targetOf(unit, typeOf(unit, withoutCasts(unit, node))));
  return structure !== undefined && structure !== INSPECT_ID;
}

/** The inspect ID that WSK hands to a callback, which may pass it on, lies in no array of the driver's. */
function isFromWsk(analysis: Analysis, definition: FunctionDefinition, side: Side): boolean {
  const { value } = side;
  if (value.kind !== 'symbol' || value.origin.from !== 'parameter') return false;
  if (givenFor(analysis, definition, side).includes('WSK')) return true;
  const { unit } = analysis;
  const id = analysis.idOf(definition);
  const isCallback = analysis.ofFile(`inspects: ${id}`, (file) => {
    const now = file.definitionOf(id);
    return now !== undefined && isInspection(file.unit, now);
  });
  return isCallback && isPointerTo(unit, typeOfValue(unit, definition, value), INSPECT_ID);
}

/** A WskInspectEvent or WskAbortEvent callback, by its place in a dispatch table or by its prototype. */
function isInspection(unit: Unit, { name, parameters, returns }: FunctionDefinition): boolean {
  if (callbacksOf(unit).some(({ functionName }) => functionName === name)) return true;
  const [first, last] = [parameters[0], parameters.at(-1)];
  if (first === undefined || last === undefined || !isPointerTo(unit, last.type, INSPECT_ID)) return false;
  const result = PROTOTYPES[parameters.length];
  return isNamed(first.type, 'PVOID') && result !== undefined && isNamed(returns, result);
}

/** What the two callbacks return, by the number of their parameters. */
const PROTOTYPES: Readonly<Record<number, string>> = { 2: 'NTSTATUS', 4: 'WSK_INSPECT_ACTION' };

const isNamed = (type: CType, name: string): boolean => type.kind === 'named' && type.name === name;

const isInspectIdPointer = (unit: Unit, node: Node): boolean =>
  isPointerTo(unit, typeOf(unit, withoutCasts(unit, node)), INSPECT_ID);

/** Whether a pointer goes over an array: such pointers may be compared, with the array's end for one. */
function walksArray(unit: Unit, definition: FunctionDefinition, { from, value }: Side): boolean {
  const { tree } = unit;
  const node = withoutCasts(unit, from);
  if (value.kind === 'address' && value.region.place.is === 'member' && value.region.place.name.startsWith('['))
    return true;
  // A function may have found the place in an array of the driver's.
  if (value.kind === 'symbol' && (value.origin.from === 'operation' || value.origin.from === 'call')) return true;
  if (['binary_expression', 'update_expression', 'subscript_expression'].includes(tree.kind(node))) return true;
  if (typeOf(unit, node).kind === 'array') return true;
  if (tree.textOf(node).startsWith('&') && tree.descendants(node, 'subscript_expression').length > 0) return true;
  return tree
    .descendants(definition.body, 'update_expression', 'assignment_expression', 'binary_expression')
    .some((step) => isStep(unit, step));
}

/** Whether a pointer to an inspect ID is counted up or down. */
function isStep(unit: Unit, node: Node): boolean {
  const { tree } = unit;
  const operator = tree.field(node, 'operator');
  const moved = tree.field(node, 'argument') ?? tree.field(node, 'left');
  if (operator === undefined || moved === undefined || !isInspectIdPointer(unit, moved)) return false;
  return ['++', '--', '+=', '-=', '+', '-'].includes(tree.textOf(operator));
}

/** The calls that compare stretches of memory. */
const memoryComparisons = perResult(({ tree }, { node: start, body }) =>
  tree
    .descendants(body, 'call_expression')
    .filter((node) => MEMORY_COMPARISONS.has(tree.textOf(tree.field(node, 'function') ?? node)))
    .map((node) => (node - start) as Label),
);

/** `RtlCompareMemory(&a, &b, …)` where a or b is itself a pointer compares where the IDs are. */
function storageComparison(unit: Unit, node: Node): InspectIdComparison | undefined {
  const { tree } = unit;
  const [callee, list] = [tree.field(node, 'function'), tree.field(node, 'arguments')];
  if (callee === undefined || list === undefined) return undefined;
  const compared = tree.namedChildren(list).slice(0, 2);
  if (!compared.some((argument) => isStorageOfPointer(unit, argument))) return undefined;
  const sides = compared.map((argument) => `'${tree.textOf(argument)}'`);
  return { at: tree.span(callee), sides, repaired: undefined };
}

function isStorageOfPointer(unit: Unit, argument: Node): boolean {
  const type = resolve(unit, typeOf(unit, withoutCasts(unit, argument)));
  return type.kind === 'pointer' && isPointerTo(unit, type.to, INSPECT_ID);
}

/** The type that a value was declared with where it came from: a PVOID may hold the pointer that a callback was given. */
function typeOfValue(unit: Unit, definition: FunctionDefinition, value: Value): CType {
  if (value.kind === 'address') return { kind: 'pointer', to: typeOfRegion(unit, definition, value.region) };
  if (value.kind !== 'symbol') return unknownType;
  const { origin } = value;
  if (origin.from === 'parameter') return definition.parameters[origin.index]?.type ?? unknownType;
  return origin.from === 'memory' ? typeOfRegion(unit, definition, origin.region) : unknownType;
}

function typeOfRegion(unit: Unit, definition: FunctionDefinition, { place }: Region): CType {
  switch (place.is) {
    case 'variable':
      return place.variable.type;
    case 'pointee':
      return targetOf(unit, typeOfValue(unit, definition, place.symbol));
    case 'member':
      return memberType(unit, typeOfRegion(unit, definition, place.of), place.name);
    case 'result':
      return unknownType;
  }
}

function repaired(unit: Unit, node: Node): string | undefined {
  const { tree } = unit;
  const [left, right] = [tree.field(node, 'left'), tree.field(node, 'right')];
  const operator = tree.field(node, 'operator');
  if (left === undefined || right === undefined || operator === undefined) return undefined;
  if (![left, right].every((side) => isPointerTo(unit, typeOf(unit, side), INSPECT_ID))) return undefined;
  const [one, other] = [memberOf(tree.textOf(left)), memberOf(tree.textOf(right))];
  if (one === undefined || other === undefined) return undefined;
  const both = (compare: string, join: string) =>
    `(${one}Key ${compare} ${other}Key ${join} ${one}SerialNumber ${compare} ${other}SerialNumber)`;
  if (tree.textOf(operator) === '==') return both('==', '&&');
  return tree.textOf(operator) === '!=' ? both('!=', '||') : undefined;
}

/** How a member of what a simple pointer expression points at is spelt, up to the member's name. */
function memberOf(pointer: string): string | undefined {
  const match = /^(&?)\s*([A-Za-z_]\w*(?:(?:->|\.)[A-Za-z_]\w*)*)$/.exec(pointer);
  return match === null ? undefined : `${match[2] ?? ''}${match[1] === '&' ? '.' : '->'}`;
}
