import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { touchedObjects } from '../../server/src/model/wsk-objects';
import { unitOf } from '../support/parse';

/** What a text does to objects of WSK: `Socket freed: WSK_SOCKET`. */
const touched = (statements: string): string[] => {
  const source = `VOID test(PWSK_SOCKET Socket, PWSK_PROVIDER_NPI Npi, PWSK_REGISTRATION R, PVOID Other) { ${statements} }`;
  const unit = unitOf(source);
  return touchedObjects(unit, unit.functions, true).map(
    ({ node, deed, type }) => `${unit.tree.textOf(node)} ${deed}: ${type}`,
  );
};

describe('what belongs to WSK', () => {
  test('is not freed, filled or copied by the driver', () => {
    assert.deepEqual(touched('ExFreePool(Socket);'), ['Socket freed: WSK_SOCKET']);
    assert.deepEqual(touched('ExFreePoolWithTag((PVOID)Npi->Client, 1);'), ['(PVOID)Npi->Client freed: WSK_CLIENT']);
    assert.deepEqual(touched('RtlZeroMemory(Socket, 8);'), ['Socket overwritten: WSK_SOCKET']);
    assert.deepEqual(touched('RtlCopyMemory(Other, Socket, 8);'), ['Socket copied: WSK_SOCKET']);
    assert.deepEqual(touched('ExFreePool(Other); RtlZeroMemory(Other, 8); RtlZeroMemory(&Socket, 8);'), []);
  });

  test('is not copied as a whole', () => {
    assert.deepEqual(touched('Other = *Socket;'), ['*Socket copied: WSK_SOCKET']);
    assert.deepEqual(touched('Other = (*Socket).Dispatch; Other = sizeof(*Socket);'), []);
  });

  test('is not declared, and nobody makes room for it', () => {
    assert.deepEqual(touched('WSK_SOCKET own;'), ['WSK_SOCKET made: WSK_SOCKET']);
    assert.deepEqual(touched('Other = sizeof(WSK_SOCKET);'), ['sizeof(WSK_SOCKET) made: WSK_SOCKET']);
    assert.deepEqual(touched('WSK_SOCKET *pointer; PWSK_SOCKET list[2]; Other = sizeof(PWSK_SOCKET);'), []);
  });

  test('is written through no pointer', () => {
    assert.deepEqual(touched('Socket->Dispatch = Other;'), ['Socket->Dispatch overwritten: WSK_SOCKET']);
    const table = '((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket';
    assert.deepEqual(touched(`${table} = Other;`), [`${table} overwritten: dispatch table`]);
    assert.deepEqual(touched('Npi->Dispatch = NULL; Other = Socket->Dispatch;'), []);
  });

  test('is not looked into where only WSK knows what it holds', () => {
    assert.deepEqual(touched('R->ReservedRegistrationLock = 0;'), [
      'R->ReservedRegistrationLock looked into: WSK_REGISTRATION',
    ]);
    assert.deepEqual(touched('Other = ((PMDL)Npi->Client)->Next;'), [
      '((PMDL)Npi->Client)->Next looked into: WSK_CLIENT',
    ]);
    assert.deepEqual(touched('Other = (PVOID)Npi->Client;'), []);
  });
});
