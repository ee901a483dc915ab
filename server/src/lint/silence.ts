import type { Unit } from '../model/unit';
import type { Span } from '../text/span';
import type { Finding, Rule, RuleInfo, SuppressionOutcome } from './rule';
import { mentionsDirective } from './directive';
import { suppressionsFor, suppressionsIn, type Suppression, type Suppressions } from './suppress';

/** What was found in a file before anything is silenced. */
export interface Unsilenced<Reported> {
  readonly unit: Unit;
  /** In the order of the file. */
  readonly findings: readonly Reported[];
  /** The rules that ran, those about suppressions included. */
  readonly ran: readonly Rule[];
  readonly known: readonly RuleInfo[];
  /** Whether all that the rules that ran have to say of a stretch is among the findings. */
  readonly isWhole: (scope: Span) => boolean;
  /** A finding of a rule as it is reported. */
  readonly report: (finding: Finding, rule: Rule) => Reported;
}

/** What is left, and what silenced the rest. */
export interface Silenced<Reported> {
  readonly findings: readonly Reported[];
  /** How many findings a suppression silenced. */
  readonly suppressed: number;
  readonly suppressions: readonly Suppression[];
  /** Those of `suppressions` that silenced a finding. */
  readonly usedSuppressions: ReadonlySet<Suppression>;
}

type Known = Required<Pick<Finding, 'at' | 'related'>> & { readonly rule: Rule };

/** Takes away what comments silence, and adds what there is to say of these comments. */
export function silence<Reported extends Known>(found: Unsilenced<Reported>): Silenced<Reported> {
  const { unit, findings } = found;
  if (!mentionsDirective(unit.file.text)) {
    return { findings, suppressed: 0, suppressions: [], usedSuppressions: new Set() };
  }
  const silencer = new Silencer<Reported>(suppressionsIn(unit));
  const kept = silencer.without(findings);
  const told = silencer.without(problemsOf(found, silencer));
  return {
    findings: told.length === 0 ? kept : [...kept, ...told].sort((a, b) => a.at.start - b.at.start),
    suppressed: silencer.suppressed,
    suppressions: silencer.suppressions.all,
    usedSuppressions: new Set(silencer.used.keys()),
  };
}

class Silencer<Reported extends Known> {
  readonly suppressions: Suppressions;
  /** The rules that each suppression has silenced. */
  readonly used = new Map<Suppression, Set<string>>();
  suppressed = 0;

  constructor(suppressions: Suppressions) {
    this.suppressions = suppressions;
  }

  /** The findings that nothing silences. */
  without(findings: readonly Reported[]): readonly Reported[] {
    const kept = findings.flatMap((finding) => this.#silenced(finding));
    this.suppressed += findings.length - kept.length;
    return kept;
  }

  #silenced(finding: Reported): readonly Reported[] {
    const { name } = finding.rule;
    const meant = suppressionsFor(this.suppressions, name, finding.at.start);
    const explained = meant.filter(({ reason }) => reason !== undefined);
    for (const suppression of explained)
      this.used.set(suppression, (this.used.get(suppression) ?? new Set()).add(name));
    return explained.length > 0 ? [] : [withHint(finding, meant[0])];
  }
}

/** Who wrote a `wsk-ignore` without a reason is told why it has no effect, at the place. */
function withHint<Reported extends Known>(finding: Reported, unexplained: Suppression | undefined): Reported {
  if (unexplained === undefined) return finding;
  const message = `this ${unexplained.keyword.text} silences nothing until a reason stands behind the rule's name and a colon`;
  return { ...finding, related: [...finding.related, { at: unexplained.at, message }] };
}

function problemsOf<Reported extends Known>(
  { unit, ran, known, isWhole, report }: Unsilenced<Reported>,
  { suppressions, used }: Silencer<Reported>,
): readonly Reported[] {
  const silent = new Set(ran.filter((rule) => rule.checkSuppressions === undefined).map(({ name }) => name));
  const outcome: SuppressionOutcome = {
    unit,
    suppressions,
    known,
    isUnused: (suppression, rule) =>
      suppression.scope !== undefined &&
      suppression.reason !== undefined &&
      silent.has(rule) &&
      used.get(suppression)?.has(rule) !== true &&
      isWhole(suppression.scope),
  };
  return ran.flatMap((rule) => [...(rule.checkSuppressions?.(outcome) ?? [])].map((finding) => report(finding, rule)));
}
