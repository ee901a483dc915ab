import type { Analysis } from '../flow/analysis';
import type { FunctionId } from '../flow/anchor';
import type { Context } from '../model/context';

/** What was asked of a file as a whole, and what it answered. */
interface Asked {
  readonly ask: (file: Analysis) => unknown;
  readonly answer: unknown;
}

/** What rules have read while they looked at one part of a file: what they said of it holds while all that is the same. */
export class Reads {
  readonly #functions = new Set<FunctionId>();
  readonly #asked = new Map<string, Asked>();
  /** What is declared, where that was looked at. */
  #context: Context | undefined;
  #isAll = false;
  /** Up to which change they hold. */
  #until: number;

  /** @param now What the change log says. */
  constructor(now: number) {
    this.#until = now;
  }

  /** A function of the project. */
  add(id: FunctionId): void {
    this.#functions.add(id);
  }

  /** What stands outside the functions of the file. */
  addContext({ unit }: Analysis): void {
    this.#context = unit.context;
  }

  /** All of the file: it will not be the same again. */
  addAll(): void {
    this.#isAll = true;
  }

  /** @param key What is asked, as text. */
  answer<Answer>(file: Analysis, key: string, ask: (file: Analysis) => Answer): Answer {
    const answer = file.ofFile(key, ask);
    this.#asked.set(key, { ask, answer });
    return answer;
  }

  /** Whether all would be read the same now, by a change log that says so. */
  hold(file: Analysis, now: number): boolean {
    const { changes, unit } = file;
    if (this.#isAll || (this.#context !== undefined && this.#context !== unit.context)) return false;
    for (const id of this.#functions) if (changes.of(id) > this.#until) return false;
    for (const [key, { ask, answer }] of this.#asked) if (!isSame(answer, file.ofFile(key, ask))) return false;
    this.#until = now;
    return true;
  }
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((element, index) => element === other[index]));
