import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { editsOf } from '../../server/src/lint/fixes';
import type { Rule } from '../../server/src/lint/rule';
import { rules } from '../../server/src/rules';
import { applyEdits } from '../../server/src/text/span';
import { reportOf } from '../support/fixture';

function ruleOf(code: string): Rule {
  const rule = rules.find((one) => one.code === code);
  assert.ok(rule !== undefined);
  return rule;
}

/** The lines that the only finding's fix writes into a text; undefined where it has none. */
async function written(code: string, text = ruleOf(code).bad): Promise<readonly string[] | undefined> {
  const { findings } = await reportOf(text, [ruleOf(code)]);
  assert.equal(findings.length, 1, findings.map(({ message }) => message).join());
  const fix = findings[0]?.fix;
  if (fix === undefined) return undefined;
  assert.equal(fix.safe, false);
  const before = new Set(text.split('\n'));
  return applyEdits(text, editsOf([fix]))
    .split('\n')
    .filter((line) => !before.has(line));
}

/** The bad example of a rule with something else in one place. */
function changed(code: string, from: string, to: string): string {
  const { bad } = ruleOf(code);
  assert.equal(bad.split(from).length, 2, `'${from}' does not stand once in the example of ${code}`);
  return bad.replace(from, to);
}

describe('a wait for a request', () => {
  test('goes behind the call, for what its routine signals', async () => {
    assert.deepEqual(await written('WSK220'), [
      '    if (Status == STATUS_PENDING) {',
      '        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);',
      '        Status = Irp->IoStatus.Status;',
    ]);
  });

  test('is not offered where the routine signals nothing', async () => {
    const silent = changed(
      'WSK220',
      'KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);',
      'UNREFERENCED_PARAMETER(Context);',
    );
    assert.equal(await written('WSK220', silent), undefined);
  });

  test('lasts until the request is over where it had an end of its own', async () => {
    assert.deepEqual(await written('WSK222'), [
      '        status = KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);',
    ]);
  });
});

describe('what a request has brought', () => {
  test('is taken where it succeeded', async () => {
    assert.deepEqual(await written('WSK221'), [
      '    return NT_SUCCESS(Irp->IoStatus.Status) ? (PWSK_SOCKET)Irp->IoStatus.Information : NULL;',
    ]);
  });
});

describe('a local that has to live longer', () => {
  test('is made static where it begins as a constant', async () => {
    assert.deepEqual(await written('WSK804'), ['    static ULONG On = 1;']);
    assert.deepEqual(await written('WSK306'), [
      '    static const WSK_CLIENT_LISTEN_DISPATCH Dispatch = {AcceptEvent, NULL, NULL};',
    ]);
  });

  test('is not where it depends on the call, or is written later', async () => {
    const given = changed('WSK804', 'ULONG On = 1;', 'ULONG On = (ULONG)(ULONG_PTR)Socket;');
    const later = changed('WSK804', 'ULONG On = 1;', 'ULONG On = 0;\n\n    On = 1;');
    const unset = changed('WSK804', 'ULONG On = 1;', 'ULONG On, Off = 1;\n\n    On = Off;');
    for (const text of [given, later, unset]) assert.equal(await written('WSK804', text), undefined);
  });
});

describe('a number that is too narrow for what is stored in it', () => {
  test('is declared as what it is', async () => {
    const [line, ...more] = (await written('WSK406')) ?? [];
    assert.match(line ?? '', /^ {4}SIZE_T \w+/);
    assert.deepEqual(more, []);
  });
});

describe('an address', () => {
  test('becomes one of the other family, with its members', async () => {
    assert.deepEqual(await written('WSK310'), [
      '    SOCKADDR_IN6 Address = {0};',
      '    Address.sin6_family = AF_INET6;',
    ]);
  });

  test('does not where it has more than a family and a port', async () => {
    const full = changed(
      'WSK310',
      'Address.sin_family = AF_INET;',
      'Address.sin_family = AF_INET;\n    Address.sin_addr.s_addr = 1;',
    );
    assert.equal(await written('WSK310', full), undefined);
  });

  test('gets room for any family where only its address is handed on', async () => {
    const plain = changed('WSK806', '    *Family = Address;\n', '    *Family = 0;\n');
    assert.deepEqual(await written('WSK806', plain), ['    SOCKADDR_STORAGE Address;']);
    assert.equal(await written('WSK806'), undefined);
  });
});

describe('a socket that is left over', () => {
  const close = `VOID Shut(PWSK_SOCKET Socket, PIRP Irp)
{
    ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp);
}

`;
  const taken = changed('WSK331', '    PCONNECTION New;\n', '    PCONNECTION New;\n    PWSK_SOCKET Socket;\n').replace(
    '    New = (PCONNECTION)',
    '    Socket = (PWSK_SOCKET)Irp->IoStatus.Information;\n    New = (PCONNECTION)',
  );

  test('is closed by the function that the driver has for it, with the only variables that fit', async () => {
    assert.deepEqual(await written('WSK331', `${close}${taken}`), ['        Shut(Socket, Irp);']);
  });

  test('is left to a person where there is no such function, or more than one IRP', async () => {
    assert.equal(await written('WSK331', taken), undefined);
    const two = taken.replace('PKEVENT Event, PCONNECTION', 'PKEVENT Event, PIRP Other, PCONNECTION');
    assert.equal(await written('WSK331', `${close}${two}`), undefined);
    const freed = taken.replace(
      '        return STATUS_INSUFFICIENT',
      '        IoFreeIrp(Irp);\n        return STATUS_INSUFFICIENT',
    );
    assert.equal(await written('WSK331', `${close}${freed}`), undefined);
  });
});
