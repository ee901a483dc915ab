import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkFiles } from '../../server/src/lint/check';
import { SettingsFinder } from '../../server/src/lint/settings-finder';
import { findSources } from '../../server/src/project/find';
import { rules } from '../../server/src/rules';
import { createParser } from '../../server/src/syntax/bindings';
import type { SourceParser } from '../../server/src/syntax/parser';

test('what is no header is parsed once, though its drivers are looked at one after the other', async () => {
  const { files } = await findSources(['test/drivers/cancel', 'test/drivers/resolve', 'test/drivers/udp']);
  const parser = await createParser('auto');
  const parsed: string[] = [];
  const counting: SourceParser = {
    binding: parser.binding,
    parse(text, options) {
      // A header is read by itself, too, for those that include it.
      if (!text.includes('#pragma once')) parsed.push(text);
      return parser.parse(text, options);
    },
  };
  const reported: string[] = [];
  const options = { rules, settings: new SettingsFinder(rules), parserFor: () => counting };
  for await (const checked of checkFiles(files, options)) if (checked.kind === 'report') reported.push(checked.kind);
  assert.equal(reported.length, files.length);
  assert.equal(parsed.length, new Set(parsed).size);
});
