import type { SourceFile } from '../model/unit';

/** Which of some names a text contains, found without parsing it. Each state of a file is read once for the same names. */
export class Mentions {
  readonly #known = new WeakMap<SourceFile, { readonly names: unknown; readonly found: ReadonlySet<string> }>();

  /** @param names The very same set where it holds the same names. */
  in(file: SourceFile, names: ReadonlySet<string>): ReadonlySet<string> {
    let known = this.#known.get(file);
    if (known?.names !== names) this.#known.set(file, (known = { names, found: namesIn(file.text, names) }));
    return known.found;
  }
}

function namesIn(text: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) if (names.has(word)) found.add(word);
  return found;
}
