import assert from 'node:assert/strict';

import type { Analysis } from '../../server/src/flow/analysis';
import type { ProjectIrqlResult } from '../../server/src/flow/irql/irql';
import { isAbove, printRange } from '../../server/src/flow/irql/range';
import { readUnit, type SourceFile, type Unit } from '../../server/src/model/unit';
import { Program } from '../../server/src/project/program';
import { createNativeParser } from '../../server/src/syntax/native';
import type { SourceParser } from '../../server/src/syntax/parser';
import { Workspace } from './workspace';

const PRELUDE = `
#include <ntddk.h>
typedef struct _CONTEXT { KSPIN_LOCK Lock; KIRQL OldIrql; KEVENT Event; PIRP Irp; } CONTEXT, *PCONTEXT;
`;

/** What is known of the IRQL in one function, as text. */
export class KnownIrql {
  readonly #result: ProjectIrqlResult;
  readonly #unit: Unit;
  readonly #name: string;

  constructor(analysis: Analysis | undefined, name: string) {
    const definition = analysis?.unit.functionNamed(name);
    const result = definition && analysis?.irqlOf(definition);
    assert.ok(result, `nothing is known of ${name}`);
    assert.ok(analysis);
    this.#unit = analysis.unit;
    this.#result = result;
    this.#name = name;
  }

  get result(): ProjectIrqlResult {
    return this.#result;
  }

  /** At which level it is entered, as what or by whom: `PASSIVE..DISPATCH as WskReceiveEvent`; `open: …` where not all is in sight. */
  get entry(): string {
    const { range, isEstablished } = this.#result.entry;
    const why = range.reason === undefined ? '' : ` as ${range.reason.name}`;
    return `${isEstablished ? '' : 'open: '}${printRange(range)}${why}`;
  }

  get roles(): string {
    return this.#result.entry.roles.join(', ');
  }

  /** `Send at DISPATCH`, for each function that calls it. */
  get callers(): string {
    return this.#result.entry.callers
      .map(({ name, range }) => `${name} at ${range === undefined ? 'any' : printRange(range)}`)
      .join(', ');
  }

  /** The level at each `tell()`, in the order of the text. */
  get told(): string {
    const { tree } = this.#unit;
    const body = this.#unit.functionNamed(this.#name)?.body ?? tree.root;
    return tree
      .descendants(body, 'call_expression')
      .filter((node) => tree.textOf(node) === 'tell()')
      .map((node) => this.#result.at(node))
      .map((range) => (range === undefined ? 'never' : printRange(range)))
      .join(', ');
  }

  /** The calls that by contract are made above what they ask for, as chains. */
  get tooHigh(): string {
    return this.#result.calls
      .flatMap(({ irql, needs }) =>
        needs
          .filter(({ max, isCertain, when }) => isCertain && when.length === 0 && isAbove(irql.reaches, max))
          .map(({ chain, max, kind }) => `${chain.join(' > ')} (${kind}) at ${printRange(irql)}, not above ${max}`),
      )
      .join('; ');
  }
}

/**
 * What is known of a function once the files of a project are read together. Sources include wsk.h, but for those whose
 * name begins with `plain`.
 */
export function irqlIn(files: Readonly<Record<string, string>>): (path: string, name: string) => KnownIrql {
  const before = (path: string): string => {
    if (path.endsWith('.h')) return '';
    return path.startsWith('plain') ? PRELUDE : `#include <wsk.h>${PRELUDE}`;
  };
  const workspace = new Workspace(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, before(path) + text])),
  );
  workspace.update();
  return (path, name) => new KnownIrql(workspace.project.analysisOf(path), name);
}

let parser: SourceParser | undefined;

/** Files that are edited, with a count of the functions through which the IRQL is followed for each question. */
export class EditedIrql {
  readonly #texts: Map<string, string>;
  readonly #program = new Program((file) => this.#unitOf(file));
  #before = new Map<string, number>();

  constructor(files: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(files).map(([path, text]) => [path, PRELUDE + text]));
    for (const [path, text] of this.#texts) this.#set(path, text);
    this.#update();
  }

  edit(path: string, from: string, to: string): void {
    const parts = (this.#texts.get(path) ?? '').split(from);
    assert.equal(parts.length, 2, `'${from}' stands ${parts.length - 1} times in ${path}`);
    const text = parts.join(to);
    this.#texts.set(path, text);
    this.#set(path, text);
    this.#update();
  }

  delete(path: string): void {
    this.#texts.delete(path);
    this.#program.delete(path);
    this.#update();
  }

  known(path: string, name: string): KnownIrql {
    return new KnownIrql(this.#program.analysisOf(path), name);
  }

  /** All that is known of all functions, so that everything is up to date. */
  all(): string {
    return [...this.#texts.keys()]
      .sort()
      .flatMap((path) => {
        const analysis = this.#program.analysisOf(path);
        return (analysis?.unit.functions ?? []).map((definition) => {
          const result = analysis?.irqlOf(definition);
          if (result === undefined) return `${path} ${definition.name}: nothing`;
          const { entry, summary, calls } = result;
          return `${path} ${definition.name}: ${JSON.stringify([entry, summary, calls])}`;
        });
      })
      .join('\n');
  }

  /** What a project that is read afresh knows. */
  afresh(): string {
    const files = [...this.#texts].map(([path, text]) => [path, text.slice(PRELUDE.length)]);
    return new EditedIrql(Object.fromEntries(files) as Record<string, string>).all();
  }

  /** The functions that were followed since the last call to bring everything up to date, sorted, with a count above one. */
  followed(): string {
    this.all();
    return this.counted();
  }

  /** The functions that were followed since the last call, because somebody asked. */
  counted(): string {
    const counts = new Map(this.#program.irqlCounts);
    const more = [...counts].flatMap(([id, count]) => {
      const times = count - (this.#before.get(id) ?? 0);
      const name = id.slice(id.indexOf(':') + 1);
      return times === 0 ? [] : [times === 1 ? name : `${name} ${times}`];
    });
    this.#before = counts;
    return more.sort().join(', ');
  }

  #set(path: string, text: string): void {
    this.#program.set(this.#unitOf({ path, text, language: 'c' }));
  }

  #unitOf(file: SourceFile): Unit {
    const parsed = (parser ??= createNativeParser()).parse(file.text);
    return readUnit(file, parsed, [], this.#program.contextOf(file.path));
  }

  #update(): void {
    const steps = this.#program.update();
    while (steps.next().done !== true) continue;
  }
}
