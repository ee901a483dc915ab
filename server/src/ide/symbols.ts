import type { Analysis } from '../flow/analysis';
import { callbacksOf } from '../model/roles';
import type { Unit } from '../model/unit';
import type { Directory, ListedFunction } from '../project/directory';
import type { Node } from '../syntax/tree';
import type { Span } from '../text/span';
import { listedRoles, routinesIn, routineText } from './routine';

/** A name of a file, for its outline. */
export interface FileSymbol {
  readonly name: string;
  /** What WSK has to do with it; empty for nothing. */
  readonly detail: string;
  readonly kind: 'function' | 'table' | 'slot';
  readonly at: Span;
  /** The name itself, inside of `at`. */
  readonly nameAt: Span;
  readonly children: readonly FileSymbol[];
}

/**
 * The functions of a file with what WSK and the kernel call them as, and its tables of event callbacks with their slots,
 * in the order of the text.
 *
 * @param analysis What the engine knows of this very unit, where that is at hand.
 * @param isAlone Whether nothing else tells of C as such: functions that only the driver calls count only then.
 */
export function symbolsIn(unit: Unit, analysis: Analysis | undefined, isAlone: boolean): FileSymbol[] {
  const { tree } = unit;
  const routines = new Map(routinesIn(unit, analysis).map((routine) => [routine.definition, routine]));
  const functions = unit.functions.flatMap((definition): FileSymbol[] => {
    const routine = routines.get(definition);
    if (routine === undefined && !isAlone) return [];
    const detail = routine === undefined ? '' : routineText(routine);
    const [at, nameAt] = [tree.span(definition.node), tree.span(definition.nameNode)];
    return [{ name: definition.name, detail, kind: 'function', at, nameAt, children: [] }];
  });
  return [...functions, ...tablesIn(unit)].sort((one, other) => one.at.start - other.at.start);
}

function tablesIn(unit: Unit): FileSymbol[] {
  const { tree } = unit;
  const tables = new Map<Node, FileSymbol[]>();
  for (const { callback, functionName, node } of callbacksOf(unit)) {
    const declarator = tree.enclosing(node, 'init_declarator');
    if (declarator === undefined) continue;
    const nameAt = tree.span(node);
    const slots = tables.get(declarator) ?? [];
    tables.set(declarator, slots);
    slots.push({ name: callback, detail: functionName, kind: 'slot', at: nameAt, nameAt, children: [] });
  }
  return [...tables].flatMap(([node, children]) => table(unit, node, children));
}

function table({ tree }: Unit, node: Node, children: readonly FileSymbol[]): FileSymbol[] {
  const declarator = tree.field(node, 'declarator') ?? node;
  const name = tree.kind(declarator) === 'identifier' ? declarator : tree.descendants(declarator, 'identifier')[0];
  const declaration = tree.parent(node);
  if (name === undefined || declaration === undefined) return [];
  const type = tree.field(declaration, 'type');
  const detail = type === undefined ? '' : tree.textOf(type);
  const at = tree.span(declaration);
  return [{ name: tree.textOf(name), detail, kind: 'table', at, nameAt: tree.span(name), children }];
}

/** A function of the project for whoever looks for it by its name. */
export interface ProjectSymbol {
  readonly found: ListedFunction;
  /** What WSK and the kernel call it as; empty for nothing. */
  readonly detail: string;
}

/** An editor shows no more than these, and asks again as somebody types on. */
const MOST = 1000;

/**
 * The functions of a project whose names have the letters of a query in this order, the best first.
 *
 * @param isAlone Whether nothing else tells of C as such: functions that only the driver calls count only then.
 */
export function projectSymbols(directory: Directory, query: string, isAlone: boolean): ProjectSymbol[] {
  const wanted = query.toLowerCase();
  const found = directory
    .functions((name) => rankOf(name, wanted) !== undefined)
    .flatMap((one) => {
      const detail = listedRoles(one).join(', ');
      return detail === '' && !isAlone ? [] : [{ found: one, detail, rank: rankOf(one.name, wanted) ?? 0 }];
    });
  return found.sort((one, other) => one.rank - other.rank).slice(0, MOST);
}

/** How well a name fits, the lower the better: it begins so, it has the word in it, or only its letters in order. */
function rankOf(name: string, wanted: string): number | undefined {
  const lower = name.toLowerCase();
  const index = lower.indexOf(wanted);
  if (index >= 0) return Math.min(index, 1) * BEHIND + lower.length;
  let from = 0;
  for (const letter of wanted) {
    const next = lower.indexOf(letter, from);
    if (next < 0) return undefined;
    from = next + 1;
  }
  return 2 * BEHIND + lower.length;
}

/** More than a name has letters. */
const BEHIND = 10_000;
