/** A piece of C with places to fill in. */
export interface Snippet {
  readonly name: string;
  /** What one types to get it. */
  readonly prefix: `wsk${string}`;
  readonly description: string;
  /** Where it makes sense: between functions, or among the statements of one. */
  readonly context: 'file' | 'body';
  /** Lines with tab stops as VS Code and LSP spell them, numbered in the order a person fills them; four spaces a level. */
  readonly body: readonly string[];
}

/** Keeps the form of a list of snippets in check where it is written. */
export const defineSnippets = (snippets: readonly Snippet[]): readonly Snippet[] => snippets;

/** The body as an editor inserts it: tabs at the start of a line, which the editor turns into its own indentation. */
export const insertTextOf = ({ body }: Snippet): string =>
  body.map((line) => line.replace(/^(?: {4})+/, (spaces) => '\t'.repeat(spaces.length / 4))).join('\n');

/** The C that stands in the editor when every default is taken: four spaces a level, no tab stops. */
export function filledIn({ body }: Snippet): string {
  const text = body.join('\n');
  const defaults = new Map([...text.matchAll(/\$\{(\d+):([^}]*)\}/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
  return text.replaceAll(
    /\$\{(\d+):[^}]*\}|\$\{?(\d+)\}?/g,
    (_, named?: string, bare?: string) => defaults.get(named ?? bare ?? '') ?? '',
  );
}

/** The content of a VS Code snippet file, which ends with a newline. */
export function snippetFile(snippets: readonly Snippet[]): string {
  const entries = snippets.map((snippet) => [
    snippet.name,
    { prefix: snippet.prefix, description: snippet.description, body: insertTextOf(snippet).split('\n') },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
