import type { Rule } from './rule';

/** Another rule, and what the two have to do with each other. */
export interface RelatedRule {
  readonly rule: Rule;
  /** A sentence that begins in lower case. */
  readonly what: string;
}

/** The rules that a rule names as related, and those that name it, in their order. */
export const relatedTo = (rule: Rule, rules: readonly Rule[]): readonly RelatedRule[] =>
  rules.flatMap((other) => {
    const what = rule.related?.[other.name] ?? other.related?.[rule.name];
    return what === undefined ? [] : [{ rule: other, what }];
  });
