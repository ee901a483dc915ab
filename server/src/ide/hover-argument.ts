import { callbackOfTypedef, describeCallback, isWskFunction } from '../knowledge';
import { knownConstants } from '../knowledge/constants';
import { describeMember } from '../knowledge/names';
import { describeControl } from '../knowledge/options';
import type { Parameter } from '../knowledge/shape';
import { castIn } from '../model/casts';
import { constantOf } from '../model/constants';
import { knownCall, type KnownCall } from '../model/dispatch';
import { withoutCasts } from '../model/references';
import { namesOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import type { Kind } from '../syntax/kinds';
import type { Node } from '../syntax/tree';
import { controlParameterText } from './control-text';
import type { HoverText } from './hover-text';
import { blocks, listed, ordinal } from './markdown';
import { directionText, parameterText } from './page-text';
import { slotOf, type Slot } from './slot';

/** An argument of a known call. */
interface Argument {
  readonly call: KnownCall;
  readonly parameterName: string;
  readonly parameter: Parameter;
  /** From 1. */
  readonly position: number;
  readonly node: Node;
}

/** Expressions that say nothing of the place they stand in. A string is left alone: it may be of any kind. */
const SILENT: readonly Kind[] = [
  'argument_list',
  'call_expression',
  'char_literal',
  'character',
  'comment',
  'concatenated_string',
  'escape_sequence',
  'string_content',
  'string_literal',
];

const NAMES: readonly Kind[] = ['identifier', 'field_identifier', 'type_identifier'];

/**
 * What the place of an argument takes, for a literal or an expression in it, and for a variable or member of the driver
 * that is the whole argument of a function of WSK. The same for a value in a slot of a structure that the tables know.
 */
export function placeHover(unit: Unit, node: Node): HoverText | undefined {
  const { tree } = unit;
  const kind = tree.kind(node);
  if (SILENT.includes(kind)) return undefined;
  const argument = argumentAround(unit, node);
  if (argument !== undefined) {
    if (NAMES.includes(kind) && !isWholeArgument(unit, argument, node)) return undefined;
    return { markdown: argumentText(unit, argument), span: tree.span(argument.node) };
  }
  return NAMES.includes(kind) ? undefined : slotHover(unit, node);
}

/** A line on the place in which a known name stands. */
export function placeLine(unit: Unit, node: Node): string | undefined {
  const argument = argumentAround(unit, node);
  if (argument === undefined) return undefined;
  const { call, parameterName, parameter, position } = argument;
  return `Here: the ${ordinal(position)} argument of \`${call.name}\`, \`${parameterName}\`. ${parameterText(parameter)}`;
}

/** The innermost call's argument that holds a node. */
function argumentAround(unit: Unit, node: Node): Argument | undefined {
  const { tree } = unit;
  for (let at = node; ;) {
    const parent = tree.parent(at);
    if (parent === undefined || ENDS.includes(tree.kind(parent))) return undefined;
    const call = tree.kind(parent) === 'argument_list' ? tree.parent(parent) : undefined;
    // To the grammar `(ULONG)(0)` is a call.
    if (call !== undefined && castIn(unit, call) === undefined) return argumentOf(unit, call, at);
    at = parent;
  }
}

const ENDS: readonly Kind[] = ['compound_statement', 'expression_statement', 'initializer_list', 'translation_unit'];

function argumentOf(unit: Unit, callNode: Node, node: Node): Argument | undefined {
  const call = knownCall(unit, callNode);
  // Of what the settings describe by itself there is no more to say than they do.
  if (call?.own !== undefined && call.own.like === undefined) return undefined;
  const index = call === undefined ? -1 : call.arguments.indexOf(node);
  const [parameterName, parameter] = call === undefined ? [] : (Object.entries(call.api.parameters)[index] ?? []);
  if (call === undefined || parameterName === undefined || parameter === undefined) return undefined;
  return { call, parameterName, parameter, position: index + 1, node };
}

/** Whether a name is all that an argument is, but for casts, `&` and what a member is reached through. */
function isWholeArgument(unit: Unit, { call, node }: Argument, name: Node): boolean {
  const { tree } = unit;
  if (!isWskFunction(call.name)) return false;
  let at = withoutCasts(unit, node);
  if (tree.kind(at) === 'pointer_expression') at = withoutCasts(unit, tree.field(at, 'argument') ?? at);
  return at === name || tree.field(at, 'field') === name;
}

function argumentText(unit: Unit, argument: Argument): string {
  const { parameterName, parameter, position, call } = argument;
  return blocks([
    `**${parameterName}**, the ${ordinal(position)} argument of \`${call.name}\`: \`${parameter.type}\`, ${directionText(parameter)}.`,
    `${parameterText(parameter)} ${nowText(unit, argument)}`.trimEnd(),
    controlledText(unit, argument),
  ]);
}

/** What the option or control code of the same call wants here. */
function controlledText(unit: Unit, { call, parameterName }: Argument): string | undefined {
  const [code, request] = [call.argument('ControlCode'), call.argument('RequestType')];
  if (code === undefined || (request === undefined && call.name !== 'WskControlClient')) return undefined;
  const name = unit.tree.textOf(withoutCasts(unit, code));
  const control = describeControl(name);
  const operation = request === undefined ? call.name : unit.tree.textOf(withoutCasts(unit, request));
  return control === undefined ? undefined : controlParameterText(name, control, operation, parameterName);
}

/** What the argument is as it stands, where that can be told better than the source does. */
function nowText(unit: Unit, { call, parameter, node }: Argument): string {
  const value = constantOf(unit, withoutCasts(unit, node))?.value;
  if (value === undefined) return '';
  if (parameter.flags !== undefined) return flagsNow(value, parameter.flags);
  const isPointer = /\*$|^P[A-Z]/.test(parameter.type);
  const isForbidden = value === 0 && isPointer && parameter.optional !== true && isWskFunction(call.name);
  return isForbidden && !/\b(?:NULL|0)\b/.test(parameter.about) ? 'NULL is not allowed here.' : '';
}

function flagsNow(value: number, flags: readonly string[]): string {
  if (value === 0) return 'Now: none.';
  const known = flags.filter((name) => ((knownConstants[name] ?? 0) & value) !== 0);
  const covered = known.reduce((sum, name) => sum | (knownConstants[name] ?? 0), 0);
  const rest = value & ~covered;
  const unknown =
    rest === 0 ? '' : `${known.length === 0 ? '' : ', and '}0x${(rest >>> 0).toString(16)}, which it does not take`;
  return `Now: ${listed(known, 'and')}${unknown}.`;
}

/** `NULL` in a slot of a dispatch table, or a number in a member of another structure of the tables. */
function slotHover(unit: Unit, node: Node): HoverText | undefined {
  const element = elementAround(unit, node);
  const slot = element === undefined ? undefined : slotOf(unit, element);
  if (element === undefined || slot === undefined || isAllZero(unit, element)) return undefined;
  const { structure, member, position } = slot;
  const callback = callbackIn(unit, slot);
  const entry = describeMember(structure, member);
  const about = callback === undefined ? entry?.about : `${callback} NULL where the client does not want the event.`;
  if (entry === undefined || about === undefined || about === '') return undefined;
  const place = `**${member}**, the ${ordinal(position)} member of \`${structure}\`: \`${entry.type}\`.`;
  return { markdown: blocks([place, about]), span: unit.tree.span(element) };
}

/** `{ 0 }` means the whole structure. */
const isAllZero = ({ tree }: Unit, element: Node): boolean =>
  /^\{\s*0\s*\}$/.test(tree.textOf(tree.parent(element) ?? element));

function callbackIn(unit: Unit, { type }: Slot): string | undefined {
  for (const typedef of namesOf(unit, type)) {
    const callback = callbackOfTypedef(typedef);
    if (callback !== undefined) return describeCallback(callback)?.summary;
  }
  return undefined;
}

/** The element of an initialiser that is a literal, or a cast of one. */
function elementAround({ tree }: Unit, node: Node): Node | undefined {
  for (let at = node; ;) {
    const parent = tree.parent(at);
    if (parent === undefined) return undefined;
    const kind = tree.kind(parent);
    if (kind === 'initializer_list') return tree.kind(at) === 'initializer_list' ? undefined : at;
    if (!['initializer_pair', 'cast_expression', 'parenthesized_expression', 'unary_expression'].includes(kind)) {
      return undefined;
    }
    at = parent;
  }
}
