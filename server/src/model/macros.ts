import type { SyntaxTree } from '../syntax/tree';
import { outlineOf } from './outline';
import { perUnit } from './per-unit';

/** The macros that a file defines itself. */
export interface Macros {
  /** The body of an object-like macro without comments; undefined for any other name, and for a macro with several bodies. */
  bodyOf(name: string): string | undefined;
  /** Whether the file defines a macro of this name, of whichever kind. */
  has(name: string): boolean;
}

export const macrosOf = perUnit(({ tree }): Macros => {
  const bodies = objectLike(tree);
  const functionLike = new Set(
    outlineOf(tree).preproc_function_def.map((node) => {
      const name = tree.field(node, 'name');
      return name === undefined ? '' : tree.textOf(name);
    }),
  );
  return {
    bodyOf: (name) => bodies.get(name),
    has: (name) => bodies.has(name) || functionLike.has(name),
  };
});

function objectLike(tree: SyntaxTree): ReadonlyMap<string, string | undefined> {
  const bodies = new Map<string, string | undefined>();
  for (const node of outlineOf(tree).preproc_def) {
    const [nameNode, value] = [tree.field(node, 'name'), tree.field(node, 'value')];
    if (nameNode === undefined) continue;
    const name = tree.textOf(nameNode);
    const body = value === undefined ? '' : plainBody(tree.textOf(value));
    // Which of two bodies holds depends on switches that the file does not show.
    bodies.set(name, bodies.has(name) && bodies.get(name) !== body ? undefined : body);
  }
  return bodies;
}

const plainBody = (text: string): string =>
  text
    .replace(/\/\*.*?(?:\*\/|$)|\/\/.*$/gs, ' ')
    .replace(/\\\r?\n/g, ' ')
    .trim();
