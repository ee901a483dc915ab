import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { functions as known } from '../../server/src/knowledge';
import { effectWords, tellableFacts, type EffectMember } from '../../server/src/knowledge/effect-members';
import { ownFunctions } from '../../server/src/knowledge/own-functions';
import type { ApiFunction } from '../../server/src/knowledge/shape';
import type { Rule } from '../../server/src/lint/rule';
import { combined, emptySettings } from '../../server/src/lint/settings';
import { parseSettings } from '../../server/src/lint/settings-file';

const noRules: readonly Rule[] = [];

/** What is wrong in `functions`: what is marked, and what is said of it. */
function problemsIn(functions: string): string[] {
  const text = `{ "functions": ${functions} }`;
  return parseSettings(text, '', noRules).problems.map(
    ({ column, endColumn, message }) => `${text.slice(column - 1, endColumn - 1)} // ${message}`,
  );
}

const kept = (functions: string): string[] =>
  Object.keys(parseSettings(`{ "functions": ${functions} }`, '', noRules).settings.functions);

describe('a mistake in what is said of a function', () => {
  test('is told with the nearest name', () => {
    assert.deepEqual(problemsIn('{ "F": { "lik": "IoFreeIrp" } }'), [
      `"lik" // there is no member of a function named 'lik'; did you mean 'like'?`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "like": "IoFreeIpr" } }'), [
      `"like": "IoFreeIpr" // there is no function in the tables named 'IoFreeIpr'; did you mean 'IoFreeIrp'?`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "effects": [{ "effect": "wait" }] } }'), [
      `"effect": "wait" // there is no effect named 'wait'; did you mean 'waits'?`,
    ]);
    assert.deepEqual(
      problemsIn('{ "F": { "effects": [{ "effect": "acquires", "object": "result", "resource": "irp" }] } }'),
      [`"resource": "irp" // there is no resource named 'irp'; did you mean 'IRP'?`],
    );
    assert.deepEqual(problemsIn('{ "F": { "effects": [{ "effect": "raises", "to": "DISPATCH_LEVL" }] } }'), [
      `"to": "DISPATCH_LEVL" // there is no IRQL named 'DISPATCH_LEVL'; did you mean 'DISPATCH_LEVEL'?`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "irql": { "max": "PASSIVE_LVL" } } }'), [
      `"max": "PASSIVE_LVL" // there is no IRQL named 'PASSIVE_LVL'; did you mean 'PASSIVE_LEVEL'?`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "parameters": { "Irp": { "flow": "inn" } } } }'), [
      `"flow": "inn" // there is no flow named 'inn'; did you mean 'in'?`,
    ]);
  });

  test('is told where an effect lacks something, or has too much', () => {
    assert.deepEqual(problemsIn('{ "F": { "effects": [{ "effect": "acquires", "object": "result" }] } }'), [
      `{ "effect": "acquires", "object": "result" } // the effect 'acquires' needs 'resource'`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "effects": [{ "object": "result" }] } }'), [
      `{ "object": "result" } // 'effects.0' needs 'effect'`,
    ]);
    assert.deepEqual(problemsIn('{ "F": { "parameters": ["E"], "effects": [{ "effect": "waits", "objct": "E" }] } }'), [
      `"objct" // there is no member of the effect 'waits' named 'objct'; did you mean 'object'?`,
    ]);
  });

  test('is told where something speaks of a parameter that there is not', () => {
    const releases = (object: string) =>
      `"effects": [{ "effect": "releases", "object": "${object}", "resource": "IRP" }]`;
    assert.deepEqual(problemsIn(`{ "F": { "parameters": ["Irp"], ${releases('Ipr')} } }`), [
      `"object": "Ipr" // the function has no parameter 'Ipr'; did you mean 'Irp'?`,
    ]);
    assert.deepEqual(problemsIn(`{ "F": { ${releases('Irp')} } }`), [
      `"object": "Irp" // the function has no parameter 'Irp'; 'parameters' has to name them first`,
    ]);
    assert.deepEqual(problemsIn(`{ "F": { "like": "IoCancelIrp", ${releases('Irp')} } }`), []);
    assert.deepEqual(problemsIn('{ "F": { "parameters": { "Context": {} }, "keeps": ["Socket"] } }'), [
      `"Socket" // the function has no parameter 'Socket'; there are 'Context'`,
    ]);
    assert.deepEqual(
      problemsIn(
        '{ "F": { "parameters": ["Level"], "effects": [{ "effect": "raises", "to": { "parameter": "Levl" } }] } }',
      ),
      [`"parameter": "Levl" // the function has no parameter 'Levl'; did you mean 'Level'?`],
    );
    assert.deepEqual(
      problemsIn(
        '{ "F": { "parameters": ["Irp"], "effects": [{ "effect": "marks", "object": "Irp", "fact": "own", "where": { "Kind": "1" } }] } }',
      ),
      [`"Kind": "1" // '1' is no name in C`],
    );
  });

  test('is told where something is of another kind', () => {
    assert.deepEqual(problemsIn('{ "F": 3 }'), [`"F": 3 // 'functions.F' must be object`]);
    assert.deepEqual(problemsIn('{ "F": { "like": 3 } }'), [`"like": 3 // 'functions.F.like' must be string`]);
    assert.deepEqual(problemsIn('{ "F": { "parameters": "Irp" } }'), [
      `"parameters": "Irp" // 'functions.F.parameters' must be array,object`,
    ]);
    assert.deepEqual(problemsIn('{ "My F": {} }'), [`"My F" // 'My F' is no name of a function in C`]);
    assert.deepEqual(problemsIn('[]'), [`"functions": [] // 'functions' must be object`]);
  });

  test('leaves that function unknown, and the others as they are', () => {
    assert.deepEqual(
      kept(
        '{ "A": { "like": "IoFreeIrp" }, "B": { "like": "IoFreeIrp", "effects": [{ "effect": "wait" }] }, "C": {} }',
      ),
      ['A', 'C'],
    );
  });
});

describe('what is said of functions', () => {
  const said = (functions: (typeof emptySettings)['functions']) => ({
    written: { ...emptySettings, functions },
    overrides: [],
  });

  test('is put together by name; the last word counts', () => {
    const settings = combined(
      [said({ A: { like: 'IoFreeIrp' }, B: { like: 'IoFreeMdl' } }), said({}), said({ B: {}, C: {} })],
      [],
    );
    assert.deepEqual(settings.functions, { A: { like: 'IoFreeIrp' }, B: {}, C: {} });
  });

  test('is made once for all files that share it', () => {
    const only = { A: { like: 'IoFreeIrp' } };
    const [one, other] = [combined([said({}), said(only)], []), combined([said(only)], [])];
    assert.equal(one.functions, other.functions);
    assert.equal(ownFunctions(one.functions), ownFunctions(other.functions));
  });
});

describe('a function that is described', () => {
  const api = (written: Parameters<typeof ownFunctions>[0][string], given = 0): ApiFunction => {
    const own = ownFunctions({ F: written }).find('F');
    assert.ok(own);
    return own.api(given);
  };

  test('has the parameters and effects of the one that it behaves like', () => {
    assert.deepEqual(api({ like: 'IoFreeIrp' }).parameters, known.IoFreeIrp.parameters);
    assert.deepEqual(api({ like: 'IoFreeIrp' }).effects, known.IoFreeIrp.effects);
    assert.deepEqual(api({ like: 'IoFreeIrp' }).irql, known.IoFreeIrp.irql);
  });

  test('loses of these effects what speaks of parameters that it does not have', () => {
    const like = 'KeWaitForSingleObject';
    assert.deepEqual(api({ like, parameters: ['Object'] }).effects, [{ effect: 'waits', object: 'Object' }]);
    assert.deepEqual(api({ like, parameters: ['Timeout'] }).effects, [{ effect: 'waits', timeout: 'Timeout' }]);
    assert.deepEqual(api({ like: 'IoSetCompletionRoutine', parameters: ['Irp'] }).effects, [
      { effect: 'marks', object: 'Irp', fact: 'has-routine' },
    ]);
    assert.deepEqual(api({ like: 'IoFreeIrp', parameters: ['Other'] }).effects, []);
  });

  test('may have parameters with names that every object has', () => {
    const { parameters } = api({ like: 'IoFreeIrp', parameters: ['toString', 'Irp'] });
    assert.equal(Object.values(parameters)[0]?.flow, 'inout');
  });

  test('may write what its arguments point at where nobody says that it does not', () => {
    const flows = (written: Parameters<typeof api>[0]) =>
      Object.values(api(written, 2).parameters).map(({ flow }) => flow);
    assert.deepEqual(flows({}), ['inout', 'inout']);
    assert.deepEqual(flows({ parameters: ['A', 'B'] }), ['inout', 'inout']);
    assert.deepEqual(flows({ parameters: { A: { flow: 'in' }, B: {} } }), ['in', 'inout']);
  });

  test('returns what may depend on anything, unless an effect speaks of that', () => {
    assert.equal(api({}).readsShared, true);
    const acquires = { effect: 'acquires', object: 'result', resource: 'IRP' } as const;
    assert.equal(api({ effects: [acquires] }).readsShared, undefined);
  });
});

test('every effect of the tables can be written in settings', () => {
  for (const [name, { effects = [] }] of Object.entries<ApiFunction>(known)) {
    for (const { effect, ...members } of effects) {
      const words: Readonly<Record<string, EffectMember>> = effectWords[effect].members;
      for (const member of Object.keys(members)) assert.ok(words[member], `${name}: '${member}' of '${effect}'`);
    }
    const facts = effects.flatMap((effect) => ('fact' in effect ? [effect.fact] : []));
    for (const fact of facts) assert.ok(fact in tellableFacts, `${name}: '${fact}'`);
    const written = JSON.stringify({ F: { parameters: Object.keys(parametersOf(name)), effects } });
    assert.deepEqual(problemsIn(written), [], name);
  }
});

const parametersOf = (name: string): ApiFunction['parameters'] =>
  Object.entries<ApiFunction>(known).find(([each]) => each === name)?.[1].parameters ?? {};

test('the examples of the page are right', () => {
  const page = readFileSync('server/docs/functions.md', 'utf8');
  const examples = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => text);
  assert.equal(examples.length, 2);
  for (const text of examples) {
    const { settings, problems } = parseSettings(text, '', noRules);
    assert.deepEqual(problems, []);
    assert.ok(Object.keys(settings.functions).length > 0);
  }
});
