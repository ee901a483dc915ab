import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { isInitOnly, pagedCodeIn, pagedSectionOf, pagedSectionOfData } from '../../server/src/model/paged';
import { nodeWith, unitOf } from '../support/parse';

/** The pageable section of F, and what puts it there. */
function section(source: string): string | undefined {
  const unit = unitOf(source);
  const definition = unit.functionNamed('F');
  assert.ok(definition);
  const found = pagedSectionOf(unit, definition);
  return found === undefined ? undefined : `${found.section} by ${found.by}`;
}

describe('the section of a function', () => {
  test('is pageable by #pragma alloc_text, before or behind it', () => {
    assert.equal(section('VOID F(VOID);\n#pragma alloc_text(PAGE, E, F)\nVOID F(VOID) { }'), 'PAGE by alloc_text');
    assert.equal(
      section('VOID F(VOID) { }\n#ifdef ALLOC_PRAGMA\n#pragma alloc_text("PAGESRV", F)\n#endif\n'),
      'PAGESRV by alloc_text',
    );
  });

  test('is not pageable where another function is meant, or the pragma is a comment', () => {
    assert.equal(section('#pragma alloc_text(PAGE, G)\nVOID F(VOID) { }'), undefined);
    assert.equal(section('/*\n#pragma alloc_text(PAGE, F)\n*/\nVOID F(VOID) { }'), undefined);
    assert.equal(section('#if 0\n#pragma alloc_text(PAGE, F)\n#endif\nVOID F(VOID) { }'), undefined);
  });

  test('is thrown away after DriverEntry where it is INIT', () => {
    const unit = unitOf('#pragma alloc_text(INIT, F)\nVOID F(VOID) { } VOID G(VOID) { }');
    assert.deepEqual(
      unit.functions.map((definition) => isInitOnly(unit, definition)),
      [true, false],
    );
    assert.equal(section('#pragma alloc_text(INIT, F)\nVOID F(VOID) { }'), undefined);
  });

  test('is the one that #pragma code_seg has switched to', () => {
    assert.equal(section('#pragma code_seg("PAGE")\nVOID F(VOID) { }\n#pragma code_seg()\n'), 'PAGE by code_seg');
    assert.equal(
      section('#pragma code_seg("PAGE")\nVOID E(VOID) { }\n#pragma code_seg()\nVOID F(VOID) { }'),
      undefined,
    );
    assert.equal(
      section('#pragma code_seg(push, "PAGE")\nVOID E(VOID) { }\n#pragma code_seg(pop)\nVOID F(VOID) { }'),
      undefined,
    );
    assert.equal(
      section(
        '#pragma code_seg("PAGE")\n#pragma code_seg(push)\n#pragma code_seg(".text")\n#pragma code_seg(pop)\nVOID F(VOID) { }',
      ),
      'PAGE by code_seg',
    );
  });

  test('is that of its header', () => {
    assert.equal(section('__declspec(code_seg("PAGE")) VOID F(VOID) { }'), 'PAGE by code_seg');
    assert.equal(section('PAGED_CODE_SEG\nVOID F(VOID) { }'), 'PAGE by code_seg');
    assert.equal(
      section('#define PAGEABLE __declspec(code_seg("PAGENET"))\nPAGEABLE VOID F(VOID) { }'),
      'PAGENET by PAGEABLE',
    );
    assert.equal(section('// PAGED_CODE_SEG\nVOID F(VOID) { }'), undefined);
  });

  test('is that of its prototype', () => {
    assert.equal(section('__declspec(code_seg("PAGE")) VOID F(VOID);\nVOID F(VOID) { }'), 'PAGE by code_seg');
  });
});

test('PAGED_CODE speaks for the function where it stands outside all blocks', () => {
  const unit = unitOf('VOID F(VOID) { PAGED_CODE(); } VOID G(VOID) { if (x) { PAGED_CODE(); } }');
  assert.deepEqual(
    unit.functions.map((definition) => pagedCodeIn(unit, definition).length),
    [1, 0],
  );
});

describe('the section of a variable', () => {
  const of = (source: string, declaration: string) => {
    const unit = unitOf(source);
    return pagedSectionOfData(unit, nodeWith(unit, 'declaration', declaration))?.section;
  };

  test('is the one that #pragma data_seg has switched to', () => {
    assert.equal(
      of('#pragma data_seg("PAGEDATA")\nULONG A = 1;\n#pragma data_seg()\nULONG B = 1;', 'ULONG A = 1;'),
      'PAGEDATA',
    );
    assert.equal(
      of('#pragma data_seg("PAGEDATA")\nULONG A = 1;\n#pragma data_seg()\nULONG B = 1;', 'ULONG B = 1;'),
      undefined,
    );
  });

  test('is that of its own declaration', () => {
    assert.equal(of('__declspec(allocate("PAGE")) ULONG A;', 'ULONG A;'), 'PAGE');
  });
});
