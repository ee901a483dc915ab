import { typeOf } from '../model/expression-type';
import { functionReferenced, withoutCasts } from '../model/references';
import { variableOf } from '../model/scope';
import { isPointerTo, targetOf } from '../model/type-table';
import type { Unit } from '../model/unit';
import type { CType } from '../model/ctype';
import type { Node } from '../syntax/tree';
import type { DriverFunction } from './calls';
import {
  addressed,
  behind,
  holderText,
  isHolder,
  memberPlace,
  parameterPlace,
  resultPlace,
  variablePlace,
} from './pointer-places';

/** Where pointers of the wanted type come from; each is named by a word of the caller's. */
export type SourcesAt = (within: DriverFunction, expression: Node) => readonly string[];

/**
 * Where the pointers to one type go in a driver, whatever runs when: through variables, members, parameters and results.
 * A member is one place for all objects of its structure (a field-based inclusion analysis). So it says what may stand
 * somewhere, also where one function stores what another, that runs later, takes up.
 */
export class PointerFlow {
  readonly #target: string;
  readonly #sourcesAt: SourcesAt;
  readonly #byName = new Map<string, DriverFunction[]>();
  /** By place: the places that are given what stands there. */
  readonly #into = new Map<string, Set<string>>();
  readonly #sources = new Map<string, Set<string>>();
  /** By place: the only sources that come there. */
  readonly #only = new Map<string, ReadonlySet<string>>();

  /**
   * @param target The name of the type that is pointed at: `WSK_SOCKET`.
   * @param sourcesAt The sources that an expression brings by itself.
   */
  constructor(functions: readonly DriverFunction[], target: string, sourcesAt: SourcesAt) {
    this.#target = target;
    this.#sourcesAt = sourcesAt;
    for (const each of functions) {
      const known = this.#byName.get(each.definition.name) ?? [];
      this.#byName.set(each.definition.name, [...known, each]);
    }
  }

  /** What an expression may be, as far as the driver shows it. */
  sourcesOf(within: DriverFunction, expression: Node): ReadonlySet<string> {
    const place = this.#placeOf(within, expression);
    const own = this.#sourcesAt(within, withoutCasts(within.analysis.unit, expression));
    return new Set([...own, ...(place === undefined ? [] : (this.#sources.get(place) ?? []))]);
  }

  /** The place of a local variable or parameter; undefined for any other expression. */
  localOf(within: DriverFunction, expression: Node): string | undefined {
    const place = this.#placeOf(within, expression);
    const isVariable = within.analysis.unit.tree.kind(withoutCasts(within.analysis.unit, expression)) === 'identifier';
    return place === undefined || !isVariable || isHolder(place) ? undefined : place;
  }

  /** What outlives a function and is named by an expression: `CONNECTION.Socket` for that member of any object. */
  holderNamed(within: DriverFunction, expression: Node): string | undefined {
    const place = this.#placeOf(within, expression);
    return place !== undefined && isHolder(place) ? holderText(place) : undefined;
  }

  /** The places of a source that outlive a function, each as C names it, the one with the fewest other sources first. */
  holdersOf(source: string): readonly string[] {
    return [...this.#sources]
      .filter(([place, sources]) => sources.has(source) && isHolder(place))
      .sort(([one, its], [other, others]) => its.size - others.size || (one < other ? -1 : 1))
      .map(([place]) => holderText(place));
  }

  /** Nothing else than these comes to a place, whatever it is given. */
  restrict(place: string, sources: ReadonlySet<string>): void {
    this.#only.set(place, sources);
  }

  /** The source may stand at the place from here on. */
  add(place: string | undefined, source: string): void {
    if (place === undefined || this.#only.get(place)?.has(source) === false) return;
    const known = this.#sources.get(place);
    if (known === undefined) this.#sources.set(place, new Set([source]));
    else known.add(source);
  }

  addAt(within: DriverFunction, expression: Node, source: string): void {
    const { unit } = within.analysis;
    this.add(this.#placeOf(within, addressed(unit, expression) ?? expression), source);
  }

  addParameter(within: DriverFunction, index: number, source: string): void {
    this.add(parameterPlace(within, index), source);
  }

  /** What an expression holds may be handed to a parameter of a function that is called by others than the driver. */
  hand(within: DriverFunction, expression: Node, to: DriverFunction, index: number): void {
    this.#flow(within, expression, parameterPlace(to, index));
  }

  /** Reads functions, and carries all sources to wherever they may come. */
  follow(functions: Iterable<DriverFunction>): void {
    for (const each of functions) this.#read(each);
    this.#spread();
  }

  #spread(): void {
    const changed = [...this.#sources.keys()];
    for (let place = changed.pop(); place !== undefined; place = changed.pop()) {
      const sources = this.#sources.get(place) ?? new Set<string>();
      for (const next of this.#into.get(place) ?? []) {
        const size = this.#sources.get(next)?.size ?? 0;
        for (const source of sources) this.add(next, source);
        if ((this.#sources.get(next)?.size ?? 0) > size) changed.push(next);
      }
    }
  }

  #read(within: DriverFunction): void {
    const { analysis, definition } = within;
    const { unit } = analysis;
    const { tree } = unit;
    const nodes = tree.descendants(
      definition.body,
      'assignment_expression',
      'init_declarator',
      'return_statement',
      'call_expression',
    );
    for (const node of nodes) {
      const kind = tree.kind(node);
      if (kind === 'call_expression') this.#readCall(within, node);
      else if (kind === 'return_statement') this.#readReturn(within, node);
      else this.#readAssignment(within, node, kind === 'init_declarator' ? ['declarator', 'value'] : ['left', 'right']);
    }
  }

  #readAssignment(
    within: DriverFunction,
    node: Node,
    [left, right]: readonly ['declarator', 'value'] | readonly ['left', 'right'],
  ): void {
    const { unit } = within.analysis;
    const [target, value] = [unit.tree.field(node, left), unit.tree.field(node, right)];
    if (target === undefined || value === undefined) return;
    const name = left === 'declarator' ? (unit.tree.descendants(target, 'identifier')[0] ?? target) : target;
    const isWanted = this.#isWanted(unit, typeOf(unit, name)) || this.#isWanted(unit, typeOf(unit, value));
    if (!isWanted && this.#sourcesAt(within, withoutCasts(unit, value)).length === 0) return;
    this.#flow(within, value, this.#placeOf(within, name));
  }

  #readReturn(within: DriverFunction, node: Node): void {
    const [value] = within.analysis.unit.tree.namedChildren(node);
    if (value === undefined || !this.#isWanted(within.analysis.unit, within.definition.returns)) return;
    this.#flow(within, value, resultPlace(within));
  }

  #readCall(within: DriverFunction, call: Node): void {
    const { unit } = within.analysis;
    const callee = this.#calleeOf(within, call);
    const list = unit.tree.field(call, 'arguments');
    if (callee === undefined || list === undefined) return;
    for (const [index, argument] of unit.tree.namedChildren(list).entries()) {
      const parameter = callee.definition.parameters[index];
      if (parameter === undefined) continue;
      const place = parameterPlace(callee, index);
      const { unit: calleeUnit } = callee.analysis;
      if (this.#isWanted(calleeUnit, parameter.type)) this.#flow(within, argument, place);
      else if (this.#isWanted(calleeUnit, targetOf(calleeUnit, parameter.type)))
        this.#connectBehind(within, argument, place);
    }
  }

  /** `F(&Socket)`, where F may read and write through the pointer. */
  #connectBehind(within: DriverFunction, argument: Node, parameter: string | undefined): void {
    const { unit } = within.analysis;
    const pointed = addressed(unit, argument);
    const place = pointed === undefined ? behind(this.#placeOf(within, argument)) : this.#placeOf(within, pointed);
    if (place === undefined || parameter === undefined) return;
    this.#connect(place, `*${parameter}`);
    this.#connect(`*${parameter}`, place);
  }

  #flow(within: DriverFunction, value: Node, into: string | undefined): void {
    if (into === undefined) return;
    const { unit } = within.analysis;
    const node = withoutCasts(unit, value);
    const kind = unit.tree.kind(node);
    if (kind === 'conditional_expression' || kind === 'assignment_expression') {
      for (const part of ['consequence', 'alternative', 'right'] as const) {
        const arm = unit.tree.field(node, part);
        if (arm !== undefined) this.#flow(within, arm, into);
      }
      return;
    }
    for (const source of this.#sourcesAt(within, node)) this.add(into, source);
    const from = this.#placeOf(within, node);
    if (from !== undefined) this.#connect(from, into);
  }

  #connect(from: string, into: string): void {
    const known = this.#into.get(from);
    if (known === undefined) this.#into.set(from, new Set([into]));
    else known.add(into);
  }

  #isWanted(unit: Unit, type: CType): boolean {
    return isPointerTo(unit, type, this.#target);
  }

  #placeOf(within: DriverFunction, expression: Node): string | undefined {
    const { unit } = within.analysis;
    const { tree } = unit;
    const node = withoutCasts(unit, expression);
    switch (tree.kind(node)) {
      case 'identifier': {
        const variable = variableOf(unit, node);
        return variable && variablePlace(unit, variable);
      }
      case 'field_expression':
        return memberPlace(unit, node);
      case 'subscript_expression': {
        const list = tree.field(node, 'argument');
        return list === undefined ? undefined : this.#placeOf(within, list);
      }
      case 'pointer_expression': {
        const operand = tree.field(node, 'argument');
        if (operand === undefined || !tree.textOf(node).startsWith('*')) return undefined;
        const pointed = addressed(unit, operand);
        return pointed === undefined ? behind(this.#placeOf(within, operand)) : this.#placeOf(within, pointed);
      }
      case 'call_expression':
        return this.#placeOfCall(within, node);
      default:
        return undefined;
    }
  }

  /** What a function of the driver returns, and what stood where `InterlockedExchangePointer` puts something else. */
  #placeOfCall(within: DriverFunction, call: Node): string | undefined {
    const { unit } = within.analysis;
    const { tree } = unit;
    const callee = this.#calleeOf(within, call);
    if (callee !== undefined) return resultPlace(callee);
    const [name, list] = [tree.field(call, 'function'), tree.field(call, 'arguments')];
    if (name === undefined || list === undefined || !tree.textOf(name).startsWith('InterlockedExchange'))
      return undefined;
    const [target] = tree.namedChildren(list);
    const pointed = target === undefined ? undefined : addressed(unit, target);
    return pointed === undefined ? undefined : this.#placeOf(within, pointed);
  }

  /** The function of the driver that a call names; undefined where there is none, or several have that name. */
  #calleeOf({ analysis }: DriverFunction, call: Node): DriverFunction | undefined {
    const callee = analysis.unit.tree.field(call, 'function');
    const name = callee === undefined ? undefined : functionReferenced(analysis.unit, callee);
    return name === undefined ? undefined : this.functionNamed(name, analysis.unit.file.path);
  }

  /** The function of the driver that a name means in a file. */
  functionNamed(name: string, path: string): DriverFunction | undefined {
    const all = this.#byName.get(name) ?? [];
    const own = all.filter(({ analysis }) => analysis.unit.file.path === path);
    const meant = own.length > 0 ? own : all;
    return meant.length === 1 ? meant[0] : undefined;
  }
}
