import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { preProcessFile } from 'typescript';

const SOURCE = 'server/src';

/** From the bottom up: a layer may import those before it, and itself. */
const LAYERS = [
  'text',
  'knowledge',
  'syntax',
  'model',
  'flow',
  'project',
  'lint',
  'rules',
  'map',
  'ide',
  'lsp',
  'cli',
] as const;
/** Data with no layer above or below but their users. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  knowledge: ['knowledge'],
  snippets: ['snippets', 'text'],
  ide: ['text', 'knowledge', 'syntax', 'model', 'flow', 'project', 'lint', 'snippets', 'ide'],
  map: ['text', 'knowledge', 'syntax', 'model', 'flow', 'project', 'lint', 'map'],
  cli: ['text', 'knowledge', 'syntax', 'model', 'flow', 'project', 'lint', 'rules', 'map', 'ide', 'cli'],
};

interface Import {
  /** From the top of the repository, with `/`. */
  readonly file: string;
  /** A path from the top of the repository, or the name of a package. */
  readonly to: string;
}

const files = typeScriptBelow(SOURCE);
const imports = files.flatMap(importsOf);

describe('the layers of the server', () => {
  test('are all that server/src holds', () => {
    const folders = readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), [...LAYERS, 'snippets'].sort());
  });

  test('import only what is below them', () => {
    const upward = imports.filter(
      ({ file, to }) => to.startsWith(`${SOURCE}/`) && !allowedIn(file).includes(layerOf(to)),
    );
    assert.deepEqual(upward, []);
  });

  test('ask the questions of rules only above the engine', () => {
    const engine = new RegExp(`^${SOURCE}/(flow/(?!questions/)|project/|model/)`);
    const asking = imports.filter(({ file, to }) => engine.test(file) && to.startsWith(`${SOURCE}/flow/questions/`));
    assert.deepEqual(asking, []);
  });

  test('ask the questions of rules about the functions that are asked about, not about all of the file', () => {
    // What it looks up in the whole file, it asks for by `ofFile`.
    const own = 'flow/questions/inspect-id.ts';
    const asking = files.filter((file) => /\/(?:flow\/questions|rules)\//.test(file) && !file.endsWith(own));
    const all = /\bunit\.(?:functions|functionNamed)\b/;
    assert.deepEqual(
      asking.filter((file) => all.test(readFileSync(file, 'utf8'))),
      [],
    );
  });

  test('stay within server/src', () => {
    const outside = imports.filter(({ to }) => to.includes('/') && /^(\.|client\/|test\/|server\/tools)/.test(to));
    assert.deepEqual(outside, []);
  });

  test('know tree-sitter in syntax only', () => {
    assert.deepEqual(
      usersOf(/^(web-)?tree-sitter/).filter((file) => layerOf(file) !== 'syntax'),
      [],
    );
  });

  test('know the language server protocol in lsp only', () => {
    assert.deepEqual(
      usersOf(/^vscode-(languageserver|jsonrpc)/).filter((file) => layerOf(file) !== 'lsp'),
      [],
    );
  });

  test('know the editor nowhere', () => {
    assert.deepEqual(usersOf(/^vscode($|-languageclient)/), []);
  });

  test('print in cli only', () => {
    const printing = files.filter((file) => /(?<![.\w])console\.|process\.(stdout|stderr)/.test(codeOf(file)));
    assert.deepEqual(
      printing.filter((file) => layerOf(file) !== 'cli'),
      [],
    );
  });

  test('read files in project only; syntax loads its own wasm', () => {
    const readers = usersOf(/^(node:)?fs(\/promises)?$/);
    const allowed = new Set([`${SOURCE}/project/files.ts`, `${SOURCE}/project/find.ts`, `${SOURCE}/syntax/wasm.ts`]);
    assert.deepEqual(
      readers.filter((file) => !allowed.has(file)),
      [],
    );
  });
});

test('a rule imports its kit and nothing else', () => {
  const others = imports.filter(({ file, to }) => /\/rules\/[a-z]+\//.test(file) && to !== `${SOURCE}/rules/kit`);
  assert.deepEqual(others, []);
});

test('the client takes nothing from the server but the types of its protocol', () => {
  for (const file of typeScriptBelow('client/src')) {
    const fromServer = importsOf(file).filter(({ to }) => to.startsWith('server/'));
    assert.deepEqual(
      fromServer.filter(({ to }) => to !== `${SOURCE}/lsp/protocol`),
      [],
    );
    assert.doesNotMatch(codeOf(file), /import (?!type)[^;]*server\/src/);
  }
});

test('no file is a grab-bag by its name', () => {
  const all = [
    ...files,
    ...typeScriptBelow('server/tools'),
    ...typeScriptBelow('client/src'),
    ...typeScriptBelow('test'),
  ];
  assert.deepEqual(
    all.filter((file) => /\/(utils?|helpers?|common|misc|manager)\.ts$/.test(file)),
    [],
  );
});

test('the top level holds no folder but those of the design', () => {
  const made = ['node_modules', 'out', 'test-results', '.git'];
  const folders = readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !made.includes(entry.name) && !entry.name.startsWith('out-'))
    .map(({ name }) => name);
  assert.deepEqual(folders.sort(), ['.ci', '.vscode', 'client', 'server', 'syntaxes', 'test']);
});

/** Does not walk into installed packages: those of the end-to-end tests are many. */
function typeScriptBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : typeScriptBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** Imports of values and of types, `require` and `import()`, as the compiler sees them. */
function importsOf(file: string): readonly Import[] {
  return preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName: to }) => ({
    file,
    to: to.startsWith('.') ? join(file, '..', to).replaceAll('\\', '/') : to,
  }));
}

/** The text of a file without the lines that are comments. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
}

function layerOf(path: string): string {
  return path.slice(SOURCE.length + 1).split('/')[0] ?? '';
}

function allowedIn(file: string): readonly string[] {
  const layer = layerOf(file);
  const own = LAYERS.indexOf(layer as (typeof LAYERS)[number]);
  return MAY_IMPORT[layer] ?? LAYERS.slice(0, own + 1);
}

function usersOf(what: RegExp): readonly string[] {
  return [...new Set(imports.filter(({ to }) => what.test(to)).map(({ file }) => file))];
}
