/** The page that holds what others offer against what this checker does, row by row, each of ours with its test. */
import { complaints } from './complaints';
import { features, tools, type TestLink } from './features';

/** The Markdown of `server/docs/features.md`. */
export function featuresPage(): string {
  return [
    '<!-- Generated from server/tools/features.ts and complaints.ts by `npm run generate`. -->',
    '',
    '# What wsklint has of what others have',
    '',
    'What is said of the others was read in their sources in November 2026; `?` stands where nobody looked, and `-` where the tool does not check C.',
    '*Part* means by a second tool, or not all of it.',
    'Each *yes* of ours is a test, and a test fails when that one is gone.',
    '',
    ...table(['Feature', 'wsklint', ...tools], features.map(featureRow)),
    '',
    '## What users of these tools complain about',
    '',
    'Complaints from the issue lists of those tools, and our answer to each.',
    '',
    ...table(['Complaint', 'Where', 'Our answer', 'Test'], complaints.map(complaintRow)),
    '',
  ].join('\n');
}

/** Every test that the page names. */
export const testsNamed: readonly TestLink[] = [
  ...features.map(({ ours }) => ours),
  ...complaints.map(({ test }) => test),
].filter((test) => typeof test !== 'string');

const featureRow = ({ name, others, ours, note }: (typeof features)[number]): readonly string[] => {
  const mine = ours === 'no' ? 'no' : `**[yes](${pathTo(ours)})**${note === undefined ? '' : `: ${note}`}`;
  return [name, mine, ...others.split(' ').map((word) => word.replaceAll('_', ' '))];
};

const complaintRow = ({ complaint, said, answer, test }: (typeof complaints)[number]): readonly string[] => [
  complaint,
  said,
  answer,
  test === 'no' ? 'no' : test === 'word' ? '' : `[yes](${pathTo(test)})`,
];

/** From the folder of the page. */
const pathTo = ({ file }: TestLink): string => `../../${file}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
