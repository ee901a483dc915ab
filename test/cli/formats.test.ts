import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import Ajv from 'ajv';
import type { Log, Region, Result } from 'sarif';

import { rules } from '../../server/src/rules';
import { runCli } from '../support/run-cli';

const irpRule = rules.find(({ code }) => code === 'WSK201');
assert.ok(irpRule !== undefined);
const { name, bad, good } = irpRule;

const folder = mkdtempSync(join(tmpdir(), 'wsklint-'));
before(() => {
  mkdirSync(join(folder, 'my driver'));
  writeFileSync(join(folder, 'bad.c'), bad);
  writeFileSync(join(folder, 'my driver', 'good.c'), good);
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** Keywords of draft 4 are not used in it but for its name, which a newer draft spells otherwise. */
function schemaErrors(log: unknown): unknown {
  const { $schema, id, ...schema } = JSON.parse(
    readFileSync('test/cli/sarif/sarif-schema-2.1.0.json', 'utf8'),
  ) as Record<string, unknown>;
  assert.deepEqual([$schema, typeof id], ['http://json-schema.org/draft-04/schema#', 'string']);
  const isUri = (text: string) => URL.canParse(text);
  const formats = {
    uri: isUri,
    'uri-reference': (text: string) => URL.canParse(text, 'file:///'),
    'date-time': /^\d{4}-/,
  };
  const validate = new Ajv({ strict: false, formats, allErrors: true }).compile(schema);
  validate(log);
  return validate.errors;
}

const sarif = (...args: readonly string[]): Log =>
  JSON.parse(runCli(['check', '--format', 'sarif', ...args], folder).output) as Log;

function onlyResult(): Result {
  const [result, ...others] = sarif().runs[0]?.results ?? [];
  assert.deepEqual(others, []);
  assert.ok(result !== undefined);
  return result;
}

describe('--format sarif', () => {
  test('is valid by the schema of SARIF 2.1.0, with and without findings', () => {
    assert.equal(schemaErrors(sarif()), null);
    assert.equal(schemaErrors(sarif('my driver')), null);
    assert.equal(schemaErrors(sarif('nowhere.c')), null);
  });

  test('is not called valid where it is not', () => {
    assert.notEqual(schemaErrors({ ...sarif(), version: '2' }), null);
  });

  test('says of a finding what the other formats say', () => {
    const result = onlyResult();
    assert.deepEqual([result.ruleId, result.level], ['WSK201', 'error']);
    assert.match(result.message.text ?? '', /can return STATUS_SUCCESS, /);
    assert.equal(textIn(bad, result.locations?.[0]?.physicalLocation?.region), 'STATUS_SUCCESS');
    assert.deepEqual(result.locations?.[0]?.physicalLocation?.artifactLocation, {
      uri: 'bad.c',
      uriBaseId: '%SRCROOT%',
    });
  });

  test('gives the way to the mistake as a flow that ends there', () => {
    const result = onlyResult();
    const flow = result.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => location) ?? [];
    const [end] = result.locations ?? [];
    assert.deepEqual(flow.at(-1)?.physicalLocation, end?.physicalLocation);
    assert.ok(flow.length > 1);
    assert.deepEqual(
      result.relatedLocations,
      flow.slice(0, -1).map((location, index) => ({ id: index + 1, ...location })),
    );
  });

  test('gives the fix, with the text to take away and the text to write', () => {
    const [fix] = onlyResult().fixes ?? [];
    const [replacement] = fix?.artifactChanges[0]?.replacements ?? [];
    assert.equal(textIn(bad, replacement?.deletedRegion), 'STATUS_SUCCESS');
    assert.equal(replacement?.insertedContent?.text, 'STATUS_MORE_PROCESSING_REQUIRED');
    assert.deepEqual(fix?.properties, { safe: true });
  });

  test('describes all rules that ran, and each result leads to its own', () => {
    const [run] = sarif().runs;
    const described = run?.tool.driver.rules ?? [];
    assert.deepEqual(
      described.map(({ id }) => id),
      rules.map(({ code }) => code),
    );
    for (const { ruleId, ruleIndex } of run?.results ?? []) assert.equal(described[ruleIndex ?? -1]?.id, ruleId);
    assert.equal(sarif('--rule', name).runs[0]?.tool.driver.rules?.length, 1);
  });

  test('lists the files that were checked, with what a URI needs', () => {
    const uris = sarif().runs[0]?.artifacts?.map(({ location }) => location?.uri);
    assert.deepEqual(uris, ['bad.c', 'my%20driver/good.c']);
  });

  test('says that a file could not be read', () => {
    const [invocation] = sarif('nowhere.c').runs[0]?.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    assert.match(invocation.toolExecutionNotifications?.[0]?.message.text ?? '', /^nowhere\.c could not be read/);
  });

  test('knows a mistake again when lines were added above, and tells two of one line apart', () => {
    const fingerprints = (text: string): unknown[] => {
      writeFileSync(join(folder, 'moved.c'), text);
      const results: Result[] = sarif('moved.c').runs[0]?.results ?? [];
      return results.map(({ partialFingerprints }) => partialFingerprints?.['wsklintLine/v1']);
    };
    const [one, ...more] = fingerprints(bad);
    assert.deepEqual([more, fingerprints(`\n\n${bad}`)], [[], [one]]);
    const twice = fingerprints(`${bad}${bad.replaceAll(/\bSend(Done)?\b/g, 'Other$1')}`);
    assert.deepEqual([twice.length, new Set(twice).size], [2, 2]);
    rmSync(join(folder, 'moved.c'));
  });
});

function textIn(text: string, region: Region = {}): string {
  const line = text.split('\n')[(region.startLine ?? 0) - 1] ?? '';
  return line.slice((region.startColumn ?? 1) - 1, (region.endColumn ?? 1) - 1);
}

describe('--format github', () => {
  test('is one command of a workflow for each finding', () => {
    const { output, exitCode } = runCli(['check', '--format', 'github'], folder);
    assert.equal(exitCode, 1);
    const place = 'file=bad\\.c,line=\\d+,col=\\d+,endLine=\\d+,endColumn=\\d+';
    assert.match(
      output,
      new RegExp(`^::error ${place},title=${name} \\(WSK201\\)::'.*' can return STATUS_SUCCESS, [^\\n]*\\n$`),
    );
  });

  test('is empty where nothing is found', () => {
    assert.equal(runCli(['check', '--format', 'github', 'my driver'], folder).output, '');
  });
});

describe('--format junit', () => {
  const junit = (...args: readonly string[]) => runCli(['check', '--format', 'junit', ...args], folder);

  test('has a suite for each file, and a failed test for each finding', () => {
    const { output, exitCode } = junit();
    assert.equal(exitCode, 1);
    assert.match(
      output,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="wsklint" tests="2" failures="1" errors="0">/,
    );
    assert.match(output, /<testsuite name="bad\.c" tests="1" failures="1" errors="0">/);
    assert.match(
      output,
      new RegExp(`<testcase name="${name} \\(WSK201\\) \\d+:\\d+" classname="bad\\.c" file="bad\\.c" line="\\d+">`),
    );
    assert.match(
      output,
      /<failure type="error" message="&apos;.*&apos; can return STATUS_SUCCESS.*">bad\.c:\d+:\d+: error: /,
    );
    assert.match(output, /<testcase name="no findings" classname="my driver\/good\.c"\/>/);
  });

  test('tells what went wrong as an error', () => {
    const { output, exitCode } = junit('none.c');
    assert.equal(exitCode, 2);
    assert.match(output, /<error message="none\.c could not be read: there is no such file or folder"\/>/);
  });

  test('is XML whatever the path holds', () => {
    writeFileSync(join(folder, 'a<&">\u0001.c'), bad);
    const { output } = junit('a<&">\u0001.c');
    rmSync(join(folder, 'a<&">\u0001.c'));
    assert.match(output, /<testsuite name="a&lt;&amp;&quot;&gt;\uFFFD\.c"/);
  });
});
