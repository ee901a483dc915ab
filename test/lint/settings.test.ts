import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import Ajv from 'ajv';

import { combined, emptySettings, type WrittenSettings } from '../../server/src/lint/settings';
import { parseSettings, problemText } from '../../server/src/lint/settings-file';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { editorSettings, settingsSchema } from '../../server/src/lint/settings-schema';
import { wordRule } from '../support/rule';

const rules = [wordRule('apple'), wordRule('pear', { code: 'WSK201', category: 'irp' })];

const parse = (text: string) => {
  const { settings, problems } = parseSettings(text, '.wsklint.json', rules);
  return { settings, problems: problems.map(problemText) };
};

describe('parseSettings', () => {
  test('reads every setting, with comments and trailing commas', () => {
    const { settings, problems } = parse(`{
      // Fruit is no mistake here.
      "extends": "../shared.json",
      "root": false,
      "categories": { "irp": "info" },
      "rules": { "apple-is-written": "off", "pear-is-written": "error" },
      "include": ["src"],
      "exclude": ["generated/**"],
      "overrides": [{ "files": ["test/**"], "categories": { "irql": "off" }, "rules": { "pear-is-written": "off" } }],
      "macros": ["MY_API", "MY_TAG()"],
      "defines": { "DBG": false, "_WIN64": true, },
      "functions": { "LibWait": { "like": "KeWaitForSingleObject", "parameters": ["Object"] } },
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, {
      extends: ['../shared.json'],
      root: false,
      categories: { irp: 'info' },
      rules: { 'apple-is-written': 'off', 'pear-is-written': 'error' },
      include: ['src'],
      exclude: ['generated/**'],
      overrides: [{ files: ['test/**'], categories: { irql: 'off' }, rules: { 'pear-is-written': 'off' } }],
      macros: ['MY_API', 'MY_TAG()'],
      defines: { DBG: false, _WIN64: true },
      functions: { LibWait: { like: 'KeWaitForSingleObject', parameters: ['Object'] } },
    });
  });

  test('is the default for an empty file', () => {
    assert.deepEqual(parse(''), { settings: emptySettings, problems: [] });
  });

  test('tells the nearest name of an unknown rule, and keeps the others', () => {
    const { settings, problems } = parse('{\n  "rules": { "aple-is-written": "off", "pear-is-written": "info" }\n}');
    assert.deepEqual(problems, [
      ".wsklint.json:2:14: there is no rule named 'aple-is-written'; did you mean 'apple-is-written'?",
    ]);
    assert.deepEqual(settings.rules, { 'pear-is-written': 'info' });
  });

  test('tells an unknown severity, and keeps the rest', () => {
    const { settings, problems } = parse('{ "rules": { "apple-is-written": "warn" }, "exclude": ["a"] }');
    assert.deepEqual(problems, [
      ".wsklint.json:1:14: the severity of 'apple-is-written' must be one of off, info, warning, error",
    ]);
    assert.deepEqual(settings, { ...emptySettings, exclude: ['a'] });
  });

  test('tells an unknown setting, and keeps the rest', () => {
    const { settings, problems } = parse('{ "excludes": [], "macros": ["A"] }');
    assert.deepEqual(problems, [".wsklint.json:1:3: there is no setting named 'excludes'; did you mean 'exclude'?"]);
    assert.deepEqual(settings.macros, ['A']);
  });

  test('tells the name of a rule that was named by its code', () => {
    assert.deepEqual(parse('{ "rules": { "WSK201": "off" } }').problems, [
      ".wsklint.json:1:14: there is no rule named 'WSK201'; did you mean 'pear-is-written'?",
    ]);
  });

  test('tells the nearest category, and what is unknown in an override', () => {
    const { settings, problems } = parse(
      '{ "categories": { "irps": "off" }, "overrides": [{ "files": ["a"], "rule": {} }, { "rules": {} }] }',
    );
    assert.deepEqual(problems, [
      ".wsklint.json:1:19: there is no category named 'irps'; did you mean 'irp'?",
      ".wsklint.json:1:68: there is no setting named 'rule'; did you mean 'rules'?",
      ".wsklint.json:1:82: 'overrides.1' needs 'files'",
    ]);
    assert.deepEqual(settings.overrides, [{ files: ['a'] }]);
  });

  test('marks the name of what is unknown, and the whole of what is wrong', () => {
    const text = '{ "rules": { "apple-is-written": "warn", "aple": "off" } }';
    const marked = parseSettings(text, '', rules).problems.map(({ column, endColumn }) =>
      text.slice(column - 1, endColumn - 1),
    );
    assert.deepEqual(marked, ['"apple-is-written": "warn"', '"aple"']);
  });

  test('drops the members of a list that are wrong, and keeps the others', () => {
    const { settings, problems } = parse('{ "exclude": ["a", 7], "macros": ["no good", "GOOD"] }');
    assert.deepEqual(problems, [
      ".wsklint.json:1:20: 'exclude.1' must be string",
      ".wsklint.json:1:35: 'macros.0' must be the name of a macro, with () behind it where it takes arguments",
    ]);
    assert.deepEqual([settings.exclude, settings.macros], [['a'], ['GOOD']]);
  });

  test('tells where the JSON is broken, and keeps what can be read', () => {
    const { settings, problems } = parse('{\n  "rules": { "apple-is-written": "off" }\n  "exclude": ["a"]\n}');
    assert.deepEqual(problems, ['.wsklint.json:3:3: comma expected']);
    assert.deepEqual(settings.rules, { 'apple-is-written': 'off' });
    assert.deepEqual(settings.exclude, ['a']);
  });

  test('takes nothing from a file that is no object', () => {
    assert.deepEqual(parse('["off"]'), {
      settings: emptySettings,
      problems: ['.wsklint.json:1:1: the settings must be object'],
    });
  });

  test('is not confused by names that every object has', () => {
    const { settings, problems } = parse('{ "rules": { "__proto__": "off", "constructor": "off" } }');
    assert.equal(problems.length, 2);
    assert.deepEqual(settings.rules, {});
  });
});

describe('settings that are combined', () => {
  const layer = (written: Partial<WrittenSettings>, overrides: WrittenSettings['overrides'] = []) => ({
    written: { ...emptySettings, ...written },
    overrides,
  });

  test('stand one over the other, rule by rule', () => {
    const layers = [
      layer({ rules: { 'apple-is-written': 'off', 'pear-is-written': 'info' }, macros: ['A'] }),
      layer({ rules: { 'pear-is-written': 'error' }, macros: ['A', 'B'], defines: { DBG: true } }),
    ];
    assert.deepEqual(combined(layers, rules), {
      rules: { 'apple-is-written': 'off', 'pear-is-written': 'error' },
      macros: ['A', 'B'],
      defines: { DBG: true },
      functions: {},
    });
  });

  test('take what is said of a rule before what is said of its category, and the later layer before both', () => {
    const both = layer({ categories: { irp: 'info', irql: 'info' }, rules: { 'pear-is-written': 'error' } });
    assert.deepEqual(combined([both], rules).rules, { 'apple-is-written': 'info', 'pear-is-written': 'error' });
    const later = layer({ categories: { irp: 'off' } });
    assert.deepEqual(combined([both, later], rules).rules, { 'apple-is-written': 'info', 'pear-is-written': 'off' });
  });

  test('take overrides in their order, after what their file says of all files', () => {
    const overrides = [
      { files: [], rules: { 'pear-is-written': 'info' } },
      { files: [], categories: { irp: 'off' } },
    ] as const;
    const first = layer({ rules: { 'pear-is-written': 'error' } }, overrides);
    assert.deepEqual(combined([first], rules).rules, { 'pear-is-written': 'off' });
  });
});

test('the schemas of the file and of the editor describe every rule and every category', () => {
  const { definitions } = settingsSchema(rules);
  assert.deepEqual(Object.keys(definitions.rules.properties), ['apple-is-written', 'pear-is-written']);
  const { description, markdownDescription } = definitions.rules.properties['pear-is-written'] ?? {};
  assert.equal(description, 'The word pear is written. (WSK201)');
  assert.match(markdownDescription ?? '', /^The word pear is written\. \(\[WSK201\]\(https:/);
  assert.ok(Object.keys(definitions.categories.properties).includes('comments'));
  const editor = editorSettings(rules);
  assert.deepEqual(Object.keys(editor['wsk.rules'].properties), ['apple-is-written', 'pear-is-written']);
  assert.deepEqual(editor['wsk.categories'].properties, definitions.categories.properties);
});

test('the schema of the file is one by the draft that it names', () => {
  const ajv = new Ajv({ strict: false, discriminator: true });
  assert.equal(ajv.validateSchema(settingsSchema(rules)), true);
});

describe('SettingsFinder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'inner', 'deep'), { recursive: true });
  writeFileSync(join(folder, '.wsklint.json'), '{ "rules": { "apple-is-written": "off" }, "exclude": ["gen", "*.h"] }');
  writeFileSync(join(folder, 'inner', '.wsklint.json'), '{ "rules": { "pear-is-written": "info", "x": "off" } }');
  const finder = new SettingsFinder(rules);
  const rulesOf = async (path: string) => (await finder.settingsFor(join(folder, path))).settings.rules;

  test('takes the nearest file alone', async () => {
    assert.deepEqual(await rulesOf('a.c'), { 'apple-is-written': 'off' });
    assert.deepEqual(await rulesOf('inner/a.c'), { 'pear-is-written': 'info' });
    assert.deepEqual(await rulesOf('inner/deep/a.c'), { 'pear-is-written': 'info' });
  });

  test('excludes by globs relative to the settings file, a folder with all below it', async () => {
    const isExcluded = async (path: string) => (await finder.settingsFor(join(folder, path))).isExcluded;
    assert.equal(await isExcluded('gen/deep/a.c'), true);
    assert.equal(await isExcluded('a.h'), true);
    assert.equal(await isExcluded('other/gen.c'), false);
    assert.equal(await isExcluded('inner/a.h'), false);
  });

  test('tells each mistake once, however many files it concerns', async () => {
    await rulesOf('inner/b.c');
    await rulesOf('inner/c.c');
    assert.equal(finder.problems.length, 1);
  });
});

describe('a settings file that extends others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (path: string, text: object): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(text));
  };
  write('.wsklint.json', { rules: { 'apple-is-written': 'off', 'pear-is-written': 'off' }, exclude: ['inner/gen'] });
  write('shared/base.json', { rules: { 'apple-is-written': 'info' }, macros: ['BASE'], include: ['../list'] });
  write('list/.wsklint.json', {
    extends: ['../shared/base.json', '../shared/none.json'],
    rules: { 'pear-is-written': 'error' },
  });
  write('inner/.wsklint.json', { root: false, rules: { 'pear-is-written': 'error' } });
  write('circle/.wsklint.json', { extends: 'other.json', rules: { 'pear-is-written': 'error' } });
  write('circle/other.json', { extends: '.wsklint.json', rules: { 'apple-is-written': 'info' } });
  write('some/.wsklint.json', {
    include: ['src', '*.h'],
    overrides: [{ files: ['src/old'], rules: { 'pear-is-written': 'off' } }],
  });
  const finder = new SettingsFinder(rules);
  const found = (path: string) => finder.settingsFor(join(folder, path));

  test('stands over them, and is held to those that are there', async () => {
    const { settings } = await found('list/a.c');
    assert.deepEqual(settings.rules, { 'apple-is-written': 'info', 'pear-is-written': 'error' });
    assert.deepEqual(settings.macros, ['BASE']);
  });

  test('has their globs mean what they mean in their own folders', async () => {
    assert.equal((await found('list/a.c')).isExcluded, false);
    assert.equal((await found('inner/gen/a.c')).isExcluded, true);
  });

  test('that is no root stands over the next one above', async () => {
    const { settings } = await found('inner/a.c');
    assert.deepEqual(settings.rules, { 'apple-is-written': 'off', 'pear-is-written': 'error' });
  });

  test('is told where there is no such file, and where they go in a circle', async () => {
    await found('list/a.c');
    assert.deepEqual((await found('circle/a.c')).settings.rules, {
      'apple-is-written': 'info',
      'pear-is-written': 'error',
    });
    const messages = finder.problems.map(({ message, column, endColumn }) => [message, endColumn - column]);
    assert.deepEqual(messages, [
      ["there is no file '../shared/none.json'", '"../shared/none.json"'.length],
      ["'.wsklint.json' extends this file in turn", '".wsklint.json"'.length],
    ]);
    assert.deepEqual(finder.problemsByFile.get(join(folder, 'inner', '.wsklint.json')), []);
  });

  test('reads nothing from another machine, which whoever wrote the file has chosen', async () => {
    const names = ['\\\\host\\share\\base.json', '//host/share/base.json'];
    write('far/.wsklint.json', { extends: names });
    const far = new SettingsFinder(rules);
    await far.settingsFor(join(folder, 'far', 'a.c'));
    assert.deepEqual(
      far.problems.map(({ message }) => message),
      names.map((name) => `'${name}' is on another machine, and no file there is read`),
    );
  });

  test('checks only what it includes, and says otherwise of some files', async () => {
    assert.equal((await found('some/b.c')).isExcluded, true);
    assert.equal((await found('some/b.h')).isExcluded, false);
    assert.equal((await found('some/src/b.c')).isExcluded, false);
    assert.deepEqual((await found('some/src/b.c')).settings.rules, {});
    assert.deepEqual((await found('some/src/old/b.c')).settings.rules, { 'pear-is-written': 'off' });
  });
});
