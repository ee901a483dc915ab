import type { Analysis } from '../flow/analysis';
import type { Unit } from '../model/unit';
import type { Edit, Span } from '../text/span';
import type { Suppression, Suppressions } from './suppress';

export type Severity = 'error' | 'warning' | 'info';
export type Category =
  'client' | 'irp' | 'socket' | 'options' | 'callbacks' | 'accept' | 'data' | 'buffers' | 'irql' | 'comments';

/** What the documentation, the settings and every report say of a rule. */
export interface RuleInfo {
  /** `WSK` and three digits, hundreds by category; never used again for another rule. */
  readonly code: `WSK${number}`;
  /** Names the mistake, so that `wsk-ignore <name>` reads as a sentence. */
  readonly name: string;
  readonly category: Category;
  readonly severity: Severity;
  /** The version that brought it. */
  readonly since: string;
  readonly summary: string;
  /** What happens in the machine. */
  readonly why: string;
  /** How the mistake is mended; what the fix does, where there is one. */
  readonly remedy: string;
  /** What else finds the mistake, or what it looks like there: warnings of Code Analysis, Driver Verifier, bugchecks. */
  readonly elsewhere?: readonly string[];
  /** When a finding would be a false alarm, and what to do then. */
  readonly exceptions: string;
  /**
   * Rules that a reader may take for this one, or that guard the same thing from another side, each with a sentence that
   * reads the same on both pages: where two could speak of one mistake, it says which of them does. One of the two says it.
   */
  readonly related?: Readonly<Record<string, string>>;
  readonly sources: readonly string[];
  /** The rule fires on this, and its fix, where it has a safe one, makes it `good`. */
  readonly bad: string;
  readonly good: string;
  /** Whether what it marks could be taken away without loss: an editor shows it faded. */
  readonly marksUnnecessary?: true;
}

export interface Rule extends RuleInfo {
  run(analysis: Analysis): Iterable<Finding>;
  /** Of a rule about the comments that silence findings: asked when all other rules have spoken. */
  readonly checkSuppressions?: (outcome: SuppressionOutcome) => Iterable<Finding>;
}

/** A place with a word on what it has to do with the finding. The file is that of the finding where none is named. */
export interface Related {
  readonly at: Span;
  readonly message: string;
  readonly path?: string;
}

export interface Finding {
  /** The smallest span that names the mistake. */
  readonly at: Span;
  readonly message: string;
  /** Weaker than the rule's, where what is broken here is advice and no must; the settings' word on the rule stands over it. */
  readonly severity?: Severity | undefined;
  /** In the order of the path that leads to the mistake. */
  readonly related?: readonly Related[];
  readonly fix?: Fix | undefined;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** An unsafe fix is offered in the editor, for a person to look at, and never applied with others. */
  readonly safe: boolean;
}

interface Definition<Subject> extends RuleInfo {
  /** The things in a file this rule is about. */
  readonly query: (analysis: Analysis) => Iterable<Subject>;
  /** What is wrong with one of them. */
  readonly check: (subject: Subject, analysis: Analysis) => Iterable<Finding>;
}

export function defineRule<Subject>({ query, check, ...info }: Definition<Subject>): Rule {
  return {
    ...info,
    *run(analysis) {
      for (const subject of query(analysis)) yield* check(subject, analysis);
    },
  };
}

/** What rules about suppressions are asked of: the comments, and what became of them. */
export interface SuppressionOutcome {
  readonly unit: Unit;
  readonly suppressions: Suppressions;
  /** All rules that there are, those that did not run included. */
  readonly known: readonly RuleInfo[];
  /** Whether a rule has said all it has to say in a suppression's scope, and nothing of it was silenced. */
  readonly isUnused: (suppression: Suppression, rule: string) => boolean;
}

interface SuppressionDefinition extends RuleInfo {
  /** What is wrong with the comments of a file that silence findings. */
  readonly check: (outcome: SuppressionOutcome) => Iterable<Finding>;
}

/** A rule about comments such as `wsk-ignore`: it finds nothing in code. */
export const defineSuppressionRule = ({ check, ...info }: SuppressionDefinition): Rule => ({
  ...info,
  run: () => [],
  checkSuppressions: check,
});
