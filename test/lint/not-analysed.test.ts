import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { notAnalysedIn } from '../../server/src/lint/not-analysed';
import { analyse } from '../../server/src/project/analyse';
import { unitOf } from '../support/parse';

/** What of a text is not analysed: its kind, the text that is marked, and the reason. */
function toldOf(text: string): readonly (readonly [kind: string, marked: string, reason: string])[] {
  return notAnalysedIn(analyse(unitOf(text))).map(({ kind, at, reason }) => [
    kind,
    text.slice(at.start, at.end),
    reason,
  ]);
}

const remedies = (text: string) => notAnalysedIn(analyse(unitOf(text))).map(({ remedy }) => remedy);

describe('what is not analysed', () => {
  test('is nothing where all of a file is read and followed', () => {
    assert.deepEqual(toldOf('VOID F(PIRP Irp) { IoFreeIrp(Irp); }\n'), []);
  });

  test('is the branch of an #if inside a function that is not read, without the lines around it', () => {
    const text = 'VOID F(VOID)\n{\n#if DBG\n    G();\n#else\n    H();\n    I();\n#endif\n}\n';
    assert.deepEqual(toldOf(text), [['branch', '    H();\n    I();', "the #else branch of '#if DBG' is not read"]]);
    assert.match(remedies(text)[0] ?? '', /"defines"/);
  });

  test('is told apart where no build of a driver has the branch', () => {
    const text = 'VOID F(VOID) { }\n#if 0\nVOID G(VOID) { }\n#endif\n#ifndef _WIN32\nint g;\n#endif\n';
    assert.deepEqual(toldOf(text), [
      ['inactive', 'VOID G(VOID) { }', "the #if branch of '#if 0' is not part of a driver"],
      ['inactive', 'int g;', "the #ifndef branch of '#ifndef _WIN32' is not part of a driver"],
    ]);
    assert.deepEqual(remedies(text), [undefined, undefined]);
  });

  test('is so too where a branch before it is the one that is built', () => {
    const text = 'VOID F(VOID)\n{\n#ifdef _WIN32\n    G();\n#elif DBG\n    H();\n#else\n    I();\n#endif\n}\n';
    assert.deepEqual(
      toldOf(text).map(([kind, marked]) => [kind, marked.trim()]),
      [
        ['inactive', 'H();'],
        ['inactive', 'I();'],
      ],
    );
  });

  test('is what an unknown first branch leaves to other builds', () => {
    const text = 'VOID F(VOID)\n{\n#if DBG\n    G();\n#elif 0\n    H();\n#else\n    I();\n#endif\n}\n';
    assert.deepEqual(
      toldOf(text).map(([kind, marked]) => [kind, marked.trim()]),
      [
        ['inactive', 'H();'],
        ['branch', 'I();'],
      ],
    );
  });

  test('is the rest of a file behind a comment without an end', () => {
    assert.deepEqual(toldOf('VOID F(VOID) { }\n/* and so on'), [
      ['code', '/* and so on', 'not analysed: comment without an end'],
    ]);
  });

  test('is not a branch in which nothing stands', () => {
    assert.deepEqual(toldOf('VOID F(VOID)\n{\n#if DBG\n    G();\n#else\n\n#endif\n}\n'), []);
  });

  test('is a function that did not parse, with the line that is to blame, and none of its neighbours', () => {
    const text = 'VOID F(VOID)\n{\n    G();\n}\n\nVOID H(VOID)\n{\n    int = 5;\n}\n';
    assert.deepEqual(toldOf(text), [['function', 'H', "'H' is not analysed: line 8 could not be read as C"]]);
    assert.match(remedies(text)[0] ?? '', /"macros"/);
  });

  test('is code between functions that did not parse, marked on its first line', () => {
    const found = toldOf('VOID F(VOID) { }\n\n) ) oops ( ]\n\nVOID G(VOID) { }\n');
    assert.ok(found.length > 0);
    for (const [kind, marked, reason] of found) {
      assert.equal(kind, 'code');
      assert.equal(reason, 'this could not be read as C');
      assert.doesNotMatch(marked, /\n/);
    }
  });

  test('is a function on which the engine failed or which it gave up, by its name', () => {
    const analysis = analyse(unitOf('VOID F(VOID) { }\nVOID G(VOID) { }\n'));
    const { unit } = analysis;
    const told = notAnalysedIn({
      ...analysis,
      unit,
      givenUp: ['F'],
      failures: [{ name: 'G', error: new Error('no') }],
    });
    assert.deepEqual(
      told.map(({ kind, at }) => [kind, unit.file.text.slice(at.start, at.end)]),
      [
        ['function', 'F'],
        ['function', 'G'],
      ],
    );
    assert.match(told[0]?.reason ?? '', /more ways through it/);
    assert.match(told[1]?.reason ?? '', /failed on it/);
  });

  test('is told in the order of the text', () => {
    const text = 'VOID F(VOID)\n{\n    int = 5;\n}\n#if 0\nVOID G(VOID);\n#endif\nVOID H(VOID)\n{\n    int = 5;\n}\n';
    assert.deepEqual(
      toldOf(text).map(([kind]) => kind),
      ['function', 'inactive', 'function'],
    );
  });
});
