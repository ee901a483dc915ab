import type { ParsedText } from '../syntax/parser';
import type { Node, SyntaxTree } from '../syntax/tree';
import type { CType } from './types';

/** A file as it was read. */
export interface SourceFile {
  /** As the reader of a report knows it: relative to the current folder, or absolute. */
  readonly path: string;
  readonly text: string;
  readonly language: 'c' | 'cpp';
}

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
  /** Whether all of it parsed; nothing is said of a function that did not. */
  readonly parsed: boolean;
}

/** One file, parsed, with the questions that every analysis asks of it. */
export interface Unit {
  readonly file: SourceFile;
  readonly parsedText: ParsedText;
  readonly tree: SyntaxTree;
  readonly functions: readonly FunctionDefinition[];
  /** The only function of that name; undefined where there is none or more than one. */
  functionNamed(name: string): FunctionDefinition | undefined;
}
