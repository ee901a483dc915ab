import type { SyntaxTree, Node } from '../../server/src/syntax/tree';
import { applyEdits, type Edit } from '../../server/src/text/span';

/** One thing that somebody does to a text, between two looks at what is said of it. */
export interface Keystroke {
  readonly kind: string;
  /** In offsets of the text before; most have one, and the renaming of a local variable has several. */
  readonly edits: readonly Edit[];
  /** The text after. */
  readonly text: string;
}

/** What is done at one place, a list of edits for each keystroke, all in offsets of the text as it was at the start. */
type Work = (place: Place) => readonly (readonly Edit[])[] | undefined;

interface Place {
  readonly tree: SyntaxTree;
  /** A function without parse errors; no other work touches it. */
  readonly definition: Node;
  readonly statements: readonly Node[];
  readonly round: number;
  /** A name for something new. */
  readonly fresh: string;
}

/** A kind of work, and how often it is done. */
interface Kind {
  readonly name: string;
  readonly work: Work;
  /** How often it is done while each kind is done as often as it says. */
  readonly times: number;
}

/** Of sixty keystrokes that these make, fifty-one are inside function bodies. */
const KINDS: readonly Kind[] = [
  { name: 'a statement, key by key', times: 6, work: typeStatement },
  { name: 'letters of a name', times: 5, work: typeLetters },
  { name: 'a whole statement', times: 4, work: ({ tree, statements: [first] }) => insertBehind(tree, first, 1) },
  { name: 'a new call', times: 3, work: callAnother },
  { name: 'a local renamed', times: 2, work: renameLocal },
  { name: 'another returned value', times: 2, work: returnAnother },
  { name: 'a comment between functions', times: 2, work: comment },
  { name: 'a prototype', times: 1, work: declare },
  { name: 'a member of a structure', times: 1, work: addMember },
];

/**
 * What somebody does to a file while working on it: mostly inside function bodies, all over the file. Each keystroke is
 * made to the text that the last one left.
 * @throws RangeError where the file has too few functions for so many keystrokes
 */
export function typing(tree: SyntaxTree, count: number): Keystroke[] {
  const definitions = tree.descendants(tree.root, 'function_definition').filter((node) => !tree.hasError(node));
  const order = toAndFro(definitions);
  const typist = new Typist(tree.text);
  const turns = KINDS.flatMap((kind) =>
    Array.from({ length: kind.times }, (_, turn) => ({ kind, at: (turn + 0.5) / kind.times })),
  );
  turns.sort((one, other) => one.at - other.at);
  for (let round = 0; typist.done.length < count; round++) {
    const { kind } = turns[round % turns.length] ?? {};
    if (kind === undefined) break;
    const keys = firstThatFits(kind.work, tree, order, round);
    for (const edits of keys) typist.type(kind.name, edits);
  }
  return typist.done.slice(0, count);
}

/** Takes functions from the list until one has the place for the work; the others come back behind those that wait. */
function firstThatFits(work: Work, tree: SyntaxTree, waiting: Node[], round: number): readonly (readonly Edit[])[] {
  for (let tries = waiting.length; tries > 0; tries--) {
    const definition = waiting.shift();
    if (definition === undefined) break;
    const keys = work({ tree, definition, statements: statementsIn(tree, definition), round, fresh: `New${round}` });
    if (keys !== undefined) return keys;
    waiting.push(definition);
  }
  throw new RangeError('the file has too few functions to type in');
}

/** Does edits that are given in the offsets of the first text. */
class Typist {
  readonly done: Keystroke[] = [];
  readonly #moves: { readonly from: number; readonly by: number }[] = [];
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  type(kind: string, meant: readonly Edit[]): void {
    const edits = meant.map(({ at, text }) => ({
      at: { start: this.#moved(at.start), end: this.#moved(at.end) },
      text,
    }));
    this.#text = applyEdits(this.#text, edits);
    this.done.push({ kind, edits, text: this.#text });
    for (const { at, text } of meant) this.#moves.push({ from: at.end, by: text.length - (at.end - at.start) });
  }

  /** What is put in at a place stands before what is put in there later. */
  #moved(offset: number): number {
    return this.#moves.reduce((sum, { from, by }) => (from <= offset ? sum + by : sum), offset);
  }
}

const inserted = (at: number, text: string): readonly Edit[] => [{ at: { start: at, end: at }, text }];

/** In so many keys, of which only the last makes a whole of it. */
function insertedIn(keys: number, at: number, text: string): (readonly Edit[])[] {
  const length = Math.ceil(text.length / keys);
  const parts = Array.from({ length: keys }, (_, key) => text.slice(key * length, (key + 1) * length));
  return parts.filter((part) => part !== '').map((part) => inserted(at, part));
}

function insertBehind(tree: SyntaxTree, statement: Node | undefined, keys: number): (readonly Edit[])[] | undefined {
  return statement === undefined ? undefined : insertedIn(keys, tree.end(statement), `\n    ${tree.textOf(statement)}`);
}

function typeStatement({ tree, statements }: Place): (readonly Edit[])[] | undefined {
  return insertBehind(tree, statements[Math.floor(statements.length / 2)], 5);
}

function typeLetters({ tree, definition, statements: [first] }: Place): (readonly Edit[])[] | undefined {
  const name = first === undefined ? undefined : tree.descendants(first, 'identifier')[0];
  if (name === undefined || tree.enclosing(name, 'function_definition') !== definition) return undefined;
  return ['x', 'y'].map((letter) => inserted(tree.end(name), letter));
}

function callAnother({ tree, statements }: Place): (readonly Edit[])[] | undefined {
  const last = statements.at(-1);
  const callees = tree.descendants(tree.root, 'function_definition').map((node) => nameOf(tree, node));
  const callee = callees[Math.floor(callees.length / 3)];
  return last === undefined || callee === undefined
    ? undefined
    : [inserted(tree.end(last), `\n    ${callee}(NULL, NULL);`)];
}

function renameLocal({ tree, definition, fresh }: Place): (readonly Edit[])[] | undefined {
  const body = tree.field(definition, 'body');
  const declaration = body === undefined ? undefined : tree.descendants(body, 'declaration')[0];
  const name = declaration === undefined ? undefined : tree.descendants(declaration, 'identifier')[0];
  if (body === undefined || name === undefined) return undefined;
  const same = tree.descendants(body, 'identifier').filter((node) => tree.textOf(node) === tree.textOf(name));
  return [same.map((node) => ({ at: tree.span(node), text: `${tree.textOf(name)}${fresh}` }))];
}

function returnAnother({ tree, definition }: Place): (readonly Edit[])[] | undefined {
  const statement = tree.descendants(definition, 'return_statement').at(-1);
  const value = statement === undefined ? undefined : tree.namedChildren(statement)[0];
  return value === undefined ? undefined : [[{ at: tree.span(value), text: 'STATUS_UNSUCCESSFUL' }]];
}

function comment({ tree, definition }: Place): (readonly Edit[])[] {
  return ['\n', '\n// This was', ' looked at.'].map((part) => inserted(tree.end(definition), part));
}

function declare({ tree, definition, fresh }: Place): (readonly Edit[])[] {
  return insertedIn(2, tree.end(definition), `\n\nNTSTATUS ${fresh}(PVOID Context);`);
}

/** Of the structures in turn; where the function stands does not matter. */
function addMember({ tree, round, fresh }: Place): (readonly Edit[])[] | undefined {
  const lists = tree.descendants(tree.root, 'field_declaration_list');
  const list = lists[Math.floor(round / KINDS.length) % lists.length];
  const last = list === undefined ? undefined : tree.namedChildren(list).at(-1);
  return last === undefined ? undefined : [inserted(tree.end(last), `\n    ULONG ${fresh};`)];
}

/** Short ones without parse errors: nobody types a long one at once. */
const statementsIn = (tree: SyntaxTree, definition: Node): Node[] =>
  tree
    .descendants(definition, 'expression_statement')
    .filter((node) => !tree.hasError(node) && tree.end(node) - tree.start(node) < 100);

function nameOf(tree: SyntaxTree, definition: Node): string | undefined {
  const [declarator] = tree.descendants(definition, 'function_declarator');
  const name = declarator === undefined ? undefined : tree.field(declarator, 'declarator');
  return name === undefined ? undefined : tree.textOf(name);
}

/** From all over the list, so that what stands beside each other does not come one after the other. */
function toAndFro<T>(list: readonly T[]): T[] {
  const placed = list.map((item, index) => ({ item, place: (index * GOLDEN_RATIO) % 1 }));
  return placed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

/** Its multiples fall most evenly between 0 and 1, whatever the number of them. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;
