import { anchorKey } from '../anchor';
import type { Installed, ObjectState, Site, Tie } from '../state/object';
import type { Range } from '../state/range';
import type { Argument, Behind, Exit, Summary, Taking, Use } from './summary';

/** A text that is the same for two summaries that tell callers the same. */
export const fingerprintOf = ({ exits, uses, needs, taking }: Summary): string =>
  [...exits.map(exitText), ...uses.map(textOfUse), needs.join(), takingText(taking)].join('\n');

const takingText = (taking: Taking | undefined): string =>
  taking === undefined ? '' : `${taking.count} ${taking.references.join()} ${taking.isMethod}`;

function exitText({ returns, when, writes, forgets, objects, ties, pending, doubts }: Exit): string {
  return [
    returns?.key ?? '',
    ...when.map(whenText),
    ...writes.map(([region, value]) => `${region.key}=${value.key}`),
    ...forgets.map((region) => `~${region?.key ?? ''}`),
    ...objects.map(([object, state]) => `${object.key}:${stateText(state)}`),
    ...ties.map(([symbol, tie]) => `${symbol.key}?${tieText(tie)}`),
    ...pending.map(installedText),
    ...doubts,
  ].join(';');
}

/** A text that is the same for two calls of which the same is known. */
export function textOfUse({
  callee,
  table,
  at,
  arguments: named,
  through,
  when,
  isDoubtful,
  awaited,
  forgets,
}: Use): string {
  return [
    callee,
    table ?? '',
    anchorKey(at),
    ...[...named].map(([name, argument]) => `${name}=${argumentText(argument)}`),
    ...through.map((step) => anchorKey(step.at)),
    ...when.map(whenText),
    String(isDoubtful),
    ...awaited.map(({ object, site }) => `${object.key}@${siteText(site)}`),
    ...forgets.map((region) => `~${region?.key ?? ''}`),
  ].join(';');
}

function tieText({ object, fact, once }: Tie): string {
  if (once === undefined) return `${object.key}:${fact}`;
  const also = once.also.map((one) => `${one.object.key}:${one.fact}@${siteText(one.site)}`);
  return [`${object.key}:${fact}`, once.noneOf.join(), siteText(once.site), ...also].join('|');
}

function argumentText({ value, text, facts, making, installed, events, behind }: Argument): string {
  const signaled = events.map(({ event, facts: seen }) => `${event.key}{${seenText(seen)}}`);
  const made = making === undefined ? '' : `${making.flags.key}/${making.family.key}/${making.dispatch.key}`;
  return [
    value.key,
    text,
    seenText(facts),
    made,
    installed === undefined ? '' : installedText(installed),
    ...signaled,
    behind === undefined ? '' : behindText(behind),
  ].join(',');
}

const behindText = ({ object, holds }: Behind): string =>
  [
    object === undefined ? '' : `${object.type} ${object.size ?? ''} ${object.isAll}`,
    ...[...holds].map(([member, { key }]) => `${member}=${key}`),
  ].join(',');

const seenText = (facts: Argument['facts']): string =>
  [...facts].map(([fact, { site, isDoubtful }]) => `${fact}@${siteText(site)}${isDoubtful ? '?' : ''}`).join();

const stateText = ({ facts, installed }: ObjectState): string =>
  [
    ...[...facts].map(([fact, { site, isMerged }]) => `${fact}@${siteText(site)}${isMerged ? '?' : ''}`),
    installed === undefined ? '' : installedText(installed),
  ].join(',');

const installedText = ({ routine, context, site }: Installed): string =>
  `${routine.key}(${context.key})@${siteText(site)}`;

const siteText = ({ at, through }: Site): string => [at, ...through.map((step) => step.at)].map(anchorKey).join('>');

const whenText = ([{ key }, { least, greatest, not }]: readonly [{ readonly key: string }, Range]): string =>
  `${key} in ${least}..${greatest}!${not.join()}`;
