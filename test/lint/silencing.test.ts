import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { REASON } from '../../server/src/lint/directive';
import { silencingEdit, type Reach } from '../../server/src/lint/silencing';
import { suppressionsFor, suppressionsIn } from '../../server/src/lint/suppress';
import { readUnit, type Unit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';
import { applyEdits } from '../../server/src/text/span';

const parser = createNativeParser();
const unitOf = (text: string): Unit => readUnit({ path: 'a.c', text, language: 'c' }, parser.parse(text));

/** The text after the finding at `$` was silenced; fails where what was written does not silence it. */
function silenced(marked: string, reach: Reach): string {
  const offset = marked.indexOf('$');
  const text = marked.replace('$', '');
  const edit = silencingEdit(unitOf(text), { start: offset, end: offset + 1 }, 'irp-leaked', reach);
  assert.ok(edit, 'nothing can be silenced here');
  const after = applyEdits(text, [edit]);
  const moved = edit.at.start <= offset ? offset + edit.text.length : offset;
  const [suppression] = suppressionsFor(suppressionsIn(unitOf(after)), 'irp-leaked', moved);
  assert.equal(suppression?.reason, REASON);
  return after.replaceAll(`irp-leaked: ${REASON}`, 'RULE');
}

describe('silencing a line', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'puts a comment above it with its indentation': [
      'void f(void)\n{\n\t  $call();\n}\n',
      'void f(void)\n{\n\t  // wsk-ignore RULE\n\t  call();\n}\n',
    ],
    'keeps the line breaks of the file': ['int x;\r\n$int y;\r\n', 'int x;\r\n// wsk-ignore RULE\r\nint y;\r\n'],
    'writes a block comment where the file has no other': [
      '/* old */\nint $y;\n',
      '/* old */\n/* wsk-ignore RULE */\nint y;\n',
    ],
    'writes a line comment where the file has both': [
      '/* old */\nint z; // new\nint $y;\n',
      '/* old */\nint z; // new\n// wsk-ignore RULE\nint y;\n',
    ],
    'goes above a macro whose body goes on over several lines': [
      '#define CALL(x) \\\n    before(x); \\\n    $after(x)\nint y;\n',
      '// wsk-ignore RULE\n#define CALL(x) \\\n    before(x); \\\n    after(x)\nint y;\n',
    ],
    'goes above a statement of which the lines end with a backslash': [
      'void f(void)\n{\n    call(1, \\\n        $2);\n}\n',
      'void f(void)\n{\n    // wsk-ignore RULE\n    call(1, \\\n        2);\n}\n',
    ],
    'stands between the lines of a call': [
      'void f(void)\n{\n    call(1,\n         $2);\n}\n',
      'void f(void)\n{\n    call(1,\n         // wsk-ignore RULE\n         2);\n}\n',
    ],
    'goes behind the code where the line begins in a comment': [
      '/* of\n   two */ int $y;\nint z; // x\n',
      '/* of\n   two */ int y; // wsk-ignore RULE\nint z; // x\n',
    ],
    'stands above the first line': ['$int y;\n', '// wsk-ignore RULE\nint y;\n'],
  };
  for (const [how, [before, after]] of Object.entries(cases)) {
    test(how, () => {
      assert.equal(silenced(before, 'line'), after);
    });
  }

  test('is not offered where every place for it is within a comment', () => {
    const text = '/* a\n*/ int y; /* b\n*/ int z;\n';
    const at = text.indexOf('y');
    assert.equal(silencingEdit(unitOf(text), { start: at, end: at + 1 }, 'irp-leaked', 'line'), undefined);
  });
});

describe('silencing a function', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'puts a comment above it': [
      'int x;\n\nvoid f(void)\n{\n    $call();\n}\n',
      'int x;\n\n// wsk-ignore-function RULE\nvoid f(void)\n{\n    call();\n}\n',
    ],
    'stands between its description and its annotations': [
      '/* Calls. */\n// and more\n_Use_decl_annotations_\n_IRQL_requires_max_(2)\nVOID f(VOID)\n{\n    $call();\n}\n',
      '/* Calls. */\n// and more\n// wsk-ignore-function RULE\n_Use_decl_annotations_\n_IRQL_requires_max_(2)\nVOID f(VOID)\n{\n    call();\n}\n',
    ],
    'goes into the body where other code stands before it': [
      'int x; void f(void)\n{\n    $call();\n}\n',
      'int x; void f(void)\n{\n    // wsk-ignore-function RULE\n    call();\n}\n',
    ],
    'leaves the lines of the preprocessor alone': [
      '#if 0\nint x;\n#endif\nvoid f(void)\n{\n    $call();\n}\n',
      '#if 0\nint x;\n#endif\n// wsk-ignore-function RULE\nvoid f(void)\n{\n    call();\n}\n',
    ],
  };
  for (const [how, [before, after]] of Object.entries(cases)) {
    test(how, () => {
      assert.equal(silenced(before, 'function'), after);
    });
  }

  test('is not offered outside of functions', () => {
    assert.equal(silencingEdit(unitOf('int y;\n'), { start: 4, end: 5 }, 'irp-leaked', 'function'), undefined);
  });
});

describe('silencing a file', () => {
  const cases: Readonly<Record<string, readonly [string, string]>> = {
    'puts a comment on top': ['int $y;\n', '// wsk-ignore-file RULE\n\nint y;\n'],
    'stays below the comment that the file begins with': [
      '/*\n * Ours.\n */\n\n#include <wsk.h>\nint $y; // it\n',
      '/*\n * Ours.\n */\n\n// wsk-ignore-file RULE\n\n#include <wsk.h>\nint y; // it\n',
    ],
    'leaves a blank line where there is none': [
      '// Ours.\n// All of it.\nint $y;\n',
      '// Ours.\n// All of it.\n\n// wsk-ignore-file RULE\n\nint y;\n',
    ],
    'stands above another such comment': [
      '// Ours.\n\n// wsk-ignore-file irp-missing: x\n\nint $y;\n',
      '// Ours.\n\n// wsk-ignore-file RULE\n// wsk-ignore-file irp-missing: x\n\nint y;\n',
    ],
    'stays behind a byte order mark': [
      '\uFEFFint $y;\r\nint z;\r\n',
      '\uFEFF// wsk-ignore-file RULE\r\n\r\nint y;\r\nint z;\r\n',
    ],
  };
  for (const [how, [before, after]] of Object.entries(cases)) {
    test(how, () => {
      assert.equal(silenced(before, 'file'), after);
    });
  }
});
