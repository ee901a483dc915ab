import { performance } from 'node:perf_hooks';

import type { Analysis } from '../flow/analysis';
import type { SourceFile } from '../model/unit';
import type { Span } from '../text/span';
import type { Found, LintMemory } from './memory';
import { notAnalysedIn, wholeFile, type FileReason, type NotAnalysed } from './not-analysed';
import type { Fix, Finding, Related, Rule, RuleInfo, Severity } from './rule';
import { severityOf, type Settings } from './settings';
import { silence } from './silence';
import type { Suppression } from './suppress';
import { reportableIn } from './visible';

/** A finding as every report shows it. */
export interface ReportedFinding {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly at: Span;
  readonly message: string;
  /** In the order of the path that leads to the mistake. */
  readonly related: readonly Related[];
  readonly fix: Fix | undefined;
}

/** A rule that threw, or a function on which the engine did: only what these would have found in this file is lost. */
export interface Failure {
  /** `rule NAME`, or `the analysis of FUNCTION`. */
  readonly what: string;
  readonly error: Error;
}

/** What is to be said of one file. */
export interface FileReport {
  readonly file: SourceFile;
  /** By position, then code. */
  readonly findings: readonly ReportedFinding[];
  /** How many findings a `wsk-ignore` silenced. */
  readonly suppressed: number;
  readonly suppressions: readonly Suppression[];
  /** Those of `suppressions` that silenced a finding. */
  readonly usedSuppressions: ReadonlySet<Suppression>;
  readonly failures: readonly Failure[];
  /** What nothing is said of, and why; by position. */
  readonly notAnalysed: readonly NotAnalysed[];
  /** Milliseconds by the name of the rule; rules that were skipped are not in it. */
  readonly times: ReadonlyMap<string, number>;
  /** Whether it was stopped early: what it says is true, but may not be all. */
  readonly cancelled: boolean;
}

export interface LintOptions {
  /** Asked between two rules and between two findings. */
  readonly isCancelled?: (() => boolean) | undefined;
  /** All rules that a suppression may name, where these are not all that run. */
  readonly known?: readonly RuleInfo[] | undefined;
  /** What was found in the file before; for one that is looked at again and again while it is edited. */
  readonly memory?: LintMemory | undefined;
}

/** The report of a file of which nothing is said, for that reason. */
export const emptyReport = (file: SourceFile, reason: FileReason): FileReport => ({
  file,
  findings: [],
  suppressed: 0,
  suppressions: [],
  usedSuppressions: new Set(),
  failures: [],
  notAnalysed: [wholeFile(reason)],
  times: new Map(),
  cancelled: false,
});

/** Runs rules over one analysed file. A rule that throws loses its own findings and is told in `failures`. */
export function lintUnit(
  analysis: Analysis,
  rules: readonly Rule[],
  settings: Settings,
  options: LintOptions = {},
): FileReport {
  const { unit } = analysis;
  const isCancelled = options.isCancelled ?? (() => false);
  const failures: Failure[] = analysis.failures.map(({ name, error }) => ({ what: `the analysis of ${name}`, error }));
  const asked = rules.filter((rule) => severityOf(rule, settings) !== 'off');
  const { findings, errors, times } =
    options.memory?.run(analysis, asked, isCancelled) ?? foundBy(asked, analysis, isCancelled);
  for (const [rule, error] of errors) failures.push({ what: `rule ${rule.name}`, error });
  const found = asked.flatMap((rule) => (findings.get(rule) ?? []).map((finding) => reported(finding, rule, settings)));
  const cancelled = isCancelled();
  const isReportable = reportableIn(unit);
  const isComplete = !cancelled && failures.length === 0;
  return {
    file: unit.file,
    ...silence({
      unit,
      findings: withoutTwins(found.filter(({ at }) => isReportable(at)).sort(byPosition)),
      ran: rules.filter((rule) => times.has(rule)),
      known: options.known ?? rules,
      isWhole: (scope) => isComplete && isReportable(scope) && !holdsGivenUp(analysis, scope),
      report: (finding, rule) => reported(finding, rule, settings),
    }),
    failures,
    times: new Map([...times].map(([rule, time]) => [rule.name, time])),
    notAnalysed: notAnalysedIn(analysis),
    cancelled,
  };
}

/** What rules find in a file as a whole. */
function foundBy(rules: readonly Rule[], analysis: Analysis, isCancelled: () => boolean): Found {
  const findings = new Map<Rule, readonly Finding[]>();
  const errors = new Map<Rule, Error>();
  const times = new Map<Rule, number>();
  for (const rule of rules) {
    if (isCancelled()) break;
    const start = performance.now();
    const result = runRule(rule, analysis, isCancelled);
    times.set(rule, performance.now() - start);
    if (result instanceof Error) errors.set(rule, result);
    else findings.set(rule, result);
  }
  return { findings, errors, times };
}

function runRule(rule: Rule, analysis: Analysis, isCancelled: () => boolean): Finding[] | Error {
  const found: Finding[] = [];
  try {
    for (const finding of rule.run(analysis)) {
      found.push(finding);
      if (isCancelled()) break;
    }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
  return found;
}

/** Whether something starts in a stretch that was too large to be followed. */
function holdsGivenUp({ unit: { functions, tree }, givenUp }: Analysis, { start, end }: Span): boolean {
  const unknown = functions.filter(({ name }) => givenUp.includes(name)).map(({ node }) => tree.span(node));
  return unknown.some((span) => span.start < end && start < span.end);
}

/** What the settings say of a rule holds for all of its findings. */
function reported(finding: Finding, rule: Rule, settings: Settings): ReportedFinding {
  const { at, message, related = [], fix } = finding;
  const set = settings.rules[rule.name] ?? finding.severity ?? rule.severity;
  return { rule, severity: set === 'off' ? rule.severity : set, at, message, related, fix };
}

const byPosition = (a: ReportedFinding, b: ReportedFinding): number =>
  a.at.start - b.at.start ||
  a.at.end - b.at.end ||
  (a.rule.code < b.rule.code ? -1 : a.rule.code > b.rule.code ? 1 : 0);

/** Two paths may lead to one mistake: what is said twice of one place is said once. */
function withoutTwins(found: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const said = new Set<string>();
  return found.filter(({ at, rule, message }) => {
    const key = `${at.start} ${at.end} ${rule.code} ${message}`;
    return !said.has(key) && said.add(key);
  });
}
