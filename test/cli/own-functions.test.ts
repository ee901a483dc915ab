import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { runCli } from '../support/run-cli';

const FOLDER = 'test/cli/own-functions';

/** What is found: the source line, and the rule. */
function found(...args: readonly string[]): readonly string[] {
  const { output, errors } = runCli(['check', '--format', 'json', ...args], FOLDER);
  assert.equal(errors, '');
  const findings = JSON.parse(output) as readonly { file: string; line: number; rule: string }[];
  return findings.map(({ file, line, rule }) => {
    const lines = readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n');
    return `${lines[line - 1]?.trim() ?? ''} // ${rule}`;
  });
}

describe('functions that settings describe', () => {
  test('are known with those of the settings that these extend', () => {
    assert.deepEqual(found('closer.c'), ['return; // irp-leaked', 'LibPutIrp(Pool, irp); // irp-used-when-not-owned']);
  });

  test('are known to the map of the driver', () => {
    const { output } = runCli(['map', 'closer.c', '--format', 'mermaid'], FOLDER);
    assert.match(
      output,
      /own IRP<br\/>allocated: IoAllocateIrp in Close<br\/>waited for: KeWaitForSingleObject in Close/,
    );
  });
});
