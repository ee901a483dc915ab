import type { Node, SyntaxTree } from '../syntax/tree';
import { callbackByPrototype } from './callback-prototype';
import { knownCall } from './dispatch';
import { lastingNamesIn, unloadRoutineSetBy, type LastingName } from './lasting';
import { visibleMacros } from './macros';
import { methodNamed } from './method-calls';
import { functionReferenced } from './references';
import { callbacksSetIn, dispatchRoutinesSetIn, type InstalledCallback } from './roles';
import type { FunctionDefinition, Unit } from './unit';

/** What the text of a function alone says of it, before it is followed. It names no place. */
export interface FunctionFacts {
  /** Every identifier in the body: among them are the functions that it calls or hands on. */
  readonly mentions: ReadonlySet<string>;
  /** The names that stand where a value is wanted: functions among them may be called through pointers. */
  readonly references: ReadonlySet<string>;
  readonly calls: readonly CallFact[];
  /** The last names of what is assigned, counted, or handed on by its address. */
  readonly writes: ReadonlySet<string>;
  /** The functions that it hands other drivers' IRPs to, through a MajorFunction table. */
  readonly dispatchRoutines: ReadonlySet<string>;
  /** The event callbacks that it puts into client dispatch tables. */
  readonly callbacks: readonly InstalledCallback[];
  /** The event callback that its own header makes it; undefined where it can be another function, too. */
  readonly callbackByPrototype: string | undefined;
  /** The functions that it makes the routine which the driver is unloaded with. */
  readonly unloadRoutines: ReadonlySet<string>;
  /** The last names of what is called in a loop: it may be called again. */
  readonly calledInLoops: ReadonlySet<string>;
  /** Of the functions that begin, end or go on with what outlives a call: those that it names, whether or not it calls them. */
  readonly lasting: ReadonlySet<LastingName>;
  /** Whether it names what deals with WSK, or with the objects that are handed to it. */
  readonly dealsWithWsk: boolean;
}

/** A call; those that say the same are one. */
export interface CallFact {
  /** Undefined for a call through an expression. */
  readonly name: string | undefined;
  /** The tables describe the function. */
  readonly isKnown: boolean;
  readonly hasArguments: boolean;
}

const DEALS_WITH_WSK = /Wsk|WSK|IoAllocateIrp|IoInitializeIrp|IoReuseIrp|IoSetCompletionRoutine|INSPECT_ID/;

/** By the names of WSK, or by those of functions that the settings say to deal with it. */
const namesWsk = ({ file }: Unit, text: string): boolean =>
  DEALS_WITH_WSK.test(text) || file.functions?.wskNames?.test(text) === true;

export function functionFacts(unit: Unit, definition: FunctionDefinition): FunctionFacts {
  const { node, body } = definition;
  const { tree } = unit;
  const mentions = new Set<string>();
  const references = new Set<string>();
  for (const identifier of tree.descendants(body, 'identifier')) {
    for (const each of namesMeant(unit, identifier)) {
      mentions.add(each);
      if (isReference(tree, identifier)) references.add(each);
    }
  }
  const writes = new Set<string>();
  const unloadRoutines = new Set<string>();
  const calls = new Map<string, CallFact>();
  for (const deed of tree.descendants(
    body,
    'assignment_expression',
    'update_expression',
    'call_expression',
    'pointer_expression',
  )) {
    if (tree.kind(deed) === 'call_expression') {
      const call = callFact(unit, deed);
      if (call.name !== undefined) mentions.add(call.name);
      calls.set(`${call.name ?? ''} ${call.isKnown} ${call.hasArguments}`, call);
      continue;
    }
    const unload = unloadRoutineSetBy(unit, deed);
    if (unload !== undefined) unloadRoutines.add(unload);
    const target = writtenBy(tree, deed);
    const name = target === undefined ? undefined : nameWritten(tree, target);
    if (name !== undefined) writes.add(name);
  }
  return {
    mentions: orNone(mentions),
    references: orNone(references),
    calls: [...calls.values()],
    writes: orNone(writes),
    dispatchRoutines: orNone(dispatchRoutinesSetIn(unit, definition)),
    callbacks: callbacksSetIn(unit, definition),
    callbackByPrototype: callbackByPrototype(unit, definition),
    unloadRoutines: orNone(unloadRoutines),
    calledInLoops: orNone(calledInLoops(tree, body)),
    lasting: orNone(lastingNamesIn(tree.textOf(node))),
    dealsWithWsk: namesWsk(unit, tree.textOf(node)),
  };
}

/** The name that stands there; of a macro, and of a name in a class, what it means as well. */
function namesMeant(unit: Unit, identifier: Node): readonly string[] {
  const name = unit.tree.textOf(identifier);
  const mayMeanOther = unit.tree.cpp !== undefined || visibleMacros(unit).has(name);
  const meant = mayMeanOther ? functionReferenced(unit, identifier) : undefined;
  return meant === undefined ? [name] : [name, meant];
}

const none: ReadonlySet<never> = new Set();

/** These facts are kept of every function of a project, and most sets of them are empty: those are one. */
const orNone = <Name>(names: ReadonlySet<Name>): ReadonlySet<Name> => (names.size === 0 ? none : names);

/** Whether an identifier stands for a value: not where it is called or declared. */
export const isReference = (tree: SyntaxTree, identifier: Node): boolean =>
  tree.fieldOf(identifier) !== 'function' && tree.fieldOf(identifier) !== 'declarator';

function callFact(unit: Unit, call: Node): CallFact {
  const { tree } = unit;
  const [callee, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
  const method = callee === undefined ? undefined : methodNamed(unit, callee);
  const name = callee !== undefined && tree.kind(callee) === 'identifier' ? tree.textOf(callee) : undefined;
  return {
    name: method?.name ?? name,
    isKnown: knownCall(unit, call) !== undefined,
    hasArguments: list !== undefined && tree.namedChildren(list).length > 0,
  };
}

function calledInLoops(tree: SyntaxTree, body: Node): ReadonlySet<string> {
  const loops = tree.descendants(body, 'for_statement', 'while_statement', 'do_statement');
  const calls = loops.flatMap((loop) => tree.descendants(loop, 'call_expression'));
  return new Set(calls.flatMap((call) => nameWritten(tree, tree.field(call, 'function') ?? call) ?? []));
}

/** What an assignment or a count writes. What `&x` is handed to may write x. */
function writtenBy(tree: SyntaxTree, deed: Node): Node | undefined {
  switch (tree.kind(deed)) {
    case 'assignment_expression':
      return tree.field(deed, 'left');
    case 'update_expression':
      return tree.field(deed, 'argument');
    default:
      return tree.textOf(deed).startsWith('&') ? tree.field(deed, 'argument') : undefined;
  }
}

/** The member, or else the variable, that an lvalue names last. */
function nameWritten(tree: SyntaxTree, node: Node): string | undefined {
  switch (tree.kind(node)) {
    case 'identifier':
      return tree.textOf(node);
    case 'field_expression': {
      const field = tree.field(node, 'field');
      return field === undefined ? undefined : tree.textOf(field);
    }
    default: {
      const inside = tree.field(node, 'argument') ?? tree.field(node, 'value') ?? tree.namedChildren(node)[0];
      return inside === undefined ? undefined : nameWritten(tree, inside);
    }
  }
}
