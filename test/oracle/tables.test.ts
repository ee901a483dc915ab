import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { functions, isWskFunction } from '../../server/src/knowledge';
import { knownConstants } from '../../server/src/knowledge/constants';
import { describedNames } from '../../server/src/knowledge/names';
import { structures } from '../../server/src/knowledge/structures';
import { typeSizes } from '../../server/src/knowledge/type-sizes';
import { constantClaim, kernelClaims, sizeClaim, structureClaims, typedefClaim, wskClaims } from './claims';
import { findCompiler, type Unit } from './compiler';

const compiler = findCompiler();
const isRequired = process.env['WSKLINT_REQUIRE_COMPILER'] === '1';

/** Why a name of the tables is not compared with the headers. */
const NOT_COMPARED: ReadonlyMap<string, string> = new Map([
  ['MmMapLockedPagesSpecifyCache', 'Priority is a ULONG on the page, since it takes flags beside the priority'],
  ['ProbeForWrite', 'Address is volatile on the page'],
  ['RtlEqualString', 'the strings are const on the page'],
  ['NmrRegisterClient', 'the example in the guide hands over a const object, which the header here takes'],
  ['NmrClientAttachProvider', 'what a dispatch table is handed over by is const in the header here'],
  ['STATUS_ALREADY_COMPLETE', 'the free headers lack it'],
  ['NULL', 'a pointer'],
]);

/** Types that drivers use, and the free headers of a driver lack. */
const IN_OTHER_HEADERS: ReadonlySet<string> = new Set(['BYTE', 'WORD', 'UINT', 'bool', 'SECURITY_DESCRIPTOR']);

const compared = (name: string): boolean => !NOT_COMPARED.has(name);
const wskStructures = Object.entries(structures).filter(([name]) => name.startsWith('WSK_'));

const unitOf = (name: string, lines: readonly string[]): Unit => ({
  name,
  source: { text: `${lines.join('\n')}\n` },
  demand: 'careful',
});

/** The free headers lack some kernel functions, and have others as macros or as functions of the compiler. */
const declared = typeof compiler === 'string' ? new Set<string>() : compiler.words();
const kernelNames = Object.keys(functions).filter(
  (name) => !isWskFunction(name) && compared(name) && declared.has(name),
);

const agreed = {
  wsk: unitOf('functions and callbacks of wsk.h', wskClaims()),
  kernel: unitOf('kernel functions', kernelClaims(kernelNames)),
  structures: unitOf(
    'structures of wsk.h',
    wskStructures.flatMap(([name, members]) => structureClaims(name, members)),
  ),
  constants: unitOf(
    'constants',
    Object.entries(knownConstants)
      .filter(([name]) => compared(name))
      .map(([name, value]) => constantClaim(name, value)),
  ),
  sizes: unitOf(
    'the sizes of types',
    Object.entries(typeSizes)
      .filter(([name]) => !IN_OTHER_HEADERS.has(name))
      .map(([name, size]) => sizeClaim(name, size)),
  ),
};

const wrong = {
  'a parameter of another type': typedefClaim('PFN_WSK_CLOSE_SOCKET', {
    returns: 'NTSTATUS',
    parameters: { Socket: { type: 'PWSK_SOCKET' }, Irp: { type: 'PVOID' } },
  }),
  'a parameter too few': typedefClaim('PFN_WSK_CLOSE_SOCKET', {
    returns: 'NTSTATUS',
    parameters: { Socket: { type: 'PWSK_SOCKET' } },
  }),
  'a member too few': structureClaims('WSK_BUF', { Mdl: 'PMDL', Offset: 'ULONG' }).join('\n'),
  'members in another order': structureClaims('WSK_BUF', { Mdl: 'PMDL', Length: 'SIZE_T', Offset: 'ULONG' }).join('\n'),
  'a member of another type': structureClaims('WSK_INSPECT_ID', { Key: 'PVOID', SerialNumber: 'ULONG' }).join('\n'),
  'another value': constantClaim('WSK_FLAG_NODELAY', 4),
  'another size': sizeClaim('SOCKADDR_IN6', 26),
};

const wrongUnits = Object.entries(wrong).map(([name, text]) => unitOf(name, [text]));
const complaints =
  typeof compiler === 'string' ? Promise.resolve(compiler) : compiler.check([...Object.values(agreed), ...wrongUnits]);

async function complaintOf(unit: Unit): Promise<string> {
  const known = await complaints;
  if (typeof known === 'string') assert.fail(known);
  return known.get(unit.name) ?? '';
}

describe('the headers of the oracle', { skip: typeof compiler === 'string' && !isRequired ? compiler : false }, () => {
  for (const unit of Object.values(agreed)) {
    test(`say of ${unit.name} what the tables say`, async () => {
      const text = await complaintOf(unit);
      if (text !== '') assert.fail(`\n${text}`);
    });
  }

  test('have most of the kernel functions', () => {
    assert.ok(kernelNames.length > 200, `${kernelNames.length}`);
  });

  for (const unit of wrongUnits) {
    test(`contradict ${unit.name}`, async () => {
      assert.notEqual(await complaintOf(unit), '');
    });
  }
});

test('every name of the wsk.h of the oracle is described', () => {
  const text = readFileSync('test/oracle/include/wsk.h', 'utf8');
  const described = new Set(describedNames);
  const own = [
    ...[...text.matchAll(/^#define (\w+)/gm)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(/^ {4}(Wsk\w+),?$/gm)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(/^(?:typedef )?struct _(\w+) \{/gm)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(/^(?:NTSTATUS|VOID) NTAPI (\w+)/gm)].map((match) => match[1] ?? ''),
  ];
  assert.ok(own.length > 80);
  const scaffolding = ['WSK_BASIC_MEMBERS', 'IOC_WSK'];
  assert.deepEqual(
    own.filter((name) => !described.has(name) && !scaffolding.includes(name)),
    [],
  );
});

test('every name that is not compared is one of the tables', () => {
  const known = new Set([...describedNames, ...Object.keys(knownConstants)]);
  assert.deepEqual(
    [...NOT_COMPARED.keys()].filter((name) => !known.has(name)),
    [],
  );
});
