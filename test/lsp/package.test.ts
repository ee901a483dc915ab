import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename } from 'node:path';
import { test } from 'node:test';

import { listFiles, PackageManager } from '@vscode/vsce';

import { checkFiles } from '../../server/src/lint/check';
import type { FileReport } from '../../server/src/lint/run';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { findSources } from '../../server/src/project/find';
import { rules } from '../../server/src/rules';
import { createParser } from '../../server/src/syntax/bindings';

/** What the extension needs; pages of rules come and go. */
const NEEDED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'client/dist/extension.js',
  'client/dist/map-view.js',
  'client/images/icon.png',
  'client/snippets/wsk.code-snippets',
  'package.json',
  'server/dist/server.js',
  'server/dist/tree-sitter-c.wasm',
  'server/dist/web-tree-sitter.wasm',
  'server/docs/silencing.md',
  'server/wsklint.schema.json',
];
const ALSO = new RegExp(
  [
    String.raw`^server/docs/rules/[\w-]+\.md$`,
    String.raw`^syntaxes/[\w.-]+\.json$`,
    String.raw`^client/dist/sample/[\w-]+\.(c|h|md)$`,
    String.raw`^client/walkthrough/[\w-]+\.svg$`,
  ].join('|'),
);

/** Asked once: vsce looks at every file below the folder, those that it leaves out included. */
const listed = listFiles({ packageManager: PackageManager.None });

test('the package holds what the extension needs, and nothing else', { timeout: 60_000 }, async () => {
  const files = await listed;
  assert.deepEqual(files.filter((file) => NEEDED.includes(file) || !ALSO.test(file)).sort(), NEEDED);
});

test('the package holds every file that its manifest names', { timeout: 60_000 }, async () => {
  const files = await listed;
  const manifest = readFileSync('package.json', 'utf8');
  const named = [...manifest.matchAll(/"\.?\/?((?:client|server|syntaxes)\/[^"*]+\.[\w-]+)"/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(named.includes('client/dist/extension.js'));
  const tools = named.filter((path) => path === 'server/dist/cli.js' || path.startsWith('server/tools/'));
  assert.deepEqual(
    named.filter((path) => !tools.includes(path) && !files.includes(path)),
    [],
  );
});

test('every command that the walkthrough names is there, and every step has its picture', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const ours = new Set(contributes.commands.map(({ command }) => command));
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const named = steps.flatMap(({ description, completionEvents }) => [
    ...[...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command),
    ...completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []),
  ]);
  assert.ok(named.includes('wsklint.openSample'));
  assert.deepEqual(
    named.filter((command) => command.startsWith('wsklint.') && !ours.has(command)),
    [],
  );
  assert.deepEqual(
    steps.map(({ id, media }) => media.svg === `client/walkthrough/${id}.svg`),
    steps.map(() => true),
  );
});

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

test('the sample driver shows what its tour says: the planted mistakes, and one branch that is not read', async () => {
  const folder = 'client/dist/sample';
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.md'));
  const found = await findSources(sources.map((name) => `${folder}/${name}`));
  const reports: FileReport[] = [];
  const options = { rules, settings: new SettingsFinder(rules), parserFor: () => createParser('wasm') };
  for await (const checked of checkFiles(found.files, options)) {
    if (checked.kind === 'report') reports.push(checked.report);
  }
  assert.equal(reports.length, sources.length);
  const codes = reports.flatMap(({ findings }) => findings.map(({ rule }) => rule.code));
  assert.deepEqual(codes.sort(), ['WSK201', 'WSK501', 'WSK601', 'WSK602']);
  const unread = reports.flatMap(({ file, notAnalysed }) =>
    notAnalysed.flatMap(({ kind }) => (kind === 'file' ? [] : [`${basename(file.path)} ${kind}`])),
  );
  assert.deepEqual(unread, ['trace.c branch']);
  const tour = readFileSync(`${folder}/wsklint-sample.md`, 'utf8');
  for (const [, name = '', file = ''] of tour.matchAll(/`(\w+)` in `(\w+\.c)`/g)) {
    const text = reports.find((report) => basename(report.file.path) === file)?.file.text ?? '';
    assert.ok(text.includes(name), `${name} is not in ${file}`);
  }
});

test('the bundles need nothing but Node and VS Code to be loaded', () => {
  for (const [file, allowed] of Object.entries({
    'server/dist/server.js': [],
    'client/dist/extension.js': ['vscode'],
  })) {
    const code = readFileSync(file, 'utf8');
    // A schema compiler holds such calls as text that it never runs here.
    const required = new Set(
      [...code.matchAll(/(?<!['"`])\brequire\("([^"./][^"]*)"\)/g)].map(([, name = '']) => name),
    );
    const foreign = [...required].filter((name) => !isBuiltin(name) && !(allowed as readonly string[]).includes(name));
    assert.deepEqual(foreign, [], file);
  }
});
