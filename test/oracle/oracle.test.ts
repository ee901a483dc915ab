import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { findCompiler, type Unit } from './compiler';
import { driverUnits, exampleUnits, fixtureUnits, NOT_C, snippetUnits } from './pieces';
import { mistakes, soundUnit } from './mistakes';

const compiler = findCompiler();
const isRequired = process.env['WSKLINT_REQUIRE_COMPILER'] === '1';

const all = [...snippetUnits, ...exampleUnits, ...driverUnits, ...fixtureUnits, soundUnit, ...mistakes];
/** Everything goes to the compiler at once: most of its time is spent on the headers. */
const complaints = typeof compiler === 'string' ? Promise.resolve(compiler) : compiler.check(all);

async function complaintsOf(units: readonly Unit[]): Promise<string[]> {
  const known = await complaints;
  if (typeof known === 'string') assert.fail(known);
  return units.map(({ name }) => known.get(name) ?? '');
}

async function mustCompile(units: readonly Unit[]): Promise<void> {
  assert.notEqual(units.length, 0);
  const text = (await complaintsOf(units)).join('');
  if (text !== '') assert.fail(`\n${text}`);
}

describe('as driver C', { skip: typeof compiler === 'string' && !isRequired ? compiler : false }, () => {
  test('every snippet compiles with its defaults', () => mustCompile(snippetUnits));
  test('every example of a rule compiles, the bad ones, too', () => mustCompile(exampleUnits));
  test('the example drivers compile', () => mustCompile(driverUnits));

  test('every fixture of a rule compiles that is meant to be C', () =>
    mustCompile(fixtureUnits.filter(({ name }) => !NOT_C.has(name))));

  test('the fixtures that are left out do not compile', async () => {
    const left = fixtureUnits.filter(({ name }) => NOT_C.has(name));
    assert.equal(left.length, NOT_C.size);
    const texts = await complaintsOf(left);
    assert.deepEqual(
      left.filter((_, index) => texts[index] === '').map(({ name }) => name),
      [],
    );
  });

  test('a client with a listening socket compiles', () => mustCompile([soundUnit]));

  for (const mistake of mistakes) {
    test(`${mistake.name} is rejected`, async () => {
      const [text] = await complaintsOf([mistake]);
      assert.match(text ?? '', mistake.says);
    });
  }
});
