import { nearestName } from '../lint/nearest';
import type { Rule } from '../lint/rule';
import { UsageError } from './usage';

/**
 * The rule that a person means by a name or a code, in any case.
 * @throws UsageError where there is none; it names the nearest.
 */
export function ruleNamed(wanted: string, rules: readonly Rule[]): Rule {
  const lower = wanted.toLowerCase();
  const found = rules.find(({ name, code }) => name === lower || code.toLowerCase() === lower);
  if (found !== undefined) return found;
  const known = /^wsk\d*$/i.test(wanted) ? rules.map(({ code }) => code) : rules.map(({ name }) => name);
  const nearest = nearestName(wanted, known);
  const hint = nearest === undefined ? "see 'wsklint rules'" : `did you mean '${nearest}'?`;
  throw new UsageError(`there is no rule '${wanted}'; ${hint}`);
}

/** The rules that `--rule` names, each once in the registry's order; all where it names none. */
export function selectRules(wanted: readonly string[], rules: readonly Rule[]): readonly Rule[] {
  if (wanted.length === 0) return rules;
  const chosen = new Set(wanted.map((name) => ruleNamed(name, rules)));
  return rules.filter((rule) => chosen.has(rule));
}
