import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { indicationParts, type IndicationParts } from '../../server/src/model/indication-parts';
import type { Node } from '../../server/src/syntax/tree';
import { unitOf } from '../support/parse';

/** Asks about what a function passes to `ask` at its end. */
function asked(body: string, expression: string, question: (parts: IndicationParts, node: Node) => boolean): boolean {
  const unit = unitOf(
    `VOID test(PWSK_DATA_INDICATION data, const WSK_DATAGRAM_INDICATION *datagram, PWSK_BUF own, SIZE_T total, PMDL given) { ${body} ask(${expression}); }`,
  );
  const definition = unit.functionNamed('test');
  assert.ok(definition?.parsed);
  const call = unit.tree.descendants(definition.body, 'call_expression').at(-1);
  const list = call === undefined ? undefined : unit.tree.field(call, 'arguments');
  const node = list === undefined ? undefined : unit.tree.namedChildren(list)[0];
  assert.ok(node !== undefined);
  return question(indicationParts(unit, definition, 'total'), node);
}

describe('the first MDL of an indication', () => {
  const isFirstMdl = (body: string, expression: string): boolean =>
    asked(body, expression, (parts, node) => parts.isFirstMdl(node));

  test('is that of its buffer, for data and for datagrams', () => {
    assert.ok(isFirstMdl('', 'data->Buffer.Mdl'));
    assert.ok(isFirstMdl('', '(PMDL)datagram->Buffer.Mdl'));
  });

  test('may stand in a local, and be reached through one', () => {
    assert.ok(isFirstMdl('PMDL mdl = data->Buffer.Mdl;', 'mdl'));
    assert.ok(isFirstMdl('PWSK_BUF buffer; buffer = &data->Buffer;', 'buffer->Mdl'));
    assert.ok(isFirstMdl('WSK_BUF buffer = datagram->Buffer; PMDL mdl; mdl = buffer.Mdl;', 'mdl'));
  });

  test('is not what a local may be that goes on to others', () => {
    assert.ok(!isFirstMdl('PMDL mdl = data->Buffer.Mdl; mdl = mdl->Next;', 'mdl'));
    assert.ok(!isFirstMdl('PMDL mdl = data->Buffer.Mdl; step(&mdl);', 'mdl'));
  });

  test('is not one of a buffer that is the driver’s own, or that nobody knows', () => {
    assert.ok(!isFirstMdl('', 'own->Mdl'));
    assert.ok(!isFirstMdl('', 'given'));
  });
});

describe('the length of an indication', () => {
  const hasLength = (body: string, expression: string): boolean =>
    asked(body, expression, (parts, node) => parts.hasLength(node));

  test('is that of its buffer, and the total', () => {
    assert.ok(hasLength('', 'data->Buffer.Length'));
    assert.ok(hasLength('', 'min(total, 512)'));
  });

  test('may be held by a local, or be the most of one', () => {
    assert.ok(hasLength('SIZE_T count = min(datagram->Buffer.Length, 512);', 'count'));
    assert.ok(hasLength('SIZE_T count = data->Buffer.Length; if (count > 512) count = 512;', 'count + 1'));
  });

  test('is not that of another buffer, nor an offset', () => {
    assert.ok(!hasLength('', 'own->Length'));
    assert.ok(!hasLength('', 'data->Buffer.Offset'));
  });
});
