import { preprocessingIn } from '../syntax/preprocessor';
import { perUnit } from './per-unit';

/** The macros that a file defines itself. */
export interface Macros {
  /** The body of an object-like macro without comments; undefined for any other name, and for a macro with several bodies. */
  bodyOf(name: string): string | undefined;
  /** Whether the file defines a macro of this name, of whichever kind. */
  has(name: string): boolean;
}

export const macrosOf = perUnit(({ parsedText }): Macros => {
  const { macros } = preprocessingIn(parsedText);
  const bodies = new Map<string, string | undefined>();
  for (const { name, parameters, body } of macros) {
    // Which of two bodies holds depends on switches that the file does not show.
    const isOnlyOne = !bodies.has(name) || bodies.get(name) === body;
    bodies.set(name, parameters === undefined && isOnlyOne ? body : undefined);
  }
  return { bodyOf: (name) => bodies.get(name), has: (name) => bodies.has(name) };
});
