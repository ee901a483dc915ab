import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { editsOf } from '../server/src/lint/fixes';
import type { Fix, Rule } from '../server/src/lint/rule';
import type { FileReport, ReportedFinding } from '../server/src/lint/run';
import { rules } from '../server/src/rules';
import { createNativeParser } from '../server/src/syntax/native';
import { applyEdits } from '../server/src/text/span';
import { textOf } from './support/fixture';
import { Workspace } from './support/workspace';

const parser = createNativeParser();

/** How many places of a text do not parse. */
const errorsIn = (text: string): number => {
  const { tree } = parser.parse(text);
  return tree.descendants(tree.root, 'ERROR').length;
};

/** What is found, each as the rule and its words: places move when a text is edited. */
const said = (findings: readonly ReportedFinding[]): readonly string[] =>
  findings.map(({ rule, message }) => `${rule.code} ${message}`).sort();

/** What stands in the second list and not in the first, as often as it does. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A text that is edited again and again, of which only what an edit touches is followed anew. */
class Mended {
  readonly #path: string;
  readonly #text: string;
  readonly #workspace = new Workspace();

  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  report(by: readonly Rule[], text = this.#text): FileReport {
    if (this.#workspace.files[this.#path] !== text) this.#workspace.set(this.#path, text);
    const report = this.#workspace.report(this.#path, by);
    assert.ok(report !== undefined);
    assert.deepEqual(report.failures, []);
    return report;
  }

  /** What is wrong with a fix of a rule; empty where it does what it says. */
  problems({ rule, message }: ReportedFinding, fix: Fix): readonly string[] {
    const before = this.report([rule]).findings;
    const text = applyEdits(this.#text, editsOf([fix]));
    const after = this.report([rule], text).findings;
    const brought = added(said(before), said(after));
    const isLeft = after.length >= before.length;
    return [
      ...(isLeft ? [`'${message}' is still found`] : []),
      ...brought.map((each) => `it brings ${each}`),
      ...(errorsIn(text) > errorsIn(this.#text) ? ['the text does not parse any more'] : []),
    ];
  }
}

describe('each fix that is offered in a fixture', () => {
  for (const rule of rules) {
    const path = `test/rules/${rule.category}/${rule.name}.c`;

    test(`${rule.name}: removes its finding and brings none, and the text still parses`, async () => {
      const mended = new Mended(path, await textOf(path));
      const { findings } = mended.report([rule]);
      const problems = findings.flatMap((finding) => {
        const { fix } = finding;
        return fix === undefined ? [] : mended.problems(finding, fix).map((problem) => `${fix.title}: ${problem}`);
      });
      assert.deepEqual(problems, []);
    });

    test(`${rule.name}: keeps the line ends of a text with CR and LF`, async () => {
      const text = (await textOf(path)).replaceAll('\n', '\r\n');
      for (const { fix } of new Mended(path, text).report([rule]).findings) {
        if (fix === undefined) continue;
        const after = applyEdits(text, editsOf([fix]));
        assert.doesNotMatch(after, /(?<!\r)\n|\r(?!\n)/, fix.title);
      }
    });
  }
});
