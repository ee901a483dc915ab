import type { ApiFunction } from '../../knowledge/shape';
import { castIn } from '../../model/casts';
import { withoutCasts } from '../../model/references';
import { variableOf, type Variable } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node } from '../../syntax/tree';

/**
 * Where a level or a test can be kept: `OldIrql`, `*OldIrql`, `Context->OldIrql`. Equal keys are one place.
 * Parameters are numbered, so that a caller can put its arguments in their place.
 */
export interface Place {
  /** `param0`, `local 12`, `global Name`, `static path Name` or `result`. */
  readonly root: string;
  /** `*` for what a pointer points at, other words for members, from the root outwards. */
  readonly path: readonly string[];
}

export const keyOf = ({ root, path }: Place): string => [root, ...path].join(' . ');

export const placeOfKey = (key: string): Place => {
  const [root = '', ...path] = key.split(' . ');
  return { root, path };
};

/** The value that a function returns. */
export const RESULT: Place = { root: 'result', path: [] };

/** Whether the place is a parameter, or is reached through one. */
export const isParameterPlace = (key: string): boolean => /^param\d+( |$)/.test(key);

/** Whether a parameter of a known function is a pointer, by its type. */
export const isPointerParameter = (api: ApiFunction, name: string): boolean =>
  /^P[A-Z]|\*/.test(api.parameters[name]?.type ?? '');

/** Names places in one function. */
export class Places {
  readonly #unit: Unit;
  readonly #definition: FunctionDefinition;
  readonly #known = new Map<Node, Place | undefined>();

  constructor(unit: Unit, definition: FunctionDefinition) {
    this.#unit = unit;
    this.#definition = definition;
  }

  /** The place that an expression names; undefined for anything but variables, members and what pointers point at. */
  of(expression: Node): Place | undefined {
    if (!this.#known.has(expression)) this.#known.set(expression, this.#read(expression));
    return this.#known.get(expression);
  }

  #read(expression: Node): Place | undefined {
    const unit = this.#unit;
    const node = withoutCasts(unit, expression);
    switch (unit.tree.kind(node)) {
      case 'identifier':
        return this.#ofVariable(variableOf(unit, node));
      case 'field_expression':
        return this.#ofMember(node);
      case 'pointer_expression': {
        const operand = unit.tree.field(node, 'argument');
        const isTarget = unit.tree.textOf(node).startsWith('*');
        return operand === undefined || !isTarget ? undefined : this.behind(operand);
      }
      default:
        return undefined;
    }
  }

  /** What a pointer points at: `x` for `&x`, `*p` for `p`. */
  behind(expression: Node): Place | undefined {
    const { tree } = this.#unit;
    const node = withoutCasts(this.#unit, expression);
    if (tree.kind(node) === 'pointer_expression' && tree.textOf(node).startsWith('&')) {
      const operand = tree.field(node, 'argument');
      return operand === undefined ? undefined : this.of(operand);
    }
    const cast = castIn(this.#unit, node);
    if (cast?.operator === '&') return this.of(cast.value);
    const pointer = this.of(node);
    return pointer === undefined ? undefined : { root: pointer.root, path: [...pointer.path, '*'] };
  }

  ofVariable(variable: Variable): Place {
    return this.#ofVariable(variable) ?? { root: `local ${variable.node}`, path: [] };
  }

  #ofMember(node: Node): Place | undefined {
    const { tree } = this.#unit;
    const [object, field] = [tree.field(node, 'argument'), tree.field(node, 'field')];
    const operator = tree.field(node, 'operator');
    if (object === undefined || field === undefined || operator === undefined) return undefined;
    const whole = tree.textOf(operator) === '->' ? this.behind(object) : this.of(object);
    return whole === undefined ? undefined : { root: whole.root, path: [...whole.path, tree.textOf(field)] };
  }

  #ofVariable(variable: Variable | undefined): Place | undefined {
    if (variable === undefined) return undefined;
    switch (variable.kind) {
      case 'parameter': {
        const index = this.#definition.parameters.findIndex(({ node }) => node === variable.node);
        return { root: `param${index}`, path: [] };
      }
      case 'local':
        return { root: `local ${variable.node}`, path: [] };
      case 'static':
        return { root: `static ${this.#unit.file.path} ${variable.name}`, path: [] };
      case 'global':
        return { root: `global ${variable.name}`, path: [] };
    }
  }
}

/**
 * A place of a callee, as its caller names it.
 *
 * @param places Those of the caller.
 * @param given The arguments of the call.
 * @returns undefined where the caller cannot name it.
 */
export function placeInCaller(places: Places, place: Place, given: readonly Node[]): Place | undefined {
  if (place.root.startsWith('global ') || place.root.startsWith('static ')) return place;
  const argument = /^param\d+$/.test(place.root) ? given[Number(place.root.slice('param'.length))] : undefined;
  if (argument === undefined) return undefined;
  const [first, ...rest] = place.path;
  const base = first === '*' ? places.behind(argument) : places.of(argument);
  if (base === undefined) return undefined;
  return { root: base.root, path: [...base.path, ...(first === '*' ? rest : place.path)] };
}
