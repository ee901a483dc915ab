import { readDirective, type Directive, type Form } from '../lint/directive';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { blocks } from './markdown';
import { namedRuleText, type RuleSummary } from './rule-text';
import type { HoverText } from './hover-text';

/** The rule that a comment `wsk-ignore name: reason` names at an offset, or on its keyword what the comment does. */
export function suppressionHover(
  unit: Unit,
  comment: Node,
  offset: number,
  rules: readonly RuleSummary[],
): HoverText | undefined {
  const { tree } = unit;
  const read = readDirective(tree.textOf(comment), tree.start(comment));
  if (read?.kind !== 'directive') return undefined;
  const word = [read.keyword, ...read.names].find(({ at }) => at.start <= offset && offset <= at.end);
  if (word === undefined) return undefined;
  const about = word === read.keyword ? reachText(unit, comment, read) : namedRuleText(word.text, rules);
  return { markdown: blocks([about, reasonText(read)]), span: word.at };
}

function reachText({ tree }: Unit, comment: Node, { form, names }: Directive): string {
  if (form === 'end') return 'Ends the silence that `wsk-ignore-begin` has begun.';
  const rules = names.length === 1 ? 'one rule' : `${names.length} rules`;
  const [before, behind] = [tree.text.slice(0, tree.start(comment)), tree.text.slice(tree.end(comment))];
  const isAlone = /(^|[\r\n])[ \t]*$/.test(before) && /^[ \t]*([\r\n]|$)/.test(behind);
  return `Silences ${rules} ${form === 'line' && !isAlone ? 'on this line' : REACH[form]}.`;
}

const REACH: Readonly<Record<Exclude<Form, 'end'>, string>> = {
  line: 'on this line and the next line of code',
  function: 'in the function that it stands in or above',
  file: 'in the whole file',
  begin: 'from here to `wsk-ignore-end` with the same names',
};

const reasonText = ({ form, reason }: Directive): string | undefined =>
  reason === undefined && form !== 'end' ? 'It has no effect until a reason stands behind a colon.' : undefined;
