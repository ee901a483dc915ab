import assert from 'node:assert/strict';
import test from 'node:test';
import { functionText } from '../../server/src/ide/page-text';
import type { RuleSummary } from '../../server/src/ide/rule-text';
import { describe } from '../../server/src/knowledge';
import type { ApiFunction } from '../../server/src/knowledge/shape';
import { inFunction, spanAt, textAt } from '../support/hover';

const rules: readonly RuleSummary[] = [
  {
    code: 'WSK602',
    name: 'inspect-id-compared-by-pointer',
    category: 'accept',
    severity: 'error',
    summary: 'Two inspect IDs are compared as pointers.',
  },
];

const at = (comment: string): string => textAt(inFunction(`return 0; ${comment}`), rules);

test('a rule that a comment names is explained, with its code, its severity and its page', () => {
  const text = at('// wsk-ignore inspect-id-com|pared-by-pointer: the same list');
  assert.match(text, /^\*\*Two inspect IDs are compared as pointers\.\*\*\n\n/);
  assert.match(text, /WSK602 · error · Accepting connections/);
  assert.match(text, /\/inspect-id-compared-by-pointer\.md\)$/);
});

test('each of several names is found in a block comment', () => {
  assert.match(at('/* wsk-ignore other-rule, inspect-id-compared-by|-pointer: why */'), /^\*\*Two inspect IDs/);
  assert.match(
    at('/* wsk-ignore other|-rule, inspect-id-compared-by-pointer: why */'),
    /^There is no rule `other-rule`/,
  );
});

test('the span is that of the name', () => {
  const source = inFunction('return 0; // wsk-ignore inspect-id-com|pared-by-pointer: why');
  assert.equal(spanAt(source), 'inspect-id-compared-by-pointer');
});

test('of an unknown name the nearest is told', () => {
  const text = at('// wsk-ignore inspect-id-compare|-by-pointer: why');
  assert.match(
    text,
    /^There is no rule `inspect-id-compare-by-pointer`: this silences nothing\. Is `inspect-id-compared-by-pointer` meant\?/,
  );
});

test('a name that is like none says only that', () => {
  assert.equal(at('// wsk-ignore some|thing: why'), 'There is no rule `something`: this silences nothing.');
});

test('a code tells the name to write', () => {
  assert.match(at('// wsk-ignore WSK6|02: why'), /write `inspect-id-compared-by-pointer`\.\n\n\*\*Two inspect IDs/);
});

test('a comment without a reason says that it has no effect', () => {
  assert.match(
    at('// wsk-ignore inspect-id-com|pared-by-pointer'),
    /no effect until a reason stands behind a colon\.$/,
  );
});

test('the keyword says which lines are meant', () => {
  assert.equal(at('// wsk-ig|nore a, b: why'), 'Silences 2 rules on this line.');
  const above = textAt(inFunction('// wsk-ig|nore a: why\n    return 0;'), rules);
  assert.equal(above, 'Silences one rule on this line and the next line of code.');
});

test('the reason of such a comment is no name', () => {
  assert.equal(at('// wsk-ignore inspect-id-compared-by-pointer: see inspect-id-compared|-by-pointer'), '');
});

test('a comment that only mentions the keyword is silent', () => {
  assert.equal(at('// use wsk-ig|nore with care!'), '');
});

const api: ApiFunction = {
  summary: 'Does it.',
  returns: 'VOID',
  parameters: {},
  irql: { max: 'PASSIVE_LEVEL' },
  rules: ['inspect-id-compared-by-pointer', 'not-built-yet'],
  page: '',
};

test('the mistakes with a function are named, and those that have a page are links', () => {
  const line = functionText('F', api, rules).split('\n').at(-1);
  assert.match(
    line ?? '',
    /^\*\*Mistakes\*\*: \[inspect-id-compared-by-pointer\]\(https:.*\.md "Two inspect IDs .*"\), not-built-yet$/,
  );
});

test('a hover hands the rules on to the mistakes', () => {
  const name = describe('WskInspectComplete')?.rules?.[0];
  assert.ok(name !== undefined);
  const source = inFunction('PWSK_PROVIDER_LISTEN_DISPATCH d; d->WskInspect|Complete(Socket, &Id, 0, Irp);');
  const built = { ...rules[0], name } as RuleSummary;
  assert.match(textAt(source, [built]), new RegExp(`\\*\\*Mistakes\\*\\*: .*\\[${name}\\]\\(https:`));
});

test('the keyword of each form says how far it reaches', () => {
  assert.match(
    at('// wsk-ignore-func|tion some-rule: why'),
    /^Silences one rule in the function that it stands in or above\./,
  );
  assert.match(at('// wsk-ignore-fi|le some-rule: why'), /^Silences one rule in the whole file\./);
  assert.match(at('// wsk-ignore-beg|in some-rule, other: why'), /^Silences 2 rules from here to `wsk-ignore-end`/);
  assert.equal(at('// wsk-ignore-en|d'), 'Ends the silence that `wsk-ignore-begin` has begun.');
});
