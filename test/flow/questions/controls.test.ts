import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { controlRequest } from '../../../server/src/flow/questions/control-request';
import type { Argument, Use } from '../../../server/src/flow/summary/summary';
import { analysisOf } from '../../support/analysis';

/** The requests that a function named `test` is seen to make. */
function requestsIn(source: string): Use[] {
  const analysis = analysisOf(source);
  const definition = analysis.unit.functionNamed('test');
  assert.ok(definition?.parsed);
  return (analysis.resultOf(definition)?.uses ?? []).filter(({ callee }) => callee.startsWith('WskControl'));
}

const set = (code: string, level = 'SOL_SOCKET', buffer = '4, NULL'): string =>
  `wsk->WskControlSocket(s, WskSetOption, ${code}, ${level}, ${buffer}, 0, NULL, NULL, NULL);`;

function nameIn(body: string): string | undefined {
  const [use] = requestsIn(`VOID test(PWSK_SOCKET s, ULONG given) { ${body} }`);
  assert.ok(use);
  return controlRequest(use)?.name;
}

describe('what is asked for is known', () => {
  test('by the name of the option', () => {
    assert.equal(nameIn(set('SO_KEEPALIVE')), 'SO_KEEPALIVE');
    assert.equal(nameIn(set('SO_KEEPALIVE', 'given')), 'SO_KEEPALIVE');
  });

  test('by its number beside the level of sockets', () => {
    assert.equal(nameIn(set('0x20')), 'SO_BROADCAST');
    assert.equal(nameIn(set('~4')), 'SO_EXCLUSIVEADDRUSE');
  });

  test('by the number of a control code, which no level has twice', () => {
    assert.equal(
      nameIn('wsk->WskControlSocket(s, WskIoctl, 0x4f000003, 0, 0, NULL, 8, &given, NULL, NULL);'),
      'SIO_WSK_QUERY_IDEAL_SEND_BACKLOG',
    );
  });

  test('but not by a number beside another level, which has options with the same numbers', () => {
    assert.equal(nameIn(set('4', 'IPPROTO_IP')), undefined);
    assert.equal(nameIn(set('4', 'given')), undefined);
  });

  test('and not where the option comes from a caller', () => {
    assert.equal(nameIn(set('given')), undefined);
  });

  test('for the client by its code alone', () => {
    const [use] = requestsIn(
      'VOID test(PWSK_PROVIDER_NPI n) { n->Dispatch->WskControlClient(n->Client, 7, 0, NULL, 0, NULL, NULL, NULL); }',
    );
    assert.ok(use);
    assert.equal(controlRequest(use)?.name, 'WSK_SET_STATIC_EVENT_CALLBACKS');
  });
});

/** What stands behind the input buffer, as it is seen last. */
function inputOf(source: string): Argument['behind'] {
  return requestsIn(source).at(-1)?.arguments.get('InputBuffer')?.behind;
}

function objectOf(source: string): string {
  const object = inputOf(source)?.object;
  return object === undefined ? '?' : `${object.type} ${object.size ?? '?'}${object.isAll ? '' : ' or more'}`;
}

describe('the object behind a buffer', () => {
  const inside = (declared: string, buffer: string): string =>
    objectOf(
      `VOID test(PWSK_SOCKET s, PVOID any, PULONG number, POPERATION o) { ${declared} ${set('1', '2', `4, ${buffer}`)} }`,
    );

  test('is the variable whose address is given, whatever the cast', () => {
    assert.equal(inside('USHORT on = 1;', '&on'), 'USHORT 2');
    assert.equal(inside('USHORT on = 1;', '(PVOID)&on'), 'USHORT 2');
    assert.equal(inside('USHORT on = 1; PULONG p = (PULONG)&on;', 'p'), 'USHORT 2');
  });

  test('is the member whose address is given', () => {
    assert.equal(inside('', '&o->Done'), 'BOOLEAN 1');
  });

  test('is not known where it is an element, and may be more where it is a structure in another one', () => {
    assert.equal(inside('', '&o->List[1]'), '?');
    assert.equal(inside('SOCKADDR_INET a;', '&a.Ipv4'), 'SOCKADDR_IN 16 or more');
  });

  test('is at least what a pointer is declared to point at', () => {
    assert.equal(inside('', 'number'), 'ULONG 4 or more');
  });

  test('is not known behind a PVOID, nor in an array', () => {
    assert.equal(inside('', 'any'), '?');
    assert.equal(inside('UCHAR bytes[4];', 'bytes'), 'UCHAR[] ?');
  });

  test('is the variable of a caller, where a helper is given its address', () => {
    const helper = `static VOID Set(PWSK_SOCKET s, PVOID value) { ${set('1', '2', '4, value')} }`;
    assert.equal(objectOf(`${helper} VOID test(PWSK_SOCKET s) { BOOLEAN on = TRUE; Set(s, &on); }`), 'BOOLEAN 1');
  });
});

describe('what stands in a buffer', () => {
  const held = (source: string, member: string): string => {
    const value = inputOf(source)?.holds.get(member);
    return value?.kind === 'number' ? `${value.name ?? value.value}` : '?';
  };
  const inside = (body: string, member = 'EventMask'): string =>
    held(`VOID test(PWSK_SOCKET s, ULONG given) { WSK_EVENT_CALLBACK_CONTROL c; ULONG on; ${body} }`, member);

  test('is what was stored before the call', () => {
    assert.equal(inside(`c.EventMask = WSK_EVENT_ACCEPT; ${set('1', '2', '16, &c')}`), 'WSK_EVENT_ACCEPT');
    assert.equal(inside(`on = 0; ${set('1', '2', '4, &on')}`, ''), '0');
  });

  test('is not known where it came from elsewhere', () => {
    assert.equal(inside(`c.EventMask = given; ${set('1', '2', '16, &c')}`), '?');
    assert.equal(inside(`c.EventMask = 0; Elsewhere(&c); ${set('1', '2', '16, &c')}`), '?');
  });

  test('is known of what a caller has stored, where a helper makes the call', () => {
    const helper = `static VOID Set(PWSK_SOCKET s, PWSK_EVENT_CALLBACK_CONTROL c) { ${set('1', '2', '16, c')} }`;
    const caller =
      'VOID test(PWSK_SOCKET s) { WSK_EVENT_CALLBACK_CONTROL c; c.EventMask = WSK_EVENT_RECEIVE; Set(s, &c); }';
    assert.equal(held(`${helper} ${caller}`, 'EventMask'), 'WSK_EVENT_RECEIVE');
  });

  test('is what a helper stores of what its caller gives', () => {
    const helper = `static VOID Set(PWSK_SOCKET s, ULONG m) { WSK_EVENT_CALLBACK_CONTROL c; c.EventMask = m; ${set('1', '2', '16, &c')} }`;
    assert.equal(
      held(`${helper} VOID test(PWSK_SOCKET s) { Set(s, WSK_EVENT_RECEIVE); }`, 'EventMask'),
      'WSK_EVENT_RECEIVE',
    );
  });
});

test('a socket is in conditional accept mode once that was set to something other than 0, and has not failed', () => {
  const option = (value: string): string => `${value}; st = ${set('SO_CONDITIONAL_ACCEPT', 'SOL_SOCKET', '4, &on')}`;
  const isOn = (body: string): boolean =>
    requestsIn(`VOID test(PWSK_SOCKET s, ULONG given) { ULONG on; NTSTATUS st; ${body} ${set('SO_KEEPALIVE')} }`)
      .at(-1)
      ?.arguments.get('Socket')
      ?.facts.has('conditional') === true;
  assert.equal(isOn(option('on = 1')), true);
  assert.equal(isOn(option('on = 0')), false);
  assert.equal(isOn(option('on = given')), false);
  assert.equal(isOn(`on = 1; st = ${set('SO_RCVBUF', 'SOL_SOCKET', '4, &on')}`), false);
  assert.equal(isOn(`${option('on = 1')} if (NT_SUCCESS(st)) return;`), false);
});
