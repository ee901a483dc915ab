import type { Snippet } from '../src/snippets';

const places: Readonly<Record<Snippet['context'], string>> = {
  file: 'between functions',
  body: 'in a function',
  initialiser: 'in the braces of a table',
};

/** The page that lists the snippets, in the order in which a driver needs them. */
export function snippetsPage(snippets: readonly Snippet[]): string {
  const rows = snippets.map(
    ({ prefix, description, context }) => `| \`${prefix}\` | ${description} | ${places[context]} |`,
  );
  return [
    '<!-- Generated from the snippets by `npm run generate`. -->',
    '# Snippets',
    [
      `${snippets.length} pieces of a driver, from its registration to its unload.`,
      'Type `wsk` and choose one; Tab goes from place to place in the order in which a person fills them in.',
      'Each was compiled as driver C with its defaults filled in, and no rule finds anything in it.',
    ].join('\n'),
    ['| Type | What it writes | Where |', '| --- | --- | --- |', ...rows].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
