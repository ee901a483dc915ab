import { nearestName } from '../lint/nearest';
import { categoryTitles, pageUrl } from '../lint/page';
import type { RuleInfo } from '../lint/rule';
import { blocks, footer } from './markdown';

/** What a hover tells of a rule. */
export type RuleSummary = Pick<RuleInfo, 'code' | 'name' | 'category' | 'severity' | 'summary'>;

/** The mistakes that belong to a name, one line: those that have a page are links, with their summary as title. */
export function mistakesText(names: readonly string[] | undefined, rules: readonly RuleSummary[] = []): string {
  if (names === undefined || names.length === 0) return '';
  return `Mistakes: ${names.map((name) => linked(name, rules)).join(', ')}`;
}

function linked(name: string, rules: readonly RuleSummary[]): string {
  const rule = rules.find((one) => one.name === name);
  return rule === undefined ? name : `[${name}](${pageUrl(rule)} "${rule.summary.replaceAll('"', "'")}")`;
}

/** Markdown for a rule that a comment names, by its name or its code; for one that does not exist, what may be meant. */
export function namedRuleText(name: string, rules: readonly RuleSummary[]): string {
  const rule = rules.find((one) => one.name === name);
  if (rule !== undefined) return ruleText(rule);
  const byCode = rules.find(({ code }) => code.toLowerCase() === name.toLowerCase());
  if (byCode !== undefined) {
    return blocks([`A comment silences a rule by its name: write \`${byCode.name}\`.`, ruleText(byCode)]);
  }
  const nearest = nearestName(
    name,
    rules.map((one) => one.name),
  );
  const meant = rules.find((one) => one.name === nearest);
  return meant === undefined
    ? `There is no rule \`${name}\`: this silences nothing.`
    : blocks([`There is no rule \`${name}\`: this silences nothing. Is \`${meant.name}\` meant?`, ruleText(meant)]);
}

const ruleText = (rule: RuleSummary): string =>
  blocks([
    `**${rule.summary}**`,
    footer([
      `\`${rule.name}\``,
      rule.code,
      rule.severity,
      categoryTitles[rule.category],
      `[the rule's page](${pageUrl(rule)})`,
    ]),
  ]);
