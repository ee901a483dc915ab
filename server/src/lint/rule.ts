import type { Analysis } from '../flow/analysis';
import type { Edit, Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'info';
export type Category = 'client' | 'irp' | 'socket' | 'options' | 'callbacks' | 'accept' | 'data' | 'buffers' | 'irql';

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
  /** When a finding would be a false alarm, and what to do then. */
  readonly exceptions: string;
  readonly sources: readonly string[];
  /** The rule fires on this, and its fix, where it has a safe one, makes it `good`. */
  readonly bad: string;
  readonly good: string;
}

export interface Rule extends RuleInfo {
  run(analysis: Analysis): Iterable<Finding>;
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
