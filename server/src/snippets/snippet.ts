/** A piece of C with places to fill in. */
export interface Snippet {
  readonly name: string;
  /** What one types to get it. */
  readonly prefix: `wsk${string}`;
  readonly description: string;
  /** Where it makes sense: between functions, among the statements of one, or in the braces of a table. */
  readonly context: 'file' | 'body' | 'initialiser';
  /** The functions and event callbacks of wsk.h that it shows how to call or write, by their names in the knowledge tables. */
  readonly for: readonly string[];
  /** Lines of C at file level that declare what it expects of the driver, in the words of its defaults. */
  readonly needs?: readonly string[];
  /** Lines of C that a person writes next: what the snippet makes is otherwise lost at the end of the function. */
  readonly then?: readonly string[];
  /** The type of the table in whose braces it goes; only with `initialiser`. */
  readonly initialises?: string;
  /**
   * Lines with tab stops as VS Code and LSP spell them: `${1:default}`, `${1|first,second|}` where there is a choice, and
   * `$1` again. Numbered in the order a person fills them; four spaces a level.
   */
  readonly body: readonly string[];
}

/** Keeps the form of a list of snippets in check where it is written. */
export const defineSnippets = (snippets: readonly Snippet[]): readonly Snippet[] => snippets;

/** The body as an editor inserts it: tabs at the start of a line, which the editor turns into its own indentation. */
export const insertTextOf = ({ body }: Snippet): string =>
  body.map((line) => line.replace(/^(?: {4})+/, (spaces) => '\t'.repeat(spaces.length / 4))).join('\n');

/** A tab stop with its default: the number, the text, or the first of the choices. */
const NAMED = /\$\{(\d+)(?::([^}]*)|\|([^,|]*)[^|]*\|)\}/g;

/** The C that stands in the editor when every default is taken: four spaces a level, no tab stops. */
export function filledIn({ body }: Snippet): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>();
  for (const [, stop = '', named, chosen] of text.matchAll(NAMED)) defaults.set(stop, named ?? chosen ?? '');
  const valueOf = (_: string, stop: string): string => defaults.get(stop) ?? '';
  return text.replaceAll(NAMED, valueOf).replaceAll(/\$\{?(\d+)\}?/g, valueOf);
}

/** The content of a VS Code snippet file, which ends with a newline. */
export function snippetFile(snippets: readonly Snippet[]): string {
  const entries = snippets.map((snippet) => [
    snippet.name,
    { prefix: snippet.prefix, description: snippet.description, body: insertTextOf(snippet).split('\n') },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
