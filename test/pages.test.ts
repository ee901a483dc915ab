import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import { fixesOfExample } from '../server/src/lint/example';
import { rulePage } from '../server/src/lint/page';
import { relatedTo } from '../server/src/lint/related';
import { rules } from '../server/src/rules';
import { createParser } from '../server/src/syntax/bindings';
import type { SourceParser } from '../server/src/syntax/parser';

const HEADINGS = [
  'Why it matters',
  'Instead of',
  'Write',
  'How to fix',
  'When it is a false alarm',
  'Related rules',
  'Sources',
];
const SENTENCE = /^[A-Z][^]*[.:]$/;

describe('the page of a rule', () => {
  let parser: SourceParser;
  before(async () => {
    parser = await createParser('auto');
  });
  const pageOf = (rule: (typeof rules)[number]): string =>
    rulePage(rule, { fixes: fixesOfExample(rule, parser), related: relatedTo(rule, rules) });

  for (const rule of rules) {
    test(`${rule.name}: has all its parts, and something in each`, () => {
      const parts = pageOf(rule).split(/^## /m).slice(1);
      const headings = parts.map((part) => part.slice(0, part.indexOf('\n')));
      // What comments can silence is decided here, and nowhere else.
      const wanted = HEADINGS.filter((heading) => heading !== 'Sources' || rule.category !== 'comments');
      assert.deepEqual(
        headings.filter((heading) => heading !== 'What else shows it'),
        wanted,
      );
      for (const part of parts) assert.match(part, /\n\n(- |```|[A-Z]|`)/);
    });

    test(`${rule.name}: says how to mend it in whole sentences`, () => {
      for (const line of rule.remedy.trim().split('\n')) assert.match(line.trim(), SENTENCE);
      for (const item of rule.elsewhere ?? []) assert.match(item, /^[A-Z][^]*\.$/);
    });
  }

  test('says of a fix that a person has to look at that it needs a look, and of no other', () => {
    for (const rule of rules) {
      const [fix] = fixesOfExample(rule, parser);
      const page = pageOf(rule);
      assert.equal(page.includes('look at what it wrote'), fix?.safe === false, rule.name);
      assert.equal(page.includes('wsklint check --fix'), fix?.safe === true, rule.name);
    }
  });
});

describe('the relations of rules', () => {
  const relations = rules.flatMap(({ name, related = {} }) =>
    Object.entries(related).map(([other, what]) => ({ name, other, what })),
  );

  test('are to another rule that there is', () => {
    const names = new Set(rules.map(({ name }) => name));
    assert.deepEqual(
      relations.filter(({ name, other }) => name === other || !names.has(other)),
      [],
    );
  });

  test('are said by one of the two', () => {
    const pairs = relations.map(({ name, other }) => [name, other].sort().join(' '));
    assert.equal(new Set(pairs).size, pairs.length);
  });

  test('show on both pages, and on the page of every rule', () => {
    const shown = new Map(rules.map((rule) => [rule.name, relatedTo(rule, rules).map((related) => related.rule.name)]));
    for (const [name, others] of shown) assert.notEqual(others.length, 0, `${name} is related to no rule`);
    for (const { name, other } of relations) {
      assert.ok(shown.get(name)?.includes(other));
      assert.ok(shown.get(other)?.includes(name));
    }
  });

  test('are sentences that go on behind a colon, and name only the two rules', () => {
    for (const { name, other, what } of relations) {
      assert.match(what, /^(?![A-Z][a-z]+ )[^]*\.$/);
      for (const [, named = ''] of what.matchAll(/`([a-z-]+)`/g)) assert.ok([name, other].includes(named), what);
    }
  });
});
