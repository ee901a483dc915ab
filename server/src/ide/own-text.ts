import { describe } from '../knowledge';
import type { OwnFunction } from '../knowledge/own-functions';
import type { Effect } from '../knowledge/shape';
import { SETTINGS_FILE } from '../lint/settings';
import { blocks, bullets, fenced } from './markdown';
import { functionText } from './page-text';
import type { RuleSummary } from './rule-text';

/** Markdown of a function that the settings describe: what they say of it, and what the function is that it behaves like. */
export function ownText({ name, like, shown }: OwnFunction, rules: readonly RuleSummary[] = []): string {
  const table = like === undefined ? undefined : describe(like);
  if (like !== undefined && table !== undefined) {
    return blocks([`**${name}** behaves like ${like}, says ${SETTINGS_FILE}.`, functionText(like, table, rules)]);
  }
  return blocks([
    `**${shown.summary}**`,
    fenced([`${shown.returns} ${name}(${Object.keys(shown.parameters).join(', ')})`.trimStart()]),
    `What ${SETTINGS_FILE} says of it:`,
    effectList(shown.effects ?? []),
  ]);
}

const effectList = (effects: readonly Effect[]): string =>
  effects.length === 0 ? bullets(['It keeps nothing, and gives nothing back.']) : bullets(effects.map(effectLine));

/** `releases the IRP Irp` would need words for each: the members are said as they were written. */
function effectLine({ effect, ...members }: Effect): string {
  const said = Object.entries(members).map(([member, value]: [string, unknown]) =>
    value === true ? member : `${member} \`${typeof value === 'string' ? value : JSON.stringify(value)}\``,
  );
  return said.length === 0 ? effect : `${effect}: ${said.join(', ')}`;
}
