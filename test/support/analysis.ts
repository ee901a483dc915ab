import assert from 'node:assert/strict';

import type { Fact } from '../../server/src/knowledge/shape';
import type { Analysis } from '../../server/src/flow/analysis';
import type { Argument, Use } from '../../server/src/flow/summary/summary';
import { analyse } from '../../server/src/project/analyse';
import { unitOf } from './parse';

/** What the C texts of these tests may use without declaring it. */
const PRELUDE = `
typedef struct _OPERATION {
    PIRP Irp; PWSK_SOCKET Socket; NTSTATUS Status; ULONG Flags; ULONG Other; BOOLEAN Done; KEVENT Event; LIST_ENTRY Link;
    struct { ULONG Inside; PIRP Irp; } Block;
    union { ULONG Whole; USHORT Half; } Either;
    ULONG List[4];
    struct _OPERATION *Next;
} OPERATION, *POPERATION;
extern const EVERY_DISPATCH *wsk;
extern ULONG Shared;
static ULONG Counter;
extern BOOLEAN Choose(VOID);
extern ULONG Ask(VOID);
extern VOID Elsewhere(PVOID Anything);
`;

/**
 * What the engine knows of a C text. In it `tell(x)` is a call of WSK with x, at which what is known of x can be seen,
 * and `bind(socket, irp)` is one that binds the socket.
 */
export function analysisOf(source: string): Analysis {
  const calls = source
    .replaceAll(/\btell\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g, 'wsk->WskRelease($1, NULL)')
    .replaceAll(/\bbind\((\w[\w>.-]*), /g, 'wsk->WskBind($1, NULL, 0, ');
  return analyse(unitOf(PRELUDE + calls));
}

/**
 * What is told in a function, in the order of the text: the value where it is known and `?` where not, and what is known
 * of an object: `? bound`, or `? bound?` where that is in doubt. What is told twice at one place stands there once.
 * What a function that it calls tells is left out.
 */
export function told(source: string, name = 'test'): string[] {
  return usesIn(source, name)
    .filter(({ callee, through }) => callee === 'WskRelease' && through.length === 0)
    .map(({ arguments: named }) => toldOf(named.get('Socket')));
}

/** The same for what is told in the functions that it calls, as it is seen from there. */
export function toldThrough(source: string, name = 'test'): string[] {
  return usesIn(source, name)
    .filter(({ callee, through }) => callee === 'WskRelease' && through.length > 0)
    .map((use) => [...use.through.map(({ callee }) => callee), toldOf(use.arguments.get('Socket'))].join(' > '));
}

function usesIn(source: string, name: string): Use[] {
  const analysis = analysisOf(source);
  const definition = analysis.unit.functionNamed(name);
  assert.ok(definition?.parsed, `${name} did not parse`);
  const result = analysis.resultOf(definition);
  assert.deepEqual(analysis.givenUp, []);
  assert.ok(result, `${name} was not looked at`);
  const startOf = ({ at }: Use): number => analysis.locate(at)?.at.start ?? 0;
  return [...result.uses].sort((a, b) => startOf(a) - startOf(b));
}

/** What an object is, and not how it stands just now. */
const KINDS: readonly Fact[] = ['own', 'foreign', 'bound', 'has-socket'];

function toldOf(argument: Argument | undefined): string {
  assert.ok(argument);
  const { value, installed } = argument;
  const routine = installed?.routine.kind === 'function' ? [`completed by ${installed.routine.name}`] : [];
  return [valueOf(value), ...factsOf(argument, KINDS), ...routine].join(' ');
}

/** How an IRP or a socket may stand in its life, and how an event stands. */
const STATES: readonly Fact[] = ['fresh', 'submitted', 'completed', 'released', 'signaled', 'clear'];

/** How the objects stand that are told in a function and in those that it calls; `-` where that is not known. */
export function statesTold(source: string, name = 'test'): string[] {
  return usesIn(source, name)
    .filter(({ callee }) => callee === 'WskRelease')
    .map((use) => use.arguments.get('Socket'))
    .map((argument) => (argument === undefined ? [] : factsOf(argument, STATES)).join(' ') || '-');
}

const factsOf = ({ facts }: Argument, shown: readonly Fact[]): string[] =>
  [...facts]
    .filter(([fact]) => shown.includes(fact))
    .map(([fact, { isDoubtful }]) => (isDoubtful ? `${fact}?` : fact))
    .sort();

function valueOf(value: Argument['value']): string {
  switch (value.kind) {
    case 'number':
      return value.name ?? `${value.value}`;
    case 'named':
    case 'function':
      return value.name;
    default:
      return '?';
  }
}
