import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Category } from '../server/src/lint/rule';
import type { ReportedFinding } from '../server/src/lint/run';
import { rules } from '../server/src/rules';
import { findingsOf as findingsOfRule, textOf } from './support/fixture';

/** The first digit of a rule's code. */
const HUNDREDS: Readonly<Record<Category, number>> = {
  client: 1,
  irp: 2,
  socket: 3,
  options: 4,
  callbacks: 5,
  accept: 6,
  data: 7,
  buffers: 8,
  irql: 9,
  comments: 0,
};

const MESSAGE = /^(?:[a-z]|'[^']+')[^]*[^.!?;,\s]$/;
const SENTENCE = /^(?:[A-Z]|'[^']+')[^]*\.$/;
const TITLE = /^[A-Z][a-z]+ [^]*[^.!?;,\s]$/;

for (const rule of rules) {
  describe(`the words of ${rule.name}`, () => {
    test('its name is lower-case words with hyphens, and its code is in the hundred of its category', () => {
      assert.match(rule.name, /^[a-z]+(-[a-z0-9]+)+$/);
      assert.match(rule.code, new RegExp(`^WSK${HUNDREDS[rule.category]}\\d\\d$`));
    });

    test('its summary is one sentence', () => {
      assert.match(rule.summary, SENTENCE);
      assert.doesNotMatch(rule.summary, /\. [A-Z]/);
    });

    test('it says why it matters, when it is a false alarm, and where that is written', () => {
      assert.match(rule.why.trim(), SENTENCE);
      assert.match(rule.exceptions.trim(), SENTENCE);
      // Comments of ours are no matter of Microsoft's.
      assert.equal(rule.sources.length === 0, rule.category === 'comments');
      for (const source of rule.sources) assert.match(source, /^https:\/\/learn\.microsoft\.com\/windows-hardware\//);
    });

    test('its messages are one clause in lower case without a full stop, and its fixes are imperative', async () => {
      for (const { message, related, fix } of await findingsOf(rule)) {
        for (const each of [message, ...related.map((place) => place.message)]) {
          assert.match(each, MESSAGE);
          assert.doesNotMatch(each, /[.;] /);
          assert.ok(each.length <= 160, `too long: ${each}`);
        }
        if (fix !== undefined) assert.match(fix.title, TITLE);
      }
    });
  });
}

test('no two rules share a name or a code', () => {
  assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
});

async function findingsOf(rule: (typeof rules)[number]): Promise<readonly ReportedFinding[]> {
  const fixture = await textOf(`test/rules/${rule.category}/${rule.name}.c`);
  return [...(await findingsOfRule(rule, rule.bad)), ...(await findingsOfRule(rule, fixture))];
}
