import type { Analysis } from '../src/flow/analysis';
import type { Anchor } from '../src/flow/anchor';
import type { Installed } from '../src/flow/state/object';
import type { Argument, Exit, Use } from '../src/flow/summary/summary';
import type { SeenValue } from '../src/flow/run/function-run';
import { lineTable } from '../src/text/lines';
import type { TermText } from './term-text';

/** `a.c:12`, or the line alone in the file that is looked at; `?` for a place that is no more. */
export function placeText({ unit, locate }: Located, anchor: Anchor): string {
  const place = locate(anchor);
  if (place === undefined) return '?';
  const line = place.line + 1;
  return place.path === unit.file.path ? `line ${line}` : `${place.path}:${line}`;
}

/** Where anchors are, by path and line from 0. */
export interface Located {
  readonly unit: Analysis['unit'];
  readonly locate: (anchor: Anchor) => { readonly path: string; readonly line: number } | undefined;
}

/** @param textOf The text of each file of the project. */
export function located(analysis: Analysis, textOf: (path: string) => string | undefined): Located {
  const tables = new Map<string, ReturnType<typeof lineTable>>();
  return {
    unit: analysis.unit,
    locate(anchor) {
      const location = analysis.locate(anchor);
      if (location === undefined) return undefined;
      const table = tables.get(location.path) ?? lineTable(textOf(location.path) ?? '');
      tables.set(location.path, table);
      return { path: location.path, line: table.positionAt(location.at.start).line };
    },
  };
}

/** A WSK call with what is known of each argument, and of how it is come to. */
export function useLines(use: Use, terms: TermText, places: Located): string[] {
  const through = use.through.map(({ at, callee }) => `${callee} (${placeText(places, at)}) > `).join('');
  const when = use.when.map(([symbol, range]) => `${terms.value(symbol)} ${terms.range(range)}`);
  return [
    `${through}${use.callee} (${placeText(places, use.at)})${use.isDoubtful ? ', in doubt' : ''}`,
    ...(when.length === 0 ? [] : [`  where ${when.join(', ')}`]),
    ...[...use.arguments].map(([name, argument]) => `  ${name} = ${argumentText(argument, terms, places)}`),
  ];
}

function argumentText({ value, facts, installed }: Argument, terms: TermText, places: Located): string {
  const known = [...facts].map(
    ([fact, { site, isDoubtful }]) => `${fact}${isDoubtful ? '?' : ''} since ${placeText(places, site.at)}`,
  );
  const all = [...known, ...installedText(installed, terms)];
  return `${terms.value(value)}${all.length === 0 ? '' : `: ${all.join(', ')}`}`;
}

const installedText = (installed: Installed | undefined, terms: TermText): string[] =>
  installed === undefined
    ? []
    : [`completed by ${terms.value(installed.routine)} with ${terms.value(installed.context)}`];

/** One way to end: what is returned, what must hold for that, what is written, and what is known of objects then. */
export function exitLines(exit: Exit, terms: TermText): string[] {
  const { returns, when, writes, objects, ties, forgets } = exit;
  const facts = objects.flatMap(([object, state]) => {
    const known = [...state.facts.keys(), ...installedText(state.installed, terms)];
    return known.length === 0 ? [] : [`  ${terms.value(object)}: ${known.join(', ')}`];
  });
  return [
    returns === undefined ? 'without a value' : `with ${terms.value(returns)}`,
    ...when.map(([symbol, range]) => `  where ${terms.value(symbol)} ${terms.range(range)}`),
    ...writes.map(([region, value]) => `  ${terms.region(region)} := ${terms.value(value)}`),
    ...facts,
    ...ties.map(
      ([symbol, tie]) =>
        `  ${terms.value(tie.object)}: not ${tie.fact} after all if ${terms.value(symbol)} is a failure`,
    ),
    ...forgets.map((region) => `  forgets ${region === undefined ? 'all that others reach' : terms.region(region)}`),
  ];
}

export const returnText = ({ value }: SeenValue, terms: TermText): string => `returns ${terms.value(value)}`;
