import { fixesOfExample } from '../lint/example';
import { pageUrl, rulePage } from '../lint/page';
import { relatedTo } from '../lint/related';
import type { Rule } from '../lint/rule';
import type { Output } from './output';
import { parserFor } from './parser-choice';
import { ruleNamed } from './rule-names';
import { ExitCode } from './usage';

/**
 * `wsklint explain RULE`: the rule's page in the terminal.
 * @throws UsageError where there is no such rule
 */
export async function explain(wanted: string, rules: readonly Rule[], output: Output): Promise<ExitCode> {
  const rule = ruleNamed(wanted, rules);
  const fixes = fixesOfExample(rule, await parserFor(rule.bad.length));
  const page = rulePage(rule, { fixes, related: relatedTo(rule, rules) });
  output.write(`${forTerminal(page, output)}\n${output.style('dim', pageUrl(rule))}\n`);
  return ExitCode.clean;
}

/** Markdown without its signs: headings stand out, code is indented. */
function forTerminal(markdown: string, { style }: Output): string {
  let isCode = false;
  const lines = markdown.split('\n').flatMap((line) => {
    if (line.startsWith('```')) {
      isCode = !isCode;
      return [];
    }
    if (isCode) return [line === '' ? '' : `    ${line}`];
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading !== null) return [style(heading[1] === '#' ? 'underline' : 'bold', heading[2] ?? '')];
    return [line.replace(/<(https?:[^>]*)>|\[([^\]]*)\]\([^)]*\)/g, '$1$2').replaceAll('`', '')];
  });
  return lines.join('\n');
}
