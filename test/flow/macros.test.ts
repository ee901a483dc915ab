import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { misuses } from '../../server/src/flow/questions/protocol';
import { analysisOf, told } from '../support/analysis';

const CHECKS = `
#define CHECK(x) do { status = (x); if (!NT_SUCCESS(status)) goto end; } while (0)
#define TRY_IT(x) if (!NT_SUCCESS(status = (x))) return status
`;

describe('a macro of the file', () => {
  test('that checks a status goes on with a success', () => {
    const source = `${CHECKS} VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status; CHECK(bind(s, irp)); tell(s); end: return; }`;
    assert.deepEqual(told(source), ['? bound']);
  });

  test('that checks a status jumps with a failure', () => {
    const source = `${CHECKS} VOID test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status; CHECK(bind(s, irp)); return; end: tell(s); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('that returns from the function does so', () => {
    const source = `${CHECKS} NTSTATUS test(PWSK_SOCKET s, PIRP irp) { NTSTATUS status; TRY_IT(bind(s, irp)); tell(s); return status; }`;
    assert.deepEqual(told(source), ['? bound']);
  });

  test('that ignores its argument still evaluates it', () => {
    const source = '#define IGNORE(x) (void)(x)\nVOID test(VOID) { ULONG n = 1; IGNORE(n = 2); tell(n); }';
    assert.deepEqual(told(source), ['2']);
  });

  test('that names its argument twice evaluates it twice, as C does', () => {
    const source = '#define TWICE(x) ((x) + (x))\nVOID test(VOID) { ULONG n = 1, m = TWICE(n++); tell(n); tell(m); }';
    assert.deepEqual(told(source), ['3', '3']);
  });

  test('that names its argument nowhere does not evaluate it', () => {
    const source = '#define TRACE(x)\nVOID test(VOID) { ULONG n = 1; TRACE(n = 2); tell(n); }';
    assert.deepEqual(told(source), ['1']);
  });

  test('gives the value of its body', () => {
    const source = '#define FLAGS_OF(o) ((o)->Flags)\nVOID test(POPERATION o) { o->Flags = 5; tell(FLAGS_OF(o)); }';
    assert.deepEqual(told(source), ['5']);
  });

  test('names a place that is written', () => {
    const source = '#define FLAGS_OF(o) ((o)->Flags)\nVOID test(POPERATION o) { FLAGS_OF(o) = 5; tell(o->Flags); }';
    assert.deepEqual(told(source), ['5']);
  });

  test('writes through its argument', () => {
    const source =
      '#define CLEAR(o) do { (o)->Irp = NULL; } while (0)\nVOID test(POPERATION o) { o->Flags = 3; CLEAR(o); tell(o->Irp); tell(o->Flags); }';
    assert.deepEqual(told(source), ['NULL', '3']);
  });

  test('makes what the function that it stands for makes', () => {
    const source =
      '#define NEW_IRP() IoAllocateIrp(1, FALSE)\nVOID test(VOID) { PIRP irp = NEW_IRP(); if (irp != NULL) tell(irp); }';
    assert.deepEqual(told(source), ['? own']);
  });

  test('without parameters stands for a member', () => {
    const source = '#define CURRENT (o->Flags)\nVOID test(POPERATION o) { CURRENT = 5; tell(o->Flags); }';
    assert.deepEqual(told(source), ['5']);
  });

  test('without parameters stands for another element once the index has moved', () => {
    const source =
      '#define CURRENT (t[i])\nVOID test(PWSK_SOCKET *t, ULONG i, PIRP irp) { bind(CURRENT, irp); i++; tell(CURRENT); }'.replace(
        'bind(CURRENT, irp)',
        'wsk->WskBind(CURRENT, NULL, 0, irp)',
      );
    assert.deepEqual(told(source), ['?']);
  });

  test('makes a loop of a block', () => {
    const source = `#define EACH(i, n) for (i = 0; i < n; i++)
      VOID test(VOID) { ULONG i; BOOLEAN any = FALSE; EACH(i, 2) { any = TRUE; } tell(any); }`;
    assert.deepEqual(told(source), ['TRUE']);
  });

  test('may use another macro', () => {
    const source = `#define FLAGS_OF(o) ((o)->Flags)
      #define SET_FLAGS(o, f) (FLAGS_OF(o) = (f))
      VOID test(POPERATION o) { SET_FLAGS(o, 6); tell(o->Flags); }`;
    assert.deepEqual(told(source), ['6']);
  });

  test('calls a function of the file', () => {
    const source = `static PIRP Make(VOID) { return IoAllocateIrp(1, FALSE); }
      #define NEW_IRP() Make()
      VOID test(VOID) { PIRP irp = NEW_IRP(); if (irp != NULL) tell(irp); }`;
    assert.deepEqual(told(source), ['? own']);
  });

  test('with two bodies is not known: it may write what it is handed', () => {
    const source = `#if DBG
#define CHANGE(o) Log(o)
#else
#define CHANGE(o) ((o)->Flags = 0)
#endif
      VOID test(POPERATION o) { o->Flags = 5; CHANGE(o); tell(o->Flags); }`;
    assert.deepEqual(told(source), ['?']);
  });

  test('whose body is no C leaves the function as it is written', () => {
    const source =
      '#define BROKEN(x) ) x (\nVOID test(POPERATION o) { o->Flags = 5; BROKEN(o); o->Flags = 6; tell(o->Flags); }';
    assert.deepEqual(told(source), ['6']);
  });

  test('is what the file says, also where the WDK has one of that name', () => {
    const source =
      '#define FlagOn(f, b) (((f) & (b)) == (b))\nVOID test(ULONG f) { if (FlagOn(f, 6)) { if (f & 2) tell(1); else tell(2); } }';
    assert.deepEqual(told(source), ['1']);
  });
});

describe('a call that a macro makes', () => {
  const SEND = '#define SEND(s, b, i) (((PWSK_PROVIDER_CONNECTION_DISPATCH)(s)->Dispatch)->WskSend((s), b, 0, i))\n';
  const analysis = analysisOf(`${SEND} VOID test(POPERATION o, PWSK_BUF b) { SEND(o->Socket, b, o->Irp); }`);
  const definition = analysis.unit.functionNamed('test');
  const [use] = (definition && analysis.resultOf(definition)?.uses) ?? [];

  test('is a call of WSK', () => {
    assert.equal(use?.callee, 'WskSend');
  });

  test('stands where the macro is used', () => {
    const at = use && analysis.locate(use.at)?.at;
    assert.ok(at);
    assert.equal(analysis.unit.tree.text.slice(at.start, at.end), 'SEND(o->Socket, b, o->Irp)');
  });

  test('has its arguments where they are given, and as they are written there', () => {
    const socket = use?.arguments.get('Socket');
    const irp = use?.arguments.get('Irp');
    const at = irp && analysis.locate(irp.at)?.at;
    assert.ok(at);
    assert.equal(analysis.unit.tree.text.slice(at.start, at.end), 'o->Irp');
    assert.equal(socket?.text, 'o->Socket');
  });
});

test('a mistake in the argument of a macro is told where it stands', () => {
  const analysis = analysisOf(`${CHECKS} NTSTATUS test(PWSK_SOCKET s, PIRP irp, ULONG on) { NTSTATUS status;
    CHECK(bind(s, irp));
    CHECK(wsk->WskControlSocket(s, WskSetOption, SO_CONDITIONAL_ACCEPT, SOL_SOCKET, sizeof(on), &on, 0, NULL, NULL, irp));
    end: return status; }`);
  const [late, ...others] = misuses(analysis, {
    calls: ['WskControlSocket'],
    object: 'Socket',
    where: { ControlCode: 'SO_CONDITIONAL_ACCEPT' },
    wrongIf: { has: ['bound'] },
  });
  assert.ok(late !== undefined && others.length === 0);
  assert.equal(analysis.unit.tree.text.slice(late.at.start, late.at.end), 'SO_CONDITIONAL_ACCEPT');
  assert.equal(late.object, 's');
});
