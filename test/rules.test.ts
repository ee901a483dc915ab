import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';

import { editsOf } from '../server/src/lint/fixes';
import { rules } from '../server/src/rules';
import { applyEdits } from '../server/src/text/span';
import {
  cFilesBelow,
  checkFixesIn,
  checkFixture,
  checkFolder,
  findingsOf,
  repaired,
  reportOf,
  reportOfFile,
  textOf,
  withoutMarks,
  workspaceBelow,
} from './support/fixture';
import { correctDrivers } from './support/drivers';

for (const rule of rules) {
  describe(rule.name, () => {
    const fixture = `test/rules/${rule.category}/${rule.name}.c`;
    const folder = fixture.replace(/\.c$/, '');
    const fixed = fixture.replace(/\.c$/, '.fixed.c');

    test('finds what its fixture marks, and nothing else', () => checkFixture(rule, fixture));

    if (existsSync(folder)) {
      test('finds what is marked in the files of its project, and nothing else', () => checkFolder(rule, folder));

      test('its safe fixes leave nothing in that project that they could mend', () => checkFixesIn(rule, folder));
    }

    test('its safe fixes turn the fixture into the fixed one beside it', async () => {
      const text = await textOf(fixture);
      const expected = existsSync(fixed) ? await textOf(fixed) : withoutMarks(text);
      assert.equal(await repaired(text, rule), expected);
    });

    test('fires on its bad example and is silent on its good one', async () => {
      assert.notEqual((await findingsOf(rule, rule.bad)).length, 0);
      assert.deepEqual((await reportOf(rule.good, rules)).findings, []);
    });

    test('its safe fix makes the bad example the good one', async () => {
      if ((await findingsOf(rule, rule.bad)).some(({ fix }) => fix?.safe !== true)) return;
      assert.equal(await repaired(rule.bad, rule), rule.good);
    });

    test('any fix that it offers for its bad example leaves nothing to find', async () => {
      for (const { fix } of await findingsOf(rule, rule.bad)) {
        if (fix === undefined) continue;
        const after = applyEdits(rule.bad, editsOf([fix]));
        assert.deepEqual(await findingsOf(rule, after), [], fix.title);
      }
    });
  });
}

describe('all rules together', () => {
  for (const path of [...cFilesBelow('test/rules/false-alarms'), ...cFilesBelow('test/rules/edges')]) {
    test(`say nothing of ${path}`, async () => {
      assert.deepEqual((await reportOfFile(path, rules))?.findings ?? [], []);
    });
  }

  for (const folder of correctDrivers) {
    test(`say nothing of any file of ${folder} by itself`, async () => {
      for (const path of cFilesBelow(folder)) assert.deepEqual((await reportOfFile(path, rules))?.findings, [], path);
    });

    test(`say nothing of ${folder} as one project`, async () => {
      assert.deepEqual((await workspaceBelow(folder)).findings(), []);
    });
  }

  test('find each mistake planted in the example driver, once', async () => {
    const codes: string[] = [];
    for (const path of cFilesBelow('test/drivers/echo')) {
      for (const { rule } of (await reportOfFile(path, rules))?.findings ?? []) codes.push(rule.code);
    }
    assert.deepEqual(codes.sort(), ['WSK201', 'WSK501', 'WSK601', 'WSK602']);
  });

  test('find the same in the example driver as one project', async () => {
    const codes = (await workspaceBelow('test/drivers/echo')).findings().map((finding) => finding.split(' ')[1]);
    assert.deepEqual(codes.sort(), ['WSK201', 'WSK501', 'WSK601', 'WSK602']);
  });
});
