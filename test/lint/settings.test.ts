import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

import { combineSettings, defaultSettings } from '../../server/src/lint/settings';
import { parseSettings, problemText } from '../../server/src/lint/settings-file';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { wordRule } from '../support/rule';

const rules = [wordRule('apple'), wordRule('pear')];

const parse = (text: string) => {
  const { settings, problems } = parseSettings(text, '.wsklint.json', rules);
  return { settings, problems: problems.map(problemText) };
};

describe('parseSettings', () => {
  test('reads every setting, with comments and trailing commas', () => {
    const { settings, problems } = parse(`{
      // Fruit is no mistake here.
      "rules": { "apple-is-written": "off", "pear-is-written": "error" },
      "exclude": ["generated/**"],
      "macros": ["MY_API", "MY_TAG()"],
      "defines": { "DBG": false, "_WIN64": true, },
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(settings, {
      rules: { 'apple-is-written': 'off', 'pear-is-written': 'error' },
      exclude: ['generated/**'],
      macros: ['MY_API', 'MY_TAG()'],
      defines: { DBG: false, _WIN64: true },
    });
  });

  test('is the default for an empty file', () => {
    assert.deepEqual(parse(''), { settings: defaultSettings, problems: [] });
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
    assert.deepEqual(settings, { ...defaultSettings, exclude: ['a'] });
  });

  test('tells an unknown setting, and keeps the rest', () => {
    const { settings, problems } = parse('{ "excludes": [], "macros": ["A"] }');
    assert.deepEqual(problems, [".wsklint.json:1:3: there is no setting named 'excludes'; did you mean 'exclude'?"]);
    assert.deepEqual(settings.macros, ['A']);
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
      settings: defaultSettings,
      problems: ['.wsklint.json:1:1: the settings must be object'],
    });
  });

  test('is not confused by names that every object has', () => {
    const { settings, problems } = parse('{ "rules": { "__proto__": "off", "constructor": "off" } }');
    assert.equal(problems.length, 2);
    assert.deepEqual(settings.rules, {});
  });
});

test('the settings file stands over those of the editor, rule by rule', () => {
  const editor = { ...defaultSettings, rules: { a: 'off', b: 'info' } } as const;
  const file = { ...defaultSettings, rules: { b: 'error' }, exclude: ['x'] } as const;
  assert.deepEqual(combineSettings(editor, file), {
    ...defaultSettings,
    rules: { a: 'off', b: 'error' },
    exclude: ['x'],
  });
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
