/**
 * Everything that is derived from rules, settings, snippets, the knowledge tables and the grammar of C. `npm run generate`
 * writes it; a test asks `stale` whether it is up to date. The writer is the checker, so they cannot disagree.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { fixesOfExample } from '../src/lint/example';
import { categoryTitles, rulePage } from '../src/lint/page';
import { relatedTo } from '../src/lint/related';
import type { Category, Rule } from '../src/lint/rule';
import { SETTINGS_FILE } from '../src/lint/settings';
import { editorSettings, settingsSchema } from '../src/lint/settings-schema';
import { roleSettings } from '../src/lsp/role-settings';
import { snippetFile, snippets } from '../src/snippets';
import { createNativeParser } from '../src/syntax/native';
import { measureCoverage } from './coverage';
import { coveragePage } from './coverage-page';
import { effectsTable } from './effects-table';
import { featuresPage } from './features-page';
import { grammarSource } from './grammar-source';
import { kindsSource } from './kinds-source';
import { loadRules, registrySource, RULES_FOLDER } from './rule-files';
import { snippetsPage } from './snippets-page';
import { walkthroughPictures } from './walkthrough-pictures';

const PAGES_FOLDER = 'server/docs/rules';
const SCHEMA = 'server/wsklint.schema.json';

const rules = loadRules();

/** Each file from the top of the repository, with what it should say, given what it says now. */
export const generated: Readonly<Record<string, (old: string) => string>> = {
  [`${RULES_FOLDER}/index.ts`]: registrySource,
  'server/src/syntax/kinds.ts': kindsSource,
  'README.md': (old) => between('<!-- rules -->', '<!-- /rules -->', old, rulesTable()),
  'package.json': manifest,
  [SCHEMA]: () => json(settingsSchema(rules)),
  'server/docs/coverage.md': () => coveragePage(measureCoverage()),
  'server/docs/features.md': featuresPage,
  'server/docs/functions.md': (old) => between('<!-- effects -->', '<!-- /effects -->', old, effectsTable()),
  'server/docs/snippets.md': () => snippetsPage(snippets),
  'client/snippets/wsk.code-snippets': () => snippetFile(snippets),
  'syntaxes/wsk.injection.tmLanguage.json': grammarSource,
  ...Object.fromEntries(
    Object.entries(walkthroughPictures).map(([name, svg]) => [`client/walkthrough/${name}.svg`, () => svg]),
  ),
  ...Object.fromEntries(rules.map((rule) => [`${PAGES_FOLDER}/${rule.name}.md`, () => markedPage(rule)])),
};

/** The generated files that are not as they should be, and the pages of rules that are no more. */
export const stale = (): readonly string[] => [
  ...Object.entries(generated).flatMap(([path, write]) => (read(path) === write(read(path)) ? [] : [path])),
  ...orphanedPages(),
];

/** Writes what is stale, and takes away the pages of rules that are no more. Returns the paths. */
export function generate(): readonly string[] {
  const orphans = new Set(orphanedPages());
  const paths = stale();
  for (const path of paths) {
    if (orphans.has(path)) {
      rmSync(path);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, generated[path]?.(read(path)) ?? '');
  }
  return paths;
}

function orphanedPages(): readonly string[] {
  try {
    return readdirSync(PAGES_FOLDER)
      .map((name) => `${PAGES_FOLDER}/${name}`)
      .filter((path) => generated[path] === undefined);
  } catch {
    return [];
  }
}

/** package.json with the settings of the editor; the rest of it is written by hand. */
function manifest(old: string): string {
  const parsed = JSON.parse(old) as { contributes?: Record<string, unknown> };
  const contributes = {
    ...parsed.contributes,
    configuration: { title: 'wsklint', properties: settingsInOrder() },
    jsonValidation: [{ fileMatch: [SETTINGS_FILE, `*${SETTINGS_FILE}`], url: `./${SCHEMA}` }],
  };
  return json({ ...parsed, contributes });
}

/** The settings with what is asked for most first: an editor would sort them by their names. */
function settingsInOrder(): Record<string, object> {
  const { 'wsk.trace.server': trace, ...settings } = editorSettings(rules);
  const all = Object.entries<object>({ ...settings, ...roleSettings, 'wsk.trace.server': trace });
  return Object.fromEntries(all.map(([name, setting], order) => [name, { order, ...setting }]));
}

/** The table of rules in the README, by category. */
function rulesTable(): string {
  const rows = (Object.keys(categoryTitles) as Category[]).flatMap((category) =>
    rules
      .filter((rule) => rule.category === category)
      .map(({ code, name, severity, summary }) => [code, `[${name}](${PAGES_FOLDER}/${name}.md)`, severity, summary]),
  );
  const table = [['Code', 'Rule', 'Severity', 'What it finds'], ['---', '---', '---', '---'], ...rows];
  return table.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

function markedPage(rule: Rule): string {
  const page = rulePage(rule, { fixes: fixesOfExample(rule, createNativeParser()), related: relatedTo(rule, rules) });
  return `<!-- Generated from the rule by \`npm run generate\`. -->\n\n${page}`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function between(open: string, close: string, text: string, content: string): string {
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`there is no ${open} with a ${close} behind it`);
  return `${text.slice(0, start + open.length)}\n\n${content}\n\n${text.slice(end)}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return '';
  }
}

if (require.main === module) {
  const written = generate();
  process.stdout.write(written.length === 0 ? 'Everything is up to date.\n' : `Wrote ${written.join(', ')}.\n`);
}
