import type { Label } from './labels';
import { foundIn, isVerdict, type Judged, type RuleScore } from './match';

/** What has to hold of all rules together. */
export interface Limit {
  readonly what: string;
  readonly is: number;
  readonly isMet: boolean;
}

/** The least share of certain mistakes in C that tier-1 rules find, and of findings that are right. */
const RECALL = 0.8;
const PRECISION = 0.95;

/** The limits, and how they are kept. A finding that nobody has judged counts as wrong. */
export function limitsOf(judged: readonly Judged[], labels: readonly Label[]): readonly Limit[] {
  const wanted = labels.filter(isWanted);
  const found = foundIn(judged, labels);
  const recall = share(wanted.filter((label) => found.has(label)).length, wanted.length);
  const precision = share(judged.filter(({ label }) => label?.verdict === true).length, judged.length);
  const lookAlikes = judged.filter(({ label }) => label?.verdict === false && !isVerdict(label.id)).length;
  return [
    { what: `certain mistakes in C found, of tier 1 (at least ${RECALL})`, is: recall, isMet: recall >= RECALL },
    { what: `findings that are right (at least ${PRECISION})`, is: precision, isMet: precision >= PRECISION },
    { what: 'labelled look-alikes flagged (none)', is: lookAlikes, isMet: lookAlikes === 0 },
  ];
}

/** The mistakes that are meant to be found and are not. */
export function missesOf(judged: readonly Judged[], labels: readonly Label[]): readonly Label[] {
  const found = foundIn(judged, labels);
  return labels.filter((label) => isWanted(label) && !found.has(label));
}

const isWanted = ({ verdict, certain, tier, language, id }: Label): boolean =>
  verdict && certain && tier === 1 && language === 'c' && !isVerdict(id);

/** Nothing of nothing is all of it. */
const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** A row for each rule, in Markdown. */
export function scoresTable(scores: readonly RuleScore[]): string {
  const rows = scores.map((score) => [
    score.rule,
    `${score.found} of ${score.certain}`,
    `${score.foundDoubtful} of ${score.doubtful}`,
    ...[score.findings, score.right, score.wrong, score.unjudged].map(String),
  ]);
  const head = ['Rule', 'Certain found', 'Doubtful found', 'Findings', 'Right', 'Wrong', 'Not judged'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** What is missed, what is wrong and what is to be judged, each on a line of its own. */
export function listsOf(judged: readonly Judged[], labels: readonly Label[]): string {
  const findings = (of: (label: Label | undefined) => boolean): string[] =>
    judged
      .filter(({ label }) => of(label))
      .map(({ finding: { repository, file, line, rule, message }, label }) => {
        const why = label === undefined ? '' : ` (${label.id}: ${label.what})`;
        return `${repository} ${file}:${line} ${rule}: ${message}${why}`;
      });
  const misses = missesOf(judged, labels).map(
    ({ id, repository, file, lines, rules, what }) =>
      `${id} ${repository} ${file}:${lines.join(',')} ${rules.join(' or ')}: ${what}`,
  );
  return [
    section('Missed', misses),
    section(
      'Wrong',
      findings((label) => label?.verdict === false),
    ),
    section(
      'Not judged',
      findings((label) => label === undefined),
    ),
  ].join('');
}

const section = (title: string, lines: readonly string[]): string =>
  `\n${title}: ${lines.length}\n${lines.map((line) => `  ${line}\n`).join('')}`;
