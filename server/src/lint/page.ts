import type { RelatedRule } from './related';
import type { Category, Fix, Rule } from './rule';

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

export interface PageContext {
  /** The fixes that the rule offers for its bad example. */
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedRule[];
}

/** The page of a rule, in Markdown. */
export function rulePage(rule: Rule, { fixes, related }: PageContext): string {
  const { code, name, category, severity, since, summary, why, exceptions, bad, good, sources, elsewhere } = rule;
  const reported = since === 'unreleased' ? `Reported as ${severity}` : `Reported as ${severity} since ${since}`;
  return (
    [
      `# ${name} (${code})`,
      summary,
      `${reported}. Category: ${categoryTitles[category]}.`,
      '## Why it matters',
      paragraph(why),
      ...(elsewhere === undefined ? [] : ['## What else shows it', list(elsewhere)]),
      '## Instead of',
      fenced(bad),
      '## Write',
      fenced(good),
      '## How to fix',
      [paragraph(rule.remedy), ...fixes.slice(0, 1).map(fixText)].join('\n'),
      '## When it is a false alarm',
      paragraph(exceptions),
      ...(category === 'comments' ? [] : silencing(name)),
      'To change the severity for a project, put this in `.wsklint.json`:',
      '```json\n' + `{ "rules": { "${name}": "off" } }` + '\n```',
      ...(related.length === 0 ? [] : ['## Related rules', list(related.map(relatedText))]),
      ...(sources.length === 0 ? [] : ['## Sources', list(sources.map((source) => `<${source}>`))]),
    ].join('\n\n') + '\n'
  );
}

const silencing = (name: string): readonly string[] => [
  'To silence one finding, put this on its line or on the line above:',
  fenced(`// wsk-ignore ${name}: why it is right here\n`),
  'There are forms [for a function, a range and a file](../silencing.md) as well.',
];

const fixText = ({ title, safe }: Fix): string =>
  safe
    ? `The quick fix does it ("${title}"), and so does \`wsklint check --fix\`.`
    : `A quick fix does it ("${title}") where the code allows; look at what it wrote.`;

const relatedText = ({ rule: { name, code }, what }: RelatedRule): string => `[${name}](${name}.md) (${code}): ${what}`;

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

const fenced = (code: string): string => '```c\n' + code.trimEnd() + '\n```';

/** Prose in a rule is indented with it. */
const paragraph = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
