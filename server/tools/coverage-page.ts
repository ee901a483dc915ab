import { columns, holesOf, rules, type Coverage } from './coverage';
import type { NamedThing } from './name-places';

/** The kinds of names as the page lists them, those of wsk.h first. */
const headings: Readonly<Record<NamedThing, string>> = {
  function: 'Functions of WSK',
  callback: 'Event callbacks',
  structure: 'Structures',
  type: 'Types',
  enumeration: 'Enumerations',
  enumerator: 'Enumerators',
  flag: 'Flags',
  'event flag': 'Event flags',
  'socket option': 'Socket options',
  'I/O control code': 'I/O control codes',
  'client control code': 'Client control codes',
  'address family': 'Address families',
  'socket type': 'Socket types',
  protocol: 'Protocols',
  macro: 'Macros',
  constant: 'Constants',
  status: 'Statuses',
  'kernel function': 'Kernel functions and macros',
};

/** Three show how; the list of all is long for functions that every driver calls. */
const MOST_SNIPPETS = 3;

const NOTHING = '–';

/** The page on what an editor says of each name, from what was seen when it was asked. */
export function coveragePage(all: readonly Coverage[]): string {
  const kinds = Object.entries(headings).map(
    ([kind, heading]) => [heading, all.filter((each) => each.kind === kind)] as const,
  );
  return [
    '<!-- Generated from what hover, signature help and completion answer, by `npm run generate`. -->',
    '# What the editor knows',
    [
      `wsklint explains ${all.length} names.`,
      'Each cell of these tables was filled by asking: a C text was made in which the name stands where a driver writes it, and the editor was asked there.',
      'A test fails when a cell is empty that should not be.',
      'WskRelease stands for two functions of that name: one gives back data indications, the other those of datagrams.',
    ].join('\n'),
    columns.map((column) => `- **${column}**: ${rules[column].why}`).join('\n'),
    table(
      ['Names', 'Count', ...columns],
      kinds.map(([heading, names]) => sumRow(heading, names)),
    ),
    ...kinds.flatMap(([heading, names]) => [`## ${heading}`, table(['Name', ...columns], names.map(row))]),
  ]
    .join('\n\n')
    .concat('\n');
}

function sumRow(heading: string, names: readonly Coverage[]): readonly string[] {
  const sums = columns.map((column) => {
    const [first] = names;
    if (column !== 'page' && (first === undefined || !rules[column].isAbout(first.kind))) return NOTHING;
    const without = names.filter((each) => (column === 'page' ? each.page === '' : holesOf(each).includes(column)));
    return without.length === 0 ? 'all' : `${names.length - without.length}`;
  });
  return [`[${heading}](#${anchorOf(heading)})`, `${names.length}`, ...sums];
}

/** As GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');

const row = (each: Coverage): readonly string[] => [
  `\`${each.name}\``,
  each.hover ? '✓' : NOTHING,
  each.signature ? '✓' : NOTHING,
  each.completion ?? NOTHING,
  snippetCell(each.snippet),
  each.page === '' ? NOTHING : `[page](${each.page})`,
];

function snippetCell(prefixes: readonly string[]): string {
  if (prefixes.length === 0) return NOTHING;
  const shown = prefixes.slice(0, MOST_SNIPPETS).map((prefix) => `\`${prefix}\``);
  const rest = prefixes.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
