import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { expandMacros, type MacroBody } from '../../server/src/syntax/expansion';

const MACROS: Readonly<Record<string, MacroBody>> = {
  TWICE: { parameters: ['x'], body: '((x) + (x))' },
  CALL: { parameters: ['f', '...'], body: 'f(__VA_ARGS__)' },
  NAMED: { parameters: ['f', 'rest...'], body: 'f(rest)' },
  LOG: { parameters: ['format', '...'], body: 'Print(format, ## __VA_ARGS__)' },
  PASTE: { parameters: ['a', 'b'], body: 'a ## b' },
  QUOTE: { parameters: ['a'], body: '#a' },
  NOW: { parameters: [], body: 'Time()' },
  HERE: { parameters: undefined, body: '(Context->Here)' },
  OUTER: { parameters: ['x'], body: 'TWICE(x)' },
  SELF: { parameters: ['x'], body: 'SELF(x) + HERE' },
};

const read = (text: string) =>
  expandMacros(text, { start: 0, end: text.length }, (name) =>
    Object.hasOwn(MACROS, name) ? MACROS[name] : undefined,
  );

const expanded = (text: string): string | undefined => read(text)?.text;

/** What in the source a stretch of the expanded text comes from. */
function sourceOf(text: string, part: string): string {
  const result = read(text);
  const start = result?.text.indexOf(part) ?? -1;
  assert.ok(result !== undefined && start >= 0, `${part} is not there`);
  const span = result.sourceOf({ start, end: start + part.length });
  return text.slice(span.start, span.end);
}

describe('a macro is replaced', () => {
  test('by its body, with the arguments in the place of the parameters', () => {
    assert.equal(expanded('y = TWICE(a * 2);'), 'y = ((a * 2) + (a * 2));');
  });

  test('with the space, the lines and the comments around it left as they are', () => {
    assert.equal(expanded('a;\n  /* NOW() */ NOW ( ) ; // NOW()\n'), 'a;\n  /* NOW() */ Time() ; // NOW()\n');
  });

  test('with arguments that hold commas, strings and macros themselves', () => {
    assert.equal(expanded('TWICE(f(1, 2))'), '((f(1, 2)) + (f(1, 2)))');
    assert.equal(expanded('CALL(f,"a, b)")'), 'f("a, b)")');
    assert.equal(expanded('TWICE(NOW())'), '((Time()) + (Time()))');
  });

  test('with any number of arguments, where it takes that', () => {
    assert.equal(expanded('CALL(f,1,2)'), 'f(1,2)');
    assert.equal(expanded('NAMED(f,1,2)'), 'f(1,2)');
    assert.equal(expanded('CALL(f)'), 'f()');
  });

  test('where it takes none', () => {
    assert.equal(expanded('NOW()'), 'Time()');
    assert.equal(expanded('NOW(1)'), undefined);
  });

  test('also where another macro has written it', () => {
    assert.equal(expanded('OUTER(a)'), '((a) + (a))');
  });

  test('but not within itself', () => {
    assert.equal(expanded('SELF(1)'), 'SELF(1) + (Context->Here)');
  });

  test('with pasted and quoted words', () => {
    assert.equal(expanded('PASTE(Wsk, Send)(s)'), 'WskSend(s)');
    assert.equal(expanded('f(QUOTE(a + b))'), 'f("")');
    assert.equal(expanded('LOG("a")'), 'Print("a")');
    assert.equal(expanded('LOG("a",b)'), 'Print("a",b)');
  });

  test('without parentheses, where it has no parameters', () => {
    assert.equal(expanded('x = HERE;'), 'x = (Context->Here);');
  });
});

describe('a name is left as it is', () => {
  test('where a macro with parameters is only named', () => {
    assert.equal(expanded('f = TWICE;'), undefined);
  });

  test('where it names a member', () => {
    assert.equal(expanded('a.HERE = b->HERE;'), undefined);
  });

  test('in a directive, a string and a comment', () => {
    assert.equal(expanded('#define X HERE\n"HERE"; // HERE\n'), undefined);
  });

  test('where it is given another number of arguments', () => {
    assert.equal(expanded('y = TWICE(a, 1);'), undefined);
  });

  test('where the parentheses never close', () => {
    assert.equal(expanded('TWICE(a;'), undefined);
  });
});

describe('what comes of a macro is found again', () => {
  test('an argument where it was given', () => {
    assert.equal(sourceOf('y = CALL(f, Send(s));', 'Send(s)'), 'Send(s)');
  });

  test('what the body has written where the macro stands', () => {
    assert.equal(sourceOf('y = TWICE(a);', '((a) + (a))'), 'TWICE(a)');
    assert.equal(sourceOf('y = HERE;', 'Context'), 'HERE');
  });

  test('what stands behind a macro where it stands', () => {
    assert.equal(sourceOf('NOW(); z = 1;', 'z = 1'), 'z = 1');
  });

  test('a stretch that begins before a macro and ends behind it as one', () => {
    assert.equal(sourceOf('y = TWICE(a) + b;', '((a) + (a)) + b'), 'TWICE(a) + b');
  });

  test('what a macro in an argument has written where that macro stands', () => {
    assert.equal(sourceOf('y = CALL(f, NOW());', 'Time()'), 'NOW()');
  });

  test('an argument of a macro within a macro where it was given', () => {
    assert.equal(sourceOf('y = OUTER(Deep);', 'Deep'), 'Deep');
  });
});

test('macros that write more and more text are left as they are', () => {
  const body = (next: string): MacroBody => ({ parameters: ['x'], body: `${next}(x) ${next}(x)` });
  const lookup = (name: string): MacroBody | undefined => {
    const level = /^M(\d+)$/.exec(name)?.[1];
    return level === undefined ? undefined : body(`M${Number(level) + 1}`);
  };
  assert.equal(expandMacros('M0(a)', { start: 0, end: 5 }, lookup), undefined);
});
