import type { Category, Rule } from './rule';

/** What the rules of each hundred of codes are about, for headings. */
export const categoryTitles: Readonly<Record<Category, string>> = {
  client: 'Registration and client objects',
  irp: 'IRPs and completion routines',
  socket: 'Sockets and their life',
  options: 'Socket options and control codes',
  callbacks: 'Event callbacks',
  accept: 'Accepting connections',
  data: 'Sending and receiving',
  buffers: 'Buffers and MDLs',
  irql: 'IRQL and waiting',
  comments: 'Comments that silence findings',
};

const PAGES = 'https://github.com/wsklint/wsklint/blob/main/server/docs/rules';

/** The address of a rule's page, for `codeDescription.href` and the reports. */
export const pageUrl = ({ name }: Pick<Rule, 'name'>): string => `${PAGES}/${name}.md`;

/** The page of a rule, in Markdown; `fixes` says what the quick fix does, where the bad example has one. */
export function rulePage(rule: Rule): string {
  const { code, name, category, severity, since, summary, why, exceptions, bad, good, sources } = rule;
  const reported = since === 'unreleased' ? `Reported as ${severity}` : `Reported as ${severity} since ${since}`;
  return (
    [
      `# ${name} (${code})`,
      summary,
      `${reported}. Category: ${categoryTitles[category]}.`,
      '## Why it matters',
      paragraph(why),
      '## Instead of',
      fenced(bad),
      '## Write',
      fenced(good),
      '## When it is a false alarm',
      paragraph(exceptions),
      ...(category === 'comments' ? [] : silencing(name)),
      'To change the severity for a project, put this in `.wsklint.json`:',
      '```json\n' + `{ "rules": { "${name}": "off" } }` + '\n```',
      ...(sources.length === 0 ? [] : ['## Sources', sources.map((source) => `- <${source}>`).join('\n')]),
    ].join('\n\n') + '\n'
  );
}

const silencing = (name: string): readonly string[] => [
  'To silence one finding, put this on its line or on the line above:',
  fenced(`// wsk-ignore ${name}: why it is right here\n`),
  'There are forms [for a function, a range and a file](../silencing.md) as well.',
];

const fenced = (code: string): string => '```c\n' + code.trimEnd() + '\n```';

/** Prose in a rule is indented with it. */
const paragraph = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
