import type { FunctionId } from '../flow/anchor';
import type { FunctionResult } from '../flow/run/function-run';
import type { Context } from '../model/context';
import type { FileFacts } from '../model/file-facts';
import type { FunctionFacts } from '../model/function-facts';
import type { SourceFile, Unit } from '../model/unit';

/** What is kept of a function from one state of the project to the next. */
export interface FunctionRecord {
  readonly id: FunctionId;
  readonly name: string;
  readonly path: string;
  isStatic: boolean;
  /** Which function of its file it is, in the order of the text. */
  index: number;
  /** Where it starts now, in UTF-16 units. */
  start: number;
  /** The text of the function. */
  content: string;
  /** Whether the text from which all else is known did parse. */
  parsed: boolean;
  /** Where the text does not parse, but did before, as in the middle of a word: it is taken for what it was. */
  broken: Broken | undefined;
  facts: FunctionFacts;
  outcome: Outcome | undefined;
  /** The functions whose outcome was worked out with the summary of this one. */
  readonly readers: Set<FunctionRecord>;
}

/** A function that does not parse now. */
export interface Broken {
  /** The text that did parse. */
  readonly content: string;
  /** Whether something else has changed since that what is known of the function rests on. */
  isOutdated: boolean;
}

/** What following a function came to, and all that was asked on the way: it holds while the answers are the same. */
export interface Outcome {
  /** Undefined where the function was too large. */
  readonly result: FunctionResult | undefined;
  /** Says the same as another's where the two tell their callers the same. */
  readonly fingerprint: number;
  readonly reads: Reads;
  /** What the engine threw, where it failed on this function. */
  readonly error?: Error;
}

export interface Reads {
  /** The functions whose summaries were asked for, and whether they could be had. */
  readonly callees: Map<FunctionRecord, boolean>;
  /** What each name meant that was asked for. */
  readonly meanings: Map<string, FunctionId | undefined>;
  /** What was asked of the project as a whole, as text, and the answer. */
  readonly questions: Map<string, boolean>;
}

/** What is kept of a file. */
export interface FileRecord {
  readonly file: SourceFile;
  /** Undefined once it was dropped to save memory; it is read again when it is needed. */
  unit: Unit | undefined;
  readonly facts: FileFacts;
  readonly context: Context;
  /** In the order of the text. */
  readonly functions: readonly FunctionRecord[];
  readonly byName: ReadonlyMap<string, FunctionRecord | undefined>;
}

/** What the project knows of a file that its text does not say. */
export interface Surroundings {
  /** The paths of the headers that it includes. */
  readonly headers: readonly string[];
  /** Whether it is looked at for its own sake, and not only for what others call in it. */
  readonly isRoot: boolean;
}

/** Those of a file that is looked at by itself. */
export const ALONE: Surroundings = { headers: [], isRoot: true };

export const isSameSurroundings = (one: Surroundings | undefined, other: Surroundings): boolean =>
  one?.isRoot === other.isRoot && one.headers.join('\0') === other.headers.join('\0');
