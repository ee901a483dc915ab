import { callbackOfTypedef, describe, describeCallback, functionOfTypedef, isWskFunction } from '../knowledge';
import { describeControl } from '../knowledge/options';
import type { ApiFunction } from '../knowledge/shape';
import { structures } from '../knowledge/structures';
import { knownCall } from '../model/dispatch';
import { callbacksOf } from '../model/roles';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import { isCompletionRoutine } from './completion-routine';
import { callbackText, completionRoutineText, controlText, functionText, structureText } from './page-text';

export interface HoverText {
  readonly markdown: string;
  /** The name that the text is about. */
  readonly span: Span;
}

/**
 * What there is to know of the name at an offset, in UTF-16 units: a function of wsk.h however it is reached, a kernel
 * function, an event callback or IoCompletion routine of the driver, a socket option or control code, a structure of
 * wsk.h. Undefined for anything else, and in comments and strings.
 */
export function hoverAt(unit: Unit, offset: number): HoverText | undefined {
  const node = nameAt(unit, offset);
  if (node === undefined) return undefined;
  const markdown = texts[unit.tree.kind(node) as keyof typeof texts](unit, node);
  return markdown === undefined ? undefined : { markdown, span: unit.tree.span(node) };
}

/** The name that an offset is in, before or behind. Before it, `nodeAt` finds what ends there, an arrow for one. */
function nameAt({ tree }: Unit, offset: number): Node | undefined {
  return [tree.nodeAt(offset), tree.nodeAt(offset + 1)].find(
    (node) => tree.kind(node) in texts && tree.start(node) <= offset,
  );
}

const texts = { identifier: identifierText, field_identifier: memberText, type_identifier: typeText };

function identifierText(unit: Unit, node: Node): string | undefined {
  const name = unit.tree.textOf(node);
  const called = calledAt(unit, node);
  if (called !== undefined) return functionText(called.name, called.api);
  return ownFunctionText(unit, name) ?? (unit.defines(name) ? undefined : declaredText(name));
}

/** A function of the driver that WSK or the I/O manager calls. */
const ownFunctionText = (unit: Unit, name: string): string | undefined =>
  callbackTextOf(unit, name) ?? (isCompletionRoutine(unit, name) ? completionRoutineText(name) : undefined);

function callbackTextOf(unit: Unit, name: string): string | undefined {
  const role = callbacksOf(unit).find(({ functionName }) => functionName === name);
  const api = role === undefined ? undefined : describeCallback(role.callback);
  return role === undefined || api === undefined ? undefined : callbackText(role.callback, api, name);
}

/** What headers declare. The functions of dispatch tables are no names of their own: a bare `WskSend` is the driver's. */
function declaredText(name: string): string | undefined {
  const control = describeControl(name);
  if (control !== undefined) return controlText(name, control);
  const api = describe(name);
  const isMember = isWskFunction(name) && api?.tables !== undefined;
  return api === undefined || isMember ? undefined : functionText(name, api);
}

/** `socket->Dispatch->WskSend`, `.WskAcceptEvent = F`, `table.WskReceiveEvent = F`. */
function memberText(unit: Unit, node: Node): string | undefined {
  const name = unit.tree.textOf(node);
  const called = calledAt(unit, node);
  if (called !== undefined) return functionText(called.name, called.api);
  const callback = describeCallback(name);
  if (callback !== undefined) return callbackText(name, callback);
  const api = isWskFunction(name) ? describe(name) : undefined;
  return api?.tables === undefined ? undefined : functionText(name, api);
}

/** `PFN_WSK_BIND`, `PFN_WSK_ACCEPT_EVENT`, `WSK_BUF`, `PWSK_BUF`. */
function typeText(unit: Unit, node: Node): string | undefined {
  const name = unit.tree.textOf(node);
  const functionName = functionOfTypedef(name);
  const api = functionName === undefined ? undefined : describe(functionName);
  if (functionName !== undefined && api !== undefined) return functionText(functionName, api);
  const callback = callbackOfTypedef(name);
  const callbackApi = callback === undefined ? undefined : describeCallback(callback);
  if (callback !== undefined && callbackApi !== undefined) return callbackText(callback, callbackApi);
  return structureTextOf(name);
}

function structureTextOf(name: string): string | undefined {
  const structure = name.replace(/^P?_?(?=WSK_)/, '');
  const members = Object.hasOwn(structures, structure) ? structures[structure] : undefined;
  return structure.startsWith('WSK_') && members !== undefined ? structureText(structure, members) : undefined;
}

/** The known call whose function this node names. */
function calledAt(unit: Unit, node: Node): { readonly name: string; readonly api: ApiFunction } | undefined {
  const call = unit.tree.enclosing(node, 'call_expression');
  const known = call === undefined ? undefined : knownCall(unit, call);
  return known?.nameNode === node ? known : undefined;
}
