import assert from 'node:assert/strict';

import { entryIrqlOf } from '../../server/src/flow/irql/entry';
import { irqlOf, type IrqlResult } from '../../server/src/flow/irql/irql';
import { anyIrql, isAbove, printRange } from '../../server/src/flow/irql/range';
import type { IrqlNeed, IrqlSummary, Level } from '../../server/src/flow/irql/summary';
import type { FunctionDefinition, Unit } from '../../server/src/model/unit';
import { unitOf } from './parse';

/** Follows the functions of one text, callees first. Functions in a circle are followed once, and not known inside it. */
export class TextIrql {
  readonly unit: Unit;
  readonly #summaries = new Map<string, IrqlSummary | undefined>();

  constructor(source: string) {
    this.unit = unitOf(source);
  }

  named(name: string): FunctionDefinition {
    const definition = this.unit.functionNamed(name);
    assert.ok(definition?.parsed, `${name} did not parse`);
    return definition;
  }

  /** A function as it runs where its own file says that it is entered. */
  resultOf(name: string): IrqlResult {
    const definition = this.named(name);
    const entry = entryIrqlOf(this.unit, definition) ?? anyIrql;
    const result = irqlOf(this.unit, definition, { entry, calleeNamed: (callee) => this.summaryOf(callee) });
    assert.ok(result, `${name} was given up`);
    return result;
  }

  summaryOf(name: string): IrqlSummary | undefined {
    if (this.#summaries.has(name)) return this.#summaries.get(name);
    this.#summaries.set(name, undefined);
    const definition = this.unit.functionNamed(name);
    if (definition === undefined) return undefined;
    const calleeNamed = (callee: string) => this.summaryOf(callee);
    const summary = irqlOf(this.unit, definition, { entry: anyIrql, calleeNamed })?.summary;
    this.#summaries.set(name, summary);
    return summary;
  }
}

const PRELUDE = `
typedef struct _CONTEXT { KSPIN_LOCK Lock; KIRQL OldIrql; BOOLEAN Busy; KEVENT Event; ERESOURCE Resource; } CONTEXT, *PCONTEXT;
extern BOOLEAN Choose(VOID);
extern VOID Elsewhere(PVOID Anything);
extern KSPIN_LOCK GlobalLock;
`;

/** The level at each `tell()` of a function, in the order of the text; `never` where no path leads to it. */
export function told(source: string, name = 'test'): string[] {
  const text = new TextIrql(PRELUDE + source);
  const { tree } = text.unit;
  const result = text.resultOf(name);
  return tree
    .descendants(text.named(name).body, 'call_expression')
    .filter((node) => tree.textOf(node) === 'tell()')
    .map((node) => result.at(node))
    .map((range) => (range === undefined ? 'never' : printRange(range)));
}

/** How a function leaves the IRQL, for any caller: `same`, `DISPATCH`, `what *param1 held`. */
export function left(source: string, name = 'test'): string {
  return levelText(summary(source, name).leaves);
}

/** What a function leaves in places of its caller: `*param1 = entry`. */
export const saved = (source: string, name = 'test'): string[] =>
  summary(source, name).saves.map(({ place, level }) => `${place} = ${levelText(level)}`);

/** What a function asks of its callers: `APC: Helper > KeWaitForSingleObject, blocks`. */
export const needed = (source: string, name = 'test'): string[] => summary(source, name).needs.map(needText);

/** The calls of a function that certainly, or by contract, are made above what they ask for. */
export function tooHigh(source: string, name = 'test'): string[] {
  return new TextIrql(PRELUDE + source)
    .resultOf(name)
    .calls.flatMap(({ irql, needs }) =>
      needs
        .filter(({ max, isCertain, when }) => isCertain && when.length === 0 && isAbove(irql.reaches, max))
        .map(({ max, chain }) => `${chain.join(' > ')} at ${printRange(irql)}, not above ${max.replace('_LEVEL', '')}`),
    );
}

function summary(source: string, name: string): IrqlSummary {
  const found = new TextIrql(PRELUDE + source).summaryOf(name);
  assert.ok(found, `${name} has no summary`);
  return found;
}

function levelText({ entry, held, range }: Level): string {
  const parts = [
    ...(entry ? ['same'] : []),
    ...(range === undefined ? [] : [printRange(range)]),
    ...held.map((key) => `what ${key} held`),
  ];
  return parts.join(' or ');
}

function needText({ kind, max, min, chain, blocks, when, isCertain }: IrqlNeed): string {
  const conditions = when.map(({ parameter, isZero }) => `param${parameter} is ${isZero ? '' : 'not '}zero`);
  const parts = [
    [min?.replace('_LEVEL', ''), max.replace('_LEVEL', '')].filter((level) => level !== undefined).join('..'),
    chain.length === 0 ? kind : chain.join(' > '),
    ...(blocks === undefined ? [] : ['blocks']),
    ...conditions,
    ...(isCertain ? [] : ['or not']),
  ];
  return `${parts[0] ?? ''}: ${parts.slice(1).join(', ')}`;
}
