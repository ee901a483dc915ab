import assert from 'node:assert/strict';

import type { WrittenFunctions } from '../../server/src/knowledge/own-functions';
import { checkText } from '../../server/src/lint/check';
import { defaultSettings } from '../../server/src/lint/settings';
import { rules } from '../../server/src/rules';
import { createNativeParser } from '../../server/src/syntax/native';
import { lineTable } from '../../server/src/text/lines';

export const parser = createNativeParser();

/** What all rules find where the settings say so of functions: the line in the text, and the rule. */
export function found(functions: WrittenFunctions, lines: readonly string[]): string[] {
  const text = ['#include <wsk.h>', ...lines].join('\n');
  const settings = { ...defaultSettings, functions };
  const report = checkText({ path: 'driver.c', text, language: 'c' }, rules, settings, parser);
  assert.deepEqual(report.failures, []);
  assert.deepEqual(report.notAnalysed, []);
  const table = lineTable(text);
  return report.findings.map(
    ({ at, rule }) => `${lines[table.positionAt(at.start).line - 1]?.trim() ?? ''} // ${rule.name}`,
  );
}
