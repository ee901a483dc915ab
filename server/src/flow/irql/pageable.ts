import { pagedSectionOf, pagedSectionOfData, type PagedSection } from '../../model/paged';
import { declaredVariableOf } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { Analysis } from '../analysis';
import { barredCalls, mayNotBePaged } from './barred-calls';
import type { IrqlEntry } from './irql';
import { isAbove } from './range';

/** Code or data that may be paged out, where a callback or a completion routine needs it. */
export interface Pageable {
  readonly definition: FunctionDefinition;
  readonly entry: IrqlEntry;
  readonly at: Span;
  /**
   * 'function': the function itself, by its section; 'says so': PAGED_CODE in it; 'call': a function that it calls; 'data': a
   * variable that it touches.
   */
  readonly kind: 'function' | 'says so' | 'call' | 'data';
  /** What is pageable. */
  readonly name: string;
  /** What puts it into a pageable section, where that stands in this file. */
  readonly section: PagedSection | undefined;
}

/** What callbacks and completion routines of a file need, and may be paged out; in the order of the text. */
export const pageableInCallbacks = (analysis: Analysis): Pageable[] =>
  analysis.functions
    .flatMap((definition) => pageableIn(analysis, definition))
    .sort((one, other) => one.at.start - other.at.start);

function pageableIn(analysis: Analysis, definition: FunctionDefinition): Pageable[] {
  const { unit } = analysis;
  const entry = analysis.irqlOf(definition)?.entry;
  if (entry === undefined) return [];
  const base = { definition, entry, section: undefined };
  const calls = barredCalls(analysis)
    .paged.filter((barred) => barred.definition === definition)
    .map(({ at, need: { chain } }): Pageable => {
      const [callee] = chain;
      return { ...base, at, kind: callee === undefined ? 'says so' : 'call', name: callee ?? 'PAGED_CODE' };
    });
  const section = mayNotBePaged(entry) ? pagedSectionOf(unit, definition) : undefined;
  const data = mayNotBePaged(entry) ? dataIn(analysis, definition, entry) : [];
  if (section === undefined) return [...calls, ...data];
  const own: Pageable = {
    ...base,
    at: unit.tree.span(definition.nameNode),
    kind: 'function',
    name: definition.name,
    section,
  };
  return [own, ...calls.filter(({ kind }) => kind === 'call'), ...data];
}

/** The pageable variables of the file that a function touches above APC_LEVEL, each where it does so first. */
function dataIn(analysis: Analysis, definition: FunctionDefinition, entry: IrqlEntry): Pageable[] {
  const { unit } = analysis;
  const irql = analysis.irqlOf(definition);
  const found = new Map<string, Pageable>();
  for (const node of unit.tree.descendants(definition.body, 'identifier')) {
    const name = unit.tree.textOf(node);
    const section = found.has(name) ? undefined : sectionOfVariable(unit, node);
    const level = section === undefined ? undefined : irql?.at(node)?.reaches;
    if (section === undefined || level === undefined || !isAbove(level, 'APC_LEVEL')) continue;
    found.set(name, { definition, entry, at: unit.tree.span(node), kind: 'data', name, section });
  }
  return [...found.values()];
}

function sectionOfVariable(unit: Unit, identifier: Node): PagedSection | undefined {
  const variable = declaredVariableOf(unit, identifier);
  if (variable === undefined || (variable.kind !== 'global' && variable.kind !== 'static')) return undefined;
  const declaration = unit.tree.enclosing(variable.node, 'declaration');
  const isOutside = declaration !== undefined && unit.tree.enclosing(declaration, 'function_definition') === undefined;
  return isOutside ? pagedSectionOfData(unit, declaration) : undefined;
}
