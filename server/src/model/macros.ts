import { preprocessingIn } from '../syntax/preprocessor';
import type { MacroBody } from '../syntax/expansion';
import { perContext } from './per-unit';

/** Macros by their names. */
export interface Macros {
  /** The body of an object-like macro without comments; undefined for any other name, and for a macro with several bodies. */
  bodyOf(name: string): string | undefined;
  /** The parameters and body of a macro of either kind; undefined for any other name, and for a macro with several bodies. */
  definitionOf(name: string): MacroBody | undefined;
  /** Whether there is a macro of this name, of whichever kind. */
  has(name: string): boolean;
}

/** The macros that a file defines itself. */
export const macrosOf = perContext(({ parsedText }): Macros => {
  const { macros } = preprocessingIn(parsedText);
  const definitions = new Map<string, MacroBody | undefined>();
  for (const { name, parameters, body } of macros) {
    // Which of two bodies holds depends on switches that the file does not show.
    const isOnlyOne = !definitions.has(name) || isSame(definitions.get(name), { parameters, body });
    definitions.set(name, isOnlyOne ? { parameters, body } : undefined);
  }
  return {
    bodyOf: (name) => plainBody(definitions.get(name)),
    definitionOf: (name) => definitions.get(name),
    has: (name) => definitions.has(name),
  };
});

const isSame = (one: MacroBody | undefined, other: MacroBody): boolean =>
  one?.body === other.body && one.parameters?.join() === other.parameters?.join();

const plainBody = (definition: MacroBody | undefined): string | undefined =>
  definition?.parameters === undefined ? definition?.body : undefined;

/** The macros that a file defines, and those that the headers it includes define and it does not. */
export const visibleMacros = perContext((unit): Macros => {
  const all = [macrosOf(unit), ...unit.included.map(({ macros }) => macros)];
  return {
    bodyOf: (name) => all.find((macros) => macros.has(name))?.bodyOf(name),
    definitionOf: (name) => all.find((macros) => macros.has(name))?.definitionOf(name),
    has: (name) => all.some((macros) => macros.has(name)),
  };
});
