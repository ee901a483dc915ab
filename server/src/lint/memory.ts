import { performance } from 'node:perf_hooks';

import type { Analysis, ChangeLog } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { FunctionDefinition } from '../model/unit';
import { PartAnalysis } from './part';
import { Reads } from './reads';
import type { Finding, Rule } from './rule';

/** What is kept of one part of a file. */
interface Kept {
  readonly reads: Reads;
  /** The rules that have looked at it, and found nothing. */
  readonly silent: Set<Rule>;
}

/** What rules have found in a file, each rule by itself. */
export interface Found {
  readonly findings: ReadonlyMap<Rule, readonly Finding[]>;
  /** What rules threw; they have no findings then. */
  readonly errors: ReadonlyMap<Rule, Error>;
  /** Milliseconds. */
  readonly times: ReadonlyMap<Rule, number>;
}

/**
 * Remembers from one state of a file to the next where rules were silent, function by function. Where one has found
 * something it looks again each time: the places and the words of what it says are those of the text as it is.
 */
export class LintMemory {
  #changes: ChangeLog | undefined;
  #order: readonly FunctionId[] = [];
  #parts = new Map<FunctionId | undefined, Kept>();
  #now = 0;

  /** Runs rules over a file, as far as what they said of it before may not hold. */
  run(file: Analysis, rules: readonly Rule[], isCancelled: () => boolean): Found {
    this.#forgetOthers(file);
    const found = new Collected(rules);
    for (const definition of [...file.functions, undefined]) {
      if (isCancelled()) break;
      this.#look(file, definition, rules, found);
    }
    return found;
  }

  /** Of another project, or where functions have changed places, all is looked at anew. */
  #forgetOthers(file: Analysis): void {
    const order = file.functions.map((definition) => file.idOf(definition));
    if (this.#changes !== file.changes || !isSameOrder(order, this.#order)) this.#parts = new Map();
    const ids = new Set<FunctionId | undefined>([...order, undefined]);
    for (const id of this.#parts.keys()) if (!ids.has(id)) this.#parts.delete(id);
    this.#changes = file.changes;
    this.#now = file.changes.now;
    this.#order = order;
  }

  #look(file: Analysis, definition: FunctionDefinition | undefined, rules: readonly Rule[], found: Collected): void {
    const { reads, silent } = this.#keptOf(file, definition);
    const open = rules.filter((rule) => !silent.has(rule));
    if (open.length === 0) return;
    const part = new PartAnalysis(file, definition, reads);
    for (const rule of open) if (found.run(rule, part)) silent.add(rule);
  }

  #keptOf(file: Analysis, definition: FunctionDefinition | undefined): Kept {
    const id = definition && file.idOf(definition);
    let kept = this.#parts.get(id);
    if (kept?.reads.hold(file, this.#now) !== true) {
      kept = { reads: new Reads(this.#now), silent: new Set() };
      if (id === undefined) kept.reads.addContext(file);
      else kept.reads.add(id);
      this.#parts.set(id, kept);
    }
    return kept;
  }
}

/** Whether those that are in both lists stand in the same order. */
function isSameOrder(one: readonly FunctionId[], other: readonly FunctionId[]): boolean {
  const [inOne, inOther] = [new Set(one), new Set(other)];
  const rest = other.filter((id) => inOne.has(id));
  return one.filter((id) => inOther.has(id)).every((id, index) => id === rest[index]);
}

class Collected implements Found {
  readonly findings = new Map<Rule, Finding[]>();
  readonly errors = new Map<Rule, Error>();
  readonly times: Map<Rule, number>;

  constructor(rules: readonly Rule[]) {
    this.times = new Map(rules.map((rule) => [rule, 0]));
  }

  /** @returns whether the rule had nothing to say */
  run(rule: Rule, part: Analysis): boolean {
    if (this.errors.has(rule)) return false;
    const start = performance.now();
    const found = this.#findingsOf(rule, part);
    this.times.set(rule, (this.times.get(rule) ?? 0) + performance.now() - start);
    return found;
  }

  #findingsOf(rule: Rule, part: Analysis): boolean {
    try {
      const found = [...rule.run(part)];
      if (found.length > 0) this.findings.set(rule, [...(this.findings.get(rule) ?? []), ...found]);
      return found.length === 0;
    } catch (error) {
      this.errors.set(rule, error instanceof Error ? error : new Error(String(error)));
      this.findings.delete(rule);
      return false;
    }
  }
}
