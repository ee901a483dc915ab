import { suppressionsIn, type Suppression } from '../lint/suppress';
import type { Unit } from '../model/unit';
import type { Node } from '../syntax/tree';
import { blocks } from './markdown';
import { namedRuleText, type RuleSummary } from './rule-text';
import type { HoverText } from './hover-text';

const KEYWORD = 'wsk-ignore';

/** The rule that a comment `wsk-ignore name: reason` names at an offset, or on its keyword what the comment does. */
export function suppressionHover(
  unit: Unit,
  comment: Node,
  offset: number,
  rules: readonly RuleSummary[],
): HoverText | undefined {
  const { tree } = unit;
  const text = tree.textOf(comment);
  const keyword = text.indexOf(KEYWORD);
  if (keyword < 0) return undefined;
  const suppression = suppressionsIn(tree).find(({ at }) => at.start === tree.start(comment));
  if (suppression === undefined) return undefined;
  const colon = text.indexOf(':', keyword);
  for (const match of text.slice(0, colon < 0 ? undefined : colon).matchAll(/[\w-]+/g)) {
    const start = tree.start(comment) + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end || match.index < keyword) continue;
    const about = match[0] === KEYWORD ? keywordText(suppression) : namedRuleText(match[0], rules);
    return { markdown: blocks([about, reasonText(suppression)]), span: { start, end } };
  }
  return undefined;
}

const keywordText = ({ names, firstLine, lastLine }: Suppression): string =>
  `Silences ${names.length === 1 ? 'one rule' : `${names.length} rules`} on ${
    firstLine === lastLine ? 'this line' : 'this line and the next line of code'
  }.`;

const reasonText = ({ reason }: Suppression): string | undefined =>
  reason === undefined ? 'It has no effect until a reason stands behind a colon.' : undefined;
