import { knownConstants, symbolicConstants } from '../knowledge/constants';
import { constantIn, type Constant } from './constant-text';
import { enumeratorsOf, type Enumerated } from './enumerators';
import { visibleMacros, type Macros } from './macros';
import { perContext } from './per-unit';
import type { Unit } from './unit';

const constantsOf = perContext(
  (unit): FileConstants =>
    new FileConstants(visibleMacros(unit), [
      enumeratorsOf(unit),
      ...unit.included.map(({ enumerators }) => enumerators),
    ]),
);

/**
 * The constant that a name is in a file, where no variable hides it: a macro or an enumerator of the file, or one that a
 * header of the WDK defines. A name that begins like a status is one, also where the tables do not know its number.
 */
export const constantNamed = (unit: Unit, name: string): Constant | undefined => constantsOf(unit).named(name);

class FileConstants {
  readonly #macros: Macros;
  readonly #enumerators: readonly ReadonlyMap<string, Enumerated | undefined>[];
  readonly #known = new Map<string, Constant | undefined>();

  constructor(macros: Macros, enumerators: readonly ReadonlyMap<string, Enumerated | undefined>[]) {
    this.#macros = macros;
    this.#enumerators = enumerators;
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
    if (this.#macros.has(name)) {
      const body = this.#macros.bodyOf(name);
      const constant = body === undefined ? undefined : constantIn(body, (inner) => this.named(inner));
      return constant?.value === undefined ? constant : { value: constant.value, name };
    }
    const declaring = this.#enumerators.find((declared) => declared.has(name));
    if (declaring !== undefined) return this.#enumerated(name, declaring.get(name));
    const value = Object.hasOwn(knownConstants, name) ? knownConstants[name] : undefined;
    if (value !== undefined) return { value, name };
    return symbolicConstants.has(name) || /^STATUS_[A-Z0-9_]+$/.test(name) ? { name } : undefined;
  }

  #enumerated(name: string, place: Enumerated | undefined): Constant | undefined {
    if (place === undefined) return undefined;
    const base = place.from === undefined ? { value: 0 } : constantIn(place.from, (inner) => this.named(inner));
    return base?.value === undefined ? undefined : { value: base.value + place.after, name };
  }
}
