import { describe, describeCallback, isWskFunction } from '../knowledge';
import { knownConstants } from '../knowledge/constants';
import { describeName } from '../knowledge/names';
import { describeControl } from '../knowledge/options';
import type { ApiCallback } from '../knowledge/shape';
import { constantNamed } from '../model/constants';
import { knownCall, type KnownCall } from '../model/dispatch';
import { macrosOf } from '../model/macros';
import { outlineOf } from '../model/outline';
import { callbacksOf, type CallbackRole } from '../model/roles';
import { declaredVariableOf } from '../model/scope';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { isCompletionRoutine, requestsCompletedBy } from './completion-routine';
import { controlText } from './control-text';
import { typedefText } from './hover-member';
import { blocks } from './markdown';
import { nameText } from './name-text';
import {
  callbackText,
  completionRoutineText,
  completionValues,
  functionText,
  type InstalledCallback,
} from './page-text';
import { ownText } from './own-text';
import type { RuleSummary } from './rule-text';

/** The known call whose function this node names. */
export function calledAt(unit: Unit, node: Node): KnownCall | undefined {
  const call = unit.tree.enclosing(node, 'call_expression');
  const known = call === undefined ? undefined : knownCall(unit, call);
  return known?.nameNode === node ? known : undefined;
}

/** What an identifier or the name of a type stands for: a function or event callback, or a name of the WDK's headers. */
export function identifierHover(unit: Unit, node: Node, rules: readonly RuleSummary[]): string | undefined {
  const name = unit.tree.textOf(node);
  const called = calledAt(unit, node);
  if (called !== undefined)
    return called.own === undefined ? functionText(called.name, called.api, rules) : ownText(called.own, rules);
  if (unit.tree.kind(node) === 'identifier' && declaredVariableOf(unit, node) !== undefined) return undefined;
  const text = headerNameText(name, rules);
  if (text === undefined || isRedefined(unit, name)) return ownFunctionText(unit, name, rules);
  return blocks([text, returnedText(unit, node, name)]);
}

/** What a name of the WDK's headers stands for, by itself. */
export function headerNameText(name: string, rules: readonly RuleSummary[]): string | undefined {
  const control = describeControl(name);
  if (control !== undefined) return controlText(name, control, rules);
  const pointed = typedefText(name, rules);
  if (pointed !== undefined) return pointed;
  const entry = describeName(name);
  if (entry !== undefined) return nameText(name, entry, rules);
  const api = describe(name);
  // The functions of dispatch tables are no names of their own: a bare `WskSend` is the driver's.
  const isMember = isWskFunction(name) && api?.tables !== undefined;
  return api === undefined || isMember ? undefined : functionText(name, api, rules);
}

/** Whether the file gives a name another meaning than the WDK does. */
export function isRedefined(unit: Unit, name: string): boolean {
  if (unit.defines(name)) return true;
  if (!mayDefine(unit, name)) return false;
  const known = Object.hasOwn(knownConstants, name) ? knownConstants[name] : undefined;
  return known === undefined ? macrosOf(unit).has(name) : constantNamed(unit, name)?.value !== known;
}

/** Whether the name stands behind a `#define` or in an enumeration: to list all macros and enumerators costs more. */
function mayDefine({ tree }: Unit, name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  const lists = outlineOf(tree).enumerator_list;
  return new RegExp(`#\\s*define\\s+${name}\\b`).test(tree.text) || lists.some((list) => word.test(tree.textOf(list)));
}

/** A function of the driver that WSK or the I/O manager calls. */
function ownFunctionText(unit: Unit, name: string, rules: readonly RuleSummary[]): string | undefined {
  const callback = callbackNamed(unit, name);
  if (callback !== undefined) {
    return callbackText(callback.callback, callback.api, { installed: callback.installed, rules });
  }
  return isCompletionRoutine(unit, name)
    ? completionRoutineText(name, requestsCompletedBy(unit, name), rules)
    : undefined;
}

/** Whether a name stands where a slot is set: the roles of a file cost much, and most names have none. */
function isHandedOn(unit: Unit, name: string): boolean {
  const value = `(?:^|[=,{&)/]|#[ \\t]*define[ \\t]+\\w+)\\s*[(&]*\\s*${name}\\s*\\)?\\s*(?:[,;}/#]|$)`;
  return new RegExp(value, 'm').test(unit.file.text);
}

interface NamedCallback {
  readonly callback: string;
  readonly api: ApiCallback;
  readonly installed: InstalledCallback;
}

const rolesOf = (unit: Unit, functionName: string): CallbackRole[] =>
  callbacksOf(unit).filter((role) => role.functionName === functionName);

/** The event callback that a function is, by the slots that name it. */
function callbackNamed(unit: Unit, functionName: string): NamedCallback | undefined {
  const roles = isHandedOn(unit, functionName) ? rolesOf(unit, functionName) : [];
  const callback = roles[0]?.callback;
  const api = callback === undefined ? undefined : describeCallback(callback);
  if (callback === undefined || api === undefined) return undefined;
  const tables = roles.filter((role) => role.callback === callback).map(({ table }) => table);
  return { callback, api, installed: { functionName, tables: [...new Set(tables)] } };
}

/** What a value means where a routine returns it: `return STATUS_PENDING;` in a WskReceiveEvent callback. */
function returnedText(unit: Unit, node: Node, value: string): string | undefined {
  const { tree } = unit;
  if (!isReturned(unit, node)) return undefined;
  const definition = tree.enclosing(node, 'function_definition');
  const name = unit.functions.find((one) => one.node === definition)?.name;
  if (name === undefined) return undefined;
  const callback = callbackNamed(unit, name);
  const isRoutine = callback === undefined && isCompletionRoutine(unit, name);
  const role = callback === undefined ? 'an IoCompletion routine' : `a ${callback.callback} callback`;
  const values = callback?.api.values ?? (isRoutine ? completionValues : {});
  const meaning = Object.hasOwn(values, value) ? values[value] : undefined;
  return meaning === undefined ? undefined : `Returned from ${role}: ${meaning}`;
}

/** Whether a name is what a `return` gives, alone or in an arm of `? :`. */
function isReturned({ tree }: Unit, node: Node): boolean {
  const around = tree.enclosing(node, 'return_statement', 'argument_list', 'binary_expression');
  return around !== undefined && tree.kind(around) === 'return_statement';
}
