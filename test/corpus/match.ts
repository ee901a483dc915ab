import type { Label } from './labels';

/** A finding in a public driver. */
export interface CorpusFinding {
  readonly repository: string;
  /** Below the folder of the repository, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The rule's name. */
  readonly rule: string;
  readonly message: string;
}

/** A finding, and the label that speaks of it; undefined where nobody has judged it yet. */
export interface Judged {
  readonly finding: CorpusFinding;
  readonly label: Label | undefined;
}

/** How far from its line a label speaks of a finding, if it is the nearest; one of the same function may be farther away. */
const NEAR = 2;

/**
 * Gives each finding the label that speaks of it: of the same rule and file, the nearest that has its line, or that has
 * its function. A mistake is preferred to what only looks like one.
 */
export const judge = (findings: readonly CorpusFinding[], labels: readonly Label[]): readonly Judged[] =>
  findings.map((finding) => ({ finding, label: labelOf(finding, labels) }));

function labelOf(finding: CorpusFinding, labels: readonly Label[]): Label | undefined {
  const near = labels
    .filter((label) => isAbout(finding, label))
    .map((label) => ({ label, distance: distanceOf(finding, label) }))
    .filter(({ distance }) => distance < Infinity);
  const byDistance = near.sort((a, b) => Number(b.label.verdict) - Number(a.label.verdict) || a.distance - b.distance);
  return byDistance[0]?.label;
}

/** In lines; infinite where the label does not speak of the finding. */
function distanceOf({ file, line }: CorpusFinding, label: Label): number {
  const elsewhere = (label.also ?? []).filter((place) => place.file === file).map((place) => place.line);
  const lines = file === label.file ? [...label.lines, ...elsewhere] : elsewhere;
  const distance = Math.min(...lines.map((each) => Math.abs(each - line)));
  const [first, last] = label.within;
  const isInFunction = file === label.file && first <= line && line <= last;
  return distance <= NEAR || isInFunction ? distance : Infinity;
}

/** What is said of one rule. */
export interface RuleScore {
  readonly rule: string;
  /** Labelled mistakes that are certain, and how many of these are found. */
  readonly certain: number;
  readonly found: number;
  /** Labelled mistakes of which one may doubt that they are any, and how many of these are found. */
  readonly doubtful: number;
  readonly foundDoubtful: number;
  readonly findings: number;
  readonly right: number;
  /** Findings where a label says that there is no mistake. */
  readonly wrong: number;
  /** Findings of which no label speaks. */
  readonly unjudged: number;
}

/** What is said of each rule that has findings or labelled mistakes of tier 1, by name. */
export function scores(judged: readonly Judged[], labels: readonly Label[]): readonly RuleScore[] {
  const found = foundIn(judged, labels);
  const mistakes = labels.filter(({ verdict, tier, id }) => verdict && tier === 1 && !isVerdict(id));
  const names = new Set([
    ...judged.map(({ finding }) => finding.rule),
    ...mistakes.flatMap(({ rules }) => rules[0] ?? []),
  ]);
  return [...names].sort().map((rule) => {
    const own = judged.filter(({ finding }) => finding.rule === rule);
    const labelled = mistakes.filter(({ rules }) => rules[0] === rule);
    const count = (isCertain: boolean, among: ReadonlySet<Label> | undefined): number =>
      labelled.filter((label) => label.certain === isCertain && among?.has(label) !== false).length;
    return {
      rule,
      certain: count(true, undefined),
      found: count(true, found),
      doubtful: count(false, undefined),
      foundDoubtful: count(false, found),
      findings: own.length,
      right: own.filter(({ label }) => label?.verdict === true).length,
      wrong: own.filter(({ label }) => label?.verdict === false).length,
      unjudged: own.filter(({ label }) => label === undefined).length,
    };
  });
}

/** The labels of mistakes that are found: by the finding that is nearest, or by one on a line that they name. */
export function foundIn(judged: readonly Judged[], labels: readonly Label[]): ReadonlySet<Label> {
  const nearest = new Set(judged.map(({ label }) => label));
  const isNamed = (label: Label): boolean =>
    judged.some(({ finding }) => distanceOf(finding, label) === 0 && isAbout(finding, label));
  return new Set(labels.filter((label) => label.verdict && (nearest.has(label) || isNamed(label))));
}

const isAbout = (finding: CorpusFinding, { repository, rules }: Label): boolean =>
  repository === finding.repository && rules.includes(finding.rule);

/** Whether a label is a verdict on a finding: it says nothing of what there was to be found. */
export const isVerdict = (id: string): boolean => id.startsWith('V');
