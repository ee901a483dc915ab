import assert from 'node:assert/strict';
import test from 'node:test';
import { inFunction, textAt } from '../support/hover';

const silent: readonly (readonly [string, string])[] = [
  ['a comment behind code', inFunction('return 0; // Wsk|Send')],
  ['a comment in code', inFunction('/* IoAllocate|Irp */ return 0;')],
  ['a comment behind a macro', '#define A 1 // WSK_FLAG_NO|DELAY\n'],
  ['a string', inFunction('DbgPrint("Io|AllocateIrp");')],
  ['a string in a macro', '#define A "WSK_FLAG_NO|DELAY"\n'],
  ['a string in a branch that is not read', '#if 0\nchar *s = "IoAllocate|Irp";\n#endif\n'],
  ['a comment in a branch that is not read', '#if 0\n/* IoAllocate|Irp */\n#endif\n'],
  ['a name that nobody knows', inFunction('Unkn|own(Irp);')],
  ['a member that nobody knows', inFunction('x.Unkn|own = Irp;')],
  ['a function called like one of every JavaScript object', inFunction('to|String(Irp);')],
  ['a member called like one of every JavaScript object', inFunction('x->construc|tor = 1;')],
  ['a value called like one of every JavaScript object', inFunction('x = __proto|__;')],
  ['a variable of the driver called like a flag', inFunction('ULONG WSK_FLAG_DRAIN = 0; x = WSK_FLAG_DR|AIN;')],
  ['a variable of the driver called like an option', inFunction('ULONG SO_RCVBUF = 0; x = SO_RC|VBUF;')],
  [
    'a macro of the driver called like a flag, with another value',
    '#define WSK_FLAG_DRAIN 77\nint x = WSK_FLAG_DR|AIN;\n',
  ],
  ['a macro of the driver called like a function', `#define IoFreeIrp(x) Mine(x)\n${inFunction('IoFree|Irp(Irp);')}`],
  ['an enumerator of the driver called like a flag', 'enum { WSK_FLAG_DRAIN = 77 };\nint x = WSK_FLAG_DR|AIN;\n'],
  [
    'a member of a structure of the driver called like one of WSK',
    `struct T { struct T *Next; };\n${inFunction('struct T *t; t = t->Ne|xt;')}`,
  ],
  [
    'a member of a structure of the driver called like a function of WSK',
    `struct T { int (*WskSend)(int); };\n${inFunction('struct T *t; t->Wsk|Send(1);')}`,
  ],
  ['a member of the driver where it is declared', 'struct T { int (*Wsk|Send)(int); };\n'],
  ['a member of which nobody knows the structure', inFunction('t = t->Ne|xt;')],
  ['a bare name of a dispatch function', inFunction('x = Wsk|Send;')],
  ['a variable of the driver in a kernel call', inFunction('IoFreeIrp(Ir|p);')],
  ['a variable of the driver in a call of its own', inFunction('Mine(Ir|p);')],
  [
    'a part of an argument',
    inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d; d->WskSend(Socket, Con|text->Buffer, 0, Irp);'),
  ],
  [
    'an argument of a call in an argument',
    inFunction('PWSK_PROVIDER_CONNECTION_DISPATCH d; d->WskSend(Mine(|0), b, 0, Irp);'),
  ],
  ['a literal in a call of its own', inFunction('Mine(|0);')],
  ['a literal outside a call', inFunction('return |0;')],
  ['the parenthesis of a call', inFunction('IoAllocateIrp|(1, FALSE);').replace('Irp|(', 'Irp (| ')],
  ['a string that is an argument', inFunction('DbgPrint("a|b");')],
  ['the zero that fills a structure', inFunction('WSK_BUF b = { |0 };')],
  ['a label', inFunction('STATUS_PEND|ING: return 0;')],
  ['a parameter of the driver called like a status', 'VOID F(ULONG STATUS_PENDING)\n{\n    x = STATUS_PEND|ING;\n}\n'],
];

for (const [what, source] of silent) {
  test(`nothing is said of ${what}`, () => {
    assert.equal(textAt(source), '');
  });
}
