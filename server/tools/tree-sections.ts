import type { Analysis } from '../src/flow/analysis';
import type { FunctionDefinition, Unit } from '../src/model/unit';
import type { Project } from '../src/project/project';
import { entryLines, irqlLines } from './irql-lines';
import { pointLines, type Seen } from './point-lines';
import { controlFlowLines, treeLines } from './syntax-lines';
import { TermText } from './term-text';
import { exitLines, located, useLines } from './use-lines';

/** What of a function is shown. */
export const sections = ['syntax', 'cfg', 'cases', 'uses', 'summary', 'irql'] as const;
export type Section = (typeof sections)[number];

/** Shown where nothing is asked for by name. */
export const overview: readonly Section[] = ['cases', 'summary', 'irql'];

export interface Wanted {
  readonly path: string;
  /** Undefined for all functions of the file. */
  readonly name: string | undefined;
  readonly sections: readonly Section[];
}

/**
 * What is known of the functions of one file, within its project.
 *
 * @param project Up to date.
 * @param textOf The text of each file of the project.
 */
export function fileLines(
  project: Project,
  { path, name, sections: shown }: Wanted,
  textOf: (path: string) => string | undefined,
): string[] {
  const unit = project.unitOf(path);
  const analysis = project.analysisOf(path);
  const whole = name === undefined && shown.includes('syntax') ? treeLines(unit.tree, unit.tree.root) : [];
  const inside = name === undefined ? shown.filter((section) => section !== 'syntax') : shown;
  const functions = (analysis?.unit ?? unit).functions.filter(
    (definition) => name === undefined || definition.name === name,
  );
  return [...whole, ...functions.flatMap((definition) => functionLines(unit, analysis, definition, inside, textOf))];
}

function functionLines(
  unit: Unit,
  analysis: Analysis | undefined,
  definition: FunctionDefinition,
  shown: readonly Section[],
  textOf: (path: string) => string | undefined,
): string[] {
  if (shown.length === 0) return [];
  const terms = new TermText(unit, definition);
  const seen = analysis && {
    analysis,
    definition,
    terms,
    result: analysis.resultOf(definition),
    irql: analysis.irqlOf(definition),
    places: located(analysis, textOf),
  };
  const asked = shown.filter(isOfEngine);
  const lines = [
    ...shown.filter((section) => !isOfEngine(section)).flatMap((section) => syntaxLines(unit, definition, section)),
    ...(asked.length === 0 ? [] : engineLines(seen, definition, asked)),
  ];
  return [
    '',
    `${definition.name}  [${unit.file.path}:${terms.lineOf(definition.node)}]`,
    ...lines.map((line) => `  ${line}`),
  ];
}

type SeenHere = Seen & { readonly irql: ReturnType<Analysis['irqlOf']> };

const isOfEngine = (section: Section): boolean => section !== 'syntax' && section !== 'cfg';

const syntaxLines = ({ tree }: Unit, { node, body }: FunctionDefinition, section: Section): string[] =>
  section === 'syntax' ? titled('syntax', treeLines(tree, node)) : titled('control flow', controlFlowLines(tree, body));

function engineLines(seen: SeenHere | undefined, definition: FunctionDefinition, asked: readonly Section[]): string[] {
  if (seen?.result === undefined && seen?.irql === undefined) return [whyNothing(seen, definition)];
  const isAboutIrql = asked.some((section) => section === 'cases' || section === 'irql');
  const entry = seen.irql === undefined || !isAboutIrql ? [] : entryLines(seen.irql.entry);
  return [...entry, ...asked.flatMap((section) => knownLines(seen, section))];
}

function knownLines(seen: SeenHere, section: Section): string[] {
  const { result, irql, terms, places, definition } = seen;
  switch (section) {
    case 'cases':
      return titled('step by step', pointLines(seen));
    case 'uses':
      return titled(
        'calls of WSK',
        (result?.uses ?? []).flatMap((use) => useLines(use, terms, places)),
      );
    case 'summary':
      return titled(
        'ends',
        (result?.summary.exits ?? []).flatMap((exit) => exitLines(exit, terms)),
      );
    default:
      return titled('IRQL', irql === undefined ? ['it was given up'] : irqlLines(irql, definition, terms));
  }
}

function whyNothing(seen: SeenHere | undefined, definition: FunctionDefinition): string {
  if (!definition.parsed) return 'it did not parse';
  if (seen?.analysis.givenUp.includes(definition.name) === true) return 'it is too large, and was given up';
  const failure = seen?.analysis.failures.find(({ name }) => name === definition.name);
  return failure === undefined ? 'it has nothing to do with WSK' : `the engine failed: ${failure.error.message}`;
}

const titled = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
