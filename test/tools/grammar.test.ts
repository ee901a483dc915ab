import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { createRegistryFromGrammars, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index';
import { parseGrammarTestCase, runGrammarTestCase, type TestFailure } from 'vscode-tmgrammar-test/dist/unit/index';

import { callbacks, wskFunctions } from '../../server/src/knowledge';
import { describedNames, describeName, type NameKind } from '../../server/src/knowledge/names';
import { structures } from '../../server/src/knowledge/structures';

const FOLDER = 'test/syntaxes';

/** Languages that C and C++ embed, and that no driver here does. */
const EMBEDDED = ['asm', 'x86', 'x86_64', 'arm', 'glsl', 'regexp.python', 'cpp.embedded.macro'];

/** What package.json contributes, injected into the grammars that VS Code has for C and C++. */
const registry = createRegistryFromGrammars([
  ...[
    ...loadConfiguration('package.json', undefined, undefined).grammars,
    { path: 'node_modules/tm-grammars/grammars/c.json', scopeName: 'source.c' },
    { path: 'node_modules/tm-grammars/grammars/cpp.json', scopeName: 'source.cpp' },
  ].map((grammar) => ({ grammar, content: readFileSync(grammar.path, 'utf8') })),
  ...EMBEDDED.map((language) => ({
    grammar: { path: `${language}.json`, scopeName: `source.${language}` },
    content: JSON.stringify({ scopeName: `source.${language}`, patterns: [] }),
  })),
]);

function told(lines: readonly string[], { line, start, end, missing, unexpected, actual }: TestFailure): string {
  const lacks = missing.length > 0 ? `, and not ${missing.join(' ')}` : '';
  const hasToo = unexpected.length > 0 ? `, which it should not be: ${unexpected.join(' ')}` : '';
  return `line ${line + 1}: '${lines[line]?.slice(start, end) ?? ''}' is ${actual.join(' ')}${lacks}${hasToo}`;
}

const namesOf = (kind: NameKind): string[] => describedNames.filter((name) => describeName(name)?.kind === kind);

describe('the grammar', () => {
  for (const name of readdirSync(FOLDER)) {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const { metadata } = parseGrammarTestCase(text);

    test(`in ${name}: ${metadata.description}`, async () => {
      const failures = await runGrammarTestCase(registry, parseGrammarTestCase(text));
      assert.deepEqual(
        failures.map((failure) => told(text.split('\n'), failure)),
        [],
      );
    });
  }
});

describe('every word is coloured', () => {
  const words = {
    'support.function.wsk': Object.keys(wskFunctions),
    'entity.name.function.callback.wsk': Object.keys(callbacks),
    'support.type.wsk': Object.values(callbacks).map(({ typedef }) => typedef),
    'support.type.structure.wsk': Object.keys(structures)
      .filter((name) => name.startsWith('WSK_'))
      .flatMap((name) => [name, `P${name}`]),
    'variable.other.constant.socket-option.wsk': namesOf('socket option'),
    'variable.other.constant.control-code.wsk': [...namesOf('I/O control code'), ...namesOf('client control code')],
    'variable.other.constant.flag.wsk': namesOf('flag'),
    'variable.other.constant.event-flag.wsk': namesOf('event flag'),
  };

  for (const [scope, names] of Object.entries(words)) {
    test(`as ${scope}`, async () => {
      assert.notEqual(names.length, 0);
      const lines = names.flatMap((name) => [`  x = ${name};`, `//    ${'^'.repeat(name.length)} ${scope}`]);
      const text = ['// SYNTAX TEST "source.c" "every word"', ...lines, ''].join('\n');
      const failures = await runGrammarTestCase(registry, parseGrammarTestCase(text));
      assert.deepEqual(
        failures.map((failure) => told(text.split('\n'), failure)),
        [],
      );
    });
  }
});
