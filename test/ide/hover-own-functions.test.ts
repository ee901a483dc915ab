import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { hoverAt } from '../../server/src/ide/hover';
import { ownFunctions, type WrittenFunctions } from '../../server/src/knowledge/own-functions';
import { readUnit } from '../../server/src/model/unit';
import { createNativeParser } from '../../server/src/syntax/native';

const parser = createNativeParser();

/** What the hover says at a word, where settings say so of functions. */
function hover(text: string, word: string, functions: WrittenFunctions): string | undefined {
  const file = { path: 'a.c', text, language: 'c', functions: ownFunctions(functions) } as const;
  return hoverAt(readUnit(file, parser.parse(text)), text.indexOf(word) + 1)?.markdown;
}

describe('the hover of a function that settings describe', () => {
  const text = 'VOID Use(PIRP Irp, PVOID Pool) { LibPut(Pool, Irp); }';

  test('says which function it behaves like, and what that does', () => {
    const markdown = hover(text, 'LibPut', { LibPut: { like: 'IoFreeIrp', parameters: ['Pool', 'Irp'] } });
    assert.match(markdown ?? '', /^\*\*LibPut\*\* behaves like IoFreeIrp, says \.wsklint\.json\.\n/);
    assert.match(markdown ?? '', /VOID IoFreeIrp\(/);
  });

  test('says its effects in the words in which they were given', () => {
    const written: WrittenFunctions = {
      LibPut: {
        about: 'Gives a request back.',
        returns: 'VOID',
        parameters: ['Pool', 'Request'],
        effects: [{ effect: 'releases', object: 'Request', resource: 'IRP' }, { effect: 'waits' }],
      },
    };
    assert.equal(
      hover(text, 'LibPut', written),
      [
        '**Gives a request back.**',
        '```c\nVOID LibPut(Pool, Request)\n```',
        'What .wsklint.json says of it:',
        '- releases: object `Request`, resource `IRP`\n- waits',
      ].join('\n\n'),
    );
  });

  test('says nothing of its arguments where nobody has', () => {
    assert.equal(hover('VOID Use(PVOID Pool) { LibPut(Pool, 7); }', '7', { LibPut: {} }), undefined);
  });
});
