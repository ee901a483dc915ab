import { knownConstants, symbolicConstants } from '../knowledge/constants';
import type { SyntaxTree } from '../syntax/tree';
import { constantIn, type Constant } from './constant-text';
import { macrosOf } from './macros';
import { outlineOf } from './outline';
import { perUnit } from './per-unit';
import type { Unit } from './unit';

const constantsOf = perUnit((unit): FileConstants => new FileConstants(unit));

/**
 * The constant that a name is in a file, where no variable hides it: a macro or an enumerator of the file, or one that a
 * header of the WDK defines. A name that begins like a status is one, also where the tables do not know its number.
 */
export const constantNamed = (unit: Unit, name: string): Constant | undefined => constantsOf(unit).named(name);

class FileConstants {
  readonly #unit: Unit;
  readonly #known = new Map<string, Constant | undefined>();
  #enumerators: ReadonlyMap<string, Enumerated | undefined> | undefined;

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  named(name: string): Constant | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    // A name that is defined by itself is no constant.
    this.#known.set(name, undefined);
    const constant = this.#find(name);
    this.#known.set(name, constant);
    return constant;
  }

  #find(name: string): Constant | undefined {
    const macros = macrosOf(this.#unit);
    if (macros.has(name)) {
      const body = macros.bodyOf(name);
      const constant = body === undefined ? undefined : constantIn(body, (inner) => this.named(inner));
      return constant?.value === undefined ? constant : { value: constant.value, name };
    }
    this.#enumerators ??= enumeratorsIn(this.#unit.tree);
    if (this.#enumerators.has(name)) return this.#enumerated(name);
    const value = Object.hasOwn(knownConstants, name) ? knownConstants[name] : undefined;
    if (value !== undefined) return { value, name };
    return symbolicConstants.has(name) || /^STATUS_[A-Z0-9_]+$/.test(name) ? { name } : undefined;
  }

  #enumerated(name: string): Constant | undefined {
    const place = this.#enumerators?.get(name);
    if (place === undefined) return undefined;
    const base = place.from === undefined ? { value: 0 } : constantIn(place.from, (inner) => this.named(inner));
    return base?.value === undefined ? undefined : { value: base.value + place.after, name };
  }
}

/** An enumerator's number: that of the last one with a value of its own (0 for none), and so many more. */
interface Enumerated {
  readonly from: string | undefined;
  readonly after: number;
}

function enumeratorsIn(tree: SyntaxTree): ReadonlyMap<string, Enumerated | undefined> {
  const found = new Map<string, Enumerated | undefined>();
  for (const list of outlineOf(tree).enumerator_list) {
    let place: Enumerated = { from: undefined, after: -1 };
    for (const node of tree.descendants(list, 'enumerator')) {
      const [name, value] = [tree.field(node, 'name'), tree.field(node, 'value')];
      place =
        value === undefined ? { from: place.from, after: place.after + 1 } : { from: tree.textOf(value), after: 0 };
      if (name === undefined) continue;
      const text = tree.textOf(name);
      found.set(text, found.has(text) ? undefined : place);
    }
  }
  return found;
}
