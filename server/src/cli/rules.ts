import { categoryTitles } from '../lint/page';
import type { Category, Rule } from '../lint/rule';
import type { Output } from './output';
import { ExitCode } from './usage';

/** `wsklint rules`: all rules, by category, with what each finds. */
export function listRules(rules: readonly Rule[], output: Output): ExitCode {
  const nameWidth = Math.max(0, ...rules.map(({ name }) => name.length));
  const severityWidth = 'warning'.length;
  for (const [category, title] of Object.entries(categoryTitles) as [Category, string][]) {
    const members = rules.filter((rule) => rule.category === category);
    if (members.length === 0) continue;
    output.write(`${output.style('bold', title)}\n`);
    for (const { code, name, severity, summary } of members) {
      output.write(`  ${code}  ${name.padEnd(nameWidth)}  ${severity.padEnd(severityWidth)}  ${summary}\n`);
    }
    output.write('\n');
  }
  output.write(`Read more with 'wsklint explain RULE'.\n`);
  return ExitCode.clean;
}
