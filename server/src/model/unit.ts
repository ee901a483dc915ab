import type { OwnFunctions } from '../knowledge/own-functions';
import type { Language, ParsedText } from '../syntax/parser';
import type { Node, SyntaxTree } from '../syntax/tree';
import { contextOf, type Context } from './context';
import type { CType } from './ctype';
import type { Declarations } from './declarations';
import { definitionsIn } from './methods';

/** A file as it was read. */
export interface SourceFile {
  /** As the reader of a report knows it: relative to the current folder, or absolute. */
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  /** The functions of which the settings of the file say what they do: their word stands over what a body shows. */
  readonly functions?: OwnFunctions | undefined;
}

/** What a file is parsed as; undefined for a header, of which the name does not say it. */
export const writtenIn = ({ path, language }: SourceFile): Language | undefined =>
  /\.h$/i.test(path) ? undefined : language;

export interface Parameter {
  /** Undefined in `VOID F(PVOID)`. */
  readonly name: string | undefined;
  readonly type: CType;
  readonly node: Node;
}

/** A function with a body. */
export interface FunctionDefinition {
  readonly name: string;
  /** The identifier in the declarator. */
  readonly nameNode: Node;
  readonly node: Node;
  readonly body: Node;
  readonly parameters: readonly Parameter[];
  readonly returns: CType;
  readonly isStatic: boolean;
  /** Whether all of it parsed, and can be followed; nothing is said of a function of which that is not so. */
  readonly parsed: boolean;
  /** Why it cannot be followed although it parsed. */
  readonly obstacle?: string;
}

/** One file, parsed, with the questions that every analysis asks of it. */
export interface Unit {
  readonly file: SourceFile;
  readonly parsedText: ParsedText;
  readonly tree: SyntaxTree;
  readonly functions: readonly FunctionDefinition[];
  /** What the headers declare that the file includes, directly or not, in the order in which they come; only those of the project. */
  readonly included: readonly Declarations[];
  readonly context: Context;
  /** The file, where this is only one function of it, with its macros replaced. */
  readonly origin?: Unit;
  /** The only function of that name; undefined where there is none or more than one. */
  functionNamed(name: string): FunctionDefinition | undefined;
  /** Whether there is a function of that name with a body, or more than one. */
  defines(name: string): boolean;
}

/**
 * The model of a parsed file. Nothing is looked for before it is asked for: what an unasked question would cost is not paid.
 *
 * @param included What the headers declare that the file includes.
 * @param before The context of the state that the file had before: what it answers is not found again.
 * @param parsedText What a parser made of `file.text`. Its spans count UTF-16 units of that text.
 */
export function readUnit(
  file: SourceFile,
  parsedText: ParsedText,
  included: readonly Declarations[] = [],
  before?: Context,
): Unit {
  return new FileUnit(file, parsedText, included, before);
}

class FileUnit implements Unit {
  readonly file: SourceFile;
  readonly parsedText: ParsedText;
  readonly included: readonly Declarations[];
  #before: Context | undefined;
  #context: Context | undefined;
  #functions: readonly FunctionDefinition[] | undefined;
  #byName: ReadonlyMap<string, FunctionDefinition | undefined> | undefined;

  constructor(
    file: SourceFile,
    parsedText: ParsedText,
    included: readonly Declarations[],
    before: Context | undefined,
  ) {
    this.#before = before;
    this.included = included;
    this.file = file;
    this.parsedText = parsedText;
  }

  get tree(): SyntaxTree {
    return this.parsedText.tree;
  }

  get functions(): readonly FunctionDefinition[] {
    return (this.#functions ??= definitionsIn(this.tree, this.included));
  }

  get context(): Context {
    if (this.#context === undefined) {
      this.#context = contextOf(this, this.#before);
      this.#before = undefined;
    }
    return this.#context;
  }

  functionNamed(name: string): FunctionDefinition | undefined {
    return (this.#byName ??= byName(this.functions)).get(name);
  }

  defines(name: string): boolean {
    return (this.#byName ??= byName(this.functions)).has(name);
  }
}

function byName(functions: readonly FunctionDefinition[]): ReadonlyMap<string, FunctionDefinition | undefined> {
  const found = new Map<string, FunctionDefinition | undefined>();
  for (const definition of functions) found.set(definition.name, found.has(definition.name) ? undefined : definition);
  return found;
}
