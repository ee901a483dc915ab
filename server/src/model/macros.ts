import { preprocessingIn } from '../syntax/preprocessor';
import { perContext } from './per-unit';

/** Macros by their names. */
export interface Macros {
  /** The body of an object-like macro without comments; undefined for any other name, and for a macro with several bodies. */
  bodyOf(name: string): string | undefined;
  /** Whether there is a macro of this name, of whichever kind. */
  has(name: string): boolean;
}

/** The macros that a file defines itself. */
export const macrosOf = perContext(({ parsedText }): Macros => {
  const { macros } = preprocessingIn(parsedText);
  const bodies = new Map<string, string | undefined>();
  for (const { name, parameters, body } of macros) {
    // Which of two bodies holds depends on switches that the file does not show.
    const isOnlyOne = !bodies.has(name) || bodies.get(name) === body;
    bodies.set(name, parameters === undefined && isOnlyOne ? body : undefined);
  }
  return { bodyOf: (name) => bodies.get(name), has: (name) => bodies.has(name) };
});

/** The macros that a file defines, and those that the headers it includes define and it does not. */
export const visibleMacros = perContext((unit): Macros => {
  const all = [macrosOf(unit), ...unit.included.map(({ macros }) => macros)];
  return {
    bodyOf: (name) => all.find((macros) => macros.has(name))?.bodyOf(name),
    has: (name) => all.some((macros) => macros.has(name)),
  };
});
