import { knownCall } from '../../model/dispatch';
import { hasStorageClass } from '../../model/functions';
import type { Variable } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node, SyntaxTree } from '../../syntax/tree';
import { outer, rootOf, type Region } from '../state/terms';

/** Which functions of a file write which names: members, and variables of the file. By name alone: rather one too many. */
export class Writers {
  readonly #unit: Unit;
  readonly #deeds = new Map<FunctionDefinition, Deeds>();
  readonly #closures = new Map<FunctionDefinition, ReadonlySet<FunctionDefinition>>();
  #byName: ReadonlyMap<string, readonly FunctionDefinition[]> | undefined;
  #byReference: readonly FunctionDefinition[] | undefined;

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  /** Whether nothing but the function, and what it calls, writes a region. */
  isPrivateTo(definition: FunctionDefinition, region: Region): boolean {
    const { place } = rootOf(region);
    if (place.is === 'variable' && isOfOtherFile(this.#unit, place.variable)) return false;
    const own = this.closureOf(definition);
    return namesOf(region).every((name) => this.#writersOf(name).every((writer) => own.has(writer)));
  }

  /** Whether neither a routine nor any function that is called through a pointer writes a region. */
  isKeptBy(routine: string, region: Region): boolean {
    const first = this.#unit.functionNamed(routine);
    if (first === undefined) return false;
    const names = namesOf(region);
    return [first, ...this.#calledByReference()].every((start) => {
      for (const definition of this.closureOf(start)) {
        const { writes, callsUnknown } = this.#deedsOf(definition);
        if ((callsUnknown && start === first) || names.some((name) => writes.has(name))) return false;
      }
      return true;
    });
  }

  /** A function and all functions of the file that it calls, directly or not. */
  closureOf(definition: FunctionDefinition): ReadonlySet<FunctionDefinition> {
    const known = this.#closures.get(definition);
    if (known !== undefined) return known;
    const closure = new Set([definition]);
    for (const member of closure) for (const callee of this.#deedsOf(member).calls) closure.add(callee);
    this.#closures.set(definition, closure);
    return closure;
  }

  #writersOf(name: string): readonly FunctionDefinition[] {
    if (this.#byName === undefined) {
      const byName = new Map<string, FunctionDefinition[]>();
      for (const definition of this.#unit.functions) {
        for (const written of this.#deedsOf(definition).writes)
          byName.set(written, [...(byName.get(written) ?? []), definition]);
      }
      this.#byName = byName;
    }
    return this.#byName.get(name) ?? [];
  }

  #calledByReference(): readonly FunctionDefinition[] {
    if (this.#byReference === undefined) {
      const { tree } = this.#unit;
      const names = new Set(
        tree
          .descendants(tree.root, 'identifier')
          .filter((node) => tree.fieldOf(node) !== 'function' && tree.fieldOf(node) !== 'declarator')
          .map((node) => tree.textOf(node)),
      );
      this.#byReference = this.#unit.functions.filter(({ name }) => names.has(name));
    }
    return this.#byReference;
  }

  #deedsOf(definition: FunctionDefinition): Deeds {
    let deeds = this.#deeds.get(definition);
    if (deeds === undefined) {
      deeds = deedsOf(this.#unit, definition);
      this.#deeds.set(definition, deeds);
    }
    return deeds;
  }
}

/** Whether a variable is defined elsewhere. One that is defined here is taken to be written here only. */
function isOfOtherFile({ tree }: Unit, { kind, node }: Variable): boolean {
  const declaration = tree.enclosing(node, 'declaration');
  return kind === 'global' && (declaration === undefined || hasStorageClass(tree, declaration, 'extern'));
}

interface Deeds {
  readonly writes: ReadonlySet<string>;
  readonly calls: readonly FunctionDefinition[];
  /** Hands something to code that is not in sight. */
  readonly callsUnknown: boolean;
}

function deedsOf(unit: Unit, { body }: FunctionDefinition): Deeds {
  const { tree } = unit;
  const writes = new Set<string>();
  const calls: FunctionDefinition[] = [];
  let callsUnknown = false;
  const write = (node: Node | undefined) => {
    const name = node === undefined ? undefined : nameWritten(tree, node);
    if (name !== undefined) writes.add(name);
  };
  for (const node of tree.descendants(
    body,
    'assignment_expression',
    'update_expression',
    'call_expression',
    'pointer_expression',
  )) {
    switch (tree.kind(node)) {
      case 'assignment_expression':
        write(tree.field(node, 'left'));
        break;
      case 'call_expression': {
        const callee = tree.field(node, 'function');
        const definition = callee === undefined ? undefined : unit.functionNamed(tree.textOf(callee));
        if (definition !== undefined) calls.push(definition);
        else if (knownCall(unit, node) === undefined && hasArguments(unit, node)) callsUnknown = true;
        break;
      }
      default:
        // What `&x` is handed to may write x.
        if (tree.kind(node) === 'update_expression' || tree.textOf(node).startsWith('&'))
          write(tree.field(node, 'argument'));
    }
  }
  return { writes, calls, callsUnknown };
}

const hasArguments = ({ tree }: Unit, call: Node): boolean => {
  const list = tree.field(call, 'arguments');
  return list !== undefined && tree.namedChildren(list).length > 0;
};

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

/** The variable and the members on an access path. */
function namesOf(region: Region): string[] {
  const names: string[] = [];
  for (let at: Region | undefined = region; at !== undefined; at = outer(at)) {
    if (at.place.is === 'member') names.push(at.place.name);
    if (at.place.is === 'variable') names.push(at.place.variable.name);
  }
  return names;
}
