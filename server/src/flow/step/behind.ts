import { typeText } from '../../model/ctype';
import { withoutCasts } from '../../model/references';
import { sizeOfType } from '../../model/sizes';
import { resolve, targetOf, typeOf, unknownType, type CType } from '../../model/types';
import { castIn } from '../../model/casts';
import type { Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Case } from '../state/case';
import type { Region, Value } from '../state/terms';
import type { Argument, Behind, SeenObject } from '../summary/summary';
import { ASKED_BEHIND } from './asked';
import type { FunctionContext } from './context';

interface GivenArgument {
  readonly node: Node;
  readonly value: Value;
}

/** What an argument points at, for a call and a parameter of which rules ask that; nothing for any other. */
export function behind(
  context: FunctionContext,
  callee: string,
  parameter: string,
  { node, value }: GivenArgument,
  before: Case,
): Pick<Argument, 'behind'> {
  const members = ASKED_BEHIND[callee]?.[parameter];
  if (members === undefined) return {};
  const holds = holdsOf(value, members, before);
  return { behind: { object: objectBehind(context.unit, node, value), holds, unset: unsetIn(context, holds) } };
}

/** Those of some members that hold what a local held when it was declared without a value. */
export const unsetIn = (context: FunctionContext, holds: Behind['holds']): readonly string[] =>
  [...holds].filter(([, value]) => isUnset(context, value)).map(([member]) => member);

function isUnset({ unit, terms }: FunctionContext, value: Value): boolean {
  if (value.kind !== 'symbol' || value.origin.from !== 'memory') return false;
  const { region, since } = value.origin;
  const { place } = region.root;
  if (place.is !== 'variable' || place.variable.kind !== 'local') return false;
  const declaration = unit.tree.enclosing(place.variable.node, 'declaration');
  return declaration !== undefined && terms.label(declaration) === since;
}

function holdsOf(value: Value, members: readonly string[], before: Case): Behind['holds'] {
  const { terms } = before;
  const whole = terms.pointee(value);
  if (whole === undefined) return new Map();
  const regionOf = (member: string) =>
    member
      .split('.')
      .reduce<Region | undefined>((of, name) => (of && name !== '' ? terms.member(of, name) : of), whole);
  return new Map(
    members.flatMap((member): [string, Value][] => {
      const region = regionOf(member);
      return region === undefined ? [] : [[member, before.settle(before.read(region))]];
    }),
  );
}

/** What a parameter of a called function points at, by the argument that its caller gives for it. */
export function behindParameter(
  { unit }: FunctionContext,
  call: Node,
  parameter: Value,
  given: Value,
): SeenObject | undefined {
  if (parameter.kind !== 'symbol' || parameter.origin.from !== 'parameter') return undefined;
  const list = unit.tree.field(call, 'arguments');
  const node = list === undefined ? undefined : unit.tree.namedChildren(list)[parameter.origin.index];
  return node === undefined ? undefined : objectBehind(unit, node, given);
}

/** What stands where a pointer leads: the variable, or else what the expression without its casts is declared to point at. */
function objectBehind(unit: Unit, node: Node, value: Value): SeenObject | undefined {
  if (value.kind === 'address' && value.region.place.is === 'variable')
    return objectOf(unit, value.region.place.variable.type, true);
  const named = addressed(unit, node);
  // Behind an element come others.
  if (named !== undefined && unit.tree.kind(named) === 'subscript_expression') return undefined;
  if (named !== undefined) return objectOf(unit, typeOf(unit, named), isWhole(unit, named));
  return objectOf(unit, targetOf(unit, typeOf(unit, withoutCasts(unit, node))), false);
}

/** A structure in another one may be what a larger one begins with. */
function isWhole(unit: Unit, named: Node): boolean {
  const kind = unit.tree.kind(named);
  return kind === 'identifier' || (kind === 'field_expression' && resolve(unit, typeOf(unit, named)).kind !== 'struct');
}

/** What `&x` takes the address of, whatever casts stand before it. */
function addressed(unit: Unit, node: Node): Node | undefined {
  const { tree } = unit;
  const plain = withoutCasts(unit, node);
  const cast = castIn(unit, plain);
  if (cast?.operator === '&') return cast.value;
  const isAddress = tree.kind(plain) === 'pointer_expression' && tree.textOf(plain).startsWith('&');
  return isAddress ? tree.field(plain, 'argument') : undefined;
}

function objectOf(unit: Unit, type: CType, isAll: boolean): SeenObject | undefined {
  const resolved = resolve(unit, type);
  const isBytes = resolved.kind === 'named' && BYTES.has(resolved.name) && !isAll;
  if (type === unknownType || resolved.kind === 'unknown' || isBytes) return undefined;
  return { type: typeText(type), size: sizeOfType(unit, type), isPointer: resolved.kind === 'pointer', isAll };
}

/** What a pointer to anything is declared to point at. */
const BYTES: ReadonlySet<string> = new Set(['void', 'VOID', 'char', 'unsigned char', 'CHAR', 'UCHAR', 'BYTE', 'UINT8']);
